"""A verdict's trail as plain text, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill, indent

from verifier.model.days import Days
from verifier.model.evidence import Evidence
from verifier.model.outcomes import Ruling
from verifier.model.proposition import Faceted, parts
from verifier.model.verdict import (
    Basis,
    Candidate,
    ConditionState,
    Counts,
    Pending,
    Placed,
    RulingStanding,
    Truth,
    Verdict,
    Wanted,
)
from verifier.reading import anchor_of
from verifier.report import format
from verifier.report.clarifications import wording
from verifier.report.escape import plain
from verifier.report.forecast import call_text, scored_text, worded
from verifier.report.measured import measures
from verifier.report.run import Run
from verifier.report.schedule import schedule_text
from verifier.report.steps import likelihood_steps, window_steps
from verifier.report.why import reading_keys
from verifier.report.words import Words

_WIDTH = 80
"""Characters of a line: a terminal's, and what fits beside the contents of a site."""
_LABELS = (
    *(
        f"trail.{label}"
        for label in (
            *("claim", "words", "said", "question", "condition", "window", "narrow", "wide"),
            "likelihood",
            *("coverage", "series", "rule", "ruling", "for", "against", "dissent"),
            *("outcome", "schedule", "basis", "hindsight", "score"),
        )
    ),
    *(f"evidence.{stance}" for stance in ("for", "against", "context")),
)
"""What stands at the left of a line."""


