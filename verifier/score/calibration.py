"""Calibration by CORP: the isotonic reliability curve and the decomposition that goes with it.

Works on sufficient statistics: how often a probability was given and what was observed then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, fsum, lgamma, log, log1p

from verifier.score.formula import Metric


@dataclass(frozen=True, slots=True)
class Given:
    """One probability, how often it was given, and the sum of what was observed then.

    `squares` is the sum of the squares of what was observed: for yes and no the sum itself.
    """

    probability: float
    count: float
    observed: float
    squares: float | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A step of the reliability curve: from `low` to `high`, `fitted` is what was observed."""

    low: float
    high: float
    count: float
    fitted: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The mean squared score = miscalibration - discrimination + uncertainty, and the curve."""

    score: float
    miscalibration: float
    discrimination: float
    uncertainty: float
    curve: tuple[Level, ...]


def corp(table: Iterable[Given]) -> Calibration | None:
    """The CORP decomposition of the mean Brier score, None without forecasts.

    Equal probabilities are pooled first, then what was observed is made to rise with them (pool
    adjacent violators). Miscalibration is what recalibrating by that curve would save (0 the
    best), discrimination what the recalibrated forecasts save against the base rate (more is
    better), uncertainty the score of the base rate (Dimitriadis, Gneiting & Jordan 2021).

    By hand: 0.2 given twice and never true, 0.6 given twice and true once. The curve is 0 and
    0.5, so recalibrated forecasts score (0 + 0 + 0.25 + 0.25) / 4 = 0.125, the base rate of 0.25
    scores 0.1875, and the forecasts themselves (0.04 + 0.04 + 0.16 + 0.36) / 4 = 0.15.

    >>> result = corp([Given(0.2, 2, 0), Given(0.6, 2, 1)])
    >>> round(result.miscalibration, 9), round(result.discrimination, 9), result.uncertainty
    (0.025, 0.0625, 0.1875)
    >>> round(result.score, 9)
    0.15
    """
    given = _tied(table)
    count = fsum(row.count for row in given)
    if count == 0:
        return None
    squares = fsum(row.observed if row.squares is None else row.squares for row in given)
    curve = _isotonic(given)
    base = fsum(row.observed for row in given) / count
    score = (squares + fsum(_moved(row, row.probability) for row in given)) / count
    recalibrated = (squares - fsum(step.count * step.fitted**2 for step in curve)) / count
    uncertainty = squares / count - base * base
    return Calibration(
        score, score - recalibrated, uncertainty - recalibrated, uncertainty, tuple(curve)
    )


def consistency(probability: float, count: int, *, level: float = 0.95) -> tuple[float, float]:
    """The share of `count` forecasts that comes true, so often, if `probability` is right.

    The central interval of the binomial distribution: at most (1 - level) / 2 lie below it and as
    many above (the consistency bars of Bröcker & Smith 2007). The forecasts are taken as
    independent, so where they share their luck the truth is wider.

    From tables of the binomial distribution: of 10 at one half, 2 to 8; of 20 at 0.1, 0 to 5.

    >>> consistency(0.5, 10), consistency(0.1, 20), consistency(1, 7)
    ((0.2, 0.8), (0.0, 0.25), (1.0, 1.0))
    """
    if not 0 < probability < 1:
        return float(probability), float(probability)
    tail, below, low = (1 - level) / 2, 0.0, -1
    for k in range(count):
        below += _binomial(k, count, probability)
        if low < 0 and below >= tail:
            low = k
        if below >= 1 - tail:
            return low / count, k / count
    return (low if low >= 0 else count) / count, 1.0


def _binomial(k: int, n: int, p: float) -> float:
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(p) + (n - k) * log1p(-p))


def _tied(table: Iterable[Given]) -> list[Given]:
    """One row for each probability, in their order."""
    rows = sorted((row for row in table if row.count), key=lambda row: row.probability)
    return [
        _pooled(probability, list(ties))
        for probability, ties in groupby(rows, key=lambda row: row.probability)
    ]


def _pooled(probability: float, ties: Sequence[Given]) -> Given:
    return Given(
        probability,
        fsum(row.count for row in ties),
        fsum(row.observed for row in ties),
        fsum(row.observed if row.squares is None else row.squares for row in ties),
    )


def _moved(row: Given, fitted: float) -> float:
    """What is beside the squares of the observed in the sum of (fitted - observed)^2."""
    return row.count * fitted * fitted - 2 * fitted * row.observed


def _isotonic(given: Sequence[Given]) -> list[Level]:
    """Pool neighbours until the means rise (Ayer et al. 1955)."""
    levels: list[Level] = []
    sums: list[float] = []
    for row in given:
        level = Level(row.probability, row.probability, row.count, row.observed / row.count)
        observed = row.observed
        while levels and levels[-1].fitted >= level.fitted:
            last, count = levels.pop(), level.count
            observed += sums.pop()
            count += last.count
            level = Level(last.low, level.high, count, observed / count)
        levels.append(level)
        sums.append(observed)
    return levels


METRICS = (
    Metric("miscalibration"),
    Metric("discrimination"),
    Metric("uncertainty"),
)
