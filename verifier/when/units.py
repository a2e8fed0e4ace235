"""The grammar of units: this week, the next six months, the week after next.

shifted  = rolling | shift (month [day] | weekday | yearly | day | unit [weekday])
rolling  = count shift units | shift counted ["or" units] | shift unit ("or" count | "and a half")
| shift units | units "to come"
unit     = name ("after next" | "before last" | "of" period | number [year-of]
| ("after" | "before") period | nothing)
"""

from __future__ import annotations

from dataclasses import replace

from verifier.when.counts import (
    NUMERAL,
    read_and_a_half,
    read_count,
    read_counted,
    read_number,
    read_pieces,
    read_unit,
    read_year_words,
    tells_the_hour,
)
from verifier.when.dates import (
    read_day_after_month,
    read_day_first,
    read_named_day,
    read_nth_day,
    read_weekday_from,
    take_dot,
)
from verifier.when.decades import read_part_of_year
from verifier.when.numeric import read_numeric
from verifier.when.phrases import (
    Beside,
    Between,
    CalendarUnit,
    Clock,
    Coming,
    Count,
    DayOfMonth,
    Either,
    Listed,
    Month,
    Nth,
    Period,
    Remaining,
    Rolling,
    UnitAhead,
    Weekday,
    WeekdayBeside,
    Year,
    Yearly,
    Years,
)
from verifier.when.roles import OF_THE_DAY, Lead, Shift, Unit
from verifier.when.tokens import Cursor, Heard, reader
from verifier.when.years import counts_something, read_year_number, read_year_of

UNCALENDARED = {*OF_THE_DAY, Unit.FORTNIGHT, Unit.HALF, Unit.BUSINESS_DAY}
LONGEST_LIST = 5  # units: "the coming days, weeks, months and years" are four
NUMBERED = {Unit.WEEK: 53, Unit.QUARTER: 4}
"""Units that a number behind them names, and how many a year has: week 36, quarter 3."""
HOLDING = CalendarUnit | Month | Year | Years | Nth | Yearly | Either
"""Periods of which something shorter may be any: a day in January, some year in the 1860s."""


@reader(*NUMERAL, "shift", "count", "half", "units")
def read_shifted(cursor: Cursor) -> Period | None:
    """Next week, this September, last Friday, the next six months, the coming weeks."""
    start = cursor.at
    rolling = _rolling(cursor)
    if rolling is not None:
        return rolling
    value = cursor.take("shift")
    if value is None:
        return None
    shift = Shift(value)
    return _shifted_name(cursor, start, shift) or _shifted_unit(cursor, start, shift)


@reader()
def _shifted_name(cursor: Cursor, start: int, shift: Shift) -> Period | None:
    rule = cursor.take("season") or cursor.take("holiday")
    if rule is not None:
        away = 2 if cursor.take("but_one") else 1
        return Yearly(cursor.words_since(start), rule, None, shift, away)
    verb = not cursor.lenient and cursor.peek("ambiguous") and not cursor.tokens[cursor.at].capital
    # This may take a while.
    month = None if verb else cursor.take("month")
    if month is not None:
        take_dot(cursor)
        words = cursor.words_since(start)
        day = read_day_after_month(cursor)
        named = Month(words, int(month), read_year_of(cursor), shift)
        return named if day is None else DayOfMonth(cursor.words_since(start), day, named)
    weekday = cursor.take("weekday")
    if weekday is not None:
        by_name = Weekday(cursor.words_since(start), int(weekday), shift)
        if shift is Shift.NEXT and cursor.peek("lead") == Lead.AFTER:
            # The next Friday after Easter.
            return read_weekday_from(cursor, start, int(weekday), 1) or by_name
        take_dot(cursor)
        return read_named_day(cursor, start, int(weekday)) or by_name
    dated = read_numeric(cursor) or read_day_first(cursor) or read_nth_day(cursor)
    if not isinstance(dated, DayOfMonth) or not isinstance(dated.month, Month):
        return None
    return replace(dated, month=replace(dated.month, shift=shift), other=None)


@reader("unit")
def _shifted_unit(cursor: Cursor, start: int, shift: Shift) -> Period | None:
    value = cursor.taken("unit")
    if value in {*OF_THE_DAY, "business_day", "half"}:
        return None
    # The coming weekend is the one at the end of this week.
    step = 0 if value == Unit.WEEKEND and shift is Shift.COMING else shift.step
    step *= 2 if cursor.take("but_one") else 1
    unit = CalendarUnit(cursor.words_since(start), Unit(value), step)
    if cursor.take("to_date"):
        return Remaining(cursor.words_since(start), "to_date", unit)
    if unit.unit is Unit.YEAR:
        return read_part_of_year(cursor, start, unit) or _within_it(cursor, unit) or unit
    if unit.unit is not Unit.WEEK:
        return _within_it(cursor, unit) or unit
    here = cursor.at
    if cursor.take_symbol("'"):
        cursor.take("possessive")
    cursor.take_symbol(",")
    cursor.take("lead", "in")
    weekday = cursor.take("weekday")
    if weekday is None:
        cursor.at = here
        return unit
    return Weekday(cursor.words_since(start), int(weekday), within=unit)


