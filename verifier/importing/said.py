"""The long table that `verifier import` and `verifier export --format said` write."""

from __future__ import annotations

import polars as pl

from verifier.importing.formats import Format, has
from verifier.importing.frame import KINDS, SCHEMA, Imported, State, imported
from verifier.importing.given import Given
from verifier.tables.engines import TableError
from verifier.tables.moments import moment

_NEEDED = ("forecaster", "question", "kind", "value", "observed", "state")
_TABLES = ("*.csv", "*.csv.gz", "*.parquet")


def _read(given: Given) -> Imported:
    files = given.having(_NEEDED, *_TABLES)
    if not files:
        raise TableError(f"no table has the columns {', '.join(_NEEDED)}")
    table = pl.concat([_typed(file.table()) for file in files], how="diagonal")
    known = pl.col("kind").is_in(list(KINDS)) & pl.col("state").is_in([*State])
    fine = table.filter(known & pl.col("value").is_finite())
    own = [name for name in fine.columns if name not in SCHEMA]
    return imported(fine, {"no kind, state or value": len(table) - len(fine)}, own=own)


def _typed(table: pl.DataFrame) -> pl.DataFrame:
    """The columns by their types; a number or day that is none is null."""
    made = []
    for name, (type, _) in SCHEMA.items():
        if name in table.columns and table.schema[name] == pl.String:
            text = pl.col(name)
            is_day = isinstance(type, pl.Datetime)
            made.append((moment(text) if is_day else text.cast(type, strict=False)).alias(name))
    return table.with_columns(made)


FORMAT = Format(
    title="Long table",
    recognises=lambda given: has(given, "*", *_NEEDED),
    read=_read,
    example="said.csv",
    files="what `verifier import` or `verifier export --format said` wrote",
    reads="every kind; of a ledger probabilities, categories, quantiles and numbers, each person "
    "on each question of theirs",
    leaves="rows without a kind, a state or a value",
    source="[the table](#the-table) below",
)
