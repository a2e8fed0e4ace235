"""What a ledger's files hold, before anything is said of how the records fit together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from verifier.dataclass import dataclass
from verifier.diagnostics import Span
from verifier.loading.checks.look import Fact
from verifier.loading.survey import RECORDS, Survey
from verifier.loading.validation import Found
from verifier.loading.yaml import Document
from verifier.model.forecasts import Forecast, SetAside, Source
from verifier.reading import Reader

KINDS = (
    *("sources", "forecasts", "forecasters", "events", "coverage", "questions", "rulings"),
    *("series", "disputes", "turned"),
)
"""The kinds of records that have ids."""
_FOLDERS = {"sources": "seeds"} | {
    kind: folder for folder, kinds in RECORDS.items() for kind in kinds
}
"""The folder that each kind is in."""
_AN_ID = re.compile(r"\bid\w?[ ]*:")


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
    facts: dict[str, list[tuple[Found[Any], Fact]]] = field(default_factory=dict)
    """What checks keep of records, by their code."""
    broken: list[Document] = field(default_factory=list)
    noted: set[tuple[str, str | None]] = field(default_factory=set)
    """Which records were asked for, by kind and id, whether they are there or not; None for all."""

    def add(self, survey: Survey) -> None:
        """Add what is in one more file, which nothing about others has asked for yet."""
        outline, source = survey.outline, survey.source
        for each in chain((source,), *survey.found.values()):
            each.asked = False
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
        for code, facts in outline.facts.items():
            self.facts.setdefault(code, []).extend(
                (source if kind == "sources" else survey.found[kind][place], fact)
                for kind, place, fact in facts
            )

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
    def asked(self) -> set[str]:
        """The files whose records were read since they were added."""
        stated: chain[Found[Any]] = chain(
            (each for _, each in self.forecasts), (each for _, each in self.set_aside)
        )
        every = chain(self.sources, stated, *self.others.values())
        return {found.document.path for found in every if found.asked}

    @property
    def unread(self) -> frozenset[str]:
        """The folders of the ledger with a file of which nothing can be read, not even an id."""
        return frozenset(d.path.partition("/")[0] for d in self.broken if not _AN_ID.search(d.text))

    def broken_declares(self, id: str, kind: str) -> bool:
        """Whether a file with mistakes may declare `id`: to report its absence is a cascade.

        A file, or folder, of which nothing could be read may declare anything of its folder. An id
        written with capitals or spaces counts as the id that was meant.
        """
        folder = _FOLDERS[kind]
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
    def source_in(self) -> Mapping[str, Found[Source]]:
        """The sources by their files."""
        return {source.document.path: source for source in self.sources}

    @cached_property
    def _begun(self) -> dict[str, list[tuple[int, int, str]]]:
        return {}


class Whole:
    """The whole ledger, as checks look at it: what they ask for beside their facts is noted."""

    def __init__(self, records: Records, latest: Mapping[str, date], reader: Reader) -> None:
        self._records = records
        self.latest = latest
        """The last day on which a value of each series was known."""
        self.reader = reader
        self.ids: Mapping[str, Mapping[str, Found[Any]]] = {
            kind: Noted(kind, index, records.noted) for kind, index in records.ids.items()
        }

    def of(self, kind: str) -> list[Found[Any]]:
        """The records of one kind."""
        self._records.noted.add((kind, None))
        return self._records.of(kind)

    @property
    def broken(self) -> list[Document]:
        """Files with mistakes."""
        return self._records.broken

    def broken_declares(self, id: str, kind: str) -> bool:
        """See `Records`."""
        return self._records.broken_declares(id, kind)

    def source_of(self, found: Found[Any]) -> Found[Source]:
        """The source that is in the file of a record."""
        return self._records.source_in[found.document.path]


class Noted(Mapping[str, "Found[Any]"]):
    """Records of a kind by id; who asks for one, or for all, is noted."""

    def __init__(
        self, kind: str, index: Mapping[str, Found[Any]], noted: set[tuple[str, str | None]]
    ) -> None:
        self._kind, self._index, self._noted = kind, index, noted

    def __getitem__(self, id: str) -> Found[Any]:
        self._noted.add((self._kind, id))
        return self._index[id]

    def __iter__(self) -> Iterator[str]:
        self._noted.add((self._kind, None))
        return iter(self._index)

    def __len__(self) -> int:
        self._noted.add((self._kind, None))
        return len(self._index)


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
