"""Standings: who is compared with whom, who is better, how sure that is, and who cannot be placed.

One definition for ledgers and tables. Everything is of scores by forecaster and question, one
weight for each question, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from math import exp, fsum, log
from operator import attrgetter
from typing import TypedDict

from verifier.dataclass import dataclass
from verifier.rank.chains import Own, ranks_of
from verifier.rank.circles import LINKED, circles
from verifier.rank.effects import DIGITS, PLAIN, Algebra, Effects, Round
from verifier.rank.leaning import Leaning, beside_of, enough_without, joint, leaning_on
from verifier.rank.pairs import (
    ASKED,
    ERROR,
    PERMUTED,
    Asked,
    Pair,
    bounds_of,
    chances_of,
    differences,
    pairs_of,
    permuted,
    sample_of,
    sides_of,
)
from verifier.rank.sample import Sample, Score
from verifier.rules import Thresholds
from verifier.score.calibration import (
    Calibration,
    Given,
    calibration_chance,
    corp,
    corrected_by_question,
)

PAIRS = 5_000_000
"""Ratios of pairs are worked out for so many pairs of answers at most."""

_Ends = tuple[float | None, float | None]
"""How large the score of a question can be, and how much one can weigh, where that is known."""


class Reason(StrEnum):
    """Why a figure is not given."""

    TOO_FEW_QUESTIONS = "too_few_questions"
    NO_RIVAL = "no_rival"
    NO_SHARED_SET = "no_shared_set"
    NOT_JOINED = "not_joined"
    NO_QUESTIONS = "no_questions"
    NO_BOUND = "no_bound"
    WEIGHTS_DIFFER = "weights_differ"
    DIFFERENT_DAYS = "different_days"
    EARLY_END = "early_end"
    NO_END_KNOWN = "no_end_known"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A figure that is not given: why, how many there are and how many it would take.

    `least` is the number of questions that makes a rival, where rivals are too few.
    """

    reason: Reason
    have: int
    need: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """One forecaster: the mean score over all own questions, and the place among comparable ones.

    `adjusted` is what the score would be on the questions of the whole group, `compared` on how
    many of them one of the others stands beside, `beside` on how many questions anybody does;
    `peer` by how much the others scored worse on these, with its interval, `relative` the ratio to
    them (the geometric mean over pairs), also where nobody can be placed. What cannot be given is
    None and its refusal says why.
    """

    forecaster: str
    questions: int
    mean: float
    interval: tuple[float, float] | None
    interval_refused: Refusal | None
    group: int | None = None
    compared: int = 0
    beside: int = 0
    adjusted: float | None = None
    peer: float | None = None
    peer_interval: tuple[float, float] | None = None
    relative: float | None = None
    rank: int | None = None
    ranks: tuple[int, int] | None = None
    rank_refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Standings:
    """All forecasters: those of a group together, by rank, then those without, by name.

    `pairs` are of groups of `HELD` forecasters at most. `leaning` names who would not stand in the
    same order, or beside each other at all, without one other, who may have no place, or without
    all who have none (`UNPLACED`); of groups as small as are permuted, None where none was looked
    at.
    """

    rows: tuple[Standing, ...]
    groups: tuple[tuple[str, ...], ...]
    questions: tuple[int, ...]
    refused: Refusal | None
    pairs: Mapping[tuple[str, str], Pair]
    leaning: Mapping[str, tuple[str, ...]] | None = None

    def open(self, row: Standing) -> bool:
        """Whether nothing is known of a place: it may be any of its group."""
        return row.group is not None and row.ranks == (1, len(self.groups[row.group - 1]))


