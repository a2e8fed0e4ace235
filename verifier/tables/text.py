"""Tables as text: CSV and JSON Lines become Parquet with a column of text for each role.

There is one reader for all engines, so that a table means the same in each. Cells stay as they were
written ("01" stays "01"), apart from JSON's numbers: 1 and 1.0 are the same number there and are
written alike. What is not wholly understood is refused, and the line is named.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any

import polars as pl
from polars.exceptions import PolarsError

from verifier.loading.series import each_key_once
from verifier.tables.engines import TableError, check_names, first_line, nested

_GZIP = b"\x1f\x8b"
_LONE = re.compile("[\ud800-\udfff]")
# Bytes read at a time, so that memory does not grow with the file.
_BLOCK = 1 << 22
# JSON records are turned into columns so many, or so many bytes, at a time.
_RECORDS = 50_000
_RECORDS_BYTES = 1 << 26
# Doubles tell all whole numbers apart up to here.
_WHOLE = 2.0**53


def csv_to_parquet(path: Path, roles: Mapping[str, str], target: Path) -> None:
    """Write the columns of a CSV file that `roles` names to `target`, named by their roles."""
    with as_sentences():
        header = csv_header(path)
        check_names(roles, header)
        names = [f"{place}" for place in range(len(header))]
        try:
            scan = pl.scan_csv(path, infer_schema=False, glob=False, new_columns=names)
            columns = [pl.col(f"{header.index(name)}").alias(role) for role, name in roles.items()]
            scan.select(columns).sink_parquet(target, compression="lz4")
            short = len(header) > 1 and _commas(path) != _commas_wanted(scan, header)
        except (PolarsError, OSError) as error:
            _refuse_line(path, len(header))
            for _ in csv.reader(_lines(path), strict=True):
                pass
            raise TableError(first_line(error)) from None
        if short:
            _refuse_line(path, len(header))


def csv_header(path: Path) -> list[str]:
    """The names in the first line that is not blank."""
    with as_sentences():
        header = next(filter(None, csv.reader(_lines(path))), None)
    if header is None:
        raise TableError("the file is empty")
    return header


def _commas_wanted(scan: pl.LazyFrame, header: Sequence[str]) -> int:
    """How many commas a file has whose rows are all as wide as its header.

    Longer rows are refused by Polars, so that fewer commas tell of shorter ones.
    """
    inside = pl.all().str.count_matches(",", literal=True).fill_null(0).sum()
    found = scan.select(inside).select(pl.sum_horizontal(pl.all()))
    rows = scan.select(pl.len()).collect(engine="streaming").item()
    within = found.collect(engine="streaming").item() + sum(name.count(",") for name in header)
    return int((rows + 1) * (len(header) - 1) + within)


def _commas(path: Path) -> int:
    with opened(path) as file:
        return sum(block.count(b",") for block in iter(partial(file.read, _BLOCK), b""))


def _refuse_line(path: Path, width: int) -> None:
    """Refuse the first row that is not as wide as the header; blank lines are no rows."""
    began, commas, quoted = 0, 0, False
    for number, line in enumerate(_lines(path), start=1):
        if not quoted:
            began, commas = number, 0
        for part, text in enumerate(line.split('"')):
            quoted ^= part > 0
            commas += 0 if quoted else text.count(",")
        if quoted or commas + 1 == width or (not line.strip("\r\n") and began == number):
            continue
        cells = "1 cell" if commas == 0 else f"{commas + 1:,} cells"
        raise TableError(f"line {began:,} has {cells}, but the header has {width:,}")
    if quoted:
        raise TableError(f"line {began:,} opens a quotation mark that is never closed")


def json_to_parquet(path: Path, roles: Mapping[str, str], target: Path) -> None:
    """Write the values of JSON Lines that `roles` names to `target`, named by their roles."""
    found: dict[str, None] = {}
    parts: list[Path] = []
    with as_sentences():
        for rows in _batches(_json_rows(path, roles, found)):
            columns = dict(zip(roles, zip(*rows, strict=True), strict=True))
            parts.append(target.with_name(f"part-{len(parts)}.parquet"))
            frame = pl.DataFrame(columns, schema=dict.fromkeys(roles, pl.String))
            frame.write_parquet(parts[-1], compression="lz4")
        if not parts:
            raise TableError("the file is empty")
        check_names(roles, list(found))
        pl.scan_parquet(parts, glob=False).sink_parquet(target, compression="lz4")


def json_keys(path: Path) -> list[str]:
    """The keys of the first record."""
    found: dict[str, None] = {}
    with as_sentences():
        next(_json_rows(path, {}, found), None)
    return list(found)


_Cells = tuple[str | None, ...]


def _batches(rows: Iterable[tuple[int, _Cells]]) -> Iterator[list[_Cells]]:
    batch: list[_Cells] = []
    held = 0
    for size, row in rows:
        batch.append(row)
        held += size
        if len(batch) == _RECORDS or held > _RECORDS_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _json_rows(
    path: Path, roles: Mapping[str, str], found: dict[str, None]
) -> Iterator[tuple[int, _Cells]]:
    """The wanted values of each record with the length of its line; `found` gathers all keys."""
    columns = list(roles.values())
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            record = _DECODER.decode(line)
            if not isinstance(record, dict):
                raise TableError(f"line {number:,} is not a record with keys")
            found.update(dict.fromkeys(_keys(record)))
            row = tuple(_cell(_at(record, column), column) for column in columns)
        except RecursionError:
            raise TableError(f"line {number:,} is nested too deeply") from None
        except json.JSONDecodeError as error:
            why = f"{error.msg} at column {error.colno:,}"
            raise TableError(f"line {number:,} is not JSON: {why}") from None
        except _Refused as error:
            raise TableError(f"line {number:,}: {error}") from None
        yield len(line), row


def _keys(record: Mapping[str, Any]) -> Iterator[str]:
    """The keys of a record, and with a point those of the records in it."""
    for key, value in record.items():
        yield key
        if isinstance(value, dict):
            yield from (f"{key}.{inner}" for inner in _keys(value))


def _at(record: Mapping[str, Any], column: str) -> Any:
    """What a record has under a key, or under the keys that points part."""
    if column in record or "." not in column:
        return record.get(column)
    key, _, rest = column.partition(".")
    inner = record.get(key)
    return _at(inner, rest) if isinstance(inner, dict) else None


class _Refused(Exception):
    """What is wrong with a record, when its line is not known yet."""


def _cell(value: Any, column: str) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        raise _Refused(f"{nested(column)}")
    if isinstance(value, str) and _LONE.search(value):
        raise _Refused(f"`{column}` holds half a character (a lone surrogate)")
    assert value is None or isinstance(value, str)
    return value


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    try:
        return each_key_once(pairs)
    except ValueError as error:
        raise _Refused(str(error)) from None


def _number(written: str) -> str:
    """A JSON number as text, one text for each whole number.

    >>> _number("1.0"), _number("1e2"), _number("0.50")
    ('1', '100', '0.50')
    """
    value = float(written)
    return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else written


def _constant(written: str) -> str | None:
    """NaN is how programs write that there is nothing."""
    return None if written == "NaN" else written


_DECODER = json.JSONDecoder(
    object_pairs_hook=_record, parse_float=_number, parse_int=str, parse_constant=_constant
)


def _lines(path: Path) -> Iterator[str]:
    with opened(path) as file:
        for number, line in enumerate(file, start=1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                raise TableError(f"line {number:,} is not UTF-8; save the table as UTF-8") from None


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """The bytes of a file, unpacked where they are packed by gzip, whatever its name."""
    with path.open("rb") as file:
        packed = file.read(len(_GZIP)) == _GZIP
        file.seek(0)
        if not packed:
            yield file
            return
        with gzip.open(file) as unpacked:
            yield unpacked


@contextmanager
def as_sentences() -> Iterator[None]:
    """Whatever goes wrong with a file becomes a `TableError` with a sentence."""
    try:
        yield
    except csv.Error as error:
        raise TableError(f"this is not CSV as we read it: {error}") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise TableError("the compressed file is damaged or cut short") from None
    except (PolarsError, OSError) as error:
        raise TableError(getattr(error, "strerror", None) or first_line(error)) from None
