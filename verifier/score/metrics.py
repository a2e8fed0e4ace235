"""The registry of metrics: each declared once, beside its formula."""

from __future__ import annotations

from verifier.score import (
    accuracy,
    calibration,
    contingency,
    crps,
    murphy,
    own,
    permutation,
    platforms,
    quantities,
    shares,
    survival,
)
from verifier.score.accuracy import advantage, brier, log_score, skill
from verifier.score.formula import Metric

STANDINGS = (
    Metric("adjusted_score", ledger=False),
    Metric("peer_gain", ledger=False),
    Metric("relative_skill", ledger=False),
    Metric("rank_bounds", ledger=False),
    Metric("score_interval", ledger=False),
)
"""What `verifier.rank` makes of scores; pages print it where there are standings."""

METRICS: tuple[Metric, ...] = (
    *accuracy.METRICS,
    *contingency.METRICS,
    *calibration.METRICS,
    *crps.METRICS,
    *shares.METRICS,
    *survival.METRICS,
    *quantities.METRICS,
    *platforms.METRICS,
    *murphy.METRICS,
    *own.METRICS,
    *permutation.METRICS,
    *STANDINGS,
)

__all__ = ["METRICS", "Metric", "advantage", "brier", "log_score", "skill"]
