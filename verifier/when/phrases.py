"""What the grammar makes of words: frozen trees, not yet related to any day.

Each node keeps the words it was read from, so that a trail can quote them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from operator import add
from typing import NamedTuple

from verifier.dataclass import dataclass
from verifier.when.roles import Lead, Part, Shift, Unit

Number = Fraction | int
"""A number of units; whole ones, which most are, are a lot quicker than fractions."""
Join = Callable[[Number, Number], Number]


class Count(NamedTuple):
    """From `low` to `high` in the sharp reading, from `least` to `most` in the broad one."""

    low: Number
    high: Number
    least: Number
    most: Number
    rule: str | None = None
    words: str = ""
    also: tuple[tuple[Count, Unit], ...] = ()
    """What is counted in smaller units besides: the 3 days of "2 weeks and 3 days"."""

    @classmethod
    def exactly(cls, number: Number) -> Count:
        """A count without vagueness."""
        return cls(number, number, number, number)

    @classmethod
    def between(cls, low: Number, high: Number) -> Count:
        """A count that may be anything from `low` to `high`."""
        low, high = sorted((low, high))
        return cls(low, high, low, high)

    def hull(self, other: Count) -> Count:
        """The count that may be either."""
        return self._with(other, min, max)

    def plus(self, other: Count) -> Count:
        """The count of both together."""
        return self._with(other, add, add)

    def _with(self, other: Count, lower: Join, upper: Join) -> Count:
        return Count(
            lower(self.low, other.low),
            upper(self.high, other.high),
            lower(self.least, other.least),
            upper(self.most, other.most),
            self.rule or other.rule,
            self.words or other.words,
            self.also or other.also,
        )

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.least == self.most and all(count.exact for count, _ in self.also)


@dataclass(frozen=True, slots=True)
class Node:
    """What the grammar makes of words, with the words."""

    words: str


class Period(Node):
    """What can stand after "in", "by" or "since": days, as soon as it is known when it was said."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class FixedDay(Period):
    """A day with its year; `rule` is the convention by which its numbers were told apart.

    `other` is the day that it is to those who write the numbers the other way round.
    """

    day: date
    rule: str | None = None
    other: FixedDay | DayOfMonth | None = None


@dataclass(frozen=True, slots=True)
class DayFromNow(Period):
    """Today, tomorrow, the day before yesterday; "now" is today as the end of a range."""

    offset: int


@dataclass(frozen=True, slots=True)
class CalendarUnit(Period):
    """This week, next month, the week after next; `bare` where nothing says which: "mid-year"."""

    unit: Unit
    shift: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class NewYear(Period):
    """The new year, of which something is early or late: the one ahead, or just begun."""


@dataclass(frozen=True, slots=True)
class Year(Period):
    """A year by number."""

    number: int


@dataclass(frozen=True, slots=True)
class Years(Period):
    """A decade or century; a decade of two digits leaves the century open."""

    unit: Unit
    first: int


@dataclass(frozen=True, slots=True)
class Month(Period):
    """A month by name."""

    month: int
    year: Period | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth(Period):
    """A day by its number, of a month or of the next month that has it."""

    day: int
    month: Period | None
    other: FixedDay | DayOfMonth | None = None


@dataclass(frozen=True, slots=True)
class Clock(Period):
    """A time of day without its day: today, or tomorrow where it is over."""


@dataclass(frozen=True, slots=True)
class Either(Period):
    """Words with two readings: `likely` and what some mean by them."""

    likely: Period
    other: Period
    rule: str


@dataclass(frozen=True, slots=True)
class Listed(Period):
    """Several times of one kind: "March and April", "23, 24 and 25 February"."""

    parts: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class OnWeekday(Period):
    """A day with the name that the words give it, which it must have."""

    weekday: int
    day: FixedDay | DayOfMonth


@dataclass(frozen=True, slots=True)
class DayNamed(Period):
    """Tomorrow, 18 November: the day that is so far from now, which must be the one named."""

    offset: int
    day: FixedDay | DayOfMonth | OnWeekday | Weekday


@dataclass(frozen=True, slots=True)
class WeekdayBeside(Period):
    """The Saturday after next, a week on Friday: `count` such days after the coming one."""

    weekday: int
    count: int
    open: bool = False
    on: bool = False
    """Whether it is counted from the day of that name, today where it is one: "Friday week"."""


@dataclass(frozen=True, slots=True)
class WeekdayFrom(Period):
    """The Monday after Easter, the third Friday before it: `count` such days on or back."""

    weekday: int
    count: int
    sign: int
    of: Period


@dataclass(frozen=True, slots=True)
class Shortly(Period):
    """Soon after, or shortly before, a time (`sign` 1 or -1)."""

    of: Period
    sign: int
    rule: str


@dataclass(frozen=True, slots=True)
class FiscalYear(Period):
    """A fiscal year by the id of its convention and the number that it goes by."""

    rule: str
    number: int


