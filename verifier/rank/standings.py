"""Standings: intervals, ranks and calibration where there is enough to say so, else the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from verifier.rank.bootstrap import (
    LEVEL,
    RESAMPLES,
    Shares,
    better,
    interval,
    mean,
    percentiles,
    resample,
)
from verifier.rules import Thresholds
from verifier.score.calibration import Calibration, Given, corp


class Reason(StrEnum):
    """Why a figure is not given."""

    TOO_FEW_QUESTIONS = "too_few_questions"
    NO_RIVAL = "no_rival"
    NO_SHARED_SET = "no_shared_set"
    NO_QUESTIONS = "no_questions"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A figure that is not given: why, how many there are and how many it would take."""

    reason: Reason
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One forecaster: the mean score over all own questions, and the rank over shared ones.

    What cannot be given is None and its refusal says why.
    """

    forecaster: str
    questions: int
    mean: float
    interval: tuple[float, float] | None
    interval_refused: Refusal | None
    shared_mean: float | None = None
    rank: int | None = None
    ranks: tuple[int, int] | None = None
    rank_refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Standings:
    """All forecasters: in the order of ranks where there are ranks, else of their names.

    `beats[a, b]` is the chance that a has the lower mean score than b over `shared` questions.
    """

    rows: tuple[Standing, ...]
    shared: tuple[str, ...]
    refused: Refusal | None
    beats: Mapping[tuple[str, str], float]


def standings(
    table: Mapping[str, Shares],
    *,
    thresholds: Thresholds,
    rng_seed: int,
    level: float = LEVEL,
    resamples: int = RESAMPLES,
) -> Standings:
    """Rank forecasters by their mean score, the lowest first, on questions all ranked ones share.

    Ranked are those with enough questions. A rank and its interval are of the shared questions.
    """
    enough = {f: s for f, s in sorted(table.items()) if len(s) >= thresholds.rank}
    shared = tuple(sorted(set.intersection(*map(set, enough.values())))) if enough else ()
    refused = _why_no_rank(len(enough), len(shared), thresholds)
    ranked: dict[str, _Ranked] = {}
    beats: dict[tuple[str, str], float] = {}
    if refused is None:
        means = resample(enough, shared, rng_seed=rng_seed, resamples=resamples)
        ranked = _ranked(enough, shared, means, level)
        for one, other in combinations(enough, 2):
            beats[one, other] = better(means[one], means[other])
            beats[other, one] = 1 - beats[one, other]
    rows = []
    for forecaster, shares in table.items():
        ends, why = interval_or_why(
            shares, thresholds=thresholds, rng_seed=rng_seed, level=level, resamples=resamples
        )
        base = (forecaster, len(shares), mean(shares), ends, why)
        if forecaster in ranked:
            own = ranked[forecaster]
            rows.append(Standing(*base, own.mean, own.rank, own.ranks))
        else:
            few = Refusal(Reason.TOO_FEW_QUESTIONS, len(shares), thresholds.rank)
            unranked = refused if forecaster in enough else few
            rows.append(Standing(*base, rank_refused=unranked))
    rows.sort(key=lambda row: (row.rank is None, row.rank or 0, row.forecaster))
    return Standings(tuple(rows), shared, refused, beats)


def interval_or_why(
    shares: Shares,
    *,
    thresholds: Thresholds,
    rng_seed: int,
    level: float = LEVEL,
    resamples: int = RESAMPLES,
) -> tuple[tuple[float, float] | None, Refusal | None]:
    """The interval of a mean score, or why there is none."""
    if len(shares) < thresholds.interval:
        return None, Refusal(Reason.TOO_FEW_QUESTIONS, len(shares), thresholds.interval)
    return interval(shares, rng_seed=rng_seed, level=level, resamples=resamples), None


def calibrated(
    table: Iterable[Given], *, questions: int, thresholds: Thresholds
) -> tuple[Calibration | None, Refusal | None]:
    """The calibration of closed forecasts on so many questions, or why there is none."""
    if questions < thresholds.calibration:
        return None, Refusal(Reason.TOO_FEW_QUESTIONS, questions, thresholds.calibration)
    return corp(table), None


def _why_no_rank(forecasters: int, shared: int, thresholds: Thresholds) -> Refusal | None:
    if forecasters < 2:
        return Refusal(Reason.NO_RIVAL, forecasters, 2)
    if shared < thresholds.rank:
        return Refusal(Reason.NO_SHARED_SET, shared, thresholds.rank)
    return None


@dataclass(frozen=True, slots=True)
class _Ranked:
    mean: float
    rank: int
    ranks: tuple[int, int]


def _ranked(
    table: Mapping[str, Shares],
    shared: Sequence[str],
    resampled: Mapping[str, Sequence[float]],
    level: float,
) -> dict[str, _Ranked]:
    own = {f: mean({q: shares[q] for q in shared}) for f, shares in table.items()}
    now = _ranks(list(own.values()))
    drawn = [_ranks(row) for row in zip(*resampled.values(), strict=True)]
    ends = [percentiles(column, level=level) for column in zip(*drawn, strict=True)]
    return {
        forecaster: _Ranked(own[forecaster], rank, (int(low), int(high)))
        for forecaster, rank, (low, high) in zip(own, now, ends, strict=True)
    }


def _ranks(means: Sequence[float]) -> list[int]:
    """The rank of each, equals sharing the better one.

    >>> _ranks([0.2, 0.1, 0.2])
    [2, 1, 2]
    """
    first: dict[float, int] = {}
    for rank, value in enumerate(sorted(means), start=1):
        first.setdefault(value, rank)
    return [first[value] for value in means]
