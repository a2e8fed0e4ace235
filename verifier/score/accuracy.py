"""Accuracy: how far probabilities were from what happened, and skill against a reference."""

from __future__ import annotations

from verifier.score.formula import Value, check_unit, clip, log


def brier(*, probability: Value, observed: Value) -> Value:
    """The Brier score (p - o)^2 on the 0-1 scale, 0 the best (Brier 1950, halved for two classes).

    `observed` may be graded between 0 and 1. By hand: "75 %", and it did not happen: 0.75 squared.

    >>> brier(probability=0.75, observed=0)
    0.5625
    """
    check_unit("probability", probability)
    check_unit("observed", observed)
    distance = probability - observed
    return distance * distance


def log_score(*, probability: Value, observed: Value, clamp: float) -> Value:
    """The logarithmic score in nats, 0 the best; probabilities are held `clamp` off 0 and 1.

    -(o ln p + (1 - o) ln(1 - p)) (Good 1952). Without a clamp one sure call that fails is infinite.
    By hand: "50 %", and it happened: -ln 0.5 = 0.693147.

    >>> round(log_score(probability=0.5, observed=1, clamp=0.01), 6)
    0.693147
    """
    check_unit("probability", probability)
    check_unit("observed", observed)
    if not 0 < clamp < 0.5:
        raise ValueError(f"clamp {clamp!r} is not between 0 and 1/2")
    p = clip(probability, clamp, 1 - clamp)
    return 0 - (observed * log(p) + (1 - observed) * log(1 - p))


def skill(*, score: float, reference: float) -> float | None:
    """Skill 1 - s / r of a mean score against a mean reference score (Murphy 1988).

    From minus infinity to 1, 1 the best, 0 no better than the reference; the ratio of means, never
    the mean of ratios. None where the reference is perfect, for then there is nothing to gain.
    By hand: 0.1 against 0.25 is 1 - 0.4.

    >>> skill(score=0.1, reference=0.25)
    0.6
    >>> skill(score=0.1, reference=0.0) is None
    True
    """
    return None if reference == 0 else 1 - score / reference


def advantage(*, score: float, reference: float) -> float:
    """The difference r - s that stands beside skill, in the score's own units; above 0 is better.

    By hand: 0.1 against 0.25 is 0.15 better.

    >>> advantage(score=0.1, reference=0.25)
    0.15
    """
    return reference - score


def divides(*, reference: float, questions: int) -> bool:
    """Whether skill against a mean Brier score of the reference is worth printing.

    The reference must have lost, on all questions together, what one question can cost. Where it
    lost less, one more that goes the other way turns the ratio round: against a base rate of 2 %
    whoever denies everything has a skill of 1 until it comes. The difference says what was gained.

    >>> divides(reference=0.1, questions=10), divides(reference=0.0004, questions=200)
    (True, False)
    """
    # Rounded, as ten times a tenth may fall short of 1.
    return round(reference * questions, 9) >= 1


def rate_of_window(*, rate: float, days: float, window: float) -> float:
    """The base rate of a window of so many days, from that of a period of so many others.

    1 - (1 - r)^(w / d): the hazard is taken to be the same on every day. By hand: 36 % a year are
    20 % for half of it, since 0.8 x 0.8 = 0.64.

    >>> round(rate_of_window(rate=0.36, days=366, window=183), 9)
    0.2
    """
    check_unit("rate", rate)
    return float(1 - (1 - rate) ** (window / days))
