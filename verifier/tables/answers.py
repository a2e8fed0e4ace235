"""Scores by forecaster and question, and every sum over them that figures and ranks need.

All sums are of whole numbers, so that every engine comes to the same. `Held` has the scores in
memory, in columns; an engine that keeps them elsewhere answers the same questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from verifier.tables.folding import Array, great_sums, nearest

BILLION = 1_000_000_000
# Parts of one that sums of scores are taken in, and squares of what a fit leaves: as many bits as
# whole numbers of 63 leave for the number of questions, and no more than are of use.
_FINE, _ROUGH, _WORD = 40, 22, 62
# Exact products of two doubles: what is added up must stay below 2^53.
_EXACT = 1 << 53
# A dense product takes this part of the time that a sparse one takes for each pair of answers.
_DENSE = 1 / 40
# Whether each two of so many are joined is held in memory.
_SQUARE = 5_000
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
class Moments:
    """Sums over each forecaster's questions, of weights w, scores s and turned scores t."""

    questions: Array
    w: Array
    ww: Array
    ws: Array
    wss: Array
    wt: Array
    wtt: Array


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


class Group(Protocol):
    """A group of forecasters, by their places in it, on the questions that they share."""

    @property
    def shared(self) -> Shared:
        """The sums by forecaster."""

    def together(self) -> Array:
        """For each two the sum of weight / answers over the questions of both."""

    def across(self, values: Array) -> Array:
        """The product of that matrix and a vector."""

    def beside(self) -> Array:
        """For each two, the weighted score of the first on the questions of both; 0 if none."""

    def both(self) -> Array:
        """For each two the number of questions that both answered."""

    def apart(self) -> Apart:
        """For each two the differences of their scores on the questions of both."""

    def left(self, effect: Array) -> Array:
        """For each two, the sum of the products of what the effects leave unexplained."""

    def centre(self, effect: Array) -> float:
        """What who has no effect would score, by all who answered."""

    def each(self) -> Iterator[tuple[int, int, int, float]]:
        """Every answer, in no order: question, forecaster, score in billionths, weight."""


class Answers(Protocol):
    """Scores by forecaster, in the order of their names, and question."""

    @property
    def names(self) -> Sequence[str]:
        """The forecasters."""

    @property
    def moments(self) -> Moments:
        """Sums by forecaster."""

    def sharing(self, among: Array) -> Array:
        """On how many questions each stands beside others of those."""

    def joined(self, among: Array) -> Array:
        """For each forecaster the number of the group that shared questions join; -1 for none."""

    def group(self, among: Array) -> Group:
        """Those forecasters on what they share."""


