"""`reports/data/`: the same results as JSON, the project's public interface."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from verifier.model.evidence import Evidence
from verifier.model.proposition import kind_of
from verifier.model.verdict import ReadingResult
from verifier.report.run import Run
from verifier.score.contingency import csi, far, peirce, pod
from verifier.score.envelope import Envelope
from verifier.score.tally import Tally
from verifier.when.window import anchor_of

FORMAT = 1


def data_files(run: Run) -> Iterator[tuple[str, str]]:
    """`data/forecasts.json` and `data/forecasters.json`."""
    head = {
        "format": FORMAT,
        "as_of": run.as_of.isoformat(),
        "rules": {"fingerprint": run.rules.fingerprint, "versions": dict(run.rules.versions)},
        "scheme": run.scheme.id,
    }
    forecasts = {
        **head,
        "forecasts": [forecast(run, id) for id in run.verdicts],
        "set_aside": list(_set_aside(run)),
    }
    forecasters = {**head, "forecasters": [_forecaster(run, t) for t in run.tallies.values()]}
    yield "data/forecasts.json", _json(forecasts)
    yield "data/forecasters.json", _json(forecasters)


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def forecast(run: Run, id: str) -> dict[str, Any]:
    """One forecast as the outer contract has it."""
    ledger, verdict, score = run.ledger, run.verdicts[id], run.scores[id]
    record, source = ledger.forecasts[id], ledger.source_of[id]
    window, number = verdict.trail.window, score.likelihood.probability
    return {
        "id": id,
        "source": source.id,
        "document": source.archive.file if source.archive else None,
        "forecaster": record.forecaster,
        "charged_to": verdict.charged_to,
        "said": record.said.days.iso(),
        "anchor": anchor_of(record, source).iso(),
        "voice": record.voice.value,
        "quote": record.quote,
        "claim": record.claim,
        "question": record.question,
        "proposition": kind_of(record.expects),
        "conditional": record.given is not None,
        "window": {
            "phrase": window.phrase,
            "operator": window.operator.value,
            "narrow": window.narrow.iso(),
            "wide": window.wide.iso(),
        },
        "likelihood": {
            "phrase": score.likelihood.phrase,
            "class": score.likelihood.klass,
            "low": number.low if number else None,
            "central": number.central if number else None,
            "high": number.high if number else None,
        },
        "verdict": {
            "outcome": verdict.outcome.value,
            "truth": list(verdict.truth.values),
            "schedule": [schedule.value for schedule in verdict.schedule],
            "timing_error": _pair(verdict.timing_error),
            "basis": verdict.basis.value,
            "reason": verdict.reason.value if verdict.reason else None,
        },
        "restates": record.restates,
        "events": list(verdict.events),
        "evidence": [_evidence(item) for item in verdict.evidence],
        "scores": {
            "brier": _envelope(score.brier),
            "log_score": None if score.log_score is None else _rounded(score.log_score),
            "lead_time": _pair(score.lead_time),
            "left_out": score.left_out.value if score.left_out else None,
        },
    }


def trail(run: Run, id: str) -> dict[str, Any]:
    """The forecast with the whole of its trail: what `verifier explain --format json` prints."""
    verdict, score = run.verdicts[id], run.scores[id]
    found = verdict.trail
    return {
        **forecast(run, id),
        "trail": {
            "window": {"how": list(found.window.how), "by_curator": found.window.by_curator},
            "narrow": _reading(verdict.narrow),
            "wide": _reading(verdict.wide),
            "likelihood": list(score.likelihood.how),
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
            "coverage": [
                {"coverage": used.coverage, "during": used.during.iso()} for used in found.coverage
            ],
            "rules": list(found.rules),
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
        "timing_error": _pair(result.timing_error),
        "closed": result.closed,
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "publisher": item.publisher,
        "title": item.title,
        "published": item.published.days.iso() if item.published else None,
        "address": item.address,
        "stance": item.stance,
        "says": item.says,
    }


def _set_aside(run: Run) -> Iterable[dict[str, Any]]:
    for file in run.ledger.files:
        if run.known.had(file.source.published.days):
            for aside in file.set_aside:
                yield {
                    "source": file.source.id,
                    "document": file.source.archive.file if file.source.archive else None,
                    "quote": aside.quote,
                    "speaker": aside.speaker,
                    "why": aside.why.value,
                }


def _forecaster(run: Run, tally: Tally) -> dict[str, Any]:
    record, counts, lead = run.ledger.forecasters[tally.forecaster], tally.counts, tally.lead_times
    calls = tally.contingency
    return {
        "forecaster": tally.forecaster,
        "name": record.name,
        "kind": record.kind.value,
        "side": record.side,
        "n": counts.scored,
        "forecasts": counts.all,
        "questions": counts.questions,
        **{place.value: count for place, count in counts.places.items()},
        "disputed": counts.disputed,
        "words_read": counts.words_read,
        "with_number": counts.with_number,
        "without_number": counts.without_number,
        "brier": _envelope(tally.brier),
        "log_score": None if tally.log_score is None else _rounded(tally.log_score),
        "hits": calls.hits,
        "misses": calls.misses,
        "false_alarms": calls.false_alarms,
        "correct_negatives": calls.correct_negatives,
        "calls_disputed": calls.disputed,
        "hedged": calls.hedged,
        "warned_events": lead.warned_events,
        "lead_time_warned": _pair(lead.warned),
        "addressed_events": lead.all_events,
        "lead_time_all": _pair(lead.all),
        "timing_error": _pair(tally.timing_error),
        "days_off": _pair(tally.days_off),
        **_rates(tally),
        **_sureness(run, tally),
    }


def _rates(tally: Tally) -> dict[str, Any]:
    c = tally.contingency
    found = {
        "pod": pod(hits=c.hits, misses=c.misses),
        "far": far(hits=c.hits, false_alarms=c.false_alarms),
        "csi": csi(hits=c.hits, misses=c.misses, false_alarms=c.false_alarms),
        "peirce": peirce(
            hits=c.hits,
            misses=c.misses,
            false_alarms=c.false_alarms,
            correct_negatives=c.correct_negatives,
        ),
    }
    return {key: None if value is None else _rounded(value) for key, value in found.items()}


def _sureness(run: Run, tally: Tally) -> dict[str, Any]:
    row, timely, skill = run.standing_of.get(tally.forecaster), tally.timeliness, tally.skill
    return {
        "interval": _pair(row.interval) if row else None,
        "rank": row.rank if row else None,
        "rank_interval": list(row.ranks) if row and row.ranks else None,
        "rank_refused": row.rank_refused.reason.value if row and row.rank_refused else None,
        "skill": None if skill is None or skill.skill is None else _rounded(skill.skill),
        "skill_difference": None if skill is None else _rounded(skill.difference),
        "crps": _envelope(timely.crps) if timely else None,
        "crps_reference": _envelope(timely.reference) if timely else None,
        "crps_skill": _rounded(timely.skill) if timely and timely.skill is not None else None,
        "timed_questions": timely.questions if timely else 0,
        "schemes": {
            result.scheme.id: _envelope(result.tallies[tally.forecaster].brier)
            for result in run.schemes
        },
    }


def _envelope(value: Envelope | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "best": _rounded(value.best),
        "central": None if value.central is None else _rounded(value.central),
        "worst": _rounded(value.worst),
    }


def _rounded(value: float) -> float:
    """Ten decimals: more than the inputs carry, and the same on every machine."""
    return round(value, 10)


def _pair(value: Sequence[float] | None) -> list[float] | None:
    return None if value is None else [_rounded(bound) for bound in value]
