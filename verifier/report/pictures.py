"""Which pictures a run has: what of it goes into which drawing, by the name of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum

from verifier.model.forecasts import Forecast
from verifier.model.outcomes import Question
from verifier.report.charts.calibration import Given, Step, calibration
from verifier.report.charts.leads import LeadRow, lead_times
from verifier.report.charts.murphy import MurphyRow, murphy_diagram
from verifier.report.charts.picture import Picture, embed
from verifier.report.charts.ranges import RangeRow, accuracy
from verifier.report.charts.sensitivity import SchemeRow, schemes
from verifier.report.charts.timeline import Happening, TimelineRow, forecast_timeline
from verifier.report.forecast import claimed_plainly
from verifier.report.markdown import Lines, heading, para
from verifier.report.outcome import happened_text
from verifier.report.run import Run
from verifier.score.calibration import consistency
from verifier.score.calls import of_another_size

Pictures = Mapping[str, Picture]


def drawn(found: Iterable[Picture | None]) -> Pictures:
    """Those for which there is something to draw, by their names."""
    return {picture.frame.name: picture for picture in found if picture is not None}


def of_question(run: Run, question: Question) -> Iterator[Picture | None]:
    """The pictures of a question."""
    own, name = run.by_question[question.id], f"question-{question.id}"
    yield _timeline(run, own, name, question.title, named=True)


def show(
    run: Run, drawn: Pictures, name: str, up: str, *, see: str = "", titled: bool = False
) -> Lines:
    """The picture in a page, if there is one; `up` leads to the reports' root.

    `see` is which words say what to look at, `titled` that they have a heading of their own.
    """
    if name in drawn:
        yield from heading(run.words.md(f"picture.{see}")) if titled else ()
        yield from para(run.words.md(f"picture.see.{see}")) if see else ()
        yield from embed(drawn[name], run.words, up)


def of_all(run: Run) -> Iterator[Picture | None]:
    """The pictures of the whole ledger."""
    words = run.words
    names = {id: run.ledger.forecasters[id].name for id in run.tallies}
    intervals = {id: row.interval for id, row in run.standing_of.items()}
    ranges = [
        RangeRow(names[id], tally.brier, intervals.get(id), tally.counts.scored)
        for id, tally in sorted(run.tallies.items(), key=lambda item: names[item[0]].casefold())
        if tally.brier is not None
    ]
    yield accuracy(ranges, words)
    leads = [
        LeadRow(f"{names[f.forecaster]}: {claimed_plainly(run, f.id)}", days)
        for f in run.forecasts
        if (days := run.scores[f.id].warning) is not None
    ]
    yield lead_times(leads, words)
    ranked = [r for r in run.sureness.standings.rows if r.group == 1]
    asked = run.sureness.standings.questions[:1]
    whole = [r.forecaster for r in ranked if (r.compared,) == asked == (r.questions,)]
    yield murphy_diagram([MurphyRow(names[id], run.sureness.murphy[id]) for id in whole], words)
    moved = [
        SchemeRow(
            names[id],
            run.schemes[0].brier[id],
            tuple((s.scheme.name, s.brier[id]) for s in run.schemes[1:]),
        )
        for id, tally in run.tallies.items()
        if tally.brier is not None
    ]
    yield schemes(moved, words)


def of_forecaster(run: Run, forecaster: str) -> Iterator[Picture | None]:
    """The pictures of one forecaster."""
    own = run.by_forecaster[forecaster]
    name = run.ledger.forecasters[forecaster].in_a_sentence
    title = run.words("picture.windows", name=name)
    yield _timeline(run, own, f"forecaster-{forecaster}", title, named=False)
    curve, _ = run.sureness.calibration.get(forecaster, (None, None))
    if curve is not None:
        yield calibration(
            _given(run, own),
            [Step(level.low, level.high, level.fitted) for level in curve.curve],
            run.words,
            name=f"calibration-{forecaster}",
            title=run.words("picture.calibration", name=name),
        )


def _given(run: Run, own: Sequence[Forecast]) -> list[Given]:
    """How often what was called so likely came, each question with one weight.

    What chance leaves is known where no question has several forecasts: these share their luck.
    """
    weights = run.sureness.weights
    sums: dict[float, list[tuple[float, float]]] = {}
    for forecast in own:
        score = run.scores[forecast.id]
        p, weight = score.likelihood.probability, weights.get(forecast.id)
        if p is not None and weight:
            came = (score.truth.low + score.truth.high) / 2
            sums.setdefault(p.central, []).append((weight, came))
    alone = all(weight == 1 for seen in sums.values() for weight, _ in seen)
    return [
        Given(
            p,
            len(seen),
            fsum(weight * came for weight, came in seen) / fsum(weight for weight, _ in seen),
            consistency(p, len(seen)) if alone else None,
        )
        for p, seen in sorted(sums.items())
    ]


def _timeline(
    run: Run, forecasts: Sequence[Forecast], name: str, title: str, *, named: bool
) -> Picture | None:
    rows = []
    for forecast in forecasts:
        verdict = run.verdicts[forecast.id]
        if forecast.restates in run.verdicts or verdict.charged_to is None:
            continue
        events = verdict.events
        if not events:
            events = tuple(candidate.event for candidate in of_another_size(verdict))
        again = run.ledger.restatements.get(forecast.id, ())
        label = claimed_plainly(run, forecast.id)
        if named:
            label = f"{run.ledger.forecasters[forecast.forecaster].name}: {label}"
        rows.append(
            TimelineRow(
                label,
                forecast.said.days,
                verdict.narrow.window,
                verdict.wide.window,
                verdict.outcome,
                tuple(
                    Happening(run.ledger.events[e].title, run.ledger.events[e].began.days)
                    for e in events
                ),
                tuple(f.said.days for f in again if f.id in run.verdicts),
                happened_text(run, verdict),
            )
        )
    return forecast_timeline(rows, run.words, name=name, title=title, as_of=run.as_of)
