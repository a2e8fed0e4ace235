"""The outcomes' side of the ledger: events, states, coverage, questions, series and rulings."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from verifier.model.edtf import Dated, Day, Past
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Correction
from verifier.model.proposition import Occurs
from verifier.model.record import Flag, Id, LedgerPath, Number, Record, Text, Whole, bounded


class Magnitude(Record):
    """A measured or estimated size of an event, as a range where sources differ."""

    name: Id
    at_least: Number | None = None
    at_most: Number | None = None
    unit: Text
    as_of: Day | None = None
    source: Text | None = None
    kind: Literal["estimate", "derived", "official-claim", "belligerent-claim", "measurement"]

    _bounds = model_validator(mode="after")(bounded)


class Event(Record):
    """Something that happened, or a state that held.

    `began` and `ended` are days, or intervals within which the day lies. `known` is when it became
    publicly known. `kinds` are terms of the vocabulary; `disputed_kinds` those that cited sources
    disagree on. `new: disputed` likewise. From the day on which it is `withdrawn` it no longer
    counts.
    """

    id: Id
    title: Text
    kinds: Annotated[tuple[Id, ...], Field(min_length=1)]
    disputed_kinds: tuple[Id, ...] = ()
    actors: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    began: Past
    ended: Dated | None = None
    known: Past
    new: Literal["yes", "no", "disputed"] | None = None
    magnitudes: tuple[Magnitude, ...] = ()
    summary: Text
    uncertainty: Text | None = None
    limits: Text | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    corrections: tuple[Correction, ...] = ()
    withdrawn: Correction | None = None
    formerly: tuple[Id, ...] = ()


class Covered(Record):
    """The kind of event, actor and place for which a record is complete; None is any."""

    kind: Id
    actor: Id | None = None
    place: Id | None = None


class Coverage(Record):
    """A curated statement that every event of a kind, place and time is in the record."""

    id: Id
    of: Annotated[tuple[Covered, ...], Field(min_length=1)]
    during: Dated
    complete: Flag = True
    limits: Text | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    withdrawn: Correction | None = None


class BaseRate(Record):
    """A declared reference probability, with the population it comes from.

    It holds for a window of so many `days`, or else for the period of its question.
    """

    probability: Annotated[Number, Field(ge=0, le=1)]
    days: Annotated[Whole | None, Field(ge=1)] = None
    population: Text
    citation: Text


class Question(Record):
    """What several forecasts are about: the unit of comparison and of resampling.

    `event` gives the orientation: what counts as "yes". `horizon` is the cut-off of timeliness.
    """

    id: Id
    title: Text
    subject: Text | None = None
    event: Occurs | None = None
    opens: Dated | None = None
    horizon: Dated | None = None
    base_rate: BaseRate | None = None
    notes: Text | None = None


class RuledOutcome(StrEnum):
    """What a ruling can decide."""

    CAME_TRUE = "came_true"
    DID_NOT = "did_not"
    PARTLY = "partly"
    DISPUTED = "disputed"
    UNDECIDED = "undecided"
    VOID = "void"


class Argument(Record):
    """A published reading, for or against, with the words summarised and where it was published."""

    by: Text
    says: Text
    evidence: Evidence | None = None


class Ruling(Record):
    """A signed decision on one forecast, with reasons. `truth` is the range of a `partly`."""

    id: Id
    forecast: Id
    date: Day
    signed: Text
    outcome: RuledOutcome
    truth: Annotated[tuple[Number, ...], Field(min_length=2, max_length=2)] | None = None
    reasons: Text
    arguments_for: tuple[Argument, ...] = ()
    arguments_against: tuple[Argument, ...] = ()
    dissent: tuple[Argument, ...] = ()
    events: tuple[Id, ...] = ()
    contradicts_rules: Text | None = None
    supersedes: Id | None = None

    @model_validator(mode="after")
    def _grade_fits(self) -> Self:
        if (self.outcome == RuledOutcome.PARTLY) != (self.truth is not None):
            raise ValueError("`truth` goes with the outcome `partly`, and only with it")
        if self.truth is not None and not 0 <= self.truth[0] <= self.truth[1] <= 1:
            raise ValueError("`truth` is [low, high] within 0 and 1")
        return self


class Step(StrEnum):
    """How often a series has a value: one in each period, or whenever it changes."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    IRREGULAR = "irregular"


class Series(Record):
    """A quantity by day, in a CSV or JSON file of `outcomes/`: `day`, `value`, perhaps `known`.

    `step` says how often there is a value, without which a missing one cannot be told from one
    that never was. `kind` says what a value is: the level at its day, or the change, sum or average
    of the period of its step that the day lies in. An `irregular` series has every change of the
    days that it `covers`: between two values the earlier one holds.
    """

    id: Id
    title: Text
    unit: Text
    file: LedgerPath
    step: Step | None = None
    kind: Literal["level", "change", "sum", "average"] = "level"
    covers: Dated | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _step_fits(self) -> Self:
        if (self.covers is not None) != (self.step == Step.IRREGULAR):
            raise ValueError("`covers` goes with `step: irregular`, and only with it")
        if self.step in (None, Step.IRREGULAR) and self.kind != "level":
            raise ValueError("a change, sum or average is of the period of a regular `step`")
        return self


class OutcomeFile(Record):
    """One file of `outcomes/`."""

    events: tuple[Event, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    questions: tuple[Question, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    series: tuple[Series, ...] = ()
