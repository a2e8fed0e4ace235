"""The Hybrid Forecasting Competition: each probability of each answer, as Cultivate exports them.

Cultivate's software runs INFER and Good Judgment Open as well: see `infer`.
"""

from __future__ import annotations

import re

import polars as pl

from verifier.importing.formats import Format
from verifier.importing.frame import Imported, State, imported, number, state
from verifier.importing.given import File, Given, column
from verifier.tables.columns import Kind
from verifier.tables.engines import TableError
from verifier.tables.moments import moment
from verifier.tables.yes_no_void import YES

_SAID = (
    *("prediction_set_id", "membership_guid", "discover_question_id", "answer_sort_order"),
    *("forecasted_probability", "answer_resolved_probability"),
)
_ASKED = ("discover_question_id", "answer_sort_order", "question_status")
_OF_QUESTIONS = (
    *("question_name", "question_status", "use_ordinal_scoring"),
    *("question_correctness_known_at", "question_resolved_at"),
)


def _named(name: str) -> str:
    """A column's name, which tools write with spaces, points or underscores."""
    return re.sub(r"[ ._]+", "_", name.strip().lower())


def _files(given: Given, *columns: str) -> list[File]:
    tables = given.like("*.csv", "*.csv.gz", "*.tab", "*.parquet")
    return [
        file for file in tables if set(columns) <= {_named(name) for name in given.header(file)}
    ]


def _table(file: File) -> pl.DataFrame:
    return file.table().select(pl.all().cast(pl.String)).rename(_named)


def _read(given: Given) -> Imported:
    files = _files(given, *_SAID)
    if not files:
        raise TableError(f"no table has the columns {', '.join(_SAID)}")
    said = pl.concat([_table(file) for file in files], how="diagonal")
    late = column(said, "made_after_correctness_known").str.to_lowercase().is_in(sorted(YES))
    asked = [_table(file) for file in _files(given, *_ASKED)]
    about = pl.concat(asked, how="diagonal") if asked else said
    told = about.group_by("discover_question_id").agg(
        pl.col("answer_sort_order").n_unique().alias("answers"),
        *(column(about, name).first().alias(f"about_{name}") for name in _OF_QUESTIONS),
    )
    rows = said.filter(~late.fill_null(value=False)).join(told, on="discover_question_id")
    is_void = pl.col("about_question_status").str.to_lowercase() == State.VOID + "ed"
    observed = number(pl.col("answer_resolved_probability"))
    alone = pl.col("answers") == 1
    made = rows.select(
        pl.col("membership_guid").alias("forecaster"),
        pl.col("discover_question_id").alias("question"),
        pl.concat_str(column(rows, "site_name").fill_null(""), "prediction_set_id").alias(
            "forecast"
        ),
        pl.coalesce("about_question_name", column(rows, "question_name")).alias("title"),
        pl.when(alone)
        .then(pl.lit(Kind.PROBABILITY.value))
        .otherwise(pl.lit(Kind.CATEGORY.value))
        .alias("kind"),
        pl.when(~alone)
        .then(pl.coalesce(column(rows, "answer_name"), pl.col("answer_sort_order")))
        .alias("option"),
        pl.when(pl.col("about_use_ordinal_scoring").str.to_lowercase().is_in(sorted(YES)))
        .then(number(pl.col("answer_sort_order")))
        .alias("place"),
        number(pl.col("forecasted_probability")).alias("value"),
        pl.when(~is_void.fill_null(value=False)).then(observed).alias("observed"),
        pl.coalesce(
            pl.when(is_void).then(pl.col("about_question_status")),
            pl.col("answer_resolved_probability"),
        ).alias("resolution"),
        moment(column(rows, "prediction_set_created_at")).alias("said_from"),
        pl.coalesce(
            moment(pl.col(f"about_question_{name}"))
            for name in ("correctness_known_at", "resolved_at")
        ).alias("resolved_at"),
    ).with_columns(state(pl.col("resolution")).alias("state"))
    fine = made.filter(pl.col("value").is_between(0, 1), pl.col("forecaster").is_not_null())
    left = {
        "made after the answer was known": len(said) - len(rows),
        "no probability or no forecaster": len(made) - len(fine),
    }
    return imported(fine, left)


FORMAT = Format(
    title="Hybrid Forecasting Competition",
    recognises=lambda given: bool(_files(given, *_SAID)),
    read=_read,
    example="hfc/",
    files="`rct-a-prediction-sets.csv`, and `rct-a-questions-answers.csv` beside it for "
    "what was voided and what is scored in order",
    reads="each forecast as the probabilities of the question's answers, a question with one "
    "answer as yes or no",
    leaves="forecasts made after the answer was known; voided questions are void, answers without "
    "a resolved probability open; the daily forecasts of machines",
    source="the release on Dataverse, named as public analyses of it name them",
)
