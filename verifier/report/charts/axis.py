"""Axes: where a number or a day stands in a drawing, and which of them to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise
from math import ceil, floor

from dateutil.relativedelta import relativedelta

from verifier.dataclass import dataclass
from verifier.report.charts.lettering import width
from verifier.report.charts.svg import MARGIN, WIDTH, line, text
from verifier.report.words import Words

LEFT, RIGHT = float(MARGIN), float(WIDTH - MARGIN)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, its label, and a second line where a new year begins."""

    at: float
    label: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """Numbers from `low` to `high`, drawn from `left` to `right`.

    >>> Axis(0, 10, 20, 620).at(5)
    320.0
    """

    low: float
    high: float
    left: float = LEFT
    right: float = RIGHT

    def at(self, value: float) -> float:
        """The coordinate of `value`, kept inside the drawing."""
        share = (value - self.low) / (self.high - self.low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


def steps(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers from `low` to `high`, at most `most` and one.

    >>> steps(0, 1)
    [0.0, 0.25, 0.5, 0.75, 1.0]
    >>> steps(-12, 60)
    [0.0, 20.0, 40.0, 60.0]
    """
    size = 1e-4
    while True:
        for unit in (1, 2, 2.5, 5):
            step = unit * size
            if (high - low) / step <= most - 1 + 1e-9:
                first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
                return [round(step * k, 6) for k in range(first, last + 1)]
        size *= 10


def value_ticks(axis: Axis, words: Words) -> list[Tick]:
    """The round numbers of an axis that has room for all of them."""
    return [Tick(axis.at(value), words.plain(value)) for value in steps(axis.low, axis.high)]


def draw_upward(across: Axis, up: Axis, words: Words) -> Iterator[str]:
    """Grid lines from left to right, each with its value at the left."""
    for value in steps(up.low, up.high):
        y = up.at(value)
        yield line(across.left, y, across.right, y, "line-grid")
        yield text(across.left - 12, y + 7, words.plain(value), "muted", "end")


def number_ticks(axis: Axis, label: Callable[[float], str]) -> list[Tick]:
    """As many round numbers as have room for their labels, five steps at most."""
    ticks: list[Tick] = []
    for most in (5, 4, 3, 2):
        ticks = [Tick(axis.at(at), label(at)) for at in steps(axis.low, axis.high, most)]
        ends = [_ends(tick) for tick in ticks]
        if all(left[1] <= right[0] for left, right in pairwise(ends)):
            break
    return ticks


def _ends(tick: Tick) -> tuple[float, float]:
    """Where the label of a tick begins and ends."""
    at, _, label, _, anchor = _placed(tick.at, tick.label, 0)
    left = at - {"start": 0.0, "middle": width(label) / 2, "end": width(label)}[anchor]
    return left, left + width(label)


def days_axis(days: Iterable[date]) -> Axis:
    """An axis of days that holds all of `days`, with a little air."""
    numbers = sorted(day.toordinal() for day in days)
    low, high = numbers[0], numbers[-1]
    air = max((high - low) * 0.03, 2)
    return Axis(low - air, high + air)


def day_ticks(axis: Axis, words: Words) -> list[Tick]:
    """The days to print: as many as have room for their labels, days, months or years apart."""
    first = date.fromordinal(max(1, int(axis.low) + 1))
    last = date.fromordinal(min(date.max.toordinal(), int(axis.high)))
    for unit, step in _UNITS:
        if (axis.high - axis.low) / (_LENGTH[unit] * step) > _MOST:
            continue
        ticks = [
            Tick(axis.at(day.toordinal()), *_label(day, unit, words))
            for day in _every(unit, step, first, last)
        ]
        room = max((width(tick.label) for tick in ticks), default=0.0) + MARGIN
        apart = [b.at - a.at for a, b in pairwise(ticks)]
        if not apart or min(apart) >= room:
            return _years_once(ticks)
    return []


# Days, roughly: only how many ticks there are depends on it.
_LENGTH = {"day": 1, "month": 30, "year": 365}
_MOST = 20  # ticks: more cannot be labelled in the width of a page
_UNITS = (
    *(("day", step) for step in (1, 2, 7, 14)),
    *(("month", step) for step in (1, 2, 3, 6)),
    *(("year", step) for step in (1, 2, 5, 10, 20, 50, 100, 500, 1000)),
)


def _every(unit: str, step: int, first: date, last: date) -> Iterator[date]:
    if unit == "day":
        for number in range(first.toordinal(), last.toordinal() + 1, step):
            yield date.fromordinal(number)
        return
    year = first.year - first.year % step if unit == "year" else first.year
    day = date(max(year, 1), 1, 1)
    apart = relativedelta(years=step) if unit == "year" else relativedelta(months=step)
    while day <= last:
        if day >= first:
            yield day
        if day.year + (step if unit == "year" else 1) > date.max.year:
            return
        day += apart


def _label(day: date, unit: str, words: Words) -> tuple[str, str]:
    month, year = words("chart.months").split(", ")[day.month - 1], str(day.year)
    if unit == "year":
        return year, ""
    return (words("chart.day", day=day.day, month=month) if unit == "day" else month), year


def _years_once(ticks: list[Tick]) -> list[Tick]:
    """The year under the first tick and under the first of each new year."""
    shown = ""
    found = []
    for tick in ticks:
        found.append(Tick(tick.at, tick.label, "" if tick.below == shown else tick.below))
        shown = tick.below
    return found


def draw_axis(axis: Axis, ticks: Iterable[Tick], top: float, bottom: float) -> Iterator[str]:
    """Grid lines from `top` to `bottom` with their labels, and the axis itself."""
    for tick in ticks:
        yield line(tick.at, top, tick.at, bottom, "line-grid")
        for row, label in enumerate((tick.label, tick.below)):
            if label:
                yield text(*_placed(tick.at, label, bottom + 26 * (row + 1)))
    yield line(axis.left, bottom, axis.right, bottom, "line-axis")


def _placed(at: float, label: str, y: float) -> tuple[float, float, str, str, str]:
    """A label under its place, pushed inward where it would leave the drawing."""
    half = width(label) / 2
    if at - half < 4:
        return 4, y, label, "muted", "start"
    if at + half > WIDTH - 4:
        return WIDTH - 4, y, label, "muted", "end"
    return at, y, label, "muted", "middle"
