"""`reports/data/`: the same results as the records of the outer contract, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from statistics import median
from typing import Any

from pydantic import BaseModel

from verifier.model.days import Days
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Forecast
from verifier.model.proposition import kind_of
from verifier.model.verdict import ReadingResult, Verdict
from verifier.reading import anchor_of
from verifier.report.contract import (
    Aside,
    Bounds,
    Called,
    EvidenceItem,
    ForecasterItem,
    ForecastersFile,
    ForecastItem,
    ForecastsFile,
    Likelihood,
    OwnScored,
    Panel,
    Ruled,
    RulesUsed,
    Scores,
    Window,
)
from verifier.report.contract import Days as Bounded
from verifier.report.run import Run
from verifier.report.steps import likelihood_steps, window_steps
from verifier.report.words import exact
from verifier.score.calls import Right, own_decision, promise
from verifier.score.contingency import csi, far, peirce, pod
from verifier.score.counts import Place
from verifier.score.envelope import Envelope
from verifier.score.forecasts import NOT_OWN, ForecastScore, LeftOut
from verifier.score.tally import Tally


def data_files(run: Run, item: Callable[[str], str] | None = None) -> Iterator[tuple[str, str]]:
    """`data/forecasts.json` and `data/forecasters.json`; `item` gives the texts."""
    told = ",\n".join(map(item or partial(item_text, run), run.verdicts))
    # In no text of a file do these quotation marks stand without strokes.
    none, listed = '"forecasts": []', f'"forecasts": [\n{told}\n ]'
    text = _json(_forecasts(run, ()))
    yield "data/forecasts.json", f"{text.replace(none, listed) if told else text}\n"
    yield "data/forecasters.json", f"{_json(forecasters_file(run))}\n"


def item_text(run: Run, id: str) -> str:
    """One forecast as it stands in the list of `data/forecasts.json`."""
    # In JSON a line break is never part of a text.
    return "  " + _json(forecast_item(run, id)).replace("\n", "\n  ")


def _json(record: BaseModel) -> str:
    return json.dumps(as_json(record), indent=1, ensure_ascii=False, allow_nan=False)


def as_json(record: BaseModel) -> dict[str, Any]:
    """A record of the contract as JSON has it."""
    return record.model_dump(mode="json", by_alias=True)


def forecasts_file(run: Run) -> ForecastsFile:
    """Every forecast with its verdict, and the passages that were set aside."""
    return _forecasts(run, run.verdicts)


def _forecasts(run: Run, ids: Iterable[str]) -> ForecastsFile:
    return ForecastsFile(
        format=1,
        as_of=run.as_of,
        rules=_rules(run),
        scheme=run.scheme.id,
        forecasts=tuple(forecast_item(run, id) for id in ids),
        set_aside=tuple(_set_aside(run)),
    )


def forecasters_file(run: Run) -> ForecastersFile:
    """Every forecaster's record."""
    return ForecastersFile(
        format=1,
        as_of=run.as_of,
        rules=_rules(run),
        scheme=run.scheme.id,
        forecasters=tuple(_forecaster(run, tally) for tally in run.tallies.values()),
    )


def _rules(run: Run) -> RulesUsed:
    return RulesUsed(fingerprint=run.rules.fingerprint, versions=dict(run.rules.versions))


