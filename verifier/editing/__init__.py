"""Writing records into a ledger: what `new`, `take`, `fmt` and `schema` work out.

Nothing here asks, prints or writes a file: the command line does.
"""
