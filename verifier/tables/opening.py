"""Open a table of any known format: what cannot be read, or not for sure, is refused here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import narwhals as nw
import polars as pl
from polars.exceptions import PolarsError

from verifier.tables.columns import Columns
from verifier.tables.engines import (
    COUNT,
    Engine,
    Opened,
    TableError,
    check_file,
    check_names,
    check_type,
    first_line,
    kind_of,
)
from verifier.tables.text import csv_to_parquet, json_to_parquet

# Parquet files with more columns are cut down to the mapped ones first: engines look at each.
_WIDE = 1_000


def open_table(path: Path, columns: Columns, engine: Engine, scratch: Path) -> Opened:
    """The mapped columns of a table; text formats become Parquet in the folder `scratch`."""
    roles, kind = columns.roles(), kind_of(path)
    check_file(path)
    source = path
    if kind != "parquet":
        source = scratch / "table.parquet"
        {"csv": csv_to_parquet, "json": json_to_parquet}[kind](path, roles, source)
    try:
        types = dict(nw.from_native(_scan(source).collect_schema().to_frame()).schema)
        if kind == "parquet":
            check_names(roles, list(types))
        found = {role: column if kind == "parquet" else role for role, column in roles.items()}
        if len(types) > _WIDE:
            source = _narrow(source, found, scratch / "narrow.parquet")
            types = {role: types[column] for role, column in found.items()}
            found = dict(zip(roles, roles, strict=True))
    except (PolarsError, OSError) as error:
        raise TableError(first_line(error)) from None
    for role, column in roles.items():
        check_type(role, column, types[found[role]])
    order = list(types)
    places = {role: order.index(column) for role, column in found.items()}
    frame = engine.scan(source, places).with_columns(nw.lit(1, dtype=nw.Int64).alias(COUNT))
    return Opened(frame, {role: types[column] for role, column in found.items()})


def _scan(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False, hive_partitioning=False)


def _narrow(path: Path, columns: Mapping[str, str], target: Path) -> Path:
    selected = [pl.col(column).alias(role) for role, column in columns.items()]
    _scan(path).select(selected).sink_parquet(target, compression="lz4")
    return target
