"""Advice at intake: sound in form, but not yet what a fact-checker would want to stand by."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from verifier.diagnostics import Diagnostic, Note
from verifier.loading.records import Records
from verifier.loading.validation import Found, finding
from verifier.model.evidence import Evidence
from verifier.model.forecasts import ConditionKind, Forecast, Forecaster, ForecasterKind, Operator
from verifier.model.outcomes import Event, RuledOutcome
from verifier.model.proposition import DoesNotOccur, Holds, Judged, Occurs, Unscorable, parts
from verifier.rules import Rules
from verifier.words import find_conditions, read_likelihood

CODES = frozenset(
    {"VF301", "VF302", "VF303", "VF304", "VF305", "VF306", "VF307", "VF310", "VF311", "VF312"},
)


def advise(records: Records, rules: Rules | None = None) -> Iterator[Diagnostic]:
    """All advice about the records of a ledger, in no particular order."""
    for _, found in records.forecasts:
        if found.record is not None:
            yield from _checkable(found, found.record)
            if rules is not None:
                yield from _conditional(found, found.record, rules)
                yield from _denied(found, found.record, rules)
    for kind in ("events", "coverage", "series"):
        for holder in records.of(kind):
            if holder.record is not None:
                yield from _evidence(holder, holder.record.evidence)
    yield from _disputes(records)
    yield from _repeated(records)
    yield from _spellings(records)


# What is compared with how things were needs a number; a rules file of another language may name
# its own, until then these are English.
_COMPARED = re.compile(
    r"\b(more|fewer|less|larger|smaller|bigger|greater|higher|lower|stronger|weaker|worse|better"
    r"|(?:increas|decreas|intensif|escalat|worsen|expand|shrink)(?:e|es|ed|y|ies|s)?)\b",
    re.IGNORECASE,
)


def _checkable(found: Found[Forecast], forecast: Forecast) -> Iterator[Diagnostic]:
    """What a forecast does not name, unless its record says so, or it is not scored anyway."""
    inner = list(parts(forecast.expects))
    told = forecast.ambiguous or forecast.restates or forecast.misreported
    if told or any(isinstance(p, Unscorable) for p in inner):
        return
    claim = forecast.window
    operator = claim.operator if claim else None
    if claim is None or (
        operator in (Operator.OPEN_ENDED, Operator.UNSPECIFIED) and claim.horizon is None
    ):
        span = found.span("window") if claim else found.document.key_span((*found.route, "id"))
        yield finding("VF301", f"`{forecast.id}` is not checkable: it names no day", span)
    if any(isinstance(p, Judged) for p in inner):
        message = f"`{forecast.id}` is not checkable by rules: it names no observable"
        yield finding("VF302", message, found.span("expects"))
    elif all(_unsized(p) for p in inner) and (compared := _COMPARED.search(forecast.claim)):
        message = f"`{forecast.id}` is not checkable: “{compared[0]}” names no threshold"
        yield finding("VF303", message, found.span("claim"))


def _conditional(found: Found[Forecast], forecast: Forecast, rules: Rules) -> Iterator[Diagnostic]:
    """A quotation with "if" or "unless" whose record has no condition."""
    if forecast.quote is None or forecast.given or forecast.ambiguous:
        return
    # Looking for a marker's letters is cheap, and spares nearly all quotations the reading.
    quote = " ".join(forecast.quote.casefold().split())
    asked = (ConditionKind.IF, ConditionKind.UNLESS)
    markers = (m for m in rules.likelihood.conditions if m.kind in asked)
    if not any(phrase.casefold() in quote for m in markers for phrase in m.phrases):
        return
    conditions = find_conditions(forecast.quote, rules=rules.likelihood)
    telling = [c for c in conditions if c.kind in asked]
    if telling:
        message = f"`{forecast.id}` has no `given`, but “{telling[0].clause}” in its quotation"
        yield finding("VF311", message, found.span("quote"))


# English, as the words of comparison above.
_DENIES = re.compile(
    r"\b(?:not|no|never|nobody|nothing|fails? to|cannot)\b|n['’]t\b", re.IGNORECASE
)


def _denied(found: Found[Forecast], forecast: Forecast, rules: Rules) -> Iterator[Diagnostic]:
    """Words that deny, beside a claim that denies too."""
    phrase = forecast.likelihood.phrase
    if phrase is None or any(isinstance(p, DoesNotOccur) for p in parts(forecast.expects)):
        return
    expects = [p.judged for p in parts(forecast.expects) if isinstance(p, Judged)]
    denies = next((m for text in expects or [forecast.claim] if (m := _DENIES.search(text))), None)
    if denies and read_likelihood(phrase, rules=rules.likelihood).negated:
        message = f"`{forecast.id}` says “{phrase}” of a claim that says “{denies[0]}”"
        yield finding("VF312", message, found.span("likelihood"))


def _unsized(proposition: Any) -> bool:
    return isinstance(proposition, (Occurs, DoesNotOccur, Holds)) and proposition.size is None


def _evidence(found: Found[Any], evidence: Iterable[Evidence]) -> Iterator[Diagnostic]:
    for index, item in enumerate(evidence):
        missing = []
        if item.published is None and item.published_basis is None:
            missing.append("published")
        if item.address is None and item.locator is None:
            missing.append("address")
        if missing and item.note is None and not item.from_memory:
            keys = " and no ".join(f"`{key}`" for key in missing)
            span = found.span("evidence", index, "publisher")
            yield finding("VF304", f"evidence with no {keys}", span)


def _disputes(records: Records) -> Iterator[Diagnostic]:
    ruled = {
        event
        for ruling in records.of("rulings")
        if ruling.record is not None and ruling.record.outcome == RuledOutcome.DISPUTED
        for event in ruling.record.events
    }
    for found in records.of("events"):
        event: Event | None = found.record
        if event is None:
            continue
        key = found.document.key_span((*found.route, "evidence"))
        stances = {item.stance for item in event.evidence} - {"context"}
        disputed = bool(event.disputed_kinds) or event.new == "disputed" or event.id in ruled
        if disputed and len(stances) == 1:
            message = f"`{event.id}` is disputed, but all evidence is {stances.pop()} it"
            yield finding("VF305", message, key)
        telling = [item for item in event.evidence if item.stance == "for"]
        if telling and all(item.forecaster is not None for item in telling):
            message = f"`{event.id}` is known from {_names(telling)} alone"
            yield finding("VF310", message, key)


def _names(evidence: Iterable[Evidence]) -> str:
    return " and ".join(dict.fromkeys(f"`{item.forecaster}`" for item in evidence))


_MARKS = str.maketrans(
    dict.fromkeys(
        string.punctuation + "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u2026\u2013\u2014", " "
    )
)
_SHINGLE = 5
_COMMON = 20
_ALIKE = 0.8


def _repeated(records: Records) -> Iterator[Diagnostic]:
    """Quotations most of whose runs of words were quoted before, in another source.

    Nearly all runs of words are said once: only those that come again are looked at more closely,
    and among them those that many have say nothing.
    """
    quotes = [
        (source, found, _shingles(found.record.quote))
        for source, found in records.forecasts
        if found.record is not None and found.record.quote is not None
    ]
    seen: set[tuple[str, ...]] = set()
    again: set[tuple[str, ...]] = set()
    for _, _, shingles in quotes:
        again |= shingles & seen
        seen |= shingles
    index: dict[tuple[str, ...], list[int]] = {}
    for number, (source, found, shingles) in enumerate(quotes):
        shared: dict[int, int] = {}
        for shingle in shingles & again:
            earlier = index.setdefault(shingle, [])
            if len(earlier) <= _COMMON:
                for other in earlier:
                    shared[other] = shared.get(other, 0) + 1
                earlier.append(number)
        for other, count in shared.items():
            first_source, first, runs = quotes[other]
            if count >= _ALIKE * min(len(runs), len(shingles)) and first_source is not source:
                yield from _same(found, first)


def _shingles(quote: str) -> set[tuple[str, ...]]:
    words = quote.casefold().translate(_MARKS).split()
    if len(words) < _SHINGLE:
        return set()
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def _same(found: Found[Forecast], other: Found[Forecast]) -> Iterator[Diagnostic]:
    one, two = found.record, other.record
    assert one is not None
    assert two is not None
    ties = (one.restates, one.refines, one.misreported.original if one.misreported else None)
    back = (two.restates, two.refines, two.misreported.original if two.misreported else None)
    first = {tie for tie in (one.restates, two.restates) if tie is not None}
    if two.id in ties or one.id in back or (one.restates and first == {one.restates, two.restates}):
        return
    note = Note(f"`{two.id}` quotes it too", other.span("quote"))
    message = f"the statement of `{one.id}` is in the ledger already, as `{two.id}`"
    yield finding("VF306", message, found.span("quote"), notes=(note,))


def _spellings(records: Records) -> Iterator[Diagnostic]:
    """Names that differ in a letter, or in how foreign letters are written."""
    index: dict[str, Found[Forecaster]] = {}
    told: set[tuple[str, str]] = set()
    for found in records.of("forecasters"):
        one: Forecaster | None = found.record
        if one is None or one.kind in (ForecasterKind.ANONYMOUS, ForecasterKind.READER):
            continue
        for route, name in _written(one):
            for key in _neighbours(fold(name)):
                other = index.setdefault(key, found)
                two = other.record
                if two is None or other is found or (one.id, two.id) in told:
                    continue
                told.add((one.id, two.id))
                apart = {*one.not_to_be_confused_with, *two.not_to_be_confused_with}
                if not apart & {one.id, two.id}:
                    note = Note(f"`{two.id}` is {two.name}", other.span("name"))
                    message = f"`{name}` looks like `{two.id}` under another spelling"
                    yield finding("VF307", message, found.span(*route), notes=(note,))


def _written(forecaster: Forecaster) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("name",), forecaster.name
    for index, spelling in enumerate(forecaster.spellings):
        yield ("spellings", index), spelling


_SOUNDS = (("kh", "h"), ("ph", "f"), ("ck", "k"), ("w", "v"), ("y", "i"), ("j", "i"))


def fold(name: str) -> str:
    """A name without accents, doubled letters and the ways of writing foreign sounds.

    >>> fold("Zelenskyy") == fold("Zelenskyi") == fold("Zelensky")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if c.isalnum() or c.isspace())
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", " ".join(plain.split()))


def _neighbours(folded: str) -> Iterator[str]:
    """The name and, where it is long and has no number, it with each letter left out in turn."""
    yield folded
    if len(folded) >= 8 and not any(c.isdigit() for c in folded):
        for index in range(len(folded)):
            yield folded[:index] + folded[index + 1 :]
