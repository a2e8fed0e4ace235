"""Tables as people have them, as plain ones: CSV in UTF-8 with commas, JSON Lines or Parquet.

What is plain is left as it is. Everything else is written anew into a scratch folder, line for
line, and what was assumed on the way is said.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from verifier.tables.engines import TableError, first_line
from verifier.tables.text import as_sentences, opened

_TEXT = (".csv", ".tsv", ".tab", ".txt")
_JSON = (".json", ".jsonl", ".ndjson")
_SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_ARROW = (".arrow", ".feather", ".ipc")
SUFFIXES = (*_TEXT, *_JSON, ".parquet", *_ARROW, *_SHEETS)
"""The ends of names by which a table's format is known; text and JSON also with `.gz` after it."""
_SEPARATORS = ",;\t|"
# Enough for a header of thousands of columns.
_HEAD = 1 << 16
# One comma and no point: in a table whose cells are parted by something else, a decimal comma.
_DECIMAL_COMMA = re.compile(r"\s*([<>~]?\s*[+-]?\d*),(\d+\s*%?)\s*")


@dataclass(frozen=True, slots=True)
class Plain:
    """A table that every engine reads, its kind, and what was assumed to make it so."""

    path: Path
    kind: str
    notes: tuple[str, ...] = ()


def suffix_of(path: Path) -> str:
    """The end of a name that says what kind of table it is, without `.gz`; empty where none does.

    >>> suffix_of(Path("Forecasts.TSV.gz"))
    '.tsv'
    """
    name = path.name.lower().removesuffix(".gz")
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")


def plain(path: Path, numbers: Collection[str], scratch: Path) -> Plain:
    """The table at `path` as a plain one; `numbers` are the columns that hold numbers.

    Raises `TableError` where it is of no known kind, or not for sure.
    """
    if not path.is_file():
        raise TableError("this is no regular file" if path.exists() else "there is no such file")
    if path.suffix.lower() == ".zip":
        member = _unpacked(path, scratch)
        inner = plain(member, numbers, scratch)
        return Plain(inner.path, inner.kind, (f"the table is {member.name}", *inner.notes))
    suffix = suffix_of(path)
    if suffix in _TEXT:
        return _text(path, numbers, scratch)
    if suffix in _JSON:
        return _json(path, scratch)
    if suffix == ".parquet":
        return Plain(path, "parquet")
    if suffix in _ARROW or suffix in _SHEETS:
        return _frame(path, suffix, scratch)
    raise TableError(f"what kind of table is that? Known are {', '.join(SUFFIXES)} and .zip")


def _unpacked(path: Path, scratch: Path) -> Path:
    """The one table inside of a zip archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            tables = [
                one
                for one in archive.infolist()
                if suffix_of(Path(one.filename)) and not one.filename.startswith("__MACOSX/")
            ]
            if len(tables) != 1:
                names = ", ".join(one.filename for one in tables[:5]) or "none"
                raise TableError(f"one table is wanted in the archive; there are {names}")
            target = scratch / Path(tables[0].filename).name
            with archive.open(tables[0]) as packed, target.open("wb") as out:
                shutil.copyfileobj(packed, out)
            return target
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError) as error:
        raise TableError(f"the archive cannot be read: {first_line(error)}") from None


@dataclass(frozen=True, slots=True)
class _Dialect:
    encoding: str
    separator: str

    @property
    def notes(self) -> Iterator[str]:
        if self.encoding != "utf-8-sig":
            yield f"the text is read as {self.encoding}"
        if self.separator != ",":
            name = {"\t": "tabs", ";": "semicolons", "|": "bars"}[self.separator]
            yield f"cells are parted by {name}, and a comma in a number is a decimal comma"


def _text(path: Path, numbers: Collection[str], scratch: Path) -> Plain:
    dialect = _dialect(path)
    if dialect == _Dialect("utf-8-sig", ","):
        return Plain(path, "csv")
    target = scratch / "plain.csv"
    with as_sentences(), opened(path) as raw, target.open("w", encoding="utf-8", newline="") as out:
        lines = io.TextIOWrapper(raw, encoding=dialect.encoding, newline="")
        try:
            writer = csv.writer(out, lineterminator="\n")
            places: set[int] | None = None
            for row in csv.reader(lines, delimiter=dialect.separator):
                if places is None and row:
                    places = {at for at, name in enumerate(row) if name in numbers}
                commas = places if places and dialect.separator != "," else ()
                writer.writerow(_pointed(c) if at in commas else c for at, c in enumerate(row))
        except UnicodeError as error:
            raise TableError(f"this is no text in {dialect.encoding}: {error}") from None
    return Plain(target, "csv", tuple(dialect.notes))


def _pointed(cell: str) -> str:
    """A number with a decimal comma, with a point instead; anything else as it is.

    >>> _pointed("0,3"), _pointed("1.234,5"), _pointed("a,b")
    ('0.3', '1.234,5', 'a,b')
    """
    found = _DECIMAL_COMMA.fullmatch(cell)
    return f"{found[1]}.{found[2]}" if found else cell


def _dialect(path: Path) -> _Dialect:
    """How a text is written: its encoding by its bytes, what parts cells by its first line."""
    with as_sentences(), opened(path) as raw:
        head = raw.read(_HEAD)
        encoding = _encoding(head, raw)
    first = next(filter(str.strip, head.decode(encoding, errors="ignore").splitlines()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    most = max(_SEPARATORS, key=outside.count)
    return _Dialect(encoding, most if outside.count(most) else ",")


def _encoding(head: bytes, rest: Any) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
        while block := rest.read(1 << 22):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8-sig"


def _json(path: Path, scratch: Path) -> Plain:
    """JSON Lines as they are; one list of records, as some programs write it, a line for each."""
    with as_sentences(), opened(path) as raw:
        first = raw.read(_HEAD).lstrip(codecs.BOM_UTF8).lstrip()[:1]
    if first != b"[":
        return Plain(path, "json")
    try:
        with as_sentences(), opened(path) as raw:
            records = json.load(raw)
    except RecursionError:
        raise TableError("this JSON is nested too deeply") from None
    except ValueError as error:
        raise TableError(f"this is not JSON: {first_line(error)}") from None
    if not all(isinstance(record, dict) for record in records):
        raise TableError("the list holds something else than records with keys")
    target = scratch / "plain.jsonl"
    with target.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in records)
    return Plain(target, "json", ("the file is one list; rows count its records",))


def _frame(path: Path, suffix: str, scratch: Path) -> Plain:
    target = scratch / "plain.parquet"
    if suffix in _SHEETS:
        frame, notes = _sheet(path)
        frame.write_parquet(target, compression="lz4")
        return Plain(target, "parquet", notes)
    try:
        pl.scan_ipc(path, glob=False).sink_parquet(target, compression="lz4")
    except (PolarsError, OSError) as error:
        raise TableError(first_line(error)) from None
    return Plain(target, "parquet")


def _sheet(path: Path) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The first sheet of a workbook, every cell as text."""
    import fastexcel  # noqa: PLC0415 - only for workbooks

    try:
        book = fastexcel.read_excel(path)
        frame = book.load_sheet(0, dtypes="string").to_polars()
    except (fastexcel.FastExcelError, OSError) as error:
        raise TableError(f"the workbook cannot be read: {first_line(error)}") from None
    sheets = book.sheet_names
    return frame, () if len(sheets) == 1 else (f"the table is the first sheet, {sheets[0]}",)
