"""Envelopes: the best and the worst score that admissible readings allow, jointly over phrases.

A word stands for one probability wherever a forecaster uses it, so the extremes of a mean are
sought over one probability for each word, not one for each forecast. A disputed truth takes each
admissible value and none between; a graded one every value of its range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verifier.model.verdict import Truth
from verifier.score.metrics import brier


@dataclass(frozen=True, slots=True)
class Envelope:
    """Best, central and worst value; `central` is None where no single truth is admissible."""

    best: float
    central: float | None
    worst: float

    @property
    def middle(self) -> float:
        """Half-way between best and worst, for comparing envelopes."""
        return (self.best + self.worst) / 2


@dataclass(frozen=True, slots=True)
class Probability:
    """What a forecaster's words mean as a number. Equal `word`s are one and the same number.

    `stated`: the forecaster gave the number.
    """

    word: str
    low: float
    central: float
    high: float
    stated: bool = False

    @property
    def sharp(self) -> bool:
        """Whether it is a single number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Scored:
    """One forecast to score: its probability and how true it can be."""

    probability: Probability
    truth: Truth


def brier_envelope(forecasts: Sequence[Scored]) -> Envelope | None:
    """The envelope of the mean Brier score (0-1, 0 the best), None without forecasts.

    >>> sure = Scored(Probability("likely", 0.6, 0.75, 0.85), Truth.false())
    >>> envelope = brier_envelope([sure])
    >>> round(envelope.best, 4), envelope.central, round(envelope.worst, 4)
    (0.36, 0.5625, 0.7225)
    """
    if not forecasts:
        return None
    best = worst = 0.0
    for group in _by_word(forecasts):
        best += _least(group)
        worst += _greatest(group)
    central = [_central(forecast) for forecast in forecasts]
    known = [value for value in central if value is not None]
    count = len(forecasts)
    mean = sum(known) / count if len(known) == count else None
    return Envelope(best / count, mean, worst / count)


def _central(forecast: Scored) -> float | None:
    truth = forecast.truth
    if truth.graded:
        observed = (truth.low + truth.high) / 2
    elif len(truth.values) == 1:
        observed = truth.values[0]
    else:
        return None
    return brier(probability=forecast.probability.central, observed=observed)


def _by_word(forecasts: Iterable[Scored]) -> Iterable[list[Scored]]:
    groups: dict[tuple[str, float, float], list[Scored]] = {}
    for forecast in forecasts:
        p = forecast.probability
        groups.setdefault((p.word, p.low, p.high), []).append(forecast)
    return groups.values()


def _least(group: Sequence[Scored]) -> float:
    """The least sum of scores over one probability and every admissible truth, exactly.

    Between the break points (ends of the range, ends of graded truths, midpoints between
    admissible values) the nearest truths stay the same and the sum is one parabola, so its least
    value lies at a break point or at the mean of those truths.
    """
    low, high = group[0].probability.low, group[0].probability.high
    breaks = sorted({low, high, *(b for b in _breaks(group) if low < b < high)})
    points = list(breaks)
    for left, right in pairwise(breaks):
        middle = (left + right) / 2
        free = [f for f in group if not _inside(f.truth, middle)]
        if free:
            mean = sum(_nearest(f.truth, middle) for f in free) / len(free)
            points.append(min(max(mean, left), right))
    return min(_sum(group, point, _nearest) for point in points)


def _greatest(group: Sequence[Scored]) -> float:
    """The greatest sum: convex in the probability, so it lies at an end of its range."""
    p = group[0].probability
    return max(_sum(group, point, _farthest) for point in (p.low, p.high))


def _breaks(group: Sequence[Scored]) -> Iterable[float]:
    for forecast in group:
        truth = forecast.truth
        if truth.graded:
            yield from truth.values
        else:
            yield from ((a + b) / 2 for a, b in pairwise(truth.values))


def _inside(truth: Truth, probability: float) -> bool:
    return truth.graded and truth.low <= probability <= truth.high


def _nearest(truth: Truth, probability: float) -> float:
    if truth.graded:
        return min(max(probability, truth.low), truth.high)
    return min(truth.values, key=lambda value: abs(value - probability))


def _farthest(truth: Truth, probability: float) -> float:
    return max(truth.values, key=lambda value: abs(value - probability))


def _sum(
    group: Sequence[Scored], probability: float, choose: Callable[[Truth, float], float]
) -> float:
    return sum(brier(probability=probability, observed=choose(f.truth, probability)) for f in group)
