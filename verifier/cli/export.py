"""`verifier export`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from verifier.cli.common import add_as_of, add_language, add_ledger, load_ledger
from verifier.cli.write import waiting
from verifier.writing import writing

_FORMATS = ("csv", "parquet", "sqlite", "json", "claimreview", "cff", "feeds", "said", "digest")
_EXAMPLE = """\
examples:
  verifier export --format csv --out tables
  verifier export --format claimreview --site https://example.org/reports/ --out web
"""


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_ledger(command)
    add_as_of(command)
    add_language(command)
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
    command.add_argument(
        "--site", default="", metavar="ADDRESS", help="http(s) address of the folder `reports/`"
    )
    command.add_argument(
        "--publisher",
        default="Project curators",
        metavar="NAME",
        help="who publishes the verdicts (default: %(default)s)",
    )
    command.epilog = _EXAMPLE
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files of one format."""
    if options.site and not options.site.startswith(("https://", "http://")):
        print("error: --site is an address that begins with https://", file=sys.stderr)
        return 2
    if options.out.exists() and not options.out.is_dir():
        print(f"error: {options.out} is not a folder", file=sys.stderr)
        return 2
    loaded = load_ledger(options.ledger)
    if loaded.ledger is None or loaded.rules is None:
        return 1
    from verifier.engine import run as run_engine
    from verifier.export.claimreview import Publication
    from verifier.export.files import Files, export

    site = options.site and options.site.rstrip("/") + "/"
    result = run_engine(loaded.ledger, loaded.rules, options.as_of, language=options.language)
    try:
        if options.format == "digest":
            from verifier import __version__
            from verifier.export.digest import as_text, digest
            from verifier.loading.files import Folder

            made = digest(result, Folder(options.ledger), __version__)
            files: Files = {"digest.json": as_text(made)}
        else:
            files = export(result, options.format, Publication(options.publisher, site))
    except ModuleNotFoundError as error:
        if error.name != "polars":
            raise
        print(
            "error: Parquet needs the extra `tables`: pip install 'prediction-verifier[tables]'",
            file=sys.stderr,
        )
        return 2
    with writing(options.out, waiting=waiting(options.out)) as writer:
        data = {n: text if isinstance(text, bytes) else text.encode() for n, text in files.items()}
        writer.write(data)
    if options.format == "claimreview" and not site:
        print("note: addresses are relative; search engines want --site", file=sys.stderr)
    print(f"wrote {len(files)} {'file' if len(files) == 1 else 'files'} in {options.out}")
    return 0
