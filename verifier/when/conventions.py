"""The conventions by which vague time is read: the typed form of `rules/time.yaml`.

Every scalar may come as text. Words of the language are data too, by the role that they play in the
grammar (see `verifier.when.grammar`), so that another language is another file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from verifier.dataclass import dataclass
from verifier.model.forecasts import Operator
from verifier.model.record import Flag, OwnId, Record, Text, Whole
from verifier.when.roles import Part, Unit, misfit
from verifier.when.tokens import Lexicon


class Edge(StrEnum):
    """The end of a named period that decides."""

    OPENS = "opens"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Length:
    """A number of units."""

    count: Fraction | int
    unit: Unit


def _length(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value == "open":
        return None
    count, _, unit = value.partition(" ")
    number = Fraction(count)
    whole = number.denominator == 1
    return Length(int(number) if whole else number, Unit(unit.removesuffix("s")))


def _bound(value: object) -> object:
    return None if value == "end" else value


_Length = Annotated[Length, BeforeValidator(_length)]
_Reach = Annotated[Length | None, BeforeValidator(_length)]
_Bound = Annotated[Fraction | None, BeforeValidator(_bound)]
MonthDay = Annotated[
    tuple[int, int],
    BeforeValidator(lambda value: tuple(value.split("-")) if isinstance(value, str) else value),
]


class Convention(Record):
    """A choice, and why it was made: a reason, a source, or both."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: OwnId
    reason: str = ""
    source: str = ""
    examples: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _justified(self) -> Self:
        if not (self.reason or self.source):
            raise ValueError(f"the convention `{self.id}` gives neither reason nor source")
        return self


class WeekRule(Convention):
    """The day on which weeks begin, Monday being 1; a week belongs where most of its days lie."""

    first_day: Annotated[Whole, Field(ge=1, le=7)]


class ShortYearRule(Convention):
    """How many years ahead a year or decade of two digits may lie."""

    ahead: Annotated[Whole, Field(ge=0, le=99)]


class NumericDateRule(Convention):
    """How 1/2/2016 is read; with `both` the other order is the wide reading."""

    order: Literal["month-first", "day-first"]
    both: Flag = False


class EdgeRule(Convention):
    """Which edge of a named day or longer period an operator looks at."""

    operator: Literal["by", "before", "until", "through", "after", "since"]
    day: Edge
    narrow: Edge
    wide: Edge


class PartRule(Convention):
    """Where a part of a period lies, counted in days, months or shares from its beginning.

    `inner` is the sharp reading, `outer` the broad one, `edge` the point meant where the part
    bounds something; `boundary` says that the part names such a point ("the end of"), no stretch.
    """

    part: Part
    of: tuple[Unit, ...]
    step: Literal["day", "month", "share"]
    inner: tuple[_Bound, _Bound]
    outer: tuple[_Bound, _Bound]
    edge: _Bound
    boundary: Flag = False


class ToleranceRule(Convention):
    """How far "around" reaches on either side, by what it is said of."""

    of: tuple[Unit, ...]
    narrow: _Length
    wide: _Length


class PhraseRule(Convention):
    """A convention about certain phrases."""

    phrases: tuple[Text, ...]


class CountRule(PhraseRule):
    """What a vague number stands for: from and to, sharp and broad."""

    narrow: tuple[Whole, Whole]
    wide: tuple[Whole, Whole]


class CountedRule(Convention):
    """How "in N units" is read: in which units one exact count names a day, and what is rounded."""

    exact: tuple[Unit, ...]
    rounding: Mapping[Unit, _Length]


class RollingRule(Convention):
    """Which units of "the next N units" are calendar periods; the others roll on from tomorrow."""

    calendar: tuple[Unit, ...]


class ComingRule(Convention):
    """How long "the coming units" are, where nobody says how many."""

    unit: Unit
    narrow: _Length
    wide: _Length


class HorizonRule(PhraseRule):
    """Words without a defensible constant, and the interval of horizons declared for them.

    `beside` are words that mean it only before "before" or "after" a time: "just after Easter".
    """

    beside: tuple[Text, ...] = ()
    operator: Operator
    narrow: tuple[_Length, _Reach]
    wide: tuple[_Length, _Reach]


