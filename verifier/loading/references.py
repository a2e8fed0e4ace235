"""What records say of each other: that ids are of one record, and that what is named exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from verifier.diagnostics import Diagnostic, Note, Span
from verifier.diagnostics.wording import did_you_mean
from verifier.loading.checks import SINGULAR, Reference
from verifier.loading.cycles import cycles
from verifier.loading.duplicates import Names
from verifier.loading.outline import Statement
from verifier.loading.records import Records
from verifier.loading.validation import Found, Likeness, correction, finding, likeness
from verifier.loading.yaml import Document
from verifier.model.forecasts import Forecast


def check_ids(records: Records) -> Iterator[Diagnostic]:
    """A finding for each id that two records of a kind have."""
    for again, first in records.twice:
        note = Note("it is declared here first", first.span("id"))
        yield finding("VF107", f"duplicate id `{again.id}`", again.span("id"), notes=(note,))


def check_references(records: Records) -> Iterator[Diagnostic]:
    """Every reference to nothing, and every restatement that cannot be one."""
    none: dict[str, list[tuple[Document, Reference]]] = {}
    meant = Meant(records)
    for document, references in records.references:
        for kind, id, route in references:
            if id not in records.ids[kind]:
                reference = Reference(kind, id, tuple(route))
                if records.ids[kind]:
                    yield from _unknown(document, reference, meant)
                else:
                    none.setdefault(kind, []).append((document, reference))
    for named in none.values():
        yield from _none_of_them(named, meant)
    for found, statement in records.restating:
        yield from _check_restatement(found, statement, records)


def check_disputes(records: Records) -> Iterator[Diagnostic]:
    """Disputed events of which all evidence tells one side."""
    for found, stance in records.one_sided:
        if found.id in records.disputed:
            message = f"`{found.id}` is disputed, but all evidence is {stance} it"
            yield finding("VF305", message, found.document.key_span((*found.route, "evidence")))


def _none_of_them(
    named: Sequence[tuple[Document, Reference]], meant: Meant
) -> Iterator[Diagnostic]:
    """Of a kind of which there is no record at all, one finding: a whole file may be missing."""
    (document, reference), others = named[0], len(named) - 1
    note = Note(f"there is no {SINGULAR[reference.kind]} at all, and {others} more are named")
    for found in _unknown(document, reference, meant):
        yield replace(found, notes=(note,)) if others else found


def check_cycles(records: Records) -> Iterator[Diagnostic]:
    """A finding for each circle of records that replace, refine or misreport one another."""
    rulings = {r.id: r.supersedes for found in records.of("rulings") if (r := found.record)}
    statements = records.statements
    for kind, keys, leads_to in (
        ("rulings", ("supersedes",), rulings),
        ("forecasts", ("refines",), {id: s.refines for id, s in statements.items()}),
        ("forecasts", ("misreported", "original"), {i: s.original for i, s in statements.items()}),
    ):
        known = {one: [other] for one, other in leads_to.items() if other is not None}
        for cycle in cycles(known):
            yield _cycle(records.ids[kind], keys, cycle)


def _cycle(known: Mapping[str, Found[Any]], keys: tuple[str, ...], cycle: list[str]) -> Diagnostic:
    round = " to ".join(f"`{id}`" for id in [*cycle, cycle[0]])
    notes = tuple(Note("by way of", known[id].span(*keys)) for id in cycle[1:])
    message = f"`{keys[-1]}` leads in a circle: {round}"
    return finding("VF209", message, known[cycle[0]].span(*keys), notes=notes)


def check_former(records: Records) -> Iterator[Diagnostic]:
    """A finding for each former id that a record has, or that another one had too."""
    first: dict[tuple[str, str], Span] = {}
    for kind, id, document, route in records.former:
        span = document.span(tuple(route))
        if id in records.ids[kind]:
            note = Note("it is declared here", records.ids[kind][id].span("id"))
        elif (kind, id) in first:
            note = Note("it is declared here", first[kind, id])
        else:
            first[kind, id] = span
            continue
        yield finding("VF210", f"former id `{id}` is in use", span, notes=(note,))


class Meant:
    """Which record an unknown id means, looked up once however often it is named."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._found: dict[tuple[str, str], Likeness | None] = {}
        self._names = cache(lambda: Names(records.of("forecasters")))

    def by(self, kind: str, id: str) -> Likeness | None:
        """The record of a kind that is meant by `id`, None where a broken file has that one."""
        key = (kind, id)
        if key not in self._found:
            self._found[key] = self._look_up(kind, id)
        return self._found[key]

    def _look_up(self, kind: str, id: str) -> Likeness | None:
        if self._records.broken_declares(id, kind):
            return None
        like = likeness(id, self._records.ids[kind])
        named = self._names().meant_by(id) if kind == "forecasters" else None
        return like if named is None else Likeness(named, like.sure)

    def declared(self, kind: str, id: str) -> Note:
        """Where that record is."""
        return Note("it is declared here", self._records.ids[kind][id].span("id"))


def _unknown(document: Document, reference: Reference, meant: Meant) -> Iterator[Diagnostic]:
    id, kind = reference.id, reference.kind
    like = meant.by(kind, id)
    if like is None:
        return
    wanted = like.nearest
    span = document.span(tuple(reference.route))
    notes = (meant.declared(kind, wanted),) if wanted else ()
    help = did_you_mean(wanted, _HELP.get(kind, ""))
    yield finding(
        "VF105" if kind == "forecasters" else "VF106",
        f"unknown {SINGULAR[kind]} `{id}`",
        span,
        help=help,
        notes=notes,
        fix=correction(document, span, id, like.sure),
    )


_HELP = {
    "forecasters": "add them with `verifier new forecaster`",
    "sources": "add it with `verifier new source`",
    "events": "add it with `verifier new event`",
    "questions": "add it under `questions:` in a file of outcomes/, with an id and a title",
    "series": "add it with `verifier new series`",
}


def _check_restatement(
    found: Found[Forecast], statement: Statement, records: Records
) -> Iterator[Diagnostic]:
    for key, id in (("restates", statement.restates), ("refines", statement.refines)):
        first = records.statements.get(id or "")
        if id is None or first is None:
            continue
        if first.forecaster != statement.forecaster:
            message = f"`{key}` points to a forecast of `{first.forecaster}`"
        elif (
            first.first is not None and statement.last is not None and first.first > statement.last
        ):
            message = f"`{key}` points to a statement that was made later"
        elif id == found.id or (key == "restates" and first.restates):
            message = "a restatement points to the first statement, not to itself or another one"
        else:
            continue
        note = Note("the first statement", records.ids["forecasts"][id].span("id"))
        yield finding("VF205", message, found.span(key), notes=(note,))
