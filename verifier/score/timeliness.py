"""Timeliness of forecasts of a ledger: a score in days over what each forecast speaks of.

At the end of each day of a forecast's window, as far as the question's period is scored, how likely
the forecast called it that the event has come in the window by then is compared with whether it
has; so is the reference that stands beside it. Of what comes before or after the window neither an
affirmation nor a denial says anything. Each day is scored by what was said first of it, before the
question was decided, so that neither a late word nor many take a place; of questions that share
their luck each day is one. A question can be timed where it names an event, opens on a day and has
a horizon. Nothing is scored before the horizon has passed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import sqrt
from typing import NamedTuple

from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.model.forecasts import Forecast
from verifier.model.ledger import Ledger
from verifier.model.proposition import DoesNotOccur
from verifier.model.verdict import MAY_COUNT, Verdict
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.questions import Answered, Key
from verifier.rules import TimingRules
from verifier.score.accuracy import divides, skill
from verifier.score.crps import cutoff_crps, spread
from verifier.score.envelope import Envelope, joined, worlds
from verifier.score.forecasts import ForecastScore
from verifier.score.stood import Stood, asked_of, cause_of, reading_of


@dataclass(frozen=True, slots=True)
class Timed:
    """A question that can be timed: the days that are scored, and how many its period has.

    `decided` is the day on which the event that answers it was public.
    """

    scored: Days
    length: int
    decided: date | None


@dataclass(frozen=True, slots=True)
class Timeliness:
    """The score in days added up over questions, the reference's over the same days, and the gain.

    A mean would hang on what came: of what was decided before one spoke nothing is scored, so that
    saying more of the rest could pay. Questions that share their luck count as one. `difference` is
    reference minus score, its best the greatest. `skill` is None on too few questions for a ratio,
    and where the reference was off by less, on all of them together, than one question can cost.
    """

    questions: int
    crps: Envelope
    reference: Envelope
    difference: Envelope
    skill: float | None


def timed_questions(
    known: Knowledge, answers: Mapping[Key, Answered], share: float | None = None
) -> Mapping[Key, Timed]:
    """Every wording of a question whose period is over and answered, by its key.

    `share` of the period is scored, from its start; if none is given, that of the rules.
    """
    share = share or known.rules.timing.cutoff.period
    found = {
        key: _timed(answered, share, known.ledger)
        for key, answered in answers.items()
        if known.closed(answered.period) and answered.answer.truth.pending is None
    }
    return {key: timed for key, timed in found.items() if timed is not None}


def _timed(answered: Answered, share: float, ledger: Ledger) -> Timed | None:
    period = answered.period
    if period.start is None or period.length is None:
        return None
    sure = (c.event for c in answered.answer.candidates if c.settles)
    decided = min((ledger.events[id].known.days.order for id in sure), default=None)
    return Timed(scored_of(period, share), period.length, decided)


def scored_of(period: Days, share: float) -> Days:
    """So much of a period, from its start, in whole days and one at least."""
    assert period.start is not None
    days = max(1, round(share * (period.length or 0)))
    return Days(period.start, period.start + timedelta(days))


def timeliness(
    weighed: Iterable[Stood],
    ledger: Ledger,
    verdicts: Mapping[str, Verdict],
    timed: Mapping[Key, Timed],
    rules: TimingRules,
    *,
    least: int,
) -> Timeliness | None:
    """A forecaster's timeliness: the first statement with a number on each day of each question."""
    fates: dict[str, list[tuple[Stood, Timed]]] = {}
    for one in sorted(weighed, key=lambda one: one.stood.order):
        asked = ledger.asked.get(one.row.forecast)
        on = timed.get(asked.key) if asked is not None else None
        if on is not None and _counts(one, on, verdicts[one.row.forecast], rules):
            fates.setdefault(asked_of(one.row, ledger), []).append((one, on))
    spoken = [
        own
        for _, said in sorted(fates.items())
        if (own := list(_spoken_of(said, verdicts, rules, ledger)))
    ]
    if not spoken:
        return None
    held = [one for own in spoken for one in own]
    mine = _envelope(held, lambda own, _: own)
    theirs = _envelope(held, lambda _, reference: reference)
    less = _envelope(held, _Parabola.less)
    gain = Envelope(-less.best, None if less.central is None else -less.central, -less.worst)
    ratio = None
    if mine.central is not None and theirs.central is not None and len(spoken) >= least:
        most = max(sum(one.days for one in own) for own in spoken)
        enough = divides(reference=theirs.central / most, questions=1)
        ratio = skill(score=mine.central, reference=theirs.central) if enough else None
    return Timeliness(len(spoken), mine, theirs, gain, ratio)


