"""The index: who foresaw what, what is telling, what falls due, what was considered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from verifier.model.forecasts import Forecast
from verifier.model.verdict import Outcome
from verifier.report import format
from verifier.report.answers import what_became
from verifier.report.escape import Markdown, Target, link, md, to
from verifier.report.forecast import forecast_link, forecaster_link
from verifier.report.happened import event_link
from verifier.report.head import as_of, name_of
from verifier.report.markdown import (
    EMPTY,
    NONE,
    Lines,
    breaks,
    compose,
    heading,
    item,
    joined,
    linked,
    para,
    table,
    whole,
)
from verifier.report.pictures import Pictures, show
from verifier.report.run import Run
from verifier.report.sureness import schemes_index
from verifier.score.tally import Place


def index(run: Run, drawn: Pictures) -> Lines:
    """The page's lines."""
    words = run.words
    yield from heading(words.md("title"), 1)
    yield from para(words.md("index.intro"))
    method, corrections = (words.md(f"nav.{key}") for key in ("method", "corrections"))
    links = (linked(method, Target("method.md")), linked(corrections, Target("corrections.md")))
    yield from para(joined([*links, as_of(run)], " · "))
    yield from heading(words.md("index.forecasters"))
    names = {id: run.ledger.forecasters[id].name for id in run.tallies}
    outcomes = [o for o in _OUTCOMES if any(t.counts.outcomes.get(o) for t in run.tallies.values())]
    places = [p for p in _COLUMNS if any(t.counts.places[p] for t in run.tallies.values())]
    timely = ["timely"] if any(t.days_off is not None for t in run.tallies.values()) else []
    columns = ("forecaster", "brier", *timely, *outcomes, *places, "apart", "all")
    yield from table(
        [words.md(f"index.col.{key}") for key in columns],
        [
            [*_measured(run, id, name, timely=bool(timely)), *_counted(run, id, outcomes, places)]
            for id, name in sorted(names.items(), key=lambda item: (item[1].casefold(), item[0]))
        ],
    )
    yield from para(words.md("index.no_ranking", least=run.rules.schemes.thresholds.rank))
    yield from para(words.md("index.columns"))
    yield from _legend(run, outcomes, places)
    yield EMPTY
    yield from para(words.md("index.brier_note", least=run.rules.schemes.thresholds.interval))
    if timely:
        yield from para(words.md("index.timely_note"))
    accuracy = list(show(run, drawn, "accuracy", ""))
    if accuracy:
        yield from para(words.md("picture.see.accuracy"))
    yield from accuracy
    yield from show(run, drawn, "leads", "")
    yield from _telling(run)
    yield from _asked(run)
    yield from _due(run)
    yield from _latest_corrections(run)
    yield from _considered(run)
    yield from schemes_index(run)
    yield from show(run, drawn, "schemes", "")
    yield from _fidelity(run)
    yield from _contents(run)


_OUTCOMES = (Outcome.CAME_TRUE, Outcome.PARTLY, Outcome.DID_NOT, Outcome.DISPUTED)
_COLUMNS = (Place.NO_DEADLINE, Place.OPEN, Place.UNDECIDED, Place.VOID, Place.UNSCORABLE)


def _legend(run: Run, outcomes: Sequence[Outcome], places: Sequence[Place]) -> Lines:
    """What the columns of counts mean that the table has."""
    words = run.words
    if outcomes:
        columns = words.listed(
            compose("*{}*", words.md(f"index.col.{outcome}")) for outcome in outcomes
        )
        yield item(words.md("index.legend.verdicts", columns=columns, n=len(outcomes)))
    for key in (*places, "apart"):
        yield item(words.md(f"index.legend.{key}"))


def _measured(run: Run, id: str, name: str, *, timely: bool) -> Lines:
    """Who it is, how accurate, how timely."""
    tally, role = run.tallies[id], _role(run, id)
    who = link(name, to("forecasters", id))
    yield breaks([who, md(role or "")])
    if tally.brier is None:
        yield NONE
    else:
        yield compose("{}, n = {}", format.envelope(tally.brier, run.words), tally.counts.scored)
    if timely:
        yield NONE if tally.days_off is None else _span(run, *tally.days_off)


