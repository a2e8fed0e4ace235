"""Standings of a table: `verifier.rank`'s definitions over columns instead of records.

The same figures, for as many forecasters and questions as there are: a law holds the two together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, permutations
from math import inf
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.special import erfc

from verifier.rank.chains import AGREED, BEYOND, BY_FIT, CONTRARY, ranks_of
from verifier.rank.circles import LINKED
from verifier.rank.effects import DIGITS, Round
from verifier.rank.leaning import Beside, Leaning, enough_without, joint, leaning_on
from verifier.rank.pairs import ASKED, ERROR, HELD, PERMUTED, Pair, bounds_of, pairs_of, permuted
from verifier.rank.sample import Sample, Score
from verifier.rank.standings import (
    PAIRS,
    Reason,
    Refusal,
    Standing,
    Standings,
    completed,
    within,
)
from verifier.rules import Thresholds
from verifier.score.formula import LEVEL
from verifier.tables.algebra import inverse
from verifier.tables.answers import Answers
from verifier.tables.folding import Array
from verifier.tables.groups import BILLION, Apart, Group

FITTED = 3_000
"""Each two of so many are told apart: matrices of more take minutes, and memory by the gigabyte."""
# A matrix of which less than this part is something is multiplied faster as a sparse one.
_FULL = 1 / 10
# Steps of conjugate gradients; so near to the solution they end, for effects in billionths.
_STEPS, _NEAR = 1_000, 1e-12


def place(
    answers: Answers, *, thresholds: Thresholds, tables: int = 1, heaviest: float | None = None
) -> Standings:
    """Place all forecasters; scores are the better the lower, from 0 to 1."""
    bound = heaviest if heaviest is not None else _alike(answers)
    # Where nobody knows how much one can weigh, one may undo every difference.
    beyond = ERROR / tables, inf if bound is None else heaviest or 0.0
    rows = _alone(answers, thresholds, bound)
    least = min(LINKED, thresholds.rank)
    circles = _circles(answers, _met(answers, thresholds.rank), least)
    circles.sort(key=_largest)
    anywhere = np.logical_or.reduce([members for members, *_ in circles] or [np.zeros(0, bool)])
    pairs: dict[tuple[str, str], Pair] = {}
    leaning: Leaning | None = None
    for number, (members, group, reach) in enumerate(circles, start=1):
        names = [answers.names[n] for n in np.flatnonzero(members).tolist()]
        pairs |= _place(number, names, group, reach, rows, thresholds, *beyond, bound)
        if len(names) <= min(PERMUTED, FITTED) and group.shared.questions <= ASKED:
            rounds, own = _rounds(group, names), {name: rows[name] for name in names}
            pairs |= permuted(
                {two: pairs[two] for two in permutations(names, 2)}, rounds, ERROR / tables
            )
            kept = enough_without(_beside(answers, members, anywhere), thresholds.rank)
            leaning = joint(leaning, leaning_on(rounds, own, kept, least))
    named = tuple(
        tuple(answers.names[n] for n in np.flatnonzero(members).tolist()) for members, *_ in circles
    )
    sizes = tuple(group.shared.questions for _, group, _ in circles)
    beside = answers.sharing(np.ones(len(answers.names), bool))
    return completed(
        Standings(tuple(rows.values()), named, sizes, None, pairs, leaning),
        dict(zip(answers.names, beside.tolist(), strict=True)),
        thresholds,
        lambda: _of_all(answers, beside > 0),
    )


def _of_all(answers: Answers, met: Array) -> Mapping[str, float]:
    """The ratios of those to others, however little they share."""
    told = _relative(answers.group(met), 1) if met.any() else None
    found = (
        (answers.names[n], _known(told, at)) for at, n in enumerate(np.flatnonzero(met).tolist())
    )
    return {name: ratio for name, ratio in found if ratio is not None}


def _alike(answers: Answers) -> float | None:
    """What every question weighs, where all weigh alike."""
    m = answers.moments
    held = m.questions > 0
    least, most = (m.w[held] / m.questions[held]).min(), (m.ww[held] / m.w[held]).max()
    return float(most) if most <= least * (1 + 1e-9) else None


def _beside(answers: Answers, members: Array, anywhere: Array) -> Beside:
    """`beside_of`, over columns."""
    names, placed = answers.names, np.flatnonzero(members).tolist()
    beside = (answers.sharing(others) for others in (np.ones(len(names), bool), anywhere))
    count, among = ({names[n]: int(each[n]) for n in placed} for each in beside)
    alone: dict[str, Counter[str]] = {}
    for two in answers.twos(members).tolist():
        for one, other in permutations(two):
            if members[one]:
                alone.setdefault(names[other], Counter())[names[one]] += 1
    return Beside(count, among, alone)


def _alone(answers: Answers, thresholds: Thresholds, heaviest: float | None) -> dict[str, Standing]:
    """Each one's mean score over all own questions, with its interval."""
    m = answers.moments
    with np.errstate(divide="ignore", invalid="ignore"):
        mean, square = m.ws / m.w, m.wss / m.w
        stake = (heaviest or 0.0) * m.questions / m.w
    low, high = (_end(m.questions, mean, square, stake, end) for end in (0.0, 1.0))
    columns = (m.questions, mean, low, high)
    rows = {}
    for name, count, *figures in zip(answers.names, *(c.tolist() for c in columns), strict=True):
        if not count:
            continue
        ends = why = None
        if count < thresholds.interval:
            why = Refusal(Reason.TOO_FEW_QUESTIONS, count, thresholds.interval)
        elif heaviest is None:
            why = Refusal(Reason.WEIGHTS_DIFFER, count, thresholds.interval)
        else:
            ends = round(figures[1], DIGITS), round(figures[2], DIGITS)
        rows[name] = Standing(name, count, round(figures[0], DIGITS), ends, why)
    return rows


