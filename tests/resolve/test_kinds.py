"""Numbers, counts, several things of which one comes, and several days: verdict and own score."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.depth import each
from tests.worlds import answered, coverage, event, forecast, known, ledger, points, verdict
from verifier.model.forecasts import Forecast, LikelihoodClaim
from verifier.model.ledger import Ledger
from verifier.model.outcomes import Ruling
from verifier.model.proposition import Category, Count, Quantity
from verifier.model.verdict import Hindsight, Outcome, Pending, Truth
from verifier.score.own import own_score

DURING = date(2023, 2, 15)
GDP = {"gdp": points(("2023-02-28", 2.0))}
QUANTILES = tuple({"level": t, "value": v} for t, v in ((0.1, 1.0), (0.5, 1.8), (0.9, 2.5)))


def owned(
    found: Forecast, world: Ledger, as_of: date = date(2024, 6, 1)
) -> tuple[str, float] | None:
    """The forecast's own score: its metric and value."""
    score = own_score(found, verdict(world, as_of))
    return None if score is None else (score.metric, round(score.value, 9))


@each(
    "says likelihood outcome own",
    [
        # 2.0 rounds to 2.0 and not to 1.8; it is 0.2 off.
        ({"says": 1.8}, {"phrase": "will"}, Outcome.DID_NOT, ("absolute_error", 0.2)),
        ({"says": 2.0}, {"phrase": "will"}, Outcome.CAME_TRUE, ("absolute_error", 0.0)),
        (
            {"says": 1.8, "within": 0.2},
            {"phrase": "will"},
            Outcome.CAME_TRUE,
            ("absolute_error", 0.2),
        ),
        # 1.5 to 2.5 with 80 %: width 1. With 1 to 1.5: 0.5 + 2/0.2 x 0.5.
        (
            {"at_least": 1.5, "at_most": 2.5},
            {"probability": 0.8},
            Outcome.CAME_TRUE,
            ("interval_score", 1.0),
        ),
        (
            {"at_least": 1.0, "at_most": 1.5},
            {"probability": 0.8},
            Outcome.DID_NOT,
            ("interval_score", 5.5),
        ),
        ({"at_least": 1.0, "at_most": 2.5}, {"phrase": "likely"}, Outcome.CAME_TRUE, None),
        # 2/3 of 0.1 x 1 + 0.5 x 0.2 + 0.1 x 0.5.
        (
            {"quantiles": QUANTILES},
            None,
            Outcome.CAME_TRUE,
            ("weighted_interval_score", 0.166666667),
        ),
    ],
)
def test_a_number_has_a_verdict_and_its_own_score(
    says: dict[str, Any],
    likelihood: dict[str, Any] | None,
    outcome: Outcome,
    own: tuple[str, float] | None,
) -> None:
    """2.0 came. A number comes true as it rounds, an interval and quantiles as they hold it."""
    base = forecast().model_dump(by_alias=True, exclude_none=True, mode="json")
    made = {**base, "expects": {"number": "gdp", **says}, "likelihood": likelihood}
    asked = Forecast.model_validate({k: v for k, v in made.items() if v is not None})
    world = ledger(asked, series=GDP)
    assert verdict(world).outcome == outcome
    assert owned(asked, world) == own


def test_a_number_waits_for_its_value() -> None:
    """While the window is open, and where the series has no value, there is neither."""
    asked = forecast(expects={"number": "gdp", "says": 1.8})
    world = ledger(asked, series=GDP)
    assert verdict(world, DURING).reason == Pending.WINDOW_OPEN
    assert owned(asked, world, DURING) is None
    empty = ledger(asked, series={"gdp": points(("2022-12-31", 1.0))}, declared={"step": "month"})
    assert verdict(empty).reason == Pending.NOT_COVERED


COUNTED = [event(f"e{n}", began=f"2023-02-{day}") for n, day in enumerate(("05", "12", "20"))]


@each(
    "bounds truth",
    [
        ({"at_least": 2, "at_most": 4}, Truth.true()),
        ({"at_least": 3}, Truth.true()),
        ({"at_least": 4}, Truth.false()),
        ({"at_most": 2}, Truth.false()),
        ({"at_most": 3}, Truth.true()),
    ],
)
def test_events_are_counted(bounds: dict[str, int], truth: Truth) -> None:
    """Three in February, under complete coverage."""
    world = ledger(events=COUNTED, covered=[coverage()])
    assert answered(Count.model_validate({"count": "offensive", **bounds}), world).truth == truth


