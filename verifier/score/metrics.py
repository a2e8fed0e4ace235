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
    Metric("adjusted_score"),
    Metric("peer_gain"),
    Metric("relative_skill"),
    Metric("difference_chance"),
    Metric("rank_bounds"),
    Metric("score_interval"),
)
"""What `verifier.rank` makes of scores; pages print it where there are standings."""

CHOICES = (Metric("mean_move"), Metric("expected_brier"))
"""How much scores hang on what was chosen, and on how readers take words."""

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
    *CHOICES,
)

__all__ = ["METRICS", "Metric", "advantage", "brier", "log_score", "skill"]
