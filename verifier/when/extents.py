"""What a period turns out to be: its sharp and its broad reading, and the point it bounds.

`verifier.when.locate` finds the extent of a period, with `verifier.when.named` (what has a name or
number of its own) and `verifier.when.derived` (what is made of something else).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.when import calendar
from verifier.when.calendar import bounds
from verifier.when.conventions import Convention, Length, TimeConventions
from verifier.when.phrases import Count, Number, Period
from verifier.when.roles import OF_THE_DAY, Unit


class Lean(StrEnum):
    """Which one of recurring times is meant: not yet over, not yet begun, or already begun."""

    AHEAD = "ahead"
    YET_TO_BEGIN = "yet_to_begin"
    BEHIND = "behind"


class Extent(NamedTuple):
    """The days of a period: `inner` sharp, `outer` broad; `edge` is the point meant as a bound."""

    inner: Days
    outer: Days
    unit: Unit
    edge: date | None = None
    boundary: bool = False
    exact: bool = True
    ending: Extent | None = None
    """The one before it, where that is over in its sharp reading only, and may be meant."""

    @classmethod
    def of(cls, days: Days, unit: Unit) -> Extent:
        """An extent whose two readings agree."""
        return cls(days, days, unit)

    @property
    def point(self) -> date | None:
        """The day at which "the end of" is, None of a stretch."""
        return self.edge if self.boundary else None

    @property
    def broad(self) -> Days:
        """The broad reading, with the one before it that may be meant."""
        return self.outer if self.ending is None else self.outer.hull(self.ending.outer)

    @property
    def opens(self) -> tuple[date, date]:
        """Its first day, broad and sharp."""
        return bounds(self.outer)[0], bounds(self.inner)[0]

    @property
    def closes(self) -> tuple[date, date]:
        """The first day past it, sharp and broad."""
        return bounds(self.inner)[1], bounds(self.outer)[1]


class Contradiction(ValueError):
    """The words name a day and say what it is not: "Sunday, July 4" of a year when it is Monday."""

    def __init__(self, extent: Extent, words: str) -> None:
        day = bounds(extent.outer)[0]
        super().__init__(f"{day.isoformat()} is a {day:%A}")
        self.extent, self.words = extent, words


@dataclass(slots=True)
class Notes:
    """The conventions applied so far, with the words they were applied to."""

    taken: dict[tuple[str, str], Convention] = field(default_factory=dict)

    def add(self, convention: Convention, words: str) -> None:
        """Note that `convention` decided about `words`."""
        self.taken[convention.id, words] = convention


@dataclass(slots=True)
class Choices:
    """How what may be meant in two ways is decided, by the question; `asked` are the questions.

    The overlap of two meanings, and the run from the one to the other, are what nobody means: where
    that matters the phrase is read once for each choice.
    """

    made: Mapping[str, int] = field(default_factory=dict)
    asked: dict[str, None] = field(default_factory=dict)

    def of(self, question: str) -> int | None:
        """0 for the first meaning, 1 for the other, None where both are left open."""
        self.asked[question] = None
        return self.made.get(question)


class View(NamedTuple):
    """What a period is seen from: the day of saying, the conventions, a year or month to try.

    `look` finds the days of a period inside the one being looked for: the trees are recursive.
    """

    day: date
    rules: TimeConventions
    notes: Notes
    look: Callable[[Period, View], Extent]
    choices: Choices
    lean: Lean = Lean.AHEAD
    year: int | None = None
    month: date | None = None

    @property
    def first_weekday(self) -> int:
        """The day on which weeks begin."""
        return self.rules.week.first_day

    def in_year(self, year: int) -> View:
        """The same, with a year to try."""
        return self._replace(year=year)

    def either(self, question: str, one: Extent, other: Extent) -> Extent:
        """The one meaning or the other, as is chosen; the one, broadly the other, where open."""
        chosen = self.choices.of(question)
        if chosen is None:
            return one._replace(outer=one.outer.hull(other.outer), exact=False)
        return (one, other)[chosen]

    def locate(self, period: Period) -> Extent:
        """The days of `period` from here."""
        return self.look(period, self)

    def note(self, convention: Convention, words: str) -> None:
        """Keep in the trail that `convention` decided about `words`."""
        self.notes.add(convention, words)


def one_day(day: date) -> Extent:
    """The extent of a single day."""
    return Extent.of(Days(day, day + timedelta(days=1)), Unit.DAY)


def from_each(base: Extent, counted: Callable[[Extent], Extent]) -> Extent:
    """What is counted from a day, or from each of two days that may be meant: next Friday."""
    if base.unit is not Unit.DAY or base.exact:
        return counted(base)
    start, until = bounds(base.outer)
    first, last = counted(one_day(start)), counted(one_day(until - timedelta(days=1)))
    likely = counted(base._replace(outer=base.inner))
    return likely._replace(outer=first.outer.hull(last.outer).hull(likely.outer), exact=False)


def from_month(start: date, months: int, unit: Unit) -> Extent:
    """The extent of so many months."""
    return Extent.of(Days(start, calendar.months_on(start, months)), unit)


def moved(day: date, length: Length, sign: int) -> date:
    """The day `length` after `day`, or before it."""
    return calendar.shifted(day, sign * length.count, length.unit)


def stepped(day: date, number: Number, unit: Unit, count: Count, sign: int) -> date:
    """The day `number` units after `day`, or before it, and what `count` counts besides."""
    day = calendar.shifted(day, sign * number, unit)
    for more, smaller in count.also:
        day = calendar.shifted(day, sign * more.high, smaller)
    return day


def touches_another_day(unit: Unit, count: Count) -> bool:
    """Whether hours are counted, so that one more day may be touched."""
    return unit in OF_THE_DAY or any(smaller in OF_THE_DAY for _, smaller in count.also)


def over_a_day(unit: Unit, count: Count) -> timedelta:
    """The day more that hours may reach which make no whole days: 36 hours from noon on."""
    counted = ((count.most, unit), *((more.high, smaller) for more, smaller in count.also))
    hours = sum(number for number, each in counted if each is Unit.HOUR)
    return timedelta(days=hours % calendar.PER_DAY[Unit.HOUR] != 0)


def reaching(days: Days, unit: Unit, count: Count, sign: int) -> Days:
    """Days with the one more that hours may reach, on the side to which they are counted."""
    start, until = bounds(days)
    more = over_a_day(unit, count)
    return Days(start, until + more) if sign > 0 else Days(start - more, until)


def note_count(count: Count, view: View) -> None:
    """Note the convention behind a vague number."""
    if count.rule is not None:
        view.note(view.rules.convention(count.rule), count.words)


def note_unit(unit: Unit, words: str, view: View) -> None:
    """Note the conventions that some units bring along."""
    if unit in OF_THE_DAY:
        view.note(view.rules.basics.hours, words)
    if unit is Unit.BUSINESS_DAY:
        view.note(view.rules.basics.business_days, words)
