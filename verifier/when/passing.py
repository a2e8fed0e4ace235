"""Times by which a period begins or is over: by the time winter comes, before the year is out."""

from __future__ import annotations

from verifier.when.counts import read_counted
from verifier.when.periods import read_period
from verifier.when.phrases import (
    Beside,
    CalendarUnit,
    FiscalYear,
    Month,
    Nth,
    PartOf,
    Period,
    Phrase,
    Run,
    Target,
    Year,
    Yearly,
    Years,
)
from verifier.when.relations import Said
from verifier.when.roles import Lead, Part
from verifier.when.tokens import Cursor, reader

UNTIL_OVER = frozenset({Lead.BEFORE, Lead.UNTIL, Lead.AFTER})
"""Relations behind which a period may be said to begin, or to be over."""
PASSING = (Beside, CalendarUnit, FiscalYear, Month, Nth, Run, Year, Yearly, Years)
"""What begins and comes to an end."""


@reader("by_the_time", "once", "when")
def read_by_the_time(cursor: Cursor) -> Phrase | None:
    """By the time winter comes, or the year is out; once it has, and when it does."""
    start = cursor.at
    once, when = cursor.take("once") is not None, cursor.take("when") is not None
    cursor.take("by_the_time")
    cursor.begin(read_period, bare=True)
    period = read_period(cursor)
    over = cursor.take("is_over") is not None
    if not isinstance(period, PASSING) or not (over or cursor.take("begins")):
        return None
    words = cursor.words_since(start)
    if once:
        return Phrase(words, Lead.AFTER if over else Lead.FROM, period, None, start, cursor.at)
    target = PartOf(words, Part.END if over else Part.BEGINNING, period)
    return Phrase(words, Lead.IN if when else Lead.BY, target, None, start, cursor.at)


@reader("come")
def read_come(cursor: Cursor) -> Phrase | None:
    """Come spring, come the autumn, come 2030."""
    start = cursor.at
    cursor.take("come")
    cursor.begin(read_period, bare=True)
    period = read_period(cursor)
    if not isinstance(period, Month | Year | Yearly) or getattr(period, "shift", None):
        return None
    return Phrase(cursor.words_since(start), Lead.IN, period, None, start, cursor.at)


def until_over(cursor: Cursor, target: Target, said: Said) -> tuple[Target, Said] | None:
    """Before the year is out: by its end; until it is: until then; after winter sets in: since.

    None where the end of something else is told, which is not read: before Friday is over.
    """
    if isinstance(target, PASSING):
        target, said = _until_over(cursor, target, said)
    return None if cursor.peek("is_over") is not None or _is_told(cursor) else (target, said)


def _until_over(cursor: Cursor, target: Period, said: Said) -> tuple[Target, Said]:
    if cursor.take("is_over") is not None:
        if said.lead is Lead.AFTER:
            return target, said
        lead = Lead.BY if said.lead is Lead.BEFORE else said.lead
        return PartOf(target.words, Part.END, target), said._replace(lead=lead)
    if cursor.take("begins") is None or said.lead is Lead.BEFORE:
        return target, said
    if said.lead is Lead.AFTER:
        return target, said._replace(lead=Lead.FROM)
    return PartOf(target.words, Part.BEGINNING, target), said


def _is_told(cursor: Cursor) -> bool:
    """Whether the period is what is spoken of: before May is half over, is two weeks old.

    Not "before May is unlikely", which is said of what stands before it.
    """
    if cursor.take("is_other") is not None:
        return True
    here = cursor.at
    told = cursor.take("is_old") is not None and read_counted(cursor) is not None
    cursor.at = here
    return told
