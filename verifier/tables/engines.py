"""The engines that read tables: each scans a Parquet file as a lazy frame of the mapped columns.

What formats and engines differ in ends here. Text formats (CSV, JSON Lines) become Parquet first,
and a table's column of any type is either text, a number or a day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import narwhals as nw

from verifier.dataclass import dataclass
from verifier.diagnostics.suggest import suggest
from verifier.diagnostics.wording import first
from verifier.tables.columns import DAYS, NAMES

_NUMBER = re.compile(r"[+-]?\d*[.,]?\d+ *%?")
# More columns are not listed in a message.
_LISTED = 20
# Everything that Unicode has as space, for engines differ in what they strip.
SPACE = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
ISO_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$"
ROW = "__row__"
COUNT = "__count__"
_Types = tuple[type[nw.dtypes.DType], ...]
_TEXT: _Types = (nw.String, nw.Categorical, nw.Enum, nw.Unknown)
_WHOLE: _Types = (
    *(nw.Int8, nw.Int16, nw.Int32, nw.Int64),
    *(nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64),
)
_NUMBERS: _Types = (*_WHOLE, nw.Float32, nw.Float64, nw.Decimal, nw.Boolean)
_MOMENTS: _Types = (nw.Date, nw.Datetime)


class TableError(Exception):
    """A table that cannot be read at all; its text says why."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A table's mapped columns by role, with their types as the file has them.

    `ROW` counts from 0, `COUNT` is how many rows a row stands for. A column of days is there twice:
    as a number, counted from 1970, and as it was written under `{role}_text`. `notes` say what was
    assumed to read it.
    """

    frame: nw.LazyFrame[Any]
    types: Mapping[str, nw.dtypes.DType]
    notes: tuple[str, ...] = ()

    def is_text(self, role: str) -> bool:
        """Whether the role's column holds text."""
        return isinstance(self.types[role], _TEXT)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a result by column, as numpy's arrays.

    Texts are codes; `labels` has the texts so far of the column that was to be told.
    """

    columns: Mapping[str, Any]
    labels: Mapping[int, str]


class Engine(Protocol):
    """What scans Parquet and runs queries over it."""

    def scan(self, path: Path, places: Mapping[str, int]) -> nw.LazyFrame[Any]:
        """The columns at those places, named by their roles, with `ROW`.

        Moments with a zone are in UTC, and days are there as numbers and as `{role}_text`.
        """

    def rows(self, frame: nw.LazyFrame[Any]) -> Sequence[tuple[Any, ...]]:
        """The rows of a query's result, in no order; values as plain Python has them."""

    def batches(self, frame: nw.LazyFrame[Any], names: Sequence[str], told: str) -> Iterator[Batch]:
        """The rows of a query's result in parts, in no order; the columns `names` are text.

        One of them is `told`: its texts are wanted.
        """


ENGINES = ("polars", "duckdb")


def engine(name: str) -> Engine:
    """The engine of that name; only what it needs is imported."""
    return import_module(f"verifier.tables.with_{name}").Reader()


def check_names(roles: Mapping[str, str], found: Sequence[str]) -> None:
    """Refuse names that are there twice, and a mapping to columns that are not there."""
    for name, times in Counter(found).items():
        if name and times > 1:
            places = [f"{place:,}" for place, other in enumerate(found, start=1) if other == name]
            listed = " and ".join(filter(None, (", ".join(places[:-1]), places[-1])))
            raise TableError(f"the header names `{name}` twice: columns {listed}{no_header(found)}")
    for column in roles.values():
        if column not in found:
            hint = suggest(column, found, f"there are {first(found, _LISTED)}")
            raise TableError(f"no column `{column}`; {hint}{no_header(found)}")


def no_header(found: Sequence[str]) -> str:
    """What else to do where the first line is no header; nothing where it may be one."""
    if len(found) == 1:
        return "; if cells are parted by spaces, part them by commas"
    numbers = sum(_NUMBER.fullmatch(name.strip()) is not None for name in found)
    return "; the first line looks like a row: put a header above it" if numbers > 1 else ""


def in_row(row: int | None) -> str:
    """Where a table says something; nothing where its rows have no number."""
    return "" if row is None else f" in row {row + 1:,}"


SEVERAL = "if these are several questions, name with --question every column that tells them apart"
"""What to do where a question says two things."""


def check_type(role: str, column: str, type: nw.dtypes.DType) -> None:
    """Refuse a column whose type cannot be what its role needs."""
    if type.is_nested():
        raise nested(column)
    need, wanted = "numbers", (*_TEXT, *_NUMBERS)
    if role in DAYS:
        need, wanted = "days", (*_TEXT, *_WHOLE, *_MOMENTS)
    elif role.startswith(NAMES):
        need, wanted = "names", (*_TEXT, *_NUMBERS, *_MOMENTS)
    if not isinstance(type, wanted):
        raise TableError(f"the column `{column}` holds {type}, which cannot be read as {need}")


@contextmanager
def complaining(*errors: type[Exception], of: str = "") -> Iterator[None]:
    """What an engine complains of becomes a `TableError`, which says what it is `of`."""
    try:
        yield
    except errors as error:
        raise TableError(f"{of}{first_line(error)}") from None


def first_line(error: Exception) -> str:
    """What an engine complains of, without its stack of causes."""
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def nested(column: str) -> TableError:
    """The complaint about a column that does not hold single values."""
    return TableError(
        f"the column `{column}` holds lists or records, not single values; what is in a record is "
        f"named with a point, such as `{column}.name`"
    )