@dataclass(frozen=True, slots=True)
class Weekday(Period):
    """A day by its name, in a week, or by next, last, this."""

    weekday: int
    shift: Shift | None = None
    within: Period | None = None


@dataclass(frozen=True, slots=True)
class Yearly(Period):
    """A season or holiday, by the id of its convention."""

    rule: str
    year: Period | None = None
    shift: Shift | None = None
    away: int = 1
    """Which of those that come it is: two summers from now, the summer after next."""


@dataclass(frozen=True, slots=True)
class Anniversary(Period):
    """The first anniversary of an occasion; without a number, the next one."""

    rule: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Occasion(Period):
    """An occasion by the id of its convention."""

    rule: str


@dataclass(frozen=True, slots=True)
class Nth(Period):
    """The third week of, the last Friday in, Q3: counted from the end where `nth` is negative."""

    nth: int
    unit: Unit
    of: Period | None
    count: int = 1
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Run(Period):
    """The first (`side` 1) or last (-1) weeks of a period, few or as many as nobody says."""

    side: int
    unit: Unit
    of: Period
    count: Count | None


@dataclass(frozen=True, slots=True)
class PartOf(Period):
    """Early, mid, late, the end of a period."""

    part: Part
    of: Period


@dataclass(frozen=True, slots=True)
class Remaining(Period):
    """The rest of a period, what is later or earlier in it, the year to date."""

    which: str
    of: Period


@dataclass(frozen=True, slots=True)
class Beside(Period):
    """The week of April 10th; the week, or the two weeks, before or after a day (`side` -1 or 1).

    With `bound` the day itself is the unit's last or first: "the week ending 12 July".
    """

    unit: Unit
    of: Period
    side: int = 0
    bound: bool = False
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Offset(Period):
    """Two weeks from now, three days before Christmas."""

    count: Count
    unit: Unit
    sign: int
    base: Period | None


@dataclass(frozen=True, slots=True)
class Rolling(Period):
    """The next six months, the past three years."""

    count: Count
    unit: Unit
    sign: int


@dataclass(frozen=True, slots=True)
class UnitAhead(Period):
    """The next month, in "over the next month": a month from now, or the calendar month."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Coming(Period):
    """The coming weeks, the days before Christmas (`of`): nobody says how many."""

    unit: Unit
    sign: int
    of: Period | None = None


@dataclass(frozen=True, slots=True)
class Counted(Node):
    """A bare number of units, up to another of another unit: "a week to ten days"."""

    count: Count
    unit: Unit
    to: Counted | None = None


@dataclass(frozen=True, slots=True)
class Lasting(Period):
    """A number of units that begin with a day."""

    count: Count
    unit: Unit
    base: Period | None


@dataclass(frozen=True, slots=True)
class Between(Period):
    """A range with both its ends; `joined` where "or" or "mid to late" make one time of two."""

    start: Period
    end: Period
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Horizon(Node):
    """Soon, imminent, at some stage: the id of its convention."""

    rule: str


Target = Period | Counted | Horizon


def likeliest(period: Period) -> Period:
    """The period, by its likely reading where it has two."""
    return period.likely if isinstance(period, Either) else period


class Phrase(NamedTuple):
    """A time phrase: how it relates, to what, and in what sense only approximately.

    `first` and `last` are its tokens, the last excluded.
    """

    words: str
    lead: Lead | None
    target: Target
    approximate: Lead | None
    first: int
    last: int
    give: tuple[Count, Unit] | None = None
    """How far either side, where the words say: "plus or minus two days"."""
    inclusive: bool = False
    """Whether a deadline falls with the end of its time: "through March"."""
    soonest: bool = False
    """Whether it is only the soonest that it may be: "as early as March"."""
    clocked: bool = False
    """Whether a time of day was said."""
    opening: bool = False
    """Whether the time of day was 00:00, with which its day begins."""


def left_open(period: Node | None) -> Unit | None:
    """What the words leave to be chosen: which year, month or week; None where it is all said."""
    match period:
        case Month(year=None, shift=None) | Yearly(year=None, shift=None) | Nth(of=None):
            return Unit.YEAR
        case DayOfMonth(month=None):
            return Unit.MONTH
        case Weekday(within=None, shift=None):
            return Unit.WEEK
        case DayOfMonth(month=inner):
            return left_open(inner)
        case OnWeekday(day=inner) | Either(likely=inner) | Shortly(of=inner):
            return left_open(inner)
        case Between(start=PartOf(of=first), end=PartOf(of=last)) if first == last:
            return left_open(first)
        case Between(joined=True) | Listed():
            # Of alternatives the first is chosen, and the others go with it.
            return None
        case (
            Nth(of=inner)
            | Run(of=inner)
            | WeekdayFrom(of=inner)
            | PartOf(of=inner)
            | Remaining(of=inner)
            | Beside(of=inner)
        ):
            return left_open(inner)
        case Between(start=first, end=last):
            return left_open(first) if left_open(last) is not None else None
        case _:
            return None
