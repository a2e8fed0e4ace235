"""Good Judgment Open, as crawled to JSON: questions, and predictions by option."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, State, of_rows
from verifier.importing.given import Given, Record, records
from verifier.importing.markets import Moment, Price
from verifier.tables.columns import Kind
from verifier.tables.yes_no_void import VOID

_KEYS = ("problem_id", "title", "options", "correct_answer")


class _About(Record):
    status: str | None = None
    end_date: Moment | None = None


class _Question(Record):
    problem_id: str
    title: str
    options: list[str]
    correct_answer: str | None = None
    url: str | None = None
    metadata: _About = _About()

    @property
    def word(self) -> str:
        """The answer that came, or what is said instead; empty while there is none."""
        return (self.correct_answer or "").strip()

    @property
    def state(self) -> State:
        """What became of it."""
        if not self.word:
            return State.OPEN
        return State.VOID if self.word.lower() in VOID else State.RESOLVED


class _Prediction(Record):
    problem_id: str
    username: str
    timestamp: Moment
    prediction: list[Price]


def _read(given: Given) -> Imported:
    left = Counter[str]()
    questions: dict[str, _Question] = {}
    predictions: list[_Prediction] = []
    for record in records(given, left, _Question, _Prediction):
        if isinstance(record, _Question):
            questions[record.problem_id] = record
        else:
            predictions.append(record)
    rows: list[dict[str, Any]] = []
    for said in predictions:
        asked = questions.get(said.problem_id)
        if asked is None:
            left["prediction on a question that is not there"] += 1
        elif len(asked.options) != len(said.prediction):
            left["prediction with another number of options than its question"] += 1
        else:
            rows.extend(_rows(said, asked))
    return of_rows(rows, left)


def _rows(said: _Prediction, asked: _Question) -> Iterator[dict[str, Any]]:
    for option, share in zip(asked.options, said.prediction, strict=True):
        yield {
            "forecaster": said.username,
            "question": asked.problem_id,
            "title": asked.title,
            "kind": Kind.CATEGORY,
            "option": option,
            "value": share,
            "observed": float(option == asked.word) if asked.word in asked.options else None,
            "resolution": asked.word or None,
            "state": asked.state,
            "said_from": said.timestamp,
            "closes": asked.metadata.end_date,
            "address": asked.url,
        }


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
