"""What one file says that has to be held against the other files, and nothing else of it.

An outline is made of plain lists, so that it can be sent from one process to another and kept from
one run to the next as JSON.
"""

from __future__ import annotations

import string
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from verifier.loading.advice import names_no_observable
from verifier.loading.checks import Reference
from verifier.loading.order import Fact, facts_of
from verifier.loading.validation import Found
from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Event, RuledOutcome, Ruling
from verifier.text.tokens import ALIKE

_RUN = 5
_MARKS = str.maketrans(dict.fromkeys(string.punctuation + "\u2026" + "".join(ALIKE.values()), " "))


class Statement(NamedTuple):
    """Who said something, on which days at the earliest and latest, and what it takes up."""

    forecaster: str
    first: str | None
    last: str | None
    restates: str | None
    refines: str | None
    original: str | None


class Outline(NamedTuple):
    """The outline of one file. Numbers are places in the lists of the file."""

    source: tuple[str | None, bool] | None
    """The source's id, and whether it is sound; None where the file has none."""
    records: Mapping[str, Sequence[tuple[str | None, bool]]]
    """By kind, the id of every record and whether it is sound."""
    references: Sequence[Reference]
    """The records that are named, and where in the file."""
    statements: Sequence[Statement | None]
    """Every forecast, as far as others may restate it; None where it is broken."""
    quoted: Sequence[tuple[int, str]]
    """The forecasts with quotations, and the fingerprint of each quotation; see `fingerprint`."""
    one_sided: Sequence[tuple[int, str]]
    """The events with evidence of one stance only, and the stance."""
    judged: Sequence[int]
    """The forecasts that name no observable, so that only a ruling settles them."""
    disputed: Sequence[str]
    """The events that are disputed by themselves, or by rulings."""
    former: Sequence[tuple[str, str, Sequence[str | int]]]
    """The ids that records had: of which kind, the id, and where in the file."""
    facts: Sequence[Fact]
    """The days on which something was done, and where in the file."""


def outline_of(
    source: Found[Any] | None,
    found: Mapping[str, Sequence[Found[Any]]],
    references: Sequence[Reference],
) -> Outline:
    """The outline of a file with these records, which refer to those others."""
    forecasts: list[Forecast | None] = [each.record for each in found.get("forecasts", ())]
    events: list[Event | None] = [each.record for each in found.get("events", ())]
    rulings: list[Ruling | None] = [each.record for each in found.get("rulings", ())]
    all_records = [(kind, each) for kind, group in found.items() for each in group]
    if source is not None:
        all_records.append(("sources", source))
    return Outline(
        None if source is None else (source.id, source.sound),
        {kind: [(each.id, each.sound) for each in group] for kind, group in found.items()},
        references,
        [None if forecast is None else _statement(forecast) for forecast in forecasts],
        [(n, fingerprint(f.quote)) for n, f in enumerate(forecasts) if f and f.quote],
        [(n, stance) for n, event in enumerate(events) if event for stance in _one_side(event)],
        [n for n, f in enumerate(forecasts) if f and names_no_observable(f)],
        [*_disputed(events), *_ruled_disputed(rulings)],
        [former for kind, each in all_records for former in _former(kind, each)],
        [fact for kind, each in all_records for fact in facts_of(kind, each)],
    )


def _former(kind: str, found: Found[Any]) -> Iterator[tuple[str, str, Sequence[str | int]]]:
    for index, id in enumerate(getattr(found.record, "formerly", ())):
        yield kind, id, (*found.route, "formerly", index)


def _statement(forecast: Forecast) -> Statement:
    said = forecast.said.days
    first = said.first.isoformat() if said.first else None
    last = said.last.isoformat() if said.last else None
    original = forecast.misreported.original if forecast.misreported else None
    return Statement(
        forecast.forecaster, first, last, forecast.restates, forecast.refines, original
    )


def runs_of_words(quote: str) -> list[str]:
    """The runs of five words of a quotation, without case and punctuation.

    >>> runs_of_words("They will, of course, attack in May.")[1:]
    ['will of course attack in', 'of course attack in may']
    """
    return [run.decode() for run in _runs(quote)]


def _runs(quote: str) -> Iterator[bytes]:
    words = list(map(str.encode, quote.casefold().translate(_MARKS).split()))
    return map(b" ".join, zip(*(words[n:] for n in range(_RUN)), strict=False))


def fingerprint(quote: str) -> str:
    """Eight hexadecimal digits for each run of words of a quotation."""
    return array("I", map(zlib.crc32, _runs(quote))).tobytes().hex()


def prints(fingerprint: str) -> array[int]:
    """The runs of words of a fingerprint, or of several one after the other, as numbers."""
    return array("I", bytes.fromhex(fingerprint))


def _one_side(event: Event) -> Iterator[str]:
    stances = {item.stance for item in event.evidence} - {"context"}
    if len(stances) == 1:
        yield stances.pop()


def _disputed(events: Iterable[Event | None]) -> Iterator[str]:
    for event in events:
        if event is not None and (event.disputed_kinds or event.new == "disputed"):
            yield event.id


def _ruled_disputed(rulings: Iterable[Ruling | None]) -> Iterator[str]:
    for ruling in rulings:
        if ruling is not None and ruling.outcome == RuledOutcome.DISPUTED:
            yield from ruling.events
