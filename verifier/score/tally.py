"""Tallies: a forecaster's counts, accuracy and timeliness from the scored forecasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from verifier.model.days import Days
from verifier.model.forecasts import LikelihoodClass
from verifier.model.ledger import Ledger
from verifier.model.outcomes import Asked
from verifier.model.verdict import Outcome, Truth, Verdict
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.questions import Answered, Key
from verifier.score.accuracy import advantage, brier, divides, rate_of_window, skill
from verifier.score.calls import (
    DECIDED,
    PLAN_DENIED,
    Promise,
    Right,
    Says,
    class_named,
    expects_event,
    own_decision,
    promise,
)
from verifier.score.envelope import Envelope, Scored, brier_envelope
from verifier.score.forecasts import ForecastScore, LeftOut
from verifier.score.record import APART
from verifier.score.shares import Share
from verifier.score.shares import calls as calls_of
from verifier.score.stood import (
    Stood,
    asked_of,
    by_fate,
    cause_of,
    of_the_whole_of_it,
    stood,
)
from verifier.score.timeliness import Timed, Timeliness, timeliness


class Place(StrEnum):
    """Where a forecast is counted: exactly one for each."""

    MISREPORTED = "misreported"
    RESTATEMENT = "restatement"
    COMMITMENT = "commitment"
    UNSCORABLE = "unscorable"
    VOID = "void"
    NO_DEADLINE = "no_deadline"
    OPEN = "open"
    UNDECIDED = "undecided"
    SETTLED = "settled"


_APART = (Place.MISREPORTED, Place.RESTATEMENT, Place.COMMITMENT)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many forecasts there are in each place, and how many of the counted ones are what.

    `rights`, `hedged`, `unsaid` and `plans` (which are no calls), `with_number` and
    `without_number` are of those not set apart, `promises` of commitments. Of the plans
    `plans_denied` were denied; `plans_carried_out` were only reported, `plans_denied_in_vain`
    denied, and were carried out. `outcomes` are of the settled ones, `own_side` and
    `own_side_wrong` of those that were right and wrong on what the forecaster's own side decides,
    `came_since` of those without a deadline, `came_already` of those whose window is open.
    """

    places: Mapping[Place, int]
    rights: Mapping[Right, int]
    own_side: int
    own_side_wrong: int
    hedged: int
    unsaid: int
    plans: int
    plans_denied: int
    plans_carried_out: tuple[int, int]
    plans_denied_in_vain: tuple[int, int]
    promises: Mapping[Promise, int]
    outcomes: Mapping[Outcome, int]
    came_already: int
    came_since: int
    with_number: int
    without_number: int
    words_read: int
    scored: int
    scored_questions: int
    questions: int

    @property
    def disputed(self) -> int:
        """The settled ones on which both readings are defensible."""
        return self.outcomes.get(Outcome.DISPUTED, 0)

    @property
    def all(self) -> int:
        """All forecasts, those that are set apart included."""
        return sum(self.places.values())

    @property
    def apart(self) -> int:
        """Those that are shown and not counted: misreported, said again, about one's own acts."""
        return sum(self.places[place] for place in _APART)


