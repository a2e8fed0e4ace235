"""What a run found of each file, kept for the next one, so that a run costs what has changed.

An outline is kept under the fingerprint of all that it depends on, and the whole store is dropped
when the code does that made it. A store that cannot be used is done without.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pydantic
import yaml

FOLDER = ".verifier-cache"
_PACKAGE = Path(__file__).resolve().parent.parent


class Store:
    """Outlines of the last run, and those that are new."""

    def __init__(self, known: dict[bytes, str]) -> None:
        self.known = known
        self.used: set[bytes] = set()
        self.new: dict[bytes, str] = {}

    def get(self, digest: bytes) -> str | None:
        """The outline kept under this fingerprint, None where there is none."""
        return self.known.get(digest)

    def keep(self, digest: bytes, outline: str) -> None:
        """Keep an outline for the next run, whether it is new or not."""
        if digest in self.known:
            self.used.add(digest)
        else:
            self.new[digest] = outline


@contextmanager
def stored(root: Path) -> Iterator[Store]:
    """The store of the ledger at `root`, written back afterwards."""
    path = root / FOLDER / "kept.sqlite"
    store = Store(_read(path))
    yield store
    if store.new or len(store.used) < len(store.known):
        _write(path, store)


def _version() -> int:
    """A number that changes with the code that makes the outlines."""
    makers = [path.read_bytes() for path in sorted(_PACKAGE.rglob("*.py"))]
    code = hashlib.sha256(b"\0".join(makers))
    code.update(f"{pydantic.VERSION} {yaml.__version__}".encode())
    return int.from_bytes(code.digest()[:4], "big") >> 1


def _read(path: Path) -> dict[bytes, str]:
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(path)) as database:
            if database.execute("PRAGMA user_version").fetchone()[0] != _version():
                return {}
            return dict(database.execute("SELECT digest, value FROM kept"))
    except sqlite3.Error:
        return {}


def _write(path: Path, store: Store) -> None:
    """Keep what this run used, and nothing else."""
    try:
        path.parent.mkdir(exist_ok=True)
        (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        if not store.known:
            path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as database, database:
            # What is lost with the power is worked out anew; waiting for the disk takes as long as
            # writing.
            database.execute("PRAGMA synchronous = OFF")
            database.execute("CREATE TABLE IF NOT EXISTS kept (digest BLOB PRIMARY KEY, value)")
            stale = [(digest,) for digest in store.known.keys() - store.used]
            database.executemany("DELETE FROM kept WHERE digest = ?", stale)
            database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", store.new.items())
            database.execute(f"PRAGMA user_version = {_version()}")
    except (OSError, sqlite3.Error):
        return
