"""Lead times: how long before an event it was forecast, and who said that it would not come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.dataclass import dataclass
from verifier.report import format
from verifier.report.charts.axis import RIGHT, Axis, draw_axis, number_ticks
from verifier.report.charts.marks import bar
from verifier.report.charts.picture import Picture, finished, heading, stacked
from verifier.report.charts.ranges import labelled
from verifier.report.charts.svg import Frame, group, line, path, text
from verifier.report.words import Words

_LANE, _GAP = 30, 12


@dataclass(frozen=True, slots=True)
class LeadRow:
    """How many days of warning there were, as an interval; None where its coming was denied."""

    label: str
    days: tuple[float, float] | None


def lead_times(rows: Sequence[LeadRow], words: Words) -> Picture | None:
    """Days from being said to the event, which stands at the right; None without rows."""
    if not rows:
        return None
    title = words("picture.leads")
    frame = Frame("leads", title, words("chart.lead.alt", title=title, n=len(rows)))
    parts, top = heading(frame)
    axis = _axis(rows)
    lanes, y = stacked(rows, lambda row, y: _row(row, axis, y, words), top)
    ticks = number_ticks(axis, lambda at: _tick(at, words))
    parts += draw_axis(axis, ticks, top, y)
    at = axis.at(0)
    parts.append(line(at, top, at, y, "line-event"))
    parts.append(text(RIGHT, y + 56, words("chart.lead.axis"), "muted", "end"))
    head, told = (
        words.heads("chart", "forecaster", "lead"),
        ((r.label, _days(r, words)) for r in rows),
    )
    return finished(frame, [*parts, *lanes], _keys(rows, words), y + 74, head, told)


def _axis(rows: Sequence[LeadRow]) -> Axis:
    warned = [row.days for row in rows if row.days is not None]
    longest = max((high for _, high in warned), default=0.0)
    shortest = min((low for low, _ in warned), default=0.0)
    air = max(longest - shortest, 10) * 0.04
    return Axis(-max(longest, 10.0) - air, max(-shortest, 0.0) + air)


def _tick(at: float, words: Words) -> str:
    return words("chart.lead.after", n=words.plain(at)) if at > 0 else words.plain(0 - at)


def _row(row: LeadRow, axis: Axis, y: float, words: Words) -> tuple[str, float]:
    told = _days(row, words)
    parts, y = labelled(row.label, told, y)
    lane = y + 4 + _LANE / 2
    event = axis.at(0)
    if row.days is None:
        parts.append(_cross(event, lane))
    else:
        least, most = (axis.at(-days) for days in row.days)
        if least != most:
            parts.append(bar(most, least, lane, 8, "hollow-range"))
        if least < event:
            parts.append(bar(least, event, lane, 20, "solid-range"))
    return group(f"{row.label}: {told}", parts), lane + _LANE / 2 + _GAP


def _cross(x: float, y: float) -> str:
    return path([(x - 9, y - 9), (x + 9, y + 9)], "line-bad", closed=False) + path(
        [(x - 9, y + 9), (x + 9, y - 9)], "line-bad", closed=False
    )


def _days(row: LeadRow, words: Words) -> str:
    if row.days is None:
        return words("chart.lead.denied")
    return format.days_ahead(*row.days, words)


def _keys(rows: Sequence[LeadRow], words: Words) -> Iterator[tuple[str, str]]:
    if any(row.days is not None for row in rows):
        yield bar(-16, 16, 0, 20, "solid-range"), words("chart.lead.least")
    if any(row.days is not None and row.days[0] != row.days[1] for row in rows):
        yield bar(-16, 16, 0, 8, "hollow-range"), words("chart.lead.most")
    if any(row.days is None for row in rows):
        yield _cross(0, 0), words("chart.lead.denied")
    yield line(0, -16, 0, 16, "line-event"), words("chart.lead.event")
