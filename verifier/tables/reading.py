"""Read a table of any kind and shape into what its forecasters scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from verifier.tables.columns import Columns
from verifier.tables.engines import Engine, Opened
from verifier.tables.engines import engine as engine_of
from verifier.tables.kinds import SCORERS, score
from verifier.tables.opening import open_table
from verifier.tables.probabilities import Tell
from verifier.tables.reshape import is_long, lengthen
from verifier.tables.rows import Fault, Rows, read_rows
from verifier.tables.scoring import Table, add_up, of_bounds


def _silent(what: str, done: int) -> None:
    """Tell nobody."""


def read_table(
    path: Path,
    columns: Columns,
    *,
    clamp: float,
    engine: str = "polars",
    tell: Tell = _silent,
    beside: Sequence[Path] = (),
) -> Table:
    """Read a table into sufficient statistics; `tell` hears how many rows have been read.

    Columns that it lacks are those of the tables `beside`. A table that cannot be read raises
    `TableError`.
    """
    name = path.name.split(".")[0]
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        if is_long(columns) and not beside:
            return _read(path, columns, clamp, engine_of(engine), scratch, name, tell)
        (scratch / "wide").mkdir()
        long = lengthen(path, columns, scratch / "wide", beside)
        table = _read(long.path, long.columns, clamp, engine_of(engine), scratch, name, tell)
        return replace(table, notes=(*long.notes, *table.notes))


def _read(
    path: Path,
    columns: Columns,
    clamp: float,
    chosen: Engine,
    scratch: Path,
    name: str,
    tell: Tell,
) -> Table:
    opened = open_table(path, columns, chosen, scratch)
    rows = read_rows(opened, columns, chosen, name)
    if columns.kind in SCORERS:
        return _of_parts(rows, opened, columns, clamp)
    return add_up(rows, opened, columns, clamp, name, tell)


def _of_parts(rows: Rows, opened: Opened, columns: Columns, clamp: float) -> Table:
    """A table of forecasts that are several rows, or no probability of one thing; its groups."""
    bad: Counter[Fault] = Counter()
    found = score(rows, columns, clamp, bad)
    groups = {}
    for group, part in (rows.groups() if columns.by else {}).items():
        own = score(part, columns, clamp, Counter())
        groups[group] = Table(columns, own.rows, {}, (), None, {}, figures=own.figures)
    return Table(
        columns,
        found.rows + sum(bad.values()),
        {fault: count for fault, count in sorted(bad.items(), key=_named) if count},
        rows.examples() if bad else (),
        None,
        {},
        (*opened.notes, *of_bounds(rows, opened), *found.notes),
        groups,
        found.figures,
    )


def _named(item: tuple[Fault, int]) -> tuple[str, str]:
    return item[0].bad, item[0].role or ""
