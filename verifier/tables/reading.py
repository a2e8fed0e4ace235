"""Read a table of any kind and shape into what its forecasters scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from verifier.tables.columns import Columns, Kind
from verifier.tables.engines import COUNT, Engine, Opened, TableError
from verifier.tables.engines import engine as engine_of
from verifier.tables.figures import SHOWN, Scored
from verifier.tables.kinds import score
from verifier.tables.opening import bare_name, open_table
from verifier.tables.probabilities import Tell, whole_rows
from verifier.tables.quantiles import score_quantiles
from verifier.tables.reshape import is_long, lengthen
from verifier.tables.rows import BAD, Fault, Rows, read_rows
from verifier.tables.scoring import Table, add_up, by_question, of_readings, reader, unit_of
from verifier.tables.when_spoken import families_of


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
    name = bare_name(path.as_posix())
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        if is_long(columns) and not beside:
            return _read(path, columns, clamp, engine_of(engine), scratch, name, tell)
        (scratch / "wide").mkdir()
        long = lengthen(path, columns, scratch / "wide", beside)
        table = _read(long.path, long.columns, clamp, engine_of(engine), scratch, name, tell)
        return replace(table, notes=(*long.notes, *table.notes), own=long.own)


def read_spark(address: str, columns: Columns, *, clamp: float, master: str | None = None) -> Table:
    """The same of what Spark reads at an address, in the session there is or one at `master`."""
    if columns.kind not in (Kind.PROBABILITY, Kind.QUANTILE) or not is_long(columns):
        raise TableError(
            "Spark scores long tables of probabilities or quantiles; --engine polars reads others"
        )
    from verifier.tables.with_spark import Reader, read_scores  # noqa: PLC0415  # starts Java

    spark = Reader(master)
    opened = spark.open(address, columns)
    rows = read_rows(opened, columns, spark, bare_name(address))
    if columns.kind == Kind.QUANTILE:
        return _of_parts(rows, opened, columns, clamp)
    read = partial(read_scores, clamp=clamp)
    return add_up(rows, opened, columns, clamp, read)


def print_sql(path: Path, columns: Columns, *, clamp: float) -> str:
    """The queries of a table of probabilities, as DuckDB has them."""
    from verifier.tables.with_duckdb import Reader  # noqa: PLC0415  # only where asked for

    if columns.kind != Kind.PROBABILITY or not is_long(columns):
        raise TableError("only long tables of probabilities are one query")
    with TemporaryDirectory() as folder:
        opened = open_table(path, columns, duckdb := Reader(), Path(folder))
        rows = read_rows(opened, columns, duckdb, bare_name(path.as_posix()))
        rows = rows.first_alone() if columns.first_alone else rows
        unit, _ = unit_of(rows, columns)
        if columns.question:
            rows, columns, unit = by_question(rows, columns, unit)
        frame, names = whole_rows(rows, columns, unit, clamp)
        sums = [n for n in frame.collect_schema().names() if n not in (*names, BAD, COUNT, "given")]
        added = ",\n  ".join(f"sum({name}) AS {name}" for name in (COUNT, *sums))
        read = duckdb.sql(frame)
        # Printed, and run by nobody here.
        queries = [f"CREATE VIEW good AS SELECT * FROM (\n{read}\n) WHERE bad < 0;"]  # noqa: S608
        for keys in (names[:1], [*names[:1], "given"], names):
            by = ", ".join(dict.fromkeys(keys))
            queries.append(f"SELECT {by},\n  {added}\nFROM good GROUP BY {by};")
        return "\n\n".join(dict.fromkeys(queries)) + "\n"


def _read(
    path: Path, columns: Columns, clamp: float, chosen: Engine, scratch: Path, name: str, tell: Tell
) -> Table:
    opened = open_table(path, columns, chosen, scratch)
    rows = read_rows(opened, columns, chosen, name)
    if columns.kind in SHOWN:
        return _of_parts(rows, opened, columns, clamp)
    read = reader(rows, opened, columns, clamp, name, tell)
    return add_up(rows, opened, columns, clamp, read)


def _of_parts(rows: Rows, opened: Opened, columns: Columns, clamp: float) -> Table:
    """A table of forecasts that are several rows, or no probability of one thing; its groups."""

    def scored(part: Rows, bad: Counter[Fault]) -> Scored:
        if columns.kind == Kind.QUANTILE:
            return score_quantiles(part, columns.levels, bad)
        return score(part, columns, clamp, bad)

    families = families_of(rows, columns)

    def table(found: Scored) -> Table:
        weights = (one.weight for own in found.figures.values() for one in own.values())
        return Table(
            *(columns, found.rows, {}, (), None),
            figures=found.figures,
            families=families,
            heaviest=max(weights, default=1.0),
            refused=found.refused,
        )

    bad: Counter[Fault] = Counter()
    found = scored(rows, bad)
    parts = rows.groups() if columns.by else {}
    return replace(
        table(found),
        rows=found.rows + sum(bad.values()),
        bad={fault: count for fault, count in sorted(bad.items(), key=_named) if count},
        examples=rows.examples() if bad else (),
        notes=(*opened.notes, *of_readings(rows, opened), *found.notes),
        groups={group: table(scored(part, Counter())) for group, part in parts.items()},
        lacking=found.lacking,
    )


def _named(item: tuple[Fault, int]) -> tuple[str, str]:
    return item[0].bad, item[0].role or ""
