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
from verifier.when.conventions import TimeConventions
from verifier.when.counts import read_counted, read_number
from verifier.when.periods import read_clocked, read_period, read_units_to_come
from verifier.when.phrases import (
    Between,
    CalendarUnit,
    Coming,
    Count,
    Counted,
    DayFromNow,
    DayOfMonth,
    FixedDay,
    Horizon,
    Lasting,
    Offset,
    OnWeekday,
    PartOf,
    Phrase,
    Rolling,
    Shortly,
    Target,
    UnitAhead,
    Weekday,
    WeekdayBeside,
)
from verifier.when.ranges import (
    read_bearing,
    read_between,
    read_days_of_month,
    read_edge,
    read_ranged,
)
from verifier.when.roles import OF_THE_DAY, Lead, Part, Unit
from verifier.when.tokens import Cursor
from verifier.when.years import Place

MOST_LEADS = 5
STRETCHES = {Lead.IN, Lead.DURING, Lead.WITHIN, Lead.FOR}
AHEAD = {Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY}


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
    soonest = not cursor.peek("horizon") and cursor.take("soonest") is not None
    over = cursor.peek("over") is not None
    lead, approximate = _leads(cursor)
    place = Place(cursor, rules, read_period, bare=lead is not None)
    hours = read_clocked(place) if lead in {Lead.BETWEEN, Lead.FROM} else None
    if hours is not None:
        lead = Lead.IN
    target = hours or _target(place, lead)
    if isinstance(target, Horizon) and lead in {None, Lead.IN}:
        target = _shortly(place, start, target) or target
    if lead is Lead.FOR and isinstance(target, DayFromNow):
        # "For now" is a horizon; with something between its words it is nothing.
        target = None
    if target is None or _is_cut_off(cursor, target):
        cursor.at = start
        return None
    if lead is not None and _is_a_day(target):
        # The 5 May election, the November 28-29 meeting.
        cursor.take("event")
    approximate = bool(cursor.take("or_so")) or approximate
    # Where an hour is said, it is the hour that is approximate.
    clocked = any(start <= at < cursor.at for at in cursor.clocks)
    approximate = approximate and not clocked
    closing = _closing(place, lead)
    if closing is None and lead in {Lead.BY, Lead.BEFORE} and isinstance(target, CalendarUnit):
        target, lead = _until_over(cursor, target, lead)
    if over and isinstance(target, Offset) and target.sign:
        lead = Lead.AFTER
    give = _give_or_take(place)
    return Phrase(
        words=cursor.words_since(start),
        lead=Lead(closing) if closing else lead,
        target=target,
        approximate=approximate,
        first=start,
        last=cursor.at,
        give=give,
        soonest=soonest,
        clocked=clocked,
    )


def _is_a_day(target: Target) -> bool:
    if isinstance(target, Between):
        return _is_a_day(target.start) and _is_a_day(target.end)
    return isinstance(target, FixedDay | DayOfMonth | OnWeekday | Weekday)


def _until_over(
    cursor: Cursor, target: CalendarUnit, lead: Lead | None
) -> tuple[Target, Lead | None]:
    """Before the year is out: by its end."""
    if cursor.take("is_over") is None:
        return target, lead
    return PartOf(target.words, Part.END, target), Lead.BY


def _give_or_take(place: Place) -> tuple[Count, Unit] | None:
    """Plus or minus two days."""
    cursor = place.cursor
    start = cursor.at
    cursor.take_symbol(",(")
    found = read_counted(cursor, place.rules) if cursor.take("plus_minus") else None
    if found is None:
        cursor.at = start
        return None
    cursor.take_symbol(")")
    return found


def _shortly(place: Place, start: int, target: Horizon) -> Target | None:
    """Soon after Easter: within the horizon of "soon" from there."""
    cursor = place.cursor
    here = cursor.at
    lead = cursor.take("lead", "after", "before", "since")
    of = None if lead is None else read_period(place)
    rule = next(rule for rule in place.rules.horizons if rule.id == target.rule)
    if of is None or rule.operator is Operator.OPEN_ENDED or rule.narrow[1] is None:
        cursor.at = here
        return None
    return Shortly(cursor.words_since(start), of, -1 if lead == "before" else 1, target.rule)


def _is_cut_off(cursor: Cursor, target: Target) -> bool:
    """Whether what follows says that the words mean something else: of what, after what."""
    match target:
        case Horizon():
            return cursor.peek("lead") in {"after", "before"}
        case CalendarUnit(shift=shift) if shift < 0:
            return cursor.peek("of") == "of"
        case Rolling(sign=-1) | Coming(sign=-1):
            return cursor.peek("of") == "of"
        case _:
            return False


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


