"""The index: who foresaw what, what is telling, what falls due, what was considered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from verifier.model.forecasts import Forecast
from verifier.model.verdict import Outcome
from verifier.report import format
from verifier.report.answers import what_became
from verifier.report.escape import link, md, table
from verifier.report.forecast import forecast_link, forecaster_link
from verifier.report.happened import event_link
from verifier.report.head import as_of
from verifier.report.pictures import Pictures, show
from verifier.report.run import Run
from verifier.report.sureness import schemes_index
from verifier.score.tally import Place


def index(run: Run, drawn: Pictures) -> Iterator[str]:
    """The page's lines."""
    words = run.words
    yield f"# {words('title')}"
    yield ""
    yield words("index.intro")
    yield ""
    method, corrections = (words(f"nav.{key}") for key in ("method", "corrections"))
    yield f"[{method}](method.md) · [{corrections}](corrections.md) · {as_of(run)}"
    yield ""
    yield f"## {words('index.forecasters')}"
    yield ""
    names = {id: run.ledger.forecasters[id].name for id in run.tallies}
    outcomes = [o for o in _OUTCOMES if any(t.counts.outcomes.get(o) for t in run.tallies.values())]
    places = [p for p in _COLUMNS if any(t.counts.places[p] for t in run.tallies.values())]
    timely = ["timely"] if any(t.days_off is not None for t in run.tallies.values()) else []
    columns = ("forecaster", "brier", *timely, *outcomes, *places, "apart", "all")
    yield from table(
        [words(f"index.col.{key}") for key in columns],
        [
            [*_measured(run, id, name, timely=bool(timely)), *_counted(run, id, outcomes, places)]
            for id, name in sorted(names.items(), key=lambda item: (item[1].casefold(), item[0]))
        ],
    )
    yield words("index.no_ranking", least=run.rules.schemes.thresholds.rank)
    yield ""
    yield words("index.columns")
    yield ""
    yield from _legend(run, outcomes, places)
    yield ""
    yield words("index.brier_note", least=run.rules.schemes.thresholds.interval)
    yield ""
    if timely:
        yield words("index.timely_note")
        yield ""
    accuracy = list(show(run, drawn, "accuracy", ""))
    if accuracy:
        yield words("picture.see.accuracy")
        yield ""
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


def _legend(run: Run, outcomes: Sequence[Outcome], places: Sequence[Place]) -> Iterator[str]:
    """What the columns of counts mean that the table has."""
    words = run.words
    if outcomes:
        columns = ", ".join(f"*{words(f'index.col.{outcome}')}*" for outcome in outcomes)
        yield f"- {words('index.legend.verdicts', columns=columns, n=len(outcomes))}"
    for key in (*places, "apart"):
        yield f"- {words(f'index.legend.{key}')}"


def _measured(run: Run, id: str, name: str, *, timely: bool) -> Iterator[str]:
    """Who it is, how accurate, how timely."""
    tally, role = run.tallies[id], _role(run, id)
    who = link(name, f"forecasters/{id}.md")
    yield f"{who}<br>{md(role)}" if role else who
    if tally.brier is None:
        yield "—"
    else:
        yield f"{format.envelope(tally.brier, run.words)}, n = {tally.counts.scored}"
    if timely:
        yield "—" if tally.days_off is None else _span(run, *tally.days_off)


