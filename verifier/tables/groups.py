"""Groups of forecasters on the questions that they share: sums by forecaster, and by each two.

All are of whole numbers, so that every engine comes to the same.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from scipy import sparse

from verifier.dataclass import dataclass
from verifier.tables.folding import Array, nearest

BILLION = 1_000_000_000
# Parts of one that sums of scores are taken in, and squares of what a fit leaves: as many bits as
# whole numbers of 63 leave for the number of questions, and no more than are of use.
_FINE, _ROUGH, _WORD = 40, 22, 62
# Exact products of two doubles: what is added up must stay below 2^53.
_EXACT = 1 << 53
# A dense product takes this part of the time that a sparse one takes for each pair of answers.
_DENSE = 1 / 40
# Answers whose products are made at a time: as many as a processor's cache holds.
_BLOCK = 400_000


def fine_bits(questions: int) -> int:
    """The bits of the parts of one in which sums of scores over so many questions are taken."""
    return min(_FINE, _WORD - questions.bit_length())


def rough_bits(questions: int) -> int:
    """The same, of what is squared."""
    return min(_ROUGH, (_WORD - 2 - questions.bit_length()) // 2)


def square_bits(answers: int, greatest: float) -> int:
    """The same, of squares of numbers up to `greatest`, of so many answers."""
    return min(_FINE, _WORD - answers.bit_length() - 2 * (int(greatest) + 1).bit_length())


@dataclass(frozen=True, slots=True)
class Shared:
    """A group of forecasters on the questions that two or more of them answered.

    By forecaster: on how many questions each `met` others, the sum of the `weight` of these, of
    what each scored less the mean of all, `off`, and less the mean of the others, `peer`, with its
    squares, `peers`, all by weight. `questions` is their number,
    `pairs` that of answers squared, `heaviest` by forecaster the greatest weight of a question.
    """

    questions: int
    pairs: int
    met: Array
    weight: Array
    off: Array
    peer: Array
    peers: Array
    heaviest: Array

    @property
    def unit(self) -> Array:
        """The mean weight of each one's questions."""
        return self.weight / self.met


