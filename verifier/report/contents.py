"""What is in the ledger: its questions, sources and events, each leading to its page."""

from __future__ import annotations

from verifier.report import format
from verifier.report.answers import what_became
from verifier.report.escape import Markdown, link, to
from verifier.report.happened import event_link
from verifier.report.head import name_of, top
from verifier.report.markdown import EMPTY, Lines, compose, heading, item, joined
from verifier.report.pieces import Pieces
from verifier.report.run import Run


def contents(run: Run, pieces: Pieces) -> Lines:
    """The page's lines."""
    yield from top(run, run.words.md("contents.title"), "")
    if run.questions:
        yield from heading(run.words.md("index.questions"))
        yield from pieces("asked", [question.id for question in run.questions], _asked).values()
        yield EMPTY
    yield from _contents(run, pieces)


def _asked(run: Run, id: str) -> Markdown:
    question = run.ledger.questions[id].on(run.as_of)
    became = what_became(run, question)
    answered = compose("{}.", became) if became else EMPTY
    return item(joined([link(question.title, to("questions", id)), answered], " "))


def _contents(run: Run, pieces: Pieces) -> Lines:
    words = run.words
    sources = sorted((f.source for f in run.files), key=lambda s: (s.published.days.order, s.id))
    if sources:
        yield from heading(words.md("index.sources"))
    yield from pieces("listed", [source.id for source in sources], _source).values()
    if run.known.events:
        yield EMPTY
        yield from heading(words.md("index.events"))
    events = run.known.events.values()
    for event in sorted(events, key=lambda event: (event.began.days.order, event.id)):
        began = format.days(event.began.days, words)
        yield compose("- {}: {}", began, event_link(run, event.id, ""))


def _source(run: Run, id: str) -> Markdown:
    source = run.ledger.file_of[id].source
    when = format.days(source.published.days, run.words)
    return compose("- {}: {}", when, link(name_of(source), to("sources", id)))
