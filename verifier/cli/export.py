"""`verifier export`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from verifier.cli.common import (
    add_publication,
    add_run,
    computed,
    needing,
    publication,
    require_apart,
    require_folder,
)
from verifier.cli.write import writing_into
from verifier.diagnostics.wording import count

_FORMATS = ("csv", "parquet", "sqlite", "json", "claimreview", "cff", "feeds", "said", "digest")
_EXAMPLE = """\
examples:
  verifier export --format csv --out tables
  verifier export --format claimreview --site https://example.org/reports/ --out web
"""


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_run(command)
    command.add_argument(
        "--format",
        choices=_FORMATS,
        required=True,
        help="csv and parquet: tables; sqlite: a database; json: with its JSON Schema; "
        "claimreview: JSON-LD; cff: a citation file; feeds: Atom and iCalendar; "
        "said: one long table for `verifier score`; "
        "digest: fingerprints for `verifier reproduce`",
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write")
    add_publication(command, "http(s) address of the folder `reports/`", "verdicts")
    command.epilog = _EXAMPLE


def run(options: argparse.Namespace) -> int:
    """Write the files of one format."""
    published = publication(options)
    require_folder(options.out)
    require_apart(options.out, options.ledger)
    result = computed(options)
    from verifier.export.files import Files, export

    with needing("Parquet", "tables"):
        if options.format == "digest":
            from verifier import __version__
            from verifier.export.digest import as_text, digest
            from verifier.loading.files import Folder

            made = digest(result, Folder(options.ledger), __version__)
            files: Files = {"digest.json": as_text(made)}
        else:
            files = export(result, options.format, published)
    with writing_into(options.out) as writer:
        data = {n: text if isinstance(text, bytes) else text.encode() for n, text in files.items()}
        writer.write(data)
    if options.format == "claimreview" and not published.address:
        print("note: addresses are relative; search engines want --site", file=sys.stderr)
    print(f"wrote {count(len(files), 'file')} in {options.out}")
    return 0
