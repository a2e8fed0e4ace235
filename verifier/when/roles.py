"""What words stand for in the grammar: the roles they can play, and their values there."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Unit(StrEnum):
    """Units in which time is counted, or whose calendar periods are named; also a granularity."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_WEEK = "working_week"
    BUSINESS_DAY = "business_day"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SPAN = "span"


class Part(StrEnum):
    """A part of a period."""

    EARLY = "early"
    BEGINNING = "beginning"
    MIDDLE = "middle"
    LATE = "late"
    END = "end"
    TURN = "turn"
    WELL_INTO = "well_into"


class Shift(StrEnum):
    """Which one of a recurring period is meant."""

    THIS = "this"
    NEXT = "next"
    COMING = "coming"
    LAST = "last"
    PAST = "past"

    @property
    def step(self) -> int:
        """How many calendar periods away it lies."""
        return {"this": 0, "next": 1, "coming": 1}.get(self.value, -1)


class Lead(StrEnum):
    """The word that relates a forecast to a time."""

    BY = "by"
    BEFORE = "before"
    WITHIN = "within"
    IN = "in"
    DURING = "during"
    AFTER = "after"
    SINCE = "since"
    FROM = "from"
    BETWEEN = "between"
    UNTIL = "until"
    FOR = "for"
    AROUND = "around"
    NEARLY = "nearly"
    JUST_OVER = "just_over"


APPROXIMATE = frozenset({Lead.AROUND, Lead.NEARLY, Lead.JUST_OVER})
"""Relations that others may go with: "by around May", "in just over a year"."""
COUNTING = frozenset(Unit) - {Unit.SPAN, Unit.SEASON}
OF_THE_DAY = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})
"""Units smaller than the smallest of the ledger."""
FINER = {
    Unit.CENTURY: Unit.DECADE,
    Unit.DECADE: Unit.YEAR,
    Unit.YEAR: Unit.MONTH,
    Unit.HALF: Unit.MONTH,
    Unit.SEASON: Unit.MONTH,
    Unit.QUARTER: Unit.MONTH,
    Unit.MONTH: Unit.DAY,
}
"""What "around" a part of a period is measured in."""
FLAGS = frozenset(
    {
        *("article", "the", "half", "of", "and", "or", "either", "to", "number_to", "more"),
        *("or_so", "ordinal_suffix", "number_suffix", "era", "starting", "onward", "now"),
        *("to_date", "to_come", "anniversary", "recurring", "hedge", "filler", "ambiguous"),
        *("not_time", "not_alone", "how_often", "than", "come", "span_noun", "by_how_much"),
        *("moved", "in_name", "clock_half", "clock_word", "clock_hours", "clock_at"),
        *("clock_past", "zone", "day_part", "zero", "is_over", "eve", "event", "but"),
        *("calendar_year", "begins", "by_the_time", "plus_minus", "half_sign", "anywhere"),
        *("possessive", "soonest", "once", "when", "is_other", "is_old", "in_break"),
        "nears",
        *("barred", "towards", "new_year", "in_new_year", "inclusive", "this_time", "habit"),
        "zone_time",
        *(
            "but_one",
            "own_year",
            "takes",
            "aside",
            "into",
            "spell",
            "best",
            "given_name",
            "elapsed",
        ),
        *("piece", "per", "of_a_year"),
    }
)
"""Roles of which only the presence matters."""

NUMBERS: Mapping[str, range] = {
    "number": range(20),
    "tens": range(20, 100, 10),
    "scale": range(12, 1001),
    "ordinal": range(-2, 101),
    "month": range(1, 13),
    "month_numeral": range(1, 13),
    "weekday": range(1, 8),
    "weekdays": range(1, 8),
    "weekday_week": range(1, 3),
    "decade_word": range(0, 3000, 10),
    "dayword": range(-7, 8),
    "after_next": range(-3, 4),
    "run": range(-1, 2),
    "which_half": range(1, 3),
}
"""Roles whose values are numbers."""

VALUES: Mapping[str, frozenset[str]] = {
    "unit": COUNTING,
    "units": COUNTING,
    "unit_end": COUNTING,
    "unit_letter": COUNTING,
    "unit_to_date": COUNTING,
    "week_bound": frozenset({"beginning", "ending"}),
    "lead": frozenset(Lead),
    "compare": frozenset(Lead),
    "closing": frozenset({"by", "from", "less", "more"}),
    "or_else": frozenset({"by", "from", "near"}),
    "shift": frozenset(Shift),
    "part": frozenset(Part),
    "part_tied": frozenset(Part),
    "part_of_its": frozenset(Part),
    "unit_middle": COUNTING,
    "within_period": frozenset({"rest", "later", "earlier", "to_date"}),
    "limit": frozenset({"over", "more", "least", "up_to", "most", "less"}),
    "direction": frozenset({"ago", "ahead"}),
    "relation": frozenset({"after", "before", "both"}),
    "code": frozenset({"quarter", "half", "week"}),
    "beside": frozenset({"ending", "beginning"}),
}
"""Roles whose values are a few words that the grammar knows."""


def misfit(role: str, value: str) -> str | None:
    """Why words cannot stand for `value` in `role`; None where they can.

    >>> misfit("month", "13")
    '`month` has no value `13`'
    >>> misfit("mouth", "1")
    'there is no role `mouth`'
    """
    if role in FLAGS:
        return None
    if role in NUMBERS:
        digits = value.removeprefix("-")
        fits = digits.isascii() and digits.isdigit() and int(value) in NUMBERS[role]
    elif role in VALUES:
        fits = value in VALUES[role]
    else:
        return f"there is no role `{role}`"
    return None if fits else f"`{role}` has no value `{value}`"
