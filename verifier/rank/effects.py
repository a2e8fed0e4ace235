"""Who is better, from questions that not all have answered: effects of forecasters and questions.

Each question compares those who answered it: the differences of their scores on it are the
differences of the forecasters, and what makes the question hard for all drops out. Brought together
by least squares this is the additive model of forecasters and questions (as ForecastBench has it;
where not all pairs compare, Massey 1997). Two who answered the same questions beside the same
others differ by their mean difference on these, whatever anybody else did elsewhere.

A few added questions on which each did as all do (a ridge) hold those back who answered few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import fsum, sqrt
from operator import mul
from typing import NamedTuple

from verifier.rank.sample import Sample, Score

Matrix = list[list[float]]
DIGITS = 12
"""Figures are rounded so that equals are equal, and the same on every machine."""
Beside = Mapping[tuple[str, str], tuple[Score, Score]]
"""The scores of every two who compare, by their names in order."""


@dataclass(frozen=True, slots=True)
class Round:
    """A question as a comparison: the scores of those who answered it.

    `pairs` holds the scores of those who compare, where not all do: then only these count.
    """

    question: str
    scores: Mapping[str, Score]
    pairs: Beside | None = None
    weight: float = 1.0

    @property
    def beside(self) -> Beside:
        """Every two who compare: all, unless some do not."""
        if self.pairs is not None:
            return self.pairs
        held = sorted(self.scores.items())
        return {(a, b): (mine, theirs) for (a, mine), (b, theirs) in combinations(held, 2)}

    def among(self, names: frozenset[str]) -> Round | None:
        """The comparison of those alone; None where fewer than two are left to compare."""
        scores = {name: score for name, score in self.scores.items() if name in names}
        pairs = self.pairs
        if pairs is not None:
            pairs = {pair: d for pair, d in pairs.items() if names.issuperset(pair)}
            met = {name for pair in pairs for name in pair}
            scores = {name: score for name, score in scores.items() if name in met}
        if len(scores) < 2:
            return None
        return Round(self.question, scores, pairs, self.weight)


class Algebra(NamedTuple):
    """The two operations on matrices that take long for many forecasters."""

    inverse: Callable[[Matrix], Matrix]
    between: Callable[[Matrix, Matrix], Matrix]


@dataclass(frozen=True, slots=True)
class Effects:
    """The fit: each forecaster's effect on the score, in the order of names, and how sure it is.

    `spread` is the covariance of the effects by questions, `reach` what it would be were every
    score equally uncertain, `flipped` the effects had every question gone the other way. Where some
    could have gone several other ways `ranges` has the least and the most by which two who compare
    would then have differed.
    """

    names: tuple[str, ...]
    effect: Sequence[float]
    flipped: Sequence[float] | None
    spread: Matrix
    reach: Matrix
    ridge: float
    ranges: Mapping[tuple[int, int], tuple[float, float]] | None = None

    def size(self, one: int, other: int) -> float:
        """As many questions as two need to share among themselves to be as sure of each other.

        Where all answered the same questions, their number.
        """
        return max(0.0, 2 / _between(self.reach, one, other) - self.ridge)

    def contrast(self, one: int, other: int) -> Sample:
        """The effect of one less that of the other, as if from so many questions shared by both."""
        size = self.size(one, other)
        # Equals differ by what is lost in computing, and are equal.
        mean = round(self.effect[one] - self.effect[other], DIGITS)
        variance = round(max(0.0, _between(self.spread, one, other)) * size, 2 * DIGITS)
        ends: tuple[float, ...] = ()
        if self.ranges is not None:
            # What third ones say tells nothing of what else could have been.
            ends = self.ranges.get((one, other), ())
            size = size if ends else 0.0
        elif self.flipped is not None:
            ends = (self.flipped[one] - self.flipped[other],)
        turned = ((end, end * end + variance) for end in (round(end, DIGITS) for end in ends))
        return Sample(size, mean, mean * mean + variance, *turned)


def _between(matrix: Matrix, one: int, other: int) -> float:
    return matrix[one][one] + matrix[other][other] - 2 * matrix[one][other]


def effects(rounds: Sequence[Round], *, ridge: float, algebra: Algebra | None = None) -> Effects:
    """Fit forecasters and questions by least squares with a ridge above 0.

    By hand, with two questions answered by both, scores 0.1 and 0.3 against 0.2 and 0.6, and a
    ridge of one question: half of the difference is -0.2 / 2 a side, held back by 2 / 3.

    >>> scores = [{"a": Score(0.1), "b": Score(0.2)}, {"a": Score(0.3), "b": Score(0.6)}]
    >>> fit = effects([Round(f"q{n}", s) for n, s in enumerate(scores)], ridge=1)
    >>> [round(effect, 6) for effect in fit.effect]
    [-0.066667, 0.066667]
    >>> round(fit.contrast(0, 1).size, 9)
    2.0
    """
    algebra = algebra or PLAIN
    names = tuple(sorted({name for round in rounds for name in round.scores}))
    place = {name: n for n, name in enumerate(names)}
    laplacian = [[0.0] * len(names) for _ in names]
    sums, turned = [0.0] * len(names), [0.0] * len(names)
    for round in rounds:
        _add(laplacian, sums, turned, round, place)
    for n, row in enumerate(laplacian):
        row[n] += ridge
    reach = algebra.inverse(laplacian)
    effect = _times(reach, sums)
    has_other_side = all(s.flipped is not None for r in rounds for s in r.scores.values())
    residuals = [[0.0] * len(names) for _ in names]
    for round in rounds:
        _add_residuals(residuals, round, place, effect)
    spread = algebra.between(reach, residuals)
    flipped = _times(reach, turned) if has_other_side else None
    several = any(s.most is not None for r in rounds for s in r.scores.values())
    ranges = _ranges(rounds, place) if has_other_side and several else None
    return Effects(names, effect, flipped, spread, reach, ridge, ranges)


def _ranges(
    rounds: Sequence[Round], place: Mapping[str, int]
) -> dict[tuple[int, int], tuple[float, float]]:
    """The least and the most by which each two differ on average, had questions gone otherwise."""
    sums: dict[tuple[int, int], list[float]] = {}
    for round in rounds:
        for (a, b), scores in round.beside.items():
            d = less(*scores)
            cell = sums.setdefault((place[a], place[b]), [0.0] * 3)
            for n, value in enumerate((1.0, d.flipped or 0.0, d.highest or 0.0)):
                cell[n] += round.weight * value
    return {pair: (low / weight, high / weight) for pair, (weight, low, high) in sums.items()}


def _add(
    laplacian: Matrix,
    sums: list[float],
    turned: list[float],
    round: Round,
    place: Mapping[str, int],
) -> None:
    for one, other, d, weight in _edges(round, place):
        laplacian[one][one] += weight
        laplacian[other][other] += weight
        laplacian[one][other] -= weight
        laplacian[other][one] -= weight
        sums[one] += weight * d.value
        sums[other] -= weight * d.value
        if d.flipped is not None:
            turned[one] += weight * d.flipped
            turned[other] -= weight * d.flipped


def _edges(round: Round, place: Mapping[str, int]) -> Iterator[tuple[int, int, Score, float]]:
    """The pairs of a question with their differences and weights.

    A pair weighs 2 / (a + b + 2) where its two sides compare with a and b others: 1 / n where all
    of n compare with all, which makes the additive model of them.
    """
    beside = round.beside
    met = Counter(chain.from_iterable(beside))
    for (a, b), (mine, theirs) in sorted(beside.items()):
        weight = round.weight * 2 / (met[a] + met[b] + 2)
        yield place[a], place[b], less(mine, theirs), weight


def less(one: Score, other: Score) -> Score:
    """One score less the other, either way.

    >>> less(Score(0.25, 0.25), Score(0.0, 1.0))
    Score(value=0.25, flipped=-0.75, most=None)
    >>> less(Score(0.5, 0.25, 0.75), Score(0.5, 0.0, 1.0))
    Score(value=0.0, flipped=-0.75, most=0.75)
    """
    value = one.value - other.value
    if one.flipped is None or other.flipped is None:
        return Score(value)
    if one.most is None and other.most is None:
        return Score(value, one.flipped - other.flipped)
    highest, others = one.highest or 0.0, other.highest or 0.0
    return Score(value, one.flipped - others, highest - other.flipped)


def _add_residuals(
    into: Matrix, round: Round, place: Mapping[str, int], effect: Sequence[float]
) -> None:
    """Add the products of what a question leaves unexplained of each two of its forecasters."""
    left: dict[int, float] = {}
    for one, other, d, weight in _edges(round, place):
        rest = weight * (d.value - effect[one] + effect[other])
        left[one] = left.get(one, 0.0) + rest
        left[other] = left.get(other, 0.0) - rest
    items = sorted(left.items())
    for one, mine in items:
        row = into[one]
        for other, theirs in items:
            row[other] += mine * theirs


def _times(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    return [fsum(map(mul, row, vector)) for row in matrix]


def between(outer: Matrix, inner: Matrix) -> Matrix:
    """A symmetric matrix between another one on both sides: A B A.

    >>> between([[2.0, 1.0], [1.0, 1.0]], [[1.0, 0.0], [0.0, 2.0]])
    [[6.0, 4.0], [4.0, 3.0]]
    """
    half = [[sum(map(mul, row, column)) for column in inner] for row in outer]
    result = [[0.0] * len(outer) for _ in outer]
    for i, row in enumerate(half):
        for j, column in enumerate(outer[: i + 1]):
            result[i][j] = result[j][i] = sum(map(mul, row, column))
    return result


def inverse(matrix: Matrix) -> Matrix:
    """The inverse of a symmetric positive definite matrix, by Cholesky's decomposition.

    >>> [[round(value, 12) for value in row] for row in inverse([[2.0, 1.0], [1.0, 1.0]])]
    [[1.0, -1.0], [-1.0, 2.0]]
    """
    size = len(matrix)
    lower: Matrix = []
    for i in range(size):
        row: list[float] = []
        for j in range(i + 1):
            # What is not there yet cuts the sum short: `map` ends with the shorter row.
            rest = matrix[i][j] - sum(map(mul, row, lower[j] if j < i else row))
            row.append(sqrt(rest) if i == j else rest / lower[j][j])
        lower.append(row)
    # Columns of the inverse of the lower triangle, each from its diagonal down.
    columns: Matrix = []
    for j in range(size):
        column = [1 / lower[j][j]]
        for i in range(j + 1, size):
            rest = sum(map(mul, lower[i][j:i], column))
            column.append(-rest / lower[i][i])
        columns.append(column)
    result = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            value = sum(map(mul, columns[j][i - j :], columns[i]))
            result[i][j] = result[j][i] = value
    return result


PLAIN = Algebra(inverse, between)
"""In plain Python: up to some hundred forecasters."""
