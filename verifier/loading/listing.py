"""The names in a ledger's folders: which files are read, which cannot be, and which nobody reads.

A file that nothing reads is a record that is silently missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from verifier.diagnostics import Diagnostic, Span
from verifier.diagnostics.check import warning
from verifier.diagnostics.suggest import suggest
from verifier.loading.files import YAML, Entry, Files
from verifier.loading.records import Records
from verifier.loading.rules import FILES
from verifier.loading.survey import RECORDS

NOT_READ = warning(
    "VF006",
    "file that is not read",
    "A file that nothing reads is a record that is silently missing.",
    "Let the name end in `.yaml`, name it in a series, or keep it outside the ledger.",
)
CHECKS = (NOT_READ,)

_BESIDE = ("README", "LICENSE", "LICENCE", "NOTICE", "CODEOWNERS")
"""What people keep beside their data, with any ending; none of it is taken for records."""


class Listing(NamedTuple):
    """The files that hold records, in the order of their paths, and all other names."""

    read: list[str]
    others: list[Entry]


def listing(files: Files) -> Listing:
    """Every name below the ledger's folders; hidden ones are left alone."""
    read: list[str] = []
    others: list[Entry] = []
    for folder in (*RECORDS, "rules"):
        for entry in files.walk(folder):
            if folder in RECORDS and not entry.why and entry.name.endswith(YAML):
                read.append(entry.name)
            else:
                others.append(entry)
    return Listing(sorted(read, key=lambda path: path.split("/")), sorted(others))


def unread(listed: Listing, records: Records) -> Iterator[Diagnostic]:
    """A finding for each file that nothing reads, as far as all that could name it is known."""
    series = {f"outcomes/{file}" for file in _files_of_series(records)}
    for name, why in listed.others:
        folder, _, inside = name.partition("/")
        if why or name in series or _stem(name).upper() in _BESIDE:
            continue
        if folder == "rules" and inside in _RULES:
            continue
        # What a broken record names is not known.
        data = folder == "outcomes" and name.lower().endswith((".csv", ".json"))
        if data and any(document.path.startswith("outcomes/") for document in records.broken):
            continue
        yield NOT_READ.found(f"`{name}` is not read", Span(name), help=_help(name))


def _files_of_series(records: Records) -> Iterator[str]:
    return (found.record.file for found in records.of("series") if found.record is not None)


_RULES: Collection[str] = frozenset(f"{name}.yaml" for name in FILES)


def _stem(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _help(name: str) -> str:
    folder = name.partition("/")[0]
    if folder == "rules":
        return suggest(name, [f"rules/{known}" for known in _RULES])
    return ""
