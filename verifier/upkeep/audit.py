"""Edits made after outcomes were known, by the history of a ledger: forecasts, verdicts, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from verifier.dataclass import dataclass
from verifier.engine import run
from verifier.model.forecasts import Forecast
from verifier.model.ledger import Ledger
from verifier.model.outcomes import Event
from verifier.model.proposition import DoesNotOccur
from verifier.model.record import Record
from verifier.model.verdict import Basis, Outcome, Verdict
from verifier.report import Run
from verifier.report.words import rounded
from verifier.score.forecasts import ForecastScore
from verifier.upkeep.history import Revision

# A change in one of these may make a forecast say, or an event settle, something else.
OF_FORECASTS = (
    "quote",
    "summary",
    "claim",
    "expects",
    "given",
    "said",
    "anchor",
    "window",
    "likelihood",
)
OF_EVENTS = (
    "kinds",
    "disputed_kinds",
    "actors",
    "places",
    "began",
    "ended",
    "known",
    "new",
    "magnitudes",
)


@dataclass(frozen=True, slots=True)
class Where:
    """The commit that did it."""

    commit: str
    day: date
    subject: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A forecast or an event that was changed, or removed, after it was publicly `known`.

    Of a forecast that is the first day on which its outcome was; an event was known when it was
    entered (None). `changes` are (key, before, after); `noted` says whether a dated correction
    went with it.
    """

    where: Where
    id: str
    known: date | None
    changes: tuple[tuple[str, str, str], ...]
    noted: bool


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict that became another one; `overturned` where it had been decided before."""

    where: Where
    forecast: str
    before: Outcome
    after: Outcome
    overturned: bool


@dataclass(frozen=True, slots=True)
class RulesChange:
    """A commit that touched rules, and the scores that they alone moved: (forecast, from, to)."""

    where: Where
    moved: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything found, in the order of the history."""

    late: tuple[RecordChange, ...]
    events: tuple[RecordChange, ...]
    verdicts: tuple[VerdictChange, ...]
    rules: tuple[RulesChange, ...]
    compared: int

    @property
    def overturned(self) -> tuple[VerdictChange, ...]:
        """Verdicts that had been decided and were changed."""
        return tuple(change for change in self.verdicts if change.overturned)


def audit(revisions: Sequence[Revision]) -> Audit:
    """Compare each revision that can be read with the one before it."""
    late: list[RecordChange] = []
    events: list[RecordChange] = []
    verdicts: list[VerdictChange] = []
    rules: list[RulesChange] = []
    before: Run | None = None
    compared = 0
    for revision in revisions:
        if revision.ledger is None or revision.rules is None:
            continue
        after = run(revision.ledger, revision.rules)
        if before is not None:
            where = Where(revision.commit, revision.day, revision.subject)
            late += _late(before, after, where)
            events += _events(before.ledger, after.ledger, where)
            verdicts += _verdicts(before, after, where)
            if revision.rules_touched:
                alone = run(before.ledger, revision.rules, before.as_of)
                rules.append(RulesChange(where, tuple(_moved(before, alone))))
            compared += 1
        before = after
    return Audit(tuple(late), tuple(events), tuple(verdicts), tuple(rules), compared)


_Named = TypeVar("_Named", Forecast, Event)


def _successor(id: str, records: Mapping[str, _Named]) -> _Named | None:
    """The record of that id, or the one that once had it."""
    return records.get(id) or next((r for r in records.values() if id in r.formerly), None)


def _late(before: Run, after: Run, where: Where) -> Iterator[RecordChange]:
    for id, old in before.ledger.forecasts.items():
        known = publicly_known(before, id)
        if known is not None and where.day > known:
            new = _successor(id, after.ledger.forecasts)
            removed = ("forecast", old.claim, "removed")
            yield from _changed(where, known, old, new, OF_FORECASTS, removed)


def _events(before: Ledger, after: Ledger, where: Where) -> Iterator[RecordChange]:
    """Every event was public when it was entered, so that any change of it comes afterwards."""
    for id, old in before.events.items():
        new = _successor(id, after.events)
        yield from _changed(where, None, old, new, OF_EVENTS, ("event", old.title, "removed"))


def _changed(
    where: Where,
    known: date | None,
    old: _Named,
    new: _Named | None,
    keys: Sequence[str],
    removed: tuple[str, str, str],
) -> Iterator[RecordChange]:
    """What was changed under these keys, if anything."""
    if new is None:
        yield RecordChange(where, old.id, known, (removed,), noted=False)
        return
    pairs = ((key, getattr(old, key), getattr(new, key)) for key in keys)
    changes = tuple((key, _shown(was), _shown(now)) for key, was, now in pairs if was != now)
    if changes:
        noted = len(new.corrections) > len(old.corrections)
        yield RecordChange(where, old.id, known, changes, noted)


def publicly_known(found: Run, id: str) -> date | None:
    """The first day on which anyone could tell what became of a forecast; None while nobody can.

    What came was known with the events that settle it, or with the last value of a series that
    does; what stayed away when its window was over. A forecast that something stays away is proven
    wrong by what comes, on its day.
    """
    verdict = found.verdicts.get(id)
    if verdict is None or not verdict.settled:
        return None
    values = [point.known for measured in verdict.measured for point in measured.values]
    if values and verdict.basis == Basis.RULE:
        return max(values)
    denied = isinstance(found.ledger.forecasts[id].expects, DoesNotOccur)
    stayed_away = verdict.outcome == (Outcome.CAME_TRUE if denied else Outcome.DID_NOT)
    closed = verdict.wide.window.last
    if stayed_away and closed is not None:
        return closed
    events = [found.ledger.events[e].known.days.last for e in verdict.settling or verdict.events]
    known = [day for day in events if day is not None]
    return min(known) if known else closed or _ruled(found, verdict)


def _ruled(found: Run, verdict: Verdict) -> date | None:
    days = [found.ledger.rulings[used.ruling].date.days.last for used in verdict.trail.rulings]
    return min((day for day in days if day is not None), default=None)


def _verdicts(before: Run, after: Run, where: Where) -> Iterator[VerdictChange]:
    for id, old in before.verdicts.items():
        successor = _successor(id, after.ledger.forecasts)
        new = after.verdicts.get(successor.id) if successor is not None else None
        if successor is not None and new is not None and new.outcome != old.outcome:
            overturned = old.outcome != Outcome.UNDECIDED
            yield VerdictChange(where, successor.id, old.outcome, new.outcome, overturned)


def _moved(before: Run, after: Run) -> Iterator[tuple[str, str, str]]:
    for id, old in before.scores.items():
        was, now = _score(old), _score(after.scores[id]) if id in after.scores else "none"
        if was != now:
            yield id, was, now


def _score(score: ForecastScore) -> str:
    if score.brier is None or score.left_out is not None:
        return "none"
    return f"{rounded(score.brier.best, 4)} to {rounded(score.brier.worst, 4)}"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, tuple):
        return "; ".join(map(_shown, value)) or "nothing"
    if isinstance(value, Record):
        told = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return ", ".join(f"{key}: {inner}" for key, inner in told.items())
    return str(getattr(value, "text", value))