def _end(size: Array, mean: Array, square: Array, stake: Array, end: float) -> Array:
    """The intervals of means up to one end, 0, 1 or -1: `Sample.interval`, of many samples."""
    shut, found = np.full(len(mean), end), mean
    for _ in range(_HALVINGS):
        middle = (shut + found) / 2
        off = mean - middle
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = np.abs(end - middle)
            spread = (square - 2 * middle * mean + middle * middle) * stake
            far = reach * stake
            chance = _evidence(size, off / far, np.maximum(spread, off * off) / far**2, 2, 1.0)
        is_open = (reach > 0) & (chance >= 1 - LEVEL)
        shut, found = np.where(is_open, shut, middle), np.where(is_open, middle, found)
    return found


# As many as bring 1 below the last digit that is kept.
_HALVINGS = 50


def _met(answers: Answers, need: int) -> Array:
    """Who stands beside anybody on enough questions, and beside one who does."""
    enough = answers.sharing(np.ones(len(answers.names), bool)) >= need
    return answers.sharing(enough) > 0


_Circle = tuple[Array, Group, Array | None]
"""Who is of a group, their answers, and of as many as are `FITTED` the inverse of the system that
they make."""


def _circles(answers: Answers, among: Array, least: int) -> list[_Circle]:
    """Those whom at least so many questions join, directly or through others."""
    found: list[_Circle] = []
    labels = answers.joined(among)
    waiting = [labels == label for label in np.unique(labels[labels >= 0])]
    while waiting:
        members = waiting.pop()
        group = answers.group(members)
        shared = group.shared
        if members.sum() > FITTED:
            found.append((members, group, None))
            continue
        system, unit = -group.together(), shared.unit
        np.fill_diagonal(system, 0.0)
        np.fill_diagonal(system, -system.sum(axis=1))
        # Where the middle of all lies no difference tells: it is put at 0.
        reach = inverse(system + np.trace(system) / len(system) ** 2)
        own = np.diag(reach)
        apart = (own[:, None] + own[None, :] - 2 * reach) * ((unit[:, None] + unit[None, :]) / 2)
        # A little less than so many, as sizes are computed.
        near = apart <= 2 / (least - 5e-7)
        _, parts = connected_components(sparse.csr_matrix(near), directed=False)
        counts = np.bincount(parts)
        if len(counts) == 1:
            found.append((members, group, reach))
            continue
        for part in np.flatnonzero(counts > 1).tolist():
            kept = np.zeros_like(members)
            kept[np.flatnonzero(members)[parts == part]] = True
            found += _circles(answers, kept, least)
    return found


def _largest(circle: _Circle) -> tuple[int, int]:
    """The largest group first."""
    members, *_ = circle
    return -int(members.sum()), int(np.flatnonzero(members)[0])


