"""Every figure that the index has no room for: shares by part, what is telling, waits, choices."""

from __future__ import annotations

from collections.abc import Iterable

from verifier.report.escape import link, to
from verifier.report.first_lines import meant, sides
from verifier.report.forecast import decided_scores, forecast_link, forecaster_link, telling
from verifier.report.head import top
from verifier.report.markdown import (
    EMPTY,
    Lines,
    heading,
    item,
    joined,
    lowered,
    para,
    table,
    whole,
)
from verifier.report.outcome import happened_text
from verifier.report.pictures import Pictures, show
from verifier.report.run import Run
from verifier.report.sureness import schemes_index
from verifier.report.totals import by_parts, classes, waits
from verifier.score.calls import Right


def figures(run: Run, drawn: Pictures) -> Lines:
    """The page's lines."""
    words = run.words
    yield from top(run, words.md("figures.title"), "")
    yield from by_parts(run)
    yield from sides(run)
    yield from show(run, drawn, "accuracy", "", see="accuracy", titled=True)
    yield from show(run, drawn, "leads", "")
    yield from _telling(run)
    yield from meant(run)
    yield from classes(run)
    yield from waits(run)
    yield from schemes_index(run)
    yield from show(run, drawn, "schemes", "")
    yield from _fidelity(run)


_SHOWN = 3  # calls of each sort: an example or two more than one that may be an accident


def _telling(run: Run) -> Lines:
    """The calls that scored best and worst, at most one of each for a forecaster."""
    words = run.words
    scored = decided_scores(run, run.scores)
    right = [each for each in scored if run.scores[each[1]].right == Right.RIGHT]
    others = [each for each in scored if run.scores[each[1]].right != Right.RIGHT]
    parts = {
        "closest": _first(run, telling(run, right)),
        "farthest": _first(run, telling(run, others, farthest=True)),
    }
    found = [key for key, rows in parts.items() if rows]
    if len(scored) < run.rules.schemes.thresholds.interval:
        return
    yield from heading(words.md("telling.title"))
    rule = words.md(f"telling.rule.{found[0] if len(found) == 1 else 'both'}", n=_SHOWN)
    days = run.rules.schemes.thresholds.another_day
    left = words.md("telling.left", days=days) if days else EMPTY
    yield from para(joined([rule, left], " "))
    for key in found:
        for brier, id in parts[key]:
            yield item(
                words.md(
                    f"telling.{key}",
                    who=forecaster_link(run, run.ledger.forecasts[id].forecaster, ""),
                    claim=forecast_link(run, id, ""),
                    outcome=lowered(happened_text(run, run.verdicts[id])),
                    right=words.md(f"right.{run.scores[id].right}"),
                    value=words.number(brier),
                )
            )
    yield EMPTY


def _first(run: Run, scored: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    """The first ones, at most one of each forecaster."""
    chosen: dict[str, tuple[float, str]] = {}
    for brier, id in scored:
        chosen.setdefault(run.ledger.forecasts[id].forecaster, (brier, id))
        if len(chosen) == _SHOWN:
            break
    return list(chosen.values())


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
        heads = words.heads("fidelity", "outlet", "printed", "imprecise", "unfaithful")
        yield from table(heads, rows)
