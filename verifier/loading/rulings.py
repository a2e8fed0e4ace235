"""What rulings say of forecasts: that they are decided, and that they had been said before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.diagnostics import Diagnostic, Note
from verifier.loading.order import check_order
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
    stated = {each.id: (source, each) for source, each in records.forecasts if each.id in ruled}
    for found, ruling in rulings:
        near: dict[str, Found[Any]] = {}
        if ruling.supersedes in records.ids["rulings"]:
            near["superseded ruling"] = records.ids["rulings"][ruling.supersedes]
        source, forecast = stated.get(ruling.forecast, (None, None))
        if forecast is not None:
            near["forecast"] = forecast
        wrong = list(check_order(found, near, advice=False))
        yield from wrong
        if source is not None and forecast is not None and advice and not wrong:
            yield from _too_soon(found, ruling, source, forecast, rules)


_NOT_YET = (RuledOutcome.UNDECIDED, RuledOutcome.VOID)
"""What can be ruled before anything that was foretold could happen."""


def _too_soon(
    found: Found[Ruling],
    ruling: Ruling,
    source: Found[Source],
    stated: Found[Forecast],
    rules: Rules,
) -> Iterator[Diagnostic]:
    forecast, last = stated.record, ruling.date.days.last
    if forecast is None or last is None or ruling.outcome in _NOT_YET:
        return
    said = forecast.said.days
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
