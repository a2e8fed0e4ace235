"""What a series says of a window: by the values inside it, or by the days that it covers.

A value counts in a window by its day; a change, sum or average by its period, where the window has
its end and at least half of it, or its end alone where it had begun when the forecast was made.
What a series lacks keeps a forecast undecided, and is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from verifier.dataclass import dataclass
from verifier.model.days import Days, next_day
from verifier.model.ledger import Point
from verifier.model.outcomes import Series, Step
from verifier.model.proposition import OfSeries, Quantity, Range, Reaches, Stays
from verifier.model.verdict import Pending, Rule, Truth, Wanted
from verifier.resolve.knowledge import Knowledge, gaps_in


@dataclass(frozen=True, slots=True)
class Told:
    """The truth that a series gives, the rule, the values that decide, and what it lacks.

    `figure` is the level, change, average or sum that was compared; `crossed` the days on which
    values went beyond a threshold, inside the window or, without one there, after it was said.
    `decided` is the day on which what settles it was published.
    """

    truth: Truth
    rule: Rule
    values: tuple[Point, ...] = ()
    figure: float | None = None
    lacks: tuple[Wanted, ...] = ()
    crossed: tuple[date, ...] = ()
    decided: date | None = None


def told(asked: OfSeries, window: Days, since: Days, known: Knowledge) -> Told:
    """What the series says of `asked` in the window, as of the day."""
    seen = _seen(asked, window, since, known)
    if isinstance(asked, Reaches):
        return _reaches(asked, seen)
    if isinstance(asked, Stays):
        return _stays(asked, seen)
    if isinstance(asked, Quantity):
        return _range(asked.as_range, seen)
    assert isinstance(asked, Range)
    return _range(asked, seen)


@dataclass(frozen=True)
class _Seen:
    """A series through a window: all its points, and whether the window is over.

    `published` are points that another one has taken the place of, too.
    """

    series: Series
    window: Days
    since: Days
    points: Sequence[Point]
    closed: bool
    covers: Days | None
    published: Sequence[Point]

    @cached_property
    def inside(self) -> Sequence[Point]:
        """The points that count in the window."""
        if self.series.kind == "level":
            return [p for p in self.points if p.day in self.window]
        return list(_belonging(self))

    def decided(self, asked: Reaches | Stays, values: Iterable[Point], *, keeps: bool) -> date:
        """The day on which the first of these values was published, revised later or not."""
        days = {p.day for p in values}
        same = (p for p in self.published if p.day in days and asked.keeps(p.value) == keeps)
        return min(p.known for p in same)

    @property
    def carried(self) -> Point | None:
        """The value in force on the first day, where every change is on record."""
        if self.series.step != Step.IRREGULAR or self.window.start is None:
            return None
        start = self.window.start
        return max((p for p in self.points if p.day <= start), default=None)

    @property
    def values(self) -> Sequence[Point]:
        """The one in force on the first day, where it is known, and those inside."""
        carried = [self.carried] if self.carried else []
        return [*carried, *(p for p in self.inside if p not in carried)]

    def lacks(self) -> tuple[Wanted, ...]:
        """What is missing before every value of the window is known."""
        id, step = self.series.id, self.series.step
        if step is None:
            return (Wanted(id, "step"),)
        if not self.window.bounded:
            return (Wanted(id, "value", (self.window,)),)
        if step == Step.IRREGULAR:
            gaps = tuple(gaps_in(self.window, [self.covers] if self.covers else []))
            if self.carried is None:
                gaps = gaps or (self.window,)
            return (Wanted(id, "covers", gaps),) if gaps else ()
        required = _required(self)
        gaps = tuple(_gaps(required, self.points, step))
        if not gaps and not self.inside:
            gaps = (self.window,)
        return (Wanted(id, "value", gaps),) if gaps else ()


def _seen(asked: OfSeries, window: Days, since: Days, known: Knowledge) -> _Seen:
    series = known.ledger.series[asked.series]
    points = known.values(asked)
    covers = known.shown(series.covers.days, series.evidence) if series.covers else None
    # A later revision was not known when the first value was.
    published = points if asked.vintage == "first" else known.published(asked.series)
    return _Seen(series, window, since, points, known.closed(window), covers, published)


def _belonging(seen: _Seen) -> Iterator[Point]:
    step = seen.series.step
    assert step is not None
    yield from (p for p in seen.points if _belongs(period_of(p.day, step), seen))


def _belongs(period: Days, seen: _Seen) -> bool:
    """Whether the window has the period's end, and at least half of it or all that was ahead."""
    shared = period.intersection(seen.window)
    if shared is None or shared.until != period.until:
        return False
    ahead = shared.start is not None and shared.start == seen.since.start
    return ahead or 2 * (shared.length or 0) >= (period.length or 0)


