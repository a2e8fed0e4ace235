"""One file by itself: its records, what is wrong with them, what to hold against other files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from verifier.diagnostics import Diagnostic
from verifier.diagnostics.wording import did_you_mean
from verifier.loading.advice import advise_alone
from verifier.loading.checks import Reference, check_alone
from verifier.loading.confusables import look_alikes
from verifier.loading.files import decoded, parse
from verifier.loading.outline import Outline, outline_of
from verifier.loading.readings import Readings
from verifier.loading.validation import Found, closest, finding, nearest, validate
from verifier.loading.yaml import Document
from verifier.model.forecasts import Forecast, Forecaster, SetAside, Source
from verifier.model.outcomes import Coverage, Event, Question, Ruling, Series

RECORDS: Mapping[str, Mapping[str, type[BaseModel]]] = {
    "seeds": {"forecasters": Forecaster, "forecasts": Forecast, "set_aside": SetAside},
    "outcomes": {
        "events": Event,
        "coverage": Coverage,
        "questions": Question,
        "rulings": Ruling,
        "series": Series,
    },
}
"""What the lists in the files of each folder hold."""

_MODELS = {kind: model for kinds in RECORDS.values() for kind, model in kinds.items()}


@dataclass(frozen=True, slots=True)
class Survey:
    """All that is known of one file.

    `malformed` is what is wrong with the form of the file and of its records, `unsound` all else.
    """

    document: Document
    outline: Outline
    source: Found[Source]
    found: Mapping[str, Sequence[Found[Any]]]
    malformed: Sequence[Diagnostic]
    unsound: Sequence[Diagnostic]


@dataclass(frozen=True, slots=True)
class Surveyor:
    """Surveys files by themselves; words are not read without `readings`."""

    readings: Readings | None
    advice: bool

    def survey(self, data: bytes, name: str) -> Survey:
        """Survey the file `name` of the ledger, which holds `data`."""
        return self.examine(parse(data, name))

    def examine(self, document: Document) -> Survey:
        """Survey a file that has been read."""
        malformed = list(document.diagnostics)
        source: Found[Source] | None = None
        found: dict[str, list[Found[Any]]] = {}
        if isinstance(document.value, dict):
            source, found = _read_records(document, malformed)
        elif document.value is not None:
            malformed.append(finding("VF103", "a mapping is wanted here", document.span()))
        said = source or Found[Source](document, ("source",))
        unsound: list[Diagnostic] = []
        references: list[Reference] = []
        if self.readings is not None:
            for each in check_alone(said, found, self.readings):
                if isinstance(each, Reference):
                    references.append(each)
                else:
                    unsound.append(each)
        if self.advice and not document.diagnostics:
            unsound.extend(advise_alone(said, found, self.readings))
            unsound.extend(look_alikes(document))
        outline = outline_of(source, found, references)
        return Survey(document, outline, said, found, malformed, unsound)


def recalled(
    data: bytes,
    name: str,
    outline: Outline,
    malformed: Sequence[Diagnostic] = (),
    unsound: Sequence[Diagnostic] = (),
) -> Survey:
    """The survey of a file that another run or process made: records are read when asked for."""
    if outline.source is None and not outline.records:
        document = parse(data, name)
    else:
        document = Document.known_sound(name, decoded(data))
    source = Found[Source](document, ("source",))
    if outline.source is not None:
        id, sound = outline.source
        source = Found(document, ("source",), id=id, model=Source if sound else None)
    found = {
        kind: [
            Found(document, (kind, index), id=id, model=_MODELS[kind] if sound else None)
            for index, (id, sound) in enumerate(records)
        ]
        for kind, records in outline.records.items()
    }
    return Survey(document, outline, source, found, malformed, unsound)


def _read_records(
    document: Document, out: list[Diagnostic]
) -> tuple[Found[Source] | None, dict[str, list[Found[Any]]]]:
    folder = document.path.partition("/")[0]
    kinds = RECORDS[folder]
    known = [*kinds, "source"] if folder == "seeds" else [*kinds]
    for key in document.value:
        if key not in known:
            wanted = nearest(key, known)
            keys = ", ".join(f"`{name}`" for name in known)
            help = did_you_mean(wanted, f"the keys here are {keys}")
            span = document.key_span((key,))
            fix = closest(
                document, span, key, [name for name in known if name not in document.value]
            )
            out.append(finding("VF101", f"unknown key `{key}`", span, help=help, fix=fix))
    source = _read_source(document, out)
    found = {
        kind: list(_read_list(document, kind, model, out))
        for kind, model in kinds.items()
        if kind in document.value
    }
    return source, found


def _read_source(document: Document, out: list[Diagnostic]) -> Found[Source] | None:
    value = document.value
    if "source" in value:
        return validate(document, ("source",), value["source"], Source, out)
    if "forecasts" in value or "set_aside" in value:
        out.append(
            finding("VF102", "missing key `source`", document.key_span((next(iter(value)),)))
        )
    return None


def _read_list(
    document: Document, kind: str, model: type[BaseModel], out: list[Diagnostic]
) -> Iterator[Found[Any]]:
    entries = document.value.get(kind)
    if entries is None:
        return
    if not isinstance(entries, list):
        out.append(finding("VF103", f"`{kind}`: a list is wanted here", document.key_span((kind,))))
        return
    for index, entry in enumerate(entries):
        yield validate(document, (kind, index), entry, model, out)
