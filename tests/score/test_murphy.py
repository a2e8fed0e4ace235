"""Murphy's diagram: elementary scores, of which every proper score is made."""

from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.score.accuracy import brier
from verifier.score.calibration import Given
from verifier.score.murphy import THRESHOLDS, elementary_score, murphy
from verifier.tables.reliability import Levels, reliability

Rows = list[tuple[int, int, int]]
rows = st.lists(
    st.tuples(st.integers(0, 100), st.integers(1, 5), st.integers(0, 5)), min_size=1, max_size=8
).map(lambda found: [(p, n, min(k, n)) for p, n, k in found])


@given(st.integers(0, 100), st.sampled_from([0.0, 1.0]))
def test_over_all_thresholds_it_is_the_brier_score(percent: int, observed: float) -> None:
    """The integral over thresholds from 0 to 1, here by the midpoint of each hundredth.

    Exact but in the hundredths that the probability ends: the cost is linear on either side.
    """
    p = percent / 100
    middles = [(n + 0.5) / 100 for n in range(100)]
    mean = fmean(elementary_score(probability=p, observed=observed, threshold=t) for t in middles)
    assert mean == pytest.approx(brier(probability=p, observed=observed), abs=1e-12)


@given(st.integers(1, 99), st.integers(0, 100))
def test_nobody_gains_by_saying_something_else(truth: int, said: int) -> None:
    """At every threshold the true probability costs least on average: the score is proper."""

    def expected(p: float, t: float) -> float:
        sides = ((1.0, truth / 100), (0.0, 1 - truth / 100))
        return sum(
            weight * elementary_score(probability=p, observed=o, threshold=t) for o, weight in sides
        )

    for t in THRESHOLDS:
        assert expected(truth / 100, t) <= expected(said / 100, t) + 1e-12


@given(rows)
def test_tables_give_the_same_curve(found: Rows) -> None:
    """By running sums what the definition gives one by one."""
    sums: dict[int, list[int]] = {}
    for p, n, k in found:
        cell = sums.setdefault(p, [0, 0])
        cell[0] += n
        cell[1] += k
    held = sorted(sums.items())
    expected = murphy([Given(p / 100, n, k) for p, (n, k) in held])
    billion = 1_000_000_000
    at = np.array([p * billion // 100 for p, _ in held])
    count, observed = (np.array([cell[side] * billion for _, cell in held]) for side in (0, 1))
    levels = Levels(
        np.zeros(len(held), dtype=np.int64),
        at,
        at,
        count,
        observed,
        observed,
        at * count // billion,
    )
    assert reliability(levels, np.zeros(1)).murphy[0] == pytest.approx(expected)


def test_without_forecasts_there_is_no_curve() -> None:
    """Nothing was said, so nothing costs."""
    assert murphy([]) is None
