"""Quantities: scores of quantiles, intervals and ensembles, in the units of the quantity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import fsum

from verifier.dataclass import dataclass
from verifier.score.accuracy import brier
from verifier.score.formula import Value, check_unit, clip

_FINEST = 1_000_000
"""Levels of quantiles are told apart to a millionth: nobody asks for finer ones."""


def above(*, value: Value, observed: Value) -> Value:
    """How far `value` lies above what was observed, 0 where it does not.

    >>> above(value=12.0, observed=10.0), above(value=8.0, observed=10.0)
    (2.0, 0.0)
    """
    return clip(value - observed, 0, None)


def quantile_score(*, value: Value, level: Value, observed: Value) -> Value:
    """The quantile or pinball score, 0 the best, without bound, in the units of the quantity.

    (1 - t) (q - y) where the quantile q of level t lies above what was observed, t (y - q) where it
    lies below (Koenker & Bassett 1978; Gneiting & Raftery 2007). By hand: the 20 % quantile was
    said to be 0.5 and 0.3 came: 0.8 x 0.2.

    >>> round(quantile_score(value=0.5, level=0.2, observed=0.3), 9)
    0.16
    """
    check_unit("level", level)
    over = above(value=value, observed=observed)
    under = above(value=observed, observed=value)
    return (1 - level) * over + level * under


def interval_score(*, lower: Value, upper: Value, observed: Value, alpha: float) -> Value:
    """The interval score of a central (1 - alpha) interval, 0 the best, in units of the quantity.

    (u - l) + 2/a (l - y) below it + 2/a (y - u) above it (Gneiting & Raftery 2007). By hand: 15 to
    25 at 80 %, and 14 came: 10 + 10 x 1.

    >>> interval_score(lower=15.0, upper=25.0, observed=14.0, alpha=0.2)
    20.0
    """
    if not 0 < alpha < 1:
        raise ValueError(f"alpha {alpha!r} is not between 0 and 1")
    outside = above(value=lower, observed=observed) + above(value=observed, observed=upper)
    return upper - lower + outside * (2 / alpha)


def covered(*, lower: float, upper: float, observed: float) -> bool:
    """Whether the interval, its ends included, holds what was observed.

    The share of covered intervals should be near their level. By hand: 15 to 25 holds 25.

    >>> covered(lower=15.0, upper=25.0, observed=25.0)
    True
    """
    return lower <= observed <= upper


@dataclass(frozen=True, slots=True)
class WeightedInterval:
    """A weighted interval score = dispersion + overprediction + underprediction."""

    score: float
    dispersion: float
    overprediction: float
    underprediction: float


def lower_half(level: Value) -> Value:
    """Which half a quantile bounds: 1 below the median, 0 above it, 1/2 the median itself.

    A step made of `clip` alone, so that columns have it too; levels are told apart to a millionth.

    >>> lower_half(0.25), lower_half(0.5), lower_half(0.75)
    (1.0, 0.5, 0.0)
    """
    return clip((0.5 - level) * _FINEST + 0.5, 0, 1)


def overprediction(*, value: Value, level: Value, observed: Value) -> Value:
    """What a quantile adds to the overprediction of its interval: its bounds lay too high.

    By hand: the lower quartile was said to be 12 and 10 came: 2; of the median it would be half.

    >>> overprediction(value=12.0, level=0.25, observed=10.0)
    2.0
    >>> overprediction(value=12.0, level=0.5, observed=10.0)
    1.0
    """
    return lower_half(level) * above(value=value, observed=observed)


def underprediction(*, value: Value, level: Value, observed: Value) -> Value:
    """What a quantile adds to the underprediction of its interval: its bounds lay too low.

    By hand: the upper quartile was said to be 8 and 10 came: 2.

    >>> underprediction(value=8.0, level=0.75, observed=10.0)
    2.0
    """
    return (1 - lower_half(level)) * above(value=observed, observed=value)


def weighted_interval_score(
    *, quantiles: Mapping[float, float], observed: float
) -> WeightedInterval | None:
    """The weighted interval score and its parts, 0 the best, in the units of the quantity.

    Twice the mean quantile score, which for a median and central intervals weighted by a/2 is the
    weighted interval score (Bracher et al. 2021). None without quantiles; levels must pair about
    the median, for otherwise the parts mean nothing.

    By hand: quartiles 8 and 16, median 12, and 18 came. The interval scores 8 + 4 x 2 = 16,
    by its weight of 1/4 gives 4; half of the median's error gives 3; over 1 + 1/2
    intervals that is 14/3.

    >>> result = weighted_interval_score(quantiles={0.25: 8, 0.5: 12, 0.75: 16}, observed=18)
    >>> round(result.score, 4), round(result.dispersion, 4), round(result.underprediction, 4)
    (4.6667, 1.3333, 3.3333)
    """
    if not quantiles:
        return None
    if not paired(quantiles):
        raise ValueError("the levels do not pair about the median")
    rows = [(float(value), level) for level, value in quantiles.items()]
    y, scale = float(observed), 2 / len(rows)
    score = scale * fsum(quantile_score(value=v, level=t, observed=y) for v, t in rows)
    over = scale * fsum(overprediction(value=v, level=t, observed=y) for v, t in rows)
    under = scale * fsum(underprediction(value=v, level=t, observed=y) for v, t in rows)
    return WeightedInterval(score, score - over - under, over, under)


def paired(levels: Mapping[float, float] | Sequence[float]) -> bool:
    """Whether every level below the median has its partner above.

    >>> paired([0.1, 0.5, 0.9]), paired([0.1, 0.5])
    (True, False)
    """
    steps = sorted(round(level * _FINEST) for level in levels)
    return all(a + b == _FINEST for a, b in zip(steps, reversed(steps), strict=True))


def quantile_bias(*, quantiles: Mapping[float, float], observed: float) -> float:
    """The bias of quantiles: -1 all lay below what was observed, 1 all above, 0 the best.

    1 - 2t, t the highest level at or below what was observed where the median lies above it, the
    lowest level at or above where the median lies below (Bosse et al. 2022). Without a median the
    middle of its neighbours stands for it. By hand: quartiles 8 and 16, median 12, and 14 came: the
    lowest level above is 0.75, so 1 - 1.5.

    >>> quantile_bias(quantiles={0.25: 8, 0.5: 12, 0.75: 16}, observed=14)
    -0.5
    """
    below = max((t for t, v in quantiles.items() if v <= observed), default=0.0)
    beyond = min((t for t, v in quantiles.items() if v >= observed), default=1.0)
    return bias_between(below=below, beyond=beyond, median=_median(quantiles), observed=observed)


def bias_between(*, below: float, beyond: float, median: float, observed: float) -> float:
    """The bias of quantiles, from the levels next below and beyond what was observed.

    >>> bias_between(below=0.5, beyond=0.75, median=12, observed=14)
    -0.5
    """
    if observed == median:
        return 0.0
    return 1 - 2 * (below if observed < median else beyond)


def absolute_error(*, quantiles: Mapping[float, float], observed: float) -> float:
    """The absolute error of the median, 0 the best, in the units of the quantity.

    By hand: quartiles 8 and 16, median 12, and 14 came: 2.

    >>> absolute_error(quantiles={0.25: 8, 0.5: 12, 0.75: 16}, observed=14)
    2
    """
    return abs(observed - _median(quantiles))


def _median(quantiles: Mapping[float, float]) -> float:
    if 0.5 in quantiles:
        return quantiles[0.5]
    low = max((t for t in quantiles if t < 0.5), default=None)
    high = min((t for t in quantiles if t > 0.5), default=None)
    if low is None or high is None:
        raise ValueError("no quantiles on both sides of the median")
    return quantiles[low] + (quantiles[high] - quantiles[low]) * (0.5 - low) / (high - low)


def crps_ensemble(
    *,
    members: Sequence[float],
    observed: float,
    weights: Sequence[float] | None = None,
    fair: bool = False,
) -> float | None:
    """The CRPS of an ensemble, 0 the best, in the units of the quantity.

    E|X - y| - E|X - X'| / 2 over the members as they are (Gneiting & Raftery 2007), or, where
    `fair`, with pairs of different members only, as if they were a sample (Ferro 2014): None with
    fewer than two. By hand: members 0 and 1, and 0 came: 1/2 - 1/4.

    >>> crps_ensemble(members=[0, 1], observed=0)
    0.25
    >>> crps_ensemble(members=[0, 1], observed=0, fair=True)
    0.0
    """
    if not members or (fair and len(members) < 2):
        return None
    if fair and weights is not None:
        raise ValueError("the fair score is of equal members")
    shares = weights if weights is not None else [1.0] * len(members)
    total = fsum(shares)
    distance = fsum(w * abs(x - observed) for x, w in zip(members, shares, strict=True)) / total
    pairs = total * (total - 1) if fair else total * total
    return distance - _apart(members, shares) / pairs


def crps_grid(
    *, thresholds: Sequence[float], below: Sequence[float], reached: Sequence[float]
) -> float:
    """The CRPS of a distribution that is known at thresholds, 0 the best, in units of the quantity.

    `below` is the probability of each threshold or less, `reached` whether that came, 1 or 0. It is
    the integral of (F - 1{y <= x})^2 by the trapezoid rule from the first threshold to the last:
    each weighs half of the distance between its neighbours, whatever lies beyond is not scored, and
    no shape is assumed in between (threshold-weighted CRPS, Gneiting & Ranjan 2011).

    By hand: at most 0, 1 and 3 with 0.2, 0.5 and 1, and 2 came: 0.5 x 0.04 + 1.5 x 0.25.

    >>> round(crps_grid(thresholds=[0, 1, 3], below=[0.2, 0.5, 1.0], reached=[0, 0, 1]), 9)
    0.395
    """
    if len(thresholds) < 2 or any(a >= b for a, b in pairwise(thresholds)):
        raise ValueError("a grid has two thresholds or more, each above the one before")
    ends = [thresholds[0], *thresholds, thresholds[-1]]
    return fsum(
        (above - under) / 2 * brier(probability=p, observed=o)
        for under, above, p, o in zip(ends, ends[2:], below, reached, strict=False)
    )


def crps_grid_otherwise(
    *, thresholds: Sequence[float], below: Sequence[float], reached: Sequence[float]
) -> tuple[float, float]:
    """The least and the greatest that `crps_grid` would have given between other thresholds.

    By hand: at most 0 and 1 with 0.2 and 0.5, and both are. Only the second gives
    (0.04 + 0.25) / 2, and so does none.

    >>> ends = crps_grid_otherwise(thresholds=[0, 1], below=[0.2, 0.5], reached=[1, 1])
    >>> [round(end, 9) for end in ends]
    [0.145, 0.145]
    """
    size = len(thresholds)
    ways = [[float(n >= first) for n in range(size)] for first in range(size + 1)]
    scores = [
        crps_grid(thresholds=thresholds, below=below, reached=way)
        for way in ways
        if way != list(reached)
    ]
    return min(scores), max(scores)


def squared_error(*, value: float, observed: float) -> float:
    """The squared error, 0 the best, in squares of the unit: for who forecasts a mean.

    By hand: 3 off.

    >>> squared_error(value=13.0, observed=10.0)
    9.0
    """
    return (value - observed) ** 2


def _apart(members: Sequence[float], shares: Sequence[float]) -> float:
    """The sum of w w' |x - x'| over pairs, each once, in one pass over the sorted members."""
    terms, weight, moment = [], 0.0, 0.0
    for x, w in sorted(zip(members, shares, strict=True)):
        terms.append(w * (x * weight - moment))
        weight += w
        moment += w * x
    return fsum(terms)
