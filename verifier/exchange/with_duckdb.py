"""Tables read with DuckDB: for those who have it, and to check the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw

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

_NESTED = ("STRUCT", "MAP", "UNION")


class Reader:
    """Opens files with DuckDB and runs queries in it."""

    def open(self, path: Path, roles: Mapping[str, str]) -> Opened:
        """The columns that `roles` names."""
        connection = duckdb.connect()
        try:
            match kind_of(path):
                case "csv":
                    scan = connection.read_csv(
                        str(path), all_varchar=True, header=True, delimiter=",", quotechar='"'
                    )
                case "parquet":
                    scan = connection.read_parquet(str(path))
                case _:
                    scan = connection.read_json(
                        str(path),
                        columns=dict.fromkeys(json_keys(path, roles), "VARCHAR"),
                        format="newline_delimited",
                    )
        except (duckdb.Error, OSError) as error:
            raise TableError(first_line(error)) from None
        types = dict(zip(scan.columns, map(str, scan.types), strict=True))
        check_names(roles, list(types))
        text = frozenset(role for role, column in roles.items() if types[column] == "VARCHAR")
        selected = [f"row_number() OVER () - 1 AS {ROW}"]
        for role, column in roles.items():
            if types[column].startswith(_NESTED) or types[column].endswith("]"):
                raise nested(column)
            quoted = '"' + column.replace('"', '""') + '"'
            if role in DAYS:
                selected.append(f"CAST({quoted} AS VARCHAR) AS {role}_text")
                selected.append(f"{_day(quoted, types[column])} AS {role}")
            else:
                selected.append(f"{quoted} AS {role}")
        return Opened(counted(nw.from_native(scan.project(", ".join(selected)))), text)

    def rows(self, frame: nw.LazyFrame[Any]) -> Sequence[tuple[Any, ...]]:
        """The rows of a query's result."""
        try:
            rows: Sequence[tuple[Any, ...]] = frame.to_native().fetchall()
        except (duckdb.Error, OSError) as error:
            raise TableError(first_line(error)) from None
        return rows


def _day(quoted: str, type: str) -> str:
    """The number of a day; columns of whole numbers hold such numbers already."""
    if type.endswith("INT") or type == "INTEGER":
        return f"CAST({quoted} AS BIGINT)"
    day = f"TRY_CAST(left(CAST({quoted} AS VARCHAR), 10) AS DATE)"
    return f"datediff('day', DATE '1970-01-01', {day})"
