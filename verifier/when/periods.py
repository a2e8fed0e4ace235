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
from dataclasses import replace

from verifier.when.clock import read_clock
from verifier.when.counts import (
    FIRST_YEAR,
    LAST_YEAR,
    read_and_a_half,
    read_count,
    read_counted,
    read_number,
    read_ordinal,
)
from verifier.when.dates import (
    read_day_after_month,
    read_day_first,
    read_decade,
    read_month,
    read_named_day,
    read_nth_day,
    read_weekday,
    read_weekday_from,
    read_year,
    take_dot,
)
from verifier.when.numeric import read_code, read_code_last, read_numeric
from verifier.when.phrases import (
    Anniversary,
    Beside,
    Between,
    CalendarUnit,
    Clock,
    Coming,
    Count,
    DayFromNow,
    DayOfMonth,
    FiscalYear,
    FixedDay,
    Listed,
    Month,
    Nth,
    Occasion,
    Offset,
    OnWeekday,
    PartOf,
    Period,
    Remaining,
    Rolling,
    UnitAhead,
    Weekday,
    WeekdayBeside,
    WeekdayFrom,
    Year,
    Yearly,
    Years,
)
from verifier.when.roles import OF_THE_DAY, Part, Shift, Unit
from verifier.when.tokens import Cursor, reader
from verifier.when.years import Place, read_year_number, read_year_of

UNCALENDARED = {*OF_THE_DAY, Unit.FORTNIGHT, Unit.HALF, Unit.BUSINESS_DAY}
LONGEST_LIST = 5
DAYS = (
    *(Anniversary, DayFromNow, DayOfMonth, FixedDay, OnWeekday),
    *(Weekday, WeekdayBeside, WeekdayFrom, Yearly),
)
"""Periods that are one day, or a few, and may have a time of day."""


def read_period(place: Place) -> Period | None:
    """The period that begins here, None (and no move) where there is none."""
    cursor = place.cursor
    start = cursor.at
    for article in (False, True):
        if article and cursor.take("the") is None:
            break
        here = cursor.at
        roles = cursor.roles().keys()
        for beginnings, read in READERS:
            if beginnings.isdisjoint(roles):
                continue
            period = read(place)
            if period is not None:
                return _at_its_hour(place, period)
            cursor.at = here
    cursor.at = start
    return None


def _at_its_hour(place: Place, period: Period) -> Period:
    """The day, past the time of day that may follow it: "tomorrow at 10 am"."""
    cursor = place.cursor
    if isinstance(period, DAYS) or (isinstance(period, Nth) and period.unit is Unit.DAY):
        here = cursor.at
        if _take_hour(cursor):
            return _with_year_behind(place, period)
        cursor.at = here
    return period


def _take_hour(cursor: Cursor) -> bool:
    """Past the time of day that follows a day: "at 10 am", "between 3 and 5", "T08:15:30Z"."""
    token = cursor.token()
    if token is not None and token.glued and token.text == "t" and cursor.digits(1) is not None:
        cursor.at += 1
        return read_clock(cursor)
    cursor.take_symbol(",-@")
    lead = cursor.take("lead", *HOURLY)
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


def read_clocked(place: Place) -> Period | None:
    """The day of a range of hours: "between 9:30 and 11 on Thursday", after its first word."""
    cursor = place.cursor
    start = cursor.at
    found = _clock_first(place, led=True)
    if (
        found is None
        or cursor.peek("and")
        or cursor.peek("to")
        or (isinstance(found, Clock) and not _has_mark(cursor, start))
    ):
        cursor.at = start
        return None
    return found


def _has_mark(cursor: Cursor, start: int) -> bool:
    """Whether something but numbers says that a time of day was read: from 4 to 22 may be days."""
    here, marked = cursor.at, False
    for cursor.at in range(start, here):
        marked = marked or cursor.symbol(":") or cursor.peek("clock_half") is not None
    cursor.at = here
    return marked


def _clock_first(place: Place, *, led: bool = False) -> Period | None:
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


def _hour_before(cursor: Cursor) -> bool:
    """The bare hour of "9 tomorrow" and "7, this morning"."""
    start = cursor.at
    hour = read_number(cursor) if cursor.lenient else None
    cursor.take_symbol(",")
    if hour is not None and hour <= 24 and cursor.peek("dayword"):
        cursor.clocks.append(start)
        return True
    cursor.at = start
    return False


