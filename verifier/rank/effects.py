"""Who is better, from questions that not all have answered: effects of forecasters and questions.

Each question compares those who answered it: the differences of their scores on it are the
differences of the forecasters, and what makes the question hard for all drops out. Brought together
by least squares this is the additive model of forecasters and questions (as ForecastBench has it;
where not all pairs compare, Massey 1997).

So a third one moves two only by what it did beside one of them and not beside the other. Nobody is
drawn to a middle (by a ridge), which bad accounts would move, and with it the order of others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, combinations
from math import fsum, sqrt
from operator import mul
from typing import NamedTuple

from verifier.dataclass import dataclass
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
    A family's has the questions that it is made of as `parts`.
    """

    question: str
    scores: Mapping[str, Score]
    pairs: Beside | None = None
    weight: float = 1.0
    parts: tuple[Round, ...] = ()

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
        parts = tuple(part for each in self.parts if (part := each.among(names)))
        return Round(self.question, scores, pairs, self.weight, parts)

    def of(self, name: str) -> float:
        """What it weighs in a forecaster's own mean: a family as the mean one of those answered."""
        own = [part.weight for part in self.parts if name in part.scores]
        return fsum(own) / len(own) if own else self.weight

    def between(self) -> Iterator[tuple[tuple[str, str], float]]:
        """What it weighs between every two who compare."""
        if not self.parts:
            yield from dict.fromkeys(self.beside, self.weight).items()
            return
        both: dict[tuple[str, str], float] = {}
        for part in self.parts:
            for pair in part.beside:
                both[pair] = both.get(pair, 0.0) + part.weight
        on = self.answered()
        for (a, b), weight in both.items():
            yield (a, b), weight * 2 / (on[a] + on[b])

    def answered(self) -> Counter[str]:
        """On how many of its questions each compares with anybody."""
        parts = self.parts or (self,)
        return Counter(chain.from_iterable({*chain(*part.beside)} for part in parts))


def of_families(rounds: Iterable[Round], family: Mapping[str, str]) -> Iterator[Round]:
    """Questions of one family, which share their luck, as one; others as they are.

    A forecaster has the mean score of the family's questions, two compare by the mean of those on
    which they do. However many questions a family has, for each forecaster it weighs as much as the
    mean one: who answered the same ones stand to each other as these say, whatever others answered.

    >>> rounds = [Round("q1", {"a": Score(0.1)}), Round("q2", {"a": Score(0.3)})]
    >>> [one] = of_families(rounds, {"q1": "night", "q2": "night"})
    >>> one.question, one.scores
    ('night', {'a': Score(value=0.2, flipped=None, most=None)})
    """
    held: dict[tuple[bool, str, int], list[Round]] = {}
    for n, round in enumerate(rounds):
        name = family.get(round.question)
        key = (False, round.question, n) if name is None else (True, name, 0)
        held.setdefault(key, []).append(round)
    for (_, name, _), own in sorted(held.items()):
        if len(own) == 1:
            yield replace(own[0], question=name)
            continue
        scores: dict[str, list[tuple[Score, float]]] = {}
        pairs: dict[tuple[str, str], list[tuple[tuple[Score, Score], float]]] = {}
        for round in own:
            for who, score in round.scores.items():
                scores.setdefault(who, []).append((score, round.weight))
            for pair, two in round.beside.items():
                pairs.setdefault(pair, []).append((two, round.weight))
        yield Round(
            name,
            {who: _mean(found) for who, found in scores.items()},
            {
                pair: (_mean((a, w) for (a, _), w in met), _mean((b, w) for (_, b), w in met))
                for pair, met in pairs.items()
            },
            fsum(round.weight for round in own) / len(own),
            tuple(own),
        )


def _mean(scores: Iterable[tuple[Score, float]]) -> Score:
    """The mean score by weight; the other way all go together."""
    held = list(scores)
    whole = fsum(weight for _, weight in held)

    def mean(values: Iterable[float | None]) -> float | None:
        found = list(values)
        if None in found:
            return None
        return fsum(w * (v or 0.0) for v, (_, w) in zip(found, held, strict=True)) / whole

    value = mean(s.value for s, _ in held) or 0.0
    several = any(s.most is not None for s, _ in held)
    most = mean(s.highest for s, _ in held) if several else None
    return Score(value, mean(s.flipped for s, _ in held), most)


class Algebra(NamedTuple):
    """The two operations on matrices that take long for many forecasters."""

    inverse: Callable[[Matrix], Matrix]
    between: Callable[[Matrix, Matrix], Matrix]


