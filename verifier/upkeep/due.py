"""What is due: windows that close soon or closed undecided, and appeals that wait for a decision.

The curator's to-do list. A forecast is due by its wide reading, by which it also enters a score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from verifier.dataclass import dataclass
from verifier.model.disputes import Dispute
from verifier.model.forecasts import Forecast
from verifier.model.proposition import Judged, OfSeries, parts
from verifier.model.verdict import Basis, ConditionState, Pending, Uncovered, Verdict, Wanted
from verifier.resolve.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Due:
    """A forecast that wants attention. `days` are to its last day; negative ones have gone by.

    `why` is None while the window is open, and `remedy` what would decide it once it is not.
    `commands` enter the coverage that is missing to conclude that it did not happen.
    """

    forecast: str
    forecaster: str
    question: str | None
    claim: str
    closes: date
    days: int
    why: Pending | None
    remedy: str
    commands: tuple[str, ...]
    file: str
    line: int


def due(known: Knowledge, verdicts: Mapping[str, Verdict], within: int) -> list[Due]:
    """Undecided forecasts whose window is over or has its last day `within` so many days.

    What closed comes first, the longest ago at the top; then what closes, the soonest first.
    """
    return sorted(_due(known, verdicts, within), key=lambda row: (row.closes, row.forecast))


def open_appeals(known: Knowledge) -> list[Dispute]:
    """Appeals raised by the day and not decided by it, the oldest first."""
    return [dispute for dispute in known.appeals if dispute.decided is None]


def _due(known: Knowledge, verdicts: Mapping[str, Verdict], within: int) -> Iterator[Due]:
    ledger, as_of = known.ledger, known.as_of
    for id, verdict in verdicts.items():
        closes = verdict.due
        if closes is None or (closes - as_of).days > within:
            continue
        forecast = ledger.forecasts[id]
        closed = verdict.closed
        file, line = ledger.lines[("forecasts", id)]
        yield Due(
            forecast=id,
            forecaster=forecast.forecaster,
            question=forecast.question,
            claim=forecast.claim,
            closes=closes,
            days=(closes - as_of).days,
            why=verdict.reason if closed else None,
            remedy=_remedy(forecast, verdict) if closed else "",
            commands=tuple(m.command for m in verdict.missing if isinstance(m, Uncovered)),
            file=file,
            line=line,
        )


def _remedy(forecast: Forecast, verdict: Verdict) -> str:
    if verdict.basis == Basis.RULING:
        return "evidence: a ruling left it undecided"
    asked = forecast.expects
    if forecast.given is not None and verdict.condition == ConditionState.OPEN:
        asked = forecast.given.expects
    if any(isinstance(part, Judged) for part in parts(asked)):
        return "a ruling" if asked is forecast.expects else "a ruling on its condition"
    if verdict.reason != Pending.NOT_COVERED:
        lacking = [
            f"`{key}` of `{candidate.event}`"
            for candidate in verdict.trail.candidates
            if candidate.meets
            for key in candidate.lacks
        ]
        return " and ".join(lacking) or "evidence, or a ruling"
    if any(isinstance(part, OfSeries) for part in parts(asked)):
        wanted = dict.fromkeys(m.told for m in verdict.missing if isinstance(m, Wanted))
        return " and ".join(wanted) or "values of its series"
    return "an event in its window, or coverage of it"
