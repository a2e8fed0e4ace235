"""What became of a question's event in the question's period, in words."""

from __future__ import annotations

from verifier.model.days import Days
from verifier.model.outcomes import Question
from verifier.report import format
from verifier.report.run import Run
from verifier.resolve.propositions import answer


def what_became(run: Run, question: Question) -> str | None:
    """The answer to a question as a clause, None where it has no event or no period of its own."""
    words, event = run.words, question.event
    opens = question.opens.days.start if question.opens else None
    end = question.horizon.days.until if question.horizon else None
    if event is None or opens is None or end is None:
        return None
    period = Days(opens, end)
    found = answer(event, period, period, run.known)
    if found.truth.pending is not None:
        reason = words(f"reason.{found.truth.pending}")
        return words("question.answer.open", reason=reason)
    if found.truth.high == 0 or found.began is None:
        return words("question.answer.false")
    began = format.days(found.began, words)
    return words(f"question.answer.{'true' if found.truth.low == 1 else 'disputed'}", began=began)
