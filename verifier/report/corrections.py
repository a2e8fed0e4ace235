"""What was corrected: from the ledger's own records, whether or not anything knows its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from verifier.model.edtf import Dated
from verifier.model.outcomes import Coverage, Event, Ruling
from verifier.report import format
from verifier.report.escape import Markdown, code, link, md, to
from verifier.report.forecast import forecast_link
from verifier.report.happened import event_link
from verifier.report.head import name_of, top
from verifier.report.markdown import EMPTY, Lines, compose, heading, item, joined, lowered, para
from verifier.report.outcome import happened_text
from verifier.report.run import Run
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge
from verifier.score.forecasts import NOT_OWN


class Entry(NamedTuple):
    """When, of what record, what was corrected, and the ids of which that tells something.

    `forecast` is the forecast that was corrected, if it is one and still there.
    """

    when: Dated
    where: Markdown
    what: Markdown
    about: frozenset[str]
    forecast: str | None = None


def corrections(run: Run) -> Lines:
    """The page: every dated correction, newest first, and what goes by another id."""
    words = run.words
    yield from top(run, words.md("corrections.title"), "")
    found = latest(run)
    yield from para(words.md("corrections.text" if found else "corrections.none"))
    yield from (joined([line(run, entry), _now(run, entry)], " ") for entry in found)
    renamed = list(_renamed(run))
    if renamed:
        yield EMPTY
        yield from heading(words.md("corrections.renamed"))
        yield from (item(text) for text in renamed)


def latest(run: Run) -> list[Entry]:
    """What was corrected by the day of the run, newest first."""
    noted = [*_noted(run), *_superseded(run), *_withdrawn(run), *_turned(run)]
    had = [entry for entry in noted if run.known.had(entry.when.days)]
    return sorted(had, key=lambda entry: (entry.when.text, entry.where), reverse=True)


def line(run: Run, entry: Entry) -> Markdown:
    """The correction as the page has it, without how things stand now."""
    when = format.days(entry.when.days, run.words)
    return compose("- {}: {}: {}", when, entry.where, entry.what)


def _now(run: Run, entry: Entry) -> Markdown:
    """Whose forecast was corrected, and what came of it as the record is now."""
    if entry.forecast is None:
        return EMPTY
    verdict, score = run.verdicts[entry.forecast], run.scores[entry.forecast]
    forecaster = run.ledger.forecasts[entry.forecast].forecaster
    right = score.left_out if score.left_out in NOT_OWN else score.right
    key = f"funnel.head.{right}" if score.left_out in NOT_OWN else f"right.{right}"
    return run.words.md(
        "corrections.now",
        who=md(run.ledger.forecasters[forecaster].name),
        outcome=lowered(happened_text(run, verdict)),
        right=lowered(run.words.md(key)),
    )


def _noted(run: Run) -> Iterator[Entry]:
    for forecast in run.forecasts:
        for correction in forecast.corrections:
            where, about = forecast_link(run, forecast.id, ""), frozenset({forecast.id})
            yield Entry(correction.date, where, md(correction.what), about, forecast.id)
    for event in run.known.events.values():
        for correction in event.corrections:
            where, about = event_link(run, event.id, ""), frozenset({event.id})
            yield Entry(correction.date, where, md(correction.what), about)


def _superseded(run: Run) -> Iterator[Entry]:
    """Rulings that replace earlier ones."""
    for signed in run.known.signed.values():
        for ruling in signed:
            before = run.ledger.rulings.get(ruling.supersedes or "")
            if before is not None and ruling.forecast in run.verdicts:
                what = run.words.md(
                    "corrections.ruling",
                    before=_ruled(run, before),
                    after=_ruled(run, ruling),
                    reasons=md(ruling.reasons),
                )
                where = forecast_link(run, ruling.forecast, "")
                about = frozenset({ruling.forecast})
                yield Entry(ruling.date, where, what, about, ruling.forecast)


def _ruled(run: Run, ruling: Ruling) -> Markdown:
    return run.words.md(f"trail.outcome.{ruling.outcome}")


def _turned(run: Run) -> Iterator[Entry]:
    """What turned without a note; `report` saw it."""
    for one in run.ledger.turned.values():
        there = one.forecast in run.verdicts
        where = forecast_link(run, one.forecast, "") if there else code(one.forecast)
        forecast = one.forecast if there else None
        yield Entry(one.date, where, md(one.what), frozenset({one.forecast}), forecast)


def _withdrawn(run: Run) -> Iterator[Entry]:
    """Records that no longer count, and the verdicts that turned with them."""
    records: list[Event | Coverage] = [*run.ledger.events.values(), *run.ledger.coverage.values()]
    for record in records:
        note = record.withdrawn
        if note is None or not run.known.had(note.date.days):
            continue
        event = isinstance(record, Event)
        where = event_link(run, record.id, "") if event else code(record.id)
        turned = list(_turned_with(run, record))
        what = run.words.md("corrections.withdrawn", what=md(note.what))
        if turned:
            links = run.words.listed(forecast_link(run, id, "") for id in turned)
            what = joined([what, run.words.md("corrections.turned", forecasts=links)], " ")
        yield Entry(note.date, where, what, frozenset({record.id, *turned}))


def _turned_with(run: Run, record: Event | Coverage) -> Iterator[str]:
    """The forecasts whose outcome would be another one, had the record not been withdrawn."""
    restored = record.model_copy(update={"withdrawn": None})
    ledger = run.ledger
    if isinstance(restored, Event):
        ledger = replace(ledger, events={**ledger.events, restored.id: restored})
    else:
        ledger = replace(ledger, coverage={**ledger.coverage, restored.id: restored})
    before = resolve(Knowledge(ledger, run.rules, run.as_of))
    for id, verdict in run.verdicts.items():
        if before[id].outcome != verdict.outcome:
            yield id


def former_pages(run: Run) -> Iterator[tuple[str, Lines]]:
    """A page for each former id, by its path, that leads to the record as it is called now."""
    for kind, former, target in _former(run, "../"):
        yield f"{kind}/{former}.md", _moved(run, target)


def _moved(run: Run, target: Markdown) -> Lines:
    yield from top(run, run.words.md("corrections.moved_title"), "../")
    yield from para(run.words.md("corrections.moved", link=target))


def _former(run: Run, up: str) -> Iterator[tuple[str, str, Markdown]]:
    """Kind, former id, and the link to the record from a page whose root is `up`."""
    for forecast in run.forecasts:
        for id in forecast.formerly:
            yield "forecasts", id, forecast_link(run, forecast.id, up)
    for event in run.known.events.values():
        for id in event.formerly:
            yield "events", id, event_link(run, event.id, up)
    for file in run.files:
        for id in file.source.formerly:
            yield "sources", id, link(name_of(file.source), to("sources", file.source.id, up))


def _renamed(run: Run) -> Iterator[Markdown]:
    for _, former, now in _former(run, ""):
        yield run.words.md("corrections.renamed_item", old=code(former), link=now)
