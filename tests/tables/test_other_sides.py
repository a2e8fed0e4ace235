"""No lucky run is taken for certain: of each kind what it would have scored the other way."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, prod
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables.tables import as_csv, each_engine, result, score
from verifier.rank.sample import Sample, Score
from verifier.score.platforms import categories_brier, categories_brier_otherwise
from verifier.score.quantities import crps_grid, crps_grid_otherwise

_LONG = ("--forecaster", "who", "--question", "q", "--probability", "p", "--observed", "came")
_TIMES = ("--stood-from", "from", "--opens", "from", "--closes", "to", "--settled", "to")
_PERIOD = {"from": "2024-01-01", "to": "2024-03-01"}
SAID = {"ann": 0.8, "bob": 0.7}


def _yes_or_no(who: str, q: int) -> list[dict[str, Any]]:
    return [{"who": who, "q": q, "p": SAID[who], "came": 1}]


def _over_time(who: str, q: int) -> list[dict[str, Any]]:
    return [row | _PERIOD for row in _yes_or_no(who, q)]


def _of_two(who: str, q: int) -> list[dict[str, Any]]:
    said = (("A", SAID[who]), ("B", 1 - SAID[who]))
    return [{"who": who, "q": q, "o": o, "p": p, "came": "A"} for o, p in said]


def _of_two_over_time(who: str, q: int) -> list[dict[str, Any]]:
    return [row | _PERIOD for row in _of_two(who, q)]


def _grid(who: str, q: int) -> list[dict[str, Any]]:
    said = ((0, 1 - SAID[who]), (1, 1.0))
    return [{"who": who, "q": q, "x": x, "p": p, "came": 1} for x, p in said]


KINDS = {
    "over_time": (_over_time, _TIMES),
    "category": (_of_two, ("--category", "o")),
    "category_over_time": (_of_two_over_time, ("--category", "o", *_TIMES)),
    "cdf": (_grid, ("--threshold", "x")),
}


def _scored(rows: list[dict[str, Any]], at: Path, *options: str) -> list[dict[str, Any]]:
    at.mkdir()
    assert score(as_csv(at / "t.csv", rows), at / "out", *_LONG, *options, pages=False) == 0
    found: list[dict[str, Any]] = result(at / "out")["forecasters"]
    return found


@each_engine
@pytest.mark.parametrize("kind", KINDS)
def test_ten_times_right_is_not_certain(kind: str, engine: str, tmp_path: Path) -> None:
    """Ten times 0.8 and 0.7, all true: an interval with width, and no sure rank."""
    rows, options = KINDS[kind]
    table = [row for q in range(10) for who in SAID for row in rows(who, q)]
    for row in _scored(table, tmp_path / "a", *options, "--engine", engine):
        [interval] = [v for key, v in row.items() if key.endswith("_interval") and key[0] in "bc"]
        assert interval[0] < interval[1]
        assert row["rank_interval"] == [1, 2]


@pytest.mark.parametrize("kind", ["over_time", "category", "category_over_time"])
def test_two_categories_and_whole_periods_are_yes_or_no(kind: str, tmp_path: Path) -> None:
    """The same forecasts, written in another way, have the same interval."""
    rows, options = KINDS[kind]
    plain = [row for q in range(12) for who in SAID for row in _yes_or_no(who, q)]
    other = [row for q in range(12) for who in SAID for row in rows(who, q)]
    found = _scored(other, tmp_path / "a", *options)
    for mine, theirs in zip(found, _scored(plain, tmp_path / "b"), strict=True):
        metric = "categories_brier" if kind == "category" else "brier_over_time"
        assert mine[f"{metric}_interval"] == pytest.approx(theirs["brier_interval"], abs=1e-6)
        assert mine["rank_interval"] == theirs["rank_interval"]


COUNTS = st.lists(st.integers(0, 9), min_size=2, max_size=6).filter(any)


@given(COUNTS, st.data())
def test_the_other_side_is_the_range_of_all_other_outcomes(
    said: list[int], data: st.DataObject
) -> None:
    """One by one they lie between the same ends, of categories and of thresholds."""
    size = len(said)
    came = data.draw(st.integers(0, size - 1))
    shares = [n / sum(said) for n in said]
    others = [n for n in range(size) if n != came]
    each = [categories_brier(probabilities=shares, came=n) for n in others]
    told = categories_brier_otherwise(probabilities=shares, came=came)
    assert told == pytest.approx((min(each), max(each)))
    # Of as many outcomes there is one threshold fewer; the first is to reach all of them.
    if size > 2:
        grid = [float(n * n) for n in range(size - 1)]
        below = [sum(said[: n + 1]) / sum(said) for n in range(size - 1)]
        ways = [[float(n >= low) for n in range(size - 1)] for low in range(size)]
        each = [crps_grid(thresholds=grid, below=below, reached=ways[n]) for n in others]
        told = crps_grid_otherwise(thresholds=grid, below=below, reached=ways[came])
        assert told == pytest.approx((min(each), max(each)))


def _score(said: Sequence[float], came: int) -> Score:
    otherwise = categories_brier_otherwise(probabilities=said, came=came)
    return Score(categories_brier(probabilities=said, came=came), *otherwise)


ALIKE = [
    # How likely each category is, and what two say of it who score the same on average.
    ((0.6, 0.379875, 0.020125), (0.34, 0.66, 0.0), (0.32, 0.64, 0.04)),
    ((0.8, 0.1, 0.1), (0.7, 0.3, 0.0), (0.7, 0.0, 0.3)),
    ((0.4, 0.3, 0.3), (0.9, 0.1, 0.0), (0.9, 0.0, 0.1)),
]


@pytest.mark.parametrize(("true", "one", "other"), ALIKE)
@pytest.mark.parametrize("count", [10, 20])
def test_a_category_that_has_not_come_yet_makes_nobody_sure(
    count: int, true: Sequence[float], one: Sequence[float], other: Sequence[float]
) -> None:
    """Of all that may come of ten questions, at most one case in twenty tells equals apart.

    With the mean of the other outcomes the first two were told apart in four of five cases.
    """
    scores = [Score(_score(one, came).value - _score(other, came).value) for came in range(3)]
    mean = sum(share * score.value for share, score in zip(true, scores, strict=True))
    assert mean == pytest.approx(0, abs=1e-5)
    wrong = 0.0
    for first in range(count + 1):
        for second in range(count + 1 - first):
            times = (first, second, count - first - second)
            ways = comb(count, first) * comb(count - first, second)
            given = [score for score, n in zip(scores, times, strict=True) for _ in range(n)]
            if Sample.of(given).chance(1.0) <= 0.05:
                wrong += ways * prod(share**n for share, n in zip(true, times, strict=True))
    assert wrong <= 0.05
