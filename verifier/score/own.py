"""The proper score of a forecast that says more than one probability of one thing.

Beside the Brier score of its yes or no: a number by how far it was off, an interval by its interval
score, quantiles by their weighted interval score, things of which one comes and probabilities by
several days by all of what was said of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from verifier.dataclass import dataclass
from verifier.model.forecasts import Forecast
from verifier.model.proposition import Category, Quantity
from verifier.model.verdict import Basis, Truth, Verdict
from verifier.score.accuracy import brier
from verifier.score.platforms import categories_brier, ranked_probability_score
from verifier.score.quantities import interval_score, quantile_score


@dataclass(frozen=True, slots=True)
class OwnScore:
    """A score by the name of its metric; `series` is that whose unit it is in, if any."""

    metric: str
    value: float
    series: str | None = None


@dataclass(frozen=True, slots=True)
class OwnMean:
    """The mean of own scores of one metric and unit, each question with one weight.

    `each` has what is averaged, in the order given.
    """

    score: OwnScore
    each: tuple[float, ...]
    questions: int


def own_means(scores: Iterable[tuple[str, OwnScore]]) -> tuple[OwnMean, ...]:
    """The means of scores, each with its question: by metric and, in a unit, by series.

    >>> scores = [("a", OwnScore("m", 1)), ("a", OwnScore("m", 3)), ("b", OwnScore("m", 6))]
    >>> [(one.score.value, one.each, one.questions) for one in own_means(scores)]
    [(4.0, (1, 3, 6), 2)]
    """
    found: dict[tuple[str, str | None], list[tuple[str, float]]] = {}
    for question, score in scores:
        found.setdefault((score.metric, score.series), []).append((question, score.value))
    means = []
    for (metric, series), own in found.items():
        by_question: dict[str, list[float]] = {}
        for question, value in own:
            by_question.setdefault(question, []).append(value)
        mean = fsum(fsum(v) / len(v) for v in by_question.values()) / len(by_question)
        each = tuple(value for _, value in own)
        means.append(OwnMean(OwnScore(metric, mean, series), each, len(by_question)))
    return tuple(means)


def came_of(forecast: Forecast, verdict: Verdict) -> float | None:
    """What came without dispute, None where that is not known.

    The figure of a quantity; the place of what came of a category, from 0, with that of none after
    the last; else how true it is. A ruling says which truth holds, not which number came. Of a
    category it may say which `option` came: by its outcome alone only favourites would be scored.
    """
    expects, truth = forecast.expects, verdict.truth.values
    if not verdict.settled or not verdict.closed or len(truth) != 1:
        return None
    if isinstance(expects, Quantity):
        figures = [m.figure for m in verdict.measured if m.asked == expects]
        return figures[0] if len(figures) == 1 and verdict.basis != Basis.RULING else None
    if isinstance(expects, Category):
        sure = _sure(verdict.options)
        return (sure.index(1.0) if 1.0 in sure else len(sure)) if sure else None
    return truth[0]


def own_score(forecast: Forecast, verdict: Verdict) -> OwnScore | None:
    """The forecast's own score, once it is known what came; None where it has none."""
    expects, came = forecast.expects, came_of(forecast, verdict)
    if came is None:
        return None
    if isinstance(expects, Quantity):
        return _of_quantity(expects, came, forecast)
    if isinstance(expects, Category):
        said = [option.probability for option in expects.category]
        said = _whole([*said, max(0.0, 1 - fsum(said))])
        if expects.ordered:
            score = ranked_probability_score(probabilities=said, came=int(came))
            return OwnScore("ranked_probability_score", score)
        return OwnScore("categories_brier", categories_brier(probabilities=said, came=int(came)))
    earlier = forecast.claimed.earlier
    sure = _sure(verdict.options)
    if not earlier or verdict.basis == Basis.RULING or sure is None:
        return None
    probabilities = [*(day.probability for day in earlier), forecast.claimed.probability or 0.0]
    score = brier_by_days(probabilities=probabilities, observed=[*sure, came])
    return OwnScore("brier_by_days", score)


def _of_quantity(expects: Quantity, came: float, forecast: Forecast) -> OwnScore | None:
    id = expects.number
    if expects.quantiles:
        scores = [
            quantile_score(value=float(q.value), level=q.level, observed=came)
            for q in expects.quantiles
        ]
        return OwnScore("weighted_interval_score", 2 * fsum(scores) / len(scores), id)
    if expects.says is not None:
        return OwnScore("absolute_error", abs(expects.says - came), id)
    level = forecast.claimed.probability
    if level is None or not 0 < level < 1:
        return None
    low, high = expects.bounds
    score = interval_score(lower=low, upper=high, observed=came, alpha=1 - level)
    return OwnScore("interval_score", score, id)


def _whole(said: Sequence[float]) -> list[float]:
    """Probabilities that add up to 1 but for what adding up decimals loses."""
    total = fsum(said)
    return [p / total for p in said]


def _sure(truths: Sequence[Truth]) -> list[float] | None:
    """What came of each, None where that is disputed or not known of one of them."""
    if any(truth.values not in ((0.0,), (1.0,)) for truth in truths):
        return None
    return [truth.values[0] for truth in truths]


def brier_by_days(*, probabilities: Sequence[float], observed: Sequence[float]) -> float:
    """The mean Brier score of "by this day" over several days, 0 the best, 1 the worst.

    The ranked probability score of the day on which something comes, in classes that the days part,
    divided by their number (Epstein 1969; Murphy 1971). By hand: 30 % by 2026 and 60 % by 2030, and
    it came in 2028: (0.09 + 0.16) / 2.

    >>> round(brier_by_days(probabilities=[0.3, 0.6], observed=[0, 1]), 9)
    0.125
    """
    scores = [
        brier(probability=p, observed=o) for p, o in zip(probabilities, observed, strict=True)
    ]
    return fsum(scores) / len(scores)
