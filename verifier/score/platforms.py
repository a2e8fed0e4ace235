"""Scores that users of forecasting platforms and of competitions know, for tables and programs.

A ledger's pages do not print them: its words have ranges, and few others answer its questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import fsum, log, sqrt

from verifier.score.accuracy import brier
from verifier.score.formula import check_unit


def categories_brier(*, probabilities: Sequence[float], came: int) -> float:
    """The Brier score of several categories, 0 the best, 1 the worst; `came` is the index of one.

    Half the sum of (p - o)^2 (Brier 1950): with two categories the score of either. By hand: 0.5,
    0.3 and 0.2, and the second came: (0.25 + 0.49 + 0.04) / 2.

    >>> round(categories_brier(probabilities=[0.5, 0.3, 0.2], came=1), 9)
    0.39
    """
    _check(probabilities, came)
    return fsum((p - (n == came)) ** 2 for n, p in enumerate(probabilities)) / 2


def categories_brier_otherwise(*, probabilities: Sequence[float], came: int) -> tuple[float, float]:
    """The least and the greatest that another category would have given, had it come.

    Had one that is the only one not come, something without a name would have.

    By hand: 0.5, 0.3 and 0.2, and the second came. The first gives (0.25 + 0.09 + 0.04) / 2 and the
    third (0.25 + 0.09 + 0.64) / 2.

    >>> ends = categories_brier_otherwise(probabilities=[0.5, 0.3, 0.2], came=1)
    >>> [round(end, 9) for end in ends]
    [0.19, 0.49]
    >>> categories_brier_otherwise(probabilities=[1.0], came=0)
    (1.0, 1.0)
    """
    score = categories_brier(probabilities=probabilities, came=came)
    others = [p for n, p in enumerate(probabilities) if n != came] or [0.0]
    return score + probabilities[came] - max(others), score + probabilities[came] - min(others)


def categories_log(*, probabilities: Sequence[float], came: int, clamp: float) -> float:
    """The logarithmic score of several categories in nats, 0 the best (Good 1952).

    -ln p of the one that came, p held `clamp` off 0. By hand: -ln 0.5 = 0.693147.

    >>> round(categories_log(probabilities=[0.3, 0.5, 0.2], came=1, clamp=0.01), 6)
    0.693147
    """
    _check(probabilities, came)
    return -log(max(probabilities[came], clamp))


def ranked_probability_score(*, probabilities: Sequence[float], came: int) -> float:
    """The ranked probability score of categories in order, 0 the best, their number - 1 the worst.

    The sum of Brier scores of "at most this" over the categories (Epstein 1969; Murphy 1971), not
    divided by their number. By hand: 0.1, 0.2, 0.3, 0.4, and the last came: 0.01 + 0.09 + 0.36.

    >>> round(ranked_probability_score(probabilities=[0.1, 0.2, 0.3, 0.4], came=3), 9)
    0.46
    """
    _check(probabilities, came)
    below = list(accumulate(probabilities))[:-1]
    return fsum(
        brier(probability=min(p, 1.0), observed=float(n >= came)) for n, p in enumerate(below)
    )


def _check(probabilities: Sequence[float], came: int) -> None:
    for probability in probabilities:
        check_unit("probability", probability)
    if abs(fsum(probabilities) - 1) > 1e-6:  # what rounding to seven digits leaves
        raise ValueError(f"probabilities {list(probabilities)!r} do not add up to 1")
    if not 0 <= came < len(probabilities):
        raise ValueError(f"category {came!r} is none of {len(probabilities)}")


def baseline_score(*, probability: float, options: int = 2) -> float:
    """Metaculus's baseline score of the probability given to what came: more is better.

    100 (ln p - ln 1/n) / ln n: 0 for saying that all n options are alike, 100 for certainty,
    without bound below. By hand: 0.5 of two is 0, and the square root of one half is 50.

    >>> baseline_score(probability=0.5), round(baseline_score(probability=0.5**0.5), 9)
    (0.0, 50.0)
    """
    check_unit("probability", probability)
    if probability == 0:
        return -float("inf")
    return 100 * (log(probability) + log(options)) / log(options)


def peer_score(*, probability: float, others: Sequence[float]) -> float:
    """Metaculus's peer score of the probability given to what came: 0 is as the others.

    100 times ln p less the mean ln p of the others; over all who answered it adds up to 0. By hand:
    0.9 against 0.1 is 100 ln 9.

    >>> round(peer_score(probability=0.9, others=[0.1]), 6)
    219.722458
    """
    if not others:
        raise ValueError("there are no others")
    return 100 * (log(probability) - fsum(map(log, others)) / len(others))


def standing_average(
    *, spans: Iterable[tuple[float, float, float]], opens: float, closes: float
) -> tuple[float, float]:
    """The average over time of a score that is 0 while nothing stands, and the share covered.

    `spans` are (from, until, score), held between the opening and the scheduled close, which is the
    same for everybody: who settles early, or answers late, has the rest of the time counted as 0.
    By hand: 20 for three of ten days is 6.

    >>> standing_average(spans=[(2, 5, 20.0)], opens=0, closes=10)
    (6.0, 0.3)
    """
    if closes <= opens:
        raise ValueError(f"close {closes!r} is not after the opening {opens!r}")
    held = [(max(start, opens), min(end, closes), score) for start, end, score in spans]
    inside = [(end - start, score) for start, end, score in held if end > start]
    whole = closes - opens
    return fsum(d * score for d, score in inside) / whole, fsum(d for d, _ in inside) / whole


def brier_over_time(
    *, spans: Iterable[tuple[float, float, float]], opens: float, closes: float, options: int = 2
) -> tuple[float, float]:
    """The Brier score of a forecast while it stood, 0 the best, 1 the worst; and the share covered.

    `spans` are (from, until, Brier score), up to the day on which the question is settled; opening
    and scheduled close are the same for everybody. While nothing stands, before the first forecast
    as after an early settlement, the score of saying that all options are alike is taken, 1/4 for
    two: nothing is gained by speaking only when it is easy. The weight of a moment does not depend
    on what comes, so the score is proper at each of them; who speaks once for all gains by denying
    what may come soon.

    By hand: 1/4 for four of ten days, then 0, settled after eight: 6 x 1/4 and 4 x 0.

    >>> brier_over_time(spans=[(0, 4, 0.25), (4, 8, 0.0)], opens=0, closes=10)
    (0.15, 0.8)
    """
    nothing = (1 - 1 / options) / 2
    gained = ((start, until, score - nothing) for start, until, score in spans)
    average, share = standing_average(spans=gained, opens=opens, closes=closes)
    return nothing + average, share


def scaled_error(*, value: float, observed: float, scale: float) -> float:
    """The absolute error in units of a naive one, 0 the best, 1 as good (Hyndman & Koehler 2006).

    `scale` is the mean absolute error of the naive forecast, such as of the last value for the
    next; the mean of scaled errors is the MASE. By hand: 3 off where naive ones are 2 off.

    >>> scaled_error(value=13.0, observed=10.0, scale=2.0)
    1.5
    """
    if scale <= 0:
        raise ValueError(f"scale {scale!r} is not above 0")
    return abs(value - observed) / scale


def symmetric_error(*, value: float, observed: float) -> float:
    """The symmetric absolute percentage error as a share, 0 the best, 2 the worst.

    2 |f - y| / (|f| + |y|), 0 where both are 0 (Makridakis 1993; M4). Its mean is the sMAPE. By
    hand: 150 for 50 is 2 x 100 / 200.

    >>> symmetric_error(value=150.0, observed=50.0)
    1.0
    """
    whole = abs(value) + abs(observed)
    return 2 * abs(value - observed) / whole if whole else 0.0


def diebold_mariano(*, differences: Sequence[float], horizon: int = 1) -> float | None:
    """Whether two forecasters differ, as a statistic of Student's with n - 1 degrees of freedom.

    The mean difference of scores in order of time against its standard error, which allows for
    correlation over horizon - 1 steps (Diebold & Mariano 1995), corrected for few values (Harvey,
    Leybourne & Newbold 1997). Above 0 the first scores higher. None where the differences do not
    vary, or vary less than no correlation allows.

    By hand: 1, 2, 3, 4 at horizon 2: mean 2.5, variances 1.25 and 0.3125 at lag 1, hence 1.875 / 4;
    2.5 / 0.6847 times the square root of (4 + 1 - 4 + 0.5) / 4.

    >>> round(diebold_mariano(differences=[1, 2, 3, 4], horizon=2), 6)
    2.236068
    """
    n, mean = len(differences), fsum(differences) / len(differences)
    off = [d - mean for d in differences]
    lags = (fsum(a * b for a, b in zip(off, off[lag:], strict=False)) / n for lag in range(horizon))
    variance = fsum(value * (2 if lag else 1) for lag, value in enumerate(lags)) / n
    if variance <= 0:
        return None
    few = (n + 1 - 2 * horizon + horizon * (horizon - 1) / n) / n
    return mean / sqrt(variance) * sqrt(few)
