"""Where a period lies, seen from a day: its sharp and its broad reading, and the point it bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import floor

from dateutil.relativedelta import relativedelta

from verifier.model.days import Days
from verifier.when import calendar
from verifier.when.conventions import (
    Convention,
    HolidayRule,
    Length,
    OccasionRule,
    Part,
    PartRule,
    SeasonRule,
    TimeConventions,
    Unit,
)
from verifier.when.phrases import (
    Anniversary,
    Beside,
    Between,
    CalendarUnit,
    Coming,
    Count,
    DayFromNow,
    DayOfMonth,
    FixedDay,
    Lasting,
    Month,
    Nth,
    Occasion,
    Offset,
    PartOf,
    Period,
    Remaining,
    Rolling,
    Shift,
    Weekday,
    Year,
    Yearly,
    Years,
)


class Lean(StrEnum):
    """Which one of recurring times is meant: not yet over, not yet begun, or already begun."""

    AHEAD = "ahead"
    YET_TO_BEGIN = "yet_to_begin"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Extent:
    """The days of a period: `inner` sharp, `outer` broad; `edge` is the point meant as a bound."""

    inner: Days
    outer: Days
    unit: Unit
    edge: date | None = None
    boundary: bool = False
    exact: bool = True

    @classmethod
    def of(cls, days: Days, unit: Unit) -> Extent:
        """An extent whose two readings agree."""
        return cls(days, days, unit)

    @property
    def opens(self) -> tuple[date, date]:
        """Its first day, broad and sharp."""
        return bounds(self.outer)[0], bounds(self.inner)[0]

    @property
    def closes(self) -> tuple[date, date]:
        """The first day past it, sharp and broad."""
        return bounds(self.inner)[1], bounds(self.outer)[1]


def bounds(days: Days) -> tuple[date, date]:
    """Both ends of bounded days."""
    if days.start is None or days.until is None:
        raise ValueError("unbounded")
    return days.start, days.until


@dataclass(slots=True)
class Notes:
    """The conventions applied so far, with the words they were applied to."""

    taken: list[tuple[Convention, str]] = field(default_factory=list)

    def add(self, convention: Convention, words: str) -> None:
        """Note that `convention` decided about `words`."""
        if (convention, words) not in self.taken:
            self.taken.append((convention, words))


@dataclass(frozen=True, slots=True)
class View:
    """What a period is seen from: the day of saying, the conventions, and a year or month to try."""

    day: date
    rules: TimeConventions
    notes: Notes
    lean: Lean = Lean.AHEAD
    year: int | None = None
    month: date | None = None

    @property
    def first_weekday(self) -> int:
        """The day on which weeks begin."""
        return self.rules.week.first_day

    def note(self, convention: Convention, words: str) -> None:
        """Keep in the trail that `convention` decided about `words`."""
        self.notes.add(convention, words)


class Free(StrEnum):
    """What a period leaves to be chosen by the day of saying."""

    YEAR = "year"
    MONTH = "month"


def locate(period: Period, view: View) -> Extent:
    """The days of `period` as seen from a day: the first such time in the direction of the lean."""
    free = _free(period)
    if free is None:
        return _extent(period, view)
    basics = view.rules.basics
    view.note(basics.backward if view.lean is Lean.BEHIND else basics.forward, period.words)
    found: Extent | None = None
    for attempt in _attempts(view, free):
        try:
            extent = _extent(period, attempt)
        except ValueError:
            continue
        if view.lean is Lean.BEHIND:
            if extent.opens[0] > view.day:
                break
            found = extent
        elif (extent.opens[0] if view.lean is Lean.YET_TO_BEGIN else extent.closes[1]) > view.day:
            return extent
    if found is None:
        raise ValueError("no such time near the day of saying")
    return found


def _attempts(view: View, free: Free) -> Iterator[View]:
    """The view with each year, or month, that may be meant, in order."""
    if free is Free.YEAR:
        for year in range(view.day.year - 9, view.day.year + 10):
            yield replace(view, year=year)
        return
    start = view.day.replace(day=1)
    for months in range(-12, 13):
        yield replace(view, month=start + relativedelta(months=months))


def _free(period: Period) -> Free | None:
    match period:
        case Month(year=None, shift=None) | Yearly(year=None, shift=None):
            return Free.YEAR
        case Nth(of=None):
            return Free.YEAR
        case DayOfMonth(month=None):
            return Free.MONTH
        case DayOfMonth(month=inner) if inner is not None:
            return _free(inner)
        case Nth(of=inner) if inner is not None:
            return _free(inner)
        case PartOf(of=inner) | Remaining(of=inner) | Beside(of=inner):
            return _free(inner)
        case Between(start=first, end=last):
            return _free(first) or (_free(last) if isinstance(first, PartOf) else None)
        case _:
            return None


def _extent(period: Period, view: View) -> Extent:  # noqa: C901, PLR0911, PLR0912 - one case a node
    match period:
        case FixedDay():
            view.note(view.rules.basics.calendar, period.words)
            return Extent.of(Days.between(period.first, period.last), Unit.DAY)
        case DayFromNow():
            view.note(view.rules.basics.calendar, period.words)
            return _one(view.day + timedelta(days=period.offset))
        case CalendarUnit():
            return _calendar_unit(period, view)
        case Year():
            view.note(view.rules.basics.calendar, period.words)
            return _months(Days(date(_full_year(period, view), 1, 1), None), 12, Unit.YEAR)
        case Years():
            return _years(period, view)
        case Month():
            return _month(period, view)
        case DayOfMonth():
            return _day_of_month(period, view)
        case Weekday():
            return _weekday(period, view)
        case Yearly():
            return _yearly(period, view)
        case Anniversary():
            return _anniversary(period, view)
        case Occasion():
            rule = _occasion(period.rule, view)
            view.note(rule, period.words)
            return Extent.of(Days.between(rule.first, rule.last or rule.first), Unit.DAY)
        case Nth():
            return _nth(period, view)
        case PartOf():
            return _part(period, view)
        case Remaining():
            return _remaining(period, view)
        case Beside():
            return _beside(period, view)
        case Offset():
            return _offset(period, view)
        case Rolling():
            return _rolling(period, view)
        case Coming():
            return _coming(period, view)
        case Lasting():
            return lasting(period.count, period.unit, period.base, view, period.words)
        case Between():
            return _between(period, view)


def _one(day: date) -> Extent:
    return Extent.of(Days(day, day + timedelta(days=1)), Unit.DAY)


def _months(days: Days, months: int, unit: Unit) -> Extent:
    assert days.start is not None
    return Extent.of(Days(days.start, days.start + relativedelta(months=months)), unit)


def _calendar_unit(period: CalendarUnit, view: View) -> Extent:
    basics = view.rules.basics
    weekly = period.unit in {Unit.WEEK, Unit.WEEKEND}
    view.note(view.rules.week if weekly else basics.calendar, period.words)
    if period.unit is Unit.FORTNIGHT:
        raise ValueError("fortnights are no calendar periods")
    days = calendar.calendar_unit(period.unit, view.day, period.shift, view.first_weekday)
    return Extent.of(days, period.unit)


def _full_year(period: Period, view: View) -> int:
    """The number of a year, as said or as seen from the day of saying."""
    if isinstance(period, Year):
        if period.number >= 100:
            return period.number
        view.note(view.rules.basics.nearest_century, period.words)
        return _nearest(period.number, view.day.year)
    return bounds(locate(period, view).outer)[0].year


def _nearest(two_digits: int, year: int) -> int:
    century = year - year % 100
    near = (century - 100 + two_digits, century + two_digits, century + 100 + two_digits)
    return min(near, key=lambda candidate: (abs(candidate - year), candidate))


def _years(period: Years, view: View) -> Extent:
    if period.unit is Unit.CENTURY:
        view.note(view.rules.basics.calendar, period.words)
        return _months(Days(date(100 * period.first - 99, 1, 1), None), 1200, Unit.CENTURY)
    first = period.first
    if first < 100:
        view.note(view.rules.basics.nearest_century, period.words)
        first = _nearest(first, view.day.year)
    else:
        view.note(view.rules.basics.calendar, period.words)
    return _months(Days(date(first, 1, 1), None), 120, Unit.DECADE)


def _year_for(period: Month | Yearly, view: View, starts: int) -> int:
    """The year of a yearly period, whose month of beginning is `starts`."""
    if period.year is not None:
        return _full_year(period.year, view)
    if period.shift is None:
        assert view.year is not None
        return view.year
    view.note(view.rules.basics.forward, period.words)
    year = view.day.year
    begun = starts <= view.day.month
    if period.shift in {Shift.NEXT, Shift.COMING}:
        return year + 1 if begun else year
    if period.shift in {Shift.LAST, Shift.PAST}:
        return year if starts < view.day.month else year - 1
    return year


def _month(period: Month, view: View) -> Extent:
    if period.year is not None:
        view.note(view.rules.basics.calendar, period.words)
    year = _year_for(period, view, period.month)
    return _months(Days(date(year, period.month, 1), None), 1, Unit.MONTH)


def _day_of_month(period: DayOfMonth, view: View) -> Extent:
    if period.month is None:
        assert view.month is not None
        return _one(view.month.replace(day=period.day))
    start, until = bounds(_extent(period.month, view).outer)
    if isinstance(period.month, CalendarUnit) or getattr(period.month, "year", None) is not None:
        view.note(view.rules.basics.calendar, period.words)
    day = start + timedelta(days=period.day - 1)
    if day >= until:
        raise ValueError("the month has no such day")
    return _one(day)


def _weekday(period: Weekday, view: View) -> Extent:
    if period.within is not None:
        view.note(view.rules.basics.weekday_of_week, period.words)
        return _one(calendar.nth_weekday(period.weekday, 1, locate(period.within, view).outer))
    basics = view.rules.basics
    ahead = timedelta(days=(period.weekday - view.day.isoweekday()) % 7)
    match period.shift:
        case None if view.lean is Lean.BEHIND:
            view.note(basics.backward, period.words)
            return _one(view.day - timedelta(days=(view.day.isoweekday() - period.weekday) % 7))
        case None:
            view.note(basics.forward, period.words)
            again = 7 if view.lean is Lean.YET_TO_BEGIN and not ahead else 0
            return _one(view.day + ahead + timedelta(days=again))
        case Shift.COMING:
            view.note(basics.forward, period.words)
            return _one(view.day + (ahead or timedelta(days=7)))
        case Shift.PAST:
            view.note(basics.backward, period.words)
            back = (view.day.isoweekday() - period.weekday - 1) % 7 + 1
            return _one(view.day - timedelta(days=back))
        case _:
            view.note(basics.weekday_of_week, period.words)
    week = calendar.calendar_unit(Unit.WEEK, view.day, period.shift.step, view.first_weekday)
    day = calendar.nth_weekday(period.weekday, 1, week)
    if period.shift is Shift.THIS and day < view.day:
        day += timedelta(days=7)
    return _one(day)


def _yearly(period: Yearly, view: View) -> Extent:
    season = next((rule for rule in view.rules.seasons if rule.id == period.rule), None)
    if season is not None:
        view.note(season, period.words)
        year = _year_for(period, view, season.wide[0][0])
        inner, outer = _season_days(season.narrow, year), _season_days(season.wide, year)
        return Extent(inner, outer, Unit.SEASON, exact=False)
    rule = next(rule for rule in view.rules.holidays if rule.id == period.rule)
    view.note(rule, period.words)
    if period.shift is None:
        return Extent.of(calendar.holiday(rule, _year_for(period, view, 1)), Unit.DAY)
    return Extent.of(_shifted_holiday(rule, period.shift, view), Unit.DAY)


def _season_days(ends: tuple[tuple[int, int], tuple[int, int]], year: int) -> Days:
    (month, day), (last_month, last_day) = ends
    last = date(year + (last_month < month), last_month, last_day)
    if (last_month, last_day) == (2, 28):
        last = date(last.year, 3, 1) - timedelta(days=1)
    return Days.between(date(year, month, day), last)


def _shifted_holiday(rule: HolidayRule, shift: Shift, view: View) -> Days:
    year = view.day.year
    this = calendar.holiday(rule, year)
    start = bounds(this)[0]
    if shift in {Shift.NEXT, Shift.COMING} and start <= view.day:
        return calendar.holiday(rule, year + 1)
    if shift in {Shift.LAST, Shift.PAST} and start >= view.day:
        return calendar.holiday(rule, year - 1)
    return this


def _occasion(name: str, view: View) -> OccasionRule:
    return next(rule for rule in view.rules.occasions if rule.id == name)


def _anniversary(period: Anniversary, view: View) -> Extent:
    rule = _occasion(period.rule, view)
    view.note(rule, period.words)
    number = period.number
    if number is None:
        number = max(1, view.day.year - rule.first.year)
        if rule.first + relativedelta(years=number) < view.day:
            number += 1
    return _one(calendar.shifted(rule.first, Fraction(number), Unit.YEAR))


def _nth(period: Nth, view: View) -> Extent:
    if period.of is None:
        assert view.year is not None
        whole = Days(date(view.year, 1, 1), date(view.year + 1, 1, 1))
    else:
        whole = _extent(period.of, view).outer
    if period.weekday is not None:
        view.note(view.rules.basics.calendar, period.words)
        return _one(calendar.nth_weekday(period.weekday, period.nth, whole))
    weekly = period.unit in {Unit.WEEK, Unit.WEEKEND}
    basics = view.rules.basics
    view.note(basics.majority_week if weekly else basics.calendar, period.words)
    days = calendar.nth_unit(
        period.unit, period.nth, period.count, whole, view.first_weekday
    )
    return Extent.of(days, period.unit if period.count == 1 else Unit.SPAN)


def _part(period: PartOf, view: View) -> Extent:
    whole = _extent(period.of, view)
    start, until = bounds(whole.outer)
    if period.part is Part.TURN:
        return _turn(period, view, whole)
    rule = next(
        (r for r in view.rules.parts if r.part is period.part and whole.unit in r.of), None
    )
    if rule is None:
        return whole
    view.note(rule, period.words)
    inner = Days(_point(rule, rule.inner[0], start, until), _point(rule, rule.inner[1], start, until))
    outer = Days(_point(rule, rule.outer[0], start, until), _point(rule, rule.outer[1], start, until))
    edge = _point(rule, rule.edge, start, until)
    return Extent(inner, outer, whole.unit, edge, rule.boundary, exact=False)


def _turn(period: PartOf, view: View, whole: Extent) -> Extent:
    """The days on both sides of a period's beginning."""
    rule = next(r for r in view.rules.around if whole.unit in r.of)
    view.note(rule, period.words)
    start = bounds(whole.outer)[0]
    return Extent(
        Days(moved(start, rule.narrow, -1), moved(start, rule.narrow, 1)),
        Days(moved(start, rule.wide, -1), moved(start, rule.wide, 1)),
        whole.unit,
        start,
        boundary=True,
        exact=False,
    )


