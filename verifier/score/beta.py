"""The beta distribution, for intervals: the standard library has only the normal."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import exp, lgamma, log, log1p

from verifier.score.formula import LEVEL

_TINY = 1e-300  # in the place of 0 in a denominator (Lentz)
_CLOSE = 1e-15  # the last digits of a double
# The terms that are needed grow with the root of a + b: these do for 10^8 calls.
_STEPS = 20_000
# As many halvings as bring 1 below the distance of floats just below 1, which is 2^-53.
_HALVINGS = 60
# Few counts and levels are asked for, again and again, and each takes some fifty fractions.
_KEPT = 1 << 12


def below(x: float, a: float, b: float) -> float:
    """The chance of a value below `x`: the regularised incomplete beta function I_x(a, b).

    By hand, Beta(1, 2) has 1 - (1 - x)^2 below x, and Beta(2, 1) has x^2.

    >>> round(below(0.25, 1, 2), 12), round(below(0.5, 2, 1), 12)
    (0.4375, 0.25)
    """
    if x <= 0 or x >= 1:
        return float(x > 0)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def beta_interval(a: float, b: float) -> tuple[float, float]:
    """The central interval of a beta distribution.

    From tables: Beta(1, 1) is even, so 2.5 % to 97.5 %; the upper end of Beta(1, 2) is
    1 - sqrt(0.025), for its distribution is 1 - (1 - x)^2.

    >>> [round(x, 4) for x in (*beta_interval(1, 1), *beta_interval(1, 2))]
    [0.025, 0.975, 0.0126, 0.8419]
    """
    out = (1 - LEVEL) / 2
    return _reached(out, a, b), _reached(1 - out, a, b)


@lru_cache(maxsize=_KEPT)
def _reached(share: float, a: float, b: float) -> float:
    return halved(lambda x: below(x, a, b) >= share, 0.0, 1.0)


def halved(reached: Callable[[float], bool], low: float, high: float) -> float:
    """Where between two values something is reached: by halving, to the last bits."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if reached(middle):
            high = middle
        else:
            low = middle
    return high


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of I_x(a, b) (Abramowitz & Stegun 26.5.8) by Lentz's algorithm."""
    upper, lower = 1.0, 1 / _apart(1 - (a + b) * x / (a + 1))
    value = lower
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            lower = 1 / _apart(1 + term * lower)
            upper = _apart(1 + term / upper)
            value *= upper * lower
        if abs(upper * lower - 1) < _CLOSE:
            break
    return value


def _apart(value: float) -> float:
    """The value, held off 0."""
    return value if abs(value) > _TINY else _TINY
