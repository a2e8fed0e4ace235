"""The head of every page."""

from __future__ import annotations

from verifier.model.forecasts import Source
from verifier.report import format
from verifier.report.escape import Markdown, Target, url
from verifier.report.markdown import Lines, heading, joined, linked, para
from verifier.report.run import Run
from verifier.text.passages import scrolled


def top(run: Run, title: Markdown, up: str) -> Lines:
    """Title, the way back, and the day; `up` leads to the reports' root."""
    yield from heading(title, 1)
    index, method = (run.words.md(f"nav.{key}") for key in ("index", "method"))
    day = run.words.md("nav.as_of", day=format.day(run.as_of, run.words))
    links = (linked(index, Target(f"{up}README.md")), linked(method, Target(f"{up}method.md")))
    yield from para(joined([*links, day], " · "))


def as_of(run: Run) -> Markdown:
    """The day of the run, and that of the latest evidence it had."""
    signed = (one for rulings in run.known.signed.values() for one in rulings)
    cited = [*run.ledger.evidence, *(e for ruling in signed for e in ruling.evidence)]
    seen = [item.published.days.last for item in cited if item.published]
    known = [day for day in seen if day is not None and day <= run.as_of]
    day = format.day(run.as_of, run.words)
    if not known or max(known) == run.as_of:
        return run.words.md("index.as_of_latest" if known else "index.as_of_alone", day=day)
    return run.words.md("index.as_of", day=day, latest=format.day(max(known), run.words))


def name_of(source: Source) -> str:
    """A source as it is listed: who published it, and its title where it has one."""
    return f"{source.publisher}: {source.title}" if source.title else source.publisher


def quoted(run: Run, source: Source, quote: str) -> Markdown:
    """A source's words in quotation marks, with a link to where they stand in the document."""
    words, address = run.words.quoted(quote), source.address or source.archived_address
    return linked(words, url(scrolled(address, quote))) if address else words
