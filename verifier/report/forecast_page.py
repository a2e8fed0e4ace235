"""A forecast's own page: the block, the whole trail, all evidence, corrections, how to dispute."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.report import format
from verifier.report.escape import md
from verifier.report.forecast import block, forecaster_link
from verifier.report.happened import evidence_groups, evidence_lines, ruled
from verifier.report.head import top
from verifier.report.run import Run
from verifier.report.trail import explain


def forecast_page(run: Run, id: str) -> Iterator[str]:
    """The page's lines."""
    words, forecast, verdict = run.words, run.ledger.forecasts[id], run.verdicts[id]
    yield from top(run, md(forecast.claim), "../")
    yield forecaster_link(run, forecast.forecaster, "../")
    yield ""
    yield from block(run, id, "../", alone=True)
    yield f"## {words('evidence.title')}"
    yield ""
    groups = evidence_groups(run, verdict, "../")
    none = "evidence.in_ruling" if ruled(run, verdict) else "evidence.none"
    yield words("evidence.stance" if groups else none)
    yield ""
    for about, items in groups:
        yield f"{about}:"
        yield ""
        yield from evidence_lines(run, items)
        yield ""
    yield f"## {words('page.trail')}"
    yield ""
    yield words("page.trail_text")
    yield ""
    yield "<details><summary>" + words("page.trail_show") + "</summary>"
    yield ""
    trail = explain(run, id, evidence=False, line=False).rstrip().split("\n")
    yield from (f"    {line}".rstrip() for line in trail)
    yield ""
    yield "</details>"
    yield ""
    if forecast.corrections:
        yield f"## {words('corrections.title')}"
        yield ""
        for correction in forecast.corrections:
            if run.known.had(correction.date.days):
                when = format.days(correction.date.days, words)
                yield f"- {when}: {md(correction.what)}"
        yield ""
    yield words("forecaster.dispute")
