"""The grammar of time phrases, by recursive descent over the words of a text.

    phrase  = {filler | lead | "around"} target ["or so"] [closing]
    lead    = "by" | "before" | "within" | "in" | "during" | "after" | "since" | "from" | "until"
            | "between" | "for", each with its synonyms
    target  = horizon                            "soon", "at some stage"
            | between                            after "between"
            | units ["to come"]                  after "in" or "within": "within days"
            | days                               "28-29 November"
            | ["the"] counted [bearing | "starting" edge]
            | ranged                             "April", "June or July", "Monday to Friday"
    closing = "at the latest" | "at the earliest" | "or later" | ...

Ranges and bearings are in `verifier.when.ranges`, periods in `verifier.when.periods` and
`verifier.when.dates`, numbers in `verifier.when.counts`. A relation whose other side is unknown
("two weeks before the election") makes no phrase: what cannot be read in full is not read. Every
loop is bounded and every reader looks a bounded way ahead, so the time taken is linear in the
length of the text.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.model.forecasts import Operator
from verifier.text.tokens import Kind
from verifier.when.clock import read_clock
from verifier.when.conventions import HorizonRule, TimeConventions
from verifier.when.counts import COUNTING, OF_THE_HOUR, SIZES, read_counted
from verifier.when.hours import DAYS, read_clocked, take_hour
from verifier.when.lists import take_aside
from verifier.when.parts import read_in_new_year
from verifier.when.passing import (
    UNTIL_OVER,
    read_by_the_time,
    read_come,
    until_over,
)
from verifier.when.periods import BEGINNINGS as OF_PERIODS
from verifier.when.periods import read_period
from verifier.when.phrases import (
    Beside,
    Between,
    CalendarUnit,
    Clock,
    Coming,
    Count,
    Counted,
    DayFromNow,
    DayOfMonth,
    Either,
    FixedDay,
    Horizon,
    Lasting,
    Listed,
    Month,
    Offset,
    OnWeekday,
    Phrase,
    Rolling,
    Shortly,
    Target,
    UnitAhead,
    Weekday,
    WeekdayBeside,
    Year,
    Yearly,
)
from verifier.when.ranges import (
    read_bearing,
    read_between,
    read_days_of_month,
    read_edge,
    read_range_from,
    read_ranged,
)
from verifier.when.relations import BESIDE, read_leads
from verifier.when.roles import OF_THE_DAY, Lead, Shift, Unit
from verifier.when.tokens import Cursor, Heard, ahead, reader
from verifier.when.units import HOLDING, read_bound, read_side, read_units_to_come

WHOLE: dict[type, Unit] = {Month: Unit.MONTH, Year: Unit.YEAR, Yearly: Unit.SEASON}
STRETCHES = {Lead.IN, Lead.DURING, Lead.WITHIN, Lead.FOR}
OPEN = frozenset({Lead.SINCE, Lead.FROM})
BEHIND = {Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.DECADE}
AHEAD = BEHIND | {Unit.CENTURY}


BEGINNINGS = (
    OF_PERIODS
    | COUNTING
    | {
        "lead",
        "compare",
        "filler",
        "horizon",
        "closely",
        "soonest",
        "by_the_time",
        "once",
        "when",
        "in_new_year",
        "come",
    }
)
"""The roles that the first word of a phrase can play."""


@reader()
def read_phrase(cursor: Cursor) -> Phrase | None:
    """The phrase that begins exactly here, None (and no move) where there is none."""
    start = cursor.at
    phrase = read_by_the_time(cursor) or _phrase(cursor) or read_come(cursor)
    if phrase is None or not isinstance(phrase.target, Horizon):
        return phrase
    if not _is_open_ended(phrase.target, cursor.rules):
        return phrase
    dated = _phrase(cursor)
    if dated is None:
        return phrase
    return dated._replace(words=cursor.words_since(start), first=start)


@reader(*BEGINNINGS)
def _phrase(cursor: Cursor) -> Phrase | None:
    start = cursor.at
    soonest = not cursor.peek("horizon") and cursor.take("soonest") is not None
    said = read_leads(cursor)
    if said is None:
        return None
    cursor.begin(read_period, bare=said.lead is not None)
    hours = read_clocked(cursor) if said.lead in {Lead.BETWEEN, Lead.FROM} else None
    close = _shortly(cursor, start) if said.lead in {None, Lead.IN} else None
    target = close or hours or _target(cursor, said.lead)
    if target is None or _is_cut_off(cursor, target):
        return None
    hourly = isinstance(target, (Clock, *DAYS)) and Heard.HOURS in cursor.heard_since(start)
    counted = isinstance(target, Offset) and _has_range(cursor, start)
    if hours is not None or (said.lead is Lead.FROM and (hourly or counted)):
        # From 9 to 5 is in a day, from 9 begins with one; so are from 3 to 5 weeks, from 3 weeks.
        said = said._replace(lead=Lead.IN)
    if isinstance(target, Counted | Offset):
        take_hour(cursor)
    if said.lead is not None and _is_a_day(target):
        _take_event(cursor)
    loose = cursor.take_or_so()
    closing = _closing(cursor)
    if closing is None and said.lead is Lead.FROM:
        cursor.take("onward")
    if closing is None and said.lead in UNTIL_OVER:
        passing = until_over(cursor, target, said)
        if passing is None:
            return None
        target, said = passing
    lead = said.relation(target, closing)
    if lead is False:
        return None
    give = _give_or_take(cursor)
    heard = cursor.heard_since(start)
    loose = loose or Heard.OR_SO in heard
    # Where an hour is said, it is the hour that is approximate.
    clocked = Heard.HOUR in heard
    return Phrase(
        words=cursor.words_since(start),
        lead=lead,
        target=target,
        approximate=None if clocked else Lead.AROUND if loose else said.approximate,
        first=start,
        last=cursor.at,
        give=give,
        inclusive=said.includes(closing),
        soonest=soonest,
        clocked=clocked,
        opening=Heard.OPENING in heard,
    )


def _has_range(cursor: Cursor, start: int) -> bool:
    """Whether a number of units goes from one to another: from three to five weeks ago."""
    behind = range(start + 1, cursor.at)
    return any(not {"-", "number_to"}.isdisjoint(cursor.roles[at]) for at in behind)


@reader("'", "event")
def _take_event(cursor: Cursor) -> bool:
    """Past what a day is of: the 5 May election, Sunday's vote."""
    if cursor.take_symbol("'"):
        cursor.take("possessive")
    return cursor.take("event") is not None


