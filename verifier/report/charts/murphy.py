"""Murphy's diagram: a curve for each forecaster, the lower the better at that threshold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.dataclass import dataclass
from verifier.report.charts.axis import Axis, draw_axis, draw_upward, value_ticks
from verifier.report.charts.picture import Picture, finished, heading
from verifier.report.charts.svg import WIDTH, Frame, circle, group, path, text
from verifier.report.words import Words
from verifier.score.murphy import THRESHOLDS

_LEFT, _RIGHT, _HEIGHT = 88.0, float(WIDTH - 40), 360.0
SHOWN = 5
"""Curves in one picture: more cannot be told apart, and there are no more marks."""
_MARKS = ("dot", "hollow-range", "solid-event", "hollow-muted", "solid-good")
_LINES = ("line-said", "line-range", "line-event", "line-muted", "line-good")
_EVERY = 5
"""A mark on every fifth point, each curve's on others, so that none covers another's."""
_TOLD = 4
"""The table has every fourth threshold: the tenths."""


@dataclass(frozen=True, slots=True)
class MurphyRow:
    """A forecaster and the mean elementary score at each of `THRESHOLDS`."""

    label: str
    curve: Sequence[float]


def murphy_diagram(rows: Sequence[MurphyRow], words: Words) -> Picture | None:
    """The curves of the first forecasters given, and in the table those of all."""
    shown = rows[:SHOWN]
    most = max((max(row.curve) for row in shown), default=0.0)
    # Where nobody lost anything there is nothing to see.
    if len(rows) < 2 or most == 0:
        return None
    title = words("picture.murphy")
    frame = Frame("murphy", title, words("chart.murphy.alt", title=title, n=len(shown)))
    parts, top = heading(frame)
    top += 40
    across, up = Axis(0, 1, _LEFT, _RIGHT), Axis(0, most, top + _HEIGHT, top)
    parts.append(text(20, top - 18, words("chart.murphy.up"), "muted"))
    parts += draw_axis(across, value_ticks(across, words), top, up.left)
    parts += draw_upward(across, up, words)
    for place, row in enumerate(shown):
        parts.append(group(row.label, _curve(place, row, across, up)))
    parts.append(text(_RIGHT, top + _HEIGHT + 58, words("chart.murphy.across"), "muted", "end"))
    keys = [(circle(0, 0, 8, _MARKS[place]), row.label) for place, row in enumerate(shown)]
    told = range(_TOLD - 1, len(THRESHOLDS), _TOLD)
    head = (
        *words.heads("chart", "forecaster"),
        *(words("chart.murphy.at", threshold=words.plain(THRESHOLDS[n])) for n in told),
    )
    cells = [(row.label, *(words.number(row.curve[n]) for n in told)) for row in rows]
    return finished(frame, parts, keys, top + _HEIGHT + 76, head, cells)


def _curve(place: int, row: MurphyRow, across: Axis, up: Axis) -> Iterator[str]:
    points = [(across.at(t), up.at(v)) for t, v in zip(THRESHOLDS, row.curve, strict=True)]
    yield path(points, _LINES[place], closed=False)
    for x, y in points[place::_EVERY]:
        yield circle(x, y, 8, _MARKS[place])
