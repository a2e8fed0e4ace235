"""Honesty pays: under every law of what happens, no forecast expects less than that law itself.

Expectations are exact sums over grids, never samples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from math import fsum, prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import each, part
from verifier.score.accuracy import brier, log_score
from verifier.score.crps import cutoff_crps, spread
from verifier.score.own import brier_by_days
from verifier.score.platforms import (
    brier_over_time,
    categories_brier,
    categories_log,
    ranked_probability_score,
)
from verifier.score.quantities import (
    crps_ensemble,
    crps_grid,
    interval_score,
    quantile_score,
    weighted_interval_score,
)

TINY = 1e-9
probabilities = st.integers(0, 100).map(lambda n: n / 100)
masses = st.lists(st.integers(0, 5), min_size=9, max_size=9).filter(sum)
laws = st.lists(st.integers(0, 5), min_size=1, max_size=6).filter(sum)


def shares(counts: Sequence[int]) -> list[float]:
    return [count / sum(counts) for count in counts]


@given(probabilities, probabilities)
def test_brier_is_proper(truth: float, said: float) -> None:
    """And strictly so: another probability expects (p - q)^2 more."""

    def expected(p: float) -> float:
        return truth * brier(probability=p, observed=1) + (1 - truth) * brier(
            probability=p, observed=0
        )

    assert abs(expected(said) - expected(truth) - (said - truth) ** 2) < TINY


@given(probabilities, probabilities)
def test_the_log_score_is_proper_within_its_clamp(truth: float, said: float) -> None:
    """Beyond it, what is held back is the same for all."""

    def expected(p: float) -> float:
        return fsum(
            weight * log_score(probability=p, observed=o, clamp=0.01)
            for o, weight in ((1, truth), (0, 1 - truth))
        )

    assert expected(truth) <= expected(said) + TINY


@given(probabilities)
def test_a_graded_truth_scores_at_least_its_own_distance(said: float) -> None:
    """Graded truths are met by their own value."""
    graded = [brier(probability=said, observed=o / 10) for o in range(11)]
    assert min(graded) <= brier(probability=said, observed=round(said * 10) / 10) + TINY


def expected_days(by_day: Sequence[Any], law: Sequence[Any]) -> Any:
    """What somebody expects who believes of each day that it has come by then, in fractions."""
    chances = [after - before for before, after in pairwise((0, *law))]
    never = cutoff_crps(by_day=by_day, came=None) * (1 - law[-1])
    return never + sum(q * cutoff_crps(by_day=by_day, came=n) for n, q in enumerate(chances))


@given(masses, masses)
def test_the_cutoff_crps_expects_the_squared_distance_more(
    law: Sequence[int], other: Sequence[int]
) -> None:
    """Than the law itself: strictly proper, also where some of it lies past the days, or never."""
    mine, theirs = (
        [Fraction(n, sum(counts)) for n in accumulate(counts)][:-1] for counts in (law, other)
    )
    distance = sum((f - g) ** 2 for f, g in zip(mine, theirs, strict=True))
    assert expected_days(theirs, mine) - expected_days(mine, mine) == distance


ENDS = (Fraction(0), Fraction(1, 2), Fraction(1))


@pytest.mark.parametrize("shape", ["even", "peaked"])
def test_no_window_is_too_short_for_the_score_in_days(shape: str) -> None:
    """Of one to forty days, of which as many are scored as you like: what is believed is the best.

    Exactly, and by the square of what is said too much; who denies says the rest of 1. What is
    expected is of the second degree in both, so that three points of each show it of all. Who knows
    the day expects 0.
    """
    for length in (1, 2, 3, *part(range(4, 41))):
        whole = [*map(Fraction, spread(shape, length))]
        for scored in {1, (length + 1) // 2, length}:
            parts = whole[:scored]
            squares = sum(part**2 for part in parts)
            for believed in ENDS:
                law = [believed * part for part in parts]
                held = expected_days(law, law)
                for said in ENDS:
                    more = expected_days([said * part for part in parts], law) - held
                    assert more == (said - believed) ** 2 * squares
        assert cutoff_crps(by_day=[0] * length, came=None) == 0
        assert cutoff_crps(by_day=[0] * (length - 1) + [1], came=length - 1) == 0


@pytest.mark.parametrize(
    ("believed", "best", "saved"), [(0.5, 0.542, 0.0032), (0.9, 1, 0.0114 / 0.2065)]
)
def test_what_other_beliefs_gain_is_as_the_page_says(
    believed: float, best: float, saved: float
) -> None:
    """Where the danger is the same on each day of a year: docs/gaming.md, of a long window.

    By hand, of a day x of the way by which it has come with 1 - r^x, r what is left at the end: the
    mean of p²x² - 2px(1 - r^x) + 1 - r^x has its least at p = 3 (1/2 - (r (k - 1) + 1) / k²), with
    k = ln r: 0.542 and 1.12, more than all. Of 0.9 it is 0.2065, and 0.0114 less at 1.
    """
    even, law = spread("even", 365), [1 - (1 - believed) ** ((n + 1) / 365) for n in range(365)]
    costs = {p: expected_days([p * part for part in even], law) for p in (believed, best)}
    gain = (costs[believed] - costs[best]) / costs[believed]
    assert gain == pytest.approx(saved, abs=2e-4)
    for other in (best - 0.01, min(1, best + 0.01)):
        assert costs[best] <= expected_days([other * part for part in even], law)


@each("stated", [[(3, 0.2)], [(1, 0.9)], [(2, 0.1), (7, 0.95)], [(40, 0.5)]])
def test_days_that_were_told_apart_are_scored_as_told(stated: list[tuple[int, float]]) -> None:
    """Nobody does better by any other spread of the same window than by what they believe."""
    law = [*map(Fraction, spread("even", 10, stated))]
    assert [law[days - 1] for days, _ in stated if days < 10] == [
        pytest.approx(part) for days, part in stated if days < 10
    ]
    held = expected_days(law, law)
    for other in ([], [(1, 0.1)], [(3, 0.3)], [(9, 0.5)]):
        said = [*map(Fraction, spread("even", 10, other))]
        distance = sum((f - g) ** 2 for f, g in zip(said, law, strict=True))
        assert expected_days(said, law) - held == distance


@given(laws, st.integers(1, 19), st.integers(-2, 8))
def test_the_quantile_score_is_proper(law: Sequence[int], twentieths: int, said: int) -> None:
    """No value expects less than a quantile of the law."""
    level = twentieths / 20

    def expected(value: float) -> float:
        return fsum(
            share * quantile_score(value=value, level=level, observed=float(y))
            for y, share in enumerate(shares(law))
        )

    assert expected(quantile(law, level)) <= expected(float(said)) + TINY


def quantile(law: Sequence[int], level: float) -> float:
    total = 0.0
    for y, share in enumerate(shares(law)):
        total += share
        if total >= level - TINY:
            return float(y)
    return float(len(law) - 1)


@given(laws, st.integers(-2, 8), st.integers(0, 8))
def test_the_interval_score_is_proper(law: Sequence[int], low: int, width: int) -> None:
    """No interval expects less than the law's own quantiles."""

    def expected(lower: float, upper: float) -> float:
        return fsum(
            share * interval_score(lower=lower, upper=upper, observed=float(y), alpha=0.2)
            for y, share in enumerate(shares(law))
        )

    own = expected(quantile(law, 0.1), quantile(law, 0.9))
    assert own <= expected(float(low), float(low + width)) + 1e-8


LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
values = st.lists(st.integers(-20, 20).map(float), min_size=5, max_size=5).map(sorted)


@given(values, st.integers(-25, 25))
def test_the_weighted_interval_score_is_that_of_its_intervals(
    said: Sequence[float], observed: int
) -> None:
    """Twice the mean quantile score = half the median's error and weighted interval scores."""
    quantiles = dict(zip(LEVELS, said, strict=True))
    result = weighted_interval_score(quantiles=quantiles, observed=observed)
    assert result is not None
    intervals = [
        alpha
        / 2
        * interval_score(
            lower=quantiles[alpha / 2],
            upper=quantiles[1 - alpha / 2],
            observed=float(observed),
            alpha=alpha,
        )
        for alpha in (0.1, 0.5)
    ]
    by_hand = (abs(quantiles[0.5] - observed) / 2 + fsum(intervals)) / 2.5
    assert abs(result.score - by_hand) < TINY
    parts = result.dispersion + result.overprediction + result.underprediction
    assert abs(result.score - parts) < TINY
    assert min(result.dispersion, result.overprediction, result.underprediction) >= -TINY


@given(laws, laws)
def test_the_crps_of_an_ensemble_is_proper(law: Sequence[int], other: Sequence[int]) -> None:
    """With members weighted as the law weighs them."""

    def expected(counts: Sequence[int]) -> float:
        return fsum(share * crps(counts, float(y)) for y, share in enumerate(shares(law)))

    assert expected(law) <= expected(other) + TINY


