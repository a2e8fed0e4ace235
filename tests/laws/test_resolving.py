"""Resolving obeys the laws that a reader takes for granted, whatever the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws.strategies import (
    as_ofs,
    occurrences,
    propositions,
    rulings,
    some_coverage,
    some_events,
    spans,
    worlds,
)
from tests.worlds import (
    ACTORS,
    EVENTS,
    PLACES,
    answered,
    days,
    event,
    evidence,
    rules,
    verdict,
    vocabulary,
)
from verifier.model.forecasts import Forecast, SourceFile
from verifier.model.ledger import Ledger, Point
from verifier.model.outcomes import Ruling
from verifier.model.proposition import AllOf, AnyOf, DoesNotOccur, Occurs, Proposition
from verifier.model.record import Record
from verifier.model.verdict import Basis, Outcome, Truth, Verdict
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge
from verifier.rules import Rules

R = TypeVar("R", bound=Record)


def _axes(found: Verdict) -> dict[str, Any]:
    """What a verdict says, without the order of lists and without the trail."""
    return {
        "outcome": found.outcome,
        "truth": found.truth,
        "schedule": found.schedule,
        "timing_error": found.timing_error,
        "basis": found.basis,
        "reason": found.reason,
        "readings": [replace(reading, rules=()) for reading in (found.narrow, found.wide)],
        "hindsight": found.hindsight,
        "events": set(found.events),
        "evidence": set(found.evidence),
        "met": found.met,
    }


def _one(world: Ledger, as_of: date, by: Rules | None = None) -> Verdict | None:
    """The verdict, None while the forecast has not been published."""
    return resolve(Knowledge(world, by or rules(), as_of)).get("foretold")


def _all_axes(world: Ledger, as_of: date, by: Rules | None = None) -> dict[str, Any] | None:
    found = _one(world, as_of, by)
    return None if found is None else _axes(found)


def _with(forecast: Forecast, world: Ledger) -> Ledger:
    files = tuple(
        SourceFile(source=file.source, forecasts=(forecast,), set_aside=file.set_aside)
        for file in world.files
    )
    return replace(world, files=files)


def _foretold(world: Ledger) -> Forecast:
    return world.forecasts["foretold"]


# --- what does not matter


@given(worlds(ruled=True), as_ofs, spans(), st.sampled_from(["a-comet", "z-comet"]))
def test_an_event_of_another_kind_changes_nothing(
    world: Ledger, as_of: date, began: str, id: str
) -> None:
    """A comet, of which no forecast speaks, changes no verdict and no trail."""
    comet = event(id, kinds=["comet"], actors=[], places=[], began=began, known=began)
    events = dict(sorted({**world.events, id: comet}.items()))
    assert _one(replace(world, events=events), as_of) == _one(world, as_of)


@given(worlds(occurrences.map(lambda o: o.model_copy(update={"place": "town"}))), as_ofs, spans())
def test_an_event_somewhere_else_changes_no_verdict(world: Ledger, as_of: date, began: str) -> None:
    """What happened on the moon settles nothing that is asked of the town."""
    assume(_foretold(world).given is None)
    moon = event("on-the-moon", places=["moon"], began=began, known=began)
    moved = replace(world, events={**world.events, "on-the-moon": moon})
    assert _all_axes(moved, as_of) == _all_axes(world, as_of)


def _reversed(record: R) -> R:
    """The record with all of its lists the other way round."""

    def turned(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(turned(entry) for entry in reversed(value))
        return _reversed(value) if isinstance(value, Record) else value

    kept = {"truth"}  # a range of two numbers is no list
    names = type(record).model_fields.keys() - kept
    return record.model_copy(update={name: turned(getattr(record, name)) for name in names})


def _turned(records: Mapping[str, R]) -> dict[str, R]:
    return {id: _reversed(record) for id, record in reversed(list(records.items()))}


@given(worlds(ruled=True), as_ofs)
def test_the_order_of_files_and_lists_is_immaterial(world: Ledger, as_of: date) -> None:
    """All records and every list in them turned round give the same verdict."""
    turned = replace(
        world,
        files=tuple(_reversed(file) for file in reversed(world.files)),
        events=_turned(world.events),
        coverage=_turned(world.coverage),
        rulings=_turned(world.rulings),
        points={id: points[::-1] for id, points in world.points.items()},
    )
    assert _all_axes(turned, as_of) == _all_axes(world, as_of)


NAMED = {"event", "no_event", "state", "kind", "kinds", "disputed_kinds"} | {
    *("actor", "actors", "place", "places")
}
TERMS = {term: f"renamed-{n}" for n, term in enumerate(reversed([*EVENTS, *PLACES, *ACTORS]))}


def _renamed(record: R) -> R:
    """The record with every term of a vocabulary under another name."""

    def other(value: Any, named: bool) -> Any:
        if isinstance(value, dict):
            return {key: other(entry, key in NAMED) for key, entry in value.items()}
        if isinstance(value, list):
            return [other(entry, named) for entry in value]
        return TERMS.get(value, value) if named and isinstance(value, str) else value

    plain = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    return type(record).model_validate(other(plain, named=False))


def _renamed_terms(name: str, terms: Mapping[str, Iterable[str]]) -> Any:
    return vocabulary(
        name, {TERMS[id]: tuple(TERMS[up] for up in broader) for id, broader in terms.items()}
    )


@given(worlds(ruled=True), as_ofs)
def test_renaming_a_vocabulary_changes_no_verdict(world: Ledger, as_of: date) -> None:
    """Terms are only names: what counts is how they stand to each other."""
    world_renamed = replace(
        world,
        files=tuple(_renamed(file) for file in world.files),
        events={id: _renamed(e) for id, e in world.events.items()},
        coverage={id: _renamed(c) for id, c in world.coverage.items()},
    )
    by = replace(
        rules(),
        events=_renamed_terms("events", EVENTS),
        places=_renamed_terms("places", PLACES),
        actors=_renamed_terms("actors", ACTORS),
    )
    assert _all_axes(world_renamed, as_of, by) == _all_axes(world, as_of)


# --- negation, windows, parts


@given(worlds(), as_ofs, occurrences)
def test_negating_complements_the_truth(world: Ledger, as_of: date, asked: Occurs) -> None:
    """What came true of an event did not of its absence; what is open stays open."""
    forecast = _foretold(world).model_copy(update={"given": None, "expects": asked})
    absent = DoesNotOccur(no_event=asked.event, actor=asked.actor, place=asked.place, new=asked.new)
    event_, absence = (
        _one(_with(forecast.model_copy(update={"expects": e}), world), as_of)
        for e in (asked, absent)
    )
    if event_ is None or absence is None:
        assert event_ is absence
    else:
        assert absence.truth == event_.truth.complement
        assert absence.wide.truth == event_.wide.truth.complement


@given(worlds(), as_ofs, occurrences, spans(), spans())
def test_a_wider_window_never_undoes_an_event(
    world: Ledger, as_of: date, asked: Occurs, one: str, other: str
) -> None:
    """An event inside a window is inside every wider one; and so for what did not stay away."""
    window, wider = days(one), days(one).hull(days(other))
    narrow = answered(asked, world, window=window, as_of=as_of)
    wide = answered(asked, world, window=wider, as_of=as_of)
    if narrow.truth == Truth.true():
        assert wide.truth == Truth.true()
    absent = DoesNotOccur(no_event=asked.event, **asked.model_dump(exclude={"event", "size"}))
    if answered(absent, world, window=window, as_of=as_of).truth == Truth.false():
        assert answered(absent, world, window=wider, as_of=as_of).truth == Truth.false()


@given(worlds(occurrences), as_ofs, st.integers(0, 60))
def test_days_of_grace_never_undo_an_event(world: Ledger, as_of: date, grace: int) -> None:
    """What came true comes true with grace."""
    assume(_foretold(world).given is None)
    found = _one(world, as_of)
    if found is not None and found.outcome == Outcome.CAME_TRUE:
        assert verdict(world, as_of, grace=grace).outcome == Outcome.CAME_TRUE


@given(worlds(), as_ofs, st.lists(propositions, min_size=1, max_size=3), spans())
def test_any_of_is_at_least_as_true_as_each_part_and_all_of_at_most(
    world: Ledger, as_of: date, parts: list[Proposition], span: str
) -> None:
    """Neither bound of a settled whole lies on the wrong side of a part's."""
    window = days(span)
    each = [answered(part, world, window=window, as_of=as_of).truth for part in parts]
    either = answered(AnyOf(any_of=tuple(parts)), world, window=window, as_of=as_of).truth
    every = answered(AllOf(all_of=tuple(parts)), world, window=window, as_of=as_of).truth
    if either.pending is None:
        assert either.low >= max(t.low for t in each)
        assert either.high >= max(t.high for t in each)
    if every.pending is None:
        assert every.low <= min(t.low for t in each)
        assert every.high <= min(t.high for t in each)


