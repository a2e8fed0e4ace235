"""Calibration by CORP: the isotonic reliability curve and the decomposition that goes with it.

Works on sufficient statistics: how often a probability was given and what was observed then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby
from math import erfc, fsum, sqrt

from verifier.dataclass import dataclass
from verifier.score.beta import below
from verifier.score.formula import LEVEL, Value


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
    """The mean squared score = miscalibration - discrimination + uncertainty, and the curve.

    `corrected` is the miscalibration without what so few forecasts show by chance, `chance` how
    likely forecasters who mean what they say are to look as far from it.
    """

    score: float
    miscalibration: float
    discrimination: float
    uncertainty: float
    curve: tuple[Level, ...]
    corrected: float | None = None
    chance: float | None = None


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


MOST_DISTINCT = 20  # two for each tenth: up to here a curve shows each one by itself
BINS = 10  # tenths, as reliability diagrams are usually drawn


def binned(table: Iterable[Given]) -> list[Given]:
    """The table by probability, or in tenths where more than twenty different ones were given.

    >>> [round(one.probability, 3) for one in binned([Given(n / 100, 1, 0) for n in range(100)])]
    [0.045, 0.145, 0.245, 0.345, 0.445, 0.545, 0.645, 0.745, 0.845, 0.945]
    """
    given = _tied(table)
    if len(given) <= MOST_DISTINCT:
        return given
    bins: dict[int, list[Given]] = {}
    for row in given:
        bins.setdefault(min(int(row.probability * BINS), BINS - 1), []).append(row)
    return [
        _pooled(fsum(r.probability * r.count for r in rows) / fsum(r.count for r in rows), rows)
        for rows in bins.values()
    ]


def corrected_miscalibration(table: Iterable[Given]) -> float | None:
    """The reliability term of Murphy's decomposition without its bias, 0 the best.

    Over the probabilities given, or tenths of them: the squared distance of each from what was
    observed, less the variance that this mean has by chance (Ferro & Fricker 2012). On average it
    is 0 where forecasters mean what they say, and it may fall below. None where no probability was
    given twice; those given once have no variance and are left out.

    By hand: 0.5 given four times and true once: 0.25 squared, less 0.25 / 4.

    >>> corrected_miscalibration([Given(0.5, 4, 1)])
    0.0
    """
    terms, count = [], 0.0
    for row in binned(table):
        if row.count >= 2:
            squares = row.observed if row.squares is None else row.squares
            mean = row.observed / row.count
            variance = (squares - row.count * mean * mean) / (row.count - 1)
            terms.append(row.count * (row.probability - mean) ** 2 - variance)
            count += row.count
    return fsum(terms) / count if count else None


def corrected_by_question(questions: Iterable[Sequence[Given]]) -> float | None:
    """`corrected_miscalibration` where the forecasts of one question share their luck.

    Each mean varies as those of the questions do, by what they weigh in it. Without bias where a
    question's forecasts at one probability come true together; None where no probability was given
    on two questions.

    By hand: 0.5 on four questions of which one came, three times on each: as four forecasts.

    >>> corrected_by_question([[Given(0.5, 3, 3)], *3 * [[Given(0.5, 3, 0)]]])
    0.0
    """
    held = [list(own) for own in questions]
    exact = len({row.probability for own in held for row in own if row.count}) <= MOST_DISTINCT
    cells: dict[float, list[Given]] = {}
    for own in held:
        parts: dict[float, list[Given]] = {}
        for row in own:
            if row.count:
                at = row.probability if exact else min(int(row.probability * BINS), BINS - 1)
                parts.setdefault(at, []).append(row)
        for at, rows in parts.items():
            said = fsum(r.probability * r.count for r in rows) / fsum(r.count for r in rows)
            cells.setdefault(at, []).append(_pooled(said, rows))
    terms, total = [], 0.0
    for _, among in sorted(cells.items()):
        if len(among) < 2:
            continue
        count = fsum(one.count for one in among)
        mean = fsum(one.observed for one in among) / count
        probability = fsum(one.probability * one.count for one in among) / count
        square, cube = (fsum(one.count**power for one in among) for power in (2, 3))
        # What is left around a mean that was fitted to it is too little: of n alike (n - 1) / n.
        left = 1 - 2 * cube / square / count + square / count**2
        away = fsum((one.observed - one.count * mean) ** 2 for one in among) / count**2
        terms.append(count * ((probability - mean) ** 2 - away / left))
        total += count
    return fsum(terms) / total if total else None


def calibration_lean(*, probability: Value, observed: Value) -> Value:
    """(o - p)(1 - 2p): on average above 0 for who is too sure, below 0 for who is not sure enough.

    >>> round(calibration_lean(probability=0.8, observed=0.0), 9)
    0.48
    """
    return (observed - probability) * (1 - 2 * probability)


def calibration_off(table: Iterable[Given]) -> tuple[float, float]:
    """The sums of o - p and of (o - p)(1 - 2p), which are 0 on average where all p are right.

    >>> calibration_off([Given(0.5, 2, 1), Given(0.25, 4, 2)])
    (1.0, 0.5)
    """
    off = [(g.observed - g.count * g.probability, 1 - 2 * g.probability) for g in table]
    return fsum(one for one, _ in off), fsum(one * lean for one, lean in off)


def calibration_spread(table: Iterable[Given]) -> tuple[float, float]:
    """The greatest standard deviations that the two sums of `calibration_off` can have, together.

    That is where all that shares a question comes or fails together; of one forecast it is its own.

    >>> calibration_spread([Given(0.5, 2, 1)]), calibration_spread([Given(0.2, 1, 0)])
    ((1.0, 0.0), (0.4, 0.24))
    """
    each = [(g.count * sqrt(g.probability * (1 - g.probability)), g.probability) for g in table]
    return fsum(one for one, _ in each), fsum(one * abs(1 - 2 * p) for one, p in each)


def calibration_chance(
    table: Iterable[Given], *, questions: Iterable[Iterable[Given]] | None = None
) -> float | None:
    """How likely it is, where all probabilities are right, to look as far from it: a p-value.

    Twice the smaller one of two tests: that outcomes are as frequent as said, by the sum of o - p,
    and that nobody is too sure or not sure enough, by that of (o - p)(1 - 2p) (Spiegelhalter 1986).
    The variances are what right probabilities have, never what was met: of rare events mostly
    nothing is. They are those of independent forecasts or, where some share `questions`, the
    greatest that these can have. Where every probability is 0 or 1 it is certain what comes: the
    chance is 0 as soon as one is wrong, and 1 where all are right.

    By hand: 0.8 given a hundred times and true 72 times: 8 against sqrt(16) is 2 for both, and
    2 x 0.0455.

    >>> round(calibration_chance([Given(0.8, 100, 72)]), 4)
    0.091
    """
    given = list(table)
    if not given:
        return None
    if questions is None:
        each = [(g.count * g.probability * (1 - g.probability), g.probability) for g in given]
        spread = fsum(one for one, _ in each), fsum(one * (1 - 2 * p) ** 2 for one, p in each)
        return chance_of_sums(calibration_off(given), spread)
    asked = [list(own) for own in questions]
    held = [calibration_spread(own) for own in asked]
    spread = fsum(one**2 for one, _ in held), fsum(lean**2 for _, lean in held)
    sizes = [fsum(g.count for g in own) for own in asked]
    size = fsum(size**2 for size in sizes) / len(sizes)
    return chance_of_sums(calibration_off(given), spread, size=size)


def chance_of_sums(
    offs: Sequence[float], variances: Sequence[float], *, size: float = 1.0
) -> float | None:
    """The same from the two sums and their variances; where nothing varies they must be 0.

    `size` is the mean square of how many forecasts a question has. A variance of less than five
    questions is of too few events for the normal curve (Cochran 1954 asks as much of a count):
    there the chance is what no distribution of that variance exceeds (Chebyshev).

    >>> round(chance_of_sums([-8, 4.8], [16, 5.76]), 4)
    0.091
    >>> round(chance_of_sums([0.94, 0.94], [0.06, 0.06]), 3)
    0.136
    >>> chance_of_sums([0, 20], [0, 0]), chance_of_sums([0, 0], [0, 0])
    (0.0, 1.0)
    """
    chances = [
        erfc(abs(off) / sqrt(2 * variance))
        if variance >= _ENOUGH * size
        else variance / max(variance, off**2)
        for off, variance in zip(offs, variances, strict=True)
        if variance > 0
    ]
    if not chances:
        return (0.0 if any(offs) else 1.0) if offs else None
    return min(1.0, 2 * min(chances))


_ENOUGH = 5
"""The variance, near the count of the rarer outcome, from which a sum is close to normal."""


def consistency(probability: float, count: int) -> tuple[float, float]:
    """The share of `count` forecasts that comes true, so often, if `probability` is right.

    The central interval of the binomial distribution: at most (1 - LEVEL) / 2 lie below it and as
    many above (the consistency bars of Bröcker & Smith 2007). The forecasts are taken as
    independent, so where they share their luck the truth is wider.

    From tables of the binomial distribution: of 10 at one half, 2 to 8; of 20 at 0.1, 0 to 5.

    >>> consistency(0.5, 10), consistency(0.1, 20), consistency(1, 7)
    ((0.2, 0.8), (0.0, 0.25), (1.0, 1.0))
    """
    if not 0 < probability < 1:
        return float(probability), float(probability)
    low, high = (
        # So many or fewer come as often as a beta value is above the probability.
        bisect_left(range(count), share, key=lambda k: below(1 - probability, count - k, k + 1))
        for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    )
    return low / count, high / count


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
