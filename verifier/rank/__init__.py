"""Ranking: how sure figures are, who can be ranked, and why others cannot.

Everything works on a score for each forecaster and question, and does not care whether it came from
a ledger or from a table.
"""

from verifier.rank.effects import Round
from verifier.rank.sample import LEVEL, Sample, Score
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
    "LEVEL",
    "Reason",
    "Refusal",
    "Round",
    "Sample",
    "Score",
    "Standing",
    "Standings",
    "calibrated",
    "interval_or_why",
    "standings",
]
