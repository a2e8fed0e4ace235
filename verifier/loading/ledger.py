"""Load a ledger: read every file, validate every record, check what they say of each other."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from verifier.diagnostics import CHECKS, Diagnostic, Note, Severity
from verifier.loading import archive as quotations
from verifier.loading import intake
from verifier.loading.checks import check_records
from verifier.loading.files import Kept, read_file, yaml_files
from verifier.loading.records import Lines, Records
from verifier.loading.rules import load_rules
from verifier.loading.series import read_series
from verifier.loading.settings import read_settings
from verifier.loading.validation import Found, closest, finding, nearest, validate
from verifier.loading.yaml import Document
from verifier.model.forecasts import Forecast, Forecaster, SetAside, Source, SourceFile
from verifier.model.ledger import Ledger, Point
from verifier.model.outcomes import Coverage, Event, Question, Ruling, Series
from verifier.rules import Rules

SEED_RECORDS: dict[str, type[BaseModel]] = {
    "forecasters": Forecaster,
    "forecasts": Forecast,
    "set_aside": SetAside,
}
OUTCOME_RECORDS: dict[str, type[BaseModel]] = {
    "events": Event,
    "coverage": Coverage,
    "questions": Question,
    "rulings": Ruling,
    "series": Series,
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A ledger and its rules, None where there are errors, and every finding, in order."""

    ledger: Ledger | None
    rules: Rules | None
    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Document]

    @property
    def ok(self) -> bool:
        """Whether nothing stands in the way of a run."""
        return self.ledger is not None and self.rules is not None


def load(
    root: Path,
    *,
    advice: bool = False,
    archive: Path | None = None,
    kept: Kept | None = None,
    tolerant: bool = False,
) -> Loaded:
    """Load the ledger at `root`: its `seeds/`, `outcomes/`, own `rules/` and `ledger.yaml`.

    `advice` adds what is not wrong but should be looked at; with `archive`, the folder of archived
    texts, quotations are compared with them. `kept` spares what an earlier run worked out. With
    `tolerant` there is a ledger of the sound records also where others have mistakes.
    """
    with _uncollected():
        return _load(root, advice, archive, kept, tolerant=tolerant)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Loading makes many objects and no garbage: looking for it takes up to half of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _load(
    root: Path, advice: bool, archive: Path | None, kept: Kept | None, *, tolerant: bool
) -> Loaded:
    out: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    rules = load_rules(root, out, documents)
    configured = read_settings(root, out, documents, kept)
    records = Records(rules=dict(documents))
    for folder, kinds in (("seeds", SEED_RECORDS), ("outcomes", OUTCOME_RECORDS)):
        for name in yaml_files(root, folder):
            document = documents[name] = read_file(root / name, name, kept)
            out.extend(document.diagnostics)
            if document.value is not None:
                _read_records(document, kinds, records, out)
    _index(records, out)
    records.broken = [documents[name] for name in sorted({d.span.file for d in out})]
    ran = set(CHECKS) - intake.CODES - quotations.CODES
    if rules is not None:
        out.extend(check_records(records, rules, kept))
    if advice:
        out.extend(intake.advise(records, rules))
        ran |= intake.CODES
    if archive is not None:
        out.extend(quotations.check_quotations(records, archive))
        ran |= quotations.CODES
    points = _read_points(root, records, out)
    found = sorted(set(out), key=lambda d: d.sort_key)
    findings = tuple(sorted(configured.apply(found, records, ran=ran), key=lambda d: d.sort_key))
    failed = any(d.severity == Severity.ERROR for d in findings)
    ledger = _assemble(records, points) if tolerant or not failed else None
    return Loaded(ledger, rules, findings, documents)


