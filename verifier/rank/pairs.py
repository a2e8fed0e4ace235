"""Who of two is better: each pair of a group, what holds among all pairs, and bounds of ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import fsum
from statistics import fmean
from typing import TypeVar

from verifier.dataclass import dataclass
from verifier.rank.chains import against
from verifier.rank.effects import DIGITS, Effects, Round
from verifier.rank.sample import Sample, Score, farthest
from verifier.score.formula import LEVEL
from verifier.score.permutation import permutation_chance

ERROR = 1 - LEVEL
"""How often what is shown may be chance."""
HELD = 50
"""Differences of all pairs are held of groups of so many: of more no square can be read."""
PERMUTED = 20
"""Pairs of groups of so many are tested by permutation: of more no page shows them."""
ASKED = 200
"""So many questions at most: beyond, sums are as good as normal, and both tests say the same."""

_Key = TypeVar("_Key", bound=tuple[object, ...])
Difference = tuple[str, float, float]
"""The question, by how much one of two differs on it, and what it weighs between them."""
Differences = Mapping[tuple[str, str], list[Difference]]
"""By the names of two in order, how they differ on each question."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two forecasters of a group: the adjusted score of one less that of the other.

    `chance` is how likely a difference as large is where there is none, for this pair by itself;
    `shown` says whether it holds among all pairs of the group together (Holm 1979). `shared` is on
    how many questions the two themselves compare, and `against` whether these say otherwise, so
    that third ones decide. `permuted` is the same chance by a permutation test of the questions
    that both answered, `permuted_shown` whether that holds among all pairs and for the same of the
    two; None where it was not asked for.
    """

    difference: float
    chance: float
    shown: bool
    shared: int
    against: bool
    permuted: float | None = None
    permuted_shown: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What it takes to tell two apart.

    A difference is as good as one on `least` questions, both answered `own`, and `reach` is how far
    apart one question can set them: without a bound no two are. One of `heaviest` may come; where
    that is None nobody knows.
    """

    least: int
    own: int
    reach: float | None
    heaviest: float | None = 0.0

    def chance(self, sample: Sample, met: int) -> float:
        """The p-value of a difference of two who met on so many; 1 on too little."""
        # Rounded, as 2 / (2 / n) may fall short of n.
        enough = round(sample.size, 6) >= self.least and met >= self.own
        return sample.chance(self.reach) if enough and self.reach is not None else 1.0

    def beside(self, fitted: Sample, own: Sample | None) -> float:
        """The p-value of a difference that others help to know, and the `own` questions tell too.

        What third ones say of two holds where an advantage is the same on all questions, which a
        specialist's is not: the questions that both answered alone have to tell them apart as well.
        """
        if own is None or round(own.mean, DIGITS) * fitted.mean <= 0:
            return 1.0
        held = replace(self, least=self.own).chance(own, own.count)
        return max(self.chance(fitted, own.count), held)


@dataclass(frozen=True, slots=True)
class Stake:
    """Of a forecaster's questions the greatest and the mean weight, and the most that one can cost.

    How far one question can set two apart hangs on what they answered, not on anybody else.
    """

    heaviest: float
    mean: float
    most: float | None

    def reach(self, other: Stake, most: float | None) -> float | None:
        """For scores up to `most`; without such a bound up to what either's could have been."""
        if most is None:
            if self.most is None or other.most is None:
                return None
            most = max(self.most, other.most)
        return most * min(self.heaviest, other.heaviest) / min(self.mean, other.mean)


def stakes(fit: Effects, rounds: Iterable[Round], heaviest: float = 0.0) -> list[Stake]:
    """In the order of names; a question as heavy as that may come."""
    most, scores = dict.fromkeys(fit.names, heaviest), {name: list[Score]() for name in fit.names}
    for round in rounds:
        for name, score in round.scores.items():
            most[name] = max(most[name], round.of(name))
            scores[name].append(score)
    return [
        Stake(most[name], fit.weight[place], farthest(scores[name]))
        for place, name in enumerate(fit.names)
    ]


