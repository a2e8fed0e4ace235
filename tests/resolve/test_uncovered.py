"""What is missing before "it did not happen" can be said: days of coverage, values of a series."""

from __future__ import annotations

from tests.depth import each
from tests.worlds import FEBRUARY, coverage, days, event, forecast, ledger, points, verdict
from verifier.model.ledger import Ledger
from verifier.model.proposition import AllOf, Holds, Occurs, Reaches
from verifier.model.verdict import Uncovered, Wanted

FLOOD = Occurs(event="flood")


def _uncovered(world: Ledger) -> list[Uncovered]:
    return [found for found in verdict(world).missing if isinstance(found, Uncovered)]


def _wanted(world: Ledger) -> list[Wanted]:
    return [found for found in verdict(world).missing if isinstance(found, Wanted)]


def test_without_a_record_the_whole_window_is_left_out() -> None:
    """The command names what is asked, from the window's first day to its last."""
    [missing] = _uncovered(ledger(forecast()))
    assert (missing.records, missing.gaps) == ((), (FEBRUARY,))
    assert missing.command == (
        "verifier new coverage --kind offensive --during 2023-02-01/2023-02-28"
    )
    assert _wanted(ledger(forecast())) == []


def test_days_before_between_and_after_records_are_left_out() -> None:
    """3 to 5 and 10 to 20 February are covered: three gaps are not."""
    covered = (
        coverage("early", during="2023-02-03/2023-02-05"),
        coverage("late", during="2023-02-10/2023-02-20"),
    )
    [missing] = _uncovered(ledger(forecast(), covered=covered))
    assert [used.coverage for used in missing.records] == ["early", "late"]
    assert missing.gaps == (
        days("2023-02-01/2023-02-02"),
        days("2023-02-06/2023-02-09"),
        days("2023-02-21/2023-02-28"),
    )


def test_what_another_record_has_already_leaves_nothing_out() -> None:
    """A short record inside a longer one adds no gap."""
    covered = (
        coverage("long", during="2023-01-01/2023-02-20"),
        coverage("short", during="2023-02-05/2023-02-06"),
    )
    [missing] = _uncovered(ledger(forecast(), covered=covered))
    assert missing.gaps == (days("2023-02-21/2023-02-28"),)
    covered = (
        coverage("to-the-end", during="2023-02-10/2023-03-10"),
        coverage("within", during="2023-02-15/2023-02-16"),
    )
    [missing] = _uncovered(ledger(forecast(), covered=covered))
    assert missing.gaps == (days("2023-02-01/2023-02-09"),)


@each(
    "world",
    [
        ledger(forecast(), events=(event(),)),
        ledger(forecast(), covered=(coverage(),)),
        ledger(forecast(window="2027")),
    ],
)
def test_what_is_decided_or_still_open_misses_nothing(world: Ledger) -> None:
    """Nor is anything wanted of a series."""
    assert _uncovered(world) == []
    assert _wanted(world) == []


def test_only_the_part_that_no_record_covers_is_named() -> None:
    """Attacks are covered, floods are not."""
    both = AllOf(all_of=(Occurs(event="offensive"), FLOOD))
    world = ledger(forecast(expects=both), events=(event(),), covered=(coverage(),))
    assert [missing.asked for missing in _uncovered(world)] == [FLOOD]


def test_of_a_state_at_the_end_only_the_last_day_is_asked() -> None:
    """Whether the town was flooded on 28 February."""
    state = Holds(state="flood", during="at_end")
    [missing] = _uncovered(ledger(forecast(expects=state)))
    assert missing.gaps == (days("2023-02-28"),)


@each(
    "declared rows wanted",
    [
        ({}, ("2023-02-10",), "the `step` of the series `held`"),
        ({"step": "month"}, ("2023-01-31",), "values of `held` for 2023-02-01 to 2023-02-28"),
        (
            {"step": "week"},
            ("2023-02-01", "2023-02-20", "2023-02-27"),
            "values of `held` for 2023-02-06 to 2023-02-19",
        ),
        ({"step": "day"}, ("2023-02-01",), "values of `held` for 2023-02-02 to 2023-02-28"),
        (
            {"step": "irregular", "covers": "2023-01-01/2023-02-20"},
            ("2023-01-15",),
            "every change of `held` (`covers`) in 2023-02-21 to 2023-02-28",
        ),
    ],
)
def test_what_a_series_lacks_is_named(
    declared: dict[str, str], rows: tuple[str, ...], wanted: str
) -> None:
    """The days without a value, by the step; the days not covered; or the step itself."""
    asked = Reaches(reaches="held", at_least=9)
    world = ledger(
        forecast(expects=asked),
        series={"held": points(*((day, 1.0) for day in rows))},
        declared=declared,
    )
    assert [found.told for found in _wanted(world)] == [wanted]


def test_a_condition_that_is_open_is_what_is_missing() -> None:
    """What would settle the condition comes first; once it is met, what the claim lacks."""
    given = {"words": "if it floods", "kind": "if", "expects": {"event": "flood"}}
    [missing] = _uncovered(ledger(forecast(given=given)))
    assert missing.command == "verifier new coverage --kind flood --during 2023-02-01/2023-02-28"
    flooded = event("flooded", kinds=("flood",), began="2023-02-05")
    [missing] = _uncovered(ledger(forecast(given=given), events=(flooded,)))
    assert "--kind offensive" in missing.command


def test_the_values_that_a_condition_lacks_are_named() -> None:
    """A condition on a series wants its weeks; the last of February ends on 5 March."""
    given = {"words": "if it rises", "kind": "if", "expects": {"reaches": "level", "at_least": 2}}
    rows = points(("2023-02-01", 1.0))
    world = ledger(forecast(given=given), series={"level": rows}, declared={"step": "week"})
    assert [found.told for found in _wanted(world)] == [
        "values of `level` for 2023-02-06 to 2023-03-05"
    ]