def crps(counts: Sequence[int], observed: float) -> float:
    members = [float(y) for y, count in enumerate(counts) if count]
    weights = [float(count) for count in counts if count]
    value = crps_ensemble(members=members, observed=observed, weights=weights)
    assert value is not None
    return value


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=7), st.integers(-9, 9))
def test_the_crps_of_an_ensemble_is_the_integral_of_its_definition(
    members: Sequence[int], observed: int
) -> None:
    """Of (F(x) - 1{y <= x})^2 over the whole numbers between which nothing changes."""
    integral = fsum(
        (sum(m <= x for m in members) / len(members) - (observed <= x)) ** 2 for x in range(-10, 10)
    )
    value = crps_ensemble(members=members, observed=observed)
    assert value is not None
    assert abs(value - integral) < TINY


def test_laws_are_over_more_than_one_day() -> None:
    """A strategy that gave only sure things would prove nothing."""
    counts: Mapping[int, float] = dict(enumerate(shares([1, 1, 2])))
    assert counts == {0: 0.25, 1: 0.25, 2: 0.5}


five = st.lists(st.integers(0, 5), min_size=5, max_size=5).filter(sum)


@given(five, five)
def test_scores_of_categories_are_proper(truth: Sequence[int], said: Sequence[int]) -> None:
    """Brier, log within its clamp, and ranked probability score."""
    weights, given_ = shares(truth), shares(said)

    def log(p: Sequence[float], came: int) -> float:
        return categories_log(probabilities=p, came=came, clamp=1e-9)

    def ranked(p: Sequence[float], came: int) -> float:
        return ranked_probability_score(probabilities=p, came=came)

    def plain(p: Sequence[float], came: int) -> float:
        return categories_brier(probabilities=p, came=came)

    for score in (log, ranked, plain):
        honest, other = (
            fsum(w * score(p, came) for came, w in enumerate(weights)) for p in (weights, given_)
        )
        assert honest <= other + TINY


@given(five, five, st.lists(st.integers(1, 9), min_size=4, max_size=4))
def test_the_score_at_thresholds_is_proper(
    truth: Sequence[int], said: Sequence[int], gaps: Sequence[int]
) -> None:
    """For every law over what lies between thresholds, however these are spaced."""
    thresholds = [float(x) for x in accumulate(gaps)]
    weights = shares(truth)

    def expected(counts: Sequence[int]) -> float:
        below = [part / sum(counts) for part in accumulate(counts)][:-1]
        return fsum(
            w
            * crps_grid(
                thresholds=thresholds,
                below=below,
                reached=[float(n >= cell) for n in range(len(thresholds))],
            )
            for cell, w in enumerate(weights)
        )

    assert expected(truth) <= expected(said) + TINY


@given(five, five)
def test_several_days_are_scored_properly(truth: Sequence[int], said: Sequence[int]) -> None:
    """For every law of the day on which it comes, the last count being later or never."""
    weights = shares(truth)

    def expected(counts: Sequence[int]) -> float:
        # Sums of counts, as those of shares may pass 1 by their last bit.
        by = [count / sum(counts) for count in accumulate(counts)][:-1]
        return fsum(
            w * brier_by_days(probabilities=by, observed=[float(n >= day) for n in range(len(by))])
            for day, w in enumerate(weights)
        )

    assert expected(truth) <= expected(said) + TINY


@given(
    st.lists(st.integers(0, 10), min_size=4, max_size=4),
    st.lists(probabilities, min_size=4, max_size=4),
)
def test_nobody_gains_by_an_early_settlement(hazards: Sequence[int], said: Sequence[float]) -> None:
    """It may come on each of four days, and is settled then: honest updates expect the least."""
    rates = [h / 10 for h in hazards]
    left = [prod(1 - r for r in rates[day:]) for day in range(len(rates))]
    honest = [1 - still for still in left]

    def expected(daily: Sequence[float]) -> float:
        total, alive = 0.0, 1.0
        for last, rate in enumerate([*rates, 1.0]):
            came = float(last < len(rates))
            held = daily[: last + 1] if came else daily
            spans = [
                (day, day + 1, brier(probability=p, observed=came)) for day, p in enumerate(held)
            ]
            score, _ = brier_over_time(spans=spans, opens=0, closes=len(rates))
            total += alive * rate * score
            alive *= 1 - rate
        return total

    assert expected(honest) <= expected(said) + TINY
