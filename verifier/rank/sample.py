"""How sure a mean is that a few questions give: intervals and tests that never claim certainty.

Both go by how far one question could move a mean, as none such may have been met yet: a forecaster
of rare events who has met none of them, who was ten times sure and ten times right, or who is
seldom sure, is not taken for certain. How often they hold was simulated: docs/coverage.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import erfc, exp, fsum, log1p, sqrt

from verifier.dataclass import dataclass
from verifier.score.beta import halved
from verifier.score.formula import LEVEL


@dataclass(frozen=True, slots=True)
class Score:
    """What one question gave: the score, and the one had it gone the other way, if it could.

    Where there are several other ways `flipped` is the least that one of them gives, and `most` the
    greatest.
    """

    value: float
    flipped: float | None = None
    most: float | None = None

    @property
    def highest(self) -> float | None:
        """The greatest that another way would have given."""
        return self.flipped if self.most is None else self.most


@dataclass(frozen=True, slots=True)
class Sample:
    """A mean over so many questions, and the mean square; `farthest` is the most of one, if known.

    That is known where each question has another way that it could have gone. `count` is the number
    of questions, of a mean weight of `weight`.
    """

    size: float
    mean: float
    square: float
    farthest: float | None = None
    count: int = 0
    weight: float = 1.0

    @classmethod
    def of(cls, scores: Iterable[Score], weights: Iterable[float] | None = None) -> Sample:
        """The sample of scores, each question of the same weight unless weights are given.

        With weights the size is the number of equal ones that would be as sure (Kish 1965).
        """
        held = list(scores)
        shares = [1.0] * len(held) if weights is None else list(weights)
        total = fsum(shares)

        def mean(values: Iterable[float]) -> float:
            return fsum(w * v for w, v in zip(shares, values, strict=True)) / total

        size = total * total / fsum(w * w for w in shares)
        squares = mean(s.value * s.value for s in held)
        average = total / len(held)
        return cls(size, mean(s.value for s in held), squares, farthest(held), len(held), average)

    def interval(
        self,
        *,
        least: float = 0.0,
        most: float | None = None,
        heaviest: float | None = None,
    ) -> tuple[float, float] | None:
        """The interval of the mean: all that the scores do not speak against (`chance`).

        Questions of which none was met may score from `least` to `most`, or as much as the ones at
        hand could have. Where nothing bounds them there is none: any mean may be, as one great
        error may have been missed.

        Where a question may weigh up to `heaviest`, the test is of as many terms as there are
        questions, each the score less the mean by its weight in parts of the mean weight: one may
        reach as far as the heaviest question can. Their mean square is no more than so many times
        that by weight. Without it all weigh alike.

        By hand, ten times 0.04 of a score up to 1: from m up to where ((1 - 0.04) / (1 - m))^10 is
        40.

        >>> round(Sample.of([Score(0.04)] * 10).interval(most=1.0)[1], 4)
        0.3362
        >>> Sample.of([Score(1), Score(2), Score(3)]).interval() is None
        True
        """
        most = self.farthest if most is None else most
        size, stake = self.size, 1.0
        if heaviest is not None:
            size, stake = self.count, heaviest / self.weight
        if size < 2 or most is None:
            return None
        return _interval(size, self.mean, self.square, least, most, stake)

    def chance(self, reach: float) -> float:
        """How likely a mean as far from 0 is where the true one is 0: a two-sided p-value.

        `reach` is how far from 0 one question can lie: what was met seldom or never may speak
        against the sign with all of it. If such a question comes in m of 1 + m cases it makes up
        for a mean of m, and (1 + m)^-n is how likely none was met. Beside it stands the normal tail
        of half a squared deviate of n (m - s log(1 + m / s)), m the mean and s the mean square in
        parts of the reach: the most evidence that holds whatever the distribution (by the
        inequality of Fan, Grama & Liu 2015).

        Never less than that of as many signs that are all alike, 2 x 2^-n: no sample is certain.
        By hand, ten times half of the reach: 2 / 1.5^10 = 0.0347.

        >>> round(Sample.of([Score(-0.5)] * 10).chance(1.0), 4)
        0.0347
        """
        return 1.0 if self.size < 2 else _chance(self.size, self.mean, self.square, reach)


# Pages, data and schemes ask for the same intervals.
@lru_cache(maxsize=1024)
def _interval(
    size: float, mean: float, square: float, least: float, most: float, stake: float
) -> tuple[float, float]:
    def open(true: float) -> bool:
        """Whether so much may be the true mean."""
        reach = most - true if true > mean else true - least
        off = max((square - 2 * true * mean + true * true) * stake, (mean - true) ** 2)
        return reach > 0 and _chance(size, mean - true, off, reach * stake) >= 1 - LEVEL

    return halved(open, least, mean), halved(lambda true: not open(true), mean, most)


def _chance(size: float, mean: float, square: float, reach: float) -> float:
    if mean == 0:
        return 1.0
    mean, square = abs(mean) / reach, square / reach**2
    half = size * (mean - square * log1p(mean / square))
    unmet = 2 * exp(-size * log1p(mean))
    return min(1.0, max(unmet, erfc(sqrt(max(0.0, half)))))


def farthest(scores: Iterable[Score]) -> float | None:
    """The most that one of the questions could have given; None where nothing says so.

    >>> farthest([Score(0.04, 0.64), Score(0.0, 1.0)]), farthest([Score(0.04)])
    (1.0, None)
    """
    ends = [(score.value, score.highest) for score in scores]
    if not ends or any(other is None for _, other in ends):
        return None
    return max(max(value, other or 0.0) for value, other in ends)
