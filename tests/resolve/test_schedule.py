"""Where an event fell, seen from a window."""

from __future__ import annotations

from datetime import date

from tests.depth import each
from tests.worlds import FEBRUARY, coverage, days, event, forecast, ledger, verdict
from verifier.model.days import ALWAYS, Days
from verifier.model.verdict import Schedule
from verifier.resolve.schedule import error_of, nearest, nth, schedule_of, timing_error


@each(
    "day error",
    [
        (date(2023, 1, 31), -1),
        (date(2023, 2, 1), 0),
        (date(2023, 2, 28), 0),
        (date(2023, 3, 1), 1),
        (date(2023, 3, 31), 31),
    ],
)
def test_the_error_counts_days_outside_the_window(day: date, error: int) -> None:
    """The day before the window is -1, the first day after it 1."""
    assert error_of(day, FEBRUARY) == error


def test_without_a_bound_nothing_is_early_or_late() -> None:
    """A window without ends has every day inside."""
    assert error_of(date(1900, 1, 1), ALWAYS) == 0


@each(
    "began error schedule",
    [
        ("2023-01-20/2023-01-25", (-12, -7), [Schedule.EARLY]),
        ("2023-01-31/2023-02-01", (-1, 0), [Schedule.EARLY, Schedule.ON_TIME]),
        ("2023-02-10", (0, 0), [Schedule.ON_TIME]),
        ("2023-02-28/2023-03-02", (0, 2), [Schedule.ON_TIME, Schedule.LATE]),
        (
            "2023-01-31/2023-03-01",
            (-1, 1),
            [Schedule.EARLY, Schedule.ON_TIME, Schedule.LATE],
        ),
    ],
)
def test_an_uncertain_day_gives_each_schedule_that_it_allows(
    began: str, error: tuple[int, int], schedule: list[Schedule]
) -> None:
    """The error is the interval from the first possible day to the last."""
    found = timing_error(days(began), FEBRUARY)
    assert found == error
    assert list(schedule_of(found, days(began), FEBRUARY)) == schedule


def test_the_nearest_event_is_the_one_meant() -> None:
    """What overlaps the window comes before what does not; then distance; open ends are passed."""
    early, late, far = days("2023-01-20"), days("2023-03-05"), days("2023-06-01")
    assert nearest([far, early, late], FEBRUARY) == late
    assert nearest([far, early, days("2023-02-27/2023-04-30")], FEBRUARY) == days(
        "2023-02-27/2023-04-30"
    )
    assert nearest([Days(date(2023, 2, 1), None)], FEBRUARY) is None
    assert nearest([], FEBRUARY) is None


def test_the_nearest_of_uncertain_events_is_the_one_that_may_have_been_nearest() -> None:
    """Late by 10 to 61 days comes before 19 to 38, and early by 12 to 32 before late by 19."""
    short, long = days("2023-03-19/2023-04-07"), days("2023-03-10/2023-04-30")
    assert nearest([short, long], FEBRUARY) == nearest([long, short], FEBRUARY) == long
    early = days("2022-12-31/2023-01-20")
    assert nearest([early, short], FEBRUARY) == nearest([short, early], FEBRUARY) == early


def test_of_two_events_alike_the_order_does_not_choose() -> None:
    """Two that begin on the same day inside the window: the shorter interval, in either order."""
    short, long = days("2023-02-03"), days("2023-02-03/2023-02-05")
    assert nearest([short, long], FEBRUARY) == nearest([long, short], FEBRUARY) == short


def test_the_second_of_several() -> None:
    """At least the second first day, at most the second last day; None where there are too few."""
    first, second = days("2023-02-01/2023-02-10"), days("2023-02-05/2023-02-06")
    assert nth([first, None, second], 2) == days("2023-02-05/2023-02-10")
    assert nth([first, None], 2) is None


@each(
    "disputed sure error fell",
    [
        ("2023-02-20", "2023-10-10", (-9, 193), ("early", "late")),
        ("2023-02-20", "2023-02-25", (-4, -4), ("early",)),
        ("2023-03-10", "2023-10-10", (0, 193), ("on_time", "late")),
        ("2023-10-10", "2023-03-10", (0, 0), ("on_time",)),
    ],
)
def test_every_event_that_may_have_been_meant_is_held(
    disputed: str, sure: str, error: tuple[int, int], fell: tuple[str, ...]
) -> None:
    """A new offensive in March: the nearest is perhaps none, and the next that is one counts too.

    By hand: 20 and 25 February are 9 and 4 days before 1 March, 10 October 193 after March.
    Where the sure one is the nearest, the disputed one farther off says nothing.
    """
    asked = {"event": "offensive", "actor": "reds", "place": "town", "new": True}
    found = verdict(
        ledger(
            forecast(expects=asked, window="2023-03"),
            events=[
                event("perhaps", new="disputed", began=disputed, known=disputed),
                event("certain", new="yes", began=sure, known=sure),
            ],
            covered=[coverage()],
        )
    )
    assert found.timing_error == error
    assert tuple(place.value for place in found.schedule) == fell
    assert "certain" in found.events
