"""The model: frozen values that everything else is about. It reads no file and no clock."""
