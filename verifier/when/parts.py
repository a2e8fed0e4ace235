"""The grammar of what lies in a period: its parts, its first weeks, its third week.

part     = ("early" | "mid" | "end of" | ...) ["to" part] ["-"] ["of"] period
run      = ("first" | "last" | ...) [vague number] units "of" period
remaining = ("rest of" | "later" | "earlier") ["of"] period | unit "to date"
nth      = ordinal ["last"] [number] (unit | weekday | "half") (["of"] period | year-of)
         | "latter" "half" ["of" period]
nths     = ordinal ("and" | "or" | "to") ["the"] nth
"""

from __future__ import annotations

from dataclasses import replace

from verifier.when.counts import (
    FIRST_YEAR,
    LAST_YEAR,
    ORDINAL,
    read_count,
    read_number,
    read_ordinal,
)
from verifier.when.dates import read_weekday_from
from verifier.when.hours import DAYS
from verifier.when.phrases import (
    Beside,
    Between,
    CalendarUnit,
    Count,
    DayFromNow,
    Either,
    Month,
    NewYear,
    Nth,
    Occasion,
    Offset,
    PartOf,
    Period,
    Remaining,
    Run,
    Year,
    Yearly,
    Years,
)
from verifier.when.roles import OF_THE_DAY, Lead, Part, Unit
from verifier.when.tokens import Cursor, Heard, reader
from verifier.when.units import read_shifted, read_side
from verifier.when.years import read_year_of, take_era

