"""The registry of metrics: each declared once, beside its formula."""

from __future__ import annotations

from verifier.score import (
    accuracy,
    calibration,
    contingency,
    crps,
    platforms,
    quantities,
    shares,
    survival,
)
from verifier.score.accuracy import advantage, brier, log_score, skill
from verifier.score.formula import Metric

METRICS: tuple[Metric, ...] = (
    *accuracy.METRICS,
    *contingency.METRICS,
    *calibration.METRICS,
    *crps.METRICS,
    *shares.METRICS,
    *survival.METRICS,
    *quantities.METRICS,
    *platforms.METRICS,
)

__all__ = ["METRICS", "Metric", "advantage", "brier", "log_score", "skill"]
