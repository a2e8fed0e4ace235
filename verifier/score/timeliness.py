"""Timeliness of forecasts of a ledger: a score in days over what each forecast speaks of.

A forecast is scored over the days of its own window, as far as the question's period reaches, and
so is the reference that stands beside it. It says how likely the event is to have come in the
window by each of these days; of what comes before or after the window neither an affirmation nor a
denial says anything. A question can be timed where it names an event, opens on a day and has a
horizon. Nothing is scored before the horizon has passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import sqrt
from operator import attrgetter
from typing import NamedTuple

from verifier.model.days import Days, earliest, latest
from verifier.model.ledger import Ledger
from verifier.model.proposition import DoesNotOccur
from verifier.model.verdict import MAY_COUNT, Verdict
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.questions import Answered, Key
from verifier.rules import TimingRules
from verifier.score.accuracy import advantage, skill
from verifier.score.crps import EventDay, Piece, cutoff_crps
from verifier.score.envelope import Envelope, joined, worlds
from verifier.score.forecasts import ForecastScore, LeftOut
from verifier.score.stood import cause_of, reading_of


@dataclass(frozen=True, slots=True)
class Timed:
    """A question that can be timed: the days that are scored, and how many its period has."""

    question: str
    scored: Days
    length: int


@dataclass(frozen=True, slots=True)
class Timeliness:
    """The mean score in days over questions, the reference's over the same days, and the gain.

    `skill` is None on too few questions for a ratio.
    """

    questions: int
    crps: Envelope
    reference: Envelope
    difference: float | None
    skill: float | None


def timed_questions(
    known: Knowledge, answers: Mapping[Key, Answered], *, share: float = 1.0
) -> Mapping[Key, Timed]:
    """Every wording of a question whose period is over and answered, by its key.

    `share` of the period is scored, from its start.
    """
    found = {
        key: _timed(key[0], answered.period, share)
        for key, answered in answers.items()
        if known.closed(answered.period) and answered.answer.truth.pending is None
    }
    return {key: timed for key, timed in found.items() if timed is not None}


def _timed(question: str, period: Days, share: float) -> Timed | None:
    if period.start is None or period.length is None:
        return None
    days = max(1, round(share * period.length))
    return Timed(question, Days(period.start, period.start + timedelta(days)), period.length)


def timeliness(
    rows: Iterable[ForecastScore],
    ledger: Ledger,
    verdicts: Mapping[str, Verdict],
    timed: Mapping[Key, Timed],
    rules: TimingRules,
    *,
    least: int,
) -> Timeliness | None:
    """A forecaster's timeliness: the first forecast with a number on each question that counts."""
    first: dict[str, tuple[ForecastScore, Timed]] = {}
    for row in sorted(rows, key=lambda r: ledger.said(r.forecast)):
        asked = ledger.asked.get(row.forecast)
        on = timed.get(asked.key) if asked is not None else None
        if on is not None and row.left_out is None and row.event_truth is not None:
            first.setdefault(on.question, (row, on))
    spoken = [
        found
        for _, (row, on) in sorted(first.items())
        if (found := _spoken(row, verdicts[row.forecast], on, rules, ledger)) is not None
    ]
    if not spoken:
        return None
    sure = all(one.sure for one in spoken)
    mine = _envelope([(one.word, one.own) for one in spoken], sure=sure)
    reference = [((one.question, 0.0, 0.0, 0.0), one.reference) for one in spoken]
    theirs = _envelope(reference, sure=sure)
    difference = gained = None
    if mine.central is not None and theirs.central is not None:
        difference = advantage(score=mine.central, reference=theirs.central)
        ratio = skill(score=mine.central, reference=theirs.central)
        gained = ratio if len(spoken) >= least else None
    return Timeliness(len(spoken), mine, theirs, difference, gained)


@dataclass(frozen=True, slots=True)
class _Parabola:
    """A score as it depends on the probability of what was said: a p^2 + b p + c, in days."""

    a: float
    b: float
    c: float

    def at(self, p: float) -> float:
        return (self.a * p + self.b) * p + self.c


_Word = tuple[str, float, float, float]
"""A word and its probability: low, central, high."""


