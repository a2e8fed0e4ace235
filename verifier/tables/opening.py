"""Open a table of any known format: what cannot be read, or not for sure, is refused here."""

from __future__ import annotations

from collections.abc import Mapping
from glob import has_magic
from pathlib import Path

import narwhals as nw
import polars as pl
from polars.exceptions import PolarsError

from verifier.dataclass import dataclass
from verifier.tables.columns import NUMBERS, Columns
from verifier.tables.engines import (
    COUNT,
    Engine,
    Opened,
    TableError,
    check_names,
    check_type,
    complaining,
)
from verifier.tables.plain import SUFFIXES, plain, suffix_of
from verifier.tables.text import csv_header, csv_to_parquet, json_keys, json_to_parquet

# Parquet files with more columns are cut down to the mapped ones first: engines look at each.
_WIDE = 1_000


@dataclass(frozen=True, slots=True)
class _Source:
    """A Parquet file, its column of each role, and what was assumed to read it."""

    path: Path
    columns: Mapping[str, str]
    notes: tuple[str, ...]


def open_table(path: Path, columns: Columns, engine: Engine, scratch: Path) -> Opened:
    """The mapped columns of a table; what is not Parquet becomes it in the folder `scratch`.

    A folder is the table of all files in it, in the order of their names, and so are the files that
    a pattern names, where no file has its name.
    """
    roles = columns.roles()
    source = _whole(path, roles, scratch)
    types = _types(source.path)
    for role, column in roles.items():
        check_type(role, column, types[source.columns[role]])
    order = list(types)
    places = {role: order.index(column) for role, column in source.columns.items()}
    frame = engine.scan(source.path, places).with_columns(nw.lit(1, dtype=nw.Int64).alias(COUNT))
    kept = {role: types[column] for role, column in source.columns.items()}
    return Opened(frame, kept, source.notes)


def as_parquet(path: Path, roles: Mapping[str, str], scratch: Path) -> Path:
    """A table as Parquet with a column for each role, named by it."""
    source = _whole(path, roles, scratch)
    if source.columns == _own(roles):
        return source.path
    return _narrow(source.path, source.columns, scratch / "named.parquet")


def _whole(path: Path, roles: Mapping[str, str], scratch: Path) -> _Source:
    """All files of a table as one."""
    sources = []
    for number, file in enumerate(_files(path)):
        below = scratch / f"{number}"
        below.mkdir()
        try:
            sources.append(_source(file, roles, below))
        except TableError as error:
            raise TableError(str(error) if file == path else f"{file.name}: {error}") from None
    return sources[0] if len(sources) == 1 else _joined(sources, scratch)


def bare_name(address: str) -> str:
    """What a table is called, and its forecaster where no column names one.

    >>> bare_name("s3a://bucket/calls.csv.gz/")
    'calls'
    """
    return address.rstrip("/").rpartition("/")[2].split(".")[0]


def header(path: Path, scratch: Path) -> list[str]:
    """The names of a table's columns, of the first file where there are several."""
    table = plain(_files(path)[0], (), scratch)
    if table.kind == "parquet":
        return list(_types(table.path))
    return (csv_header if table.kind == "csv" else json_keys)(table.path)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = [one for one in sorted(path.rglob("*")) if one.is_file() and suffix_of(one)]
    elif has_magic(str(path)) and not path.exists():
        found = [one for one in sorted(path.parent.glob(path.name)) if one.is_file()]
    else:
        return [path]
    if not found:
        raise TableError(f"there is no table: no file that ends in {', '.join(SUFFIXES)}")
    return found


def _source(path: Path, roles: Mapping[str, str], scratch: Path) -> _Source:
    """One file as Parquet."""
    numbers = {column for role, column in roles.items() if role in NUMBERS}
    table = plain(path, numbers, scratch)
    if table.kind == "parquet":
        types = _types(table.path)
        check_names(roles, list(types))
        if len(types) <= _WIDE:
            return _Source(table.path, roles, table.notes)
        return _Source(_narrow(table.path, roles, scratch / "narrow.parquet"), _own(roles), ())
    target = scratch / "table.parquet"
    {"csv": csv_to_parquet, "json": json_to_parquet}[table.kind](table.path, roles, target)
    return _Source(target, _own(roles), table.notes)


def _joined(sources: list[_Source], scratch: Path) -> _Source:
    """Several files one after the other; what was assumed of some is said once."""
    target = scratch / "table.parquet"
    parts = [
        _scan(one.path).select(pl.col(name).alias(role) for role, name in one.columns.items())
        for one in sources
    ]
    notes = dict.fromkeys(note for one in sources for note in one.notes)
    with complaining(PolarsError, OSError, of="the files do not fit together: "):
        pl.concat(parts).sink_parquet(target, compression="lz4")
    told = f"the table is {len(sources):,} files, one after the other"
    return _Source(target, _own(sources[0].columns), (told, *notes))


def _own(roles: Mapping[str, str]) -> Mapping[str, str]:
    """Columns that are named by their roles."""
    return dict(zip(roles, roles, strict=True))


def _types(path: Path) -> Mapping[str, nw.dtypes.DType]:
    with complaining(PolarsError, OSError):
        return dict(nw.from_native(_scan(path).collect_schema().to_frame()).schema)


def _scan(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False, hive_partitioning=False)


def _narrow(path: Path, columns: Mapping[str, str], target: Path) -> Path:
    selected = [pl.col(column).alias(role) for role, column in columns.items()]
    _scan(path).select(selected).sink_parquet(target, compression="lz4")
    return target