def _is_a_day(target: Target) -> bool:
    if isinstance(target, Between):
        return _is_a_day(target.start) and _is_a_day(target.end)
    return isinstance(target, FixedDay | DayOfMonth | OnWeekday | Weekday)


@reader(",", "(", "plus_minus")
def _give_or_take(cursor: Cursor) -> tuple[Count, Unit] | None:
    """Plus or minus two days."""
    cursor.take_symbol(",(")
    found = read_counted(cursor) if cursor.take("plus_minus") else None
    if found is None:
        return None
    cursor.take_symbol(")")
    return found


@reader("closely")
def _shortly(cursor: Cursor, start: int) -> Target | None:
    """Soon, or just, after Easter: within a horizon from there."""
    rule = cursor.taken("closely")
    side = None if cursor.peek("lead") in OPEN else cursor.take("relation", *BESIDE)
    of = None if side is None else read_period(cursor)
    if of is None:
        return None
    horizon = cursor.rules.named(HorizonRule, rule)
    if horizon.narrow[1] is None:
        return None
    if Heard.HOUR in cursor.heard_since(start):
        # Just after noon on Friday is on Friday.
        return of
    return Shortly(cursor.words_since(start), of, -1 if side == "before" else 1, horizon.id)


def _is_cut_off(cursor: Cursor, target: Target) -> bool:
    """Whether what follows says that the words mean something else: of what, after what."""
    match target:
        case Horizon() if not _is_open_ended(target, cursor.rules):
            return cursor.peek("lead") in {"after", "before"}
        case CalendarUnit(shift=shift) if shift < 0:
            return cursor.peek("of") == "of"
        case Rolling(sign=sign) | Coming(sign=sign) if sign < 0:
            return cursor.peek("of") == "of"
        case Coming() | Listed():
            # In years past, or in months and years past, is no time to come.
            return cursor.peek("shift") == Shift.PAST or cursor.peek("elapsed") is not None
        case _:
            return False


def _is_open_ended(target: Horizon, rules: TimeConventions) -> bool:
    """Whether a time may follow that says when after all: "at some point next year"."""
    rule = rules.named(HorizonRule, target.rule)
    return rule.operator is Operator.OPEN_ENDED


