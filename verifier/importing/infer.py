"""INFER and other sites by Cultivate Labs, as their API gives questions and prediction sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import Field

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, State, of_rows
from verifier.importing.given import Given, Record, records
from verifier.importing.markets import Moment, Price
from verifier.tables.columns import Kind

_KEYS = ("id", "name", "answers", "resolved?")


class _Answer(Record):
    id: str
    name: str
    # Of a question that is resolved what came, else what the crowd says.
    probability: Price | None = None
    sort_order: float | None = None


class _Question(Record):
    id: str
    name: str
    resolved: bool = Field(alias="resolved?")
    answers: list[_Answer] = Field(min_length=1)
    use_ordinal_scoring: bool = False
    voided_at: Moment | None = None
    resolved_at: Moment | None = None
    published_at: Moment | None = None
    scoring_start_time: Moment | None = None
    scoring_end_time: Moment | None = None
    ends_at: Moment | None = None

    @property
    def state(self) -> State:
        """What became of it: what was voided has no answer."""
        if self.voided_at is not None:
            return State.VOID
        return State.RESOLVED if self.resolved else State.OPEN


class _Prediction(Record):
    answer_id: str
    forecasted_probability: Price
    made_after_correctness_known: bool = False


class _Set(Record):
    id: str
    question_id: str
    membership_id: str
    membership_username: str | None = None
    created_at: Moment
    predictions: list[_Prediction] = Field(min_length=1)


def _read(given: Given) -> Imported:
    left = Counter[str]()
    questions: dict[str, _Question] = {}
    sets: dict[str, _Set] = {}
    for record in records(given, left, _Question, _Set):
        (questions if isinstance(record, _Question) else sets)[record.id] = record
    rows: list[dict[str, Any]] = []
    for said in sets.values():
        asked = questions.get(said.question_id)
        if asked is None:
            left["prediction set on a question that is not there"] += 1
        elif any(one.made_after_correctness_known for one in said.predictions):
            left["said after the answer was known"] += 1
        elif {one.answer_id for one in said.predictions} != {one.id for one in asked.answers}:
            left["prediction set that leaves answers out"] += 1
        else:
            rows.extend(_rows(said, asked))
    return of_rows(rows, left)


def _rows(said: _Set, asked: _Question) -> Iterator[dict[str, Any]]:
    shares = {one.answer_id: one.forecasted_probability for one in said.predictions}
    state, one = asked.state, len(asked.answers) == 1
    came = [a.name for a in asked.answers if a.probability == 1]
    word = {State.VOID: "voided", State.OPEN: None, State.RESOLVED: " / ".join(came) or "none"}
    ends = [end for end in (asked.scoring_end_time, asked.ends_at) if end is not None]
    for answer in asked.answers:
        yield {
            "forecaster": said.membership_username or said.membership_id,
            "question": asked.id,
            "forecast": said.id,
            "title": asked.name,
            "kind": Kind.PROBABILITY if one else Kind.CATEGORY,
            "option": None if one else answer.name,
            "place": answer.sort_order if asked.use_ordinal_scoring else None,
            "value": shares[answer.id],
            "observed": answer.probability if state == State.RESOLVED else None,
            "resolution": word[state],
            "state": state,
            "said_from": said.created_at,
            "opens": asked.scoring_start_time or asked.published_at,
            "closes": min(ends, default=None),
            "resolved_at": asked.resolved_at,
        }


FORMAT = Format(
    title="INFER",
    recognises=lambda given: has(given, "*.json", *_KEYS),
    read=_read,
    example="infer/",
    files="the pages of JSON that the API of INFER, Good Judgment Open or another site by "
    "Cultivate Labs has at `/api/v1/questions` and `/api/v1/prediction_sets`",
    reads="each prediction set as the probabilities of the question's answers, of one with one "
    "answer as yes or no; the order of answers that are scored in order",
    leaves="what was said after the answer was known; trades, which name one answer; voided "
    "questions are void",
    source="cultivate-hfc/gfc-api-docs@f3cd325",
)
