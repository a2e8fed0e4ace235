"""The grammar of dates: days, months, quarters and years by name or number.

    numeric   = y-m-d | y/m/d | y-m | m/d/y | m/d | d.m.y
    weekday   = name [","] (month-day | day-first | nth-day | numeric | ["of"] week)
    month     = name [day] [year-of]
    day-first = number ["of"] name [year-of]
    nth-day   = nth ["day"] ["of"] (name [year-of] | month | period)
    code      = ("Q" | "H" | "W") digit [year-of]
    decade    = digits "s" | "nineties"
    year      = four digits [code | month [day]]
    year-of   = [","] ["of"] (four digits | "'" two digits | shifted year)

Each reader moves the cursor past what it recognises, or gives None; whoever calls it moves back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from verifier.text.tokens import Kind
from verifier.when.conventions import TimeConventions
from verifier.when.counts import read_ordinal
from verifier.when.phrases import (
    CalendarUnit,
    DayOfMonth,
    FixedDay,
    Month,
    Nth,
    Period,
    Weekday,
    Year,
    Years,
)
from verifier.when.roles import Unit
from verifier.when.tokens import Cursor

DEEPEST = 4
"""How many periods may lie inside one another ("the end of the first week of next month")."""

FIRST_YEAR, LAST_YEAR = 1000, 2999


@dataclass(frozen=True, slots=True)
class Place:
    """Where a period is read, inside how many others, and by what: the grammar is recursive.

    `bare` is set where "the month" or "month" alone will do, as in "end of month".
    """

    cursor: Cursor
    rules: TimeConventions
    reader: Callable[[Place], Period | None]
    depth: int = 0
    bare: bool = False

    def nested(self) -> Period | None:
        """The period that begins here, inside the one being read."""
        if self.depth >= DEEPEST:
            return None
        return self.reader(replace(self, depth=self.depth + 1, bare=True))


def read_year_of(place: Place) -> Period | None:
    """The year that follows a month, season or quarter; None (and no move) where none does."""
    cursor = place.cursor
    start = cursor.at
    if not cursor.take_symbol(",") and _is_tied(cursor):
        cursor.at += 1
    cursor.take("of")
    number = read_year_number(cursor)
    if number is not None:
        return Year(cursor.words_since(start), number)
    if cursor.take_symbol("'"):
        token, digits = cursor.token(), cursor.digits()
        if token is not None and digits is not None and token.glued and len(token.text) == 2:
            cursor.at += 1
            return Year(cursor.words_since(start), digits)
    elif cursor.peek("shift") or cursor.peek("the"):
        period = place.nested()
        if isinstance(period, Year | CalendarUnit) and _is_year(period):
            return period
    cursor.at = start
    return None


def read_year_number(cursor: Cursor) -> int | None:
    """A year in four digits that counts nothing; None (and no move) where there is none."""
    token, number = cursor.token(), cursor.digits()
    if token is None or number is None or len(token.text) != 4:
        return None
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    cursor.at += 1
    if counts_something(cursor) or _is_cut_short(cursor):
        cursor.at -= 1
        return None
    return number


def _is_tied(cursor: Cursor) -> bool:
    """Whether a hyphen ties what comes next to what has been read: the last one of 8-Nov-2016."""
    mark, number = cursor.token(), cursor.token(1)
    return (
        mark is not None and number is not None and mark.text == "-" and mark.glued and number.glued
    )


def _is_cut_short(cursor: Cursor) -> bool:
    """Whether one or two digits are tied to the year, so that it is the rest of no good date."""
    mark, number = cursor.token(), cursor.token(1)
    if mark is None or number is None or mark.text != "-":
        return False
    tied = mark.glued and number.glued and number.kind is Kind.NUMBER
    return tied and len(number.text) < 3


def _is_year(period: Year | CalendarUnit) -> bool:
    return isinstance(period, Year) or period.unit is Unit.YEAR


def read_numeric(place: Place) -> Period | None:
    """Dates in digits, which are one run without spaces."""
    cursor = place.cursor
    start = cursor.at
    run = _digit_run(cursor)
    if run is None:
        return None
    separator, fields = run
    first = fields[0]
    cursor.at += 2 * len(fields) - 1
    words = cursor.words_since(start)
    if len(str(first)) == 4:
        return _year_first(words, separator, fields)
    if separator == ".":
        return _full(words, fields[2], fields[1], first) if len(fields) == 3 else None
    month, day = fields[:2]
    if (place.rules.numeric_dates.order == "day-first" and day <= 12) or month > 12 >= day:
        month, day = day, month
    if len(fields) == 3:
        return _full(words, fields[2], month, day, place.rules.numeric_dates.id)
    if separator != "/" or not _could_be(month, day):
        return None
    return DayOfMonth(words, day, Month(words, month))


def _year_first(words: str, separator: str, fields: list[int]) -> Period | None:
    if len(fields) == 3:
        year, month, day = fields
        return _full(words, year, month, day)
    if separator == "-" and 1 <= fields[1] <= 12:
        return Month(words, fields[1], Year(words, fields[0]))
    return None


def _digit_run(cursor: Cursor) -> tuple[str, list[int]] | None:
    """Two or three numbers with one kind of separator, all glued together."""
    first, mark = cursor.digits(), cursor.token(1)
    if first is None or mark is None or mark.text not in "-/." or not mark.glued:
        return None
    fields = [first]
    while len(fields) < 3:
        ahead = 2 * len(fields) - 1
        separator, number = cursor.token(ahead), cursor.token(ahead + 1)
        value = cursor.digits(ahead + 1)
        if separator is None or separator.text != mark.text or not separator.glued:
            break
        if number is None or value is None or not number.glued:
            break
        fields.append(value)
    return (mark.text, fields) if len(fields) > 1 else None


def _full(words: str, year: int, month: int, day: int, rule: str | None = None) -> Period | None:
    if year < 100:
        return (
            DayOfMonth(words, day, Month(words, month, Year(words, year)))
            if _could_be(month, day)
            else None
        )
    try:
        fixed = date(year, month, day)
    except ValueError:
        return None
    return FixedDay(words, fixed, rule)


def _could_be(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def read_weekday(place: Place) -> Period | None:
    """Friday; Thursday, February 2; Monday of next week."""
    cursor = place.cursor
    start = cursor.at
    value = cursor.take("weekday")
    if value is None:
        return None
    take_dot(cursor)
    here = cursor.at
    cursor.take_symbol(",")
    cursor.take("the")
    for reader in (read_month, read_day_first, read_nth_day, read_numeric):
        after = cursor.at
        dated = reader(place)
        if isinstance(dated, DayOfMonth | FixedDay):
            return dated
        cursor.at = after
    cursor.at = here
    cursor.take("of")
    within = place.nested()
    if isinstance(within, CalendarUnit) and within.unit is Unit.WEEK:
        return Weekday(cursor.words_since(start), int(value), within=within)
    cursor.at = here
    return Weekday(cursor.words_since(start), int(value))


def take_dot(cursor: Cursor) -> None:
    """Past the point of an abbreviation, if more of the phrase follows it or nothing does."""
    token, before = cursor.token(), cursor.token(-1)
    if token is None or token.text != "." or not token.glued or before is None:
        return
    following = cursor.token(1)
    if len(before.text) <= 4 and (following is None or not following.capital):
        cursor.at += 1


def read_month(place: Place) -> Period | None:
    """February, February 24, Feb. 24th, 2023."""
    cursor = place.cursor
    start = cursor.at
    value = cursor.take("month")
    if value is None:
        return None
    take_dot(cursor)
    month = int(value)
    day = read_day_after_month(cursor)
    words = cursor.words_since(start)
    year = read_year_of(place)
    if day is None:
        return Month(cursor.words_since(start), month, year)
    return DayOfMonth(cursor.words_since(start), day, Month(words, month, year))


def read_day_after_month(cursor: Cursor) -> int | None:
    """The day that follows the name of a month; None (and no move) where none does."""
    start = cursor.at
    cursor.take_symbol("-")
    cursor.take("the")
    ordinal = read_ordinal(cursor)
    if ordinal is not None and 1 <= ordinal <= 31:
        return ordinal
    token, number = cursor.token(), cursor.digits()
    if token is not None and number is not None and len(token.text) <= 2 and 1 <= number <= 31:
        cursor.at += 1
        if not counts_something(cursor):
            return number
    cursor.at = start
    return None


def counts_something(cursor: Cursor) -> bool:
    """Whether the number just read belongs to what follows: 3 weeks, 10:30, 1.5, 24/7, 50 %."""
    token, following = cursor.token(), cursor.token(1)
    if cursor.peek("units") or cursor.peek("unit"):
        return True
    if token is None or not token.glued:
        return token is not None and token.text == "%"
    if token.text in ":/%":
        return True
    return (
        token.text in ".,"
        and following is not None
        and (following.glued and following.kind is Kind.NUMBER)
    )


def read_day_first(place: Place) -> Period | None:
    """24 February 2023."""
    cursor = place.cursor
    start = cursor.at
    token, day = cursor.token(), cursor.digits()
    if token is None or day is None or not 1 <= day <= 31 or len(token.text) > 2:
        return None
    cursor.at += 1
    return _of_month(place, start, day)


def read_nth_day(place: Place) -> Period | None:
    """The 24th of February, the thirty-first day of the month, the 15th."""
    cursor = place.cursor
    start = cursor.at
    day = read_ordinal(cursor)
    if day is None:
        return None
    last = day == -1
    named = cursor.take("unit", "day") is not None
    if not (1 <= day <= 31 or (last and named)):
        return None
    dated = _of_month(place, start, day, named=named)
    if dated is not None:
        return dated
    previous = cursor.token(-1)
    numeral = previous is not None and previous.glued and not named
    if numeral and not last and (cursor.lenient or _ends_here(cursor)):
        return DayOfMonth(cursor.words_since(start), day, None)
    return None


def _ends_here(cursor: Cursor) -> bool:
    """Whether no noun can follow: "on the 15th." is a day, "the 15th Brigade" is none."""
    token = cursor.token()
    return token is None or token.kind is Kind.SYMBOL


def _of_month(place: Place, start: int, day: int, *, named: bool = False) -> Period | None:
    cursor = place.cursor
    here = cursor.at
    of = cursor.take_symbol("-") or cursor.take("of") is not None
    value = cursor.take("month")
    if value is not None:
        take_dot(cursor)
        year = read_year_of(place)
        words = cursor.words_since(start)
        if day == -1:
            return Nth(words, -1, Unit.DAY, Month(words, int(value), year))
        return DayOfMonth(words, day, Month(words, int(value), year))
    month = place.nested() if of or cursor.peek("shift") else None
    words = cursor.words_since(start)
    if isinstance(month, CalendarUnit) and month.unit is Unit.MONTH and day > 0:
        return DayOfMonth(words, day, month)
    if named and month is not None:
        return Nth(words, day, Unit.DAY, month)
    cursor.at = here
    return None


def read_code(place: Place) -> Period | None:
    """Q3, H2 2016."""
    cursor = place.cursor
    start = cursor.at
    unit = cursor.take("code")
    token, number = cursor.token(), cursor.digits()
    if unit is None or token is None or number is None or not token.glued:
        return None
    cursor.at += 1
    if not 1 <= number <= {"quarter": 4, "half": 2}.get(unit, 53):
        return None
    here = cursor.at
    cursor.take_symbol("-/")
    year = read_year_of(place)
    if year is None:
        cursor.at = here
    return Nth(cursor.words_since(start), number, Unit(unit), year)


def read_decade(place: Place) -> Period | None:
    """The 1990s, the '90s, the nineties."""
    cursor = place.cursor
    start = cursor.at
    named = cursor.take("decade_word")
    if named is not None:
        return Years(cursor.words_since(start), Unit.DECADE, int(named))
    cursor.take_symbol("'")
    token, first = cursor.token(), cursor.digits()
    if token is None or first is None or len(token.text) not in {2, 4} or first % 10:
        return None
    cursor.at += 1
    cursor.take_symbol("'")
    suffix = cursor.token()
    if suffix is None or not suffix.glued or not cursor.take("number_suffix", "decade"):
        return None
    return Years(cursor.words_since(start), Unit.DECADE, first)


def read_year(place: Place) -> Period | None:
    """2016, 2016 Q3, 2018 February."""
    cursor = place.cursor
    start = cursor.at
    number = read_year_number(cursor)
    if number is None:
        return None
    year = Year(cursor.words_since(start), number)
    here = cursor.at
    cursor.take_symbol("-")
    coded = read_code(place)
    if isinstance(coded, Nth) and coded.of is None:
        return Nth(cursor.words_since(start), coded.nth, coded.unit, year)
    cursor.at = here
    month = cursor.take("month")
    if month is not None and read_year_number(cursor) is None:
        take_dot(cursor)
        words = cursor.words_since(start)
        day = read_day_after_month(cursor)
        named = Month(words, int(month), year)
        return named if day is None else DayOfMonth(cursor.words_since(start), day, named)
    cursor.at = here
    return year