def standings(
    rounds: Iterable[Round],
    *,
    thresholds: Thresholds,
    most: float | None = None,
    algebra: Algebra = PLAIN,
    permute: bool = False,
    tables: int = 1,
    heaviest: float | None = None,
) -> Standings:
    """Place all forecasters; scores are the better the lower, from 0 to `most`.

    Compared are those who stand beside others on enough questions. Where these fall into groups
    that share too few, each group has ranks of its own. With `permute` the pairs of small
    groups are tested by permutation, too. Of so many `tables` that are tested beside each other
    each has its part of what may go wrong. No question weighs more than `heaviest`, if it is known.
    """
    held = sorted(rounds, key=attrgetter("question"))
    own: dict[str, list[tuple[Score, float]]] = {}
    for round in held:
        for name, score in round.scores.items():
            own.setdefault(name, []).append((score, round.of(name)))
    weights = {weight for scores in own.values() for _, weight in scores}
    bound = heaviest
    # Where all weigh alike, but for what is lost in computing, so does the next; else nobody knows.
    if bound is None and weights and max(weights) <= min(weights) * (1 + 1e-9):
        bound = max(weights)
    least, ends = min(LINKED, thresholds.rank), (most, bound)
    joined = circles(_met(held, thresholds.rank), least, algebra)
    joined.sort(key=lambda circle: (-len(circle[1].names), circle[1].names))
    rows = {name: _alone(name, scores, thresholds, ends) for name, scores in own.items()}
    pairs: dict[tuple[str, str], Pair] = {}
    leaning: Leaning | None = None
    groups = tuple(fit.names for _, fit in joined)
    anywhere = frozenset(name for names in groups for name in names)
    for number, (among, fit) in enumerate(joined, start=1):
        asked = Asked(thresholds.rank, least, most, None if bound is None else heaviest or 0.0)
        found = _place(number, among, fit, rows, thresholds, asked, ends, ERROR / tables)
        if permute and len(fit.names) <= PERMUTED and len(among) <= ASKED:
            found = permuted(found, among, ERROR / tables)
            stand = {name: rows[name] for name in fit.names}
            kept = enough_without(beside_of(held, frozenset(stand), anywhere), thresholds.rank)
            leaning = joint(leaning, leaning_on(among, stand, kept, least))
        pairs |= found
    sizes = tuple(len({r.question for r in among}) for among, _ in joined)
    beside = _beside(held)
    return completed(
        Standings(tuple(rows.values()), groups, sizes, None, pairs, leaning),
        beside,
        thresholds,
        lambda: _relative([r for round in held if (r := round.among(frozenset(own)))], 1),
    )


def completed(
    found: Standings,
    beside: Mapping[str, int],
    thresholds: Thresholds,
    relative: Callable[[], Mapping[str, float]],
) -> Standings:
    """Those of a group together, by rank and score, then who has no place, by name, with why.

    `beside` counts for everybody the questions on which anybody else says something comparable.
    Where nobody is placed nobody could be moved by the ratios to others who answered little: these
    are told of whoever shares a question.
    """
    refused, told = None, dict[str, float]()
    if not found.groups:
        enough = sum(row.questions >= thresholds.rank for row in found.rows)
        refused = why_nobody(enough, beside.values(), thresholds)
        told = dict(relative())
    rows = []
    for row in found.rows:
        count, why = beside[row.forecaster], None
        if row.group is None:
            why = why_unranked(row.questions, refused, count, thresholds)
        ratio = told.get(row.forecaster, row.relative)
        rows.append(replace(row, beside=count, relative=ratio, rank_refused=why))
    rows.sort(
        key=lambda r: (r.group is None, r.group or 0, r.rank or 0, r.adjusted or 0.0, r.forecaster)
    )
    return replace(found, rows=tuple(rows), refused=refused)


def _met(rounds: Sequence[Round], need: int) -> Sequence[Round]:
    """The questions as far as they compare forecasters who stand beside anybody on enough."""
    enough = frozenset(name for name, count in _beside(rounds).items() if count >= need)
    return [r for round in rounds if (r := round.among(enough))]


