"""`verifier diff`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.cli.ledger import add_as_of, load_ledger

if TYPE_CHECKING:
    from verifier.compare import Difference, State


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument("a", help="the earlier state: a folder or a git revision")
    command.add_argument("b", help="the later state: a folder or a git revision", nargs="?")
    add_as_of(command)
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument(
        "--exit-code", action="store_true", help="exit with 1 where something changed"
    )
    command.epilog = (
        "examples:\n"
        "  verifier diff HEAD~1            # from that revision to the files as they are\n"
        "  verifier diff v1 v2\n"
        "  verifier diff ../other-ledger ."
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what changed between two states, and which edit did it."""
    from verifier.compare import compare, edits

    with tempfile.TemporaryDirectory() as scratch:
        states = [
            _state(where, Path(scratch, side))
            for side, where in (("a", options.a), ("b", options.b or "."))
        ]
    a, b = states
    if a is None or b is None:
        return 2
    found = compare(a, b, options.as_of)
    if options.format == "json":
        print(json.dumps([_data(d) for d in found], indent=1, ensure_ascii=False))
    else:
        count = len(edits(a, b))
        print(f"{_count(count, 'edit')}, {_count(len(found), 'forecast')} changed")
        for difference in found:
            _print(difference)
    return 1 if found and options.exit_code else 0


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _state(where: str, scratch: Path) -> State | None:
    from verifier.compare import State

    root = Path(where)
    if not root.is_dir():
        root = scratch
        if not _checked_out(where, root):
            print(f"error: `{where}` is neither a folder nor a git revision", file=sys.stderr)
            return None
    loaded = load_ledger(root)
    if loaded.ledger is None or loaded.rules is None:
        return None
    return State(loaded.ledger, loaded.rules)


def _checked_out(revision: str, into: Path) -> bool:
    """Put the ledger as of `revision` into a folder; False where git knows no such revision."""
    command = ["git", "archive", "--format=tar", "--end-of-options", revision]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError:
        return False
    if done.returncode != 0:
        return False
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(into, filter="data")
    return True


def _data(difference: Difference) -> dict[str, object]:
    return {
        "forecast": difference.forecast,
        "changes": [
            {"what": what, "before": before, "after": after}
            for what, before, after in difference.changes
        ],
        "causes": [str(edit) for edit in difference.causes],
    }


def _print(difference: Difference) -> None:
    print(f"\n{difference.forecast}")
    for what, before, after in difference.changes:
        print(f"  {what:<13}{before} -> {after}")
    causes = ", ".join(map(str, difference.causes)) or "several edits together"
    print(f"  because      {causes}")