def _place(
    number: int,
    names: list[str],
    group: Group,
    reach: Array | None,
    rows: dict[str, Standing],
    thresholds: Thresholds,
    error: float,
    heaviest: float,
    bound: float | None,
) -> Mapping[tuple[str, str], Pair]:
    """Put the standings within one group into the rows."""
    shared = group.shared
    pairs: Mapping[tuple[str, str], Pair] = {}
    bounds: list[tuple[int, int]] | None = None
    contraries: list[tuple[int, int]] = []
    strength: Array = np.zeros((0, 0))
    both: Array | None = None
    if reach is not None:
        both = group.both()
        effect = _rounded(reach @ shared.off)
        met: Array = both >= min(LINKED, thresholds.rank)
        np.fill_diagonal(met, val=False)
        spread = _spread(reach, group.left(effect), met)
        least = thresholds.rank
        shares = shared.unit, np.maximum(shared.heaviest, heaviest)
        chances = _Chances(effect, reach, spread, met, least, shares)
        together: Array = both - np.diag(np.diag(both))
        if chances.any_told or len(names) <= HELD or (together >= least).any():
            apart = group.apart()
            chances.hold_to(apart, min(LINKED, least))
            contraries, strength = chances.own(apart, together, least)
            if len(names) <= HELD:
                pairs = chances.pairs(names, error, apart, together)
        bounds = chances.bounds(error)
    else:
        effect = _rounded(_solved(group, shared.off))
    centre = group.centre(effect)
    adjusted = _rounded(centre + effect)
    ranks = ranks_of(
        adjusted.tolist(), contraries, lambda a, b: int(strength[a, b]) if contraries else 0
    )
    relative = _relative(group, thresholds.ratio, both)
    peer = _rounded(-shared.peer / shared.weight)
    square, stake = shared.peers / shared.weight, (bound or 1.0) / shared.unit
    beyond = [_rounded(_end(shared.met, peer, square, stake, end)) for end in (-1.0, 1.0)]
    for place, name in enumerate(names):
        rows[name] = replace(
            rows[name],
            group=number,
            compared=int(shared.met[place]),
            adjusted=float(adjusted[place]),
            peer=float(peer[place]),
            peer_interval=(
                (float(beyond[0][place]), float(beyond[1][place]))
                if bound is not None and shared.met[place] >= thresholds.interval
                else None
            ),
            relative=_known(relative, place),
            rank=ranks[place] if bounds is None else within(ranks[place], bounds[place]),
            ranks=None if bounds is None or bound is None else bounds[place],
        )
    return pairs


def _rounds(group: Group, names: Sequence[str]) -> list[Round]:
    """A few answers as records."""
    scores: dict[int, dict[str, Score]] = {}
    weights = {}
    for question, who, score, weight in group.each():
        scores.setdefault(question, {})[names[who]] = Score(score / BILLION)
        weights[question] = weight
    return [Round(str(q), own, weight=weights[q]) for q, own in sorted(scores.items())]


def _rounded(values: Array) -> Array:
    """As many digits as are the same on every machine; no -0."""
    return np.round(values, DIGITS) + 0.0


def _solved(group: Group, off: Array) -> Array:
    """The effects, by conjugate gradients: for more forecasters than a matrix holds."""
    weight = group.shared.weight
    # What is on the diagonal without the part of the others is near enough to go by.
    found, rest = np.zeros(len(off)), off.copy()
    turned = rest / weight
    ahead, last = turned, float(rest @ turned)
    # Where the middle of all lies no difference tells: it is put at 0, as it is with a matrix.
    middle = float(weight.sum()) / len(off) ** 2
    for _ in range(_STEPS):
        if float(np.abs(rest / weight).max()) < _NEAR:
            break
        moved = weight * ahead - group.across(ahead) + middle * ahead.sum()
        step = last / float(ahead @ moved)
        found, rest = found + step * ahead, rest - step * moved
        turned = rest / weight
        now = float(rest @ turned)
        ahead, last = turned + now / last * ahead, now
    return found - found.mean()


def _spread(reach: Array, left: Array, met: Array) -> Array:
    """The covariance by questions of the effects of those who met others; 0 of the rest."""
    asked = np.flatnonzero(met.any(axis=0))
    spread, own = np.zeros_like(reach), reach[:, asked]
    spread[np.ix_(asked, asked)] = own.T @ (_sparse(left) @ own)
    return spread


