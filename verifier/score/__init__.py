"""Scoring: from verdicts to figures, under a declared scheme."""

from verifier.score.forecasts import ForecastScore, score
from verifier.score.tally import Tally, accuracy, tally

__all__ = ["ForecastScore", "Tally", "accuracy", "score", "tally"]
