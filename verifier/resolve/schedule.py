"""Where an event fell, seen from a window: schedule and signed timing error in days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from verifier.model.days import Days
from verifier.model.verdict import Schedule


def error_of(day: date, window: Days) -> int:
    """Signed days from the window to `day`: negative before it, 0 inside, positive after.

    >>> error_of(date(2022, 2, 24), Days(date(2022, 1, 26), date(2022, 2, 16)))
    9
    """
    if window.start is not None and day < window.start:
        return (day - window.start).days
    if window.until is not None and day >= window.until:
        return (day - window.until).days + 1
    return 0


def timing_error(began: Days, window: Days) -> tuple[int, int]:
    """The least and the greatest error over the days on which the event may have begun."""
    assert began.start is not None
    assert began.last is not None
    return error_of(began.start, window), error_of(began.last, window)


def off(error: tuple[int, int]) -> tuple[int, int]:
    """How far off, whichever way: zero at least where the interval spans zero.

    >>> off((-9, -2)), off((-3, 5))
    ((2, 9), (0, 5))
    """
    low, high = sorted(map(abs, error))
    return (0 if error[0] <= 0 <= error[1] else low), high


def schedule_of(error: tuple[int, int], began: Days, window: Days) -> tuple[Schedule, ...]:
    """Early, on time or late: each that some possible day of the event gives."""
    low, high = error
    found = []
    if low < 0:
        found.append(Schedule.EARLY)
    if began.overlaps(window):
        found.append(Schedule.ON_TIME)
    if high > 0:
        found.append(Schedule.LATE)
    return tuple(found)


def nearest(candidates: Iterable[Days], window: Days) -> Days | None:
    """The possible days of the event nearest to the window, None where there are no events."""
    bounded = [days for days in candidates if days.bounded]
    return min(bounded, key=lambda days: _distance(days, window), default=None)


def _distance(began: Days, window: Days) -> tuple[int, int, tuple[str | None, ...]]:
    return (*off(timing_error(began, window)), tuple(began.iso()))


def nth(days: Iterable[Days | None], count: int) -> Days | None:
    """When the `count`-th of several events began, as the days on which that may be."""
    known = [d for d in days if d is not None]
    if len(known) < count:
        return None
    starts = sorted(d.start for d in known if d.start is not None)
    lasts = sorted(d.last for d in known if d.last is not None)
    return Days.between(starts[count - 1], lasts[count - 1])