def test_a_count_is_known_early_only_where_more_cannot_undo_it() -> None:
    """Two by the 15th: "at least 2" has come, "at most 1" has not, "at most 3" is open."""
    world = ledger(events=COUNTED, covered=[coverage()])

    def at(**bounds: int) -> Truth:
        return answered(
            Count.model_validate({"count": "offensive", **bounds}), world, as_of=date(2023, 2, 22)
        ).truth

    assert at(at_least=2) == Truth.true()
    assert at(at_most=1) == Truth.false()
    assert at(at_most=3) == Truth.undecided(Pending.WINDOW_OPEN)


@each(
    "bounds outcome hindsight",
    [
        ({"at_least": 3, "at_most": 3}, Outcome.CAME_TRUE, None),
        ({"at_least": 2}, Outcome.CAME_TRUE, None),
        ({"at_least": 1}, Outcome.CAME_TRUE, Hindsight.CERTAIN),
        ({"at_most": 0}, Outcome.DID_NOT, Hindsight.CERTAIN),
        ({"at_most": 2}, Outcome.DID_NOT, None),
    ],
)
def test_a_count_is_of_its_whole_period(
    bounds: dict[str, int], outcome: Outcome, hindsight: Hindsight | None
) -> None:
    """Said on the 10th of February, with one on the 5th: those of February are three.

    That alone had decided whether there is one at least, or none, and nothing else.
    """
    said = forecast(
        said="2023-02-10",
        expects={"count": "offensive", **bounds},
        window={"phrase": "in February"},
    )
    events = [event("e0", began="2023-02-05", known="2023-02-06"), *COUNTED[1:]]
    found = verdict(ledger(said, events=events, covered=[coverage()]))
    assert (found.outcome, found.hindsight) == (outcome, hindsight)
    more = forecast(
        said="2023-02-10",
        expects={"count": "offensive", "at_least": 3},
        window={"phrase": "by the end of February"},
    )
    assert verdict(ledger(more, events=COUNTED, covered=[coverage()])).outcome == Outcome.DID_NOT


def test_without_coverage_a_count_is_a_least_number() -> None:
    """More may have come than are on record."""
    world = ledger(events=COUNTED)
    open_ended = answered(Count(count="offensive", at_least=3), world)
    assert open_ended.truth == Truth.true()
    bounded = answered(Count(count="offensive", at_most=3), world)
    assert bounded.truth == Truth.undecided(Pending.NOT_COVERED)


def test_what_perhaps_counts_leaves_the_count_contested() -> None:
    """One of three may have begun in March: two or three."""
    world = ledger(
        events=[*COUNTED[:2], event("late", began="2023-02-27/2023-03-03")], covered=[coverage()]
    )
    assert answered(Count(count="offensive", at_least=3), world).truth == Truth.disputed()
    assert answered(Count(count="offensive", at_least=2), world).truth == Truth.true()


def who(*shares: float) -> dict[str, Any]:
    """An offensive of the reds, or else of the blues, each with a probability."""
    actors = ("reds", "blues")
    return {
        "category": [
            {"expects": {"event": "offensive", "actor": actor}, "probability": p}
            for actor, p in zip(actors, shares, strict=True)
        ]
    }


def category(*shares: float) -> Forecast:
    """A forecast of that, whose probabilities are its likelihood."""
    base = forecast().model_dump(by_alias=True, exclude_none=True, mode="json")
    del base["likelihood"]
    return Forecast.model_validate({**base, "expects": who(*shares)})


@each(
    "shares outcome score",
    [
        # Half of 0.4^2 + 0.3^2 + 0.1^2; the rest of 0.1 is that neither comes.
        ((0.6, 0.3), Outcome.CAME_TRUE, 0.13),
        # Half of 0.7^2 + 0.6^2 + 0.1^2.
        ((0.3, 0.6), Outcome.DID_NOT, 0.43),
        ((0.5, 0.5), Outcome.CAME_TRUE, 0.25),
    ],
)
def test_one_of_several_comes(shares: tuple[float, float], outcome: Outcome, score: float) -> None:
    """The reds' offensive came: no coverage has to say that the other did not."""
    asked = category(*shares)
    world = ledger(asked, events=[event()])
    assert verdict(world).outcome == outcome
    assert owned(asked, world) == ("categories_brier", score)


def test_none_of_several_comes() -> None:
    """Under coverage; by hand half of 0.6^2 + 0.3^2 + 0.9^2. Without it, it is undecided."""
    asked = category(0.6, 0.3)
    world = ledger(asked, covered=[coverage()])
    assert verdict(world).outcome == Outcome.DID_NOT
    assert owned(asked, world) == ("categories_brier", 0.63)
    assert verdict(ledger(asked)).reason == Pending.NOT_COVERED


def test_two_of_which_only_one_could_come_are_disputed() -> None:
    """One of the records is wrong, and nothing is scored."""
    asked = category(0.6, 0.3)
    world = ledger(asked, events=[event(), event("other", actors=("blues",))])
    assert verdict(world).outcome == Outcome.DISPUTED
    assert owned(asked, world) is None


