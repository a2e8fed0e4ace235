"""Days with a time of day: "tomorrow at 10 am", "noon on Friday".

The hour is used up and changes no day (see `verifier.when.clock`).
"""

from __future__ import annotations

from dataclasses import replace

from verifier.when.clock import (
    hours_follow,
    is_military,
    is_time,
    may_be_year,
    read_clock,
    read_zone,
    take_last_hour,
)
from verifier.when.counts import NUMERAL, read_counted, read_number
from verifier.when.phrases import (
    Anniversary,
    Between,
    Clock,
    DayFromNow,
    DayNamed,
    DayOfMonth,
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
    Yearly,
)
from verifier.when.roles import OF_THE_DAY, Lead, Part, Unit
from verifier.when.tokens import Cursor, Heard, ahead, reader
from verifier.when.years import read_year_number

DAYS = (
    *(Anniversary, DayFromNow, DayNamed, DayOfMonth, FixedDay, OnWeekday),
    *(Weekday, WeekdayBeside, WeekdayFrom, Yearly),
)
"""Periods that are one day, or a few, and may have a time of day."""
HOURLY = ("by", "before", "around", "between", "from", "after", "until", "for", "in")


def at_its_hour(cursor: Cursor, period: Period) -> Period:
    """The day, past the time of day that may follow it: "tomorrow at 10 am"."""
    if isinstance(period, DAYS) or (isinstance(period, Nth) and period.unit is Unit.DAY):
        if take_hour(cursor):
            # From 9 am for 7 hours.
            if cursor.peek("lead") and not _take_length(cursor):
                take_hour(cursor)
            return _with_year_behind(cursor, period)
        if cursor.lenient:
            _take_last_words(cursor, period)
    return period


@reader("lead")
def _take_length(cursor: Cursor) -> bool:
    """Past how many hours or minutes something takes: for thirty minutes."""
    start = cursor.at
    counted = read_counted(cursor) if cursor.take("lead", Lead.FOR) else None
    if counted is None or counted[1] not in OF_THE_DAY:
        return False
    cursor.heard.append((start, Heard.HOURS))
    return True


@reader()
def _take_last_words(cursor: Cursor, period: Period) -> bool:
    """Past what a day may end with where nothing else is said: its late hours, a zone, an hour."""
    start = cursor.at
    # 5 June UTC; but June 5-6 are two days.
    if cursor.take("part", Part.EARLY, Part.LATE) or (cursor.peek("zone") and read_zone(cursor)):
        return cursor.done
    hour = read_number(cursor) if isinstance(period, DayFromNow) else None
    if hour is None or not (hour < 25 or is_military(cursor.token(-1))) or not cursor.done:
        return False
    cursor.heard.append((start, Heard.HOUR))
    return True


@reader()
def take_hour(cursor: Cursor) -> bool:
    """Past the time of day that follows a day: "at 10 am", "between 3 and 5", "T08:15:30Z"."""
    token = cursor.token()
    if token.glued and token.text == "t" and cursor.digits(1) is not None:
        cursor.at += 1
        return read_clock(cursor) or _take_packed(cursor)
    bracket = cursor.take_symbol("(")
    at = cursor.take_symbol("@")
    mark = bracket or at or cursor.take_symbol(",-|")
    told_at = at or (cursor.lenient and cursor.peek("clock_at") is not None)
    lead = cursor.take("lead", *HOURLY)
    # July 13 through 15 are days; Friday until 5 pm is Friday; three months in 2027 have no hour.
    led = lead is not None and cursor.lenient and lead not in {Lead.UNTIL, Lead.FOR, Lead.IN}
    told = cursor.lenient and not mark and (hours_follow(cursor) or _is_dotted(cursor))
    start = cursor.at
    if not read_clock(cursor, led=led or told or told_at):
        return False
    if lead == Lead.UNTIL and _is_of_a_day(cursor):
        # From 9 am on Friday until 11 am on Saturday.
        return False
    if lead in {Lead.UNTIL, Lead.FOR}:
        cursor.heard.append((start, Heard.HOURS))
    return not bracket or cursor.take_symbol(")")


@ahead
def _is_of_a_day(cursor: Cursor) -> bool:
    """Whether the day of the hour just read follows."""
    on = cursor.take("lead", Lead.IN) is not None
    cursor.take("the")
    named = any(cursor.peek(role) for role in ("dayword", "month", "weekday"))
    return named or (on and cursor.digits() is not None)


