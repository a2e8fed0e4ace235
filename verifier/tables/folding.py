"""Sums of whole numbers by key, fed part by part: their size grows with the keys, not the rows.

Whole numbers add up to the same in whatever order they come, so results are the same on every run,
engine and number of processors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
# Rows that wait before they are added up: enough to sort them in one go, few enough to hold.
_WAIT = 6_000_000
# Doubles hold whole numbers of 53 bits: halves of 26 add up exactly for 2^27 rows at a time.
HALF = 26
_LOW = (1 << HALF) - 1
_DOUBLE = 1 << 53
# Widths in which whole numbers are held, the narrowest that they fit in.
_WIDTHS = (np.int8, np.int16, np.int32, np.int64)


class Fold:
    """Columns of whole numbers by key; `ways` says how each is brought together: `np.add`, ..."""

    def __init__(self, ways: Mapping[str, np.ufunc], wait: int = _WAIT) -> None:
        self._ways, self._wait = ways, wait
        self._keys: list[Array] = []
        self._columns: dict[str, list[Array]] = {name: [] for name in ways}
        self._waiting = 0
        self.size = 0

    def add(self, key: Array, columns: Mapping[str, Array]) -> None:
        """Take in rows."""
        self._keys.append(key)
        for name, parts in self._columns.items():
            parts.append(_narrow(columns[name]))
        self._waiting += len(key)
        if self._waiting > max(self._wait, self.size):
            self._settle()

    def recode(self, code: Callable[[Array], Array]) -> None:
        """Make other keys of the keys, and bring together what then has the same."""
        self._keys = [code(key) for key in self._keys]
        self._settle()

    def done(self) -> tuple[Array, Mapping[str, Array]]:
        """The keys in their order, and what each column comes to."""
        if self._waiting:
            self._settle()
        if not self._keys:
            nothing = np.empty(0, np.int64)
            return nothing, dict.fromkeys(self._ways, nothing)
        return self._keys[0], {name: parts[0] for name, parts in self._columns.items()}

    def _settle(self) -> None:
        key = np.concatenate(self._keys)
        order = np.argsort(key)
        key = key[order]
        new = np.concatenate(([True], key[1:] != key[:-1]))
        starts = np.flatnonzero(new)
        self._keys = [key[starts]]
        for name, way in self._ways.items():
            column = np.concatenate(self._columns[name])
            self._columns[name] = []
            column = column[order]
            if len(starts) < len(key):
                kind = np.int64 if way is np.add else column.dtype
                column = _narrow(way.reduceat(column, starts, dtype=kind))
            self._columns[name] = [column]
        self._waiting, self.size = 0, len(starts)


def _narrow(values: Array) -> Array:
    """The same whole numbers in as few bytes as hold them all."""
    if not len(values):
        return values
    ends = int(values.min()), int(values.max())
    width = next(w for w in _WIDTHS if np.iinfo(w).min <= ends[0] and ends[1] <= np.iinfo(w).max)
    found: Array = values.astype(width, copy=False)
    return found


def whole_sums(index: Array, values: Array, size: int) -> Array:
    """The sums of whole numbers by index, which must fit into 63 bits.

    >>> whole_sums(np.array([0, 1, 1]), np.array([5, -(2**40), 2**60]), 3).tolist()
    [5, 1152920405095219200, 0]
    """
    if _small(values):
        return np.bincount(index, values, size).astype(np.int64)
    low, high = _halves(index, values, size)
    return low.astype(np.int64) + (high.astype(np.int64) << HALF)


def great_sums(index: Array, values: Array, size: int) -> Array:
    """The same as doubles, each within one part in 2^53, where they may be larger than 63 bits."""
    if _small(values):
        return np.bincount(index, values, size)
    low, high = _halves(index, values, size)
    return low + high * float(1 << HALF)


def _small(values: Array) -> bool:
    """Whether doubles hold any sum of them."""
    if not len(values):
        return True
    return max(abs(int(values.min())), abs(int(values.max()))) * len(values) < _DOUBLE


def _halves(index: Array, values: Array, size: int) -> tuple[Array, Array]:
    """The sums of the lower 26 bits and of what is above them."""
    return (
        np.bincount(index, values & _LOW, size),
        np.bincount(index, values >> HALF, size),
    )


def nearest(values: Array) -> Array:
    """The nearest whole numbers, halves up: as the engines have it."""
    found: Array = np.floor(values + 0.5).astype(np.int64)
    return found
