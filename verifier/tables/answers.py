"""Scores by forecaster and question, and every sum over them that figures and ranks need.

All sums are of whole numbers, so that every engine comes to the same. `Held` has the scores in
memory, in columns; an engine that keeps them elsewhere answers the same questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from verifier.tables.folding import Array, great_sums, nearest, whole_sums

BILLION = 1_000_000_000
# Parts of one that sums of scores are taken in, and squares of what a fit leaves: as many bits as
# whole numbers of 63 leave for the number of questions, and no more than are of use.
_FINE, _ROUGH, _WORD = 40, 22, 62
# Exact products of two doubles: what is added up must stay below 2^53.
_EXACT = 1 << 53
# A dense product takes this part of the time that a sparse one takes for each pair of answers.
_DENSE = 1 / 150
# Whether each two of so many are joined is held in memory.
_SQUARE = 5_000
_BLOCK = 4096


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
    what each scored less the mean of all, `off`, the same `turned`, and less the mean of the
    others, `peer`. `questions` is their number, `pairs` that of answers squared.
    """

    questions: int
    pairs: int
    met: Array
    weight: Array
    off: Array
    turned: Array
    peer: Array


class Group(Protocol):
    """A group of forecasters, by their places in it, on the questions that they share."""

    @property
    def shared(self) -> Shared:
        """The sums by forecaster."""
        ...

    def together(self) -> Array:
        """For each two the sum of weight / answers over the questions of both."""
        ...

    def across(self, values: Array) -> Array:
        """The product of that matrix and a vector."""
        ...

    def beside(self) -> Array:
        """For each two, the weighted score of the first on the questions of both; 0 if none."""
        ...

    def left(self, effect: Array) -> Array:
        """For each two, the sum of the products of what the effects leave unexplained."""
        ...

    def centre(self, effect: Array) -> float:
        """What who has no effect would score, by all who answered."""
        ...


class Answers(Protocol):
    """Scores by forecaster, in the order of their names, and question."""

    @property
    def names(self) -> Sequence[str]:
        """The forecasters."""
        ...

    @property
    def moments(self) -> Moments:
        """Sums by forecaster."""
        ...

    def sharing(self, among: Array) -> Array:
        """On how many questions each stands beside others of those."""
        ...

    def joined(self, among: Array) -> Array:
        """For each forecaster the number of the group that shared questions join; -1 for none."""
        ...

    def group(self, among: Array) -> Group:
        """Those forecasters on what they share."""
        ...


