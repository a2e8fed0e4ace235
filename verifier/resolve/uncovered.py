"""What is missing before "it did not happen in the window" can be said."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.model.days import Days
from verifier.model.proposition import Faceted, Holds, OfSeries, Proposition, parts
from verifier.model.verdict import Pending, Uncovered, Wanted
from verifier.resolve.knowledge import Knowledge, gaps_in
from verifier.resolve.propositions import answer, asked_days
from verifier.resolve.series import told


def missing(expects: Proposition, window: Days, known: Knowledge) -> Iterator[Uncovered | Wanted]:
    """What no record covers and what values a series lacks, part for part of what is expected."""
    for part in parts(expects):
        if answer(part, window, window, known).truth.pending == Pending.NOT_COVERED:
            if isinstance(part, Faceted):
                found = _left_out(part, window, known)
                yield from (found,) if found.gaps else ()
            elif isinstance(part, OfSeries):
                yield from told(part, window, window, known).lacks


def _left_out(asked: Faceted, window: Days, known: Knowledge) -> Uncovered:
    held = asked_days(asked.during, window, known) if isinstance(asked, Holds) else None
    days = held or window
    records = known.bearing(asked, days)
    gaps = gaps_in(days, (used.during for used in records))
    return Uncovered(asked, records, tuple(gaps) if days.bounded else ())
