"""Timeliness as one proper score in days: the CRPS of the event's day, at the ends of days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise


def cutoff_crps(
    *, by_day: Sequence[float], came: int | None, weights: Sequence[float] | None = None
) -> float:
    """The CRPS of the event's day over the days that are scored: 0 the best, at worst their number.

    The sum of w (F(d) - 1{T <= d})² over days d: the probability that it has come by the end of a
    day is compared with whether it has. `came` is the place among the days of the first by whose
    end it had come, None where it had not by the last. Each term is a Brier score, and which days
    are scored is set before any of them, so that the sum is proper for any number of days (ranked
    probability score: Epstein 1969; threshold-weighted CRPS: Gneiting & Ranjan 2011).

    By hand: 50 % from the first of ten days on, and it comes on the fifth: off by one half on each,
    10 x 0.25. One day, called with 80 %, and it came: 0.2².

    >>> cutoff_crps(by_day=[0.5] * 10, came=4)
    2.5
    >>> round(cutoff_crps(by_day=[0.8], came=0), 9)
    0.04
    """
    weighed = zip(weights or [1] * len(by_day), by_day, strict=True)
    return sum(
        w * (f - (came is not None and day >= came)) ** 2 for day, (w, f) in enumerate(weighed)
    )


_EVEN = ((0.0, 0.0), (1.0, 1.0))
_PEAKED = ((0.0, 0.0), (1 / 3, 1 / 6), (2 / 3, 5 / 6), (1.0, 1.0))
"""By a part of the window what part of the probability has come: half of it is even, half in the
middle third, the least that prefers the middle."""


def spread(
    shape: str | None, length: int, stated: Iterable[tuple[int, float]] = ()
) -> Sequence[float]:
    """The part of a probability that has come by the end of each day of a window.

    `stated` are parts that were given by numbers of days; in between it rises evenly.

    >>> spread("even", 4)
    [0.25, 0.5, 0.75, 1.0]
    >>> spread("even", 4, [(2, 0.9)])
    [0.45, 0.9, 0.95, 1.0]
    """
    inside = [(days / length, part) for days, part in stated if 0 < days < length]
    points = (_EVEN[0], *inside, _EVEN[1])
    if shape == "peaked" and not inside:
        points = _PEAKED
    return [_on_line(points, (day + 1) / length) for day in range(length)]


def _on_line(points: Sequence[tuple[float, float]], at: float) -> float:
    """The height, at a place before the last point, of a line through points."""
    (left, low), (right, high) = next(ends for ends in pairwise(points) if at <= ends[1][0])
    return low + (high - low) * (at - left) / (right - left)
