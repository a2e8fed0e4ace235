"""What happened, as far as a forecast is concerned: events, what they decide, their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from verifier.model.evidence import Evidence
from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Covered, Event
from verifier.model.verdict import Counts, Verdict
from verifier.report import format
from verifier.report.escape import Markdown, link, md, to, url
from verifier.report.markdown import EMPTY, Lines, bold, compose, joined, labelled, para
from verifier.report.markdown import item as item_line
from verifier.report.run import Run
from verifier.score.calls import of_another_size


def happened(run: Run, verdict: Verdict, up: str) -> list[Markdown]:
    """The events that bear on the verdict, those first that settle it, with their days."""
    words, settled, because = run.words, verdict.settling, _open_points(verdict)
    said = run.ledger.forecasts[verdict.forecast].said.days
    told = []
    for event in settled:
        text, ahead = _dated(run, event, up), later(run, verdict, event)
        told.append(words.md("happened.later", event=text, days=ahead) if ahead else text)
    sized = (_dated(run, candidate.event, up) for candidate in of_another_size(verdict))
    told += [words.md("happened.sized", event=event) for event in sized]
    for event in verdict.others:
        text = _dated(run, event, up)
        if event in because:
            text = words.md("happened.contested", event=text, because=md(because[event]))
        if settled:
            began = run.ledger.events[event].began.days.start
            before = began is None or (said.start is not None and began < said.start)
            text = words.md("happened.under_way" if before else "happened.sooner", event=text)
        told.append(text)
    return told


def glimpse(run: Run, verdict: Verdict, up: str) -> list[Markdown]:
    """What happened in fewer words, and who told of it first."""
    words, settled, because = run.words, verdict.settling, _open_points(verdict)
    if not settled:
        return happened(run, verdict, up)
    # Without a deadline the outcome itself tells the day.
    told = [(_dated if verdict.has_deadline else event_link)(run, event, up) for event in settled]
    told += [source for event in settled for source in _first_source(run, verdict, event)]
    for event in verdict.others:
        text = words.md("glance.already", event=event_link(run, event, up))
        if event in because:
            text = words.md("glance.because", event=text, because=md(because[event]))
        told.append(text)
    return told


def _first_source(run: Run, verdict: Verdict, event: str) -> Lines:
    """Who told first that an event happened, when, and what."""
    own = run.ledger.events[event].evidence
    told = [item for item in own if item in verdict.evidence and item.stance == "for"]
    for item in sorted((item for item in told if item.published), key=_published)[:1]:
        assert item.published is not None
        yield run.words.md(
            "glance.source",
            what=link(item.title or item.says, url(item.address)),
            publisher=md(item.publisher),
            day=format.days(item.published.days, run.words),
        )


def later(run: Run, verdict: Verdict, event: str) -> Markdown | None:
    """How long after it was said an event came, where no deadline was named."""
    ahead = days_ahead(run.ledger.forecasts[verdict.forecast], run.ledger.events[event])
    if verdict.has_deadline or ahead is None:
        return None
    return format.span_of_days(*ahead, run.words)


def _open_points(verdict: Verdict) -> dict[str, str]:
    """Why each event that may count does not do so beyond dispute."""
    perhaps = (Counts.CONTESTED, Counts.PARTLY)
    return {c.event: c.because for c in verdict.bearing if c.counts in perhaps}


def _dated(run: Run, event: str, up: str) -> Markdown:
    began = run.ledger.events[event].began.days
    key = "day" if began.length == 1 else "some_day"
    days = format.days(began, run.words)
    return run.words.md(f"happened.{key}", event=event_link(run, event, up), began=days)


def days_ahead(forecast: Forecast, event: Event) -> tuple[int, int] | None:
    """How many days before the event it was said, at least and at most; None if perhaps after."""
    said, began = forecast.said.days, event.began.days
    if said.first is None or said.last is None or began.first is None or began.last is None:
        return None
    low, high = (began.first - said.last).days, (began.last - said.first).days
    return (low, high) if low > 0 else None


class Cited(NamedTuple):
    """Evidence on one thing; `stances` says whether items are for or against an event."""

    about: Markdown
    items: Sequence[Evidence]
    stances: bool
    limits: str | None = None
    """What is not in the record whose completeness the evidence is on."""


def evidence_groups(run: Run, verdict: Verdict, up: str) -> list[Cited]:
    """All evidence by what it is about, what settles the verdict first, each in order of days.

    Last comes what shows that the words were said otherwise than printed.
    """
    words, settled = run.words, verdict.settling
    left = dict.fromkeys(item for item in verdict.evidence if item not in ruled(run, verdict))
    groups: list[Cited] = []
    for event in (*settled, *verdict.others):
        own = [item for item in dict.fromkeys(run.ledger.events[event].evidence) if item in left]
        left = {item: None for item in left if item not in own}
        key = "settles" if event in settled else "contested" if settled else "of_event"
        about = words.md(f"evidence.{key}", event=event_link(run, event, up))
        groups.append(Cited(about, own, stances=True))
    for used in verdict.trail.coverage:
        record = run.ledger.coverage[used.coverage]
        about = words.md(
            "evidence.coverage",
            of=words.listed(_covered(run, of) for of in record.of),
            days=format.days(used.during, words),
        )
        own = [item for item in left if item in record.evidence]
        left = {item: None for item in left if item not in own}
        limits = record.limits if run.latest else None
        groups.append(Cited(about, own, stances=False, limits=limits))
    series = [run.ledger.series[found.asked.series] for found in verdict.measured]
    cited = [item for record in series for item in record.evidence]
    own = [item for item in left if item in cited]
    groups.append(Cited(words.md("evidence.series"), own, stances=False))
    rest = [item for item in left if item not in own]
    groups.append(Cited(words.md("evidence.rest"), rest, stances=True))
    misreported = run.ledger.forecasts[verdict.forecast].misreported
    shown = run.known.eligible(misreported.evidence) if misreported else ()
    groups.append(Cited(words.md("evidence.misreported"), shown, stances=False))
    return [
        g._replace(items=sorted(g.items, key=_published)) for g in groups if g.items or g.limits
    ]


def _covered(run: Run, of: Covered) -> Markdown:
    """The kind of event for which a record is complete, with its actor and place: of any, none."""
    kind = md(run.rules.events.label(of.kind))
    named = ((run.rules.actors, of.actor), (run.rules.places, of.place))
    around = [md(vocabulary.label(term)) for vocabulary, term in named if term]
    return compose("{} ({})", kind, joined(around, ", ")) if around else kind


def group_lines(run: Run, groups: Iterable[Cited]) -> Lines:
    """The groups with their headings, and what is meant by for and against, where that is said."""
    held = list(groups)
    both = any(_disagree(group.items) for group in held if group.stances)
    if both:
        yield from para(run.words.md("evidence.stance"))
    for group in held:
        yield from para(compose("{}:", group.about))
        yield from evidence_lines(run, group.items, stances=both and group.stances)
        if group.limits:
            yield EMPTY
            yield from para(labelled(run.words.md("event.limits")), md(group.limits))
        yield EMPTY


def _disagree(evidence: Iterable[Evidence]) -> bool:
    return any(item.stance != "for" for item in evidence)


def ruled(run: Run, verdict: Verdict) -> list[Evidence]:
    """The evidence that rulings cite for or against the forecast, beside their arguments."""
    rulings = [run.ledger.rulings[used.ruling] for used in verdict.trail.rulings]
    return [item for ruling in rulings for item in ruling.evidence]


def _published(item: Evidence) -> date:
    return item.published.days.order if item.published else date.max


def evidence_lines(run: Run, evidence: Sequence[Evidence], *, stances: bool | None = None) -> Lines:
    """Each item: for or against, where they disagree, who published it when, and what it says.

    Without `stances` only what is not for is said to be so.
    """
    stances = _disagree(evidence) if stances is None else stances
    for item in evidence:
        told = EMPTY
        if item.forecaster is not None:
            name = md(run.ledger.forecasters[item.forecaster].name)
            told = run.words.md("evidence.by_forecaster", who=name)
        stance = EMPTY
        if stances or item.stance != "for":
            stance = bold(run.words.md(f"evidence.{item.stance}"))
        note = run.words.md("evidence.note", note=md(item.note)) if item.note else EMPTY
        says = joined([md(item.says), note, told], " ")
        yield item_line(joined([stance, compose("{}: {}", cite(run, item), says)], " "))


def cite(run: Run, item: Evidence) -> Markdown:
    """Publisher, title and date of an item, how that is known, and where in it; its link."""
    name = f"{item.publisher}, {item.title}" if item.title else item.publisher
    if item.from_memory:
        when = run.words.md("evidence.from_memory")
    elif item.published is None:
        when = run.words.md("evidence.undated")
    else:
        when = format.days(item.published.days, run.words)
    known = [md(text) for text in (item.published_basis, item.locator) if text]
    return compose("{} ({})", link(name, url(item.address)), joined([when, *known], "; "))


def event_link(run: Run, event: str, up: str) -> Markdown:
    """A link to the event's page."""
    return link(run.ledger.events[event].title, to("events", event, up))
