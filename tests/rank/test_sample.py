"""Samples of scores: intervals and p-values."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import comb, erfc, log, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.depth import each, part, thin
from verifier.rank.sample import Sample, Score
from verifier.score.accuracy import brier
from verifier.score.formula import LEVEL

Stakes = tuple[float, float, float]
"""What two say, and how likely it is in truth."""


def test_an_interval_is_held_between_what_scores_can_be_and_holds_the_mean() -> None:
    """Without a most there is none.

    Of ten alike at 0 the upper end is where (1 / (1 - m))^10 is 40, of ten at 0.3 where
    (0.7 / (1 - m))^10 is, and the lower one where (0.3 / m)^10 is.
    """
    alike = Sample.of([Score(0.3)] * 10).interval(most=1.0)
    assert alike == pytest.approx((0.3 / 40**0.1, 1 - 0.7 / 40**0.1))
    alike = Sample.of([Score(0.0)] * 10).interval(most=1.0)
    assert alike == pytest.approx((0.0, 1 - 1 / 40**0.1))
    assert Sample.of([Score(0.2)] * 50).interval() is None
    assert Sample.of([Score(0.2)]).interval(most=1.0) is None


def test_weights_count_as_many_equal_questions_as_are_as_sure() -> None:
    """Kish 1965, by hand: weights of 2, 1 and 1 are 16/6 questions; the mean is weighted."""
    sample = Sample.of([Score(0.4), Score(0.2), Score(0.0)], [2, 1, 1])
    assert sample.size == pytest.approx(16 / 6)
    assert sample.mean == pytest.approx(0.25)


def test_the_way_that_questions_did_not_go_bounds_what_one_may_score() -> None:
    """Ten sure and right ones, of which each could have scored 0.64: (0.6 / (0.64 - m))^10 = 40."""
    low, high = Sample.of([Score(0.04, 0.64)] * 10).interval() or (0.0, 0.0)
    assert low <= 0.04 < high
    assert high == pytest.approx(0.64 - 0.6 / 40**0.1)
    assert Sample.of([Score(0.04)] * 10).interval() is None


@pytest.mark.parametrize("share", thin([0.02, 0.05, 0.1, 0.15, 0.3], 3))
@pytest.mark.parametrize(("sure", "rate"), [(1.0, 0.5), (0.99, 0.3), (0.95, 0.5)])
def test_who_is_seldom_sure_has_intervals_that_hold(share: float, sure: float, rate: float) -> None:
    """One half mostly, and now and then sure of what comes seldom: at least 93 of 100 hold.

    Exactly, over all that may come: with a turned question they held the mean in 57 to 90 of 100.
    """
    wrong, right = brier(probability=sure, observed=0.0), brier(probability=sure, observed=1.0)
    mean = (1 - share) * 0.25 + share * (rate * right + (1 - rate) * wrong)
    for n in (10, 15, *part((20, 30, 50))):
        held = 0.0
        for lost in range(n + 1):
            for won in range(n + 1 - lost):
                rest = n - lost - won
                chance = comb(n, lost) * comb(n - lost, won) * (1 - share) ** rest
                chance *= (share * (1 - rate)) ** lost * (share * rate) ** won
                if chance < 1e-7:
                    continue
                total = lost * wrong + won * right + rest * 0.25
                squares = lost * wrong**2 + won * right**2 + rest * 0.0625
                low, high = Sample(n, total / n, squares / n).interval(most=1.0) or (0.0, 0.0)
                held += chance * (low <= mean <= high)
        assert held >= 0.93, n


@pytest.mark.parametrize(("share", "heavy"), [(0.1, 10), (0.05, 10), (0.02, 50), (0.2, 5)])
def test_intervals_hold_where_few_questions_weigh_much_and_are_lost(
    share: float, heavy: int
) -> None:
    """Exactly, by what one may weigh: by what was met 15 to 96 of 100 held the mean."""
    mean = (share * heavy * 0.9 + (1 - share) * 0.04) / (share * heavy + 1 - share)
    for n in (10, 20, 30, 50, 100, 200):
        held = 0.0
        for lost in range(n + 1):
            chance = comb(n, lost) * share**lost * (1 - share) ** (n - lost)
            if chance >= 1e-7:
                scores = [Score(0.9)] * lost + [Score(0.04)] * (n - lost)
                sample = Sample.of(scores, [heavy] * lost + [1] * (n - lost))
                low, high = sample.interval(most=1.0, heaviest=heavy) or (0.0, 1.0)
                held += chance * (low <= mean <= high)
        assert held >= 0.93, n


def test_the_more_one_may_weigh_the_wider_is_an_interval() -> None:
    """As heavy as all are it is the one without weights."""
    scores = [Score(0.1 * (n % 4)) for n in range(12)]
    bare, same = Sample.of(scores).interval(most=1.0), Sample.of(scores, [3] * 12)
    ends = [same.interval(most=1.0, heaviest=heaviest) or (0, 0) for heaviest in (3, 6, 30)]
    assert ends[0] == pytest.approx(bare)
    assert [low for low, _ in ends] == sorted({low for low, _ in ends}, reverse=True)
    assert [high for _, high in ends] == sorted({high for _, high in ends})


def test_no_difference_is_surer_than_signs_that_are_all_alike() -> None:
    """Ten questions decided alike by the same margin: 2 x 2^-10, as the sign test has it.

    Also where each lies as far off as it can.
    """
    assert Sample.of([Score(0.1)] * 10).chance(0.1) == pytest.approx(
        max(2 / 1024, erfc(sqrt(10 * (1 - log(2)))))
    )
    assert Sample.of([Score(0.1)]).chance(1.0) == 1.0
    assert Sample.of([Score(0.1), Score(-0.1)]).chance(1.0) == 1.0


def _difference(stakes: Stakes, came: bool) -> float:
    one, other, _ = stakes
    return brier(probability=one, observed=came) - brier(probability=other, observed=came)


def _told(many: Mapping[Stakes, int]) -> float:
    """How often two who say this, each so many times, are told apart: by all that may come."""
    ways: dict[tuple[float, float], float] = {(0.0, 0.0): 1.0}
    for stakes, count in many.items():
        won, lost = (_difference(stakes, came) for came in (True, False))
        found: dict[tuple[float, float], float] = {}
        for (total, squares), chance in ways.items():
            for came in range(count + 1):
                key = (
                    total + came * won + (count - came) * lost,
                    squares + came * won**2 + (count - came) * lost**2,
                )
                odds = comb(count, came) * stakes[2] ** came * (1 - stakes[2]) ** (count - came)
                found[key] = found.get(key, 0.0) + chance * odds
        ways = found
    n = sum(many.values())
    return sum(
        odds
        for (total, squares), odds in ways.items()
        if Sample(n, total / n, squares / n).chance(1.0) <= 1 - LEVEL
    )


@each(
    "count pair",
    product(
        [10, 20, 50],
        [((0.3, 0.0, 0.599), (1.0, 0.95, 0.676)), ((0.02, 0.5, 0.694), (0.05, 0.02, 0.807))],
    ),
)
def test_equals_are_told_apart_in_one_of_twenty_cases_whatever_is_at_stake(
    pair: tuple[Stakes, Stakes], count: int
) -> None:
    """Much on one question in ten, little on the others, exactly so many or drawn.

    By enumeration. Student's t with an added question told them apart in up to 47 of 100 cases.
    """
    rare, usual = pair
    assert _told({rare: count // 10, usual: count - count // 10}) <= 0.05
    drawn = (
        comb(count, n) * 0.1**n * 0.9 ** (count - n) * _told({rare: n, usual: count - n})
        for n in range(min(count, 12) + 1)
    )
    assert sum(drawn) <= 0.05


@given(
    st.integers(10, 60),
    *[st.sampled_from([0.0, 0.05, 0.2, 0.5, 0.8, 1.0])] * 4,
    st.floats(0, 1),
    st.integers(1, 9),
)
def test_equals_are_seldom_told_apart(
    count: int, a: float, b: float, c: float, d: float, truth: float, tenths: int
) -> None:
    """Whatever two say on two kinds of questions, if they are equally good by expectation.

    6 in 100 at the most: beyond the worst that is met the tail is a normal one, not exact.
    """
    first = count * tenths // 10
    held = (a, b, truth)
    off = first * (truth * _difference(held, True) + (1 - truth) * _difference(held, False))
    other = (c, d, 0.0)
    won, lost = _difference(other, True), _difference(other, False)
    assume(first < count and abs(won - lost) > 1e-9)
    rest = (-off / (count - first) - lost) / (won - lost)
    assume(0 <= rest <= 1)
    assert _told({held: first, (c, d, rest): count - first}) <= 0.06
