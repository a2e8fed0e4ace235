"""What became of a question's event in the question's period, in words."""

from __future__ import annotations

from verifier.model.outcomes import Asked, Question
from verifier.report import format
from verifier.report.escape import Markdown
from verifier.report.run import Run
from verifier.resolve.propositions import Answer


def what_became(run: Run, question: Question) -> Markdown | None:
    """The period and the answer, None where the question has no event or no period of its own."""
    return became(run, run.ledger.questions[question.id].asked(run.as_of))


def became(run: Run, asked: Asked) -> Markdown | None:
    """The same of one of its wordings."""
    found = run.answers.get(asked.key)
    if found is None:
        return None
    period = format.days(found.period, run.words)
    return run.words.md("question.became", period=period, answer=_told(run, found.answer))


def _told(run: Run, found: Answer) -> Markdown:
    words = run.words
    if found.truth.pending is not None:
        return words.md("question.answer.open", reason=words.md(f"reason.{found.truth.pending}"))
    if found.truth.high == 0 or found.began is None:
        return words.md("question.answer.false")
    began = format.days(found.began, words)
    return words.md(
        f"question.answer.{'true' if found.truth.low == 1 else 'disputed'}", began=began
    )
