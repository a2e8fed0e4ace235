"""What is missing before "it did not happen in the window" can be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from verifier.model.days import Days
from verifier.model.forecasts import Forecast
from verifier.model.proposition import (
    DoesNotOccur,
    Holds,
    Occurs,
    Proposition,
    Range,
    Reaches,
    parts,
)
from verifier.model.verdict import CoverageUsed, Pending, Verdict
from verifier.resolve.knowledge import Knowledge, gaps_in
from verifier.resolve.propositions import answer, asked_days


@dataclass(frozen=True, slots=True)
class Uncovered:
    """An event or state, the records that cover part of its window, and the days left out."""

    asked: Occurs | DoesNotOccur | Holds
    records: tuple[CoverageUsed, ...]
    gaps: tuple[Days, ...]

    @property
    def command(self) -> str:
        """The command that enters what is missing; what it lacks it asks for."""
        asked = {"kind": self.asked.kind, "actor": self.asked.actor, "place": self.asked.place}
        options = [f"--{name} {term}" for name, term in asked.items() if term]
        during = f"{self.gaps[0].first}/{self.gaps[-1].last}"
        return " ".join(("verifier new coverage", *options, "--during", during))


def uncovered(forecast: Forecast, verdict: Verdict, known: Knowledge) -> Iterator[Uncovered]:
    """What no record covers, part for part of what the forecast expects."""
    for part in _lacking(forecast, verdict, known):
        if isinstance(part, Occurs | DoesNotOccur | Holds):
            missing = _left_out(part, verdict.wide.window, known)
            yield from (missing,) if missing.gaps else ()


def _left_out(asked: Occurs | DoesNotOccur | Holds, window: Days, known: Knowledge) -> Uncovered:
    held = asked_days(asked.during, window, known) if isinstance(asked, Holds) else None
    days = held or window
    records = known.bearing(asked, days)
    return Uncovered(asked, records, tuple(gaps_in(days, records)) if days.bounded else ())


def _lacking(forecast: Forecast, verdict: Verdict, known: Knowledge) -> list[Proposition]:
    """The parts that would be decided if more were on record, where the window is over."""
    window = verdict.wide.window
    if verdict.reason != Pending.NOT_COVERED or not verdict.wide.closed:
        return []
    return [
        part
        for part in parts(forecast.expects)
        if answer(part, window, window, known).truth.pending == Pending.NOT_COVERED
    ]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that a series lacks: of this day, or of one on that side of it."""

    series: str
    day: date
    side: Literal["earlier", "later"]


def wanted(forecast: Forecast, verdict: Verdict, known: Knowledge) -> Iterator[Wanted]:
    """The values without which what the forecast says of a series stays undecided."""
    for part in _lacking(forecast, verdict, known):
        if isinstance(part, Reaches | Range):
            yield from _values(part, verdict.wide.window, known)


def _values(asked: Reaches | Range, window: Days, known: Knowledge) -> Iterator[Wanted]:
    series = asked.reaches if isinstance(asked, Reaches) else asked.range
    days = [point.day for point in known.series.get(series, ())]
    level = isinstance(asked, Range) and asked.measure == "level"
    since, until = window.last if level else window.start, window.last
    if since is not None and not any(day <= since for day in days):
        yield Wanted(series, since, "earlier")
    if until is not None and not any(day >= until for day in days):
        yield Wanted(series, until, "later")