@dataclass(frozen=True, slots=True)
class Apart:
    """For each two, of the differences of their scores: as many as are so sure, mean, mean square.

    Nothing, where they share no question.
    """

    size: Array
    mean: Array
    square: Array

    @classmethod
    def of(cls, beside: Array, own: Array, both: Array, weight: Array, weights: Array) -> Apart:
        """From sums over the questions of both.

        Of weighted scores of the first; of weights times squares of the first, and times products;
        of weights and of their squares.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            square = (own + own.T - both - both.T) / weight
            sides = (weight * weight / weights, (beside - beside.T) / weight, square)
        return cls(*(np.nan_to_num(side) for side in sides))

    @property
    def sides(self) -> tuple[Array, Array, Array]:
        """All three."""
        return self.size, self.mean, self.square


Formula = Callable[[Any], Sequence[Any]]
"""Whole numbers to be added up, from the columns of answers: see `Group`."""


class Group(ABC):
    """A group of forecasters, by their places in it, on the questions that they share.

    Each sum that is asked for is a formula, the same wherever answers are. It is over columns with
    a row for each question, `answers` (their number) and `weight`, and for each answer, `unit` (1),
    `score` in billionths and `value`, a whole number of the forecaster's. `each` gives answers what
    their question has, and `total` questions what their answers add up to.
    """

    size: int
    weighted: bool
    """Whether questions may weigh differently."""

    @property
    @abstractmethod
    def asked(self) -> tuple[int, int]:
        """The number of questions, and that of answers squared."""

    @abstractmethod
    def met(self) -> tuple[Array, Array]:
        """On how many questions each met others, and the greatest weight of one."""

    @abstractmethod
    def each(self) -> Iterator[tuple[int, int, int, float]]:
        """Every answer, in no order: question, forecaster, score in billionths, weight."""

    @abstractmethod
    def _sums(self, formula: Formula, values: Array | None = None) -> Array:
        """The sums of numbers of answers by forecaster, whose own `values` are whole numbers."""

    @abstractmethod
    def _totals(self, formula: Formula, values: Array) -> Sequence[int]:
        """The sums of numbers of questions."""

    @abstractmethod
    def _products(self, formula: Formula, values: Array | None = None) -> Array:
        """The sum over questions of the products of each two forecasters' numbers of answers."""

    def _alike(self, formula: Formula, values: Array | None = None) -> Array:
        """The same, where it does not matter which of two is the first."""
        return self._products(formula, values)

    @cached_property
    def _one(self) -> float:
        """The parts of one in which sums are taken."""
        return float(1 << fine_bits(self.asked[0]))

    @cached_property
    def shared(self) -> Shared:
        """The sums by forecaster."""

        def sums(a: Any) -> Sequence[Any]:
            weight = a.each(a.weight)
            off = _off(a, a.score)
            peer = off * a.each(a.answers / (a.answers - 1))
            own = weight * peer
            return [a.nearest(s * self._one) for s in (weight, weight * off, own, own * peer)]

        met, heaviest = self.met()
        weight, off, peer, peers = self._sums(sums) / self._one
        return Shared(*self.asked, met, weight, off, peer, peers, heaviest)

    def together(self) -> Array:
        """For each two the sum of weight / answers over the questions of both."""
        one = self._one
        found = self._alike(lambda a: (a.each(a.nearest(a.weight / a.answers * one)), a.unit))
        return found / one

    def across(self, values: Array) -> Array:
        """The product of that matrix and a vector."""

        def sums(a: Any) -> Sequence[Any]:
            share = a.total(a.value) / self._one * a.weight / a.answers
            return (a.each(a.nearest(share * self._one)),)

        return self._sums(sums, nearest(values * self._one))[0] / self._one

    def beside(self) -> Array:
        """For each two, the weighted score of the first on the questions of both; 0 if none."""
        return self._products(lambda a: (a.nearest(a.each(a.weight) * a.score), a.unit)) / BILLION

    def both(self) -> Array:
        """For each two the number of questions that both answered."""
        return self._alike(lambda a: (a.unit, a.unit))

    def apart(self) -> Apart:
        """For each two the differences of their scores on the questions of both."""
        bits = rough_bits(self.asked[0])

        def own(a: Any) -> Any:
            return a.nearest(a.root(a.each(a.weight)) * a.score / BILLION * (1 << bits))

        def of_weights(power: int) -> Array:
            if not self.weighted:
                return self.both()
            one = self._one
            return self._alike(lambda a: (a.each(a.nearest(a.weight**power * one)), a.unit)) / one

        unit = float(1 << 2 * bits)
        squares = self._products(lambda a: (own(a) * own(a), a.unit)) / unit
        products = self._alike(lambda a: (own(a), own(a))) / unit
        return Apart.of(self.beside(), squares, products, of_weights(1), of_weights(2))

    def left(self, effect: Array) -> Array:
        """For each two, the sum of the products of what the effects leave unexplained."""
        bits = rough_bits(self.asked[0])

        def own(a: Any) -> Sequence[Any]:
            rest = a.each(a.weight) * _off(a, a.score - a.value)
            return (a.nearest(rest * (1 << bits)),) * 2

        return self._alike(own, nearest(effect * BILLION)) / float(1 << 2 * bits)

    def centre(self, effect: Array) -> float:
        """What who has no effect would score, by all who answered."""

        def sums(a: Any) -> Sequence[Any]:
            mean = a.weight * (a.total(a.score - a.value) / a.answers) / BILLION
            return [a.nearest(each * self._one) for each in (mean, a.weight)]

        total, weight = self._totals(sums, nearest(effect * BILLION))
        return float(total / self._one / (weight / self._one))


def _off(a: Any, values: Any) -> Any:
    """What whole numbers of answers are off the mean of the question, in billionths."""
    return (values - a.each(a.total(values) / a.answers)) / BILLION


