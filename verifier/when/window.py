"""The window of a forecast: its words read by the rules, or the curator's reading of them."""

from __future__ import annotations

from verifier.model.days import Days, earliest
from verifier.model.forecasts import Forecast, Operator, Source, Voice, WindowClaim
from verifier.model.verdict import WindowReading
from verifier.when import TimeConventions, read_time


def anchor_of(forecast: Forecast, source: Source | None) -> Days:
    """The days that relative words refer to: said for quotations, else the day of publication."""
    if forecast.anchor is not None:
        return forecast.anchor.days
    if forecast.voice == Voice.QUOTATION or source is None:
        return forecast.said.days
    return source.published.days


def read_window(
    claim: WindowClaim | None, *, anchor: Days, said: Days, conventions: TimeConventions
) -> WindowReading | None:
    """The days that `claim` names; without a claim an open end. None where the words are not read.

    A declared horizon closes a window that has no end of its own.
    """
    reading = _read(claim, anchor=anchor, said=said, conventions=conventions)
    if reading is None or claim is None or claim.horizon is None:
        return reading
    end = claim.horizon.days.until
    return WindowReading(
        reading.phrase,
        reading.operator,
        Days(reading.narrow.start, earliest(reading.narrow.until, end)),
        Days(reading.wide.start, earliest(reading.wide.until, end)),
        reading.preferred,
        (*reading.how, f"closed by the horizon declared beforehand, {claim.horizon.text}"),
        reading.by_curator,
    )


def _read(
    claim: WindowClaim | None, *, anchor: Days, said: Days, conventions: TimeConventions
) -> WindowReading | None:
    if claim is not None and claim.narrow is not None and claim.wide is not None:
        return WindowReading(
            claim.phrase,
            claim.operator or Operator.DURING,
            claim.narrow.days,
            claim.wide.days,
            None,
            (claim.reason or "",),
            by_curator=True,
        )
    if claim is None or claim.phrase is None:
        open_end = Days(said.start, None)
        how = ("no deadline is named",)
        return WindowReading(None, Operator.OPEN_ENDED, open_end, open_end, None, how)
    read = read_time(claim.phrase, anchor=anchor, conventions=conventions)
    if read is None:
        return None
    return WindowReading(
        claim.phrase,
        claim.operator or Operator(read.operator.value),
        read.narrow,
        read.wide,
        read.preferred,
        tuple(f"“{used.words}”: {used.reason}" for used in read.applied),
    )