def explain(run: Run, id: str, *, evidence: bool = True, line: bool = True) -> str:
    """Why the forecast has its verdict: words, window, candidates, coverage, rules, evidence."""
    lines = [
        *_head(run, id, line=line),
        *_lines(run, id),
        *(_evidence(run.words, run.verdicts[id].evidence) if evidence else ()),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _head(run: Run, id: str, *, line: bool) -> Iterator[str]:
    if line:
        file, number = run.ledger.lines[("forecasts", id)]
        yield run.words("trail.head", id=id, file=file, line=number, day=run.as_of)
    else:
        yield id
    yield ""


def _lines(run: Run, id: str) -> Iterator[str]:
    words, forecast, verdict = run.words, run.ledger.forecasts[id], run.verdicts[id]
    source = run.ledger.source_of[id]
    yield from _told(words, "claim", forecast.claim)
    quoted = words("window.phrase", phrase=forecast.quote) if forecast.quote else forecast.summary
    yield from _told(words, "words", quoted or "")
    said = words(
        "trail.said_text",
        said=format.days(forecast.said.days, words),
        who=run.ledger.forecasters[forecast.forecaster].name,
        voice=words(f"forecast.voice.{forecast.voice}"),
        publisher=source.publisher,
    )
    yield from _told(words, "said", said)
    if asked := wording(run, forecast):
        yield from _told(words, "question", asked)
    if forecast.given is not None:
        yield from _told(words, "condition", forecast.given.words)
    yield ""
    yield from _window(words, verdict)
    for step in window_steps(run, id):
        yield from _wrapped(words, "", step)
    if verdict.trail.window.phrase and not verdict.trail.window.by_curator:
        anchor = anchor_of(forecast, source)
        if anchor != forecast.said.days:
            counted = words("trail.anchor", day=format.days(anchor, words))
            yield from _wrapped(words, "", counted)
    yield from _told(words, "likelihood", _likelihood(run, id))
    for step in likelihood_steps(run, id):
        yield from _wrapped(words, "", step)
    yield ""
    yield from _candidates(run, id)
    for used in verdict.trail.coverage:
        yield from _told(words, "coverage", f"{used.coverage}, {_days(words, used.during)}")
        limits = run.ledger.coverage[used.coverage].limits
        yield from _wrapped(words, "", limits) if limits else ()
    for told in measures(run, verdict):
        yield from _told(words, "series", told)
    yield from _missing(words, verdict)
    yield from _rules(words, verdict)
    for ruling in verdict.trail.rulings:
        yield from _ruling(words, run.ledger.rulings[ruling.ruling], ruling.standing)
    yield ""
    yield from _axes(run, verdict)
    yield ""


def _rules(words: Words, verdict: Verdict) -> Iterator[str]:
    """The rules that decided, apart for the two readings where others decided each."""
    by_rule = verdict.basis == Basis.RULE
    if by_rule and verdict.condition not in (None, ConditionState.MET):
        yield from _told(words, "rule", words(f"why.condition.{verdict.condition}"))
    told = [" ".join(words(f"why.{rule}") for rule in r.rules) for r in verdict.readings]
    if len(set(told)) == 1:
        yield from _told(words, "rule", told[0])
        return
    yield words("trail.rule")
    for key, text in zip(reading_keys(verdict), told, strict=True):
        yield from _wrapped(words, words(f"trail.{key}"), text)


def _missing(words: Words, verdict: Verdict) -> Iterator[str]:
    """What keeps the forecast from being decided, and the command that would enter it."""
    for found in verdict.missing:
        if isinstance(found, Wanted):
            days = words("list.comma").join(_day(words, gap) for gap in found.gaps)
            wants = words(f"trail.wants.{found.what}", series=found.series, days=days)
            yield from _told(words, "series", wants)
            continue
        for used in found.records:
            yield from _told(words, "coverage", f"{used.coverage}, {_days(words, used.during)}")
        gaps = words("list.comma").join(_day(words, gap) for gap in found.gaps)
        label = "" if found.records else words("trail.coverage")
        yield from _wrapped(words, label, words("trail.gap", days=gaps))
        yield from _wrapped(words, "", words("trail.cover"))
        yield f"{'':<{_indent(words)}}{found.command}"


def _told(words: Words, label: str, text: str) -> Iterator[str]:
    yield from _wrapped(words, words(f"trail.{label}"), text)


def _wrapped(words: Words, label: str, text: str) -> Iterator[str]:
    indent = _indent(words)
    wide, text = _WIDTH - indent, plain(text)
    if len(text) > wide:
        text = fill(text, wide, break_long_words=False, break_on_hyphens=False)
    lines = text.split("\n")
    yield f"{label:<{indent}}{lines[0]}"
    yield from (f"{'':<{indent}}{line}" for line in lines[1:])


def _indent(words: Words) -> int:
    """Where texts begin: two spaces after the longest label."""
    return 2 + max(map(len, map(words.texts.__getitem__, _LABELS)))


def _days(words: Words, days: Days) -> str:
    first, last = days.first or "…", days.last or "…"
    return words("days.span", first=first, last=last)


def _window(words: Words, verdict: Verdict) -> Iterator[str]:
    window = verdict.trail.window
    phrase = f"{words('window.phrase', phrase=window.phrase)}, " if window.phrase else ""
    yield from _told(words, "window", phrase + words(f"operator.{window.operator}"))
    for key, result in zip(reading_keys(verdict), verdict.readings, strict=True):
        text = f"{_days(words, result.window)}: {_truth(words, result.truth, verdict.basis)}"
        yield from _wrapped(words, words(f"trail.{key}"), text)


def _truth(words: Words, truth: Truth, basis: Basis) -> str:
    if truth.pending == Pending.CLOSED_WITHOUT_EVIDENCE and basis == Basis.RULING:
        return words("trail.ruled")
    text = words(f"trail.outcome.{truth.outcome}")
    return text if truth.pending is None else f"{text}, {words(f'reason.{truth.pending}')}"


def _likelihood(run: Run, id: str) -> str:
    words, read = run.words, run.scores[id].likelihood
    phrase = f"{worded(words, read)}: " if read.phrase else ""
    if read.probability is None:
        return phrase + words(f"likelihood.bare.{read.klass}")
    p = read.probability
    if p.sharp:
        return phrase + words.plain(p.central)
    numbers = {key: words.plain(getattr(p, key)) for key in ("central", "low", "high")}
    return phrase + words("trail.number", **numbers)


def _candidates(run: Run, id: str) -> Iterator[str]:
    """The events that were looked at, where the forecast speaks of any."""
    words, trail = run.words, run.verdicts[id].trail
    expects = run.ledger.forecasts[id].expects
    if not trail.candidates and not any(isinstance(part, Faceted) for part in parts(expects)):
        return
    yield words("trail.candidates")
    yield from _looked_at(run, trail.candidates)
    if trail.more:
        yield f"  {words('trail.more', more=trail.more)}"


def _looked_at(run: Run, candidates: Iterable[Candidate]) -> Iterator[str]:
    words = run.words
    found = sorted(candidates, key=lambda c: (c.counts == Counts.NO, c.began.order, c.event))
    if not found:
        yield f"  {words('trail.no_candidate')}"
    for candidate in found:
        began = words("trail.began", began=_days(words, candidate.began))
        ended = run.ledger.events[candidate.event].ended
        if candidate.placed in _HELD and ended is not None:
            days = {"began": candidate.began, "ended": ended.days}
            began = words("trail.lasted", **{key: _day(words, when) for key, when in days.items()})
        placed = words(f"why.placed.{candidate.placed}")
        yield f"  {candidate.event}: {began}, {placed}"
        facets = words("list.comma").join(
            f"{words(f'trail.facet.{facet}')} {words(f'trail.relation.{relation}')}"
            for facet, relation in candidate.facets.items()
        )
        yield f"    {facets}"
        elsewhere = candidate.counts != Counts.NO and not candidate.meets
        counts = words(
            "trail.counts.elsewhere" if elsewhere else "trail.counts",
            counts=words(f"trail.counts.{candidate.counts}"),
            rule=candidate.rule,
        )
        yield indent(fill(plain(f"{counts} {candidate.because}"), _WIDTH - 4), "    ")
        if candidate.meets and candidate.lacks:
            keys = words("list.comma").join(f"`{key}`" for key in candidate.lacks)
            yield f"    {words('trail.lacks', keys=keys, event=candidate.event)}"


_HELD = (Placed.HELD, Placed.OVERLAPPED, Placed.ELSEWHERE)


def _day(words: Words, days: Days) -> str:
    return str(days.first) if days.length == 1 else _days(words, days)


def _ruling(words: Words, ruling: Ruling, standing: RulingStanding) -> Iterator[str]:
    outcome = words(f"trail.outcome.{ruling.outcome}")
    state = words(f"trail.standing.{standing}")
    text = f"{outcome}, {ruling.signed}, {ruling.date.text}{state}: {ruling.reasons}"
    yield from _told(words, "ruling", text)
    for label, arguments in (
        ("for", ruling.arguments_for),
        ("against", ruling.arguments_against),
        ("dissent", ruling.dissent),
    ):
        for argument in arguments:
            yield from _told(words, label, f"{argument.by}: {argument.says}")


def _axes(run: Run, verdict: Verdict) -> Iterator[str]:
    words = run.words
    reason = f" ({words(f'reason.{verdict.reason}')})" if verdict.reason else ""
    yield from _told(words, "outcome", words(f"trail.outcome.{verdict.outcome}") + reason)
    schedule = schedule_text(run, verdict)
    yield from _told(words, "schedule", schedule)
    yield from _told(words, "call", call_text(run, verdict))
    yield from _told(words, "basis", words(f"basis.{verdict.basis}"))
    if verdict.hindsight is not None:
        yield from _told(words, "hindsight", words(f"forecast.hindsight.{verdict.hindsight}"))
    yield from _told(words, "score", scored_text(run, verdict.forecast))


def _evidence(words: Words, evidence: Iterable[Evidence]) -> Iterator[str]:
    for item in evidence:
        when = item.published.text if item.published else words("evidence.undated")
        title = f", {item.title}" if item.title else ""
        label = words(f"evidence.{item.stance}")
        yield from _wrapped(words, label, f"{item.publisher}{title} ({when}): {item.says}")
        if item.address:
            yield f"{'':<{_indent(words)}}{plain(item.address)}"
