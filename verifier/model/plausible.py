"""Days that can hardly be meant: far beyond all others, as a mistyped year is."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from typing import Final

GAP: Final = 1826
"""A year mistyped leaves a gap; no ledger that is kept leaves one of five years before its end."""
FEW: Final = 20
"""One record in so many may lie beyond the gap and is doubted; where more do the gap is real."""


def last_before_gap(dated: Iterable[tuple[date, Hashable]]) -> date | None:
    """The last day before a gap of years with few records beyond it; None where there is no gap.

    Each day comes with the record that has it.

    >>> last_before_gap([(date(2024, 1, 2), "a"), (date(2203, 1, 11), "b")])
    datetime.date(2024, 1, 2)
    """
    found = sorted(dated, key=lambda each: each[0])
    few = max(1, len({record for _, record in found}) // FEW)
    beyond: set[Hashable] = set()
    for (before, _), (after, record) in zip(found[-2::-1], found[:0:-1], strict=True):
        beyond.add(record)
        if len(beyond) > few:
            return None
        if (after - before).days > GAP:
            return before
    return None
