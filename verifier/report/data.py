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
from verifier.model.verdict import ReadingResult
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
    Scores,
    Window,
)
from verifier.report.contract import Days as Bounded
from verifier.report.run import Run
from verifier.report.steps import likelihood_steps, window_steps
from verifier.report.words import exact
from verifier.score.calls import DECIDED, Right, promise
from verifier.score.contingency import csi, far, peirce, pod
from verifier.score.counts import Place
from verifier.score.forecasts import NOT_OWN, ForecastScore, LeftOut
from verifier.score.tally import Tally


def data_files(run: Run, item: Callable[[str], str] | None = None) -> Iterator[tuple[str, str]]:
    """`data/forecasts.json` and `data/forecasters.json`; `item` gives the texts."""
    told = ",\n".join(map(item or partial(item_text, run), run.verdicts))
    # In no text of a file do these quotation marks stand without strokes.
    before, none, after = _json(_forecasts(run, ())).partition('"forecasts": []')
    listed = (none[:-1], "\n", told, "\n ]") if told else (none,)
    yield "data/forecasts.json", "".join((before, *listed, after, "\n"))
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
    items = tuple(forecast_item(run, id) for id in ids)
    return ForecastsFile(**_head(run), forecasts=items, set_aside=tuple(_set_aside(run)))


def forecasters_file(run: Run) -> ForecastersFile:
    """Every forecaster's record."""
    items = tuple(_forecaster(run, tally) for tally in run.tallies.values())
    return ForecastersFile(**_head(run), forecasters=items)


def _head(run: Run) -> dict[str, Any]:
    return {"format": 1, "as_of": run.as_of, "rules": run.rules, "scheme": run.scheme.id}


def forecast_item(run: Run, id: str) -> ForecastItem:
    """One forecast as the outer contract has it."""
    ledger, verdict, score = run.ledger, run.verdicts[id], run.scores[id]
    record, source = ledger.forecasts[id], ledger.source_of[id]
    window, counts = verdict.trail.window, score.left_out is None
    promised = score.left_out == LeftOut.COMMITMENT
    kept, truth = promise(verdict) if promised else None, verdict.truth.values
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
        verdict=Ruled.model_validate(_named(verdict, *Ruled.model_fields) | {"truth": truth}),
        call=Called(
            says=score.likelihood.says,
            right=None if kept else score.right,
            promise=kept,
            own_side=run.own_side(record),
        ),
        restates=record.restates,
        events=verdict.events,
        evidence=tuple(map(_evidence, verdict.evidence)),
        scores=Scores(
            brier=Bounds.model_validate(score.brier) if counts and score.brier else None,
            log_score=score.log_score if counts else None,
            lead_time=score.warning,
            left_out=score.left_out,
            way=run.record.ways.get(id),
            own=OwnScored.model_validate(score.own)
            if score.own and score.left_out not in NOT_OWN
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
    published = item.published and _days(item.published.days)
    held = _named(item, *EvidenceItem.model_fields) | {"published": published}
    return EvidenceItem.model_validate(held)


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
    counts, lead, called = tally.counts, tally.lead_times, tally.called
    calls, row, timely = tally.contingency, run.standing_of.get(tally.forecaster), tally.timeliness
    cells = _named(calls, "hits", "misses", "false_alarms", "correct_negatives")
    hits, misses, alarms, negatives = cells.values()
    pooled = tally.calls.pooled(run.rules.schemes.prior) if tally.calls.decided else None
    return ForecasterItem.model_validate(
        {
            "forecaster": tally.forecaster,
            **_named(run.ledger.forecasters[tally.forecaster], "name", "kind", "side"),
            "n": counts.scored,
            "forecasts": counts.all,
            **{place: counts.places[place] for place in Place},
            **{right: counts.rights[right] for right in (*DECIDED, Right.CONTESTED, Right.NO_CALL)},
            **_named(counts, "scored_questions", "questions", "disputed", "own_side"),
            **_named(counts, "own_side_wrong", "plans", *_WORDS),
            "pooled": pooled and pooled.mean,
            "pooled_interval": pooled and pooled.interval,
            "brier": tally.brier,
            **_named(tally, "log_score", "timing_error", "days_off"),
            **cells,
            "calls_disputed": calls.disputed,
            "hedged": calls.hedged + calls.unsaid,
            "warned_events": lead.warned_events,
            "lead_time_warned": lead.warned,
            "addressed_events": lead.all_events,
            "lead_time_all": lead.all,
            "called": called.calls,
            "called_came": called.came,
            "window_days": called.width,
            "pod": pod(hits=hits, misses=misses),
            "far": far(hits=hits, false_alarms=alarms),
            "csi": csi(hits=hits, misses=misses, false_alarms=alarms),
            "peirce": peirce(
                hits=hits, misses=misses, false_alarms=alarms, correct_negatives=negatives
            ),
            **_named(row, "interval", "group", "adjusted", "peer", "peer_interval", "rank"),
            "compared_questions": row.compared if row else 0,
            "rank_interval": row and row.ranks,
            "rank_refused": row and row.rank_refused and row.rank_refused.reason,
            "skill_questions": tally.skill.questions if tally.skill else 0,
            "skill": tally.skill and tally.skill.skill,
            "skill_difference": tally.skill and tally.skill.difference,
            "crps": timely and timely.crps,
            "crps_reference": timely and timely.reference,
            "crps_difference": timely and timely.difference.central,
            "crps_skill": timely and timely.skill,
            "timed_questions": timely.questions if timely else 0,
            "schemes": {each.scheme.id: each.brier[tally.forecaster] for each in run.schemes},
        }
    )


_WORDS = ("words_read", "with_number", "without_number")


def _named(of: object, *names: str) -> dict[str, Any]:
    """What goes by the same names there as in the contract; None of nothing."""
    return {name: None if of is None else getattr(of, name) for name in names}
