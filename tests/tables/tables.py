"""Small tables in every format, for the tests."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.depth import deep
from verifier.cli import main
from verifier.report.words import Words
from verifier.tables.data import Scored, as_json

Rows = Sequence[Mapping[str, Any]]

each_engine = pytest.mark.parametrize("engine", ["polars", pytest.param("duckdb", marks=deep)])
"""DuckDB takes four times as long. That it makes the same of tables is a law, always tried."""


def as_csv(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_json_lines(path: Path, rows: Rows) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def as_parquet(path: Path, rows: Rows) -> Path:
    pl.DataFrame(list(rows), infer_schema_length=None).write_parquet(path)
    return path


def score(table: Path, out: Path, *options: str, pages: bool = True) -> int:
    """Run the command; without its page and pictures, which take a quarter of it, for figures."""
    with pytest.MonkeyPatch.context() as patch:
        if not pages:
            patch.setattr("verifier.tables.page.scorecards", _figures)
        return main(["score", "--table", str(table), "--out", str(out), *options])


def _figures(result: Scored, _: Words) -> Mapping[str, bytes]:
    return {"data/forecasters.json": as_json(result)}


def result(out: Path) -> dict[str, Any]:
    """The data file that the command has written."""
    document: dict[str, Any] = json.loads((out / "data" / "forecasters.json").read_text("utf-8"))
    return document


def by_forecaster(out: Path) -> dict[str, dict[str, Any]]:
    """Its rows, by forecaster."""
    return {row["forecaster"]: row for row in result(out)["forecasters"]}
