"""The grammar of days and periods with a name of their own.

anniversary = [ordinal | number ["-"] "year"] "anniversary of" occasion
yearly   = (season | holiday) ["months"] [year-of] ["weekend"]
week     = ("week ending" | "w/c") day
"""

from __future__ import annotations

from dataclasses import replace

from verifier.when.clock import read_clock
from verifier.when.counts import (
    FIRST_YEAR,
    LAST_YEAR,
    NUMERAL,
    read_counted,
    read_number,
    read_ordinal,
)
from verifier.when.dates import read_day_first, read_month, read_nth_day, read_weekday
from verifier.when.hours import DAYS
from verifier.when.numeric import read_numeric
from verifier.when.phrases import (
    Anniversary,
    Beside,
    Count,
    DayFromNow,
    DayNamed,
    DayOfMonth,
    FiscalYear,
    FixedDay,
    Occasion,
    Offset,
    OnWeekday,
    Period,
    Weekday,
    Year,
    Yearly,
)
from verifier.when.roles import Shift, Unit
from verifier.when.tokens import Cursor, ahead, reader
from verifier.when.years import read_year_of


@reader("dayword")
def read_day_word(cursor: Cursor) -> Period | None:
    """Today, tomorrow, the day after tomorrow, tomorrow week."""
    start = cursor.at
    day = int(cursor.taken("dayword"))
    if _or_two(cursor, start):
        return None
    weeks = cursor.take("weekday_week") if day in {0, 1} else None
    if weeks is not None:
        return DayFromNow(cursor.words_since(start), day + 7 * int(weeks))
    return _named_besides(cursor, start, day) or DayFromNow(cursor.words_since(start), day)


@ahead
def _or_two(cursor: Cursor, start: int) -> bool:
    """Whether a number of days goes on: "the next day or two"."""
    return "shift" in cursor.roles[start] and bool(cursor.take("or") and read_number(cursor))


@reader()
def _named_besides(cursor: Cursor, start: int, offset: int) -> Period | None:
    """Tomorrow, 18 November; today (Friday)."""
    if not cursor.lenient:
        return None
    read_clock(cursor)
    bracket = cursor.take_symbol("(")
    if not bracket:
        cursor.take_symbol(",")
    cursor.take("the")
    day = (
        read_weekday(cursor)
        or read_month(cursor)
        or read_day_first(cursor)
        or read_nth_day(cursor)
        or read_numeric(cursor)
    )
    if isinstance(day, DayOfMonth) and (day.month is None or "." in day.words):
        # Today, 12.10 is an hour.
        return None
    if not isinstance(day, DayOfMonth | FixedDay | OnWeekday | Weekday):
        return None
    if bracket and not cursor.take_symbol(")"):
        return None
    return DayNamed(cursor.words_since(start), offset, day)


@reader("this_time")
def read_this_time(cursor: Cursor) -> Period | None:
    """This time next year, this time tomorrow."""
    start = cursor.at
    cursor.taken("this_time")
    day = read_day_word(cursor)
    if day is not None:
        return day
    shift, unit = cursor.take("shift", "next", "last"), cursor.take("unit")
    if shift is None or unit is None:
        return None
    words = cursor.words_since(start)
    return Offset(words, Count.exactly(1), Unit(unit), Shift(shift).step, None)


@reader("now", "+", "-")
def read_now(cursor: Cursor) -> Period | None:
    """Now, where nothing else is said: the day of saying; now + 3 days, -1 week."""
    start = cursor.at
    if not cursor.lenient or (cursor.take("now") is None and start > 0):
        return None
    here = cursor.at
    sign = -1 if cursor.symbol("-") else 1
    counted = read_counted(cursor) if cursor.take_symbol("+-") else None
    if counted is not None:
        return Offset(cursor.words_since(start), *counted, sign, None)
    cursor.at = here
    return DayFromNow(cursor.words_since(start), 0) if here > start else None


@reader("eve")
def read_eve(cursor: Cursor) -> Period | None:
    """The eve of the election on 5 May."""
    start = cursor.at
    cursor.taken("eve")
    of = cursor.nested()
    if of is None:
        return None
    return Offset(cursor.words_since(start), Count.exactly(1), Unit.DAY, -1, of)


