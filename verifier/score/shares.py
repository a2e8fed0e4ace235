"""Shares: how many of the calls that were decided were right, with what is contested left open."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from verifier.dataclass import dataclass
from verifier.rules import Prior
from verifier.score.beta import beta_interval
from verifier.score.calls import Right
from verifier.score.contingency import wilson_of_clusters


@dataclass(frozen=True, slots=True)
class Pooled:
    """A share drawn towards a declared prior: its mean and its central 95 % interval.

    Each is a range where some of what it rests on is contested.
    """

    mean: tuple[float, float]
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Count:
    """`yes` of those that are decided; `contested` ones, and what came in part, could be either."""

    yes: int = 0
    no: int = 0
    contested: int = 0

    @property
    def decided(self) -> int:
        """All of them, contested ones included."""
        return self.yes + self.no + self.contested

    def __add__(self, other: Count) -> Count:
        return Count(self.yes + other.yes, self.no + other.no, self.contested + other.contested)


@dataclass(frozen=True, slots=True)
class Share:
    """The counts of every question of which something is decided.

    What is said of one question shares its luck: a share is as sure as its questions are many.
    """

    questions: tuple[Count, ...] = ()

    @property
    def yes(self) -> int:
        """How many turned out so."""
        return sum(count.yes for count in self.questions)

    @property
    def contested(self) -> int:
        """How many could be either."""
        return sum(count.contested for count in self.questions)

    @property
    def decided(self) -> int:
        """All of them, contested ones included."""
        return sum(count.decided for count in self.questions)

    def _each(self, granted: bool, /) -> list[float]:
        """The share of every question, with what is contested granted or not."""
        return [(one.yes + granted * one.contested) / one.decided for one in self.questions]

    @property
    def mean(self) -> tuple[float, float]:
        """The mean share over questions, from all that is contested decided against it to all for.

        However often something is said of a question, it counts once. By hand: a hundred right on
        one question, and one wrong on another.

        >>> Share((Count(yes=100), Count(no=1))).mean
        (0.5, 0.5)
        """
        low, high = (fsum(own) / len(own) for own in map(self._each, (False, True)))
        return low, high

    @property
    def wilson(self) -> tuple[float, float] | None:
        """Its 95 % range by Wilson, over questions, from all against to all for."""
        low, high = (
            wilson_of_clusters((share, 1) for share in own)
            for own in map(self._each, (False, True))
        )
        return None if low is None or high is None else (low[0], high[1])

    def pooled(self, prior: Prior) -> Pooled:
        """The share that this and the prior together make likely, one weight for each question.

        The posterior of a binomial with a beta prior: Beta(r + yes, w + no), whose mean is
        (r + yes) / (r + w + n), over n questions, of each of which its share counts. By hand, a
        prior of 2 and 2: one call, and right: 3/5. A hundred right on one question and one wrong on
        another: 3/6.
        """
        n = len(self.questions)
        shares = map(fsum, map(self._each, (False, True)))
        pairs = [(prior.right + k, prior.wrong + n - k) for k in shares]
        means = [a / (a + b) for a, b in pairs]
        low, high = beta_interval(*pairs[0])[0], beta_interval(*pairs[1])[1]
        return Pooled((means[0], means[1]), (low, high))


_DECIDED = {
    Right.RIGHT: Count(yes=1),
    Right.ANOTHER_DAY: Count(no=1),
    Right.WRONG: Count(no=1),
    Right.PARTLY: Count(contested=1),
    Right.CONTESTED: Count(contested=1),
}


def calls(found: Iterable[tuple[str, Right]]) -> Share:
    """How many calls were right within their windows, of those that were decided, by question."""
    return share((question, _DECIDED.get(right, Count())) for question, right in found)


def share(found: Iterable[tuple[str, Count]]) -> Share:
    """Counts by question as one share."""
    held: dict[str, Count] = {}
    for question, count in found:
        if count.decided:
            held[question] = held.get(question, Count()) + count
    return Share(tuple(own for _, own in sorted(held.items())))