class _Admissible(NamedTuple):
    """A score that a forecast may have, and how the causes must be decided for it."""

    score: _Parabola
    where: Mapping[str, bool]

    def holds(self, world: Mapping[str, bool]) -> bool:
        """Whether it is admissible where causes are decided in this way; others are left free."""
        return all(world.get(id, decided) == decided for id, decided in self.where.items())


@dataclass(frozen=True, slots=True)
class _Spoken:
    """One forecast: its scores, one for each reading of the window and day of the event.

    The first is that of the widest window, and the central one where the day is `sure`.
    """

    question: str
    word: _Word
    own: Sequence[_Admissible]
    reference: Sequence[_Admissible]
    sure: bool


def _spoken(
    row: ForecastScore, verdict: Verdict, timed: Timed, rules: TimingRules, ledger: Ledger
) -> _Spoken | None:
    p, shape = row.likelihood.probability, rules.shape(verdict.trail.window.operator)
    if p is None or shape is None or row.left_out in (LeftOut.OPEN, LeftOut.NO_DEADLINE):
        return None
    denied = isinstance(ledger.forecasts[row.forecast].expects, DoesNotOccur)
    own, reference = [], []
    sure = True
    for window in dict.fromkeys(reading.window for reading in reversed(verdict.readings)):
        days = _scored_days(window, timed)
        came = list(_came(row, verdict, window, ledger))
        sure = sure and len(came) == 1
        for event in came:
            where = _where(row, verdict, ledger, window, true=(event is not None) != denied)
            if days is None or where is None:
                continue
            start, length, spread = days
            day = _day_of(event, start, length)
            mine = _parabola(shape, spread, length, day, denied=denied)
            share = rules.reference.probability * length / timed.length
            told = EventDay((Piece(0, length, share),))
            theirs = _Parabola(0, 0, cutoff_crps(forecast=told, event=day, cutoff=length))
            own.append(_Admissible(mine, where))
            reference.append(_Admissible(theirs, where))
    word = (p.word, p.low, p.central, p.high)
    return _Spoken(timed.question, word, own, reference, sure) if own else None


def _where(
    row: ForecastScore, verdict: Verdict, ledger: Ledger, window: Days, *, true: bool
) -> Mapping[str, bool] | None:
    """How causes are decided where that is the window, and what was said true or not.

    None where they cannot be: a reading that decides the truth holds for the window as well.
    """
    where: dict[str, bool] = {}
    if len(verdict.readings) == 2 and verdict.readings[0].window != verdict.readings[1].window:
        where[reading_of(verdict)] = window == verdict.readings[1].window
    cause = cause_of(row, verdict, ledger)
    if cause is None:
        return where
    decided = true != cause.turned
    return where if where.setdefault(cause.id, decided) == decided else None


def _scored_days(window: Days, timed: Timed) -> tuple[date, float, float] | None:
    """The first day that is scored, how many are, and over how many the probability is spread."""
    start = latest(window.start, timed.scored.start)
    end = earliest(window.until, timed.scored.until)
    if start is None or end is None or end <= start:
        return None
    until = window.until
    spread = (until - start).days if until is not None else (end - start).days
    return start, float((end - start).days), float(spread)


def _came(
    row: ForecastScore, verdict: Verdict, window: Days, ledger: Ledger
) -> Iterator[date | None]:
    """Each day on which what the forecast speaks of may have come in a window, None for never."""
    assert row.event_truth is not None
    if row.event_truth.low < 1:
        yield None
    if row.event_truth.high == 0:
        return
    inside = [c for c in verdict.bearing if c.counts in MAY_COUNT and c.meets]
    sure = [c for c in inside if c.settles] or inside
    if not sure:
        return
    began = [ledger.events[c.event].began.days for c in sure]
    # What is in no reading but another is of no account in this one.
    here = [days for days in began if days.overlaps(window)] or began
    both = min(here, key=attrgetter("order")).intersection(verdict.wide.window)
    if both is not None and both.start is not None and both.length is not None:
        yield from (both.start + timedelta(n) for n in range(both.length))


