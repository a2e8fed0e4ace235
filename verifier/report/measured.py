"""What a series showed that a forecast spoke of, beside what the forecast asked of it."""

from __future__ import annotations

from verifier.model.proposition import Quantity, Range
from verifier.model.verdict import Measured, Verdict
from verifier.report import format
from verifier.report.escape import Markdown, md
from verifier.report.markdown import (
    breaks,
    joined,
)
from verifier.report.run import Run


def measured(run: Run, verdict: Verdict) -> Markdown:
    """Each series' value that decides in the widest reading of the window, and the bounds."""
    return breaks(_series(run, found) for found in verdict.measured)


def _series(run: Run, found: Measured) -> Markdown:
    words, asked = run.words, found.asked
    series = run.ledger.series[asked.series]
    values = [
        words.md("measured.value", value=words.amount(p.value), day=format.day(p.day, words))
        for p in found.values
    ]
    if isinstance(asked, Quantity):
        asked = asked.as_range
    if found.figure is not None and isinstance(asked, Range) and not found.values:
        figure = words.amount(round(found.figure, 6))
        values = [words.md(f"measured.{asked.measure}", value=figure)]
    bounds = [
        words.md(f"measured.{key}", bound=words.amount(bound))
        for key in ("at_least", "above", "at_most", "below")
        if (bound := getattr(asked, key, None)) is not None
    ]
    return words.md(
        "measured.series",
        title=md(series.title),
        values=joined(values, words("measured.to")),
        unit=md(series.unit),
        bounds=joined(bounds, words("measured.and")),
    )
