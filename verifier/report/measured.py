"""What a series showed that a forecast spoke of, beside what the forecast asked of it."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model.days import Days
from verifier.model.ledger import Point
from verifier.model.outcomes import Series
from verifier.model.proposition import OfSeries, Quantity, Range, Reaches, Stays
from verifier.model.verdict import Measured, Verdict
from verifier.report import format
from verifier.report.escape import Markdown, md
from verifier.report.markdown import breaks, joined
from verifier.report.run import Run
from verifier.report.words import Words
from verifier.resolve.series import period_of


def measured(run: Run, verdict: Verdict) -> Markdown:
    """Each series' value that decides in the widest reading of the window, and the bounds."""
    return breaks(measures(run, verdict))


def measures(run: Run, verdict: Verdict) -> list[Markdown]:
    """The same, one by one."""
    return [
        run.words.listed((shown, _asked(found.asked, run.words)), "semicolon")
        for found, shown in zip(verdict.measured, values(run, verdict), strict=True)
    ]


def values(run: Run, verdict: Verdict) -> list[Markdown]:
    """What each series showed, without what was asked of it."""
    return [_series(run, found, verdict.wide.window) for found in verdict.measured]


def _series(run: Run, found: Measured, window: Days) -> Markdown:
    words, asked = run.words, found.asked
    series = run.ledger.series[asked.series]
    days = {point.day for point in run.ledger.points[asked.series] if point.day in window}
    marks = _ends(asked, found.values) if len(days) > 1 else [""] * len(found.values)
    values = [
        words.md(f"measured.{mark}", value=told) if mark else told
        for point, mark in zip(found.values, marks, strict=True)
        for told in (_value(point, series, words),)
    ]
    if isinstance(asked, Quantity):
        asked = asked.as_range
    if found.figure is not None and isinstance(asked, Range) and not found.values:
        # Beside a bound every decimal can decide.
        figure = words.plain(found.figure, 2 if isinstance(found.asked, Quantity) else 6)
        values = [words.md(f"measured.{asked.measure}", value=figure)]
    return words.md(
        "measured.series",
        title=md(series.title),
        values=joined(values, words("measured.and" if any(marks) else "measured.to")),
        unit=md(series.unit),
    )


def _ends(asked: OfSeries, values: Sequence[Point]) -> list[str]:
    """Which values are picked as the lowest or highest of the window, and which decide as such."""
    if isinstance(asked, Reaches):
        return ["highest" if asked.from_below else "lowest"] * len(values)
    held = isinstance(asked, Stays) and all(asked.keeps(point.value) for point in values)
    return ["lowest", "highest"] if held and len(values) == 2 else [""] * len(values)


def _value(point: Point, series: Series, words: Words) -> Markdown:
    """A value with its day or, where it is of a period, with that."""
    value = words.amount(point.value)
    if series.kind == "level" or series.step is None:
        return words.md("measured.value", value=value, day=format.day(point.day, words))
    last = period_of(point.day, series.step).last or point.day
    step = words.md(f"measured.step.{series.step}")
    return words.md("measured.period", value=value, step=step, day=format.day(last, words))


def _asked(asked: OfSeries, words: Words) -> Markdown:
    """What the forecast said of the series and what counts as met, where that is not the same.

    Of an interval it is, and of a number without a margin, which is met by what rounds to it.
    """
    if not isinstance(asked, Quantity):
        return words.md("measured.met", bounds=_bounds(asked, words))
    met = _bounds(asked.as_range, words)
    if asked.says is None or asked.within is None:
        said = met if asked.says is None else words.amount(asked.says)
        return words.md("measured.said", said=said)
    within = words.amount(asked.within)
    said = words.md("measured.within", said=words.amount(asked.says), within=within)
    parts = (words.md("measured.said", said=said), words.md("measured.met", bounds=met))
    return words.listed(parts, "semicolon")


def _bounds(asked: OfSeries, words: Words) -> Markdown:
    """From where to where, one value or one bound."""
    bounds = {
        key: words.amount(bound)
        for key in ("at_least", "above", "at_most", "below")
        if (bound := getattr(asked, key, None)) is not None
    }
    if list(bounds) == ["at_least", "at_most"]:
        if bounds["at_least"] == bounds["at_most"]:
            return bounds["at_least"]
        return words.md("measured.from_to", low=bounds["at_least"], high=bounds["at_most"])
    told = (words.md(f"measured.{key}", bound=bound) for key, bound in bounds.items())
    return joined(told, words("measured.and"))
