"""The seeded bootstrap over questions.

Questions are drawn with replacement, for all forecasters alike, because forecasts of one question
share their luck. The same seed gives the same bytes on every machine: questions are taken in the
order of their names, and sums are exact before they are rounded once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, fsum
from operator import itemgetter
from random import Random

LEVEL = 0.95
RESAMPLES = 2000
# So many groups of questions, dealt at random, are resampled where there are more questions.
GROUPS = 250


@dataclass(frozen=True, slots=True)
class Share:
    """What one question adds to a forecaster's mean score: a sum of scores and their weight."""

    total: float
    weight: float = 1.0


Shares = Mapping[str, Share]
_Pick = Callable[[Sequence[float]], Sequence[float]]


def mean(shares: Shares) -> float:
    """The mean score over all questions.

    >>> mean({"a": Share(0.5, 2), "b": Share(0.25)})
    0.25
    """
    return fsum(s.total for s in shares.values()) / fsum(s.weight for s in shares.values())


def interval(
    shares: Shares, *, rng_seed: int, level: float = LEVEL, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """The percentile interval of the mean score (Efron 1979).

    >>> interval({"a": Share(0.25), "b": Share(0.25)}, rng_seed=1)
    (0.25, 0.25)
    """
    means = resample({"": shares}, tuple(shares), rng_seed=rng_seed, resamples=resamples)[""]
    return percentiles(means, level=level)


def chance_better(
    one: Shares, other: Shares, *, rng_seed: int, resamples: int = RESAMPLES
) -> float | None:
    """How often `one` has the lower mean score over resampled questions that both answered.

    Ties count half; None where they share no question.

    >>> chance_better({"a": Share(0.1)}, {"a": Share(0.2), "b": Share(0)}, rng_seed=1)
    1.0
    """
    shared = tuple(one.keys() & other.keys())
    if not shared:
        return None
    table = {"one": one, "other": other}
    means = resample(table, shared, rng_seed=rng_seed, resamples=resamples)
    return better(means["one"], means["other"])


def resample(
    table: Mapping[str, Shares],
    questions: Sequence[str],
    *,
    rng_seed: int,
    resamples: int = RESAMPLES,
) -> Mapping[str, Sequence[float]]:
    """The mean scores of every forecaster over the same resampled questions, all of them theirs.

    >>> resample({"x": {"a": Share(0.5)}}, ["a"], rng_seed=1, resamples=3)
    {'x': [0.5, 0.5, 0.5]}
    """
    rng = Random(f"{rng_seed}")  # noqa: S311 - statistics, not secrets
    groups = _dealt(sorted(questions), rng)
    sums = {name: _sums(shares, groups) for name, shares in table.items()}
    means: dict[str, list[float]] = {name: [] for name in table}
    for picked in _draws(len(groups), rng, resamples):
        for name, (totals, weights) in sums.items():
            means[name].append(fsum(picked(totals)) / fsum(picked(weights)))
    return means


def _dealt(questions: Sequence[str], rng: Random) -> list[list[str]]:
    """Each question by itself, or all of them dealt at random into as many groups as there may be.

    >>> _dealt(["a", "b"], Random(1))
    [['a'], ['b']]
    """
    if len(questions) <= GROUPS:
        return [[question] for question in questions]
    shuffled = rng.sample(questions, len(questions))
    return [shuffled[start::GROUPS] for start in range(GROUPS)]


def _sums(shares: Shares, groups: Sequence[Sequence[str]]) -> tuple[list[float], list[float]]:
    return (
        [fsum(shares[question].total for question in group) for group in groups],
        [fsum(shares[question].weight for question in group) for group in groups],
    )


def _draws(size: int, rng: Random, resamples: int) -> Iterator[_Pick]:
    """Getters of as many items as there are, drawn with replacement; always two or more."""
    for _ in range(resamples):
        picks = rng.choices(range(size), k=size)
        # A getter of one item gives it bare, so one question is drawn twice.
        yield itemgetter(*(picks if size > 1 else (0, 0)))


def percentiles(values: Sequence[float], *, level: float = LEVEL) -> tuple[float, float]:
    """The middle `level` of the values.

    >>> percentiles([5, 1, 4, 2, 3], level=0.6)
    (2, 4)
    """
    ordered, tail = sorted(values), (1 - level) / 2
    last = len(ordered) - 1
    low = floor(round(tail * len(ordered), 6))
    high = ceil(round((1 - tail) * len(ordered), 6)) - 1
    return ordered[min(low, last)], ordered[max(high, 0)]


def better(one: Sequence[float], other: Sequence[float]) -> float:
    """How often the first of each pair is the lower; ties count half.

    >>> better([1, 2, 3], [2, 2, 2])
    0.5
    """
    wins = sum(2 * (a < b) + (a == b) for a, b in zip(one, other, strict=True))
    return wins / (2 * len(one))
