"""The ledger: everything that was loaded, indexed by id, in an order that files do not decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from itertools import combinations

from verifier.dataclass import dataclass
from verifier.model.days import Days, next_day
from verifier.model.disputes import Dispute
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Forecast, Forecaster, Source, SourceFile
from verifier.model.outcomes import Asked, Coverage, Event, Question, Ruling, Series, Turned
from verifier.model.plausible import last_before_gap
from verifier.model.readings import CurationRule, SecondReading


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """One value of a series: its day, its value, and the day it became publicly known."""

    day: date
    known: date
    value: float


@dataclass(frozen=True)
class Ledger:
    """Forecasts and outcomes. `lines` tells file and line of each record by kind and id.

    A forecast that answers its question has in `files` what was asked, and in `answers` its words.
    """

    files: tuple[SourceFile, ...] = ()
    forecasters: Mapping[str, Forecaster] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    disputes: Mapping[str, Dispute] = field(default_factory=dict)
    turned: Mapping[str, Turned] = field(default_factory=dict)
    points: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    answers: Mapping[str, Forecast] = field(default_factory=dict)
    title: str | None = None
    about: str | None = None
    curation: tuple[CurationRule, ...] = ()
    second_reading: SecondReading | None = None
    lines: Mapping[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def with_files(self, files: tuple[SourceFile, ...], known: date) -> Ledger:
        """The ledger with other sources, which is still the ledger as of the day `known`."""
        other = replace(self, files=files)
        # As a cached property keeps what it has found.
        other.__dict__["default_as_of"] = known
        return other

    @cached_property
    def file_of(self) -> Mapping[str, SourceFile]:
        """Every source with its forecasts and look-alikes, by the source's id."""
        return {file.source.id: file for file in self.files}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source by id."""
        return {id: file.source for id, file in self.file_of.items()}

    @cached_property
    def forecasts(self) -> Mapping[str, Forecast]:
        """Every forecast by id."""
        return {forecast.id: forecast for file in self.files for forecast in file.forecasts}

    @cached_property
    def forecasts_of(self) -> Mapping[str, Sequence[str]]:
        """The ids of each forecaster's forecasts, in the order of forecasters."""
        found: dict[str, list[str]] = {}
        for forecast in self.forecasts.values():
            found.setdefault(forecast.forecaster, []).append(forecast.id)
        return dict(sorted(found.items()))

    @cached_property
    def source_of(self) -> Mapping[str, Source]:
        """The source of each forecast."""
        return {forecast.id: file.source for file in self.files for forecast in file.forecasts}

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """What the question of each forecast that has one asked on the day it was made."""
        # Most are never clarified: these ask the same on every day.
        always = {q.id: q.asked(None) for q in self.questions.values() if not q.clarifications}
        return {
            forecast.id: always.get(question.id) or question.asked(forecast.said.days.start)
            for forecast in self.forecasts.values()
            if (question := self.questions.get(forecast.question or "")) is not None
        }

    @cached_property
    def fates(self) -> Mapping[str, str]:
        """For questions that share their luck with others the first of these, by id.

        These are asked of the same event on days that overlap, so that one event may decide them,
        or are of one declared family. What came plays no part: by it who denies would lose once for
        all, and win on each.
        """
        leader: dict[str, str] = {}

        def first(id: str) -> str:
            while leader.get(id, id) != id:
                id = leader[id]
            return id

        asked: dict[str, list[Question]] = {}
        for question in self.questions.values():
            for key in question.fated:
                asked.setdefault(key, []).append(question)
        for alike in asked.values():
            for one, other in combinations(alike, 2):
                if one.shares_fate(other):
                    least, most = sorted((first(one.id), first(other.id)))
                    leader[most] = leader[least] = least
        return {id: first(id) for id in leader}

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

        The latest of the last ruling, appeal, clarification, correction, reply and reading of a
        panel, the latest evidence, the latest source, the latest day on which a value of a series
        became known or a record was withdrawn, and of the last day that coverage without dated
        evidence reaches. A few years beyond all others are mistyped: the year 2203 moves nothing.
        The program itself dates what `turned`.
        """
        known = [(last, id) for id, days in self._told() if (last := days.last) is not None]
        known += [(point.known, id) for id, points in self.points.items() for point in points]
        begun = [(event.began.days.last, event.id) for event in self.events.values()]
        end = last_before_gap([*known, *((day, id) for day, id in begun if day is not None)])
        plausible = [day for day, _ in known if end is None or day <= end]
        noticed = [each.date.days.order for each in self.turned.values()]
        return max([*plausible, *noticed], default=date.min)

    def _told(self) -> list[tuple[str, Days]]:
        """The days on which something became known, each with the id of the record that says so."""
        outcomes: list[Event | Coverage] = [*self.events.values(), *self.coverage.values()]
        told = [(source.id, source.published.days) for source in self.sources.values()]
        told += [(ruling.id, ruling.date.days) for ruling in self.rulings.values()]
        for dispute in self.disputes.values():
            told.append((dispute.id, dispute.raised.days))
            if dispute.decided is not None:
                told.append((dispute.id, dispute.decided.date.days))
        told += [(q.id, c.date.days) for q in self.questions.values() for c in q.clarifications]
        told += [(each.id, each.withdrawn.date.days) for each in outcomes if each.withdrawn]
        noted: list[Forecast | Event] = [*self.forecasts.values(), *self.events.values()]
        told += [(each.id, note.date.days) for each in noted for note in each.corrections]
        people: list[Forecast | Forecaster] = [*self.forecasts.values(), *self.forecasters.values()]
        told += [(each.id, each.response.date.days) for each in people if each.response]
        told += [(f.id, read.date.days) for f in self.forecasts.values() for read in f.panel]
        backed: list[Event | Coverage | Series] = [*outcomes, *self.series.values()]
        for each in backed:
            told += [(each.id, item.published.days) for item in each.evidence if item.published]
        for cover in self.coverage.values():
            if all(item.published is None for item in cover.evidence):
                told.append((cover.id, cover.during.days))
        return told
