"""Tables as CSV: UTF-8, commas, one line feed a row; no cell can become a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from verifier.export.flat import Cell, FlatTable

# What spreadsheets read as the beginning of a formula, full-width forms and hidden space included.
_FORMULA = re.compile(r"[\s\u200b\ufeff]*['=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def as_csv(table: FlatTable) -> str:
    """The table as CSV, with the names of its columns in the first row."""
    return delimited([column.name for column in table.columns], table.rows)


def delimited(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as CSV below the names of their columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[_cell(cell) for cell in row] for row in rows])
    return out.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutral(value) if isinstance(value, str) else str(value)


def neutral(text: str) -> str:
    """Text that no spreadsheet computes: an apostrophe before what may begin a formula.

    An apostrophe goes before an apostrophe too, so that taking one away gives the text back.

    >>> neutral("=1+1"), neutral("plain"), neutral("'quoted'")
    ("'=1+1", 'plain', "''quoted'")
    """
    shown = _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{shown}" if _FORMULA.match(shown) else shown
