"""Honesty pays: under every law of what happens, no forecast expects less than that law itself.

Expectations are exact sums over grids, never samples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import fsum, prod

from hypothesis import given
from hypothesis import strategies as st

from verifier.score.accuracy import brier, log_score
from verifier.score.crps import EventDay, Piece, cutoff_crps
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
CUTOFF = 6
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


def implied(counts: Sequence[int]) -> EventDay:
    """A law over the days 0 to 7, the last count being 'never'."""
    whole = sum(counts)
    pieces = [Piece(day, day, count / whole) for day, count in enumerate(counts[:-1]) if count]
    return EventDay(tuple(pieces))


def expected_days(forecast: EventDay, law: Sequence[int]) -> float:
    days: Sequence[float | None] = [*range(len(law) - 1), None]
    return fsum(
        share * cutoff_crps(forecast=forecast, event=day, cutoff=CUTOFF)
        for day, share in zip(days, shares(law), strict=True)
    )


@given(masses, masses)
def test_the_cutoff_crps_is_proper(law: Sequence[int], other: Sequence[int]) -> None:
    """Also with days past the cut-off and events that never come."""
    assert expected_days(implied(law), law) <= expected_days(implied(other), law) + TINY


@given(masses, masses)
def test_the_cutoff_crps_expects_the_squared_distance_more(
    law: Sequence[int], other: Sequence[int]
) -> None:
    """The excess is the integral of (F - G)^2 up to the cut-off: it is strictly proper there."""
    mine, theirs = implied(law), implied(other)
    distance = fsum((theirs.by(day) - mine.by(day)) ** 2 for day in range(CUTOFF))
    excess = expected_days(theirs, law) - expected_days(mine, law)
    assert abs(excess - distance) < TINY


@given(masses, st.integers(0, 7))
def test_the_cutoff_crps_does_not_see_what_lies_past_the_cutoff(
    law: Sequence[int], moved: int
) -> None:
    """All days past it, and never, are one."""
    forecast = implied(law)
    late = [cutoff_crps(forecast=forecast, event=day, cutoff=CUTOFF) for day in (6, 7, 99, None)]
    assert max(late) - min(late) < TINY
    pieces = (Piece(CUTOFF + moved, CUTOFF + moved, 0.5), Piece(1, 1, 0.5))
    beyond = EventDay(pieces)
    assert cutoff_crps(forecast=beyond, event=1, cutoff=CUTOFF) == 0.25 * (CUTOFF - 1)


@given(masses, st.integers(0, 8))
def test_the_cutoff_crps_lies_between_nothing_and_the_cutoff(law: Sequence[int], day: int) -> None:
    """In days."""
    event = None if day == 8 else day
    assert 0 <= cutoff_crps(forecast=implied(law), event=event, cutoff=CUTOFF) <= CUTOFF


@given(st.integers(1, 40), st.integers(0, 10), st.integers(0, 10))
def test_the_cutoff_crps_of_a_slope_is_the_limit_of_its_steps(
    parts: int, start: int, event: int
) -> None:
    """A probability spread evenly scores as its fine steps do, to within their width."""
    slope = EventDay((Piece(start, start + 10, 1.0),))
    steps = EventDay(
        tuple(Piece(d := start + 10 * (i + 0.5) / parts, d, 1 / parts) for i in range(parts))
    )
    exact = cutoff_crps(forecast=slope, event=event, cutoff=20)
    near = cutoff_crps(forecast=steps, event=event, cutoff=20)
    assert abs(exact - near) <= 10 / parts


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
        below = list(accumulate(shares(counts)))[:-1]
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
