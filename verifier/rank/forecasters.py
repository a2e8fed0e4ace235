"""How sure a ledger's scores are: standings and calibration from what counts in accuracy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verifier.rank.bootstrap import Share
from verifier.rank.standings import Refusal, Standings, calibrated, standings
from verifier.resolve.knowledge import Knowledge
from verifier.score import ForecastScore
from verifier.score.calibration import Calibration, Given


@dataclass(frozen=True, slots=True)
class Sureness:
    """The standings of all forecasters, and each one's calibration or why there is none."""

    standings: Standings
    calibration: Mapping[str, tuple[Calibration | None, Refusal | None]]


def sureness(known: Knowledge, scores: Mapping[str, ForecastScore], *, rng_seed: int) -> Sureness:
    """Intervals, ranks and calibration over questions with a closed window, with their refusals.

    A forecast whose score is an envelope counts with its middle. Forecasts without a question
    stand for one of their own.
    """
    ledger, thresholds = known.ledger, known.rules.schemes.thresholds
    counted: dict[str, list[ForecastScore]] = {}
    for row in scores.values():
        if row.left_out is None and row.brier is not None:
            counted.setdefault(ledger.forecasts[row.forecast].forecaster, []).append(row)
    table = {forecaster: _shares(rows) for forecaster, rows in sorted(counted.items())}
    return Sureness(
        standings(table, thresholds=thresholds, rng_seed=rng_seed),
        {
            forecaster: calibrated(
                _given(rows), questions=len(table[forecaster]), thresholds=thresholds
            )
            for forecaster, rows in sorted(counted.items())
        },
    )


def _shares(rows: Iterable[ForecastScore]) -> dict[str, Share]:
    sums: dict[str, list[float]] = {}
    for row in rows:
        assert row.brier is not None
        sums.setdefault(row.question or row.forecast, []).append(row.brier.middle)
    return {key: Share(sum(values), len(values)) for key, values in sorted(sums.items())}


def _given(rows: Iterable[ForecastScore]) -> list[Given]:
    return [
        Given(row.likelihood.probability.central, 1, row.truth.values[0], row.truth.values[0] ** 2)
        for row in rows
        if row.likelihood.probability is not None and len(row.truth.values) == 1
    ]
