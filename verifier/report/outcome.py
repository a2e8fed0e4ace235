"""What happened, in words that fit what was claimed: not whether a call was right."""

from __future__ import annotations

from verifier.model.proposition import DoesNotOccur, Occurs, Reaches, Unscorable
from verifier.model.verdict import Outcome, Pending, Verdict
from verifier.report import format
from verifier.report.escape import Markdown
from verifier.report.markdown import EMPTY, joined
from verifier.report.rulings import disagree, void_because
from verifier.report.run import Run
from verifier.text.language import denials

_HAPPENED = (Outcome.CAME_TRUE, Outcome.PARTLY, Outcome.DID_NOT)


def happened_text(run: Run, verdict: Verdict) -> Markdown:
    """The bare outcome in words that fit what is claimed: an event, an absence or a state."""
    return happened_if(run, verdict, verdict.outcome)


def happened_if(run: Run, verdict: Verdict, outcome: Outcome) -> Markdown:
    """The same for what another scheme makes of the forecast."""
    if outcome not in _HAPPENED:
        return run.words.md(f"outcome.{outcome}")
    forecast = run.ledger.forecasts[verdict.forecast]
    match forecast.expects:
        # "The war goes on" says no denial, though no end of it is what would settle it.
        case DoesNotOccur() if denials(run.known.rules.likelihood.language).search(forecast.claim):
            return run.words.md(f"outcome.denied.{outcome}")
        case Occurs() | Reaches() if outcome == Outcome.DID_NOT and verdict.timing_error:
            return run.words.md("outcome.outside")
        case Occurs() | Reaches():
            return run.words.md(f"outcome.{outcome}")
        case _:
            return run.words.md(f"outcome.state.{outcome}")


def outcome_text(run: Run, verdict: Verdict) -> Markdown:
    """What happened, in words, with the reason where there is one: not whether a call was right."""
    words = run.words
    text = happened_text(run, verdict)
    if verdict.outcome == Outcome.CAME_TRUE and not verdict.has_deadline:
        began = [run.ledger.events[event].began.days.last for event in verdict.settling]
        by = min((day for day in began if day is not None), default=None)
        if by is not None:
            return words.md("outcome.since_day", text=text, day=format.day(by, words))
    if verdict.settled and not verdict.has_deadline:
        text = words.md("outcome.no_deadline", text=text)
    return joined([text, _why_so(run, verdict)], ": ")


def _why_so(run: Run, verdict: Verdict) -> Markdown:
    words, expects = run.words, run.ledger.forecasts[verdict.forecast].expects
    match verdict.outcome:
        case Outcome.UNDECIDED if verdict.reason is not None:
            waits = verdict.reason == Pending.WINDOW_OPEN and not verdict.has_deadline
            return words.md("reason.no_deadline" if waits else f"reason.{verdict.reason}")
        case Outcome.PARTLY:
            low, high = (words.number(t) for t in (verdict.truth.low, verdict.truth.high))
            return words.md("outcome.truth.partly", low=low, high=high)
        case Outcome.DISPUTED if disagree(run, verdict):
            return words.md("outcome.truth.rulings")
        case Outcome.DISPUTED:
            several = len(verdict.truth.values) > 1
            return words.md("outcome.truth.disputed" if several else "disputed.condition")
        case Outcome.VOID:
            return void_because(run, verdict) or words.md("void.why")
        case Outcome.UNSCORABLE if isinstance(expects, Unscorable):
            return words.md(f"unscorable.{expects.unscorable}")
        case _:
            return EMPTY