def chances_of(
    fit: Effects, asked: Asked, rounds: Sequence[Round], met: Mapping[tuple[str, str], Sample]
) -> dict[tuple[int, int], tuple[float, float]]:
    """Every two of a group: their difference, and its two-sided p-value, 1 with too little shared.

    Of many forecasters only those are held that might be told apart.
    """
    found = {}
    few = len(fit.names) <= HELD
    known, stake = asked.heaviest is not None, stakes(fit, rounds, asked.heaviest or 0.0)
    for one, other in combinations(range(len(fit.names)), 2):
        fitted, own = fit.contrast(one, other), met.get((fit.names[one], fit.names[other]))
        reach = stake[one].reach(stake[other], asked.reach) if known else None
        chance = replace(asked, reach=reach).beside(fitted, own)
        if few or chance <= ERROR:
            found[one, other] = fitted.mean, chance
    return found


def pairs_of(
    names: Sequence[str],
    chances: Mapping[tuple[int, int], tuple[float, float]],
    error: float,
    met: Mapping[tuple[str, str], Sample],
) -> dict[tuple[str, str], Pair]:
    """Every two of a group of few, and whether they are told apart among all (Holm 1979).

    `chances` are their differences and p-values, `met` what they answered themselves.
    """
    if len(names) > HELD:
        return {}
    told = holm({pair: chance for pair, (_, chance) in chances.items()}, error)
    pairs = {}
    for (one, other), (mean, chance) in chances.items():
        two, difference = (names[one], names[other]), round(mean, DIGITS)
        own, shown = met.get(two), (one, other) in told
        found = Pair(difference, round(chance, DIGITS), shown, 0, against=False)
        if own is not None:
            turned = against(fitted=difference, own=own.mean)
            found = replace(found, shared=own.count, against=turned)
        pairs[two] = found
        pairs[two[::-1]] = replace(found, difference=0.0 - found.difference)
    return pairs


def bounds_of(
    sides: Iterable[tuple[Sequence[float], Sequence[float]]], count: int, error: float
) -> list[tuple[int, int]]:
    """Between which ranks each of so many may well be: how many are surely better, how many worse.

    `sides` are for each the p-values against those who did better and worse, as far as they may be
    small. Not each of these others is named: it is enough that there are so many, which differences
    too small to be shown one by one can tell together. For each forecaster by itself, and each side
    with half of what may go wrong.
    """
    others = count - 1
    return [
        (1 + discoveries(above, others, error), count - discoveries(below, others, error))
        for above, below in sides
    ]


def sides_of(
    chances: Mapping[tuple[int, int], tuple[float, float]], count: int
) -> list[tuple[list[float], list[float]]]:
    """Of each of so many the p-values against those who did better, and worse."""
    sides: list[tuple[list[float], list[float]]] = [([], []) for _ in range(count)]
    for (one, other), (mean, chance) in chances.items():
        if mean != 0:
            # Half of the chance is one side's, and so is half of what may go wrong.
            sides[one][mean < 0].append(chance)
            sides[other][mean > 0].append(chance)
    return sides


def discoveries(chances: Iterable[float], count: int, error: float) -> int:
    """Of `count` hypotheses at least so many are false, but in `error` of all cases.

    `chances` are the p-values that may be small. The count less the size of the largest set of
    hypotheses that Simes' test leaves standing (Goeman & Solari 2011; Hommel 1988); it holds where
    the p-values are independent or depend positively, as those against one common rival do.

    By hand at 5 %: 0.03 and 0.04 fall together, as 0.04 is at most 0.05, and each alone. Beside one
    that is 1, the set of the larger two stands, as 0.04 is more than 0.025; but not all three.

    >>> discoveries([0.03, 0.04], 2, 0.05), discoveries([0.01, 0.04], 3, 0.05)
    (2, 1)
    """
    small = sorted(chances)

    def stands(size: int) -> bool:
        """Whether Simes' test leaves the largest `size` p-values standing."""
        first = count - size
        return all(p > (n + 1) * error / size for n, p in enumerate(small[first:]))

    low, high = 0, count
    # If so many stand together, so do fewer of the larger ones.
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if stands(middle) else (low, middle - 1)
    return count - low


def holm(chances: Mapping[_Key, float], error: float) -> frozenset[_Key]:
    """Those that hold among all together, with no more than this chance of one mistake (Holm 1979).

    By hand at 5 %: 0.02 is at most 0.05 / 2, then 0.04 at most 0.05.

    >>> sorted(holm({("a",): 0.02, ("b",): 0.04}, 0.05)), sorted(holm({("a",): 0.03}, 0.02))
    ([('a',), ('b',)], [])
    """
    found = []
    order = sorted(chances, key=lambda key: (chances[key], key))
    for rank, key in enumerate(order):
        if chances[key] > error / (len(order) - rank):
            break
        found.append(key)
    return frozenset(found)


