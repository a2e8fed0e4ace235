"""The grammar of decades and years, and of what follows a year.

    decade    = digits "s" | "nineties"
    year      = four digits [code | month [day]]

The readers are as those of `dates`.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.when.counts import ORDINAL, WRITTEN, read_ordinal, read_year_words
from verifier.when.dates import read_day_after_month, take_dot
from verifier.when.numeric import full, read_code
from verifier.when.phrases import (
    Between,
    DayOfMonth,
    Either,
    Month,
    Nth,
    Period,
    Weekday,
    Year,
    Yearly,
    Years,
)
from verifier.when.roles import Unit
from verifier.when.tokens import Cursor, reader
from verifier.when.years import is_calendar_year, read_short_year, read_year_number, take_era


@reader("'", "decade_word", *WRITTEN)
def read_decade(cursor: Cursor) -> Period | None:
    """The 1990s, the '90s, the nineties."""
    start = cursor.at
    named = cursor.take("decade_word")
    century = None
    if named is None:
        century = cursor.take("number") or cursor.take("tens")
        cursor.take_symbol("-")
        named = cursor.take("decade_word")
    if century is not None:
        if named is None or not 0 < int(named) < 100 or int(century) < 14:
            return None
        first = 100 * int(century) + int(named)
        return Years(cursor.words_since(start), Unit.DECADE, first)
    if named is not None:
        first = int(named)
        return Years(cursor.words_since(start), Unit.DECADE, first or 2000)
    cursor.take_symbol("'")
    first_year = cursor.digits(sizes={2, 4})
    if first_year is None or first_year % 10:
        return None
    cursor.at += 1
    cursor.take_symbol("'")
    tied = cursor.token().glued or cursor.lenient
    if not tied or not cursor.take("number_suffix"):
        return None
    words = cursor.words_since(start)
    decade = Years(words, Unit.DECADE, first_year)
    if first_year < 100 or first_year % 100:
        return decade
    whole = Between(words, decade, Years(words, Unit.DECADE, first_year + 90))
    return Either(words, decade, whole, cursor.rules.basics.hundreds.id)


@reader("'", *WRITTEN)
def read_year(cursor: Cursor) -> Period | None:
    """2016, '16, 2016 Q3, 2018 February, 2019/aug/01, 2016 10 16, 2016 Easter."""
    start = cursor.at
    number = read_year_number(cursor)
    if number is None:
        worded = (read_short_year(cursor) if cursor.lenient else None) or read_year_words(cursor)
        if worded is None or not (cursor.lenient or cursor.bare):
            return None
        return Year(cursor.words_since(start), worded)
    year = Year(cursor.words_since(start), number)
    here = cursor.at
    cursor.take_symbol("-")
    coded = read_code(cursor)
    if isinstance(coded, Nth) and coded.of is None:
        nth = Nth(cursor.words_since(start), coded.nth, coded.unit, year)
        weekday = _day_of_week(cursor) if coded.unit is Unit.WEEK else None
        return Weekday(cursor.words_since(start), weekday, within=nth) if weekday else nth
    cursor.at = here
    part = read_part_of_year(cursor, start, year)
    if part is not None:
        return part
    dated = _after_year(cursor, start, year)
    if dated is not None:
        return dated
    take_era(cursor)
    if is_calendar_year(cursor):
        cursor.take("calendar_year")
    return year


@reader("-")
def _day_of_week(cursor: Cursor) -> int | None:
    """The 6 of 2023-W23-6, as ISO 8601 has it."""
    cursor.at += 1
    day = cursor.digits(sizes={1})
    if day is None or not 1 <= day <= 7 or not cursor.token().glued:
        return None
    cursor.at += 1
    return day


@reader("the", "'", *ORDINAL)
def read_part_of_year(cursor: Cursor, start: int, year: Period) -> Period | None:
    """What follows a year: 2027's first half; alone, the 1988 second quarter."""
    owned = cursor.take_symbol("'") and cursor.take("possessive") is not None
    if not owned and not cursor.lenient:
        return None
    cursor.take("the")
    nth = read_ordinal(cursor)
    cursor.take_symbol("-")
    unit = Unit.HALF if cursor.take("half") else cursor.take("unit", Unit.QUARTER)
    if nth is None or unit is None:
        return None
    return Nth(cursor.words_since(start), nth, Unit(unit), year)


def _in_that_year(period: Period | None, year: Year) -> Period | None:
    """What follows a year and names none: 2010 Christmas, 1970 1st Dec."""
    match period:
        case Yearly(year=None, shift=None):
            return replace(period, year=year)
        case DayOfMonth(month=Month(year=None, shift=None) as month):
            return replace(period, month=replace(month, year=year))
        case _:
            return None


@reader()
def _after_year(cursor: Cursor, start: int, year: Year) -> Period | None:
    if cursor.lenient and cursor.digits() is not None and cursor.digits(1) is not None:
        month, day = cursor.digits() or 0, cursor.digits(1) or 0
        cursor.at += 2
        return full(cursor.words_since(start), year.number, month, day)
    if cursor.symbol(",") and not cursor.lenient:
        return None
    cursor.take_symbol(",")
    name = cursor.take("month")
    if name is None and cursor.lenient:
        return _in_that_year(cursor.nested(), year)
    if name is None or read_year_number(cursor) is not None:
        return None
    take_dot(cursor)
    words = cursor.words_since(start)
    after = read_day_after_month(cursor)
    named = Month(words, int(name), year)
    return named if after is None else DayOfMonth(cursor.words_since(start), after, named)
