"""The grammar of periods: what can stand after "in", "by" or "since".

    period   = ["the"] (part | remaining | day-word | anniversary | occasion | yearly | numeric
             | weekday | month | day-first | nth | nth-day | shifted | code | decade | year | unit)
    part     = ("early" | "mid" | "end of" | ...) ["to" part] ["-"] ["of"] period
    remaining = ("rest of" | "later" | "earlier") ["of"] period | unit "to date"
    anniversary = [ordinal | number ["-"] "year"] "anniversary of" occasion
    yearly   = (season | holiday) [year-of]
    nth      = ordinal [number] (unit | weekday | "half") (["of"] period | year-of)
    shifted  = rolling | shift (month [day] | weekday | yearly | unit [weekday])
    rolling  = count shift units | shift counted | shift unit ("or" count | "and a half")
             | shift units | units "to come"
    unit     = name ("after next" | "before last" | "of" period | number [year-of]
             | ("after" | "before") period | nothing)

The others are in `verifier.when.dates`. A reader tried in vain leaves the cursor to `read_period`,
which moves it back.
"""

from __future__ import annotations

from collections.abc import Callable

from verifier.when.counts import (
    read_and_a_half,
    read_count,
    read_counted,
    read_number,
    read_ordinal,
)
from verifier.when.dates import (
    Place,
    read_code,
    read_day_after_month,
    read_day_first,
    read_decade,
    read_month,
    read_nth_day,
    read_numeric,
    read_weekday,
    read_year,
    read_year_number,
    read_year_of,
    take_dot,
)
from verifier.when.phrases import (
    Anniversary,
    Beside,
    Between,
    CalendarUnit,
    Coming,
    Count,
    DayFromNow,
    DayOfMonth,
    Month,
    Nth,
    Occasion,
    PartOf,
    Period,
    Remaining,
    Rolling,
    Weekday,
    Year,
    Yearly,
    Years,
)
from verifier.when.roles import Part, Shift, Unit
from verifier.when.tokens import Cursor

UNCALENDARED = {Unit.FORTNIGHT, Unit.HOUR, Unit.HALF, Unit.BUSINESS_DAY}


def read_period(place: Place) -> Period | None:
    """The period that begins here, None (and no move) where there is none."""
    cursor = place.cursor
    start = cursor.at
    for article in (False, True):
        if article and cursor.take("the") is None:
            break
        here = cursor.at
        roles = cursor.roles().keys()
        for beginnings, reader in READERS:
            if beginnings.isdisjoint(roles):
                continue
            period = reader(place)
            if period is not None:
                return period
            cursor.at = here
    cursor.at = start
    return None


def _part(place: Place) -> Period | None:
    cursor = place.cursor
    start = cursor.at
    value = cursor.take("part") or _tied_part(cursor)
    if value is None:
        unit = cursor.take("unit_end")
        if unit is None:
            return None
        words = cursor.words_since(start)
        return PartOf(words, Part.END, CalendarUnit(words, Unit(unit), 0))
    later = _later_part(cursor)
    of = _inner(place)
    if of is None or isinstance(of, Occasion):
        return None
    words = cursor.words_since(start)
    part = PartOf(words, Part(value), of)
    if later is None:
        return part
    return Between(words, part, PartOf(words, Part(later), of), joined=True)


def _later_part(cursor: Cursor) -> str | None:
    """The late of "mid to late March"."""
    start = cursor.at
    cursor.take_symbol("-")
    if cursor.take("to"):
        cursor.take_symbol("-")
        part = cursor.take("part")
        if part is not None:
            return part
    cursor.at = start
    return None


def _tied_part(cursor: Cursor) -> str | None:
    """A part that is one only where a hyphen ties it to its period: "end-March"."""
    start = cursor.at
    value = cursor.take("part_tied")
    if value is not None and cursor.symbol("-"):
        return value
    cursor.at = start
    return None


def _inner(place: Place) -> Period | None:
    """The period that a part is of."""
    cursor = place.cursor
    cursor.take_symbol("-")
    cursor.take("of")
    return place.nested()


def _remaining(place: Place) -> Period | None:
    cursor = place.cursor
    start = cursor.at
    unit = cursor.take("unit_to_date")
    if unit is not None:
        words = cursor.words_since(start)
        return Remaining(words, "to_date", CalendarUnit(words, Unit(unit), 0))
    which = cursor.take("within_period")
    of = None if which is None else _inner(place)
    return None if of is None else Remaining(cursor.words_since(start), str(which), of)


