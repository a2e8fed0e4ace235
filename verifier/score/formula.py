"""What the formulas of metrics are made of.

A formula is arithmetic, `log` and `clip`. Plain floats have these, and so do column expressions of
data-frame libraries, so one formula serves a single forecast and a table of any length.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any, Protocol, Self, TypeVar, overload

# Of intervals and of sure ranks: the usual one, and the one that printed words promise.
LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
"""So many standard errors a normal value is off with the chance that is left."""


class Column(Protocol):
    """What a formula asks of a column expression."""

    def __add__(self, other: Any, /) -> Self: ...
    def __radd__(self, other: Any, /) -> Self: ...
    def __sub__(self, other: Any, /) -> Self: ...
    def __rsub__(self, other: Any, /) -> Self: ...
    def __mul__(self, other: Any, /) -> Self: ...
    def __rmul__(self, other: Any, /) -> Self: ...

    def log(self) -> Self:
        """The natural logarithm."""

    def clip(self, low: Any, high: Any, /) -> Self:
        """The value held between two bounds, None leaving a side open."""


C = TypeVar("C", bound=Column)
Value = TypeVar("Value", float, Column)


@overload
def log(value: float) -> float: ...
@overload
def log(value: C) -> C: ...
def log(value: float | Column) -> float | Column:
    """The natural logarithm.

    >>> log(1.0)
    0.0
    """
    return math.log(value) if isinstance(value, (int, float)) else value.log()


@overload
def clip(value: float, low: float | None, high: float | None) -> float: ...
@overload
def clip(value: C, low: float | None, high: float | None) -> C: ...
def clip(value: float | Column, low: float | None, high: float | None) -> float | Column:
    """The value held between `low` and `high`, None leaving a side open.

    >>> clip(1.5, 0, 1), clip(-2.0, 0, None)
    (1.0, 0.0)
    """
    if not isinstance(value, (int, float)):
        return value.clip(low, high)
    held = value if low is None else max(value, low)
    return float(held if high is None else min(held, high))


def check_unit(name: str, value: object) -> None:
    """Refuse a plain number outside 0 to 1. Columns are checked row by row where they are read.

    >>> check_unit("probability", 1.1)
    Traceback (most recent call last):
    ValueError: probability 1.1 is not between 0 and 1
    """
    if isinstance(value, (int, float)) and not 0 <= value <= 1:
        raise ValueError(f"{name} {value!r} is not between 0 and 1")