@reader("lead")
def _within_it(cursor: Cursor, unit: CalendarUnit) -> Period | None:
    """Next year in March, this year in the spring, next month on the 15th."""
    within = cursor.depth == 0 and cursor.take("lead", "in") is not None
    inner = cursor.nested() if within else None
    match inner:
        case Month(year=None, shift=None) | Yearly(year=None, shift=None) if unit.unit is Unit.YEAR:
            return replace(inner, year=unit)
        case DayOfMonth(month=Month(year=None, shift=None) as month) if unit.unit is Unit.YEAR:
            return replace(inner, month=replace(month, year=unit), other=None)
        case DayOfMonth(month=None) if unit.unit is Unit.MONTH:
            return replace(inner, month=unit)
        case _:
            return None


@reader(*NUMERAL)
def read_weekdays_away(cursor: Cursor) -> Period | None:
    """Two Sundays from now, 2 Thursdays ago, three Fridays after Easter, two summers ago."""
    start = cursor.at
    count = read_number(cursor)
    yearly = cursor.take("yearlies") if count and count > 1 else None
    if yearly is not None and count is not None:
        way = cursor.take("direction")
        shift = Shift.LAST if way == "ago" else Shift.NEXT
        return Yearly(cursor.words_since(start), yearly, None, shift, count) if way else None
    weekday = cursor.take("weekdays")
    if weekday is None and cursor.lenient and not cursor.token().glued:
        weekday = cursor.take("weekday")
    if count is None or weekday is None or count < 1:
        return None
    from_there = read_weekday_from(cursor, start, int(weekday), count)
    if from_there is not None:
        return from_there
    direction = cursor.take("direction")
    if direction is None:
        return None
    away = count - 1 if direction == "ahead" else -count
    return WeekdayBeside(cursor.words_since(start), int(weekday), away)


@reader(*NUMERAL, "shift", "count", "half", "units")
def _rolling(cursor: Cursor) -> Period | None:
    """The next 3 days, 3 next weeks, next week or two, the coming weeks."""
    start = cursor.at
    plural = cursor.take("units")
    if plural is not None:
        beside = read_side(cursor) if cursor.definite else None
        if beside is not None:
            # The weeks after Easter, the days leading up to Christmas.
            return Coming(cursor.words_since(start), Unit(plural), *beside)
        listed = _more_units(cursor, start, Unit(plural), 1)
        return listed if cursor.take("to_come") is not None else None
    before = read_count(cursor)
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
    if here < cursor.end and "weekdays" in cursor.roles[here + 1]:
        return _weekdays_on(cursor, start, sign)
    counted = read_counted(cursor) or _piece_of_unit(cursor)
    if counted is not None:
        rolling = Rolling(cursor.words_since(start), counted[0], counted[1], sign)
        return _or_units(cursor, start, rolling) or rolling
    plural = cursor.take("units")
    if plural is not None:
        return _more_units(cursor, start, Unit(plural), sign)
    return _next_or_two(cursor, start, sign)


@reader("piece")
def _piece_of_unit(cursor: Cursor) -> tuple[Count, Unit] | None:
    """The next quarter century."""
    count, unit = read_pieces(cursor), read_unit(cursor)
    return None if count is None or unit is None else (count, unit)


@reader(*NUMERAL)
def _weekdays_on(cursor: Cursor, start: int, sign: int) -> Period | None:
    """The next three Fridays, from the first to the last; the past two."""
    count = read_number(cursor)
    weekday = cursor.take("weekdays")
    if count is None or weekday is None or count < 1:
        return None
    words, day = cursor.words_since(start), int(weekday)
    first, last = (0, count - 1) if sign > 0 else (-count, -1)
    return Between(words, WeekdayBeside(words, day, first), WeekdayBeside(words, day, last))


@reader("relation")
def read_side(cursor: Cursor) -> tuple[int, Period] | None:
    """After (1) or before (-1) a period; a quarter past six is a time of day."""
    side = cursor.take("relation", "after", "before")
    of = None if side is None else cursor.nested()
    return None if of is None or isinstance(of, Clock) else (1 if side == "after" else -1, of)


@reader("beside")
def read_bound(cursor: Cursor) -> tuple[int, Period] | None:
    """Ending with (-1), or beginning with (1), a period."""
    side = -1 if cursor.take("beside") == "ending" else 1
    cursor.take("lead", "in")
    of = cursor.nested()
    return None if of is None or isinstance(of, Clock) else (side, of)