def _reaches(asked: Reaches, seen: _Seen) -> Told:
    beyond = [p for p in seen.inside if asked.keeps(p.value)]
    after = Days(seen.since.start, None)
    later = [p.day for p in seen.points if p.day in after and asked.keeps(p.value)]
    farthest = max if asked.from_below else min
    values = (farthest(seen.inside, key=lambda p: p.value),) if seen.inside else ()
    crossed = tuple([p.day for p in beyond] or later)
    if beyond:
        decided = seen.decided(asked, beyond, keeps=True)
        return Told(Truth.true(), Rule.SERIES_CROSSED, values, crossed=crossed, decided=decided)
    return _absent(seen, Truth.false(), Rule.SERIES_DID_NOT_CROSS, values, crossed)


def _stays(asked: Stays, seen: _Seen) -> Told:
    """One value beyond the bounds is enough; that none was takes all values of the window."""
    values = seen.values
    left = [p for p in values if not asked.keeps(p.value)]
    if left:
        decided = seen.decided(asked, left, keeps=False)
        return Told(Truth.false(), Rule.SERIES_LEFT, (left[0],), decided=decided)
    ends = tuple(dict.fromkeys(f(values, key=lambda p: p.value) for f in (min, max) if values))
    return _absent(seen, Truth.true(), Rule.SERIES_STAYED, ends, ())


def _absent(
    seen: _Seen, truth: Truth, rule: Rule, values: tuple[Point, ...], crossed: tuple[date, ...]
) -> Told:
    """What holds if no other value is in the window: once it is over and none is missing."""
    if not seen.closed:
        open_ = Truth.undecided(Pending.WINDOW_OPEN)
        return Told(open_, Rule.WINDOW_OPEN, values, crossed=crossed)
    lacks = seen.lacks()
    if lacks:
        return _lacking(lacks, values, crossed)
    return Told(truth, rule, values, crossed=crossed)


def _lacking(
    lacks: tuple[Wanted, ...], values: tuple[Point, ...] = (), crossed: tuple[date, ...] = ()
) -> Told:
    pending = Truth.undecided(Pending.NOT_COVERED)
    return Told(pending, Rule.SERIES_LACKS, values, lacks=lacks, crossed=crossed)


def _range(asked: Range, seen: _Seen) -> Told:
    values, lacks = _decisive(asked, seen)
    if not seen.closed:
        return Told(Truth.undecided(Pending.WINDOW_OPEN), Rule.WINDOW_OPEN, values)
    if lacks:
        return _lacking(lacks, values)
    figure = _figure(asked, seen, values)
    shown = () if asked.measure in ("average", "sum") else values
    truth = Truth.true() if asked.keeps(figure) else Truth.false()
    decided = max(p.known for p in values)
    return Told(truth, Rule.SERIES_LEVEL, shown, figure, decided=decided)


def _figure(asked: Range, seen: _Seen, values: Sequence[Point]) -> float:
    """What is compared with the bounds, computed with the decimals as they were written."""
    exact = [Decimal(str(p.value)) for p in values]
    match asked.measure:
        case "level":
            return float(exact[-1])
        case "change":
            return float(exact[-1] - exact[0])
        case "sum":
            return float(sum(exact))
    days = _held(seen, values)
    weighed = sum((v * n for v, n in zip(exact, days, strict=True)), Decimal(0))
    return float(weighed / sum(days))


def _held(seen: _Seen, values: Sequence[Point]) -> list[int]:
    """How many days of the window each value held; values of a regular step weigh the same."""
    start, until = seen.window.start, seen.window.until
    if seen.series.step != Step.IRREGULAR or start is None or until is None:
        return [1] * len(values)
    begins = [max(start, point.day) for point in values]
    return [(b - a).days for a, b in zip(begins, [*begins[1:], until], strict=True)]


def _decisive(asked: Range, seen: _Seen) -> tuple[tuple[Point, ...], tuple[Wanted, ...]]:
    """The values that decide, by their days, and what is lacking before they do."""
    if asked.measure in ("average", "sum"):
        return _all_of(asked, seen)
    level, lacks = _level(seen)
    if asked.measure == "level":
        return ((level,) if level else ()), lacks
    base, more = _base(seen)
    found = tuple(point for point in (base, level) if point is not None)
    both = tuple(dict.fromkeys((*more, *lacks)))
    return found, both


def _all_of(asked: Range, seen: _Seen) -> tuple[tuple[Point, ...], tuple[Wanted, ...]]:
    step, id = seen.series.step, seen.series.id
    if step is None or (step == Step.IRREGULAR and asked.measure == "sum"):
        return (), (Wanted(id, "step"),)
    if step == Step.IRREGULAR:
        return tuple(seen.values), seen.lacks()
    if not seen.window.bounded:
        return (), (Wanted(id, "value", (seen.window,)),)
    gaps = tuple(_gaps(_whole(seen, step), seen.points, step))
    values = tuple(_belonging(seen))
    if not gaps and not values:
        gaps = (seen.window,)
    return values, ((Wanted(id, "value", gaps),) if gaps else ())


