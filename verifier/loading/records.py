"""What a ledger's files hold, before anything is said of how the records fit together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from verifier.diagnostics import Span
from verifier.loading.checks import Reference
from verifier.loading.order import Fact
from verifier.loading.outline import Statement
from verifier.loading.survey import Survey
from verifier.loading.validation import Found
from verifier.loading.yaml import Document
from verifier.model.forecasts import Forecast, SetAside, Source
from verifier.model.outcomes import Event

KINDS = (
    "sources",
    "forecasts",
    "forecasters",
    "events",
    "coverage",
    "questions",
    "rulings",
    "series",
)
"""The kinds of records that have ids."""


@dataclass
class Records:
    """What was read of each kind, in the order of files; broken records keep their place."""

    sources: list[Found[Source]] = field(default_factory=list)
    forecasts: list[tuple[Found[Source], Found[Forecast]]] = field(default_factory=list)
    set_aside: list[tuple[Found[Source], Found[SetAside]]] = field(default_factory=list)
    others: dict[str, list[Found[Any]]] = field(default_factory=dict)
    ids: dict[str, dict[str, Found[Any]]] = field(default_factory=lambda: {k: {} for k in KINDS})
    twice: list[tuple[Found[Any], Found[Any]]] = field(default_factory=list)
    """Records whose id another one has, and that other one."""
    references: list[tuple[Document, Sequence[Reference]]] = field(default_factory=list)
    """The records that are named in each file."""
    statements: dict[str, Statement] = field(default_factory=dict)
    """Sound forecasts by id, as far as others may restate them."""
    restating: list[tuple[Found[Forecast], Statement]] = field(default_factory=list)
    one_sided: list[tuple[Found[Event], str]] = field(default_factory=list)
    """Events with evidence of one stance only, and the stance."""
    judged: list[Found[Forecast]] = field(default_factory=list)
    """Forecasts that name no observable, so that only a ruling settles them."""
    disputed: set[str] = field(default_factory=set)
    """The events that are disputed by themselves, or by rulings."""
    former: list[tuple[str, str, Document, Sequence[str | int]]] = field(default_factory=list)
    """The ids that records had: of which kind, the id, and where."""
    facts: list[tuple[Document, Fact]] = field(default_factory=list)
    """The days on which something was done, and where."""
    broken: list[Document] = field(default_factory=list)

    def add(self, survey: Survey) -> None:
        """Add what is in one more file."""
        outline, document, source = survey.outline, survey.document, survey.source
        if outline.source is not None:
            self.sources.append(source)
            self._index("sources", source)
        for kind, found in survey.found.items():
            if kind == "forecasts":
                self.forecasts += [(source, each) for each in found]
            elif kind == "set_aside":
                self.set_aside += [(source, each) for each in found]
                continue
            else:
                self.others.setdefault(kind, []).extend(found)
            for each in found:
                self._index(kind, each)
        self.references.append((document, outline.references))
        forecasts = survey.found.get("forecasts", ())
        for forecast, told in zip(forecasts, outline.statements, strict=True):
            if told is not None and forecast.id is not None:
                statement = Statement(*told)
                self.statements.setdefault(forecast.id, statement)
                if statement.restates or statement.refines:
                    self.restating.append((forecast, statement))
        self.one_sided += [(survey.found["events"][n], stance) for n, stance in outline.one_sided]
        self.judged += [forecasts[n] for n in outline.judged]
        self.disputed.update(outline.disputed)
        self.former += [(kind, id, document, route) for kind, id, route in outline.former]
        self.facts += [(document, Fact(*fact)) for fact in outline.facts]

    def _index(self, kind: str, found: Found[Any]) -> None:
        """Index every id, also of broken records, lest a mistake in one be reported in others."""
        if found.id is not None:
            first = self.ids[kind].setdefault(found.id, found)
            if first is not found:
                self.twice.append((found, first))

    def of(self, kind: str) -> list[Found[Any]]:
        """The records of one kind: `forecasters`, `events`, `coverage`, `questions`, ..."""
        return self.others.get(kind, [])

    @property
    def unread(self) -> frozenset[str]:
        """The folders of the ledger in which something could not be read at all."""
        return frozenset(d.path.partition("/")[0] for d in self.broken if not d.text)

    def broken_declares(self, id: str, kind: str) -> bool:
        """Whether a file with mistakes may declare `id`: to report its absence is a cascade.

        A file, or folder, of which nothing could be read may declare anything of its folder. An id
        written with capitals or spaces counts as the id that was meant.
        """
        folder = "seeds" if kind in ("sources", "forecasts", "forecasters") else "outcomes"
        if folder in self.unread:
            return True
        words = r"[ _-]?".join(map(re.escape, id.split("-")))
        pattern = re.compile(
            rf"\bid\w?[ ]*:[ ]*[\"']?{words}[\"']?[ ]*(?:[,}}#]|$)", re.MULTILINE | re.IGNORECASE
        )
        return any(pattern.search(document.text) for document in self.broken)

    def id_at(self, span: Span) -> str | None:
        """The id of the record in which `span` lies."""
        starts = self._starts(span.file)
        index = bisect_right(starts, (span.line, span.column, "\uffff"))
        return starts[index - 1][2] if index else None

    def _starts(self, file: str) -> list[tuple[int, int, str]]:
        """Where the records of a file begin, and their ids."""
        if file not in self._begun:
            self._begun[file] = sorted(
                (span.line, span.column, id)
                for id, found in self._by_file.get(file, ())
                for span in (found.span(),)
            )
        return self._begun[file]

    @cached_property
    def _by_file(self) -> Mapping[str, list[tuple[str, Found[Any]]]]:
        found: dict[str, list[tuple[str, Found[Any]]]] = {}
        for index in self.ids.values():
            for id, each in index.items():
                found.setdefault(each.document.path, []).append((id, each))
        return found

    @cached_property
    def _begun(self) -> dict[str, list[tuple[int, int, str]]]:
        return {}


class Lines(Mapping[tuple[str, str], tuple[str, int]]):
    """File and line of each record by kind and id, found when somebody asks."""

    def __init__(self, ids: Mapping[str, Mapping[str, Found[Any]]]) -> None:
        self._ids = ids

    def __getitem__(self, key: tuple[str, str]) -> tuple[str, int]:
        kind, id = key
        found = self._ids[kind][id]
        return found.document.path, found.span().line

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((kind, id) for kind, index in self._ids.items() for id in index)

    def __len__(self) -> int:
        return sum(map(len, self._ids.values()))
