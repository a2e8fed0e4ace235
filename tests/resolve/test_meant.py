"""Of several times that words may mean each is decided, and where all agree that is the verdict."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from tests.worlds import coverage, days, event, forecast, ledger, verdict
from verifier.model.proposition import Count, DoesNotOccur, Occurs
from verifier.model.verdict import Outcome, Schedule

MEANT = days("2023-06-01/2023-08-31"), days("2023-06-21/2023-09-22")
# Before both, in the one, in both, in the other, after both.
DAYS = ("2023-05-31", "2023-06-06", "2023-06-20", "2023-06-21", "2023-08-31", "2023-09-12")
SAYS: dict[str, Any] = {
    "comes": Occurs(event="offensive"),
    "does not": DoesNotOccur(no_event="offensive"),
    "one": Count(count="offensive", at_least=1, at_most=1),
    "two": Count(count="offensive", at_least=2),
}


def _true(says: str, inside: int) -> bool:
    """Whether it is true where so many came inside."""
    return {"comes": inside > 0, "does not": inside == 0, "one": inside == 1, "two": inside > 1}[
        says
    ]


@pytest.mark.parametrize("says", SAYS)
def test_the_verdict_is_that_of_every_time_or_disputed(says: str) -> None:
    """Any one or two events, on days before, in one, in both and in the other of two summers."""
    for days_of in [(day,) for day in DAYS] + list(combinations(DAYS, 2)):
        events = [event(f"e-{day}", began=day, known=day) for day in days_of]
        found = verdict(
            ledger(
                forecast(window={"phrase": "in the summer"}, expects=SAYS[says]),
                events=events,
                covered=(coverage(),),
            )
        )
        inside = [sum(date.fromisoformat(day) in window for day in days_of) for window in MEANT]
        came = {_true(says, number) for number in inside}
        expected = Outcome.DISPUTED if len(came) > 1 else None
        assert found.outcome == (
            expected or (Outcome.CAME_TRUE if came.pop() else Outcome.DID_NOT)
        ), days_of
        assert [reading.window for reading in found.readings] == list(MEANT)


def test_a_cut_in_each_summer_is_on_time() -> None:
    """6 June in the one and 12 September in the other: true on both, nought days off."""
    events = [event(f"e-{day}", began=day, known=day) for day in ("2023-06-06", "2023-09-12")]
    world = ledger(
        forecast(window={"phrase": "in the summer"}), events=events, covered=(coverage(),)
    )
    found = verdict(world)
    assert (found.outcome, found.schedule, found.timing_error) == (
        Outcome.CAME_TRUE,
        (Schedule.ON_TIME,),
        (0, 0),
    )


def test_what_lies_between_two_days_is_on_neither() -> None:
    """Next Friday, said on a Monday, is one of two days: what comes between them is on neither."""
    world = forecast(window={"phrase": "next Friday"})
    for number in range(11, 23):
        day = f"2023-01-{number}"
        came = event(began=day, known=day)
        found = verdict(ledger(world, events=(came,), covered=(coverage(),)))
        assert (found.outcome == Outcome.DISPUTED) == (number in (13, 20))
        assert (found.outcome == Outcome.DID_NOT) == (number not in (13, 20))
        assert found.wide.window == days("2023-01-13/2023-01-20")
