"""The index: who foresaw what, what is telling, what falls due, what was considered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from verifier.model.forecasts import Forecast
from verifier.report import format
from verifier.report.answers import what_became
from verifier.report.corrections import latest, lines
from verifier.report.escape import Markdown, Target, link, md, to
from verifier.report.forecast import forecast_link, forecaster_link, happened_text
from verifier.report.forecaster import DECIDED
from verifier.report.happened import event_link
from verifier.report.head import as_of, name_of
from verifier.report.markdown import (
    EMPTY,
    NONE,
    Lines,
    compose,
    folded,
    heading,
    item,
    joined,
    linked,
    lowered,
    para,
    table,
    whole,
)
from verifier.report.pictures import Pictures, show
from verifier.report.run import Run
from verifier.report.standings import why
from verifier.report.sureness import schemes_index
from verifier.report.totals import how_much, how_often, share_text
from verifier.score.calls import Right
from verifier.score.tally import Tally


def index(run: Run, drawn: Pictures) -> Lines:
    """The page's lines."""
    words = run.words
    yield from heading(words.md("title"), 1)
    yield from para(words.md("index.intro"))
    method, corrections = (words.md(f"nav.{key}") for key in ("method", "corrections"))
    links = (linked(method, Target("method.md")), linked(corrections, Target("corrections.md")))
    yield from para(joined([*links, as_of(run)], " · "))
    yield from how_often(run)
    yield from _forecasters(run)
    accuracy = list(show(run, drawn, "accuracy", ""))
    if accuracy:
        yield from para(words.md("picture.see.accuracy"))
    yield from accuracy
    yield from show(run, drawn, "leads", "")
    yield from _telling(run)
    yield from how_much(run)
    yield from _asked(run)
    yield from _due(run)
    yield from _latest_corrections(run)
    yield from schemes_index(run)
    yield from show(run, drawn, "schemes", "")
    yield from _fidelity(run)
    yield from _contents(run)


def _ranking(run: Run) -> Markdown:
    """Where the standings are, or why there are none."""
    words, found = run.words, run.sureness.standings
    if found.refused is not None:
        return words.md("index.no_ranking", why=why(found.refused, words))
    return words.md(
        "index.ranking",
        standings=Target("standings.md"),
        forecasters=sum(map(len, found.groups)),
        questions=sum(found.questions),
    )


def _forecasters(run: Run) -> Lines:
    """Those of whom a call has been decided, in a row each; the others by name."""
    words, least = run.words, run.rules.schemes.thresholds
    names = {id: run.ledger.forecasters[id].name for id in run.tallies}
    order = sorted(names, key=lambda who: (names[who].casefold(), who))
    shown = [id for id in order if _is_shown(run.tallies[id])]
    yield from heading(words.md("index.forecasters"))
    timely = any(run.tallies[id].days_off is not None for id in shown)
    columns = ("forecaster", "right", "brier", *(["timely"] if timely else []), "open")
    yield from table(
        [words.md(f"index.col.{key}") for key in columns],
        [[_cell(run, id, key) for key in columns] for id in shown],
    )
    if shown:
        prior = run.rules.schemes.prior
        yield from para(
            words.md(
                "index.right_note",
                n=words.plain(prior.right + prior.wrong),
                mean=words.percent(prior.right / (prior.right + prior.wrong)),
            ),
            words.md("index.brier_note", least=least.interval),
            *([words.md("index.timely_note")] if timely else []),
        )
        yield from para(_ranking(run))
    rest = [link(names[id], to("forecasters", id)) for id in order if id not in shown]
    if rest:
        told = words.md("index.rest", n=len(rest))
        yield from folded(told, para(compose("{}.", words.listed(rest))))


def _is_shown(tally: Tally) -> bool:
    return bool(tally.calls.decided or tally.brier or tally.counts.came_already)


def _cell(run: Run, id: str, column: str) -> Markdown:
    tally, words = run.tallies[id], run.words
    match column:
        case "forecaster":
            role = _role(run, id)
            who = link(run.ledger.forecasters[id].name, to("forecasters", id))
            return words.listed([who, md(role or "")])
        case "right":
            return share_text(run, tally.calls)
        case "brier" if tally.brier is not None:
            value = format.envelope(tally.brier, words)
            return compose("{}, n = {}", value, tally.counts.scored)
        case "timely" if tally.days_off is not None:
            return _span(run, *tally.days_off)
        case "open":
            n, came = tally.counts.rights[Right.OPEN], tally.counts.came_already
            return words.md("index.since", n=n, came=came) if came else whole(n)
        case _:
            return NONE


def _span(run: Run, low: float, high: float) -> Markdown:
    ends = [run.words.plain(round(end, 1)) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else run.words.md("index.off", low=ends[0], high=ends[1])


def _role(run: Run, forecaster: str) -> str | None:
    """The office under which the first source that had been published names a forecaster."""
    published = {file.source.id for file in run.files}
    roles = run.ledger.forecasters[forecaster].roles
    return next((role.role for role in roles if role.source in published), None)


_TELLING = 3


class _Telling(NamedTuple):
    """A call that counts, and its score."""

    brier: float
    forecast: Forecast


def _telling(run: Run) -> Lines:
    """The calls that scored best and worst, at most one of each for a forecaster."""
    words = run.words
    scored = [
        (score.right, _Telling(score.brier.central, run.ledger.forecasts[id]))
        for id, score in run.scores.items()
        if score.left_out is None
        and score.right in DECIDED
        and score.brier is not None
        and score.brier.central is not None
    ]
    right = [row for how, row in scored if how == Right.RIGHT]
    others = [row for how, row in scored if how != Right.RIGHT]
    parts = {
        "closest": _first(right, lambda row: row.brier),
        "farthest": _first(others, lambda row: -row.brier),
    }
    found = [key for key, rows in parts.items() if rows]
    if len(scored) < 2:
        return
    yield from heading(words.md("telling.title"))
    yield from para(words.md(f"telling.rule.{found[0] if len(found) == 1 else 'both'}", n=_TELLING))
    for key in found:
        for row in parts[key]:
            id = row.forecast.id
            yield item(
                words.md(
                    f"telling.{key}",
                    who=forecaster_link(run, row.forecast.forecaster, ""),
                    claim=forecast_link(run, id, ""),
                    outcome=lowered(happened_text(run, run.verdicts[id])),
                    right=words.md(f"right.{run.scores[id].right}"),
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
    if n := run.closed_by(date.max):
        yield from para(words.md("due.later", n=n, day=format.day(run.as_of, words)))


def _latest_corrections(run: Run) -> Lines:
    found = latest(run)[:5]
    if found:
        yield from heading(run.words.md("corrections.title"))
        yield from lines(run, found)
        yield EMPTY


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
