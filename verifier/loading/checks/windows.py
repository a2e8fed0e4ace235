"""Windows: that the words of time are read, and that what they name was still to come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.diagnostics import Diagnostic, Note
from verifier.diagnostics.check import firm
from verifier.loading.checks.look import Alone, Beside, Route
from verifier.loading.checks.order import begins_after
from verifier.loading.readings import Readings
from verifier.loading.remedies import phrases_like, window_line
from verifier.loading.validation import Found
from verifier.model.days import Days
from verifier.model.forecasts import Condition, Forecast, WindowClaim
from verifier.when import nearest_phrases
from verifier.when.window import anchor_of

OVER_BEFORE_SAID = firm(
    "VF201",
    "window over before it was said",
    "A forecast speaks of days still to come when it was made.",
    "Check the day it was said, the anchor and the window.",
)
NOT_READ = firm(
    "VF202",
    "time phrase not read",
    "The rules do not know these words, and guessing a date would invent one.",
    "Shorten the phrase to its time words, or give `narrow` and `wide` with a `reason`.",
)


def _windows(forecast: Forecast, found: Found[Any], beside: Beside) -> Iterator[Diagnostic]:
    """What is wrong with the window and with that of the condition."""
    source = beside.source.record
    # Words that are read from a wrong day are read wrongly: that day is a finding already.
    if source is not None and begins_after(forecast.said.days, source.published.days):
        return
    anchor = anchor_of(forecast, source)
    claims: list[tuple[Route, WindowClaim | None]] = [(("window",), forecast.window)]
    if isinstance(forecast.given, Condition):
        claims.append((("given", "window"), forecast.given.window))
    for where, claim in claims:
        if claim is not None:
            yield from _window(found, forecast, where, claim, anchor, beside.readings)


def _window(
    found: Found[Any],
    forecast: Forecast,
    where: Route,
    claim: WindowClaim,
    anchor: Days,
    readings: Readings,
) -> Iterator[Diagnostic]:
    said = forecast.said.days
    window: tuple[Days, Days] | None
    bare = claim.phrase is not None and claim.wide is None and claim.horizon is None
    if bare and not begins_after(said, anchor) and readings.ahead(str(claim.phrase), anchor):
        return
    if claim.narrow is not None and claim.wide is not None:
        key, window = "wide", (claim.narrow.days, claim.wide.days)
    elif claim.phrase is not None:
        key, window = "phrase", readings.window(claim.phrase, anchor)
    else:
        key, window = "horizon", (Days(said.start, None), Days(said.start, None))
    if window is None:
        yield _unread(found, forecast, where, claim, anchor, readings)
        return
    narrow, wide = window
    if where == ("window",) and begins_after(said, wide):
        message = f"the window was over on {wide.last}, before it was said"
        yield OVER_BEFORE_SAID.found(message, found.span(*where, key), notes=_said(found, forecast))
    elif claim.horizon is not None and begins_after(narrow, claim.horizon.days):
        message = f"the horizon, {claim.horizon.text}, is over before the window begins"
        span = found.span(*where, "horizon")
        yield OVER_BEFORE_SAID.found(message, span, notes=_said(found, forecast))


def _unread(
    found: Found[Any],
    forecast: Forecast,
    where: Route,
    claim: WindowClaim,
    anchor: Days,
    readings: Readings,
) -> Diagnostic:
    """What is not read of a phrase, and the nearest that is."""
    phrase = claim.phrase or ""
    unread = readings.unread_time(phrase, anchor)
    near = unread.nearest or nearest_phrases(phrase, readings.rules.time)
    label = unread.objection or ("this is not read" if unread.words else "")
    return NOT_READ.found(
        f"time phrase not read: `{phrase}`",
        found.part(unread.words, *where, "phrase"),
        label=label,
        help=phrases_like(near, f"give the days: `{window_line(forecast, claim)}`"),
    )


def _said(found: Found[Any], forecast: Forecast) -> tuple[Note, ...]:
    return (Note(f"said {forecast.said.text}", found.span("said")),)


LOOKS = (Alone((OVER_BEFORE_SAID, NOT_READ), {"forecasts": _windows}),)
