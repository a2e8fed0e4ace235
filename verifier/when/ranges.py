"""The grammar of ranges, and of what is so many units away from something.

    between = edge "and" edge | count "and" counted [bearing]
    ranged  = edge [to edge | "or" edge] | week "between" weekday "and" weekday
    days    = ["the"] day to ["the"] day ["of"] month
    bearing = "ago" | "from now" | ("after" | "before" | "from" | "of" | "into") period
    edge    = "now" | counted bearing | period
    to      = "to" | "-" | "through" | "until"

What only one edge names, a week, a month or a year, holds for both.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.when.counts import read_count, read_counted
from verifier.when.dates import read_month
from verifier.when.hours import DAYS, take_hour
from verifier.when.lists import (
    LONGEST_LIST,
    read_dated,
    read_day,
    read_listed,
    shared,
    take_aside,
    take_joint,
)
from verifier.when.numeric import day_first, in_one_order, read_numeric, take_point
from verifier.when.parts import WHOLE
from verifier.when.periods import read_period
from verifier.when.phrases import (
    Between,
    CalendarUnit,
    Clock,
    Counted,
    DayFromNow,
    DayOfMonth,
    FixedDay,
    Lasting,
    Listed,
    Month,
    Nth,
    Offset,
    PartOf,
    Period,
    Target,
    Weekday,
)
from verifier.when.roles import OF_THE_DAY, Lead, Part, Unit
from verifier.when.tokens import Cursor, Heard, reader
from verifier.when.years import read_year_of

OPEN_TO_RANGE = {None, Lead.IN, Lead.DURING, Lead.FROM, Lead.FOR, Lead.AROUND}


@reader()
def read_between(cursor: Cursor) -> Target | None:
    """What may follow the word between."""
    start = cursor.at
    days = read_days_of_month(cursor, Lead.BETWEEN)
    if days is not None:
        return days
    low = read_count(cursor)
    high = read_counted(cursor) if low and cursor.take("and") else None
    if low is not None and high is not None:
        counted = Counted(cursor.words_since(start), low.hull(high[0]), high[1])
        return read_bearing(cursor, start, counted) or counted
    cursor.at = start
    first = read_edge(cursor)
    if first is None or not (_joins(cursor, "and") or cursor.take_dash() or _joins(cursor, "to")):
        # Between the first and third quarters of a year.
        return first if isinstance(first, Between) else None
    take_aside(cursor)
    return _range_to(cursor, start, first)


@reader()
def read_ranged(cursor: Cursor, lead: Lead | None) -> Target | None:
    """A period, or a range that begins with one."""
    start = cursor.at
    first = read_edge(cursor) if lead is Lead.FROM else read_period(cursor)
    if first is None or cursor.done:
        return first
    here = cursor.at
    inner = _between_weekdays(cursor, start, first)
    if inner is not None:
        return inner
    to = _joins(cursor, "to") if lead is Lead.FROM else lead in OPEN_TO_RANGE and cursor.take("to")
    if to or cursor.take_dash() or (lead is Lead.FROM and cursor.peek("part") == Part.WELL_INTO):
        ranged = _range_to(cursor, start, first)
        if ranged is not None:
            whole = lead is Lead.FROM or not _is_of_either(ranged)
            return ranged if whole else None
        cursor.at = here
        if lead is Lead.FROM and cursor.take("to"):
            return None
    lasting = _lasting_from(cursor, start, first)
    if lasting is not None:
        return lasting
    joined = read_listed(cursor, start, first, lead)
    if joined is None:
        return first
    if cursor.lenient and _are_days(joined):
        # July 4th or 5th at 3 pm.
        take_hour(cursor)
    return joined


@reader(*"-~\u2192", "to")
def read_range_from(cursor: Cursor, start: int, first: Period) -> Period | None:
    """The range from a period to what comes next; None (and no move) where there is none."""
    if not cursor.take("to"):
        cursor.take_dash()
    return _range_to(cursor, start, first)


@reader()
def _joins(cursor: Cursor, role: str) -> bool:
    """Past the word between two ends, and the comma that may follow a year: 2027, to June 30."""
    if cursor.tokens[cursor.at - 1].is_number:
        cursor.take_symbol(",")
    return cursor.take(role) is not None


def _are_days(joined: Period) -> bool:
    parts = joined.parts if isinstance(joined, Listed) else (joined,)
    ends = [end for part in parts for end in (getattr(part, "end", part),)]
    return all(isinstance(end, DAYS) for end in ends)


def _is_of_either(ranged: Period) -> bool:
    """Whether the first end may be part of the whole range: "the first week of March to May"."""
    if not isinstance(ranged, Between) or not isinstance(ranged.start, Nth):
        return False
    return ranged.start.of is not None and type(ranged.start.of) is type(ranged.end)


@reader("lead", "compare")
def _take_about(cursor: Cursor) -> bool:
    """Past what makes a range no exact one by one of its ends: from 2027 to about 2030."""
    start = cursor.at
    about = cursor.take("lead", Lead.AROUND) or cursor.take("compare", Lead.AROUND)
    if about:
        cursor.heard.append((start, Heard.OR_SO))
    return about is not None


@reader("lead")
def _lasting_from(cursor: Cursor, start: int, first: Period) -> Target | None:
    """18 December for 10 days; None (and no move) where no length follows."""
    alone = cursor.at == start + 1 and not cursor.bare and not cursor.lenient
    if alone and "ambiguous" in cursor.roles[start]:
        # Prices fall for two weeks; they march for a day.
        return None
    counted = read_counted(cursor) if cursor.take("lead", "for") else None
    if counted is None or counted[1] in OF_THE_DAY:
        return None
    return Lasting(cursor.words_since(start), counted[0], counted[1], first)


@reader("lead")
def _between_weekdays(cursor: Cursor, start: int, week: Period) -> Target | None:
    """Next week between Wednesday and Friday."""
    if not isinstance(week, CalendarUnit) or not cursor.take("lead", "between", "from"):
        return None
    first = read_period(cursor)
    joined = cursor.take("and") or cursor.take("to")
    last = read_period(cursor) if joined else None
    if not isinstance(first, Weekday) or not isinstance(last, Weekday):
        return None
    return Between(
        cursor.words_since(start), replace(first, within=week), replace(last, within=week)
    )


@reader()
def _range_to(cursor: Cursor, start: int, first: Period) -> Period | None:
    """The range from `first` to the edge that comes next; what one edge names holds for both."""
    _take_about(cursor)
    last = _second_day(cursor, first) or read_edge(cursor)
    if last is None or (isinstance(last, Clock) and Heard.HOUR in cursor.heard_since(0)):
        # 16:00 on 6 November to 17:00 is one day.
        return None
    last = _in_a_period(cursor, last)
    words = cursor.words_since(start)
    if isinstance(first, PartOf) and first.part is Part.TURN and type(first.of) is type(last):
        # The turn of 2023 to 2024 is that of the latter.
        return replace(first, words=words, of=last)
    return Between(words, *in_one_order(*shared(first, last)))


def _in_a_period(cursor: Cursor, last: Period) -> Period:
    """The June of "the April-June period next year", past the words behind it."""
    if isinstance(last, Month) and last.year is None and cursor.take("span_noun"):
        return replace(last, year=read_year_of(cursor))
    return last


@reader()
def _second_day(cursor: Cursor, first: Period) -> Period | None:
    """The 29 of "November 28-29"."""
    if not isinstance(first, DayOfMonth) or not isinstance(first.month, Month):
        return None
    start = cursor.at
    if read_dated(cursor):
        return None
    day = read_day(cursor)
    if day is None:
        return None
    year = read_year_of(cursor)
    month = first.month if year is None else replace(first.month, year=year)
    return DayOfMonth(cursor.words_since(start), day, month)


@reader("the", "digits", "ordinal", "tens")
def read_days_of_month(cursor: Cursor, lead: Lead | None) -> Target | None:
    """From 4 to 22 January 1995, the 4th to the 22nd of this month, 28-29 November."""
    start = cursor.at
    cursor.take("the")
    day = read_day(cursor)
    if day is not None and cursor.lenient:
        take_point(cursor)
    joined = (
        cursor.take_dash() or cursor.take("to") or (lead is Lead.BETWEEN and cursor.take("and"))
    )
    if day is not None and not joined and lead is not Lead.BETWEEN:
        return _days_listed(cursor, start, day)
    if day is None or not joined or lead not in OPEN_TO_RANGE | {Lead.BETWEEN}:
        return None
    cursor.take("the")
    here = cursor.at
    last = (
        read_dated(cursor)
        or (read_month(cursor) if lead in {Lead.FROM, Lead.BETWEEN} else None)
        or (_in_figures(cursor) if cursor.lenient else None)
    )
    if isinstance(last, FixedDay):
        words = cursor.words_since(start)
        return Between(words, FixedDay(words, last.day.replace(day=day), last.rule), last)
    if last is None:
        if read_day(cursor) is None:
            return None
        cursor.take("of")
        last = _numbered_day(cursor, here)
    if not isinstance(last, DayOfMonth) or last.month is None:
        return None
    return Between(
        cursor.words_since(start), DayOfMonth(cursor.words_since(start), day, last.month), last
    )


@reader("digits")
def _in_figures(cursor: Cursor) -> Period | None:
    """The end of "14-15.11.2017" and "9-15/09/2026": after a day, the day goes first."""
    day = read_numeric(cursor)
    return day_first(day) if isinstance(day, FixedDay | DayOfMonth) else None


@reader()
def _days_listed(cursor: Cursor, start: int, first: int) -> Target | None:
    """23, 24 and 25 February; 23/24 March; 23, 24, 25 February."""
    days = [first]
    for _ in range(LONGEST_LIST):
        comma = cursor.take_symbol(",")
        joint = take_joint(cursor)
        if not (comma or joint):
            return None
        cursor.take("the")
        last = read_dated(cursor)
        if isinstance(last, DayOfMonth) and last.month is not None and (joint or days[1:]):
            words = cursor.words_since(start)
            parts = [DayOfMonth(words, day, last.month) for day in days]
            return Listed(words, (*parts, last))
        day = read_day(cursor)
        if last is not None or day is None:
            return None
        days.append(day)
    return None


@reader()
def _numbered_day(cursor: Cursor, start: int) -> Period | None:
    """The 22 of "from 4 to 22 this month"."""
    day = cursor.tokens[start].text
    month = read_period(cursor)
    if not isinstance(month, CalendarUnit) or month.unit is not Unit.MONTH:
        return None
    return DayOfMonth(cursor.words_since(start), int(day), month)


@reader()
def read_edge(cursor: Cursor) -> Period | None:
    """An end of a range, where "now" will do; None where there is none."""
    cursor.take("filler")
    start = cursor.at
    if cursor.take("now"):
        return DayFromNow(cursor.words_since(start), 0)
    counted = read_counted(cursor)
    if counted is not None:
        bound = read_bearing(cursor, start, Counted("", counted[0], counted[1]))
        if isinstance(bound, Offset):
            return bound
    cursor.at = start
    return read_period(cursor)


@reader("or_so", "relation", "into", "'", "direction")
def read_bearing(cursor: Cursor, start: int, counted: Counted) -> Period | None:
    """Ago, from now, before or after a period."""
    if cursor.take_or_so():
        cursor.heard.append((start, Heard.OR_SO))
    here = cursor.at
    relation = cursor.take("relation")
    if relation is not None:
        sign = {"before": -1, "after": 1}.get(relation, 0)
        if sign and cursor.take("now"):
            return Offset(cursor.words_since(start), counted.count, counted.unit, sign, None)
        base = read_period(cursor)
        if isinstance(base, Clock):
            # Five hours after noon is a time of day.
            of_the_day = counted.unit in OF_THE_DAY
            return Clock(cursor.words_since(start)) if of_the_day else None
        if base is not None:
            return Offset(cursor.words_since(start), counted.count, counted.unit, sign, base)
    cursor.at = here
    of = read_period(cursor) if cursor.take("into") else None
    if isinstance(of, WHOLE):
        words = cursor.words_since(start)
        base = PartOf(words, Part.BEGINNING, of)
        return Offset(words, counted.count, counted.unit, 1, base)
    cursor.at = here
    if cursor.take_symbol("'"):
        cursor.take("possessive")
    direction = cursor.take("direction")
    if direction is None or cursor.peek("than"):
        # A year earlier than was forecast.
        return None
    sign = -1 if direction == "ago" else 1
    # Three years ago tomorrow.
    base = _day_from_now(cursor) if cursor.lenient else None
    return Offset(cursor.words_since(start), counted.count, counted.unit, sign, base)


@reader("dayword")
def _day_from_now(cursor: Cursor) -> Period | None:
    start, day = cursor.at, cursor.taken("dayword")
    return DayFromNow(cursor.words_since(start), int(day))
