"""Shares: how many of the calls that were decided were right, with what is contested left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

from verifier.rules import Prior
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


def beta_interval(a: float, b: float, *, level: float = 0.95) -> tuple[float, float]:
    """The central interval of a beta distribution, by halving.

    From tables: Beta(1, 1) is even, so 2.5 % to 97.5 %; the upper end of Beta(1, 2) is
    1 - sqrt(0.025), for its distribution is 1 - (1 - x)^2.

    >>> [round(x, 4) for x in (*beta_interval(1, 1), *beta_interval(1, 2))]
    [0.025, 0.975, 0.0126, 0.8419]
    """
    tail = (1 - level) / 2
    return _quantile(a, b, tail), _quantile(a, b, 1 - tail)


def _quantile(a: float, b: float, level: float) -> float:
    low, high = 0.0, 1.0
    # 2^-60 is less than the distance of floats just below 1, which is 2^-53.
    for _ in range(60):
        middle = (low + high) / 2
        if _beta_below(middle, a, b) < level:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _beta_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22)."""
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    fraction = 0.0
    for m in range(_TERMS, 0, -1):
        k, odd = divmod(m, 2)
        top = -(a + k) * (a + b + k) if odd else k * (b - k)
        fraction = (
            top * x / ((a + 2 * k) * (a + 2 * k + 1 if odd else a + 2 * k - 1)) / (1 + fraction)
        )
    return front / (1 + fraction)


_TERMS = 400
"""Of the fraction, from its far end: enough for 10^5 calls, beyond which an interval is a point."""


METRICS = (Metric("pooled"),)
