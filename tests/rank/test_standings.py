"""Standings: who is ranked, who is not, and why."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.rank import Reason, Refusal, Share, calibrated, standings
from verifier.rules import Thresholds
from verifier.score.calibration import Given

LEAST = Thresholds(interval=10, rank=10, calibration=30, because="as the design has it")


def answered(questions: Iterable[int], score: float) -> dict[str, Share]:
    return {f"q{n:02}": Share(score + n / 1000) for n in questions}


def test_ranks_are_by_the_mean_over_shared_questions() -> None:
    """Easy questions that only one answered do not help."""
    easy = answered(range(12), 0.3) | {f"easy{n}": Share(0.0) for n in range(40)}
    result = standings(
        {"easy": easy, "good": answered(range(12), 0.2), "bad": answered(range(2, 14), 0.5)},
        thresholds=LEAST,
        rng_seed=1,
    )
    assert [(row.forecaster, row.rank) for row in result.rows] == [
        ("good", 1),
        ("easy", 2),
        ("bad", 3),
    ]
    assert len(result.shared) == 10
    assert result.refused is None
    assert [row.ranks for row in result.rows] == [(1, 1), (2, 2), (3, 3)]
    assert result.beats["good", "easy"] == 1
    assert result.rows[1].mean < result.rows[0].mean


def test_equals_share_a_rank() -> None:
    """And the next one is skipped."""
    same = answered(range(10), 0.2)
    result = standings(
        {"b": same, "a": same, "c": answered(range(10), 0.4)}, thresholds=LEAST, rng_seed=1
    )
    assert [(row.forecaster, row.rank) for row in result.rows] == [("a", 1), ("b", 1), ("c", 3)]
    assert result.beats["a", "b"] == 0.5


def test_below_ten_questions_there_is_no_interval_and_no_rank() -> None:
    """The reason says how many there are and how many it takes."""
    few = Refusal(Reason.TOO_FEW_QUESTIONS, 9, 10)
    result = standings(
        {
            "few": answered(range(9), 0.1),
            "a": answered(range(10), 0.2),
            "b": answered(range(10), 0.3),
        },
        thresholds=LEAST,
        rng_seed=1,
    )
    last = result.rows[-1]
    assert (last.forecaster, last.interval, last.rank) == ("few", None, None)
    assert (last.interval_refused, last.rank_refused) == (few, few)
    assert [row.rank for row in result.rows] == [1, 2, None]
    assert all(row.interval for row in result.rows[:2])


def test_without_a_shared_set_there_is_no_rank() -> None:
    """Intervals stay, the order is that of names."""
    table = {"b": answered(range(15), 0.2), "a": answered(range(8, 30), 0.3)}
    result = standings(table, thresholds=LEAST, rng_seed=1)
    assert result.refused == Refusal(Reason.NO_SHARED_SET, 7, 10)
    assert [row.forecaster for row in result.rows] == ["a", "b"]
    assert all(row.rank is None and row.rank_refused == result.refused for row in result.rows)
    assert all(row.interval for row in result.rows)
    assert result.beats == {}


@pytest.mark.parametrize("table", [{}, {"a": answered(range(20), 0.1)}])
def test_nobody_is_ranked_alone(table: dict[str, dict[str, Share]]) -> None:
    """There is nobody to be better than."""
    result = standings(table, thresholds=LEAST, rng_seed=1)
    assert result.refused == Refusal(Reason.NO_RIVAL, len(table), 2)


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_forecasters_is_immaterial(order: list[str]) -> None:
    """To the last bit."""
    means = {"a": 0.4, "b": 0.1, "c": 0.3, "d": 0.1}

    def of(names: Iterable[str]) -> object:
        table = {name: answered(range(11), means[name]) for name in names}
        return standings(table, thresholds=LEAST, rng_seed=1, resamples=20)

    assert of(order) == of(sorted(order))


def test_below_thirty_questions_there_is_no_calibration() -> None:
    """However many forecasts there are on them."""
    given = [Given(0.5, 200, 100)]
    result, refused = calibrated(given, questions=29, thresholds=LEAST)
    assert (result, refused) == (None, Refusal(Reason.TOO_FEW_QUESTIONS, 29, 30))
    result, refused = calibrated(given, questions=30, thresholds=LEAST)
    assert refused is None
    assert result is not None
    assert result.score == 0.25
