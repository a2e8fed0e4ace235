"""A ledger in a folder, and commands on it as the shell would run them."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.case import as_bytes
from verifier.cli import main


class Done(NamedTuple):
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


def write(root: Path, files: Mapping[str, str]) -> None:
    """Make `files` all that is in a folder."""
    for child in root.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        else:
            child.unlink()
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(text))


class _Stream(io.StringIO):
    """A stream that, as the terminal's, has no room for a lone surrogate."""

    def write(self, text: str) -> int:
        return super().write(text.encode("utf-8", "replace").decode())


def command_line(*arguments: str) -> Done:
    """Run a command in the current folder, as the shell would."""
    out, err = _Stream(), _Stream()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
    assert status in (0, 1, 2), f"exit code {status}"
    return Done(status, out.getvalue(), err.getvalue())
