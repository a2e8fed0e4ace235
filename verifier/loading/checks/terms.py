"""Terms: every kind of event, actor and place is a word of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from verifier.diagnostics import Diagnostic, Note
from verifier.diagnostics.check import firm
from verifier.diagnostics.suggest import did_you_mean, likeness
from verifier.loading.checks.look import Alone, Context, Route, values_at
from verifier.loading.remedies import new_term
from verifier.loading.validation import Found, closest
from verifier.loading.yaml import Document
from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Question, propositions

if TYPE_CHECKING:
    from verifier.vocabulary import Vocabulary

UNKNOWN_TERM = firm(
    "VF104",
    "unknown term",
    "Facets are matched over declared vocabularies; an unknown word would match nothing.",
    "Use a term of the vocabulary, or add it in `rules/`; a one-off can be `judged`.",
)

_KEYS = {
    "forecasters": {"side": "actors"},
    "events": {
        "kinds.*": "events",
        "disputed_kinds.*": "events",
        "actors.*": "actors",
        "places.*": "places",
    },
    "series": {"decided_by": "actors"},
    "coverage": {"of.*.kind": "events", "of.*.actor": "actors", "of.*.place": "places"},
}
"""Of which vocabulary the terms are that records of a kind have under these keys."""
_FACETS = {
    "event": "events",
    "no_event": "events",
    "state": "events",
    "count": "events",
    "actor": "actors",
    "place": "places",
}
"""The same for propositions."""


def _in_record(record: Any, found: Found[Any], context: Context) -> Iterator[Diagnostic]:
    for keys, vocabulary in _KEYS[found.kind].items():
        for route, term in values_at(record, keys):
            yield from _term(found, route, term, vocabulary, context)


def _in_propositions(
    record: Forecast | Question, found: Found[Any], context: Context
) -> Iterator[Diagnostic]:
    for route, proposition in propositions(record):
        # What a model has not is asked for the long way round by `getattr`.
        held = vars(proposition)
        for facet, vocabulary in _FACETS.items():
            term = held.get(facet)
            if term is not None and term not in context.reader.terms(vocabulary):
                yield from _term(found, (*route, facet), term, vocabulary, context)


def _term(
    found: Found[Any], where: Route, term: str, name: str, context: Context
) -> Iterator[Diagnostic]:
    if term in context.reader.terms(name):
        return
    vocabulary: Vocabulary = getattr(context.reader.rules, name)
    like = likeness(term, vocabulary.terms)
    wanted, way = like.nearest, "" if like.sure else new_term(name, term)
    told = did_you_mean(wanted, word=term)
    help = f"{told} Else {way}" if told and way else told or f"{way}; a one-off can be `judged`"
    yield UNKNOWN_TERM.found(
        f"unknown {name.removesuffix('s')} `{term}`",
        found.span(*where),
        label=f"not in the vocabulary of {name}",
        help=help,
        notes=(_listed(name, wanted, context.documents),),
        fix=closest(found.document, found.span(*where), term, vocabulary.terms),
    )


def _listed(vocabulary: str, term: str | None, written: Mapping[str, Document]) -> Note:
    """Where `term` is declared or, without it, where all terms are."""
    file = f"rules/{vocabulary}.yaml"
    document = written.get(file)
    terms = document.value.get("terms", ()) if document is not None else ()
    for index, entry in enumerate(terms):
        if document is not None and entry["id"] == term:
            return Note("it is declared here", document.span(("terms", index, "id")))
    return Note(f"{vocabulary} are listed in {file}")


LOOKS = (
    Alone(
        (UNKNOWN_TERM,),
        dict.fromkeys(_KEYS, _in_record)
        | dict.fromkeys(("forecasts", "questions"), _in_propositions),
    ),
)