# --- time


def _learned(world: Ledger) -> set[date]:
    """The days on which something other than evidence becomes known."""
    found = {e.known.days.last for e in world.events.values()}
    found |= {max(p.known, p.day) for points in world.points.values() for p in points}
    return {day for day in found if day is not None}


@given(worlds(), as_ofs, st.integers(1, 300))
def test_once_settled_by_rule_it_stays_settled(world: Ledger, as_of: date, more: int) -> None:
    """The same on every later day, unless an event or a figure becomes known between the two."""
    later = as_of + timedelta(days=more)
    assume(not any(as_of < day <= later for day in _learned(world)))
    before, after = _one(world, as_of), _one(world, later)
    if before is not None and (before.settled or before.outcome == Outcome.VOID):
        assert after is not None
        assert (after.outcome, after.truth) == (before.outcome, before.truth)


@given(worlds(occurrences), as_ofs, st.integers(1, 300))
def test_what_came_true_stays_true_whatever_becomes_known(
    world: Ledger, as_of: date, more: int
) -> None:
    """An event that is known is not undone by a later one."""
    assume(_foretold(world).given is None)
    before = _one(world, as_of)
    if before is not None and before.outcome == Outcome.CAME_TRUE:
        after = _one(world, as_of + timedelta(days=more))
        assert after is not None
        assert after.outcome == Outcome.CAME_TRUE