def differences(rounds: Iterable[Round]) -> Differences:
    """The differences of every two who compare: the question, by how much, and what it weighs.

    Of two names the first in order comes first, and above 0 scores higher.
    """
    found: dict[tuple[str, str], list[Difference]] = {}
    for each in rounds:
        beside = each.beside
        for pair, weight in each.between():
            mine, theirs = beside[pair]
            found.setdefault(pair, []).append((each.question, mine.value - theirs.value, weight))
    return found


def sample_of(own: Sequence[Difference]) -> Sample:
    """Their mean by weight, and how sure it is."""
    return Sample.of((Score(d) for _, d, _ in own), [weight for *_, weight in own])


def permuted(
    pairs: Mapping[tuple[str, str], Pair], rounds: Sequence[Round], error: float = ERROR
) -> dict[tuple[str, str], Pair]:
    """The pairs with what a permutation test of their shared questions says besides.

    Shown is no difference that third ones turned: where the two alone differ the other way, their
    questions speak against it.
    """
    met = differences(rounds)
    own = {pair: met.get(pair, []) for pair in pairs if pair[0] < pair[1]}
    alone = {
        pair: permutation_chance(differences=[w * d for _, d, w in held])
        for pair, held in own.items()
    }
    sums = {pair: fsum(w * d for _, d, w in held) for pair, held in own.items()}
    agree = {pair for pair, whole in sums.items() if whole * pairs[pair].difference > 0}
    tested = {pair for pair in own if pairs[pair].chance < 1}
    told = agree & tested & holm(alone, error)
    return {
        pair: replace(found, permuted=alone[key], permuted_shown=key in told)
        for pair, found in pairs.items()
        for key in [min(pair, pair[::-1])]
    }


@dataclass(frozen=True, slots=True)
class Met:
    """Two on the questions `on` which both say something comparable.

    `difference` is the mean score of one less that of the other, `chance` its p-value, 1 on too
    few, and `shown` whether it holds among all who met (Holm 1979): the rule of the standings.
    `forecasts` is how many of both these questions have, where that was counted.
    """

    one: str
    other: str
    on: tuple[str, ...]
    difference: float
    chance: float
    shown: bool
    forecasts: int = 0

    @property
    def questions(self) -> int:
        """On how many they meet."""
        return len(self.on)


def meetings(
    rounds: Iterable[Round], asked: Asked, placed: Mapping[tuple[str, str], Pair] | None = None
) -> tuple[Met, ...]:
    """Every two who met, the better one first; who met on most questions comes first.

    Nothing is told that standings with these pairs, which see third ones as well, do not say.
    """
    met = differences(rounds)
    samples = {pair: sample_of(own) for pair, own in met.items()}
    chances = {pair: asked.chance(sample, len(met[pair])) for pair, sample in samples.items()}
    told = holm(chances, ERROR)
    found = []
    for pair, sample in samples.items():
        mean = round(sample.mean, DIGITS)
        ahead, behind = pair if mean <= 0 else pair[::-1]
        beside = placed.get((ahead, behind)) if placed else None
        shown = pair in told and (beside is None or (beside.shown and beside.difference < 0))
        on = tuple(question for question, *_ in met[pair])
        found.append(Met(ahead, behind, on, -abs(mean), round(chances[pair], DIGITS), shown))
    return tuple(sorted(found, key=lambda m: (-m.questions, m.one, m.other)))


def by_side(rounds: Iterable[Round], side: Mapping[str, str | None]) -> Iterator[Round]:
    """The questions as comparisons of sides: the mean difference of their forecasters who compare.

    Forecasters without a side are left out.
    """
    for round in rounds:
        sides: dict[tuple[str, str], list[tuple[Score, Score]]] = {}
        for pair, scores in round.beside.items():
            one, other = side.get(pair[0]), side.get(pair[1])
            if one and other and one != other:
                turned = one > other
                key = (other, one) if turned else (one, other)
                sides.setdefault(key, []).append(scores[::-1] if turned else scores)
        pairs = {
            key: (Score(fmean(s[0].value for s in met)), Score(fmean(s[1].value for s in met)))
            for key, met in sides.items()
        }
        yield Round(round.question, {}, pairs, round.weight)
