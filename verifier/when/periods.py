"""The grammar of periods: what can stand after "in", "by" or "since".

    period   = ["the"] (part | run | remaining | day-word | anniversary | occasion | yearly
             | numeric | weekday | month | day-first | nth | nth-day | shifted | code | decade
             | year | unit) [time of day]

A period is read by the first reader that can read it: of names in `verifier.when.names`, dates in
`verifier.when.dates` and `verifier.when.numeric`, units in `verifier.when.units`, of what lies in
another period in `verifier.when.parts`, and hours in `verifier.when.hours`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from verifier.when.dates import (
    read_bare_day,
    read_day_first,
    read_month,
    read_nth_day,
    read_tied_day,
    read_weekday,
)
from verifier.when.decades import read_decade, read_year
from verifier.when.hours import at_its_hour, read_clock_first
from verifier.when.names import (
    read_anniversary,
    read_calendar_year,
    read_day_word,
    read_eve,
    read_event_day,
    read_fiscal,
    read_now,
    read_occasion,
    read_this_time,
    read_week_bound,
    read_yearly,
)
from verifier.when.numeric import read_code, read_code_last, read_numeral, read_numeric
from verifier.when.parts import (
    read_nth,
    read_nth_beside,
    read_nths,
    read_part,
    read_part_of_its,
    read_remaining,
    read_run,
)
from verifier.when.phrases import Period
from verifier.when.tokens import Cursor, beginnings, reader
from verifier.when.units import read_named_unit, read_shifted, read_weekdays_away


@reader()
def read_period(cursor: Cursor) -> Period | None:
    """The period that begins here, None (and no move) where there is none."""
    definite = cursor.definite
    period = _period(cursor)
    cursor.definite = definite
    return period


def _period(cursor: Cursor) -> Period | None:
    for article in (False, True):
        if article:
            if cursor.take("the") is None:
                break
            cursor.definite = True
        roles = cursor.roles[cursor.at].keys()
        if article and not cursor.lenient and _is_a_thing(cursor):
            return None
        for read in _readers(frozenset(roles)):
            period = read(cursor)
            if period is not None:
                return read_part_of_its(cursor, period) or at_its_hour(cursor, period)
    return None


def _is_a_thing(cursor: Cursor) -> bool:
    """Whether a small letter behind "the" makes no day or month: burnt by the sun."""
    roles = cursor.roles[cursor.at].keys()
    named = "ambiguous" in roles and not roles.isdisjoint({"weekday", "month"})
    return named and not cursor.tokens[cursor.at].capital


READERS: tuple[Callable[[Cursor], Period | None], ...] = (
    read_eve,
    read_fiscal,
    read_calendar_year,
    read_week_bound,
    read_run,
    read_part,
    read_remaining,
    read_day_word,
    read_anniversary,
    read_occasion,
    read_yearly,
    read_tied_day,
    read_numeric,
    read_numeral,
    read_weekday,
    read_month,
    read_day_first,
    read_nth_beside,
    read_nth,
    read_nths,
    read_nth_day,
    read_weekdays_away,
    read_shifted,
    read_code,
    read_decade,
    read_year,
    read_named_unit,
    read_this_time,
    read_now,
    read_event_day,
    read_code_last,
    read_bare_day,
    read_clock_first,
)
"""The readers of periods, in the order tried."""
BEGINNINGS = frozenset({"the"}).union(*map(beginnings, READERS))
"""The roles that the first word of a period can play."""


@cache
def _readers(roles: frozenset[str]) -> tuple[Callable[[Cursor], Period | None], ...]:
    """Those that read something of which the first word plays such roles."""
    return tuple(read for read in READERS if not roles.isdisjoint(beginnings(read)))
