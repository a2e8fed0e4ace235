"""What became of a question's event in the question's period, in words."""

from __future__ import annotations

from verifier.model.days import Days
from verifier.model.outcomes import Question
from verifier.report import format
from verifier.report.run import Run
from verifier.resolve.propositions import Answer, answer

_INSIDE = ("inside", "partly", "held", "overlapped")


def what_became(run: Run, question: Question) -> str | None:
    """The period and the answer, None where the question has no event or no period of its own."""
    found = _found(run, question)
    if found is None:
        return None
    period, answered = found
    return run.words(
        "question.became", period=format.days(period, run.words), answer=_told(run, answered)
    )


def on_record(run: Run, question: Question) -> list[str]:
    """The events that the answer rests on, or that leave it open."""
    found = _found(run, question)
    if found is None:
        return []
    counting = [
        candidate.event
        for candidate in found[1].candidates
        if candidate.counts in ("yes", "contested", "partly") and candidate.placed in _INSIDE
    ]
    return list(dict.fromkeys([*found[1].deciding, *counting]))


def _found(run: Run, question: Question) -> tuple[Days, Answer] | None:
    opens = question.opens.days.start if question.opens else None
    end = question.horizon.days.until if question.horizon else None
    if question.event is None or opens is None or end is None:
        return None
    period = Days(opens, end)
    return period, answer(question.event, period, period, run.known)


def _told(run: Run, found: Answer) -> str:
    words = run.words
    if found.truth.pending is not None:
        return words("question.answer.open", reason=words(f"reason.{found.truth.pending}"))
    if found.truth.high == 0 or found.began is None:
        return words("question.answer.false")
    began = format.days(found.began, words)
    return words(f"question.answer.{'true' if found.truth.low == 1 else 'disputed'}", began=began)