def forecast_item(run: Run, id: str) -> ForecastItem:
    """One forecast as the outer contract has it."""
    ledger, verdict, score = run.ledger, run.verdicts[id], run.scores[id]
    record, source = ledger.forecasts[id], ledger.source_of[id]
    window, counts = verdict.trail.window, score.left_out is None
    promised = score.left_out == LeftOut.COMMITMENT
    kept = promise(verdict) if promised else None
    return ForecastItem(
        id=id,
        source=source.id,
        document=source.archive.file if source.archive else None,
        forecaster=record.forecaster,
        charged_to=verdict.charged_to,
        said=_days(record.said.days),
        anchor=_days(anchor_of(record, source)),
        voice=record.voice,
        quote=record.quote,
        claim=record.claim,
        question=record.question,
        asked_since=asked.since if (asked := ledger.asked.get(id)) else None,
        proposition=kind_of(record.expects),
        conditional=record.given is not None,
        window=Window(
            phrase=window.phrase,
            operator=window.operator,
            narrow=_days(verdict.narrow.window),
            wide=_days(verdict.wide.window),
        ),
        likelihood=_likelihood(score),
        panel=_panel(run, record),
        verdict=_ruled(verdict),
        call=Called(
            says=score.likelihood.says,
            right=None if kept else score.right,
            promise=kept,
            own_side=own_decision(
                record, ledger.forecasters[record.forecaster].side, run.rules, ledger.series
            ),
        ),
        restates=record.restates,
        events=verdict.events,
        evidence=tuple(_evidence(item) for item in verdict.evidence),
        scores=Scores(
            brier=_bounds(score.brier) if counts else None,
            log_score=score.log_score if counts else None,
            lead_time=score.warning,
            left_out=score.left_out,
            way=run.record.ways.get(id),
            own=OwnScored(metric=own.metric, value=own.value, series=own.series)
            if (own := score.own) and score.left_out not in NOT_OWN
            else None,
        ),
    )


def _days(days: Days) -> Bounded:
    return days.start, days.until


def _likelihood(score: ForecastScore) -> Likelihood:
    said, number = score.likelihood, score.likelihood.probability
    return Likelihood(
        phrase=said.phrase,
        class_=said.klass,
        low=number.low if number else None,
        central=number.central if number else None,
        high=number.high if number else None,
    )


def _panel(run: Run, forecast: Forecast) -> Panel | None:
    read = [one.probability for one in run.panel(forecast)]
    if not read:
        return None
    return Panel(readers=len(read), low=min(read), median=exact(median(read)), high=max(read))


def _ruled(verdict: Verdict) -> Ruled:
    return Ruled(
        outcome=verdict.outcome,
        truth=verdict.truth.values,
        schedule=verdict.schedule,
        timing_error=verdict.timing_error,
        basis=verdict.basis,
        reason=verdict.reason,
    )


def trail(run: Run, id: str) -> dict[str, Any]:
    """The forecast with the whole of its trail: what `verifier explain --format json` prints."""
    verdict = run.verdicts[id]
    found = verdict.trail
    return {
        **as_json(forecast_item(run, id)),
        "trail": {
            "window": {"how": list(window_steps(run, id)), "by_curator": found.window.by_curator},
            "readings": [_reading(reading) for reading in verdict.readings],
            "likelihood": list(likelihood_steps(run, id)),
            "candidates": [
                {
                    "event": c.event,
                    "began": c.began.iso(),
                    "placed": c.placed,
                    "facets": dict(c.facets),
                    "counts": c.counts,
                    "rule": c.rule,
                    "because": c.because,
                }
                for c in found.candidates
            ],
            "more_near_misses": found.more,
            "coverage": [
                {"coverage": used.coverage, "during": used.during.iso()} for used in found.coverage
            ],
            "rules": list(dict.fromkeys(rule for one in verdict.readings for rule in one.rules)),
            "by_rule": found.by_rule.value,
            "rulings": [
                {"ruling": used.ruling, "standing": used.standing.value} for used in found.rulings
            ],
        },
    }


def _reading(result: ReadingResult) -> dict[str, Any]:
    return {
        "window": result.window.iso(),
        "truth": list(result.truth.values),
        "pending": result.truth.pending.value if result.truth.pending else None,
        "schedule": [schedule.value for schedule in result.schedule],
        "timing_error": result.timing_error,
        "closed": result.closed,
        "rules": list(result.rules),
    }


def _evidence(item: Evidence) -> EvidenceItem:
    return EvidenceItem(
        publisher=item.publisher,
        title=item.title,
        published=_days(item.published.days) if item.published else None,
        address=item.address,
        stance=item.stance,
        says=item.says,
    )


