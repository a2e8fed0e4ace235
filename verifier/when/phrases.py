"""What the grammar makes of words: frozen trees, not yet related to any day.

Each node keeps the words it was read from, so that a trail can quote them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import add

from verifier.when.roles import Lead, Part, Shift, Unit

Join = Callable[[Fraction, Fraction], Fraction]


@dataclass(frozen=True, slots=True)
class Count:
    """From `low` to `high` in the sharp reading, from `least` to `most` in the broad one."""

    low: Fraction
    high: Fraction
    least: Fraction
    most: Fraction
    rule: str | None = None
    words: str = ""
    also: tuple[tuple[Count, Unit], ...] = ()
    """What is counted in smaller units besides: the 3 days of "2 weeks and 3 days"."""

    @classmethod
    def exactly(cls, number: Fraction | int) -> Count:
        """A count without vagueness."""
        return cls.between(Fraction(number), Fraction(number))

    @classmethod
    def between(cls, low: Fraction, high: Fraction) -> Count:
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
class FixedDay:
    """A day with its year; `rule` is the convention by which its numbers were told apart.

    `other` is the day that it is to those who write the numbers the other way round.
    """

    words: str
    day: date
    rule: str | None = None
    other: FixedDay | DayOfMonth | None = None


@dataclass(frozen=True, slots=True)
class DayFromNow:
    """Today, tomorrow, the day before yesterday; "now" is today as the end of a range."""

    words: str
    offset: int


@dataclass(frozen=True, slots=True)
class CalendarUnit:
    """This week, next month, the week after next; `bare` where nothing says which: "mid-year"."""

    words: str
    unit: Unit
    shift: int
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """A year by number."""

    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Years:
    """A decade or century; a decade of two digits leaves the century open."""

    words: str
    unit: Unit
    first: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month by name."""

    words: str
    month: int
    year: Period | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day by its number, of a month or of the next month that has it."""

    words: str
    day: int
    month: Period | None
    other: FixedDay | DayOfMonth | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day without its day: today, or tomorrow where it is over."""

    words: str


@dataclass(frozen=True, slots=True)
class Either:
    """Words with two readings: `likely` and what some mean by them."""

    words: str
    likely: Period
    other: Period
    rule: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Several times of one kind: "March and April", "23, 24 and 25 February"."""

    words: str
    parts: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A day with the name that the words give it, which it must have."""

    words: str
    weekday: int
    day: FixedDay | DayOfMonth


@dataclass(frozen=True, slots=True)
class DayNamed:
    """Tomorrow, 18 November: the day that is so far from now, which must be the one named."""

    words: str
    offset: int
    day: FixedDay | DayOfMonth | OnWeekday | Weekday


@dataclass(frozen=True, slots=True)
class WeekdayBeside:
    """The Saturday after next, a week on Friday: `count` such days after the coming one."""

    words: str
    weekday: int
    count: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class WeekdayFrom:
    """The Monday after Easter, the third Friday before it: `count` such days on or back."""

    words: str
    weekday: int
    count: int
    sign: int
    of: Period


@dataclass(frozen=True, slots=True)
class Shortly:
    """Soon after, or shortly before, a time (`sign` 1 or -1)."""

    words: str
    of: Period
    sign: int
    rule: str


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A fiscal year by the id of its convention and the number that it goes by."""

    words: str
    rule: str
    number: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day by its name, in a week, or by next, last, this."""

    words: str
    weekday: int
    shift: Shift | None = None
    within: Period | None = None


@dataclass(frozen=True, slots=True)
class Yearly:
    """A season or holiday, by the id of its convention."""

    words: str
    rule: str
    year: Period | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The first anniversary of an occasion; without a number, the next one."""

    words: str
    rule: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """An occasion by the id of its convention."""

    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Nth:
    """The third week of, the last Friday in, Q3: counted from the end where `nth` is negative."""

    words: str
    nth: int
    unit: Unit
    of: Period | None
    count: int = 1
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """The first (`side` 1) or last (-1) weeks of a period, few or as many as nobody says."""

    words: str
    side: int
    unit: Unit
    of: Period
    count: Count | None


@dataclass(frozen=True, slots=True)
class PartOf:
    """Early, mid, late, the end of a period."""

    words: str
    part: Part
    of: Period


@dataclass(frozen=True, slots=True)
class Remaining:
    """The rest of a period, what is later or earlier in it, the year to date."""

    words: str
    which: str
    of: Period


@dataclass(frozen=True, slots=True)
class Beside:
    """The week of April 10th; the week, or the two weeks, before or after a day (`side` -1 or 1).

    With `bound` the day itself is the unit's last or first: "the week ending 12 July".
    """

    words: str
    unit: Unit
    of: Period
    side: int = 0
    bound: bool = False
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """Two weeks from now, three days before Christmas."""

    words: str
    count: Count
    unit: Unit
    sign: int
    base: Period | None


@dataclass(frozen=True, slots=True)
class Rolling:
    """The next six months, the past three years."""

    words: str
    count: Count
    unit: Unit
    sign: int


@dataclass(frozen=True, slots=True)
class UnitAhead:
    """The next month, in "over the next month": a month from now, or the calendar month."""

    words: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Coming:
    """The coming weeks, the days before Christmas (`of`): nobody says how many."""

    words: str
    unit: Unit
    sign: int
    of: Period | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A bare number of units, up to another of another unit: "a week to ten days"."""

    words: str
    count: Count
    unit: Unit
    to: Counted | None = None


@dataclass(frozen=True, slots=True)
class Lasting:
    """A number of units that begin with a day."""

    words: str
    count: Count
    unit: Unit
    base: Period | None


@dataclass(frozen=True, slots=True)
class Between:
    """A range with both its ends; `joined` where "or" or "mid to late" make one time of two."""

    words: str
    start: Period
    end: Period
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Horizon:
    """Soon, imminent, at some stage: the id of its convention."""

    words: str
    rule: str


Period = (
    FixedDay
    | DayFromNow
    | CalendarUnit
    | Year
    | Years
    | Month
    | DayOfMonth
    | Weekday
    | Yearly
    | Anniversary
    | Occasion
    | Nth
    | Run
    | PartOf
    | Remaining
    | Beside
    | Offset
    | Rolling
    | UnitAhead
    | Coming
    | Lasting
    | Between
    | Clock
    | Either
    | Listed
    | OnWeekday
    | DayNamed
    | WeekdayBeside
    | WeekdayFrom
    | Shortly
    | FiscalYear
)
Target = Period | Counted | Horizon


def likeliest(period: Period) -> Period:
    """The period, by its likely reading where it has two."""
    return period.likely if isinstance(period, Either) else period


@dataclass(frozen=True, slots=True)
class Phrase:
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


def left_open(period: Period | None) -> Unit | None:
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
