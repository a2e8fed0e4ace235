"""Tables of forecasts from elsewhere: the one place where data-frame libraries are imported."""
