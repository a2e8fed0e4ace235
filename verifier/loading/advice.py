"""Advice on a record by itself: sound in form, but not yet what a fact-checker would stand by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from verifier.diagnostics import Diagnostic, Note
from verifier.loading.order import check_order
from verifier.loading.readings import Readings
from verifier.loading.remedies import window_line
from verifier.loading.validation import Found, finding
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Forecast, Operator, Source
from verifier.model.outcomes import Coverage, Event, Ruling, Series
from verifier.model.proposition import DoesNotOccur, Holds, Judged, Occurs, Unscorable, parts

CODES = frozenset(
    {
        *("VF301", "VF302", "VF303", "VF304", "VF305", "VF306", "VF307", "VF310"),
        *("VF311", "VF312", "VF313", "VF314", "VF315", "VF316", "VF317", "VF318", "VF319"),
        *("VF320", "VF321"),
    }
)


def advise_alone(
    source: Found[Source], found: Mapping[str, Sequence[Found[Any]]], readings: Readings | None
) -> Iterator[Diagnostic]:
    """All advice about the records of one file by themselves, in no particular order."""
    for records in found.values():
        for each in records:
            yield from _advise(each, source, readings)


def _advise(
    found: Found[Any], source: Found[Source], readings: Readings | None
) -> Iterator[Diagnostic]:
    match found.record:
        case Forecast() as forecast:
            yield from _checkable(found, forecast)
            yield from _long_before(found, forecast, source)
            if readings is not None:
                yield from _not_quoted(found, forecast, readings)
                yield from _conditional(found, forecast, readings)
                yield from _denied(found, forecast, readings)
        case Event() as event:
            yield from _evidence(found, event.evidence)
            yield from _hearsay(found, event)
            yield from check_order(found, {}, advice=True)
        case Coverage(evidence=evidence) | Series(evidence=evidence):
            yield from _evidence(found, evidence)
        case Ruling() as ruling:
            yield from _unsupported(found, ruling)


# What is compared with how things were needs a number; a rules file of another language may name
# its own, until then these are English.
_STEMS = ("increas", "decreas", "intensif", "escalat", "worsen", "expand", "shrink")
_ENDINGS = ("", "e", "es", "ed", "y", "ies", "s")
_COMPARED = {
    *("more", "fewer", "less", "larger", "smaller", "bigger", "greater", "higher", "lower"),
    *("stronger", "weaker", "worse", "better"),
    *(stem + ending for stem in _STEMS for ending in _ENDINGS),
}
_WORD = re.compile(r"\w+")


def _checkable(found: Found[Forecast], forecast: Forecast) -> Iterator[Diagnostic]:
    """What a forecast does not name, unless its record says so, or it is not scored anyway."""
    if _told(forecast):
        return
    claim = forecast.window
    operator = claim.operator if claim else None
    if claim is None or (
        operator in (Operator.OPEN_ENDED, Operator.UNSPECIFIED) and claim.horizon is None
    ):
        span = found.span("window") if claim else found.document.key_span((*found.route, "id"))
        message = f"`{forecast.id}` is not checkable: it names no day"
        help = (
            f"give the words of time, or days: `{window_line(forecast, claim)}`; a `horizon` that "
            "was declared beforehand; or say in `ambiguous` that the source leaves the day open"
        )
        yield finding("VF301", message, span, help=help)
    inner = list(parts(forecast.expects))
    if not all(map(_unsized, inner)):
        return
    words = _WORD.findall(forecast.claim.casefold())
    if not _COMPARED.isdisjoint(words):
        compared = next(word for word in words if word in _COMPARED)
        message = f"`{forecast.id}` is not checkable: “{compared}” names no threshold"
        yield finding("VF303", message, found.span("claim"))


def names_no_observable(forecast: Forecast) -> bool:
    """Whether part of a forecast is for a ruling to settle, and its record does not say why."""
    return Judged in map(type, parts(forecast.expects)) and not _told(forecast)


def _told(forecast: Forecast) -> bool:
    """Whether the record says what is missing, or the forecast is not scored for itself anyway."""
    if forecast.ambiguous or forecast.restates or forecast.misreported:
        return True
    return Unscorable in map(type, parts(forecast.expects))


_LONG = timedelta(days=366)


def _long_before(
    found: Found[Forecast], forecast: Forecast, source: Found[Source]
) -> Iterator[Diagnostic]:
    """What was said more than a year before it was published, without a note on it."""
    if source.record is None or forecast.notes:
        return
    said, published = forecast.said, source.record.published
    last, first = said.days.last, published.days.first
    if last is not None and first is not None and first - last > _LONG:
        message = f"said {said.text}, but published {published.text}"
        note = Note("the source is dated here", source.span("published"))
        yield finding("VF316", message, found.span("said"), notes=(note,))


def _conditional(
    found: Found[Forecast], forecast: Forecast, readings: Readings
) -> Iterator[Diagnostic]:
    """A quotation with "if" or "unless" whose record has no condition."""
    if forecast.quote is None or forecast.given or forecast.ambiguous:
        return
    clause = readings.condition(forecast.quote)
    if clause is not None:
        message = f"`{forecast.id}` has no `given`, but “{clause}” in its quotation"
        yield finding("VF311", message, found.span("quote"))


# English, as the words of comparison above.
_DENIES = re.compile(
    r"\b(?:not|no|never|nobody|nothing|fails? to|cannot)\b|n['’]t\b", re.IGNORECASE
)


def _denied(found: Found[Forecast], forecast: Forecast, readings: Readings) -> Iterator[Diagnostic]:
    """Words that deny, beside a claim that denies too."""
    phrase = forecast.likelihood.phrase
    if phrase is None or not readings.likelihood(phrase).negated:
        return
    inner = list(parts(forecast.expects))
    if any(isinstance(p, DoesNotOccur) for p in inner):
        return
    expects = [p.judged for p in inner if isinstance(p, Judged)]
    denies = next((m for text in expects or [forecast.claim] if (m := _DENIES.search(text))), None)
    if denies:
        message = f"`{forecast.id}` says “{phrase}” of a claim that says “{denies[0]}”"
        yield finding("VF312", message, found.span("likelihood"))


def _not_quoted(
    found: Found[Forecast], forecast: Forecast, readings: Readings
) -> Iterator[Diagnostic]:
    """Words of time or likelihood that are not, in this order, in the quotation."""
    if forecast.quote is None:
        return
    window, likelihood = forecast.window, forecast.likelihood
    # What cannot be read at all is told already.
    if (
        window is not None
        and window.phrase is not None
        and not window.reason
        and not _said(window.phrase, forecast.quote, readings)
        and readings.window(window.phrase, forecast.said.days) is not None
    ):
        yield _unsaid(found, "window", window.phrase)
    if (
        likelihood.phrase is not None
        and not likelihood.reason
        and not _said(likelihood.phrase, forecast.quote, readings)
        and readings.known_likelihood(likelihood.phrase)
    ):
        yield _unsaid(found, "likelihood", likelihood.phrase)


def _said(phrase: str, quote: str, readings: Readings) -> bool:
    """Whether the quotation has all words of the phrase, in their order."""
    if phrase in quote:
        return True
    rest = iter(readings.words(quote))
    return all(word in rest for word in readings.words(phrase))


def _unsaid(found: Found[Forecast], key: str, phrase: str) -> Diagnostic:
    message = f"“{phrase}” is not in the quotation of `{found.id}`"
    return finding("VF314", message, found.span(key, "phrase"))


def _unsized(proposition: Any) -> bool:
    return isinstance(proposition, (Occurs, DoesNotOccur, Holds)) and proposition.size is None


def _evidence(found: Found[Any], evidence: Iterable[Evidence]) -> Iterator[Diagnostic]:
    first: dict[Evidence, int] = {}
    for index, item in enumerate(evidence):
        if first.setdefault(item, index) != index:
            note = Note("it is given here first", found.span("evidence", first[item], "publisher"))
            span = found.span("evidence", index, "publisher")
            yield finding("VF317", "the same evidence twice", span, notes=(note,))
            continue
        missing = []
        if item.published is None and item.published_basis is None:
            missing.append("published")
        if item.address is None and item.locator is None:
            missing.append("address")
        if missing and item.note is None and not item.from_memory:
            keys = " and no ".join(f"`{key}`" for key in missing)
            span = found.span("evidence", index, "publisher")
            yield finding("VF304", f"evidence with no {keys}", span)


def _hearsay(found: Found[Event], event: Event) -> Iterator[Diagnostic]:
    """An event of which only forecasters tell."""
    telling = [item for item in event.evidence if item.stance == "for"]
    if telling and all(item.forecaster is not None for item in telling):
        message = f"`{event.id}` is known from {_names(telling)} alone"
        yield finding("VF310", message, found.document.key_span((*found.route, "evidence")))


def _unsupported(found: Found[Ruling], ruling: Ruling) -> Iterator[Diagnostic]:
    """A ruling that names neither an event nor evidence."""
    arguments = (*ruling.arguments_for, *ruling.arguments_against, *ruling.dissent)
    if not ruling.events and not any(argument.evidence for argument in arguments):
        message = f"`{ruling.id}` names no evidence"
        yield finding("VF313", message, found.span("reasons"))


def _names(evidence: Iterable[Evidence]) -> str:
    return " and ".join(dict.fromkeys(f"`{item.forecaster}`" for item in evidence))
