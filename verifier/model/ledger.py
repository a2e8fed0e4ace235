"""The ledger: everything that was loaded, indexed by id, in an order that files do not decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from verifier.model.days import Days, next_day
from verifier.model.disputes import Dispute
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Forecast, Forecaster, Source, SourceFile
from verifier.model.outcomes import Asked, Coverage, Event, Question, Ruling, Series


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """One value of a series: its day, its value, and the day it became publicly known."""

    day: date
    known: date
    value: float


@dataclass(frozen=True)
class Ledger:
    """Forecasts and outcomes. `lines` tells file and line of each record by kind and id."""

    files: tuple[SourceFile, ...] = ()
    forecasters: Mapping[str, Forecaster] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    disputes: Mapping[str, Dispute] = field(default_factory=dict)
    points: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source by id."""
        return {file.source.id: file.source for file in self.files}

    @cached_property
    def forecasts(self) -> Mapping[str, Forecast]:
        """Every forecast by id."""
        return {forecast.id: forecast for file in self.files for forecast in file.forecasts}

    @cached_property
    def source_of(self) -> Mapping[str, Source]:
        """The source of each forecast."""
        return {forecast.id: file.source for file in self.files for forecast in file.forecasts}

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """What the question of each forecast that has one asked on the day it was made."""
        return {
            forecast.id: question.asked(forecast.said.days.start)
            for forecast in self.forecasts.values()
            if (question := self.questions.get(forecast.question or "")) is not None
        }

    def said(self, forecast: str) -> tuple[date, str]:
        """The key by which statements come one after the other: the first day, then the id."""
        return self.forecasts[forecast].said.days.order, forecast

    @cached_property
    def restatements(self) -> Mapping[str, tuple[Forecast, ...]]:
        """For each forecast the ones that restate it, by the day they were said."""
        found: dict[str, list[Forecast]] = {}
        for forecast in self.forecasts.values():
            if forecast.restates:
                found.setdefault(forecast.restates, []).append(forecast)
        return {
            first: tuple(sorted(again, key=lambda f: self.said(f.id)))
            for first, again in found.items()
        }

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence of the outcomes."""
        lists = [event.evidence for event in self.events.values()]
        lists += [coverage.evidence for coverage in self.coverage.values()]
        lists += [series.evidence for series in self.series.values()]
        return tuple(item for evidence in lists for item in evidence)

    def reach_of(self, evidence: Iterable[Evidence]) -> Days | None:
        """The days of which published evidence can tell: up to the last on which some was.

        What is undated counts from the default day on, and tells of the days up to it.
        """
        told = [e.published.days.last if e.published else self.default_as_of for e in evidence]
        last = max((day for day in told if day is not None), default=None)
        return None if last is None else Days(None, next_day(last))

    @cached_property
    def default_as_of(self) -> date:
        """The last day of which the ledger knows something: never the wall clock.

        The latest of the last ruling, appeal and clarification, the latest evidence, the latest
        source, the latest day on which a value of a series became known or a record was withdrawn,
        and of the last day that coverage without dated evidence reaches.
        """
        known = [
            c.during.days.last
            for c in self.coverage.values()
            if all(item.published is None for item in c.evidence)
        ]
        known += [r.date.days.last for r in self.rulings.values()]
        for dispute in self.disputes.values():
            known.append(dispute.raised.days.last)
            if dispute.decided is not None:
                known.append(dispute.decided.date.days.last)
        known += [c.date.days.last for q in self.questions.values() for c in q.clarifications]
        withdrawn = [event.withdrawn for event in self.events.values()]
        withdrawn += [coverage.withdrawn for coverage in self.coverage.values()]
        known += [note.date.days.last for note in withdrawn if note is not None]
        known += [e.published.days.last for e in self.evidence if e.published]
        known += [s.published.days.last for s in self.sources.values()]
        known += [point.known for points in self.points.values() for point in points]
        return max((day for day in known if day is not None), default=date.min)
