"""Metrics: scoring functions over a probability and what was observed.

Every formula is written over arithmetic alone, so that floats and column expressions both serve.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


def brier(*, probability: float, observed: float) -> float:
    """The Brier score (p - o)^2 on the 0-1 scale, 0 the best (Brier 1950, halved for two classes).

    `observed` may be graded between 0 and 1.

    >>> brier(probability=0.75, observed=0)
    0.5625
    """
    return (probability - observed) ** 2


def log_score(*, probability: float, observed: float, clamp: float) -> float:
    """The logarithmic score in nats, 0 the best; probabilities are held `clamp` off 0 and 1.

    -(o ln p + (1 - o) ln(1 - p)) (Good 1952). Without a clamp one sure call that fails is infinite.

    >>> round(log_score(probability=0.5, observed=1, clamp=0.01), 6)
    0.693147
    """
    p = min(max(probability, clamp), 1 - clamp)
    return -(observed * math.log(p) + (1 - observed) * math.log(1 - p))


@dataclass(frozen=True, slots=True)
class Metric:
    """What a metric is, for the method page: formula, source, range and orientation."""

    id: str
    formula: str
    citation: str
    range: str
    best: str


METRICS = (
    Metric("brier", "(p - o)²", "Brier 1950, on the 0-1 scale", "0 to 1", "0"),
    Metric(
        "log_score",
        "-(o ln p + (1 - o) ln(1 - p)), p clamped",
        "Good 1952",
        "0 to -ln(clamp)",
        "0",
    ),
    Metric("lead_time", "day the event began - day said", "own definition", "days", "longer"),
    Metric(
        "timing_error", "signed days from the window to the event", "own definition", "days", "0"
    ),
)