class SeasonRule(PhraseRule):
    """A season by first and last day of month, sharp and broad."""

    narrow: tuple[MonthDay, MonthDay]
    wide: tuple[MonthDay, MonthDay]


class HolidayRule(PhraseRule):
    """A day of every year: fixed, the nth weekday of a month (last: -1), or counted from Easter.

    `plus` moves the day thus found, `days` is how long the holiday lasts, and `unsure` how many
    days earlier or later some keep it. Easter is that of the Western churches, or `orthodox`. A
    month may be that of another `calendar`, and `dates` lists what no rule gives.
    """

    calendar: Literal["gregorian", "islamic", "hebrew"] = "gregorian"
    dates: tuple[date, ...] = ()
    unsure: Annotated[Whole, Field(ge=0, le=9)] = 0
    month: Annotated[Whole, Field(ge=1, le=13)] | None = None
    day: Annotated[Whole, Field(ge=1, le=31)] | None = None
    weekday: Annotated[Whole, Field(ge=1, le=7)] | None = None
    nth: Whole | None = None
    easter: Whole | None = None
    orthodox: Flag = False
    plus: Whole = 0
    days: Annotated[Whole, Field(ge=1)] = 1

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        given = (self.month, self.day, self.weekday, self.nth, self.easter)
        shape = tuple(value is not None for value in given)
        shapes = {
            (True, True, False, False, False),
            (True, False, True, True, False),
            (False, False, False, False, True),
        }
        if any(shape) if self.dates else shape not in shapes:
            raise ValueError(
                f"`{self.id}`: give month and day, month, weekday and nth, easter, or dates"
            )
        if self.calendar != "gregorian" and self.day is None:
            raise ValueError(
                f"`{self.id}`: a day of the {self.calendar} calendar has month and day"
            )
        if self.calendar != "hebrew" and (self.month or 0) > 12:
            raise ValueError(f"`{self.id}`: there is no month {self.month}")
        return self

    @property
    def every_year(self) -> bool:
        """Whether it is once in each year: no list ends, and no other calendar drifts."""
        return not self.dates and self.calendar == "gregorian"


class FiscalYearRule(PhraseRule):
    """Whose fiscal year begins when, and whether it is called after the year it ends in."""

    begins: MonthDay
    named_after: Literal["start", "end"]


class OccasionRule(PhraseRule):
    """Something that happened or is fixed for certain days, by name.

    `commemorated` are names that serve for anniversaries only: "the war" is no day, and "after the
    war" is not after its first.
    """

    commemorated: tuple[Text, ...] = ()
    first: date
    last: date | None = None


class Basics(Record):
    """Choices that have no value beside the choice itself."""

    calendar: Convention
    forward: Convention
    ending: Convention
    backward: Convention
    within: Convention
    lasting: Convention
    offset: Convention
    ranges: Convention
    open_start: Convention
    majority_week: Convention
    rest: Convention
    hours: Convention
    business_days: Convention
    weekday_of_week: Convention
    on_its_day: Convention
    next_of_year: Convention
    new_year: Convention
    hundreds: Convention
    lists: Convention
    clock: Convention


Rule = TypeVar("Rule", bound=Convention)


