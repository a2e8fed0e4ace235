"""`verifier report`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from verifier.cli.ledger import add_as_of, add_ledger, load_ledger
from verifier.cli.progress import progress
from verifier.cli.write import ours, replace

_MARK = "data/forecasts.json"


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_ledger(command)
    add_as_of(command)
    command.add_argument("--out", type=Path, metavar="DIR", help="default: reports/ of the ledger")
    command.add_argument(
        "--check", action="store_true", help="write nothing; say what is stale and exit with 1"
    )
    command.epilog = "example:\n  verifier report --as-of 2023-02-10 --out cards"
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the scorecards, whole or not at all."""
    if options.as_of is not None and options.out is None:
        message = "error: --as-of needs --out: reports/ is for the ledger's own last day"
        print(message, file=sys.stderr)
        return 2
    loaded = load_ledger(options.ledger)
    if loaded.ledger is None or loaded.rules is None:
        return 1
    from verifier.engine import run as run_engine
    from verifier.report import report

    with progress() as tell:
        tell("resolving")
        found = run_engine(loaded.ledger, loaded.rules, options.as_of)
        files = report(found, tell)
    out: Path = (options.out or options.ledger / "reports").resolve()
    if out.exists() and not out.is_dir():
        print(f"error: {out} is not a folder", file=sys.stderr)
        return 2
    stale = _stale(out, files)
    if options.check:
        shown = options.out or options.ledger / "reports"
        print(_stale_line(stale) if stale else f"fresh: {len(files)} files in {shown}")
        return 1 if stale else 0
    if out.exists() and not ours(out, _MARK):
        print(f"error: {out} holds files that no report wrote; name another --out", file=sys.stderr)
        return 2
    if stale:
        replace(out, files)
    print(_wrote(stale, files, options.out or options.ledger / "reports"))
    return 0


def _stale(out: Path, files: Mapping[str, str]) -> list[str]:
    """Files that are missing, differ, or should not be there."""
    present = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    differ = [name for name, text in files.items() if not _same(out / name, text)]
    return sorted({*differ, *(present - files.keys())})


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def _wrote(stale: list[str], files: Mapping[str, str], out: Path) -> str:
    gone = [name for name in stale if name not in files]
    removed = f", removed {', '.join(gone[:5])}" if gone else ""
    if not stale:
        return f"{len(files)} files in {out}, all up to date"
    return f"wrote {len(stale) - len(gone)} of {len(files)} files in {out}{removed}"


def _stale_line(stale: list[str]) -> str:
    shown = ", ".join(stale[:5])
    more = f" and {len(stale) - 5} more" if len(stale) > 5 else ""
    return f"stale: {shown}{more}; run `verifier report` and commit what it writes"
