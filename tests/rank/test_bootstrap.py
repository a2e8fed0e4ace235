"""The bootstrap over questions: reproducible to the bit, blind to order, and wide enough."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from math import sqrt
from random import Random
from statistics import fmean, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.rank import Share, chance_better, interval, resample
from verifier.rank.bootstrap import GROUPS, mean, percentiles

scores = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=2),
    st.builds(Share, st.floats(0, 1), st.sampled_from([1.0, 2.0, 0.5])),
    min_size=1,
    max_size=20,
)


def shares(count: int, *, rng_seed: int = 1) -> dict[str, Share]:
    rng = Random(rng_seed)
    return {f"q{n}": Share(rng.uniform(0, 1)) for n in range(count)}


@given(scores, st.randoms(use_true_random=False))
def test_the_order_of_questions_is_immaterial(own: dict[str, Share], rng: Random) -> None:
    """To the last bit."""
    shuffled = list(own.items())
    rng.shuffle(shuffled)
    ends = interval(own, rng_seed=1, resamples=50)
    assert interval(dict(shuffled), rng_seed=1, resamples=50) == ends


@given(scores)
def test_an_interval_holds_only_means_that_can_be(own: dict[str, Share]) -> None:
    """No mean of some questions lies outside their least and greatest."""
    low, high = interval(own, rng_seed=1, resamples=50)
    each = [share.total / share.weight for share in own.values()]
    assert min(each) - 1e-12 <= low <= high <= max(each) + 1e-12


def test_another_seed_draws_otherwise() -> None:
    """The seed is a parameter and matters."""
    own = shares(20)
    assert interval(own, rng_seed=1) != interval(own, rng_seed=2)
    assert interval(own, rng_seed=1) == interval(own, rng_seed=1)


def test_another_process_draws_the_same() -> None:
    """Whatever its hash seed."""
    program = (
        "from verifier.rank import Share, interval\n"
        "print(interval({f'q{n}': Share(n % 7 / 7) for n in range(300)}, rng_seed=5))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(printed) == 1


@pytest.mark.parametrize("count", [40, 4 * GROUPS])
def test_the_spread_is_the_standard_error_of_the_mean(count: int) -> None:
    """Also where questions are dealt into groups."""
    own = shares(count)
    drawn = resample({"x": own}, list(own), rng_seed=3)["x"]
    values = [share.total for share in own.values()]
    expected = sqrt(pvariance(values) / count)
    assert sqrt(pvariance(drawn)) == pytest.approx(expected, rel=0.1)
    assert fmean(drawn) == pytest.approx(mean(own), abs=expected / 10)


def test_forecasters_are_compared_on_the_same_draw() -> None:
    """One who is better on every question is better on every draw."""
    own = shares(30)
    worse = {question: Share(share.total + 0.01) for question, share in own.items()}
    assert chance_better(own, worse, rng_seed=1) == 1
    assert chance_better(worse, own, rng_seed=1) == 0
    assert chance_better(own, own, rng_seed=1) == 0.5


@given(scores, scores)
def test_chances_are_complements(one: Mapping[str, Share], other: Mapping[str, Share]) -> None:
    """Either is the better or they tie, which counts half for each."""
    first = chance_better(one, other, rng_seed=1, resamples=40)
    second = chance_better(other, one, rng_seed=1, resamples=40)
    if first is None or second is None:
        assert first is second
        assert not one.keys() & other.keys()
    else:
        assert first + second == 1


def test_several_forecasts_of_a_question_weigh_together() -> None:
    """A question answered twice counts twice, and is drawn as one."""
    assert mean({"a": Share(1.0, 2), "b": Share(0.0)}) == pytest.approx(1 / 3)
    assert interval({"a": Share(1.0, 2)}, rng_seed=1, resamples=10) == (0.5, 0.5)


def test_percentiles_are_of_the_middle() -> None:
    """2.5 per cent lie below and as many above."""
    assert percentiles(range(1000), level=0.95) == (25, 974)
    assert percentiles([7], level=0.95) == (7, 7)
