"""How a forecaster's statements on one matter changed: softened, hardened, deadline moved."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from verifier.dataclass import dataclass
from verifier.model.forecasts import Forecast, Voice
from verifier.report.run import Run


class Change(StrEnum):
    """What a later statement changed in the one before it."""

    SOFTENED = "softened"
    HARDENED = "hardened"
    LATER = "later"
    EARLIER = "earlier"
    DEADLINE_NAMED = "deadline_named"
    DEADLINE_DROPPED = "deadline_dropped"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a history, and what it changed."""

    forecast: Forecast
    changes: tuple[Change, ...]


def histories(run: Run, forecaster: str) -> list[list[Statement]]:
    """Each matter on which the forecaster spoke more than once, its statements in order.

    Statements belong together where they restate or refine one another. What was printed otherwise
    than said was not said again. Of two on the same day
    the quotation comes before the paraphrase, then the order of ids decides.
    """
    chains: dict[str, list[Forecast]] = {}
    for forecast in run.by_forecaster[forecaster]:
        if run.verdicts[forecast.id].charged_to is not None:
            chains.setdefault(_first(run, forecast), []).append(forecast)
    return [_told(run, chain) for _, chain in sorted(chains.items()) if len(chain) > 1]


def _first(run: Run, forecast: Forecast) -> str:
    seen = {forecast.id}
    while (before := forecast.restates or forecast.refines) in run.verdicts and before not in seen:
        assert before is not None
        seen.add(before)
        forecast = run.ledger.forecasts[before]
    return forecast.id


def _told(run: Run, chain: Sequence[Forecast]) -> list[Statement]:
    ordered = sorted(chain, key=lambda f: (f.said.days.order, f.voice != Voice.QUOTATION, f.id))
    told = [Statement(ordered[0], ())]
    for before, after in pairwise(ordered):
        told.append(Statement(after, _changes(run, before, after)))
    return told


def _changes(run: Run, before: Forecast, after: Forecast) -> tuple[Change, ...]:
    """What changed of number and deadline; nothing where neither is in both to be compared."""
    found = []
    old, new = (run.scores[f.id].likelihood.probability for f in (before, after))
    if old is not None and new is not None and old.central != new.central:
        found.append(Change.SOFTENED if new.central < old.central else Change.HARDENED)
    was, now = (run.verdicts[f.id].wide.window.until for f in (before, after))
    if was is None and now is not None:
        found.append(Change.DEADLINE_NAMED)
    elif was is not None and now is None:
        found.append(Change.DEADLINE_DROPPED)
    elif was is not None and now is not None and was != now:
        found.append(Change.LATER if now > was else Change.EARLIER)
    compared = (old is not None and new is not None) or (was is not None and now is not None)
    return tuple(found) or (Change.SAME,) * compared
