"""`verifier diff`."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.cli.common import add_as_of, add_ledger, print_json, sound
from verifier.cli.process import Stop
from verifier.diagnostics.wording import count

if TYPE_CHECKING:
    from verifier.compare import Difference, State


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "a",
        help="the earlier state: a folder or a git revision (default: the last commit)",
        nargs="?",
        default="HEAD",
    )
    command.add_argument("b", help="the later state: a folder or a git revision", nargs="?")
    add_ledger(command)
    add_as_of(command)
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument(
        "--exit-code", action="store_true", help="exit with 1 where something changed"
    )
    command.epilog = (
        "examples:\n"
        "  verifier diff                   # what the edits since the last commit change\n"
        "  verifier diff HEAD~1            # from that revision to the files as they are\n"
        "  verifier diff v1 v2\n"
        "  verifier diff ../other-ledger ."
    )


def run(options: argparse.Namespace) -> int:
    """Print what changed between two states, and which edit did it."""
    from verifier.compare import compare, edits

    a, b = (_state(where, options.ledger) for where in (options.a, options.b or options.ledger))
    found = compare(a, b, options.as_of)
    if options.format == "json":
        print_json([_data(d) for d in found])
    else:
        edited = len(edits(a, b))
        print(f"{count(edited, 'edit')}, {count(len(found), 'forecast')} changed")
        for difference in found:
            _print(difference)
    return 1 if found and options.exit_code else 0


def _state(where: str | Path, root: Path) -> State:
    from verifier.compare import State

    if isinstance(where, Path) or Path(where).is_dir():
        return State(*sound(Path(where), status=2))
    from verifier.upkeep.git import Git, Snapshot
    from verifier.upkeep.running_git import NoHistory

    try:
        with closing(Git(root)) as git:
            name = git.find(where)
            if name is None:
                raise NoHistory("there is no such revision")
            return State(*sound(Snapshot(git, git.commit(name), git.prefix), where, status=2))
    except NoHistory as error:
        raise Stop(f"`{where}` is neither a folder nor a git revision: {error}") from None


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
