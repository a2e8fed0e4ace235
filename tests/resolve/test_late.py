"""What came after its window is late where it can be what was meant; no miss is on time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.depth import each
from tests.worlds import coverage, event, forecast, known, ledger, rules, ruling, verdict
from verifier.model.proposition import DoesNotOccur, Occurs
from verifier.model.verdict import Schedule
from verifier.resolve import resolve
from verifier.score.calls import Promise, Says, expects_event, promise

SIZED = {"event": "offensive", "size": {"magnitude": "men", "at_least": 20, "at_most": 30}}
LAST = date(2023, 2, 28)


def of(men: float, day: date, id: str) -> Any:
    """An offensive of so many men."""
    size = {"name": "men", "at_least": men, "at_most": men, "unit": "men", "kind": "measurement"}
    return event(id, began=day.isoformat(), known=day.isoformat(), magnitudes=(size,))


def made(days_after: int, *, instead: float | None, **more: Any) -> Promise:
    """A promise of an offensive of 20 to 30 men in February 2023; one of 25 comes so much later."""
    rulings = more.pop("rulings", ())
    last = more.pop("last", LAST)
    events = [of(25, last + timedelta(days_after), "later")]
    if instead is not None:
        events.append(of(instead, date(2023, 2, 10), "instead"))
    said = forecast(expects=SIZED, commitment=True, **more)
    world = ledger(said, events=events, covered=[coverage()], rulings=rulings)
    found = verdict(world, date(2024, 6, 1))
    kept = promise(found)
    late = kept == Promise.LATE
    assert found.schedule == ((Schedule.LATE,) if late else (Schedule.NEVER,))
    assert found.timing_error == ((days_after, days_after) if late else None)
    assert found.events == (("later",) if late else ())
    return kept


@pytest.mark.parametrize("instead", [10.0, 50.0], ids=["smaller", "greater"])
def test_what_came_in_another_size_leaves_little_room_for_a_later_one(instead: float) -> None:
    """Up to 90 days on it can be what was promised; the day after that it is another event."""
    assert made(90, instead=instead) == Promise.LATE
    assert made(91, instead=instead) == Promise.BROKEN
    assert made(277, instead=instead) == Promise.BROKEN


def test_where_nothing_came_in_the_window_the_first_that_comes_is_late() -> None:
    """Nothing else can have been meant: however late it is, it is what was promised."""
    assert made(91, instead=None) == Promise.LATE
    assert made(300, instead=None) == Promise.LATE


def test_a_long_window_gives_its_own_length() -> None:
    """From 9 January to 30 June 2023 are 173 days; so many more an event may take."""
    long = {"window": "2023-01/2023-06", "last": date(2023, 6, 30)}
    assert made(173, instead=10, **long) == Promise.LATE
    assert made(174, instead=10, **long) == Promise.BROKEN


def test_a_ruling_says_itself_which_event_was_meant() -> None:
    """It names the later event, so that is the one, late as it is."""
    ruled = ruling(outcome="did_not", events=("later",))
    assert made(277, instead=10, rulings=[ruled]) == Promise.LATE


def test_rules_without_a_limit_know_no_too_late() -> None:
    """A ledger whose own rules leave the limit out is told as before."""
    said = forecast(expects=SIZED, commitment=True)
    events = [of(25, date(2023, 12, 1), "later"), of(10, date(2023, 2, 10), "instead")]
    world = known(ledger(said, events=events, covered=[coverage()]))
    limit, bare = rules(), replace(rules(), timing=rules().timing.model_copy(update={"late": None}))
    for law, became in ((limit, Promise.BROKEN), (bare, Promise.LATE)):
        assert promise(resolve(replace(world, rules=law))["foretold"]) == became


@each(
    "says of_event of_absence",
    [
        (Says.FOR, True, False),
        (Says.PICK, True, False),
        (Says.PLAN, True, False),
        (Says.HEDGED, True, False),
        (Says.AGAINST, False, True),
    ],
)
def test_only_who_expects_the_event_can_be_on_time_with_it(
    says: Says, *, of_event: bool, of_absence: bool
) -> None:
    """Calling it unlikely expects it not; of an absence only calling that unlikely expects it."""
    event_asked = Occurs.model_validate({"event": "offensive"})
    absence_asked = DoesNotOccur.model_validate({"no_event": "offensive"})
    assert expects_event(says, forecast(expects=event_asked)) == of_event
    assert expects_event(says, forecast(expects=absence_asked)) == of_absence
