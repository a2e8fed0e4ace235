"""The grammar of ranges, and of what is so many units away from something.

    between = edge "and" edge | count "and" counted [bearing]
    ranged  = edge [to edge | "or" edge] | week "between" weekday "and" weekday
    days    = ["the"] day to ["the"] day ["of"] month
    bearing = "ago" | "from now" | ("after" | "before" | "from" | "of") period
    edge    = "now" | counted bearing | period
    to      = "to" | "-" | "through" | "until"

What only one edge names, a week, a month or a year, holds for both.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.text.tokens import Kind
from verifier.when.counts import read_count, read_counted, read_ordinal
from verifier.when.dates import read_day_first, read_month, read_nth_day
from verifier.when.hours import DAYS, take_hour
from verifier.when.numeric import in_one_order, read_numeric, take_point
from verifier.when.periods import read_period
from verifier.when.phrases import (
    Between,
    CalendarUnit,
    Clock,
    Counted,
    DayFromNow,
    DayOfMonth,
    Either,
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
    Year,
    Yearly,
    Years,
)
from verifier.when.roles import OF_THE_DAY, Lead, Part, Unit
from verifier.when.tokens import Cursor, reader
from verifier.when.years import Place, counts_something, read_year_of

DATED = FixedDay | DayOfMonth
OPEN_TO_RANGE = {None, Lead.IN, Lead.DURING, Lead.FROM, Lead.FOR, Lead.AROUND}
LONGEST_LIST = 6
NAMED = (
    CalendarUnit,
    DayFromNow,
    DayOfMonth,
    FixedDay,
    Month,
    Nth,
    PartOf,
    Weekday,
    Year,
    Yearly,
    Years,
)
"""Periods that may be joined by "or" into one stretch: "in late February or early March"."""


@reader()
def read_between(place: Place) -> Target | None:
    """What may follow the word between."""
    cursor = place.cursor
    start = cursor.at
    days = read_days_of_month(place, Lead.BETWEEN)
    if days is not None:
        return days
    cursor.at = start
    low = read_count(cursor, place.rules)
    high = read_counted(cursor, place.rules) if low and cursor.take("and") else None
    if low is not None and high is not None:
        counted = Counted(cursor.words_since(start), low.hull(high[0]), high[1])
        return read_bearing(place, start, counted) or counted
    cursor.at = start
    first = read_edge(place)
    if first is None or not (_joins(cursor, "and") or cursor.take_dash() or _joins(cursor, "to")):
        return None
    ranged = _range_to(place, start, first)
    return None if ranged is None else _told(place, ranged)


@reader()
def read_ranged(place: Place, lead: Lead | None) -> Target | None:
    """A period, or a range that begins with one."""
    cursor = place.cursor
    start = cursor.at
    first = read_edge(place) if lead is Lead.FROM else read_period(place)
    if first is None:
        return None
    here = cursor.at
    inner = _between_weekdays(place, start, first)
    if inner is not None:
        return inner
    cursor.at = here
    to = _joins(cursor, "to") if lead is Lead.FROM else lead in OPEN_TO_RANGE and cursor.take("to")
    if to or cursor.take_dash():
        ranged = _range_to(place, start, first)
        if ranged is not None:
            whole = lead is Lead.FROM or not _is_of_either(ranged)
            return _told(place, ranged) if whole else None
        cursor.at = here
        if lead is Lead.FROM and cursor.take("to"):
            return None
    lasting = _lasting_from(place, start, first)
    if lasting is not None:
        return lasting
    joined = _joined(place, start, first, lead)
    if joined is None:
        return _told(place, first)
    if cursor.lenient and _are_days(joined):
        # July 4th or 5th at 3 pm.
        take_hour(cursor)
    return joined


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


def _is_of_either(ranged: Between) -> bool:
    """Whether the first end may be part of the whole range: "the first week of March to May"."""
    of = getattr(ranged.start, "of", None)
    return isinstance(ranged.start, Nth) and of is not None and type(of) is type(ranged.end)


@reader("lead")
def _lasting_from(place: Place, start: int, first: Period) -> Target | None:
    """18 December for 10 days; None (and no move) where no length follows."""
    cursor = place.cursor
    counted = read_counted(cursor, place.rules) if cursor.take("lead", "for") else None
    if counted is None or counted[1] in OF_THE_DAY:
        return None
    return Lasting(cursor.words_since(start), counted[0], counted[1], first)


def _told(place: Place, period: Period) -> Period:
    """The period, with both days that a date in digits may be, or both its ends."""
    if isinstance(period, Between):
        ends = (period.start, period.end)
        first, last = ((isinstance(end, DATED) and end.other) or end for end in ends)
        if (first, last) == ends:
            return period
        other = replace(period, start=first, end=last)
        return Either(period.words, period, other, place.rules.numeric_dates.id)
    if isinstance(period, DATED) and period.other is not None:
        plain = replace(period, other=None)
        return Either(period.words, plain, period.other, place.rules.numeric_dates.id)
    return period


@reader()
def _joined(place: Place, start: int, first: Period, lead: Lead | None) -> Period | None:
    """Several times, of which the last follows "and", "or" or a stroke; None and no move without.

    "June or July", "Monday, Tuesday and Friday", "this week or next", "by May (or by June)".
    """
    cursor = place.cursor
    parts, whole = [first], False
    for _ in range(LONGEST_LIST):
        here = cursor.at
        comma = cursor.take_symbol(",")
        mark = None if comma else cursor.token()
        bracketed = mark is not None and cursor.take_symbol("(-")
        joint = _joint(cursor)
        hedged = comma and not joint and cursor.peek("hedge") is not None and take_aside(cursor)
        more = _alternative(place, parts[-1], lead) if joint or comma else None
        if more is None or (hedged and type(more) is not type(first)):
            cursor.at = here
            break
        if bracketed and mark is not None:
            cursor.take_symbol(")" if mark.text == "(" else "-")
        parts.append(more)
        whole = whole or joint or hedged
    if not whole:
        return None
    for at in range(len(parts) - 1, 0, -1):
        parts[at - 1], parts[at] = _shared(parts[at - 1], parts[at])
    words = cursor.words_since(start)
    if len(parts) == 2:
        return Between(words, parts[0], parts[1], joined=True)
    return Listed(words, tuple(parts))


@reader()
def _joint(cursor: Cursor) -> bool:
    """Past "and", "or" or a stroke, and what goes between it and the next: or, at worst, May."""
    if cursor.take_symbol("/"):
        return True
    if cursor.take("either") is None and cursor.take("and") is None:
        return False
    take_aside(cursor)
    return True


@reader()
def take_aside(cursor: Cursor) -> bool:
    """Past words, between marks or not, that say how likely the next time is, and not when."""
    marked = cursor.take_symbol(",(-")
    start = cursor.at
    while cursor.take("aside") or cursor.take("hedge") or cursor.take("filler"):
        pass
    cursor.asides.extend(range(start, cursor.at))
    said = cursor.at > start
    if said and marked:
        cursor.take_symbol(",)-")
    return said


@reader()
def _alternative(place: Place, first: Period, lead: Lead | None) -> Period | None:
    """Another of several times: "June or July", "late this year or early next"."""
    cursor = place.cursor
    start = cursor.at
    cursor.take("filler")
    cursor.take("lead", "in", "during", *([] if lead is None else [lead]))
    cursor.take("filler")
    day = _another_day(place, first)
    if day is not None:
        return day
    if cursor.peek("ambiguous") and not cursor.lenient and not cursor.tokens[cursor.at].capital:
        # It starts in July and may last: a verb.
        return None
    second = _the_one_after(cursor, first) or read_period(place)
    if second is not None:
        alike = type(second) is type(first) and isinstance(second, NAMED)
        return second if alike or cursor.lenient else None
    part = cursor.take("part") if isinstance(first, PartOf) else None
    of = first.of if isinstance(first, PartOf) else first
    cursor.take("the")
    shift = cursor.take("shift", "next")
    if shift is None or not isinstance(of, CalendarUnit) or (part is None) is not (of is first):
        return None
    words = cursor.words_since(start)
    following = CalendarUnit(words, of.unit, of.shift + 1)
    return following if part is None else PartOf(words, Part(part), following)


@reader("the", "unit")
def _the_one_after(cursor: Cursor, first: Period) -> Period | None:
    """The end of "next week or the week after"."""
    start = cursor.at
    cursor.take("the")
    unit = cursor.take("unit")
    if (
        not isinstance(first, CalendarUnit)
        or unit != first.unit
        or not cursor.take("relation", "after")
    ):
        return None
    return CalendarUnit(cursor.words_since(start), first.unit, first.shift + 1)


@reader()
def _another_day(place: Place, first: Period) -> Period | None:
    """The 25 of "February 24 and 25", where no noun follows that it could count."""
    cursor = place.cursor
    start = cursor.at
    if not isinstance(first, DayOfMonth) or first.month is None or _dated(place):
        return None
    cursor.take("the")
    day = _bare_day(cursor)
    token = cursor.token()
    if day is None or day <= first.day:
        return None
    if token is not None and token.kind is not Kind.SYMBOL and not cursor.lenient:
        return None
    words = cursor.words_since(start)
    year = read_year_of(place)
    month = first.month
    if isinstance(year, Year) and isinstance(month, Month) and month.year is None:
        month = replace(month, year=year)
    return DayOfMonth(words, day, month)


@reader("lead")
def _between_weekdays(place: Place, start: int, week: Period) -> Target | None:
    """Next week between Wednesday and Friday."""
    cursor = place.cursor
    if not isinstance(week, CalendarUnit) or not cursor.take("lead", "between", "from"):
        return None
    first = read_period(place)
    if first is None or not (cursor.take("and") or cursor.take("to")):
        return None
    last = read_period(place)
    if not isinstance(first, Weekday) or not isinstance(last, Weekday):
        return None
    return Between(
        cursor.words_since(start), replace(first, within=week), replace(last, within=week)
    )


@reader()
def _range_to(place: Place, start: int, first: Period) -> Between | None:
    """The range from `first` to the edge that comes next; what one edge names holds for both."""
    cursor = place.cursor
    last = _second_day(place, first) or read_edge(place)
    if last is None or (isinstance(last, Clock) and place.cursor.clocks):
        # 16:00 on 6 November to 17:00 is one day.
        return None
    first, last = in_one_order(*_shared(first, last))
    return Between(cursor.words_since(start), first, last)


@reader()
def _second_day(place: Place, first: Period) -> Period | None:
    """The 29 of "November 28-29"."""
    if not isinstance(first, DayOfMonth) or not isinstance(first.month, Month):
        return None
    cursor = place.cursor
    start = cursor.at
    if _dated(place):
        return None
    day = _bare_day(cursor)
    if day is None:
        return None
    year = read_year_of(place)
    month = first.month if year is None else replace(first.month, year=year)
    return DayOfMonth(cursor.words_since(start), day, month)


@reader("digits", "ordinal", "tens", "number")
def _dated(place: Place) -> Period | None:
    """A day with its month, number first; None (and no move) where there is none."""
    for read in (read_day_first, read_nth_day):
        day = read(place)
        if isinstance(day, DayOfMonth) and day.month is not None:
            return day
    return None


@reader("ordinal", "digits", "tens")
def _bare_day(cursor: Cursor) -> int | None:
    ordinal = read_ordinal(cursor) if cursor.digits() is None else None
    if ordinal is not None and 1 <= ordinal <= 31:
        return ordinal
    token, day = cursor.token(), cursor.digits()
    if token is None or day is None or not 1 <= day <= 31 or len(token.text) > 2:
        return None
    cursor.at += 1
    cursor.take("ordinal_suffix")
    if counts_something(cursor):
        return None
    return day


def _shared(first: Period, last: Period) -> tuple[Period, Period]:
    """Both edges with the week, month or year that only one of them names."""
    match first, last:
        case Weekday(within=None, shift=None), Weekday(within=week):
            return replace(first, within=week), last
        case Month(year=None, shift=None), Month(year=Year() as year, month=month):
            if first.month <= month:
                return replace(first, year=year), last
        case DayOfMonth(month=Month(year=None, shift=None) as month), DayOfMonth(
            month=Month(year=Year() as year) as end
        ):
            if month.month <= end.month:
                return replace(first, month=replace(month, year=year)), last
        case Nth(of=None), Nth(of=Year() as year):
            return replace(first, of=year), last
        case _:
            pass
    return first, last


@reader("the", "digits", "ordinal", "tens")
def read_days_of_month(place: Place, lead: Lead | None) -> Target | None:
    """From 4 to 22 January 1995, the 4th to the 22nd of this month, 28-29 November."""
    cursor = place.cursor
    start = cursor.at
    cursor.take("the")
    day = _bare_day(cursor)
    if day is not None and cursor.lenient:
        take_point(cursor)
    joined = (
        cursor.take_dash() or cursor.take("to") or (lead is Lead.BETWEEN and cursor.take("and"))
    )
    if day is not None and not joined and lead is not Lead.BETWEEN:
        return _days_listed(place, start, day)
    if day is None or not joined or lead not in OPEN_TO_RANGE | {Lead.BETWEEN}:
        return None
    cursor.take("the")
    here = cursor.at
    last = (
        _dated(place)
        or (read_month(place) if lead in {Lead.FROM, Lead.BETWEEN} else None)
        or (_in_figures(place) if cursor.lenient else None)
    )
    if isinstance(last, FixedDay):
        words = cursor.words_since(start)
        return Between(words, FixedDay(words, last.day.replace(day=day), last.rule), last)
    if last is None:
        if _bare_day(cursor) is None:
            return None
        cursor.take("of")
        last = _numbered_day(place, here)
    if not isinstance(last, DayOfMonth) or last.month is None:
        return None
    return Between(
        cursor.words_since(start), DayOfMonth(cursor.words_since(start), day, last.month), last
    )


@reader("digits")
def _in_figures(place: Place) -> Period | None:
    """The end of "14-15.11.2017", whose points say which number is the month."""
    day = read_numeric(place)
    pointed = isinstance(day, FixedDay | DayOfMonth) and "." in day.words
    return day if pointed else None


@reader()
def _days_listed(place: Place, start: int, first: int) -> Target | None:
    """23, 24 and 25 February; 23/24 March."""
    cursor = place.cursor
    days = [first]
    for _ in range(LONGEST_LIST):
        comma = cursor.take_symbol(",")
        joint = _joint(cursor)
        if not (comma or joint):
            return None
        cursor.take("the")
        last = _dated(place)
        if isinstance(last, DayOfMonth) and last.month is not None and joint:
            words = cursor.words_since(start)
            parts = [DayOfMonth(words, day, last.month) for day in days]
            return Listed(words, (*parts, last))
        day = _bare_day(cursor)
        if last is not None or day is None:
            return None
        days.append(day)
    return None


@reader()
def _numbered_day(place: Place, start: int) -> Period | None:
    """The 22 of "from 4 to 22 this month"."""
    cursor = place.cursor
    day = cursor.tokens[start].text
    month = read_period(place)
    if not isinstance(month, CalendarUnit) or month.unit is not Unit.MONTH:
        return None
    return DayOfMonth(cursor.words_since(start), int(day), month)


@reader()
def read_edge(place: Place) -> Period | None:
    """An end of a range, where "now" will do; None where there is none."""
    cursor = place.cursor
    start = cursor.at
    cursor.take("filler")
    if cursor.take("now"):
        return DayFromNow(cursor.words_since(start), 0)
    counted = read_counted(cursor, place.rules)
    if counted is not None:
        bound = read_bearing(place, start, Counted("", counted[0], counted[1]))
        if isinstance(bound, Offset):
            return bound
    cursor.at = start
    return read_period(place)


@reader()
def read_bearing(place: Place, start: int, counted: Counted) -> Period | None:
    """Ago, from now, before or after a period."""
    cursor = place.cursor
    if cursor.take("or_so"):
        cursor.loose.append(start)
    here = cursor.at
    relation = cursor.take("relation")
    if relation is not None:
        cursor.take("filler")
        sign = {"before": -1, "after": 1}.get(relation, 0)
        if sign and cursor.take("now"):
            return Offset(cursor.words_since(start), counted.count, counted.unit, sign, None)
        base = read_period(place)
        if isinstance(base, Clock):
            # Five hours after noon is a time of day.
            of_the_day = counted.unit in OF_THE_DAY
            return Clock(cursor.words_since(start)) if of_the_day else None
        if base is not None:
            return Offset(cursor.words_since(start), counted.count, counted.unit, sign, base)
    cursor.at = here
    direction = cursor.take("direction")
    if direction is None:
        if cursor.take_symbol("'"):
            cursor.take("possessive")
        direction = cursor.take("direction")
    if direction is None:
        return None
    sign = -1 if direction == "ago" else 1
    # Three years ago tomorrow.
    base = _day_from_now(place) if cursor.lenient else None
    return Offset(cursor.words_since(start), counted.count, counted.unit, sign, base)


@reader("dayword")
def _day_from_now(place: Place) -> Period | None:
    start = place.cursor.at
    day = place.cursor.take("dayword")
    return None if day is None else DayFromNow(place.cursor.words_since(start), int(day))
