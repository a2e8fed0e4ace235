"""Timeliness as one proper score in days: the CRPS of the event's day up to a cut-off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from verifier.score.formula import Metric, check_unit


@dataclass(frozen=True, slots=True)
class Piece:
    """A probability spread evenly over days from `start` to `until`; at once where they are one."""

    start: float
    until: float
    mass: float


@dataclass(frozen=True, slots=True)
class EventDay:
    """The day an event comes, as implied by a forecast: pieces of probability along the days.

    Days count from any common zero. What the pieces leave of 1 lies beyond every cut-off: the event
    comes later than anything that is scored, or never.
    """

    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        """Refuse what is no distribution."""
        if any(piece.mass < 0 or piece.until < piece.start for piece in self.pieces):
            raise ValueError("a piece ends before it starts or has a negative mass")
        # A billionth is more than adding up floats is ever off, and less than anybody means.
        check_unit("mass", round(fsum(piece.mass for piece in self.pieces), 9))

    def by(self, day: float) -> float:
        """The probability that the event has come by `day`.

        >>> EventDay((Piece(0, 10, 0.8),)).by(5)
        0.4
        """
        return fsum(_share(piece, day) * piece.mass for piece in self.pieces)

    def before(self, day: float) -> float:
        """The probability that the event has come before `day`: a jump on it is left out."""
        jumps = (p.mass for p in self.pieces if p.start == p.until == day)
        return self.by(day) - fsum(jumps)

    def knots(self) -> Iterable[float]:
        """The days between which the probability rises evenly."""
        return {end for piece in self.pieces for end in (piece.start, piece.until)}


def _share(piece: Piece, day: float) -> float:
    if day >= piece.until:
        return 1.0
    return 0.0 if day <= piece.start else (day - piece.start) / (piece.until - piece.start)


def cutoff_crps(*, forecast: EventDay, event: float | None, cutoff: float) -> float:
    """The CRPS of the event's day up to a cut-off, in days: 0 the best, the cut-off the worst.

    The integral from 0 to c of (F(t) - 1{T <= t})^2 dt, T the event's day, None where it did not
    come. Events past the cut-off all count alike, so the score is proper, and it may be taken only
    once the cut-off has passed (threshold-weighted CRPS: Gneiting & Ranjan 2011; Jonkers et al.
    2026).

    By hand: 50 % at once and else never, cut off at 10 days. The event comes on day 4: for 4 days F
    is 0.5 too high, for 6 days 0.5 too low: 10 x 0.25.

    >>> half = EventDay((Piece(0, 0, 0.5),))
    >>> cutoff_crps(forecast=half, event=4, cutoff=10)
    2.5
    >>> cutoff_crps(forecast=EventDay((Piece(0, 10, 1.0),)), event=None, cutoff=10)
    3.3333333333333335
    """
    if cutoff <= 0:
        raise ValueError(f"cut-off {cutoff!r} is not after the start")
    return fsum(_terms(forecast, event, cutoff))


def _terms(forecast: EventDay, event: float | None, cutoff: float) -> Iterator[float]:
    """The integral between neighbouring knots, where the difference is a straight line."""
    ends = {0.0, cutoff, *forecast.knots(), *(() if event is None else (event,))}
    days = sorted(day for day in ends if 0 <= day <= cutoff)
    for left, right in pairwise(days):
        came = 1.0 if event is not None and event <= left else 0.0
        a, b = forecast.by(left) - came, forecast.before(right) - came
        yield (right - left) * (a * a + a * b + b * b) / 3


METRICS = (
    Metric("lead_time"),
    Metric("timing_error"),
    Metric("cutoff_crps"),
)
