"""Where an event fell, seen from its forecast, and what of it was right by itself."""

from __future__ import annotations

from verifier.model.forecasts import Forecast
from verifier.model.proposition import Occurs
from verifier.model.verdict import Schedule, Verdict
from verifier.report import format
from verifier.report.escape import Markdown
from verifier.report.markdown import EMPTY, compose, joined
from verifier.report.run import Run
from verifier.score.calls import expects_event, of_another_size


def schedule_text(run: Run, verdict: Verdict) -> Markdown:
    """The schedule in words, with the timing error where there is one.

    Of what was not expected only when it came: that is no merit, nor is it late.
    """
    words = run.words
    if not verdict.has_deadline and verdict.timing_error is not None:
        return words.md("schedule.no_deadline")
    text = _fell(run, verdict)
    if verdict.timing_error is None or not expected(run, verdict):
        return text
    days = format.span_of_days(*verdict.timing_error, words)
    if verdict.schedule == (Schedule.ON_TIME,):
        return text
    return compose("{} ({})", text, words.md("schedule.error", days=days))


def expected(run: Run, verdict: Verdict) -> bool:
    """Whether the forecast leaves its event expected."""
    says = run.scores[verdict.forecast].likelihood.says
    return expects_event(says, run.ledger.forecasts[verdict.forecast])


def _fell(run: Run, verdict: Verdict) -> Markdown:
    """Where the event fell, seen from the window."""
    words = run.words
    if verdict.timing_error is None or expected(run, verdict):
        if verdict.timing_error is None and of_another_size(verdict):
            return words.md("schedule.another_size")
        return joined((words.md(f"schedule.{_named(verdict, p)}") for p in verdict.schedule), " / ")
    text = joined((words.md(f"schedule.came.{place}") for place in verdict.schedule), " / ")
    began = [run.ledger.events[c.event].began.days for c in verdict.bearing]
    if not began or verdict.schedule not in ((Schedule.ON_TIME,), (Schedule.LATE,)):
        return text
    first = min(began, key=lambda days: days.order)
    return words.md("schedule.came_on", came=text, began=format.days(first, words))


def _named(verdict: Verdict, place: Schedule) -> str:
    """The place; once the window is over, what is not settled is not known rather than to come."""
    return "not_known" if place == Schedule.NOT_YET and verdict.closed else place


def facet_credits(run: Run, forecast: Forecast, verdict: Verdict) -> Markdown:
    """What was right of the event, its size, its place and its window, each by itself."""
    expects, words = forecast.expects, run.words
    found = verdict.bearing or of_another_size(verdict)
    if not isinstance(expects, Occurs) or not found:
        return EMPTY
    facets = found[0].facets
    asked = {"what": True, "how_much": expects.size is not None, "where": expects.place is not None}
    told = [
        words.md(
            "credit.text",
            of=words.md(f"trail.facet.{facet}"),
            how=words.md(f"trail.relation.{facets[facet]}"),
        )
        for facet, is_asked in asked.items()
        if is_asked and facet in facets
    ]
    if verdict.has_deadline:
        on_time = words.md(f"schedule.{Schedule.ON_TIME}")
        fell = _fell(run, verdict) if verdict.bearing else on_time
        told.append(words.md("credit.text", of=words.md("credit.when"), how=fell))
    return words.listed(told, "semicolon")
