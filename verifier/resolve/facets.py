"""Candidates: which events a forecast could mean, and how each stands to it, facet by facet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, partial
from itertools import chain, islice
from typing import NamedTuple

from verifier.model.days import ALWAYS, Days, latest
from verifier.model.outcomes import Event, Magnitude
from verifier.model.proposition import Count, DoesNotOccur, Holds, Occurs, Size
from verifier.model.verdict import Candidate, Counts, Placed, Relation
from verifier.rules import FacetRule, Rules
from verifier.vocabulary import Vocabulary

Faceted = Occurs | DoesNotOccur | Holds | Count

# From the best to the worst: where several terms of an event could match, the best one counts.
_BEST = (
    Relation.MATCHED,
    Relation.NARROWER,
    Relation.CONTESTED,
    Relation.UNKNOWN,
    Relation.BROADER,
    Relation.DIFFERENT,
)


@dataclass(frozen=True)
class Match:
    """One event against one proposition: the relation on each facet and the rule that decides.

    `misses` says on how many facets it is not what was asked for. `span` are the days that count
    for a window: those on which an event may have begun, and those on which a state may have held.
    """

    event: Event
    facets: Mapping[str, Relation]
    misses: int
    rule: FacetRule
    span: Days

    @cached_property
    def candidate(self) -> Callable[[Placed], Candidate]:
        """The line of the trail, by where the event was placed; one for all forecasts."""
        return cache(
            partial(
                Candidate,
                self.event.id,
                self.facets,
                self.rule.id,
                self.rule.counts,
                self.rule.because,
                self.event.began.days,
            )
        )


FEW = 3
"""So many near misses are named: the nearest tell what is missing, the others are counted."""


class Near(NamedTuple):
    """What may count, the nearest of what does not, and how many near misses more there are."""

    counting: tuple[Match, ...]
    misses: tuple[Match, ...]
    more: int

    @property
    def looked_at(self) -> tuple[Match, ...]:
        """All that the trail names."""
        return (*self.counting, *self.misses)


class Matches:
    """Every candidate for a proposition: those that may count, and the others by their days."""

    def __init__(self, matches: Iterable[Match]) -> None:
        found = sorted(matches, key=_by_day)
        self._counting = tuple(m for m in found if m.rule.counts != Counts.NO)
        others = [m for m in found if m.rule.counts == Counts.NO]
        # A near miss that misses less is nearer.
        by_misses: dict[int, list[Match]] = {}
        for m in others:
            by_misses.setdefault(m.misses, []).append(m)
        self._others = [_ByDay(held) for _, held in sorted(by_misses.items())]
        self._starts = [m.span.start or date.min for m in others]
        self._ends = sorted(m.span.until or date.max for m in others)

    def near(self, window: Days, since: Days = ALWAYS) -> Near:
        """Those that may count, on whatever day, and the nearest of the others in the window.

        What neither is what was forecast nor meets the window is no near miss. Most of a large
        record is of that sort, so it is passed over without being looked at, and of a hundred near
        misses only a few are. What was over before the days `since` is none.
        """
        counting = tuple(m for m in self._counting if not was_over(m.span, since))
        start = latest(window.start, since.start)
        meeting = chain.from_iterable(held.meeting(start, window.until) for held in self._others)
        found = sorted(islice(meeting, FEW), key=_by_day)
        more = self._count(start, window.until, meeting) if len(found) == FEW else 0
        return Near(counting, tuple(found), more)

    def _count(self, start: date | None, until: date | None, rest: Iterator[Match]) -> int:
        """How many are left: what began before the window's end less what ended before it began."""
        if start is not None and until is not None and start >= until:
            return sum(1 for _ in rest)
        begun = len(self._starts) if until is None else bisect_left(self._starts, until)
        over = 0 if start is None else bisect_right(self._ends, start)
        return begun - over - FEW


class _ByDay:
    """Matches in the order of their days."""

    def __init__(self, found: Sequence[Match]) -> None:
        self._found = found
        self._starts = [m.span.start or date.min for m in found]
        self._longest = max(
            ((m.span.until or date.max) - (m.span.start or date.min) for m in found),
            default=timedelta(0),
        )

    def meeting(self, start: date | None, until: date | None) -> Iterator[Match]:
        """Those that begin before the day `until` and last to the day `start`."""
        high = len(self._found) if until is None else bisect_left(self._starts, until)
        if start is None:
            return self._from(0, high)
        low = 0
        if start - date.min > self._longest:
            low = bisect_left(self._starts, start - self._longest)
        begun = min(high, bisect_left(self._starts, start))
        lasting = (m for m in self._from(low, begun) if (m.span.until or date.max) > start)
        return chain(lasting, self._from(begun, high))

    def _from(self, low: int, high: int) -> Iterator[Match]:
        return map(self._found.__getitem__, range(low, high))


