"""Read a series: a CSV or JSON file of days, values and the days on which these became known.

    day,value,known
    2022-06-30,-0.9,2022-07-28
    2022-06-30,0.3,2024-09-26

A correction is a further row for the same day, known later; the earlier row stays. JSON says the
same as a list of mappings. Where `known` is left out the value was known on its day.
"""

from __future__ import annotations

import csv
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from verifier.loading.files import Files, Unreadable, decoded
from verifier.loading.yaml import conflicts
from verifier.model.ledger import Point

COLUMNS = ("day", "value", "known")
_COLUMN = re.compile(r"[A-Za-z][A-Za-z_]{0,30}")
ANNOUNCED = 366
"""Days, at most, that a value is announced before its day, as rates are that banks set: a year."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)
_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?", re.ASCII)

Row = tuple[str, Mapping[str, Any]]


def read_series(files: Files, name: str) -> tuple[tuple[Point, ...], tuple[str, ...]]:
    """The points of a file, in order, and what is wrong with which of its rows."""
    points: dict[tuple[date, date], Point] = {}
    problems: list[str] = []
    try:
        text = decoded(files.read(name))
        left = [f"line {number}: a conflict marker, `{m}`" for number, _, m in conflicts(text)]
        if left:
            return (), tuple(left)
        rows = list(_json_rows(text) if name.endswith(".json") else _csv_rows(text))
    except (Unreadable, ValueError, RecursionError, csv.Error) as error:
        return (), (_why(error),)
    for where, row in rows:
        try:
            point = point_of(row)
            if (point.day, point.known) in points:
                raise ValueError(f"a second value for {point.day} known on {point.known}")
        except ValueError as error:
            problems.append(f"{where}: {error}")
        else:
            points[point.day, point.known] = point
    return tuple(sorted(points.values())), tuple(problems)


def _csv_rows(text: str) -> Iterator[Row]:
    reader = csv.DictReader(text.splitlines(), restkey="", strict=True)
    _check_columns(reader.fieldnames or ())
    for row in reader:
        cells = {name: cell for name, cell in row.items() if cell}
        yield f"line {reader.line_num}", cells


def _json_rows(text: str) -> Iterator[Row]:
    entries = json.loads(text, object_pairs_hook=each_key_once)
    if not isinstance(entries, list):
        raise ValueError("a list of mappings is wanted")
    for number, entry in enumerate(entries, start=1):
        yield f"entry {number}", entry if isinstance(entry, dict) else {}


def each_key_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; raises `ValueError` where it names a key twice.

    >>> each_key_once([("day", "2024-01-01"), ("value", 1)])
    {'day': '2024-01-01', 'value': 1}
    """
    record = dict(pairs)
    if len(record) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"the key `{twice}` is there twice")
    return record


def _check_columns(names: Any) -> None:
    if not {"day", "value"} <= set(names) <= set(COLUMNS) or len(set(names)) < len(names):
        # What is no table of a series may be anything, which nobody wants to read in a log.
        shown = [f"`{name}`" if _COLUMN.fullmatch(name) else "one not shown" for name in names]
        wanted = "`day` and `value` are wanted, and `known` may be there, parted by commas"
        raise ValueError(f"its columns are {', '.join(shown) or 'none'}: {wanted}")


def point_of(row: Mapping[str, Any]) -> Point:
    """The point that one row says; raises `ValueError` with the reason where it says none."""
    unknown = sorted(row.keys() - set(COLUMNS))
    if unknown:
        raise ValueError(f"`{unknown[0]}` is no column" if unknown[0] else "too many cells")
    for name in ("day", "value"):
        if name not in row:
            raise ValueError(f"no `{name}`")
    day = _day(row["day"])
    known = _day(row["known"]) if "known" in row else day
    if (day - known).days > ANNOUNCED:
        raise ValueError(f"known on {known}, long before its day, {day}")
    return Point(day, known, _value(row["value"]))


def _day(written: Any) -> date:
    if not isinstance(written, str) or not _DAY.fullmatch(written):
        month = "; a month has the day it ends on" if _MONTH.fullmatch(str(written)) else ""
        raise ValueError(f"`{written}` is not a day such as 2023-02-24{month}")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"there is no day {written}") from None


def _value(written: Any) -> float:
    number = isinstance(written, int | float) and not isinstance(written, bool)
    if number or (isinstance(written, str) and _NUMBER.fullmatch(written)):
        with suppress(OverflowError):
            value = float(written)
            if math.isfinite(value):
                return value
    raise ValueError(f"`{written}` is not a number")


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8 text"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)
