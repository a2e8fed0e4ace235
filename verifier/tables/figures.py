"""What forecasts that are no probability of one thing score: sums by forecaster and question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from verifier.dataclass import dataclass
from verifier.rank.sample import Score
from verifier.rank.standings import Refusal
from verifier.tables.columns import Kind

# Central intervals, in per cent: those for which forecast hubs report coverage.
COVERAGE = (50, 80, 90, 95)
Scores = Mapping[str, float]


@dataclass(slots=True)
class Figures:
    """One forecaster's scores of one question, and how many forecasts and rows they are of.

    `sums` are of scores times weights, `weights` those of the forecasts that have each score.
    `weight` is that of the question: the greatest, where its forecasts weigh differently. `levels`
    are those that it was answered at, None where these are all that anybody gives of it.
    """

    forecasts: int = 0
    rows: int = 0
    weight: float = 0.0
    sums: dict[str, float] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    levels: frozenset[float] | None = None

    def add(self, rows: int, scores: Scores, weight: float = 1.0, *, forecasts: int = 1) -> None:
        """Count one more, which was changed on the way where it is several forecasts."""
        self.forecasts += forecasts
        self.rows += rows
        self.weight = max(self.weight, weight)
        for name, score in scores.items():
            self.sums[name] = self.sums.get(name, 0.0) + score * weight
            self.weights[name] = self.weights.get(name, 0.0) + weight

    def mean(self, name: str) -> float:
        """The mean of a score over the forecasts; some weigh more than nothing."""
        return self.sums[name] / self.weights[name]

    def score(self, name: str) -> Score:
        """The mean of a score, and of what it would have been, had the question gone otherwise."""
        ends = [self.mean(end) for end in (TURNED, MOST) if end in self.sums]
        return Score(self.mean(name), *ends)


@dataclass(frozen=True, slots=True)
class Scored:
    """Figures by forecaster and question, and what was assumed on the way.

    `lacking` counts the forecasts of each forecaster that lack levels which are asked for, or that
    their other forecasts of a question have. `refused` says why nobody is ranked by them.
    """

    figures: Mapping[str, Mapping[str, Figures]]
    notes: tuple[str, ...] = ()
    lacking: Mapping[str, int] = field(default_factory=dict)
    refused: Refusal | None = None

    @property
    def rows(self) -> int:
        """How many rows are scored."""
        return sum(one.rows for own in self.figures.values() for one in own.values())


MAIN: Mapping[Kind, str] = {
    Kind.PROBABILITY: "brier",
    Kind.OVER_TIME: "brier_over_time",
    Kind.CATEGORY: "categories_brier",
    Kind.CDF: "crps_grid",
    Kind.QUANTILE: "wis",
    Kind.SAMPLE: "crps_ensemble",
    Kind.POINT: "absolute_error",
    Kind.MEAN: "squared_error",
}
"""The score by which forecasters are ranked, of each kind."""
TURNED, MOST = "turned", "turned_most"
"""The least and the most that the main score would have been, had the question gone another way.

No page shows them. Where there is one other way there is no most; of quantities without bounds
nothing is known.
"""
PARTLY = ("bias", "absolute_error", *(f"coverage_{percent}" for percent in COVERAGE))
"""Scores that are those of the forecasts that have them; others need all of them to have one."""
SHOWN: Mapping[Kind, Sequence[str]] = {
    Kind.OVER_TIME: ("brier_over_time", "covered"),
    Kind.CATEGORY: ("categories_brier", "categories_log", "ranked_probability_score"),
    Kind.CDF: ("crps_grid",),
    Kind.QUANTILE: ("wis", "dispersion", "overprediction", "underprediction", *PARTLY),
    Kind.SAMPLE: ("crps_ensemble", "crps_ensemble_fair", "absolute_error"),
    Kind.POINT: ("absolute_error", "squared_error", "symmetric_error", "scaled_error"),
    Kind.MEAN: ("squared_error", "absolute_error", "symmetric_error", "scaled_error"),
}
"""The columns of a page, of each kind but a probability."""
