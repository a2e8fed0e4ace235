"""ForecastBench: forecast sets of models, with the question and resolution sets of their round."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, State, of_rows
from verifier.importing.given import Given, records
from verifier.importing.markets import Moment, Price, at
from verifier.tables.columns import Kind

# Whose questions are forecast once and settled on a day of their own; the others are asked for
# each of several days, and may ask about the day of the round, such as whether a rate rises.
_MARKETS = {"infer", "manifold", "metaculus", "polymarket"}


class _Item(BaseModel):
    # Questions that combine others have a list of ids, and the direction of each.
    id: str | list[str]
    source: str = ""
    direction: list[int] | None = None
    resolution_date: Any = None

    @property
    def name(self) -> str:
        """What identifies the question, without the day."""
        return self.id if isinstance(self.id, str) else json.dumps(self.id)

    def key(self, due: datetime) -> str:
        """What a forecast and its resolution have in common, in the round of that day."""
        way = json.dumps(self.direction) if self.direction else ""
        day = "" if self.source in _MARKETS else self.resolution_date
        parts = (self.name, way, self.source, day, f"round {due:%Y-%m-%d}")
        return " · ".join(str(part) for part in parts if part)


class _Forecast(_Item):
    forecast: Any = None


class _Forecasts(BaseModel):
    organization: str = ""
    model: str = ""
    forecast_due_date: Moment
    forecasts: list[_Forecast]


class _Resolution(_Item):
    resolved_to: Price | None
    resolved: bool


class _Resolutions(BaseModel):
    forecast_due_date: Moment
    resolutions: list[_Resolution]


class _Question(_Item):
    question: Any = None
    url: str | None = None


class _Questions(BaseModel):
    questions: list[_Question]


def _read(given: Given) -> Imported:
    left = Counter[str]()
    sets: list[_Forecasts] = []
    outcomes: dict[str, _Resolution] = {}
    asked: dict[str, _Question] = {}
    for one in records(given, left, _Forecasts, _Resolutions, _Questions):
        if isinstance(one, _Forecasts):
            sets.append(one)
        elif isinstance(one, _Resolutions):
            outcomes |= {item.key(one.forecast_due_date): item for item in one.resolutions}
        else:
            asked |= {item.name: item for item in one.questions}
    rows = []
    for made in sets:
        who = f"{made.organization} {made.model}".strip() or "(no name)"
        for item in made.forecasts:
            if isinstance(item.forecast, int | float) and 0 <= item.forecast <= 1:
                outcome = outcomes.get(item.key(made.forecast_due_date))
                about = asked.get(item.name)
                rows.append(_row(who, made.forecast_due_date, item, outcome, about))
            else:
                left["no probability"] += 1
    return of_rows(rows, left, own=("source",))


def _row(
    who: str, due: datetime, item: _Forecast, outcome: _Resolution | None, about: _Question | None
) -> dict[str, Any]:
    settled = outcome is not None and outcome.resolved
    value = outcome.resolved_to if outcome is not None and settled else None
    return {
        "forecaster": who,
        "question": item.key(due),
        "title": about.question if about and isinstance(about.question, str) else None,
        "kind": Kind.PROBABILITY,
        "value": float(item.forecast),
        "observed": value,
        "resolution": None if value is None else str(value),
        "state": State.OPEN if not settled else State.VOID if value is None else State.RESOLVED,
        "said_from": due,
        "closes": at((outcome or item).resolution_date),
        "address": about.url if about else None,
        "source": item.source,
    }


FORMAT = Format(
    title="ForecastBench",
    recognises=lambda given: has(given, "*.json", "forecasts", "forecast_due_date"),
    read=_read,
    example="forecastbench/",
    files="forecast sets of models, and the question and resolution sets of the same rounds",
    reads="a forecast for each question of a round and day of resolution, of a market's question "
    "for whichever day it is settled; outcomes between 0 and 1; questions that combine others, by "
    "their directions",
    leaves="`resolved: false` is open; reasoning",
    source="forecastingresearch/forecastbench-datasets@9abcac9",
)
