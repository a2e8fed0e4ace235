"""Verdicts: the three axes, what is admissible, and the trail that led there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Literal, Self

from verifier.dataclass import dataclass
from verifier.model.days import Days, within
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Operator
from verifier.model.ledger import Point
from verifier.model.proposition import Faceted, OfSeries


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
    @cache
    def true(cls) -> Truth:
        """Came true."""
        return cls((1.0,))

    @classmethod
    @cache
    def false(cls) -> Truth:
        """Did not."""
        return cls((0.0,))

    @classmethod
    @cache
    def disputed(cls) -> Truth:
        """Either, as far as anyone can say."""
        return cls((0.0, 1.0))

    @classmethod
    def partly(cls, low: float, high: float) -> Truth:
        """To a degree between `low` and `high`."""
        return cls((low,)) if low == high else cls((low, high), graded=True)

    @classmethod
    @cache
    def undecided(cls, why: Pending) -> Truth:
        """Not known yet."""
        return cls(pending=why)

    @classmethod
    def awaited(cls, truths: Iterable[Truth]) -> Truth | None:
        """Not known as long as one of these is not, for the most hopeful reason; None else."""
        pending = {truth.pending for truth in truths}
        return next((cls.undecided(why) for why in Pending if why in pending), None)

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
        if open := Truth.awaited((self, other)):
            return open
        values = tuple(sorted({*self.values, *other.values}))
        if self.graded or other.graded:
            return Truth((values[0], values[-1]), graded=True)
        return Truth(values)


class Relation(StrEnum):
    """How what happened stands to what was forecast, on one facet."""

    MATCHED = "matched"
    NARROWER = "narrower"
    BROADER = "broader"
    DIFFERENT = "different"
    UNKNOWN = "unknown"
    CONTESTED = "contested"

    @property
    def fits(self) -> bool:
        """Whether it is what was forecast, or a kind, part or member of it."""
        return self in (Relation.MATCHED, Relation.NARROWER)


class Counts(StrEnum):
    """What a candidate event makes of a forecast, before its day is looked at."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


MAY_COUNT = (Counts.YES, Counts.CONTESTED, Counts.PARTLY)
"""What an event counts that is or may be what was forecast, the most telling first."""


class Placed(StrEnum):
    """Where an event began, or a state held, seen from the window."""

    INSIDE = "inside"
    PARTLY = "partly"
    OUTSIDE = "outside"
    HELD = "held"
    OVERLAPPED = "overlapped"
    ELSEWHERE = "elsewhere"


_KEYS = {
    "what": "kinds",
    "who": "actors",
    "where": "places",
    "how_much": "magnitudes",
    "new": "new",
}
"""The key of an event's record that says what a facet asks."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that was looked at: each facet's relation, the rule that decided, what it counts."""

    event: str
    facets: Mapping[str, Relation]
    rule: str
    counts: Counts
    because: str
    began: Days
    placed: Placed

    @property
    def meets(self) -> bool:
        """Whether its days are, or may be, those that the forecast speaks of."""
        return self.placed not in (Placed.OUTSIDE, Placed.ELSEWHERE)

    @property
    def bears(self) -> bool:
        """Whether it is or may be what was forecast, on days that are or may be the right ones."""
        return self.meets and self.counts in MAY_COUNT

    @property
    def lacks(self) -> tuple[str, ...]:
        """The keys of the event's record without which it is not known whether it counts."""
        unknown = self.facets.items() if self.counts == Counts.UNKNOWN else ()
        return tuple(
            _KEYS[facet]
            for facet, relation in unknown
            if relation in (Relation.UNKNOWN, Relation.BROADER)
        )

    @property
    def of_another_size(self) -> bool:
        """Whether it is what was named, in the window, in everything but its size."""
        misses = {facet for facet, relation in self.facets.items() if not relation.fits}
        sized = self.facets.get("how_much") == Relation.DIFFERENT
        return self.meets and sized and misses == {"how_much"}

    @property
    def settles(self) -> bool:
        """Whether it is surely what was forecast, on days that surely are the right ones."""
        return self.counts == Counts.YES and self.placed in (Placed.INSIDE, Placed.HELD)


