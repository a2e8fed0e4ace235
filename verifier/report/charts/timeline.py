"""The timeline: when it was said, the window it names, and when it happened, a row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.model.verdict import Outcome
from verifier.report import format
from verifier.report.charts.axis import LEFT, Axis, day_ticks, days_axis, draw_axis
from verifier.report.charts.lettering import numerals, spread, wrap
from verifier.report.charts.marks import arrow, badge, bar, diamond, event, said
from verifier.report.charts.picture import Picture, heading, legend, stacked
from verifier.report.charts.svg import MARGIN, WIDTH, Frame, document, group, line, text
from verifier.report.words import Words

_LINE, _WINDOW, _EVENTS, _GAP = 27, 44, 28, 12
_BADGE = 36


@dataclass(frozen=True, slots=True)
class Happening:
    """An event on a timeline: its title and the day it began, an interval where unsure."""

    title: str
    began: Days


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One forecast: what it is called, when it was said, its window read both ways, what came.

    `again` are the days on which it was said again, `told` what happened in words that fit it.
    """

    label: str
    said: Days
    narrow: Days
    wide: Days
    outcome: Outcome
    events: tuple[Happening, ...] = ()
    again: tuple[Days, ...] = ()
    told: str = ""


def forecast_timeline(
    rows: Sequence[TimelineRow], words: Words, *, name: str, title: str, as_of: date | None = None
) -> Picture | None:
    """Windows against events, a row for each forecast in the order given; None without rows."""
    if not rows:
        return None
    frame = Frame(name, title, words("chart.timeline.alt", title=title, n=len(rows)))
    axis = _axis(rows, as_of)
    if as_of is not None and not axis.low < as_of.toordinal() < axis.high:
        as_of = None
    happenings = sorted(
        {h for row in rows for h in row.events}, key=lambda h: (h.began.order, h.title)
    )
    marks = dict(zip(happenings, numerals(len(happenings)), strict=False))
    parts, bottom = _drawn(frame, rows, marks, axis, words, as_of)
    svg = document(frame, bottom, parts)
    head = words.heads("chart", "forecast", "said", "narrow", "wide", "event", "outcome")
    return Picture(frame, svg, tuple(head), tuple(_told(row, words) for row in rows))


def _axis(rows: Sequence[TimelineRow], as_of: date | None) -> Axis:
    """From the first day that is named to the last; open ends get some air to point into."""
    shown = [days for row in rows for days in (row.said, *row.again, row.narrow, row.wide)]
    shown += [happening.began for row in rows for happening in row.events]
    named = [day for days in shown for day in (days.start, days.last) if day is not None]
    axis = days_axis(named or [as_of or date(2000, 1, 1)])
    if any(row.wide.until is None for row in rows):
        return Axis(axis.low, axis.high + (axis.high - axis.low) * 0.12)
    return axis


def _drawn(
    frame: Frame,
    rows: Sequence[TimelineRow],
    marks: dict[Happening, str],
    axis: Axis,
    words: Words,
    as_of: date | None,
) -> tuple[list[str], float]:
    places = [_middle(axis, happening.began) for happening in marks]
    levels = spread(places, 30)
    parts, above = heading(frame)
    top = above + 26 * (max(levels) + 1) + 8 if levels else above
    lanes, y = stacked(rows, lambda row, y: _row(frame, row, axis, y), top)
    ticks = day_ticks(axis, words)
    parts += draw_axis(axis, ticks, top, y)
    for mark, place, level in zip(marks.values(), places, levels, strict=True):
        at = above + 20 + 26 * level
        parts.append(line(place, at + 6, place, y, "line-guide"))
        parts.append(text(place, at, mark, "strong", "middle"))
    if as_of is not None:
        at = axis.at(as_of.toordinal())
        parts.append(line(at, top, at, y, "line-reference"))
    parts += lanes
    y += 26 * (2 if any(tick.below for tick in ticks) else 1) + 22
    keys, y = legend(list(_keys(frame, rows, words, as_of)), y)
    parts += keys
    named, y = _names(marks, words, y)
    return [*parts, *named], y + 6


def _middle(axis: Axis, days: Days) -> float:
    left, right = _ends(axis, days)
    return (left + right) / 2


