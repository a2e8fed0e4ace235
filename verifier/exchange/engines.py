"""The engines that read tables: each opens a file as a lazy frame of the mapped columns.

What the formats and engines differ in ends here. Text formats (CSV, JSON Lines) are read as text
throughout, so that "01" stays "01", and days become whole numbers, counted from 1970.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import narwhals as nw

_SUFFIXES = {
    ".csv": "csv",
    ".csv.gz": "csv",
    ".parquet": "parquet",
    ".jsonl": "json",
    ".ndjson": "json",
}
_PEEK = 1000
ROW = "__row__"
COUNT = "__count__"


class TableError(Exception):
    """A table that cannot be read at all; its text says why."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A table's mapped columns by role; `text` are those held as text.

    `ROW` counts from 0, `COUNT` is how many rows a row stands for. A column of days is there twice:
    as a number, and as it was written under `{role}_text`.
    """

    frame: nw.LazyFrame[Any]
    text: frozenset[str]


class Engine(Protocol):
    """What reads tables and runs queries over them."""

    def open(self, path: Path, roles: Mapping[str, str]) -> Opened:
        """The columns that `roles` names."""
        ...

    def rows(self, frame: nw.LazyFrame[Any]) -> Sequence[tuple[Any, ...]]:
        """The rows of a query's result, in no order; values as plain Python has them."""
        ...


ENGINES = ("polars", "duckdb")


def engine(name: str) -> Engine:
    """The engine of that name; only what it needs is imported."""
    made: Engine = import_module(f"verifier.exchange.with_{name}").Reader()
    return made


def kind_of(path: Path) -> str:
    """The format of a table, by the end of its name.

    >>> kind_of(Path("forecasts.CSV"))
    'csv'
    """
    name = path.name.lower()
    for suffix, kind in _SUFFIXES.items():
        if name.endswith(suffix):
            return kind
    raise TableError(f"what kind of table is that? Known are {', '.join(_SUFFIXES)}")


def counted(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The frame with the column that says that each row stands for itself."""
    return frame.with_columns(nw.lit(1, dtype=nw.Int64).alias(COUNT))


def json_keys(path: Path, roles: Mapping[str, str]) -> Sequence[str]:
    """The wanted keys, once those are known to be among the keys of the first JSON lines."""
    found: dict[str, None] = {}
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(islice(lines, _PEEK), start=1):
            try:
                record = json.loads(line) if line.strip() else {}
            except ValueError as error:
                raise TableError(f"line {number} is not JSON: {error}") from None
            if not isinstance(record, dict):
                raise TableError(f"line {number} is not a record with keys")
            found.update(dict.fromkeys(record))
    check_names(roles, list(found))
    return list(dict.fromkeys(roles.values()))


def check_names(roles: Mapping[str, str], found: Sequence[str]) -> None:
    """Refuse a mapping to columns that are not there."""
    for column in roles.values():
        if column not in found:
            like = get_close_matches(column, found, n=1)
            hint = f"did you mean `{like[0]}`?" if like else f"there are {', '.join(found)}"
            raise TableError(f"no column `{column}`; {hint}")


def first_line(error: Exception) -> str:
    """What an engine complains of, without its stack of causes."""
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def nested(column: str) -> TableError:
    """The complaint about a column that does not hold single values."""
    return TableError(f"the column `{column}` holds lists or records, not single values")