def _day_word(place: Place) -> Period | None:
    cursor = place.cursor
    start = cursor.at
    value = cursor.take("dayword")
    return None if value is None else DayFromNow(cursor.words_since(start), int(value))


def _anniversary(place: Place) -> Period | None:
    cursor = place.cursor
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


def _occasion(place: Place) -> Period | None:
    cursor = place.cursor
    start = cursor.at
    rule = cursor.take("occasion")
    return None if rule is None else Occasion(cursor.words_since(start), rule)


def _yearly(place: Place) -> Period | None:
    cursor = place.cursor
    start = cursor.at
    rule = cursor.take("season") or cursor.take("holiday")
    if rule is None:
        return None
    year = read_year_of(place)
    return Yearly(cursor.words_since(start), rule, year)


def _ordinal(place: Place) -> Period | None:
    """The third week of this month, the last 3 weeks of the year, the first Monday in May, H2."""
    cursor = place.cursor
    start = cursor.at
    nth = read_ordinal(cursor)
    if nth is None:
        return None
    here = cursor.at
    count = read_number(cursor) or 1
    weekday = cursor.take("weekday")
    if cursor.take("half"):
        unit: Unit | None = Unit.HALF
    else:
        value = cursor.take("units") or cursor.take("unit")
        unit = Unit.DAY if weekday else None if value is None else Unit(value)
    if unit is None:
        cursor.at = here
        return None
    if unit is Unit.CENTURY and nth > 0:
        return Years(cursor.words_since(start), unit, nth)
    of = _nth_of(place)
    if of is None and (unit not in {Unit.QUARTER, Unit.HALF} or nth < 0):
        return None
    day = None if weekday is None else int(weekday)
    return Nth(cursor.words_since(start), nth, unit, of, count, day)


def _nth_of(place: Place) -> Period | None:
    cursor = place.cursor
    start = cursor.at
    if cursor.take("of"):
        of = place.nested()
        if of is not None:
            return of
        cursor.at = start
    year = read_year_of(place)
    if year is not None:
        return year
    return _shifted(place) if cursor.peek("shift") else None


def _shifted(place: Place) -> Period | None:
    """Next week, this September, last Friday, the next six months, the coming weeks."""
    cursor = place.cursor
    start = cursor.at
    rolling = _rolling(place)
    if rolling is not None:
        return rolling
    cursor.at = start
    value = cursor.take("shift")
    if value is None:
        return None
    shift = Shift(value)
    return _shifted_name(place, start, shift) or _shifted_unit(place, start, shift)


def _shifted_name(place: Place, start: int, shift: Shift) -> Period | None:
    cursor = place.cursor
    month = cursor.take("month")
    if month is not None:
        take_dot(cursor)
        words = cursor.words_since(start)
        day = read_day_after_month(cursor)
        named = Month(words, int(month), read_year_of(place), shift)
        return named if day is None else DayOfMonth(cursor.words_since(start), day, named)
    weekday = cursor.take("weekday")
    if weekday is not None:
        return Weekday(cursor.words_since(start), int(weekday), shift)
    rule = cursor.take("season") or cursor.take("holiday")
    return None if rule is None else Yearly(cursor.words_since(start), rule, None, shift)


def _shifted_unit(place: Place, start: int, shift: Shift) -> Period | None:
    cursor = place.cursor
    value = cursor.take("unit")
    if value is None or value in {"hour", "business_day", "half"}:
        return None
    # The coming weekend is the one at the end of this week.
    step = 0 if value == Unit.WEEKEND and shift is Shift.COMING else shift.step
    unit = CalendarUnit(cursor.words_since(start), Unit(value), step)
    if cursor.take("to_date"):
        return Remaining(cursor.words_since(start), "to_date", unit)
    if unit.unit is not Unit.WEEK:
        return unit
    here = cursor.at
    cursor.take_symbol(",")
    cursor.take("lead", "in")
    weekday = cursor.take("weekday")
    if weekday is None:
        cursor.at = here
        return unit
    return Weekday(cursor.words_since(start), int(weekday), within=unit)


def _rolling(place: Place) -> Period | None:
    """The next 3 days, 3 next weeks, next week or two, the coming weeks."""
    cursor = place.cursor
    start = cursor.at
    plural = cursor.take("units")
    if plural is not None:
        ahead = cursor.take("to_come") is not None
        return Coming(cursor.words_since(start), Unit(plural), 1) if ahead else None
    before = read_count(cursor, place.rules)
    value = cursor.take("shift")
    if value is None or value == "this":
        return None
    cursor.take("more")
    sign = 1 if Shift(value).step > 0 else -1
    if before is not None:
        plural = cursor.take("units")
        words = cursor.words_since(start)
        return None if plural is None else Rolling(words, before, Unit(plural), sign)
    here = cursor.at
    counted = read_counted(cursor, place.rules)
    if counted is not None:
        return Rolling(cursor.words_since(start), counted[0], counted[1], sign)
    plural = cursor.take("units")
    if plural is not None:
        return Coming(cursor.words_since(start), Unit(plural), sign)
    cursor.at = here
    return _next_or_two(place, start, sign)


