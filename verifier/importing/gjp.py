"""The Good Judgment Project: questions in `ifps.csv`, a row for each option of each forecast."""

from __future__ import annotations

import polars as pl

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, number, probable, state
from verifier.importing.given import Given, column, need
from verifier.tables.columns import Kind
from verifier.tables.moments import moment

_QUESTIONS = ("ifp_id", "q_status", "q_text", "outcome", "date_start", "date_closed")
_FORECASTS = (
    *("ifp_id", "user_id", "forecast_id", "fcast_type", "answer_option", "value", "timestamp"),
)
# By the project's codebook: 0 a first forecast, 1 an update, 2 a confirmation, 4 a withdrawal.
_WITHDRAWN = "4"


def _read(given: Given) -> Imported:
    questions = need(given.one("ifps.csv"), *_QUESTIONS).unique("ifp_id", keep="first")
    files = given.some("survey_fcasts*.csv")
    table = pl.concat([need(file, *_FORECASTS) for file in files], how="diagonal")
    withdrawn = pl.col("fcast_type") == _WITHDRAWN
    joined = table.filter(~withdrawn).join(questions, on="ifp_id", how="left", suffix="_question")
    status, outcome = pl.col("q_status_question").str.to_lowercase(), pl.col("outcome")
    answer = outcome.replace(["NA", ""], None)
    word = pl.when(status == "voided").then(status).otherwise(answer)
    rows = joined.select(
        pl.col("user_id").alias("forecaster"),
        pl.col("ifp_id").alias("question"),
        pl.col("forecast_id").alias("forecast"),
        pl.col("q_text").alias("title"),
        pl.lit(Kind.CATEGORY.value).alias("kind"),
        pl.col("answer_option").alias("option"),
        number(pl.col("value")).alias("value"),
        (pl.col("answer_option") == answer).cast(pl.Float64).alias("observed"),
        word.alias("resolution"),
        state(word).alias("state"),
        moment(pl.col("timestamp")).alias("said_from"),
        day(pl.col("date_start")).alias("opens"),
        pl.coalesce(day(column(joined, name)) for name in ("date_to_close", "date_closed")).alias(
            "closes"
        ),
        day(pl.col("date_closed")).alias("resolved_at"),
    )
    return probable(rows, {"withdrawn": len(table) - len(joined)})


def day(text: pl.Expr) -> pl.Expr:
    """A day as the project's questions have it, month first: 10/4/11."""
    return text.str.to_datetime("%m/%d/%y", time_unit="us", time_zone="UTC", strict=False)


FORMAT = Format(
    title="Good Judgment Project",
    recognises=lambda given: has(given, "survey_fcasts*.csv", *_FORECASTS),
    read=_read,
    example="data/gjp",
    files="the folder with `ifps.csv` and `survey_fcasts*.csv`",
    reads="each forecast as the probabilities of its options",
    leaves="withdrawn forecasts; voided questions are void, those without an outcome open; the "
    "orders of its markets",
    source="niplav/iqisa@78d3b46, data/gjp",
)
