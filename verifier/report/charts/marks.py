"""The marks that drawings share: bars, ticks, diamonds, and the badges of outcomes."""

from __future__ import annotations

from verifier.model.verdict import Outcome
from verifier.report.charts.svg import Frame, circle, line, path, rect


def span(left: float, right: float, least: float = 4) -> tuple[float, float]:
    """Where a bar begins and how wide it is: never too narrow to be seen."""
    if right - left >= least:
        return left, right - left
    return (left + right - least) / 2, least


def bar(left: float, right: float, y: float, height: float, class_: str, fill: str = "") -> str:
    """A bar around the line `y`."""
    x, wide = span(left, right)
    return rect(x, y - height / 2, wide, height, class_, fill)


def arrow(x: float, y: float, *, rightward: bool = True) -> str:
    """A head that says: and so on, without an end."""
    back = x - 14 if rightward else x + 14
    return path([(back, y - 9), (x, y), (back, y + 9)], "line-range", closed=False)


def diamond(x: float, y: float) -> str:
    """The day of an event."""
    r = 12
    return path([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], "solid-event")


def event(frame: Frame, left: float, right: float, y: float) -> str:
    """An event: a diamond on its day, or a hatched run of days between two half diamonds."""
    if right - left < 24:
        return diamond((left + right) / 2, y)
    hatched = bar(left, right, y, 14, "hatched-event", frame.pattern("event-hatch"))
    ends = (
        path([(left, y - 12), (left + 12, y), (left, y + 12)], "solid-event"),
        path([(right, y - 12), (right - 12, y), (right, y + 12)], "solid-event"),
    )
    return "\n".join((hatched, *ends))


def said(left: float, right: float, y: float, *, again: bool = False) -> str:
    """When it was said: a tick with a foot as wide as the days it may have been.

    A short tick without a foot where it was said `again`.
    """
    middle = (left + right) / 2
    if again:
        return line(middle, y + 7, middle, y + 19, "line-said")
    x, wide = span(left, right, 12)
    return line(middle, y - 19, middle, y + 19, "line-said") + rect(x, y + 15, wide, 4, "solid-ink")


def badge(outcome: Outcome, x: float, y: float) -> str:
    """The outcome as a shape of its own, so that no colour is needed to tell."""
    match outcome:
        case Outcome.CAME_TRUE:
            check = path([(x - 5, y), (x - 1, y + 5), (x + 6, y - 5)], "on-mark", closed=False)
            return circle(x, y, 12, "solid-good") + check
        case Outcome.DID_NOT:
            cross = line(x - 5, y - 5, x + 5, y + 5, "on-mark")
            cross += line(x - 5, y + 5, x + 5, y - 5, "on-mark")
            return rect(x - 11, y - 11, 22, 22, "solid-bad") + cross
        case Outcome.PARTLY:
            half = rect(x - 12, y, 24, 12, "solid-good")
            return circle(x, y, 10.5, "line-good") + half
        case Outcome.DISPUTED:
            return path([(x, y - 13), (x + 13, y + 11), (x - 13, y + 11)], "solid-contested")
        case Outcome.UNDECIDED:
            return circle(x, y, 10.5, "hollow-muted")
        case _:
            return circle(x, y, 10.5, "hollow-muted") + line(x - 5, y, x + 5, y, "line-muted")
