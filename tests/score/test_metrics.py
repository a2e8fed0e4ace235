"""Metrics by hand: values worked out on paper, edges, and what is refused."""

from __future__ import annotations

from cProfile import Profile
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import NormalDist
from types import CodeType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import gaming, ledgers
from tests.depth import deep, each, grid
from tests.numbers import write
from tests.ours import RATES, RICH, ledger
from verifier.engine import run
from verifier.model.ledger import Ledger
from verifier.report import report
from verifier.report.words import words
from verifier.rules import Rules
from verifier.score import contingency as table
from verifier.score.accuracy import brier, log_score, skill
from verifier.score.crps import cutoff_crps, spread
from verifier.score.metrics import METRICS, OF_TABLES
from verifier.score.platforms import scaled_error
from verifier.score.quantities import (
    absolute_error,
    crps_ensemble,
    crps_grid,
    interval_score,
    quantile_bias,
    quantile_score,
    weighted_interval_score,
)

unit = st.floats(0, 1)


@each(
    "p o expected",
    [(0.271, 0, 0.073441), (0.3, 1, 0.49), (0.3, 0.7, 0.16), (1, 1, 0), (0, 1, 1)],
)
def test_brier(p: float, o: float, expected: float) -> None:
    """Squared distance, graded truths too."""
    assert brier(probability=p, observed=o) == pytest.approx(expected, abs=1e-12)


@given(unit, unit)
def test_brier_is_bounded_and_symmetrical(p: float, o: float) -> None:
    """Between 0 and 1, and the complement of a forecast scores as it does."""
    score = brier(probability=p, observed=o)
    assert 0 <= score <= 1
    assert brier(probability=1 - p, observed=1 - o) == pytest.approx(score, abs=1e-12)


@given(unit, unit)
def test_the_log_score_is_bounded_by_its_clamp_and_symmetrical(p: float, o: float) -> None:
    """Never infinite."""
    score = log_score(probability=p, observed=o, clamp=0.01)
    assert 0 <= score <= 4.6052
    assert log_score(probability=1 - p, observed=1 - o, clamp=0.01) == pytest.approx(score)


@each("p", [1.0000001, -0.1, 2, float("nan")])
def test_what_is_no_probability_is_refused(p: float) -> None:
    """Nothing is clipped in silence."""
    with pytest.raises(ValueError, match="not between 0 and 1"):
        brier(probability=p, observed=1)
    with pytest.raises(ValueError, match="not between 0 and 1"):
        log_score(probability=p, observed=1, clamp=0.01)


@each("clamp", [0, 0.5, -1])
def test_what_is_no_clamp_is_refused(clamp: float) -> None:
    """Without one the score may be infinite."""
    with pytest.raises(ValueError, match="clamp"):
        log_score(probability=0.5, observed=1, clamp=clamp)


def test_skill_is_undefined_against_perfection() -> None:
    """A perfect reference leaves nothing to gain."""
    assert skill(score=0.2, reference=0) is None
    assert skill(score=0.25, reference=0.25) == 0


def test_the_table_of_scores() -> None:
    """9 hits, 2 false alarms, 1 miss, 6 correct negatives."""
    assert table.pod(hits=9, misses=1) == 0.9
    assert table.far(hits=9, false_alarms=2) == pytest.approx(2 / 11)
    assert table.pofd(false_alarms=2, correct_negatives=6) == 0.25
    assert table.csi(hits=9, misses=1, false_alarms=2) == 0.75
    assert table.frequency_bias(hits=9, misses=1, false_alarms=2) == 1.1


def test_what_divides_by_nothing_is_undefined() -> None:
    """No events, no calls: not 0 and not 1."""
    assert table.pod(hits=0, misses=0) is None
    assert table.far(hits=0, false_alarms=0) is None
    assert table.pofd(false_alarms=0, correct_negatives=0) is None
    assert table.csi(hits=0, misses=0, false_alarms=0) is None
    assert table.frequency_bias(hits=0, misses=0, false_alarms=3) is None
    nothing = {"hits": 0, "misses": 0, "false_alarms": 3, "correct_negatives": 1}
    assert table.peirce(**nothing) is None
    assert table.wilson(successes=0, trials=0) is None


counts = st.integers(0, 30)


@given(counts, counts, counts, counts)
def test_peirce_changes_sign_when_every_call_is_reversed(a: int, b: int, c: int, d: int) -> None:
    """Hits become misses, false alarms correct negatives."""
    right = table.peirce(hits=a, misses=c, false_alarms=b, correct_negatives=d)
    wrong = table.peirce(hits=c, misses=a, false_alarms=d, correct_negatives=b)
    if right is None or wrong is None:
        assert right is wrong
    else:
        assert right == pytest.approx(-wrong, abs=1e-12)
        assert -1 <= right <= 1


