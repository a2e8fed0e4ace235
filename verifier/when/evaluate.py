"""From a phrase and a day of saying to windows: what each operator makes of a period's edges.

A deadline ("by", "before", "until") opens with the day of saying, and its narrow reading closes no
later than its wide one; an opening ("after", "since", "from") has no end. "Around" widens both
readings alike on both sides. Everything else is the period itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from verifier.dataclass import dataclass
from verifier.model.days import Days, within
from verifier.model.forecasts import Operator
from verifier.when.beside import edges_of
from verifier.when.calendar import bounds
from verifier.when.conventions import HorizonRule, Length, TimeConventions
from verifier.when.derived import ends_of, extents_of, lasting
from verifier.when.edges import deadline_ends, opening_ends
from verifier.when.extents import (
    Choices,
    Extent,
    Lean,
    Notes,
    View,
    from_each,
    moved,
    note_count,
    note_unit,
    over_a_day,
    reaching,
    stepped,
    touches_another_day,
)
from verifier.when.locate import locate, the_other
from verifier.when.phrases import (
    Between,
    Coming,
    Count,
    Counted,
    DayFromNow,
    Horizon,
    Lasting,
    Listed,
    Number,
    Offset,
    PartOf,
    Period,
    Phrase,
    Rolling,
    UnitAhead,
    left_open,
    likeliest,
)
from verifier.when.roles import FINER, Lead, Unit

PLAIN = {
    None: Operator.UNSPECIFIED,
    Lead.IN: Operator.IN,
    Lead.DURING: Operator.DURING,
    Lead.WITHIN: Operator.WITHIN,
    Lead.BETWEEN: Operator.IN,
    Lead.FROM: Operator.IN,
    Lead.FOR: Operator.PERSISTS_UNTIL,
}
LEANS: dict[Lead | None, Lean] = {
    Lead.BEFORE: Lean.YET_TO_BEGIN,
    Lead.SINCE: Lean.BEHIND,
}
BOUNDS = frozenset({Lead.BY, Lead.BEFORE, Lead.UNTIL, Lead.AFTER, Lead.SINCE, Lead.FROM})
"""The relations of which a time is one end."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The reading of a phrase from one day of saying."""

    operator: Operator
    unit: Unit
    narrow: Days
    wide: Days
    preferred: Days | None = None
    vague: bool = False

    def __post_init__(self) -> None:
        within(self.wide, self.narrow)


def evaluate(
    phrase: Phrase,
    day: date,
    rules: TimeConventions,
    notes: Notes,
    choices: Choices,
    *,
    past: bool = False,
) -> Windows:
    """The windows of `phrase` said on `day`, about times ahead unless `past`, by the choices made.

    Raises ValueError or OverflowError where it names no days of the calendar.
    """
    lean = Lean.BEHIND if past else LEANS.get(phrase.lead, Lean.AHEAD)
    view = View(day, rules, notes, locate, choices, lean)
    windows = _windows(phrase, view)
    other = the_other(phrase.target, view)
    if other is not None:
        farther = _windows(phrase._replace(target=other[0]), view._replace(notes=Notes()))
        broad = windows.wide.hull(farther.wide)
        if broad != windows.wide:
            view.note(other[1], phrase.words)
            chosen = choices.of("other")
            windows = farther if chosen else windows
            if chosen is None:
                windows = replace(windows, wide=broad)
    if phrase.soonest:
        # As early as March: in March, or at any time from then on.
        broad = Days(windows.narrow.start, None).hull(windows.wide)
        return replace(windows, operator=Operator.IN, wide=broad, preferred=None)
    return windows


