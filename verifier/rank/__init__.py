"""Ranking: how sure figures are, who can be ranked, and why others cannot.

Everything works on sufficient statistics, a sum and a count for each forecaster and question, and
does not care whether they came from a ledger or from a table.
"""

from verifier.rank.bootstrap import Share, chance_better, interval, resample
from verifier.rank.standings import (
    Reason,
    Refusal,
    Standing,
    Standings,
    calibrated,
    interval_or_why,
    standings,
)

__all__ = [
    "Reason",
    "Refusal",
    "Share",
    "Standing",
    "Standings",
    "calibrated",
    "chance_better",
    "interval",
    "interval_or_why",
    "resample",
    "standings",
]
