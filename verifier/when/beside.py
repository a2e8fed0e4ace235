"""The days of what stands beside a time: the week of it, the two weekends after it."""

from __future__ import annotations

from datetime import date, timedelta

from verifier.model.days import Days
from verifier.when import calendar
from verifier.when.calendar import bounds
from verifier.when.extents import Extent, View, from_each, note_count, reaching, stepped
from verifier.when.phrases import Beside, Count, Number
from verifier.when.roles import Unit

DAYS_OF_WEEK = {Unit.WEEKEND, Unit.WORKING_WEEK}
"""Units that are certain days, and no number of days from any other on."""


def beside(period: Beside, view: View) -> Extent:
    """The days of it."""
    of = view.locate(period.of)
    if period.side and period.unit in DAYS_OF_WEEK:
        view.note(view.rules.basics.offset, period.words)
        return from_each(of, lambda day: _weekends_beside(period, day, view))
    if period.bound or period.count is not None:
        return _run_beside(period, period.count or Count.exactly(1), of, view)
    start = bounds(of.outer)[0]
    if not period.side and period.unit is Unit.WEEKEND:
        # The weekend of a day is the one nearest to it: Halloween's may end a day before it.
        view.note(view.rules.week, period.words)
        here = calendar.calendar_unit(Unit.WEEKEND, start, 0, view.first_weekday)
        before = calendar.calendar_unit(Unit.WEEKEND, start, -1, view.first_weekday)
        nearest = min((here, before), key=lambda days: _distance(start, days))
        # Labour Day weekend has the Monday as well, to those who have it off.
        broad = nearest.hull(of.outer) if _distance(start, nearest) == 1 else nearest
        return Extent(nearest, broad, Unit.WEEKEND, exact=broad == nearest)
    if not period.side:
        view.note(view.rules.week, period.words)
        days = calendar.calendar_unit(period.unit, start, 0, view.first_weekday)
        if period.unit is Unit.WEEK and _is_sunday(of) and days.start != start:
            # The week of a Sunday is to some the one that it begins.
            after = calendar.calendar_unit(period.unit, start, 1, view.first_weekday)
            return view.either("week", *(Extent.of(each, period.unit) for each in (days, after)))
        return Extent.of(days, period.unit)
    view.note(view.rules.basics.offset, period.words)
    return from_each(of, lambda day: _right_beside(period, day, view))


def _right_beside(period: Beside, of: Extent, view: View) -> Extent:
    """The unit before or after a time."""

    def next_to(days: Days) -> Days:
        start, until = bounds(days)
        if of.unit is period.unit:
            sides = (start, until - timedelta(days=1))
            each = (
                calendar.calendar_unit(period.unit, day, period.side, view.first_weekday)
                for day in sides
            )
            return next(each).hull(next(each))
        if period.side > 0:
            return Days(until, calendar.shifted(until, 1, period.unit))
        return Days(calendar.shifted(start, -1, period.unit), start)

    sharp = next_to(of.inner)
    whole = Extent(sharp, sharp.hull(next_to(of.outer)), period.unit, exact=of.exact)
    if period.unit is not Unit.QUARTER:
        return whole
    # The first quarter after a day is to most the next of the calendar, to some its next 3 months.
    day = edges_of(of)[period.side > 0] - timedelta(days=1 if period.side > 0 else 0)
    next_one = calendar.calendar_unit(Unit.QUARTER, day, period.side, view.first_weekday)
    return view.either("quarter", Extent.of(next_one, Unit.QUARTER), whole)


def _weekends_beside(period: Beside, of: Extent, view: View) -> Extent:
    """The weekend, or the two weekends, before or after a time."""
    start, until = edges_of(of)
    edge = until if (period.side > 0) is not period.bound else start
    nth = period.side * whole_number(period.count or Count.exactly(1))
    first, last = (
        calendar.unit_beside(period.unit, edge, each, view.first_weekday)
        for each in (period.side, nth)
    )
    return Extent.of(first.hull(last), period.unit if first == last else Unit.SPAN)


def whole_number(count: Count) -> int:
    """The one whole number that a count is.

    Raises ValueError where it is none.
    """
    if not count.exact or count.low.denominator != 1 or count.also:
        raise ValueError("of weekends there are whole ones")
    return int(count.low)


def _is_sunday(extent: Extent) -> bool:
    start, until = bounds(extent.outer)
    return (until - start).days == 1 and start.isoweekday() == 7


def _run_beside(period: Beside, count: Count, of: Extent, view: View) -> Extent:
    """The two weeks after, or before, a day; those that end or begin with it hold it as well."""
    view.note(view.rules.basics.offset, period.words)
    note_count(count, view)
    start, until = edges_of(of)
    if period.bound:
        start, until = until, start

    def run(number: Number) -> Days:
        if period.side > 0:
            return Days(until, stepped(until, number, period.unit, count, 1))
        return Days(stepped(start, number, period.unit, count, -1), start)

    unit = Unit.SPAN if period.count else period.unit
    outer = reaching(run(count.most), period.unit, count, period.side)
    return Extent(run(count.low), outer, unit, exact=count.exact)


def edges_of(of: Extent) -> tuple[date, date]:
    """Where a period begins and is over, or the point that "the end of" it names."""
    return (of.point, of.point) if of.point else bounds(of.outer)


def _distance(day: date, days: Days) -> int:
    start, until = bounds(days)
    return max((start - day).days, (day - until).days + 1, 0)