def _windows(phrase: Phrase, view: View) -> Windows:
    target, rules = phrase.target, view.rules
    if phrase.clocked and not isinstance(target, Counted):
        view.note(rules.basics.clock, phrase.words)
    if isinstance(target, Horizon):
        return _horizon(target, view)
    if isinstance(target, Counted):
        return _counted_up_to(phrase, target, view)
    if isinstance(target, Offset) and _is_in_count(phrase, target):
        return _in_count(target, view)
    if phrase.lead is Lead.WITHIN:
        window = _within(phrase, target, view)
        if window is not None:
            return window
    extent = view.locate(target)
    if phrase.give is not None:
        extent = _give_or_take(phrase.give, extent)
    if phrase.lead is Lead.WITHIN and bounds(extent.outer)[1] > view.day:
        window = _before_it_closes(extent, view, phrase.words)
        window = _loosened(phrase, window, extent.unit, view)
        return replace(window, vague=isinstance(target, Coming))
    if phrase.approximate:
        unit = target.unit if isinstance(target, Offset | Rolling) else extent.unit
        return _around(phrase, extent._replace(unit=unit), view)
    return _related(phrase, target, extent, view)


def _related(phrase: Phrase, target: Period, extent: Extent, view: View) -> Windows:
    match phrase.lead:
        case Lead.BY | Lead.BEFORE | Lead.UNTIL if isinstance(target, Listed | Between):
            return _deadlines(phrase, phrase.lead, target, view)
        case Lead.BY | Lead.BEFORE | Lead.UNTIL if _is_under_way(phrase.lead, target, extent, view):
            # By spring, said in spring, is by the end of it or by the next.
            view.note(view.rules.basics.ending, target.words)
            this = _deadline(phrase, phrase.lead, extent, view)
            after = locate(target, view.in_year(extent.opens[0].year + 1))
            next_one = _deadline(phrase, phrase.lead, after, view)
            return replace(this, narrow=this.wide, wide=next_one.wide)
        case Lead.BY | Lead.BEFORE | Lead.UNTIL:
            return _deadline(phrase, phrase.lead, extent, view)
        case Lead.AFTER if isinstance(target, Offset) and target.sign < 0:
            # More than two weeks ago, or before a day, is farther from it, hence earlier.
            return _deadline(phrase, Lead.BEFORE, extent, view)
        case Lead.AFTER | Lead.SINCE:
            # After spring, said in early June, is after the one that is ending.
            return _opening(phrase, phrase.lead, extent.ending or extent, view)
        case Lead.FROM if not isinstance(likeliest(target), Between | Lasting):
            return _opening(phrase, phrase.lead, extent, view)
        case Lead.FOR if (
            isinstance(likeliest(target), Between | Lasting) or extent.unit is not Unit.SPAN
        ):
            operator = Operator.IN
        case lead:
            operator = PLAIN.get(lead, Operator.UNSPECIFIED)
    # A range or a part of a period is met in its sharp reading first of all.
    preferred = extent.inner if isinstance(target, PartOf) and not extent.exact else None
    vague = isinstance(target, Coming)
    return Windows(operator, extent.unit, extent.inner, extent.broad, preferred, vague)


def _is_under_way(lead: Lead, target: Period, extent: Extent, view: View) -> bool:
    """Whether a season that no word places in a year has begun and is not over."""
    if extent.unit is not Unit.SEASON or left_open(target) is not Unit.YEAR:
        return False
    begins, begun = extent.opens
    if lead is Lead.BEFORE:
        return begins <= view.day < begun
    return begun <= view.day < extent.closes[0]


def _give_or_take(give: tuple[Count, Unit], extent: Extent) -> Extent:
    count, unit = give

    def widened(days: Days, number: Number) -> Days:
        start, until = bounds(days)
        return Days(stepped(start, number, unit, count, -1), stepped(until, number, unit, count, 1))

    inner = widened(extent.inner, count.low)
    return Extent(inner, widened(extent.outer, count.most), extent.unit, exact=False)


