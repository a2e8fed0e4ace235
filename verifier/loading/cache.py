"""What a run found of each file, kept for the next one, so that a run costs what has changed.

An outline is kept under the fingerprint of all that it depends on, and the whole store is dropped
when the code does that made it.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from verifier.keeping import keep, kept, place, program


class Store:
    """Outlines of the last run, and those that are new."""

    def __init__(self, known: dict[bytes, bytes]) -> None:
        self.known = known
        self.used: set[bytes] = set()
        self.new: dict[bytes, bytes] = {}

    def __len__(self) -> int:
        """How many outlines the last run left."""
        return len(self.known)

    def get(self, digest: bytes) -> bytes | None:
        """The outline kept under this fingerprint, None where there is none."""
        return self.known.get(digest)

    def keep(self, digest: bytes, outline: bytes) -> None:
        """Keep an outline for the next run, whether it is new or not."""
        if digest in self.known:
            self.used.add(digest)
        else:
            self.new[digest] = outline


_GROUND = ".ground"


def keep_ground(root: Path, data: bytes) -> bytes:
    """Keep what files have to do with one another; the fingerprint that it is recalled by."""
    path = place(root)
    if path is not None:
        keep(path.with_suffix(_GROUND), program().encode(), data)
    return hashlib.sha256(data).digest()


def recall(root: Path, ground: bytes) -> tuple[bytes, Callable[[bytes], bytes | None]] | None:
    """What was kept of that fingerprint, and what gives outlines; None where it is gone."""
    path = place(root)
    data = None if path is None else kept(path.with_suffix(_GROUND), program().encode())
    if path is None or data is None or hashlib.sha256(data).digest() != ground:
        return None
    return data, _read(path).get


@contextmanager
def stored(root: Path, of: str = "") -> Iterator[Store]:
    """The store of the ledger at `root`, one `of` each command, written back afterwards."""
    path = place(root)
    path = path and path.with_suffix(of)
    store = Store({} if path is None else _read(path))
    yield store
    if path is not None and (store.new or len(store.used) < len(store.known)):
        _write(path, store)


def _read(path: Path) -> dict[bytes, bytes]:
    """The outlines of a store, none where it is not whole or not this version's."""
    data = kept(path, program().encode())
    return {} if data is None else dict(marshal.loads(data))  # noqa: S302  # our own, and whole


def _write(path: Path, store: Store) -> None:
    """Keep what this run used, and nothing else."""
    used = {digest: store.known[digest] for digest in store.used}
    keep(path, program().encode(), marshal.dumps(sorted((used | store.new).items()), 2))
