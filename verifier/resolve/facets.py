"""Candidates: which events a forecast could mean, and how each stands to it, facet by facet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property, partial
from itertools import chain, islice
from operator import sub
from typing import Any, NamedTuple

from verifier.dataclass import dataclass
from verifier.model.days import ALWAYS, Days, latest
from verifier.model.outcomes import Event, Magnitude
from verifier.model.proposition import Faceted, Holds, Size
from verifier.model.verdict import Candidate, Counts, Placed, Relation
from verifier.rules import FacetRule, Rules
from verifier.vocabulary import Vocabulary

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
    """What may count, the nearest of what does not, and how many more there are of either.

    Of what may count, all that meets the window is named, and of the rest the nearest.
    """

    counting: tuple[Match, ...]
    misses: tuple[Match, ...]
    more: int

    @property
    def looked_at(self) -> tuple[Match, ...]:
        """All that the trail names."""
        return (*self.counting, *self.misses)


class Matches:
    """Every candidate for a proposition: those that may count, and the others, by their days."""

    def __init__(self, matches: Iterable[Match]) -> None:
        found = sorted(matches, key=_by_day)
        # The nearest that is for sure is asked for as well, and of those with two known ends.
        self._counting = _grouped(
            (m for m in found if m.rule.counts != Counts.NO),
            lambda m: (m.rule.counts, m.span.bounded),
        )
        # A near miss that misses less is nearer.
        others = (m for m in found if m.rule.counts == Counts.NO)
        self._others = _grouped(others, lambda m: m.misses)

    def near(self, window: Days, since: Days = ALWAYS) -> Near:
        """Those that may count, and the nearest of the others in the window.

        What neither is what was forecast nor meets the window is no near miss. Most of a large
        record is of that sort, or lies at another time, so it is passed over without being looked
        at, and of a hundred near misses only a few are. What was over before the days `since` is
        none.
        """
        start = latest(window.start, since.start)
        counting = [
            match
            for held in self._counting
            for match in chain(held.meeting(start, window.until), held.beside(window, since.start))
        ]
        more = sum(held.lasting(since.start) for held in self._counting) - len(counting)
        meeting = chain.from_iterable(held.meeting(start, window.until) for held in self._others)
        misses = sorted(islice(meeting, FEW), key=_by_day)
        if len(misses) == FEW:
            more += sum(held.count(start, window.until) for held in self._others) - FEW
        return Near(tuple(sorted(counting, key=_by_day)), tuple(misses), more)


def _grouped(matches: Iterable[Match], key: Callable[[Match], Any]) -> Sequence[_ByDay]:
    """The matches by what sorts them, the least first."""
    groups: dict[Any, list[Match]] = {}
    for match in matches:
        groups.setdefault(key(match), []).append(match)
    return [_ByDay(held) for _, held in sorted(groups.items())]


class _ByDay:
    """Matches in the order of their days."""

    def __init__(self, found: Sequence[Match]) -> None:
        self._found = found
        self._starts = [_start(m) for m in found]
        ends = [_end(m) for m in found]
        self._longest = max(map(sub, ends, self._starts))
        order = sorted(range(len(found)), key=ends.__getitem__)
        self._ending = [found[n] for n in order]
        self._ends = [ends[n] for n in order]

    def meeting(self, start: date | None, until: date | None) -> Iterator[Match]:
        """Those that begin before the day `until` and last to the day `start`."""
        high = len(self._found) if until is None else bisect_left(self._starts, until)
        if start is None:
            return self._from(0, high)
        begun = min(high, bisect_left(self._starts, start))
        lasting = (m for m in self._from(self._first(start), begun) if _end(m) > start)
        return chain(lasting, self._from(begun, high))

    def count(self, start: date | None, until: date | None) -> int:
        """How many they are: what began before the window's end less what ended before it began."""
        if start is not None and until is not None and start >= until:
            return sum(1 for _ in self.meeting(start, until))
        begun = len(self._starts) if until is None else bisect_left(self._starts, until)
        return begun - len(self._found) + self.lasting(start)

    def lasting(self, start: date | None) -> int:
        """How many are not over before the day `start`."""
        return len(self._found) - (0 if start is None else bisect_right(self._ends, start))

    def beside(self, window: Days, since: date | None) -> Iterator[Match]:
        """The nearest before the window and after it, not over before the day `since`.

        All that are on the days of the nearest, and else few.
        """
        if window.start is not None:
            low = len(self._ends) - self.lasting(since)
            earlier = range(bisect_right(self._ends, window.start) - 1, low - 1, -1)
            yield from _nearest(map(self._ending.__getitem__, earlier), _end)
        if window.until is not None:
            low = bisect_left(self._starts, window.until)
            later = self._from(max(low, self._first(since)), len(self._found))
            yield from _nearest((m for m in later if since is None or _end(m) > since), _start)

    def _first(self, start: date | None) -> int:
        """None before this one lasts to the day `start`."""
        if start is None or start - date.min <= self._longest:
            return 0
        return bisect_left(self._starts, start - self._longest)

    def _from(self, low: int, high: int) -> Iterator[Match]:
        return map(self._found.__getitem__, range(low, high))


def _nearest(matches: Iterator[Match], day: Callable[[Match], date]) -> Iterator[Match]:
    """The first few, and all on the same day as the first."""
    first: date | None = None
    for number, match in enumerate(matches):
        first = first or day(match)
        if number >= FEW and day(match) != first:
            return
        yield match


def _start(m: Match) -> date:
    return m.span.start or date.min


def _end(m: Match) -> date:
    return m.span.until or date.max


def _by_day(m: Match) -> tuple[date, str]:
    return _start(m), m.event.id


class EventIndex:
    """Known events by the kinds that they are or may be, so that none else is looked at."""

    def __init__(self, events: Iterable[Event], rules: Rules) -> None:
        alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Event]] = {}
        for event in events:
            alike.setdefault((event.kinds, event.disputed_kinds), []).append(event)
        self._recorded: dict[str, list[Event]] = {}
        self._within: dict[str, list[Event]] = {}
        for (kinds, disputed), held in alike.items():
            for kind in kinds:
                self._recorded.setdefault(kind, []).extend(held)
            for term in frozenset().union(*map(rules.events.lineage, kinds + disputed)):
                self._within.setdefault(term, []).extend(held)
        self._rules = rules

    def about(self, kind: str) -> list[Event]:
        """Events of the kind, of narrower kinds, and those recorded as a broader kind only."""
        found = {event.id: event for event in self._within.get(kind, ())}
        for broader in sorted(self._rules.events.lineage(kind) - {kind}):
            for event in self._recorded.get(broader, ()):
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
            "where": self._where(event),
            "how_much": _size(asked.size, event.magnitudes),
            "new": _newness(asked.new, event.new),
        }

    def _where(self, event: Event) -> Relation:
        """The place: of what is of a whole place, a part of it is another."""
        relation = _terms(self._asked.place, event.places, self._rules.places)
        part = relation == Relation.NARROWER and self._rules.events.of_a_whole(self._asked.kind)
        return Relation.DIFFERENT if part else relation


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