def _deadline(phrase: Phrase, lead: Lead, extent: Extent, view: View) -> Windows:
    opening = phrase.opening and extent.opens[0] > view.day
    rule = view.rules.edge("before" if opening else "through" if phrase.inclusive else lead)
    view.note(rule, phrase.words)
    view.note(view.rules.basics.open_start, phrase.words)
    narrow, wide = deadline_ends(rule, extent)
    if narrow == extent.opens[0] <= view.day < extent.opens[1]:
        # By summer, said on 3 June: it has begun to some, to others not.
        narrow = extent.opens[1]
    if phrase.clocked and not opening:
        # Before noon on Friday is perhaps still on Friday, before 00:00 is not.
        wide = max(wide, extent.closes[1])
    operator = Operator.UNTIL if lead is Lead.UNTIL else Operator(lead.value)
    start = view.day
    if wide <= start:
        return Windows(operator, extent.unit, Days(None, narrow), Days(None, wide))
    if narrow <= start:
        # Before noon, said today, is by the end of today first of all.
        narrow = min(wide, extent.closes[0]) if phrase.clocked else wide
    return Windows(operator, extent.unit, Days(start, narrow), Days(start, wide))


def _deadlines(phrase: Phrase, lead: Lead, target: Listed | Between, view: View) -> Windows:
    """By the first of several times at the earliest, by the last of them at the latest."""
    extent = view.locate(target)
    if isinstance(target, Between) and not target.joined:
        return _deadline(phrase, lead, extent, view)
    parts = target.parts if isinstance(target, Listed) else (target.start, target.end)
    each = [_deadline(phrase, lead, found, view) for found in extents_of(parts, view)]
    each.sort(key=lambda windows: bounds(Days(view.day, windows.wide.until))[1])
    return replace(each[0], unit=extent.unit, wide=each[-1].wide)


def _opening(phrase: Phrase, lead: Lead, extent: Extent, view: View) -> Windows:
    rule = view.rules.edge("since" if lead is Lead.FROM or phrase.opening else lead)
    view.note(rule, phrase.words)
    narrow, wide = opening_ends(rule, extent)
    if phrase.clocked:
        # After noon on Friday is perhaps still on Friday.
        wide = min(wide, extent.opens[0])
    operator = Operator.AFTER if lead is Lead.AFTER else Operator.SINCE
    return Windows(operator, extent.unit, Days(narrow, None), Days(wide, None))


def _around(phrase: Phrase, extent: Extent, view: View) -> Windows:
    unit = extent.unit if extent.edge is None else FINER.get(extent.unit, extent.unit)
    if isinstance(phrase.target, Between):
        # From about 2027 to 2030 is as loose as about 2030.
        unit = locate(phrase.target.end, view).unit
    rule = view.rules.tolerance(unit)
    view.note(rule, phrase.words)
    sharp, broad = bounds(extent.inner), bounds(extent.outer)
    edge, bound = extent.edge, phrase.lead in BOUNDS
    if edge is not None and bound:
        # As a bound the end or the middle of June is one day.
        sharp, broad = (edge, edge), (edge, edge) if extent.boundary else broad
        extent = extent._replace(unit=Unit.DAY)
    elif extent.point is not None:
        sharp, broad = (extent.point, extent.point), sharp
    before, after = _sides(phrase)
    narrow = Days(
        moved(sharp[0], rule.narrow, -1) if before else sharp[0],
        moved(sharp[1], rule.narrow, 1) if after else sharp[1],
    )
    wide = narrow.hull(
        Days(
            moved(broad[0], rule.wide, -1) if before else broad[0],
            moved(broad[1], rule.wide, 1) if after else broad[1],
        )
    )
    if bound:
        widened = extent._replace(inner=narrow, outer=wide, edge=None, boundary=False)
        return _related(phrase, _period(phrase), widened, view)
    return Windows(Operator.AROUND, extent.unit, narrow, wide)