def _span(run: Run, low: float, high: float) -> Markdown:
    ends = [run.words.plain(round(end, 1)) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else run.words.md("index.off", low=ends[0], high=ends[1])


def _counted(run: Run, id: str, outcomes: Sequence[Outcome], places: Sequence[Place]) -> Lines:
    """How many forecasts there are, in all and in each column."""
    counts = run.tallies[id].counts
    yield from (whole(counts.outcomes.get(outcome, 0)) for outcome in outcomes)
    for place in places:
        n = counts.places[place]
        came = counts.came_since if place == Place.NO_DEADLINE else 0
        yield run.words.md("index.since", n=n, came=came) if came else whole(n)
    yield whole(counts.apart)
    yield whole(counts.all)


def _role(run: Run, forecaster: str) -> str | None:
    """The office under which the first source that had been published names a forecaster."""
    published = {file.source.id for file in run.files}
    roles = run.ledger.forecasters[forecaster].roles
    return next((role.role for role in roles if role.source in published), None)


_TELLING = 3
_HALF = 0.25
"""The Brier score of always saying one half."""


class _Telling(NamedTuple):
    """A forecast that counts, its score, and the probability that it was said with."""

    brier: float
    said: float
    forecast: Forecast


def _telling(run: Run) -> Lines:
    """The forecasts that scored best and worst, at most one of each for a forecaster."""
    words = run.words
    scored = [
        _Telling(
            score.brier.central, score.likelihood.probability.central, run.ledger.forecasts[id]
        )
        for id, score in run.scores.items()
        if score.left_out is None
        and score.likelihood.probability is not None
        and score.brier is not None
        and score.brier.central is not None
    ]
    parts = {
        "closest": _first((row for row in scored if row.brier <= _HALF), lambda row: row.brier),
        "farthest": _first((row for row in scored if row.brier > _HALF), lambda row: -row.brier),
    }
    found = [key for key, rows in parts.items() if rows]
    if not found:
        return
    yield from heading(words.md("telling.title"))
    yield from para(words.md(f"telling.rule.{found[0] if len(found) == 1 else 'both'}", n=_TELLING))
    for key in found:
        for row in parts[key]:
            yield item(
                words.md(
                    f"telling.{key}",
                    who=forecaster_link(run, row.forecast.forecaster, ""),
                    claim=forecast_link(run, row.forecast.id, ""),
                    said=words.number(row.said),
                    outcome=words.md(f"trail.outcome.{run.verdicts[row.forecast.id].outcome}"),
                    value=words.number(row.brier),
                )
            )
    yield EMPTY


def _first(rows: Iterable[_Telling], key: Callable[[_Telling], float]) -> list[_Telling]:
    """The first ones by `key`, at most one of each forecaster."""
    chosen: dict[str, _Telling] = {}
    for row in sorted(rows, key=lambda row: (key(row), row.forecast.id)):
        chosen.setdefault(row.forecast.forecaster, row)
    return list(chosen.values())[:_TELLING]


def _asked(run: Run) -> Lines:
    if not run.questions:
        return
    yield from heading(run.words.md("index.questions"))
    for question in run.questions:
        became = what_became(run, question)
        answered = compose("{}.", became) if became else EMPTY
        yield item(joined([link(question.title, to("questions", question.id)), answered], " "))
    yield EMPTY


def _due(run: Run) -> Lines:
    words = run.words
    ahead = sorted(
        (verdict.due, id)
        for id, verdict in run.verdicts.items()
        if verdict.due is not None and not verdict.closed
    )
    yield from heading(words.md("due.title"))
    if not ahead:
        yield words.md("due.none")
    for last, id in ahead[:10]:
        yield compose("- {}: {}", format.day(last, words), forecast_link(run, id, ""))
    yield EMPTY


def _latest_corrections(run: Run) -> Lines:
    words = run.words
    found = [
        (c.date, forecast_link(run, f.id, ""), c.what)
        for f in run.forecasts
        for c in f.corrections
        if run.known.had(c.date.days)
    ]
    if not found:
        return
    yield from heading(words.md("corrections.title"))
    for when, where, what in sorted(found, key=lambda c: c[0].text, reverse=True)[:5]:
        yield compose("- {}: {}: {}", format.days(when.days, words), where, md(what))
    yield EMPTY


def _considered(run: Run) -> Lines:
    """Counts by side, outlet and subject, so that readers can judge the selection."""
    words = run.words
    yield from heading(words.md("index.counts"))
    aside = sum(len(file.set_aside) for file in run.files)
    counts = {"forecasts": len(run.verdicts), "sources": len(run.files), "aside": aside}
    yield from para(words.md("index.counts_text", **counts))
    groupings: tuple[tuple[str, Callable[[Run, Forecast], str]], ...] = (
        ("side", _side),
        ("outlet", _outlet),
        ("subject", _subject),
    )
    for key, group in groupings:
        rows: dict[str, list[int]] = {}
        for forecast in run.forecasts:
            cell = rows.setdefault(group(run, forecast), [0, 0, 0])
            cell[0] += 1
            cell[1] += run.scores[forecast.id].left_out is None
        if key == "outlet":
            for file in run.files:
                rows.setdefault(file.source.publisher, [0, 0, 0])[2] += len(file.set_aside)
        columns = ("considered", "scored", "aside") if key == "outlet" else ("considered", "scored")
        head = [words.md(f"considered.{key}"), *(words.md(f"considered.col.{c}") for c in columns)]
        cells = [[md(name), *map(whole, row[: len(columns)])] for name, row in sorted(rows.items())]
        yield from table(head, cells)


def _outlet(run: Run, forecast: Forecast) -> str:
    return run.ledger.source_of[forecast.id].publisher


def _side(run: Run, forecast: Forecast) -> str:
    side = run.ledger.forecasters[forecast.forecaster].side
    return run.rules.actors.label(side) if side else run.words("considered.none")


def _subject(run: Run, forecast: Forecast) -> str:
    question = run.ledger.questions.get(forecast.question or "")
    subject = question.subject if question else None
    return subject or run.words("considered.none")


def _contents(run: Run) -> Lines:
    words = run.words
    sources = sorted((f.source for f in run.files), key=lambda s: (s.published.days.order, s.id))
    if sources:
        yield from heading(words.md("index.sources"))
    for source in sources:
        when = format.days(source.published.days, words)
        yield compose("- {}: {}", when, link(name_of(source), to("sources", source.id)))
    if run.known.events:
        yield EMPTY
        yield from heading(words.md("index.events"))
    events = run.known.events.values()
    for event in sorted(events, key=lambda event: (event.began.days.order, event.id)):
        began = format.days(event.began.days, words)
        yield compose("- {}: {}", began, event_link(run, event.id, ""))


def _fidelity(run: Run) -> Lines:
    words = run.words
    rows = []
    for file in run.files:
        outlet = file.source.outlet
        printed = [f for f in file.forecasts if f.id in run.verdicts]
        if outlet is None or file.source.archive is None or not printed:
            continue
        found = [
            run.rules.misreporting.row(f.misreported.kind).fidelity
            for f in printed
            if f.misreported is not None
        ]
        name = run.ledger.forecasters[outlet].name
        counts = (len(printed), found.count("imprecise"), found.count("unfaithful"))
        rows.append([link(name, to("sources", file.source.id)), *map(whole, counts)])
    if rows:
        yield from heading(words.md("fidelity.title"))
        yield from para(words.md("fidelity.text"))
        columns = ("outlet", "printed", "imprecise", "unfaithful")
        yield from table([words.md(f"fidelity.col.{key}") for key in columns], rows)
