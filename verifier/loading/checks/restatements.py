"""Restatements: that the same forecaster says the same again, later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from verifier.diagnostics import Diagnostic, Note
from verifier.diagnostics.check import firm
from verifier.loading.checks.look import Fact, Known, Together, under
from verifier.loading.records import Whole
from verifier.loading.validation import Found
from verifier.model.forecasts import Forecast

RESTATES_WRONGLY = firm(
    "VF205",
    "restates itself or another's forecast",
    "A restatement is the same forecaster saying the same again, later.",
    "Point `restates` at the same forecaster's first statement.",
)


class _Statement(NamedTuple):
    """Who said something, on which days at the earliest and latest, and what it takes up."""

    forecaster: str
    first: int | None
    last: int | None
    restates: str | None
    refines: str | None


def _stated(forecast: Forecast) -> Iterator[Fact]:
    start, until = forecast.said.days.start, forecast.said.days.until
    first, last = start and start.toordinal(), until and until.toordinal() - 1
    yield forecast.forecaster, first, last, forecast.restates, forecast.refines


def _named(found: Found[Any], fact: Fact) -> bytes:
    """The statement itself, and those that it takes up."""
    return b"".join([under(id) for id in (found.id, *fact[3:]) if id is not None])


def _restatements(known: Known, whole: Whole) -> Iterator[Diagnostic]:
    """Every restatement that cannot be one."""
    taken_up = {id for _, (*_, restates, refines) in known for id in (restates, refines) if id}
    statements: dict[str, _Statement] = {}
    for found, fact in known if taken_up else ():
        if found.id is not None and found.id in taken_up:
            statements.setdefault(found.id, _Statement(*fact))
    for found, fact in known if taken_up else ():
        statement = _Statement(*fact)
        for key, id in (("restates", statement.restates), ("refines", statement.refines)):
            first = statements.get(id or "")
            if id is None or first is None:
                continue
            message = _no_restatement(key, found.id, statement, id, first)
            if message:
                note = Note("the first statement", whole.ids["forecasts"][id].span("id"))
                yield RESTATES_WRONGLY.found(message, found.span(key), notes=(note,))


def _no_restatement(
    key: str, own: str | None, statement: _Statement, id: str, first: _Statement
) -> str:
    if first.forecaster != statement.forecaster:
        return f"`{key}` points to a forecast of `{first.forecaster}`"
    if first.first is not None and statement.last is not None and first.first > statement.last:
        return f"`{key}` points to a statement that was made later"
    if id == own or (key == "restates" and first.restates):
        return "a restatement points to the first statement, not to itself or another one"
    return ""


LOOKS = (Together((RESTATES_WRONGLY,), {"forecasts": _stated}, _restatements, _named),)
