"""What was publicly known on a day: events, evidence, coverage, series and rulings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property

from verifier.dataclass import dataclass
from verifier.model.days import Days, next_day
from verifier.model.disputes import Dispute
from verifier.model.evidence import Evidence
from verifier.model.ledger import Ledger, Point
from verifier.model.outcomes import Coverage, Covered, Event, Ruling
from verifier.model.proposition import Faceted, OfSeries
from verifier.model.verdict import CoverageUsed
from verifier.reading import Readings
from verifier.resolve.facets import EventIndex, Matches, Matching
from verifier.rules import Rules


@dataclass(frozen=True)
class Knowledge:
    """A ledger and its rules as they stood at the end of the day `as_of`."""

    ledger: Ledger
    rules: Rules
    as_of: date

    @cached_property
    def readings(self) -> Readings:
        """What the forecasts' words say."""
        return Readings(self.ledger, self.rules)

    @cached_property
    def past(self) -> Days:
        """All days up to and with `as_of`."""
        return Days(None, next_day(self.as_of))

    @cached_property
    def events(self) -> dict[str, Event]:
        """The events that were publicly known, without what was measured later."""
        return {
            event.id: self._as_measured(event)
            for event in self.ledger.events.values()
            if self.had(event.known.days) and not self.took_back(event)
        }

    def took_back(self, record: Event | Coverage) -> bool:
        """Whether the record had been withdrawn."""
        return record.withdrawn is not None and self.had(record.withdrawn.date.days)

    def _as_measured(self, event: Event) -> Event:
        if all(m.as_of is None or self.had(m.as_of.days) for m in event.magnitudes):
            return event
        known = tuple(m for m in event.magnitudes if m.as_of is None or self.had(m.as_of.days))
        return event.model_copy(update={"magnitudes": known})

    @cached_property
    def index(self) -> EventIndex:
        """Those events by kind."""
        return EventIndex(self.events.values(), self.rules)

    @cached_property
    def matches(self) -> Callable[[Faceted], Matches]:
        """Every candidate for a proposition; found once for all forecasts that ask the same."""

        def find(proposition: Faceted) -> Matches:
            asked = Matching(proposition, self.rules)
            return Matches(map(asked.match, self.index.about(proposition.kind)))

        return cache(find)

    @cached_property
    def signed(self) -> dict[str, list[Ruling]]:
        """The rulings that had been signed, by forecast: superseded ones too."""
        signed: dict[str, list[Ruling]] = {}
        for ruling in self.ledger.rulings.values():
            if self.had(ruling.date.days):
                signed.setdefault(ruling.forecast, []).append(ruling)
        return signed

    @cached_property
    def rulings(self) -> dict[str, list[Ruling]]:
        """The rulings that stood, by forecast: superseded ones are left out."""
        replaced = {r.supersedes for signed in self.signed.values() for r in signed}
        return {
            forecast: [r for r in signed if r.id not in replaced]
            for forecast, signed in self.signed.items()
        }

    def values(self, asked: OfSeries) -> tuple[Point, ...]:
        """A series by day: of several values for a day the one known last, or first."""
        return self._series[asked.vintage].get(asked.series, ())

    def published(self, series: str) -> tuple[Point, ...]:
        """Every value of a series that was public, also where another one took its place."""
        return tuple(p for p in self.ledger.points.get(series, ()) if p.known <= self.as_of)

    @cached_property
    def _series(self) -> Mapping[str, Mapping[str, tuple[Point, ...]]]:
        past = {
            id: sorted(p for p in points if p.known <= self.as_of and p.day <= self.as_of)
            for id, points in self.ledger.points.items()
        }
        return {
            "latest": {id: _one_a_day(points) for id, points in past.items()},
            "first": {id: tuple(sorted(_one_a_day(p[::-1]))) for id, p in past.items()},
        }

    def had(self, days: Days) -> bool:
        """Whether all of `days` lay in the past."""
        return days.last is not None and days.last <= self.as_of

    @cached_property
    def appeals(self) -> list[Dispute]:
        """The appeals that had been raised, by that day, each with what had been decided of it."""
        had = [d for d in self.ledger.disputes.values() if self.had(d.raised.days)]
        return [
            d
            if d.decided is None or self.had(d.decided.date.days)
            else d.model_copy(update={"decided": None})
            for d in sorted(had, key=lambda d: (d.raised.days.order, d.id))
        ]

    def closed(self, window: Days) -> bool:
        """Whether the window was over."""
        return self.had(window)

    def eligible(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """The evidence that had been published; undated items count on the default day only."""
        default = self.as_of >= self.ledger.default_as_of
        return tuple(
            item
            for item in evidence
            if (default if item.published is None else self.had(item.published.days))
        )

    def shown(self, days: Days, evidence: Iterable[Evidence]) -> Days | None:
        """Those of the days of which a record is complete that its published evidence can tell."""
        reach = self.ledger.reach_of(e for e in self.eligible(evidence) if e.stance == "for")
        return reach and days.intersection(reach)

    def coverage(self, proposition: Faceted, window: Days) -> tuple[CoverageUsed, ...]:
        """Coverage records that span `window`; empty where a day of it is not covered.

        Of those that do so alone the one that says the most particular thing, else all together.
        A record counts once some evidence for it has been published, up to the last day on which
        some was: nobody can have told of what came after.
        """
        records = self._records(proposition, window)
        found = sorted(records, key=lambda used: used.coverage)
        alone = [used for used in found if _spans([used], window)]
        if alone:
            return (max(alone, key=lambda used: records[used]),)
        return tuple(found) if _spans(found, window) else ()

    def bearing(self, proposition: Faceted, window: Days) -> tuple[CoverageUsed, ...]:
        """Coverage records of what is asked that meet `window`, by their first days."""
        records = self._records(proposition, window)
        return tuple(sorted(records, key=lambda r: (r.during.start or date.min, r.coverage)))

    def _records(
        self, proposition: Faceted, window: Days
    ) -> dict[CoverageUsed, tuple[int, int, int]]:
        """Those records, each with how particular it is."""
        return {
            used: self._particular(covered)
            for kind in sorted(self.rules.events.lineage(proposition.kind))
            for covered, used in self._covering.get(kind, ())
            if used.during.overlaps(window) and self._covers(covered, proposition)
        }

    def _particular(self, covered: Covered) -> tuple[int, int, int]:
        """How far down the vocabularies a record of coverage goes: the place says the most."""
        rules = self.rules
        return (
            len(rules.places.lineage(covered.place)) if covered.place else 0,
            len(rules.events.lineage(covered.kind)),
            len(rules.actors.lineage(covered.actor)) if covered.actor else 0,
        )

    @cached_property
    def _covering(self) -> dict[str, list[tuple[Covered, CoverageUsed]]]:
        """What counts as coverage on the day, by the kind of event covered."""
        found: dict[str, list[tuple[Covered, CoverageUsed]]] = {}
        for record in self.ledger.coverage.values():
            during = self.shown(record.during.days, record.evidence)
            if record.complete and during is not None and not self.took_back(record):
                used = CoverageUsed(record.id, during)
                for covered in record.of:
                    found.setdefault(covered.kind, []).append((covered, used))
        return found

    def _covers(self, covered: Covered, proposition: Faceted) -> bool:
        return _reaches(covered.actor, proposition.actor, self.rules.actors.lineage) and _reaches(
            covered.place, proposition.place, self.rules.places.lineage
        )


def _one_a_day(points: Iterable[Point]) -> tuple[Point, ...]:
    """Of each day the value that comes last."""
    return tuple({point.day: point for point in points}.values())


def _reaches(
    covered: str | None, wanted: str | None, lineage: Callable[[str], frozenset[str]]
) -> bool:
    if covered is None:
        return True
    return wanted is not None and covered in lineage(wanted)


def _spans(records: Iterable[CoverageUsed], window: Days) -> bool:
    """Whether the records leave no day of the window out."""
    return window.bounded and not any(gaps_in(window, (used.during for used in records)))


def gaps_in(window: Days, covered: Iterable[Days]) -> Iterator[Days]:
    """The days of a bounded window that are not among those."""
    rest: Days | None = window
    for days in sorted(covered, key=lambda days: days.start or date.min):
        if rest is None:
            return
        both = days.intersection(rest)
        if both is None:
            continue
        if both.start != rest.start:
            yield Days(rest.start, both.start)
        rest = None if both.until == rest.until else Days(both.until, rest.until)
    if rest is not None:
        yield rest