def _ends(axis: Axis, days: Days) -> tuple[float, float]:
    """Where days begin and end in the drawing; without a bound at the edge."""
    left = axis.left if days.start is None else axis.at(days.start.toordinal())
    right = axis.right if days.until is None else axis.at(days.until.toordinal())
    return left, right


def _row(frame: Frame, row: TimelineRow, axis: Axis, y: float) -> tuple[str, float]:
    label = wrap(row.label, WIDTH - 2 * MARGIN - _BADGE, 2)
    parts = [badge(row.outcome, LEFT + 13, y + 20)]
    parts += [
        text(LEFT + _BADGE, y + _LINE * (index + 1), words) for index, words in enumerate(label)
    ]
    lane = y + _LINE * len(label) + 8 + _WINDOW / 2
    parts += _window(row, axis, lane)
    parts += [said(*_ends(axis, days), lane, again=True) for days in row.again]
    parts.append(said(*_ends(axis, row.said), lane))
    bottom = lane + _WINDOW / 2
    if row.events:
        bottom += _EVENTS
        parts += [event(frame, *_ends(axis, h.began), bottom - _EVENTS / 2) for h in row.events]
    return group(row.label, parts), bottom + _GAP


def _window(row: TimelineRow, axis: Axis, y: float) -> Iterator[str]:
    left, right = _ends(axis, row.wide)
    yield bar(left, right, y, 10, "hollow-range")
    if row.narrow.bounded or row.narrow != row.wide:
        yield bar(*_ends(axis, row.narrow), y, 22, "solid-range")
    if row.wide.until is None:
        yield arrow(axis.right + 12, y)
    if row.wide.start is None:
        yield arrow(axis.left - 12, y, rightward=False)


def _keys(
    frame: Frame, rows: Sequence[TimelineRow], words: Words, as_of: date | None
) -> Iterator[tuple[str, str]]:
    yield said(0, 0, 0), words("chart.timeline.said")
    if any(row.again for row in rows):
        yield said(0, 0, -13, again=True), words("chart.timeline.again")
    if any(row.narrow.bounded or row.narrow != row.wide for row in rows):
        yield bar(-16, 16, 0, 22, "solid-range"), words("chart.timeline.narrow")
    yield bar(-16, 16, 0, 10, "hollow-range"), words("chart.timeline.wide")
    if any(row.wide.until is None for row in rows):
        open_end = bar(-16, 8, 0, 10, "hollow-range") + arrow(17, 0)
        yield open_end, words("chart.timeline.open")
    if any(row.events for row in rows):
        yield diamond(0, 0), words("chart.timeline.event")
        if any(h.began.length != 1 for row in rows for h in row.events):
            yield event(frame, -16, 16, 0), words("chart.timeline.event_between")
    if as_of is not None:
        day = format.day(as_of, words)
        yield line(0, -16, 0, 16, "line-reference"), words("chart.timeline.as_of", day=day)
    for outcome in sorted({row.outcome for row in rows}, key=list(Outcome).index):
        told = {_outcome(row, words) for row in rows if row.outcome == outcome}
        # What fits a claim of an event is false of its denial: words in common fit both.
        common = words(f"outcome.state.{outcome}") if len(told) > 1 else told.pop()
        yield badge(outcome, 0, 0), common


def _outcome(row: TimelineRow, words: Words) -> str:
    return row.told or words(f"outcome.{row.outcome}")


def _names(marks: dict[Happening, str], words: Words, y: float) -> tuple[list[str], float]:
    """What the letters stand for."""
    parts = []
    for happening, mark in marks.items():
        days = format.days(happening.began, words)
        named = words("chart.timeline.named", title=happening.title, days=days)
        for index, row in enumerate(wrap(named, WIDTH - 2 * MARGIN - _BADGE, 3)):
            y += _LINE
            if index == 0:
                parts.append(text(LEFT + 8, y, mark, "strong"))
            parts.append(text(LEFT + _BADGE, y, row, "muted"))
    return parts, y + 8


def _told(row: TimelineRow, words: Words) -> tuple[str, ...]:
    events = words("list.semicolon").join(
        f"{h.title}, {format.days(h.began, words)}" for h in row.events
    )
    return (
        row.label,
        *(format.days(days, words) for days in (row.said, row.narrow, row.wide)),
        events or "—",
        _outcome(row, words),
    )