@dataclass(frozen=True)
class Held:
    """Scores in billionths; each answer's forecaster and question by their places.

    In the order of questions. `weight` is each question's, in billionths, None where all are alike.
    """

    names: Sequence[str]
    questions: int
    who: Array
    what: Array
    score: Array
    flipped: Array
    weight: Array | None = None

    @cached_property
    def moments(self) -> Moments:
        """Sums by forecaster."""
        size = len(self.names)
        count = np.bincount(self.who, minlength=size)

        def sums(values: Array) -> Array:
            return great_sums(self.who, values, size)

        s, t = self.score, self.flipped
        if self.weight is None:
            ones = count.astype(np.float64)
            moments = [ones, ones, sums(s), sums(s * s), sums(t), sums(t * t)]
            units = [1.0, 1.0, 1e9, 1e18, 1e9, 1e18]
        else:
            w = self.weight[self.what]
            ws, wt = w * s, w * t
            wss, wtt = nearest(ws / BILLION) * s, nearest(wt / BILLION) * t
            moments = [sums(w), sums(w * w), sums(ws), sums(wss), sums(wt), sums(wtt)]
            units = [1e9, 1e18, 1e18, 1e18, 1e18, 1e18]
        return Moments(count, *(m / unit for m, unit in zip(moments, units, strict=True)))

    def _shared(self, among: Array) -> tuple[Array, slice | Array]:
        """How many of those answered each question, and which answers others of them stand by."""
        kept = among[self.who]
        counts = np.bincount(self.what[kept], minlength=self.questions)
        kept &= (counts > 1)[self.what]
        return counts, slice(None) if kept.all() else kept

    def sharing(self, among: Array) -> Array:
        """On how many questions each stands beside others of those."""
        _, kept = self._shared(among)
        return np.bincount(self.who[kept], minlength=len(self.names))

    def joined(self, among: Array) -> Array:
        """For each forecaster the number of the group that shared questions join; -1 for none."""
        size, kept = len(self.names), among[self.who]
        who, what = self.who[kept], self.what[kept]
        if size <= _SQUARE:
            # Whoever answered a question is joined to one who did.
            any = np.zeros(self.questions, np.int32)
            any[what] = who
            graph = np.zeros((size, size), bool)
            graph[any[what], who] = True
        else:
            whole = size + self.questions
            ends = (who, what + np.int32(size))
            graph = sparse.csr_matrix((np.ones(len(who), np.int8), ends), shape=(whole, whole))
        _, labels = connected_components(sparse.csr_matrix(graph), directed=False)
        return np.where(self.sharing(among) > 0, labels[:size], -1)

    def group(self, among: Array) -> Group:
        """Those forecasters on what they share."""
        counts, kept = self._shared(among)
        asked = counts > 1
        place = np.cumsum(among, dtype=np.int32) - np.int32(1)
        return HeldGroup(
            int(among.sum()),
            counts[asked],
            np.ones(int(asked.sum())) if self.weight is None else self.weight[asked] / BILLION,
            place[self.who[kept]],
            self.score[kept],
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """Some questions with the answers to them: how many each has, and who gave them."""

    answers: Array
    weight: Array
    who: Array
    score: Array

    def each(self, values: Array) -> Array:
        """Each answer's of what questions have."""
        return np.repeat(values, self.answers)

    def sums(self, values: Array) -> Array:
        """The sums by question of whole numbers of answers."""
        starts = np.cumsum(self.answers) - self.answers
        return np.add.reduceat(values, starts)

    def mean(self, values: Array) -> Array:
        """Each question's mean of whole numbers of answers."""
        return self.sums(values) / self.answers

    def off(self, values: Array) -> Array:
        """What whole numbers of answers are off the mean of the question, in billionths."""
        return (values - self.each(self.mean(values))) / BILLION

    def matrix(self, values: Array, size: int) -> Any:
        """Values of answers by question and forecaster."""
        ends = np.concatenate(([0], np.cumsum(self.answers)))
        shape = (len(self.answers), size)
        # Copied, as scipy puts matrices in order in place.
        return sparse.csr_matrix((values, self.who, ends), shape=shape, copy=True)


@dataclass(frozen=True)
class HeldGroup:
    """A group whose answers are in memory, in the order of questions."""

    size: int
    answers: Array
    weight: Array
    who: Array
    score: Array

    def _parts(self) -> Iterator[_Part]:
        """All questions in parts that a processor's cache holds."""
        ends = np.concatenate(([0], np.cumsum(self.answers)))
        step = max(1, _BLOCK * len(self.answers) // max(1, len(self.who)))
        for first in range(0, len(self.answers), step):
            asked = slice(first, first + step)
            own = slice(ends[first], ends[min(first + step, len(self.answers))])
            yield _Part(self.answers[asked], self.weight[asked], self.who[own], self.score[own])

    @cached_property
    def _one(self) -> float:
        """The parts of one in which sums are taken."""
        return float(1 << fine_bits(len(self.answers)))

    @cached_property
    def shared(self) -> Shared:
        """The sums by forecaster."""
        found, heaviest = np.zeros((4, self.size), np.int64), np.zeros(self.size)
        for part in self._parts():
            n, weight = part.answers, part.each(part.weight)
            np.maximum.at(heaviest, part.who, weight)
            off = part.off(part.score)
            peer = off * part.each(n / (n - 1))
            own = weight * peer
            values = (weight, weight * off, own, own * peer)
            for into, value in zip(found, values, strict=True):
                np.add.at(into, part.who, nearest(value * self._one))
        met = np.bincount(self.who, minlength=self.size)
        pairs = int((self.answers * self.answers).sum())
        weight, off, peer, peers = found / self._one
        return Shared(len(self.answers), pairs, met, weight, off, peer, peers, heaviest)

    def together(self) -> Array:
        """For each two the sum of weight / answers over the questions of both."""

        def sides(part: _Part) -> tuple[Array, Array]:
            share = nearest(part.weight / part.answers * self._one)
            return part.each(share), np.ones(len(part.who), np.int64)

        return self._products(sides) / self._one

    def across(self, values: Array) -> Array:
        """The product of that matrix and a vector."""
        whole, found = nearest(values * self._one), np.zeros(self.size, np.int64)
        for part in self._parts():
            share = part.sums(whole[part.who]) / self._one * part.weight / part.answers
            np.add.at(found, part.who, part.each(nearest(share * self._one)))
        return found / self._one

    def beside(self) -> Array:
        """For each two, the weighted score of the first on the questions of both; 0 if none."""

        def sides(part: _Part) -> tuple[Array, Array]:
            return nearest(part.each(part.weight) * part.score), np.ones(len(part.who), np.int64)

        return self._products(sides) / BILLION

    def both(self) -> Array:
        """For each two the number of questions that both answered."""

        def sides(part: _Part) -> tuple[Array, Array]:
            ones = np.ones(len(part.who), np.int64)
            return ones, ones

        return self._products(sides)

    def apart(self) -> Apart:
        """For each two the differences of their scores on the questions of both."""
        bits = rough_bits(len(self.answers))

        def scores(part: _Part) -> Array:
            root = np.sqrt(part.each(part.weight))
            return nearest(root * part.score / BILLION * (1 << bits))

        def sums(side: Callable[[_Part], tuple[Array, Array]], unit: float) -> Array:
            return self._products(side) / unit

        def of_weights(power: int) -> Array:
            if (self.weight == 1).all():
                return self.both()

            def sides(part: _Part) -> tuple[Array, Array]:
                whole = nearest(part.each(part.weight**power) * self._one)
                return whole, np.ones(len(whole), np.int64)

            return sums(sides, self._one)

        def squares(part: _Part) -> tuple[Array, Array]:
            own = scores(part)
            return own * own, np.ones(len(own), np.int64)

        def products(part: _Part) -> tuple[Array, Array]:
            own = scores(part)
            return own, own

        unit = float(1 << 2 * bits)
        return Apart.of(
            self.beside(), sums(squares, unit), sums(products, unit), of_weights(1), of_weights(2)
        )

    def left(self, effect: Array) -> Array:
        """For each two, the sum of the products of what the effects leave unexplained."""
        whole, bits = nearest(effect * BILLION), rough_bits(len(self.answers))

        def sides(part: _Part) -> tuple[Array, Array]:
            rest = part.off(part.score - whole[part.who])
            own = nearest(part.each(part.weight) * rest * (1 << bits))
            return own, own

        return self._products(sides) / float(1 << 2 * bits)

    def centre(self, effect: Array) -> float:
        """What who has no effect would score, by all who answered."""
        whole, total, weight = nearest(effect * BILLION), 0, 0
        for part in self._parts():
            mean = part.weight * part.mean(part.score - whole[part.who]) / BILLION
            total += int(nearest(mean * self._one).sum())
            weight += int(nearest(part.weight * self._one).sum())
        return float(total / self._one / (weight / self._one))

    def each(self) -> Iterator[tuple[int, int, int, float]]:
        """Every answer, in no order: question, forecaster, score in billionths, weight."""
        what = np.repeat(np.arange(len(self.answers)), self.answers)
        columns = (what, self.who, self.score, self.weight[what])
        return zip(*(column.tolist() for column in columns), strict=True)

    def _products(self, sides: Callable[[_Part], tuple[Array, Array]]) -> Array:
        """The sum over questions of the products of each two forecasters' whole numbers."""
        cost = self.size * self.size * len(self.answers) * _DENSE
        is_dense = cost < self.shared.pairs
        found = np.zeros((self.size, self.size), np.int64)
        for part in self._parts():
            left, right = sides(part)
            one, other = (part.matrix(side, self.size) for side in (left, right))
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
