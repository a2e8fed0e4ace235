"""The order that all days of a ledger must have: one table, and the check that runs over it.

A day may be an interval in which the true day lies. Two days are out of order only where they are
so however the intervals are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from verifier.diagnostics import Diagnostic, Note, Span
from verifier.loading.validation import Found, finding
from verifier.loading.yaml import Document, Route
from verifier.model.days import Days
from verifier.model.edtf import Dated


class Kept(NamedTuple):
    """Where a day is kept: in a record of this kind, under these keys.

    `*` is each item of a list, and `for` each item of evidence with that stance.
    """

    kind: str
    keys: str
    told: str
    """How a message says what was done on the day: "said", "published"."""


class Order(NamedTuple):
    """The day at `earlier` cannot lie after the one at `later`.

    `code` is the check that says so, and `margin` by how many days it may lie after it all the
    same.
    """

    earlier: Kept
    later: Kept
    code: str
    margin: int = 0


SAID = Kept("forecast", "said", "said")
PUBLISHED = Kept("source", "published", "published")
BEGAN = Kept("event", "began", "began")
RULED = Kept("ruling", "date", "ruled")

A_YEAR = 366
"""What was published a year before an event is about another one, or its year is mistyped."""

ORDERS = (
    Order(SAID, PUBLISHED, "VF204"),
    Order(SAID, Kept("forecast", "response.date", "answered"), "VF208"),
    Order(SAID, Kept("forecast", "corrections.*.date", "corrected"), "VF208"),
    Order(SAID, RULED, "VF207"),
    Order(Kept("superseded ruling", "date", "superseded one ruled"), RULED, "VF208"),
    Order(BEGAN, Kept("event", "ended", "ended"), "VF208"),
    Order(BEGAN, Kept("event", "known", "known"), "VF208"),
    Order(BEGAN, Kept("event", "corrections.*.date", "corrected"), "VF208"),
    Order(BEGAN, Kept("event", "evidence.for.published", "evidence published"), "VF318", A_YEAR),
    Order(Kept("question", "opens", "opens"), Kept("question", "horizon", "horizon"), "VF208"),
)
"""Every pair of days of which one cannot come after the other."""

_KINDS = {
    "Forecast": "forecast",
    "Source": "source",
    "Event": "event",
    "Ruling": "ruling",
    "Question": "question",
}

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
}
"""The days on which something was done already, by the kind of record: none of them is to come."""

HORIZON = 1826
"""A year mistyped leaves a gap; no ledger that is kept leaves one of five years before its end."""
_FEW = 20
"""One record in so many may lie beyond the gap and is doubted; where more do the gap is real."""


def check_order(
    found: Found[Any], near: Mapping[str, Found[Any]], *, advice: bool
) -> Iterator[Diagnostic]:
    """A finding for each two days out of order, of which the record or what is `near` has one."""
    own = _KINDS.get(type(found.record).__name__, "")
    for order in ORDERS:
        if (order.margin > 0) != advice or own not in (order.earlier.kind, order.later.kind):
            continue
        records = {own: found, **near}
        for early, early_at in _days(records, order.earlier):
            for late, late_at in _days(records, order.later):
                if _after(early.days, late.days, order.margin):
                    yield _out_of_order(order, own, (early, early_at), (late, late_at))


def _out_of_order(
    order: Order, own: str, early: tuple[Dated, Span], late: tuple[Dated, Span]
) -> Diagnostic:
    if order.later.kind == own:
        (mine, span), (other, at), here, there = late, early, order.later, order.earlier
    else:
        (mine, span), (other, at), here, there = early, late, order.earlier, order.later
    message = f"{here.told} {mine.text}, but {there.told} {other.text}"
    return finding(order.code, message, span, notes=(Note(f"{there.told} {other.text}", at),))


def begins_after(later: Days, earlier: Days) -> bool:
    """Whether the one begins after all of the other, however both are read."""
    return _after(later, earlier, 0)


def _after(later: Days, earlier: Days, margin: int) -> bool:
    if later.start is None or earlier.last is None:
        return False
    return (later.start - earlier.last).days > margin


def _days(records: Mapping[str, Found[Any]], kept: Kept) -> Iterator[tuple[Dated, Span]]:
    found = records.get(kept.kind)
    if found is not None and found.record is not None:
        for route, dated in _at(found.record, kept.keys.split(".")):
            yield dated, found.span(*route)


def _at(value: Any, keys: Sequence[str], route: Route = ()) -> Iterator[tuple[Route, Dated]]:
    if value is None:
        return
    if not keys:
        yield route, value
    elif keys[0] in ("*", "for"):
        for index, item in enumerate(value):
            if keys[0] == "*" or item.stance == "for":
                yield from _at(item, keys[1:], (*route, index))
    else:
        yield from _at(getattr(value, keys[0]), keys[1:], (*route, keys[0]))


class Fact(NamedTuple):
    """The last day on which something can have been done, and where a file says so."""

    route: Sequence[str | int]
    day: str


def facts_of(kind: str, found: Found[Any]) -> Iterator[Fact]:
    """Every such day of a record."""
    for keys in FACTS.get(kind, ()):
        for route, dated in _at(found.record, keys.split(".")):
            if dated.days.last is not None:
                yield Fact((*found.route, *route), dated.days.last.isoformat())


class Dating(NamedTuple):
    """A day of a record: which record, the day, how it is written there, and where."""

    record: tuple[str, Route]
    day: date
    document: Document
    route: Route


def check_horizon(days: Iterable[Dating]) -> Iterator[Diagnostic]:
    """A finding for each day of the few records that lie years after all others."""
    found = sorted(days, key=lambda dating: dating.day)
    records = {dating.record for dating in found}
    few = max(1, len(records) // _FEW)
    beyond: set[tuple[str, Route]] = set()
    for place in range(len(found) - 1, 0, -1):
        before, after = found[place - 1], found[place]
        beyond.add(after.record)
        if len(beyond) > few:
            return
        if (after.day - before.day).days > HORIZON:
            for dating in found[place:]:
                message = f"{dating.day} is years after all other days, up to {before.day}"
                yield finding("VF319", message, dating.document.span(dating.route))
            return
