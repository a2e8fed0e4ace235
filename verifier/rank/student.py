"""Student's distribution, for intervals and tests: the standard library has only the normal one."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_STEPS = 300
_TINY = 1e-300
_CLOSE = 1e-15


def tail(t: float, freedom: float) -> float:
    """The chance of a value as far from 0 as `t` or farther, either way.

    I_x(v/2, 1/2) with x = v / (v + t^2) (Abramowitz & Stegun 1964, 26.7.1 and 26.5.27). From their
    table 26.10: with 10 degrees of freedom 2.228 leaves 5 %.

    >>> round(tail(2.228139, 10), 6), tail(0, 3)
    (0.05, 1.0)
    """
    return _beta(freedom / (freedom + t * t), freedom / 2, 0.5)


def bound(level: float, freedom: float) -> float:
    """What values stay within, either way, with probability `level`: by halving, to the last bits.

    >>> round(bound(0.95, 10), 4), round(bound(0.95, 1), 2)
    (2.2281, 12.71)
    """
    low, high = 0.0, 1.0
    while tail(high, freedom) > 1 - level:
        low, high = high, high * 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if tail(middle, freedom) > 1 - level:
            low = middle
        else:
            high = middle
    return high


# As many halvings as doubles have digits.
_HALVINGS = 53


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by its continued fraction."""
    if x <= 0 or x >= 1:
        return float(x > 0)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


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
