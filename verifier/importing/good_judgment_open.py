"""Good Judgment Open, as crawled to JSON: questions, and predictions by option."""

from __future__ import annotations

from collections import Counter

import polars as pl
from pydantic import BaseModel, ConfigDict

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, imported, state
from verifier.importing.given import Given, records
from verifier.tables.columns import Kind
from verifier.tables.moments import moment

_KEYS = ("problem_id", "title", "options", "correct_answer")


class _Record(BaseModel):
    """Keys that are not listed are not needed."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


class _About(_Record):
    status: str | None = None
    end_date: str | None = None


class _Question(_Record):
    problem_id: str
    title: str
    options: list[str]
    correct_answer: str | None = None
    url: str | None = None
    metadata: _About = _About()


class _Prediction(_Record):
    problem_id: str
    username: str
    timestamp: str
    prediction: list[float]


def _read(given: Given) -> Imported:
    left = Counter[str]()
    questions: dict[str, _Question] = {}
    predictions: list[_Prediction] = []
    for record in records(given, left, _Question, _Prediction):
        if isinstance(record, _Question):
            questions[record.problem_id] = record
        else:
            predictions.append(record)
    rows: list[list[str | float | None]] = []
    for said in predictions:
        asked = questions.get(said.problem_id)
        if asked is None:
            left["prediction on a question that is not there"] += 1
        elif len(asked.options) != len(said.prediction):
            left["prediction with another number of options than its question"] += 1
        else:
            rows.extend(
                [
                    *(said.username, asked.problem_id, asked.title, option, p),
                    *(asked.correct_answer, said.timestamp, asked.metadata.end_date, asked.url),
                ]
                for option, p in zip(asked.options, said.prediction, strict=True)
            )
    names = ["forecaster", "question", "title", "option", "value", "resolution"]
    names += ["said_from", "closes", "address"]
    types = {name: pl.Float64 if name == "value" else pl.String for name in names}
    frame = pl.DataFrame(rows, schema=types, orient="row")
    word = pl.col("resolution").str.strip_chars()
    known = {option for question in questions.values() for option in question.options}
    came = (word == pl.col("option")).cast(pl.Float64)
    fine = frame.with_columns(
        pl.lit(Kind.CATEGORY.value).alias("kind"),
        pl.when(word.is_in(sorted(known))).then(came).alias("observed"),
        state(word).alias("state"),
        moment(pl.col("said_from")),
        moment(pl.col("closes")),
    ).filter(pl.col("value").is_between(0, 1))
    left["no probability"] += len(frame) - len(fine)
    return imported(fine, left)


FORMAT = Format(
    title="Good Judgment Open",
    recognises=lambda given: has(given, "*.json", *_KEYS),
    read=_read,
    example="crawled/",
    files="JSON of the questions (`problem_id`, `title`, `options`, `correct_answer`) and of the "
    "predictions (`problem_id`, `username`, `timestamp`, `prediction`)",
    reads="each prediction as the probabilities of the question's options",
    leaves="predictions on questions that are not there; comments. These are the keys of a public "
    "crawler; what the platform's own API gives is read as INFER",
    source="listar2000/pm_ranking, crawler/",
)
