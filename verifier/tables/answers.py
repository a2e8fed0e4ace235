"""Scores by forecaster and question, and every sum over them that figures and ranks need.

All sums are of whole numbers, so that every engine comes to the same. `Held` has the scores in
memory, in columns; an engine that keeps them elsewhere answers the same questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from verifier.dataclass import dataclass
from verifier.tables.folding import Array, great_sums, nearest
from verifier.tables.groups import BILLION, Group, HeldGroup

# Whether each two of so many are joined is held in memory.
_SQUARE = 5_000


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

    def twos(self, among: Array) -> Array:
        """The two who alone answered a question, one of those at least, for each such question."""

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

    def twos(self, among: Array) -> Array:
        """The two who alone answered a question, one of those at least, for each such question."""
        counts = np.bincount(self.what, minlength=self.questions)
        pairs = self.who[(counts == 2)[self.what]].reshape(-1, 2)
        return pairs[among[pairs].any(axis=1)]

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
            self.weight is not None,
            counts[asked],
            np.ones(int(asked.sum())) if self.weight is None else self.weight[asked] / BILLION,
            place[self.who[kept]],
            self.score[kept],
        )
