"""What became of a question's event in the question's period, in words."""

from __future__ import annotations

from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Asked, Question
from verifier.model.proposition import Occurs
from verifier.model.verdict import Outcome
from verifier.report import format
from verifier.report.escape import Markdown
from verifier.report.measured import values
from verifier.report.outcome import outcome_text
from verifier.report.run import Run
from verifier.resolve.questions import Answered


def what_became(run: Run, question: Question) -> Markdown | None:
    """The period and the answer; without them what all forecasts share, or None.

    What is asked of a series is answered by its values, since a claim may be of one of many.
    """
    told = became(run, run.ledger.questions[question.id].asked(run.as_of))
    if told is not None:
        return told
    alike = {_shown(run, forecast) for forecast in run.by_question[question.id]}
    return alike.pop() if len(alike) == 1 else None


def _shown(run: Run, forecast: Forecast) -> Markdown | None:
    verdict = run.verdicts[forecast.id]
    if found := values(run, verdict):
        return run.words.listed(found, "semicolon")
    return outcome_text(run, verdict) if isinstance(forecast.expects, Occurs) else None


def became(run: Run, asked: Asked) -> Markdown | None:
    """The period and the answer of one of its wordings; None where it has no event or period."""
    found = run.answers.get(asked.key)
    if found is None:
        return None
    period = format.days(found.period, run.words)
    told = _told(run, found, at_issue=_at_issue(run, asked, found))
    return run.words.md("question.became", period=period, answer=told)


def _at_issue(run: Run, asked: Asked, found: Answered) -> bool:
    """Whether all forecasts that the answer's events decide are disputed on them."""
    about = [
        run.verdicts[forecast.id]
        for forecast in run.by_question.get(asked.question, ())
        if run.ledger.asked[forecast.id].key == asked.key
    ]
    turning = {v.outcome for v in about if v.settled and not set(v.events).isdisjoint(found.events)}
    return turning == {Outcome.DISPUTED}


def _told(run: Run, answered: Answered, *, at_issue: bool) -> Markdown:
    words, found = run.words, answered.answer
    if answered.gaps:
        covered, gaps = (
            words.listed(format.days(days, words) for days in found)
            for found in (answered.covered, answered.gaps)
        )
        return words.md("question.answer.gaps", covered=covered, gaps=gaps)
    if found.truth.pending is not None:
        return words.md("question.answer.open", reason=words.md(f"reason.{found.truth.pending}"))
    if found.truth.high == 0 or found.began is None:
        return words.md("question.answer.false")
    began = format.days(found.began, words)
    if found.began.length != 1:
        began = words.md("question.on_some_day", began=began)
    if found.truth.low < 1:
        return words.md("question.answer.disputed", began=began)
    return words.md(f"question.answer.{'at_issue' if at_issue else 'true'}", began=began)
