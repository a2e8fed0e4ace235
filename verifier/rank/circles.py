"""Who is compared with whom: those whom enough questions join, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from verifier.rank.effects import Algebra, Effects, Round, effects

LINKED = 6
"""Who is compared in a group is so as if by so many shared questions, with somebody of it.

Of five questions the rarest signs come in one of sixteen cases by chance: nothing could be told.
Two are told apart only where they share so many themselves: third ones may be false witnesses.
"""


def circles(
    rounds: Sequence[Round], least: int, algebra: Algebra
) -> list[tuple[Sequence[Round], Effects]]:
    """Those whom at least so many questions join, directly or through others, with their fits."""
    found: list[tuple[Sequence[Round], Effects]] = []
    for names in _joined_by_any(rounds):
        among = [r for round in rounds if (r := round.among(frozenset(names)))]
        fit = effects(among, algebra=algebra)
        # Rounded, as 2 / (2 / n) may fall short of n.
        linked = _joined(
            (fit.names[one], fit.names[other])
            for one, other in combinations(range(len(names)), 2)
            if round(fit.size(one, other) - least, 6) >= 0
        )
        if linked == (names,):
            found.append((among, fit))
            continue
        for part in linked:
            kept = [r for each in among if (r := each.among(frozenset(part)))]
            found += circles(kept, least, algebra)
    return found


def _joined_by_any(rounds: Sequence[Round]) -> tuple[tuple[str, ...], ...]:
    """Forecasters joined by any question, directly or through others."""
    return _joined(
        pair
        for round in rounds
        for pair in (pairwise(sorted(round.scores)) if round.pairs is None else round.pairs)
    )


def _joined(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Names that pairs join, directly or through others: the largest group first."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for one, other in pairs:
        leader[find(one)] = find(other)
    groups: dict[str, list[str]] = {}
    for name in sorted(leader):
        groups.setdefault(find(name), []).append(name)
    return tuple(map(tuple, sorted(groups.values(), key=lambda names: (-len(names), names))))
