"""The outcomes' side of the ledger: events, states, coverage, questions, series and rulings."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import chain, pairwise
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from verifier.model.days import Days
from verifier.model.edtf import Dated, Day, Past
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Correction, Forecast, WindowClaim
from verifier.model.proposition import (
    Answers,
    DoesNotOccur,
    Judged,
    Occurs,
    Placed,
    Proposition,
    placed,
)
from verifier.model.record import Flag, Id, LedgerPath, Number, OwnId, Record, Text, Whole, bounded


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

    id: OwnId
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
    formerly: tuple[OwnId, ...] = ()


class Covered(Record):
    """The kind of event, actor and place for which a record is complete; None is any."""

    kind: Id
    actor: Id | None = None
    place: Id | None = None


class Coverage(Record):
    """A curated statement that every event of a kind, place and time is in the record."""

    id: OwnId
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


class Clarification(Record):
    """A dated word on what a question asks. What it has, but `says`, takes the question's place.

    Forecasts made before are judged by what was asked before.
    """

    date: Day
    says: Text
    signed: Text | None = None
    title: Text | None = None
    event: Occurs | None = None
    opens: Dated | None = None
    horizon: Dated | None = None
    base_rate: BaseRate | None = None
    evidence: tuple[Evidence, ...] = ()


class Asked(NamedTuple):
    """What a question asked on some day, and since which clarification; None: since ever."""

    question: str
    since: date | None
    title: str
    event: Occurs | None
    opens: Dated | None
    horizon: Dated | None
    base_rate: BaseRate | None

    @property
    def period(self) -> Days | None:
        """From the opening to the horizon; None where one is not known."""
        opens = self.opens.days.start if self.opens else None
        until = self.horizon.days.until if self.horizon else None
        if opens is None or until is None or until <= opens:
            return None
        return Days(opens, until)

    @property
    def key(self) -> tuple[str, date | None]:
        """Which wording of which question it is."""
        return self[:2]

    def put_to(self, forecast: Forecast) -> Forecast:
        """The forecast with what is asked in the place of its answer; others as they are.

        Without words of time of its own it speaks of the question's period.
        """
        if not isinstance(forecast.expects, Answers):
            return forecast
        told, window = forecast.expects.answers, forecast.window
        if self.event is None:
            expects: Proposition = Judged(judged=f"{self.title} ({told})")
        elif told == "yes":
            expects = self.event
        else:
            facets = self.event.model_dump(exclude={"event"})
            expects = DoesNotOccur(no_event=self.event.event, **facets)
        if window is None and self.period is not None:
            days = Dated(f"{self.period.start}/{self.period.last}", self.period)
            window = WindowClaim(narrow=days, wide=days, reason=self.title)
        return forecast.model_copy(update={"expects": expects, "window": window})


class Question(Record):
    """What several forecasts are about: the unit of comparison and of resampling.

    `event` gives the orientation: what counts as "yes". `horizon` is the last day that it asks of.
    Questions of one `family` share their luck and count as one, as do those that ask of one event
    on days that overlap.
    """

    id: OwnId
    title: Text
    subject: Text | None = None
    event: Occurs | None = None
    opens: Dated | None = None
    horizon: Dated | None = None
    base_rate: BaseRate | None = None
    family: Id | None = None
    notes: Text | None = None
    clarifications: tuple[Clarification, ...] = ()

    @property
    def fated(self) -> Iterator[str]:
        """What questions have to have in common to share their luck."""
        if self.family is not None:
            yield f"family {self.family}"
        if self.event is not None:
            yield f"event {self.event.model_dump_json()}"

    def shares_fate(self, other: Self) -> bool:
        """Whether one family says so, or one event may decide both."""
        if self.family is not None and self.family == other.family:
            return True
        mine, theirs = self.asked(None).period, other.asked(None).period
        asked = self.event is not None and self.event == other.event
        return asked and mine is not None and theirs is not None and mine.overlaps(theirs)

    @model_validator(mode="after")
    def _one_a_day(self) -> Self:
        for (day, _), (other, _) in pairwise(self._dated):
            if day == other:
                raise ValueError(f"two clarifications of {day}: make them one, for the last counts")
        return self

    @model_validator(mode="after")
    def _stays_open(self) -> Self:
        for asked in self.wordings(date.max)[1:]:
            ends = asked.opens and asked.horizon and asked.horizon.days.until
            if ends and asked.period is None:
                raise ValueError(f"as clarified {asked.since}, it is over before it opens")
        return self

    def asked(self, day: date | None) -> Asked:
        """What it asked on a day; None is a day before all clarifications.

        A clarification counts from its day on, and from the last of several on which it may have
        been made: nobody is judged by words that may not have been there.
        """
        asked = Asked(
            self.id, None, self.title, self.event, self.opens, self.horizon, self.base_rate
        )
        for made, clarified in self._dated:
            if day is None or made > day:
                break
            changed = {key: getattr(clarified, key) for key in _CLARIFIED}
            told = {key: value for key, value in changed.items() if value is not None}
            asked = asked._replace(since=made, **told)
        return asked

    def on(self, day: date) -> Self:
        """The question as it stood on a day, with the clarifications until then."""
        if not self.clarifications:
            return self
        asked, known = self.asked(day), [each for made, each in self._dated if made <= day]
        changed = {key: getattr(asked, key) for key in _CLARIFIED}
        return self.model_copy(update={**changed, "clarifications": tuple(known)})

    @property
    def _dated(self) -> list[tuple[date, Clarification]]:
        """The clarifications that have a day, by it."""
        dated = [(each.date.days.last, each) for each in self.clarifications]
        return sorted(((day, c) for day, c in dated if day is not None), key=lambda pair: pair[0])

    def wordings(self, day: date) -> list[Asked]:
        """What it asked up to a day, from the first wording to the one in force."""
        days = [None, *(made for made, _ in self._dated if made <= day)]
        return [self.asked(each) for each in dict.fromkeys(days)]


_CLARIFIED = Asked._fields[2:]
"""What a clarification can change of what is asked: all but which question it is."""


def as_asked(forecast: Forecast, questions: Mapping[str, Question]) -> Forecast:
    """The forecast with what its question asked on the day, where that is what it answers."""
    question = questions.get(forecast.question or "")
    return question.asked(forecast.said.days.start).put_to(forecast) if question else forecast


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


_AGAINST = {"stance": "against"}


class Ruling(Record):
    """A signed decision on one forecast, with reasons. `truth` is the range of a `partly`.

    `option` is which of a `category` came, by its place counted from 1; 0 says that none did.
    `known` is when what came of it was as good as public, whichever way it is ruled.
    """

    id: OwnId
    forecast: Id
    date: Day
    known: Past | None = None
    signed: Text
    outcome: RuledOutcome
    truth: Annotated[tuple[Number, ...], Field(min_length=2, max_length=2)] | None = None
    option: Annotated[Whole, Field(ge=0)] | None = None
    reasons: Text
    arguments_for: tuple[Argument, ...] = ()
    arguments_against: tuple[Argument, ...] = ()
    dissent: tuple[Argument, ...] = ()
    events: tuple[Id, ...] = ()
    contradicts_rules: Text | None = None
    supersedes: Id | None = None

    @property
    def evidence(self) -> list[Evidence]:
        """What its arguments cite: for it, against it, and of those who would rule otherwise.

        What an argument against cites speaks against, unless it says which way it speaks.
        """
        against = [each.evidence for each in self.arguments_against if each.evidence is not None]
        cited = [each.evidence for each in self.arguments_for if each.evidence is not None]
        cited += [
            item if "stance" in item.model_fields_set else item.model_copy(update=_AGAINST)
            for item in against
        ]
        return cited + [each.evidence for each in self.dissent if each.evidence is not None]

    @model_validator(mode="after")
    def _grade_fits(self) -> Self:
        if (self.outcome == RuledOutcome.PARTLY) != (self.truth is not None):
            raise ValueError("`truth` goes with the outcome `partly`, and only with it")
        if self.truth is not None and not 0 <= self.truth[0] <= self.truth[1] <= 1:
            raise ValueError("`truth` is [low, high] within 0 and 1")
        decided = (RuledOutcome.CAME_TRUE, RuledOutcome.DID_NOT)
        if self.option is not None and self.outcome not in decided:
            raise ValueError("`option` goes with the outcomes `came_true` and `did_not`")
        return self


class Turned(Record):
    """That what pages said of a forecast became something else, and that no record said why.

    `verifier report` writes it, also of a forecast whose record is gone.
    """

    id: OwnId
    forecast: Id
    date: Day
    what: Text


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
    days that it `covers`: between two values the earlier one holds. `decided_by` is the actor who
    alone decides its values, as a central bank does its rate.
    """

    id: OwnId
    title: Text
    unit: Text
    file: LedgerPath
    step: Step | None = None
    kind: Literal["level", "change", "sum", "average"] = "level"
    covers: Dated | None = None
    decided_by: Id | None = None
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
    turned: tuple[Turned, ...] = ()


def propositions(record: Forecast | Question) -> Iterable[Placed]:
    """Every proposition of a record, those inside others too, and where it stands."""
    if isinstance(record, Forecast):
        expects = placed(record.expects, ("expects",))
        if record.given is None:
            return expects
        return chain(expects, placed(record.given.expects, ("given", "expects")))
    clarified = (
        (("clarifications", index, "event"), each.event)
        for index, each in enumerate(record.clarifications)
        if each.event is not None
    )
    event = () if record.event is None else ((("event",), record.event),)
    return chain(event, clarified)
