"""What was publicly known on a day, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.depth import each
from tests.worlds import (
    FEBRUARY,
    OFFENSIVE,
    coverage,
    days,
    event,
    evidence,
    forecast,
    known,
    ledger,
    ruling,
)
from verifier.model.days import Days
from verifier.model.ledger import Point
from verifier.model.proposition import Occurs


def test_an_event_is_known_from_its_latest_possible_day() -> None:
    """Publicly known on some day of an interval: on its last day at the latest."""
    world = ledger(events=[event(known="2023-02-21/2023-02-23")])
    assert not known(world, date(2023, 2, 22)).events
    assert known(world, date(2023, 2, 23)).events


def test_what_was_measured_later_is_left_out() -> None:
    """A figure of March is none yet in February; one without a day counts with the event."""
    figure = {"name": "men", "at_least": 5, "unit": "men", "kind": "estimate"}
    world = ledger(events=[event(magnitudes=[figure, {**figure, "as_of": "2023-03"}])])
    [event_then] = known(world, date(2023, 2, 22)).events.values()
    [event_now] = known(world).events.values()
    assert len(event_then.magnitudes) == 1
    assert event_now is world.events["offensive-2023"]


def test_an_open_end_is_never_over() -> None:
    """Days without a last one never lie in the past."""
    assert not known(ledger()).closed(Days(date(2023, 1, 1), None))


def test_undated_evidence_counts_on_the_default_day_only() -> None:
    """Dated evidence counts from its last possible day."""
    items = (evidence(None), evidence("2023-02"), evidence("2024-02-01"))
    world = ledger(events=[event(evidence=items)])
    assert known(world, date(2023, 2, 27)).eligible(items) == ()
    assert known(world, date(2023, 2, 28)).eligible(items) == items[1:2]
    assert known(world, world.default_as_of).eligible(items) == items


def test_a_value_counts_on_the_default_day() -> None:
    """The day on which a value became known moves the default day, and not the day it is of."""
    late = Point(day=date(2024, 6, 1), known=date(2024, 7, 3), value=1.0)
    world = replace(ledger(forecast()), points={"area-held": (late,)})
    assert world.default_as_of == date(2024, 7, 3)


def test_a_superseded_ruling_stands_until_the_later_one_is_signed() -> None:
    """The earlier stays among those signed; before the later is signed it stands."""
    world = ledger(
        forecast(),
        rulings=[ruling("first"), ruling("second", date="2024-05-01", supersedes="first")],
    )
    then, now = known(world, date(2024, 4, 30)), known(world)
    assert [r.id for r in then.rulings["foretold"]] == ["first"]
    assert [r.id for r in now.rulings["foretold"]] == ["second"]
    assert [r.id for r in now.signed["foretold"]] == ["first", "second"]
    assert known(world, date(2024, 3, 1)).rulings == {}


@each(
    "of covers",
    [
        ({"kind": "attack"}, True),
        ({"kind": "offensive"}, True),
        ({"kind": "invasion"}, False),
        ({"kind": "flood"}, False),
        ({"kind": "attack", "place": "land"}, True),
        ({"kind": "attack", "place": "town"}, False),
        ({"kind": "attack", "actor": "reds"}, True),
        ({"kind": "attack", "actor": "blues"}, False),
    ],
)
def test_coverage_is_of_the_same_or_more(of: dict[str, str], covers: bool) -> None:
    """A record of less than what is asked for shows no absence of it."""
    asked = Occurs(event="offensive", actor="red-guard", place="north")
    world = ledger(covered=[coverage(of=[of])])
    assert bool(known(world).coverage(asked, FEBRUARY)) == covers


@each(
    "general particular",
    [
        ({"kind": "attack"}, {"kind": "attack", "place": "land"}),
        ({"kind": "attack", "place": "land"}, {"kind": "attack", "place": "north"}),
        ({"kind": "attack"}, {"kind": "offensive"}),
        ({"kind": "attack"}, {"kind": "attack", "actor": "reds"}),
        ({"kind": "offensive", "actor": "reds"}, {"kind": "attack", "place": "land"}),
    ],
)
def test_of_records_that_cover_alone_the_most_particular_is_named(
    general: dict[str, str], particular: dict[str, str]
) -> None:
    """The place says the most, then the kind, then the actor, in whatever order they are listed."""
    asked = Occurs(event="offensive", actor="red-guard", place="north")
    for first, second in (("a", "b"), ("b", "a")):
        world = ledger(covered=[coverage(first, of=[general]), coverage(second, of=[particular])])
        assert [used.coverage for used in known(world).coverage(asked, FEBRUARY)] == [second]


def test_coverage_of_one_place_is_none_of_everywhere() -> None:
    """Where no place is asked for, a record of one place is not enough."""
    world = ledger(covered=[coverage(of=[{"kind": "attack", "place": "land"}])])
    assert known(world).coverage(OFFENSIVE, FEBRUARY) == ()


def test_coverage_needs_evidence_and_completeness() -> None:
    """Incomplete, not yet shown, or shown by evidence against: it does not count."""
    against = (evidence("2024-01-02", stance="against"),)
    for record in (coverage(complete=False), coverage(evidence=against)):
        assert not known(ledger(covered=[record])).coverage(OFFENSIVE, FEBRUARY)
    assert not known(ledger(covered=[coverage()]), date(2024, 1, 1)).coverage(OFFENSIVE, FEBRUARY)


def _covered(*during: str, window: Days = FEBRUARY, as_of: date = date(2024, 6, 1)) -> list[str]:
    records = [coverage(f"part-{n}", during=d) for n, d in enumerate(during)]
    found = known(ledger(covered=records), as_of).coverage(OFFENSIVE, window)
    return [used.coverage for used in found]


def test_records_together_span_the_window() -> None:
    """Adjacent or overlapping runs do; a day left out and the whole is not covered."""
    assert _covered("2023-02-01/2023-02-15", "2023-02-16/2023-02-28") == ["part-0", "part-1"]
    assert _covered("2023-02-10/2023-02-28", "2023-01-01/2023-02-20") == ["part-0", "part-1"]
    assert _covered("2023-02-01/2023-02-14", "2023-02-16/2023-02-28") == []
    assert _covered("2023-02-01/2023-02-27") == []
    assert _covered("../..") == ["part-0"]
    assert _covered("2022") == []


def test_no_record_spans_a_window_without_an_end() -> None:
    """Neither an open beginning nor an open end can be covered."""
    assert _covered("../..", window=Days(date(2023, 2, 1), None)) == []
    assert _covered("../..", window=Days(None, date(2023, 3, 1))) == []


def test_coverage_is_clipped_to_the_day() -> None:
    """On 15 January 2024 what is published at its end does not count yet."""
    shown = [evidence("2023-12-31"), evidence("2024-01-31")]
    world = ledger(covered=[coverage(during="2023/2025", evidence=shown)])
    january = days("2024-01")
    assert not known(world, date(2024, 1, 15)).coverage(OFFENSIVE, january)
    [used] = known(world, date(2024, 1, 31)).coverage(OFFENSIVE, january)
    assert used.during == days("2023-01-01/2024-01-31")
    future = ledger(covered=[coverage(during="2025", evidence=[evidence("2023-01-01")])])
    assert not known(future, date(2024, 1, 15)).coverage(OFFENSIVE, january)


def test_coverage_reaches_as_far_as_its_evidence() -> None:
    """A record of 5 January for all of 2024 says nothing of February, whenever it is asked."""
    world = ledger(covered=[coverage(during="2024", evidence=[evidence("2024-01-05")])])
    february, first = days("2024-01/2024-02"), days("2024-01-01/2024-01-05")
    later = known(world, date(2025, 1, 1))
    assert not later.coverage(OFFENSIVE, february)
    [used] = later.coverage(OFFENSIVE, first)
    assert used.during == first


def test_undated_evidence_reaches_to_the_default_day() -> None:
    """It counts on that day only, which an event known in July 2024 sets here, and up to it."""
    source = evidence("2024-07-15")
    undated = coverage(during="2024", evidence=[evidence(None)])
    world = ledger(events=[event(evidence=(source,))], covered=[undated])
    assert world.default_as_of >= date(2024, 7, 15)
    assert known(world, world.default_as_of).coverage(OFFENSIVE, days("2024-06"))
    assert not known(world, date(2024, 7, 1)).coverage(OFFENSIVE, days("2024-06"))


def test_coverage_alone_does_not_move_the_default_day() -> None:
    """A record to 2032 on evidence of January 2024 leaves the day in January 2024."""
    world = ledger(covered=[coverage(during="2023/2032")])
    assert world.default_as_of == date(2024, 1, 2)


def test_a_record_of_two_kinds_is_used_once() -> None:
    """A record that covers the kind twice over is one record."""
    world = ledger(covered=[coverage(of=[{"kind": "attack"}, {"kind": "offensive"}])])
    assert len(known(world).coverage(OFFENSIVE, FEBRUARY)) == 1
