"""Sums of whole numbers by code, fed part by part: their size grows with the codes, not the rows.

Whole numbers add up to the same in whatever order they come, so results are the same on every run,
engine and number of processors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
# Rows that wait before they are added up: enough to sort them in one go, few enough to hold.
_WAIT = 6_000_000
# Words of 31 bits: the sum of as many rows as a table can have is one of 63.
HALF = 31
LOW = (1 << HALF) - 1
# Numbers that are added up at a time: as many as a processor's cache holds.
_BLOCK = 1 << 18
# Widths in which whole numbers are held, the narrowest that they fit in.
_WIDTHS = (np.int8, np.int16, np.int32, np.int64)
# Up to so many possible keys for each row it is faster to add at places than to sort.
_CLOSE = 4
_WORD = np.iinfo(np.int64)
# What a number of nothing is, by the way in which numbers are brought together.
_NOTHING: Mapping[np.ufunc, int] = {np.add: 0, np.minimum: _WORD.max, np.maximum: _WORD.min}


def blocks(size: int) -> Iterator[slice]:
    """Parts of so many numbers that a processor's cache holds."""
    return (slice(start, start + _BLOCK) for start in range(0, size, _BLOCK))


class ByCode:
    """What whole numbers come to by code, as far as codes are known: their sum, the least, ..."""

    def __init__(self, way: np.ufunc, size: int = 0) -> None:
        self._way = way
        self.held = np.full(size, _NOTHING[way], np.int64)

    def add(self, code: Array, values: Array) -> None:
        """Take in numbers, which must come to 63 bits at most."""
        more = int(code.max()) + 1 - len(self.held) if len(code) else 0
        if more > 0:
            self.held = np.append(self.held, np.full(more, _NOTHING[self._way]))
        for part in blocks(len(code)):
            # Of other widths numpy adds twenty times as slowly.
            self._way.at(self.held, code[part], values[part].astype(np.int64, copy=False))


class Fold:
    """Columns of whole numbers by pairs of codes.

    `ways` says how each is brought together: `np.add`, ... Codes have 31 bits.
    """

    def __init__(self, ways: Mapping[str, np.ufunc], wait: int = _WAIT) -> None:
        self._ways, self._wait = ways, wait
        self._pairs: list[tuple[Array, Array]] = []
        self._columns: dict[str, list[Array]] = {name: [] for name in ways}
        self._waiting = 0
        self.size = 0

    def add(self, one: Array, other: Array, columns: Mapping[str, Array]) -> None:
        """Take in rows."""
        self._pairs.append((one.astype(np.int32), other.astype(np.int32)))
        for name, parts in self._columns.items():
            parts.append(_narrow(columns[name]))
        self._waiting += len(one)
        if self._waiting > max(self._wait, self.size):
            self._settle()

    def recode(self, code: Callable[[Array], Array]) -> None:
        """Make other codes of the second ones, and bring together what then has the same."""
        self._pairs = [(one, code(other).astype(np.int32)) for one, other in self._pairs]
        self._settle()

    def done(self) -> tuple[Array, Array, dict[str, Array]]:
        """The pairs in their order, and what each column comes to."""
        if self._waiting:
            self._settle()
        if not self._pairs:
            nothing = np.empty(0, np.int32)
            return nothing, nothing, dict.fromkeys(self._ways, nothing)
        [(one, other)] = self._pairs
        return one, other, {name: parts[0] for name, parts in self._columns.items()}

    def _settle(self) -> None:
        most = [max(int(pair[side].max(initial=0)) for pair in self._pairs) for side in (0, 1)]
        bits, rows = most[1].bit_length(), sum(len(one) for one, _ in self._pairs)
        keys = (one.astype(np.int64) << bits | other for one, other in self._pairs)
        span = most[0] + 1 << bits
        key = self._place([*keys], span) if span <= _CLOSE * rows else self._sort([*keys])
        self._pairs = [((key >> bits).astype(np.int32), (key & ((1 << bits) - 1)).astype(np.int32))]
        self._waiting, self.size = 0, len(key)

    def _place(self, keys: Sequence[Array], span: int) -> Array:
        """Bring together what has the same key, at the place of the key."""
        there = np.zeros(span, bool)
        for key in keys:
            there[key] = True
        for name, way in self._ways.items():
            found = ByCode(way, span)
            for key, column in zip(keys, self._columns[name], strict=True):
                found.add(key, column)
            self._columns[name] = [_narrow(found.held[there])]
        return np.flatnonzero(there)

    def _sort(self, keys: Sequence[Array]) -> Array:
        """The same by sorting the keys."""
        key, order = _sorted(np.concatenate(keys))
        starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
        for name, way in self._ways.items():
            column = np.concatenate(self._columns[name])
            self._columns[name] = []
            column = column[order]
            if len(starts) < len(key):
                kind = np.int64 if way is np.add else column.dtype
                column = _narrow(way.reduceat(column, starts, dtype=kind))
            self._columns[name] = [column]
        return key if len(starts) == len(key) else key[starts]


def _sorted(key: Array) -> tuple[Array, Array]:
    """Whole numbers from 0 in their order, and where they were; the array itself is used up."""
    bits = len(key).bit_length()
    if int(key.max(initial=0)).bit_length() + bits < _WORD.bits:
        # Sorted with their places behind them they take half the time.
        key <<= bits
        key |= np.arange(len(key))
        key.sort()
        order = key & ((1 << bits) - 1)
        key >>= bits
        return key, order
    order = np.argsort(key)
    return key[order], order


def _narrow(values: Array) -> Array:
    """The same whole numbers in as few bytes as hold them all."""
    if not len(values):
        return values
    ends = int(values.min()), int(values.max())
    width = next(w for w in _WIDTHS if np.iinfo(w).min <= ends[0] and ends[1] <= np.iinfo(w).max)
    return values.astype(width, copy=False)


def whole_sums(index: Array, values: Array, size: int) -> Array:
    """The sums of whole numbers by index, which must fit into 63 bits.

    >>> whole_sums(np.array([0, 1, 1]), np.array([5, -(2**40), 2**60]), 3).tolist()
    [5, 1152920405095219200, 0]
    """
    found = ByCode(np.add, size)
    found.add(index, values)
    return found.held


def great_sums(index: Array, values: Array, size: int) -> Array:
    """The same as the nearest doubles, where they may be larger than 63 bits.

    >>> great_sums(np.array([0, 0, 0]), np.array([2**62, 2**62, -1]), 1).tolist() == [2.0**63]
    True
    """
    words = (whole_sums(index, part, size) for part in (values & LOW, values >> HALF))
    return np.array([float(one) for one in joined(*words)], np.float64)


def joined(low: Array, high: Array) -> list[int]:
    """Whole numbers of any size from their two words: the sums of lower bits, and of what is above.

    >>> joined(np.array([2**40]), np.array([-1])) == [2**40 - 2**HALF]
    True
    """
    return [(h << HALF) + n for n, h in zip(low.tolist(), high.tolist(), strict=True)]


def nearest(values: Array) -> Array:
    """The nearest whole numbers, halves up: as the engines have it."""
    return np.floor(values + 0.5).astype(np.int64)
