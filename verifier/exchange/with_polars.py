"""Tables read with Polars, in a stream: the default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from polars.exceptions import PolarsError

from verifier.exchange.columns import DAYS
from verifier.exchange.engines import (
    ROW,
    Opened,
    TableError,
    check_names,
    counted,
    first_line,
    json_keys,
    kind_of,
    nested,
)


class Reader:
    """Opens files with Polars and runs queries in its streaming engine."""

    def open(self, path: Path, roles: Mapping[str, str]) -> Opened:
        """The columns that `roles` names."""
        try:
            match kind_of(path):
                case "csv":
                    scan = pl.scan_csv(path, infer_schema=False, row_index_name=ROW, glob=False)
                case "parquet":
                    scan = pl.scan_parquet(path, row_index_name=ROW, glob=False)
                case _:
                    keys = dict.fromkeys(json_keys(path, roles), pl.String())
                    scan = pl.scan_ndjson(path, schema=keys, row_index_name=ROW)
            schema = scan.collect_schema()
        except (PolarsError, OSError) as error:
            raise TableError(first_line(error)) from None
        check_names(roles, schema.names())
        text = frozenset(role for role, column in roles.items() if schema[column] == pl.String)
        selected = [pl.col(ROW)]
        for role, column in roles.items():
            if schema[column].is_nested():
                raise nested(column)
            if role in DAYS:
                selected.append(pl.col(column).cast(pl.String).alias(f"{role}_text"))
                selected.append(self._day(pl.col(column), text=role in text).alias(role))
            else:
                selected.append(pl.col(column).alias(role))
        return Opened(counted(nw.from_native(scan.select(selected))), text)

    @staticmethod
    def _day(column: Any, *, text: bool) -> Any:
        day = column.str.head(10).str.to_date("%Y-%m-%d", strict=False) if text else column
        return day.cast(pl.Date).cast(pl.Int32).cast(pl.Int64)

    def rows(self, frame: nw.LazyFrame[Any]) -> Sequence[tuple[Any, ...]]:
        """The rows of a query's result."""
        try:
            rows: Sequence[tuple[Any, ...]] = frame.to_native().collect(engine="streaming").rows()
        except (PolarsError, OSError) as error:
            raise TableError(first_line(error)) from None
        return rows