def _counts(one: Stood, on: Timed, verdict: Verdict, rules: TimingRules) -> bool:
    """Whether it was public before the question was decided, and says a probability by days."""
    early = one.in_time and (on.decided is None or one.stood.order < on.decided)
    number = one.row.likelihood.probability is not None and one.row.event_truth is not None
    return early and number and rules.shape(verdict.trail.window.operator) is not None


def _spoken_of(
    said: Sequence[tuple[Stood, Timed]],
    verdicts: Mapping[str, Verdict],
    rules: TimingRules,
    ledger: Ledger,
) -> Iterator[_Spoken]:
    for (one, on), days in zip(said, _first_said(said), strict=True):
        found = _spoken(one, verdicts[one.row.forecast], on, days, rules, ledger)
        if found is not None:
            yield found


def _first_said(said: Sequence[tuple[Stood, Timed]]) -> Sequence[Mapping[date, float]]:
    """The days on which each statement is scored, and its part of each.

    A day is scored by what was said first of it; what was published on one day shares it, by the
    days that each speaks of, so that nothing is gained by denying single ones as well. Whether
    something was said later, which what came decides, turns no weight of what was said before.
    """
    first: dict[date, list[int]] = {}
    lengths = []
    for n, (one, on) in enumerate(said):
        left = one.window.intersection(Days(one.stood.order, None))
        both = left and left.intersection(on.scored)
        lengths.append((both and both.length) or 0)
        for day in (both.order + timedelta(m) for m in range(lengths[n])) if both else ():
            held = first.setdefault(day, [])
            if not held or said[held[0]][0].stood.order == one.stood.order:
                held.append(n)
    days: list[dict[date, float]] = [{} for _ in said]
    for day, held in sorted(first.items()):
        for n in held:
            days[n][day] = lengths[n] / sum(lengths[m] for m in held)
    return days


@dataclass(frozen=True, slots=True)
class _Parabola:
    """A score as it depends on the probability of what was said: a p^2 + b p + c, in days."""

    a: float
    b: float
    c: float

    def at(self, p: float) -> float:
        return (self.a * p + self.b) * p + self.c

    def less(self, other: _Parabola) -> _Parabola:
        return _Parabola(self.a - other.a, self.b - other.b, self.c - other.c)


_Word = tuple[str, float, float, float]
"""A word and its probability: low, central, high."""


class _Admissible(NamedTuple):
    """Scores that may be, the forecast's and the reference's, and how causes are decided then."""

    own: _Parabola
    reference: _Parabola
    where: Mapping[str, bool]

    def holds(self, world: Mapping[str, bool]) -> bool:
        """Whether it is admissible where causes are decided in this way; others are left free."""
        return all(world.get(id, decided) == decided for id, decided in self.where.items())


@dataclass(frozen=True, slots=True)
class _Spoken:
    """One forecast: its scores, one for each reading of the window and day of the event.

    The first is that of the widest window, and the central one where the day is `sure`. `days` is
    the most that it can cost.
    """

    days: float
    word: _Word
    scores: Sequence[_Admissible]
    sure: bool

    @property
    def causes(self) -> Iterable[str]:
        return {id for one in self.scores for id in one.where}


