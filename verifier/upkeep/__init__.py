"""Watching over a ledger: what `due`, `audit` and `diff` work out, and its history in git."""