def _level(seen: _Seen) -> tuple[Point | None, tuple[Wanted, ...]]:
    """The value at the end of the window: of its last period, or in force on its last day."""
    id, step, last = seen.series.id, seen.series.step, seen.window.last
    value = max(seen.values, default=None)
    if last is None:
        return value, (Wanted(id, "value", (seen.window,)),)
    if step is None:
        return value, (() if value and value.day == last else (Wanted(id, "step"),))
    if step == Step.IRREGULAR:
        known = seen.covers is not None and last in seen.covers and value is not None
        return value, (() if known else (Wanted(id, "covers", (Days.one(last),)),))
    required = _required(seen)
    end = required.stop - 1
    if not required or not any(_index(p.day, step) == end for p in seen.points):
        gap = _period(end, step) if required else seen.window
        return value, (Wanted(id, "value", (gap,)),)
    near = value is not None and _index(value.day, step) >= end - 1
    return value, (() if near else (Wanted(id, "value", (seen.window,)),))


def _base(seen: _Seen) -> tuple[Point | None, tuple[Wanted, ...]]:
    """The value from which a change is measured: in force as the window begins."""
    id, step, start = seen.series.id, seen.series.step, seen.window.start
    if start is None:
        return None, (Wanted(id, "value", (seen.window,)),)
    before = [p for p in seen.points if p.day <= start]
    if seen.series.kind != "level":
        before = [p for p in seen.points if p.day <= start and p not in seen.inside]
    base = max(before, default=None)
    if step is None:
        return base, (() if base and base.day == start else (Wanted(id, "step"),))
    if step == Step.IRREGULAR:
        known = seen.covers is not None and start in seen.covers and base is not None
        return base, (() if known else (Wanted(id, "covers", (Days.one(start),)),))
    earlier = _index(start, step) - 1
    if base is not None and _index(base.day, step) >= earlier:
        return base, ()
    return base, (Wanted(id, "value", (_period(earlier, step),)),)


def _required(seen: _Seen) -> range:
    """The periods of which the window needs a value, by their numbers."""
    step, window = seen.series.step, seen.window
    assert step is not None
    if seen.series.kind != "level":
        return _whole(seen, step)
    if window.start is None or window.last is None:
        return range(0)
    return range(_index(window.start, step), _index(window.last, step) + 1)


def _whole(seen: _Seen, step: Step) -> range:
    """The periods that belong to the window: all between its ends, of those at the ends some."""
    window = seen.window
    if window.start is None or window.last is None:
        return range(0)
    first, last = _index(window.start, step), _index(window.last, step)
    first += not _belongs(_period(first, step), seen)
    last -= not _belongs(_period(last, step), seen)
    return range(first, last + 1)


def _gaps(required: range, points: Iterable[Point], step: Step) -> Iterator[Days]:
    """The runs of required periods without a value."""
    following = required.start
    for index in sorted({_index(p.day, step) for p in points}):
        if index in required:
            if index > following:
                yield _run(following, index - 1, step)
            following = index + 1
    if following < required.stop:
        yield _run(following, required.stop - 1, step)


def _run(first: int, last: int, step: Step) -> Days:
    return Days(_period(first, step).start, _period(last, step).until)


_MONTHS = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}
_DAYS = {Step.DAY: 1, Step.WEEK: 7}


def _index(day: date, step: Step) -> int:
    """The number of the period that the day lies in; weeks begin on Mondays.

    >>> _index(date(2023, 6, 30), Step.QUARTER) - _index(date(2023, 3, 1), Step.QUARTER)
    1
    """
    if step in _DAYS:
        return (day.toordinal() - 1) // _DAYS[step]
    return (day.year * 12 + day.month - 1) // _MONTHS[step]


def period_of(day: date, step: Step) -> Days:
    """The period of a regular step that the day lies in."""
    return _period(_index(day, step), step)


def _period(index: int, step: Step) -> Days:
    """The days of a period, by its number.

    >>> _period(_index(date(2023, 5, 9), Step.QUARTER), Step.QUARTER).last
    datetime.date(2023, 6, 30)
    """
    if step in _DAYS:
        first = date.min + timedelta(days=index * _DAYS[step])
        return Days(first, next_day(first, by=_DAYS[step]))
    start, after = (_month((index + more) * _MONTHS[step]) for more in (0, 1))
    return Days(start or date.min, after)


def _month(index: int) -> date | None:
    """The first day of a month, counted from the year 0; None past the calendar.

    >>> _month(9999 * 12), _month(10000 * 12)
    (datetime.date(9999, 1, 1), None)
    """
    year, month = divmod(index, 12)
    return date(year, month + 1, 1) if date.min.year <= year <= date.max.year else None