@reader("(", ",", "closing", "either")
def _closing(cursor: Cursor) -> str | None:
    """The relation said after the target; in "before 2010 or after 2018" it begins another."""
    bracket = cursor.take_symbol("(")
    cursor.take_symbol(",")
    closing = cursor.take("closing")
    if closing is None and cursor.take("either"):
        take_aside(cursor)
        closing = cursor.take("or_else", "by", "from")
    if closing is not None and _names_another(cursor):
        return None
    return closing if not bracket or cursor.take_symbol(")") else None


@ahead
def _names_another(cursor: Cursor) -> bool:
    """Whether a period follows: or after 2018, or later in the year."""
    cursor.take("lead")
    return read_period(cursor) is not None


@reader()
def _target(cursor: Cursor, lead: Lead | None) -> Target | None:
    start = cursor.at
    horizon = cursor.take("horizon")
    if horizon is not None:
        return Horizon(cursor.words_since(start), horizon)
    if lead is Lead.BETWEEN:
        return read_between(cursor)
    if lead in {Lead.IN, Lead.WITHIN} or (lead is Lead.FOR and cursor.lenient):
        units = cursor.take("units")
        if units is not None:
            cursor.at = start
            coming = read_units_to_come(cursor)
            cursor.take("to_come")
            return coming
    if cursor.peek("in_new_year"):
        return read_in_new_year(cursor)
    definite = lead is Lead.WITHIN or cursor.peek("the") is not None
    for read in FROM_HERE if lead is Lead.FROM else ANYWHERE:
        target = read(cursor, lead)
        if target is not None:
            return _from_today(cursor, target) if definite and lead in STRETCHES else target
    return None


@reader("the", "day_part")
def _days_by_night(cursor: Cursor, lead: Lead | None) -> Target | None:
    """The night of 23/24 March."""
    cursor.take("the")
    if cursor.peek("day_part") is None or not read_clock(cursor):
        return None
    cursor.take("of")
    cursor.take("lead", "in")
    return read_days_of_month(cursor, lead)


@reader(",", "starting")
def _lasting(cursor: Cursor, start: int, counted: Counted) -> Target | None:
    """Two weeks starting on a day; "for 3 days from" begins alike, "3 days from" does not."""
    cursor.take_symbol(",")
    base = read_edge(cursor) if cursor.take("starting") else None
    if base is None:
        return None
    return Lasting(cursor.words_since(start), counted.count, counted.unit, base)


@reader(",", "lead", "weekday", "dayword")
def _weeks_on(
    cursor: Cursor, start: int, count: Count, unit: Unit, lead: Lead | None
) -> Target | None:
    """A week on Friday; in three weeks, on Friday: of the third week as well; a month today."""
    here = cursor.at
    if unit in OF_THE_DAY or not count.exact or count.low.denominator != 1 or count.also:
        return None
    weeks = {Unit.WEEK: 1, Unit.FORTNIGHT: 2}.get(unit)
    if lead is Lead.IN:
        cursor.take_symbol(",")
    cursor.take("lead", "in")
    weekday = cursor.take("weekday") if weeks else None
    if weekday is not None and weeks:
        words = cursor.words_since(start)
        later = WeekdayBeside(words, int(weekday), weeks * int(count.low), on=True)
        if lead is not Lead.IN:
            return later
        week = Beside(words, Unit.WEEK, Offset(words, count, unit, 1, None))
        of_week = Weekday(words, int(weekday), within=week)
        return Either(words, of_week, later, cursor.rules.basics.weekday_of_week.id)
    cursor.at = here
    day = cursor.take("dayword", "0", "1")
    if day is None:
        return None
    words = cursor.words_since(start)
    return Offset(words, count, unit, 1, DayFromNow(words, int(day)))


@reader("beside", "relation")
def _units_beside(cursor: Cursor, start: int, count: Count, unit: Unit) -> Target | None:
    """The two weeks after March 3, or to it: all of them, not the day two weeks after it."""
    if unit in OF_THE_DAY:
        return None
    beside, bound = read_bound(cursor), True
    if beside is None:
        beside, bound = read_side(cursor), False
    if beside is None:
        return None
    words = cursor.words_since(start)
    return Beside(words, unit, *beside[::-1], bound=bound, count=count)


