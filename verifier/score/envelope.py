"""Envelopes: the best and the worst score that admissible readings allow, jointly over phrases.

A word stands for one probability wherever a forecaster uses it, so the extremes of a mean are
sought over one probability for each word, not one for each forecast. A disputed truth takes each
admissible value and none between; a graded one every value of its range. Truths that hang on the
same event or reading are decided together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, product
from typing import TypeVar

from verifier.dataclass import dataclass
from verifier.model.verdict import Truth
from verifier.score.accuracy import brier

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Best, central and worst value; `central` is None where no single truth is admissible."""

    best: float
    central: float | None
    worst: float


@dataclass(frozen=True, slots=True)
class Probability:
    """What a forecaster's words mean as a number. Equal `word`s are one and the same number.

    `stated`: the forecaster gave the number.
    """

    word: str
    low: float
    central: float
    high: float
    stated: bool = False

    @property
    def sharp(self) -> bool:
        """Whether it is a single number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Cause:
    """What a disputed truth hangs on, and whether it is false where that is decided for the event.

    Forecasts of one cause are decided together: who says that it will and that it will not is wrong
    once, however it is decided.
    """

    id: str
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """One forecast to score: its probability, how true it can be, and how much it weighs."""

    probability: Probability
    truth: Truth
    weight: float = 1.0
    cause: Cause | None = None


MOST_CAUSES = 12
"""So many shared causes are decided in every way, 4,096 of them; more are left free of each other,
which makes the range wider than it need be, never narrower."""


_KEPT = 4096
"""Single forecasts of which envelopes are kept: words and truths are few, forecasts many."""


def brier_envelope(forecasts: Sequence[Scored]) -> Envelope | None:
    """The envelope of the mean Brier score (0-1, 0 the best), None without forecasts.

    >>> sure = Scored(Probability("likely", 0.6, 0.75, 0.85), Truth.false())
    >>> envelope = brier_envelope([sure])
    >>> round(envelope.best, 4), envelope.central, round(envelope.worst, 4)
    (0.36, 0.5625, 0.7225)
    """
    if not forecasts:
        return None
    best = worst = 0.0
    for group in joined(forecasts, lambda forecast: {_word(forecast), *_cause(forecast)}):
        decided = ([_decided(one, world) for one in group] for world in worlds(map(_cause, group)))
        ends = [
            (sum(map(_least, words)), sum(map(_greatest, words)))
            for words in map(_by_word, decided)
        ]
        best += min(least for least, _ in ends)
        worst += max(greatest for _, greatest in ends)
    central = [_central(forecast) for forecast in forecasts]
    known = [value for value in central if value is not None]
    weight = sum(forecast.weight for forecast in forecasts)
    mean = sum(known) / weight if len(known) == len(forecasts) else None
    return Envelope(best / weight, mean, worst / weight)


@lru_cache(maxsize=_KEPT)
def single_envelope(probability: Probability, truth: Truth) -> Envelope:
    """The envelope of one forecast's Brier score."""
    found = brier_envelope([Scored(probability, truth)])
    assert found is not None
    return found


def joined(items: Iterable[_Item], keys: Callable[[_Item], Set[object]]) -> Iterable[list[_Item]]:
    """Items in groups that share no key: what hangs together by words or by what decides it."""
    groups: list[tuple[Set[object], list[_Item]]] = []
    for item in items:
        found, held = keys(item), [item]
        for other, members in [group for group in groups if group[0] & found]:
            groups.remove((other, members))
            found |= other
            held = members + held
        groups.append((found, held))
    return [members for _, members in groups]


def worlds(causes: Iterable[Iterable[str]]) -> Iterable[Mapping[str, bool]]:
    """Every way in which those causes can be decided that several forecasts share.

    `causes` are those of each forecast. Where more are shared than `MOST_CAUSES`, none is decided.
    """
    count = Counter(id for ids in causes for id in set(ids))
    shared = sorted(id for id, n in count.items() if n > 1)
    if len(shared) > MOST_CAUSES:
        shared = []
    for decided in product((False, True), repeat=len(shared)):
        yield dict(zip(shared, decided, strict=True))


def _cause(forecast: Scored) -> Sequence[str]:
    return () if forecast.cause is None else (forecast.cause.id,)


def _decided(forecast: Scored, world: Mapping[str, bool]) -> Scored:
    cause = forecast.cause
    if cause is None or cause.id not in world:
        return forecast
    truth = Truth.true() if world[cause.id] != cause.turned else Truth.false()
    return replace(forecast, truth=truth)


def _central(forecast: Scored) -> float | None:
    truth = forecast.truth
    if truth.graded:
        observed = (truth.low + truth.high) / 2
    elif len(truth.values) == 1:
        observed = truth.values[0]
    else:
        return None
    return forecast.weight * brier(probability=forecast.probability.central, observed=observed)


def _word(forecast: Scored) -> tuple[str, float, float]:
    p = forecast.probability
    return p.word, p.low, p.high


def _by_word(forecasts: Iterable[Scored]) -> Collection[list[Scored]]:
    groups: dict[tuple[str, float, float], list[Scored]] = {}
    for forecast in forecasts:
        groups.setdefault(_word(forecast), []).append(forecast)
    return groups.values()


def _least(group: Sequence[Scored]) -> float:
    """The least sum of scores over one probability and every admissible truth, exactly.

    Between the break points (ends of the range, ends of graded truths, midpoints between
    admissible values) the nearest truths stay the same and the sum is one parabola, so its least
    value lies at a break point or at the mean of those truths.
    """
    low, high = group[0].probability.low, group[0].probability.high
    breaks = sorted({low, high, *(b for b in _breaks(group) if low < b < high)})
    points = list(breaks)
    for left, right in pairwise(breaks):
        middle = (left + right) / 2
        free = [f for f in group if not (f.truth.graded and f.truth.low <= middle <= f.truth.high)]
        if free:
            weight = sum(f.weight for f in free)
            mean = sum(f.weight * _nearest(f.truth, middle) for f in free) / weight
            points.append(min(max(mean, left), right))
    return min(_sum(group, point, _nearest) for point in points)


def _greatest(group: Sequence[Scored]) -> float:
    """The greatest sum: convex in the probability, so it lies at an end of its range."""
    p = group[0].probability
    return max(_sum(group, point, _farthest) for point in (p.low, p.high))


def _breaks(group: Sequence[Scored]) -> Iterable[float]:
    for forecast in group:
        truth = forecast.truth
        if truth.graded:
            yield from truth.values
        else:
            yield from ((a + b) / 2 for a, b in pairwise(truth.values))


def _nearest(truth: Truth, probability: float) -> float:
    if truth.graded:
        return min(max(probability, truth.low), truth.high)
    return min(truth.values, key=lambda value: abs(value - probability))


def _farthest(truth: Truth, probability: float) -> float:
    return max(truth.values, key=lambda value: abs(value - probability))


def _sum(
    group: Sequence[Scored], probability: float, choose: Callable[[Truth, float], float]
) -> float:
    return sum(
        f.weight * brier(probability=probability, observed=choose(f.truth, probability))
        for f in group
    )
