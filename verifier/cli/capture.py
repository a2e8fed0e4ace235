"""`verifier capture`."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import Request, urlopen

from verifier.cli.common import add_ledger, load_ledger, require_address, require_apart
from verifier.cli.edit import editing, write_checked
from verifier.cli.process import Stop
from verifier.cli.write import writing_into
from verifier.diagnostics.suggest import suggest
from verifier.loading.files import LARGEST

if TYPE_CHECKING:
    from verifier.model.forecasts import Source, SourceFile
    from verifier.model.ledger import Ledger
    from verifier.upkeep.warc import Read

_PATIENCE = 60
"""Seconds for a host to answer: archives of the web take half a minute."""


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument("what", metavar="ADDRESS|FILE", help="what was read")
    command.add_argument("--source", metavar="ID", required=True, help="the source that it is")
    command.add_argument(
        "--archive", type=Path, required=True, metavar="DIR", help="the folder of archived texts"
    )
    command.add_argument(
        "--archived",
        metavar="ADDRESS",
        help="where a copy is archived, such as the Wayback Machine",
    )
    command.add_argument(
        "--warc",
        action="store_true",
        help="keep the bytes as a web archive (WARC 1.1), with the headers of the answer",
    )
    add_ledger(command)
    command.description = (
        "Keep what was read of a source: its bytes, its text, and where each quotation stands in "
        "it (W3C selectors). The source then names the text with its SHA-256, "
        "and `verifier quotes` compares."
    )
    command.epilog = (
        "examples:\n  verifier capture article.html --source the-paper-2023-03-01 --archive ../kept"
    )


def run(options: argparse.Namespace) -> int:
    """Keep it, and record it in the source."""
    from verifier.article.documents import Unreadable, text_of

    require_address("archived", options.archived)
    require_apart(options.archive, options.ledger)
    loaded = load_ledger(options.ledger)
    if loaded.ledger is None:
        return 1
    file = next((f for f in loaded.ledger.files if f.source.id == options.source), None)
    if file is None:
        hint = suggest(options.source, loaded.ledger.sources, after="; ")
        raise Stop(f"no source `{options.source}` in the ledger{hint}")
    read = _got(options.what, file.source)
    try:
        text = text_of(read.data)
    except Unreadable as error:
        raise Stop(f"{options.what}: {error}") from None
    return _keep(options, loaded.ledger, file, read, text)


def _keep(
    options: argparse.Namespace, ledger: Ledger, file: SourceFile, read: Read, text: str
) -> int:
    from verifier.upkeep.capture import archive_of, kept, selectors

    told, missing = selectors(file, text)
    archive, source = archive_of(file.source.id, text), file.source
    if source.archive is not None and source.archive.sha256 != archive["sha256"]:
        raise Stop(
            f"`{source.id}` names another text, {source.archive.file}; take its `archive` out first"
        )
    values: dict[str, object] = {} if source.archive else {"archive": archive}
    if options.archived and source.archived_address is None:
        values["archived_address"] = options.archived
    with writing_into(options.archive) as writer:
        now = datetime.now(UTC) if options.warc else None  # noqa: TID251  # when it was read
        writer.write(kept(source.id, read, text, told, now))
    print(f"kept {len(read.data):,} bytes and {len(text):,} characters in {options.archive}")
    for quote in missing:
        print(f"not found in the text as one passage: “{quote}”", file=sys.stderr)
    return _record(options.ledger, *ledger.lines["sources", source.id], values)


def _record(root: Path, name: str, line: int, values: Mapping[str, object]) -> int:
    """Put the keys into the source, or say what to add where its layout is unusual."""
    from verifier.upkeep.capture import recorded

    if not values:
        return 0
    with editing(root) as writer:
        before = (writer.read(name) or b"").decode()
        after = recorded(name, before, _line_of_id(before, line), values)
        if after is None:
            print(f"add to the source in {name}: {values}", file=sys.stderr)
            return 1
        if not write_checked(writer, root, {name: after}):
            return 1
    print(f"recorded {' and '.join(f'`{key}`' for key in values)} in {name}")
    return 0


def _line_of_id(text: str, line: int) -> int:
    """The line of the source's `id`, which stands at or below the line of the source."""
    lines = text.split("\n")
    below = range(line, len(lines) + 1)
    return next((n for n in below if lines[n - 1].strip().startswith("id:")), 0)


def _got(what: str, source: Source) -> Read:
    """What an address or a file gives."""
    from verifier.upkeep.warc import Read

    if not what.startswith(("https://", "http://")):
        data = Path(what).read_bytes()
        found = Read(data, source.address or f"urn:sha256:{hashlib.sha256(data).hexdigest()}")
    else:
        try:
            request = Request(what, headers={"User-Agent": "prediction-verifier"})  # noqa: S310
            with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310  # http(s) alone
                headers = list(answer.headers.items())
                found = Read(answer.read(LARGEST + 1), answer.url, answer.status, headers)
        except (URLError, HTTPException, ValueError, TimeoutError) as error:
            raise Stop(f"{what}: {error}") from None
    if len(found.data) > LARGEST:
        raise Stop(f"{what} is larger than {LARGEST // 1024 // 1024} MB")
    return found
