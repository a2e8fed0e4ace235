"""Inputs and outputs of other projects' own tests, beside the checkout: ours says the same.

What we leave out is listed with its reason, so that a new metric among the vectors is noticed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from verifier.score.accuracy import advantage, brier, log_score
from verifier.score.calibration import Given, corp
from verifier.score.contingency import (
    csi,
    far,
    frequency_bias,
    peirce,
    pod,
    pofd,
    proportion_correct,
)
from verifier.score.platforms import (
    baseline_score,
    diebold_mariano,
    peer_score,
    ranked_probability_score,
    standing_average,
)
from verifier.score.quantities import crps_ensemble, interval_score, quantile_score

Case = Mapping[str, Any]
TINY = 1e-12

_PLATFORM = "a way of one platform to count, which no table of ours needs"
_ADMIN = "how a platform settles its questions; our rules say how we do"
_TABLE = "one more summary of the same four counts; Peirce's is the one we show"
_TEST = "a test of one sample; what we test are differences on shared questions"
_DISTRIBUTION = "a closed form for one distribution; no forecast in the ledger states one"
LEFT_OUT = {
    "baseline_accuracy_numeric": _PLATFORM,
    "brier_index": "a rescaled Brier score says nothing that the Brier score does not",
    "conjunction_resolution_date": _ADMIN,
    "contingency_ets": _TABLE,
    "contingency_f1": _TABLE,
    "contingency_forecast_rate": _TABLE,
    "contingency_hss": _TABLE,
    "contingency_odds_ratio": _TABLE,
    "contingency_orss": _TABLE,
    "contingency_sedi": _TABLE,
    "contingency_specificity": _TABLE,
    "crps_binomial": _DISTRIBUTION,
    "crps_exponential": _DISTRIBUTION,
    "deviation_points": "a distance from the crowd, not from what happened",
    "diebold_mariano_ci": _TEST,
    "ensemble_brier": "probabilities from ensembles of yes and no do not occur here",
    "expected_baseline_vs_crowd": _PLATFORM,
    "firm_single_category": "scores warnings by a risk matrix that nobody here has declared",
    "flip_flop_index": "restatements are history here and not scored",
    "geometric_mean_aggregate": "aggregates forecasters; we keep score of each",
    "impute_missing": "invents forecasts that nobody made",
    "one_sided_proportion_z_test": _TEST,
    "one_sided_t_test_mean_greater": _TEST,
    "prize_share_with_minimum": _PLATFORM,
    "ranked_log_score": "categories in order are quantities here, scored by quantiles",
    "rescale_difficulty_adjusted": "moves scores so that one half has 0.25; ours stay",
    "resolution_date_min_close_resolve": _ADMIN,
    "resolve_market": _ADMIN,
    "risk_matrix_score": "scores warnings by a risk matrix that nobody here has declared",
    "scorecard_all_void": "void forecasts never reach a metric; the ledger's tests cover them",
    "spherical": "a third proper score of the same probability; Brier and log are enough",
    "t_interval_margin": _TEST,
    "threshold_brier": "the Brier score of an ensemble at thresholds; the CRPS is their integral",
    "time_averaged_brier_0_to_2": _PLATFORM,
}


def pairs(case: Case) -> list[tuple[float, float]]:
    """Forecasts with what was observed, complete ones only; a single pair is given bare."""
    forecast, observed = case["forecast"], case["observed"]
    if not isinstance(forecast, list):
        return [(forecast, observed)]
    both = zip(forecast, observed, strict=True)
    return [(p, o) for p, o in both if p is not None and o is not None]


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def mean_brier(case: Case) -> float:
    return mean([brier(probability=p, observed=o) for p, o in pairs(case)])


def decomposed(case: Case) -> Mapping[str, float]:
    rows = zip(case["forecast"], case["observed"], strict=True)
    result = corp(Given(p, 1, o, o * o) for p, o in rows)
    assert result is not None
    return {
        name: getattr(result, name)
        for name in ("miscalibration", "discrimination", "uncertainty", "score")
    }


def fitted(case: Case) -> list[float]:
    rows = zip(case["forecast"], case["observed"], strict=True)
    result = corp(Given(p, 1, o, o * o) for p, o in rows)
    assert result is not None
    return [
        next(step.fitted for step in result.curve if step.low <= p <= step.high)
        for p in case["forecast"]
    ]


def counted(case: Case) -> dict[str, float]:
    """The two-by-two table of calls and events, weighted where weights are given."""
    cells = {"hits": 0.0, "misses": 0.0, "false_alarms": 0.0, "correct_negatives": 0.0}
    weights = case.get("weights", [1] * len(case["forecast"]))
    limit = float(str(case["event"]).removeprefix("> ")) if "event" in case else 0.5
    for p, o, w in zip(case["forecast"], case["observed"], weights, strict=True):
        if p is not None and o is not None:
            hit, miss = ("hits", "misses") if o > limit else ("false_alarms", "correct_negatives")
            cells[hit if p > limit else miss] += w
    return cells


def pod_of(case: Case) -> float | None:
    cells = counted(case)
    return pod(hits=cells["hits"], misses=cells["misses"])


def missing(case: Case) -> Mapping[str, float | None]:
    cells = counted(case)
    return {
        "tp": cells["hits"],
        "tn": cells["correct_negatives"],
        "fp": cells["false_alarms"],
        "fn": cells["misses"],
        "total": sum(cells.values()),
        "accuracy": proportion_correct(**cells),
    }


def warned(case: Case) -> Mapping[str, float | None]:
    """POD counts events, FAR warnings, and CSI both."""
    events = {"hits": case["warned_events"], "misses": case["unwarned_events"]}
    verified = case["warnings"] - case["unverified_warnings"]
    return {
        "pod": pod(**events),
        "far": far(hits=verified, false_alarms=case["unverified_warnings"]),
        "csi": csi(**events, false_alarms=case["unverified_warnings"]),
    }


def ensemble(case: Case) -> Any:
    plain = crps_ensemble(**case)
    if "weights" in case:
        return plain
    return {"ecdf": plain, "fair": crps_ensemble(**case, fair=True)}


def totals(case: Case) -> Mapping[str, float]:
    settled = [(p, 1 if o == "YES" else 0) for p, o in case["resolved"] if o != "VOID"]
    return {
        "brier": mean([brier(probability=p, observed=o) for p, o in settled]),
        "log_score": mean([log_score(probability=p, observed=o, clamp=1e-9) for p, o in settled]),
        "scored": len(settled),
    }


def against(case: Case) -> Mapping[str, float]:
    ours = mean([brier(probability=p, observed=o) for p, _, o in case["rows"]])
    theirs = mean([brier(probability=r, observed=o) for _, r, o in case["rows"]])
    delta = advantage(score=ours, reference=theirs)
    return {"forecast_brier": ours, "reference_brier": theirs, "delta": delta}


def only(case: Case, *keys: str) -> dict[str, float]:
    return {key: case[key] for key in keys}


def stands(case: Case, forecast: Case) -> tuple[int, int]:
    """When a forecast stood, held to the day on which the question closed."""
    opens, closes = case["horizon_days"]
    end = forecast.get("end_day", closes)
    return forecast.get("start_day", opens), min(end, case.get("actual_close_day", closes))


def likely(case: Case, forecast: Case) -> float:
    p = forecast.get("p_yes", 0.5)
    return float(p if case.get("outcome", "yes") == "yes" else 1 - p)


def baseline_over_time(case: Case) -> Mapping[str, float]:
    start, end = stands(case, case)
    points = baseline_score(probability=likely(case, case))
    opens, closes = case["horizon_days"]
    score, coverage = standing_average(spans=[(start, end, points)], opens=opens, closes=closes)
    return {"score": score, "coverage": coverage}


def baseline_at(case: Case) -> Mapping[str, float]:
    """On one day: what stands then counts in full, whenever it was said."""
    day = case["spot_day"]
    standing = case.get("start_day", 0) <= day < case.get("end_day", day + 1)
    points = baseline_score(probability=likely(case, case)) if standing else 0.0
    return {"score": points, "coverage": float(standing)}


def baseline_of_options(case: Case) -> Mapping[str, float]:
    """An option that was not there yet is read from the last, which stood for all others."""
    given = case["pmf"]
    p = given[case["resolution_index"]]
    options = sum(option is not None for option in given)
    return {"score": baseline_score(probability=given[-1] if p is None else p, options=options)}


def truncation(case: Case) -> Mapping[str, float]:
    """Published in whole points."""
    if "p" in case:
        return {"score": round(baseline_score(probability=case["p"]))}
    weeks = case["weeks"]
    spans = [(0, 1, baseline_score(probability=case["p_week1"]))]
    spans += [(1, weeks, baseline_score(probability=case["p_rest"]))]
    return {"time_average": round(standing_average(spans=spans, opens=0, closes=weeks)[0])}


def peers(case: Case) -> Mapping[str, list[float]]:
    """Each against those who stood at the same time, day by day."""
    opens, closes = case["horizon_days"]
    forecasts = case.get("forecasts", [{"p_yes": p} for p in case.get("p_yes", [])])
    spans = [stands(case, one) for one in forecasts]
    scores, covered = [], []
    for n, (start, end) in enumerate(spans):
        own = []
        for day in range(start, end):
            others = [
                likely(case, one)
                for m, one in enumerate(forecasts)
                if m != n and spans[m][0] <= day < spans[m][1]
            ]
            points = (
                peer_score(probability=likely(case, forecasts[n]), others=others) if others else 0.0
            )
            own.append((day, day + 1, points))
        score, coverage = standing_average(spans=own, opens=opens, closes=closes)
        scores.append(score)
        covered.append(coverage)
    return {"scores": scores, "coverage": covered}


METRICS: Mapping[str, Callable[[Case], Any]] = {
    "baseline_accuracy_multiple_choice": baseline_of_options,
    "baseline_accuracy_time_averaged": baseline_over_time,
    "baseline_spot": baseline_at,
    "baseline_truncation_example": truncation,
    "diebold_mariano_hln": lambda case: {
        "statistic": diebold_mariano(differences=case["score_differences"], horizon=case["h"])
    },
    "peer_accuracy": peers,
    "peer_accuracy_coverage": peers,
    "rps": lambda case: ranked_probability_score(
        probabilities=case["forecast"], came=case["observed_category"] - 1
    ),
    "brier": mean_brier,
    "brier_fractional_outcome": mean_brier,
    "contingency_accuracy": lambda case: proportion_correct(**case),
    "contingency_csi": lambda case: csi(**only(case, "hits", "misses", "false_alarms")),
    "contingency_far": lambda case: far(**only(case, "hits", "false_alarms")),
    "contingency_frequency_bias": lambda case: frequency_bias(
        **only(case, "hits", "misses", "false_alarms")
    ),
    "contingency_missing": missing,
    "contingency_pod": lambda case: pod(**only(case, "hits", "misses")),
    "contingency_pofd": lambda case: pofd(**only(case, "false_alarms", "correct_negatives")),
    "corp_brier_decomposition": decomposed,
    "corp_squared_error_decomposition": decomposed,
    "crps_ensemble": ensemble,
    "crps_ensemble_weighted": ensemble,
    "interval_score": lambda case: interval_score(**case),
    "isotonic_regression_ties": fitted,
    "pod": pod_of,
    "pod_weighted": pod_of,
    "quantile_score": lambda case: quantile_score(
        value=case["quantile"], level=case["alpha"], observed=case["observed"]
    ),
    "scorecard_totals": totals,
    "skill_vs_reference": against,
    "warning_verification": warned,
}


def vectors(shared: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(
        (shared / "vectors" / "scoring.json").read_text(encoding="utf-8")
    )
    return cases


def test_every_metric_is_ours_or_left_out_with_a_reason(shared: Path) -> None:
    """Nothing is passed over in silence."""
    found = {case["metric"] for case in vectors(shared)}
    assert found - METRICS.keys() - LEFT_OUT.keys() == set()
    assert METRICS.keys() & LEFT_OUT.keys() == set()
    assert LEFT_OUT.keys() - found == set()


def test_every_case_of_a_metric_we_have_is_met(shared: Path) -> None:
    """Within the tolerance that each states, refusals of wrong input included."""
    wrong, met = [], 0
    for number, case in enumerate(vectors(shared)):
        if case["metric"] not in METRICS or "data" in case["inputs"]:
            continue
        try:
            ours = METRICS[case["metric"]](case["inputs"])
        except ValueError:
            ours = {"raises": "ValueError"}
        if not agrees(ours, case["expected"], case["tolerance"]):
            wrong.append((number, case["peer"], case["metric"], ours, case["expected"]))
        met += 1
    assert not wrong
    assert met >= 55


def agrees(ours: Any, expected: Any, tolerance: float) -> bool:
    """Whether what is expected is what is ours; of mappings, the figures that both have."""
    if isinstance(expected, dict):
        if not isinstance(ours, dict):
            return False
        both = ours.keys() & expected.keys()
        return bool(both) and all(agrees(ours[k], expected[k], tolerance) for k in both)
    if isinstance(expected, list):
        return all(agrees(a, b, tolerance) for a, b in zip(ours, expected, strict=True))
    if isinstance(ours, dict):
        return agrees(ours["ecdf"], expected, tolerance)
    if expected is None or ours is None or isinstance(ours, str):
        return bool(ours == expected)
    return bool(abs(ours - expected) <= max(tolerance, TINY))


def test_peirce_is_the_difference_that_it_is_named_for() -> None:
    """The one skill score of the table, which the vectors lack: 9/10 - 2/8."""
    value = peirce(hits=9, misses=1, false_alarms=2, correct_negatives=6)
    assert value == pytest.approx(0.65, abs=TINY)
