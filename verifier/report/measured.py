"""What a series showed that a forecast spoke of, beside what the forecast asked of it."""

from __future__ import annotations

from verifier.model.verdict import Measured, Verdict
from verifier.report import format
from verifier.report.escape import md
from verifier.report.run import Run


def measured(run: Run, verdict: Verdict) -> str:
    """Each series' value that decides in the widest reading of the window, and the bounds."""
    return "<br>".join(_series(run, found) for found in verdict.measured)


def _series(run: Run, found: Measured) -> str:
    words, series = run.words, run.ledger.series[found.series]
    values = [
        words("measured.value", value=format.amount(p.value), day=format.day(p.day, words))
        for p in found.values
    ]
    bounds = [
        words(f"measured.{key}", bound=format.amount(bound))
        for key, bound in (("at_least", found.at_least), ("at_most", found.at_most))
        if bound is not None
    ]
    return words(
        "measured.series",
        title=md(series.title),
        values=words("measured.to").join(values),
        unit=md(series.unit),
        bounds=words("measured.and").join(bounds),
    )
