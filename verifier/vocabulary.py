"""Hierarchical vocabularies: events, places and actors, and how one term stands to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

from verifier.dataclass import dataclass
from verifier.model.record import Flag, Id, OwnId, Record, Text
from verifier.model.verdict import Relation


class Term(Record):
    """One word of a vocabulary; it is also everything that `broader` names.

    A `decision` is an event that its actor alone brings about or not, like all narrower ones, or
    that `decided_by` does in the actor's place, as allies let a state join. What is of the `whole`
    of a place does not happen there when it happens in a part of it.
    """

    id: OwnId
    name: Text
    broader: tuple[Id, ...] = ()
    type: Literal["event", "state"] = "event"
    decision: Flag = False
    decided_by: Id | None = None
    whole: Flag = False
    also: tuple[Text, ...] = ()
    definition: Text | None = None


class VocabularyFile(Record):
    """`rules/events.yaml`, `rules/places.yaml` or `rules/actors.yaml`."""

    version: int
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one kind, by id."""

    name: str
    terms: Mapping[str, Term]

    @classmethod
    def of(cls, name: str, terms: Iterable[Term]) -> Vocabulary:
        """A vocabulary of `terms`; a later term of the same id replaces an earlier."""
        return cls(name, {term.id: term for term in terms})

    def __contains__(self, term: str) -> bool:
        return term in self.terms

    @cached_property
    def _lineages(self) -> dict[str, frozenset[str]]:
        lineages: dict[str, frozenset[str]] = {}
        for term in self.terms:
            seen: set[str] = set()
            ahead = [term]
            while ahead:
                current = ahead.pop()
                if current not in seen:
                    seen.add(current)
                    ahead.extend(self.terms[current].broader if current in self.terms else ())
            lineages[term] = frozenset(seen)
        return lineages

    def lineage(self, term: str) -> frozenset[str]:
        """The term itself and every broader one.

        >>> places = Vocabulary.of(
        ...     "places",
        ...     [
        ...         Term(id="ukraine", name="Ukraine"),
        ...         Term(id="donbas", name="the Donbas", broader=("ukraine",)),
        ...     ],
        ... )
        >>> sorted(places.lineage("donbas"))
        ['donbas', 'ukraine']
        """
        return self._lineages.get(term, frozenset((term,)))

    def relation(self, *, forecast: str, happened: str) -> Relation:
        """How `happened` stands to `forecast`: the same, narrower, broader or different."""
        if forecast == happened:
            return Relation.MATCHED
        if forecast in self.lineage(happened):
            return Relation.NARROWER
        if happened in self.lineage(forecast):
            return Relation.BROADER
        return Relation.DIFFERENT

    def decided(self, term: str) -> bool:
        """Whether its actor alone decides on it, by the term itself or a broader one.

        >>> attack = Term(id="attack", name="attack", decision=True)
        >>> raid = Term(id="raid", name="raid", broader=("attack",))
        >>> Vocabulary.of("events", [attack, raid]).decided("raid")
        True
        """
        return any(broad in self and self.terms[broad].decision for broad in self.lineage(term))

    def of_a_whole(self, term: str) -> bool:
        """Whether it is of the whole of its place, by the term itself or a broader one."""
        return any(broad in self and self.terms[broad].whole for broad in self.lineage(term))

    def label(self, term: str) -> str:
        """The term's name for readers."""
        return self.terms[term].name if term in self.terms else term
