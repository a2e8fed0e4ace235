"""The names in a ledger's folders: which files are read, which cannot be, and which nobody reads.

A file that nothing reads is a record that is silently missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from verifier.diagnostics import Diagnostic, Span
from verifier.diagnostics.check import warning
from verifier.diagnostics.suggest import did_you_mean, suggest
from verifier.keeping import FOLDERS, YAML, nearly
from verifier.loading.files import Entry, Files, read_bytes
from verifier.loading.records import Records
from verifier.loading.rules import FILES
from verifier.loading.settings import FILE as SETTINGS
from verifier.loading.survey import RECORDS

NOT_READ = warning(
    "VF006",
    "file that is not read",
    "A file that nothing reads is a record that is silently missing.",
    "Let the name end in `.yaml`, name it in a series, or keep it outside the ledger.",
)
CHECKS = (NOT_READ,)

_KEY = re.compile(rb"^([a-z_]+):", re.MULTILINE)
_ALSO = {"seeds": ("source",)}
"""Keys of a file that are no kind of record."""
_BESIDE = ("README", "LICENSE", "LICENCE", "NOTICE", "CODEOWNERS")
"""What people keep beside their data, with any ending; none of it is taken for records."""


class Listing(NamedTuple):
    """The files that hold records, in the order of their paths, and all other names."""

    read: list[str]
    others: list[Entry]
    astray: Mapping[str, str]
    """What looks like a file of a ledger and is in none of its folders: where it belongs."""


def listing(files: Files) -> Listing:
    """Every name below the ledger's folders; hidden ones are left alone."""
    read: list[str] = []
    others: list[Entry] = []
    for folder in FOLDERS:
        for entry in files.walk(folder):
            if folder in RECORDS and not entry.why and entry.name.endswith(YAML):
                read.append(entry.name)
            else:
                others.append(entry)
    astray = dict(sorted(_astray(files)))
    return Listing(sorted(read, key=lambda path: path.split("/")), sorted(others), astray)


def _astray(files: Files) -> Iterator[tuple[str, str]]:
    """Files in folders whose names are nearly a ledger's, and files of records in the root."""
    for name in files.top():
        folder, is_folder = name.removesuffix("/"), name.endswith("/")
        meant = nearly(folder) if is_folder else None
        if meant is not None:
            for entry in files.walk(folder):
                if not entry.why and _is_yaml(entry.name):
                    yield entry.name, meant + entry.name.removeprefix(folder)
        elif not is_folder and _is_yaml(name) and name != SETTINGS:
            if nearly(name, (SETTINGS,)):
                yield name, SETTINGS
            else:
                yield from ((name, f"{home}/{name}") for home in _home(files, name))


def _is_yaml(name: str) -> bool:
    return name.casefold().endswith(YAML)


def _home(files: Files, name: str) -> Iterator[str]:
    """The folder that a file in the root belongs to by what is in it, if to any."""
    data, unread = read_bytes(files, name)
    if unread is None:
        keys = {match[1].decode() for match in _KEY.finditer(data)}
        homes = (home for home, kinds in RECORDS.items() if keys & {*kinds, *_ALSO.get(home, ())})
        yield from islice(homes, 1)


def unread(listed: Listing, records: Records) -> Iterator[Diagnostic]:
    """A finding for each file that nothing reads, as far as all that could name it is known."""
    named = (found.record for found in records.of("series") if found.record is not None)
    series = {f"outcomes/{record.file}" for record in named}
    for name, home in listed.astray.items():
        help = did_you_mean(home, word=name)
        yield NOT_READ.found(f"`{name}` is not read", Span(name), help=help)
    for name, why in listed.others:
        folder, _, inside = name.partition("/")
        stem = name.rpartition("/")[2].partition(".")[0]
        if why or name in series or stem.upper() in _BESIDE:
            continue
        if folder == "rules" and inside in _RULES:
            continue
        # What a broken record names is not known.
        data = folder == "outcomes" and name.lower().endswith((".csv", ".json"))
        if data and any(document.path.startswith("outcomes/") for document in records.broken):
            continue
        meant = suggest(name, [f"rules/{known}" for known in _RULES]) if folder == "rules" else ""
        yield NOT_READ.found(f"`{name}` is not read", Span(name), help=meant)


_RULES: Collection[str] = frozenset(f"{name}.yaml" for name in FILES)