def _place(
    number: int,
    rounds: Sequence[Round],
    fit: Effects,
    rows: dict[str, Standing],
    thresholds: Thresholds,
    asked: Asked,
    ends: _Ends,
    error: float,
) -> dict[tuple[str, str], Pair]:
    """Put the standings within one group into the rows."""
    met = {pair: sample_of(each) for pair, each in differences(rounds).items()}
    chances, size = chances_of(fit, asked, rounds, met), len(fit.names)
    pairs = pairs_of(fit.names, chances, error, met)
    bounds = bounds_of(sides_of(chances, size), size, error)
    bounded = ends[1] is not None and (
        ends[0] is not None
        or all(score.highest is not None for r in rounds for score in r.scores.values())
    )
    centre = _centre(rounds, dict(zip(fit.names, fit.effect, strict=True)))
    adjusted = [round(centre + effect, DIGITS) for effect in fit.effect]
    peers = _peers(rounds)
    own = Own(fit, met, asked.least)
    ranks = ranks_of(adjusted, own.contrary, own.strength)
    relative = _relative(rounds, thresholds.ratio)
    for place, name in enumerate(fit.names):
        rows[name] = replace(
            rows[name],
            group=number,
            compared=len(peers[name]),
            adjusted=adjusted[place],
            **_beside_others(peers[name], thresholds, ends),
            relative=relative.get(name),
            rank=within(ranks[place], bounds[place]),
            ranks=bounds[place] if bounded else None,
        )
    return pairs


def within(rank: int, bounds: tuple[int, int]) -> int:
    """What is sure of all together holds whatever chains leave open."""
    low, high = bounds
    return min(max(rank, low), high)


def _centre(rounds: Sequence[Round], effect: Mapping[str, float]) -> float:
    """What a forecaster of no effect would score on a group's questions, by all who answered."""
    weight = fsum(r.weight for r in rounds)
    means = (
        r.weight * fsum(value - effect[n] for n, value in own.items()) / len(own)
        for r in rounds
        for own in [_compared(r)]
    )
    return fsum(means) / weight


def _compared(round: Round) -> Mapping[str, float]:
    """Each one's score on a question, of what compares with others."""
    if round.pairs is None:
        return {name: score.value for name, score in round.scores.items()}
    found: dict[str, list[float]] = {}
    for pair, scores in round.pairs.items():
        for name, score in zip(pair, scores, strict=True):
            found.setdefault(name, []).append(score.value)
    return {name: fsum(values) / len(values) for name, values in found.items()}


def _peers(rounds: Sequence[Round]) -> dict[str, list[tuple[Score, float]]]:
    """By how much those beside each scored worse on every question, and what it weighs."""
    gained: dict[str, list[tuple[Score, float]]] = {}
    for r in rounds:
        for name, difference in _against(r).items():
            gained.setdefault(name, []).append((Score(0.0 - difference), r.of(name)))
    return gained


class _Beside(TypedDict):
    peer: float
    peer_interval: tuple[float, float] | None


def _beside_others(
    gained: Sequence[tuple[Score, float]], thresholds: Thresholds, ends: _Ends
) -> _Beside:
    """The mean of what was gained on others, with the interval of this one forecaster's."""
    sample = Sample.of((score for score, _ in gained), [weight for _, weight in gained])
    found, (most, heaviest) = None, ends
    if len(gained) >= thresholds.interval and most is not None and heaviest is not None:
        found = sample.interval(least=-most, most=most, heaviest=heaviest)
    told = None if found is None else (round(found[0], DIGITS), round(found[1], DIGITS))
    return {"peer": round(sample.mean, DIGITS), "peer_interval": told}


def _against(round: Round) -> dict[str, float]:
    """Each one's score on a question less the mean of those that compare with it."""
    if round.pairs is None:
        total, others = fsum(s.value for s in round.scores.values()), len(round.scores) - 1
        return {n: s.value - (total - s.value) / others for n, s in round.scores.items()}
    sums: dict[str, list[float]] = {}
    for (one, other), scores in round.pairs.items():
        difference = scores[0].value - scores[1].value
        sums.setdefault(one, []).append(difference)
        sums.setdefault(other, []).append(-difference)
    return {name: fsum(values) / len(values) for name, values in sums.items()}


