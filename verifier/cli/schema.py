"""`verifier schema`."""

from __future__ import annotations

import argparse
from pathlib import Path

from verifier.cli.common import add_ledger
from verifier.cli.write import waiting
from verifier.writing import writing


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_ledger(command)
    command.add_argument("--out", type=Path, metavar="DIR", help="default: schemas/ of the ledger")
    command.add_argument(
        "--check", action="store_true", help="write nothing; name what is stale, exit with 1"
    )
    command.description = (
        "Write JSON Schemas of ledger and rules files. With them an editor completes keys and "
        "explains them; `verifier fmt` then adds the line by which it finds them."
    )
    command.epilog = "example:\n  verifier schema --out schemas"
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the schemas, or say which are stale."""
    from verifier.editing.schemas import schemas

    out: Path = options.out or options.ledger / "schemas"
    files = schemas()
    stale = [
        name
        for name, text in files.items()
        if not (out / name).is_file() or (out / name).read_bytes() != text.encode()
    ]
    if options.check:
        for name in stale:
            print(f"{out / name}: stale; run `verifier schema`")
        return 1 if stale else 0
    with writing(
        out, below=None if options.out else options.ledger, waiting=waiting(out)
    ) as writer:
        writer.write({name: files[name].encode() for name in stale})
    print(f"wrote {len(stale)} of {len(files)} schemas in {out}")
    return 0