def was_over(began: Days, since: Days) -> bool:
    """Whether the last possible day lay before the days `since`."""
    return began.until is not None and since.start is not None and began.until <= since.start


def _by_day(m: Match) -> tuple[date, str]:
    return m.span.start or date.min, m.event.id


class EventIndex:
    """Known events by the kinds that they are or may be, so that none else is looked at."""

    def __init__(self, events: Iterable[Event], rules: Rules) -> None:
        self._by_kind: dict[str, list[Event]] = {}
        for event in events:
            related = {
                term
                for kind in (*event.kinds, *event.disputed_kinds)
                for term in rules.events.lineage(kind)
            }
            for term in related:
                self._by_kind.setdefault(term, []).append(event)
        self._rules = rules

    def about(self, kind: str) -> list[Event]:
        """Events of the kind, of narrower kinds, and those recorded as a broader kind only."""
        found = {event.id: event for event in self._by_kind.get(kind, ())}
        for broader in sorted(self._rules.events.lineage(kind) - {kind}):
            for event in self._by_kind.get(broader, ()):
                if broader in event.kinds:
                    found.setdefault(event.id, event)
        return list(found.values())


class Matching:
    """How events stand to what a proposition asks for; worked out once for all that are alike."""

    def __init__(self, proposition: Faceted, rules: Rules) -> None:
        self._asked = proposition
        self._rules = rules
        self._decided: dict[tuple[object, ...], tuple[dict[str, Relation], int, FacetRule]] = {}

    def match(self, event: Event) -> Match:
        """How `event` stands to what is asked for."""
        alike = (event.kinds, event.disputed_kinds, event.actors, event.places, event.new)
        key = (*alike, event.magnitudes)
        decided = self._decided.get(key)
        if decided is None:
            facets = self._facets(event)
            misses = sum(not relation.fits for relation in facets.values())
            decided = self._decided[key] = facets, misses, self._rules.facets.decide(facets)
        span = event.began.days
        if isinstance(self._asked, Holds):
            span = Days(span.start, event.ended.days.until if event.ended else None)
        return Match(event, *decided, span)

    def _facets(self, event: Event) -> dict[str, Relation]:
        asked, rules = self._asked, self._rules
        return {
            "what": _kind(asked.kind, event, rules.events),
            "who": _terms(asked.actor, event.actors, rules.actors),
            "where": _terms(asked.place, event.places, rules.places),
            "how_much": _size(asked.size, event.magnitudes),
            "new": _newness(asked.new, event.new),
        }


def _kind(wanted: str, event: Event, vocabulary: Vocabulary) -> Relation:
    relation = _terms(wanted, event.kinds, vocabulary)
    perhaps = _terms(wanted, event.disputed_kinds, vocabulary)
    return Relation.CONTESTED if perhaps.fits and not relation.fits else relation


def _terms(wanted: str | None, happened: tuple[str, ...], vocabulary: Vocabulary) -> Relation:
    if wanted is None:
        return Relation.MATCHED
    relations = [vocabulary.relation(forecast=wanted, happened=term) for term in happened]
    return min(relations, key=_BEST.index, default=Relation.UNKNOWN)


def _size(wanted: Size | None, magnitudes: tuple[Magnitude, ...]) -> Relation:
    if wanted is None:
        return Relation.MATCHED
    found = {_within(wanted, m) for m in magnitudes if m.name == wanted.magnitude}
    if len(found) > 1:
        return Relation.CONTESTED
    return found.pop() if found else Relation.UNKNOWN


def _within(wanted: Size, measured: Magnitude) -> Relation:
    low = float("-inf") if measured.at_least is None else measured.at_least
    high = float("inf") if measured.at_most is None else measured.at_most
    least = float("-inf") if wanted.at_least is None else wanted.at_least
    most = float("inf") if wanted.at_most is None else wanted.at_most
    if least <= low and high <= most:
        return Relation.MATCHED
    return Relation.DIFFERENT if high < least or low > most else Relation.CONTESTED


def _newness(wanted: bool | None, recorded: str | None) -> Relation:
    if wanted is None:
        return Relation.MATCHED
    if recorded is None:
        return Relation.UNKNOWN
    if recorded == "disputed":
        return Relation.CONTESTED
    return Relation.MATCHED if (recorded == "yes") == wanted else Relation.DIFFERENT
