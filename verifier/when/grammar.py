"""The grammar of time phrases, by recursive descent over the words of a text.

    phrase  = {filler} {lead | "around" | filler} target {closing | "or so"}
    lead    = "by" | "before" | "within" | "in" | "during" | "after" | "since" | "from" | "until"
            | "between" | "for", each with its synonyms
    target  = horizon                            "soon", "at some stage"
            | "between" edge "and" edge
            | "from" edge to edge | edge to edge "from March to May", "November 28-29"
            | ("in" | "within") units            "within days"
            | counted [bearing]                  "two weeks", "3 days ago"
            | period
    bearing = "ago" | "from now" | ("after" | "before" | "from") period | "starting" period
    edge    = "now" | period | number            a number only beside a day of a month
    to      = "to" | "-" | "through" | "until"
    closing = "at the latest" | "at the earliest" | "or later" | ...

Periods are in `verifier.when.periods` and `verifier.when.dates`, numbers in `verifier.when.counts`.
A relation whose other side is unknown ("two weeks before the election") makes no phrase: what
cannot be read in full is not read. Every loop is bounded and every reader looks a bounded way
ahead, so the time taken is linear in the length of the text.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.model.forecasts import Operator
from verifier.when.conventions import TimeConventions, Unit
from verifier.when.counts import read_counted
from verifier.when.dates import Place, counts_something, read_day_first, read_nth_day, read_year_of
from verifier.when.periods import read_period
from verifier.when.phrases import (
    Between,
    CalendarUnit,
    Coming,
    Counted,
    DayFromNow,
    DayOfMonth,
    Horizon,
    Lasting,
    Lead,
    Month,
    Nth,
    Offset,
    PartOf,
    Period,
    Phrase,
    Target,
    Weekday,
    Year,
    Yearly,
    Years,
)
from verifier.when.tokens import Cursor

MOST_LEADS = 5
NAMED = (CalendarUnit, DayOfMonth, Month, Nth, PartOf, Weekday, Year, Yearly, Years)
"""Periods that may be joined by "or" into one stretch: "in late February or early March"."""
OPEN_TO_RANGE = {None, Lead.IN, Lead.DURING, Lead.FROM, Lead.FOR, Lead.AROUND}


def read_phrase(cursor: Cursor, rules: TimeConventions) -> Phrase | None:
    """The phrase that begins exactly here, None (and no move) where there is none."""
    start = cursor.at
    phrase = _phrase(cursor, rules)
    if phrase is None or not isinstance(phrase.target, Horizon):
        return phrase
    if not _is_open_ended(phrase.target, rules):
        return phrase
    dated = _phrase(cursor, rules)
    if dated is None:
        return phrase
    return replace(dated, words=cursor.words_since(start), first=start)


def _phrase(cursor: Cursor, rules: TimeConventions) -> Phrase | None:
    start = cursor.at
    if not cursor.roles():
        return None
    lead, approximate = _leads(cursor)
    place = Place(cursor, rules, read_period, bare=lead is not None)
    target = _target(place, lead)
    if target is None:
        cursor.at = start
        return None
    approximate = bool(cursor.take("or_so")) or approximate
    closing = _closing(place, lead)
    return Phrase(
        words=cursor.words_since(start),
        lead=Lead(closing) if closing else lead,
        target=target,
        approximate=approximate,
        first=start,
        last=cursor.at,
    )


def _is_open_ended(target: Horizon, rules: TimeConventions) -> bool:
    """Whether a time may follow that says when after all: "at some point next year"."""
    rule = next(rule for rule in rules.horizons if rule.id == target.rule)
    return rule.operator is Operator.OPEN_ENDED


def _closing(place: Place, lead: Lead | None) -> str | None:
    """The relation said after the target; in "before 2010 or after 2018" it begins another."""
    cursor = place.cursor
    start = cursor.at
    closing = cursor.take("closing")
    if closing is None and lead is Lead.FROM:
        cursor.take("onward")
    if closing is not None and read_period(place) is not None:
        cursor.at = start
        return None
    return closing


def _leads(cursor: Cursor) -> tuple[Lead | None, bool]:
    """The strongest relation among the words before the target, and whether "around" is there."""
    lead: Lead | None = None
    approximate = False
    for _ in range(MOST_LEADS):
        if cursor.peek("horizon"):
            break
        start = cursor.at
        value = cursor.take("lead")
        if value is None:
            if cursor.take("filler"):
                continue
            break
        found = Lead(value)
        if found is Lead.AROUND:
            approximate = True
        elif lead in {None, Lead.IN, Lead.DURING} or found in {Lead.IN, lead}:
            lead = found if lead in {None, Lead.IN, Lead.DURING} else lead
        else:
            cursor.at = start
            break
    return lead, approximate


def _target(place: Place, lead: Lead | None) -> Target | None:
    cursor = place.cursor
    start = cursor.at
    horizon = cursor.take("horizon")
    if horizon is not None:
        return Horizon(cursor.words_since(start), horizon)
    if lead is Lead.BETWEEN:
        return _between(place)
    if lead in {Lead.IN, Lead.WITHIN}:
        units = cursor.take("units")
        if units is not None:
            return Coming(cursor.words_since(start), Unit(units), 1)
    for reader in (_days_of_month, _counted, _ranged):
        target = reader(place, lead)
        if target is not None:
            return target
        cursor.at = start
    return None


def _between(place: Place) -> Target | None:
    cursor = place.cursor
    start = cursor.at
    days = _days_of_month(place, Lead.BETWEEN)
    if days is not None:
        return days
    cursor.at = start
    first = _edge(place)
    if first is None or not (cursor.take("and") or cursor.take_symbol("-")):
        return None
    return _range_to(place, start, first)


def _ranged(place: Place, lead: Lead | None) -> Target | None:
    """A period, or a range that begins with one."""
    cursor = place.cursor
    start = cursor.at
    first = _edge(place) if lead is Lead.FROM else read_period(place)
    if first is None:
        return None
    here = cursor.at
    inner = _between_weekdays(place, start, first)
    if inner is not None:
        return inner
    cursor.at = here
    if cursor.take_symbol("-") or (lead in OPEN_TO_RANGE and cursor.take("to")):
        ranged = _range_to(place, start, first)
        if ranged is not None:
            return ranged
        cursor.at = here
        return None if lead is Lead.FROM and cursor.take("to") else first
    if cursor.take("either"):
        second = _alternative(place, first)
        if second is not None:
            return Between(cursor.words_since(start), *_shared(first, second))
        cursor.at = here
    return first


def _alternative(place: Place, first: Period) -> Period | None:
    """The second of two times: "June or July", "this week or next"."""
    cursor = place.cursor
    start = cursor.at
    second = read_period(place)
    if second is not None:
        return second if type(second) is type(first) and isinstance(second, NAMED) else None
    shift = cursor.take("shift", "next")
    if shift is None or not isinstance(first, CalendarUnit):
        return None
    return CalendarUnit(cursor.words_since(start), first.unit, first.shift + 1)


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


def _range_to(place: Place, start: int, first: Period) -> Target | None:
    """The range from `first` to the edge that comes next; what one edge names holds for both."""
    cursor = place.cursor
    last = _second_day(place, first) or _edge(place)
    if last is None:
        return None
    first, last = _shared(first, last)
    return Between(cursor.words_since(start), first, last)


def _second_day(place: Place, first: Period) -> Period | None:
    """The 29 of "November 28-29"."""
    if not isinstance(first, DayOfMonth) or not isinstance(first.month, Month):
        return None
    cursor = place.cursor
    start = cursor.at
    if _dated(place):
        cursor.at = start
        return None
    day = _bare_day(cursor)
    if day is None:
        return None
    year = read_year_of(place)
    month = first.month if year is None else replace(first.month, year=year)
    return DayOfMonth(cursor.words_since(start), day, month)


def _dated(place: Place) -> Period | None:
    """A day with its month, number first; None (and no move) where there is none."""
    start = place.cursor.at
    for reader in (read_day_first, read_nth_day):
        day = reader(place)
        if isinstance(day, DayOfMonth) and day.month is not None:
            return day
        place.cursor.at = start
    return None


def _bare_day(cursor: Cursor) -> int | None:
    token, day = cursor.token(), cursor.digits()
    if token is None or day is None or not 1 <= day <= 31 or len(token.text) > 2:
        return None
    start = cursor.at
    cursor.at += 1
    cursor.take("ordinal_suffix")
    if counts_something(cursor):
        cursor.at = start
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


def _days_of_month(place: Place, lead: Lead | None) -> Target | None:
    """From 4 to 22 January 1995, the 4th to the 22nd of this month, 28-29 November."""
    cursor = place.cursor
    start = cursor.at
    cursor.take("the")
    day = _bare_day(cursor)
    joined = (
        cursor.take_symbol("-")
        or cursor.take("to")
        or (lead is Lead.BETWEEN and cursor.take("and"))
    )
    if day is None or not joined or lead not in OPEN_TO_RANGE | {Lead.BETWEEN}:
        return None
    cursor.take("the")
    here = cursor.at
    last = _dated(place)
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


def _numbered_day(place: Place, start: int) -> Period | None:
    """The 22 of "from 4 to 22 this month"."""
    cursor = place.cursor
    day = cursor.tokens[start].text
    month = read_period(place)
    if not isinstance(month, CalendarUnit) or month.unit is not Unit.MONTH:
        return None
    return DayOfMonth(cursor.words_since(start), int(day), month)


def _edge(place: Place) -> Period | None:
    cursor = place.cursor
    start = cursor.at
    cursor.take("filler")
    if cursor.take("now"):
        return DayFromNow(cursor.words_since(start), 0)
    counted = read_counted(cursor, place.rules)
    if counted is not None:
        bound = _bearing(place, start, Counted("", counted[0], counted[1]))
        if isinstance(bound, Offset):
            return bound
    cursor.at = start
    return read_period(place)


def _counted(place: Place, lead: Lead | None) -> Target | None:
    cursor = place.cursor
    start = cursor.at
    cursor.take("the")
    counted = read_counted(cursor, place.rules)
    if counted is None:
        return None
    count, unit = counted
    if cursor.peek("shift") and not cursor.peek("relation"):
        return None
    found = Counted(cursor.words_since(start), count, unit)
    here = cursor.at
    bound = _bearing(place, start, found)
    if bound is not None:
        return bound
    cursor.at = here
    cursor.take_symbol(",")
    if cursor.take("starting"):
        base = _edge(place)
        if base is not None:
            return Lasting(cursor.words_since(start), count, unit, base)
    cursor.at = here
    dangling = any(cursor.peek(role) is not None for role in ("relation", "anniversary"))
    unsure = lead is None and not cursor.lenient
    return None if dangling or unsure or lead is Lead.DURING else found


def _bearing(place: Place, start: int, counted: Counted) -> Period | None:
    """Ago, from now, before or after a period."""
    cursor = place.cursor
    here = cursor.at
    relation = cursor.take("relation")
    if relation is not None:
        cursor.take("filler")
        sign = {"before": -1, "after": 1}.get(relation, 0)
        if sign and cursor.take("now"):
            return Offset(cursor.words_since(start), counted.count, counted.unit, sign, None)
        base = read_period(place)
        if base is not None:
            return Offset(cursor.words_since(start), counted.count, counted.unit, sign, base)
    cursor.at = here
    direction = cursor.take("direction")
    if direction is None:
        cursor.take_symbol("'")
        direction = cursor.take("direction")
    if direction is None:
        return None
    sign = -1 if direction == "ago" else 1
    return Offset(cursor.words_since(start), counted.count, counted.unit, sign, None)
