"""The grammar of dates: days, months and quarters by name or number.

    numeric   = y-m-d | y/m/d | y-m | m/d/y | m/d | d.m.y
    weekday   = name [","] (month-day | day-first | nth-day | numeric | ["of"] week)
    month     = name [day] [year-of]
    day-first = number ["of"] name [year-of]
    nth-day   = nth ["day"] ["of"] (name [year-of] | month | period)
    code      = ("Q" | "H" | "W") digit [year-of]
    year-of   = [","] ["of"] (four digits | "'" two digits | shifted year)

Each reader moves the cursor past what it recognises, or gives None; whoever calls it moves back.
"""

from __future__ import annotations

from verifier.text.tokens import Kind
from verifier.when.clock import HOURS, part_of_day_follows, read_clock
from verifier.when.counts import (
    COUNTING,
    NUMERAL,
    ORDINAL,
    read_counted,
    read_number,
    read_ordinal,
    read_year_words,
)
from verifier.when.numeric import read_numeric, take_point
from verifier.when.phrases import (
    Beside,
    CalendarUnit,
    Clock,
    DayOfMonth,
    Either,
    FixedDay,
    Month,
    Nth,
    Offset,
    OnWeekday,
    Period,
    Weekday,
    WeekdayBeside,
    WeekdayFrom,
    Year,
)
from verifier.when.roles import OF_THE_DAY, Lead, Shift, Unit
from verifier.when.tokens import NOWHERE, Cursor, ahead, reader
from verifier.when.years import (
    TIES,
    counts_something,
    is_more_than_a_number,
    read_year_of,
    take_tie,
    tied_year_follows,
)


@reader("weekday")
def read_weekday(cursor: Cursor) -> Period | None:
    """Friday; Thursday, February 2; Monday of next week; Friday week; the Saturday after next."""
    start = cursor.at
    weekday = int(cursor.taken("weekday"))
    take_dot(cursor)
    dated = read_named_day(cursor, start, weekday) or _after_its_hour(cursor, start, weekday)
    if dated is not None:
        return dated
    here = cursor.at
    weeks = cursor.take("weekday_week")
    if weeks is not None:
        return WeekdayBeside(cursor.words_since(start), weekday, int(weeks), on=True)
    away = read_weekday_from(cursor, start, weekday, 1) or _of_week_ahead(cursor, start, weekday)
    if away is not None:
        return away
    beside = cursor.take("after_next", "2", "-2")
    if beside is not None:
        # The Monday after next, the Tuesday before last.
        words = cursor.words_since(start)
        return WeekdayBeside(words, weekday, 1 if beside == "2" else -2, open=True)
    cursor.take("day_part")
    named = cursor.at
    cursor.take_symbol(",")
    if not cursor.take("of"):
        cursor.take("lead", "from")
    within = cursor.nested()
    if isinstance(within, CalendarUnit | Nth) and within.unit is Unit.WEEK:
        return Weekday(cursor.words_since(start), weekday, within=within)
    cursor.at = named
    shift = cursor.take("shift", "next", "coming")
    if shift is not None and cursor.done:
        return Weekday(cursor.words_since(start), weekday, Shift(shift))
    cursor.at = here
    return Weekday(cursor.words_since(start), weekday)


@reader()
def _after_its_hour(cursor: Cursor, start: int, weekday: int) -> Period | None:
    """Tuesday evening, Nov 28th; Friday midday 19/05. The 30 of "Friday at 15h 30" is no day."""
    return read_named_day(cursor, start, weekday, bare=False) if read_clock(cursor) else None


@reader(",", "lead", *COUNTING)
def _of_week_ahead(cursor: Cursor, start: int, weekday: int) -> Period | None:
    """Monday two weeks from now: of the calendar week that is so far ahead, or of the next.

    Monday in two weeks, Sunday two weeks ago.
    """
    cursor.take_symbol(",")
    within = cursor.take("lead", Lead.IN) is not None
    counted = read_counted(cursor)
    if counted is None or counted[1] in OF_THE_DAY or not counted[0].exact:
        return None
    if cursor.take_symbol("'"):
        cursor.take("possessive")
    way = cursor.take("direction", *(["ahead"] if within else []))
    if way is None and not within:
        return None
    words = cursor.words_since(start)
    count, unit = counted
    day = Offset(words, count, unit, -1 if way == "ago" else 1, None)
    of_week: Period = Weekday(words, weekday, within=Beside(words, Unit.WEEK, day))
    if way == "ago":
        beyond: Period = WeekdayFrom(words, weekday, 1, -1, day)
    elif unit is Unit.WEEK and count.low.denominator == 1:
        beyond = WeekdayBeside(words, weekday, int(count.low), on=True)
    else:
        return of_week
    return Either(words, of_week, beyond, cursor.rules.basics.weekday_of_week.id)


