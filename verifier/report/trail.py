"""A verdict's trail as plain text, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill, indent

from verifier.model.days import Days
from verifier.model.evidence import Evidence
from verifier.model.outcomes import Ruling
from verifier.model.verdict import Candidate, Schedule, Standing, Truth, Verdict
from verifier.report import format
from verifier.report.escape import plain
from verifier.report.run import Run
from verifier.when.window import anchor_of

_WIDTH = 96


def explain(run: Run, id: str, *, evidence: bool = True, line: bool = True) -> str:
    """Why the forecast has its verdict: words, window, candidates, coverage, rules, evidence."""
    lines = [
        *_lines(run, id, line=line),
        *(_evidence(run.verdicts[id].evidence) if evidence else ()),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _lines(run: Run, id: str, *, line: bool) -> Iterator[str]:
    forecast, verdict, score = run.ledger.forecasts[id], run.verdicts[id], run.scores[id]
    source = run.ledger.source_of[id]
    file, number = run.ledger.lines[("forecasts", id)]
    yield f"{id}  ({file}:{number})" if line else id
    yield ""
    yield from _wrapped("claim", forecast.claim)
    yield from _wrapped(
        "words", f"“{forecast.quote}”" if forecast.quote else forecast.summary or ""
    )
    who = run.ledger.forecasters[forecast.forecaster].name
    said = format.days(forecast.said.days, run.words)
    yield from _wrapped("said", f"{said}, by {who} ({forecast.voice}), in {source.publisher}")
    if forecast.given is not None:
        yield from _wrapped("condition", forecast.given.words)
    yield ""
    yield from _window(verdict)
    if verdict.trail.window.phrase and not verdict.trail.window.by_curator:
        anchor = anchor_of(forecast, source)
        if anchor != forecast.said.days:
            counted = format.days(anchor, run.words)
            yield from _wrapped("", f"words such as “in two weeks” count from {counted}")
    yield from _wrapped("likelihood", _likelihood(run, id))
    for step in score.likelihood.how:
        yield from _wrapped("", step)
    yield ""
    yield "candidates"
    yield from _candidates(verdict.trail.candidates)
    for used in verdict.trail.coverage:
        yield from _wrapped("coverage", f"{used.coverage}, {_days(used.during)}")
    yield from _wrapped("rule", "; ".join(run.words(f"why.{r}") for r in verdict.trail.rules))
    for ruling in verdict.trail.rulings:
        yield from _ruling(run.ledger.rulings[ruling.ruling], ruling.standing)
    yield ""
    yield from _axes(run, verdict)
    yield ""


def _wrapped(label: str, text: str) -> Iterator[str]:
    lines = fill(plain(text), _WIDTH - 12, break_long_words=False, break_on_hyphens=False).split(
        "\n"
    )
    yield f"{label:<12}{lines[0]}"
    yield from (f"{'':<12}{line}" for line in lines[1:])


def _days(days: Days) -> str:
    first, last = days.first or "…", days.last or "…"
    return f"{first} to {last}"


def _window(verdict: Verdict) -> Iterator[str]:
    window = verdict.trail.window
    phrase = f"“{window.phrase}”, " if window.phrase else ""
    yield from _wrapped("window", f"{phrase}{window.operator.value}")
    yield from _wrapped(
        "  narrow", f"{_days(verdict.narrow.window)}: {_truth(verdict.narrow.truth)}"
    )
    yield from _wrapped("  wide", f"{_days(verdict.wide.window)}: {_truth(verdict.wide.truth)}")
    for how in window.how:
        yield from _wrapped("", how)


def _truth(truth: Truth) -> str:
    if truth.pending is not None:
        return f"undecided, {truth.pending.value.replace('_', ' ')}"
    return truth.outcome.value.replace("_", " ")


def _likelihood(run: Run, id: str) -> str:
    read = run.scores[id].likelihood
    phrase = f"“{read.phrase}”: " if read.phrase else ""
    if read.probability is None:
        return f"{phrase}{read.klass}, no number"
    p = read.probability
    return f"{phrase}{p.central:g}, between {p.low:g} and {p.high:g}"


def _candidates(candidates: Iterable[Candidate]) -> Iterator[str]:
    found = sorted(candidates, key=lambda c: (c.counts == "no", c.began.iso()[0] or "", c.event))
    if not found:
        yield "  no event of the kind, or of a broader or narrower one, is on record"
    for candidate in found:
        began = _days(candidate.began)
        yield f"  {candidate.event}: began {began}, {candidate.placed} the window"
        facets = ", ".join(
            f"{facet.replace('_', ' ')} {relation}" for facet, relation in candidate.facets.items()
        )
        yield f"    {facets}"
        text = f"counts: {candidate.counts} ({candidate.rule}). {candidate.because}"
        yield indent(fill(text, _WIDTH - 4), "    ")


def _ruling(ruling: Ruling, standing: Standing) -> Iterator[str]:
    state = "" if standing == Standing.DECIDES else f" ({standing} the rules)"
    if standing == Standing.SUPERSEDED:
        state = " (superseded)"
    text = f"{ruling.outcome}, {ruling.signed}, {ruling.date.text}{state}: {ruling.reasons}"
    yield from _wrapped("ruling", text)
    for label, arguments in (
        ("  for", ruling.arguments_for),
        ("  against", ruling.arguments_against),
        ("  dissent", ruling.dissent),
    ):
        for argument in arguments:
            yield from _wrapped(label, f"{argument.by}: {argument.says}")


def _axes(run: Run, verdict: Verdict) -> Iterator[str]:
    reason = f" ({verdict.reason.value.replace('_', ' ')})" if verdict.reason else ""
    yield from _wrapped("outcome", f"{verdict.outcome.value.replace('_', ' ')}{reason}")
    schedule = " or ".join(s.value.replace("_", " ") for s in verdict.schedule)
    if verdict.timing_error is not None and verdict.schedule != (Schedule.ON_TIME,):
        low, high = verdict.timing_error
        schedule += f", timing error {format.span_of_days(low, high, run.words)}"
    yield from _wrapped("schedule", schedule)
    yield from _wrapped("basis", verdict.basis.value)
    score = run.scores[verdict.forecast]
    if score.left_out is not None:
        yield from _wrapped("score", f"none: {run.words(f'score.left_out.{score.left_out}')}")
    elif score.brier is not None:
        yield from _wrapped("score", f"Brier {format.envelope(score.brier, run.words)}")


def _evidence(evidence: Iterable[Evidence]) -> Iterator[str]:
    for item in evidence:
        when = item.published.text if item.published else "undated"
        title = f", {item.title}" if item.title else ""
        yield from _wrapped(item.stance, f"{item.publisher}{title} ({when}): {item.says}")
        if item.address:
            yield f"{'':<12}{item.address}"
