"""What rulings say of forecasts: that they are decided, and that they had been said before."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.diagnostics import Diagnostic, Note
from verifier.loading.records import Records
from verifier.loading.remedies import ruling_command
from verifier.loading.validation import Found, finding
from verifier.model.forecasts import Forecast, Source
from verifier.model.outcomes import RuledOutcome, Ruling
from verifier.rules import Rules
from verifier.when.window import anchor_of, read_window


def check_unruled(records: Records) -> Iterator[Diagnostic]:
    """Forecasts that only a ruling settles, and that none is on, as far as files can be read."""
    ruled = {ruling.forecast for found in records.of("rulings") if (ruling := found.record)}
    unread = [d.text for d in records.broken if d.path.startswith("outcomes/")]
    for found in records.judged:
        id = found.id or ""
        if id not in ruled and not any(id in text for text in unread):
            message = f"`{id}` is not checkable by rules: it names no observable"
            help = (
                "name an event, a state or a series under `expects`, say in `ambiguous` what "
                f"stands in the way, or rule: `{ruling_command(id)}`"
            )
            yield finding("VF302", message, found.span("expects"), help=help)


def check_rulings(records: Records, rules: Rules, *, advice: bool) -> Iterator[Diagnostic]:
    """Rulings from before the forecast was said; with `advice` also from before its window."""
    rulings = [(found, ruling) for found in records.of("rulings") if (ruling := found.record)]
    ruled = {ruling.forecast for _, ruling in rulings}
    said = {each.id: (source, each) for source, each in records.forecasts if each.id in ruled}
    for found, ruling in rulings:
        if ruling.forecast in said:
            yield from _too_soon(found, ruling, *said[ruling.forecast], rules, advice=advice)


_NOT_YET = (RuledOutcome.UNDECIDED, RuledOutcome.VOID)
"""What can be ruled before anything that was foretold could happen."""


def _too_soon(
    found: Found[Ruling],
    ruling: Ruling,
    source: Found[Source],
    stated: Found[Forecast],
    rules: Rules,
    *,
    advice: bool,
) -> Iterator[Diagnostic]:
    forecast, last = stated.record, ruling.date.days.last
    if forecast is None or last is None:
        return
    said = forecast.said.days
    if said.first is not None and last < said.first:
        message = f"ruled {ruling.date.text}, but said {forecast.said.text}"
        note = Note("it was said here", stated.span("said"))
        yield finding("VF207", message, found.span("date"), notes=(note,))
        return
    if not advice or ruling.outcome in _NOT_YET:
        return
    window = read_window(
        forecast.window,
        anchor=anchor_of(forecast, source.record),
        said=said,
        conventions=rules.time,
    )
    if window is not None and window.wide.first is not None and last < window.wide.first:
        message = f"ruled {ruling.date.text}, but the window opens on {window.wide.first}"
        note = Note("the window is given here", stated.span("window"))
        yield finding("VF315", message, found.span("date"), notes=(note,))
