"""What a run found of each file, kept for the next one, so that a run costs what has changed.

An outline is kept under the fingerprint of all that it depends on, and the whole store is dropped
when the code does that made it. It is kept where only this user writes, never in the ledger: what
comes with a checkout would be believed. A store that cannot be used is done without.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pydantic
import yaml

from verifier.writing import writing

_PACKAGE = Path(__file__).resolve().parent.parent


class Store:
    """Outlines of the last run, and those that are new."""

    def __init__(self, known: dict[bytes, str]) -> None:
        self.known = known
        self.used: set[bytes] = set()
        self.new: dict[bytes, str] = {}

    def __len__(self) -> int:
        """How many outlines the last run left."""
        return len(self.known)

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
    path = place(root)
    store = Store({} if path is None else _read(path))
    yield store
    if path is not None and (store.new or len(store.used) < len(store.known)):
        _write(path, store)


def place(root: Path, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Where the store of a ledger is, None where there is no place for it that others do not write.

    That is the user's folder for what can be made again, unless it is part of the ledger or of the
    checkout that the ledger is in.
    """
    ledger, caches = Path(os.path.realpath(root)), _caches(environ)
    around = (ledger, *ledger.parents)
    checkout = next((folder for folder in around if (folder / ".git").exists()), ledger)
    if caches is None or caches.is_relative_to(checkout):
        return None
    # 128 bits: no two ledgers of a user have the same name.
    return caches / "verifier" / hashlib.sha256(os.fsencode(ledger)).hexdigest()[:32]


def _caches(environ: Mapping[str, str]) -> Path | None:
    given, home = environ.get("XDG_CACHE_HOME", ""), environ.get("HOME", "")
    if Path(given).is_absolute():
        return Path(os.path.realpath(given))
    if not Path(home).is_absolute():
        return None
    own = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path(os.path.realpath(home), own)


@cache
def _version() -> bytes:
    """A line that changes with the code that makes the outlines."""
    makers = [path.read_bytes() for path in sorted(_PACKAGE.rglob("*.py"))]
    code = hashlib.sha256(b"\0".join(makers))
    code.update(f"{pydantic.VERSION} {yaml.__version__}".encode())
    return code.hexdigest().encode()


def _read(path: Path) -> dict[bytes, str]:
    """The outlines of a store, none where it is not whole or not this version's."""
    try:
        with writing(path.parent, private=True) as folder:
            version, _, rest = (folder.read(path.name) or b"").partition(b"\n")
    except OSError:
        return {}
    digest, _, lines = rest.partition(b"\n")
    if version != _version() or digest != _digest(lines):
        return {}
    pairs = (line.split(" ", 1) for line in lines.decode().splitlines())
    return {bytes.fromhex(digest): outline for digest, outline in pairs}


def _write(path: Path, store: Store) -> None:
    """Keep what this run used, and nothing else."""
    used = {digest: store.known[digest] for digest in store.used}
    lines = [f"{digest.hex()} {text}\n" for digest, text in sorted((used | store.new).items())]
    data = "".join(lines).encode()
    try:
        with writing(path.parent, private=True) as folder:
            # What is lost with the power is worked out anew; waiting for the disk takes as long as
            # writing.
            whole = b"\n".join((_version(), _digest(data), data))
            folder.write({path.name: whole}, lasting=False)
    except OSError:
        return


def _digest(lines: bytes) -> bytes:
    return hashlib.sha256(lines).hexdigest().encode()
