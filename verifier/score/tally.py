"""Tallies: a forecaster's counts, accuracy and timeliness from the scored forecasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verifier.model.ledger import Ledger
from verifier.model.verdict import Outcome, Verdict
from verifier.score.envelope import Envelope, Scored, brier_envelope
from verifier.score.forecasts import ForecastScore, LeftOut


@dataclass(frozen=True, slots=True)
class Counts:
    """How many forecasts there are of each sort. `all` includes restatements and misreported."""

    all: int
    restatements: int
    misreported: int
    settled: int
    open: int
    undecided: int
    void: int
    disputed: int
    unscorable: int
    words_read: int
    with_number: int
    without_number: int
    scored: int
    questions: int


@dataclass(frozen=True, slots=True)
class Contingency:
    """Calls against what happened, in the event's orientation, one for each question."""

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    correct_negatives: int = 0
    disputed: int = 0


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Mean days of warning, as intervals: over warned events, and over all that were addressed.

    In the second mean an event that the forecaster denied counts as zero days of warning.
    """

    warned_events: int
    warned: tuple[float, float] | None
    all_events: int
    all: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Tally:
    """A forecaster's record under one scheme."""

    forecaster: str
    counts: Counts
    brier: Envelope | None
    log_score: float | None
    contingency: Contingency
    lead_times: LeadTimes
    timing_error: tuple[float, float] | None


def tally(
    ledger: Ledger, verdicts: Mapping[str, Verdict], scores: Mapping[str, ForecastScore]
) -> Mapping[str, Tally]:
    """The record of every forecaster who has a forecast, by id."""
    by_forecaster: dict[str, list[ForecastScore]] = {}
    for id, scored in scores.items():
        by_forecaster.setdefault(ledger.forecasts[id].forecaster, []).append(scored)
    return {
        forecaster: _tally(forecaster, rows, ledger, verdicts)
        for forecaster, rows in sorted(by_forecaster.items())
    }


def _tally(
    forecaster: str,
    rows: Sequence[ForecastScore],
    ledger: Ledger,
    verdicts: Mapping[str, Verdict],
) -> Tally:
    counted = [row for row in rows if row.left_out is None]
    singles = [row.log_score for row in counted if row.log_score is not None]
    complete = counted and len(singles) == len(counted)
    calls = _calls(rows, ledger)
    return Tally(
        forecaster,
        _counts(rows, verdicts),
        brier_envelope(
            [Scored(r.likelihood.probability, r.truth) for r in counted if r.likelihood.probability]
        ),
        sum(singles) / len(singles) if complete else None,
        _contingency(calls),
        _lead_times(calls),
        _timing(rows, verdicts),
    )


def _counts(rows: Sequence[ForecastScore], verdicts: Mapping[str, Verdict]) -> Counts:
    own = [r for r in rows if r.left_out not in (LeftOut.MISREPORTED, LeftOut.RESTATEMENT)]
    left = Counter(row.left_out for row in rows)
    outcomes = Counter(verdicts[row.forecast].outcome for row in own)
    settled = [r for r in own if verdicts[r.forecast].settled and verdicts[r.forecast].closed]
    pending = [r for r in own if verdicts[r.forecast].outcome == Outcome.UNDECIDED]
    still_open = [r for r in own if not verdicts[r.forecast].closed and _live(verdicts[r.forecast])]
    return Counts(
        all=len(rows),
        restatements=left[LeftOut.RESTATEMENT],
        misreported=left[LeftOut.MISREPORTED],
        settled=len(settled),
        open=len(still_open),
        undecided=len([r for r in pending if verdicts[r.forecast].closed]),
        void=outcomes[Outcome.VOID],
        disputed=outcomes[Outcome.DISPUTED],
        unscorable=outcomes[Outcome.UNSCORABLE],
        words_read=len([r for r in own if r.likelihood.phrase]),
        with_number=len([r for r in own if r.likelihood.probability]),
        without_number=len([r for r in own if not r.likelihood.probability]),
        scored=left[None],
        questions=len({r.question for r in own if r.question}),
    )


def _live(verdict: Verdict) -> bool:
    return verdict.outcome not in (Outcome.VOID, Outcome.UNSCORABLE)


_CALLED = (None, LeftOut.NO_NUMBER)


def _calls(rows: Iterable[ForecastScore], ledger: Ledger) -> list[ForecastScore]:
    """Each question's first call that can be held against what happened."""
    first: dict[str, ForecastScore] = {}
    said = sorted(
        rows, key=lambda r: (ledger.forecasts[r.forecast].said.days.iso()[0] or "", r.forecast)
    )
    for row in said:
        usable = row.left_out in _CALLED and row.says_event is not None and row.event_truth
        if usable and row.question is not None:
            first.setdefault(row.question, row)
    return list(first.values())


def _contingency(calls: Sequence[ForecastScore]) -> Contingency:
    cells: Counter[str] = Counter()
    for call in calls:
        assert call.event_truth is not None
        if len(call.event_truth.values) != 1:
            cells["disputed"] += 1
        elif call.event_truth.values[0] == 1:
            cells["hits" if call.says_event else "misses"] += 1
        else:
            cells["false_alarms" if call.says_event else "correct_negatives"] += 1
    return Contingency(**cells)


def _lead_times(calls: Sequence[ForecastScore]) -> LeadTimes:
    warned = [c.lead_time for c in calls if c.says_event and c.lead_time is not None]
    missed = [
        c for c in calls if not c.says_event and c.event_truth and c.event_truth.values == (1.0,)
    ]
    total = len(warned) + len(missed)
    return LeadTimes(len(warned), _mean(warned, len(warned)), total, _mean(warned, total))


def _mean(intervals: Sequence[tuple[int, int]], count: int) -> tuple[float, float] | None:
    if count == 0:
        return None
    return sum(low for low, _ in intervals) / count, sum(high for _, high in intervals) / count


def _timing(
    rows: Sequence[ForecastScore], verdicts: Mapping[str, Verdict]
) -> tuple[float, float] | None:
    """The mean timing error in signed days over closed forecasts of an event that came."""
    errors = []
    for row in rows:
        verdict = verdicts[row.forecast]
        if row.left_out in _CALLED and verdict.timing_error is not None and verdict.closed:
            errors.append(verdict.timing_error)
    return _mean(errors, len(errors))
