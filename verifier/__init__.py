"""Keeps score of public forecasts: a ledger of plain YAML in, scorecards out."""

__version__ = "0.1.0"
