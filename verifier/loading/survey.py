"""One file by itself: its records, what is wrong with them, what to hold against other files."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from verifier.dataclass import dataclass
from verifier.diagnostics import Diagnostic
from verifier.diagnostics.suggest import suggest
from verifier.loading.checks.look import Alone, Context, Fact, Together, is_advice, under
from verifier.loading.files import decoded, parse
from verifier.loading.meaning import fingerprint
from verifier.loading.validation import (
    ITEMS,
    MISSING_KEY,
    UNKNOWN_KEY,
    WRONG_VALUE,
    Found,
    closest,
    validate,
)
from verifier.loading.yaml import Document
from verifier.model.disputes import Dispute
from verifier.model.forecasts import Forecast, Forecaster, SetAside, Source
from verifier.model.outcomes import Coverage, Event, Question, Ruling, Series, Turned
from verifier.reading import Reader

RECORDS: Mapping[str, Mapping[str, type[BaseModel]]] = {
    "seeds": {"forecasters": Forecaster, "forecasts": Forecast, "set_aside": SetAside},
    "outcomes": {
        "events": Event,
        "coverage": Coverage,
        "questions": Question,
        "rulings": Ruling,
        "series": Series,
        "turned": Turned,
    },
    "disputes": {"disputes": Dispute},
}
"""What the lists in the files of each folder hold."""

_KINDS: Mapping[str, type[BaseModel]] = {
    **{kind: model for kinds in RECORDS.values() for kind, model in kinds.items()},
    "sources": Source,
}


class Outline(NamedTuple):
    """What one file says that has to be held against the other files, and nothing else of it.

    It is made of plain values, so that it can be sent from one process to another and kept from one
    run to the next.
    """

    source: tuple[str | None, bool] | None
    """The source's id, and whether it is sound; None where the file has none."""
    records: Mapping[str, Sequence[tuple[str | None, bool]]]
    """By kind, the id of every record and whether it is sound."""
    facts: dict[str, list[tuple[str, int, Fact]]]
    """What checks keep, by their code: of which kind of record, of the how manieth, and what."""
    said: str
    """The fingerprint of all that it says."""
    seen: str
    """The fingerprint of all above but that: of what others see of it."""
    keys: dict[str, bytearray]
    """By the code of a check, four bytes for each key of its facts; by no code, those of ids."""

    def of(self, kind: str) -> Sequence[tuple[str | None, bool]]:
        """The id of every record of a kind, and whether it is sound."""
        if kind == "sources":
            return () if self.source is None else (self.source,)
        return self.records.get(kind, ())

    def declared(self) -> Iterator[tuple[str, str]]:
        """The ids that it declares, each with its kind."""
        for kind in ("sources", *self.records):
            yield from ((kind, id) for id, _ in self.of(kind) if id is not None)


@dataclass(slots=True)
class Survey:
    """All that is known of one file.

    `malformed` is what is wrong with the form of the file and of its records, `unsound` all else.
    """

    document: Document
    outline: Outline
    source: Found[Source]
    found: Mapping[str, Sequence[Found[Any]]]
    malformed: list[Diagnostic]
    unsound: list[Diagnostic]

    def groups(self) -> Iterator[tuple[str, Sequence[Found[Any]]]]:
        """The records by kind; of the kind `files` the file itself."""
        whole: Found[Any] = Found(self.document, (), self.document)
        yield "files", [whole]
        yield from self.found.items()
        yield "sources", [self.source]


class Surveyor:
    """Surveys files by themselves. Without a `reader` no look is taken: the rules are broken.

    `documents` are where the rules are written.
    """

    def __init__(
        self,
        reader: Reader | None,
        looks: Sequence[Alone | Together],
        documents: Mapping[str, Document],
    ) -> None:
        self.reader = reader
        self._documents = documents
        self._alone: dict[str, list[tuple[bool, Callable[..., Iterable[Diagnostic]]]]] = {}
        self._facts: dict[str, list[tuple[Together, Callable[..., Iterable[Fact]]]]] = {}
        for look in looks if reader is not None else ():
            if isinstance(look, Alone):
                for kind, alone in look.kinds.items():
                    self._alone.setdefault(kind, []).append((is_advice(look), alone))
            else:
                for kind, facts in look.facts.items():
                    self._facts.setdefault(kind, []).append((look, facts))
        self._codes = [check.code for look in looks for check in look.checks]

    @property
    def salt(self) -> str:
        """What a survey depends on beside the file."""
        rules = self.reader.rules.fingerprint if self.reader is not None else ""
        return " ".join([rules, *self._codes])

    def surveys(self, documents: Iterable[Document]) -> list[Survey]:
        """Survey files that have been read.

        Many at once: each look is taken at all of them before the next one, which takes a third
        less time, as the processor has at hand what the look needs.
        """
        found = [self._read(document) for document in documents]
        if self.reader is not None:
            self._look(found, self.reader)
        for survey in found:
            survey.outline = survey.outline._replace(seen=fingerprint(survey.outline[:3]))
        return found

    def _read(self, document: Document) -> Survey:
        malformed = list(document.diagnostics)
        source: Found[Source] | None = None
        found: dict[str, list[Found[Any]]] = {}
        if isinstance(document.value, dict):
            source, found = _read_records(document, malformed)
        elif document.value is not None:
            help = f"begin the file with a key, and put what is there below it: {_told(document)}"
            span = document.span()
            malformed.append(WRONG_VALUE.found("a mapping is wanted here", span, help=help))
        outline = Outline(
            None if source is None else (source.id, source.sound),
            {kind: [(each.id, each.sound) for each in group] for kind, group in found.items()},
            {},
            fingerprint(document.value),
            "",
            {},
        )
        outline.keys[""] = bytearray().join([under(*each) for each in outline.declared()])
        source = source or Found(document, ("source",))
        return Survey(document, outline, source, found, malformed, [])

    def _look(self, surveys: Sequence[Survey], reader: Reader) -> None:
        """Take every look at all records, kind by kind."""
        by_kind: dict[str, list[_Seen]] = {kind: [] for kind in ("files", *_KINDS)}
        for survey in surveys:
            forecasts = [found for found in survey.found.get("forecasts", ()) if found.sound]
            context = Context(survey.source, forecasts, reader, self._documents)
            for kind, group in survey.groups():
                by_kind[kind].extend(
                    (survey, place, found, found.record, context)
                    for place, found in enumerate(group)
                    if found.sound
                )
        for kind, records in by_kind.items():
            for advice, look in self._alone.get(kind, ()):
                for survey, _, found, record, context in records:
                    # Where the form of a file is doubtful, advice on what it says is too.
                    if not (advice and survey.document.diagnostics):
                        survey.unsound.extend(look(record, found, context))
            for together, facts_of in self._facts.get(kind, ()):
                _keep(together, kind, facts_of, records)


