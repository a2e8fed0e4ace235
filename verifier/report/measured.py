"""What a series showed that a forecast spoke of, beside what the forecast asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.model.days import Days
from verifier.model.forecasts import Forecast
from verifier.model.ledger import Point
from verifier.model.proposition import Range, Reaches, parts
from verifier.model.verdict import Verdict
from verifier.report import format
from verifier.report.escape import md
from verifier.report.run import Run


def measured(run: Run, forecast: Forecast, verdict: Verdict) -> str:
    """Each series' value that decides in the widest reading of the window, and the bounds."""
    told = []
    for part in parts(forecast.expects):
        if isinstance(part, Range | Reaches):
            id = part.range if isinstance(part, Range) else part.reaches
            found = list(_values(run, part, id, verdict.wide.window))
            if found:
                series = run.ledger.series[id]
                values = run.words("measured.to").join(found)
                told.append(
                    run.words(
                        "measured.series",
                        title=md(series.title),
                        values=values,
                        unit=md(series.unit),
                        bounds=_bounds(run, part),
                    )
                )
    return "<br>".join(told)


def _values(run: Run, part: Range | Reaches, id: str, window: Days) -> Iterator[str]:
    points = run.known.series.get(id, ())
    if isinstance(part, Reaches):
        inside = [point for point in points if point.day in window]
        if inside:
            farthest = max if part.at_least is not None else min
            yield _value(run, farthest(inside, key=lambda point: point.value))
        return
    if part.measure == "change":
        yield from _level(run, points, Days(None, window.start and Days.one(window.start).until))
    yield from _level(run, points, Days(None, window.until))


def _level(run: Run, points: Sequence[Point], until: Days) -> Iterator[str]:
    """The last value in these days."""
    known = [point for point in points if point.day in until]
    if known and until.until is not None:
        yield _value(run, max(known))


def _value(run: Run, point: Point) -> str:
    day = format.day(point.day, run.words)
    return run.words("measured.value", value=format.amount(point.value), day=day)


def _bounds(run: Run, part: Range | Reaches) -> str:
    found = [
        run.words(f"measured.{key}", bound=format.amount(bound))
        for key, bound in (("at_least", part.at_least), ("at_most", part.at_most))
        if bound is not None
    ]
    return run.words("measured.and").join(found)
