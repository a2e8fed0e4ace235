"""What records say of each other: references, days, readings. One function for each concern."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from verifier.diagnostics import Diagnostic, Note, Span
from verifier.loading.files import Kept
from verifier.loading.records import Records
from verifier.loading.validation import Found, closest, finding, nearest
from verifier.model.days import Days
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Condition, Forecast, Source, WindowClaim
from verifier.model.outcomes import Ruling
from verifier.model.proposition import (
    AllOf,
    AnyOf,
    AtLeast,
    DoesNotOccur,
    Holds,
    Occurs,
    Proposition,
    Range,
    Reaches,
)
from verifier.rules import Rules
from verifier.vocabulary import Vocabulary
from verifier.when import nearest_phrases as nearest_time_phrases
from verifier.when import read_time
from verifier.when.window import anchor_of
from verifier.words import LikelihoodReading, read_likelihood
from verifier.words import nearest_phrases as nearest_likelihood_phrases

Path = tuple[str | int, ...]
_Window = tuple[Days, Days] | None


class _Readings:
    """Words read by the rules, each of them once: a ledger says the same few again and again."""

    def __init__(self, rules: Rules, kept: Kept | None) -> None:
        self.rules = rules
        self.kept = kept
        self.windows: dict[tuple[str, Days], _Window] = {}
        self.likelihoods: dict[str, LikelihoodReading] = {}

    def window(self, phrase: str, anchor: Days) -> _Window:
        """The narrow and the wide days that `phrase` names, None where it is not read."""
        key = (phrase, anchor)
        if key not in self.windows:
            self.windows[key] = self._kept_window(phrase, anchor)
        return self.windows[key]

    def _kept_window(self, phrase: str, anchor: Days) -> _Window:
        if self.kept is None:
            return self._read_window(phrase, anchor)
        text = repr((self.rules.fingerprint, phrase, anchor.iso()))
        digest = hashlib.sha256(text.encode()).digest()
        known = self.kept.get(digest)
        if known is not None:
            return (_days(known[0]), _days(known[1])) if known else None
        window = self._read_window(phrase, anchor)
        self.kept.put(digest, [days.iso() for days in window or ()])
        return window

    def _read_window(self, phrase: str, anchor: Days) -> _Window:
        reading = read_time(phrase, anchor=anchor, conventions=self.rules.time)
        return None if reading is None else (reading.narrow, reading.wide)

    def likelihood(self, phrase: str) -> LikelihoodReading:
        """What `phrase` says of likelihood."""
        if phrase not in self.likelihoods:
            self.likelihoods[phrase] = read_likelihood(phrase, rules=self.rules.likelihood)
        return self.likelihoods[phrase]


def _days(iso: list[str | None]) -> Days:
    start, until = (None if day is None else date.fromisoformat(day) for day in iso)
    return Days(start, until)


def check_records(records: Records, rules: Rules, kept: Kept | None = None) -> Iterator[Diagnostic]:
    """Every finding about the records of a ledger, in no particular order.

    `kept` spares words that were read in an earlier run.
    """
    readings = _Readings(rules, kept)
    for source, found in records.forecasts:
        if found.record is not None:
            yield from _check_forecast(found, source, records, readings)
    yield from _check_speakers(records)
    yield from _check_forecasters(records, rules)
    yield from _check_events(records, rules)
    yield from _check_coverage(records, rules)
    for question in records.of("questions"):
        if question.record is not None and question.record.event is not None:
            event = question.record.event
            yield from _check_proposition(question, ("event",), event, records, rules)
    for ruling in records.of("rulings"):
        if ruling.record is not None:
            yield from _check_ruling(ruling, ruling.record, records)


def _check_speakers(records: Records) -> Iterator[Diagnostic]:
    for _, aside in records.set_aside:
        if aside.record is not None and aside.record.speaker is not None:
            yield from _refers(aside, ("speaker",), aside.record.speaker, "forecasters", records)
    for origin in records.sources:
        if origin.record is not None and origin.record.outlet is not None:
            yield from _refers(origin, ("outlet",), origin.record.outlet, "forecasters", records)


def _check_forecast(
    found: Found[Forecast], source: Found[Source], records: Records, readings: _Readings
) -> Iterator[Diagnostic]:
    forecast, rules = found.record, readings.rules
    assert forecast is not None
    yield from _refers(found, ("forecaster",), forecast.forecaster, "forecasters", records)
    if forecast.question is not None:
        yield from _refers(found, ("question",), forecast.question, "questions", records)
    yield from _check_proposition(found, ("expects",), forecast.expects, records, rules)
    if forecast.given is not None:
        inner = ("given", "expects")
        yield from _check_proposition(found, inner, forecast.given.expects, records, rules)
    if forecast.misreported is not None:
        where = ("misreported", "evidence")
        yield from _check_evidence(found, where, forecast.misreported.evidence, records)
        if forecast.misreported.original is not None:
            original = forecast.misreported.original
            yield from _refers(found, ("misreported", "original"), original, "forecasts", records)
    yield from _check_restatement(found, records)
    yield from _check_days(found, source, readings)
    yield from _check_likelihood(found, readings)


def _check_restatement(found: Found[Forecast], records: Records) -> Iterator[Diagnostic]:
    forecast = found.record
    assert forecast is not None
    for key, first_id in (("restates", forecast.restates), ("refines", forecast.refines)):
        if first_id is None:
            continue
        yield from _refers(found, (key,), first_id, "forecasts", records)
        first = records.ids["forecasts"].get(first_id)
        if first is None or first.record is None:
            continue
        note = (Note("the first statement", first.span("id")),)
        if first.record.forecaster != forecast.forecaster:
            message = f"`{key}` points to a forecast of `{first.record.forecaster}`"
            yield finding("VF205", message, found.span(key), notes=note)
        elif _begins_after(first.record.said.days, forecast.said.days):
            message = f"`{key}` points to a statement that was made later"
            yield finding("VF205", message, found.span(key), notes=note)
        elif first is found or (key == "restates" and first.record.restates is not None):
            message = "a restatement points to the first statement, not to itself or another one"
            yield finding("VF205", message, found.span(key), notes=note)


def _check_days(
    found: Found[Forecast], source: Found[Source], readings: _Readings
) -> Iterator[Diagnostic]:
    forecast = found.record
    assert forecast is not None
    said, published = forecast.said.days, source.record.published if source.record else None
    if published is not None and _begins_after(said, published.days):
        message = f"said {forecast.said.text}, but published {published.text}"
        note = (Note("the source is dated here", source.span("published")),)
        yield finding("VF204", message, found.span("said"), notes=note)
        return
    anchor = anchor_of(forecast, source.record)
    claims: list[tuple[Path, WindowClaim | None]] = [(("window",), forecast.window)]
    if isinstance(forecast.given, Condition):
        claims.append((("given", "window"), forecast.given.window))
    for where, claim in claims:
        if claim is not None:
            yield from _check_window(found, where, claim, anchor, readings)


def _check_window(
    found: Found[Forecast], where: Path, claim: WindowClaim, anchor: Days, readings: _Readings
) -> Iterator[Diagnostic]:
    forecast = found.record
    assert forecast is not None
    said = forecast.said.days
    window: _Window
    if claim.narrow is not None and claim.wide is not None:
        key, window = "wide", (claim.narrow.days, claim.wide.days)
    elif claim.phrase is not None:
        key, window = "phrase", readings.window(claim.phrase, anchor)
    else:
        key, window = "horizon", (Days(said.start, None), Days(said.start, None))
    if window is None:
        near = nearest_time_phrases(claim.phrase or "", readings.rules.time)
        yield finding(
            "VF202",
            f"time phrase not read: `{claim.phrase}`",
            found.span(*where, "phrase"),
            help=_like(near, "or give `narrow` and `wide` with a `reason`"),
        )
        return
    narrow, wide = window
    if where == ("window",) and _begins_after(said, wide):
        message = f"the window was over on {wide.last}, before it was said"
        yield finding("VF201", message, found.span(*where, key), notes=_said(found, forecast))
    elif claim.horizon is not None and _begins_after(narrow, claim.horizon.days):
        message = f"the horizon, {claim.horizon.text}, is over before the window begins"
        span = found.span(*where, "horizon")
        yield finding("VF201", message, span, notes=_said(found, forecast))


def _said(found: Found[Forecast], forecast: Forecast) -> tuple[Note, ...]:
    return (Note(f"said {forecast.said.text}", found.span("said")),)


def _begins_after(later: Days, earlier: Days) -> bool:
    return later.start is not None and earlier.last is not None and later.start > earlier.last


def _check_likelihood(found: Found[Forecast], readings: _Readings) -> Iterator[Diagnostic]:
    forecast = found.record
    assert forecast is not None
    claim = forecast.likelihood
    if claim.phrase is None or claim.probability is not None or claim.class_ is not None:
        return
    reading = readings.likelihood(claim.phrase)
    if reading.chosen is None and reading.klass is None:
        near = nearest_likelihood_phrases(claim.phrase, readings.rules.likelihood)
        yield finding(
            "VF203",
            f"likelihood phrase not read: `{claim.phrase}`",
            found.span("likelihood", "phrase"),
            help=_like(near, "or give a `class`"),
        )


def _like(near: Iterable[str], otherwise: str) -> str:
    words = ", ".join(f"`{phrase}`" for phrase in near)
    return f"phrases like it that are known: {words}; {otherwise}" if words else otherwise


def _check_forecasters(records: Records, rules: Rules) -> Iterator[Diagnostic]:
    for found in records.of("forecasters"):
        if found.record is None:
            continue
        if found.record.side is not None:
            yield from _term(found, ("side",), found.record.side, rules.actors, records)
        for index, role in enumerate(found.record.roles):
            yield from _refers(found, ("roles", index, "source"), role.source, "sources", records)
        for index, other in enumerate(found.record.not_to_be_confused_with):
            where = ("not_to_be_confused_with", index)
            yield from _refers(found, where, other, "forecasters", records)


def _check_events(records: Records, rules: Rules) -> Iterator[Diagnostic]:
    for found in records.of("events"):
        if found.record is None:
            continue
        for key, terms, vocabulary in (
            ("kinds", found.record.kinds, rules.events),
            ("disputed_kinds", found.record.disputed_kinds, rules.events),
            ("actors", found.record.actors, rules.actors),
            ("places", found.record.places, rules.places),
        ):
            for index, term in enumerate(terms):
                yield from _term(found, (key, index), term, vocabulary, records)
        yield from _check_evidence(found, ("evidence",), found.record.evidence, records)


def _check_coverage(records: Records, rules: Rules) -> Iterator[Diagnostic]:
    for found in records.of("coverage"):
        if found.record is None:
            continue
        for index, covered in enumerate(found.record.of):
            for key, term, vocabulary in (
                ("kind", covered.kind, rules.events),
                ("actor", covered.actor, rules.actors),
                ("place", covered.place, rules.places),
            ):
                if term is not None:
                    yield from _term(found, ("of", index, key), term, vocabulary, records)
        yield from _check_evidence(found, ("evidence",), found.record.evidence, records)


def _check_ruling(found: Found[Any], ruling: Ruling, records: Records) -> Iterator[Diagnostic]:
    yield from _refers(found, ("forecast",), ruling.forecast, "forecasts", records)
    if ruling.supersedes is not None:
        yield from _refers(found, ("supersedes",), ruling.supersedes, "rulings", records)
    for index, event in enumerate(ruling.events):
        yield from _refers(found, ("events", index), event, "events", records)


def _check_evidence(
    found: Found[Any], where: Path, evidence: tuple[Evidence, ...], records: Records
) -> Iterator[Diagnostic]:
    if all(item.from_memory for item in evidence):
        message = "all evidence here is from memory"
        yield finding("VF206", message, found.document.key_span((*found.route, *where)))
    for index, item in enumerate(evidence):
        if item.forecaster is not None:
            here = (*where, index, "forecaster")
            yield from _refers(found, here, item.forecaster, "forecasters", records)


def _check_proposition(
    found: Found[Any], where: Path, proposition: Proposition, records: Records, rules: Rules
) -> Iterator[Diagnostic]:
    match proposition:
        case Occurs() | DoesNotOccur() | Holds():
            key = {Occurs: "event", DoesNotOccur: "no_event", Holds: "state"}[type(proposition)]
            yield from _term(found, (*where, key), proposition.kind, rules.events, records)
            for facet, term, vocabulary in (
                ("actor", proposition.actor, rules.actors),
                ("place", proposition.place, rules.places),
            ):
                if term is not None:
                    yield from _term(found, (*where, facet), term, vocabulary, records)
        case Reaches(reaches=series):
            yield from _refers(found, (*where, "reaches"), series, "series", records)
        case Range(range=series):
            yield from _refers(found, (*where, "range"), series, "series", records)
        case AllOf(all_of=inner):
            yield from _check_parts(found, (*where, "all_of"), inner, records, rules)
        case AnyOf(any_of=inner):
            yield from _check_parts(found, (*where, "any_of"), inner, records, rules)
        case AtLeast(of=inner):
            yield from _check_parts(found, (*where, "of"), inner, records, rules)


def _check_parts(
    found: Found[Any],
    where: Path,
    inner: tuple[Proposition, ...],
    records: Records,
    rules: Rules,
) -> Iterator[Diagnostic]:
    for index, part in enumerate(inner):
        yield from _check_proposition(found, (*where, index), part, records, rules)


def _term(
    found: Found[Any], where: Path, term: str, vocabulary: Vocabulary, records: Records
) -> Iterator[Diagnostic]:
    if term in vocabulary:
        return
    wanted = nearest(term, vocabulary.terms)
    yield finding(
        "VF104",
        f"unknown {_SINGULAR[vocabulary.name]} `{term}`",
        found.span(*where),
        label=f"not in the vocabulary of {vocabulary.name}",
        help=f"did you mean `{wanted}`?" if wanted else "",
        notes=(_listed(vocabulary, wanted, records),),
        fix=closest(found.document, found.span(*where), term, vocabulary.terms),
    )


def _listed(vocabulary: Vocabulary, term: str | None, records: Records) -> Note:
    """Where `term` is declared or, without it, where all terms are."""
    file = f"rules/{vocabulary.name}.yaml"
    document = records.rules.get(file)
    terms = document.value["terms"] if document is not None else ()
    for index, entry in enumerate(terms):
        if document is not None and entry["id"] == term:
            return Note("it is declared here", document.span(("terms", index, "id")))
    return Note(f"{vocabulary.name} are listed in {file}")


_SINGULAR = {
    "events": "event",
    "places": "place",
    "actors": "actor",
    "forecasters": "forecaster",
    "forecasts": "forecast",
    "questions": "question",
    "rulings": "ruling",
    "sources": "source",
    "series": "series",
}


def _refers(
    found: Found[Any], where: Path, id: str, kind: str, records: Records
) -> Iterator[Diagnostic]:
    known = records.ids[kind]
    if id in known or records.broken_declares(id):
        return
    wanted = nearest(id, known)
    notes = (Note("it is declared here", _declared(known[wanted])),) if wanted else ()
    yield finding(
        "VF105" if kind == "forecasters" else "VF106",
        f"unknown {_SINGULAR[kind]} `{id}`",
        found.span(*where),
        help=f"did you mean `{wanted}`?" if wanted else "",
        notes=notes,
        fix=closest(found.document, found.span(*where), id, known),
    )


def _declared(found: Found[Any]) -> Span:
    return found.span("id")
