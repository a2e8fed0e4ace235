"""What `verifier export` writes: a run in each of the formats, by path. Writes no file itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from verifier.export.citation import citation
from verifier.export.claimreview import Publication, claim_reviews
from verifier.export.delimited import as_csv
from verifier.export.feeds import feeds
from verifier.export.flat import FlatTable, tables
from verifier.export.long_table import said
from verifier.export.package import data_package
from verifier.report.contract import FILES, json_schema
from verifier.report.data import data_files, forecasters_file, forecasts_file
from verifier.report.run import Run

Files = Mapping[str, str | bytes]


def _tables(run: Run) -> Iterable[FlatTable]:
    return tables(forecasts_file(run), forecasters_file(run))


def _csv(run: Run, _: Publication) -> Files:
    found = [*_tables(run)]
    return _described(run, found, {f"{t.name}.csv": as_csv(t).encode() for t in found})


def _parquet(run: Run, _: Publication) -> Files:
    from verifier.export.parquet import as_parquet  # noqa: PLC0415 - polars is an extra

    found = [*_tables(run)]
    return _described(run, found, {f"{t.name}.parquet": as_parquet(t) for t in found})


def _described(run: Run, found: Iterable[FlatTable], files: Mapping[str, bytes]) -> Files:
    return {**files, "datapackage.json": data_package(run, found, files)}


def _sqlite(run: Run, _: Publication) -> Files:
    from verifier.export.sqlite import as_sqlite, datasette  # noqa: PLC0415 - half a MB of library

    return {"forecasts.db": as_sqlite(run, _tables(run)), "metadata.json": datasette(run)}


def _json(run: Run, _: Publication) -> Files:
    data = {name.removeprefix("data/"): text for name, text in data_files(run)}
    return {**data, **{f"{name}.schema.json": schema(name) for name in FILES}}


FORMATS: Mapping[str, Callable[[Run, Publication], Files]] = {
    "csv": _csv,
    "parquet": _parquet,
    "sqlite": _sqlite,
    "json": _json,
    "claimreview": lambda run, by: {"claimreview.jsonld": claim_reviews(run, by)},
    "cff": lambda run, by: {"CITATION.cff": citation(run, by)},
    "feeds": lambda run, by: feeds(run, by, ".md"),
    "said": lambda run, _: {"said.csv": said(run)},
}


def export(run: Run, format: str, publication: Publication) -> Files:
    """The files of one format, path to contents."""
    return FORMATS[format](run, publication)


def schema(name: str) -> str:
    """The text of `schemas/export-NAME.json`."""
    return json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"
