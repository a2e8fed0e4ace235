"""What is in the ledger: its questions, sources and events, each leading to its page."""

from __future__ import annotations

from verifier.report import format
from verifier.report.answers import what_became
from verifier.report.escape import link, to
from verifier.report.happened import event_link
from verifier.report.head import name_of, top
from verifier.report.markdown import EMPTY, Lines, compose, heading, item, joined
from verifier.report.run import Run


def contents(run: Run) -> Lines:
    """The page's lines."""
    yield from top(run, run.words.md("contents.title"), "")
    yield from _asked(run)
    yield from _contents(run)


def _asked(run: Run) -> Lines:
    if not run.questions:
        return
    yield from heading(run.words.md("index.questions"))
    for question in run.questions:
        became = what_became(run, question)
        answered = compose("{}.", became) if became else EMPTY
        yield item(joined([link(question.title, to("questions", question.id)), answered], " "))
    yield EMPTY


def _contents(run: Run) -> Lines:
    words = run.words
    sources = sorted((f.source for f in run.files), key=lambda s: (s.published.days.order, s.id))
    if sources:
        yield from heading(words.md("index.sources"))
    for source in sources:
        when = format.days(source.published.days, words)
        yield compose("- {}: {}", when, link(name_of(source), to("sources", source.id)))
    if run.known.events:
        yield EMPTY
        yield from heading(words.md("index.events"))
    events = run.known.events.values()
    for event in sorted(events, key=lambda event: (event.began.days.order, event.id)):
        began = format.days(event.began.days, words)
        yield compose("- {}: {}", began, event_link(run, event.id, ""))