def _set_aside(run: Run) -> Iterator[Aside]:
    for file in run.files:
        for aside in file.set_aside:
            yield Aside(
                source=file.source.id,
                document=file.source.archive.file if file.source.archive else None,
                quote=aside.quote,
                speaker=aside.speaker,
                why=aside.why,
            )


def _forecaster(run: Run, tally: Tally) -> ForecasterItem:
    record, counts, lead = run.ledger.forecasters[tally.forecaster], tally.counts, tally.lead_times
    calls, row, timely = tally.contingency, run.standing_of.get(tally.forecaster), tally.timeliness
    a, b, c, d = calls.hits, calls.false_alarms, calls.misses, calls.correct_negatives
    refused = row.rank_refused if row else None
    pooled = tally.calls.pooled(run.rules.schemes.prior) if tally.calls.decided else None
    return ForecasterItem(
        forecaster=tally.forecaster,
        name=record.name,
        kind=record.kind,
        side=record.side,
        n=counts.scored,
        scored_questions=counts.scored_questions,
        forecasts=counts.all,
        questions=counts.questions,
        misreported=counts.places[Place.MISREPORTED],
        restatement=counts.places[Place.RESTATEMENT],
        commitment=counts.places[Place.COMMITMENT],
        unscorable=counts.places[Place.UNSCORABLE],
        void=counts.places[Place.VOID],
        no_deadline=counts.places[Place.NO_DEADLINE],
        open=counts.places[Place.OPEN],
        undecided=counts.places[Place.UNDECIDED],
        settled=counts.places[Place.SETTLED],
        disputed=counts.disputed,
        right=counts.rights[Right.RIGHT],
        own_side=counts.own_side,
        another_day=counts.rights[Right.ANOTHER_DAY],
        wrong=counts.rights[Right.WRONG],
        own_side_wrong=counts.own_side_wrong,
        partly=counts.rights[Right.PARTLY],
        contested=counts.rights[Right.CONTESTED],
        no_call=counts.rights[Right.NO_CALL],
        plans=counts.plans,
        pooled=pooled.mean if pooled else None,
        pooled_interval=pooled.interval if pooled else None,
        words_read=counts.words_read,
        with_number=counts.with_number,
        without_number=counts.without_number,
        brier=_bounds(tally.brier),
        log_score=tally.log_score,
        hits=a,
        misses=c,
        false_alarms=b,
        correct_negatives=d,
        calls_disputed=calls.disputed,
        hedged=calls.hedged + calls.unsaid,
        warned_events=lead.warned_events,
        lead_time_warned=lead.warned,
        addressed_events=lead.all_events,
        lead_time_all=lead.all,
        timing_error=tally.timing_error,
        days_off=tally.days_off,
        called=tally.called.calls,
        called_came=tally.called.came,
        window_days=tally.called.width,
        pod=pod(hits=a, misses=c),
        far=far(hits=a, false_alarms=b),
        csi=csi(hits=a, misses=c, false_alarms=b),
        peirce=peirce(hits=a, misses=c, false_alarms=b, correct_negatives=d),
        interval=row.interval if row else None,
        group=row.group if row else None,
        compared_questions=row.compared if row else 0,
        adjusted=row.adjusted if row else None,
        peer=row.peer if row else None,
        peer_interval=row.peer_interval if row else None,
        rank=row.rank if row else None,
        rank_interval=row.ranks if row else None,
        rank_refused=refused.reason if refused else None,
        skill_questions=tally.skill.questions if tally.skill else 0,
        skill=tally.skill.skill if tally.skill else None,
        skill_difference=tally.skill.difference if tally.skill else None,
        crps=_bounds(timely.crps if timely else None),
        crps_reference=_bounds(timely.reference if timely else None),
        crps_difference=timely.difference.central if timely else None,
        crps_skill=timely.skill if timely else None,
        timed_questions=timely.questions if timely else 0,
        schemes={
            result.scheme.id: _bounds(result.brier[tally.forecaster]) for result in run.schemes
        },
    )


def _bounds(value: Envelope | None) -> Bounds | None:
    if value is None:
        return None
    return Bounds(best=value.best, central=value.central, worst=value.worst)