@dataclass(frozen=True, slots=True)
class Contingency:
    """Calls against what happened, in the event's orientation, one for each question.

    `hedged` are questions on which the forecaster said too little to be held to a side, `unsaid`
    those on which no likelihood was named, `plans` those on which only a plan was reported or
    denied. `fates` are the hits, misses and false alarms of questions that share their luck.
    """

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    correct_negatives: int = 0
    disputed: int = 0
    hedged: int = 0
    unsaid: int = 0
    plans: int = 0
    fates: tuple[tuple[int, int, int], ...] = ()

    @property
    def calls(self) -> int:
        """How many calls there are, disputed ones included."""
        return self.hits + self.misses + self.false_alarms + self.correct_negatives + self.disputed


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Mean days of warning, as intervals: over warned events, and over all that were addressed.

    In the second mean an event counts as zero days of warning that the forecaster denied, or called
    for another time than it came.
    """

    warned_events: int
    warned: tuple[float, float] | None
    all_events: int
    all: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Called:
    """What days off leave out: calls for an event, how many came at all, how wide the windows were.

    Vague windows and calls for what never comes cost no days.
    """

    calls: int
    came: int
    width: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """A forecaster's record under one scheme; scores are means over questions, one weight each.

    `own_calls` are those of the calls, right and all that were right or wrong, on what the
    forecaster's own side decides.

    `days_off` is over the `dated`: of those `expected`, forecasts whose window is over and that did
    not call the event unlikely, nor only told of a plan, the ones whose event came. The others cost
    no days.
    """

    forecaster: str
    counts: Counts
    calls: Share
    own_calls: tuple[int, int]
    brier: Envelope | None
    log_score: float | None
    contingency: Contingency
    lead_times: LeadTimes
    timing_error: tuple[float, float] | None
    days_off: tuple[float, float] | None
    expected: int
    dated: int
    called: Called
    timeliness: Timeliness | None
    skill: Skill | None


@dataclass(frozen=True, slots=True)
class Skill:
    """Accuracy against declared base rates, over the questions that have one.

    `difference` is reference minus score, `skill` 1 - mean score / mean reference score (a ratio of
    means, never a mean of ratios): None on too few questions for a ratio, and where the reference
    lost too little to be divided by (`divides`).
    """

    questions: int
    skill: float | None
    difference: float


def tally(
    forecaster: str,
    known: Knowledge,
    verdicts: Mapping[str, Verdict],
    scores: Mapping[str, ForecastScore],
    timed: Mapping[Key, Timed],
    answers: Mapping[Key, Answered],
) -> Tally:
    """The record of a forecaster who has a forecast."""
    rows = _rows(forecaster, known, scores)
    ledger = known.ledger
    weighed = _weighed(rows, known, verdicts)
    counted = _counted(weighed)
    calls, expected = _calls(rows, known, verdicts), _expected(rows, verdicts, ledger)
    errors = [v.timing_error for v in expected if v.timing_error is not None]
    decided = _right_calls(rows, known, verdicts)
    counts, least = _counts(forecaster, rows, known, verdicts), known.rules.schemes.thresholds.ratio
    return Tally(
        forecaster,
        counts,
        calls_of((asked_of(row, ledger), row.right) for row in decided),
        _own_calls(decided, ledger.forecasters[forecaster].side, known),
        _brier(counted, known, verdicts),
        _log_score(counted),
        _contingency(calls, ledger),
        _lead_times(calls, verdicts, ledger, answers),
        _mean(errors, len(errors)),
        _mean([_absolute(error) for error in errors], len(errors)),
        len(expected),
        len(errors),
        _called(rows, verdicts),
        timeliness(weighed, ledger, verdicts, timed, known.rules.timing, least=least),
        _skill(counted, ledger, least),
    )


def accuracy(
    forecaster: str,
    known: Knowledge,
    verdicts: Mapping[str, Verdict],
    scores: Mapping[str, ForecastScore],
) -> Envelope | None:
    """The Brier score of a forecaster who has a forecast: a part of the record."""
    weighed = _weighed(_rows(forecaster, known, scores), known, verdicts)
    return _brier(_counted(weighed), known, verdicts)


def _rows(
    forecaster: str, known: Knowledge, scores: Mapping[str, ForecastScore]
) -> Sequence[ForecastScore]:
    return [scores[id] for id in known.ledger.forecasts_of[forecaster] if id in scores]


def _weighed(
    rows: Sequence[ForecastScore], known: Knowledge, verdicts: Mapping[str, Verdict]
) -> Sequence[Stood]:
    counted = [row for row in rows if row.left_out is None]
    held = stood(counted, known.ledger, verdicts, known.rules.schemes.comparison)
    held = by_fate(held, known.ledger)
    return [one for statements in held.values() for one in statements]


def _counted(weighed: Sequence[Stood]) -> Sequence[Stood]:
    """What weighs anything."""
    return [one for one in weighed if one.weight > 0]


def _brier(
    weighed: Sequence[Stood], known: Knowledge, verdicts: Mapping[str, Verdict]
) -> Envelope | None:
    return brier_envelope([_scored(one, known.ledger, verdicts) for one in weighed])


def _scored(one: Stood, ledger: Ledger, verdicts: Mapping[str, Verdict]) -> Scored:
    row = one.row
    assert row.likelihood.probability is not None
    cause = cause_of(row, verdicts[row.forecast], ledger)
    return Scored(row.likelihood.probability, row.truth, one.weight, cause)


def _log_score(weighed: Sequence[Stood]) -> float | None:
    """The mean over questions, None where one of them has no single truth."""
    singles = [(s.weight, s.row.log_score) for s in weighed if s.row.log_score is not None]
    if not weighed or len(singles) < len(weighed):
        return None
    return sum(w * value for w, value in singles) / sum(w for w, _ in singles)


def _skill(weighed: Sequence[Stood], ledger: Ledger, least: int) -> Skill | None:
    """Each forecast against the base rate of its own window, on what came of that window."""
    own: dict[str, list[tuple[float, float, float]]] = {}
    for one in weighed:
        row = one.row
        asked = ledger.asked.get(row.forecast)
        rate = _rate(asked, one.window) if asked is not None else None
        truth = row.event_truth
        if rate is None or row.brier is None or row.brier.central is None or truth is None:
            continue
        observed = (truth.low + truth.high) / 2
        reference = brier(probability=rate, observed=observed)
        own.setdefault(asked_of(row, ledger), []).append((one.weight, row.brier.central, reference))
    if not own:
        return None
    means = [
        [sum(w * pair[side] for w, *pair in scores) / sum(w for w, *_ in scores) for side in (0, 1)]
        for scores in own.values()
    ]
    mine, theirs = (sum(mean[side] for mean in means) / len(means) for side in (0, 1))
    enough = len(own) >= least and divides(reference=theirs, questions=len(own))
    ratio = skill(score=mine, reference=theirs) if enough else None
    return Skill(len(own), ratio, advantage(score=mine, reference=theirs))


def _rate(asked: Asked, window: Days) -> float | None:
    """The base rate of a window, None where it is not known for how many days the rate holds."""
    rate = asked.base_rate
    if rate is None or window.length is None:
        return None
    days = rate.days or (asked.period.length if asked.period else None)
    if days is None:
        return None
    return rate_of_window(rate=rate.probability, days=days, window=window.length)


def _counts(
    forecaster: str,
    rows: Sequence[ForecastScore],
    known: Knowledge,
    verdicts: Mapping[str, Verdict],
) -> Counts:
    where = {row.forecast: _place(row, verdicts[row.forecast]) for row in rows}
    found = Counter(where.values())
    own = [row for row in rows if where[row.forecast] not in _APART]
    settled = [row for row in own if where[row.forecast] == Place.SETTLED]
    ledger, side = known.ledger, known.ledger.forecasters[forecaster].side

    def decided(right: Right) -> int:
        return sum(
            own_decision(ledger.forecasts[r.forecast], side, known.rules, ledger.series)
            for r in own
            if r.right == right
        )

    def denied(row: ForecastScore) -> bool:
        said = known.ledger.forecasts[row.forecast]
        language = known.rules.likelihood.language
        return class_named(LikelihoodClass.INTENTION, said, language) == PLAN_DENIED

    unheld = [row for row in own if row.right == Right.NO_CALL]
    plans = [row for row in unheld if row.likelihood.says == Says.PLAN]
    mute = Counter(_MUTE[row.likelihood.says] for row in unheld)
    promised = [verdicts[r.forecast] for r in rows if where[r.forecast] == Place.COMMITMENT]
    return Counts(
        places={place: found[place] for place in Place},
        rights=Counter(row.right for row in own),
        own_side=decided(Right.RIGHT),
        own_side_wrong=decided(Right.WRONG),
        hedged=mute["hedged"],
        unsaid=mute["unsaid"],
        plans=mute["plans"],
        plans_denied=sum(map(denied, plans)),
        plans_carried_out=_least_and_most(row.truth for row in plans if not denied(row)),
        plans_denied_in_vain=_least_and_most(row.truth.complement for row in plans if denied(row)),
        promises=Counter(promise(verdict) for verdict in promised),
        outcomes=Counter(verdicts[r.forecast].outcome for r in settled),
        came_already=len([r for r in own if _came_already(r, verdicts[r.forecast])]),
        came_since=len([r for r in rows if _came_since(r, verdicts[r.forecast])]),
        with_number=len([r for r in own if r.likelihood.probability]),
        without_number=len([r for r in own if not r.likelihood.probability]),
        words_read=len([r for r in own if r.likelihood.phrase]),
        scored=len([r for r in rows if r.left_out is None]),
        scored_questions=len({asked_of(r, ledger) for r in rows if r.left_out is None}),
        questions=len({r.question for r in own if r.question}),
    )


def _least_and_most(truths: Iterable[Truth]) -> tuple[int, int]:
    """How many came, where what is disputed did not come, and where it did."""
    held = list(truths)
    return sum(truth.low > 0.5 for truth in held), sum(truth.high > 0.5 for truth in held)


_MUTE = {Says.PLAN: "plans", Says.UNSAID: "unsaid", Says.HEDGED: "hedged"}
"""How words are counted that are no call."""


def _came_since(row: ForecastScore, verdict: Verdict) -> bool:
    return row.left_out == LeftOut.NO_DEADLINE and verdict.outcome == Outcome.CAME_TRUE


def _came_already(row: ForecastScore, verdict: Verdict) -> bool:
    return row.right == Right.OPEN and verdict.outcome == Outcome.CAME_TRUE


def _place(row: ForecastScore, verdict: Verdict) -> Place:
    if row.left_out in (LeftOut.MISREPORTED, LeftOut.RESTATEMENT, LeftOut.COMMITMENT):
        return Place(row.left_out.value)
    if verdict.outcome in (Outcome.UNSCORABLE, Outcome.VOID):
        return Place(verdict.outcome.value)
    if not verdict.has_deadline:
        return Place.NO_DEADLINE
    if not verdict.closed:
        return Place.OPEN
    return Place.UNDECIDED if verdict.outcome == Outcome.UNDECIDED else Place.SETTLED


_CALLED = (None, LeftOut.NO_NUMBER)


def _right_calls(
    rows: Sequence[ForecastScore], known: Knowledge, verdicts: Mapping[str, Verdict]
) -> Sequence[ForecastScore]:
    """Each question's first call of which it is decided whether it was right.

    What is called anew is called on what is left, and in the last days everybody is right.
    """
    held = [row for row in rows if row.left_out not in APART and row.right in DECIDED]
    whole = of_the_whole_of_it(held, known.ledger, verdicts, known.rules.schemes.comparison)
    first: dict[str, ForecastScore] = {}
    for row in sorted(whole, key=lambda row: _first(row, known.ledger)):
        first.setdefault(row.question or asked_of(row, known.ledger), row)
    return list(first.values())


def _own_calls(
    rows: Sequence[ForecastScore], side: str | None, known: Knowledge
) -> tuple[int, int]:
    """How many were right, of how many, on what the forecaster's own side decides."""
    ledger = known.ledger
    own = [
        row.right
        for row in rows
        if row.right in (Right.RIGHT, Right.WRONG)
        and own_decision(ledger.forecasts[row.forecast], side, known.rules, ledger.series)
    ]
    return own.count(Right.RIGHT), len(own)


