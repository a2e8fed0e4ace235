"""Finds the days of a period as seen from a day, choosing what the words leave open.

"February" names no year and "the 15th" no month: of all such times the one meant is the first that
is not yet over, or that has not yet begun, or the last that has, as the operator leans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from verifier.when import calendar
from verifier.when.calendar import bounds
from verifier.when.conventions import Convention
from verifier.when.derived import DERIVED
from verifier.when.extents import Choices, Contradiction, Extent, Lean, Notes, View
from verifier.when.named import NAMED
from verifier.when.phrases import (
    Beside,
    CalendarUnit,
    DayOfMonth,
    Either,
    FixedDay,
    Month,
    Nth,
    Offset,
    PartOf,
    Period,
    Run,
    Shortly,
    Target,
    Weekday,
    WeekdayBeside,
    Yearly,
    left_open,
)
from verifier.when.roles import Shift, Unit

EXTENTS: Mapping[type, Callable[[Any, View], Extent]] = {**NAMED, **DERIVED}
SOUGHT = {Unit.YEAR: 1, Unit.MONTH: 2}
"""In how many years or months a day is sought that has the name which the words give it."""
YEARS_AROUND = 8
"""As far as the next 29 February may be."""
MONTHS_NEAR = 6
"""How far off a time may be that some pass over with "next" or "last": half a year."""
NOT_YET_OVER = {Unit.YEAR: 1, Unit.MONTH: 2}
"""How many years or months ago, at most, what is not yet over may have begun."""


def locate(period: Period, view: View) -> Extent:
    """The days of `period` as seen from a day: the first such time in the direction of the lean."""
    if isinstance(period, FixedDay | DayOfMonth) and period.other is not None:
        # 3/4 is of March or of April.
        rule, plain = view.rules.numeric_dates.id, replace(period, other=None)
        return locate(Either(period.words, plain, period.other, rule), view)
    free = left_open(period)
    if free not in {Unit.YEAR, Unit.MONTH} or _chosen(view, free):
        return _ahead(period, EXTENTS[type(period)](period, view), view)
    basics = view.rules.basics
    view.note(basics.backward if view.lean is Lean.BEHIND else basics.forward, period.words)
    tried = _tried(period, view, free)
    found = _latest(tried, view) if view.lean is Lean.BEHIND else _next(tried, view, free)
    if isinstance(found, Extent):
        return found if isinstance(period, Shortly) else _or_the_next(period, found, tried, view)
    raise found or ValueError("no such time near the day of saying")


def the_other(period: Target | None, view: View) -> tuple[Period, Convention] | None:
    """What some mean by next spring, said in February, or by Friday, said on one; and the rule."""
    farther = _of_the_other_year(period, view)
    if farther is not None:
        return farther, view.rules.basics.next_of_year
    week_on = _a_week_on(period, view) if view.lean is Lean.AHEAD else None
    return None if week_on is None else (week_on, view.rules.basics.on_its_day)


def _a_week_on(period: Target | None, view: View) -> Period | None:
    """The weekday of that name after today, where today is one, and what counts from it."""
    match period:
        case Weekday(weekday=day, shift=None | Shift.THIS, within=None) if (
            day == view.day.isoweekday()
        ):
            return WeekdayBeside(period.words, day, 0)
        case WeekdayBeside(weekday=day, on=True) if day == view.day.isoweekday():
            # A week on Friday, said on one.
            return replace(period, on=False)
        case Offset(base=of) if inner := _a_week_on(of, view):
            return replace(period, base=inner)
        case Beside(of=of) if inner := _a_week_on(of, view):
            return replace(period, of=inner)
        case _:
            return None


def _of_the_other_year(period: Target | None, view: View) -> Period | None:
    """What some mean by next spring, said in February, or by last July, said in August.

    None where the nearest is so far from the day of saying that nobody means one a year farther.
    """
    other = _a_year_farther(period)
    if other is None or not isinstance(period, Period):
        return None
    start, until = bounds(locate(period, view._replace(choices=Choices(), notes=Notes())).outer)
    to_come = start <= calendar.shifted(view.day, MONTHS_NEAR, Unit.MONTH)
    return (
        other if to_come and calendar.shifted(until, MONTHS_NEAR, Unit.MONTH) >= view.day else None
    )


def _a_year_farther(period: Target | None) -> Period | None:
    match period:
        case (
            Month(shift=Shift.NEXT | Shift.LAST as shift, year=None)
            | Yearly(shift=Shift.NEXT | Shift.LAST as shift, year=None, away=1)
        ):
            return replace(
                period, shift=None, year=CalendarUnit(period.words, Unit.YEAR, shift.step)
            )
        case PartOf(of=of) if inner := _a_year_farther(of):
            return replace(period, of=inner)
        case DayOfMonth(month=month) if inner := _a_year_farther(month):
            return replace(period, month=inner)
        case _:
            return None


def _ahead(period: Period, found: Extent, view: View) -> Extent:
    """What is in a period that nothing picks out, and over there, is in the next one.

    Mid-year, said in November, is next year's; the last Friday, or the 15th, next month's.
    """
    name = "month" if isinstance(period, DayOfMonth) else "of"
    of = getattr(period, name, None)
    if not isinstance(of, CalendarUnit) or not of.bare or view.lean is Lean.BEHIND:
        return found
    named = isinstance(period, PartOf | Run | DayOfMonth) or (
        isinstance(period, Nth) and (period.weekday or period.unit is Unit.BUSINESS_DAY)
    )
    if not named or not _is_gone(found, view):
        return found
    return EXTENTS[type(period)](replace(cast("Any", period), **{name: replace(of, shift=1)}), view)


def _is_gone(found: Extent, view: View) -> bool:
    """Whether it is over, or may no longer begin where that is said; an end begins as it comes."""
    if view.lean is not Lean.YET_TO_BEGIN:
        return found.closes[1] <= view.day
    return (found.point or found.opens[1]) <= view.day


def _tried(period: Period, view: View, free: Unit) -> Iterator[Extent | Contradiction]:
    """What the period is in each year or month in turn, and where it contradicts itself."""
    for attempt in _attempts(view, free):
        try:
            yield EXTENTS[type(period)](period, attempt)
        except Contradiction as contradiction:
            yield contradiction
        except ValueError:
            continue


def _extent(found: Extent | Contradiction) -> Extent:
    return found.extent if isinstance(found, Contradiction) else found


def _or_the_next(
    period: Period, found: Extent, tried: Iterator[Extent | Contradiction], view: View
) -> Extent:
    """What is over in its sharp reading only, or the next: "in spring", said in early June."""
    if found.exact or view.lean is not Lean.AHEAD or found.closes[0] > view.day:
        return found
    later = next((extent for extent in tried if isinstance(extent, Extent)), None)
    if later is None:
        return found
    view.note(view.rules.basics.ending, period.words)
    chosen = view.choices.of("ending")
    return (later, found, later._replace(ending=found))[2 if chosen is None else chosen]


def _latest(tried: Iterable[Extent | Contradiction], view: View) -> Extent | Contradiction | None:
    """The last that has begun."""
    return next((found for found in tried if _extent(found).opens[0] <= view.day), None)


def _next(
    tried: Iterable[Extent | Contradiction], view: View, free: Unit
) -> Extent | Contradiction | None:
    """The first that is not over, or has not begun.

    Where that contradicts itself it is the one just gone, if that does not: said on Wednesday,
    27 September, "Thursday the 21st" was last week.
    """
    gone: Extent | Contradiction | None = None
    found: Extent | Contradiction | None = None
    sought = SOUGHT[free]
    for found in tried:
        extent = _extent(found)
        if _is_gone(extent, view):
            gone = found
            continue
        if isinstance(found, Extent) or isinstance(gone, Extent):
            return found if isinstance(found, Extent) else gone
        sought -= 1
        if not sought:
            break
    return found if found is not gone else None


def _chosen(view: View, free: Unit | None) -> bool:
    return (view.year if free is Unit.YEAR else view.month) is not None


def _attempts(view: View, free: Unit) -> Iterator[View]:
    """The view with each year, or month, that may be meant: the latest first where it is behind."""
    years = free is Unit.YEAR
    far = YEARS_AROUND if years else 12
    behind = view.lean is Lean.BEHIND
    for away in range(1, -far - 1, -1) if behind else range(-NOT_YET_OVER[free], far + 1):
        if years:
            yield view.in_year(view.day.year + away)
        else:
            yield view._replace(month=calendar.months_on(view.day.replace(day=1), away))