def _next_or_two(place: Place, start: int, sign: int) -> Period | None:
    """A unit that is no calendar period, or goes on: "next fortnight", "next week or two"."""
    cursor = place.cursor
    value = cursor.take("unit")
    if value is None:
        return None
    unit = Unit(value)
    one = Count.exactly(1)
    more_than_one = read_and_a_half(cursor)
    if more_than_one:
        longer = Count.exactly(1 + more_than_one)
        return Rolling(cursor.words_since(start), longer, unit, sign)
    here = cursor.at
    if cursor.take("or"):
        more = read_count(cursor, place.rules)
        if more is not None:
            return Rolling(cursor.words_since(start), one.hull(more), unit, sign)
        cursor.at = here
    if unit in UNCALENDARED:
        return Rolling(cursor.words_since(start), one, unit, sign)
    return None


def _unit(place: Place) -> Period | None:
    """The week after next, the week of April 10th, week 36 of 2016, the week before Christmas."""
    cursor = place.cursor
    start = cursor.at
    value = cursor.take("unit")
    if value is None or value in {"hour", "business_day"}:
        return None
    unit = Unit(value)
    away = cursor.take("after_next")
    if away is not None:
        return CalendarUnit(cursor.words_since(start), unit, int(away))
    here = cursor.at
    for qualified in (_numbered_unit, _unit_of, _unit_beside):
        found = qualified(place, start, unit)
        if found is not None:
            return found
        cursor.at = here
    if place.bare or unit is Unit.WEEKEND:
        return CalendarUnit(cursor.words_since(start), unit, 0)
    return None


def _numbered_unit(place: Place, start: int, unit: Unit) -> Period | None:
    cursor = place.cursor
    if unit is Unit.YEAR:
        number = read_year_number(cursor)
        return None if number is None else Year(cursor.words_since(start), number)
    number = read_number(cursor)
    if unit is not Unit.WEEK or number is None or not 1 <= number <= 53:
        return None
    return Nth(cursor.words_since(start), number, unit, read_year_of(place))


def _unit_of(place: Place, start: int, unit: Unit) -> Period | None:
    cursor = place.cursor
    if not (cursor.take("of") or cursor.take("starting")):
        return None
    of = place.nested()
    if unit in {Unit.MONTH, Unit.YEAR} and isinstance(of, Month | Year):
        return of
    if of is None or unit not in {Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.YEAR}:
        return None
    return Beside(cursor.words_since(start), unit, of)


def _unit_beside(place: Place, start: int, unit: Unit) -> Period | None:
    cursor = place.cursor
    side = cursor.take("relation", "after", "before")
    of = None if side is None else place.nested()
    if of is None:
        return None
    return Beside(cursor.words_since(start), unit, of, 1 if side == "after" else -1)


NUMERAL = frozenset({"digits", "number", "tens", "article"})
READERS: tuple[tuple[frozenset[str], Callable[[Place], Period | None]], ...] = (
    (frozenset({"part", "part_tied", "unit_end"}), _part),
    (frozenset({"within_period", "unit_to_date"}), _remaining),
    (frozenset({"dayword"}), _day_word),
    (NUMERAL | {"ordinal", "anniversary"}, _anniversary),
    (frozenset({"occasion"}), _occasion),
    (frozenset({"season", "holiday"}), _yearly),
    (frozenset({"digits"}), read_numeric),
    (frozenset({"weekday"}), read_weekday),
    (frozenset({"month"}), read_month),
    (frozenset({"digits"}), read_day_first),
    (frozenset({"digits", "ordinal", "tens"}), _ordinal),
    (frozenset({"digits", "ordinal", "tens"}), read_nth_day),
    (NUMERAL | {"shift", "count", "half", "units"}, _shifted),
    (frozenset({"code"}), read_code),
    (frozenset({"digits", "apostrophe", "decade_word"}), read_decade),
    (frozenset({"digits"}), read_year),
    (frozenset({"unit"}), _unit),
)
"""The readers of periods, in the order tried, with the roles that their first words can play."""
