"""The grammar of times of day, which are read so that their days are: "11:59 PM ET", "at noon".

    clock  = ["at" | "about"] time [to time]
    time   = hour [":" minutes [":" seconds]] [half] [zone] | hour "h" [minutes] | "1800" ["hours"]
           | [minutes | "half" | "quarter"] ("past" | "to") hour [half] | "noon" | "midnight"
           | ["in"] ["the"] part-of-day
    half   = "am" | "pm" | "o'clock" | "in the morning"

The ledger's days have no hours: what a clock says is used up, and changes no day.
"""

from __future__ import annotations

from verifier.text.tokens import Kind, Token
from verifier.when.counts import FIRST_YEAR, HALF_DAY, LAST_YEAR, NUMERAL, read_number
from verifier.when.tokens import Cursor, Heard, ahead, reader

HOURS, MINUTES = range(25), range(61)
LONGEST_PLACE = 2
"""Words of the name of a place before "time": New York, Central European."""
FARTHEST_ZONE = 14
"""Hours from Greenwich, at most: Kiribati."""


@reader()
def read_clock(cursor: Cursor, *, led: bool = False) -> bool:
    """Move past a time of day, or a range of two; False (and no move) where there is none.

    `led` says that a word such as "at" goes before, after which a bare hour will do.
    """
    start = cursor.at
    led = cursor.take("clock_at") is not None or led
    if not _both_times(cursor, led=led):
        return False
    _time_elsewhere(cursor)
    cursor.heard.append((start, Heard.HOUR))
    return True


@reader("(")
def _time_elsewhere(cursor: Cursor) -> bool:
    """The same time in another zone: 6 a.m. (0400 GMT)."""
    return cursor.take_symbol("(") and _time(cursor, bare=False) and cursor.take_symbol(")")


@reader()
def _both_times(cursor: Cursor, *, led: bool) -> bool:
    if _time(cursor, bare=led):
        # 1 pm to 4.
        _other_time(cursor, bare=led or cursor.lenient)
        return True
    # "3 to 4 pm": the first of two times may be a bare hour.
    return _bare_hour(cursor) and _other_time(cursor, bare=False)


@reader()
def take_last_hour(cursor: Cursor) -> bool:
    """Past the end of a range of hours, where nothing follows it: 4 pm on Friday to 5."""
    return cursor.lenient and _other_time(cursor, bare=True) and cursor.done


@reader("-", "/", "to", "and")
def _other_time(cursor: Cursor, *, bare: bool) -> bool:
    """To 4 pm; between 1 and 4 pm after "in the afternoon"."""
    start = cursor.at
    if not (_joint(cursor) and _time(cursor, bare=bare)):
        return False
    cursor.heard.append((start, Heard.HOURS))
    return True


@reader("clock_at", "lead")
def _time_within(cursor: Cursor) -> bool:
    """Of the afternoon at 3, of the morning between 9 and 10."""
    led = cursor.take("clock_at") or cursor.take("lead", "between", "from")
    return led is not None and _both_times(cursor, led=True)


@reader("-", "/", "to", "and")
def _joint(cursor: Cursor) -> bool:
    return bool(cursor.take_symbol("-/") or cursor.take("to") or cursor.take("and"))


@reader()
def _time(cursor: Cursor, *, bare: bool) -> bool:
    start = cursor.at
    if _part_of_day(cursor):
        _time_within(cursor)
        return True
    if cursor.take("clock_word"):
        read_zone(cursor)
        return True
    if (
        _past_the_hour(cursor)
        or _military(cursor, bare=bare)
        or _digital(cursor, bare=bare)
        or _hour(cursor, bare=bare)
        or _half_past(cursor)
    ):
        if _opens_a_day(cursor, start):
            cursor.heard.append((start, Heard.OPENING))
        _part_of_day(cursor)
        cursor.take("clock_hours")
        read_zone(cursor)
        return True
    return False


def _opens_a_day(cursor: Cursor, start: int) -> bool:
    """Whether the hour since token `start` is the first moment of its day: 00:00, 12 am."""
    figures = [token.text for token in cursor.tokens[start : cursor.at] if token.is_number]
    if not figures or int("".join(figures[1:]) or "0"):
        return False
    morning = any(cursor.sense_at(at, "clock_half") == "am" for at in range(start, cursor.at))
    return int(figures[0]) == 0 or (morning and int(figures[0]) == 12)


