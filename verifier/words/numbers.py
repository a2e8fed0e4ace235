"""The arithmetic of verbal likelihood: complement, intensifier, hull, expected score."""

from __future__ import annotations

from verifier.dataclass import dataclass

EVEN = 0.5
"""Where an event is as likely as not."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a phrase means as a probability: low, central, high; mean and sd over readers.

    >>> Numbers(0.6, 0.75, 0.85).complement()
    Numbers(low=0.15, central=0.25, high=0.4, mean=None, sd=None)
    """

    low: float
    central: float
    high: float
    mean: float | None = None
    sd: float | None = None

    @classmethod
    def between(cls, low: float, high: float) -> Numbers:
        """Anything from `low` to `high`, the centre midway.

        >>> Numbers.between(0.6, 0.7).central
        0.65
        """
        return cls(_rounded(low), _rounded((low + high) / 2), _rounded(high))

    def complement(self) -> Numbers:
        """The numbers of the denial: each p becomes 1 - p, low and high trade places."""
        return Numbers(
            _one_minus(self.high),
            _one_minus(self.central),
            _one_minus(self.low),
            None if self.mean is None else _one_minus(self.mean),
            self.sd,
        )

    def moved(self, factor: float) -> Numbers | None:
        """Every number `factor` times as far from the boundary its central lies nearer to.

        Below 1 the phrase is strengthened; above 1 it is weakened, never past even. The
        spread over readers is kept only when strengthening, where the map cannot clip.
        None where it may mean less than even or more: there is no nearer boundary.

        >>> Numbers(0.6, 0.75, 0.85).moved(0.5)
        Numbers(low=0.8, central=0.875, high=0.925, mean=None, sd=None)
        """
        if self.low < EVEN < self.high or self.central == EVEN:
            return None
        if self.central < EVEN:
            mirrored = self.complement().moved(factor)
            return None if mirrored is None else mirrored.complement()
        central = max(EVEN, _away(self.central, factor))
        low = min(central, max(0.0, _away(self.low, factor)))
        high = max(central, _away(self.high, factor))
        if factor > 1:
            return Numbers(low, central, high)
        mean = None if self.mean is None else _away(self.mean, factor)
        sd = None if self.sd is None else _rounded(self.sd * factor)
        return Numbers(low, central, high, mean, sd)

    def hull(self, other: Numbers) -> Numbers:
        """This one's centre and spread, with an envelope that also covers `other`."""
        return Numbers(
            min(self.low, other.low), self.central, max(self.high, other.high), self.mean, self.sd
        )


def expected_brier(mean: float, sd: float, observed: float) -> float:
    """The Brier score to expect of a phrase over the people who read it.

    Readers put different numbers p on the same words. Over them, (p - o)^2 averages to
    (mean - o)^2 + sd^2: the score of the average reader, plus what vagueness costs.

    >>> round(expected_brier(mean=0.419, sd=0.1702, observed=1), 4)
    0.3665
    """
    return (mean - observed) ** 2 + sd**2


# Decimals such as 1 - 0.85 leave noise in the last binary digits; the surveys report at
# most four places, so twelve keep every digit that means something and make 1 - (1 - p) = p.
def _rounded(value: float) -> float:
    return round(value, 12)


def _one_minus(value: float) -> float:
    return _rounded(1 - value)


def _away(value: float, factor: float) -> float:
    return _rounded(1 - factor * (1 - value))