def moved(day: date, length: Length, sign: int) -> date:
    """The day `length` after `day`, or before it."""
    return calendar.shifted(day, sign * length.count, length.unit)


def _point(rule: PartRule, at: Fraction | None, start: date, until: date) -> date:
    if at is None:
        return until
    if rule.step == "share":
        return start + timedelta(days=floor((until - start).days * at + Fraction(1, 2)))
    unit = Unit.DAY if rule.step == "day" else Unit.MONTH
    return min(until, calendar.shifted(start, at, unit))


def _remaining(period: Remaining, view: View) -> Extent:
    view.note(view.rules.basics.rest, period.words)
    whole = _extent(period.of, view)
    start, until = bounds(whole.outer)
    today = max(start, view.day)
    if period.which in {"to_date", "earlier"}:
        closes = view.day + timedelta(days=period.which == "to_date")
        return Extent.of(Days(start, min(until, closes)), Unit.SPAN)
    rest = Days(today, until)
    if period.which == "rest":
        return Extent.of(rest, Unit.SPAN)
    late = _part(PartOf(period.words, Part.LATE, period.of), view).outer
    return Extent(late.intersection(rest) or rest, rest, Unit.SPAN, exact=False)


def _beside(period: Beside, view: View) -> Extent:
    of = _extent(period.of, view)
    start, until = bounds(of.outer)
    if not period.side:
        view.note(view.rules.week, period.words)
        days = calendar.calendar_unit(period.unit, start, 0, view.first_weekday)
        return Extent.of(days, period.unit)
    view.note(view.rules.basics.offset, period.words)
    if of.unit is period.unit:
        days = calendar.calendar_unit(period.unit, start, period.side, view.first_weekday)
    elif period.side > 0:
        days = Days(until, calendar.shifted(until, Fraction(1), period.unit))
    else:
        days = Days(calendar.shifted(start, Fraction(-1), period.unit), start)
    return Extent.of(days, period.unit)


