"""The cases of checks: one file each, with ledgers that the check finds fault with and others not.

A case is a small sound ledger (`tests.ledgers`) after some edits, of which the last is the mistake:
in the file named, `old` becomes `new`, or `add` is put at its end, or the whole file is `text`
(`latin1` where it is no UTF-8). `at` is the line and the columns that the one finding marks, the
last column exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.ledgers import FORECASTERS, OUTCOMES, SOURCE
from verifier.diagnostics import render
from verifier.loading import Loaded
from verifier.loading.checks.catalogue import CHECKS
from verifier.upkeep.checking import check

FOLDER = Path(__file__).resolve().parent
SOUND = {
    "seeds/forecasters.yaml": FORECASTERS,
    "seeds/paper.yaml": SOURCE,
    "outcomes/attack.yaml": OUTCOMES,
}


@dataclass(frozen=True)
class Case:
    """One ledger, and the place of the one finding about it; none where it passes."""

    code: str
    name: str
    edits: tuple[dict[str, str], ...]
    at: str | None = None

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def files(self) -> dict[str, bytes]:
        """The files of the ledger."""
        texts = dict(SOUND)
        for edit in self.edits:
            name = edit["in"]
            old = texts.get(name, "")
            if "old" in edit:
                assert edit["old"] in old, f"{self}: {edit['old']!r} is not in {name}"
                texts[name] = old.replace(edit["old"], edit["new"], 1)
            else:
                texts[name] = edit["text"] if "text" in edit else old + edit.get("add", "")
        latin = {edit["in"]: edit["latin1"] for edit in self.edits if "latin1" in edit}
        encoded = {name: text.encode() for name, text in texts.items()}
        return encoded | {name: text.encode("latin-1") for name, text in latin.items()}

    def load(self, root: Path) -> Loaded:
        """Write the ledger at `root` and load it with all checks."""
        for name, data in self.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        archive = root / "archive"
        return check(root, advice=True, archive=archive if archive.is_dir() else None)


def path_of(code: str) -> Path:
    """The file with the cases of one check."""
    return FOLDER / f"{code.lower()}-{CHECKS[code].slug}.yaml"


@cache
def cases(kind: str) -> tuple[Case, ...]:
    """All cases that `fail`, or all that `pass`."""
    return tuple(case for code in CHECKS if path_of(code).is_file() for case in _read(code, kind))


def _read(code: str, kind: str) -> Iterator[Case]:
    content: dict[str, list[dict[str, Any]]] = yaml.load(
        path_of(code).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
    )
    for entry in content.get(kind, ()):
        edit = {key: entry[key] for key in entry if key not in ("name", "at", "first")}
        edits = (*entry.get("first", ()), *([edit] if edit else ()))
        yield Case(code, entry["name"], edits, entry.get("at"))


def example(case: Case, root: Path) -> str:
    """The finding about a case as `verifier check` shows it."""
    loaded = case.load(root)
    [found] = loaded.diagnostics
    document = loaded.documents.get(found.span.file)
    return render(found, document.lines if document else ())