def _first(row: ForecastScore, ledger: Ledger) -> tuple[date, bool, str]:
    """The order of calls; of one day the call that was wrong comes first."""
    return ledger.said(row.forecast)[0], row.right == Right.RIGHT, row.forecast


def _calls(
    rows: Iterable[ForecastScore], known: Knowledge, verdicts: Mapping[str, Verdict]
) -> list[ForecastScore]:
    """Each question's first call that can be held against what happened.

    A call on a part of what is called as a whole is none beside that, whichever came first, nor is
    one on another time than the question asks of beside one on this. Of one
    day the call that was wrong counts: no order in which they are written makes it right.
    """
    ledger = known.ledger
    usable = [
        row
        for row in rows
        if row.left_out in _CALLED and row.event_truth is not None and row.question is not None
    ]
    calls = [row for row in usable if row.says_event is not None]
    whole = of_the_whole_of_it(calls, ledger, verdicts, known.rules.schemes.comparison)

    first: dict[str, ForecastScore] = {}
    kept = {row.forecast for row in whole}
    for row in sorted(usable, key=lambda r: (r.says_event is None, *_first(r, ledger))):
        if row.question is not None and (row.says_event is None or row.forecast in kept):
            first.setdefault(row.question, row)
    return list(first.values())


def _contingency(calls: Sequence[ForecastScore], ledger: Ledger) -> Contingency:
    cells: Counter[str] = Counter()
    fates: dict[str, Counter[str]] = {}
    for call in calls:
        assert call.event_truth is not None
        if call.says_event is None:
            cells[_MUTE[call.likelihood.says]] += 1
        elif len(call.event_truth.values) != 1:
            cells["disputed"] += 1
        else:
            came = call.event_truth.values[0] == 1
            cell = _CELLS[call.says_event, came]
            cells[cell] += 1
            fates.setdefault(asked_of(call, ledger), Counter())[cell] += 1
    each = tuple((own["hits"], own["misses"], own["false_alarms"]) for own in fates.values())
    return Contingency(**cells, fates=each)


