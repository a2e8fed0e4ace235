"""Files of a ledger: those of a folder, of a commit or of a folder with other files laid over it.

Anyone who opens a pull request chooses the names that are read here. So nothing is opened but
regular files below the folder: no link is followed, nothing else is opened, and no file is read
without end. This is the only module that opens a file of a ledger.
"""

from __future__ import annotations

import os
import re
import stat
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from verifier.diagnostics import Diagnostic, Span
from verifier.diagnostics.check import firm
from verifier.keeping import LEDGER_PATH, YAML
from verifier.loading.yaml import Document, read

UNREADABLE = firm(
    "VF004",
    "file cannot be read",
    "A ledger file is a regular file of UTF-8 text with one mapping in it. Links are not "
    "followed: what they lead to is not part of the ledger.",
    "Save the file as UTF-8, or remove it.",
)
CHECKS = (UNREADABLE,)

LARGEST = 32 * 1024 * 1024
"""Bytes that a file may have. A value for every minute of a year, each with two days, is 17 MB."""


class Unreadable(Exception):
    """A file that cannot or must not be read; says why, and nothing of what is in it."""


class Missing(Unreadable):
    """There is no such file."""


class Entry(NamedTuple):
    """A name below a folder; `why` says what keeps it, and all below it, from being read."""

    name: str
    why: str = ""


class Files(Protocol):
    """The files of a ledger, by their names from its root, with `/` on every system."""

    def walk(self, folder: str) -> Iterator[Entry]:
        """What is below a folder, in any order; nothing where there is no such folder."""

    def top(self) -> Iterator[str]:
        """The names right in the root, in any order, those of folders with `/` at their end."""

    def read(self, name: str) -> bytes:
        """What a file holds. Raises `Unreadable`."""