def _offset(period: Offset, view: View) -> Extent:
    view.note(view.rules.basics.offset, period.words)
    note_count(period.count, view)
    base = _one(view.day) if period.base is None else locate(period.base, view)
    start, last = bounds(base.outer)[0], bounds(base.outer)[1] - timedelta(days=1)
    if not period.sign:
        days = Days(
            calendar.shifted(start, -period.count.most, period.unit),
            calendar.shifted(last, period.count.most, period.unit) + timedelta(days=1),
        )
        return Extent.of(days, period.unit)
    count, sign = period.count, period.sign

    def reach(near: Fraction, far: Fraction) -> Days:
        ends = sorted(
            calendar.shifted(last if sign > 0 else start, sign * n, period.unit)
            for n in (near, far)
        )
        return Days(ends[0], ends[1] + timedelta(days=1))

    unit = Unit.DAY if count.exact else period.unit
    return Extent(
        reach(count.low, count.high), reach(count.least, count.most), unit, exact=count.exact
    )


def note_count(count: Count, view: View) -> None:
    """Note the convention behind a vague number."""
    if count.rule is not None:
        view.note(view.rules.convention(count.rule), count.words)


def note_unit(unit: Unit, words: str, view: View) -> None:
    """Note the conventions that some units bring along."""
    if unit is Unit.HOUR:
        view.note(view.rules.basics.hours, words)
    if unit is Unit.BUSINESS_DAY:
        view.note(view.rules.basics.business_days, words)


