"""`verifier site`."""

from __future__ import annotations

import argparse
from pathlib import Path

from verifier.cli.common import (
    add_publication,
    add_run,
    computed,
    needing,
    publication,
    require_address,
    require_apart,
    require_folder,
)
from verifier.cli.progress import progress
from verifier.cli.write import SITE, replace


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_run(command)
    command.add_argument("--out", type=Path, metavar="DIR", help="default: site/ of the ledger")
    add_publication(
        command,
        "http(s) address where it will stand; with it there are a sitemap and pictures to share "
        "pages with",
        "feed",
    )
    command.add_argument(
        "--repository",
        default="",
        metavar="ADDRESS",
        help="http(s) address of the repository, to which the foot of each page leads",
    )
    command.description = (
        "Write the reports as a static site: with search, tables that sort, feeds and data. It "
        "works from a folder and under any address, and asks no other host for anything."
    )
    command.epilog = "examples:\n  verifier site --out public --site https://example.org/forecasts/"


def run(options: argparse.Namespace) -> int:
    """Write the site."""
    published = publication(options)
    require_address("repository", options.repository)
    out: Path = options.out or options.ledger / "site"
    require_folder(out)
    require_apart(out, options.ledger)
    with needing("a site", "site"):
        from verifier.site.build import site
    with progress() as tell:
        tell("resolving")
        found = computed(options)
        files = dict(site(found, published, tell, options.repository))
    written, removed = replace(out, files, SITE, below=None if options.out else options.ledger)
    pages = sum(name.endswith(".html") for name in files)
    also = f", removed {len(removed)}" if removed else ""
    print(f"{pages} pages in {out}: wrote {len(written)} of {len(files)} files{also}")
    return 0
