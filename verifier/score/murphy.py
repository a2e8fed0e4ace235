"""Murphy's diagram: who is better at which threshold of action, for every proper score at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from verifier.score.calibration import Given


def elementary_score(*, probability: float, observed: float, threshold: float) -> float:
    """What acting on a forecast costs whoever acts from `threshold` on; 0 the best.

    0 to 2. Acting in vain costs 2t, not acting 2 (1 - t) where it came: so acting pays from a
    probability of t on. Every proper score is a mixture of these, and over all t alike they add up
    to the Brier score (Ehm, Gneiting, Jordan & Krüger 2016). A forecaster whose mean lies below
    another's at every threshold is better by every proper score.

    By hand: 0.7 is acted on at 0.4, and nothing came; at 0.8 it is not, and it came.

    >>> elementary_score(probability=0.7, observed=0.0, threshold=0.4)
    0.8
    >>> round(elementary_score(probability=0.7, observed=1.0, threshold=0.8), 9)
    0.4
    """
    acted = probability > threshold
    return (1 - observed) * 2 * threshold if acted else observed * 2 * (1 - threshold)


THRESHOLDS = tuple(n / 40 for n in range(1, 40))
"""Where the diagram is drawn: as fine as a picture of 700 points shows."""


def murphy(
    table: Iterable[Given], thresholds: Sequence[float] = THRESHOLDS
) -> tuple[float, ...] | None:
    """The mean elementary score at each threshold, None without forecasts.

    By hand: 0.2 given twice and true once. Acted on below 0.2: at 0.1 one was in vain, 0.2 / 2; at
    0.5 one was missed, 1 / 2.

    >>> murphy([Given(0.2, 2, 1)], (0.1, 0.5))
    (0.1, 0.5)
    """
    given = list(table)
    count = fsum(row.count for row in given)
    if not count:
        return None
    return tuple(
        fsum(
            elementary_score(
                probability=row.probability, observed=row.observed / row.count, threshold=t
            )
            * row.count
            for row in given
        )
        / count
        for t in thresholds
    )