def _rolling(period: Rolling, view: View) -> Extent:
    view.note(view.rules.rolling, period.words)
    note_count(period.count, view)
    note_unit(period.unit, period.words, view)
    count = period.count
    inner = _rolled(period, max(count.low, count.high), view)
    outer = _rolled(period, count.most, view)
    if not count.exact:
        inner = _rolled(period, count.low, view)
    return Extent(inner, outer, Unit.SPAN, exact=count.exact)


def _rolled(period: Rolling, number: Fraction, view: View) -> Days:
    tomorrow = view.day + timedelta(days=1)
    if period.unit is Unit.HOUR:
        return _hours(view.day, number * period.sign)
    if period.unit in view.rules.rolling.calendar:
        near = calendar.calendar_unit(period.unit, view.day, period.sign, view.first_weekday)
        far = calendar.calendar_unit(
            period.unit, view.day, period.sign * int(number), view.first_weekday
        )
        return near.hull(far)
    if period.unit is Unit.BUSINESS_DAY:
        first = calendar.shifted(view.day, Fraction(period.sign), period.unit)
        last = calendar.shifted(view.day, number * period.sign, period.unit)
        return Days.between(*sorted((first, last)))
    if period.sign > 0:
        return Days(tomorrow, calendar.shifted(tomorrow, number, period.unit))
    return Days(calendar.shifted(view.day, -number, period.unit), view.day)


