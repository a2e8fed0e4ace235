"""Writing into a ledger: first in a shadow of it, which is checked, then whole or not at all."""

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
from verifier.loading.files import yaml_files


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
    with tempfile.TemporaryDirectory() as scratch:
        shadow = Path(scratch)
        _shadow(root, shadow, files)
        after = load(shadow)
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


def _shadow(root: Path, shadow: Path, files: Mapping[str, str]) -> None:
    """A ledger at `shadow` that is the one at `root` but for `files`."""
    for path in root.resolve().iterdir():
        if path.name not in ("seeds", "outcomes"):
            (shadow / path.name).symlink_to(path)
    for folder in ("seeds", "outcomes"):
        for path in (root / folder).rglob("*"):
            copy = shadow / path.relative_to(root)
            if path.is_file():
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.symlink_to(path.resolve())
    for name, text in files.items():
        copy = shadow / name
        copy.unlink(missing_ok=True)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(text.encode())


def ledger_files(root: Path) -> list[Path]:
    """The YAML files of the ledger's `seeds/` and `outcomes/`."""
    return [root / name for folder in ("seeds", "outcomes") for name in yaml_files(root, folder)]
