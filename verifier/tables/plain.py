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
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from verifier.dataclass import dataclass
from verifier.loading.series import each_key_once
from verifier.tables.engines import TableError, complaining, first_line
from verifier.tables.text import as_sentences, opened

_TEXT = (".csv", ".tsv", ".tab", ".txt")
_JSON = (".json", ".jsonl", ".ndjson")
_SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_ARROW = (".arrow", ".feather", ".ipc")
SUFFIXES = (*_TEXT, *_JSON, ".parquet", *_ARROW, *_SHEETS)
"""The ends of names by which a table's format is known; text and JSON also with `.gz` after it."""
_BEGINNINGS = {
    b"PAR1": ".parquet",
    b"ARROW1": ".arrow",
    b"PK\3\4": ".xlsx",
    b"\xd0\xcf\x11": ".xls",
}
_SEPARATORS = ",;\t|"
# Enough for a header of thousands of columns.
_HEAD = 1 << 16
# Lines among which a header is looked for.
_TITLES = 20
_ZEROS = 40  # bytes: twenty letters in a row that are Latin tell UTF-16
_BOM = "\ufeff"
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
    _belied(path, suffix)
    if suffix in _TEXT:
        return _text(path, numbers, scratch)
    if suffix in _JSON:
        return _json(path, scratch)
    if suffix == ".parquet":
        return Plain(path, "parquet")
    if suffix in _ARROW or suffix in _SHEETS:
        return _frame(path, suffix, scratch)
    raise TableError(f"what kind of table is that? Known are {', '.join(SUFFIXES)} and .zip")


def _belied(path: Path, suffix: str) -> None:
    """Raise `TableError` where the first bytes are of another kind than the name says."""
    with complaining(OSError), path.open("rb") as file:
        head = file.read(_HEAD)
    holds = next((kind for sign, kind in _BEGINNINGS.items() if head.startswith(sign)), None)
    alike = next((kinds for kinds in (_SHEETS, _ARROW) if suffix in kinds), (suffix,))
    if holds is not None and holds not in alike:
        raise TableError(f"it is no {suffix} inside; name it {holds}, or what it is")
    if holds is None and head and suffix in (".parquet", *_ARROW, *_SHEETS) and _is_text(head):
        raise TableError(f"it is text inside, and no {suffix}; name it .csv, or what it is")


def _is_text(head: bytes) -> bool:
    """Whether bytes are UTF-8 text, which may break off inside of a letter."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3 and b"\0" not in head
    return b"\0" not in head


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
    """How a text is written; `above` are lines over the header, `bare` ends lines with a CR."""

    encoding: str
    separator: str
    above: int = 0
    bare: bool = False

    @property
    def notes(self) -> Iterator[str]:
        if self.above:
            yield f"the header is line {self.above + 1}; rows count from there"
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
        newline = None if dialect.bare else ""
        lines = io.TextIOWrapper(raw, encoding=dialect.encoding, newline=newline)
        try:
            writer = csv.writer(out, lineterminator="\n")
            places: set[int] | None = None
            for row in csv.reader(islice(lines, dialect.above, None), delimiter=dialect.separator):
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
    text = head.decode(encoding, errors="ignore")
    lines = text.splitlines()[:_TITLES]
    above, separator = next(
        ((n, found) for n, line in enumerate(lines) if (found := parting(line))), (0, "")
    )
    # A blank line is none for every reader.
    above = above if any(map(str.strip, lines[:above])) else 0
    bare = bool(separator) and "\r" in text and "\n" not in text
    return _Dialect(encoding, separator or ",", above, bare)


def parting(line: str) -> str:
    """What parts the cells of a header; empty where the line is a title, a comment or blank.

    >>> parting("who;p"), parting("Forecasts of 2024,,,"), parting("# who, p")
    (';', '', '')
    """
    outside = re.sub(r'"[^"]*"', "x", line)
    most = max(_SEPARATORS, key=outside.count)
    if '"' in outside:  # A quoted name goes on in the next line.
        return most if most in outside else ","
    cells = sum(bool(cell.strip()) for cell in outside.split(most))
    return most if cells > 1 and not line.lstrip(_BOM).startswith("#") else ""


def _encoding(head: bytes, rest: Any) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Text in Latin letters has a zero in every other byte of UTF-16.
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 1 and not any(head[offset:_ZEROS:2]):
            return name
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
    """JSON Lines as they are; a list of records or of columns, a line for each record."""
    with as_sentences(), opened(path) as raw:
        first = raw.readline(_HEAD).lstrip(codecs.BOM_UTF8).strip()
        second = raw.readline(_HEAD).strip()
    if first[:1] != b"[" and _is_record(first, alone=not second):
        return Plain(path, "json")
    try:
        with as_sentences(), opened(path) as raw:
            text = raw.read().decode("utf-8-sig")
            whole = json.loads(text, object_pairs_hook=each_key_once)
    except RecursionError:
        raise TableError("this JSON is nested too deeply") from None
    except ValueError as error:
        if first[:1] != b"[":
            return Plain(path, "json")  # Whose reader names the line.
        raise TableError(f"this is not JSON as we read it: {first_line(error)}") from None
    records, note = _records(whole)
    target = scratch / "plain.jsonl"
    with target.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in records)
    return Plain(target, "json", (note,))


def _is_record(line: bytes, *, alone: bool) -> bool:
    """Whether a line is a whole record; alone, one of single values and no table in itself."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    lists = isinstance(record, dict) and any(isinstance(v, list) for v in record.values())
    return isinstance(record, dict) and not (alone and lists)


