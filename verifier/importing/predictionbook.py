"""PredictionBook, as niplav's iqisa keeps it: one row for each forecast, with its question."""

from __future__ import annotations

import polars as pl

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, number, probable, state, yes_or_no
from verifier.importing.given import Given, need
from verifier.tables.columns import Kind
from verifier.tables.engines import TableError
from verifier.tables.moments import moment

_COLUMNS = ("question_id", "user_id", "probability", "timestamp", "outcome", "close_time")


def _read(given: Given) -> Imported:
    forecasts = given.having(["probability"], "*.csv")
    if len(forecasts) != 1:
        raise TableError(f"one table with a column `probability` is needed; {len(forecasts)} are")
    table = need(forecasts[0], *_COLUMNS)
    titles = {}
    for other in given.like("questions.csv"):
        named = need(other, "question_id", "q_title")
        titles = dict(named.select("question_id", "q_title").iter_rows())
    question, probability = pl.col("question_id"), number(pl.col("probability"))
    rows = table.select(
        pl.col("user_id").fill_null("(no name)").alias("forecaster"),
        question.alias("question"),
        question.replace_strict(titles, default=None, return_dtype=pl.String).alias("title"),
        pl.lit(Kind.PROBABILITY.value).alias("kind"),
        probability.alias("value"),
        yes_or_no(pl.col("outcome")).alias("observed"),
        pl.col("outcome").alias("resolution"),
        state(pl.col("outcome")).alias("state"),
        moment(pl.col("timestamp")).alias("said_from"),
        moment(pl.col("open_time")).alias("opens"),
        moment(pl.col("close_time")).alias("closes"),
        moment(pl.col("resolve_time")).alias("resolved_at"),
        pl.concat_str(pl.lit("https://predictionbook.com/predictions/"), question).alias("address"),
    )
    return probable(rows)


FORMAT = Format(
    title="PredictionBook",
    recognises=lambda given: has(given, "*.csv", *_COLUMNS, "time_open", "n_opts"),
    read=_read,
    example="public.csv.zip",
    files="`public.csv` or its zip; `questions.csv` beside it for titles",
    reads="every forecast as a row of its own, so that who forecasts again is counted again",
    leaves="outcome -1 is void (ambiguous), an empty one open",
    source="niplav/iqisa@78d3b46, data/predictionbook",
)