@dataclass(frozen=True)
class Held:
    """Scores in billionths; each answer's forecaster and question by their places.

    `weight` is each question's, in billionths, None where all are alike.
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

    def sharing(self, among: Array) -> Array:
        """On how many questions each stands beside others of those."""
        kept = among[self.who]
        counts = np.bincount(self.what[kept], minlength=self.questions)
        kept &= counts[self.what] > 1
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
        found: Array = np.where(self.sharing(among) > 0, labels[:size], -1)
        return found

    def group(self, among: Array) -> Group:
        """Those forecasters on what they share."""
        kept = among[self.who]
        counts = np.bincount(self.what[kept], minlength=self.questions)
        asked = counts > 1
        kept &= asked[self.what]
        place = np.cumsum(among, dtype=np.int32) - np.int32(1)
        number = np.cumsum(asked, dtype=np.int32) - np.int32(1)
        return HeldGroup(
            int(among.sum()),
            counts[asked],
            None if self.weight is None else self.weight[asked],
            place[self.who[kept]],
            number[self.what[kept]],
            self.score[kept],
            self.flipped[kept],
        )


@dataclass(frozen=True)
class HeldGroup:
    """A group whose answers are in memory."""

    size: int
    answers: Array
    weights: Array | None
    who: Array
    what: Array
    score: Array
    flipped: Array

    @property
    def _weight(self) -> Array:
        """Each question's weight."""
        if self.weights is None:
            return np.ones(len(self.answers))
        weight: Array = self.weights / BILLION
        return weight

    @cached_property
    def _fine(self) -> int:
        return fine_bits(len(self.answers))

    def _by_forecaster(self, values: Array) -> Array:
        one = float(1 << self._fine)
        found: Array = whole_sums(self.who, nearest(values * one), self.size) / one
        return found

    def _mean(self, values: Array) -> Array:
        """Each question's mean of whole numbers."""
        found: Array = whole_sums(self.what, values, len(self.answers)) / self.answers
        return found

    @cached_property
    def shared(self) -> Shared:
        """The sums by forecaster."""
        n, w = self.answers, self._weight
        mean = self._mean(self.score)[self.what]
        off = (self.score - mean) / BILLION
        turned = (self.flipped - self._mean(self.flipped)[self.what]) / BILLION
        weight = w[self.what]
        return Shared(
            len(n),
            int((n * n).sum()),
            np.bincount(self.who, minlength=self.size),
            self._by_forecaster(weight),
            self._by_forecaster(weight * off),
            self._by_forecaster(weight * turned),
            self._by_forecaster(off * (n / (n - 1))[self.what]),
        )

    def together(self) -> Array:
        """For each two the sum of weight / answers over the questions of both."""
        one = float(1 << self._fine)
        share = nearest(self._weight / self.answers * one)
        if self.weights is None and self._is_dense:
            return self._counted(share) / one
        ones = np.ones(len(self.who), np.int64)
        found: Array = self._products(share[self.what], ones) / one
        return found

    def across(self, values: Array) -> Array:
        """The product of that matrix and a vector."""
        one = float(1 << self._fine)
        sums = whole_sums(self.what, nearest(values * one)[self.who], len(self.answers)) / one
        return self._by_forecaster((sums * self._weight / self.answers)[self.what])

    def beside(self) -> Array:
        """For each two, the weighted score of the first on the questions of both; 0 if none."""
        score = nearest(self._weight[self.what] * self.score)
        found: Array = self._products(score, np.ones(len(self.who), np.int64)) / BILLION
        return found

    def left(self, effect: Array) -> Array:
        """For each two, the sum of the products of what the effects leave unexplained."""
        rest = self._rest(effect)
        bits = rough_bits(len(self.answers))
        parts = nearest(self._weight[self.what] * rest * (1 << bits))
        found: Array = self._products(parts, parts) / float(1 << 2 * bits)
        return found

    def _rest(self, effect: Array) -> Array:
        """What is left of each score without the forecaster's effect and the question's."""
        parts = nearest(effect * BILLION)[self.who]
        own = self.score - parts
        found: Array = (own - self._mean(own)[self.what]) / BILLION
        return found

    def centre(self, effect: Array) -> float:
        """What who has no effect would score, by all who answered."""
        own = self.score - nearest(effect * BILLION)[self.who]
        one, weight = float(1 << self._fine), self._weight
        means = nearest(weight * self._mean(own) / BILLION * one)
        return float(int(means.sum()) / one / (int(nearest(weight * one).sum()) / one))

    @property
    def _is_dense(self) -> bool:
        """Whether products are sooner had of whole matrices."""
        cost = self.size * self.size * len(self.answers) * _DENSE
        return cost < float((self.answers * self.answers).sum())

    def _counted(self, share: Array) -> Array:
        """The sum of shares over the questions of each two: those with as many answers at once."""
        ones = self._matrix(np.ones(len(self.who), np.int8))
        found = np.zeros((self.size, self.size), np.int64)
        for count in np.unique(self.answers):
            alike = np.flatnonzero(self.answers == count)
            for start in range(0, len(alike), _BLOCK):
                rows = alike[start : start + _BLOCK]
                part = ones[rows].toarray().astype(np.float32)
                found += (part.T @ part).astype(np.int64) * share[rows[0]]
        return found

    def _matrix(self, values: Array) -> Any:
        shape = (len(self.answers), self.size)
        return sparse.csr_matrix((values, (self.what, self.who)), shape=shape)

    def _products(self, left: Array, right: Array) -> Array:
        """The sum over questions of the products of each two forecasters' whole numbers."""
        lefts, rights = self._matrix(left), self._matrix(right)
        if not self._is_dense:
            product: Array = (lefts.T.tocsr() @ rights).toarray()
            return product
        largest = max(1, int(np.abs(left).max())) * max(1, int(np.abs(right).max()))
        step = min(_BLOCK, max(1, _EXACT // largest))
        found = np.zeros((self.size, self.size), np.int64)
        for start in range(0, len(self.answers), step):
            part = slice(start, start + step)
            one = _dense(lefts[part])
            other = one if left is right else _dense(rights[part])
            found += (one.T @ other).astype(np.int64)
        return found


def _dense(part: Any) -> Array:
    dense: Array = part.toarray().astype(np.float64)
    return dense