@reader()
def _bound(cursor: Cursor, start: int, counted: Counted, lead: Lead | None) -> Target | None:
    """What ties a count to a time: two weeks ago, or from a day on; one day in January."""
    lasting = _lasting(cursor, start, counted) if lead is Lead.FOR else None
    found = lasting or read_bearing(cursor, start, counted) or _lasting(cursor, start, counted)
    if isinstance(found, Offset) and counted.to is not None:
        # A week to ten days ago: so many days, up to the week.
        other = replace(found, count=counted.to.count, unit=counted.to.unit)
        return Between(found.words, *((found, other) if found.sign > 0 else (other, found)))
    if isinstance(found, Offset):
        # Three days ago to now.
        return read_range_from(cursor, start, found) or found
    one = counted.count.exact and counted.count.low == 1
    several = lead is Lead.FOR or (lead is None and cursor.lenient)
    if found is None and (several or (one and lead in {None, Lead.IN})):
        return _within(cursor, counted.unit, one=one)
    return found


@reader("of")
def _within(cursor: Cursor, unit: Unit, *, one: bool) -> Target | None:
    """The January of "on a day in January", "two weeks in January": it is not said which."""
    of = read_period(cursor) if cursor.take("of", "in") else None
    if not isinstance(of, HOLDING):
        return None
    # It will be three years in March: since when, and not when.
    whole = WHOLE.get(type(of), getattr(of, "unit", Unit.QUARTER))
    return of if one or SIZES[unit] < SIZES[whole] else None


@reader("-", "number_to", "or")
def _up_to(cursor: Cursor, unit: Unit) -> Counted | None:
    """The ten days of "a week to ten days", the year of "six months to a year"."""
    start = cursor.at
    joined = cursor.take_symbol("-") or cursor.take("number_to") or cursor.take("or")
    more = read_counted(cursor) if joined else None
    if more is None or more[1] is unit:
        return None
    return Counted(cursor.words_since(start), *more)


def _from_today(cursor: Cursor, target: Target) -> Target:
    """In, over or within the next month: in the month that now begins; the last month likewise."""
    match target:
        case CalendarUnit(shift=1, unit=unit) if unit in AHEAD:
            return UnitAhead(target.words, unit)
        case CalendarUnit(shift=-1, unit=unit) if unit in BEHIND and not cursor.peek("of"):
            rolling = Rolling(target.words, Count.exactly(1), unit, -1)
            return Either(target.words, rolling, target, cursor.rules.rolling.id)
        case _:
            return target


@reader(*COUNTING, "the")
def _counted(cursor: Cursor, lead: Lead | None) -> Target | None:
    start = cursor.at
    definite = cursor.take("the") is not None
    if definite and cursor.digits(sizes={4}) is not None:
        # The 2026 tax year is no 2026 years.
        return None
    counted = read_counted(cursor)
    if counted is None:
        return None
    count, unit = counted
    cursor.take("spell")
    if unit in OF_THE_DAY:
        cursor.heard.append((start, Heard.HOUR))
        military = unit is Unit.HOUR and len(cursor.tokens[start].text) == 4
        if military and cursor.tokens[start].kind is Kind.NUMBER:
            # 0600 hours is a time of day.
            return None
    if cursor.peek("shift") and not cursor.peek("relation"):
        return None
    if unit in OF_THE_HOUR and cursor.peek("clock_past") and not cursor.peek("relation"):
        # A quarter to seven is a time of day.
        return None
    weekday = _weeks_on(cursor, start, count, unit, lead)
    if weekday is not None:
        return weekday
    beside = _units_beside(cursor, start, count, unit) if definite else None
    if beside is not None:
        return beside
    found = Counted(cursor.words_since(start), count, unit, _up_to(cursor, unit))
    bound = _bound(cursor, start, found, lead)
    if bound is not None:
        return bound
    dangling = any(cursor.peek(role) is not None for role in ("relation", "anniversary"))
    # 15h alone is a time of day.
    by_the_clock = unit is Unit.HOUR and cursor.tokens[cursor.at - 1].glued
    unsure = lead is None and (by_the_clock or not cursor.lenient)
    return None if dangling or unsure or lead is Lead.DURING else found


ANYWHERE = (_days_by_night, read_days_of_month, _counted, read_ranged)
FROM_HERE = (read_days_of_month, read_ranged, _counted)
"""After "from" a range is looked for first: "from two weeks ago to now"."""