def _span(run: Run, low: float, high: float) -> str:
    ends = [f"{round(end, 1):g}" for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else run.words("index.off", low=ends[0], high=ends[1])


def _counted(
    run: Run, id: str, outcomes: Sequence[Outcome], places: Sequence[Place]
) -> Iterator[str]:
    """How many forecasts there are, in all and in each column."""
    counts = run.tallies[id].counts
    yield from (str(counts.outcomes.get(outcome, 0)) for outcome in outcomes)
    for place in places:
        n = counts.places[place]
        came = counts.came_since if place == Place.NO_DEADLINE else 0
        yield run.words("index.since", n=n, came=came) if came else str(n)
    yield str(counts.apart)
    yield str(counts.all)


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


def _telling(run: Run) -> Iterator[str]:
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
    yield f"## {words('telling.title')}"
    yield ""
    yield words(f"telling.rule.{found[0] if len(found) == 1 else 'both'}", n=_TELLING)
    yield ""
    for key in found:
        for row in parts[key]:
            yield "- " + words(
                f"telling.{key}",
                who=forecaster_link(run, row.forecast.forecaster, ""),
                claim=forecast_link(run, row.forecast.id, ""),
                said=format.number(row.said),
                outcome=words(f"trail.outcome.{run.verdicts[row.forecast.id].outcome}"),
                value=format.number(row.brier),
            )
    yield ""


def _first(rows: Iterable[_Telling], key: Callable[[_Telling], float]) -> list[_Telling]:
    """The first ones by `key`, at most one of each forecaster."""
    chosen: dict[str, _Telling] = {}
    for row in sorted(rows, key=lambda row: (key(row), row.forecast.id)):
        chosen.setdefault(row.forecast.forecaster, row)
    return list(chosen.values())[:_TELLING]


def _asked(run: Run) -> Iterator[str]:
    if not run.questions:
        return
    yield f"## {run.words('index.questions')}"
    yield ""
    for question in run.questions:
        became = what_became(run, question)
        answered = f" {became}." if became else ""
        yield f"- {link(question.title, f'questions/{question.id}.md')}{answered}"
    yield ""


def _due(run: Run) -> Iterator[str]:
    words = run.words
    ahead = sorted(
        (verdict.due, id)
        for id, verdict in run.verdicts.items()
        if verdict.due is not None and not verdict.closed
    )
    yield f"## {words('due.title')}"
    yield ""
    if not ahead:
        yield words("due.none")
    for last, id in ahead[:10]:
        yield f"- {format.day(last, words)}: {forecast_link(run, id, '')}"
    yield ""


def _latest_corrections(run: Run) -> Iterator[str]:
    words = run.words
    found = [
        (c.date, forecast_link(run, f.id, ""), c.what)
        for f in run.forecasts
        for c in f.corrections
        if run.known.had(c.date.days)
    ]
    if not found:
        return
    yield f"## {words('corrections.title')}"
    yield ""
    for when, where, what in sorted(found, key=lambda c: c[0].text, reverse=True)[:5]:
        yield f"- {format.days(when.days, words)}: {where}: {md(what)}"
    yield ""


def _considered(run: Run) -> Iterator[str]:
    """Counts by side, outlet and subject, so that readers can judge the selection."""
    words = run.words
    yield f"## {words('index.counts')}"
    yield ""
    aside = sum(len(file.set_aside) for file in run.files)
    counts = {"forecasts": len(run.verdicts), "sources": len(run.files), "aside": aside}
    yield words("index.counts_text", **counts)
    yield ""
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
        head = [words(f"considered.{key}"), *(words(f"considered.col.{c}") for c in columns)]
        cells = [[md(name), *map(str, row[: len(columns)])] for name, row in sorted(rows.items())]
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


def _contents(run: Run) -> Iterator[str]:
    words = run.words
    sources = sorted((f.source for f in run.files), key=lambda s: (s.published.days.order, s.id))
    if sources:
        yield f"## {words('index.sources')}"
        yield ""
    for source in sources:
        title = f"{source.publisher}: {source.title}" if source.title else source.publisher
        when = format.days(source.published.days, words)
        yield f"- {when}: {link(title, f'sources/{source.id}.md')}"
    if run.known.events:
        yield ""
        yield f"## {words('index.events')}"
        yield ""
    events = run.known.events.values()
    for event in sorted(events, key=lambda event: (event.began.days.order, event.id)):
        yield f"- {format.days(event.began.days, words)}: {event_link(run, event.id, '')}"


def _fidelity(run: Run) -> Iterator[str]:
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
        rows.append([link(name, f"sources/{file.source.id}.md"), *map(str, counts)])
    if rows:
        yield f"## {words('fidelity.title')}"
        yield ""
        yield words("fidelity.text")
        yield ""
        columns = ("outlet", "printed", "imprecise", "unfaithful")
        yield from table([words(f"fidelity.col.{key}") for key in columns], rows)
