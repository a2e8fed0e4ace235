"""Verdicts that turned since pages were last written, though no record says that one was wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from verifier.model.verdict import Outcome
from verifier.report.run import Run

_DECIDED = {
    outcome.value
    for outcome in (Outcome.CAME_TRUE, Outcome.PARTLY, Outcome.DID_NOT, Outcome.DISPUTED)
}


class Turned(NamedTuple):
    """A forecast whose decided outcome is another one now."""

    forecast: str
    before: str
    after: str


def turned(run: Run, published: str) -> list[Turned]:
    """What `data/forecasts.json`, as it was written last, decided otherwise than the run.

    Left out is what readers find under Corrections: a forecast or an event that bore or bears on it
    with a note since that day, a record withdrawn since, a ruling that replaced another. What is
    no such file says nothing.
    """
    try:
        held: Any = json.loads(published)
        as_of = date.fromisoformat(held["as_of"])
        before = {
            one["id"]: (one["verdict"]["outcome"], one["events"]) for one in held["forecasts"]
        }
    except (ValueError, TypeError, KeyError):
        return []
    return list(_turned(run, before, as_of))


def _turned(run: Run, before: Mapping[str, tuple[str, list[str]]], as_of: date) -> Iterator[Turned]:
    for id, verdict in sorted(run.verdicts.items()):
        outcome, events = before.get(id, (None, []))
        if outcome not in _DECIDED or outcome == verdict.outcome:
            continue
        if not _explained(run, id, {*events, *verdict.events}, as_of):
            yield Turned(id, outcome, verdict.outcome.value)


def _explained(run: Run, id: str, events: set[str], as_of: date) -> bool:
    """Whether a record that may have turned the verdict says so, dated on that day or later."""
    ledger = run.ledger
    records = [ledger.events[event] for event in sorted(events) if event in ledger.events]
    notes = [
        *ledger.forecasts[id].corrections,
        *(note for event in records for note in event.corrections),
        *(event.withdrawn for event in ledger.events.values() if event.withdrawn),
        *(one.withdrawn for one in ledger.coverage.values() if one.withdrawn),
    ]
    rulings = [r for r in ledger.rulings.values() if r.forecast == id]
    days = [note.date.days.order for note in notes] + [r.date.days.order for r in rulings]
    return any(day >= as_of for day in days)
