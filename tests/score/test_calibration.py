"""CORP: the decomposition adds up, equal probabilities are one, and nobody gains by shuffling."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import comb, fsum, prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import each
from verifier.score.accuracy import brier
from verifier.score.calibration import (
    Calibration,
    Given,
    calibration_chance,
    consistency,
    corp,
    corrected_by_question,
    corrected_miscalibration,
)

EXACT = 1e-12
Row = tuple[float, float]
tenths = st.integers(0, 10).map(lambda n: n / 10)
rows = st.lists(st.tuples(tenths, st.sampled_from([0.0, 1.0])), min_size=1, max_size=40)
graded = st.lists(st.tuples(tenths, tenths), min_size=1, max_size=40)


def of(pairs: Sequence[Row]) -> Calibration:
    result = corp(Given(p, 1, o, o * o) for p, o in pairs)
    assert result is not None
    return result


@given(graded)
def test_the_parts_add_up_to_the_score(pairs: Sequence[Row]) -> None:
    """Miscalibration - discrimination + uncertainty, which is the mean Brier score."""
    result = of(pairs)
    total = result.miscalibration - result.discrimination + result.uncertainty
    by_hand = fsum(brier(probability=p, observed=o) for p, o in pairs) / len(pairs)
    assert abs(total - by_hand) < EXACT
    assert abs(result.score - by_hand) < EXACT


@given(graded)
def test_no_part_is_negative(pairs: Sequence[Row]) -> None:
    """Recalibration never does harm, and discriminates no worse than the base rate."""
    result = of(pairs)
    assert min(result.miscalibration, result.discrimination, result.uncertainty) > -EXACT


@given(rows)
def test_the_curve_is_the_best_rising_one(pairs: Sequence[Row]) -> None:
    """No rising curve on a grid of quarters scores better; brute force over few probabilities."""
    few = [(round(p * 2) / 2, o) for p, o in pairs]
    result = of(few)
    recalibrated = result.score - result.miscalibration
    quarters = [n / 4 for n in range(5)]
    for low in quarters:
        for middle in (q for q in quarters if q >= low):
            for high in (q for q in quarters if q >= middle):
                curve = {0.0: low, 0.5: middle, 1.0: high}
                score = fsum((curve[p] - o) ** 2 for p, o in few) / len(few)
                assert recalibrated <= score + EXACT


@given(graded)
def test_the_curve_rises_and_covers_every_forecast(pairs: Sequence[Row]) -> None:
    """Step after step, none beginning before the last has ended."""
    result = of(pairs)
    assert fsum(step.count for step in result.curve) == len(pairs)
    for one, next in pairwise(result.curve):
        assert one.fitted < next.fitted
        assert one.high < next.low


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_immaterial(pairs: list[Row], rng: object) -> None:
    """To the last bit: equal probabilities are pooled before anything else."""
    shuffled = list(pairs)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert of(shuffled) == of(pairs)


@given(rows)
def test_counts_serve_as_well_as_rows(pairs: Sequence[Row]) -> None:
    """Sufficient statistics are sufficient."""
    counted = [
        Given(p, sum(q == p for q, _ in pairs), fsum(o for q, o in pairs if q == p))
        for p in {p for p, _ in pairs}
    ]
    assert corp(counted) == of(pairs)


def test_one_word_has_no_discrimination() -> None:
    """Six times the same word: sorting by outcome within ties would flatter it."""
    result = of([(0.7, o) for o in (0, 1, 0, 1, 1, 1)])
    assert result.discrimination == pytest.approx(0, abs=EXACT)
    assert result.miscalibration == pytest.approx((0.7 - 4 / 6) ** 2, abs=EXACT)


def test_a_published_example() -> None:
    """Six forecasts of which the surest was right and a timid one too."""
    result = of(list(zip([0.4, 0.3, 0.2, 0.1, 0.5, 0.9], [0, 0, 0, 1, 1, 1], strict=True)))
    assert result.miscalibration == pytest.approx(0.1016667, abs=1e-6)
    assert result.discrimination == pytest.approx(0.125, abs=1e-6)
    assert result.uncertainty == pytest.approx(0.25, abs=1e-6)


def test_nothing_has_no_calibration() -> None:
    """Undefined, not zero."""
    assert corp([]) is None
    assert corp([Given(0.5, 0, 0)]) is None


@given(st.floats(0.001, 0.999), st.integers(1, 300))
def test_a_consistency_bar_holds_all_but_its_tails(p: float, n: int) -> None:
    """Against the distribution added up exactly: no more than a tail lies on either side."""
    low, high = consistency(p, n)
    first, last = round(low * n), round(high * n)
    yes, whole = p.as_integer_ratio()
    exact = [comb(n, k) * yes**k * (whole - yes) ** (n - k) for k in range(n + 1)]
    slack, everything = Fraction(1, 10**9), whole**n
    assert Fraction(sum(exact[:first]), everything) < Fraction(1, 40) + slack
    assert Fraction(sum(exact[last + 1 :]), everything) <= Fraction(1, 40) + slack
    assert Fraction(sum(exact[: first + 1]), everything) >= Fraction(1, 40) - slack


def test_a_consistency_bar_narrows_with_the_number() -> None:
    """At one half: of a hundred, 40 to 60 (the tables' values); certainty leaves no room."""
    assert consistency(0.5, 100) == (0.4, 0.6)
    assert consistency(0.5, 1) == (0.0, 1.0)
    assert consistency(0, 50) == (0.0, 0.0)


def test_the_corrected_miscalibration_of_who_means_what_they_say_is_nought_on_average() -> None:
    """By exact expectation over all outcomes of five forecasts of 0.3 and four of 0.8.

    The miscalibration without a correction is above 0.
    """
    expected = plain = 0.0
    for low in range(6):
        for high in range(5):
            chance = comb(5, low) * 0.3**low * 0.7 ** (5 - low)
            chance *= comb(4, high) * 0.8**high * 0.2 ** (4 - high)
            table = [Given(0.3, 5, low), Given(0.8, 4, high)]
            found, curve = corrected_miscalibration(table), corp(table)
            assert found is not None
            assert curve is not None
            expected += chance * found
            plain += chance * curve.miscalibration
    assert expected == pytest.approx(0, abs=1e-12)
    assert plain > 0.01


def test_the_chance_of_a_miscalibration_is_as_rare_as_it_says() -> None:
    """Of one who means what is said, with 400 forecasts: below 5 % in about 5 % of cases."""
    rng, below = Random(3), 0
    for _ in range(400):
        table = [
            Given(p, 100, sum(rng.random() < p for _ in range(100))) for p in (0.1, 0.3, 0.6, 0.9)
        ]
        chance = calibration_chance(table)
        assert chance is not None
        below += chance < 0.05
    assert 0.02 < below / 400 < 0.09


def test_what_shares_a_question_is_tested_by_questions() -> None:
    """Ten forecasts of one game are no ten games: the chance is that of the game."""
    alone = calibration_chance([Given(0.8, 20, 12)])
    tenfold = [Given(0.8, 200, 120)]
    questions = [[Given(0.8, 10, 10 * o)] for o in [1] * 12 + [0] * 8]
    bare, held = calibration_chance(tenfold), calibration_chance(tenfold, questions=questions)
    assert bare is not None
    assert bare < 1e-6
    assert held == pytest.approx(alone)


@pytest.mark.parametrize("each", [1, 3])
@pytest.mark.parametrize(("p", "n"), [(0.001, 100), (0.002, 60), (0.02, 30), (0.1, 30), (0.5, 30)])
@pytest.mark.parametrize("mirrored", [False, True])
def test_right_probabilities_of_rare_events_are_not_called_wrong(
    p: float, n: int, each: int, mirrored: bool
) -> None:
    """By the exact binomial: below 5 % in 5 of 100 cases at most, below 1 % in 1.5 at most.

    Each question is spoken of once or thrice, and its outcome is that of all three.
    """
    said, below = 1 - p if mirrored else p, {0.05: 0.0, 0.01: 0.0}
    for came in range(n + 1):
        o = [1] * came + [0] * (n - came)
        questions = [[Given(said, 1, float(one))] * each for one in o]
        whole = [row for question in questions for row in question]
        chance = calibration_chance(whole, questions=questions if each > 1 else None)
        assert chance is not None
        for level in below:
            below[level] += (
                (chance <= level) * comb(n, came) * said**came * (1 - said) ** (n - came)
            )
    assert below[0.05] <= 0.05
    assert below[0.01] <= 0.015


def test_a_certain_miscalibration_has_no_chance() -> None:
    """0 and 1 said twenty times each: with one of them wrong they cannot all be right."""
    certain = [Given(0.0, 20, 0), Given(1.0, 20, 20)]
    assert calibration_chance(certain) == 1.0
    for wrong in ([Given(0.0, 20, 10), Given(1.0, 20, 10)], [certain[0], Given(1.0, 20, 19)]):
        assert calibration_chance(wrong) == 0.0
        assert calibration_chance(wrong, questions=[[one] for one in wrong]) == 0.0
    assert calibration_chance([]) is None


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=60))
def test_one_forecast_on_each_question_is_corrected_as_ever(rows: list[tuple[int, bool]]) -> None:
    """By question and by forecast are the same then, by single probabilities and by tenths."""
    table = [Given(p / 100, 1, int(came)) for p, came in rows]
    found, plain = corrected_by_question([row] for row in table), corrected_miscalibration(table)
    assert found == (None if plain is None else pytest.approx(plain, abs=1e-9))


@each("times", [(1, 1, 1, 1), (30, 1, 5), (0.2, 0.7, 1, 1)])
def test_what_shares_a_question_is_corrected_by_questions(times: tuple[float, ...]) -> None:
    """By exact expectation over all outcomes it is 0 for 0.3, however often each is asked."""
    expected = 0.0
    for came in product((0, 1), repeat=len(times)):
        chance = prod(0.3 if one else 0.7 for one in came)
        asked = [[Given(0.3, n, n * one)] for n, one in zip(times, came, strict=True)]
        expected += chance * (corrected_by_question(asked) or 0.0)
    assert expected == pytest.approx(0, abs=1e-12)