@dataclass(frozen=True)
class Effects:
    """The fit: each forecaster's effect on the score, in the order of names, and how sure it is.

    `spread` is the covariance of the effects by questions, `reach` what it would be were every
    score equally uncertain; both tell only of differences. `weight` is of each one's mean question.
    """

    names: tuple[str, ...]
    effect: Sequence[float]
    reach: Matrix
    weight: Sequence[float]
    rounds: Sequence[Round]
    algebra: Algebra

    @cached_property
    def spread(self) -> Matrix:
        """Worked out where it is asked for: not for who would stand where without another one."""
        residuals = [[0.0] * len(self.names) for _ in self.names]
        place = {name: n for n, name in enumerate(self.names)}
        for round in self.rounds:
            _add_residuals(residuals, round, place, self.effect)
        return self.algebra.between(self.reach, residuals)

    def size(self, one: int, other: int) -> float:
        """As many questions as two need to share among themselves to be as sure of each other.

        Where all answered the same questions, their number.
        """
        unit = (self.weight[one] + self.weight[other]) / 2
        return 2 / (_between(self.reach, one, other) * unit)

    def contrast(self, one: int, other: int) -> Sample:
        """The effect of one less that of the other, as if from so many questions shared by both."""
        size = self.size(one, other)
        # Equals differ by what is lost in computing, and are equal.
        mean = round(self.effect[one] - self.effect[other], DIGITS)
        variance = round(max(0.0, _between(self.spread, one, other)) * size, 2 * DIGITS)
        return Sample(size, mean, mean * mean + variance)


def _between(matrix: Matrix, one: int, other: int) -> float:
    return matrix[one][one] + matrix[other][other] - 2 * matrix[one][other]


def effects(rounds: Sequence[Round], *, algebra: Algebra | None = None) -> Effects:
    """Fit forecasters, whom questions join, and questions by least squares; effects add up to 0.

    By hand, with two questions answered by both, scores 0.1 and 0.3 against 0.2 and 0.6: half of
    the mean difference a side.

    >>> scores = [{"a": Score(0.1), "b": Score(0.2)}, {"a": Score(0.3), "b": Score(0.6)}]
    >>> fit = effects([Round(f"q{n}", s) for n, s in enumerate(scores)])
    >>> [round(effect, 6) for effect in fit.effect]
    [-0.1, 0.1]
    >>> round(fit.contrast(0, 1).size, 9)
    2.0
    """
    algebra = algebra or PLAIN
    names = tuple(sorted({name for round in rounds for name in round.scores}))
    place = {name: n for n, name in enumerate(names)}
    laplacian = [[0.0] * len(names) for _ in names]
    sums = [0.0] * len(names)
    for round in rounds:
        for one, other, d, weight in _edges(round, place):
            laplacian[one][one] += weight
            laplacian[other][other] += weight
            laplacian[one][other] -= weight
            laplacian[other][one] -= weight
            sums[one] += weight * d
            sums[other] -= weight * d
    own: dict[str, list[float]] = {name: [] for name in names}
    for round in rounds:
        for name in round.scores:
            own[name].append(round.of(name))
    unit = [fsum(own[name]) / len(own[name]) for name in names]
    # Where the middle of all lies no difference tells: it is put at 0, and the rest stays.
    middle = fsum(row[n] for n, row in enumerate(laplacian)) / len(names) ** 2
    laplacian = [[value + middle for value in row] for row in laplacian]
    reach = algebra.inverse(laplacian)
    effect = [fsum(map(mul, row, sums)) for row in reach]
    return Effects(names, effect, reach, unit, rounds, algebra)


def _edges(round: Round, place: Mapping[str, int]) -> Iterator[tuple[int, int, float, float]]:
    """The pairs of a question with their differences and weights.

    In the additive model two who weigh u and v have u v / (sum of all): here, of all who compare
    with both, so that who compares with one of them alone takes no weight from what they say of
    each other. A family's questions share its weight.
    """
    if not round.parts and round.pairs is None:
        # All compare, each by the weight of the question.
        all = [(place[name], score.value) for name, score in sorted(round.scores.items())]
        square, whole = round.weight * round.weight, fsum([round.weight] * len(all))
        for (one, this), (other, that) in combinations(all, 2):
            yield one, other, this - that, square / whole
        return
    on = round.answered()
    for part in round.parts or (round,):
        beside = part.beside
        weight = {name: part.weight / on[name] for name in chain.from_iterable(beside)}
        near: dict[str, set[str]] = {name: {name} for name in weight}
        for a, b in beside:
            near[a].add(b)
            near[b].add(a)
        circle = len(beside) == len(weight) * (len(weight) - 1) // 2
        whole = fsum(weight.values())
        for (a, b), (mine, theirs) in sorted(beside.items()):
            both = whole if circle else fsum(weight[name] for name in near[a] & near[b])
            yield place[a], place[b], mine.value - theirs.value, weight[a] * weight[b] / both


def _add_residuals(
    into: Matrix, round: Round, place: Mapping[str, int], effect: Sequence[float]
) -> None:
    """Add the products of what a question leaves unexplained of each two of its forecasters."""
    left: dict[int, float] = {}
    for one, other, d, weight in _edges(round, place):
        rest = weight * (d - effect[one] + effect[other])
        left[one] = left.get(one, 0.0) + rest
        left[other] = left.get(other, 0.0) - rest
    items = sorted(left.items())
    for one, mine in items:
        row = into[one]
        for other, theirs in items:
            row[other] += mine * theirs


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