@reader("units")
def read_units_to_come(cursor: Cursor) -> Period | None:
    """Days; days, weeks and months; None (and no move) where there are none."""
    start, plural = cursor.at, cursor.taken("units")
    return _more_units(cursor, start, Unit(plural), 1)


@reader("or", "and")
def _or_units(cursor: Cursor, start: int, rolling: Rolling) -> Period | None:
    """The next few days or weeks."""
    cursor.taken("or", "and")
    more = cursor.take("units")
    if more is None:
        return None
    words = cursor.words_since(start)
    return Listed(words, (rolling, Coming(words, Unit(more), rolling.sign)))


def _more_units(cursor: Cursor, start: int, unit: Unit, sign: int) -> Period:
    """The coming weeks; the coming days, weeks and months."""
    units = [unit]
    for _ in range(LONGEST_LIST):
        here = cursor.at
        joined = cursor.take_symbol(",/")
        joined = cursor.take("and") is not None or cursor.take("or") is not None or joined
        if joined:
            cursor.take("shift")
            cursor.take("filler")
        more = cursor.take("units") if joined else None
        if more is None:
            cursor.at = here
            break
        units.append(Unit(more))
    words = cursor.words_since(start)
    parts = tuple(Coming(words, one, sign) for one in units)
    return parts[0] if len(parts) == 1 else Listed(words, parts)


@reader("unit")
def _next_or_two(cursor: Cursor, start: int, sign: int) -> Period | None:
    """A unit that is no calendar period, or goes on: "next fortnight", "next week or two"."""
    unit = Unit(cursor.taken("unit"))
    one = Count.exactly(1)
    more_than_one = read_and_a_half(cursor)
    if more_than_one:
        longer = Count.exactly(1 + more_than_one)
        return Rolling(cursor.words_since(start), longer, unit, sign)
    here = cursor.at
    if cursor.take("or"):
        more = read_count(cursor)
        if more is not None:
            return Rolling(cursor.words_since(start), one.hull(more), unit, sign)
        cursor.at = here
    if unit in UNCALENDARED:
        return Rolling(cursor.words_since(start), one, unit, sign)
    return None


@reader("unit")
def read_named_unit(cursor: Cursor) -> Period | None:
    """The week after next, the week of April 10th, week 36 of 2016, the week before Christmas."""
    start, of_the_hour = cursor.at, tells_the_hour(cursor)
    value = cursor.taken("unit")
    if value in {*OF_THE_DAY, "business_day"} or of_the_hour:
        return None
    unit = Unit(value)
    # The week after next Friday is not the week after next.
    beside = _unit_beside(cursor, start, unit) if cursor.peek("after_next") else None
    if beside is not None:
        return beside
    away = cursor.take("after_next")
    if away is not None:
        return CalendarUnit(cursor.words_since(start), unit, int(away))
    if cursor.take("to_come"):
        return UnitAhead(cursor.words_since(start), unit)
    for qualified in (_numbered_unit, _unit_of, _unit_beside):
        found = qualified(cursor, start, unit)
        if found is not None:
            return found
    if cursor.bare or (cursor.definite and cursor.lenient) or unit is Unit.WEEKEND:
        return CalendarUnit(cursor.words_since(start), unit, 0, bare=True)
    return None


@reader(*NUMERAL)
def _numbered_unit(cursor: Cursor, start: int, unit: Unit) -> Period | None:
    if unit is Unit.YEAR:
        number = read_year_number(cursor) or read_year_words(cursor)
        return None if number is None else Year(cursor.words_since(start), number)
    number = read_number(cursor)
    if number is None or not 1 <= number <= NUMBERED.get(unit, 0) or counts_something(cursor):
        return None
    year = read_year_of(cursor)
    if year is None and cursor.definite and not cursor.lenient:
        # In the week 3 people came.
        return None
    return Nth(cursor.words_since(start), number, unit, year)


@reader("beside", "of")
def _unit_of(cursor: Cursor, start: int, unit: Unit) -> Period | None:
    bound = read_bound(cursor) if unit is not Unit.WEEK else None
    if bound is not None:
        if Heard.HOUR in cursor.heard_since(start):
            # Quarter to seven is a time of day.
            return None
        return Beside(cursor.words_since(start), unit, *bound[::-1], bound=True)
    within = cursor.take("of")
    if within is None:
        return None
    of = cursor.nested()
    if within == "in" and isinstance(of, HOLDING):
        # Some year in the 1860s, the week in March: it is not said which.
        return of
    if unit in {Unit.MONTH, Unit.YEAR} and isinstance(of, Month | Year):
        return of
    if of is None or unit not in {Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.YEAR}:
        return None
    return Beside(cursor.words_since(start), unit, of)


@reader("relation")
def _unit_beside(cursor: Cursor, start: int, unit: Unit) -> Period | None:
    beside = read_side(cursor)
    return None if beside is None else Beside(cursor.words_since(start), unit, *beside[::-1])
