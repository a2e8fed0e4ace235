"""What was corrected: from the ledger's own records, whether or not anything knows its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from verifier.model.edtf import Dated
from verifier.model.outcomes import Coverage, Event, Ruling
from verifier.report import format
from verifier.report.escape import Markdown, Target, code, link, md, to
from verifier.report.forecast import claimed, forecast_link
from verifier.report.happened import event_link
from verifier.report.head import name_of, top
from verifier.report.markdown import EMPTY, Lines, compose, heading, item, joined, para
from verifier.report.run import Run
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge

Entry = tuple[Dated, Markdown, Markdown]
"""When, of what record, and what was corrected."""


def corrections(run: Run) -> Lines:
    """The page: every dated correction, newest first, and what goes by another id."""
    words = run.words
    yield from top(run, words.md("corrections.title"), "")
    found = latest(run)
    yield from para(words.md("corrections.text" if found else "corrections.none"))
    yield from lines(run, found)
    renamed = list(_renamed(run))
    if renamed:
        yield EMPTY
        yield from heading(words.md("corrections.renamed"))
        yield from (item(text) for text in renamed)


def latest(run: Run) -> list[Entry]:
    """What was corrected by the day of the run, newest first."""
    noted = [
        *_noted(run),
        *_superseded(run),
        *_withdrawn(run),
    ]
    had = [entry for entry in noted if run.known.had(entry[0].days)]
    return sorted(had, key=lambda entry: (entry[0].text, entry[1]), reverse=True)


def lines(run: Run, found: list[Entry]) -> Lines:
    """A line for each."""
    for when, where, what in found:
        yield compose("- {}: {}: {}", format.days(when.days, run.words), where, what)


def _noted(run: Run) -> Iterator[Entry]:
    for forecast in run.forecasts:
        for correction in forecast.corrections:
            yield correction.date, forecast_link(run, forecast.id, ""), md(correction.what)
    for event in run.known.events.values():
        for correction in event.corrections:
            yield correction.date, event_link(run, event.id, ""), md(correction.what)


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
                yield ruling.date, forecast_link(run, ruling.forecast, ""), what


def _ruled(run: Run, ruling: Ruling) -> Markdown:
    return run.words.md(f"trail.outcome.{ruling.outcome}")


def _withdrawn(run: Run) -> Iterator[Entry]:
    """Records that no longer count, and the verdicts that turned with them."""
    records: list[Event | Coverage] = [*run.ledger.events.values(), *run.ledger.coverage.values()]
    for record in records:
        note = record.withdrawn
        if note is None or not run.known.had(note.date.days):
            continue
        event = isinstance(record, Event)
        where = event_link(run, record.id, "") if event else code(record.id)
        turned = list(_turned(run, record))
        what = run.words.md("corrections.withdrawn", what=md(note.what))
        if turned:
            links = run.words.listed(turned)
            what = joined([what, run.words.md("corrections.turned", forecasts=links)], " ")
        yield note.date, where, what


def _turned(run: Run, record: Event | Coverage) -> Iterator[Markdown]:
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
            yield forecast_link(run, id, "")


def former_pages(run: Run) -> Iterator[tuple[str, Lines]]:
    """A page for each former id, by its path, that leads to the record as it is called now."""
    for kind, former, target in _former(run):
        yield f"{kind}/{former}.md", _moved(run, target)


def _moved(run: Run, target: Markdown) -> Lines:
    yield from top(run, run.words.md("corrections.moved_title"), "../")
    yield from para(run.words.md("corrections.moved", link=target))


def _former(run: Run) -> Iterator[tuple[str, str, Markdown]]:
    """Kind, former id, and the link from a page of that kind to the record."""
    for forecast in run.forecasts:
        for id in forecast.formerly:
            yield "forecasts", id, claimed(run, forecast.id, Target(f"{forecast.id}.md"))
    for event in run.known.events.values():
        for id in event.formerly:
            yield "events", id, link(event.title, Target(f"{event.id}.md"))
    for file in run.files:
        for id in file.source.formerly:
            yield "sources", id, link(name_of(file.source), Target(f"{file.source.id}.md"))


def _renamed(run: Run) -> Iterator[Markdown]:
    for kind, former, _ in _former(run):
        yield run.words.md("corrections.renamed_item", old=link(former, to(kind, former)))
