"""Writing into a ledger: what it would become is checked first; then whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from verifier.desk.questions import Desk
from verifier.diagnostics import Diagnostic, Severity, render
from verifier.loading import load
from verifier.loading.files import Folder, Laid
from verifier.loading.listing import listing
from verifier.loading.survey import RECORDS


def open_desk(root: Path) -> Desk | None:
    """The ledger as it stands, mistakes or not; None where that cannot be, which is said."""
    if not root.is_dir():
        print(f"error: {root} is not a folder", file=sys.stderr)
        return None
    # A new forecaster may be just what the ledger lacks: what is broken elsewhere does not matter,
    # as long as nothing is added to it.
    loaded = load(root, tolerant=True)
    if loaded.ledger is None or loaded.rules is None:
        print("error: the rules have mistakes; `verifier check` shows them", file=sys.stderr)
        return None
    return Desk(root, loaded.ledger, loaded.rules, date.today())  # noqa: DTZ011, TID251


def write(path: Path, text: str) -> None:
    """Put `text` in the place of the file at `path`, at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
        Path(fresh).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(fresh).replace(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise


def write_checked(root: Path, files: Mapping[str, str]) -> bool:
    """Write `files` into the ledger unless that would make mistakes; show those instead."""
    before = {_what(d) for d in load(root).diagnostics}
    after = load(Laid(Folder(root), {name: text.encode() for name, text in files.items()}))
    mistakes = [
        d for d in after.diagnostics if d.severity == Severity.ERROR and _what(d) not in before
    ]
    for mistake in mistakes:
        document = after.documents.get(mistake.span.file)
        print(render(mistake, document.lines if document else ()), end="\n\n", file=sys.stderr)
    if mistakes:
        print("nothing was written", file=sys.stderr)
        return False
    for name, text in files.items():
        write(root / name, text)
    return True


def _what(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """A finding without its line, which an edit above it moves."""
    return diagnostic.code, diagnostic.message, diagnostic.span.file


def ledger_files(root: Path) -> list[Path]:
    """The YAML files of the ledger's `seeds/` and `outcomes/`, also those that cannot be read."""
    listed = listing(Folder(root))
    kept_out = (entry.name for entry in listed.others if entry.why)
    return [root / name for name in (*listed.read, *kept_out) if name.startswith(tuple(RECORDS))]