def _names_the_next(cursor: Cursor) -> bool:
    """Whether "following" says which: "the following week", as against "following the vote"."""
    start = cursor.at
    shift = cursor.peek("shift") is not None and cursor.take("shift") is not None
    read_number(cursor)
    named = shift and any(cursor.peek(role) for role in ("unit", "units", "weekday", "month"))
    cursor.at = start
    return named


def _leads(cursor: Cursor) -> tuple[Lead | None, bool]:
    """The strongest relation among the words before the target, and whether "around" is there."""
    lead: Lead | None = None
    approximate = False
    for _ in range(MOST_LEADS):
        if cursor.peek("horizon"):
            break
        start = cursor.at
        value = None if _names_the_next(cursor) else cursor.take("lead")
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
        return read_between(place)
    if lead in {Lead.IN, Lead.WITHIN}:
        units = cursor.take("units")
        if units is not None:
            cursor.at = start
            coming = read_units_to_come(cursor)
            cursor.take("to_come")
            return coming
    definite = lead is Lead.WITHIN or cursor.peek("the") is not None
    for reader in FROM_HERE if lead is Lead.FROM else ANYWHERE:
        target = reader(place, lead)
        if target is not None:
            return _ahead(target) if definite and lead in STRETCHES else target
        cursor.at = start
    return None


def _days_by_night(place: Place, lead: Lead | None) -> Target | None:
    """The night of 23/24 March."""
    cursor = place.cursor
    if not cursor.peek("day_part") and not cursor.peek("the"):
        return None
    if not read_clock(cursor):
        return None
    cursor.take("of")
    cursor.take("lead", "in")
    return read_days_of_month(place, lead)


def _lasting(place: Place, start: int, counted: Counted) -> Target | None:
    """Two weeks starting on a day; "for 3 days from" begins alike, "3 days from" does not."""
    cursor = place.cursor
    here = cursor.at
    cursor.take_symbol(",")
    base = read_edge(place) if cursor.take("starting") else None
    if base is None:
        cursor.at = here
        return None
    return Lasting(cursor.words_since(start), counted.count, counted.unit, base)


def _weeks_on(cursor: Cursor, start: int, count: Count, unit: Unit) -> Target | None:
    """A week on Friday; a fortnight today."""
    here = cursor.at
    weeks = {Unit.WEEK: 1, Unit.FORTNIGHT: 2}.get(unit)
    if weeks is None or not count.exact or count.low.denominator != 1 or count.also:
        return None
    cursor.take("lead", "in")
    weekday = cursor.take("weekday")
    if weekday is not None:
        words = cursor.words_since(start)
        return WeekdayBeside(words, int(weekday), weeks * int(count.low))
    cursor.at = here
    day = cursor.take("dayword", "0", "1")
    if day is None:
        return None
    words = cursor.words_since(start)
    return Offset(words, count, unit, 1, DayFromNow(words, int(day)))


def _up_to(place: Place, unit: Unit) -> Counted | None:
    """The ten days of "a week to ten days", the year of "six months to a year"."""
    cursor = place.cursor
    start = cursor.at
    joined = cursor.take_symbol("-") or cursor.take("number_to") or cursor.take("or")
    more = read_counted(cursor, place.rules) if joined else None
    if more is None or more[1] is unit:
        cursor.at = start
        return None
    return Counted(cursor.words_since(start), *more)


def _ahead(target: Target) -> Target:
    """In, over or within the next month: any time in the month that now begins."""
    match target:
        case CalendarUnit(shift=1, unit=unit) if unit in AHEAD:
            return UnitAhead(target.words, unit)
        case _:
            return target


def _counted(place: Place, lead: Lead | None) -> Target | None:
    cursor = place.cursor
    start = cursor.at
    cursor.take("the")
    counted = read_counted(cursor, place.rules)
    if counted is None:
        return None
    count, unit = counted
    if unit in OF_THE_DAY:
        cursor.clocks.append(start)
        if len(cursor.tokens[start].text) == 4 and cursor.tokens[start].kind is Kind.NUMBER:
            # 0600 hours is a time of day.
            return None
    if cursor.peek("shift") and not cursor.peek("relation"):
        return None
    weekday = _weeks_on(cursor, start, count, unit)
    if weekday is not None:
        return weekday
    found = Counted(cursor.words_since(start), count, unit, _up_to(place, unit))
    here = cursor.at
    lasting = _lasting(place, start, found) if lead is Lead.FOR else None
    bound = lasting or read_bearing(place, start, found) or _lasting(place, start, found)
    if bound is not None:
        return bound
    cursor.at = here
    dangling = any(cursor.peek(role) is not None for role in ("relation", "anniversary"))
    unsure = lead is None and not cursor.lenient
    return None if dangling or unsure or lead is Lead.DURING else found


ANYWHERE = (_days_by_night, read_days_of_month, _counted, read_ranged)
FROM_HERE = (read_days_of_month, read_ranged, _counted)
"""After "from" a range is looked for first: "from two weeks ago to now"."""
