"""Verdicts: the three axes, what is admissible, and the trail that led there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from verifier.model.days import Days
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Operator


class Outcome(StrEnum):
    """Whether the proposition came true, with its window."""

    CAME_TRUE = "came_true"
    PARTLY = "partly"
    DID_NOT = "did_not"
    DISPUTED = "disputed"
    UNDECIDED = "undecided"
    VOID = "void"
    UNSCORABLE = "unscorable"


class Schedule(StrEnum):
    """Where the event fell, seen from the window."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    NOT_YET = "not_yet"
    NEVER = "never"
    NOT_APPLICABLE = "not_applicable"


class Basis(StrEnum):
    """What decided."""

    RULE = "rule"
    RULING = "ruling"


class Pending(StrEnum):
    """Why a forecast is undecided, the least hopeful last."""

    WINDOW_OPEN = "window_open"
    NOT_COVERED = "not_covered"
    CLOSED_WITHOUT_EVIDENCE = "closed_without_evidence"


@dataclass(frozen=True, slots=True)
class Truth:
    """How true a proposition can be: `values` that are admissible, or why none is known yet.

    `graded` says that every value between the two in `values` is admissible too.

    >>> Truth.disputed().values
    (0.0, 1.0)
    """

    values: tuple[float, ...] = ()
    graded: bool = False
    pending: Pending | None = None

    @classmethod
    def true(cls) -> Truth:
        """Came true."""
        return cls((1.0,))

    @classmethod
    def false(cls) -> Truth:
        """Did not."""
        return cls((0.0,))

    @classmethod
    def disputed(cls) -> Truth:
        """Either, as far as anyone can say."""
        return cls((0.0, 1.0))

    @classmethod
    def partly(cls, low: float, high: float) -> Truth:
        """To a degree between `low` and `high`."""
        return cls((low,)) if low == high else cls((low, high), graded=True)

    @classmethod
    def undecided(cls, why: Pending) -> Truth:
        """Not known yet."""
        return cls(pending=why)

    @property
    def low(self) -> float:
        """The least it can be, 0 while undecided."""
        return min(self.values, default=0.0)

    @property
    def high(self) -> float:
        """The most it can be, 1 while undecided."""
        return max(self.values, default=1.0)

    @property
    def complement(self) -> Truth:
        """The truth of the negation."""
        return Truth(tuple(sorted(1 - v for v in self.values)), self.graded, self.pending)

    @property
    def outcome(self) -> Outcome:
        """The outcome that it amounts to."""
        if self.pending is not None:
            return Outcome.UNDECIDED
        if self.graded or (len(self.values) == 1 and 0 < self.values[0] < 1):
            return Outcome.PARTLY
        if self.values == (1.0,):
            return Outcome.CAME_TRUE
        return Outcome.DID_NOT if self.values == (0.0,) else Outcome.DISPUTED

    def union(self, other: Truth) -> Truth:
        """What is admissible when either may be right; undecided as long as one of them is."""
        if self == other:
            return self
        pending = [t.pending for t in (self, other) if t.pending is not None]
        if pending:
            return Truth.undecided(pending[0])
        values = tuple(sorted({*self.values, *other.values}))
        if self.graded or other.graded:
            return Truth((values[0], values[-1]), graded=True)
        return Truth(values)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that was looked at: each facet's relation, the rule that decided, what it counts."""

    event: str
    facets: Mapping[str, str]
    rule: str
    counts: str
    because: str
    began: Days
    placed: str


@dataclass(frozen=True, slots=True)
class CoverageUsed:
    """A coverage record that was relied on, clipped to what was known."""

    coverage: str
    during: Days


@dataclass(frozen=True, slots=True)
class WindowReading:
    """The days that a forecast names, and how they were read."""

    phrase: str | None
    operator: Operator
    narrow: Days
    wide: Days
    preferred: Days | None
    how: tuple[str, ...]
    by_curator: bool = False
    open_horizon: bool = False


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """The verdict under one reading of the window, and the rules of resolution that fired."""

    window: Days
    truth: Truth
    schedule: tuple[Schedule, ...]
    timing_error: tuple[int, int] | None
    closed: bool
    rules: tuple[str, ...]


class Standing(StrEnum):
    """How a ruling stands to what the rules say by themselves."""

    DECIDES = "decides"
    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class RulingUsed:
    """A ruling signed by the day, and how it stands to the rules and to later rulings."""

    ruling: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Trail:
    """Everything that led to a verdict, as data. `by_rule` is what it was without any ruling."""

    window: WindowReading
    candidates: tuple[Candidate, ...]
    coverage: tuple[CoverageUsed, ...]
    rules: tuple[str, ...]
    rulings: tuple[RulingUsed, ...]
    by_rule: Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one forecast, as of one day.

    `condition` is how far the condition was met, None without one. `timing_error` is in signed
    days from the window to the event: negative before it, 0 inside, positive after; an interval,
    None without an event.
    """

    forecast: str
    as_of: date
    outcome: Outcome
    truth: Truth
    schedule: tuple[Schedule, ...]
    timing_error: tuple[int, int] | None
    basis: Basis
    reason: Pending | None
    narrow: ReadingResult
    wide: ReadingResult
    hindsight: str | None
    events: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    charged_to: str | None
    condition: Truth | None
    trail: Trail

    @property
    def settled(self) -> bool:
        """Whether there is a truth to score."""
        return self.truth.pending is None and self.outcome not in (
            Outcome.VOID,
            Outcome.UNSCORABLE,
        )

    @property
    def has_deadline(self) -> bool:
        """Whether the window ends at all; without an end a forecast of an event can only win."""
        return self.wide.window.until is not None

    @property
    def closed(self) -> bool:
        """Whether the window is over in its wide reading: the condition for any aggregate."""
        return self.wide.closed