class Folder:
    """The files below a folder of the machine, which may itself be a link: its user named it."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._real: set[str] = {""}

    def walk(self, folder: str) -> Iterator[Entry]:
        """What is below a folder; hidden names are passed over, links and devices are not."""
        ahead = [folder]
        while ahead:
            inside = ahead.pop()
            try:
                self._follow(inside)
                with os.scandir(f"{self._root}/{inside}") as found:
                    entries = [entry for entry in found if not entry.name.startswith(".")]
            except Missing:
                continue
            except Unreadable as error:
                yield Entry(inside, str(error))
                continue
            except OSError as error:
                yield Entry(inside, _why(error))
                continue
            for entry in entries:
                name = f"{inside}/{entry.name}"
                if ill_named(name):
                    yield Entry(name, _NAMED_ILL)
                elif entry.is_symlink():
                    yield Entry(name, LINK)
                elif entry.is_dir(follow_symlinks=False):
                    if name.endswith(YAML):
                        yield Entry(name, FOLDER)
                    else:
                        ahead.append(name)
                else:
                    yield Entry(name)

    def top(self) -> Iterator[str]:
        """The names right in the root; hidden ones and links are passed over."""
        try:
            with os.scandir(self._root) as found:
                entries = [entry for entry in found if not entry.name.startswith(".")]
        except OSError:
            return
        for entry in entries:
            if not ill_named(entry.name) and not entry.is_symlink():
                yield entry.name + "/" * entry.is_dir(follow_symlinks=False)

    def read(self, name: str) -> bytes:
        """What a regular file holds. Raises `Unreadable`."""
        if ill_named(name):
            raise Unreadable(_NAMED_ILL)
        self._follow(name.rpartition("/")[0])
        path = f"{self._root}/{name}"
        try:
            seen = os.lstat(path)
            if not stat.S_ISREG(seen.st_mode):
                raise Unreadable(_kind(seen.st_mode))
            # Between the look and the opening it may have become something else.
            opened = os.open(path, _FLAGS)
            try:
                now = os.fstat(opened)
                if not os.path.samestat(seen, now):
                    raise Unreadable("it changed while it was read")
                # To make room for the largest file takes as long as reading a short one.
                data = os.read(opened, min(now.st_size, LARGEST) + 1)
                if len(data) > now.st_size:
                    data += os.read(opened, LARGEST + 1 - len(data))
                return _bounded(data)
            finally:
                os.close(opened)
        except OSError as error:
            if isinstance(error, FileNotFoundError):
                raise Missing(_why(error)) from None
            raise Unreadable(_why(error)) from None

    def _follow(self, folder: str) -> None:
        """Make sure that a folder, and each one that it is in, is a folder and no link."""
        if folder in self._real:
            return
        for end in (*(m.start() for m in re.finditer("/", folder)), len(folder)):
            if folder[:end] in self._real:
                continue
            try:
                mode = os.lstat(f"{self._root}/{folder[:end]}").st_mode
            except FileNotFoundError as error:
                raise Missing(_why(error)) from None
            except OSError as error:
                raise Unreadable(_why(error)) from None
            if not stat.S_ISDIR(mode):
                raise Unreadable(_kind(mode) if stat.S_ISLNK(mode) else "it is not a folder")
            self._real.add(folder[:end])


_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
LINK = "it is a link, and links are not followed: put the file itself here"
_NAMED_ILL = "its name has characters that do not print, a colon or a backslash"
FOLDER = "it is a folder"
_KINDS = (
    (stat.S_ISLNK, LINK),
    (stat.S_ISDIR, FOLDER),
    (stat.S_ISFIFO, "it is a pipe, not a file"),
    (stat.S_ISSOCK, "it is a socket, not a file"),
)
_PATH = re.compile(LEDGER_PATH)


def ill_named(name: str) -> str:
    """What keeps a file of that name from being read, empty where nothing does."""
    return "" if _PATH.fullmatch(name) and name.isprintable() else _NAMED_ILL


def _kind(mode: int) -> str:
    return next((why for test, why in _KINDS if test(mode)), "it is a device, not a file")


def _why(error: OSError) -> str:
    return str(error.strerror)


def _bounded(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST // 1024 // 1024} MB")
    return data


class Laid:
    """Files with others laid over them: texts by name, of which None takes a file away."""

    def __init__(self, below: Files, over: Mapping[str, bytes | None]) -> None:
        self._below = below
        self._over = over

    def walk(self, folder: str) -> Iterator[Entry]:
        """What is below a folder."""
        yield from (entry for entry in self._below.walk(folder) if entry.name not in self._over)
        inside = f"{folder}/"
        for name, data in self._over.items():
            if data is not None and name.startswith(inside):
                yield Entry(name)

    def top(self) -> Iterator[str]:
        """The names right in the root."""
        over = {name: data for name, data in self._over.items() if "/" not in name}
        yield from (name for name in self._below.top() if name not in over)
        yield from (name for name, data in over.items() if data is not None)

    def read(self, name: str) -> bytes:
        """What a file holds. Raises `Unreadable`."""
        if name not in self._over:
            return self._below.read(name)
        data = self._over[name]
        if data is None:
            raise Missing("there is no such file")
        return data


def files_of(ledger: Path | Files) -> Files:
    """The files of a ledger that is given as a folder or as files already."""
    return Folder(ledger) if isinstance(ledger, Path) else ledger


def yaml_files(files: Files, folder: str) -> list[str]:
    """Every YAML file below `folder` that may be read, in the order of their paths."""
    found = [e.name for e in files.walk(folder) if not e.why and e.name.endswith(YAML)]
    return sorted(found, key=lambda path: path.split("/"))


def read_given(path: Path, name: str) -> Document:
    """Read and parse a file that the user named, or of the package: it may be a link."""
    data, unread = given_bytes(path, name)
    return unread or parse(data, name)


def given_bytes(path: Path, name: str) -> tuple[bytes, Document | None]:
    """The bytes of a file that the user named; where they cannot be had, what says why, too."""
    try:
        with path.open("rb") as file:
            return _bounded(file.read(LARGEST + 1)), None
    except (OSError, Unreadable) as error:
        why = _why(error) if isinstance(error, OSError) else str(error)
        return b"", unread(Entry(name, why))


def read_bytes(files: Files, name: str) -> tuple[bytes, Document | None]:
    """The bytes of a file; where they cannot be had, a document that says why, too."""
    try:
        return files.read(name), None
    except Unreadable as error:
        return b"", unread(Entry(name, str(error)))


def closed(entry: Entry) -> Diagnostic:
    """The finding about a name that cannot, or must not, be read."""
    message = f"`{entry.name}` cannot be read: {entry.why}"
    help = "Put a file that you may read in its place, or remove it."
    return UNREADABLE.found(message, Span(entry.name), help=help)


def unread(entry: Entry) -> Document:
    """The document of a file that is not read, with the finding that says why."""
    return Document(entry.name, "", diagnostics=[closed(entry)])


def parse(data: bytes, name: str) -> Document:
    """Parse the bytes of one file."""
    try:
        text = decoded(data)
    except UnicodeDecodeError as error:
        wide = data.startswith(_WIDE)
        message = f"{'UTF-16, and ' if wide else ''}not UTF-8 text"
        shown = data.decode("utf-16" if wide else "utf-8-sig", errors="replace")
        not_text = UNREADABLE.found(message, _place(name, data, error.start))
        return Document(name, "", diagnostics=[not_text], shown=shown)
    document = read(name, text)
    if document.value is None and not document.diagnostics:
        remedy = "Write its records, or remove it."
        document.diagnostics.append(UNREADABLE.found("the file is empty", Span(name), help=remedy))
    return document


_WIDE = (BOM_UTF16_LE, BOM_UTF16_BE)


def decoded(data: bytes) -> str:
    """The text of a file; raises `UnicodeDecodeError` where it is no UTF-8."""
    return data.decode().removeprefix("\ufeff")


def _place(name: str, data: bytes, offset: int) -> Span:
    """Where the byte at `offset` stands."""
    before = data[:offset].decode("utf-8-sig", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Span(name, line, column, line, column + 1)
