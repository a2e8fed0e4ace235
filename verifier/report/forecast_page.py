"""A forecast's own page: the block, the whole trail, all evidence, corrections, how to dispute."""

from __future__ import annotations

from verifier.report import format
from verifier.report.disputes import disputes_of
from verifier.report.escape import md
from verifier.report.forecast import block, claimed, forecaster_link
from verifier.report.happened import evidence_groups, group_lines, ruled
from verifier.report.head import top
from verifier.report.markdown import EMPTY, Lines, compose, folded, heading, item, para, verbatim
from verifier.report.run import Run
from verifier.report.trail import explain


def forecast_page(run: Run, id: str) -> Lines:
    """The page's lines."""
    words, forecast, verdict = run.words, run.ledger.forecasts[id], run.verdicts[id]
    yield from top(run, claimed(run, id), "../")
    yield from para(forecaster_link(run, forecast.forecaster, "../"))
    yield from block(run, id, "../", alone=True)
    yield from heading(words.md("evidence.title"))
    groups = evidence_groups(run, verdict, "../")
    none = "evidence.in_ruling" if ruled(run, verdict) else "evidence.none"
    yield from group_lines(run, groups) if groups else para(words.md(none))
    yield from heading(words.md("page.trail"))
    yield from para(words.md("page.trail_text"))
    trail = explain(run, id, evidence=False, line=False)
    yield from folded(words.md("page.trail_show"), verbatim(trail))
    if forecast.corrections:
        yield from heading(words.md("corrections.title"))
        for correction in forecast.corrections:
            if run.known.had(correction.date.days):
                when = format.days(correction.date.days, words)
                yield item(compose("{}: {}", when, md(correction.what)))
        yield EMPTY
    yield from disputes_of(run, id)
    yield words.md("forecaster.dispute")
