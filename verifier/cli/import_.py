"""`verifier import`."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.cli.common import add_as_of, needing
from verifier.cli.process import Stop
from verifier.diagnostics.wording import count
from verifier.importing import NAMES

if TYPE_CHECKING:
    import polars as pl

    from verifier.importing.frame import Imported

_EXAMPLE = """\
examples:
  verifier import auto metaculus.zip --out metaculus.parquet
  verifier import hubverse path/to/hub --out hub.parquet
  verifier import gjp data/gjp --out gjp.csv
  verifier import auto fatebook.csv --ledger my-ledger

docs/formats.md says for each format what is read, and what is left out and why.
"""
_SUFFIXES = (".parquet", ".csv", ".jsonl")


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "format",
        metavar="FORMAT",
        help=f"{', '.join(NAMES)}; or auto, which finds it by the columns",
    )
    command.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="the files, their folder or zip archive"
    )
    add_as_of(command, "the latest; where outcomes are kept in versions")
    written = command.add_mutually_exclusive_group(required=True)
    written.add_argument(
        "--out", type=_table, metavar="FILE", help="the table to write: .parquet, .csv or .jsonl"
    )
    written.add_argument(
        "--ledger",
        type=Path,
        metavar="DIR",
        help="write forecasts, questions and rulings into this ledger instead, as YAML",
    )
    command.description = (
        "Read forecasts as a platform or hub publishes them into one table, a row for each value: "
        "who, what about, how likely, what came of it, by when."
    )
    command.epilog = _EXAMPLE


def _table(text: str) -> Path:
    if not text.endswith(_SUFFIXES):
        raise argparse.ArgumentTypeError(f"`{text}` does not end in {', '.join(_SUFFIXES)}")
    return Path(text)


def run(options: argparse.Namespace) -> int:
    """Write the table, and say what is in it and what is not."""
    from verifier.cli.write import writing_into

    with needing("reading tables", "tables"):
        from verifier.importing.formats import read
        from verifier.tables.engines import TableError
    try:
        name, found = read(options.paths, options.format, options.as_of)
    except TableError as error:
        raise Stop(f"{options.paths[0]}: {error}", status=1) from None
    say(name, found)
    if options.ledger is not None:
        return _into_ledger(name, found, options.ledger)
    with writing_into(options.out.parent) as writer:
        writer.write({options.out.name: _written(found.frame, options.out.suffix)})
    print(f"wrote {count(len(found.frame), 'row')} to {options.out}")
    return 0 if len(found.frame) else 1


def _into_ledger(name: str, found: Imported, root: Path) -> int:
    from verifier.cli.edit import editing, write_checked
    from verifier.cli.write import writing_into
    from verifier.editing.imported import as_ledger
    from verifier.importing.formats import format_of

    made = as_ledger(name, format_of(name).title, found)
    for reason, rows in made.left_out.items() - found.left_out.items():
        print(f"{name}: not in the ledger: {rows:,} ({reason})", file=sys.stderr)
    with writing_into(root):
        pass  # The folder is made where it is missing.
    with editing(root) as writer:
        changed = {n: t for n, t in made.files.items() if writer.read(n) != t.encode()}
        if changed and not write_checked(writer, root, changed):
            return 1
    print(f"wrote {len(changed)} of {count(len(made.files), 'file')} in {root}")
    return 0


def say(name: str, found: Imported) -> None:
    """What was read, and what was not, in the words of the source."""
    if not found.kinds():
        print(f"{name}: no forecast was read", file=sys.stderr)
    for kind, (questions, rows) in found.kinds().items():
        told = f"{count(rows, 'row')} of kind {kind} on {count(questions, 'question')}"
        print(f"{name}: {told}", file=sys.stderr)
    for word, rows in found.unsettled().items():
        print(f"{name}: {count(rows, 'row')} without an outcome ({word})", file=sys.stderr)
    for reason, rows in found.left_out.items():
        print(f"{name}: left out: {rows:,} ({reason})", file=sys.stderr)
    for note in found.notes:
        print(f"{name}: {note}", file=sys.stderr)


def _written(frame: pl.DataFrame, suffix: str) -> bytes:
    content = io.BytesIO()
    if suffix == ".parquet":
        frame.write_parquet(content)
    elif suffix == ".csv":
        frame.write_csv(content)
    else:
        frame.write_ndjson(content)
    return content.getvalue()
