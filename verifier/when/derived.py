"""The days of periods made of something else: parts, what is beside or between, runs of units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from verifier.model.days import Days
from verifier.when import calendar
from verifier.when.conventions import PartRule
from verifier.when.extents import (
    Extent,
    Lean,
    View,
    bounds,
    moved,
    note_count,
    note_unit,
    one_day,
)
from verifier.when.phrases import (
    Beside,
    Between,
    CalendarUnit,
    Coming,
    Count,
    Lasting,
    Offset,
    PartOf,
    Period,
    Remaining,
    Rolling,
    UnitAhead,
    left_open,
)
from verifier.when.roles import Part, Unit


def _part(period: PartOf, view: View) -> Extent:
    of = period.of
    if period.part is Part.TURN and isinstance(of, CalendarUnit) and of.shift == 0:
        # The turn of the year is the one ahead.
        of = replace(of, shift=1)
    whole = view.locate(of)
    start, until = bounds(whole.outer)
    rule = next((r for r in view.rules.parts if r.part is period.part and whole.unit in r.of), None)
    if rule is None:
        return whole
    view.note(rule, period.words)
    inner = Days(
        _point(rule, rule.inner[0], start, until), _point(rule, rule.inner[1], start, until)
    )
    outer = Days(
        _point(rule, rule.outer[0], start, until), _point(rule, rule.outer[1], start, until)
    )
    edge = _point(rule, rule.edge, start, until)
    return Extent(inner, outer, whole.unit, edge, rule.boundary, exact=False)


def _point(rule: PartRule, at: Fraction | None, start: date, until: date) -> date:
    if at is None:
        return until
    if rule.step == "share":
        return start + timedelta(days=floor((until - start).days * at + Fraction(1, 2)))
    unit = Unit.DAY if rule.step == "day" else Unit.MONTH
    return min(until, calendar.shifted(start, at, unit))


def _remaining(period: Remaining, view: View) -> Extent:
    view.note(view.rules.basics.rest, period.words)
    whole = view.locate(period.of)
    start, until = bounds(whole.outer)
    today = max(start, view.day)
    if period.which in {"to_date", "earlier"}:
        closes = view.day + timedelta(days=period.which == "to_date")
        return Extent.of(Days(start, min(until, closes)), Unit.SPAN)
    rest = Days(today, until)
    if period.which == "rest":
        return Extent.of(rest, Unit.SPAN)
    part = _part(PartOf(period.words, Part.LATE, period.of), view)
    if start > view.day:
        return part
    late = part.outer
    sharp = late.intersection(rest)
    return Extent(rest if sharp is None else sharp, rest, Unit.SPAN, exact=False)


def _beside(period: Beside, view: View) -> Extent:
    of = view.locate(period.of)
    start, until = bounds(of.outer)
    if not period.side:
        view.note(view.rules.week, period.words)
        days = calendar.calendar_unit(period.unit, start, 0, view.first_weekday)
        return Extent.of(days, period.unit)
    view.note(view.rules.basics.offset, period.words)
    if of.unit is period.unit:
        days = calendar.calendar_unit(period.unit, start, period.side, view.first_weekday)
    elif period.side > 0:
        days = Days(until, calendar.shifted(until, Fraction(1), period.unit))
    else:
        days = Days(calendar.shifted(start, Fraction(-1), period.unit), start)
    return Extent.of(days, period.unit)


def _offset(period: Offset, view: View) -> Extent:
    view.note(view.rules.basics.offset, period.words)
    note_count(period.count, view)
    base = one_day(view.day) if period.base is None else view.locate(period.base)
    start, last = bounds(base.outer)[0], bounds(base.outer)[1] - timedelta(days=1)
    if not period.sign:
        days = Days(
            calendar.shifted(start, -period.count.most, period.unit),
            calendar.shifted(last, period.count.most, period.unit) + timedelta(days=1),
        )
        return Extent.of(days, period.unit)
    count, sign = period.count, period.sign

    def reach(near: Fraction, far: Fraction) -> Days:
        ends = sorted(
            calendar.shifted(last if sign > 0 else start, sign * n, period.unit)
            for n in (near, far)
        )
        return Days(ends[0], ends[1] + timedelta(days=1))

    unit = Unit.DAY if count.exact else period.unit
    return Extent(
        reach(count.low, count.high), reach(count.least, count.most), unit, exact=count.exact
    )


def _rolling(period: Rolling, view: View) -> Extent:
    view.note(view.rules.rolling, period.words)
    note_count(period.count, view)
    note_unit(period.unit, period.words, view)
    count = period.count
    inner = _rolled(period, max(count.low, count.high), view)
    outer = _rolled(period, count.most, view)
    if not count.exact:
        inner = _rolled(period, count.low, view)
    return Extent(inner, outer, Unit.SPAN, exact=count.exact)


def _rolled(period: Rolling, number: Fraction, view: View) -> Days:
    tomorrow = view.day + timedelta(days=1)
    if period.unit is Unit.HOUR:
        return _hours(view.day, number * period.sign)
    if period.unit in view.rules.rolling.calendar:
        near = calendar.calendar_unit(period.unit, view.day, period.sign, view.first_weekday)
        far = calendar.calendar_unit(
            period.unit, view.day, period.sign * int(number), view.first_weekday
        )
        return near.hull(far)
    if period.unit is Unit.BUSINESS_DAY:
        first = calendar.shifted(view.day, Fraction(period.sign), period.unit)
        last = calendar.shifted(view.day, number * period.sign, period.unit)
        return Days.between(*sorted((first, last)))
    if period.sign > 0:
        return Days(tomorrow, calendar.shifted(tomorrow, number, period.unit))
    return Days(calendar.shifted(view.day, -number, period.unit), view.day)


def _unit_ahead(period: UnitAhead, view: View) -> Extent:
    view.note(view.rules.rolling, period.words)
    rolling = _rolled(Rolling(period.words, Count.exactly(1), period.unit, 1), Fraction(1), view)
    named = calendar.calendar_unit(period.unit, view.day, 1, view.first_weekday)
    return Extent(rolling, rolling.hull(named), Unit.SPAN, exact=False)


def _hours(day: date, hours: Fraction) -> Days:
    other = calendar.shifted(day, hours, Unit.HOUR)
    return Days.between(*sorted((day, other)))


def _coming(period: Coming, view: View) -> Extent:
    rule = next((rule for rule in view.rules.coming if rule.unit is period.unit), None)
    if rule is None:
        raise ValueError("no convention for such units")
    view.note(rule, period.words)
    if period.sign > 0:
        start = view.day
        inner = Days(start, moved(start, rule.narrow, 1))
        outer = Days(start, moved(start, rule.wide, 1))
    else:
        until = view.day + timedelta(days=1)
        inner = Days(moved(view.day, rule.narrow, -1), until)
        outer = Days(moved(view.day, rule.wide, -1), until)
    return Extent(inner, outer, Unit.SPAN, exact=False)


def lasting(count: Count, unit: Unit, base: Period | None, view: View, words: str) -> Extent:
    """The days of a number of units that begin with a day, today where none is named."""
    view.note(view.rules.basics.lasting, words)
    note_count(count, view)
    note_unit(unit, words, view)
    start = view.day if base is None else bounds(view.locate(base).outer)[0]

    def closing(number: Fraction) -> Days:
        if unit is Unit.HOUR:
            return _hours(start, number)
        return Days(start, calendar.shifted(start, number, unit))

    return Extent(closing(count.low), closing(count.most), Unit.SPAN, exact=count.exact)


def _lasting(period: Lasting, view: View) -> Extent:
    return lasting(period.count, period.unit, period.base, view, period.words)


def _between(period: Between, view: View) -> Extent:
    view.note(view.rules.basics.ranges, period.words)
    first, last = _ends(period, view)
    outer = Days(first.opens[0], last.closes[1])
    if period.joined:
        inner = Days(first.opens[1], last.closes[0])
        return Extent(inner, outer, Unit.SPAN, first.edge, exact=False)
    inner = Days(first.edge or first.opens[1], last.edge or last.closes[0])
    return Extent(inner, outer, Unit.SPAN, exact=first.exact and last.exact)


def _ends(period: Between, view: View) -> tuple[Extent, Extent]:
    """Both ends of a range; what one of them leaves open, the other decides."""
    if left_open(period.end) is None:
        last = view.locate(period.end)
        if left_open(period.start) is None:
            return view.locate(period.start), last
        before = replace(view, day=last.opens[0], year=None, month=None, lean=Lean.BEHIND)
        return before.locate(period.start), last
    first = view.locate(period.start)
    there = replace(view, day=first.opens[0], year=None, month=None, lean=Lean.AHEAD)
    return first, there.locate(period.end)


DERIVED: Mapping[type, Callable[[Any, View], Extent]] = {
    PartOf: _part,
    Remaining: _remaining,
    Beside: _beside,
    Offset: _offset,
    Rolling: _rolling,
    UnitAhead: _unit_ahead,
    Coming: _coming,
    Lasting: _lasting,
    Between: _between,
}
