"""Fatebook's export: one row for each forecast, options of a question as rows of their own."""

from __future__ import annotations

import polars as pl

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, State, number, probable, state, yes_or_no
from verifier.importing.given import Given, column, need
from verifier.tables.columns import Kind
from verifier.tables.moments import moment

_TITLE, _OPTION, _VALUE = "Question title", "Multiple choice option", "Forecast (scale = 0-1)"
_COLUMNS = (_TITLE, _OPTION, _VALUE, "Forecast created by", "Forecast created at", "Resolution")


def _read(given: Given) -> Imported:
    tables = [need(file, *_COLUMNS) for file in given.some("*.csv")]
    table = pl.concat(tables, how="diagonal")
    option, word = pl.col(_OPTION).str.strip_chars().replace("", None), pl.col("Resolution")
    # A question with options resolves each of them, or names the right one.
    named = pl.when(state(word) == State.RESOLVED).then((word == option).cast(pl.Float64))
    title = pl.concat_str(pl.col(_TITLE), option, separator=": ", ignore_nulls=True)
    asked = column(table, "Question created at")
    rows = table.select(
        pl.col("Forecast created by").alias("forecaster"),
        # A question has no id: its title and the moment at which it was asked identify it.
        pl.concat_str(title, asked, separator=" · ", ignore_nulls=True).alias("question"),
        title.alias("title"),
        pl.lit(Kind.PROBABILITY.value).alias("kind"),
        option.alias("option"),
        number(pl.col(_VALUE)).alias("value"),
        pl.coalesce(yes_or_no(word), named).alias("observed"),
        word.alias("resolution"),
        state(word).alias("state"),
        moment(pl.col("Forecast created at")).alias("said_from"),
        moment(asked).alias("opens"),
        moment(column(table, "Question resolve by")).alias("closes"),
        moment(column(table, "Resolved at")).alias("resolved_at"),
    )
    note = "each option of a multiple choice question is scored as a question of its own"
    return probable(rows, notes=(note,))


FORMAT = Format(
    title="Fatebook",
    recognises=lambda given: has(given, "*.csv", _TITLE, _VALUE, "Forecast created by"),
    read=_read,
    example="fatebook.csv",
    files="the CSV of its export",
    reads="every forecast; an option of a multiple choice question is a question of its own",
    leaves="AMBIGUOUS is void, an empty resolution open. Fatebook prints Brier scores from 0 to 2, "
    "twice ours",
    source="Sage-Future/fatebook@3eb5379, lib/web/export.ts",
)
