"""The days of periods with a name or number of their own: dates, months, holidays, this week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from verifier.model.days import Days
from verifier.when import calendar
from verifier.when.calendar import bounds
from verifier.when.conventions import FiscalYearRule, HolidayRule, OccasionRule, SeasonRule
from verifier.when.extents import (
    Contradiction,
    Extent,
    Lean,
    View,
    from_each,
    from_month,
    one_day,
)
from verifier.when.phrases import (
    Anniversary,
    CalendarUnit,
    Clock,
    DayFromNow,
    DayNamed,
    DayOfMonth,
    FiscalYear,
    FixedDay,
    Month,
    NewYear,
    Nth,
    Occasion,
    OnWeekday,
    Period,
    Weekday,
    WeekdayBeside,
    WeekdayFrom,
    Year,
    Yearly,
    Years,
)
from verifier.when.roles import Shift, Unit

LONGEST_MONTH = timedelta(days=31)


def _fixed_day(period: FixedDay, view: View) -> Extent:
    rules = view.rules
    rule = rules.basics.calendar if period.rule is None else rules.convention(period.rule)
    view.note(rule, period.words)
    return one_day(period.day)


def _day_from_now(period: DayFromNow, view: View) -> Extent:
    view.note(view.rules.basics.calendar, period.words)
    return one_day(view.day + timedelta(days=period.offset))


def _year(period: Year, view: View) -> Extent:
    view.note(view.rules.basics.calendar, period.words)
    return from_month(date(_full_year(period, view), 1, 1), 12, Unit.YEAR)


def _occasion(period: Occasion, view: View) -> Extent:
    rule = view.rules.named(OccasionRule, period.rule)
    view.note(rule, period.words)
    return Extent.of(Days.between(rule.first, rule.last or rule.first), Unit.DAY)


def _calendar_unit(period: CalendarUnit, view: View) -> Extent:
    basics = view.rules.basics
    weekly = period.unit in {Unit.WEEK, Unit.WEEKEND}
    view.note(view.rules.week if weekly else basics.calendar, period.words)
    if period.unit is Unit.FORTNIGHT:
        raise ValueError("fortnights are no calendar periods")
    days = calendar.calendar_unit(period.unit, view.day, period.shift, view.first_weekday)
    if period.bare and view.lean is Lean.BEHIND and bounds(days)[0] > view.day:
        # What was said over the weekend was so over the last.
        days = calendar.calendar_unit(period.unit, view.day, -1, view.first_weekday)
    return Extent.of(days, period.unit)


def _new_year(period: NewYear, view: View) -> Extent:
    view.note(view.rules.basics.new_year, period.words)
    ahead = 0 if view.day.month == 1 else 1
    return _calendar_unit(CalendarUnit(period.words, Unit.YEAR, ahead), view)


def _full_year(period: Period, view: View) -> int:
    """The number of a year, as said or as seen from the day of saying."""
    if isinstance(period, Year):
        if period.number >= 100:
            return period.number
        return _in_full(period.number, view, period.words)
    return bounds(view.locate(period).outer)[0].year


def _in_full(two_digits: int, view: View, words: str) -> int:
    """A year of two digits in four: the last such year that is not too far ahead."""
    rule = view.rules.short_years
    view.note(rule, words)
    latest = view.day.year + rule.ahead
    return latest - (latest - two_digits) % 100


def _years(period: Years, view: View) -> Extent:
    if period.unit is Unit.CENTURY:
        view.note(view.rules.basics.calendar, period.words)
        return from_month(date(100 * period.first - 99, 1, 1), 1200, Unit.CENTURY)
    first = period.first
    if first < 100:
        first = _in_full(first, view, period.words)
    else:
        view.note(view.rules.basics.calendar, period.words)
    return from_month(date(first, 1, 1), 120, Unit.DECADE)


def _recurring(period: Month | Yearly, view: View, occurrence: Callable[[int], Extent]) -> Extent:
    """The occurrence meant of what comes once a year."""
    if period.year is not None:
        return occurrence(_full_year(period.year, view))
    if period.shift is None:
        assert view.year is not None
        return occurrence(view.year)
    ahead = period.shift in {Shift.NEXT, Shift.COMING, Shift.THIS}
    basics = view.rules.basics
    view.note(basics.forward if ahead else basics.backward, period.words)
    away = period.away if isinstance(period, Yearly) else 1
    day = view.day
    near = [occurrence(day.year + years) for years in range(-1 - away, 1 + away)]
    if period.shift is Shift.THIS:
        # This September, said in November, is over; this January is the one ahead, and nearer.
        nearer = near[3].opens[0] - day < day - near[2].closes[1] and view.lean is not Lean.BEHIND
        return next((found for found in near if day in found.outer), near[3 if nearer else 2])
    if ahead:
        return [found for found in near if found.opens[0] > day][away - 1]
    # Last autumn, said on 10 December, is over by the weather.
    return [found for found in near if found.closes[0] <= day][-away]


def _month(period: Month, view: View) -> Extent:
    if period.year is not None:
        view.note(view.rules.basics.calendar, period.words)
    return _recurring(
        period, view, lambda year: from_month(date(year, period.month, 1), 1, Unit.MONTH)
    )


def _day_of_month(period: DayOfMonth, view: View) -> Extent:
    if period.month is None:
        assert view.month is not None
        return one_day(view.month.replace(day=period.day))
    start, until = bounds(view.locate(period.month).outer)
    if isinstance(period.month, CalendarUnit) or getattr(period.month, "year", None) is not None:
        view.note(view.rules.basics.calendar, period.words)
    day = start + timedelta(days=period.day - 1)
    if day >= until:
        raise ValueError("the month has no such day")
    return one_day(day)


def _weekday(period: Weekday, view: View) -> Extent:
    if period.within is not None:
        view.note(view.rules.basics.weekday_of_week, period.words)
        within = view.locate(period.within)
        # Of the first week of May as a week of the calendar, or as its first seven days.
        first = calendar.nth_weekday(period.weekday, 1, within.inner)
        last = calendar.nth_weekday(period.weekday, 1 if within.exact else -1, within.outer)
        return (
            one_day(first) if within.exact else view.either("week", one_day(first), one_day(last))
        )
    basics, week = view.rules.basics, timedelta(weeks=1)
    ahead = timedelta(days=(period.weekday - view.day.isoweekday()) % 7)
    coming, gone = view.day + (ahead or week), view.day + ahead - week
    match period.shift:
        case None if view.lean is Lean.BEHIND:
            view.note(basics.backward, period.words)
            return one_day(gone if ahead else view.day)
        case None:
            view.note(basics.forward, period.words)
            return one_day(coming if view.lean is Lean.YET_TO_BEGIN else view.day + ahead)
        case Shift.COMING:
            view.note(basics.forward, period.words)
            return one_day(coming)
        case Shift.PAST:
            view.note(basics.backward, period.words)
            return one_day(gone)
        case shift:
            view.note(basics.weekday_of_week, period.words)
    days = calendar.calendar_unit(Unit.WEEK, view.day, shift.step, view.first_weekday)
    day = calendar.nth_weekday(period.weekday, 1, days)
    if shift is Shift.THIS:
        return one_day(day + week if day < view.day else day)
    # To some next and last are the nearest, in whatever week.
    nearest = one_day(coming if shift is Shift.NEXT else gone)
    return view.either("weekday", one_day(day), nearest)


def _weekday_beside(period: WeekdayBeside, view: View) -> Extent:
    """So many weeks after the coming day of that name."""
    view.note(view.rules.basics.weekday_of_week, period.words)
    days = (period.weekday - view.day.isoweekday()) % 7
    # A Monday ago, said on a Monday, is a week ago, and one from now a week on.
    ahead = timedelta(days=days if days or period.count < 0 or period.on else 7)
    found = one_day(view.day + ahead + timedelta(weeks=period.count))
    if not period.open:
        return found
    # Where next is the day in next week, that after next is a week later still.
    step = 1 if period.count > 0 else -1
    later = one_day(view.day + ahead + timedelta(weeks=period.count + step))
    return view.either("weekday", found, later)


def _weekday_from(period: WeekdayFrom, view: View) -> Extent:
    view.note(view.rules.basics.offset, period.words)
    base = view.locate(period.of)
    edge = base.edge
    if edge is None:
        return from_each(base, lambda of: _weekday_beside_of(period, of))
    begins = base.boundary and edge != bounds(base.outer)[1]
    likely = _weekday_beside_of(period, one_day(edge - timedelta(days=not begins)))
    if base.boundary:
        # The last Sunday before the end of May is before its last day.
        return likely
    # After the middle of May is after the 15th, or after all days that may be meant.
    return likely._replace(
        outer=likely.outer.hull(_weekday_beside_of(period, base).outer), exact=False
    )


def _weekday_beside_of(period: WeekdayFrom, of: Extent) -> Extent:
    """The so-manieth day of that name after a time, or before it."""
    start, until = bounds(of.outer)
    if period.sign > 0:
        first = until + timedelta(days=(period.weekday - until.isoweekday()) % 7)
    else:
        last = start - timedelta(days=1)
        first = last - timedelta(days=(last.isoweekday() - period.weekday) % 7)
    return one_day(first + period.sign * timedelta(weeks=period.count - 1))


def _on_weekday(period: OnWeekday, view: View) -> Extent:
    found = NAMED[type(period.day)](period.day, view)
    if bounds(found.outer)[0].isoweekday() != period.weekday:
        if period.day.other is not None:
            return _on_weekday(OnWeekday(period.words, period.weekday, period.day.other), view)
        raise Contradiction(found, period.words)
    return found


def _day_named(period: DayNamed, view: View) -> Extent:
    day = view.day + timedelta(days=period.offset)
    found = one_day(day)
    there = view._replace(day=day, year=day.year, month=day.replace(day=1))
    named = NAMED[type(period.day)](period.day, there)
    if named.outer != found.outer:
        raise Contradiction(found, period.words)
    view.note(view.rules.basics.calendar, period.words)
    return found


def _clock(period: Clock, view: View) -> Extent:
    view.note(view.rules.basics.clock, period.words)
    today = one_day(view.day)
    tomorrow = one_day(view.day + timedelta(days=1))
    return today._replace(outer=today.outer.hull(tomorrow.outer), exact=False)


def _fiscal_year(period: FiscalYear, view: View) -> Extent:
    rule = view.rules.named(FiscalYearRule, period.rule)
    view.note(rule, period.words)
    number = _full_year(Year(period.words, period.number), view)
    month, day = rule.begins
    first = date(number - (rule.named_after == "end"), month, day)
    return Extent.of(Days(first, calendar.months_on(first, 12)), Unit.YEAR)


def _yearly(period: Yearly, view: View) -> Extent:
    rule = view.rules.convention(period.rule)
    view.note(rule, period.words)
    if isinstance(rule, SeasonRule):
        return _recurring(period, view, lambda year: _season(rule, year, view))
    holiday = view.rules.named(HolidayRule, period.rule)
    return _recurring(period, view, lambda year: _holiday(holiday, year, period, view))


def _holiday(rule: HolidayRule, year: int, period: Yearly, view: View) -> Extent:
    found = calendar.holiday(rule, year)
    if len(found) > 1 and period.year is not None:
        raise ValueError("it comes twice in that year")
    if not found:
        raise ValueError("it does not come in that year")
    days = next((days for days in found if bounds(days)[1] > view.day), found[-1])
    if view.lean is Lean.BEHIND:
        days = next((days for days in reversed(found) if bounds(days)[0] <= view.day), found[0])
    start, until = bounds(days)
    unsure = timedelta(days=rule.unsure)
    unit = Unit.DAY if rule.days == 1 else Unit.SPAN
    return Extent(days, Days(start - unsure, until + unsure), unit, exact=not unsure)


def _season(rule: SeasonRule, year: int, view: View) -> Extent:
    """A season of meteorologists or of astronomers; the one begins, and the other ends, later."""

    def days(ends: tuple[tuple[int, int], tuple[int, int]]) -> Days:
        (month, day), (last_month, last_day) = ends
        last = calendar.day_of(year + (last_month < month), last_month, last_day)
        return Days.between(date(year, month, day), last)

    chosen = view.choices.of("season")
    if chosen is None:
        return Extent(days(rule.narrow), days(rule.wide), Unit.SEASON, exact=False)
    first, last = (rule.wide[0], rule.narrow[1]) if chosen == 0 else (rule.narrow[0], rule.wide[1])
    return Extent.of(days((first, last)), Unit.SEASON)


def _anniversary(period: Anniversary, view: View) -> Extent:
    rule = view.rules.named(OccasionRule, period.rule)
    view.note(rule, period.words)
    number = period.number
    if number is None:
        number = max(1, view.day.year - rule.first.year)
        if calendar.months_on(rule.first, 12 * number) < view.day:
            number += 1
    return one_day(calendar.shifted(rule.first, number, Unit.YEAR))


def _nth(period: Nth, view: View) -> Extent:
    if period.of is None:
        assert view.year is not None
        whole = Days(date(view.year, 1, 1), date(view.year + 1, 1, 1))
    else:
        located = view.locate(period.of)
        whole = located.outer
        if (
            located.unit is not Unit.SEASON
            and located.inner != whole
            and isinstance(period.of, Yearly)
        ):
            return _nth_of_unsure(period, located, view)
    return _nth_of(period, whole, view)


def _nth_of_unsure(period: Nth, feast: Extent, view: View) -> Extent:
    """The first day of Ramadan, which may begin a day earlier or later."""
    start, until = bounds(feast.outer)
    likely = _nth_of(period, feast.inner, view)
    length = timedelta(days=feast.inner.length or 0)
    first, last = (
        _nth_of(period, days, view).outer
        for days in (Days(start, start + length), Days(until - length, until))
    )
    return likely._replace(outer=first.hull(last).hull(likely.outer), exact=False)


def _nth_of(period: Nth, whole: Days, view: View) -> Extent:
    if period.weekday is not None:
        view.note(view.rules.basics.calendar, period.words)
        return one_day(calendar.nth_weekday(period.weekday, period.nth, whole))
    weekly = period.unit in {Unit.WEEK, Unit.WEEKEND}
    basics = view.rules.basics
    view.note(basics.majority_week if weekly else basics.calendar, period.words)
    days = calendar.nth_unit(period.unit, period.nth, period.count, whole, view.first_weekday)
    unit = period.unit if period.count == 1 else Unit.SPAN
    start, until = bounds(whole)
    if period.unit is Unit.WEEK and (period.count > 1 or until - start <= LONGEST_MONTH):
        # The first two weeks of a month are calendar weeks, or its first fourteen days.
        length, skipped = timedelta(weeks=period.count), timedelta(weeks=abs(period.nth) - 1)
        first = start + skipped if period.nth > 0 else until - skipped - length
        return Extent(days, days.hull(Days(first, first + length)), unit, exact=False)
    return Extent.of(days, unit)


NAMED: Mapping[type, Callable[[Any, View], Extent]] = {
    FixedDay: _fixed_day,
    DayFromNow: _day_from_now,
    CalendarUnit: _calendar_unit,
    NewYear: _new_year,
    Year: _year,
    Years: _years,
    Month: _month,
    DayOfMonth: _day_of_month,
    Weekday: _weekday,
    Yearly: _yearly,
    Anniversary: _anniversary,
    Occasion: _occasion,
    Nth: _nth,
    Clock: _clock,
    FiscalYear: _fiscal_year,
    OnWeekday: _on_weekday,
    DayNamed: _day_named,
    WeekdayBeside: _weekday_beside,
    WeekdayFrom: _weekday_from,
}