class Rule(StrEnum):
    """What decided how true a proposition is, or why nothing could."""

    EVENT_IN_WINDOW = "event-in-window"
    PARTLY_IN_WINDOW = "partly-in-window"
    EVENT_PERHAPS_IN_WINDOW = "event-perhaps-in-window"
    WINDOW_OPEN = "window-open"
    FACET_UNKNOWN = "facet-unknown"
    ABSENT_UNDER_COVERAGE = "absent-under-coverage"
    NOT_COVERED = "not-covered"
    STATE_RECORDED = "state-recorded"
    SERIES_CROSSED = "series-crossed"
    SERIES_DID_NOT_CROSS = "series-did-not-cross"
    SERIES_STAYED = "series-stayed"
    SERIES_LEFT = "series-left"
    SERIES_LEVEL = "series-level"
    SERIES_LACKS = "series-lacks"
    COUNTED = "counted"
    ANOTHER_CAME = "another-came"
    NEEDS_A_RULING = "needs-a-ruling"


@dataclass(frozen=True, slots=True)
class CoverageUsed:
    """A coverage record that was relied on, clipped to what was known."""

    coverage: str
    during: Days


@dataclass(frozen=True, slots=True)
class Measured:
    """The values of a series that decide what is asked of it, and the figure that was compared."""

    asked: OfSeries
    values: tuple[Point, ...]
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class Uncovered:
    """An event or state, the records that cover part of its window, and the days left out."""

    asked: Faceted
    records: tuple[CoverageUsed, ...]
    gaps: tuple[Days, ...]

    @property
    def command(self) -> str:
        """The command that enters what is missing; what it lacks it asks for."""
        asked = {"kind": self.asked.kind, "actor": self.asked.actor, "place": self.asked.place}
        options = [f"--{name} {term}" for name, term in asked.items() if term]
        during = f"{self.gaps[0].first}/{self.gaps[-1].last}"
        return " ".join(("verifier new coverage", *options, "--during", during))


def _span(days: Days) -> str:
    if days.length == 1:
        return str(days.first)
    return f"{days.first or '…'} to {days.last or '…'}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a series lacks: values in these periods, a step, or that it covers these days."""

    series: str
    what: Literal["value", "step", "covers"]
    gaps: tuple[Days, ...] = ()

    @property
    def told(self) -> str:
        """What is wanted, in a few words."""
        days = ", ".join(_span(gap) for gap in self.gaps)
        match self.what:
            case "step":
                return f"the `step` of the series `{self.series}`"
            case "covers":
                return f"every change of `{self.series}` (`covers`) in {days}"
            case "value":
                return f"values of `{self.series}` for {days}"


@dataclass(frozen=True, slots=True)
class WindowReading:
    """The days that a forecast names, and how they were read, with the ids of the conventions.

    `meant` are the windows of which one is meant, where these are not the narrow and the wide one.
    """

    phrase: str | None
    operator: Operator
    narrow: Days
    wide: Days
    preferred: Days | None
    how: tuple[str, ...]
    conventions: tuple[str, ...] = ()
    by_curator: bool = False
    meant: tuple[Days, ...] = ()

    def __post_init__(self) -> None:
        for days in (self.narrow, *self.meant):
            within(self.wide, days)

    @property
    def readings(self) -> tuple[Days, ...]:
        """The windows that somebody may mean."""
        return self.meant or (self.narrow, self.wide)

    def with_each(self, changed: Callable[[Days], Days]) -> Self:
        """The same with each window changed."""
        narrow, wide, *meant = map(changed, (self.narrow, self.wide, *self.meant))
        return replace(self, narrow=narrow, wide=wide, meant=tuple(meant))


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """The verdict under one reading of the window, and the rules of resolution that fired."""

    window: Days
    truth: Truth
    schedule: tuple[Schedule, ...]
    timing_error: tuple[int, int] | None
    closed: bool
    rules: tuple[Rule, ...]


