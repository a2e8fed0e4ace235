"""What became of the questions: each one's event in the question's own period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from verifier.model.days import Days
from verifier.model.outcomes import Question
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.propositions import Answer, answer


@dataclass(frozen=True, slots=True)
class Answered:
    """A question's period, from its opening to its horizon, and the answer in it."""

    period: Days
    answer: Answer

    @property
    def events(self) -> tuple[str, ...]:
        """The events that the answer rests on, or that leave it open."""
        bearing = (c.event for c in self.answer.candidates if c.bears)
        return tuple(dict.fromkeys([*self.answer.deciding, *bearing]))


def answers(known: Knowledge) -> Mapping[str, Answered]:
    """The answer to every question that has an event and a period, by id."""
    found = {id: _answered(question, known) for id, question in known.ledger.questions.items()}
    return {id: answered for id, answered in found.items() if answered is not None}


def _answered(question: Question, known: Knowledge) -> Answered | None:
    opens = question.opens.days.start if question.opens else None
    end = question.horizon.days.until if question.horizon else None
    if question.event is None or opens is None or end is None or end <= opens:
        return None
    period = Days(opens, end)
    return Answered(period, answer(question.event, period, period, known))
