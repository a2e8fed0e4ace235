"""Evidence: that others can look it up, that it is not from one side alone, nor given twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from verifier.diagnostics import Diagnostic, Note
from verifier.diagnostics.check import advice, error, warning
from verifier.loading.checks.look import Alone, Context, Fact, Known, Route, Together, under
from verifier.loading.records import Whole
from verifier.loading.validation import Found
from verifier.model.disputes import Dispute
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Coverage, Event, RuledOutcome, Ruling, Series

FROM_MEMORY = error(
    "VF206",
    "evidence from memory stands alone",
    "What nobody can look up cannot decide a verdict.",
    "Add evidence with an address, or leave the record out.",
)
NOT_TO_BE_LOOKED_UP = warning(
    "VF304",
    "evidence that cannot be looked up",
    "Evidence counts from the day it was published, and readers must be able to find it.",
    "Add `published` and `address`, or say in `note` why there is none.",
)
ONE_SIDED = advice(
    "VF305",
    "evidence on one side of a dispute",
    "A dispute with the evidence of one side looks decided, or invented.",
    "Add what the other side published: with its `stance`, or among the other `arguments`.",
)
HEARSAY = warning(
    "VF310",
    "outcome known from the forecaster alone",
    "Nobody decides whether their own forecast came true.",
    "Add evidence that somebody else published.",
)
GIVEN_TWICE = warning(
    "VF317",
    "the same evidence twice",
    "An item given twice is one item: it adds nothing to the record.",
    "Leave one out.",
)
BEYOND_EVIDENCE = advice(
    "VF323",
    "coverage beyond its evidence",
    "Nobody can have published what had not happened yet: coverage counts up to the day on which "
    "the last evidence for it was published, and no further.",
    "Let `during` end there, or add evidence that was published later.",
)


def _beyond(coverage: Coverage, found: Found[Any], _: Context) -> Iterator[Diagnostic]:
    """Coverage that says more days than its evidence can speak of."""
    last = coverage.during.days.last
    published = [item.published.days.last for item in coverage.evidence if item.published]
    known = max((day for day in published if day is not None), default=None)
    # What is undated tells of any day.
    if known is None or len(published) < len(coverage.evidence):
        return
    if last is None or last > known:
        message = f"covers {coverage.during.text}, but its last evidence is of {known}"
        yield BEYOND_EVIDENCE.found(message, found.span("during"))


def _from_memory(record: Event | Coverage, found: Found[Any], _: Context) -> Iterator[Diagnostic]:
    return _all_from_memory(found, ("evidence",), record.evidence)


def _misreported_from_memory(
    forecast: Forecast, found: Found[Any], _: Context
) -> Iterator[Diagnostic]:
    if forecast.misreported is not None:
        where = ("misreported", "evidence")
        yield from _all_from_memory(found, where, forecast.misreported.evidence)


def _all_from_memory(
    found: Found[Any], where: tuple[str, ...], evidence: Iterable[Evidence]
) -> Iterator[Diagnostic]:
    if all(item.from_memory for item in evidence):
        span = found.document.key_span((*found.route, *where))
        yield FROM_MEMORY.found("all evidence here is from memory", span)


def _given_twice(
    record: Event | Coverage | Series, found: Found[Any], _: Context
) -> Iterator[Diagnostic]:
    first: dict[Evidence, int] = {}
    for index, item in enumerate(record.evidence):
        if first.setdefault(item, index) != index:
            note = Note("it is given here first", found.span("evidence", first[item], "publisher"))
            span = found.span("evidence", index, "publisher")
            yield GIVEN_TWICE.found("the same evidence twice", span, notes=(note,))


def _looked_up(
    record: Event | Coverage | Series | Ruling | Dispute, found: Found[Any], _: Context
) -> Iterator[Diagnostic]:
    """Evidence that others cannot find, wherever it is cited; of the same item the first."""
    told: set[Evidence] = set()
    for route, item in _cited(record):
        missing = []
        if item.published is None and item.published_basis is None:
            missing.append("published")
        if item.address is None and item.locator is None:
            missing.append("address")
        if missing and item.note is None and not item.from_memory and item not in told:
            told.add(item)
            keys = " and no ".join(f"`{key}`" for key in missing)
            span = found.span(*route, "publisher")
            yield NOT_TO_BE_LOOKED_UP.found(f"evidence with no {keys}", span)


def _cited(
    record: Event | Coverage | Series | Ruling | Dispute,
) -> Iterator[tuple[Route, Evidence]]:
    if not isinstance(record, Ruling):
        yield from ((("evidence", n), item) for n, item in enumerate(record.evidence))
        return
    for side in ("arguments_for", "arguments_against", "dissent"):
        for n, argument in enumerate(getattr(record, side)):
            if argument.evidence is not None:
                yield (side, n, "evidence"), argument.evidence


def _hearsay(event: Event, found: Found[Any], _: Context) -> Iterator[Diagnostic]:
    """An event of which only forecasters tell."""
    telling = [item for item in event.evidence if item.stance == "for"]
    if telling and all(item.forecaster is not None for item in telling):
        names = " and ".join(dict.fromkeys(f"`{item.forecaster}`" for item in telling))
        message = f"`{event.id}` is known from {names} alone"
        yield HEARSAY.found(message, found.document.key_span((*found.route, "evidence")))


_DISPUTED = "disputed"


def _one_side(event: Event) -> Iterator[Fact]:
    """The stance of all evidence where it has but one, and whether the event is disputed."""
    stances = {item.stance for item in event.evidence} - {"context"}
    if len(stances) == 1:
        yield stances.pop(), event.id
    if event.disputed_kinds or event.new == "disputed":
        yield _DISPUTED, event.id


def _ruled_disputed(ruling: Ruling) -> Iterator[Fact]:
    if ruling.outcome == RuledOutcome.DISPUTED:
        for event in ruling.events:
            yield _DISPUTED, event


def _disputes(known: Known, _: Whole) -> Iterator[Diagnostic]:
    """Disputed events of which all evidence tells one side."""
    disputed = {id for _, (said, id) in known if said == _DISPUTED}
    for found, (stance, id) in known:
        if stance != _DISPUTED and id in disputed:
            message = f"`{id}` is disputed, but all evidence is {stance} it"
            yield ONE_SIDED.found(message, found.document.key_span((*found.route, "evidence")))


def _argued_on_one_side(ruling: Ruling, found: Found[Any], _: Context) -> Iterator[Diagnostic]:
    """A dispute that a ruling finds in what was published, of which it shows one side."""
    given = [side for side in ("arguments_for", "arguments_against") if getattr(ruling, side)]
    if ruling.outcome == RuledOutcome.DISPUTED and not ruling.events and len(given) == 1:
        message = f"ruled `disputed`, and there are only `{given[0]}`"
        yield ONE_SIDED.found(message, found.span("outcome"))


LOOKS = (
    Alone(
        (FROM_MEMORY,),
        {"events": _from_memory, "coverage": _from_memory, "forecasts": _misreported_from_memory},
    ),
    Alone((GIVEN_TWICE,), dict.fromkeys(("events", "coverage", "series"), _given_twice)),
    Alone(
        (NOT_TO_BE_LOOKED_UP,),
        dict.fromkeys(("events", "coverage", "series", "rulings", "disputes"), _looked_up),
    ),
    Alone((HEARSAY,), {"events": _hearsay}),
    Alone((BEYOND_EVIDENCE,), {"coverage": _beyond}),
    Alone((ONE_SIDED,), {"rulings": _argued_on_one_side}),
    Together(
        (ONE_SIDED,),
        {"events": _one_side, "rulings": _ruled_disputed},
        _disputes,
        lambda _, fact: under(fact[1]),
    ),
)