class _Chances:
    """Each two of a group: their difference, and its two-sided p-value; 1 with too little shared.

    `Effects.contrast` and `Sample.chance`, of all pairs who met on enough questions themselves.
    """

    def __init__(
        self,
        effect: Array,
        reach: Array,
        spread: Array,
        met: Array,
        least: int,
        shares: tuple[Array, Array],
    ) -> None:
        self._mean = _rounded(effect[:, None] - effect[None, :])
        self._chance = np.ones_like(self._mean)
        self._unit, self._heaviest = shares
        for one in np.flatnonzero(met.any(axis=0)).tolist():
            others = one + 1 + np.flatnonzero(met[one, one + 1 :])
            self._chance[one, others] = self._chance[others, one] = _chance(
                self._mean[one, others],
                _between(reach, one, others) * ((self._unit[one] + self._unit[others]) / 2),
                _between(spread, one, others),
                least,
                self._far(one, others),
            )

    def _far(self, one: int, others: Array) -> Array:
        """How far one question can set a forecaster and others apart, by what each answered."""
        mean, most = self._unit, self._heaviest
        return np.minimum(most[one], most[others]) / np.minimum(mean[one], mean[others])

    @property
    def any_told(self) -> bool:
        """Whether any two might be told apart."""
        return bool((self._chance <= ERROR).any())

    def hold_to(self, apart: Apart, least: int) -> None:
        """Tell two apart only where the questions that both answered do: `Asked.beside`."""
        alike = _rounded(apart.mean) * self._mean > 0
        own = np.ones_like(self._chance)
        for one in np.flatnonzero(alike.any(axis=0)).tolist():
            others = np.flatnonzero(alike[one])
            size, mean, square = (side[one, others] for side in apart.sides)
            own[one, others] = _evidence(size, mean, square, least, self._far(one, others))
        self._chance = np.maximum(self._chance, own)

    def bounds(self, error: float) -> list[tuple[int, int]]:
        """Between which ranks each may well be."""
        return bounds_of(map(self._sides, range(len(self._mean))), len(self._mean), error)

    def _sides(self, one: int) -> tuple[list[float], list[float]]:
        """The p-values of one that may be small, against those who did better, and worse."""
        chance, mean = self._chance[one], self._mean[one]
        better, worse = (chance[(chance <= ERROR) & side].tolist() for side in (mean > 0, mean < 0))
        return better, worse

    def own(self, apart: Apart, both: Array, least: int) -> tuple[list[tuple[int, int]], Array]:
        """What each two answered themselves beside the fit: `Own`, over columns."""
        with np.errstate(divide="ignore", invalid="ignore"):
            error = np.sqrt(np.maximum(0.0, apart.square - apart.mean**2) / apart.size)
            beyond = np.abs(apart.mean - self._mean) >= BEYOND * error
        enough, own = both >= least, _rounded(apart.mean)
        turned = enough & beyond & (own * self._mean < 0)
        pairs = [(int(one), int(other)) for one, other in np.argwhere(np.triu(turned))]
        against = (own * self._mean <= 0) & (own != self._mean)
        strength = np.where(turned, CONTRARY, np.where(enough & ~against, AGREED, BY_FIT))
        return pairs, strength

    def pairs(
        self, names: list[str], error: float, apart: Apart, both: Array
    ) -> Mapping[tuple[str, str], Pair]:
        """Every two of few, and whether they are told apart among all."""
        ends = [*combinations(range(len(names)), 2)]
        chances = {at: (float(self._mean[at]), float(self._chance[at])) for at in ends}
        met = {
            (names[at[0]], names[at[1]]): Sample(size, mean, square, count=int(both[at]))
            for at in ends
            if both[at]
            for size, mean, square in [(float(side[at]) for side in apart.sides)]
        }
        return pairs_of(names, chances, error, met)


def _sparse(matrix: Array) -> Any:
    """A matrix of which most is nothing in a form that products take less time with."""
    return sparse.csr_matrix(matrix) if np.count_nonzero(matrix) < matrix.size * _FULL else matrix


def _between(matrix: Array, one: int, others: Array) -> Array:
    """The variance of one less each of the others."""
    return matrix[one, one] + matrix[others, others] - 2 * matrix[one, others]


def _chance(mean: Array, reach: Array, spread: Array, least: int, far: Array) -> Array:
    """One forecaster's p-values against others: `Sample.chance`, where one question moves `far`."""
    size = 2 / reach
    square = mean * mean + np.round(np.maximum(0.0, spread) * size, 2 * DIGITS)
    return _evidence(size, mean, square, least, far)


def _evidence(size: Array, mean: Array, square: Array, least: int, far: Array | float) -> Array:
    """`Sample.chance` of so many samples, 1 of smaller ones than that."""
    mean, square = np.abs(mean) / far, square / far**2
    # Rounded, as 2 / (2 / n) may fall short of n.
    told = (np.round(size, 6) >= least) & (size >= 2) & (mean > 0)
    size, mean, square = size[told], mean[told], square[told]
    half = np.maximum(0.0, size * (mean - square * np.log1p(mean / square)))
    unmet = 2 * np.exp(-size * np.log1p(mean))
    chance = np.ones(len(told))
    chance[told] = np.minimum(1.0, np.maximum(unmet, erfc(np.sqrt(half))))
    return chance


def _known(figures: Array | None, place: int) -> float | None:
    return None if figures is None or np.isnan(figures[place]) else float(figures[place])


def _relative(group: Group, least: int, both: Array | None = None) -> Array | None:
    """The geometric mean of ratios of mean scores on shared questions (Cramer et al. 2022).

    Of those who share so many; NaN for who does with nobody.
    """
    if group.shared.pairs > PAIRS:
        return None
    beside, met = group.beside(), (group.both() if both is None else both) >= least
    np.fill_diagonal(met, val=False)
    one, other = np.nonzero(met)
    mine, theirs = beside[one, other], beside[other, one]
    if (mine <= 0).any():
        return None
    others = np.bincount(one, minlength=len(met))
    ratios = np.bincount(one, np.log(mine / theirs), minlength=len(met))
    found: Array = np.round(np.exp(ratios / (others + 1)), DIGITS)
    return np.where(others > 0, found, np.nan)
