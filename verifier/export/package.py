"""`datapackage.json`: what the tables of a folder hold, as a Frictionless Data Package.

Version 2 of the standard (datapackage.org): each table with its file, its fingerprint, and the
name, type and meaning of every column, so that libraries read it without guessing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from verifier.export.flat import MEANING, FlatTable, Type
from verifier.report.run import Run
from verifier.writing import fingerprint

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {
    Type.TEXT: "string",
    Type.NUMBER: "number",
    Type.WHOLE: "integer",
    Type.FLAG: "boolean",
    Type.DAY: "date",
}
_KEYS: Mapping[str, tuple[str, ...]] = {
    "forecasts": ("id",),
    "forecasters": ("forecaster",),
    "schemes": ("forecaster", "scheme"),
}
_REFERS: Mapping[str, tuple[str, str, str]] = {
    "evidence": ("forecast", "forecasts", "id"),
    "schemes": ("forecaster", "forecasters", "forecaster"),
}


def data_package(run: Run, tables: Iterable[FlatTable], files: Mapping[str, bytes]) -> str:
    """The description of `tables`, whose files are these, by names that begin with a table's."""
    by_table = {name.partition(".")[0]: name for name in files}
    resources = [_resource(t, by_table[t.name], files[by_table[t.name]]) for t in tables]
    value = {
        "$schema": _PROFILE,
        "name": "forecasts",
        "title": run.title,
        "description": run.about,
        "version": run.rules.fingerprint,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0",
            }
        ],
        "resources": resources,
    }
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _resource(table: FlatTable, file: str, data: bytes) -> dict[str, Any]:
    format = file.rpartition(".")[2]
    kind = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}[format]
    return {
        "name": table.name,
        "description": MEANING[table.name],
        "path": file,
        "format": format,
        "mediatype": kind,
        **({"encoding": "utf-8"} if format == "csv" else {}),
        "bytes": len(data),
        "hash": f"sha256:{fingerprint(data)}",
        "schema": _schema(table),
    }


def _schema(table: FlatTable) -> dict[str, Any]:
    fields = [
        {"name": c.name, "type": _TYPES[c.type], "description": c.meaning} for c in table.columns
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.name in _KEYS:
        schema["primaryKey"] = list(_KEYS[table.name])
    if table.name in _REFERS:
        column, other, key = _REFERS[table.name]
        reference = {"resource": other, "fields": [key]}
        schema["foreignKeys"] = [{"fields": [column], "reference": reference}]
    return schema