def _eve(place: Place) -> Period | None:
    cursor = place.cursor
    start = cursor.at
    if cursor.take("eve") is None:
        return None
    of = place.nested()
    if of is None:
        return None
    return Offset(cursor.words_since(start), Count.exactly(1), Unit.DAY, -1, of)


def _fiscal(place: Place) -> Period | None:
    """The US fiscal year 2024, by the actor that a convention declares it for."""
    cursor = place.cursor
    start = cursor.at
    rule = cursor.take("fiscal")
    if rule is None:
        return None
    token, digits = cursor.token(), cursor.digits()
    number = read_year_number(cursor)
    if number is None and digits is not None and token is not None and len(token.text) == 2:
        cursor.at += 1
        number = digits
    return None if number is None else FiscalYear(cursor.words_since(start), rule, number)


def _calendar_year(place: Place) -> Period | None:
    """CY 2008, cy18."""
    cursor = place.cursor
    start = cursor.at
    if cursor.take("calendar_year") is None:
        return None
    token, digits = cursor.token(), cursor.digits()
    if token is None or digits is None or len(token.text) not in {2, 4}:
        return None
    cursor.at += 1
    return Year(cursor.words_since(start), digits)


def _week_bound(place: Place) -> Period | None:
    """The week ending 12 July, w/c 4 February: seven days with the day named as their last."""
    cursor = place.cursor
    start = cursor.at
    which = cursor.take("week_bound")
    if which is None:
        return None
    cursor.take_symbol(":")
    cursor.take("lead", "in")
    of = place.nested()
    if of is None or not isinstance(of, DAYS):
        return None
    side = -1 if which == "ending" else 1
    return Beside(cursor.words_since(start), Unit.WEEK, of, side, bound=True)


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


@reader
def _later_part(cursor: Cursor) -> str | None:
    """The late of "mid to late March", "mid-late March" and "mid or late March"."""
    joined = cursor.take_symbol("-/")
    joined = any(cursor.take(role) is not None for role in ("to", "or", "and")) or joined
    cursor.take_symbol("-")
    return cursor.take("part") if joined else None


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


def _event_day(place: Place) -> Period | None:
    """The day of what is named with it: "the election on November 5"."""
    cursor = place.cursor
    if not (cursor.lenient or place.bare) or cursor.take("event") is None:
        return None
    cursor.take_symbol(",(")
    cursor.take("lead", "in")
    day = place.nested()
    cursor.take_symbol(")")
    return day if isinstance(day, DAYS) else None


def _now(place: Place) -> Period | None:
    """Now, where nothing else is said: the day of saying."""
    cursor = place.cursor
    start = cursor.at
    if not cursor.lenient or cursor.take("now") is None:
        return None
    return DayFromNow(cursor.words_since(start), 0)


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
    year = _two_years(cursor) or read_year_of(place) or _in_year(place)
    yearly = Yearly(cursor.words_since(start), rule, year)
    if cursor.take("unit", "weekend"):
        if year is None:
            yearly = replace(yearly, year=read_year_of(place))
        return Beside(cursor.words_since(start), Unit.WEEKEND, yearly)
    return yearly


def _in_year(place: Place) -> Period | None:
    """The 2018 of "Easter in 2018"."""
    cursor = place.cursor
    start = cursor.at
    if cursor.take("of"):
        year = place.nested()
        if isinstance(year, Year):
            return year
    cursor.at = start
    return None


def _two_years(cursor: Cursor) -> Period | None:
    """The first year of "winter 2023/24", by which a season that crosses New Year is called."""
    start = cursor.at
    cursor.take("of")
    first, mark, second = cursor.digits(), cursor.token(1), cursor.digits(2)
    if first is None or mark is None or mark.text not in "/-" or second is None:
        cursor.at = start
        return None
    if not FIRST_YEAR <= first <= LAST_YEAR or second not in {first + 1, (first + 1) % 100}:
        cursor.at = start
        return None
    cursor.at += 3
    return Year(cursor.words_since(start), first)


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
    if weekday is not None and nth > 0:
        away = read_weekday_from(place, start, int(weekday), nth)
        if away is not None:
            return away
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
        by_name = Weekday(cursor.words_since(start), int(weekday), shift)
        return read_named_day(place, start, int(weekday)) or by_name
    rule = cursor.take("season") or cursor.take("holiday")
    return None if rule is None else Yearly(cursor.words_since(start), rule, None, shift)


