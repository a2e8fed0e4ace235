"""`verifier quotes`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from verifier.cli.common import add_ledger, require_folder, said_of
from verifier.cli.process import Stop
from verifier.diagnostics import Severity
from verifier.diagnostics.wording import first

_NAMED = 10
"""Sources that a line names: hundreds can lack a capture."""


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_ledger(command)
    command.add_argument(
        "--archive", type=Path, required=True, metavar="DIR", help="the folder of archived texts"
    )
    command.add_argument("--source", metavar="ID", help="only the quotations of this source")
    command.description = (
        "Compare every quotation with the archived text of its source, and every text with its "
        "fingerprint. Blanks, dashes and quotation marks may differ. A source without `archive` is "
        "compared with DIR/ID.txt, where there is one."
    )
    command.epilog = (
        "examples:\n  verifier quotes --archive ~/archive\n"
        "  verifier quotes --archive ~/archive --source the-paper-2023-03-01"
    )


def run(options: argparse.Namespace) -> int:
    """Show every quotation that is not in its text, with the nearest passage."""
    from verifier.loading import load
    from verifier.loading.checks.archive import CHECKS, captured

    archive: Path = options.archive
    require_folder(archive, there=True)
    loaded = load(options.ledger, archive=archive, tolerant=True)
    assert loaded.ledger is not None
    only: str | None = None
    if options.source is not None:
        if ("sources", options.source) not in loaded.ledger.lines:
            raise Stop(f"no source `{options.source}` in the ledger")
        only, _ = loaded.ledger.lines["sources", options.source]
    found = [d for d in loaded.diagnostics if only in (None, d.span.file)]
    codes = {check.code for check in CHECKS}
    misses = [d for d in found if d.code in codes]
    for miss in misses:
        print(loaded.render(miss), end="\n\n", file=sys.stderr)
    if any(d.severity == Severity.ERROR and d.code not in codes for d in found):
        raise Stop(
            "the ledger has other mistakes, and what is broken was not compared; "
            "`verifier check` shows them",
            status=1,
        )
    if misses:
        print(f"{len(misses)} not as archived", file=sys.stderr)
        return 1
    asked = [f for f in loaded.ledger.files if options.source in (None, f.source.id)]
    files = [f for f in asked if f.source.archive is not None or captured(archive, f.source.id)]
    quotes = [q for file in files for q in (f.quote for f in file.forecasts) if q]
    quotes += [aside.quote for file in files for aside in file.set_aside]
    others = len(asked) - len(files)
    print(
        f"ok: {len(quotes)} quotations in {len(files)} archived texts; {others} sources have none"
    )
    if missing := sorted(f.source.id for f in asked if f not in files):
        line = f"no capture of {first(missing, _NAMED)}: `verifier capture` keeps one"
        print(said_of(line, options.ledger))
    return 0
