"""`llms.txt`: what there is to read here, for programs that read for somebody (llmstxt.org)."""

from __future__ import annotations

from verifier.report.escape import Target, link, md, to
from verifier.report.markdown import EMPTY, Lines, compose, heading, item, linked, quotation, whole
from verifier.report.run import Run

_PAGES = {
    "README.md": "llms.index",
    "standings.md": "llms.standings",
    "method.md": "llms.method",
    "corrections.md": "llms.corrections",
    "left-out.md": "llms.left_out",
}
_DATA = {"data/forecasts.json": "llms.forecasts", "data/forecasters.json": "llms.forecasters"}


def llms(run: Run, pages: set[str]) -> Lines:
    """The file's lines; `pages` are the paths of those that there are."""
    words = run.words
    yield from heading(md(run.title), 1)
    yield from quotation(md(run.about))
    yield words.md("llms.how")
    yield EMPTY
    yield from heading(words.md("llms.pages"))
    for path, key in _PAGES.items():
        if path in pages:
            yield item(linked(words.md(key), Target(path)))
    yield EMPTY
    yield from heading(words.md("llms.data"))
    for path, key in _DATA.items():
        yield item(linked(words.md(key), Target(path)))
    yield EMPTY
    yield from heading(words.md("llms.people"))
    for id in run.tallies:
        who = run.ledger.forecasters[id]
        n = whole(run.tallies[id].counts.all)
        name = link(who.name, to("forecasters", id))
        side = md(f", {who.side}") if who.side else EMPTY
        yield item(compose("{}{}: {}", name, side, words.md("llms.n", n=n)))
