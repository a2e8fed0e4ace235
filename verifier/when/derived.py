"""The days of periods made of something else: parts, what is beside or between, runs of units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

from verifier.model.days import Days
from verifier.when import calendar
from verifier.when.beside import DAYS_OF_WEEK, beside, edges_of, whole_number
from verifier.when.calendar import bounds
from verifier.when.conventions import ComingRule, HorizonRule, Length, PartRule
from verifier.when.extents import (
    Extent,
    Lean,
    View,
    from_each,
    moved,
    note_count,
    note_unit,
    one_day,
    reaching,
    stepped,
    touches_another_day,
)
from verifier.when.phrases import (
    Beside,
    Between,
    CalendarUnit,
    Coming,
    Count,
    Either,
    Lasting,
    Listed,
    Number,
    Offset,
    PartOf,
    Period,
    Remaining,
    Rolling,
    Run,
    Shortly,
    UnitAhead,
    Year,
    Years,
    left_open,
)
from verifier.when.roles import OF_THE_DAY, Part, Unit


def _part(period: PartOf, view: View) -> Extent:
    of = period.of
    if period.part is Part.TURN and isinstance(of, CalendarUnit) and of.shift == 0:
        # The turn of the year is the one ahead.
        of = replace(of, shift=1)
    return _part_of(period, of, view)


def _part_of(period: PartOf, of: Period, view: View) -> Extent:
    whole = view.locate(of)
    rule = view.rules.part(period.part, whole.unit)
    if rule is None and period.part is Part.TURN:
        raise ValueError("it has no turn")
    if rule is None:
        return whole
    view.note(rule, period.words)
    start, until = bounds(whole.outer)
    if whole.unit is Unit.WEEK and start.isoweekday() == view.first_weekday:
        # Early in the week is Monday and Tuesday, also where it begins on Sunday.
        start += timedelta(days=(1 - view.first_weekday) % 7)
    (sharp, last), (broad, final), edge = rule.inner, rule.outer, rule.edge
    inner = Days(_point(rule, sharp, start, until), _point(rule, last, start, until))
    outer = Days(_point(rule, broad, start, until), _point(rule, final, start, until))
    point = _point(rule, edge, start, until)
    return Extent(inner, outer, whole.unit, point, rule.boundary, exact=False)


def _run(period: Run, view: View) -> Extent:
    """Of weeks that nobody counts at most half the period, and no days that are not in it."""
    whole = view.locate(period.of).outer
    count, side = period.count, period.side
    if count is None:
        rule = _coming_rule(period.unit, view)
        view.note(rule, period.words)
        half = calendar.nth_unit(Unit.HALF, 1 if side > 0 else 2, 1, whole, view.first_weekday)
        ends = [moved(_end(whole, side), length, side) for length in (rule.narrow, rule.wide)]
        least = calendar.shifted(_end(whole, side), side, period.unit)
    else:
        note_count(count, view)
        half = whole
        ends = [
            stepped(_end(whole, side), number, period.unit, count, side)
            for number in (count.low, count.most)
        ]
        least = ends[0]
    start, until = bounds(half)
    if not start <= least <= until:
        raise ValueError("it is not that long")
    inner, outer = (
        Days(start, min(end, until)) if side > 0 else Days(max(end, start), until) for end in ends
    )
    return Extent(inner, outer, Unit.SPAN, exact=False)


def _end(days: Days, side: int) -> date:
    """Where a run begins: at the beginning of a period, or back from its end."""
    return bounds(days)[side < 0]


def _point(rule: PartRule, at: Fraction | None, start: date, until: date) -> date:
    if at is None:
        return until
    if rule.step == "share":
        halves = 2 * (until - start).days * at.numerator + at.denominator
        return start + timedelta(days=halves // (2 * at.denominator))
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


def _offset(period: Offset, view: View) -> Extent:
    view.note(view.rules.basics.offset, period.words)
    note_count(period.count, view)
    whole = period.count.exact and period.count.low.denominator == 1 and not period.count.also
    if whole and period.base is None and period.unit in view.rules.rolling.calendar:
        # Two weekends ago is a weekend, two quarters from now a quarter.
        view.note(view.rules.rolling, period.words)
        away = period.sign * int(period.count.low)
        days = calendar.calendar_unit(period.unit, view.day, away, view.first_weekday)
        if period.unit is Unit.WEEKEND:
            # The coming weekend is the first from now, as the coming Sunday is the first Sunday.
            nearer = calendar.calendar_unit(period.unit, view.day, away - 1, view.first_weekday)
            if away > 1 or bounds(nearer)[0] > view.day:
                both = (Extent.of(each, period.unit) for each in (nearer, days))
                return view.either("weekend", *both)
        return Extent.of(days, period.unit)
    base = one_day(view.day) if period.base is None else view.locate(period.base)
    if period.unit in DAYS_OF_WEEK and period.sign:
        # The second weekend before Christmas.
        nth = period.sign * whole_number(period.count)

        def counted(of: Extent) -> Extent:
            edge = edges_of(of)[period.sign > 0]
            return Extent.of(
                calendar.unit_beside(period.unit, edge, nth, view.first_weekday), period.unit
            )

        return from_each(base, counted)
    return from_each(base, lambda day: _counted_from(period, day))


def ends_of(base: Extent) -> tuple[date, date]:
    """The days from which it is counted back and on: the first and the last."""
    start, until = bounds(base.outer)
    last = until - timedelta(days=1)
    if base.point is not None:
        # The end of March is its last day, and its beginning the first.
        start = last = min(base.point, last)
    return start, last


def _counted_from(period: Offset, base: Extent) -> Extent:
    """The day so many units before or after another."""
    start, last = ends_of(base)
    if not period.sign:
        days = Days(
            stepped(start, period.count.most, period.unit, period.count, -1),
            stepped(last, period.count.most, period.unit, period.count, 1) + timedelta(days=1),
        )
        return Extent.of(days, period.unit)
    count, sign = period.count, period.sign

    def reach(near: Number, far: Number) -> Days:
        ends = sorted(
            stepped(last if sign > 0 else start, n, period.unit, count, sign) for n in (near, far)
        )
        return Days(ends[0], ends[1] + timedelta(days=1))

    unit = Unit.DAY if count.exact else period.unit
    outer = reaching(reach(count.least, count.most), period.unit, count, sign)
    return Extent(reach(count.low, count.high), outer, unit, exact=count.exact)


def _rolling(period: Rolling, view: View) -> Extent:
    view.note(view.rules.rolling, period.words)
    note_count(period.count, view)
    note_unit(period.unit, period.words, view)
    count = period.count
    inner = _rolled(period, max(count.low, count.high), view)
    outer = reaching(_rolled(period, count.most, view), period.unit, count, period.sign)
    if not count.exact:
        inner = _rolled(period, count.low, view)
    return Extent(inner, outer, Unit.SPAN, exact=count.exact)


def _rolled(period: Rolling, number: Number, view: View) -> Days:
    tomorrow = view.day + timedelta(days=1)
    if period.unit in OF_THE_DAY:
        return _hours(view.day, number, period.unit, period.count, period.sign)
    if period.unit in view.rules.rolling.calendar:
        if number.denominator != 1:
            raise ValueError("no part of a calendar unit comes next")
        near = calendar.calendar_unit(period.unit, view.day, period.sign, view.first_weekday)
        far = calendar.calendar_unit(
            period.unit, view.day, period.sign * ceil(number), view.first_weekday
        )
        return near.hull(far)
    if period.unit is Unit.BUSINESS_DAY:
        first = calendar.shifted(view.day, period.sign, period.unit)
        last = calendar.shifted(view.day, number * period.sign, period.unit)
        return Days.between(*sorted((first, last)))
    more = timedelta(days=touches_another_day(period.unit, period.count))
    if period.sign > 0:
        until = stepped(tomorrow, number, period.unit, period.count, 1)
        return Days(tomorrow, until + more)
    return Days(stepped(view.day, number, period.unit, period.count, -1) - more, view.day)


def _unit_ahead(period: UnitAhead, view: View) -> Extent:
    view.note(view.rules.rolling, period.words)
    rolling = _rolled(Rolling(period.words, Count.exactly(1), period.unit, 1), 1, view)
    named = calendar.calendar_unit(period.unit, view.day, 1, view.first_weekday)
    return Extent(rolling, rolling.hull(named), Unit.SPAN, exact=False)


def _hours(day: date, number: Number, unit: Unit, count: Count, sign: int) -> Days:
    other = stepped(day, number, unit, count, sign)
    return Days.between(*sorted((day, other)))


def _coming_rule(unit: Unit, view: View) -> ComingRule:
    for rule in view.rules.coming:
        if rule.unit is unit:
            return rule
    raise ValueError("no convention for such units")


def _coming(period: Coming, view: View) -> Extent:
    rule = _coming_rule(period.unit, view)
    view.note(rule, period.words)
    if period.of is not None:
        return _many_beside(period, period.of, rule, view)
    if period.sign > 0:
        start = view.day
        inner = Days(start, moved(start, rule.narrow, 1))
        outer = Days(start, moved(start, rule.wide, 1))
    else:
        until = view.day + timedelta(days=1)
        inner = Days(moved(view.day, rule.narrow, -1), until)
        outer = Days(moved(view.day, rule.wide, -1), until)
    return Extent(inner, outer, Unit.SPAN, exact=False)


def _many_beside(period: Coming, of: Period, rule: ComingRule, view: View) -> Extent:
    """The weeks after Easter, the days before Christmas."""
    base = view.locate(of)

    def run(length: Length, edge: date) -> Days:
        end = moved(edge, length, period.sign)
        return Days(edge, end) if period.sign > 0 else Days(end, edge)

    near, far = base.closes if period.sign > 0 else reversed(base.opens)
    inner = run(rule.narrow, near)
    return Extent(
        inner, inner.hull(run(rule.wide, near)).hull(run(rule.wide, far)), Unit.SPAN, exact=False
    )


def lasting(count: Count, unit: Unit, base: Period | None, view: View, words: str) -> Extent:
    """The days of a number of units that begin with a day, today where none is named."""
    view.note(view.rules.basics.lasting, words)
    note_count(count, view)
    note_unit(unit, words, view)
    start = view.day if base is None else bounds(view.locate(base).outer)[0]

    def closing(number: Number) -> Days:
        if unit in OF_THE_DAY:
            return _hours(start, number, unit, count, 1)
        return Days(start, stepped(start, number, unit, count, 1))

    outer = reaching(closing(count.most), unit, count, 1)
    return Extent(closing(count.low), outer, Unit.SPAN, exact=count.exact)


def _lasting(period: Lasting, view: View) -> Extent:
    return lasting(period.count, period.unit, period.base, view, period.words)


def _between(period: Between, view: View) -> Extent:
    basics = view.rules.basics
    match period.start, period.end:
        case PartOf(of=first_of), PartOf(of=last_of) if first_of == last_of:
            one_of_two = False
        case _:
            one_of_two = period.joined
    view.note(basics.lists if one_of_two else basics.ranges, period.words)
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
        if isinstance(period.end, Year | Years):
            # From August until 2030 begins with the coming August.
            ahead = view.locate(period.start)
            if ahead.opens[1] < last.opens[0]:
                return ahead, last
        before = view._replace(day=last.opens[1], year=None, month=None, lean=Lean.BEHIND)
        return before.locate(period.start), last
    first = view.locate(period.start)
    there = view._replace(day=first.opens[0], year=None, month=None, lean=Lean.AHEAD)
    return first, there.locate(period.end)


def _either(period: Either, view: View) -> Extent:
    view.note(view.rules.convention(period.rule), period.words)
    found = []
    for each in (period.likely, period.other):
        with suppress(ValueError):
            found.append(view.locate(each))
    if not found:
        raise ValueError("there is no such day")
    return view.either(period.rule, *found) if len(found) > 1 else found[0]


def _listed(period: Listed, view: View) -> Extent:
    """All of several times: what the last one names, or the first, decides about the others."""
    view.note(view.rules.basics.lists, period.words)
    found = extents_of(period.parts, view)
    inner, outer = found[0].inner, found[0].outer
    for extent in found[1:]:
        inner, outer = inner.hull(extent.inner), outer.hull(extent.outer)
    return Extent(inner, outer, Unit.SPAN, exact=all(extent.exact for extent in found))


def extents_of(parts: tuple[Period, ...], view: View) -> list[Extent]:
    """The days of each of several times, in an order of no meaning."""
    if left_open(parts[-1]) is None:
        found = [view.locate(parts[-1])]
        for part in reversed(parts[:-1]):
            found.append(_beyond(part, found[-1], view, Lean.BEHIND))
    else:
        found = [view.locate(parts[0])]
        for part in parts[1:]:
            found.append(_beyond(part, found[-1], view, Lean.AHEAD))
    return found


def _beyond(part: Period, known: Extent, view: View, lean: Lean) -> Extent:
    """The time nearest to one that is known, on the side that `lean` names."""
    if left_open(part) is None:
        return view.locate(part)
    return view._replace(day=known.opens[0], year=None, month=None, lean=lean).locate(part)


def _shortly(period: Shortly, view: View) -> Extent:
    rule = view.rules.named(HorizonRule, period.rule)
    view.note(rule, period.words)
    (_, sharp), (_, broad) = rule.narrow, rule.wide
    if sharp is None or broad is None:
        raise ValueError("no such horizon")
    return from_each(
        view.locate(period.of), lambda of: _close_to(of, period.sign, sharp, broad, view)
    )


def _close_to(of: Extent, sign: int, sharp: Length, broad: Length, view: View) -> Extent:
    """Up to so long after a time, or before it."""
    opens, closes = of.opens, of.closes
    if of.point is not None:
        # Shortly before the end of March is before its last day is over.
        opens = closes = (of.point, of.point)
    if sign > 0:
        inner = Days(closes[0], moved(closes[0], sharp, 1))
        return Extent(inner, Days(closes[0], moved(closes[1], broad, 1)), Unit.SPAN, exact=False)

    def before(day: date, length: Length) -> Days:
        start = moved(day, length, -1)
        # A forecast cannot come true before it is made.
        ahead = view.lean is not Lean.BEHIND and day > view.day
        return Days(max(start, view.day) if ahead else start, day)

    inner = before(opens[1], sharp)
    return Extent(inner, inner.hull(before(opens[0], broad)), Unit.SPAN, exact=False)


DERIVED: Mapping[type, Callable[[Any, View], Extent]] = {
    PartOf: _part,
    Remaining: _remaining,
    Beside: beside,
    Offset: _offset,
    Rolling: _rolling,
    Run: _run,
    UnitAhead: _unit_ahead,
    Coming: _coming,
    Lasting: _lasting,
    Between: _between,
    Either: _either,
    Listed: _listed,
    Shortly: _shortly,
}
