"""The grammar of times of day, which are read so that their days are: "11:59 PM ET", "at noon".

    clock  = ["at" | "about"] time [to time]
    time   = hour [":" minutes [":" seconds]] [half] [zone] | hour "h" [minutes] | "1800" "hours"
           | [minutes | "half" | "quarter"] ("past" | "to") hour [half] | "noon" | "midnight"
           | ["in"] ["the"] part-of-day
    half   = "am" | "pm" | "o'clock" | "in the morning"

The ledger's days have no hours: what a clock says is used up, and changes no day.
"""

from __future__ import annotations

from verifier.when.counts import read_number
from verifier.when.tokens import Cursor

HOURS, MINUTES = range(25), range(61)
FARTHEST_ZONE = 14
"""Hours from Greenwich, at most: Kiribati."""


def read_clock(cursor: Cursor, *, led: bool = False) -> bool:
    """Move past a time of day, or a range of two; False (and no move) where there is none.

    `led` says that a word such as "at" goes before, after which a bare hour will do.
    """
    start = cursor.at
    led = cursor.take("clock_at") is not None or led
    first = cursor.at
    if _both_times(cursor, first, led=led):
        cursor.clocks.append(start)
        return True
    cursor.at = start
    return False


def _both_times(cursor: Cursor, first: int, *, led: bool) -> bool:
    cursor.take("the")
    if _time(cursor, bare=led):
        here = cursor.at
        if not (_joint(cursor) and _time(cursor, bare=led)):
            cursor.at = here
        return True
    # "3 to 4 pm": the first of two times may be a bare hour.
    cursor.at = first
    return _bare_hour(cursor) and _joint(cursor) and _time(cursor, bare=False)


def _joint(cursor: Cursor) -> bool:
    return cursor.take_symbol("-") or any(
        cursor.take(role) is not None for role in ("to", "and", "lead")
    )


def _time(cursor: Cursor, *, bare: bool) -> bool:
    start = cursor.at
    if _part_of_day(cursor):
        here = cursor.at
        if not (cursor.take("clock_at") and _time(cursor, bare=True)):
            cursor.at = here
        return True
    if cursor.take("clock_word"):
        _zone(cursor)
        return True
    for form in (_past_the_hour, _military, _digital, _spoken if not bare else _bare):
        if form(cursor):
            _part_of_day(cursor)
            _zone(cursor)
            return True
        cursor.at = start
    return False


def _spoken(cursor: Cursor) -> bool:
    return _hour(cursor, bare=False)


def _bare(cursor: Cursor) -> bool:
    return _hour(cursor, bare=True)


def _part_of_day(cursor: Cursor) -> bool:
    start = cursor.at
    cursor.take("of")
    cursor.take("lead", "in")
    cursor.take("the")
    if cursor.take("day_part"):
        return True
    cursor.at = start
    return False


def _digital(cursor: Cursor) -> bool:
    """10:30, 10.30 pm, 23:59:59, 15h30."""
    hour = cursor.digits()
    mark, minutes = cursor.token(1), cursor.digits(2)
    if hour is None or hour not in HOURS or mark is None or not mark.glued:
        return False
    if mark.text == "h" and _clock_hour(cursor):
        cursor.at += 2
        if minutes is not None and minutes in MINUTES and _glued(cursor, 0):
            cursor.at += 1
        return True
    if mark.text not in ":." or minutes is None or minutes not in MINUTES or not _glued(cursor, 2):
        return False
    if len(cursor.tokens[cursor.at + 2].text) != 2:
        return False
    cursor.at += 3
    for separator in (":", "."):
        if cursor.symbol(separator) and _glued(cursor, 1) and cursor.digits(1) is not None:
            cursor.at += 2
    half = _half(cursor)
    return half or mark.text == ":"


def _clock_hour(cursor: Cursor) -> bool:
    token = cursor.token()
    return token is not None and len(token.text) <= 2


def _glued(cursor: Cursor, ahead: int) -> bool:
    token = cursor.token(ahead)
    return token is not None and token.glued


def _military(cursor: Cursor) -> bool:
    """1830 hours, 0600Z."""
    token, number = cursor.token(), cursor.digits()
    if token is None or number is None or len(token.text) != 4:
        return False
    if number // 100 not in HOURS or number % 100 not in MINUTES:
        return False
    cursor.at += 1
    return cursor.take("clock_hours") is not None or _zone(cursor) or _half(cursor)


def _hour(cursor: Cursor, *, bare: bool) -> bool:
    """3 pm, three o'clock, ten thirty am; a bare hour after "at"."""
    hour = read_number(cursor)
    if hour is None:
        return False
    if hour > 100 and (hour // 100 not in HOURS or hour % 100 not in MINUTES):
        return False
    if hour not in HOURS and hour <= 100:
        return False
    here = cursor.at
    minutes = read_number(cursor)
    if minutes is None or minutes not in MINUTES:
        cursor.at = here
    if _half(cursor) or cursor.take("clock_hours"):
        return True
    if _part_of_day_follows(cursor):
        return True
    cursor.at = here
    return bare and hour in HOURS and not _counts(cursor)


def _bare_hour(cursor: Cursor) -> bool:
    hour = read_number(cursor)
    return hour is not None and hour in HOURS


def _part_of_day_follows(cursor: Cursor) -> bool:
    start = cursor.at
    found = _part_of_day(cursor)
    cursor.at = start
    return found


def _counts(cursor: Cursor) -> bool:
    following = cursor.token()
    glued = following is not None and following.glued and following.text in "-/.:%"
    return glued or any(
        cursor.peek(role) is not None
        for role in ("units", "unit", "month", "ordinal_suffix", "scale")
    )


def _past_the_hour(cursor: Cursor) -> bool:
    """Half past three, a quarter to 5 pm, 15 minutes past noon."""
    cursor.take("article")
    if cursor.take("half") is None and cursor.take("unit", "quarter") is None:
        minutes = read_number(cursor)
        if minutes is None or minutes not in MINUTES:
            return False
        cursor.take("units", "minute")
    if cursor.take("clock_past") is None:
        return False
    return cursor.take("clock_word") is not None or _digital(cursor) or _hour(cursor, bare=True)


def _half(cursor: Cursor) -> bool:
    if cursor.take("clock_half") is not None:
        return True
    token = cursor.token()
    if token is not None and token.glued and token.text in {"a", "p"}:
        cursor.at += 1
        return True
    return False


def _zone(cursor: Cursor) -> bool:
    """ET, GMT, UTC+3, (Kyiv time)."""
    offset = _offset(cursor)
    start = cursor.at
    bracket = cursor.take_symbol("(")
    if cursor.take("zone") is None or (bracket and not cursor.take_symbol(")")):
        cursor.at = start
        return offset
    if not offset and _offset(cursor):
        _zone(cursor)
    return True


def _offset(cursor: Cursor) -> bool:
    """The hours from Greenwich: +3, -0500, +05:30."""
    token, number = cursor.token(1), cursor.digits(1)
    if not cursor.symbol("+-") or token is None or number is None or not token.glued:
        return False
    hours = number // 100 if len(token.text) > 2 else number
    if hours > FARTHEST_ZONE or len(token.text) not in {1, 2, 4}:
        return False
    cursor.at += 2
    if cursor.symbol(":") and cursor.digits(1) is not None:
        cursor.at += 2
    return True
