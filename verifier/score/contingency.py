"""Calls against what happened: the figures of the two-by-two table, None where undefined.

All counts are in the event's orientation: a hit is an event that was called, a false alarm a call
without an event. Counts may be weighted. What divides by nothing is undefined, never 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum, sqrt

from verifier.score.formula import Z


def pod(*, hits: float, misses: float) -> float | None:
    """Probability of detection a / (a + c): the share of events that were called; 1 the best.

    0 to 1 (Wilks 2019, chapter 9). By hand, Finley's tornadoes of 1884: 28 of 51.

    >>> round(pod(hits=28, misses=23), 3)
    0.549
    >>> pod(hits=0, misses=0) is None
    True
    """
    return _share(hits, hits + misses)


def far(*, hits: float, false_alarms: float) -> float | None:
    """False alarm ratio b / (a + b): the share of calls that no event followed; 0 the best.

    0 to 1 (Wilks 2019, chapter 9). By hand, Finley 1884: 72 of 100.

    >>> far(hits=28, false_alarms=72)
    0.72
    """
    return _share(false_alarms, hits + false_alarms)


def pofd(*, false_alarms: float, correct_negatives: float) -> float | None:
    """Probability of false detection b / (b + d): the share of non-events called; 0 the best.

    0 to 1 (Wilks 2019, chapter 9). By hand, Finley 1884: 72 of 2752.

    >>> round(pofd(false_alarms=72, correct_negatives=2680), 4)
    0.0262
    """
    return _share(false_alarms, false_alarms + correct_negatives)


def csi(*, hits: float, misses: float, false_alarms: float) -> float | None:
    """Critical success index a / (a + b + c): hits among all that was called or came; 1 the best.

    0 to 1 (Gilbert 1884; Schaefer 1990). By hand, Finley 1884: 28 of 123.

    >>> round(csi(hits=28, misses=23, false_alarms=72), 4)
    0.2276
    """
    return _share(hits, hits + misses + false_alarms)


def peirce(
    *, hits: float, misses: float, false_alarms: float, correct_negatives: float
) -> float | None:
    """Peirce's skill score POD - POFD: 0 for constant or random calls; 1 the best.

    -1 to 1 (Peirce 1884). By hand, Finley 1884: 28/51 - 72/2752 = 0.5490 - 0.0262.

    >>> round(peirce(hits=28, misses=23, false_alarms=72, correct_negatives=2680), 4)
    0.5229
    """
    detected = pod(hits=hits, misses=misses)
    false = pofd(false_alarms=false_alarms, correct_negatives=correct_negatives)
    return None if detected is None or false is None else detected - false


def frequency_bias(*, hits: float, misses: float, false_alarms: float) -> float | None:
    """Frequency bias (a + b) / (a + c): calls for each event; 1 the best, above 1 crying wolf.

    0 upwards (Wilks 2019, chapter 9). By hand, Finley 1884: 100 calls for 51 events.

    >>> round(frequency_bias(hits=28, misses=23, false_alarms=72), 3)
    1.961
    """
    return _share(hits + false_alarms, hits + misses)


def proportion_correct(
    *, hits: float, misses: float, false_alarms: float, correct_negatives: float
) -> float | None:
    """Proportion correct (a + d) / n; 1 the best. Never calling a rare event already does well.

    0 to 1 (Finley 1884). By hand: 2708 of 2803; never calling a tornado gives 2752 of 2803.

    >>> round(proportion_correct(hits=28, misses=23, false_alarms=72, correct_negatives=2680), 3)
    0.966
    """
    return _share(hits + correct_negatives, hits + misses + false_alarms + correct_negatives)


def wilson(*, successes: float, trials: float) -> tuple[float, float] | None:
    """Wilson's score interval of a proportion, None without trials (Wilson 1927).

    Stays within 0 and 1 and has a width even where all or none succeed. By hand, 8 of 10 with
    z = 1.96: (0.8 + 0.192) / 1.384 -+ 1.96 sqrt(0.016 + 0.0096) / 1.384.

    >>> low, high = wilson(successes=8, trials=10)
    >>> round(low, 3), round(high, 3)
    (0.49, 0.943)
    """
    if trials == 0:
        return None
    share, scale = successes / trials, 1 + Z * Z / trials
    middle = (share + Z * Z / (2 * trials)) / scale
    half = Z * sqrt(share * (1 - share) / trials + (Z / (2 * trials)) ** 2) / scale
    low, high = min(share, middle - half), max(share, middle + half)
    return max(0.0, low), min(1.0, high)


def wilson_of_clusters(clusters: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """Wilson's interval of a share whose trials share their luck in clusters, such as questions.

    Each cluster has its successes and trials. The trials count for as many independent ones as vary
    as much as the clusters do (Rao & Scott 1992), never for more than there are; where all or none
    succeed, or there is one cluster only, for as many as there are clusters.

    By hand: ten games, all of ten calls right in eight of them and none in two. That varies as ten
    trials less one, 0.16 x 10 / 9 a cluster: 9 of them, 7.2 right.

    >>> games = [(10, 10)] * 8 + [(0, 10)] * 2
    >>> wilson_of_clusters(games) == wilson(successes=7.2, trials=9)
    True
    """
    held = [(a, b) for a, b in clusters if b > 0]
    return wilson_of_sums(
        clusters=len(held),
        successes=fsum(a for a, _ in held),
        trials=fsum(b for _, b in held),
        squares=fsum(a * a for a, _ in held),
        products=fsum(a * b for a, b in held),
        trial_squares=fsum(b * b for _, b in held),
    )


def wilson_of_sums(
    *,
    clusters: int,
    successes: float,
    trials: float,
    squares: float,
    products: float,
    trial_squares: float,
) -> tuple[float, float] | None:
    """The same from sums over the clusters that have trials.

    These are of successes, of trials, of the squares of both, and of their products.

    >>> sums = {"successes": 80, "trials": 100, "squares": 800, "products": 800}
    >>> games = [(10, 10)] * 8 + [(0, 10)] * 2
    >>> wilson_of_sums(clusters=10, trial_squares=1000, **sums) == wilson_of_clusters(games)
    True
    """
    if not clusters:
        return None
    share, effective = successes / trials, float(clusters)
    if clusters > 1 and 0 < share < 1:
        off = squares - 2 * share * products + share * share * trial_squares
        # Differences that only come of computing are none.
        off = 0.0 if off <= _TINY * squares else off
        effective = trials
        if off > 0:
            variance = off * clusters / (clusters - 1) / trials**2
            effective = min(trials, round(share * (1 - share) / variance, 9))
    return wilson(successes=share * effective, trials=effective)


# Double precision leaves three digits of rounding to sums of squares of millions.
_TINY = 1e-12


def _share(part: float, whole: float) -> float | None:
    return None if whole == 0 else part / whole