@reader("lead", "the", "day_part")
def _part_of_day(cursor: Cursor) -> bool:
    cursor.take("lead", "in")
    cursor.take("the")
    return cursor.take("day_part") is not None


@reader("digits")
def _digital(cursor: Cursor, *, bare: bool = False) -> bool:
    """10:30, 10.30 pm, 23:59:59, 15h30; at 10.30."""
    hour = cursor.digits()
    mark, minutes = cursor.token(1), cursor.digits(2, sizes={2})
    if hour not in HOURS or not mark.glued:
        return False
    if mark.text == "h":
        cursor.at += 2
        cursor.at += minutes in MINUTES and cursor.token().glued
        return True
    if mark.text not in ":." or minutes not in MINUTES or not cursor.token(2).glued:
        return False
    cursor.at += 3
    if mark.text == ".":
        # 12.10.2027 is a day.
        return not _goes_on(cursor, ".") and (_half(cursor) or bare)
    if _goes_on(cursor, ":"):
        _goes_on(cursor, ".,")
    _half(cursor)
    return True


@reader(*":.,")
def _goes_on(cursor: Cursor, marks: str) -> bool:
    """Past a mark and the number that touches it: the :15 of 10:30:15 and the :30 of +05:30."""
    more = cursor.take_symbol(marks) and cursor.token().glued and cursor.token().is_number
    cursor.at += more
    return more


@reader("digits")
def _military(cursor: Cursor, *, bare: bool) -> bool:
    """1830 hours, 0600Z; at 0600, 1015-1745."""
    token = cursor.token()
    if not is_military(token):
        return False
    if may_be_year(token) and cursor.symbol("-/", ahead=1) and not hours_follow(cursor):
        # 2015-03-29 is no quarter past eight in a zone.
        return False
    cursor.at += 1
    if cursor.take("clock_hours") is not None or read_zone(cursor) or _half(cursor):
        return True
    counts = cursor.token().glued and cursor.symbol("/.:%")
    return bare and not counts


def is_military(token: Token) -> bool:
    """Whether four digits are an hour and its minutes."""
    return token.is_number and len(token.text) == 4 and is_time(token.text)


def is_time(digits: str) -> bool:
    """Whether digits are hours, minutes and seconds without a mark, or none: 1530, 153000."""
    pairs = [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]
    return all(pair in MINUTES for pair in pairs) and (not pairs or pairs[0] in HOURS)


def may_be_year(token: Token) -> bool:
    """Whether four digits that are a time of day are as well a year that somebody may mean."""
    return FIRST_YEAR <= int(token.text) <= LAST_YEAR


def hours_follow(cursor: Cursor) -> bool:
    """Whether two times of day follow in four digits each: 1440-1825."""
    if not cursor.symbol("-", ahead=1):
        return False
    return is_military(cursor.token()) and is_military(cursor.token(2))