WHOLE = (CalendarUnit, Month, Year, Yearly, Years)
"""Periods that have a beginning, a middle and an end worth a word."""
NUMBERED = range(FIRST_YEAR // 100 + 1, LAST_YEAR // 100 + 2)
"""Centuries that a bare number names: 2 century are two of them, misspelt."""


@reader("part", "part_tied", "unit_middle", "unit_end")
def read_part(cursor: Cursor) -> Period | None:
    """Early March, the end of the year, mid to late 2024."""
    start = cursor.at
    named = _part_of_unit(cursor)
    if named is not None:
        return named
    value = cursor.take("part") or _tied_part(cursor)
    if value is None:
        return None
    later = _later_part(cursor)
    of = _inner(cursor)
    if of is None or isinstance(of, Occasion):
        return None
    words = cursor.words_since(start)
    part = PartOf(words, Part(value), of)
    if later is None:
        return part
    return Between(words, part, PartOf(words, Part(later), of), joined=True)


@reader("unit_middle", "unit_end")
def _part_of_unit(cursor: Cursor) -> Period | None:
    """Midyear, year-end; EOY 2024, month-end March."""
    start = cursor.at
    part = Part.END if cursor.peek("unit_end") else Part.MIDDLE
    unit = cursor.taken("unit_end", "unit_middle")
    words = cursor.words_since(start)
    of = CalendarUnit(words, Unit(unit), 0, bare=True)
    here = cursor.at
    cursor.take("of")
    if of.unit is Unit.DAY:
        cursor.take("lead", "in")
    named = cursor.nested()
    if of.unit is Unit.DAY and isinstance(named, DAYS):
        # Close of play on Friday is on Friday.
        cursor.heard.append((start, Heard.HOUR))
        return named
    if isinstance(named, Month | Year) and (of.unit is Unit.MONTH) is isinstance(named, Month):
        return PartOf(cursor.words_since(start), part, named)
    cursor.at = here
    return PartOf(words, part, of)


@reader("-", "/", "to", "or", "and")
def _later_part(cursor: Cursor) -> str | None:
    """The late of "mid to late March", "mid-late March" and "mid or late March"."""
    joined = cursor.take_symbol("-/")
    joined = any(cursor.take(role) is not None for role in ("to", "or", "and")) or joined
    cursor.take_symbol("-")
    return cursor.take("part") if joined else None


@reader("part_tied")
def _tied_part(cursor: Cursor) -> str | None:
    """A part that is one only right before a month or year, or tied: "end-March", "end 2024"."""
    value = cursor.taken("part_tied")
    return value if cursor.symbol("-") or cursor.peek("month") or _is_year(cursor) else None


def _is_year(cursor: Cursor) -> bool:
    number = cursor.digits()
    return number is not None and FIRST_YEAR <= number <= LAST_YEAR


@reader()
def _inner(cursor: Cursor) -> Period | None:
    """The period that a part is of."""
    cursor.take_symbol("-")
    cursor.take("of")
    return _new_year(cursor) or cursor.nested()


@reader("new_year")
def _new_year(cursor: Cursor) -> Period | None:
    """The year of which something is early, or the first weeks: no part of its first day."""
    start = cursor.at
    cursor.take("new_year")
    return NewYear(cursor.words_since(start))


@reader("in_new_year")
def read_in_new_year(cursor: Cursor) -> Period | None:
    """In the new year: early in it, or at any time."""
    start = cursor.at
    cursor.take("in_new_year")
    words = cursor.words_since(start)
    of = NewYear(words)
    return Either(words, PartOf(words, Part.EARLY, of), of, cursor.rules.basics.new_year.id)


@reader("'")
def read_part_of_its(cursor: Cursor, of: Period) -> Period | None:
    """Summer's end, March's middle, behind the name of the period."""
    if not isinstance(of, WHOLE) or not cursor.take_symbol("'"):
        return None
    part = cursor.take("part_of_its") if cursor.take("possessive") else None
    return None if part is None else PartOf(of.words, Part(part), of)


@reader("within_period", "unit_to_date")
def read_remaining(cursor: Cursor) -> Period | None:
    """The rest of the week, later this month, the year to date."""
    start = cursor.at
    unit = cursor.take("unit_to_date")
    if unit is not None:
        words = cursor.words_since(start)
        return Remaining(words, "to_date", CalendarUnit(words, Unit(unit), 0))
    which = cursor.take("within_period")
    of = None if which is None else _inner(cursor)
    if isinstance(of, DAYS) and (which == "later" or isinstance(of, DayFromNow)):
        # Parts of a day are not told apart. Earlier on Friday is on the one just gone.
        return None if isinstance(of, Yearly) else of
    return None if of is None else Remaining(cursor.words_since(start), str(which), of)


@reader("run")
def read_run(cursor: Cursor) -> Period | None:
    """The first few weeks of the year, the last days of March."""
    start, side = cursor.at, cursor.taken("run")
    count = None if cursor.peek("units") else read_count(cursor)
    unit = cursor.take("units")
    of = None if unit is None else _nth_of(cursor)
    if unit is None or of is None:
        return None
    words = cursor.words_since(start)
    if count is not None and count.exact and count.low.denominator == 1 and not count.also:
        return Nth(words, int(side), Unit(unit), of, int(count.low))
    return Run(words, int(side), Unit(unit), of, count)


@reader(*ORDINAL)
def read_nth_beside(cursor: Cursor) -> Period | None:
    """The second day after Christmas; the first, or last, business day or week before it."""
    start, nth = cursor.at, read_ordinal(cursor)
    unit = cursor.take("unit")
    beside = None if unit in {None, *OF_THE_DAY} else read_side(cursor)
    if not nth or unit is None or beside is None or (nth < 0 and beside[0] > 0):
        return None
    words = cursor.words_since(start)
    if unit in {Unit.DAY, Unit.BUSINESS_DAY, Unit.WEEKEND}:
        return Offset(words, Count.exactly(abs(nth)), Unit(unit), *beside)
    # Of longer ones only the one right beside a time has its edges.
    return Beside(words, Unit(unit), *beside[::-1]) if abs(nth) == 1 else None


@reader(*ORDINAL, "which_half")
def read_nth(cursor: Cursor) -> Period | None:
    """The third week of this month, the last 3 weeks of the year, the first Monday in May, H2."""
    start = cursor.at
    nth = _which_half(cursor) or read_ordinal(cursor) or _numbered_century(cursor)
    if nth is None:
        return None
    if nth > 0 and _from_the_last(cursor):
        nth = -nth
    cursor.take_symbol("-")
    count = read_number(cursor) or 1
    weekday = cursor.take("weekday")
    if weekday is not None:
        cursor.take("day_part")
    if weekday is not None and (nth > 0 or cursor.peek("lead") == Lead.BEFORE):
        # The last Sunday before the vote is the Sunday before it.
        away = read_weekday_from(cursor, start, int(weekday), abs(nth))
        if away is not None:
            return away
    if cursor.take("half"):
        unit: Unit | None = Unit.HALF
    else:
        value = cursor.take("units") or cursor.take("unit")
        unit = Unit.DAY if weekday else None if value is None else Unit(value)
    if unit is None:
        return None
    if unit is Unit.CENTURY and nth > 0:
        take_era(cursor)
        return Years(cursor.words_since(start), unit, nth)
    of = _nth_of(cursor)
    if of is None and (unit not in {Unit.QUARTER, Unit.HALF} or nth < 0):
        return None
    day = None if weekday is None else int(weekday)
    return Nth(cursor.words_since(start), nth, unit, of, count, day)


@reader(*ORDINAL)
def read_nths(cursor: Cursor) -> Period | None:
    """The first and second quarters of 2027, the 3rd or 4th week of May."""
    start, nth = cursor.at, read_ordinal(cursor)
    to = cursor.take_symbol("-") or cursor.take("to") is not None
    joined = to or cursor.take("and") or cursor.take("or")
    cursor.take("the")
    last = read_nth(cursor) if joined else None
    words = cursor.words_since(start)
    match last:
        case Nth(nth=other) if nth and 0 < nth < other:
            return Between(words, replace(last, nth=nth), last, joined=not to)
        case Years(first=other) if nth and 0 < nth < other:
            return Between(words, replace(last, first=nth), last, joined=not to)
        case _:
            return None


@reader("digits")
def _numbered_century(cursor: Cursor) -> int | None:
    """The 21 of "in the 21 century"."""
    number = cursor.digits()
    cursor.at += 1
    return number if number in NUMBERED and cursor.peek("unit") == Unit.CENTURY else None


@reader("which_half")
def _which_half(cursor: Cursor) -> int | None:
    """The latter of "the latter half"."""
    nth = cursor.taken("which_half")
    return int(nth) if cursor.peek("half") else None


@reader("-", "to", "ordinal")
def _from_the_last(cursor: Cursor) -> bool:
    """The third last week, the 2nd to last Friday."""
    cursor.take_symbol("-")
    if cursor.take("to") is not None:
        cursor.take_symbol("-")
    return cursor.take("ordinal", "-1") is not None


@reader()
def _nth_of(cursor: Cursor) -> Period | None:
    start = cursor.at
    if cursor.take("of"):
        of = _new_year(cursor) or cursor.nested()
        if of is not None:
            return of
        cursor.at = start
    year = read_year_of(cursor)
    if year is not None:
        return year
    if cursor.lenient and cursor.peek("month"):
        # First Monday March, where nothing else is said.
        return cursor.nested()
    return read_shifted(cursor) if cursor.peek("shift") else None