@reader("event")
def read_event_day(cursor: Cursor) -> Period | None:
    """The day of what is named with it: "the election on November 5"."""
    if not (cursor.lenient or cursor.bare):
        return None
    cursor.taken("event")
    cursor.take_symbol(",(")
    cursor.take("lead", "in")
    day = cursor.nested()
    cursor.take_symbol(")")
    return day if isinstance(day, DAYS) else None


@reader(*NUMERAL, "ordinal", "anniversary")
def read_anniversary(cursor: Cursor) -> Period | None:
    """The first anniversary of the war."""
    start = cursor.at
    number = read_ordinal(cursor)
    if number is None:
        number = read_number(cursor)
        cursor.take_symbol("-")
        cursor.take("unit", "year")
    if not cursor.take("anniversary"):
        return None
    rule = cursor.take("commemorated")
    if rule is None or (number is not None and number < 1):
        return None
    return Anniversary(cursor.words_since(start), rule, number)


@reader("occasion")
def read_occasion(cursor: Cursor) -> Period | None:
    """The Washington summit."""
    start, rule = cursor.at, cursor.taken("occasion")
    return Occasion(cursor.words_since(start), rule)


@reader("season", "holiday")
def read_yearly(cursor: Cursor) -> Period | None:
    """Easter, spring 2024, the winter months, the Labor Day weekend."""
    start, rule = cursor.at, cursor.taken("season", "holiday")
    if cursor.peek("units") == Unit.MONTH:
        cursor.take("units")
    after_next = cursor.take("after_next")
    if after_next is not None:
        shift = Shift.NEXT if int(after_next) > 0 else Shift.LAST
        return Yearly(cursor.words_since(start), rule, None, shift, abs(int(after_next)))
    seasons = (each for each in cursor.rules.seasons if each.id == rule)
    crosses = any(each.narrow[0] > each.narrow[1] for each in seasons)
    year = (_two_years(cursor) if crosses else None) or read_year_of(cursor)
    yearly = Yearly(cursor.words_since(start), rule, year)
    unit = cursor.take("unit", "weekend", "week")
    if unit is not None:
        if year is None:
            yearly = replace(yearly, year=read_year_of(cursor))
        return Beside(cursor.words_since(start), Unit(unit), yearly)
    return yearly


@reader("of", "digits")
def _two_years(cursor: Cursor) -> Period | None:
    """The first year of "winter 2023/24", by which a season that crosses New Year is called."""
    start = cursor.at
    cursor.take("of")
    first, second = cursor.digits(), cursor.digits(2)
    if first is None or not cursor.symbol("/-", ahead=1):
        return None
    if not FIRST_YEAR <= first <= LAST_YEAR or second not in {first + 1, (first + 1) % 100}:
        return None
    cursor.at += 3
    return Year(cursor.words_since(start), first)


@reader("fiscal")
def read_fiscal(cursor: Cursor) -> Period | None:
    """The US fiscal year 2024, by the actor that a convention declares it for."""
    start, rule = cursor.at, cursor.taken("fiscal")
    number = _year_of_code(cursor)
    return None if number is None else FiscalYear(cursor.words_since(start), rule, number)


@reader("calendar_year")
def read_calendar_year(cursor: Cursor) -> Period | None:
    """CY 2008, cy18."""
    start, _ = cursor.at, cursor.taken("calendar_year")
    number = _year_of_code(cursor)
    return None if number is None else Year(cursor.words_since(start), number)


@reader("digits")
def _year_of_code(cursor: Cursor) -> int | None:
    """The year of FY2024 and cy18."""
    digits = cursor.digits(sizes={2, 4})
    cursor.at += 1
    return digits


@reader("week_bound")
def read_week_bound(cursor: Cursor) -> Period | None:
    """The week ending 12 July, w/c 4 February: seven days with the day named as their last."""
    start, which = cursor.at, cursor.taken("week_bound")
    cursor.take_symbol(":")
    cursor.take("lead", "in")
    of = cursor.nested()
    if not isinstance(of, DAYS):
        return None
    side = -1 if which == "ending" else 1
    return Beside(cursor.words_since(start), Unit.WEEK, of, side, bound=True)