@given(st.integers(0, 50), st.integers(1, 50))
def test_wilson_holds_the_share_and_stays_within_bounds(successes: int, more: int) -> None:
    """And its ends are where the score test has just its level."""
    trials = successes + more
    ends = table.wilson(successes=successes, trials=trials)
    assert ends is not None
    low, high = ends
    share = successes / trials
    assert 0 <= low <= share <= high <= 1
    z = NormalDist().inv_cdf(0.975)
    for end in (e for e in ends if 0 < e < 1 and successes):
        assert (share - end) ** 2 * trials == pytest.approx(z * z * end * (1 - end), rel=1e-6)


@each(
    "lower upper observed alpha expected",
    [(15, 25, 14, 0.2, 20), (20, 30, 32, 0.5, 18), (5, 6, 4, 0.5, 5), (0, 0.4, 0.1, 0.5, 0.4)],
)
def test_interval_score(
    lower: float, upper: float, observed: float, alpha: float, expected: float
) -> None:
    """Width, and 2/a for each unit outside."""
    value = interval_score(lower=lower, upper=upper, observed=observed, alpha=alpha)
    assert value == pytest.approx(expected)


def test_two_clusters_are_enough_to_tell_that_they_differ() -> None:
    """3 of 4 and 1 of 4: each is 1 off, so the variance is 2 x 2 / 64, as of four trials."""
    found = table.wilson_of_clusters([(3, 4), (1, 4)])
    assert found == pytest.approx(table.wilson(successes=2, trials=4))
    # 1 of 1 and 0 of 1: each is a half off, and the variance 2 x 0.5 / 4 is as of one trial.
    found = table.wilson_of_clusters([(1, 1), (0, 1)])
    assert found == pytest.approx(table.wilson(successes=0.5, trials=1))
    # Of such as do not differ nothing says how much they may: each counts once.
    assert table.wilson_of_clusters([(4, 4)] * 3) == table.wilson(successes=3, trials=3)


def test_two_thresholds_are_a_grid() -> None:
    """Each weighs half of what lies between: 0.5 x 0.25; one alone is none."""
    assert crps_grid(thresholds=[0, 1], below=[0.5, 1.0], reached=[0, 1]) == 0.125
    with pytest.raises(ValueError, match="two thresholds"):
        crps_grid(thresholds=[0], below=[1.0], reached=[1])


def test_without_an_error_of_the_naive_forecast_no_error_is_scaled() -> None:
    """A series that never moved has no unit for it."""
    with pytest.raises(ValueError, match="not above 0"):
        scaled_error(value=13.0, observed=10.0, scale=0.0)


def test_levels_and_alphas_outside_0_and_1_are_refused() -> None:
    """They are shares."""
    with pytest.raises(ValueError, match="level"):
        quantile_score(value=1.0, level=1.5, observed=2.0)
    with pytest.raises(ValueError, match="alpha"):
        interval_score(lower=1.0, upper=2.0, observed=2.0, alpha=0)


def test_the_weighted_interval_score_needs_pairs() -> None:
    """Its parts mean nothing otherwise; and nothing has no score."""
    assert weighted_interval_score(quantiles={}, observed=1) is None
    with pytest.raises(ValueError, match="pair"):
        weighted_interval_score(quantiles={0.5: 1, 0.9: 2}, observed=1)


@each("observed expected", [(0, 1.0), (9, 0.5), (12, 0.0), (16, -0.5), (99, -1.0)])
def test_quantile_bias(observed: float, expected: float) -> None:
    """From all above to all below; quartiles 8 and 16, median 12."""
    assert quantile_bias(quantiles={0.25: 8, 0.5: 12, 0.75: 16}, observed=observed) == expected


def test_the_middle_of_the_neighbours_stands_for_the_median() -> None:
    """Or there is none."""
    assert absolute_error(quantiles={0.25: 8, 0.75: 16}, observed=10) == 2
    with pytest.raises(ValueError, match="median"):
        absolute_error(quantiles={0.75: 16}, observed=10)


def test_the_crps_of_an_ensemble() -> None:
    """Four members, by hand: mean distance 2.75, mean apart 3.25."""
    assert crps_ensemble(members=[0, 4, 3, 7], observed=2) == pytest.approx(1.125)
    assert crps_ensemble(members=[0, 4, 3, 7], observed=2, fair=True) == pytest.approx(2 / 3)
    weighted = crps_ensemble(members=[0, 2], observed=1, weights=[0.8, 0.2])
    assert weighted == pytest.approx(0.68)
    assert crps_ensemble(members=[], observed=1) is None
    assert crps_ensemble(members=[1], observed=1, fair=True) is None
    with pytest.raises(ValueError, match="equal"):
        crps_ensemble(members=[1, 2], observed=1, weights=[1, 2], fair=True)