def _day_of(event: date | None, start: date, length: float) -> float | None:
    """The event's day, counted from the first that is scored; None where it is not among them.

    It counts from the beginning of its day, over which who names it has spread the probability: the
    least that can be reached is a third of a day.
    """
    if event is None or not 0 <= (event - start).days < length:
        return None
    return float((event - start).days)


def _parabola(
    shape: str, spread: float, length: float, day: float | None, *, denied: bool
) -> _Parabola:
    """The score for any probability, from three of them: it is a parabola in it."""
    at = {}
    for p in (0.0, 0.5, 1.0):
        mass = 1 - p if denied else p
        at[p] = cutoff_crps(
            forecast=EventDay(tuple(_pieces(shape, spread, mass))), event=day, cutoff=length
        )
    a = 2 * (at[0.0] - 2 * at[0.5] + at[1.0])
    return _Parabola(a, at[1.0] - at[0.0] - a, at[0.0])


def _pieces(shape: str, until: float, mass: float) -> list[Piece]:
    if shape != "peaked":
        return [Piece(0, until, mass)]
    # Half of the mass even, half in the middle third: the least that prefers the middle.
    third = until / 3
    return [Piece(0, until, mass / 2), Piece(third, until - third, mass / 2)]


_Said = tuple[_Word, Sequence[_Admissible]]


def _envelope(spoken: Sequence[_Said], *, sure: bool) -> Envelope:
    """The mean score over questions: jointly over words and over what decides the questions.

    Each word is one probability throughout, and each disputed event or reading is decided once.
    """
    count = len(spoken)
    best = worst = 0.0
    for group in joined(spoken, lambda said: {said[0], *_causes(said)}):
        ends = [_ends(_in_world(group, world)) for world in worlds(map(_causes, group))]
        best += min(least for least, _ in ends)
        worst += max(greatest for _, greatest in ends)
    central = sum(own[0].score.at(word[2]) for word, own in spoken) / count if sure else None
    return Envelope(best / count, central, worst / count)


def _causes(said: _Said) -> Iterable[str]:
    return {id for one in said[1] for id in one.where}


_Scores = Mapping[_Word, Sequence[Sequence[_Parabola]]]


def _in_world(group: Sequence[_Said], world: Mapping[str, bool]) -> _Scores:
    """The admissible scores of each question, by word, where causes are decided in this way."""
    scores: dict[_Word, list[Sequence[_Parabola]]] = {}
    for word, admissible in group:
        # None holds where another's events lie in windows that this one does not reach: all may.
        held = [one for one in admissible if one.holds(world)] or admissible
        scores.setdefault(word, []).append([one.score for one in held])
    return scores


def _ends(scores: _Scores) -> tuple[float, float]:
    """The least and the greatest sum, which is convex in a probability: it lies at an end."""
    return sum(_least(word, own) for word, own in scores.items()), sum(
        max(sum(max(s.at(p) for s in one) for one in own) for p in (low, high))
        for (_, low, _, high), own in scores.items()
    )


def _least(word: _Word, scores: Sequence[Sequence[_Parabola]]) -> float:
    """The least sum over one probability and, for each question, every admissible score.

    Between the points at which two scores of a question are the same the least ones stay the same,
    and their sum is one parabola.
    """
    _, low, _, high = word
    breaks = {low, high}
    for one in scores:
        for first, other in combinations(one, 2):
            breaks.update(
                p
                for p in _roots(first.a - other.a, first.b - other.b, first.c - other.c)
                if low < p < high
            )
    points = sorted(breaks)
    for left, right in pairwise(sorted(breaks)):
        middle = (left + right) / 2
        chosen = [min(one, key=lambda score: score.at(middle)) for one in scores]
        a, b = sum(score.a for score in chosen), sum(score.b for score in chosen)
        if a > 0:
            points.append(min(max(-b / (2 * a), left), right))
    return min(sum(min(s.at(p) for s in one) for one in scores) for p in points)


def _roots(a: float, b: float, c: float) -> Iterator[float]:
    if a == 0:
        if b != 0:
            yield -c / b
    elif b * b >= 4 * a * c:
        yield from ((-b + sign * sqrt(b * b - 4 * a * c)) / (2 * a) for sign in (-1, 1))