def _read_records(
    document: Document, kinds: dict[str, type[BaseModel]], records: Records, out: list[Diagnostic]
) -> None:
    if not isinstance(document.value, dict):
        out.append(finding("VF103", "a mapping is wanted here", document.span()))
        return
    known = {**kinds, "source": Source} if "forecasts" in kinds else kinds
    for key in document.value:
        if key not in known:
            wanted = nearest(key, known)
            keys = ", ".join(f"`{name}`" for name in known)
            help = f"did you mean `{wanted}`?" if wanted else f"the keys here are {keys}"
            span = document.key_span((key,))
            fix = closest(
                document, span, key, [name for name in known if name not in document.value]
            )
            out.append(finding("VF101", f"unknown key `{key}`", span, help=help, fix=fix))
    source = _read_source(document, records, out)
    for kind, model in kinds.items():
        for found in _read_list(document, kind, model, out):
            if kind == "forecasts":
                records.forecasts.append((source, found))
            elif kind == "set_aside":
                records.set_aside.append((source, found))
            else:
                records.others.setdefault(kind, []).append(found)


def _read_source(document: Document, records: Records, out: list[Diagnostic]) -> Found[Source]:
    value = document.value
    if "source" in value:
        found = validate(document, ("source",), value["source"], Source, out)
        records.sources.append(found)
        return found
    if "forecasts" in value or "set_aside" in value:
        out.append(
            finding("VF102", "missing key `source`", document.key_span((next(iter(value)),)))
        )
    return Found(document, ("source",), None)


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


def _index(records: Records, out: list[Diagnostic]) -> None:
    """Index every id, also of broken records, lest a mistake in one be reported in others."""
    groups: dict[str, list[Found[Any]]] = {
        "sources": [*records.sources],
        "forecasts": [found for _, found in records.forecasts],
        **{kind: records.of(kind) for kind in ("forecasters", *OUTCOME_RECORDS)},
    }
    for kind, group in groups.items():
        index = records.ids[kind] = {}
        for found in group:
            id = _id(found)
            if id is None:
                continue
            if id in index:
                note = Note("it is declared here first", index[id].span("id"))
                message = f"duplicate id `{id}`"
                out.append(finding("VF107", message, found.span("id"), notes=(note,)))
            else:
                index[id] = found


def _id(found: Found[Any]) -> str | None:
    if found.record is not None:
        return str(found.record.id)
    value = found.document.value
    for part in found.route:
        value = value[part]
    id = value.get("id") if isinstance(value, dict) else None
    return id if isinstance(id, str) else None


def _read_points(
    root: Path, records: Records, out: list[Diagnostic]
) -> dict[str, tuple[Point, ...]]:
    points: dict[str, tuple[Point, ...]] = {}
    for found in records.of("series"):
        if found.record is None:
            continue
        points[found.record.id], problems = read_series(root / "outcomes" / found.record.file)
        for problem in problems:
            message = f"the series `{found.record.file}` cannot be read: {problem}"
            out.append(finding("VF004", message, found.span("file"), help=_SERIES_HELP))
    return points


_SERIES_HELP = "give the columns `day`, `value` and, where it differs, `known`, in CSV or JSON"


def _assemble(records: Records, points: dict[str, tuple[Point, ...]]) -> Ledger:
    forecasts: dict[int, list[Forecast]] = {}
    set_aside: dict[int, list[SetAside]] = {}
    for source, forecast in records.forecasts:
        if forecast.record is not None:
            forecasts.setdefault(id(source), []).append(forecast.record)
    for source, aside in records.set_aside:
        if aside.record is not None:
            set_aside.setdefault(id(source), []).append(aside.record)
    files = [
        SourceFile.model_construct(
            source=source.record,
            forecasts=tuple(forecasts.get(id(source), ())),
            set_aside=tuple(set_aside.get(id(source), ())),
        )
        for source in records.sources
        if source.record is not None
    ]
    files.sort(key=lambda file: file.source.id)
    by_id: dict[str, dict[str, Any]] = {
        kind: {id: found.record for id, found in sorted(index.items()) if found.record is not None}
        for kind, index in records.ids.items()
    }
    return Ledger(
        files=tuple(files),
        forecasters=by_id["forecasters"],
        events=by_id["events"],
        coverage=by_id["coverage"],
        questions=by_id["questions"],
        rulings=by_id["rulings"],
        series=by_id["series"],
        points=points,
        lines=Lines(records.ids),
    )
