"""Reliability of many forecasters at once: CORP, bins and bands from counts by probability.

Probabilities are told apart to a billionth while the table has so many as `EXACT` of them, counting
each forecaster's by itself. Where there are more they are counted in bins, each with its mean:
thousandths, and hundred-thousandths in the outermost hundredths. All sums stay what they were, and
so do tenths, of which bins are parts; only the curve is coarser. What it saves is then less than by
single probabilities, by at most the share of forecasts in the fullest bin that holds more than one
(`Reliability.coarse`; docs/decisions/0026 has the proof).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.special import bdtr

from verifier.dataclass import dataclass
from verifier.score.calibration import BINS, MOST_DISTINCT
from verifier.score.formula import LEVEL
from verifier.score.murphy import THRESHOLDS
from verifier.tables.folding import Array, whole_sums
from verifier.tables.groups import BILLION

EXACT = 1_000_000
THOUSANDTH, FINE, EDGE = BILLION // 1_000, BILLION // 100_000, BILLION // 100
# Passes over all levels, each of which makes one step of every run that falls: random ones take a
# dozen. What is not done then is done in Python.
_PASSES = 40


BINS_FROM = np.concatenate(
    [
        [0, 1],
        np.arange(FINE, EDGE, FINE),
        np.arange(EDGE, BILLION - EDGE, THOUSANDTH),
        np.arange(BILLION - EDGE, BILLION + 1, FINE),
    ]
)
"""The lower ends of the bins of probabilities, in billionths; 0 and 1 are by themselves."""


def binned(given: Array) -> Array:
    """The numbers of the bins of probabilities in billionths.

    >>> BINS_FROM[binned(np.array([0, 9, 123456789, 500000000, 991234567, 1000000000]))].tolist()
    [0, 1, 123000000, 500000000, 991230000, 1000000000]
    """
    return np.searchsorted(BINS_FROM, given, side="right") - 1


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """How often which probability was given and what was observed then, by forecaster.

    `who` rises, and so do the probabilities of each. `count`, `observed`, `squares` (of what was
    observed) and `said` (the sum of the probabilities) are in billionths. Where they are bins
    `low` and `high` are the least and the greatest probability in each.
    """

    who: Array
    low: Array
    high: Array
    count: Array
    observed: Array
    squares: Array
    said: Array

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Levels) and all(
            np.array_equal(getattr(self, name), getattr(other, name)) for name in self.__slots__
        )

    __hash__ = None  # type: ignore[assignment]

    def where(self, kept: Array) -> Levels:
        """Some of them."""
        if kept.all():
            return self
        return Levels(*(getattr(self, name)[kept] for name in self.__slots__))

    def joined(self, more: Levels) -> Levels:
        """With those of other forecasters."""
        at = np.searchsorted(self.who, more.who)
        return Levels(*(np.insert(getattr(self, n), at, getattr(more, n)) for n in self.__slots__))

    def starts(self, forecasters: int) -> Array:
        """Where each forecaster's begin, and the end."""
        return np.searchsorted(self.who, np.arange(forecasters + 1))


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of forecasters by column: those of the nth from `starts[n]` up to `starts[n + 1]`."""

    starts: Array
    columns: Mapping[str, Array]

    def count(self, n: int) -> int:
        """How many rows the nth has."""
        return int(self.starts[n + 1] - self.starts[n])

    def of(self, n: int) -> list[dict[str, Any]]:
        """The rows of the nth."""
        part = slice(self.starts[n], self.starts[n + 1])
        rows = zip(*(column[part].tolist() for column in self.columns.values()), strict=True)
        return [dict(zip(self.columns, row, strict=True)) for row in rows]


@dataclass(frozen=True, slots=True)
class Reliability:
    """All forecasters': the terms of CORP and of Murphy's corrected, the curves, the bins.

    NaN stands for what cannot be said. `coarse` is by how much miscalibration and discrimination
    may be too low for the bins. `steps` are those of the curves: from `low` to `high` probabilities
    were given `n` times, of which the part `fitted` came. `bins` are single probabilities or
    tenths: how often each was given, how often it came, and from `low` to `high` where chance alone
    leaves that. `murphy` has the mean elementary score at each of `THRESHOLDS`.
    """

    miscalibration: Array
    corrected: Array
    discrimination: Array
    uncertainty: Array
    coarse: Array
    steps: Listed
    bins: Listed
    murphy: Array


def reliability(levels: Levels, score: Array) -> Reliability:
    """Of each forecaster with the mean squared score `score`."""
    size = len(score)
    # A probability whose rows weigh nothing is none of the curve.
    levels = levels.where(levels.count > 0)
    starts = levels.starts(size)
    count = _sums(levels.who, levels.count, size)
    observed = _sums(levels.who, levels.observed, size)
    squares = _sums(levels.who, levels.squares, size)
    who, steps = _steps(levels)
    # The squares of what is fitted, by forecaster.
    value, times = steps["fitted"], steps["n"]
    fitted = np.bincount(who, value * value * times, minlength=size)
    mixed = np.where(levels.low < levels.high, levels.count, 0) / BILLION
    fullest = np.zeros(size)
    np.maximum.at(fullest, levels.who, mixed)
    with np.errstate(divide="ignore", invalid="ignore"):
        tenths = _tenths(levels, starts)
        base = observed / count
        uncertainty = squares / count - base * base
        recalibrated = (squares - fitted) / count
        coarse = fullest / count
        # Of single probabilities the score is that of their levels, to the last digit.
        score = np.where(coarse > 0, score, (squares + _moved(levels, size)) / count)
        return Reliability(
            score - recalibrated,
            _corrected(tenths, size),
            uncertainty - recalibrated,
            uncertainty,
            coarse,
            Listed(np.searchsorted(who, np.arange(size + 1)), steps),
            tenths.listed(size),
            _murphy(levels, size),
        )


def _murphy(levels: Levels, size: int) -> Array:
    """The mean elementary scores: `verifier.score.murphy`, from running sums."""
    thresholds = np.array(THRESHOLDS)
    # Acted on is what is above the threshold: from which on each level is not.
    idle = np.searchsorted(np.rint(thresholds * BILLION), levels.high)
    cell, shape = levels.who * (len(thresholds) + 1) + idle, (size, len(thresholds) + 1)
    came, vain = (
        np.cumsum(whole_sums(cell, values, size * shape[1]).reshape(shape), axis=1)
        for values in (levels.observed, levels.count - levels.observed)
    )
    acted, below = vain[:, -1:] - vain[:, :-1], came[:, :-1]
    cost = 2 * thresholds * acted + 2 * (1 - thresholds) * below
    return cost / (vain + came)[:, -1:]


def _sums(who: Array, values: Array, size: int) -> Array:
    """Sums of billionths as doubles."""
    return np.bincount(who, values / BILLION, minlength=size)


def _moved(levels: Levels, size: int) -> Array:
    """What is beside the squares of the observed in the sum of (p - o)^2."""
    p = levels.low / BILLION
    terms = p * p * (levels.count / BILLION) - 2 * p * (levels.observed / BILLION)
    return np.bincount(levels.who, terms, minlength=size)


def _steps(levels: Levels) -> tuple[Array, dict[str, Array]]:
    """What was observed made to rise with the probabilities, for each forecaster by itself."""
    first = np.arange(len(levels.who))
    for _ in range(_PASSES):
        fitted, who = _fitted(levels, first), levels.who[first]
        falls = (who[1:] == who[:-1]) & (fitted[1:] <= fitted[:-1])
        if not falls.any():
            break
        # What falls from one to the next is one step: all of a run, as its mean falls below none.
        first = first[np.concatenate(([True], ~falls))]
    else:
        first = _finished(levels, first)
    ends = np.append(first[1:], len(levels.who)) - 1
    return levels.who[first], {
        "low": levels.low[first] / BILLION,
        "high": levels.high[ends] / BILLION,
        "n": _at(levels.count, first) / BILLION,
        "fitted": _fitted(levels, first),
    }


def _at(values: Array, first: Array) -> Array:
    """Sums from each of the places up to the next."""
    return np.add.reduceat(values, first) if len(first) else values[:0]


def _fitted(levels: Levels, first: Array) -> Array:
    """What was observed, by step."""
    return _at(levels.observed, first) / _at(levels.count, first)


def _finished(levels: Levels, first: Array) -> Array:
    """The same for what falls in a way that takes many passes: one step after the other."""
    sums = (_at(levels.count, first), _at(levels.observed, first))
    rows = zip(first.tolist(), levels.who[first].tolist(), *(s.tolist() for s in sums), strict=True)
    held: list[tuple[int, int, int, int]] = []
    for start, who, count, observed in rows:
        step = (start, who, count, observed)
        while held and held[-1][1] == who and held[-1][3] / held[-1][2] >= step[3] / step[2]:
            last = held.pop()
            step = (last[0], who, last[2] + step[2], last[3] + step[3])
        held.append(step)
    return np.array([start for start, *_ in held])


@dataclass(frozen=True, slots=True)
class _Tenths:
    """Probabilities, or tenths of them, by forecaster."""

    who: Array
    probability: Array
    count: Array
    observed: Array
    squares: Array
    bands: tuple[Array, Array]

    def listed(self, size: int) -> Listed:
        """By column."""
        low, high = self.bands
        share = self.observed / self.count
        return Listed(
            np.searchsorted(self.who, np.arange(size + 1)),
            {
                "probability": self.probability,
                "n": self.count,
                "observed": share,
                "low": low,
                "high": high,
            },
        )


def _tenths(levels: Levels, starts: Array) -> _Tenths:
    """The table by probability, or in tenths where more than twenty different ones were given."""
    distinct = np.diff(starts)
    exact = (distinct <= MOST_DISTINCT)[levels.who]
    tenth = np.minimum(levels.low // (BILLION // BINS), BINS - 1)
    inside = np.arange(len(levels.who)) - starts[levels.who]
    key = levels.who * (MOST_DISTINCT + 1) + np.where(exact, inside, tenth)
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
    sums = (levels.said, levels.count, levels.observed, levels.squares)
    said, count, observed, squares = (_at(s, first) / BILLION for s in sums)
    probability = said / count
    bands = consistent(probability, np.round(count))
    return _Tenths(levels.who[first], probability, count, observed, squares, bands)


def consistent(probability: Array, count: Array) -> tuple[Array, Array]:
    """`verifier.score.calibration.consistency`, of many.

    >>> low, high = consistent(np.array([0.5, 0.1, 1.0]), np.array([10, 20, 7]))
    >>> low.tolist(), high.tolist()
    ([0.2, 0.0, 1.0], [0.8, 0.25, 1.0])
    """
    tail = (1 - LEVEL) / 2
    sure = (probability <= 0) | (probability >= 1) | (count < 1)
    p, n = np.where(sure, 0.5, probability), np.maximum(count, 1)
    ends = (_quantile(tail, n, p) / n, _quantile(1 - tail, n, p) / n)
    low, high = (np.where(sure, probability, end) for end in ends)
    return low, high


def _quantile(share: float, n: Array, p: Array) -> Array:
    """The least count that at least such a share of binomial counts do not exceed."""
    n = n.astype(np.int64)
    low, high = np.zeros_like(n), n.copy()
    # By halves: scipy's inverse takes three times as long.
    while len(apart := np.flatnonzero(low < high)):
        middle = (low[apart] + high[apart]) // 2
        enough = bdtr(middle, n[apart], p[apart]) >= share
        high[apart[enough]] = middle[enough]
        low[apart[~enough]] = middle[~enough] + 1
    return low


def _corrected(tenths: _Tenths, size: int) -> Array:
    """`verifier.score.calibration.corrected_miscalibration`, of many."""
    kept = tenths.count >= 2
    who, n = tenths.who[kept], tenths.count[kept]
    mean = tenths.observed[kept] / n
    variance = (tenths.squares[kept] - n * mean * mean) / (n - 1)
    terms = n * (tenths.probability[kept] - mean) ** 2 - variance
    total, count = np.bincount(who, terms, size), np.bincount(who, n, size)
    return total / count
