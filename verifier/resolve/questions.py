"""What became of the questions: each one's event in the question's own period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.model.outcomes import Asked
from verifier.model.verdict import Uncovered
from verifier.resolve.knowledge import Knowledge, gaps_in
from verifier.resolve.propositions import Answer, answer
from verifier.resolve.uncovered import missing

Key = tuple[str, date | None]
"""A wording of a question: its id, and the day of the clarification that made it so."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question's period, from its opening to its horizon, and the answer in it.

    `gaps` are the days that no record covers, where nothing came on the others.
    """

    period: Days
    answer: Answer
    gaps: tuple[Days, ...] = ()

    @property
    def covered(self) -> tuple[Days, ...]:
        """The other days, where there are gaps."""
        return tuple(gaps_in(self.period, self.gaps)) if self.gaps else ()

    @property
    def events(self) -> tuple[str, ...]:
        """The events that the answer rests on, or that leave it open."""
        bearing = (c.event for c in self.answer.candidates if c.bears)
        return tuple(dict.fromkeys([*self.answer.deciding, *bearing]))


def answers(known: Knowledge) -> Mapping[Key, Answered]:
    """The answer to every wording of a question that has an event and a period, by its key."""
    asked = (a for q in known.ledger.questions.values() for a in q.wordings(known.as_of))
    found = {wording.key: _answered(wording, known) for wording in asked}
    return {key: answered for key, answered in found.items() if answered is not None}


def _answered(asked: Asked, known: Knowledge) -> Answered | None:
    period = asked.period
    if asked.event is None or period is None:
        return None
    found = answer(asked.event, period, period, known)
    lacking = (m for m in missing(asked.event, period, known) if isinstance(m, Uncovered))
    gaps = tuple(gap for lacks in lacking if lacks.records for gap in lacks.gaps)
    return Answered(period, found, gaps)
