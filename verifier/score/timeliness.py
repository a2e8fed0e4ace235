"""Timeliness of forecasts of a ledger: the cut-off CRPS on the questions that can be timed.

A question can be timed where it names an event, opens on a day and has a horizon declared by a rule
that sees neither event nor forecasts. The horizon is the cut-off for all forecasters alike, and
nothing is scored before it has passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from verifier.model.days import Days, latest
from verifier.model.ledger import Ledger
from verifier.model.proposition import DoesNotOccur
from verifier.model.verdict import Verdict
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.propositions import Answer
from verifier.resolve.questions import Answered
from verifier.rules import TimingRules
from verifier.score.accuracy import skill
from verifier.score.crps import EventDay, Piece, cutoff_crps
from verifier.score.envelope import Envelope
from verifier.score.forecasts import ForecastScore, LeftOut


@dataclass(frozen=True, slots=True)
class Timed:
    """A question that can be timed: its cut-off in days from its opening, and the event's days.

    `came` holds each day, counted from the opening, on which the event may have come; None in it
    where it may not have come at all.
    """

    question: str
    opens: date
    cutoff: int
    came: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Timeliness:
    """The mean cut-off CRPS in days over questions, the reference's, and the skill against it."""

    questions: int
    crps: Envelope
    reference: Envelope
    skill: float | None


def timed_questions(known: Knowledge, answers: Mapping[str, Answered]) -> Mapping[str, Timed]:
    """Every question whose cut-off has passed and whose event is settled or disputed."""
    found = (
        _timed(id, answered.period, answered.answer)
        for id, answered in answers.items()
        if known.closed(answered.period)
    )
    return {timed.question: timed for timed in found if timed is not None}


def _timed(question: str, period: Days, found: Answer) -> Timed | None:
    if found.truth.pending is not None or period.start is None or period.length is None:
        return None
    opens = period.start
    came: list[float | None] = [None] if found.truth.low < 1 else []
    if found.truth.high > 0 and found.began is not None:
        inside = found.began.intersection(period)
        if inside is not None and inside.start is not None and inside.last is not None:
            first, days = (inside.start - opens).days, inside.length or 0
            came += [float(first + n) for n in range(days)]
    return Timed(question, opens, period.length, tuple(came)) if came else None


def timeliness(
    rows: Iterable[ForecastScore],
    ledger: Ledger,
    verdicts: Mapping[str, Verdict],
    timed: Mapping[str, Timed],
    rules: TimingRules,
) -> Timeliness | None:
    """A forecaster's timeliness: the first forecast with a number on each question that counts."""
    first: dict[str, ForecastScore] = {}
    for row in sorted(rows, key=lambda r: ledger.said(r.forecast)):
        if row.question in timed and row.left_out is None and row.event_truth is not None:
            first.setdefault(str(row.question), row)
    own, others = [], []
    for question, row in sorted(first.items()):
        verdict, on = verdicts[row.forecast], timed[question]
        denied = isinstance(ledger.forecasts[row.forecast].expects, DoesNotOccur)
        implied = _implied(row, verdict, on, rules, denied=denied)
        if implied:
            own.append(_envelope(implied[0], implied, on))
            half = _reference(on, rules)
            others.append(_envelope(half, [half], on))
    if not own:
        return None
    mine, theirs = _mean(own), _mean(others)
    gained = None
    if mine.central is not None and theirs.central is not None:
        gained = skill(score=mine.central, reference=theirs.central)
    return Timeliness(len(own), mine, theirs, gained)


def _implied(
    row: ForecastScore, verdict: Verdict, timed: Timed, rules: TimingRules, *, denied: bool
) -> list[EventDay]:
    """What the words imply about the day: the central reading first, then the others."""
    p = row.likelihood.probability
    shape = rules.shape(verdict.trail.window.operator)
    if p is None or shape is None or row.left_out in (LeftOut.OPEN, LeftOut.NO_DEADLINE):
        return []
    masses = [1 - m if denied else m for m in (p.central, p.low, p.high)]
    windows = (verdict.wide.window, verdict.narrow.window)
    return [
        EventDay(tuple(_pieces(shape, window, mass, timed)))
        for mass, window in product(masses, windows)
    ]


def _pieces(shape: str, window: Days, mass: float, timed: Timed) -> list[Piece]:
    begins = latest(window.start, timed.opens)
    start = float((begins - timed.opens).days) if begins else 0.0
    until = float(timed.cutoff) if window.until is None else (window.until - timed.opens).days
    if shape == "from_start":
        until = max(float(timed.cutoff), start)
    until = max(until, start)
    if shape != "peaked":
        return [Piece(start, until, mass)]
    third = (until - start) / 3
    return [Piece(start, until, mass / 2), Piece(start + third, until - third, mass / 2)]


def _reference(timed: Timed, rules: TimingRules) -> EventDay:
    return EventDay((Piece(0, timed.cutoff, rules.reference.probability),))


def _envelope(central: EventDay, readings: Sequence[EventDay], timed: Timed) -> Envelope:
    scores = [
        cutoff_crps(forecast=reading, event=came, cutoff=timed.cutoff)
        for reading, came in product(readings, timed.came)
    ]
    alone = [cutoff_crps(forecast=central, event=c, cutoff=timed.cutoff) for c in timed.came]
    middle = alone[0] if len(alone) == 1 else None
    return Envelope(min(scores), middle, max(scores))


def _mean(envelopes: Sequence[Envelope]) -> Envelope:
    count = len(envelopes)
    central = [e.central for e in envelopes if e.central is not None]
    return Envelope(
        sum(e.best for e in envelopes) / count,
        sum(central) / count if len(central) == count else None,
        sum(e.worst for e in envelopes) / count,
    )
