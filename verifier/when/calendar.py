"""Calendar arithmetic: periods of the calendar, and days so many units away.

Everything here may raise `OverflowError` or `ValueError` where the calendar ends; the reader
abstains then.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Final

from dateutil.easter import easter

from verifier.model.days import Days
from verifier.when.conventions import HolidayRule
from verifier.when.lunar import days_in
from verifier.when.roles import OF_THE_DAY, Unit

MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120}
MONTHS[Unit.CENTURY] = 1200
DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.FORTNIGHT: 14}
DAYS[Unit.WORKING_WEEK] = 7
PER_DAY = {Unit.HOUR: 24, Unit.MINUTE: 24 * 60, Unit.SECOND: 24 * 60 * 60}
FRIDAY: Final = 5
"""The last day of a working week."""
ORTHODOX: Final = 2
"""The method of `easter` for the day of the Julian calendar, in Gregorian days."""
FARTHEST = 4_000_000
"""More days than the calendar has; larger numbers are not worth computing."""
ABOUT_A_YEAR = range(360, 372)
"""Days of a year, of a calendar or of 52 or 53 weeks: its quarters are those of the calendar."""


def shifted(day: date, count: Fraction | int, unit: Unit) -> date:
    """The day `count` units after `day`, before it where negative; a missing day is a month's last.

    >>> shifted(date(2023, 1, 31), 1, Unit.MONTH)
    datetime.date(2023, 2, 28)
    >>> shifted(date(2023, 1, 30), Fraction(3, 2), Unit.MONTH)
    datetime.date(2023, 3, 15)
    """
    if abs(count.numerator) > FARTHEST * count.denominator:
        raise OverflowError("no calendar is that long")
    if unit is Unit.BUSINESS_DAY:
        return _business_day(day, ceil(abs(Fraction(count))), 1 if count >= 0 else -1)
    if unit in OF_THE_DAY:
        return day + timedelta(days=int(Fraction(count, PER_DAY[unit])))
    if unit in DAYS:
        days = count.numerator * DAYS[unit]
        whole = days if count.denominator == 1 else _rounded(Fraction(days, count.denominator))
        return day + timedelta(days=whole)
    if count.denominator == 1:
        return months_on(day, count.numerator * MONTHS[unit])
    months = Fraction(count) * MONTHS[unit]
    whole = int(months)
    return months_on(day, whole) + timedelta(days=_rounded((months - whole) * 30))


def months_on(day: date, months: int) -> date:
    """The day so many months after `day`, before it where negative; see `shifted`.

    It is asked for several times in every reading, and `relativedelta` takes ten times as long.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day_of(year, month + 1, day.day)


def day_of(year: int, month: int, day: int) -> date:
    """A day of a month, and of a month that is shorter its last.

    >>> day_of(2023, 2, 29)
    datetime.date(2023, 2, 28)
    """
    return date(year, month, day if day <= 28 else min(day, monthrange(year, month)[1]))


def _rounded(number: Fraction) -> int:
    """To the nearest whole number, a half upwards in size."""
    whole = int(abs(number) + Fraction(1, 2))
    return whole if number >= 0 else -whole


def _business_day(day: date, count: int, step: int) -> date:
    """So many Mondays to Fridays on or back; a weekend counts from the side it is left on."""
    while day.weekday() >= 5:
        day -= timedelta(days=step)
    weeks, rest = divmod(count, 5)
    day += timedelta(weeks=weeks * step)
    while rest:
        day += timedelta(days=step)
        rest -= day.weekday() < 5
    return day