_Seen = tuple[Survey, int, Found[Any], Any, Context]
"""A record as looks see it: whose it is, the how manieth of its kind, and what is beside it."""


def _keep(
    look: Together, kind: str, facts_of: Callable[[Any], Iterable[Fact]], records: Iterable[_Seen]
) -> None:
    """Keep the facts of records for a look."""
    code, keys_of = look.checks[0].code, look.keys
    for survey, place, found, record, _ in records:
        for fact in facts_of(record):
            outline = survey.outline
            outline.facts.setdefault(code, []).append((kind, place, fact))
            if keys := keys_of(found, fact):
                outline.keys.setdefault(code, bytearray()).extend(keys)


def recalled(
    data: bytes,
    name: str,
    outline: Outline,
    malformed: Iterable[Diagnostic] = (),
    unsound: Iterable[Diagnostic] = (),
) -> Survey:
    """The survey of a file that another run or process made: records are read when asked for."""
    if outline.source is None and not outline.records:
        document = parse(data, name)
    else:
        document = Document.known_sound(name, decoded(data))
    source: Found[Source]
    if outline.source is not None:
        source = found_at(document, outline, "sources", 0)
    else:
        source = Found(document, ("source",))
    found = {
        kind: [found_at(document, outline, kind, place) for place in range(len(records))]
        for kind, records in outline.records.items()
    }
    return Survey(document, outline, source, found, [*malformed], [*unsound])


def found_at(document: Document, outline: Outline, kind: str, place: int) -> Found[Any]:
    """A record that is in the outline of a file; it is read when asked for."""
    id, sound = outline.of(kind)[place]
    route = ("source",) if kind == "sources" else (kind, place)
    return Found(document, route, id=id, model=_KINDS[kind] if sound else None)


def written(outline: Outline) -> bytes:
    """What is kept of an outline, and handed over by a process."""
    plain: Any = tuple(outline)
    # The second version of the format writes what is equal alike.
    return marshal.dumps(plain, 2)


def _read_records(
    document: Document, out: list[Diagnostic]
) -> tuple[Found[Source] | None, dict[str, list[Found[Any]]]]:
    kinds, known = RECORDS[_folder(document)], _keys(document)
    for key in document.value:
        if key not in known:
            help = suggest(key, known, f"the keys here are {_told(document)}")
            span = document.key_span((key,))
            fix = closest(
                document, span, key, [name for name in known if name not in document.value]
            )
            out.append(UNKNOWN_KEY.found(f"unknown key `{key}`", span, help=help, fix=fix))
    source = _read_source(document, out)
    found = {
        kind: list(_read_list(document, kind, model, out))
        for kind, model in kinds.items()
        if kind in document.value
    }
    return source, found


def _folder(document: Document) -> str:
    return document.path.partition("/")[0]


def _keys(document: Document) -> list[str]:
    """The keys that a file of its folder may begin with."""
    folder = _folder(document)
    return [*RECORDS[folder], *(["source"] if folder == "seeds" else [])]


def _told(document: Document) -> str:
    return ", ".join(f"`{name}`" for name in _keys(document))


def _read_source(document: Document, out: list[Diagnostic]) -> Found[Source] | None:
    value = document.value
    if "source" in value:
        return validate(document, ("source",), value["source"], Source, out)
    if "forecasts" in value or "set_aside" in value:
        span = document.key_span((next(iter(value)),))
        out.append(MISSING_KEY.found("missing key `source`", span))
    return None


def _read_list(
    document: Document, kind: str, model: type[BaseModel], out: list[Diagnostic]
) -> Iterator[Found[Any]]:
    entries = document.value.get(kind)
    if entries is None:
        return
    if not isinstance(entries, list):
        out.append(
            WRONG_VALUE.found(
                f"`{kind}`: a list is wanted here", document.key_span((kind,)), help=ITEMS
            )
        )
        return
    for index, entry in enumerate(entries):
        yield validate(document, (kind, index), entry, model, out)
