"""Samples of scores: intervals and p-values against tables of Student's distribution."""

from __future__ import annotations

from math import sqrt

import pytest

from verifier.rank.sample import Sample, Score
from verifier.score.beta import bound, tail


@pytest.mark.parametrize(
    ("level", "freedom", "table"),
    [
        (0.95, 1, 12.706),
        (0.95, 2, 4.303),
        (0.95, 5, 2.571),
        (0.95, 10, 2.228),
        (0.95, 30, 2.042),
        (0.95, 120, 1.980),
        (0.99, 10, 3.169),
        (0.80, 4, 1.533),
    ],
)
def test_bounds_are_those_of_printed_tables(level: float, freedom: float, table: float) -> None:
    """Two-sided bounds of Student's distribution, as textbooks print them to three places."""
    assert bound(level, freedom) == pytest.approx(table, abs=5.1e-4)
    assert tail(table, freedom) == pytest.approx(1 - level, abs=2e-4)


def test_bounds_and_tails_are_those_of_scipy() -> None:
    """Over degrees of freedom that are whole, broken, small and large."""
    stats = pytest.importorskip("scipy.stats", reason="needs the extra `tables`")
    for freedom in (1, 1.7, 2, 3.5, 9, 40.2, 199, 5000):
        for level in (0.5, 0.8, 0.9, 0.95, 0.99, 0.999):
            assert bound(level, freedom) == pytest.approx(
                stats.t.ppf(0.5 + level / 2, freedom), rel=1e-9
            )
        for t in (0.0, 0.1, 1.0, 2.5, 7.0, 40.0):
            assert tail(t, freedom) == pytest.approx(2 * stats.t.sf(t, freedom), rel=1e-9)


def test_an_interval_is_held_between_what_scores_can_be_and_holds_the_mean() -> None:
    """By hand: 0, 0 and 0.9 have 0.3 +- 4.303 x 0.3; Brier scores end at 0 and 1."""
    sample = Sample.of([Score(0.0), Score(0.0), Score(0.9)])
    assert sample.interval(least=None) == pytest.approx((0.3 - 1.2908, 0.3 + 1.2908), abs=1e-3)
    assert sample.interval(most=1.0) == pytest.approx((0.0, 1.0))
    assert sample.interval(least=0.35, most=0.25) == pytest.approx((0.3, 0.3))
    low, high = sample.interval(level=0.5, least=0.0, most=1.0) or (0.0, 0.0)
    assert (low, high) == pytest.approx((0.3 - 0.8165 * 0.3, 0.3 + 0.8165 * 0.3), abs=1e-4)
    pair = Sample.of([Score(0.2), Score(0.4)]).interval(least=None)
    assert pair == pytest.approx((0.3 - 12.706 * 0.1, 0.3 + 12.706 * 0.1), abs=1e-3)
    assert Sample.of([Score(0.2)]).interval() is None


def test_weights_count_as_many_equal_questions_as_are_as_sure() -> None:
    """Kish 1965, by hand: weights of 2, 1 and 1 are 16/6 questions; the mean is weighted."""
    sample = Sample.of([Score(0.4), Score(0.2), Score(0.0)], [2, 1, 1])
    assert sample.size == pytest.approx(16 / 6)
    assert sample.mean == pytest.approx(0.25)
    centre, error = sample.settled(high=False)
    assert centre == pytest.approx(0.25)
    assert error == pytest.approx(sqrt((0.09 - 0.0625) / (16 / 6 - 1)))


def test_a_question_that_went_the_other_way_is_added() -> None:
    """Ten sure and right ones: no sample gives certainty, and the interval holds what was seen."""
    sample = Sample.of([Score(0.04, 0.64)] * 10)
    low, high = sample.interval(most=1.0) or (0.0, 0.0)
    assert low <= 0.04 < high
    assert Sample.of([Score(0.04)] * 10).interval() is None


def test_no_difference_is_surer_than_signs_that_are_all_alike() -> None:
    """Ten questions decided alike by the same margin: 2 x 2^-10, as the sign test has it."""
    assert Sample.of([Score(0.1)] * 10).chance == pytest.approx(2 / 1024)
    assert Sample.of([Score(0.1)]).chance == 1.0
    assert Sample.of([Score(0.1), Score(-0.1)]).chance == 1.0
    by_table = Sample.of([Score(1), Score(2), Score(3)])
    assert by_table.chance == pytest.approx(max(2 / 8, tail(2 * sqrt(3), 2)))