def _spoken(
    one: Stood,
    verdict: Verdict,
    timed: Timed,
    mine: Mapping[date, float],
    rules: TimingRules,
    ledger: Ledger,
) -> _Spoken | None:
    row, p = one.row, one.row.likelihood.probability
    assert p is not None
    denied = isinstance(ledger.forecasts[row.forecast].expects, DoesNotOccur)
    scores = []
    sure = True
    for window in dict.fromkeys(reading.window for reading in reversed(verdict.readings)):
        came = [*dict.fromkeys(_came(row, verdict, window, ledger))]
        sure = sure and len(came) == 1
        since, until = max(window.order, one.stood.order), window.until or timed.scored.until
        days = [day for day in mine if since <= day and (until is None or day < until)]
        if not days or until is None:
            continue
        weights = [mine[day] for day in days]
        said = spread(
            rules.shape(verdict.trail.window.operator),
            (until - since).days,
            _stated(ledger.forecasts[row.forecast], since),
        )
        by_day = [said[(day - since).days] for day in days]
        opens = max(since, timed.scored.order)
        # When it is said it is known that it has not come in the part of the period that is over.
        over = max(0, (one.stood.order - timed.scored.order).days)
        share = rules.reference.probability / (timed.length - rules.reference.probability * over)
        even = [share * ((day - opens).days + 1) for day in days]
        for event in came:
            where = _where(row, verdict, ledger, window, true=(event is not None) != denied)
            if where is None:
                continue
            # What came before all of them, but was not public, had come by the end of the first.
            day = None if event is None or event not in window else bisect_left(days, event)
            own = _parabola(by_day, day, weights, denied=denied)
            theirs = cutoff_crps(by_day=even, came=day, weights=weights)
            scores.append(_Admissible(own, _Parabola(0, 0, theirs), where))
    word = (p.word, p.low, p.central, p.high)
    return _Spoken(sum(mine.values()), word, scores, sure) if scores else None


def _stated(forecast: Forecast, since: date) -> Iterator[tuple[int, float]]:
    """After how many days what part of the probability was said to have come."""
    whole = forecast.claimed.probability
    for deadline in forecast.claimed.earlier if whole else ():
        until = deadline.by.days.until
        if whole and until is not None:
            yield (until - since).days, deadline.probability / whole


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


def _came(
    row: ForecastScore, verdict: Verdict, window: Days, ledger: Ledger
) -> Iterator[date | None]:
    """Each day on which what the forecast speaks of may first have come, None for never.

    Of events that may count each may be the first, up to one that surely does.
    """
    assert row.event_truth is not None
    if row.event_truth.low < 1:
        yield None
    if row.event_truth.high == 0:
        return
    began = [
        (ledger.events[c.event].began.days, c.settles)
        for c in verdict.bearing
        if c.counts in MAY_COUNT and c.meets
    ]
    # What is in no reading but another is of no account in this one.
    here = [(days, settles) for days, settles in began if days.overlaps(window)] or began
    for days, settles in sorted(here, key=lambda one: one[0].order):
        both = days.intersection(verdict.wide.window)
        if both is not None:
            yield from (both.order + timedelta(n) for n in range(both.length or 0))
        if settles:
            return


def _parabola(
    by_day: Sequence[float], came: int | None, weights: Sequence[float], *, denied: bool
) -> _Parabola:
    """The score for any probability, from three of them: it is a parabola in it."""
    none, half, all_ = (
        cutoff_crps(
            by_day=[(1 - p if denied else p) * share for share in by_day],
            came=came,
            weights=weights,
        )
        for p in (0.0, 0.5, 1.0)
    )
    a = 2 * (none - 2 * half + all_)
    return _Parabola(a, all_ - none - a, none)


_Of = Callable[[_Parabola, _Parabola], _Parabola]
"""Which score: of the forecast's own and the reference's."""


def _envelope(held: Sequence[_Spoken], of: _Of) -> Envelope:
    """The sum of scores: jointly over words and over what decides the questions.

    Each word is one probability throughout, and each disputed event or reading is decided once.
    """
    best = worst = 0.0
    for group in joined(held, lambda one: {one.word, *one.causes}):
        ways = worlds(one.causes for one in group)
        ends = [_ends(_in_world(group, world, of)) for world in ways]
        best += min(least for least, _ in ends)
        worst += max(greatest for _, greatest in ends)
    central = None
    if all(one.sure for one in held):
        first = ((one.scores[0], one.word[2]) for one in held)
        central = sum(of(score.own, score.reference).at(p) for score, p in first)
    return Envelope(best, central, worst)


_Scores = Mapping[_Word, Sequence[Sequence[_Parabola]]]


def _in_world(group: Sequence[_Spoken], world: Mapping[str, bool], of: _Of) -> _Scores:
    """The admissible scores of each forecast, by word, where causes are decided in this way."""
    scores: dict[_Word, list[Sequence[_Parabola]]] = {}
    for one in group:
        # None holds where another's events lie in windows that this one does not reach: all may.
        may = [score for score in one.scores if score.holds(world)] or one.scores
        scores.setdefault(one.word, []).append([of(s.own, s.reference) for s in may])
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
