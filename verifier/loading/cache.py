"""What a run found of each file, kept for the next one, so that a run costs what has changed.

An outline is kept under the fingerprint of all that it depends on, and the whole store is dropped
when the code does that made it.
"""

from __future__ import annotations

import hashlib
import marshal
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from verifier.keeping import Shelves, keep, kept, place, program
from verifier.pickles import pickled

if TYPE_CHECKING:
    from verifier.rules import Rules


class Store:
    """Outlines of the last run, and those that are new."""

    def __init__(self, root: Path, shelves: Shelves) -> None:
        self._root, self._shelves = root, shelves
        self.known: dict[bytes, bytes] = {}
        for shelf in shelves:
            self.known |= _outlines(shelves, shelf)
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

    def rules(self, told: str) -> Rules | None:
        """The rules that an earlier run read of such texts, None where there are none."""
        return recall_rules(self._root, _rules_of(told))

    def close(self) -> None:
        """Keep what this run used, and nothing else, for the next one."""
        gone = self.known.keys() - self.used
        fresh: dict[str, dict[bytes, bytes]] = {_shelf(digest): {} for digest in (*self.new, *gone)}
        if not fresh:
            return
        for digest in sorted(self.used | self.new.keys()):
            if (shelf := fresh.get(_shelf(digest))) is not None:
                shelf[digest] = self.new.get(digest) or self.known[digest]
        self._shelves.keep(
            self._shelves.keys() - fresh.keys(),
            {name: marshal.dumps(shelf, 2) for name, shelf in fresh.items() if shelf},
        )


def _shelf(digest: bytes) -> str:
    """Where an outline is kept, so that a few are had without the others."""
    return digest[:1].hex()


def _outlines(shelves: Shelves, shelf: str) -> dict[bytes, bytes]:
    """What is on a shelf, nothing where it is not there or damaged."""
    data = shelves.get(shelf)
    return {} if data is None else dict(marshal.loads(data))  # noqa: S302  # our own, and whole


def keep_ground(root: Path, data: bytes, of: str = "") -> tuple[str, bytes]:
    """Keep what files have to do with one another; what it is recalled by."""
    path, digest = place(root), hashlib.sha256(data).digest()
    if path is not None:
        keep(path.with_suffix(f"{of}.ground"), digest.hex().encode(), data)
    return program(), digest


def recall_ground(
    root: Path, made_by: str, digest: bytes, *, of: str = ""
) -> tuple[memoryview, Callable[[bytes], bytes | None]] | None:
    """What was so kept by that program, and what gives outlines; None where it is gone."""
    path, version = place(root), digest.hex().encode()
    data = None if path is None else kept(path.with_suffix(f"{of}.ground"), version)
    if path is None or data is None:
        return None
    on = cache(partial(_outlines, Shelves(path.with_suffix(of), made_by, few=True)))
    return data, lambda digest: on(_shelf(digest)).get(digest)


def keep_rules(root: Path, rules: Rules, told: str) -> str:
    """Keep the rules that a ledger has by these texts; what they are recalled by.

    They are taken back in a tenth of the time that it takes to read them and make look-ups of them.
    """
    path, version = place(root), _rules_of(told)
    where = path and path.with_suffix(".rules")
    if where is not None and kept(where, version.encode()) is None:
        keep(where, version.encode(), pickled(rules))
    return version


def _rules_of(told: str) -> str:
    return f"{program()} {hashlib.sha256(told.encode()).hexdigest()}"


def recall_rules(root: Path, version: str) -> Rules | None:
    """The rules that were so kept, None where they are gone."""
    path = place(root)
    data = None if path is None else kept(path.with_suffix(".rules"), version.encode())
    return None if data is None else _rules_in(bytes(data))


# A process that runs several ledgers, or one again and again, has the same rules each time.
@lru_cache(maxsize=8)
def _rules_in(data: bytes) -> Rules:
    # Only this user can have written what is kept, and it is whole.
    return cast("Rules", pickle.loads(data))  # noqa: S301


@contextmanager
def stored(root: Path, of: str = "") -> Iterator[Store]:
    """The store of the ledger at `root`, one `of` each command, written back afterwards."""
    path = place(root)
    store = Store(root, Shelves(path and path.with_suffix(of), program()))
    yield store
    store.close()
