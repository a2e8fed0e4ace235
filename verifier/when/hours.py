"""Days with a time of day: "tomorrow at 10 am", "noon on Friday".

The hour is used up and changes no day (see `verifier.when.clock`).
"""

from __future__ import annotations

from dataclasses import replace

from verifier.when.clock import read_clock
from verifier.when.counts import read_number
from verifier.when.phrases import (
    Anniversary,
    Between,
    Clock,
    DayFromNow,
    DayOfMonth,
    FixedDay,
    Listed,
    Month,
    Nth,
    OnWeekday,
    Period,
    Weekday,
    WeekdayBeside,
    WeekdayFrom,
    Year,
    Yearly,
)
from verifier.when.roles import Lead, Unit
from verifier.when.tokens import Cursor, ahead, reader
from verifier.when.years import Place, read_year_number

DAYS = (
    *(Anniversary, DayFromNow, DayOfMonth, FixedDay, OnWeekday),
    *(Weekday, WeekdayBeside, WeekdayFrom, Yearly),
)
"""Periods that are one day, or a few, and may have a time of day."""
HOURLY = ("by", "before", "around", "between", "from", "after", "until", "for", "in")


def at_its_hour(place: Place, period: Period) -> Period:
    """The day, past the time of day that may follow it: "tomorrow at 10 am"."""
    cursor = place.cursor
    if isinstance(period, DAYS) or (isinstance(period, Nth) and period.unit is Unit.DAY):
        here = cursor.at
        if take_hour(cursor):
            # From 9 am for 7 hours.
            take_hour(cursor)
            return _with_year_behind(place, period)
        cursor.at = here
    return period


@reader()
def take_hour(cursor: Cursor) -> bool:
    """Past the time of day that follows a day: "at 10 am", "between 3 and 5", "T08:15:30Z"."""
    token = cursor.token()
    if token is not None and token.glued and token.text == "t" and cursor.digits(1) is not None:
        cursor.at += 1
        return read_clock(cursor)
    cursor.take_symbol(",-@")
    lead = cursor.take("lead", *HOURLY)
    if lead in {Lead.UNTIL, Lead.FOR}:
        # July 13 through 15 are days; Friday until 5 pm is Friday.
        return read_clock(cursor)
    return read_clock(cursor, led=lead is not None and cursor.lenient)


def _with_year_behind(place: Place, day: Period) -> Period:
    """The day with the year that follows its time: "Oct 26 15:50:06 2016"."""
    dated = day.day if isinstance(day, OnWeekday) else day
    if not isinstance(dated, DayOfMonth) or not isinstance(dated.month, Month):
        return day
    number = read_year_number(place.cursor) if dated.month.year is None else None
    if number is None:
        return day
    whole = replace(dated, month=replace(dated.month, year=Year(str(number), number)))
    return replace(day, day=whole) if isinstance(day, OnWeekday) else whole


@reader()
def read_clocked(place: Place) -> Period | None:
    """The day of a range of hours: "between 9:30 and 11 on Thursday", after its first word."""
    cursor = place.cursor
    start = cursor.at
    found = read_clock_first(place, led=True)
    if (
        found is None
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
        marked = marked or cursor.symbol(":") or cursor.peek("clock_half") is not None
    cursor.at = here
    return marked


@reader()
def read_clock_first(place: Place, *, led: bool = False) -> Period | None:
    """Noon tomorrow; the morning of 5 May; half past three, where no day follows."""
    cursor = place.cursor
    start = cursor.at
    if not read_clock(cursor, led=led) and not _hour_before(cursor):
        return None
    here = cursor.at
    cursor.take_symbol(",")
    cursor.take("of")
    cursor.take("lead", "in")
    day = place.nested()
    if isinstance(day, DAYS) or (isinstance(day, Nth) and day.unit is Unit.DAY):
        return day
    if isinstance(day, Listed | Between):
        return day
    cursor.at = here
    return Clock(cursor.words_since(start)) if cursor.lenient else None


@reader()
def _hour_before(cursor: Cursor) -> bool:
    """The bare hour of "9 tomorrow" and "7, this morning"."""
    start = cursor.at
    hour = read_number(cursor) if cursor.lenient else None
    cursor.take_symbol(",")
    if hour is not None and hour <= 24 and cursor.peek("dayword"):
        cursor.clocks.append(start)
        return True
    return False
