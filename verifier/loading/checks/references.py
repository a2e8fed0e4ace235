"""References: that ids are of one record each, and that every record that is named exists."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from verifier.diagnostics import Diagnostic, Note, Span
from verifier.diagnostics.check import firm
from verifier.diagnostics.suggest import Likeness, did_you_mean, likeness
from verifier.diagnostics.wording import count
from verifier.loading.checks.duplicates import Names
from verifier.loading.checks.look import (
    Fact,
    Known,
    Route,
    Together,
    by_itself,
    under,
    values_under,
)
from verifier.loading.records import Records, Whole
from verifier.loading.validation import Found, correction
from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Question, propositions
from verifier.model.proposition import KEYS, OfSeries

UNKNOWN_FORECASTER = firm(
    "VF105",
    "unknown forecaster",
    "A forecast must be charged to somebody in the registry.",
    "Correct the spelling, or add the forecaster with `verifier new forecaster`.",
)
UNKNOWN_REFERENCE = firm(
    "VF106",
    "unknown reference",
    "The record that is named does not exist.",
    "Fix the id, or add the record.",
)
DUPLICATE_ID = firm(
    "VF107",
    "duplicate id",
    "Ids are how reports, rulings and readers refer to records, for good.",
    "Give one of the two another id.",
)
FORMER_ID_IN_USE = firm(
    "VF210",
    "former id in use",
    "Links, audits and comparisons follow former ids: each must lead to one record.",
    "Take the id out of `formerly`, or give the other record another id.",
)
CHECKS = (DUPLICATE_ID,)

_KEYS = {
    "sources": {"outlet": "forecasters"},
    "forecasters": {"roles.*.source": "sources", "not_to_be_confused_with.*": "forecasters"},
    "forecasts": {
        "forecaster": "forecasters",
        "question": "questions",
        "restates": "forecasts",
        "refines": "forecasts",
        "misreported.original": "forecasts",
        "misreported.evidence.*.forecaster": "forecasters",
    },
    "questions": {"clarifications.*.evidence.*.forecaster": "forecasters"},
    "set_aside": {"speaker": "forecasters"},
    "events": {"evidence.*.forecaster": "forecasters"},
    "coverage": {"evidence.*.forecaster": "forecasters"},
    "disputes": {
        "forecast": "forecasts",
        "evidence.*.forecaster": "forecasters",
        "decided.ruling": "rulings",
    },
    "rulings": {"forecast": "forecasts", "supersedes": "rulings", "events.*": "events"},
}
"""Of which kind the records are that those of a kind name under these keys.

