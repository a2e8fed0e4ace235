"""The rules of `rules/facets.yaml` are complete, reachable, and do not contradict each other.

A contradiction would be a rule that takes back what another says of the same facts. That there is
none is shown in a form that does not depend on the order in which the rules are written: what they
make of any combination of relations is what the strictest of the five facets makes of it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from tests.depth import each
from tests.worlds import rules
from verifier.model.verdict import Counts, Relation
from verifier.rules import FACETS, FacetRule

RULES = rules().facets.rules
# From the strictest. `partly` has no place in the order: the default rules grade nothing.
STRICTNESS = (Counts.NO, Counts.UNKNOWN, Counts.CONTESTED, Counts.YES)


def _combinations() -> Iterator[Mapping[str, Relation]]:
    """Every way in which an event can stand to a forecast: 6 relations on 5 facets, 7,776."""
    for relations in product(Relation, repeat=len(FACETS)):
        yield dict(zip(FACETS, relations, strict=True))


def _alone(facet: str, relation: Relation) -> Counts:
    """What is made of one relation where all other facets match."""
    return (
        rules().facets.decide({**dict.fromkeys(FACETS, Relation.MATCHED), facet: relation}).counts
    )


def test_every_combination_has_a_rule_and_every_rule_a_combination() -> None:
    """None of 7,776 combinations is left out, and no rule is hidden behind the others."""
    first = [rules().facets.decide(relations) for relations in _combinations()]
    assert len(first) == 6**5
    assert {rule.id for rule in first} == {rule.id for rule in RULES}
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_no_rule_contradicts_another() -> None:
    """The outcome of a combination is that of its strictest facet, whatever the order of rules."""
    alone = {(f, r): _alone(f, r) for f in FACETS for r in Relation}
    for relations in _combinations():
        strictest = min((alone[entry] for entry in relations.items()), key=STRICTNESS.index)
        assert rules().facets.decide(relations).counts == strictest, relations


@each("earlier later", combinations(RULES, 2))
def test_where_two_rules_overlap_the_stricter_comes_first(
    earlier: FacetRule, later: FacetRule
) -> None:
    """Order matters only from no over unknown over contested to yes."""
    overlap = all(
        set(earlier.when[facet]) & set(later.when[facet])
        for facet in earlier.when.keys() & later.when.keys()
    )
    assert not overlap or STRICTNESS.index(earlier.counts) <= STRICTNESS.index(later.counts)


@each("facet", FACETS)
def test_only_what_is_the_same_or_a_part_of_it_counts(facet: str) -> None:
    """A facet that is different, broader or unknown never lets an event count."""
    for relation in (Relation.DIFFERENT, Relation.UNKNOWN):
        assert _alone(facet, relation) in (Counts.NO, Counts.UNKNOWN)
    for relation in (Relation.MATCHED, Relation.NARROWER):
        assert _alone(facet, relation) == Counts.YES
