"""Edges of metrics and of calls, each by hand, which no test had seen to change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import exp, log, sqrt
from typing import Any

import pytest

from tests.depth import each
from tests.worlds import coverage, event, forecast, known, ledger, rules, ruling, verdict
from verifier.model.verdict import Truth
from verifier.score.accuracy import brier, log_score, rate_of_window
from verifier.score.beta import below
from verifier.score.calibration import (
    Given,
    binned,
    consistency,
    corrected_by_question,
    corrected_miscalibration,
)
from verifier.score.calls import Promise, Right, Says, judge, promise
from verifier.score.forecasts import _truth, read_claim, score
from verifier.score.platforms import (
    baseline_score,
    categories_brier,
    categories_brier_otherwise,
    categories_log,
    standing_average,
    symmetric_error,
)
from verifier.score.quantities import (
    absolute_error,
    crps_grid,
    crps_grid_otherwise,
    quantile_bias,
)
from verifier.score.survival import Wait, kaplan_meier


@each(
    "wrong said",
    [
        (lambda: brier(probability=1.5, observed=0), "probability"),
        (lambda: brier(probability=0.5, observed=1.5), "observed"),
        (lambda: log_score(probability=1.5, observed=1, clamp=0.01), "probability"),
        (lambda: log_score(probability=0.5, observed=-1, clamp=0.01), "observed"),
        (lambda: rate_of_window(rate=36, days=366, window=183), "rate"),
        (lambda: categories_brier(probabilities=[1.5, -0.5], came=0), "probability"),
        (lambda: categories_log(probabilities=[0.5, 0.3], came=0, clamp=0.01), "add up to 1"),
        (lambda: categories_log(probabilities=[0.5, 0.5], came=2, clamp=0.01), "none of 2"),
        (lambda: baseline_score(probability=50), "probability"),
        (lambda: absolute_error(quantiles={0.4: 1.0}, observed=1), "both sides"),
        (lambda: absolute_error(quantiles={0.6: 1.0}, observed=1), "both sides"),
        (lambda: standing_average(spans=[], opens=3, closes=3), "not after the opening"),
    ],
)
def test_what_is_out_of_range_is_named(wrong: Callable[[], Any], said: str) -> None:
    """Percentages for shares, categories that are no whole, a question without time."""
    with pytest.raises(ValueError, match=said):
        wrong()


def test_a_sum_of_squares_says_how_graded_truths_vary() -> None:
    """Truths of 0.5 and 1: a mean of 0.75, a variance of 0.125, and 2 x 0.25 squared is as much."""
    assert corrected_miscalibration([Given(0.5, 2, 1.5, squares=1.25)]) == pytest.approx(0)


def test_more_than_twenty_probabilities_are_held_by_tenths() -> None:
    """Two questions in one tenth, said 0.52 and 0.56 in the mean, of which one came.

    4 ((0.54 - 0.5)^2 - 0.125 / 0.5) of four forecasts; the tenth of the third question is its own.
    """
    one = [Given(0.51, 1, 1), Given(0.53, 1, 1)]
    other = [Given(0.55, 1, 0), Given(0.57, 1, 0)]
    many = [Given(n / 200, 1, 0) for n in range(20)]
    assert corrected_by_question([one, other, many]) == pytest.approx(-0.2484)
    assert corrected_by_question([one, other]) is None


def test_tenths_stand_in_their_order() -> None:
    """Whatever came first in the table."""
    shown = [row.probability for row in binned([Given(n / 100, 1, 0) for n in range(99, -1, -1)])]
    assert shown == sorted(shown)
    assert len(shown) == 10


def test_of_few_that_are_nearly_sure_all_come() -> None:
    """That one of two fails has the chance 0.002: less than the fortieth that is left out."""
    assert consistency(0.999, 2) == (1.0, 1.0)


def test_scores_of_platforms_have_their_ends() -> None:
    """Nothing for what came is without bound; nothing said of nothing is exact."""
    assert baseline_score(probability=0) == -float("inf")
    assert symmetric_error(value=0, observed=0) == 0


def test_what_other_outcomes_would_have_scored() -> None:
    """Of 0.6, 0.3 and 0.1 half of 0.36 + 0.49 + 0.01, and half of 0.36 + 0.09 + 0.81."""
    ends = categories_brier_otherwise(probabilities=[0.6, 0.3, 0.1], came=0)
    assert ends == pytest.approx((0.43, 0.63))
    # Half of 0.04 + 0.01, and half of 0.04 + 0.81.
    ends = crps_grid_otherwise(thresholds=[0, 1], below=[0.2, 0.9], reached=[1, 1])
    assert ends == pytest.approx((0.025, 0.425))


def test_where_a_grid_begins_is_all_the_same() -> None:
    """As at 0, 1 and 3: 0.5 x 0.04 + 1.5 x 0.25."""
    found = crps_grid(thresholds=[10, 11, 13], below=[0.2, 0.5, 1.0], reached=[0, 0, 1])
    assert found == pytest.approx(0.395)


def test_without_a_median_its_neighbours_stand_for_it() -> None:
    """Halfway from 8 to 16, whatever is said of the ends; what is the median has no bias."""
    quantiles = {0.1: 2.0, 0.25: 8.0, 0.75: 16.0, 0.9: 30.0}
    assert absolute_error(quantiles=quantiles, observed=14) == pytest.approx(2)
    assert quantile_bias(quantiles=quantiles, observed=12) == 0
    assert quantile_bias(quantiles=quantiles, observed=10) == 1 - 2 * 0.25
    assert quantile_bias(quantiles=quantiles, observed=14) == 1 - 2 * 0.75


PARTLY: dict[str, Any] = {"outcome": "partly", "truth": (0.3, 0.7)}
LATE: dict[str, Any] = {
    "events": [event(began="2023-03-05", known="2023-03-06")],
    "covered": [coverage()],
}


@each(
    "says world another_day right",
    [
        (Says.FOR, {"events": [event()]}, 7, Right.RIGHT),
        (Says.PICK, {"events": [event()]}, 7, Right.RIGHT),
        (Says.AGAINST, {"events": [event()]}, 7, Right.WRONG),
        (Says.AGAINST, {"covered": [coverage()]}, 7, Right.RIGHT),
        # Five days after the window.
        (Says.FOR, LATE, 5, Right.ANOTHER_DAY),
        (Says.FOR, LATE, 4, Right.WRONG),
        (Says.AGAINST, LATE, 5, Right.RIGHT),
        (Says.FOR, {"covered": [coverage()]}, 7, Right.WRONG),
        (Says.HEDGED, {"events": [event()]}, 7, Right.NO_CALL),
        (Says.PLAN, {"events": [event()]}, 7, Right.NO_CALL),
        (Says.FOR, {}, 7, Right.UNCHECKED),
        (Says.FOR, {"rulings": [ruling(outcome="void")]}, 7, Right.UNCHECKED),
        (Says.FOR, {"rulings": [ruling(outcome="disputed")]}, 7, Right.CONTESTED),
        (Says.FOR, {"rulings": [ruling(**PARTLY)]}, 7, Right.PARTLY),
    ],
)
def test_whether_a_call_was_right(
    says: Says, world: dict[str, Any], another_day: int, right: Right
) -> None:
    """An offensive in February: what came, and what the words made of it."""
    found = verdict(ledger(forecast(), **world))
    assert judge(says, found, found.truth, another_day=another_day) == right


def test_without_a_deadline_or_before_it_no_call_is_right() -> None:
    """Though it has come, as what was asked for within no time, or is not known yet."""
    endless = verdict(ledger(forecast(window=None), events=[event()]))
    early = verdict(ledger(forecast()), date(2023, 2, 1))
    found = [judge(Says.FOR, v, Truth.true(), another_day=7) for v in (endless, early)]
    assert found == [Right.NO_DEADLINE, Right.OPEN]


@each("percent says", [(49, Says.AGAINST), (50, Says.HEDGED), (51, Says.FOR)])
def test_a_number_is_a_call_on_its_side_of_one_half(percent: int, says: Says) -> None:
    said = forecast(likelihood={"probability": percent / 100})
    read = read_claim(said.claimed, known(ledger(said)).readings, rules().schemes.schemes[0])
    assert read.says == says


def test_outside_of_0_and_1_no_more_lies_below() -> None:
    assert [below(x, 2, 3) for x in (-1, 0, 1, 2)] == [0, 0, 1, 1]


def test_how_sure_is_what_has_come_by_a_day() -> None:
    """By hand: three of eight, then half of the four that still wait; 5 / 8 x 1 / 2 are left.

    Greenwood's variance is 3 / (8 x 5) + 2 / (4 x 2), over the squared log of what is left.
    """

    def come(waits: list[Wait], days: int) -> Any:
        found = kaplan_meier(waits, days)
        assert found is not None
        return pytest.approx((found.share, *found.interval, found.waiting), abs=1e-6)

    waits = [Wait(1, True)] * 3 + [Wait(2, False)] + [Wait(3, True)] * 2 + [Wait(9, False)] * 2
    left, off = 5 / 16, 1.959964 * sqrt(3 / 40 + 2 / 8) / -log(5 / 16)
    assert come(waits, 3) == (1 - left, 1 - left ** exp(-off), 1 - left ** exp(off), 4)
    # None of two or both of two: 0.05 is the chance of it where one in 1 - 0.05^(1/2) comes.
    assert come([Wait(5, False)] * 2, 5) == (0, 0, 1 - 0.05**0.5, 2)
    assert come([Wait(5, True)] * 2, 5) == (1, 0.05**0.5, 1, 2)


@each(
    "world kept",
    [
        ({"events": [event()]}, Promise.KEPT),
        ({"covered": [coverage()]}, Promise.BROKEN),
        (LATE, Promise.LATE),
        ({}, Promise.OPEN),
        ({"rulings": [ruling(outcome="void")]}, Promise.VOID),
        ({"rulings": [ruling(outcome="disputed")]}, Promise.CONTESTED),
        ({"rulings": [ruling(**PARTLY)]}, Promise.PARTLY),
    ],
)
def test_whether_a_promise_was_kept(world: dict[str, Any], kept: Promise) -> None:
    """The same offensive, promised."""
    assert promise(verdict(ledger(forecast(), **world))) == kept


@each(
    "choice truth",
    [
        ({"window": "narrow"}, Truth.false()),
        ({"window": "wide"}, Truth.true()),
        ({"window": "both"}, Truth.disputed()),
        ({"disputes": "for"}, Truth.true()),
        ({"disputes": "against"}, Truth.false()),
    ],
)
def test_a_scheme_says_which_reading_counts(choice: dict[str, str], truth: Truth) -> None:
    """It came on 20 February: within the month, and after the first third."""
    window = {"narrow": "2023-02-01/2023-02-10", "wide": "2023-02", "reason": "Early February."}
    found = verdict(ledger(forecast(window=window), events=[event()], covered=[coverage()]))
    scheme = rules().schemes.schemes[0].model_copy(update=choice)
    assert _truth(found, scheme) == truth


def test_words_without_a_number_may_count_as_even() -> None:
    """By a scheme that says so; by the first they have none."""
    said = forecast(likelihood={"class": "evidential"})
    readings, first = known(ledger(said)).readings, rules().schemes.schemes[0]
    assert read_claim(said.claimed, readings, first).probability is None
    even = first.model_copy(update={"unnumbered": "even"})
    number = read_claim(said.claimed, readings, even).probability
    assert number is not None
    assert (number.low, number.central, number.high) == (0.5, 0.5, 0.5)


def test_words_that_deny_are_turned_round_where_the_claim_denies() -> None:
    """The number of "will not" is of what it denies; that it does not come has all the rest."""
    said = forecast(expects={"no_event": "offensive"}, likelihood={"phrase": "will not"})
    readings, scheme = known(ledger(said)).readings, rules().schemes.schemes[0]
    of_event = read_claim(said.claimed, readings, scheme).probability
    of_denial = read_claim(said.claimed, readings, scheme, denial=True).probability
    assert of_event is not None
    assert of_denial is not None
    assert of_denial.low == pytest.approx(1 - of_event.high)
    assert of_denial.central == pytest.approx(1 - of_event.central)
    assert of_denial.high == pytest.approx(1 - of_event.low)


def test_warning_is_counted_to_the_first_of_what_came() -> None:
    """Said on 9 January; two came in February, the first on the tenth: 32 days later."""
    world = known(ledger(forecast(), events=[event("b"), event("c", began="2023-02-10")]))
    [scored] = score(
        world, {"foretold": verdict(world.ledger)}, rules().schemes.schemes[0]
    ).values()
    assert scored.lead_time == (32, 32)