_CELLS = {
    (True, True): "hits",
    (False, True): "misses",
    (True, False): "false_alarms",
    (False, False): "correct_negatives",
}
"""By whether the event was called, and whether it came."""


def _lead_times(
    calls: Sequence[ForecastScore],
    verdicts: Mapping[str, Verdict],
    ledger: Ledger,
    answers: Mapping[Key, Answered],
) -> LeadTimes:
    warned = [c.lead_time for c in calls if c.says_event and c.lead_time is not None]
    others = [
        c
        for c in calls
        if c.says_event is not None
        and not (c.says_event and c.lead_time is not None)
        and _has_come(c, verdicts[c.forecast], answers.get(ledger.asked[c.forecast].key))
    ]
    total = len(warned) + len(others)
    return LeadTimes(len(warned), _mean(warned, len(warned)), total, _mean(warned, total))


def _has_come(row: ForecastScore, verdict: Verdict, answered: Answered | None) -> bool:
    """Whether the event of a call's question came for certain, in the call's window or outside."""
    if answered is not None and answered.answer.truth == Truth.true():
        return True
    return row.event_truth == Truth.true() or (
        row.says_event is True and verdict.timing_error is not None
    )


def _called(rows: Sequence[ForecastScore], verdicts: Mapping[str, Verdict]) -> Called:
    closed = [
        verdicts[row.forecast]
        for row in rows
        if row.left_out in _CALLED and row.says_event and verdicts[row.forecast].closed
    ]
    widths = [v.wide.window.length for v in closed if v.wide.window.length is not None]
    return Called(
        len(closed),
        len([v for v in closed if v.timing_error is not None]),
        sum(widths) / len(widths) if widths else None,
    )


def _mean(intervals: Sequence[tuple[int, int]], count: int) -> tuple[float, float] | None:
    if count == 0:
        return None
    return sum(low for low, _ in intervals) / count, sum(high for _, high in intervals) / count


def _expected(
    rows: Sequence[ForecastScore], verdicts: Mapping[str, Verdict], ledger: Ledger
) -> list[Verdict]:
    """Closed forecasts that could be off in days.

    Not what was called unlikely or denied: nobody is on time with what they did not expect, nor
    with a plan of which they only told.
    """
    return [
        verdicts[row.forecast]
        for row in rows
        if row.left_out in _CALLED
        and row.likelihood.says != Says.PLAN
        and expects_event(row.likelihood.says, ledger.forecasts[row.forecast])
        and verdicts[row.forecast].closed
    ]


def _absolute(error: tuple[int, int]) -> tuple[int, int]:
    """How far off, whichever way: zero at least where the interval spans zero."""
    low, high = sorted((abs(error[0]), abs(error[1])))
    return (0 if error[0] <= 0 <= error[1] else low), high
