"""On whom places rest: who would stand otherwise without one other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from verifier.rank.circles import circles
from verifier.rank.effects import DIGITS, PLAIN, Round

if TYPE_CHECKING:
    from verifier.rank.standings import Standing

Leaning = Mapping[str, tuple[str, ...]]
"""By somebody, those who would stand otherwise without them."""
UNPLACED = ""
"""All who have no place, left out at once: two of them may stand in for each other.

Sets of others need no search: without all of them the order of two is that of what both answered,
and pairs say where this is another one.
"""


def joint(one: Leaning | None, other: Leaning) -> Leaning:
    """What was found of two groups: one may lean on others in both."""
    held = one or {}
    return {
        left: tuple(sorted({*held.get(left, ()), *other.get(left, ())}))
        for left in sorted({*held, *other})
    }


class Beside(NamedTuple):
    """On how many questions each of a group stands beside others.

    That is beside `anybody`, `among` those who have a place, and, by name, beside one who is
    `alone` there.
    """

    anybody: Mapping[str, int]
    among: Mapping[str, int]
    alone: Mapping[str, Mapping[str, int]]


def beside_of(rounds: Sequence[Round], placed: frozenset[str], anywhere: frozenset[str]) -> Beside:
    """The same of those `placed` in a group."""
    count: Counter[str] = Counter()
    among: Counter[str] = Counter()
    alone: dict[str, Counter[str]] = {}
    for round in rounds:
        beside: dict[str, set[str]] = {}
        for one, other in round.beside:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
        for name in placed & beside.keys():
            count[name] += 1
            among[name] += not anywhere.isdisjoint(beside[name])
            if len(beside[name]) == 1:
                alone.setdefault(next(iter(beside[name])), Counter())[name] += 1
    return Beside(count, among, alone)


def enough_without(beside: Beside, need: int) -> Mapping[str, frozenset[str]]:
    """Who of a group stands beside anybody else on enough questions without each one who may count.

    That are the others of the group, and those without whom somebody of it lacks one; and all at
    once who have a place nowhere.
    """
    count, among, alone = beside
    placed = frozenset(count)
    held = {
        left: frozenset(
            n for n in placed - {left} if count[n] - alone.get(left, {}).get(n, 0) >= need
        )
        for left in sorted({*placed, *alone})
    }
    held[UNPLACED] = frozenset(name for name in placed if among[name] >= need)
    return {left: enough for left, enough in held.items() if enough != placed}


def leaning_on(
    rounds: Sequence[Round],
    placed: Mapping[str, Standing],
    enough: Mapping[str, frozenset[str]],
    least: int,
) -> Leaning:
    """Who of a group would stand otherwise without one other, by this other.

    Of two who answered the same questions no third moves the order. Where they did not, what is
    known of them may rest on one who answered those of both, and did so as suits one of them. One
    without a place may give it to others, who have `enough` questions beside them alone.
    """
    found = {}
    for left, kept in sorted(enough.items()):
        rest = frozenset(placed) - {left}
        among = [r for each in rounds if (r := each.among(kept))]
        group: dict[str, int] = {}
        effect: dict[str, float] = {}
        for number, (_, fit) in enumerate(circles(among, least, PLAIN)):
            group |= dict.fromkeys(fit.names, number)
            effect |= zip(fit.names, fit.effect, strict=True)
        moved: set[str] = set()
        for one, other in combinations(sorted(rest), 2):
            together = one in group and group[one] == group.get(other)
            before = round((placed[one].adjusted or 0.0) - (placed[other].adjusted or 0.0), DIGITS)
            after = round(effect[one] - effect[other], DIGITS) if together else 0.0
            # Who were apart and are not, or were not and are, do not stand as they did.
            if not together or before * after < 0 or (before == 0) != (after == 0):
                moved |= {one, other}
        if moved:
            found[left] = tuple(sorted(moved))
    told = {name for left in found.keys() - placed.keys() - {UNPLACED} for name in found[left]}
    if told.issuperset(found.get(UNPLACED, ())):
        found.pop(UNPLACED, None)
    return found
