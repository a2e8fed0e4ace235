"""The first day on which what was public settled a proposition of any kind, whichever way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from tests.depth import each
from tests.worlds import MONTHLY, coverage, event, forecast, ledger, points, ruling, verdict
from verifier.model.outcomes import Event, Ruling
from verifier.model.proposition import Proposition
from verifier.model.verdict import Hindsight, Verdict

YEAR = "2023"
FIRST = event()
SECOND = event("offensive-in-may", began="2023-05-02", known="2023-05-04")
LASTING = event("siege", began="2023-01-01", known="2023-01-02", ended="2023-06-30")
FLOOD = event("flood", kinds=("flood",), actors=(), began="2023-04-01", known="2023-04-03")
THING = {"event": "offensive", "actor": "reds"}
WATER = {"event": "flood"}


def of(expects: Any, world: dict[str, Any], **more: Any) -> Verdict:
    """The verdict on what is said of the year 2023 on 9 January, in a world that covers it all."""
    asked = TypeAdapter[Proposition](Proposition).validate_python(expects)
    if "category" in expects:
        more["likelihood"] = None
    said = forecast(expects=asked, **{"window": YEAR, **more})
    covers = coverage(of=({"kind": "attack"}, {"kind": "flood"}))
    return verdict(ledger(said, covered=[covers], **{"declared": MONTHLY, **world}))


RATE = {
    "rate": points(
        ("2023-01-31", 2.0, "2023-02-10"),
        # Published first as 3, the value that crossed was revised a year later.
        ("2023-02-28", 3.0, "2023-03-10"),
        ("2023-02-28", 3.1, "2024-03-10"),
        *((f"2023-{month:02}-28", 2.0, f"2023-{month:02}-28") for month in range(3, 13)),
    )
}

CASES: list[tuple[Any, Iterable[Event], str | None]] = [
    (THING, [FIRST, SECOND], "2023-02-21"),
    ({"no_event": "offensive", "actor": "reds"}, [SECOND, FIRST], "2023-02-21"),
    (THING, [], None),
    ({"no_event": "offensive"}, [], None),
    ({"count": "offensive", "at_least": 2}, [FIRST, SECOND], "2023-05-04"),
    ({"count": "offensive", "at_least": 3}, [FIRST, SECOND], None),
    ({"count": "offensive", "at_most": 0}, [FIRST, SECOND], "2023-02-21"),
    ({"count": "offensive", "at_least": 1, "at_most": 1}, [FIRST], None),
    ({"count": "offensive", "at_least": 1, "at_most": 1}, [FIRST, SECOND], "2023-05-04"),
    ({"any_of": [THING, WATER]}, [FIRST, FLOOD], "2023-02-21"),
    ({"all_of": [THING, WATER]}, [FIRST, FLOOD], "2023-04-03"),
    ({"all_of": [THING, {"no_event": "flood"}]}, [FIRST, FLOOD], "2023-04-03"),
    ({"all_of": [THING, {"no_event": "flood"}]}, [FIRST], None),
    ({"at_least": 1, "of": [THING, WATER]}, [FLOOD], "2023-04-03"),
    (
        {
            "category": [
                {"expects": THING, "probability": 0.5},
                {"expects": WATER, "probability": 0.4},
            ]
        },
        [FLOOD],
        "2023-04-03",
    ),
    ({"state": "offensive", "during": "sometime"}, [LASTING], "2023-01-02"),
    ({"state": "offensive", "during": "throughout"}, [LASTING], "2023-07-01"),
    ({"state": "offensive", "during": "throughout"}, [event(ended="2024-02-01")], None),
    ({"state": "offensive", "during": "at_end"}, [LASTING], None),
    ({"reaches": "rate", "at_least": 3}, [], "2023-03-10"),
    ({"reaches": "rate", "at_least": 4}, [], None),
    ({"stays": "rate", "below": 3}, [], "2023-03-10"),
    ({"stays": "rate", "below": 4}, [], None),
    ({"range": "rate", "measure": "level", "at_least": 1}, [], "2023-12-28"),
]


@each("expects events decided", CASES)
def test_the_day_on_which_it_was_settled(
    expects: Any, events: Iterable[Event], decided: str | None
) -> None:
    found = of(expects, {"events": events, "series": RATE})
    assert found.truth.values
    assert found.decided == (decided and date.fromisoformat(decided))
    assert found.dated


def test_each_reading_of_the_words_has_to_be_settled() -> None:
    """It came between two springs of which one is meant: nobody could know that neither has it."""
    window = {"narrow": "2023-02", "wide": "2023", "reason": "as said"}
    assert of(THING, {"events": [FIRST]}, window=window).decided == date(2023, 2, 21)
    assert of(THING, {"events": [SECOND]}, window=window).decided is None


JUDGED = {"judged": "The offensive succeeds."}


@each(
    "expects ruled decided dated",
    [
        (JUDGED, ruling(events=("offensive-2023", "offensive-in-may")), "2023-02-21", True),
        (JUDGED, ruling(known="2023-03-05"), "2023-03-05", True),
        (JUDGED, ruling(outcome="did_not", known="2023-03-05"), "2023-03-05", True),
        (JUDGED, ruling(), None, False),
        (JUDGED, ruling(outcome="did_not"), None, False),
        ({**THING, "place": "south"}, ruling(), None, False),
        # That nothing came is shown by the end of the window, that something did on a day.
        ({**THING, "place": "south"}, ruling(outcome="did_not"), None, True),
        ({"no_event": "offensive", "place": "south"}, ruling(), None, True),
        ({"no_event": "offensive", "place": "south"}, ruling(outcome="did_not"), None, False),
        # What the rules see is public whatever is ruled.
        (THING, ruling(outcome="did_not"), "2023-02-21", True),
    ],
)
def test_a_ruling_settles_on_the_day_of_the_events_that_it_names(
    expects: Any, ruled: Ruling, decided: str | None, dated: bool
) -> None:
    found = of(expects, {"events": [FIRST, SECOND], "rulings": [ruled]})
    assert (found.decided, found.dated) == (decided and date.fromisoformat(decided), dated)


@each(
    "told hindsight",
    [("2023-01-08", Hindsight.CERTAIN), ("2023-01", Hindsight.POSSIBLE), ("2023-02", None)],
)
def test_what_a_ruling_says_was_known_is_hindsight(told: str, hindsight: Hindsight | None) -> None:
    """Said on 9 January."""
    assert of(JUDGED, {"rulings": [ruling(known=told)]}).hindsight == hindsight


def test_a_value_that_was_published_is_hindsight() -> None:
    """The rate of January is public on 10 February; who says in April what it was knows it."""
    asked = {"range": "rate", "measure": "level", "at_least": 2}
    world: dict[str, Any] = {"series": RATE, "published": "2023-04-20"}
    late = of(asked, world, window="2023-01", said="2023-04-19")
    assert late.hindsight == Hindsight.CERTAIN
    assert of(asked, {**world, "published": "2023-01-20"}, window="2023-01").hindsight is None