@reader("lead")
def read_weekday_from(cursor: Cursor, start: int, weekday: int, count: int) -> Period | None:
    """The Monday after Easter, past the name of the day: the first, or `count`-th, such day."""
    lead = cursor.take("lead", "after", "before")
    of = None if lead is None else cursor.nested()
    if of is None or isinstance(of, Clock):
        return None
    return WeekdayFrom(cursor.words_since(start), weekday, count, 1 if lead == "after" else -1, of)


@reader()
def read_named_day(cursor: Cursor, start: int, weekday: int, *, bare: bool = True) -> Period | None:
    """The date that follows the name of its day; None (and no move) where none does."""
    bracket = cursor.take_symbol("(")
    if not take_tie(cursor):
        cursor.take_symbol(",")
    if cursor.peek("clock_at") is None:
        cursor.take("lead", "in")
    cursor.take("the")
    readers = (read_tied_day, read_month, read_day_first, read_nth_day, read_numeric)
    for read in (*readers, _bare_day) if bare else readers:
        after = cursor.at
        dated = read(cursor)
        if isinstance(dated, DayOfMonth | FixedDay) and (not bracket or cursor.take_symbol(")")):
            return OnWeekday(cursor.words_since(start), weekday, dated)
        cursor.at = after
    return None


@reader("digits")
def read_bare_day(cursor: Cursor) -> Period | None:
    """The 27, where nothing else is said."""
    return _bare_day(cursor) if cursor.definite and cursor.lenient else None


@reader("digits")
def _bare_day(cursor: Cursor) -> Period | None:
    """The 21 of "Monday 21"."""
    start = cursor.at
    day = cursor.digits(sizes={1, 2})
    if day is None or not 1 <= day <= 31:
        return None
    cursor.at += 1
    if is_more_than_a_number(cursor) or (day in HOURS and part_of_day_follows(cursor)):
        # Friday, 11 at night, is an hour.
        return None
    return DayOfMonth(cursor.words_since(start), day, None)


def with_weekday(cursor: Cursor, start: int, day: DayOfMonth) -> Period:
    """The date with the name of its day where that follows: "18 July, Friday", "22 May (Tue)"."""
    here = cursor.at
    bracket = cursor.take_symbol("(")
    comma = not bracket and cursor.take_symbol(",")
    if cursor.lenient:
        cursor.take("lead", Lead.IN)
    value = cursor.take("weekday") if bracket or comma or cursor.lenient else None
    if value is None:
        cursor.at = here
        return day
    take_dot(cursor)
    if bracket:
        cursor.take_symbol(")")
    return OnWeekday(cursor.words_since(start), int(value), day)


def take_dot(cursor: Cursor) -> None:
    """Past the point of an abbreviation, if more of the phrase follows it."""
    dotted = cursor.symbol(".") and cursor.token().glued and len(cursor.token(-1).text) <= 4
    following = cursor.token(1)
    ends = following is NOWHERE or following.capital
    cursor.at += dotted and (not ends or _month_is_next(cursor))


@ahead
def _month_is_next(cursor: Cursor) -> bool:
    """Whether a date goes on after the point: "16. Nov. 2026"."""
    cursor.at += 1
    return cursor.peek("month") is not None


@reader("month")
def read_month(cursor: Cursor) -> Period | None:
    """February, February 24, Feb. 24th, 2023, Oct/2, September-2020-23."""
    start = cursor.at
    month = int(cursor.taken("month"))
    take_dot(cursor)
    tie = cursor.token().text
    day = read_day_after_month(cursor)
    words = cursor.words_since(start)
    if day is not None and cursor.lenient:
        take_point(cursor)
    year = read_year_of(cursor, tie, dated=day is not None)
    if day is None:
        return Month(cursor.words_since(start), month, year)
    dated = DayOfMonth(cursor.words_since(start), day, Month(words, month, year))
    return with_weekday(cursor, start, dated)


@reader("digits", "month")
def read_tied_day(cursor: Cursor) -> Period | None:
    """September-2020-23, 23-2020-September, 2020/23/Sep: a year, a name and a day, all tied."""
    start = cursor.at
    month = year = day = 0
    for place_in_date in range(3):
        if place_in_date and not take_tie(cursor):
            return None
        token, number = cursor.token(), cursor.digits()
        named = cursor.take("month")
        if named is not None:
            month = int(named)
        elif number is None:
            return None
        elif len(token.text) == 4:
            year = number
        else:
            day = number
        cursor.at += named is None
    if not (month and year and 1 <= day <= 31):
        return None
    words = cursor.words_since(start)
    return with_weekday(
        cursor, start, DayOfMonth(words, day, Month(words, month, Year(words, year)))
    )