@reader("digits")
def _take_packed(cursor: Cursor) -> bool:
    """Past the hour after a T: T23, T211958Z."""
    start, digits = cursor.at, cursor.token().text
    if len(digits) > 6 or not is_time(digits):
        return False
    cursor.at += 1
    read_zone(cursor)
    cursor.heard.append((start, Heard.HOUR))
    return True


def _is_dotted(cursor: Cursor) -> bool:
    """Whether an hour follows with its minutes and nothing between: 08.40, 0840."""
    first, dot, minutes = cursor.token(), cursor.token(1), cursor.token(2)
    if not first.is_number:
        return False
    if is_military(first) and not may_be_year(first):
        return True
    dotted = dot.text == "." and dot.glued and minutes.glued
    return dotted and minutes.is_number and len(minutes.text) == 2


def _with_year_behind(cursor: Cursor, day: Period) -> Period:
    """The day with the year that follows its time: "Oct 26 15:50:06 2016"."""
    dated = day.day if isinstance(day, OnWeekday) else day
    if not isinstance(dated, DayOfMonth) or not isinstance(dated.month, Month):
        return day
    number = read_year_number(cursor) if dated.month.year is None else None
    if number is None:
        return day
    read_zone(cursor)
    whole = replace(dated, month=replace(dated.month, year=Year(str(number), number)))
    return replace(day, day=whole) if isinstance(day, OnWeekday) else whole


@reader()
def read_clocked(cursor: Cursor) -> Period | None:
    """The day of a range of hours: "between 9:30 and 11 on Thursday", after its first word."""
    start = cursor.at
    found = read_clock_first(cursor, led=True)
    if (
        found is None
        # From noon on Friday begins with it.
        or Heard.HOURS not in cursor.heard_since(start)
        or cursor.peek("and")
        or cursor.peek("to")
        or (isinstance(found, Clock) and not _has_mark(cursor, start))
    ):
        return None
    return found


@ahead
def _has_mark(cursor: Cursor, start: int) -> bool:
    """Whether something but numbers says that a time of day was read: from 4 to 22 may be days."""
    here, marked = cursor.at, False
    for cursor.at in range(start, here):
        marks = cursor.roles[cursor.at].keys() & {
            "clock_half",
            "clock_word",
            "clock_hours",
            "day_part",
        }
        marked = marked or cursor.symbol(":") or bool(marks)
    cursor.at = here
    return marked


@reader(*NUMERAL, "clock_word", "clock_at", "day_part", "half", "unit")
def read_clock_first(cursor: Cursor, *, led: bool = False) -> Period | None:
    """Noon tomorrow; the morning of 5 May; half past three, where no day follows."""
    start = cursor.at
    led = led or (cursor.lenient and start > 0 and "clock_at" in cursor.roles[start - 1])
    if not read_clock(cursor, led=led) and not _hour_before(cursor):
        return None
    here = cursor.at
    cursor.take_symbol(",")
    cursor.take("of")
    cursor.take("lead", "in")
    day = cursor.nested()
    if day is None:
        cursor.at = here
        day = _day_away(cursor)
    if isinstance(day, (*DAYS, Offset)) or (isinstance(day, Nth) and day.unit is Unit.DAY):
        take_last_hour(cursor)
        return day
    if isinstance(day, Between):
        return day
    cursor.at = here
    _take_length(cursor)
    return Clock(cursor.words_since(start)) if cursor.lenient else None


@reader(",", "lead", *NUMERAL)
def _day_away(cursor: Cursor) -> Period | None:
    """The day of "noon in a week", "midnight two days ago", "3 pm three days from now"."""
    start = cursor.at
    cursor.take_symbol(",")
    ahead = cursor.take("lead", Lead.IN) is not None
    counted = read_counted(cursor)
    if counted is None or counted[1] in OF_THE_DAY:
        return None
    way = cursor.take("direction", *(["ahead"] if ahead else []))
    if way is None and not ahead:
        return None
    words = cursor.words_since(start)
    return Offset(words, *counted, -1 if way == "ago" else 1, None)


@reader()
def _hour_before(cursor: Cursor) -> bool:
    """The bare hour of "9 tomorrow" and "7, this morning"."""
    start = cursor.at
    hour = read_number(cursor) if cursor.lenient else None
    cursor.take_symbol(",")
    led = cursor.peek("dayword") or cursor.peek("lead")
    if hour is not None and hour <= 24 and led and _is_of_a_day(cursor):
        cursor.heard.append((start, Heard.HOUR))
        return True
    return False
