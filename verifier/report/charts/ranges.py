"""Figures with their ranges: a row each, on one axis. Accuracy, and what another scheme says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.dataclass import dataclass
from verifier.report import format
from verifier.report.charts.axis import LEFT, RIGHT, Axis, draw_axis, value_ticks
from verifier.report.charts.lettering import fits, width, wrap
from verifier.report.charts.marks import bar
from verifier.report.charts.picture import Picture, finished, heading, stacked
from verifier.report.charts.svg import Frame, circle, group, line, text
from verifier.report.words import Words
from verifier.score.envelope import Envelope

_LINE, _LANE, _GAP = 27, 30, 12
_HALF = 0.25
"""The Brier score of who always says one half."""


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A forecaster's mean score as an envelope, with how sure it is and on how much it rests.

    `interval` is None where there is too little for one.
    """

    label: str
    value: Envelope
    interval: tuple[float, float] | None = None
    n: int | None = None


def accuracy(rows: Sequence[RangeRow], words: Words) -> Picture | None:
    """Mean Brier scores: the range that readings leave, the central value, the interval.

    None without rows.
    """
    if not rows:
        return None
    title = words("picture.accuracy")
    frame = Frame("accuracy", title, words("chart.accuracy.alt", title=title, n=len(rows)))
    parts, top = heading(frame)
    axis = _axis([bound for row in rows for bound in _bounds(row)])
    lanes, y = stacked(rows, lambda row, y: _row(frame, row, axis, y, words), top)
    at = axis.at(_HALF)
    reference = line(at, top, at, y, "line-reference")
    parts += draw_scores(axis, top, y, words, reference)
    columns = ["forecaster", "n", "best", "central", "worst"]
    if any(row.interval is not None for row in rows):
        columns.append("interval")
    told = [_told(row, words)[: len(columns)] for row in rows]
    head, keys = words.heads("chart", *columns), _keys(frame, rows, words)
    return finished(frame, [*parts, *lanes], keys, y + 74, head, told)


def _bounds(row: RangeRow) -> Iterator[float]:
    yield from (row.value.best, row.value.worst)
    yield from row.interval or ()


def _axis(values: Sequence[float]) -> Axis:
    """From 0 to the next round number past everything shown."""
    highest = max(*values, _HALF)
    high = next((h for h in (0.1, 0.3, 0.5, 0.75, 1.0) if highest <= h), highest * 1.05)
    return Axis(0.0, high)


def draw_scores(axis: Axis, top: float, bottom: float, words: Words, *more: str) -> Iterator[str]:
    """An axis of scores, with what more is drawn on it, and which end is the best."""
    yield from draw_axis(axis, value_ticks(axis, words), top, bottom)
    yield from more
    yield text(axis.left, bottom + 56, words("chart.best"), "muted")
    yield text(axis.right, bottom + 56, words("chart.worst"), "muted", "end")


def _row(frame: Frame, row: RangeRow, axis: Axis, y: float, words: Words) -> tuple[str, float]:
    figures: str = format.envelope(row.value, words)
    if row.n is not None:
        figures = words("chart.accuracy.n", value=figures, n=row.n)
    parts, y = labelled(row.label, figures, y)
    lane = y + 4 + _LANE / 2
    parts += _range(frame, row.value, row.interval, axis, lane)
    return group(f"{row.label}: {figures}", parts), lane + _LANE / 2 + _GAP


def labelled(label: str, figures: str, y: float) -> tuple[list[str], float]:
    """A row's name at the left and its figures at the right, on one line or on several."""
    room = RIGHT - LEFT - width(figures) - 16
    beside = fits(label, room)
    lines = [label] if beside else wrap(label, RIGHT - LEFT, 2)
    parts = []
    for row in lines:
        y += _LINE
        parts.append(text(LEFT, y, row))
    if not beside:
        y += _LINE
    parts.append(text(RIGHT, y, figures, "muted", "end"))
    return parts, y


def _range(
    frame: Frame, value: Envelope, interval: tuple[float, float] | None, axis: Axis, y: float
) -> Iterator[str]:
    if interval is not None:
        low, high = (axis.at(bound) for bound in interval)
        yield line(low, y, high, y, "line-range")
        yield from (line(end, y - 8, end, y + 8, "line-range") for end in (low, high))
    left, right = axis.at(value.best), axis.at(value.worst)
    if value.central is None:
        yield bar(left, right, y, 18, "hatched-range", frame.pattern("range-hatch"))
        return
    if value.best != value.worst:
        yield bar(left, right, y, 18, "solid-range")
    yield circle(axis.at(value.central), y, 9, "dot")


def _keys(frame: Frame, rows: Sequence[RangeRow], words: Words) -> Iterator[tuple[str, str]]:
    yield circle(0, 0, 9, "dot"), words("chart.range.central")
    if any(row.value.central is not None and row.value.best != row.value.worst for row in rows):
        yield bar(-16, 16, 0, 18, "solid-range"), words("chart.range.envelope")
    if any(row.value.central is None for row in rows):
        hatched = bar(-16, 16, 0, 18, "hatched-range", frame.pattern("range-hatch"))
        yield hatched, words("chart.range.disputed")
    if any(row.interval is not None for row in rows):
        whisker = line(-16, 0, 16, 0, "line-range")
        whisker += "".join(line(end, -8, end, 8, "line-range") for end in (-16, 16))
        yield whisker, words("chart.range.interval")
    yield line(0, -16, 0, 16, "line-reference"), words("chart.range.half", value=_HALF)


def _told(row: RangeRow, words: Words) -> tuple[str, ...]:
    value = row.value
    central = "—" if value.central is None else words.number(value.central)
    return (
        row.label,
        "—" if row.n is None else str(row.n),
        words.number(value.best),
        central,
        words.number(value.worst),
        format.interval(row.interval, words),
    )
