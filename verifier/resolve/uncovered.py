"""What is missing before "it did not happen in the window" can be said."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.model.days import Days
from verifier.model.proposition import Holds, Proposition, Range, Reaches, parts
from verifier.model.verdict import Pending, Uncovered, Wanted
from verifier.resolve.facets import Faceted
from verifier.resolve.knowledge import Knowledge, gaps_in
from verifier.resolve.propositions import answer, asked_days


def missing(expects: Proposition, window: Days, known: Knowledge) -> Iterator[Uncovered | Wanted]:
    """What no record covers and what values a series lacks, part for part of what is expected."""
    for part in parts(expects):
        if answer(part, window, window, known).truth.pending == Pending.NOT_COVERED:
            if isinstance(part, Faceted):
                found = _left_out(part, window, known)
                yield from (found,) if found.gaps else ()
            elif isinstance(part, Reaches | Range):
                yield from _values(part, window, known)


def _left_out(asked: Faceted, window: Days, known: Knowledge) -> Uncovered:
    held = asked_days(asked.during, window, known) if isinstance(asked, Holds) else None
    days = held or window
    records = known.bearing(asked, days)
    return Uncovered(asked, records, tuple(gaps_in(days, records)) if days.bounded else ())


def _values(asked: Reaches | Range, window: Days, known: Knowledge) -> Iterator[Wanted]:
    series = asked.reaches if isinstance(asked, Reaches) else asked.range
    days = [point.day for point in known.series.get(series, ())]
    level = isinstance(asked, Range) and asked.measure == "level"
    since, until = window.last if level else window.start, window.last
    if since is not None and not any(day <= since for day in days):
        yield Wanted(series, since, "earlier")
    if until is not None and not any(day >= until for day in days):
        yield Wanted(series, until, "later")
