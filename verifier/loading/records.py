"""What a ledger's files hold, before anything is said of how the records fit together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from verifier.diagnostics import Span
from verifier.loading.validation import Found
from verifier.loading.yaml import Document
from verifier.model.forecasts import Forecast, SetAside, Source


@dataclass
class Records:
    """What was read of each kind, in the order of files; broken records keep their place."""

    sources: list[Found[Source]] = field(default_factory=list)
    forecasts: list[tuple[Found[Source], Found[Forecast]]] = field(default_factory=list)
    set_aside: list[tuple[Found[Source], Found[SetAside]]] = field(default_factory=list)
    others: dict[str, list[Found[Any]]] = field(default_factory=dict)
    ids: dict[str, dict[str, Found[Any]]] = field(default_factory=dict)
    broken: list[Document] = field(default_factory=list)
    rules: Mapping[str, Document] = field(default_factory=dict)

    def of(self, kind: str) -> list[Found[Any]]:
        """The records of one kind: `forecasters`, `events`, `coverage`, `questions`, ..."""
        return self.others.get(kind, [])

    def broken_declares(self, id: str) -> bool:
        """Whether a file with mistakes seems to declare `id`: to report its absence is a cascade.

        An id written with capitals or spaces counts as the id that was meant.
        """
        words = r"[ _-]?".join(map(re.escape, id.split("-")))
        pattern = re.compile(
            rf"\bid\w?[ ]*:[ ]*[\"']?{words}[\"']?[ ]*(?:[,}}#]|$)", re.MULTILINE | re.IGNORECASE
        )
        return any(pattern.search(document.text) for document in self.broken)

    def id_at(self, span: Span) -> str | None:
        """The id of the record in which `span` lies."""
        starts = self._starts.get(span.file, [])
        index = bisect_right(starts, (span.line, span.column, "\uffff"))
        return starts[index - 1][2] if index else None

    @cached_property
    def _starts(self) -> Mapping[str, list[tuple[int, int, str]]]:
        starts: dict[str, list[tuple[int, int, str]]] = {}
        for index in self.ids.values():
            for id, found in index.items():
                span = found.span()
                place = (span.line, span.column, id)
                starts.setdefault(found.document.path, []).append(place)
        return {file: sorted(places) for file, places in starts.items()}


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