class TimeConventions(Record):
    """All that the reader of time phrases takes as given."""

    version: Whole
    language: Text
    basics: Basics
    week: WeekRule
    short_years: ShortYearRule
    numeric_dates: NumericDateRule
    edges: tuple[EdgeRule, ...]
    parts: tuple[PartRule, ...]
    around: tuple[ToleranceRule, ...]
    counts: tuple[CountRule, ...]
    counted: CountedRule
    rolling: RollingRule
    coming: tuple[ComingRule, ...]
    horizons: tuple[HorizonRule, ...]
    seasons: tuple[SeasonRule, ...]
    holidays: tuple[HolidayRule, ...]
    fiscal_years: tuple[FiscalYearRule, ...] = ()
    occasions: tuple[OccasionRule, ...]
    words: Mapping[str, Mapping[str, tuple[Text, ...]]]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        seen: set[str] = set()
        for convention in self.conventions():
            if convention.id in seen:
                raise ValueError(f"two conventions are called `{convention.id}`")
            seen.add(convention.id)
        return self

    @model_validator(mode="after")
    def _words_play_known_roles(self) -> Self:
        for role, meanings in self.words.items():
            for value in meanings:
                problem = misfit(role, value)
                if problem:
                    raise ValueError(problem)
        return self

    @model_validator(mode="after")
    def _every_operator_has_its_edge(self) -> Self:
        missing = {"by", "before", "until", "through", "after", "since"} - {
            e.operator for e in self.edges
        }
        if missing:
            raise ValueError(f"no edge is declared for {', '.join(sorted(missing))}")
        return self

    def edge(self, operator: str) -> EdgeRule:
        """Which edge `operator` looks at."""
        return self._edges[operator]

    def tolerance(self, unit: Unit) -> ToleranceRule:
        """How far "around" reaches, said of `unit`; ValueError where no rule says."""
        if unit not in self._tolerances:
            raise ValueError(f"no tolerance is declared for {unit}")
        return self._tolerances[unit]

    def part(self, part: Part, unit: Unit) -> PartRule | None:
        """Where that part of a unit lies, None where no rule says."""
        return self._parts.get((part, unit))

    def conventions(self) -> Iterator[Convention]:
        """Every convention, in the order of the file."""
        yield from (getattr(self.basics, name) for name in Basics.model_fields)
        yield from (self.week, self.short_years, self.numeric_dates)
        yield from (*self.edges, *self.parts, *self.around)
        yield from (*self.counts, self.counted, self.rolling, *self.coming, *self.horizons)
        yield from (*self.seasons, *self.holidays, *self.fiscal_years, *self.occasions)

    def convention(self, name: str) -> Convention:
        """The convention called `name`."""
        return self._by_id[name]

    def named(self, kind: type[Rule], name: str) -> Rule:
        """The convention called `name`, which is of that kind; KeyError where it is none."""
        rule = self._by_id[name]
        if not isinstance(rule, kind):
            raise KeyError(name)
        return rule

    def phrases(self) -> tuple[str, ...]:
        """The phrases that stand in the file: what a reader may be offered as "did you mean"."""
        named = (*self.horizons, *self.seasons, *self.holidays, *self.occasions)
        return tuple(
            dict.fromkeys(
                [phrase for rule in named for phrase in rule.phrases]
                + [example for rule in self.conventions() for example in rule.examples]
            )
        )

    @cached_property
    def some_years(self) -> frozenset[str]:
        """The holidays that a year may be without."""
        return frozenset(rule.id for rule in self.holidays if not rule.every_year)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every expression with its roles in the grammar."""
        return Lexicon(self._entries())

    @cached_property
    def _edges(self) -> dict[str, EdgeRule]:
        return {rule.operator: rule for rule in reversed(self.edges)}

    @cached_property
    def _tolerances(self) -> dict[Unit, ToleranceRule]:
        return {unit: rule for rule in reversed(self.around) for unit in rule.of}

    @cached_property
    def _parts(self) -> dict[tuple[Part, Unit], PartRule]:
        return {(rule.part, unit): rule for rule in reversed(self.parts) for unit in rule.of}

    @cached_property
    def _by_id(self) -> dict[str, Convention]:
        return {convention.id: convention for convention in self.conventions()}

    def _entries(self) -> Iterator[tuple[str, str, str]]:
        for role, meanings in self.words.items():
            for value, phrases in meanings.items():
                for phrase in phrases:
                    yield phrase, role, value
        named: tuple[tuple[str, tuple[PhraseRule, ...]], ...] = (
            ("count", self.counts),
            ("horizon", self.horizons),
            ("season", self.seasons),
            ("holiday", self.holidays),
            ("fiscal", self.fiscal_years),
            ("occasion", self.occasions),
        )
        for role, rules in named:
            for rule in rules:
                yield from ((phrase, role, rule.id) for phrase in rule.phrases)
        for yearly in (*self.seasons, *self.holidays):
            # Two summers from now, three Christmases ago.
            single = filter(str.isalpha, yearly.phrases)
            plurals = (name + ("es" if name.endswith("s") else "s") for name in single)
            yield from ((plural, "yearlies", yearly.id) for plural in plurals)
        for horizon in self.horizons:
            beside = (*horizon.phrases, *horizon.beside)
            yield from ((phrase, "closely", horizon.id) for phrase in beside)
        for occasion in self.occasions:
            names = (*occasion.phrases, *occasion.commemorated)
            yield from ((phrase, "commemorated", occasion.id) for phrase in names)
