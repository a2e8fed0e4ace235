"""Tables read with Polars, in a stream: the default."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from polars.exceptions import PolarsError

from verifier.tables.columns import DAYS
from verifier.tables.engines import ISO_DAY, ROW, SPACE, Batch, complaining

# Rows that are handed over at a time: enough to hide what each hand-over costs, few enough to stay
# in a processor's cache.
_ROWS = 200_000


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
        with complaining(PolarsError, OSError):
            rows: Sequence[tuple[Any, ...]] = frame.to_native().collect(engine="streaming").rows()
            return rows

    def batches(self, frame: nw.LazyFrame[Any], names: Sequence[str], told: str) -> Iterator[Batch]:
        """The result of a query in parts, its texts as codes."""
        coded = {name: pl.Categorical(pl.Categories.random()) for name in names}
        labels: dict[int, str] = {}
        query = frame.to_native().with_columns(pl.col(n).cast(type) for n, type in coded.items())
        with complaining(PolarsError, OSError):
            for part in query.collect_batches(chunk_size=_ROWS, maintain_order=False):
                columns = {name: part[name] for name in part.columns}
                _learn(labels, columns[told])
                columns |= {name: columns[name].to_physical() for name in coded}
                yield Batch({name: c.to_numpy() for name, c in columns.items()}, labels)


def _learn(known: dict[int, str], texts: pl.Series) -> None:
    """Put the texts of codes that were not there before beside them."""
    codes = texts.to_physical()
    fresh = codes.unique()
    fresh = fresh.filter(~fresh.is_in(list(known)))
    if len(fresh):
        rows = pl.DataFrame({"code": codes, "text": texts}).unique("code")
        rows = rows.join(fresh.alias("code").to_frame(), on="code")
        known.update(
            zip(rows["code"].to_list(), rows["text"].cast(pl.String).to_list(), strict=True)
        )


def _day(column: pl.Expr, type: pl.DataType) -> pl.Expr:
    """The number of a day; columns of whole numbers hold such numbers already."""
    if type.is_integer():
        return column.cast(pl.Int64, strict=False)
    if not type.is_temporal():
        text = column.cast(pl.String).str.strip_chars(SPACE)
        day = pl.when(text.str.contains(ISO_DAY)).then(text.str.head(10))
        column = day.str.to_date("%Y-%m-%d", strict=False)
    return column.cast(pl.Date).cast(pl.Int32).cast(pl.Int64)
