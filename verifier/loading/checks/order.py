"""The order that all days of a ledger must have: one table, and the check that runs over it.

A day may be an interval in which the true day lies. Two days are out of order only where they are
so however the intervals are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from verifier.diagnostics import Check, Diagnostic, Note, Span
from verifier.diagnostics.check import advice, error, firm, warning
from verifier.loading.checks.look import (
    Alone,
    Context,
    Fact,
    Known,
    Route,
    Together,
    values_at,
    values_under,
)
from verifier.loading.records import Whole
from verifier.loading.validation import Found
from verifier.model.days import Days
from verifier.model.edtf import Dated
from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Ruling
from verifier.model.plausible import last_before_gap

SAID_AFTER_PUBLISHED = error(
    "VF204",
    "said after it was published",
    "A statement cannot be newer than the document that carries it.",
    "Check `said` against the source's `published`.",
)
RULED_BEFORE_SAID = error(
    "VF207",
    "ruled before it was said",
    "Nobody can decide a statement that has not been made: one of the two days is wrong.",
    "Check the `date` of the ruling against the day the forecast was `said`.",
)
IMPOSSIBLE_ORDER = firm(
    "VF208",
    "days in an impossible order",
    "What is over before it begins, or known before it happened, was mistyped somewhere; a "
    "verdict from it would be wrong.",
    "Check both days; docs/checks.md#the-order-of-days has the order of all days.",
)
LONG_BEFORE_PUBLISHED = advice(
    "VF316",
    "said long before it was published",
    "A year mistyped moves every day the forecast names; and what is first quoted years later "
    "may be quoted because it came true.",
    "Check `said`, or say in `notes` where the words come from.",
)
EVIDENCE_BEFORE_EVENT = warning(
    "VF318",
    "evidence from long before the event",
    "Nobody can report what begins more than a year later: a year is mistyped, or the item is "
    "about something else.",
    "Check both days; background has `stance: context`.",
)
CLARIFIED_FOR_NOBODY = warning(
    "VF326",
    "clarification for nobody",
    "Forecasts are judged by the wording of their day: one after the horizon is nobody's, and the "
    "year of one from more than a year before the opening is mistyped.",
    "Check its `date`; what is only told belongs to the `summary` of an event.",
)
EVIDENCE_AFTER_RULING = warning(
    "VF327",
    "evidence from after the ruling",
    "Nobody can decide by what had not been published.",
    "Check the `date` of the ruling and when the evidence was `published`; on new evidence make a "
    "new ruling, which `supersedes` this one.",
)
YEARS_AFTER = warning(
    "VF319",
    "day years after all others",
    "One mistyped year hides a record until then. It does not move the day of which the whole "
    "report speaks.",
    "Check the year, or suppress the finding in `ledger.yaml` with the reason and give `--as-of`.",
)


class DayAt(NamedTuple):
    """Where a day is kept: in a record of this kind, under these keys.

    `*` is each item of a list, and `for` each item of evidence with that stance.
    """

    kind: str
    keys: str
    told: str
    """How a message says what was done on the day: "said", "published"."""


class Order(NamedTuple):
    """The day at `earlier` cannot lie after the one at `later`.

    `check` says so, and `margin` by how many days it may lie after it all the same.
    """

    earlier: DayAt
    later: DayAt
    check: Check
    margin: int = 0


SAID = DayAt("forecast", "said", "said")
PUBLISHED = DayAt("source", "published", "published")
ACCESSED = DayAt("source", "accessed", "accessed")
BEGAN = DayAt("event", "began", "began")
RULED = DayAt("ruling", "date", "ruled")
RAISED = DayAt("dispute", "raised", "raised")
OPENS = DayAt("question", "opens", "opens")
HORIZON = DayAt("question", "horizon", "horizon")
CLARIFIED = DayAt("question", "clarifications.*.date", "clarified")

A_YEAR = 366
"""What was published a year before an event is about another one, or its year is mistyped."""

ORDERS = (
    Order(SAID, PUBLISHED, SAID_AFTER_PUBLISHED),
    Order(PUBLISHED, ACCESSED, IMPOSSIBLE_ORDER),
    Order(SAID, DayAt("forecast", "response.date", "answered"), IMPOSSIBLE_ORDER),
    Order(SAID, DayAt("forecast", "corrections.*.date", "corrected"), IMPOSSIBLE_ORDER),
    Order(SAID, RULED, RULED_BEFORE_SAID),
    Order(DayAt("superseded ruling", "date", "superseded one ruled"), RULED, IMPOSSIBLE_ORDER),
    Order(BEGAN, DayAt("event", "ended", "ended"), IMPOSSIBLE_ORDER),
    Order(BEGAN, DayAt("event", "known", "known"), IMPOSSIBLE_ORDER),
    Order(BEGAN, DayAt("event", "corrections.*.date", "corrected"), IMPOSSIBLE_ORDER),
    Order(
        BEGAN,
        DayAt("event", "evidence.for.published", "evidence published"),
        EVIDENCE_BEFORE_EVENT,
        A_YEAR,
    ),
    *(
        Order(DayAt("ruling", f"{cited}.*.evidence.published", "evidence published"), RULED, check)
        for check in (EVIDENCE_AFTER_RULING,)
        for cited in ("arguments_for", "arguments_against", "dissent")
    ),
    Order(SAID, RAISED, IMPOSSIBLE_ORDER),
    Order(RAISED, DayAt("dispute", "decided.date", "decided"), IMPOSSIBLE_ORDER),
    Order(OPENS, HORIZON, IMPOSSIBLE_ORDER),
    Order(OPENS, CLARIFIED, CLARIFIED_FOR_NOBODY, A_YEAR),
    Order(CLARIFIED, HORIZON, CLARIFIED_FOR_NOBODY),
)
"""Every pair of days of which one cannot come after the other."""

FACTS = {
    "sources": ("published",),
    "forecasters": ("response.date",),
    "forecasts": ("response.date", "corrections.*.date", "misreported.evidence.*.published"),
    "events": (
        *("began", "ended", "known", "evidence.*.published", "corrections.*.date"),
        "magnitudes.*.as_of",
    ),
    "coverage": ("evidence.*.published",),
    "rulings": (
        "date",
        "arguments_for.*.evidence.published",
        "arguments_against.*.evidence.published",
        "dissent.*.evidence.published",
    ),
    "series": ("evidence.*.published",),
    "questions": ("clarifications.*.date", "clarifications.*.evidence.*.published"),
    "disputes": ("raised", "decided.date", "evidence.*.published"),
}
"""The days on which something was done already, by the kind of record: none of them is to come."""


def _about(*checks: Check) -> Mapping[str, Sequence[Order]]:
    """The pairs of days about which these checks are, by the kinds of records that have them."""
    found: dict[str, list[Order]] = {}
    for order in ORDERS:
        for kind in {order.earlier.kind, order.later.kind} if order.check in checks else ():
            found.setdefault(kind, []).append(order)
    return found


def _unordered(
    found: Found[Any], near: Mapping[str, Found[Any]], orders: Mapping[str, Sequence[Order]]
) -> Iterator[Diagnostic]:
    """The days out of order, of which the record has one and itself or what is `near` the other."""
    own = found.kind.removesuffix("s")
    records = {own: found, **near}
    for order in orders.get(own, ()):
        lates = _days(records, order.later)
        for early_at, early in _days(records, order.earlier) if lates else ():
            for late_at, late in lates:
                if _after(early.days, late.days, order.margin):
                    here = (order.later, late, records[order.later.kind].span(*late_at))
                    there = (order.earlier, early, records[order.earlier.kind].span(*early_at))
                    if order.later.kind != own:
                        here, there = there, here
                    yield _out_of_order(order.check, here, there)


def _out_of_order(
    check: Check, here: tuple[DayAt, Dated, Span], there: tuple[DayAt, Dated, Span]
) -> Diagnostic:
    (kept, day, span), (other, other_day, at) = here, there
    message = f"{kept.told} {day.text}, but {other.told} {other_day.text}"
    return check.found(message, span, notes=(Note(f"{other.told} {other_day.text}", at),))


def begins_after(later: Days, earlier: Days) -> bool:
    """Whether the one begins after all of the other, however both are read."""
    return _after(later, earlier, 0)


def _after(later: Days, earlier: Days, margin: int) -> bool:
    start, until = later.start, earlier.until
    if start is None or until is None or start < until:
        return False
    return (start - until).days >= margin


def _days(records: Mapping[str, Found[Any]], kept: DayAt) -> Sequence[tuple[Route, Dated]]:
    found = records.get(kept.kind)
    return () if found is None else values_at(found.record, kept.keys)


def _long_before(forecast: Forecast, found: Found[Any], context: Context) -> Iterator[Diagnostic]:
    """What was said more than a year before it was published, without a note on it."""
    source = context.source
    if source.record is None or forecast.notes:
        return
    said, published = forecast.said, source.record.published
    last, first = said.days.last, published.days.first
    if last is not None and first is not None and (first - last).days > A_YEAR:
        message = f"said {said.text}, but published {published.text}"
        note = Note("the source is dated here", source.span("published"))
        yield LONG_BEFORE_PUBLISHED.found(message, found.span("said"), notes=(note,))


def _facts(kind: str) -> Callable[[Any], Iterable[Fact]]:
    """Every last day on which something can have been done, and where the record says so."""
    values = values_under(*FACTS[kind])

    def facts(record: Any) -> Iterable[Fact]:
        return [
            (route, last.isoformat())
            for _, route, dated in values(record)
            if (last := dated.days.last) is not None
        ]

    return facts


class _Dating(NamedTuple):
    """A day of a record, and where it is written."""

    day: date
    found: Found[Any]
    route: Route

    @property
    def record(self) -> tuple[str, Route]:
        return self.found.document.path, self.found.route


def _dated(known: Known, whole: Whole) -> Iterator[_Dating]:
    """Every day on which something was done, as far as the ledger says."""
    for found, (route, day) in known:
        yield _Dating(date.fromisoformat(day), found, tuple(route))
    for id, day in whole.latest.items():
        yield _Dating(day, whole.ids["series"][id], ("file",))


def _horizon(known: Known, whole: Whole) -> Iterator[Diagnostic]:
    """A finding for each day of the few records that lie years after all others."""
    found = [*_dated(known, whole)]
    last = last_before_gap((dating.day, dating.record) for dating in found)
    for dating in found:
        if last is not None and dating.day > last:
            message = f"{dating.day} is years after all other days, up to {last}"
            note = Note(f"reports are of {last}, or of the day that `--as-of` names")
            yield YEARS_AFTER.found(message, dating.found.span(*dating.route), notes=(note,))


def _alone(kind: str, *checks: Check) -> Callable[[Any, Found[Any], Context], Iterable[Diagnostic]]:
    """The look at the order of days within a record of this kind, and of it and its source."""
    own = kind.removesuffix("s")
    orders = [
        (
            order,
            order.earlier.kind == own,
            _first(order.earlier),
            order.later.kind == own,
            _first(order.later),
        )
        for order in _about(*checks).get(own, ())
        if {order.earlier.kind, order.later.kind} <= {own, "source"}
    ]

    def look(record: Any, found: Found[Any], context: Context) -> Iterable[Diagnostic]:
        source = context.source.record
        doubtful = []
        for order, earlier_own, earlier, later_own, later in orders:
            one, other = record if earlier_own else source, record if later_own else source
            first, last = one and earlier(one), other and later(other)
            # Most have no such days, or one of each, in order.
            if (
                first
                and last
                and (
                    type(first) is not Dated
                    or type(last) is not Dated
                    or _after(first.days, last.days, order.margin)
                )
            ):
                doubtful.append(order)
        return _unordered(found, {"source": context.source}, {own: doubtful}) if doubtful else ()

    return look


def _first(kept: DayAt) -> Callable[[Any], Any]:
    return attrgetter(kept.keys.partition(".")[0])


def order_of_ruling(found: Found[Ruling], whole: Whole) -> Iterator[Diagnostic]:
    """A finding for each day that is out of order with that of a ruling."""
    if found.record is not None:
        before = whole.ids["rulings"].get(found.record.supersedes or "")
        yield from _of_forecast(found, whole, {"superseded ruling": before})


_OF_FORECASTS = _about(RULED_BEFORE_SAID, IMPOSSIBLE_ORDER)


def _of_forecast(
    found: Found[Any], whole: Whole, near: Mapping[str, Found[Any] | None]
) -> Iterator[Diagnostic]:
    """The findings about a record that names a forecast."""
    if found.record is None:
        return
    near = {"forecast": whole.ids["forecasts"].get(found.record.forecast), **near}
    there = {kind: record for kind, record in near.items() if record is not None}
    yield from _unordered(found, there, _OF_FORECASTS)


def _of_forecasts(_: Known, whole: Whole) -> Iterator[Diagnostic]:
    for found in whole.of("rulings"):
        yield from order_of_ruling(found, whole)
    for found in whole.of("disputes"):
        yield from _of_forecast(found, whole, {})


LOOKS = (
    Alone(
        (SAID_AFTER_PUBLISHED, IMPOSSIBLE_ORDER),
        {
            kind: _alone(kind, SAID_AFTER_PUBLISHED, IMPOSSIBLE_ORDER)
            for kind in ("sources", "forecasts", "events", "questions")
        },
    ),
    Together((RULED_BEFORE_SAID, IMPOSSIBLE_ORDER), {}, _of_forecasts),
    Alone((EVIDENCE_BEFORE_EVENT,), {"events": _alone("events", EVIDENCE_BEFORE_EVENT)}),
    Alone((EVIDENCE_AFTER_RULING,), {"rulings": _alone("rulings", EVIDENCE_AFTER_RULING)}),
    Alone((CLARIFIED_FOR_NOBODY,), {"questions": _alone("questions", CLARIFIED_FOR_NOBODY)}),
    Alone((LONG_BEFORE_PUBLISHED,), {"forecasts": _long_before}),
    Together((YEARS_AFTER,), {kind: _facts(kind) for kind in FACTS}, _horizon),
)