@given(worlds(ruled=True), as_ofs, st.data())
def test_nothing_known_later_leaks_in(world: Ledger, as_of: date, data: st.DataObject) -> None:
    """Events, figures, evidence, coverage and rulings of later days leave verdict and trail alone.

    Undated evidence is left out of this: it counts on the default day only, which moves with what
    the ledger knows.
    """
    later = as_of + timedelta(days=data.draw(st.integers(1, 100)))
    shown = evidence(str(later), says="It was so, as was found out later.")
    learned = data.draw(some_events("learned-later"))
    figure = {"name": "men", "at_least": 1, "unit": "men", "as_of": str(later), "kind": "estimate"}
    events = {
        id: event(**{**dict(e), "evidence": (*e.evidence, shown), "magnitudes": [figure]})
        for id, e in world.events.items()
    }
    events["learned-later"] = learned.model_copy(
        update={"known": evidence(str(later)).published, "evidence": (shown,)}
    )
    covered = {
        id: c.model_copy(update={"evidence": (*c.evidence, shown)})
        for id, c in world.coverage.items()
    }
    record = data.draw(some_coverage("shown-later"))
    covered["shown-later"] = record.model_copy(update={"evidence": (shown,)})
    signed = data.draw(rulings("signed-later"))
    supersedes = data.draw(st.sampled_from([None, *world.rulings]))
    update = {"date": evidence(str(later)).published, "supersedes": supersedes}
    told = Point(as_of - timedelta(days=5), later, 9.0)
    knowing = replace(
        world,
        events=events,
        coverage=covered,
        rulings={**world.rulings, "signed-later": signed.model_copy(update=update)},
        points={id: (*points, told) for id, points in world.points.items()},
    )
    assert _one(knowing, as_of) == _one(world, as_of)


# --- rulings


@given(worlds(), rulings("first"), rulings("dissent"))
def test_dissent_never_shrinks_what_is_admissible(
    world: Ledger, first: Ruling, dissent: Ruling
) -> None:
    """Every truth that the first ruling admits is admitted beside the second."""
    as_of = date(2024, 6, 1)
    alone = verdict(replace(world, rulings={"first": first}), as_of)
    both = verdict(replace(world, rulings={"first": first, "dissent": dissent}), as_of)
    assert alone.basis == both.basis == Basis.RULING
    assert both.truth.low <= alone.truth.low
    assert both.truth.high >= alone.truth.high
    assert both.truth.graded or set(alone.truth.values) <= set(both.truth.values)
    assert both.truth.graded or not alone.truth.graded