def _sides(phrase: Phrase) -> tuple[bool, bool]:
    """Whether what is said approximately may be earlier than said, and whether it may be later.

    Nearly a year ahead is earlier, nearly a year ago later; what begins now is sure to begin then.
    """
    sign = getattr(phrase.target, "sign", 1)
    if isinstance(phrase.target, Rolling | Coming | UnitAhead):
        return sign < 0, sign > 0
    match phrase.approximate:
        case Lead.NEARLY:
            return sign > 0, sign < 0
        case Lead.JUST_OVER:
            return sign < 0, sign > 0
        case _:
            return True, True


def _period(phrase: Phrase) -> Period:
    """The period that a phrase is about."""
    assert not isinstance(phrase.target, Counted | Horizon)
    return phrase.target


def _within(phrase: Phrase, target: Period, view: View) -> Windows | None:
    """Within the next two weeks; within two weeks of, or after, a day."""

    def running(count: Count, unit: Unit, start: date, words: str) -> Windows:
        window = _running(Operator.WITHIN, count, unit, start, view, words)
        return _loosened(phrase, window, unit, view)

    match target:
        case Rolling(sign=1, count=count, unit=unit, words=words):
            view.note(view.rules.basics.within, words)
            return running(count, unit, view.day, words)
        case UnitAhead(unit=unit, words=words):
            view.note(view.rules.basics.within, words)
            return running(Count.exactly(1), unit, view.day, words)
        case Offset(sign=sign, count=count, unit=unit, base=base, words=words) if sign:
            view.note(view.rules.basics.within, words)

            def beside(of: Extent) -> Extent:
                if sign > 0:
                    window = running(count, unit, ends_of(of)[1], words)
                    return Extent(window.narrow, window.wide, Unit.SPAN, exact=False)
                until, _ = edges_of(of)
                narrow, wide = (
                    Days(stepped(until, number, unit, count, -1), until)
                    for number in (count.low, count.most)
                )
                return Extent(narrow, reaching(wide, unit, count, -1), Unit.SPAN, exact=False)

            found = from_each(view.locate(base or DayFromNow(words, 0)), beside)
            return Windows(Operator.WITHIN, Unit.SPAN, found.inner, found.outer)
        case _:
            return None


def _loosened(phrase: Phrase, window: Windows, unit: Unit, view: View) -> Windows:
    """Within about, nearly or just over so long: the end is a little later or earlier, perhaps."""
    if phrase.approximate is None:
        return window
    rule = view.rules.tolerance(unit)
    view.note(rule, phrase.words)
    start, until = bounds(window.narrow)
    _, latest = bounds(window.wide)
    if phrase.approximate is Lead.NEARLY:
        sooner = max(moved(until, rule.narrow, -1), start + timedelta(days=1))
        return replace(window, narrow=Days(start, sooner))
    return replace(window, wide=Days(start, moved(latest, rule.wide, 1)))


def _before_it_closes(extent: Extent, view: View, words: str) -> Windows:
    """Within a period that has begun, from now on: "within the year"."""
    view.note(view.rules.basics.open_start, words)

    def rest(days: Days) -> Days:
        start, until = bounds(days)
        return Days(max(start, view.day), until)

    wide = rest(extent.outer)
    narrow = rest(extent.inner) if bounds(extent.inner)[1] > view.day else wide
    return Windows(Operator.WITHIN, extent.unit, narrow, wide)


def _running(
    operator: Operator, count: Count, unit: Unit, start: date, view: View, words: str
) -> Windows:
    """From `start` until so many units have passed."""
    note_count(count, view)
    note_unit(unit, words, view)

    more = timedelta(days=touches_another_day(unit, count))

    def until(number: Number) -> date:
        return stepped(start, number, unit, count, 1) + more

    narrow, wide = Days(start, until(count.low)), Days(start, until(count.most))
    # To some the day of saying is the first of those counted, to others the day before it.
    return Windows(operator, Unit.SPAN, narrow, _a_day_longer(wide, unit, count))


def _a_day_longer(days: Days, unit: Unit, count: Count) -> Days:
    more = over_a_day(unit, count) if touches_another_day(unit, count) else timedelta(days=1)
    return Days(days.start, bounds(days)[1] + more)


