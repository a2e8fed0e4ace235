"""What a record says by itself: of days, words and terms. One function for each kind of record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from verifier.diagnostics import Diagnostic, Note
from verifier.diagnostics.wording import did_you_mean
from verifier.loading.order import begins_after, check_order
from verifier.loading.readings import Readings
from verifier.loading.remedies import window_line
from verifier.loading.validation import Found, closest, finding, nearest
from verifier.loading.yaml import Document
from verifier.model.days import Days
from verifier.model.evidence import Evidence
from verifier.model.forecasts import (
    Condition,
    Forecast,
    Forecaster,
    SetAside,
    Source,
    WindowClaim,
)
from verifier.model.outcomes import Coverage, Event, Question, Ruling
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
from verifier.vocabulary import Vocabulary
from verifier.when import nearest_phrases as nearest_time_phrases
from verifier.when.window import anchor_of
from verifier.words import nearest_phrases as nearest_likelihood_phrases

Path = tuple[str | int, ...]


class Reference(NamedTuple):
    """Another record is named, by its kind and id, at `route` of a file."""

    kind: str
    id: str
    route: Sequence[str | int]


Said = Diagnostic | Reference
"""What is wrong with a record by itself, or what has to be held against other files."""


def check_alone(
    source: Found[Source], found: Mapping[str, Sequence[Found[Any]]], readings: Readings
) -> Iterator[Said]:
    """All that can be said of the records of one file by themselves, in no particular order."""
    if source.record is not None and source.record.outlet is not None:
        yield _refers(source, ("outlet",), source.record.outlet, "forecasters")
    for records in found.values():
        for each in records:
            yield from _check(each, source, readings)


def _check(found: Found[Any], source: Found[Source], readings: Readings) -> Iterator[Said]:
    match found.record:
        case Forecast() as forecast:
            yield from _check_forecast(found, forecast, source, readings)
        case SetAside(speaker=str() as speaker):
            yield _refers(found, ("speaker",), speaker, "forecasters")
        case Forecaster() as forecaster:
            yield from _check_forecaster(found, forecaster, readings)
        case Event() as event:
            yield from _check_event(found, event, readings)
        case Coverage() as coverage:
            yield from _check_coverage(found, coverage, readings)
        case Question() as question:
            yield from check_order(found, {}, advice=False)
            if question.event is not None:
                yield from _check_proposition(found, ("event",), question.event, readings)
        case Ruling() as ruling:
            yield from _check_ruling(found, ruling)


def _check_forecast(
    found: Found[Any], forecast: Forecast, source: Found[Source], readings: Readings
) -> Iterator[Said]:
    yield _refers(found, ("forecaster",), forecast.forecaster, "forecasters")
    if forecast.question is not None:
        yield _refers(found, ("question",), forecast.question, "questions")
    yield from _check_proposition(found, ("expects",), forecast.expects, readings)
    if forecast.given is not None:
        inner = ("given", "expects")
        yield from _check_proposition(found, inner, forecast.given.expects, readings)
    if forecast.misreported is not None:
        where = ("misreported", "evidence")
        yield from _check_evidence(found, where, forecast.misreported.evidence)
        if forecast.misreported.original is not None:
            original = forecast.misreported.original
            yield _refers(found, ("misreported", "original"), original, "forecasts")
    for key, first in (("restates", forecast.restates), ("refines", forecast.refines)):
        if first is not None:
            yield _refers(found, (key,), first, "forecasts")
    yield from _check_days(found, forecast, source, readings)
    yield from _check_likelihood(found, forecast, readings)


def _check_days(
    found: Found[Any], forecast: Forecast, source: Found[Source], readings: Readings
) -> Iterator[Diagnostic]:
    wrong = list(check_order(found, {"source": source}, advice=False))
    yield from wrong
    if any(each.code == "VF204" for each in wrong):
        return
    anchor = anchor_of(forecast, source.record)
    claims: list[tuple[Path, WindowClaim | None]] = [(("window",), forecast.window)]
    if isinstance(forecast.given, Condition):
        claims.append((("given", "window"), forecast.given.window))
    for where, claim in claims:
        if claim is not None:
            yield from _check_window(found, forecast, where, claim, anchor, readings)


def _check_window(
    found: Found[Any],
    forecast: Forecast,
    where: Path,
    claim: WindowClaim,
    anchor: Days,
    readings: Readings,
) -> Iterator[Diagnostic]:
    said = forecast.said.days
    window: tuple[Days, Days] | None
    bare = claim.phrase is not None and claim.wide is None and claim.horizon is None
    if bare and not begins_after(said, anchor) and readings.ahead(str(claim.phrase), anchor):
        return
    if claim.narrow is not None and claim.wide is not None:
        key, window = "wide", (claim.narrow.days, claim.wide.days)
    elif claim.phrase is not None:
        key, window = "phrase", readings.window(claim.phrase, anchor)
    else:
        key, window = "horizon", (Days(said.start, None), Days(said.start, None))
    if window is None:
        yield _time_unread(found, forecast, where, claim, anchor, readings)
        return
    narrow, wide = window
    if where == ("window",) and begins_after(said, wide):
        message = f"the window was over on {wide.last}, before it was said"
        yield finding("VF201", message, found.span(*where, key), notes=_said(found, forecast))
    elif claim.horizon is not None and begins_after(narrow, claim.horizon.days):
        message = f"the horizon, {claim.horizon.text}, is over before the window begins"
        span = found.span(*where, "horizon")
        yield finding("VF201", message, span, notes=_said(found, forecast))


def _time_unread(
    found: Found[Any],
    forecast: Forecast,
    where: Path,
    claim: WindowClaim,
    anchor: Days,
    readings: Readings,
) -> Diagnostic:
    """What is not read of a phrase, and the nearest that is."""
    phrase = claim.phrase or ""
    unread = readings.unread_time(phrase, anchor)
    near = unread.nearest or nearest_time_phrases(phrase, readings.rules.time)
    label = unread.objection or ("this is not read" if unread.words else "")
    return finding(
        "VF202",
        f"time phrase not read: `{phrase}`",
        found.part(unread.words, *where, "phrase"),
        label=label,
        help=_like(near, f"give the days: `{window_line(forecast, claim)}`"),
    )


def _said(found: Found[Any], forecast: Forecast) -> tuple[Note, ...]:
    return (Note(f"said {forecast.said.text}", found.span("said")),)


def _check_likelihood(
    found: Found[Any], forecast: Forecast, readings: Readings
) -> Iterator[Diagnostic]:
    claim = forecast.likelihood
    if claim.phrase is None or claim.probability is not None or claim.class_ is not None:
        return
    if not readings.known_likelihood(claim.phrase):
        unread = readings.unread_likelihood(claim.phrase)
        near = unread.nearest or nearest_likelihood_phrases(claim.phrase, readings.rules.likelihood)
        yield finding(
            "VF203",
            f"likelihood phrase not read: `{claim.phrase}`",
            found.part(unread.words, "likelihood", "phrase"),
            label="this is not read" if unread.words else "",
            help=_like(near, "give a `class`, or a stated number as `probability`"),
        )


def _like(near: Iterable[str], otherwise: str) -> str:
    words = ", ".join(f"`{phrase}`" for phrase in near)
    return f"phrases like it that are known: {words}; or {otherwise}" if words else otherwise


def _check_forecaster(
    found: Found[Any], forecaster: Forecaster, readings: Readings
) -> Iterator[Said]:
    if forecaster.side is not None:
        yield from _term(found, ("side",), forecaster.side, readings.rules.actors, readings)
    for index, role in enumerate(forecaster.roles):
        yield _refers(found, ("roles", index, "source"), role.source, "sources")
    for index, other in enumerate(forecaster.not_to_be_confused_with):
        yield _refers(found, ("not_to_be_confused_with", index), other, "forecasters")


def _check_event(found: Found[Any], event: Event, readings: Readings) -> Iterator[Said]:
    rules = readings.rules
    yield from check_order(found, {}, advice=False)
    for key, terms, vocabulary in (
        ("kinds", event.kinds, rules.events),
        ("disputed_kinds", event.disputed_kinds, rules.events),
        ("actors", event.actors, rules.actors),
        ("places", event.places, rules.places),
    ):
        for index, term in enumerate(terms):
            yield from _term(found, (key, index), term, vocabulary, readings)
    yield from _check_evidence(found, ("evidence",), event.evidence)


def _check_coverage(found: Found[Any], coverage: Coverage, readings: Readings) -> Iterator[Said]:
    rules = readings.rules
    for index, covered in enumerate(coverage.of):
        for key, term, vocabulary in (
            ("kind", covered.kind, rules.events),
            ("actor", covered.actor, rules.actors),
            ("place", covered.place, rules.places),
        ):
            if term is not None:
                yield from _term(found, ("of", index, key), term, vocabulary, readings)
    yield from _check_evidence(found, ("evidence",), coverage.evidence)


def _check_ruling(found: Found[Any], ruling: Ruling) -> Iterator[Said]:
    yield _refers(found, ("forecast",), ruling.forecast, "forecasts")
    if ruling.supersedes is not None:
        yield _refers(found, ("supersedes",), ruling.supersedes, "rulings")
    for index, event in enumerate(ruling.events):
        yield _refers(found, ("events", index), event, "events")


def _check_evidence(
    found: Found[Any], where: Path, evidence: tuple[Evidence, ...]
) -> Iterator[Said]:
    if all(item.from_memory for item in evidence):
        message = "all evidence here is from memory"
        yield finding("VF206", message, found.document.key_span((*found.route, *where)))
    for index, item in enumerate(evidence):
        if item.forecaster is not None:
            yield _refers(found, (*where, index, "forecaster"), item.forecaster, "forecasters")


def _check_proposition(
    found: Found[Any], where: Path, proposition: Proposition, readings: Readings
) -> Iterator[Said]:
    rules = readings.rules
    match proposition:
        case Occurs() | DoesNotOccur() | Holds():
            key = {Occurs: "event", DoesNotOccur: "no_event", Holds: "state"}[type(proposition)]
            yield from _term(found, (*where, key), proposition.kind, rules.events, readings)
            for facet, term, vocabulary in (
                ("actor", proposition.actor, rules.actors),
                ("place", proposition.place, rules.places),
            ):
                if term is not None:
                    yield from _term(found, (*where, facet), term, vocabulary, readings)
        case Reaches(reaches=series):
            yield _refers(found, (*where, "reaches"), series, "series")
        case Range(range=series):
            yield _refers(found, (*where, "range"), series, "series")
        case AllOf(all_of=inner):
            yield from _check_parts(found, (*where, "all_of"), inner, readings)
        case AnyOf(any_of=inner):
            yield from _check_parts(found, (*where, "any_of"), inner, readings)
        case AtLeast(of=inner):
            yield from _check_parts(found, (*where, "of"), inner, readings)


def _check_parts(
    found: Found[Any], where: Path, inner: tuple[Proposition, ...], readings: Readings
) -> Iterator[Said]:
    for index, part in enumerate(inner):
        yield from _check_proposition(found, (*where, index), part, readings)


def _term(
    found: Found[Any], where: Path, term: str, vocabulary: Vocabulary, readings: Readings
) -> Iterator[Diagnostic]:
    if term in vocabulary:
        return
    wanted = nearest(term, vocabulary.terms)
    yield finding(
        "VF104",
        f"unknown {SINGULAR[vocabulary.name]} `{term}`",
        found.span(*where),
        label=f"not in the vocabulary of {vocabulary.name}",
        help=did_you_mean(wanted),
        notes=(_listed(vocabulary, wanted, readings.documents),),
        fix=closest(found.document, found.span(*where), term, vocabulary.terms),
    )


def _listed(vocabulary: Vocabulary, term: str | None, written: Mapping[str, Document]) -> Note:
    """Where `term` is declared or, without it, where all terms are."""
    file = f"rules/{vocabulary.name}.yaml"
    document = written.get(file)
    terms = document.value.get("terms", ()) if document is not None else ()
    for index, entry in enumerate(terms):
        if document is not None and entry["id"] == term:
            return Note("it is declared here", document.span(("terms", index, "id")))
    return Note(f"{vocabulary.name} are listed in {file}")


SINGULAR = {
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


def _refers(found: Found[Any], where: Path, id: str, kind: str) -> Reference:
    return Reference(kind, id, (*found.route, *where))
