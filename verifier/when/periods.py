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

from verifier.when.counts import NUMERAL
from verifier.when.dates import (
    read_bare_day,
    read_day_first,
    read_decade,
    read_month,
    read_nth_day,
    read_tied_day,
    read_weekday,
    read_year,
)
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
    read_part,
    read_part_of_its,
    read_remaining,
    read_run,
)
from verifier.when.phrases import Period
from verifier.when.tokens import Cursor, reader
from verifier.when.units import read_named_unit, read_shifted, read_weekdays_away
from verifier.when.years import Place


@reader()
def read_period(place: Place) -> Period | None:
    """The period that begins here, None (and no move) where there is none."""
    cursor = place.cursor
    for article in (False, True):
        if article:
            if cursor.take("the") is None:
                break
            place = place._replace(definite=True)
        roles = cursor.roles().keys()
        if article and not cursor.lenient and _is_a_thing(cursor):
            return None
        for beginnings, read in READERS:
            if beginnings.isdisjoint(roles):
                continue
            period = read(place)
            if period is not None:
                return read_part_of_its(place, period) or at_its_hour(place, period)
    return None


def _is_a_thing(cursor: Cursor) -> bool:
    """Whether a small letter behind "the" makes no day or month: burnt by the sun."""
    roles = cursor.roles().keys()
    named = "ambiguous" in roles and not roles.isdisjoint({"weekday", "month"})
    return named and not cursor.tokens[cursor.at].capital


CLOCK = frozenset({*NUMERAL, "clock_word", "clock_at", "day_part", "half", "unit"})
READERS: tuple[tuple[frozenset[str], Callable[[Place], Period | None]], ...] = (
    (frozenset({"eve"}), read_eve),
    (frozenset({"fiscal"}), read_fiscal),
    (frozenset({"calendar_year"}), read_calendar_year),
    (frozenset({"week_bound"}), read_week_bound),
    (frozenset({"run"}), read_run),
    (frozenset({"which_half"}), read_nth),
    (frozenset({"part", "part_tied", "unit_middle", "unit_end"}), read_part),
    (frozenset({"within_period", "unit_to_date"}), read_remaining),
    (frozenset({"dayword"}), read_day_word),
    (NUMERAL | {"ordinal", "anniversary"}, read_anniversary),
    (frozenset({"occasion"}), read_occasion),
    (frozenset({"season", "holiday"}), read_yearly),
    (frozenset({"digits", "month"}), read_tied_day),
    (frozenset({"digits"}), read_numeric),
    (frozenset({"digits"}), read_numeral),
    (frozenset({"weekday"}), read_weekday),
    (frozenset({"month"}), read_month),
    (NUMERAL, read_day_first),
    (frozenset({"digits", "ordinal", "tens"}), read_nth_beside),
    (frozenset({"digits", "ordinal", "tens"}), read_nth),
    (frozenset({"digits", "ordinal", "tens"}), read_nth_day),
    (NUMERAL, read_weekdays_away),
    (NUMERAL | {"shift", "count", "half", "units"}, read_shifted),
    (frozenset({"code"}), read_code),
    (frozenset({"digits", "apostrophe", "decade_word", "number", "tens"}), read_decade),
    (frozenset({"digits", "number", "tens"}), read_year),
    (frozenset({"unit"}), read_named_unit),
    (frozenset({"this_time"}), read_this_time),
    (frozenset({"now", "sign"}), read_now),
    (frozenset({"event"}), read_event_day),
    (frozenset({"digits"}), read_code_last),
    (frozenset({"digits"}), read_bare_day),
    (CLOCK, read_clock_first),
)
"""The readers of periods, in the order tried, with the roles that their first words can play."""

BEGINNINGS = frozenset().union(*(beginnings for beginnings, _ in READERS)) | {"the"}
"""The roles that the first word of a period can play."""
