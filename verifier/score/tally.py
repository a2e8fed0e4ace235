"""Tallies: a forecaster's counts, accuracy and timeliness from the scored forecasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.model.ledger import Ledger
from verifier.model.outcomes import Asked
from verifier.model.verdict import Truth, Verdict
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.questions import Answered, Key
from verifier.resolve.schedule import off
from verifier.score.accuracy import advantage, brier, divides, rate_of_window, skill
from verifier.score.calls import DECIDED, Right, Says, expects_event, own_decision
from verifier.score.counts import MUTE, Counts, counts_of
from verifier.score.envelope import Envelope, Scored, brier_envelope
from verifier.score.forecasts import APART, ForecastScore, LeftOut
from verifier.score.shares import Share
from verifier.score.shares import calls as calls_of
from verifier.score.stood import Stood, asked_of, by_fate, cause_of, of_the_whole_of_it, stood
from verifier.score.timeliness import Timed, Timeliness, timeliness


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
    least = known.rules.schemes.thresholds.ratio
    return Tally(
        forecaster,
        counts_of(forecaster, rows, known, verdicts),
        calls_of((asked_of(row, ledger), row.right) for row in decided),
        _own_calls(decided, ledger.forecasters[forecaster].side, known),
        _brier(counted, known, verdicts),
        _log_score(counted),
        _contingency(calls, ledger),
        _lead_times(calls, verdicts, ledger, answers),
        _mean(errors, len(errors)),
        _mean(list(map(off, errors)), len(errors)),
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
            cells[MUTE[call.likelihood.says]] += 1
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
