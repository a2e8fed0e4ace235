"""The registry of metrics: each by the name of its function, in the order in which pages have them.

What readers are told of a metric is its row in the catalogue of words, `metric.{id}`; what a
function computes, its source, range and best are in its docstring.
"""

from __future__ import annotations

STANDINGS = (
    *("adjusted_score", "peer_gain", "relative_skill", "difference_chance", "rank_bounds"),
    "score_interval",
)
"""What `verifier.rank` makes of scores; pages print it where there are standings."""

METRICS = (
    *("rate_of_window", "brier", "log_score", "skill", "advantage"),
    *("pod", "far", "pofd", "csi", "peirce", "frequency_bias", "proportion_correct"),
    *("wilson", "wilson_of_clusters"),
    *("miscalibration", "discrimination", "uncertainty", "corrected_miscalibration"),
    *("calibration_chance", "consistency"),
    *("lead_time", "timing_error", "window_width", "cutoff_crps"),
    *("share_by_question", "pooled", "share_that_came", "kaplan_meier"),
    *("quantile_score", "interval_score", "weighted_interval_score"),
    *("crps_ensemble", "crps_ensemble_fair", "crps_grid"),
    *("squared_error", "coverage", "absolute_error", "quantile_bias"),
    *("categories_brier", "categories_log", "ranked_probability_score"),
    *("baseline_score", "peer_score", "standing_average", "brier_over_time", "time_covered"),
    *("scaled_error", "symmetric_error", "diebold_mariano"),
    *("elementary_score", "brier_by_days", "permutation_chance"),
    *STANDINGS,
    # How much scores hang on what was chosen, and on how readers take words.
    *("mean_move", "expected_brier"),
)

OF_TABLES = frozenset(
    (
        *("frequency_bias", "proportion_correct", "squared_error", "coverage", "quantile_bias"),
        *("crps_ensemble", "crps_ensemble_fair", "crps_grid", "categories_log"),
        *("baseline_score", "peer_score", "standing_average", "brier_over_time", "time_covered"),
        *("scaled_error", "symmetric_error", "diebold_mariano"),
    )
)
"""Those that no page of a ledger prints, nor anything made of them: they are for tables, and for
who scores with the functions themselves. The page on the method lists the others."""
