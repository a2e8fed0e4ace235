"""`verifier check`."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verifier.cli.common import add_ledger, from_here, from_top, require_ledger
from verifier.cli.findings import (
    ADVICE,
    MOST_SHOWN,
    Named,
    advised,
    name_of,
    sound,
    told_of,
    within,
)
from verifier.cli.process import Stop, hold
from verifier.cli.progress import progress
from verifier.cli.terminal import unguarded
from verifier.diagnostics.wording import count
from verifier.keeping import Shown
from verifier.writing import Refused, Writer

if TYPE_CHECKING:
    from verifier.loading import Loaded

_LARGE = 500
"""Files from which on a check takes about a second: then what an earlier run found is looked up,
and processes share the rest. Below, both would take longer than they save."""

_PROCESSES = 8
"""To put together what processes find takes a tenth of the time of finding it: more would wait."""

_ROUNDS = 8
"""Rounds of fixing, at most: each can bring to light what was hidden, but none goes on for ever."""

_EXAMPLE = """\
examples:
  verifier check
  verifier check seeds/the-paper.yaml
  verifier check --fix
  verifier check --archive texts
  verifier check --ledger examples/other --format github
"""


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="show, fix and fail on what concerns these files or folders alone; the whole ledger "
        "is read all the same (default: all)",
    )
    add_ledger(command)
    command.add_argument(
        "--archive",
        type=Path,
        metavar="DIR",
        help="compare quotations with the archived texts in this folder",
    )
    command.add_argument(
        "--fix", action="store_true", help="fix misspellings that have one close match"
    )
    command.add_argument("--strict", action="store_true", help="fail on warnings, too")
    command.add_argument(
        "--advice",
        action="store_true",
        help="show all advice in full, also about files that git has unchanged",
    )
    command.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how findings are written (default: text, to standard error)",
    )
    command.epilog = _EXAMPLE


def run(options: argparse.Namespace) -> int:
    """Check the ledger; 1 where it has errors, or warnings if --strict, 2 where there is none.

    Where files are named, only what concerns them counts.
    """
    root: Path = options.ledger
    require_ledger(root)
    named = {path: name_of(path, root) for path in options.files}
    if options.archive is not None and not options.archive.is_dir():
        raise Stop(f"{options.archive} is no folder of archived texts")
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    shown = Shown(root, "check", options.format, f"{colour} {options.strict}", from_top(root)(""))
    large = shown.files >= _LARGE
    lasts = large and not options.fix and options.archive is None and not named
    told = shown.again(partial(_edited, root)) if lasts else None
    if told is None:
        load = partial(_fixed, named=named) if options.fix else _load
        loaded = load(root, options.archive, large=large)
        told = told_of(loaded, named, options.format, root, colour=colour, strict=options.strict)
        if large:
            hold(loaded)
        if lasts:
            from verifier.loading.standing import kept_of

            shown.keep(*told, state=kept_of(loaded, root))
    status, *parts = told
    advice = [part for part in parts if part[0] == ADVICE]
    others = (part for part in parts if part[0] != ADVICE)
    # What is shown of advice is never kept: git is asked anew.
    for stream, text in (*advised(advice, root, whole=options.advice, named=named), *others):
        under = getattr(sys, stream.removeprefix("safe "))
        print(text, file=unguarded(under) if stream.startswith("safe ") else under)
    return int(status)


def _edited(
    root: Path, names: set[str], was: Any, shown: list[Any]
) -> tuple[Any, list[Any]] | None:
    """What is kept and shown after edits of these files, where they change nothing but counts."""
    from verifier.loading.files import Folder
    from verifier.loading.standing import since

    state = since(Folder(root), root, names, was)
    if state is None or state is was:
        return state and (was, shown)
    before, now = (sound(each["counts"]) for each in (was, state))
    status, *parts = shown
    return state, [
        status,
        *((s, now if text == before else text, *more) for s, text, *more in parts),
    ]


def _load(root: Path, archive: Path | None, *, large: bool) -> Loaded:
    from verifier.upkeep.checking import check

    if not large:
        return check(root, advice=True, archive=archive)
    from verifier.loading.cache import stored

    processes = (
        min(len(os.sched_getaffinity(0)), _PROCESSES) if hasattr(os, "sched_getaffinity") else 1
    )
    with stored(root) as kept, progress() as told:
        return check(
            root, advice=True, archive=archive, kept=kept, processes=processes, progress=told
        )


def _fixed(root: Path, archive: Path | None, *, named: Named, large: bool) -> Loaded:
    """Put right what has a safe remedy, and load what came of it."""
    from verifier.cli.edit import editing

    fixes: list[tuple[str, str]] = []
    with editing(root) as writer:
        # What was put right can bring to light what it hid.
        for _ in range(_ROUNDS):
            loaded = _load(root, archive, large=large)
            more = _fix(writer, loaded, named)
            if not more:
                break
            fixes += more
        else:
            loaded = _load(root, archive, large=large)
    if fixes:
        print(f"fixed {count(len(fixes), 'mistake')}:", file=sys.stderr)
        place = from_here(root)
        for name, what in fixes[:MOST_SHOWN]:
            print(f"  {place(name)}{what}", file=sys.stderr)
        if len(fixes) > MOST_SHOWN:
            print(f"  and {len(fixes) - MOST_SHOWN:,} more", file=sys.stderr)
    return loaded


def _fix(writer: Writer, loaded: Loaded, named: Named) -> list[tuple[str, str]]:
    """Write the files that safe remedies change; of each what was put right, and where."""
    from verifier.loading.files import decoded
    from verifier.loading.fix import fixed

    done: list[tuple[str, str]] = []
    wanted = filter(within(named), loaded.documents) if named else loaded.documents
    for name in wanted:
        document = loaded.documents[name]
        found = [d for d in loaded.diagnostics if d.fix is not None and d.span.file == name]
        edits = [d.fix for d in found if d.fix is not None]
        text = fixed(document, edits) if edits else document.text
        if text == document.text:
            continue
        try:
            data = writer.read(name)
            if data is None or decoded(data) != document.text:
                continue
            mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
            writer.write({name: mark + text.encode()}, was={name: data})
        except Refused as refused:
            print(f"left as it is: {refused}", file=sys.stderr)
        else:
            lines = text.splitlines()
            applied = {(d.span.line, f"{d.message}; now `{d.fix.text}`") for d in found if d.fix}
            done += [
                (name, f":{line}: {what}")
                for line, what in sorted(applied)
                if lines[line - 1] != document.lines[line - 1]
            ]
    return done