def _shifted_unit(place: Place, start: int, shift: Shift) -> Period | None:
    cursor = place.cursor
    value = cursor.take("unit")
    if value is None or value in {*OF_THE_DAY, "business_day", "half"}:
        return None
    # The coming weekend is the one at the end of this week.
    step = 0 if value == Unit.WEEKEND and shift is Shift.COMING else shift.step
    unit = CalendarUnit(cursor.words_since(start), Unit(value), step)
    if cursor.take("to_date"):
        return Remaining(cursor.words_since(start), "to_date", unit)
    if unit.unit is not Unit.WEEK:
        return unit
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


def _weekdays_away(place: Place) -> Period | None:
    """Two Sundays from now, 2 Thursdays ago."""
    cursor = place.cursor
    start = cursor.at
    count = read_number(cursor)
    weekday = cursor.take("weekdays")
    name = cursor.token()
    if weekday is None and cursor.lenient and name is not None and not name.glued:
        weekday = cursor.take("weekday")
    direction = None if count is None or weekday is None else cursor.take("direction")
    if direction is None or count is None or count < 1:
        return None
    away = count - 1 if direction == "ahead" else -count
    return WeekdayBeside(cursor.words_since(start), int(weekday or 1), away)


def _rolling(place: Place) -> Period | None:
    """The next 3 days, 3 next weeks, next week or two, the coming weeks."""
    cursor = place.cursor
    start = cursor.at
    plural = cursor.take("units")
    if plural is not None:
        listed = _more_units(cursor, start, Unit(plural), 1)
        return listed if cursor.take("to_come") is not None else None
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
        return _more_units(cursor, start, Unit(plural), sign)
    cursor.at = here
    return _next_or_two(place, start, sign)


def read_units_to_come(cursor: Cursor) -> Period | None:
    """Days; days, weeks and months; None (and no move) where there are none."""
    start = cursor.at
    plural = cursor.take("units")
    return None if plural is None else _more_units(cursor, start, Unit(plural), 1)


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
    if value is None or value in {*OF_THE_DAY, "business_day"}:
        return None
    unit = Unit(value)
    away = cursor.take("after_next")
    if away is not None:
        return CalendarUnit(cursor.words_since(start), unit, int(away))
    if cursor.take("to_come"):
        return UnitAhead(cursor.words_since(start), unit)
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
    bound = cursor.take("beside") if unit is not Unit.WEEK else None
    if bound is not None:
        cursor.take("lead", "in")
        of = place.nested()
        side = -1 if bound == "ending" else 1
        return Beside(cursor.words_since(start), unit, of, side, bound=True) if of else None
    if not cursor.take("of"):
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
HOURLY = ("by", "before", "around", "between", "from", "after", "until", "for", "in")
CLOCK = frozenset({*NUMERAL, "clock_word", "clock_at", "day_part", "half"})
READERS: tuple[tuple[frozenset[str], Callable[[Place], Period | None]], ...] = (
    (frozenset({"eve"}), _eve),
    (frozenset({"fiscal"}), _fiscal),
    (frozenset({"calendar_year"}), _calendar_year),
    (frozenset({"week_bound"}), _week_bound),
    (frozenset({"part", "part_tied", "unit_end"}), _part),
    (frozenset({"within_period", "unit_to_date"}), _remaining),
    (frozenset({"dayword"}), _day_word),
    (NUMERAL | {"ordinal", "anniversary"}, _anniversary),
    (frozenset({"occasion"}), _occasion),
    (frozenset({"season", "holiday"}), _yearly),
    (frozenset({"digits"}), read_numeric),
    (frozenset({"weekday"}), read_weekday),
    (frozenset({"month"}), read_month),
    (NUMERAL, read_day_first),
    (frozenset({"digits", "ordinal", "tens"}), _ordinal),
    (frozenset({"digits", "ordinal", "tens"}), read_nth_day),
    (NUMERAL, _weekdays_away),
    (NUMERAL | {"shift", "count", "half", "units"}, _shifted),
    (frozenset({"code"}), read_code),
    (frozenset({"digits", "apostrophe", "decade_word", "number", "tens"}), read_decade),
    (frozenset({"digits", "number", "tens"}), read_year),
    (frozenset({"unit"}), _unit),
    (frozenset({"now"}), _now),
    (frozenset({"event"}), _event_day),
    (frozenset({"digits"}), read_code_last),
    (CLOCK, _clock_first),
)
"""The readers of periods, in the order tried, with the roles that their first words can play."""
