"""Records that lead back to themselves: broader terms, replaced rulings, refined statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from verifier.diagnostics import Diagnostic, Note
from verifier.diagnostics.check import firm
from verifier.loading.checks.look import Fact, Known, Together, values_under
from verifier.loading.records import Whole
from verifier.loading.validation import Found

CIRCLE = firm(
    "VF209",
    "records that lead in a circle",
    "Of rulings that replace each other none would stand, and terms broader than each other "
    "would be the same.",
    "Take one of the references out.",
)


def cycles(leads_to: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """A way round for every part of a graph that has one, from its first id, in a fixed order.

    >>> list(cycles({"land": ["lowland"], "lowland": ["land", "earth"], "self": ["self"]}))
    [['land', 'lowland'], ['self']]
    """
    done: set[str] = set()
    for start in sorted(leads_to):
        if start in done:
            continue
        path, place = [start], {start: 0}
        ahead = [iter(sorted(leads_to[start]))]
        while path:
            following = next(ahead[-1], None)
            if following is None:
                ahead.pop()
                done.add(path[-1])
                del place[path.pop()]
            elif following in place:
                found = path[place[following] :]
                least = found.index(min(found))
                yield found[least:] + found[:least]
            elif following in leads_to and following not in done:
                place[following] = len(path)
                path.append(following)
                ahead.append(iter(sorted(leads_to[following])))


def _leads(*keys: str) -> Callable[[Any], Iterable[Fact]]:
    """The records that one names under these keys, with the keys."""
    values = values_under(*keys)

    def facts(record: Any) -> Iterable[Fact]:
        return [(key, id) for key, _, id in values(record)]

    return facts


def _circles(known: Known, whole: Whole) -> Iterator[Diagnostic]:
    """A finding for each circle of records that replace, refine or misreport one another."""
    leads: dict[tuple[str, str], dict[str, list[str]]] = {}
    for found, (key, id) in known:
        leads.setdefault((found.kind, key), {})[found.id or ""] = [id]
    for (kind, key), leads_to in leads.items():
        for cycle in cycles(leads_to):
            yield _circle(whole.ids[kind], key.split("."), cycle)


def _circle(known: Mapping[str, Found[Any]], keys: list[str], cycle: list[str]) -> Diagnostic:
    notes = tuple(Note("by way of", known[id].span(*keys)) for id in cycle[1:])
    return CIRCLE.found(told(keys[-1], cycle), known[cycle[0]].span(*keys), notes=notes)


def told(key: str, cycle: Sequence[str]) -> str:
    """Which records lead to which."""
    return f"`{key}` leads in a circle: " + " to ".join(f"`{id}`" for id in [*cycle, cycle[0]])


LOOKS = (
    Together(
        (CIRCLE,),
        {"rulings": _leads("supersedes"), "forecasts": _leads("refines", "misreported.original")},
        _circles,
    ),
)
