"""Check a ledger whole: what its records say, and what its rulings say of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from verifier.diagnostics import CHECKS, Diagnostic, Span
from verifier.loading import Loaded, load
from verifier.loading.files import Files
from verifier.loading.parallel import Kept
from verifier.model.verdict import Standing


def check(
    root: Path | Files,
    *,
    advice: bool = False,
    archive: Path | None = None,
    kept: Kept | None = None,
    processes: int = 1,
    progress: Callable[[str, int], None] | None = None,
) -> Loaded:
    """Load the ledger at `root` and hold its rulings against its rules; see `load`."""
    loaded = load(
        root, advice=advice, archive=archive, kept=kept, processes=processes, progress=progress
    )
    unexplained = tuple(_unexplained(loaded))
    if not unexplained:
        return loaded
    findings = sorted((*loaded.diagnostics, *unexplained), key=lambda d: d.sort_key)
    return replace(loaded, usable=False, diagnostics=tuple(findings))


def _unexplained(loaded: Loaded) -> Iterator[Diagnostic]:
    """A finding for each ruling that contradicts the rules without saying why."""
    rules, rulings = loaded.rules, loaded.records.of("rulings")
    if not loaded.usable or rules is None or not rulings:
        return
    # Most checks need no resolver.
    from verifier.resolve import resolve  # noqa: PLC0415
    from verifier.resolve.knowledge import Knowledge  # noqa: PLC0415

    ruled = {found.record.forecast for found in rulings if found.record is not None}
    ledger = loaded.excerpt(ruled)
    for verdict in resolve(Knowledge(ledger, rules, ledger.default_as_of)).values():
        for used in verdict.trail.rulings:
            ruling = ledger.rulings[used.ruling]
            if used.standing == Standing.CONTRADICTS and ruling.contradicts_rules is None:
                by_rule = verdict.trail.by_rule.value
                message = f"ruled `{ruling.outcome.value}`, where the rules say `{by_rule}`"
                span = _first_key(loaded, *ledger.lines["rulings", ruling.id])
                entry = CHECKS["VF501"]
                yield Diagnostic(entry.code, entry.severity, message, span, help=entry.remedy)


def _first_key(loaded: Loaded, file: str, line: int) -> Span:
    text = loaded.documents[file].lines[line - 1]
    start = len(text) - len(text.lstrip(" -"))
    end = text.find(":", start)
    return Span(file, line, start + 1, line, (end if end > start else len(text)) + 1)
