"""The fact-checker's desk: what `new`, `fmt`, `schema`, `quotes`, `due` and `audit` work out.

Nothing here asks, prints, or writes into a ledger: the command line does.
"""
