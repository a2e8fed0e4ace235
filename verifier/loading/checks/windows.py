"""Windows: that the words of time are read, and that what they name was still to come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.diagnostics import Diagnostic, Note
from verifier.diagnostics.check import firm
from verifier.loading.checks.look import Alone, Context, Fact, Known, Route, Together, by_itself
from verifier.loading.checks.order import IMPOSSIBLE_ORDER, begins_after
from verifier.loading.records import Whole
from verifier.loading.remedies import phrases_like, window_line
from verifier.loading.validation import Found
from verifier.model.forecasts import Forecast, WindowClaim
from verifier.model.proposition import Answers
from verifier.reading import anchor_of

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


def _windows(forecast: Forecast, found: Found[Any], context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the window and with that of the condition."""
    source = context.source.record
    # Words that are read from a wrong day are read wrongly: that day is a finding already.
    if source is not None and begins_after(forecast.said.days, source.published.days):
        return
    if forecast.window is not None:
        yield from _window(forecast, forecast.window, ("window",), found, context)
    if forecast.given is not None and forecast.given.window is not None:
        yield from _window(forecast, forecast.given.window, ("given", "window"), found, context)


def _earlier(forecast: Forecast, found: Found[Any], context: Context) -> Iterator[Diagnostic]:
    """An earlier deadline that is not before the end of the window."""
    earlier = forecast.claimed.earlier
    if not earlier or forecast.window is None:
        return
    window = context.reader.unclosed(forecast, forecast.window, context.source.record)
    until = window.narrow.until if window is not None else None
    for n, deadline in enumerate(earlier):
        last = deadline.by.days.until
        if until is not None and (last is None or last >= until):
            message = f"`earlier` has {deadline.by.text}, which is not before the window's end"
            yield IMPOSSIBLE_ORDER.found(message, found.span("likelihood", "earlier", n, "by"))


def _window(
    forecast: Forecast, claim: WindowClaim, where: Route, found: Found[Any], context: Context
) -> Iterator[Diagnostic]:
    said, source, reader = forecast.said.days, context.source.record, context.reader
    anchor = anchor_of(forecast, source)
    bare = claim.phrase is not None and claim.wide is None and claim.horizon is None
    if bare and not begins_after(said, anchor) and reader.ahead(str(claim.phrase), anchor):
        return
    if bare and said == anchor and reader.comes(str(claim.phrase), anchor):
        return
    window = reader.unclosed(forecast, claim, source)
    if window is None:
        yield _unread(forecast, claim, where, found, context)
    elif where == ("window",) and begins_after(said, window.wide):
        message = f"the window was over on {window.wide.last}, before it was said"
        span = found.span(*where, "wide" if claim.wide else "phrase")
        yield OVER_BEFORE_SAID.found(message, span, notes=_said(found, forecast))
    elif where == ("window",) and begins_after(said, window.narrow):
        message = f"its narrow reading was over on {window.narrow.last}, before it was said"
        span = found.span(*where, "narrow" if claim.narrow else "phrase")
        help = f"give the days that were left: `{window_line(forecast, claim)}`"
        yield OVER_BEFORE_SAID.found(message, span, help=help, notes=_said(found, forecast))
    elif claim.horizon is not None and begins_after(window.narrow, claim.horizon.days):
        message = f"the horizon, {claim.horizon.text}, is over before the window begins"
        span = found.span(*where, "horizon")
        yield OVER_BEFORE_SAID.found(message, span, notes=_said(found, forecast))


def _unread(
    forecast: Forecast, claim: WindowClaim, where: Route, found: Found[Any], context: Context
) -> Diagnostic:
    """What is not read of a phrase, and the nearest that is."""
    from verifier.when import nearest_phrases, to_be_declared  # noqa: PLC0415  # see `Reader`

    phrase = claim.phrase or ""
    unread = context.reader.unread_time(phrase, anchor_of(forecast, context.source.record))
    label = unread.objection or ("this is not read" if unread.words else "")
    otherwise = f"give the days: `{window_line(forecast, claim)}`"
    declared = to_be_declared(phrase, context.reader.rules.time)
    if declared is not None:
        what = "the event with its days" if declared == "occasions" else "whose year it is"
        otherwise = f"add {what} to `{declared}` in rules/time.yaml, or {otherwise}"
    alike = nearest_phrases(phrase, context.reader.rules.time)
    near = unread.nearest or [a for a in alike if not context.reader.drops_denial(phrase, a)]
    if declared == "fiscal_years":
        # The calendar's year is not what was meant.
        near = []
    return NOT_READ.found(
        f"time phrase not read: `{phrase}`",
        found.part(unread.words, *where, "phrase"),
        label=label,
        help=phrases_like(near, otherwise),
    )


def _said(found: Found[Any], forecast: Forecast) -> tuple[Note, ...]:
    return (Note(f"said {forecast.said.text}", found.span("said")),)


def _answering(forecast: Forecast) -> Iterator[Fact]:
    """The question whose period a forecast speaks of."""
    if isinstance(forecast.expects, Answers) and forecast.window is None:
        yield forecast.question


def _too_late(known: Known, whole: Whole) -> Iterator[Diagnostic]:
    """Answers to questions whose period was over when they were given."""
    for found, question in known:
        asker, forecast = whole.ids["questions"].get(question), found.record
        if asker is not None and asker.record is not None and forecast is not None:
            period = asker.record.asked(forecast.said.days.start).period
            if period is not None and begins_after(forecast.said.days, period):
                message = f"the question's period was over on {period.last}, before it was said"
                note = Note("the question is here", asker.span("id"))
                yield OVER_BEFORE_SAID.found(message, found.span("said"), notes=(note,))


LOOKS = (
    Alone((OVER_BEFORE_SAID, NOT_READ), {"forecasts": _windows}),
    Together((OVER_BEFORE_SAID,), {"forecasts": _answering}, _too_late, by_itself),
    Alone((IMPOSSIBLE_ORDER,), {"forecasts": _earlier}),
)