@reader(*TIES, ",", "the", "ordinal", *NUMERAL)
def read_day_after_month(cursor: Cursor) -> int | None:
    """The day that follows the name of a month; None (and no move) where none does."""
    tie = cursor.tokens[cursor.at - 1].text if take_tie(cursor) else ""
    here = cursor.at
    comma = cursor.take_symbol(",")
    cursor.take("the")
    ordinal = read_ordinal(cursor)
    if ordinal is not None and 1 <= ordinal <= 31:
        return ordinal
    if comma:
        return None
    cursor.at = here
    cursor.take("the")
    number = cursor.digits(sizes={1, 2})
    if number is not None and 1 <= number <= 31:
        cursor.at += 1
        if (tie and tied_year_follows(cursor, tie)) or not counts_something(cursor):
            return number
    elif cursor.lenient:
        cursor.at = here
        worded = read_day_words(cursor)
        if worded is not None:
            return worded
    return None


@reader(*NUMERAL)
def read_day_words(cursor: Cursor) -> int | None:
    """The day of a month as a plain number in words: "twenty nine"; None (no move) without one."""
    if read_year_words(cursor) is not None:
        return None
    number = read_number(cursor)
    return number if number in range(1, 32) else None


@reader(*NUMERAL)
def read_day_first(cursor: Cursor) -> Period | None:
    """24 February 2023, 16. Nov. 2026, 24-Feb-23, fifteen August."""
    start = cursor.at
    day = cursor.digits(sizes={1, 2})
    if day is not None and 1 <= day <= 31:
        cursor.at += 1
        if cursor.symbol(".") and _month_is_next(cursor):
            cursor.at += 1
        return _of_month(cursor, start, day, plain=True)
    worded = read_day_words(cursor) if cursor.lenient else None
    if worded is None or not cursor.peek("month"):
        return None
    return _of_month(cursor, start, worded)


@reader(*ORDINAL)
def read_nth_day(cursor: Cursor) -> Period | None:
    """The 24th of February, the thirty-first day of the month, the 15th."""
    start = cursor.at
    day = read_ordinal(cursor)
    if day is None:
        return None
    named = cursor.take("unit", "day") is not None
    if not 1 <= day <= 31:
        return None
    dated = _of_month(cursor, start, day)
    if dated is not None or named:
        return dated
    numeral = cursor.token(-1).glued and (cursor.lenient or _ends_here(cursor))
    worded = cursor.lenient and (cursor.done or _told_by_clock(cursor))
    return DayOfMonth(cursor.words_since(start), day, None) if numeral or worded else None


def _told_by_clock(cursor: Cursor) -> bool:
    return cursor.peek("clock_at") is not None or cursor.digits() is not None


def _ends_here(cursor: Cursor) -> bool:
    """Whether no noun can follow: "on the 15th." is a day, "the 15th Brigade" is none."""
    return cursor.token().kind is Kind.SYMBOL


@reader()
def _of_month(cursor: Cursor, start: int, day: int, *, plain: bool = False) -> Period | None:
    tied = take_tie(cursor)
    tie = cursor.tokens[cursor.at - 1].text if tied else ""
    joint = cursor.take("of")
    if joint == "in" and not (
        cursor.lenient or (cursor.definite if plain else _on_the(cursor, start))
    ):
        # Who signs 30 in May signs so many, on no day; who is third in May may be so all along.
        return None
    of = tied or joint is not None
    value = cursor.take("month")
    if value is not None:
        take_dot(cursor)
        year = read_year_of(cursor, tie, dated=True)
        words = cursor.words_since(start)
        dated = DayOfMonth(words, day, Month(words, int(value), year))
        return with_weekday(cursor, start, dated)
    # The 21st this month, but not 2 next month, nor up by a tenth this month.
    counts = plain or "article" in cursor.roles[start - 1]
    month = cursor.nested() if of or (cursor.peek("shift") and not counts) else None
    words = cursor.words_since(start)
    if isinstance(month, CalendarUnit) and month.unit is Unit.MONTH:
        return DayOfMonth(words, day, month)
    return None


def _on_the(cursor: Cursor, start: int) -> bool:
    """Whether "on the" goes before: on the third in June."""
    the = "the" in cursor.roles[start - 1]
    return the and cursor.sense_at(start - 2, "lead") == Lead.IN
