"""Check a ledger whole: what its records say, and what its rulings say of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from verifier.diagnostics import Diagnostic
from verifier.loading import Loaded, load
from verifier.loading.cache import Store
from verifier.loading.checks.rulings import contradictions
from verifier.loading.files import Files


def check(
    root: Path | Files,
    *,
    advice: bool = False,
    archive: Path | None = None,
    kept: Store | None = None,
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
    verdicts = resolve(Knowledge(ledger, rules, ledger.default_as_of))
    yield from contradictions(verdicts, loaded.records)
