"""Finds the days of a period as seen from a day, choosing what the words leave open.

"February" names no year and "the 15th" no month: of all such times the one meant is the first that
is not yet over, or that has not yet begun, or the last that has, as the operator leans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from verifier.when import calendar
from verifier.when.derived import DERIVED
from verifier.when.extents import Extent, Lean, View
from verifier.when.named import NAMED
from verifier.when.phrases import Period, left_open
from verifier.when.roles import Unit

EXTENTS: Mapping[type, Callable[[Any, View], Extent]] = {**NAMED, **DERIVED}
YEARS_AROUND = 9
"""As far as the next 29 February may be."""
NOT_YET_OVER = 2
"""How many years or months ago, at most, what is not yet over may have begun."""


def locate(period: Period, view: View) -> Extent:
    """The days of `period` as seen from a day: the first such time in the direction of the lean."""
    free = left_open(period)
    if free not in {Unit.YEAR, Unit.MONTH} or _chosen(view, free):
        return EXTENTS[type(period)](period, view)
    basics = view.rules.basics
    view.note(basics.backward if view.lean is Lean.BEHIND else basics.forward, period.words)
    found: Extent | None = None
    for attempt in _attempts(view, free):
        try:
            extent = EXTENTS[type(period)](period, attempt)
        except ValueError:
            continue
        if view.lean is Lean.BEHIND:
            if extent.opens[0] > view.day:
                break
            found = extent
        elif (extent.opens[0] if view.lean is Lean.YET_TO_BEGIN else extent.closes[1]) > view.day:
            return extent
    if found is None:
        raise ValueError("no such time near the day of saying")
    return found


def _chosen(view: View, free: Unit | None) -> bool:
    return (view.year if free is Unit.YEAR else view.month) is not None


def _attempts(view: View, free: Unit | None) -> Iterator[View]:
    """The view with each year, or month, that may be meant, in order."""
    behind = view.lean is Lean.BEHIND
    if free is Unit.YEAR:
        first = view.day.year - (YEARS_AROUND if behind else NOT_YET_OVER)
        for year in range(first, view.day.year + YEARS_AROUND):
            yield replace(view, year=year)
        return
    start = view.day.replace(day=1)
    for months in range(-12 if behind else -NOT_YET_OVER, 13):
        yield replace(view, month=calendar.months_on(start, months))
