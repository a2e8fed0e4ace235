"""`verifier fmt`."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from verifier.cli.common import add_ledger
from verifier.cli.edit import editing, ledger_files
from verifier.cli.process import Stop
from verifier.diagnostics.wording import count
from verifier.loading.files import Folder, Unreadable, decoded
from verifier.loading.survey import RECORDS
from verifier.writing import Writer


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument("files", nargs="*", type=Path, help="files of the ledger (default: all)")
    add_ledger(command)
    command.add_argument(
        "--check", action="store_true", help="write nothing; name what would change, exit with 1"
    )
    command.add_argument(
        "--split",
        action="store_true",
        help="give each forecaster and each ruling a file of its own",
    )
    command.description = (
        "Give ledger files one layout: keys in order, quotation marks, indentation, blank lines. "
        "Comments stay, and no value changes."
    )
    command.epilog = (
        "examples:\n  verifier fmt\n  verifier fmt --check seeds/the-paper.yaml\n"
        "  verifier fmt --split"
    )


def run(options: argparse.Namespace) -> int:
    """Lay the files out; 1 where --check finds one to change, or one cannot be read."""
    if options.check:
        return _run(options, None)
    with editing(options.ledger) as writer:
        return _run(options, writer)


def _run(options: argparse.Namespace, writer: Writer | None) -> int:
    from verifier.editing.fmt import fmt

    root: Path = options.ledger
    if options.split and writer is not None:
        return _split(options.files or ledger_files(root), root, writer)
    paths, files = options.files or ledger_files(root), Folder(root)
    changed, unread = 0, 0
    for path in paths:
        name = _name(path, root)
        if name is None:
            raise Stop(f"{path} is not in seeds/, outcomes/ or disputes/ of {root}")
        try:
            data = files.read(name)
            text = decoded(data)
        except (Unreadable, UnicodeDecodeError) as error:
            print(f"{path}: left as it is: {error}", file=sys.stderr)
            unread += 1
            continue
        done = fmt(name, text, schema=schema_for(name, text, root))
        if done.left_because is not None:
            print(f"{path}: left as it is: {done.left_because}", file=sys.stderr)
            unread += 1
        elif done.text.encode() != data:
            changed += 1
            if writer is not None:
                writer.write({name: done.text.encode()}, was={name: data})
            print(f"{path}: would change" if writer is None else f"{path}: laid out")
    print(_summary(len(paths), changed, unread, check=options.check))
    return 1 if unread or (options.check and changed) else 0


def _split(paths: Sequence[Path], root: Path, writer: Writer) -> int:
    """Move each forecaster and ruling into a file of its own; 1 where one cannot be moved."""
    from verifier.editing.fmt import fmt
    from verifier.editing.split import split

    for path in paths:
        name = _name(path, root)
        data = writer.read(name) if name is not None else None
        if name is None or data is None:
            continue
        try:
            parts = split(name, decoded(data))
            taken = [part for part in parts if part != name and writer.read(part) is not None]
            if taken:
                raise ValueError(f"{taken[0]} is there already")
        except (ValueError, UnicodeDecodeError) as error:
            print(f"{path}: left as it is: {error}", file=sys.stderr)
            return 1
        if parts:
            laid = {p: fmt(p, t, schema=schema_for(p, t, root)).text for p, t in parts.items()}
            writer.write({part: text.encode() for part, text in laid.items()})
            if name not in parts:
                writer.remove(name)
            print(f"{path}: moved into {count(len(parts), 'file')}")
    return 0


def _name(path: Path, root: Path) -> str | None:
    """The file's name in the ledger, None where it is none of its files."""
    try:
        name = (path.parent.resolve() / path.name).relative_to(root.resolve()).as_posix()
    except (OSError, RuntimeError, ValueError):
        return None
    return name if name.partition("/")[0] in RECORDS else None


def schema_for(name: str, text: str, root: Path) -> str | None:
    """The address of the file's schema, as seen from it, where the ledger has schemas."""
    kind = name.partition("/")[0]
    if name.startswith("seeds/"):
        own = re.search(r"^source:", text, re.MULTILINE) is not None
        registry = re.search(r"^forecasters:", text, re.MULTILINE) is not None
        kind = "forecasters" if registry and not own else "seeds"
    if not (root / "schemas" / f"{kind}.json").is_file():
        return None
    return Path(os.path.relpath(f"schemas/{kind}.json", Path(name).parent)).as_posix()


def _summary(files: int, changed: int, unread: int, *, check: bool) -> str:
    verb = "would change" if check else "laid out"
    left = f", {unread} left as they are" if unread else ""
    return f"{count(files, 'file')}: {changed} {verb}{left}"