def calendar_unit(unit: Unit, day: date, shift: int, first_weekday: int) -> Days:
    """The calendar period that holds `day`, or the one `shift` periods away.

    >>> calendar_unit(Unit.QUARTER, date(2019, 7, 4), 1, 1).iso()
    ['2019-10-01', '2020-01-01']
    >>> calendar_unit(Unit.WEEK, date(2023, 1, 30), -1, 1).iso()
    ['2023-01-23', '2023-01-30']
    """
    if unit in {Unit.WEEK, Unit.WEEKEND, Unit.WORKING_WEEK}:
        # Saturday and Sunday are one weekend, also where a week begins between them.
        first_weekday = 1 if unit is Unit.WEEKEND else first_weekday
        start = day - timedelta(days=(day.isoweekday() - first_weekday) % 7) + 7 * _days(shift)
        if unit is Unit.WEEK:
            return Days(start, start + timedelta(days=7))
        if unit is Unit.WORKING_WEEK:
            monday = start + timedelta(days=(1 - first_weekday) % 7)
            return Days(monday, monday + timedelta(days=5))
        saturday = start + timedelta(days=(6 - first_weekday) % 7)
        return Days(saturday, saturday + timedelta(days=2))
    if unit in MONTHS:
        months = MONTHS[unit]
        # Decades begin with years that end in 0, centuries with years that end in 01.
        since = (day.year - (unit is Unit.CENTURY)) * 12 + day.month - 1
        index = (since // months + shift) * months + 12 * (unit is Unit.CENTURY)
        return Days(_month_start(index), _month_start(index + months))
    start = day + _days(shift)
    return Days(start, start + timedelta(days=1))


def unit_beside(unit: Unit, day: date, nth: int, first_weekday: int) -> Days:
    """The `nth` calendar period from `day` on, or back from it the `-nth` that is over by then.

    >>> unit_beside(Unit.WEEKEND, date(2027, 5, 9), 1, 1).iso()
    ['2027-05-15', '2027-05-17']
    >>> unit_beside(Unit.WEEKEND, date(2027, 5, 5), -2, 1).iso()
    ['2027-04-24', '2027-04-26']
    """
    start, until = bounds(calendar_unit(unit, day, 0, first_weekday))
    shift = nth - (start >= day) if nth > 0 else nth + (until <= day)
    return calendar_unit(unit, day, shift, first_weekday)


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _month_start(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def nth_unit(unit: Unit, nth: int, count: int, whole: Days, first_weekday: int) -> Days:
    """The `nth` run of `count` units in `whole`, from its end where `nth` is negative.

    >>> nth_unit(Unit.WEEK, 3, 1, Days(date(2016, 11, 1), date(2016, 12, 1)), 1).iso()
    ['2016-11-14', '2016-11-21']
    """
    start, until = bounds(whole)
    if unit is Unit.HALF:
        return _half(nth, start, until)
    if unit is Unit.QUARTER and count == 1 and (until - start).days not in ABOUT_A_YEAR:
        return _fourth(nth, start, until)
    if unit is Unit.BUSINESS_DAY:
        return _business_days(nth, count, start, until)
    if unit is Unit.WEEK:
        # A week belongs where its middle day lies.
        first = calendar_unit(unit, start, 0, first_weekday)
        opens, _ = bounds(first)
        opens += timedelta(days=0 if opens + timedelta(days=3) >= start else 7)
        closes, _ = bounds(calendar_unit(unit, until, 0, first_weekday))
        closes += timedelta(days=7 if closes + timedelta(days=3) < until else 0)
    else:
        opens, closes = start, until
        if unit is Unit.WEEKEND:
            opens, closes = _weekends(start, until)
    if count > 1:
        nth = 1 if nth > 0 else -1
    if nth > 0:
        found = _steps(opens, nth - 1 if count == 1 else 0, count, unit)
    else:
        found = _steps(closes, nth if count == 1 else -count, count, unit)
    if unit is Unit.WEEKEND:
        found = Days(found.start, bounds(found)[1] - timedelta(days=5))
    if not whole.overlaps(found) or (unit is not Unit.WEEK and not _fits(whole, found, unit)):
        raise ValueError(f"no such {unit} in {whole}")
    return found


def _business_days(nth: int, count: int, start: date, until: date) -> Days:
    """From the first to the last of so many business days."""
    days = (start + timedelta(days=number) for number in range((until - start).days))
    open_days = [day for day in days if day.isoweekday() <= FRIDAY]
    first = nth - 1 if nth > 0 else nth - count + 1
    found = open_days[first : first + count or None] if abs(nth) <= len(open_days) else []
    if len(found) < count:
        raise ValueError("no such business day")
    return Days.between(found[0], found[-1])


def _fits(whole: Days, found: Days, unit: Unit) -> bool:
    return unit is Unit.WEEKEND or whole.contains(found)


def _weekends(start: date, until: date) -> tuple[date, date]:
    first = start + timedelta(days=(6 - start.isoweekday()) % 7)
    last = until + timedelta(days=(6 - until.isoweekday()) % 7)
    return first, last


def _steps(start: date, steps: int, count: int, unit: Unit) -> Days:
    begin = shifted(start, steps, unit)
    return Days(begin, shifted(begin, count, unit))


def _fourth(nth: int, start: date, until: date) -> Days:
    """One of four parts of what is no year: the first quarter of the century is 25 years."""
    if not (1 <= nth <= 4 or nth == -1):
        raise ValueError("there are four quarters")
    months = (until.year - start.year) * 12 + until.month - start.month
    whole = start.day == until.day and months % 4 == 0

    def edge(at: int) -> date:
        return months_on(start, months // 4 * at) if whole else start + (until - start) * at // 4

    at = nth if nth > 0 else 4
    return Days(edge(at - 1), edge(at))


def _half(nth: int, start: date, until: date) -> Days:
    months = (until.year - start.year) * 12 + until.month - start.month
    if start.day == until.day and months % 2 == 0:
        middle = months_on(start, months // 2)
    else:
        middle = start + timedelta(days=((until - start).days + 1) // 2)
        if months == 1 and start.day == 1:
            middle = start + timedelta(days=15)
    if nth == 1:
        return Days(start, middle)
    if nth in {2, -1}:
        return Days(middle, until)
    raise ValueError("there are two halves")


def nth_weekday(weekday: int, nth: int, whole: Days) -> date:
    """The `nth` such weekday in `whole`, from its end where negative.

    >>> nth_weekday(4, 4, Days(date(2023, 11, 1), date(2023, 12, 1)))
    datetime.date(2023, 11, 23)
    """
    start, until = bounds(whole)
    if nth > 0:
        first = start + timedelta(days=(weekday - start.isoweekday()) % 7)
        found = first + timedelta(days=7 * (nth - 1))
    else:
        last = until - timedelta(days=1)
        last -= timedelta(days=(last.isoweekday() - weekday) % 7)
        found = last + timedelta(days=7 * (nth + 1))
    if found not in whole:
        raise ValueError("no such weekday")
    return found


def holiday(rule: HolidayRule, year: int) -> tuple[Days, ...]:
    """The days of a holiday that begins in `year`; in a year of another calendar, none or two."""
    if rule.dates:
        firsts = tuple(day for day in rule.dates if day.year == year)
    elif rule.calendar != "gregorian" and rule.month is not None and rule.day is not None:
        firsts = days_in(rule.calendar, year, rule.month, rule.day)
    else:
        firsts = (_first_day(rule, year),)
    first_days = (first + timedelta(days=rule.plus) for first in firsts)
    return tuple(Days(first, first + timedelta(days=rule.days)) for first in first_days)


def _first_day(rule: HolidayRule, year: int) -> date:
    if rule.easter is not None:
        sunday = easter(year, ORTHODOX) if rule.orthodox else easter(year)
        return sunday + timedelta(days=rule.easter)
    assert rule.month is not None
    if rule.weekday is not None and rule.nth is not None:
        month = calendar_unit(Unit.MONTH, date(year, rule.month, 1), 0, 1)
        return nth_weekday(rule.weekday, rule.nth, month)
    assert rule.day is not None
    return date(year, rule.month, rule.day)


def bounds(days: Days) -> tuple[date, date]:
    """Both ends of bounded days."""
    if days.start is None or days.until is None:
        raise ValueError("unbounded")
    return days.start, days.until
