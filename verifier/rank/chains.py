"""Ranks where what two answered themselves is contrary to the fit: by the strongest chains.

In the fit third ones move two by what they did beside one of them alone: so a false witness puts
one who did better behind. Where that is more than chance explains, the fit does not decide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations
from math import sqrt

from verifier.rank.effects import DIGITS, Effects
from verifier.rank.sample import Sample

BEYOND = 2.5
"""Third ones may turn two by so many standard errors of what both answered.

In honest tables of which each answers half, up to 3 pairs of 1,000 are turned so far. By sign alone
15 to 20 of 100 are: mostly by what else they answered, and rightly.
"""
BY_FIT, CONTRARY, AGREED = 0, 1, 2
"""How strong a pair is: by the fit alone, by enough that both answered, and where both agree.

Such pairs all follow the fit, so that no chains of them lead back: who is better by
both is before the other, whoever joins. Not by how much two answered: anybody may answer more, well
beside the one and badly beside the other.
"""
CHAINED = 500
"""Chains are followed among so many: of more the fit alone tells the order, and none ties."""


def contrary(*, fitted: float, own: Sample, least: int) -> bool:
    """Whether what two answered themselves, so many questions, speaks against the fit.

    Its sign is the other, and it is farther off than such questions leave to chance.

    By hand, of ten: +-0.2 is off by 0.063 at each standard error, and 0.16 are two and a half.

    >>> from verifier.rank.sample import Score
    >>> own = Sample.of([Score(d) for d in (0.15, -0.25) * 5])
    >>> [contrary(fitted=f, own=own, least=10) for f in (0.1, 0.11, -0.3)]
    [False, True, False]
    """
    error = sqrt(max(0.0, own.square - own.mean * own.mean) / own.size)
    beyond = abs(own.mean - fitted) >= BEYOND * error
    return own.count >= least and beyond and round(own.mean, DIGITS) * fitted < 0


def against(*, fitted: float, own: float) -> bool:
    """Whether the sign of what two answered themselves is another one than that of the fit."""
    mean = round(own, DIGITS)
    return fitted * mean <= 0 and fitted != mean


class Own:
    """What every two of a group answered themselves, beside the fit: of so many questions on."""

    def __init__(self, fit: Effects, met: Mapping[tuple[str, str], Sample], least: int) -> None:
        place = {name: n for n, name in enumerate(fit.names)}
        self.contrary: list[tuple[int, int]] = []
        self._strength: dict[tuple[int, int], int] = {}
        for names, own in met.items():
            if own.count < least:
                continue
            pair = place[names[0]], place[names[1]]
            fitted = fit.contrast(*pair).mean
            turned = contrary(fitted=fitted, own=own, least=least)
            if turned:
                self.contrary.append(pair)
            if turned or not against(fitted=fitted, own=own.mean):
                self._strength[pair] = CONTRARY if turned else AGREED

    def strength(self, one: int, other: int) -> int:
        """How much two themselves say which is better, as the fit or contrary to it."""
        return self._strength.get((one, other), BY_FIT)


def ranks_of(
    adjusted: Sequence[float],
    contraries: Iterable[tuple[int, int]],
    strength: Callable[[int, int], int],
) -> list[int]:
    """One more than how many are before each: by the fit, unless pairs are contrary to it.

    Then the fit decides only where these do not reach. Between two the strongest chain of pairs
    does, as strong as the weakest of its pairs (Schulze 2011), by each pair's `strength`. Where
    chains of the same strength lead both ways neither is before the other.

    By hand: the fit has b, c, a; a beat b, and b beat c. That c is before a the fit alone says.
    Once c beats a as well, b is before a by c.

    >>> own = {(0, 1): CONTRARY, (1, 2): AGREED, (0, 2): BY_FIT}
    >>> ranks_of([0.3, 0.1, 0.2], [(0, 1)], lambda *pair: own[pair])
    [1, 2, 3]
    >>> ranks_of([0.3, 0.1, 0.2], [(0, 1)], lambda *pair: {**own, (0, 2): AGREED}[pair])
    [3, 1, 2]
    """
    turned = {(min(pair), max(pair)) for pair in contraries}
    order = sorted(adjusted)
    ranks = [1 + bisect_left(order, value) for value in adjusted]
    for low, high in _runs(sorted((adjusted[a], adjusted[b])) for a, b in turned):
        within = [n for n, value in enumerate(adjusted) if low <= value <= high]
        if len(within) <= CHAINED:
            for n, before in _by_chains(within, adjusted, turned, strength).items():
                ranks[n] = 1 + bisect_left(order, low) + before
    return ranks


def _runs(stretches: Iterable[list[float]]) -> list[list[float]]:
    """Stretches, those that overlap as one: beyond them all is as the fit has it."""
    runs: list[list[float]] = []
    for low, high in sorted(stretches):
        if runs and low <= runs[-1][1]:
            runs[-1][1] = max(runs[-1][1], high)
        else:
            runs.append([low, high])
    return runs


def _by_chains(
    within: Sequence[int],
    adjusted: Sequence[float],
    turned: Collection[tuple[int, int]],
    strength: Callable[[int, int], int],
) -> dict[int, int]:
    """How many of those are before each, by the strongest chains."""
    by_strength: dict[int, list[tuple[int, int]]] = {}
    for one, other in combinations(range(len(within)), 2):
        pair = within[one], within[other]
        ahead = (adjusted[pair[0]] < adjusted[pair[1]]) != (pair in turned)
        if adjusted[pair[0]] != adjusted[pair[1]]:
            edge = (one, other) if ahead else (other, one)
            by_strength.setdefault(strength(*pair), []).append(edge)
    behind = [0] * len(within)
    before = dict.fromkeys(within, 0)
    open = set(combinations(range(len(within)), 2))
    for each in sorted(by_strength, reverse=True):
        for one, other in by_strength[each]:
            behind[one] |= 1 << other
        _close(behind)
        for one, other in sorted(open):
            leads, back = behind[one] >> other & 1, behind[other] >> one & 1
            if leads or back:
                open.remove((one, other))
            if leads != back:
                before[within[other if leads else one]] += 1
    return before


def _close(behind: list[int]) -> None:
    """Put behind each whom a chain leads to; sets of places are numbers."""
    for middle, led in enumerate(behind):
        for one, held in enumerate(behind):
            if held >> middle & 1:
                behind[one] = held | led