def _hours(day: date, hours: Fraction) -> Days:
    other = calendar.shifted(day, hours, Unit.HOUR)
    return Days.between(*sorted((day, other)))


def _coming(period: Coming, view: View) -> Extent:
    rule = next((rule for rule in view.rules.coming if rule.unit is period.unit), None)
    if rule is None:
        raise ValueError("no convention for such units")
    view.note(rule, period.words)
    if period.sign > 0:
        start = view.day
        inner = Days(start, moved(start, rule.narrow, 1))
        outer = Days(start, moved(start, rule.wide, 1))
    else:
        until = view.day + timedelta(days=1)
        inner = Days(moved(view.day, rule.narrow, -1), until)
        outer = Days(moved(view.day, rule.wide, -1), until)
    return Extent(inner, outer, Unit.SPAN, exact=False)


def lasting(
    count: Count, unit: Unit, base: Period | None, view: View, words: str
) -> Extent:
    """The days of a number of units that begin with a day, today where none is named."""
    view.note(view.rules.basics.lasting, words)
    note_count(count, view)
    note_unit(unit, words, view)
    start = view.day if base is None else bounds(locate(base, view).outer)[0]

    def closing(number: Fraction) -> Days:
        if unit is Unit.HOUR:
            return _hours(start, number)
        return Days(start, calendar.shifted(start, number, unit))

    return Extent(closing(count.low), closing(count.most), Unit.SPAN, exact=count.exact)


def _between(period: Between, view: View) -> Extent:
    view.note(view.rules.basics.ranges, period.words)
    first = _extent(period.start, view) if _free(period.start) else locate(period.start, view)
    last = _following(period.end, first, view)
    inner = _range(first.edge or first.opens[1], last.edge or last.closes[0])
    outer = _range(first.opens[0], last.closes[1])
    return Extent(inner or outer, outer, Unit.SPAN, exact=first.exact and last.exact)


def _range(start: date, until: date) -> Days:
    return Days(start, until)


def _following(period: Period, first: Extent, view: View) -> Extent:
    """The end of a range: the first such time from its beginning on."""
    start = first.opens[0]
    if _free(period) is None and not (isinstance(period, Weekday) and period.within is None):
        return locate(period, view)
    return locate(period, replace(view, day=start, year=None, month=None, lean=Lean.AHEAD))
