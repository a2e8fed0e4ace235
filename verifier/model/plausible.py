"""Days that can hardly be meant: far beyond all others, as a mistyped year is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Final

GAP: Final = 1826
"""A year mistyped leaves a gap; no ledger that is kept leaves one of five years before its end."""
FEW: Final = 20
"""One record in so many may lie beyond the gap and is doubted; where more do the gap is real."""
AN_AGE: Final = 18_262
"""Over a gap of fifty years no records are believed but half of all: nobody keeps both sides."""


def last_before_gap(dated: Iterable[tuple[date, Hashable]]) -> date | None:
    """The last day before a gap of years with few records beyond it; None where there is no gap.

    Each day comes with the record that has it. A record that has two days beyond the gap, and none
    before it, bears itself out: its forecast was for years ahead. That is not so over an age.

    >>> last_before_gap([(date(2024, 1, 2), "a"), (date(2203, 1, 11), "b")])
    datetime.date(2024, 1, 2)
    >>> last_before_gap(
    ...     [(date(2024, 1, 2), "a"), (date(2034, 1, 11), "b"), (date(2034, 2, 1), "b")]
    ... )
    """
    found = list(dated)
    every = sorted({day for day, _ in found})
    if all((after - before).days <= GAP for before, after in pairwise(every)):
        return None
    found.sort(key=lambda each: each[0])
    of_all = Counter(record for _, record in found)
    few = max(1, len(of_all) // FEW)
    beyond: Counter[Hashable] = Counter()
    gap = None
    for (before, _), (after, record) in zip(found[-2::-1], found[:0:-1], strict=True):
        beyond[record] += 1
        if 2 * len(beyond) >= len(of_all) > 2:
            break
        days = (after - before).days
        if days > AN_AGE or (days > GAP and len(beyond) <= few and not _borne_out(beyond, of_all)):
            gap = before
    return gap


def _borne_out(beyond: Mapping[Hashable, int], of_all: Mapping[Hashable, int]) -> bool:
    """Whether a record has two days beyond a gap and none before it."""
    return any(days > 1 and days == of_all[record] for record, days in beyond.items())