@reader(*NUMERAL)
def _hour(cursor: Cursor, *, bare: bool) -> bool:
    """3 pm, three o'clock, ten thirty am, twelve oh three; a bare hour after "at"."""
    start, hour = cursor.at, read_number(cursor)
    # "1,000 pm" is no hour, though 1000 pm is.
    if hour is None or any(token.text == "," for token in cursor.tokens[start : cursor.at]):
        return False
    whole = hour in HOURS
    if not whole and (hour < 100 or hour // 100 not in HOURS or hour % 100 not in MINUTES):
        return False
    here = cursor.at
    told = whole and _minutes(cursor)
    if _half(cursor) or cursor.take("clock_hours") or part_of_day_follows(cursor):
        return True
    figures = any(token.is_number for token in cursor.tokens[start : cursor.at])
    spoken = cursor.lenient and hour in HALF_DAY and not figures
    if told and (bare or spoken) and not _counts(cursor):
        return True
    cursor.at = here
    return bare and whole and not _counts(cursor)


@reader("-", "zero", *NUMERAL)
def _minutes(cursor: Cursor) -> bool:
    """Past the thirty of ten-thirty and the oh three of twelve oh three; 9-11 am are two hours."""
    tied = cursor.take_symbol("-")
    zero = cursor.take("zero") is not None
    cursor.take_symbol("-")
    token = cursor.token()
    if token.is_number and (tied or len(token.text) != 2):
        return False
    minutes = read_number(cursor)
    if minutes is None or minutes not in (range(1, 10) if zero else MINUTES):
        return False
    return zero or token.is_number or minutes >= 10


@reader("half")
def _half_past(cursor: Cursor) -> bool:
    """Half three, where nothing else is said."""
    half = cursor.lenient and cursor.take("half") is not None
    return half and read_number(cursor) in HALF_DAY and not _counts(cursor)


@reader(*NUMERAL)
def _bare_hour(cursor: Cursor) -> bool:
    return read_number(cursor) in HOURS


@ahead
def part_of_day_follows(cursor: Cursor) -> bool:
    """Whether the number just read is an hour: 11 at night."""
    return _part_of_day(cursor)


def _counts(cursor: Cursor) -> bool:
    glued = cursor.token().glued and cursor.symbol("-/.:%")
    return glued or any(
        cursor.peek(role) is not None
        for role in ("units", "unit", "month", "ordinal_suffix", "scale")
    )


@reader(*NUMERAL, "half", "unit")
def _past_the_hour(cursor: Cursor) -> bool:
    """Half past three, a quarter to 5 pm, 15 minutes past noon."""
    start = cursor.at
    cursor.take("article")
    if cursor.take("half") is None and cursor.take("unit", "quarter") is None:
        minutes = read_number(cursor)
        if minutes is None or minutes not in MINUTES:
            return False
        if not cursor.take("units", "minute") and cursor.peek("to"):
            # Nine to five is a range as well.
            cursor.heard.append((start, Heard.HOURS))
    if cursor.take("clock_past") is None:
        return False
    return cursor.take("clock_word") is not None or _digital(cursor) or _hour(cursor, bare=True)


@reader()
def _half(cursor: Cursor) -> bool:
    if cursor.take("clock_half") is not None:
        return True
    token = cursor.token()
    if token.glued and token.text in {"a", "p"}:
        cursor.at += 1
        return True
    return False


@reader()
def read_zone(cursor: Cursor) -> bool:
    """Past ET, GMT, UTC+3, (Kyiv time)."""
    offset = _offset(cursor)
    start = cursor.at
    bracket = cursor.take_symbol("(")
    named = _time_of_place(cursor) or cursor.take("zone") or _zone_of_place(cursor)
    if not named or (bracket and not cursor.take_symbol(")")):
        cursor.at = start
        return offset
    if not offset and _offset(cursor):
        read_zone(cursor)
    return True


@reader()
def _time_of_place(cursor: Cursor) -> bool:
    """Past Kyiv time, New York time, Central European Summer Time.

    Its words are all written as names, or none is; of these nobody knows one beside a zone's.
    """
    zones, capitals = set[bool](), set[bool]()
    for _ in range(LONGEST_PLACE):
        token = cursor.token()
        if token.kind is not Kind.WORD or cursor.roles[cursor.at].keys() - {"zone"}:
            return False
        if not (cursor.lenient or token.capital):
            return False
        zones.add("zone" in cursor.roles[cursor.at])
        capitals.add(token.capital)
        cursor.at += 1
        if cursor.take("zone_time"):
            return capitals == {True} or len(capitals) == len(zones) == 1
    return False


@reader()
def _zone_of_place(cursor: Cursor) -> bool:
    """Past America/New_York, America/Indiana/Knox and Port-au-Prince, as the tz database has it."""
    joint = cursor.token(1)
    if not cursor.token().capital or not joint.glued or joint.text != "/":
        return False
    cursor.at += 1
    while cursor.token().glued and cursor.symbol("/_-"):
        name = cursor.token(1)
        if name.kind is not Kind.WORD or not name.glued:
            return False
        cursor.at += 2
    return True


@reader("+", "-")
def _offset(cursor: Cursor) -> bool:
    """The hours from Greenwich: +3, -0500, +05:30."""
    token, number = cursor.token(1), cursor.digits(1, sizes={1, 2, 4})
    if number is None or not token.glued:
        return False
    hours = number // 100 if len(token.text) > 2 else number
    if hours > FARTHEST_ZONE:
        return False
    cursor.at += 2
    _goes_on(cursor, ":")
    # 3 p -4 p and 3:30-6:00 pm are two times of day.
    return not _half(cursor)
