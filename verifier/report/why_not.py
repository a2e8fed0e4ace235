"""What would have to be different for a forecast to have another outcome."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.model.days import Days
from verifier.model.proposition import DoesNotOccur, Judged, OfSeries, Unscorable, parts
from verifier.model.verdict import (
    Basis,
    Candidate,
    ConditionState,
    Outcome,
    RulingStanding,
    Verdict,
)
from verifier.report import format
from verifier.report.run import Run
from verifier.resolve.schedule import off, timing_error


def why_not(run: Run, id: str, outcome: Outcome) -> list[str]:
    """Sentences, one for each change that would give the forecast `outcome`.

    The changes are of the record (events, coverage, rulings) or of the day, never of the rules.
    """
    forecast, verdict = run.ledger.forecasts[id], run.verdicts[id]
    if verdict.outcome == outcome:
        return [run.words("whynot.it_is", outcome=run.words(f"outcome.{outcome}"))]
    if isinstance(forecast.expects, Unscorable):
        return [run.words("whynot.unscorable")]
    if outcome == Outcome.UNSCORABLE:
        return [run.words("whynot.only_unscorable")]
    if outcome == Outcome.VOID:
        return [run.words("whynot.no_condition" if verdict.condition is None else "whynot.void")]
    if verdict.basis == Basis.RULING:
        return list(_ruled(run, verdict, outcome))
    denied = isinstance(forecast.expects, DoesNotOccur)
    happening = {Outcome.CAME_TRUE: not denied, Outcome.DID_NOT: denied}.get(outcome)
    told = list(_condition(run, verdict))
    if all(isinstance(part, OfSeries) for part in parts(forecast.expects)):
        told.append(run.words("whynot.series"))
    elif not isinstance(forecast.expects, Judged):
        if happening is True:
            told += _had_it_happened(run, verdict)
        elif happening is False:
            told += _had_it_not(run, verdict)
        else:
            told.append(run.words(f"whynot.{outcome}"))
    return [*told, run.words("whynot.ruling", outcome=run.words(f"outcome.{outcome}"))]


def _condition(run: Run, verdict: Verdict) -> Iterator[str]:
    if verdict.condition not in (None, ConditionState.MET):
        yield run.words("whynot.condition")


def _had_it_happened(run: Run, verdict: Verdict) -> Iterator[str]:
    """Which event, changed in what, would have settled it."""
    window = format.days(verdict.narrow.window, run.words)
    yield run.words("whynot.new_event", window=window)
    for candidate in verdict.trail.candidates:
        needed = [
            run.words(
                "whynot.facet",
                facet=run.words(f"facet.{facet}"),
                relation=run.words(f"relation.{relation}"),
            )
            for facet, relation in candidate.facets.items()
            if not relation.fits
        ]
        shift = _shift(run, candidate, verdict.narrow.window)
        if shift:
            needed.append(shift)
        if needed:
            title = run.ledger.events[candidate.event].title
            yield run.words(
                "whynot.candidate", title=title, needed=run.words("list.semicolon").join(needed)
            )


def _shift(run: Run, candidate: Candidate, window: Days) -> str:
    if window.contains(candidate.began) or not candidate.began.bounded:
        return ""
    error = timing_error(candidate.began, window)
    days = format.span_of_days(*off(error), run.words)
    return run.words("whynot.earlier" if error[1] > 0 else "whynot.later", days=days)


def _had_it_not(run: Run, verdict: Verdict) -> Iterator[str]:
    """Which events stand in the way of "it did not happen", and what would have to be covered."""
    bearing = [c.event for c in verdict.trail.candidates if c.bears]
    titles = [run.ledger.events[event].title for event in dict.fromkeys(bearing)]
    if len(titles) == 1:
        yield run.words("whynot.without", title=titles[0])
    elif titles:
        yield run.words("whynot.without_all", titles=run.words("list.semicolon").join(titles))
    if not verdict.wide.closed:
        last = verdict.wide.window.last
        key = "whynot.close" if last else "whynot.never_closes"
        yield run.words(key, **({"day": format.day(last, run.words)} if last else {}))
    if not verdict.trail.coverage:
        yield run.words("whynot.cover", window=format.days(verdict.wide.window, run.words))


def _ruled(run: Run, verdict: Verdict, outcome: Outcome) -> Iterator[str]:
    """What it takes where rulings decide, whatever else is on record."""
    words = run.words(f"outcome.{outcome}")
    used = verdict.trail.rulings
    signed = [f"`{one.ruling}`" for one in used if one.standing != RulingStanding.SUPERSEDED]
    if verdict.trail.by_rule == outcome:
        yield run.words("whynot.without_ruling", outcome=words)
    rulings = run.words("list.and").join(signed)
    yield run.words("whynot.superseding", rulings=rulings, outcome=words)