Propositions name series, too.
"""


def duplicate_ids(records: Records) -> Iterator[Diagnostic]:
    """A finding for each id that two records of a kind have."""
    for again, first in records.twice:
        note = Note("it is declared here first", first.span("id"))
        yield DUPLICATE_ID.found(f"duplicate id `{again.id}`", again.span("id"), notes=(note,))


class _Reference(NamedTuple):
    """A record is named, by its kind and id, at `route` of the one that names it."""

    kind: str
    id: str
    route: Route


def _named(of: str) -> Callable[[Any], Iterable[Fact]]:
    """The references of a record of the kind `of`."""
    kinds, values = _KEYS[of], values_under(*_KEYS[of])

    def facts(record: Any) -> Iterable[Fact]:
        named = [(kinds[key], id, route) for key, route, id in values(record)]
        if isinstance(record, (Forecast, Question)):
            for route, proposition in propositions(record):
                if isinstance(proposition, OfSeries):
                    key = KEYS[type(proposition)]
                    named.append(("series", proposition.series, (*route, key)))
        return [named] if named else ()

    return facts


def _unknown(known: Known, whole: Whole) -> Iterator[Diagnostic]:
    """Every reference to nothing; one finding for all that a file may have had that is missing."""
    ids = whole.ids
    there: set[tuple[str, str]] = set()
    missing: dict[tuple[str, str | None], list[tuple[Found[Any], _Reference]]] = {}
    meant = _Meant(whole)
    for found, named in known:
        for kind, id, route in named:
            # Most are named again and again.
            if (kind, id) in there:
                continue
            if id in ids[kind]:
                there.add((kind, id))
                continue
            reference, key = _Reference(kind, id, route), (kind, id if ids[kind] else None)
            like = meant.by(kind, id)
            if like is not None and like.nearest:
                yield from _of(found, reference, meant)
            else:
                missing.setdefault(key, []).append((found, reference))
    for (_, id), those in missing.items():
        yield from _missing(id, those, meant)


def _missing(
    id: str | None, named: Sequence[tuple[Found[Any], _Reference]], meant: _Meant
) -> Iterator[Diagnostic]:
    """One finding where all name the same `id`, or where there is no record of their kind."""
    (found, reference), others = named[0], len(named) - 1
    more = (
        f"{others} more are named"
        if id is None
        else f"it is named in {count(others, 'more place')}"
    )
    none = f"there is no {_singular(reference.kind)} at all, and " if id is None else ""
    for finding in _of(found, reference, meant):
        yield replace(finding, notes=(Note(f"{none}{more}"),)) if others else finding


class _Meant:
    """Which record an unknown id means, looked up once however often it is named."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._found: dict[tuple[str, str], Likeness | None] = {}
        self._names = cache(lambda: Names(whole.of("forecasters")))

    def by(self, kind: str, id: str) -> Likeness | None:
        """The record of a kind that is meant by `id`, None where a broken file has that one."""
        key = (kind, id)
        if key not in self._found:
            self._found[key] = self._look_up(kind, id)
        return self._found[key]

    def _look_up(self, kind: str, id: str) -> Likeness | None:
        if self._whole.broken_declares(id, kind):
            return None
        like = likeness(id, self._whole.ids[kind])
        named = self._names().meant_by(id) if kind == "forecasters" else None
        return like if named is None else Likeness(named, like.sure)

    def declared(self, kind: str, id: str) -> Note:
        """Where that record is."""
        return Note("it is declared here", self._whole.ids[kind][id].span("id"))


def _of(found: Found[Any], reference: _Reference, meant: _Meant) -> Iterator[Diagnostic]:
    id, kind = reference.id, reference.kind
    like = meant.by(kind, id)
    if like is None:
        return
    wanted = like.nearest
    span = found.span(*reference.route)
    person = kind == "forecasters"
    check = UNKNOWN_FORECASTER if person else UNKNOWN_REFERENCE
    yield check.found(
        f"unknown {_singular(kind)} `{id}`",
        span,
        help=did_you_mean(wanted, _help(kind, id), word=id),
        notes=(meant.declared(kind, wanted),) if wanted else (),
        # Who said something is put right by people: two names may differ by a letter.
        fix=None if person else correction(found.document, span, id, like.sure),
    )


def _singular(kind: str) -> str:
    return kind if kind == "series" else kind.removesuffix("s")


def _help(kind: str, id: str) -> str:
    """How a record of that id is added; nothing where it is written by hand."""
    if kind == "forecasters":
        name = shlex.quote(id.replace("-", " ").title())
        return f"add them: `verifier new forecaster --name {name} --kind person`"
    if kind == "questions":
        return "add it under `questions:` in a file of outcomes/, with an id and a title"
    known = {"sources": "source", "events": "event", "series": "series"}
    return f"add it with `verifier new {known[kind]} --id {id}`" if kind in known else ""


def _formerly(record: Any) -> Iterable[Fact]:
    return [(("formerly", place), id) for place, id in enumerate(record.formerly)]


def _former(known: Known, whole: Whole) -> Iterator[Diagnostic]:
    """A finding for each former id that a record has, or that another one had too."""
    first: dict[tuple[str, str], Span] = {}
    for found, (route, id) in known:
        kind, span = found.kind, found.span(*route)
        if id in whole.ids[kind]:
            at = whole.ids[kind][id].span("id")
        elif (kind, id) in first:
            at = first[kind, id]
        else:
            first[kind, id] = span
            continue
        note = Note("it is declared here", at)
        yield FORMER_ID_IN_USE.found(f"former id `{id}` is in use", span, notes=(note,))


LOOKS = (
    Together(
        (UNKNOWN_FORECASTER, UNKNOWN_REFERENCE),
        {kind: _named(kind) for kind in _KEYS},
        _unknown,
        by_itself,
    ),
    Together(
        (FORMER_ID_IN_USE,),
        dict.fromkeys(("sources", "forecasts", "events"), _formerly),
        _former,
        lambda found, fact: under(found.kind, fact[1]),
    ),
)