def _records(whole: Any) -> tuple[list[Any], str]:
    """The records of a list, of the one list that an object has, or of an object of columns."""
    if isinstance(whole, dict):
        lists = {key: value for key, value in whole.items() if isinstance(value, list) and value}
        tables = [key for key, value in lists.items() if all(isinstance(v, dict) for v in value)]
        if len(tables) == 1:
            return whole[tables[0]], f"the table is the list `{tables[0]}`; rows count its records"
        if len(tables) > 1:
            raise TableError(f"there are several lists of records: {', '.join(tables)}")
        if lists and len(lists) == len(whole) and len({len(v) for v in lists.values()}) == 1:
            rows = zip(*whole.values(), strict=True)
            return [dict(zip(whole, row, strict=True)) for row in rows], "each key is a column"
        whole = [whole]
    if not (isinstance(whole, list) and all(isinstance(record, dict) for record in whole)):
        raise TableError("this JSON holds something else than records with keys")
    return whole, "the file is one list; rows count its records"


def _frame(path: Path, suffix: str, scratch: Path) -> Plain:
    target = scratch / "plain.parquet"
    if suffix in _SHEETS:
        frame, notes = _sheet(path)
        frame.write_parquet(target, compression="lz4")
        return Plain(target, "parquet", notes)
    with complaining(PolarsError, OSError):
        pl.scan_ipc(path, glob=False).sink_parquet(target, compression="lz4")
    return Plain(target, "parquet")


def _sheet(path: Path) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The first sheet of a workbook, every cell as text."""
    import fastexcel  # noqa: PLC0415 - only for workbooks

    with complaining(fastexcel.FastExcelError, OSError, of="the workbook cannot be read: "):
        book = fastexcel.read_excel(path)
        raw = book.load_sheet(0, header_row=None, n_rows=_TITLES, dtypes="string").to_polars()
        filled = [sum(bool(cell and cell.strip()) for cell in row) for row in raw.rows()]
        above = next((n for n, cells in enumerate(filled) if cells > 1), 0)
        frame = book.load_sheet(0, header_row=above, dtypes="string").to_polars()
    sheets = book.sheet_names
    notes = [f"the table is the first sheet, {sheets[0]}"] if len(sheets) > 1 else []
    if above:
        notes.append(f"the header is row {above + 1} of the sheet; rows count from there")
    return frame, tuple(notes)
