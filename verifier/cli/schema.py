"""`verifier schema`."""

from __future__ import annotations

import argparse
from pathlib import Path

from verifier.cli.common import add_ledger, require_address, require_apart
from verifier.cli.process import Stop
from verifier.cli.write import writing_into


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_ledger(command)
    command.add_argument("name", nargs="?", help="a schema to print, such as proposals")
    command.add_argument("--out", type=Path, metavar="DIR", help="default: schemas/ of the ledger")
    command.add_argument(
        "--check", action="store_true", help="write nothing; name what is stale, exit with 1"
    )
    command.add_argument(
        "--catalog",
        metavar="ADDRESS",
        help="instead, what a catalog such as SchemaStore's wants: the schemas as they are to be "
        "below ADDRESS, and catalog.json with the names of files that they are for",
    )
    command.description = (
        "Write JSON Schemas of ledger and rules files. With them an editor completes keys and "
        "explains them; `verifier fmt` then adds the line by which it finds them. With a name it "
        "prints one."
    )
    command.epilog = (
        "examples:\n  verifier schema --out schemas\n  verifier schema proposals\n"
        "  verifier schema --catalog https://www.schemastore.org/ --out catalog"
    )


def run(options: argparse.Namespace) -> int:
    """Write the schemas, or say which are stale."""
    from verifier.diagnostics.suggest import did_you_mean, nearest
    from verifier.editing.schemas import catalog, schemas

    out: Path = options.out or options.ledger / "schemas"
    if options.catalog is not None and (options.out is None or options.name is not None):
        raise Stop("--catalog writes into a folder of its own: give it --out")
    require_address("catalog", options.catalog)
    require_apart(out, options.ledger)
    files = catalog(f"{options.catalog.rstrip('/')}/") if options.catalog else schemas()
    if options.name is not None:
        wanted = options.name.removesuffix(".json") + ".json"
        if wanted not in files:
            known = [name.removesuffix(".json") for name in files]
            hint = did_you_mean(nearest(options.name, known), f"one of {', '.join(known)}")
            raise Stop(f"no schema `{options.name}`; {hint}")
        print(files[wanted], end="")
        return 0
    stale = [
        name
        for name, text in files.items()
        if not (out / name).is_file() or (out / name).read_bytes() != text.encode()
    ]
    if options.check:
        for name in stale:
            print(f"{out / name}: stale; run `verifier schema`")
        return 1 if stale else 0
    with writing_into(out, None if options.out else options.ledger) as writer:
        writer.write({name: files[name].encode() for name in stale})
    print(f"wrote {len(stale)} of {len(files)} schemas in {out}")
    return 0
