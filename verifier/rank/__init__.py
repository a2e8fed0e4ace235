"""Ranking: how sure figures are, who can be ranked, and why others cannot.

Everything works on a score for each forecaster and question, and does not care whether it came from
a ledger or from a table.
"""
