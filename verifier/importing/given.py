"""What was given to import: a folder, a zip archive or single files, by the names inside."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError
from pydantic import BaseModel, ConfigDict, ValidationError

from verifier.dataclass import dataclass
from verifier.diagnostics.suggest import suggest
from verifier.loading.series import each_key_once
from verifier.tables.engines import TableError, first_line
from verifier.tables.plain import parting

# Columns that a message lists.
_LISTED = 12
_TABLES = (
    *(".csv", ".csv.gz", ".parquet", ".json", ".jsonl", ".ndjson", ".json.gz"),
    *(".tsv", ".tab", ".stat", "_mpr.txt"),
)


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name inside of what was given, and the archive that it is in, if any."""

    name: str
    path: Path
    archive: bool = False

    def read(self) -> bytes:
        """Its content, unpacked."""
        try:
            if self.archive:
                with zipfile.ZipFile(self.path) as archive:
                    content = archive.read(self.name)
            else:
                content = self.path.read_bytes()
            return gzip.decompress(content) if self.name.endswith(".gz") else content
        except (zipfile.BadZipFile, OSError, EOFError) as error:
            raise TableError(f"{self.name}: {error}") from None

    def table(self, rows: int | None = None) -> pl.DataFrame:
        """CSV or Parquet as a frame, or so many rows of it; the cells of CSV stay text."""
        try:
            if self.name.endswith(".parquet"):
                return pl.read_parquet(io.BytesIO(self.read()), n_rows=rows)
            text = self.text()
            # Spreadsheets save what they opened with the separator of their country.
            separator = parting(text.partition("\n")[0]) or ","
            return pl.read_csv(text.encode(), infer_schema=False, separator=separator, n_rows=rows)
        except PolarsError as error:
            raise TableError(f"{self.name}: {first_line(error)}") from None

    def json(self) -> Any:
        """JSON, or a list of the records of JSON Lines."""
        text = self.text()
        try:
            if self.name.removesuffix(".gz").endswith(("jsonl", "ndjson")):
                return [_parsed(line) for line in text.splitlines() if line.strip()]
            return _parsed(text)
        except (ValueError, RecursionError) as error:
            raise TableError(f"{self.name}: this is not JSON as we read it: {error}") from None

    def text(self) -> str:
        """Its text: UTF-8, or UTF-16 where it begins so, else Windows-1252 as programs save it."""
        content = self.read()
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16", errors="replace")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("windows-1252", errors="replace")

    def header(self) -> Sequence[str]:
        """The columns of a table, or the keys of JSON's first record, of a page's first, too."""
        if self.name.removesuffix(".gz").endswith(("json", "jsonl", "ndjson")):
            found = self.json()
            first = found[0] if isinstance(found, list) and found else found
            inside = [one for one in _listed(first)[:1] if isinstance(one, dict)]
            return [key for one in (first, *inside) if isinstance(one, dict) for key in one]
        return self.table(rows=0).columns


@dataclass(frozen=True, slots=True)
class Given:
    """Every file that was given; of what came only what was known by `as_of`, where it is named."""

    files: tuple[File, ...]
    as_of: date | None = None
    _headers: dict[File, Sequence[str]] = field(default_factory=dict, compare=False, repr=False)

    def header(self, file: File) -> Sequence[str]:
        """The columns or keys of a file, which many formats ask for; none of an unreadable one."""
        if file not in self._headers:
            try:
                self._headers[file] = file.header()
            except TableError:
                self._headers[file] = []
        return self._headers[file]

    def like(self, *patterns: str) -> list[File]:
        """The files whose name, or its end after a slash, fits one of the patterns."""
        return [
            file
            for file in self.files
            if any(fnmatch(file.name, p) or fnmatch(file.name, f"*/{p}") for p in patterns)
        ]

    def having(self, columns: Iterable[str], *patterns: str) -> list[File]:
        """Those of them that have all these columns, or JSON keys."""
        wanted = set(columns)
        return [file for file in self.like(*patterns) if wanted <= set(self.header(file))]

    def some(self, *patterns: str) -> list[File]:
        """The files that fit, of which there is one at least; raises `TableError` otherwise."""
        found = self.like(*patterns)
        if not found:
            names = ", ".join(file.name for file in self.files[:_LISTED]) or "none"
            raise TableError(f"a file `{'` or `'.join(patterns)}` is needed; there are {names}")
        return found

    def one(self, pattern: str) -> File:
        """The one file that fits."""
        found = self.like(pattern)
        if len(found) != 1:
            names = ", ".join(file.name for file in (found or self.files)[:_LISTED]) or "none"
            raise TableError(f"one file `{pattern}` is needed; there are {names}")
        return found[0]


def given(paths: Sequence[Path], as_of: date | None = None) -> Given:
    """The tables in these folders, zip archives and files, in the order of their names."""
    return Given(tuple(file for path in paths for file in _inside(path)), as_of)


def _inside(path: Path) -> Iterator[File]:
    if path.is_dir():
        for below in sorted(path.rglob("*")):
            name = below.relative_to(path).as_posix()
            hidden = any(part.startswith(".") for part in Path(name).parts)
            if below.is_file() and not hidden and name.lower().endswith((*_TABLES, ".zip")):
                yield from _zipped(below) if name.lower().endswith(".zip") else [File(name, below)]
    elif not path.is_file():
        raise TableError("this is no regular file" if path.exists() else "there is no such file")
    elif zipfile.is_zipfile(path):
        yield from _zipped(path)
    else:
        yield File(path.name, path)


def _zipped(path: Path) -> Iterator[File]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.lower().endswith(_TABLES):
                yield File(name, path, archive=True)


def need(file: File, *columns: str) -> pl.DataFrame:
    """The file's table, where it has all columns named; of another one say which is missing."""
    table = file.table()
    for column in columns:
        if column not in table.columns:
            listed = ", ".join(table.columns[:_LISTED])
            hint = suggest(column, table.columns, f"there are {listed}")
            raise TableError(f"{file.name}: no column `{column}`; {hint}")
    return table


def column(table: pl.DataFrame, name: str) -> pl.Expr:
    """A column that the source may lack: null where it does."""
    return pl.col(name) if name in table.columns else pl.lit(None, pl.String)


class Record(BaseModel):
    """Keys that are not listed are not needed, and an id may be a number."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


def records(given: Given, left: Counter[str], *kinds: type[BaseModel]) -> Iterator[Any]:
    """The records of all JSON files, as the first of these models that they fit; others count.

    Those of a page, as an API gives it, are in a list of it.
    """
    for file in given.like("*.json", "*.jsonl", "*.ndjson", "*.json.gz"):
        found = file.json()
        if not isinstance(found, list):
            found = _listed(found) if _fitting(found, kinds) is None and _paged(found) else [found]
        for record in found:
            fits = _fitting(record, kinds)
            if fits is None:
                left[f"record of {file.name} not understood"] += 1
            else:
                yield fits


def _fitting(record: Any, kinds: Sequence[type[BaseModel]]) -> BaseModel | None:
    for kind in kinds:
        try:
            return kind.model_validate(record)
        except ValidationError:
            continue
    return None


def _paged(record: Any) -> bool:
    """Whether this is a page: an object with a list."""
    return isinstance(record, dict) and any(isinstance(one, list) for one in record.values())


def _listed(record: Any) -> list[Any]:
    """The records in the lists of a page."""
    lists = record.values() if isinstance(record, dict) else []
    return [one for found in lists if isinstance(found, list) for one in found]


def _parsed(text: str) -> Any:
    return json.loads(text, object_pairs_hook=each_key_once)
