"""Days: half-open runs of calendar days, the one type for every stretch of time in the ledger."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from verifier.dataclass import dataclass

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=False)
class Days:
    """The days from `start` up to, not including, `until`; None means without bound.

    A `Days` is never empty: `until` lies after `start`.

    >>> Days(date(2023, 2, 1), date(2023, 3, 1)).length
    28
    >>> Days.one(date(2023, 2, 24))
    Days(start=datetime.date(2023, 2, 24), until=datetime.date(2023, 2, 25))
    """

    start: date | None
    until: date | None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= (self.start or date.min):
            raise ValueError(f"no days from {self.start or '...'} until {self.until}")

    def __reduce__(self) -> tuple[object, ...]:
        """How they are kept from run to run: most of a ledger's days come again and again."""
        return _between, (
            self.start and self.start.toordinal(),
            self.until and self.until.toordinal(),
        )

    @classmethod
    def one(cls, day: date) -> Days:
        """The single day `day`."""
        return cls(day, next_day(day))

    @classmethod
    def between(cls, first: date, last: date) -> Days:
        """The days from `first` to `last`, both included."""
        return cls(first, next_day(last))

    @property
    def first(self) -> date | None:
        """The first day, None where unbounded."""
        return self.start

    @property
    def last(self) -> date | None:
        """The last day inside, None where unbounded (or past the end of the calendar)."""
        return None if self.until is None else self.until - ONE_DAY

    @property
    def order(self) -> date:
        """The key by which statements and events stand in time: the first day they may be of.

        >>> spring, may = Days(date(2023, 3, 1), date(2023, 6, 1)), Days.one(date(2023, 5, 9))
        >>> min(may, spring, key=lambda days: days.order) == spring
        True
        """
        return self.start or date.min

    @property
    def length(self) -> int | None:
        """Number of days, None where unbounded."""
        if self.start is None or self.until is None:
            return None
        return (self.until - self.start).days

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.until is not None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (
            self.until is None or day < self.until
        )

    def contains(self, other: Days) -> bool:
        """Whether every day of `other` is a day of this one."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.until is None or (other.until is not None and other.until <= self.until)
        return starts and ends

    def overlaps(self, other: Days) -> bool:
        """Whether the two share a day."""
        return not (self._ends_before(other) or other._ends_before(self))

    def _ends_before(self, other: Days) -> bool:
        return self.until is not None and other.start is not None and self.until <= other.start

    def intersection(self, other: Days) -> Days | None:
        """The days in both, None where there are none."""
        start = latest(self.start, other.start)
        until = earliest(self.until, other.until)
        if start is not None and until is not None and until <= start:
            return None
        return Days(start, until)

    def hull(self, other: Days) -> Days:
        """The shortest run that contains both."""
        start = None if self.start is None or other.start is None else min(self.start, other.start)
        until = None if self.until is None or other.until is None else max(self.until, other.until)
        return Days(start, until)

    def iso(self) -> list[str | None]:
        """`[from, until]` in ISO 8601, None for a missing bound: the outer contract's form."""
        return [
            None if self.start is None else self.start.isoformat(),
            None if self.until is None else self.until.isoformat(),
        ]


# As many as ten years have windows of the usual lengths.
@lru_cache(maxsize=1 << 16)
def _between(start: int | None, until: int | None) -> Days:
    return Days(
        None if start is None else date.fromordinal(start),
        None if until is None else date.fromordinal(until),
    )


ALWAYS = Days(None, None)


def next_day(day: date, by: int = 1) -> date | None:
    """The day after, or `by` days after; None past the last day that the calendar can say.

    >>> next_day(date(9999, 12, 30), by=400) is None
    True
    """
    later = day.toordinal() + by
    return date.fromordinal(later) if later <= date.max.toordinal() else None


def within(wide: Days, narrow: Days) -> None:
    """Raise ValueError where the sharp reading of a window is not inside its broad one."""
    if not wide.contains(narrow):
        raise ValueError("narrow must lie inside wide")


def latest(a: date | None, b: date | None) -> date | None:
    """The later of two lower bounds, where None is no bound."""
    return b if a is None else a if b is None else max(a, b)


def earliest(a: date | None, b: date | None) -> date | None:
    """The earlier of two upper bounds, where None is no bound."""
    return b if a is None else a if b is None else min(a, b)
