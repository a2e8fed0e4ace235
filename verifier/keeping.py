"""What a run leaves for the next one, so that a run costs what has changed, or next to nothing.

It is kept where only this user writes, never in the ledger: what comes with a checkout would be
believed. What cannot be used is done without.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from verifier.pickles import pickled
from verifier.writing import writing

FOLDERS = ("seeds", "outcomes", "disputes", "rules")
"""The folders of a ledger. Another is looked into only where its name is nearly one of these."""
RECORDS = FOLDERS[:-1]
"""Those that hold records: what has none of them is no ledger."""
YAML = (".yaml", ".yml")
"""How the names of files end in which records are looked for."""
_PART = r"[^./\\:\x00-\x1f\x7f][^/\\:\x00-\x1f\x7f]*"
LEDGER_PATH = f"{_PART}(/{_PART})*"
"""A path that cannot leave the folder it is taken from, on any system, nor name a hidden file."""

_NEARLY = 0.85
"""The share of letters in common: `outcome`, `seed` and `rule`, but not `feeds`."""
_PACKAGE = Path(__file__).resolve().parent
_BENEATH = ("pydantic", "pydantic_core", "yaml", "dateutil")
"""Packages of others by which a ledger is read."""
_REST = 3.0
"""Seconds for which a file must have been left alone: two changes within the grain of a file
system's clock leave the same time behind. The coarsest grain, of FAT, is two."""
_FORM = 3
"""The form of what is kept of what was shown: counted up where another program would misread it."""
FEW = 100
"""Changed files, at most, that are asked what they say: more are sooner checked together."""


def nearly(name: str, known: Sequence[str] = FOLDERS) -> str | None:
    """Which of the known names `name` is a slip of, None where it is one of them or like none.

    >>> nearly("Outcome"), nearly("seeds"), nearly("feeds")
    ('outcomes', None, None)
    """
    if name in known:
        return None
    from difflib import get_close_matches  # noqa: PLC0415  # seldom needed

    return next(iter(get_close_matches(name.casefold(), known, n=1, cutoff=_NEARLY)), None)