def _horizon(target: Horizon, view: View) -> Windows:
    rule = view.rules.named(HorizonRule, target.rule)
    view.note(rule, target.words)

    def reach(ends: tuple[Length, Length | None]) -> Days:
        opening, closing = ends
        start = moved(view.day, opening, 1)
        return Days(start, None if closing is None else moved(view.day, closing, 1))

    return Windows(rule.operator, Unit.SPAN, reach(rule.narrow), reach(rule.wide), None, vague=True)


def _counted(phrase: Phrase, target: Counted, view: View) -> Windows:
    count, unit, day = target.count, target.unit, view.day
    match phrase.lead:
        case Lead.IN | Lead.BETWEEN if phrase.approximate:
            return _around(phrase, _timing(target, view)._replace(unit=unit), view)
        case Lead.IN | Lead.BETWEEN:
            return _in_count(target, view)
        case Lead.WITHIN | Lead.BY | Lead.BEFORE:
            view.note(view.rules.basics.within, phrase.words)
            window = _running(Operator.WITHIN, count, unit, day, view, phrase.words)
            return _loosened(phrase, window, unit, view)
        case Lead.AFTER | Lead.SINCE | Lead.FROM:
            timing = _timing(target, view)
            if phrase.approximate is None:
                return _opening(phrase, phrase.lead, timing, view)
            ahead = Offset(target.words, count, unit, 1, None)
            return _around(phrase._replace(target=ahead), timing._replace(unit=unit), view)
        case lead:
            extent = lasting(count, unit, None, view, target.words)
            operator = PLAIN.get(lead, Operator.PERSISTS_UNTIL)
            window = Windows(operator, extent.unit, extent.inner, extent.outer)
            return _loosened(phrase, window, unit, view)


def _counted_up_to(phrase: Phrase, target: Counted, view: View) -> Windows:
    """In six months; in six months to a year: as the one, or as the other."""
    ranged = target.to is not None or (target.count.rule is None and not target.count.exact)
    if phrase.lead is Lead.FROM and ranged:
        # From three to five weeks, or six months to a year, opens nothing.
        phrase = phrase._replace(lead=Lead.BETWEEN)
    if target.to is None:
        return _counted(phrase, target, view)
    first = _counted(phrase, replace(target, to=None), view)
    last = _counted(phrase, target.to, view)
    if bounds(last.wide)[1] < bounds(first.wide)[1]:
        raise ValueError("14 months - 3 days are no range")
    narrow, wide = first.narrow.hull(last.narrow), first.wide.hull(last.wide)
    if first.operator is Operator.WITHIN:
        narrow = first.narrow
    return Windows(first.operator, Unit.SPAN, narrow, wide)


def _timing(target: Counted | Offset, view: View) -> Extent:
    return locate(Offset(target.words, target.count, target.unit, 1, None), view)


def _is_in_count(phrase: Phrase, target: Offset) -> bool:
    """Whether it says "two months from now", which is "in two months"."""
    from_now = target.base is None and target.sign > 0
    return from_now and phrase.lead in {None, Lead.IN, Lead.BETWEEN} and not phrase.approximate


def _in_count(target: Counted | Offset, view: View) -> Windows:
    """In N units: so long after (narrow); any time up to then, rounded (wide)."""
    rule = view.rules.counted
    view.note(rule, target.words)
    extent = _timing(target, view)
    unit = target.count.also[-1][1] if target.count.also else target.unit
    if target.count.exact and unit in rule.exact:
        note_unit(unit, target.words, view)
        return Windows(Operator.IN, extent.unit, extent.inner, extent.outer)
    until = bounds(extent.outer)[1]
    rounding = rule.rounding.get(unit)
    if rounding is not None:
        until = moved(until, rounding, 1)
    return Windows(Operator.IN, target.unit, extent.inner, Days(view.day, until))
