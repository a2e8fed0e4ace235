"""Quotations: they have the words that are scored, and no "if" is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.diagnostics import Diagnostic
from verifier.diagnostics.check import advice
from verifier.loading.checks.look import Alone, Context
from verifier.loading.validation import Found
from verifier.model.forecasts import Forecast
from verifier.reading import anchor_of

NO_CONDITION = advice(
    "VF311",
    "condition left out",
    "A forecast that was made only for a case must not count outside of it.",
    "Write the condition under `given`, or say in `ambiguous` why it is none.",
)
NOT_QUOTED = advice(
    "VF314",
    "words that the quotation does not have",
    "The words of time and likelihood decide the score: readers must find them.",
    "Copy the words from the quotation, or say in `reason` where they come from.",
)


def _conditional(forecast: Forecast, found: Found[Any], context: Context) -> Iterator[Diagnostic]:
    """A quotation with "if" or "unless" whose record has no condition."""
    if forecast.quote is None or forecast.given or forecast.ambiguous:
        return
    clause = context.reader.condition(forecast.quote)
    if clause is not None:
        message = f"`{forecast.id}` has no `given`, but “{clause}” in its quotation"
        yield NO_CONDITION.found(message, found.span("quote"))


def _not_quoted(forecast: Forecast, found: Found[Any], context: Context) -> Iterator[Diagnostic]:
    """Words of time or likelihood that are not, in this order, in the quotation."""
    if forecast.quote is None:
        return
    reader, anchor = context.reader, anchor_of(forecast, context.source.record)
    window, likelihood = forecast.window, forecast.claimed
    # What cannot be read at all is told already.
    if (
        window is not None
        and window.phrase is not None
        and not window.reason
        and not reader.holds(forecast.quote, window.phrase)
        and reader.time(window.phrase, anchor) is not None
    ):
        yield _unsaid(found, "window", window.phrase)
    if (
        likelihood.phrase is not None
        and not likelihood.reason
        and not reader.holds(forecast.quote, likelihood.phrase)
        and reader.known_likelihood(likelihood.phrase)
    ):
        yield _unsaid(found, "likelihood", likelihood.phrase)


def _unsaid(found: Found[Any], key: str, phrase: str) -> Diagnostic:
    message = f"“{phrase}” is not in the quotation of `{found.id}`"
    return NOT_QUOTED.found(message, found.span(key, "phrase"))


LOOKS = (
    Alone((NO_CONDITION,), {"forecasts": _conditional}),
    Alone((NOT_QUOTED,), {"forecasts": _not_quoted}),
)
