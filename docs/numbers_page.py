"""The page on what each number says: in words for a journalist, as a formula for a statistician."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verifier.loading.yaml import read
from verifier.report.escape import md
from verifier.report.words import words
from verifier.score.metrics import METRICS

_HEAD = """\
# What the numbers say

Each number first in words, then as a formula with its source. Probabilities are p, what was
observed is o; a, b, c and d are hits, false alarms, misses and correct negatives. Generated from
the declared metrics.
"""

PRINTED: Mapping[str, Sequence[str]] = {
    "brier": ("table.col.brier", "scheme.col.brier", "chart.col.brier", "question.col.brier"),
    "log_score": ("table.col.log_score",),
    "skill": ("table.col.skill",),
    "advantage": ("table.col.advantage",),
    "pod": ("table.col.pod",),
    "far": ("table.col.far",),
    "wilson_of_clusters": ("waits.col.range",),
    "miscalibration": ("table.col.miscalibration",),
    "corrected_miscalibration": ("table.col.miscalibration_corrected",),
    "calibration_chance": ("table.col.calibration_chance",),
    "consistency": ("chart.col.band",),
    "discrimination": ("table.col.discrimination",),
    "lead_time": ("table.col.lead_time", "question.col.lead", "chart.col.lead"),
    "timing_error": ("table.col.timing_error",),
    "window_width": ("table.col.window_width",),
    "share_by_question": ("short.col.range",),
    "pooled": ("index.col.right",),
    "kaplan_meier": ("waits.col.share",),
    "weighted_interval_score": (
        *("table.col.wis", "table.col.dispersion", "table.col.overprediction"),
        "table.col.underprediction",
    ),
    "coverage": tuple(f"table.col.coverage_{percent}" for percent in (50, 80, 90, 95)),
    "quantile_bias": ("table.col.bias",),
    "absolute_error": ("table.col.absolute_error",),
    "squared_error": ("table.col.squared_error",),
    "symmetric_error": ("table.col.symmetric_error",),
    "scaled_error": ("table.col.scaled_error",),
    "crps_ensemble": ("table.col.crps_ensemble",),
    "crps_ensemble_fair": ("table.col.crps_ensemble_fair",),
    "crps_grid": ("table.col.crps_grid",),
    "categories_brier": ("table.col.categories_brier",),
    "categories_log": ("table.col.categories_log",),
    "ranked_probability_score": ("table.col.ranked_probability_score",),
    "baseline_score": ("table.col.baseline_score",),
    "peer_score": ("table.col.peer_score",),
    "brier_over_time": ("table.col.brier_over_time",),
    "time_covered": ("table.col.covered",),
    "adjusted_score": ("standings.col.adjusted",),
    "peer_gain": ("standings.col.peer", "standings.col.gained"),
    "relative_skill": ("standings.col.relative", "table.col.relative_skill_scaled"),
    "difference_chance": ("sides.col.difference", "sides.col.chance"),
    "rank_bounds": ("standings.col.rank", "standings.col.ranks"),
    "score_interval": ("standings.col.interval", "table.col.interval"),
    "mean_move": ("scheme.col.moved",),
}
"""Under which heads of columns pages print a metric; others stand in sentences that name them."""


def page(told: str) -> str:
    """The page; `told` holds two plain sentences for every declared metric."""
    sentences = read("numbers.yaml", told).value
    lines = [_HEAD]
    known = words()
    for metric in METRICS:
        formula, range, best, source = (
            md(known(f"metric.{metric}.{key}")) for key in ("formula", "range", "best", "citation")
        )
        heads = [known(key, level="95%", score="Brier") for key in PRINTED.get(metric, ())]
        under = f"On pages: {', '.join(map(md, dict.fromkeys(heads)))}." if heads else None
        lines += [
            f"## {metric.replace('_', ' ').capitalize()}",
            "",
            sentences[metric],
            "",
            *([under, ""] if under else []),
            f"{formula}. Range {range}; best {best}.",
            f"Source: {source}.",
            "",
        ]
    return "\n".join(lines).rstrip("\n") + "\n"