def test_the_cutoff_crps_by_hand() -> None:
    """Sure of the fourth of ten days: as many days as the event is off, up to the last."""
    sure = [0.0] * 3 + [1.0] * 7
    for came, expected in ((3, 0), (5, 2), (0, 3), (9, 6), (None, 7)):
        assert cutoff_crps(by_day=sure, came=came) == expected


def test_the_cutoff_crps_of_an_even_window_by_hand() -> None:
    """Evenly over ten days, and the sixth: (1 + 4 + 9 + 16 + 25) tenths squared, and 16 to 0."""
    exact = Fraction(1 + 4 + 9 + 16 + 25 + 16 + 9 + 4 + 1, 100)
    assert cutoff_crps(by_day=spread("even", 10), came=5) == pytest.approx(float(exact))


def test_around_a_day_is_half_even_and_half_in_the_middle_third() -> None:
    """Of nine days: a ninth of one half on each, a third of the other on the three in the middle.

    Of one day all; of two, half on each.
    """
    days = pairwise([0.0, *spread("peaked", 9)])
    parts = [after - before for before, after in days]
    assert parts == pytest.approx([1 / 18] * 3 + [1 / 18 + 1 / 6] * 3 + [1 / 18] * 3)
    assert spread("peaked", 1) == [1]
    assert spread("peaked", 2) == pytest.approx([0.5, 1])


def test_each_metric_is_declared_once_and_in_full() -> None:
    """The page on what the numbers say prints them all."""
    assert len(METRICS) == len(set(METRICS))
    assert {*METRICS} > OF_TABLES
    for metric, part in grid(METRICS, ("formula", "citation", "range", "best")):
        assert words()(f"metric.{metric}.{part}")


_MADE_BY = {
    "miscalibration": "calibration.corp",
    "corrected_miscalibration": "calibration.corrected_by_question",
    "discrimination": "calibration.corp",
    "uncertainty": "calibration.corp",
    "lead_time": "forecasts._lead_time",
    "share_by_question": "shares.mean",
    "share_that_came": "tally._expected",
    "window_width": "tally._called",
    "mean_move": "schemes.shift",
    "expected_brier": "numbers.expected_brier",
    "absolute_error": "own._of_quantity",
    "weighted_interval_score": "own._of_quantity",
    "elementary_score": "murphy.murphy",
    "adjusted_score": "effects.effects",
    "peer_gain": "standings._peers",
    "relative_skill": "standings._relative",
    "difference_chance": "sample.chance",
    "rank_bounds": "pairs.bounds_of",
    "score_interval": "sample.interval",
}
"""What works out the metrics that are no function of their own."""
_PLACES = (
    "accuracy",
    "calibration",
    "contingency",
    "crps",
    "own",
    "permutation",
    "platforms",
    "quantities",
    "schedule",
    "shares",
    "survival",
)
_ROOMS = ("score", "resolve", "rank", "words")


def _reported(ledger: Ledger, rules: Rules) -> None:
    report(run(ledger, rules))


@deep
def test_what_the_method_lists_the_pages_of_a_ledger_work_out(tmp_path: Path) -> None:
    """Each is called for one with every key, one with ranks or the example; no other is."""
    profile = Profile(subcalls=False, builtins=False)
    undated = ledgers.SOURCE.replace('    window: {phrase: "in February"}\n', "")
    head, said = undated.split("  - id: ")
    # So many as are waited for without a deadline have a table of their own.
    waited = head + "".join(f"  - id: open-{n}-{said}" for n in range(4))
    opened = ledgers.write(tmp_path / "open", source=waited)
    for root in (RICH, RATES, write(tmp_path / "dated"), opened):
        own, rules = ledger(root)
        few = rules.schemes.thresholds.model_copy(update={"calibration": 1})
        schemes = rules.schemes.model_copy(update={"thresholds": few})
        profile.runcall(_reported, own, replace(rules, schemes=schemes))
    two = [*gaming.honest(), *gaming.honest("rival")]
    ranked = profile.runcall(gaming.ledger, tmp_path / "ranked", two, rate=0.02)
    profile.runcall(report, ranked)
    codes = (entry.code for entry in profile.getstats() if isinstance(entry.code, CodeType))
    places = [(Path(code.co_filename), code.co_name) for code in codes]
    called = {f"{p.stem}.{name}" for p, name in places if p.parent.name in _ROOMS}
    for metric in METRICS:
        makers = {f"{place}.{metric}" for place in _PLACES} | {_MADE_BY.get(metric, "")}
        assert bool(makers & called) == (metric not in OF_TABLES), metric
