"""Watching over a ledger: what `check`, `due`, `audit`, `capture` work out, its history in git."""