def ruled(outcome: str, option: int | None) -> dict[str, Any]:
    """A ruling on it."""
    return {
        "id": "r",
        "forecast": "foretold",
        "date": "2023-05-01",
        "signed": "us",
        "outcome": outcome,
        "option": option,
        "reasons": "So.",
    }


@each(
    "outcome option score",
    [
        # Half of 0.4^2 + 0.3^2 + 0.1^2, of 0.6^2 + 0.7^2 + 0.1^2, and of 0.6^2 + 0.3^2 + 0.9^2.
        ("came_true", 1, 0.13),
        ("did_not", 2, 0.43),
        ("did_not", 0, 0.63),
        ("came_true", None, None),
        ("did_not", None, None),
    ],
)
def test_a_ruling_says_which_came(outcome: str, option: int | None, score: float | None) -> None:
    """Without saying it there is no own score: else only favourites that came would have one."""
    asked = category(0.6, 0.3)
    world = ledger(asked, rulings=[Ruling.model_validate(ruled(outcome, option))])
    found = owned(asked, world)
    assert found == (None if score is None else ("categories_brier", score))


def days(*earlier: tuple[str, float], last: float) -> dict[str, Any]:
    """A likelihood by several days."""
    return {
        "probability": last,
        "earlier": [{"by": by, "probability": p} for by, p in earlier],
    }


def test_several_days_are_one_distribution() -> None:
    """30 % by 15 and 60 % by 28 February, and it came on the 20th: (0.09 + 0.16) / 2."""
    asked = forecast(likelihood=days(("2023-02-15", 0.3), last=0.6))
    world = ledger(asked, events=[event()], covered=[coverage()])
    assert verdict(world).options == (Truth.false(),)
    assert owned(asked, world) == ("brier_by_days", 0.125)
    assert owned(asked, ledger(asked, events=[event()])) is None


@each(
    "expects says",
    [
        ({"number": "gdp"}, "say what it `says`"),
        ({"number": "gdp", "says": 1, "at_least": 0, "at_most": 2}, "say what it `says`"),
        ({"number": "gdp", "at_least": 0}, "say what it `says`"),
        ({"number": "gdp", "at_least": 3, "at_most": 2}, "at_least"),
        ({"number": "gdp", "says": 1, "within": 0}, "greater than 0"),
        ({"number": "gdp", "quantiles": QUANTILES[:1]}, "two or more"),
        ({"number": "gdp", "quantiles": QUANTILES[::-1]}, "quantiles rise"),
    ],
)
def test_a_number_says_one_thing(expects: dict[str, Any], says: str) -> None:
    """Whatever else is refused, with what is wanted."""
    with pytest.raises(ValidationError, match=says):
        Quantity.model_validate(expects)


def test_probabilities_are_said_once_and_add_up() -> None:
    """Two thirds twice are too much; a likelihood beside probabilities would be a second one."""
    with pytest.raises(ValidationError, match="more than 1"):
        Category.model_validate(who(0.7, 0.6))
    with pytest.raises(ValidationError, match="leave `likelihood` out"):
        forecast(expects=who(0.6, 0.3))
    base = forecast().model_dump(by_alias=True, exclude_none=True, mode="json")
    del base["likelihood"]
    with pytest.raises(ValidationError, match="missing key `likelihood`"):
        Forecast.model_validate(base)


@each(
    "claim says",
    [
        ({"phrase": "will", "earlier": [{"by": "2023", "probability": 0.1}]}, "stated"),
        (days(("2023-02-15", 0.7), last=0.6), "has to rise"),
        (days(("2023-02-15", 0.1), ("2023-02-10", 0.2), last=0.6), "one after the other"),
    ],
)
def test_days_and_their_probabilities_rise(claim: dict[str, Any], says: str) -> None:
    """By a later day it cannot be less likely."""
    with pytest.raises(ValidationError, match=says):
        LikelihoodClaim.model_validate(claim)


def test_what_is_denied_has_no_earlier_days() -> None:
    """That it does not come gets less likely by a later day, not more."""
    with pytest.raises(ValidationError, match="go with an `event`"):
        forecast(expects={"no_event": "offensive"}, likelihood=days(("2023-02-15", 0.1), last=0.6))


def test_what_is_known_of_a_number_is_in_the_trail() -> None:
    """The value, and the figure that was compared."""
    asked = forecast(expects={"number": "gdp", "says": 1.8})
    [measured] = verdict(ledger(asked, series=GDP)).measured
    assert (measured.figure, [p.value for p in measured.values]) == (2.0, [2.0])
    assert known(ledger(asked, series=GDP)).ledger.series["gdp"].unit == "EUR"
