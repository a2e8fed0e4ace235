"""Horizons: by rule, when a forecast that names no deadline is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from verifier.model.days import ONE_DAY, Days, latest
from verifier.model.forecasts import Forecast
from verifier.model.proposition import (
    AllOf,
    AnyOf,
    AtLeast,
    Category,
    Faceted,
    Judged,
    Unscorable,
    parts,
)
from verifier.model.verdict import WindowReading
from verifier.resolve.knowledge import Knowledge
from verifier.rules import HorizonRule


def horizon(forecast: Forecast, known: Knowledge) -> HorizonRule | None:
    """The rule that ends the forecast's window: of several parts the one with the most days.

    None where a part is judged by people, who were asked without an end in sight, or where a ruling
    stands.
    """
    if known.rulings.get(forecast.id):
        return None
    rules = []
    for part in parts(forecast.expects):
        if isinstance(part, Judged | Unscorable):
            return None
        if isinstance(part, AllOf | AnyOf | AtLeast | Category):
            continue
        kinds: frozenset[str] = frozenset()
        if isinstance(part, Faceted):
            kinds = known.rules.events.lineage(part.kind)
        rule = known.rules.timing.horizon(kinds)
        if rule is None:
            return None
        rules.append(rule)
    return max(rules, key=lambda rule: rule.days)


def closed_by(reading: WindowReading, forecast: Forecast, rule: HorizonRule) -> WindowReading:
    """The reading with an end, so many days after the last on which it may have been said.

    A window that opens later ends so many days after its opening.
    """
    closed = reading.with_each(lambda days: _closed(days, forecast, rule))
    how = (*reading.how, f"{rule.days} days ({rule.id}): {rule.because}")
    return replace(closed, how=how)


def _closed(window: Days, forecast: Forecast, rule: HorizonRule) -> Days:
    if window.until is not None:
        return window
    said = forecast.said.days.last
    start = latest(said, window.start)
    assert start is not None, "what was said was said by some day"
    return Days(window.start, start + timedelta(rule.days) + ONE_DAY)
