"""Shares: how many of the calls that were decided were right, with what is contested left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verifier.rules import Prior
from verifier.score.beta import beta_interval
from verifier.score.calls import Right
from verifier.score.contingency import wilson
from verifier.score.formula import Metric


@dataclass(frozen=True, slots=True)
class Pooled:
    """A share drawn towards a declared prior: its mean and its central 95 % interval.

    Each is a range where some of what it rests on is contested.
    """

    mean: tuple[float, float]
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Share:
    """`yes` of those that are decided; `contested` ones, and what came in part, could be either."""

    yes: int = 0
    no: int = 0
    contested: int = 0

    @property
    def decided(self) -> int:
        """All of them, contested ones included."""
        return self.yes + self.no + self.contested

    @property
    def wilson(self) -> tuple[float, float] | None:
        """Wilson's 95 % range of the share, over every way to decide what is contested."""
        low = wilson(successes=self.yes, trials=self.decided)
        high = wilson(successes=self.yes + self.contested, trials=self.decided)
        return None if low is None or high is None else (low[0], high[1])

    def pooled(self, prior: Prior) -> Pooled:
        """The share that this and the prior together make likely.

        The posterior of a binomial with a beta prior: Beta(r + yes, w + no), whose mean is
        (r + yes) / (r + w + n). By hand, a prior of 2 and 2: one call, and right: 3/5.
        """
        n = self.decided
        pairs = [
            (prior.right + k, prior.wrong + n - k) for k in (self.yes, self.yes + self.contested)
        ]
        means = [a / (a + b) for a, b in pairs]
        low, high = beta_interval(*pairs[0])[0], beta_interval(*pairs[1])[1]
        return Pooled((means[0], means[1]), (low, high))


_DECIDED = {
    Right.RIGHT: Share(yes=1),
    Right.ANOTHER_DAY: Share(no=1),
    Right.WRONG: Share(no=1),
    Right.PARTLY: Share(contested=1),
    Right.CONTESTED: Share(contested=1),
}


def calls(found: Iterable[Right]) -> Share:
    """How many calls were right within their windows, of those that were decided."""
    return added(_DECIDED.get(right, Share()) for right in found)


def added(shares: Iterable[Share]) -> Share:
    """Several shares as one."""
    found = list(shares)
    return Share(
        sum(share.yes for share in found),
        sum(share.no for share in found),
        sum(share.contested for share in found),
    )


METRICS = (Metric("pooled"), Metric("share_that_came"))
