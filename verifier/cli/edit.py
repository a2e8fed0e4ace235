"""Writing into a ledger: what it would become is checked first; then whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from verifier.cli.common import require_folder
from verifier.cli.process import Stop
from verifier.cli.write import writing_into
from verifier.diagnostics import Diagnostic, Severity
from verifier.editing.questions import Desk
from verifier.loading import load
from verifier.loading.files import Folder, Laid
from verifier.loading.listing import listing
from verifier.loading.survey import RECORDS
from verifier.upkeep.checking import check
from verifier.writing import Writer

TO_BE_RULED = "VF302"
"""That no rule decides a forecast. As one in words is meant to be: it needs only the way on."""


def open_desk(root: Path) -> Desk:
    """The ledger as it stands, mistakes or not; without a folder or rules the command ends."""
    require_folder(root, there=True)
    # A new forecaster may be just what the ledger lacks: what is broken elsewhere does not matter,
    # as long as nothing is added to it.
    loaded = load(root, tolerant=True)
    if loaded.ledger is None or loaded.rules is None:
        raise Stop("the rules have mistakes; `verifier check` shows them")
    return Desk(root, loaded.ledger, loaded.rules, date.today())  # noqa: DTZ011, TID251


@contextmanager
def editing(root: Path) -> Iterator[Writer]:
    """A writer into the ledger: nobody else's run writes there until the block ends."""
    with writing_into(root, root) as writer:
        writer.sweep(RECORDS)
        yield writer


def write_checked(writer: Writer, root: Path, files: Mapping[str, str]) -> bool:
    """Write `files` into the ledger unless that would make mistakes; show those instead.

    What is doubtful of it (warnings, and advice on these files) is written and shown.

    Mistakes of a kind that another file had already may be others now: what is told once for all
    while a kind of record is wholly missing is told one by one when the first is there.
    """
    was = {name: writer.read(name) for name in files}
    found = check(root, advice=True).diagnostics
    before = {_what(d) for d in found}
    had = {(d.code, d.span.file) for d in found if d.span.file not in files}
    after = check(
        Laid(Folder(root), {name: text.encode() for name, text in files.items()}), advice=True
    )
    new = [
        d
        for d in after.diagnostics
        if (d.severity != Severity.ADVICE or (d.span.file in files and d.code != TO_BE_RULED))
        and _what(d) not in before
        and (d.code, d.span.file) not in had
    ]
    mistakes = [d for d in new if d.severity == Severity.ERROR]
    for finding in mistakes or new:
        print(after.render(finding), end="\n\n", file=sys.stderr)
    if mistakes:
        print("nothing was written", file=sys.stderr)
        return False
    writer.write({name: text.encode() for name, text in files.items()}, was=was)
    return True


def _what(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """A finding without its line, which an edit above it moves."""
    return diagnostic.code, diagnostic.message, diagnostic.span.file


def ledger_files(root: Path) -> list[Path]:
    """The YAML files of the ledger's `seeds/` and `outcomes/`, also those that cannot be read."""
    listed = listing(Folder(root))
    kept_out = (entry.name for entry in listed.others if entry.why)
    return [root / name for name in (*listed.read, *kept_out) if name.startswith(tuple(RECORDS))]
