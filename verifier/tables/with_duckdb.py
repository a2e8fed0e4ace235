"""Tables read with DuckDB: for those who have it, and to check the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import narwhals as nw
import polars as pl

from verifier.tables.columns import DAYS
from verifier.tables.engines import ISO_DAY, ROW, SPACE, Batch, complaining
from verifier.tables.with_polars import Reader as Polars


class Reader:
    """Scans Parquet with DuckDB and runs queries in it."""

    def scan(self, path: Path, places: Mapping[str, int]) -> nw.LazyFrame[Any]:
        """The columns at those places."""
        with complaining(duckdb.Error, OSError):
            connection = duckdb.connect()
            connection.execute("SET TimeZone = 'UTC'")
            # Statistics of Parquet files leave NaN out, and comparisons would be cut short by them.
            connection.execute("SET disabled_optimizers = 'statistics_propagation'")
            scan = connection.read_parquet(escape(str(path)), hive_partitioning=False)
        selected = [f"row_number() OVER () - 1 AS {ROW}"]
        for role, place in places.items():
            column, type = _quoted(scan.columns[place]), str(scan.types[place])
            if type == "TIMESTAMP WITH TIME ZONE":
                column = f"({column} AT TIME ZONE 'UTC')"
            if role in DAYS:
                selected.append(f"CAST({column} AS VARCHAR) AS {role}_text")
                column = _day(column, type)
            selected.append(f"{column} AS {role}")
        return nw.from_native(scan.project(", ".join(selected)))

    def rows(self, frame: nw.LazyFrame[Any]) -> Sequence[tuple[Any, ...]]:
        """The rows of a query's result."""
        with complaining(duckdb.Error, OSError):
            rows: Sequence[tuple[Any, ...]] = frame.to_native().fetchall()
            return rows

    def sql(self, frame: nw.LazyFrame[Any]) -> str:
        """A query as text."""
        return str(frame.to_native().sql_query())

    def batches(self, frame: nw.LazyFrame[Any], names: Sequence[str], told: str) -> Iterator[Batch]:
        """The result of a query in parts, its texts as codes: by way of a Parquet file."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "result.parquet"
            with complaining(duckdb.Error, OSError):
                frame.to_native().write_parquet(str(path))
            result = nw.from_native(pl.scan_parquet(path, glob=False))
            yield from Polars().batches(result, names, told)


def _quoted(name: str, mark: str = '"') -> str:
    return mark + name.replace(mark, 2 * mark) + mark


def _day(column: str, type: str) -> str:
    """The number of a day; columns of whole numbers hold such numbers already."""
    if type.endswith("INT") or type == "INTEGER":
        return f"TRY_CAST({column} AS BIGINT)"
    if not type.startswith(("DATE", "TIMESTAMP")):
        text = f"trim(CAST({column} AS VARCHAR), {_quoted(SPACE, chr(39))})"
        iso = f"regexp_matches({text}, '{ISO_DAY}')"
        column = f"CASE WHEN {iso} THEN TRY_CAST(left({text}, 10) AS DATE) END"
    return f"datediff('day', DATE '1970-01-01', CAST({column} AS DATE))"