class ConditionState(StrEnum):
    """Whether the condition of a forecast was met."""

    OPEN = "open"
    MET = "met"
    NOT_MET = "not_met"
    CONTESTED = "contested"


class Hindsight(StrEnum):
    """Whether what was forecast was public when it was said."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


class RulingStanding(StrEnum):
    """How a ruling stands to what the rules say by themselves."""

    DECIDES = "decides"
    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class RulingUsed:
    """A ruling signed by the day, and how it stands to the rules and to later rulings."""

    ruling: str
    standing: RulingStanding


@dataclass(frozen=True, slots=True)
class Trail:
    """Everything that led to a verdict, as data. `by_rule` is what it was without any ruling.

    `more` counts the events that are no nearer than the candidates: in the window and not what was
    forecast, or what was forecast and at another time.
    """

    window: WindowReading
    candidates: tuple[Candidate, ...]
    coverage: tuple[CoverageUsed, ...]
    rulings: tuple[RulingUsed, ...]
    by_rule: Outcome
    more: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one forecast, as of one day.

    `met` is how far the condition was met, None without one. `timing_error` is in signed days
    from the window to the event: negative before it, 0 inside, positive after; an interval, None
    without an event. `readings` are those that somebody may mean, the sharpest first, and `wide`
    has the widest window, which holds them all. `events` are those that bear on it, `settling`
    those of them that settle by themselves and beyond dispute that it came true, and `bearing` says
    for each event, those that settle first, what it counts for. `decided` is the first day on which
    what was public settled it, whichever way, None where only the end of the window did; not
    `dated` is what a ruling settled on a day that nothing tells. `missing` would decide what is
    undecided.
    """

    forecast: str
    as_of: date
    outcome: Outcome
    truth: Truth
    schedule: tuple[Schedule, ...]
    timing_error: tuple[int, int] | None
    basis: Basis
    reason: Pending | None
    readings: tuple[ReadingResult, ...]
    wide: ReadingResult
    hindsight: Hindsight | None
    events: tuple[str, ...]
    settling: tuple[str, ...]
    decided: date | None
    dated: bool
    bearing: tuple[Candidate, ...]
    measured: tuple[Measured, ...]
    missing: tuple[Uncovered | Wanted, ...]
    evidence: tuple[Evidence, ...]
    charged_to: str | None
    met: Truth | None
    since_said: bool
    trail: Trail
    options: tuple[Truth, ...] = ()

    @property
    def narrow(self) -> ReadingResult:
        """The sharpest reading, or of different times the first."""
        return self.readings[0]

    @property
    def settled(self) -> bool:
        """Whether there is a truth to score."""
        return self.truth.pending is None and self.outcome not in (Outcome.VOID, Outcome.UNSCORABLE)

    @property
    def condition(self) -> ConditionState | None:
        """Whether the condition was met; None without one."""
        if self.met is None or self.met.pending is not None:
            return None if self.met is None else ConditionState.OPEN
        if self.met == Truth.true():
            return ConditionState.MET
        return ConditionState.NOT_MET if self.met == Truth.false() else ConditionState.CONTESTED

    @property
    def due(self) -> date | None:
        """The last day of a window that ends and whose forecast is undecided, open or over."""
        return self.wide.window.last if self.outcome == Outcome.UNDECIDED else None

    @property
    def others(self) -> tuple[str, ...]:
        """The events that bear on it without settling it."""
        return tuple(event for event in self.events if event not in self.settling)

    def deciding(self, reading: ReadingResult) -> tuple[Rule, ...]:
        """A reading's rules without what leaves an alternative open that another one decides."""
        rest = tuple(r for r in reading.rules if r not in (Rule.WINDOW_OPEN, Rule.NOT_COVERED))
        return rest if self.settled and rest else reading.rules

    @property
    def has_deadline(self) -> bool:
        """Whether the window ends at all; without an end a forecast of an event can only win."""
        return self.wide.window.until is not None

    @property
    def closed(self) -> bool:
        """Whether the window is over in its wide reading: the condition for any aggregate."""
        return self.wide.closed