def _relative(rounds: Sequence[Round], least: int) -> dict[str, float]:
    """The geometric mean of ratios of mean scores on shared questions (Cramer et al. 2022).

    Over all of a group who share so many questions, oneself included. Not defined where a mean
    score is 0, and not worked out where there are too many.
    """
    if sum(len(r.scores) ** 2 for r in rounds) > PAIRS:
        return {}
    sums: dict[tuple[str, str], list[float]] = {}
    for r in rounds:
        weights = dict(r.between())
        for pair, scores in r.beside.items():
            cell = sums.setdefault(pair, [0.0, 0.0, 0.0])
            cell[2] += 1
            for side, score in enumerate(scores):
                cell[side] += weights[pair] * score.value
    enough = {pair: cell[:2] for pair, cell in sums.items() if cell[2] >= least}
    if any(min(cell) <= 0 for cell in enough.values()):
        return {}
    logs: dict[str, list[float]] = {}
    for (a, b), (one, other) in enough.items():
        logs.setdefault(a, []).append(log(one / other))
        logs.setdefault(b, []).append(log(other / one))
    return {
        name: round(exp(fsum(ratios) / (len(ratios) + 1)), DIGITS) for name, ratios in logs.items()
    }


def _alone(
    name: str, scores: Sequence[tuple[Score, float]], thresholds: Thresholds, ends: _Ends
) -> Standing:
    """One's mean score over all own questions, with its interval."""
    count, sample = len(scores), Sample.of((s for s, _ in scores), [weight for _, weight in scores])
    found, why = interval_or_why(sample, count, thresholds=thresholds, bounds=ends)
    return Standing(name, count, round(sample.mean, DIGITS), found, why)


def interval_or_why(
    sample: Sample, questions: int, *, thresholds: Thresholds, bounds: _Ends
) -> tuple[tuple[float, float] | None, Refusal | None]:
    """The interval of a mean score, or why there is none."""
    most, heaviest = bounds
    need = thresholds.interval
    if questions < need:
        return None, Refusal(Reason.TOO_FEW_QUESTIONS, questions, need)
    if heaviest is None:
        return None, Refusal(Reason.WEIGHTS_DIFFER, questions, need)
    ends = sample.interval(most=most, heaviest=heaviest)
    if ends is None:
        return None, Refusal(Reason.NO_BOUND, questions, need)
    return (round(ends[0], DIGITS), round(ends[1], DIGITS)), None


def calibrated(
    questions: Sequence[Sequence[Given]], *, thresholds: Thresholds
) -> tuple[Calibration | None, Refusal | None]:
    """The calibration of what was given on each question, or why there is none.

    What is given on one question shares its luck: chance is that of questions.
    """
    if len(questions) < thresholds.calibration:
        return None, Refusal(Reason.TOO_FEW_QUESTIONS, len(questions), thresholds.calibration)
    table = [row for own in questions for row in own]
    found = corp(table)
    if found is None:
        return None, None
    alone = all(len(own) == 1 for own in questions)
    return replace(
        found,
        corrected=corrected_by_question(questions),
        chance=calibration_chance(table, questions=None if alone else questions),
    ), None


def why_nobody(enough: int, beside: Iterable[int], thresholds: Thresholds) -> Refusal:
    """Why nobody is ranked: of two that it takes, what the second lacks.

    `enough` have answered as many questions as a rank takes; `beside` counts for everybody those
    on which somebody else says something comparable.
    """
    if enough < 2:
        return Refusal(Reason.NO_RIVAL, enough, 2, thresholds.rank)
    return _short_of(sorted(beside)[-2], thresholds)


def _short_of(beside: int, thresholds: Thresholds) -> Refusal:
    """What lacks where so many questions compare: more of them, or others who share them."""
    if beside < thresholds.rank:
        return Refusal(Reason.NO_SHARED_SET, beside, thresholds.rank)
    return Refusal(Reason.NOT_JOINED, beside, min(LINKED, thresholds.rank), thresholds.rank)


def why_unranked(
    questions: int, refused: Refusal | None, beside: int, thresholds: Thresholds
) -> Refusal:
    """Why one forecaster is not ranked; `refused` says why nobody is."""
    if questions < thresholds.rank:
        return Refusal(Reason.TOO_FEW_QUESTIONS, questions, thresholds.rank)
    if refused is not None and refused.reason == Reason.NO_RIVAL:
        return refused
    return _short_of(beside, thresholds)


def _beside(rounds: Sequence[Round]) -> Mapping[str, int]:
    """On how many questions each forecaster stands beside anybody."""
    count = {name: 0 for round in rounds for name in round.scores}
    for round in rounds:
        met = round.among(frozenset(round.scores))
        for name in met.scores if met else ():
            count[name] += 1
    return count