def place(root: Path, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Where what is kept of a ledger is, None where there is no place that others do not write.

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
def program() -> str:
    """A fingerprint of the program, its rules and words among it, and of what it runs on."""
    held = hashlib.sha256(sys.version.encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            data = path.read_bytes()
            held.update(f"{path.relative_to(_PACKAGE)} {len(data)} ".encode() + data)
    for name, status in _beneath():
        held.update(f"{name} {status.st_size} {status.st_mtime_ns}".encode())
    return held.hexdigest()


def kept(path: Path, version: bytes) -> memoryview | None:
    """What was kept there, None where it is not whole or not of this version."""
    held = _read(path)
    start = len(version) + len(_sum(b"")) + len(b"\n\n")
    data = held[start:]
    return data if held[:start] == b"\n".join((version, _sum(data), b"")) else None


def keep(path: Path, version: bytes, data: bytes) -> None:
    """Keep `data` for the next run of this version."""
    _write(path, (version, b"\n", _sum(data), b"\n", data))


def _read(path: Path) -> memoryview:
    """What is there, none of which is copied before it is used."""
    try:
        with writing(path.parent, private=True) as folder:
            return folder.map(path.name)
    except OSError:
        return memoryview(b"")


def _write(path: Path, parts: Sequence[bytes | memoryview]) -> None:
    try:
        with writing(path.parent, private=True) as folder:
            # What is lost with the power is worked out anew; waiting for the disk takes as long as
            # writing.
            folder.write({path.name: parts}, lasting=False)
    except OSError:
        return


def _digest(data: bytes | memoryview) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _sum(data: bytes | memoryview) -> bytes:
    """What tells that data are damaged; nobody but the user can have changed them on purpose."""
    return b"%08x" % crc32(data)


_Status = tuple[int, ...]


_status: Callable[[os.stat_result], _Status] = attrgetter(
    *("st_mode", "st_dev", "st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")
)
"""What the file system tells of a file, which is not what it was where the file is not."""


class Read:
    """Digests of files as they were when last read, so that those left alone are not read again.

    They are kept at `path` for files that are named alike from the folder `of`.
    """

    def __init__(self, path: Path | None, of: Path) -> None:
        self._path, self._of = path, _digest(os.fsencode(of.resolve()))
        data = None if path is None else kept(path, self._of)
        # Only this user can have written what is kept, and it is whole.
        self._old: dict[str, tuple[_Status, str]] = {} if data is None else marshal.loads(data)  # noqa: S302
        self._new: dict[str, tuple[_Status, str]] = {}
        self._began = time.time()  # noqa: TID251  # only compared with times of files

    def digest(self, name: str, found: os.stat_result, read: Callable[[], str]) -> str:
        """The digest of a file that the file system tells this of, which `read` gives."""
        status = _status(found)
        known = self._old.get(name)
        if known is None or known[0] != status:
            known = status, read()
        if found.st_ctime < self._began - _REST:
            self._new[name] = known
        return known[1]

    def keep(self) -> None:
        """Keep them for the next run."""
        if self._path is not None and self._new != self._old:
            keep(self._path, self._of, marshal.dumps(self._new))


class Shelves(Mapping[str, memoryview]):
    """What the last run of this version kept at `path`, by name; nothing where it is not whole.

    Who wants but `few` has no more than these held against their digests; what is damaged is not
    there. What is kept again is copied as it is.
    """

    def __init__(self, path: Path | None, version: str, *, few: bool = False) -> None:
        self._path, self._version = path, version.encode()
        self._held = {} if path is None else _shelves(path, self._version)
        self._whole: set[str] = set()
        if not few and any(name not in self for name in self._held):
            self._held = {}

    def __getitem__(self, name: str) -> memoryview:
        digest, data = self._held[name]
        if name not in self._whole and digest != _sum(data):
            raise KeyError(name)
        self._whole.add(name)
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def keep(self, again: Iterable[str], new: Mapping[str, bytes]) -> None:
        """Keep what stands under these names for the next run again, and what is new."""
        if self._path is None:
            return
        held = {name: self._held[name] for name in again}
        held |= {name: (_sum(data), memoryview(data)) for name, data in new.items()}
        held = dict(sorted(held.items()))
        index = marshal.dumps([(name, told, len(data)) for name, (told, data) in held.items()])
        head = (self._version, b"\n", _sum(index), b"\n", len(index).to_bytes(_SIZE, "big"))
        _write(self._path, [*head, index, *(data for _, data in held.values())])


_SIZE = 8
"""Bytes in which it is said how long the index of shelves is."""


def _shelves(path: Path, version: bytes) -> dict[str, tuple[bytes, memoryview]]:
    """What was kept there, each with its digest."""
    data = _read(path)
    size = len(version) + len(_sum(b"")) + len(b"\n\n")
    start = size + _SIZE
    at = start + int.from_bytes(data[size:start], "big")
    index = data[start:at]
    if data[:size] != b"\n".join((version, _sum(index), b"")):
        return {}
    held: dict[str, tuple[bytes, memoryview]] = {}
    for name, digest, length in marshal.loads(index):  # noqa: S302  # our own, and whole
        held[name] = digest, data[at : at + length]
        at += length
    return held if at == len(data) else {}


class Memo:
    """What was worked out in the last run, by a fingerprint of all that it was worked out from.

    It is kept at `path`, where only the user writes, for as long as the program is the same.
    """

    def __init__(self, path: Path | None) -> None:
        self._old = Shelves(path, program())
        self._used: dict[str, Any] = {}
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        """Whether there is such a value of the last run, or of this one."""
        if key in self._old:
            self._asked.add(key)
        return key in self._old or key in self._used

    def __getitem__(self, key: str) -> Any:
        """A value of the last run or of this one."""
        if key not in self._used:
            # Only this user can have written what is kept, and it is whole.
            self._used[key] = pickle.loads(self._old[key])  # noqa: S301
        return self._used[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._used[key] = value

    def keep(self) -> None:
        """Keep for the next run what this one has asked for or worked out."""
        old = self._asked | (self._used.keys() & self._old.keys())
        new = {key: pickled(self._used[key]) for key in self._used.keys() - old}
        if new or len(old) < len(self._old):
            self._old.keep(old, new)


Edited = Callable[[set[str], Any, list[Any]], tuple[Any, list[Any]] | None]
"""Tells what is to be kept and shown after edits of some files of the ledger.

It is given their names, what was kept and what was shown; None where it does not know.
"""


class Changed(NamedTuple):
    """Files of the ledger, what was kept of it before they changed, and what was shown."""

    names: set[str]
    was: Any
    shown: list[Any]


class Shown:
    """What a command showed when it was last run, for as long as nothing that it reads has changed.

    Files are not read for that: one is taken to be unchanged while its place on the disk, its size
    and both of its times are, of which no program can set the second. Of a few that have changed
    the command is told, which may know what they change. `asked` is all else that it was given.
    """

    def __init__(self, root: Path, command: str, *asked: str) -> None:
        where = place(root)
        self._path = where and where.with_suffix(f".{command}")
        self._table = where and where.with_suffix(f".{command}-files")
        self._root = root
        self._asked = json.dumps([_FORM, sys.version, str(root), *asked])
        self._began = time.time()  # noqa: TID251  # only compared with times of files
        self._files = _look(root)

    def again(self, edited: Edited | None = None) -> list[Any] | None:
        """What was shown, None where that is not known to be what would be shown now.

        `edited` is asked where a few files changed: see there, and `keep`.
        """
        if self._path is None or self._files is None:
            return None
        data = kept(self._path, self._version(self._files))
        if data is not None:
            return list(json.loads(bytes(data)))
        found = self.changed() if edited else None
        told = edited(*found) if edited and found else None
        if found is None or told is None:
            return None
        state, shown = told
        if state is not found[1] or not self._lately(self._files):
            self._write(self._files, shown, state)
        return list(shown)

    def changed(self) -> Changed | None:
        """The few files that changed since; None where there are more, or nothing was kept."""
        if self._table is None or self._files is None:
            return None
        data = kept(self._table, _digest(self._asked.encode()))
        if data is None:
            return None
        seen, was, before = marshal.loads(data)  # noqa: S302  # our own, and whole
        now = self._files.seen
        changed = {path for path in now if now[path] != seen.get(path)} | seen.keys() - now.keys()
        if len(changed) > FEW:
            return None
        top = f"{self._root}{os.sep}"
        names = {path.removeprefix(top).replace(os.sep, "/") for path in changed}
        return Changed(names, was, before)

    def keep(self, *shown: Any, state: Any = None) -> None:
        """Keep what was shown of the files as they were when the command began.

        One that has changed since, and may have been read so or so, differs by now from what is
        kept of it. `state`, of plain values, is what `again` hands on after edits.
        """
        if self._files is not None:
            self._write(self._files, shown, state)

    def _write(self, files: _Files, shown: Sequence[Any], state: Any) -> None:
        """Keep it as far as files had been left alone: others count as changed the next time."""
        if self._path is None or self._table is None:
            return
        lately = self._lately(files)
        if not lately:
            keep(self._path, self._version(files), json.dumps(shown).encode())
        if state is not None and len(lately) <= FEW:
            rest = dict(files.seen)
            for path in lately:
                del rest[path]
            table = marshal.dumps((rest, state, list(shown)), 2)
            keep(self._table, _digest(self._asked.encode()), table)

    def _lately(self, files: _Files) -> set[str]:
        """Those that had not been left alone when the command began."""
        rested = (self._began - _REST) * 1e9
        return {path for path, told in files.seen.items() if len(told) > 1 and told[-1] >= rested}

    @property
    def files(self) -> int:
        """How many YAML files the ledger has."""
        return 0 if self._files is None else self._files.many

    def _version(self, files: _Files) -> bytes:
        # A folder that has not changed is listed in the same order.
        return _digest(marshal.dumps((self._asked, files.seen), 2))


class _Files(NamedTuple):
    """Files as the file system tells of them."""

    seen: dict[str, _Status]
    """What it tells of each, by its path."""
    many: int


def _look(root: Path) -> _Files | None:
    """The files of a ledger, and of the program that reads it; None where that is not known."""
    try:
        seen = dict(_in_ledger(str(root)))
        many = len([path for path in seen if path.endswith(YAML)])
        seen.update(_in_program())
    except OSError:
        return None
    return _Files(seen, many)


_Seen = Iterator[tuple[str, _Status]]


def _in_ledger(root: str) -> _Seen:
    """What `verifier.loading.listing` looks at."""
    for entry in os.scandir(root):
        name = entry.name
        if name in FOLDERS or (entry.is_dir() and nearly(name) is not None):
            yield from _whole(entry)
        elif name.casefold().endswith(YAML):
            yield entry.path, _status(entry.stat(follow_symlinks=False))


def _in_program() -> _Seen:
    """The package, the rules beside it in a checkout, and what files are read with."""
    for entry in os.scandir(_PACKAGE.parent):
        if entry.name in (_PACKAGE.name, "rules"):
            yield from _whole(entry, but="__pycache__")
    yield from ((name, _status(found)) for name, found in _beneath())


def _beneath() -> Iterator[tuple[str, os.stat_result]]:
    for name in _BENEATH:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            yield name, Path(spec.origin).stat()


def _whole(top: os.DirEntry[str], but: str = "") -> _Seen:
    """A file, or a folder with all that is in it `but` what is so named, or hidden."""
    ahead: list[Iterable[os.DirEntry[str]]] = [[top]]
    while ahead:
        for entry in ahead.pop():
            name = entry.name
            if name[0] == "." or name == but:
                continue
            found = entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                # What is in a folder stands for itself.
                yield entry.path, (found.st_mode,)
                ahead.append(os.scandir(entry))
            else:
                yield entry.path, _status(found)
