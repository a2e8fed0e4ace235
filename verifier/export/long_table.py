"""What was said and what came of it as one long table, as `verifier import` writes and scores it.

A row for each value: a probability of yes or of a category, a quantile, a number. So the numbers
and categories of a ledger are ranked as those of any table: `verifier score said.csv`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import fsum
from typing import Any

from verifier.export.delimited import delimited
from verifier.model.forecasts import Forecast
from verifier.model.proposition import Category, Judged, Proposition, Quantity
from verifier.model.verdict import Outcome, Verdict
from verifier.report.run import Run
from verifier.score.forecasts import NOT_OWN, ForecastScore
from verifier.score.own import came_of

COLUMNS = (
    *("forecaster", "question", "forecast", "title", "kind", "option", "place", "value"),
    *("observed", "resolution", "state", "said_from", "closes"),
)
"""Those of `verifier.importing.frame` that a ledger can tell."""
# What adding decimals up is ever off.
_NOTHING = 1e-9
_Value = Mapping[str, Any]
_Labels = dict[tuple[str, int], tuple[Any, ...]]


def said(run: Run) -> str:
    """Every forecast that counts and says a number, as CSV."""
    labels: _Labels = {}
    rows: list[_Value] = []
    for id, score in run.scores.items():
        if score.left_out not in NOT_OWN:
            forecast, verdict = run.ledger.forecasts[id], run.verdicts[id]
            values = list(_values(forecast, verdict, score))
            about = _about(run, forecast, verdict, [value["observed"] for value in values], labels)
            rows += [{**about, **value} for value in values]
    return delimited(COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows))


def _about(
    run: Run, forecast: Forecast, verdict: Verdict, observed: list[Any], labels: _Labels
) -> _Value:
    """What all rows of a forecast have in common.

    What can come true apart is another question of the table, though one of the ledger: another
    thing, another last day. The first has the ledger's name.
    """
    asked, window = forecast.question or forecast.id, verdict.wide.window
    came = tuple(observed) if verdict.settled else None
    key = (asked, _target(forecast.expects), window.until, came)
    name, number = asked, 1
    while labels.setdefault((asked, number), key) != key:
        number += 1
        name = f"{asked} ({number})"
    resolved = None not in observed
    apart = verdict.outcome in (Outcome.VOID, Outcome.DISPUTED)
    about = run.ledger.questions.get(forecast.question or "")
    start = forecast.said.days.start
    return {
        "question": name,
        "forecast": forecast.id,
        "forecaster": verdict.charged_to,
        "title": about.title if about else forecast.claim,
        "resolution": verdict.outcome.value,
        "state": "resolved" if resolved else "void" if apart else "open",
        "said_from": start and start.isoformat(),
        "closes": window.last and window.last.isoformat(),
    }


def _target(expects: Proposition) -> str:
    """What has to be the same for two forecasts to be of the same thing."""
    if isinstance(expects, Quantity):
        return f"{expects.number} {expects.measure} {expects.vintage}"
    if isinstance(expects, Category):
        return " | ".join(_shown(option.expects) for option in expects.category)
    return _shown(expects)


def _shown(expects: Proposition) -> str:
    if isinstance(expects, Judged):
        return expects.judged
    told = expects.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(told, ensure_ascii=False)


def _values(forecast: Forecast, verdict: Verdict, score: ForecastScore) -> Iterator[_Value]:
    """Each value that was said, with what came."""
    expects, probability = forecast.expects, score.likelihood.probability
    came = came_of(forecast, verdict)
    if isinstance(expects, Category):
        shares = [option.probability for option in expects.category]
        names = [_shown(option.expects) for option in expects.category]
        if (rest := 1 - fsum(shares)) > _NOTHING:
            shares, names = [*shares, rest], [*names, "none of these"]
        for place, (option, share) in enumerate(zip(names, shares, strict=True)):
            observed = None if came is None else float(place == came)
            row = {"kind": "category", "option": option, "value": share, "observed": observed}
            yield {**row, "place": place} if expects.ordered else row
    elif isinstance(expects, Quantity):
        for level, value in _said(expects, forecast.claimed.probability):
            kind = "point" if level is None else "quantile"
            option = "median" if level is None else repr(level)
            yield {"kind": kind, "option": option, "value": value, "observed": came}
    elif probability is not None:
        yield {"kind": "probability", "value": probability.central, "observed": came}


def _said(expects: Quantity, probability: float | None) -> Iterator[tuple[float | None, float]]:
    """The levels and values of a quantity; a single number has no level."""
    if expects.says is not None:
        yield None, expects.says
    elif expects.quantiles:
        yield from ((one.level, one.value) for one in expects.quantiles)
    elif probability is not None and 0 < probability < 1:
        low, high = expects.bounds
        yield from (((1 - probability) / 2, low), ((1 + probability) / 2, high))
