"""A digest of a run: fingerprints of what went in and of what came out, to compare later.

Whoever has the ledger can say with it whether they get the same bytes, and if not, whether the
ledger, the rules or the program is another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from verifier.diagnostics.wording import count, first
from verifier.keeping import FOLDERS
from verifier.loading.files import Files, Unreadable
from verifier.report import report
from verifier.report.run import Run
from verifier.writing import SUMS, fingerprint

NAMED = 5
"""Files that a line names: thousands can differ, and one line is to be read."""

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Digest(BaseModel):
    """What went into a run and what came out of it, each file by its SHA-256."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    version: str
    code: Sha256
    as_of: date
    language: str
    rules: str
    ledger: Mapping[str, Sha256]
    reports: Mapping[str, Sha256]


def digest(run: Run, files: Files, version: str) -> Digest:
    """The digest of a run of the ledger that is in `files`, by this `version` of the program."""
    made = report(run)
    return Digest(
        version=version,
        code=_code(),
        as_of=run.as_of,
        language=run.words("language"),
        rules=run.rules.fingerprint,
        ledger=dict(sorted(_ledger(files))),
        reports={name: fingerprint(text.encode()) for name, text in made.items() if name != SUMS},
    )


def as_text(found: Digest) -> str:
    """The digest as the file that `verifier reproduce` reads."""
    return found.model_dump_json(indent=1) + "\n"


def _ledger(files: Files) -> Iterator[tuple[str, str]]:
    names = [entry.name for folder in FOLDERS for entry in files.walk(folder) if not entry.why]
    for name in (*names, "ledger.yaml"):
        try:
            yield name, fingerprint(files.read(name))
        except Unreadable:
            continue  # What cannot be read went into no run; `check` says so.


def _code() -> str:
    """The fingerprint of this program: a version number stands for many states of a checkout."""
    package = Path(__file__).resolve().parents[1]
    told = hashlib.sha256()
    for path in sorted(package.rglob("*"), key=lambda path: path.relative_to(package).as_posix()):
        name = path.relative_to(package).as_posix()
        if path.suffix in (".py", ".yaml") and not name.startswith("default_rules/"):
            told.update(f"{name}\0{fingerprint(path.read_bytes())}\n".encode())
    return told.hexdigest()


def differences(then: Digest, now: Digest) -> Iterator[str]:
    """A line for each thing that differs: program, rules, ledger, results; none where none does."""
    if then.version != now.version:
        yield f"program: version {now.version}, was {then.version}"
    elif then.code != now.code:
        yield f"program: version {now.version} as before, with other code"
    if then.rules != now.rules:
        yield f"rules: {now.rules}, were {then.rules}"
    for what, before, after in (
        ("ledger", then.ledger, now.ledger),
        ("reports", then.reports, now.reports),
    ):
        yield from _files(what, before, after)


def _files(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    both = before.keys() & after.keys()
    for how, names in (
        ("changed", {name for name in both if before[name] != after[name]}),
        ("missing", before.keys() - after.keys()),
        ("new", after.keys() - before.keys()),
    ):
        if names:
            yield f"{what}: {count(len(names), 'file')} {how}: {first(sorted(names), NAMED)}"
