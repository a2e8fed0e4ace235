"""Where a deadline falls in a period, and where what comes after it begins."""

from __future__ import annotations

from datetime import date, timedelta

from verifier.when.calendar import bounds
from verifier.when.conventions import Edge, EdgeRule
from verifier.when.extents import Extent
from verifier.when.roles import Unit


def deadline_ends(rule: EdgeRule, extent: Extent) -> tuple[date, date]:
    """Where a deadline falls, in its sharp and in its broad reading."""
    opens, closes = extent.opens, extent.closes
    days = _one_of_two_days(extent, rule)
    if days is not None:
        # By next Friday is by the earlier of the two that it may be, or by the later.
        return days
    if extent.edge is None:
        first, second = (
            (rule.day, rule.day) if extent.unit is Unit.DAY else (rule.narrow, rule.wide)
        )
        return (opens if first is Edge.OPENS else closes)[0], (
            opens if second is Edge.OPENS else closes
        )[1]
    if rule.day is Edge.OPENS:
        return extent.point or opens[0], extent.edge
    # The beginning of a period, as a deadline, never reaches beyond what its beginning is at most.
    return extent.edge, max(extent.edge, closes[0]) if extent.boundary else closes[1]


def opening_ends(rule: EdgeRule, extent: Extent) -> tuple[date, date]:
    """Where an open end begins, in its sharp and in its broad reading."""
    opens, closes, point = extent.opens, extent.closes, extent.point
    days = _one_of_two_days(extent, rule)
    if days is not None:
        return days[1], days[0]
    if rule.day is Edge.CLOSES:
        return (max(point, closes[0]), point) if point else (closes[1], closes[0])
    return (point, min(point, opens[1])) if point else (opens[1], opens[0])


def _one_of_two_days(extent: Extent, rule: EdgeRule) -> tuple[date, date] | None:
    """The bounds at the first and the last of the days of which one is meant, None of a period."""
    if extent.unit is not Unit.DAY or extent.exact or extent.edge is not None:
        return None
    past = timedelta(days=rule.day is Edge.CLOSES)
    first, until = bounds(extent.outer)
    return first + past, until - timedelta(days=1) + past