@dataclass(frozen=True)
class _Part:
    """Some questions with the answers to them, as columns in memory."""

    answers: Array
    weight: Array
    who: Array
    score: Array
    values: Array | None
    nearest: ClassVar = staticmethod(nearest)
    root: ClassVar = staticmethod(np.sqrt)

    @property
    def unit(self) -> Array:
        """1 for each answer."""
        return np.ones(len(self.who), np.int64)

    @property
    def value(self) -> Array:
        """Each answer's forecaster's."""
        assert self.values is not None
        return self.values[self.who]

    def each(self, values: Array) -> Array:
        """Each answer's of what questions have."""
        return np.repeat(values, self.answers)

    def total(self, values: Array) -> Array:
        """The sums by question of whole numbers of answers."""
        return np.add.reduceat(values, np.cumsum(self.answers) - self.answers)

    def matrix(self, values: Array, size: int) -> Any:
        """Values of answers by question and forecaster."""
        ends = np.concatenate(([0], np.cumsum(self.answers)))
        shape = (len(self.answers), size)
        # Copied, as scipy puts matrices in order in place.
        return sparse.csr_matrix((values, self.who, ends), shape=shape, copy=True)


@dataclass(frozen=True)
class HeldGroup(Group):
    """A group whose answers are in memory, in the order of questions."""

    size: int
    weighted: bool
    answers: Array
    weight: Array
    who: Array
    score: Array

    def _parts(self, values: Array | None = None) -> Iterator[_Part]:
        """All questions in parts that a processor's cache holds."""
        ends = np.concatenate(([0], np.cumsum(self.answers)))
        step = max(1, _BLOCK * len(self.answers) // max(1, len(self.who)))
        for first in range(0, len(self.answers), step):
            asked = slice(first, first + step)
            own = slice(ends[first], ends[min(first + step, len(self.answers))])
            held = self.answers[asked], self.weight[asked], self.who[own], self.score[own]
            yield _Part(*held, values)

    @cached_property
    def asked(self) -> tuple[int, int]:
        """The number of questions, and that of answers squared."""
        return len(self.answers), int((self.answers * self.answers).sum())

    def met(self) -> tuple[Array, Array]:
        """On how many questions each met others, and the greatest weight of one."""
        heaviest = np.zeros(self.size)
        for part in self._parts():
            np.maximum.at(heaviest, part.who, part.each(part.weight))
        return np.bincount(self.who, minlength=self.size), heaviest

    def each(self) -> Iterator[tuple[int, int, int, float]]:
        """Every answer, in no order: question, forecaster, score in billionths, weight."""
        what = np.repeat(np.arange(len(self.answers)), self.answers)
        columns = (what, self.who, self.score, self.weight[what])
        return zip(*(column.tolist() for column in columns), strict=True)

    def _sums(self, formula: Formula, values: Array | None = None) -> Array:
        found = np.zeros((0, self.size), np.int64)
        for part in self._parts(values):
            numbers = formula(part)
            found = found if len(found) else np.zeros((len(numbers), self.size), np.int64)
            for into, each in zip(found, numbers, strict=True):
                np.add.at(into, part.who, each)
        return found

    def _totals(self, formula: Formula, values: Array) -> Sequence[int]:
        parts = ([int(each.sum()) for each in formula(p)] for p in self._parts(values))
        return [sum(each) for each in zip(*parts, strict=True)]

    def _products(self, formula: Formula, values: Array | None = None) -> Array:
        cost = self.size * self.size * len(self.answers) * _DENSE
        is_dense = cost < self.asked[1]
        found = np.zeros((self.size, self.size), np.int64)
        for part in self._parts(values):
            one, other = (part.matrix(side, self.size) for side in formula(part))
            if is_dense:
                _add_dense(found, one, other)
            else:
                found += (one.T.tocsr() @ other).toarray()
        return found


def _add_dense(found: Array, one: Any, other: Any) -> None:
    """Add the product of whole matrices, of as many questions at a time as doubles hold."""
    largest = max(1, int(abs(one).max())) * max(1, int(abs(other).max()))
    step = max(1, _EXACT // largest)
    for start in range(0, one.shape[0], step):
        left, right = (
            side[start : start + step].toarray().astype(np.float64) for side in (one, other)
        )
        found += (left.T @ right).astype(np.int64)
