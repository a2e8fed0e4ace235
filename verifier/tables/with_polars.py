"""Tables read with Polars, in a stream: the default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from polars.exceptions import PolarsError

from verifier.tables.columns import DAYS
from verifier.tables.engines import ISO_DAY, ROW, SPACE, TableError, first_line


class Reader:
    """Scans Parquet with Polars and runs queries in its streaming engine."""

    def scan(self, path: Path, places: Mapping[str, int]) -> nw.LazyFrame[Any]:
        """The columns at those places."""
        scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        schema = scan.collect_schema()
        names = schema.names()
        selected = []
        for role, place in places.items():
            column, type = pl.col(names[place]), schema[names[place]]
            if isinstance(type, pl.Datetime) and type.time_zone is not None:
                column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
            if role in DAYS:
                selected.append(column.cast(pl.String).alias(f"{role}_text"))
                column = _day(column, type)
            selected.append(column.alias(role))
        return nw.from_native(scan.select(selected).with_row_index(ROW))

    def rows(self, frame: nw.LazyFrame[Any]) -> Sequence[tuple[Any, ...]]:
        """The rows of a query's result."""
        try:
            rows: Sequence[tuple[Any, ...]] = frame.to_native().collect(engine="streaming").rows()
        except (PolarsError, OSError) as error:
            raise TableError(first_line(error)) from None
        return rows


def _day(column: pl.Expr, type: pl.DataType) -> pl.Expr:
    """The number of a day; columns of whole numbers hold such numbers already."""
    if type.is_integer():
        return column.cast(pl.Int64, strict=False)
    if not type.is_temporal():
        text = column.cast(pl.String).str.strip_chars(SPACE)
        day = pl.when(text.str.contains(ISO_DAY)).then(text.str.head(10))
        column = day.str.to_date("%Y-%m-%d", strict=False)
    return column.cast(pl.Date).cast(pl.Int32).cast(pl.Int64)
