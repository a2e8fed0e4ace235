"""What was publicly known on a day: events, evidence, coverage, series and rulings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from verifier.model.days import Days, next_day
from verifier.model.evidence import Evidence
from verifier.model.ledger import Ledger
from verifier.model.outcomes import Covered, Event, Ruling
from verifier.model.verdict import CoverageUsed
from verifier.resolve.facets import EventIndex, Faceted
from verifier.rules import Rules


@dataclass(frozen=True)
class Knowledge:
    """A ledger and its rules as they stood at the end of the day `as_of`."""

    ledger: Ledger
    rules: Rules
    as_of: date

    @cached_property
    def past(self) -> Days:
        """All days up to and with `as_of`."""
        return Days(None, next_day(self.as_of))

    @cached_property
    def events(self) -> dict[str, Event]:
        """The events that were publicly known."""
        return {e.id: e for e in self.ledger.events.values() if self.had(e.known.days)}

    @cached_property
    def index(self) -> EventIndex:
        """Those events by kind."""
        return EventIndex(self.events.values(), self.rules)

    @cached_property
    def rulings(self) -> dict[str, list[Ruling]]:
        """The rulings that stood, by forecast: superseded ones are left out."""
        signed = [r for r in self.ledger.rulings.values() if self.had(r.date.days)]
        replaced = {r.supersedes for r in signed}
        standing: dict[str, list[Ruling]] = {}
        for ruling in signed:
            if ruling.id not in replaced:
                standing.setdefault(ruling.forecast, []).append(ruling)
        return standing

    def had(self, days: Days) -> bool:
        """Whether all of `days` lay in the past."""
        return days.last is not None and days.last <= self.as_of

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

    def coverage(self, proposition: Faceted, window: Days) -> tuple[CoverageUsed, ...]:
        """Coverage records that together span `window`; empty where a day of it is not covered.

        A record counts once some evidence for it has been published, and never beyond `as_of`.
        """
        found = []
        for record in self.ledger.coverage.values():
            during = record.during.days.intersection(self.past)
            fits = record.complete and any(self._covers(c, proposition) for c in record.of)
            if not fits or during is None or not during.overlaps(window):
                continue
            if any(item.stance == "for" for item in self.eligible(record.evidence)):
                found.append(CoverageUsed(record.id, during))
        return tuple(found) if _spans(sorted(found, key=_opening), window) else ()

    def _covers(self, covered: Covered, proposition: Faceted) -> bool:
        rules = self.rules
        return (
            covered.kind in rules.events.lineage(proposition.kind)
            and _reaches(covered.actor, proposition.actor, rules.actors.lineage)
            and _reaches(covered.place, proposition.place, rules.places.lineage)
        )


def _reaches(
    covered: str | None, wanted: str | None, lineage: Callable[[str], frozenset[str]]
) -> bool:
    if covered is None:
        return True
    return wanted is not None and covered in lineage(wanted)


def _opening(used: CoverageUsed) -> date:
    return used.during.start or date.min


def _spans(found: list[CoverageUsed], window: Days) -> bool:
    """Whether the records, in order of their first days, leave no day of the window out."""
    if window.start is None or window.until is None:
        return False
    reached = window.start
    for used in found:
        if (used.during.start or date.min) > reached:
            return False
        if used.during.until is None or used.during.until >= window.until:
            return True
        reached = max(reached, used.during.until)
    return False
