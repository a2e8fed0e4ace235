"""Git as a store of objects: commits, and the files of a ledger as of one.

Objects are read as they are. What checks files out, or makes an archive of them, obeys attributes
that the commit itself brings (`export-ignore` leaves files out), and runs filters.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from verifier.dataclass import dataclass
from verifier.keeping import YAML
from verifier.loading.files import FOLDER, LARGEST, LINK, Entry, Missing, Unreadable, ill_named
from verifier.upkeep.running_git import NoHistory, command, environment, told

_NAME = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit.

    `day` is the day, in UTC, on which it was made according to itself, but never before the day of
    one that it builds on: the committer chooses the date. `dated` is what it says itself.
    """

    name: str
    parent: str | None
    tree: str
    subject: str
    day: date
    dated: date


class Git:
    """The repository in which a folder lies. Raises `NoHistory` where there is none."""

    FOLDER = "40000"
    """The mode of a folder in a tree."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._store: subprocess.Popen[bytes] | None = None
        self._trees: dict[str, Mapping[str, tuple[str, str]]] = {}
        # The folder from the root of the repository, with `/` at its end; empty where it is that.
        asked = ("--show-prefix", "--show-cdup", "--is-shallow-repository")
        self.prefix, up, shallow = self("rev-parse", *asked).split("\n")[:3]
        self._up = up or "."
        self.shallow = shallow == "true"

    def __call__(self, *arguments: str) -> str:
        """What git prints. Raises `NoHistory` with what it says where it fails."""
        return told(self._root, *arguments)

    def close(self) -> None:
        """End the process that reads objects."""
        if self._store is not None:
            assert self._store.stdin is not None
            assert self._store.stdout is not None
            self._store.stdin.close()
            self._store.stdout.close()
            self._store.wait()
            self._store = None

    def find(self, revision: str) -> str | None:
        """The full name of the commit that a user calls `revision`, None where there is none."""
        if not revision or not revision.isprintable():
            return None
        try:
            found = self(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
        except NoHistory:
            return None
        return found.strip() if _NAME.fullmatch(found.strip()) else None

    def log(self, base: str | None, tip: str, paths: tuple[str, ...]) -> list[str]:
        """The first parents of `tip`, without those of `base`, that touched one of these paths.

        The oldest comes first. Paths are from the root of the repository.
        """
        wanted = f"{base}..{tip}" if base else tip
        order = ("rev-list", "--first-parent", "--reverse", wanted, "--", *paths)
        return self("-C", self._up, *order).split()

    @cached_property
    def _days(self) -> Mapping[str, tuple[date, date]]:
        """Of every commit behind the head, the day that counts and the day it gives itself."""
        latest: dict[str, int] = {}
        days: dict[str, tuple[date, date]] = {}
        told = self("rev-list", "--topo-order", "--reverse", "--timestamp", "--parents", "HEAD")
        for line in told.splitlines():
            stamp, name, *parents = line.split()
            own = int(stamp)
            latest[name] = max([own, *(latest.get(parent, own) for parent in parents)])
            days[name] = (_day(latest[name]), _day(own))
        return days

    def has(self, name: str) -> bool:
        """Whether an object is here: a shallow clone lacks the parents of its first commits."""
        try:
            self._object(name)
        except Unreadable:
            return False
        return True

    def commit(self, name: str) -> Commit:
        """The commit of that full name."""
        kind, data = self._object(name)
        if kind != "commit":
            raise NoHistory(f"{name} is no commit")
        head, _, message = data.partition(b"\n\n")
        fields = [line.split(b" ", 1) for line in head.split(b"\n") if b" " in line]
        tree = next(value.decode() for key, value in fields if key == b"tree")
        parent = next((value.decode() for key, value in fields if key == b"parent"), None)
        subject = message.decode(errors="replace").strip().partition("\n")[0]
        day, dated = self._days.get(name) or (_own_day(fields),) * 2
        return Commit(name, parent, tree, subject, day, dated)

    def tree(self, name: str) -> Mapping[str, tuple[str, str]]:
        """What a tree holds: by name the mode and the name of the object."""
        if name not in self._trees:
            kind, data = self._object(name)
            if kind != "tree":
                raise NoHistory(f"{name} is no tree")
            self._trees[name] = dict(_entries(data, len(name) // 2))
        return self._trees[name]

    def folder(self, tree: str, path: str) -> Mapping[str, tuple[str, str]]:
        """What the folder at a path below a tree holds; nothing where there is no such folder."""
        mode, object = self.at(tree, path)
        return self.tree(object) if mode == self.FOLDER else {}

    def at(self, tree: str, path: str) -> tuple[str, str]:
        """The mode and the object at a path below a tree; both empty where there is nothing."""
        mode, object = self.FOLDER, tree
        for part in filter(None, path.split("/")):
            if mode != self.FOLDER:
                return (mode, object) if mode == _LINK else ("", "")
            mode, object = self.tree(object).get(part, ("", ""))
        return mode, object

    def blob(self, name: str) -> bytes:
        """What a file holds. Raises `Unreadable`."""
        kind, data = self._object(name)
        if kind != "blob":
            raise Unreadable("git has no file of that name")
        return data

    def _object(self, name: str) -> tuple[str, bytes]:
        """The kind of an object and what it holds. Raises `Unreadable`."""
        assert _NAME.fullmatch(name), name
        if self._store is None:
            asked = command(self._root, "cat-file", "--batch")
            self._store = subprocess.Popen(  # noqa: S603
                asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
            )
        assert self._store.stdin is not None
        assert self._store.stdout is not None
        self._store.stdin.write(f"{name}\n".encode())
        self._store.stdin.flush()
        told = self._store.stdout.readline().decode().split()
        if len(told) != 3:
            raise Unreadable("git does not have it here")
        _, kind, size = told
        left = int(size)
        if left > LARGEST:
            while left:
                left -= len(self._store.stdout.read(min(left, LARGEST)))
            self._store.stdout.read(1)
            raise Unreadable(f"it is larger than {LARGEST // 1024 // 1024} MB")
        data = self._store.stdout.read(left)
        self._store.stdout.read(1)
        return kind, data


def _day(stamp: int) -> date:
    """The day of a time in seconds; of one that no calendar has, the last that it has."""
    try:
        return datetime.fromtimestamp(stamp, UTC).date()
    except (OverflowError, OSError, ValueError):
        return date.max


def _own_day(fields: list[list[bytes]]) -> date:
    who = next((value for key, value in fields if key == b"committer"), b"")
    stamp = re.search(rb"> (\d+) [-+]\d+$", who)
    return _day(int(stamp[1])) if stamp else date.max


def _entries(data: bytes, size: int) -> Iterator[tuple[str, tuple[str, str]]]:
    """The entries of a tree: mode, blank, name, NUL, and so many bytes of the object's name."""
    at = 0
    while at < len(data):
        blank, end = data.index(b" ", at), data.index(b"\0", at)
        name = os.fsdecode(data[blank + 1 : end])
        yield name, (data[at:blank].decode(), data[end + 1 : end + 1 + size].hex())
        at = end + 1 + size


_LINK, _MODULE = "120000", "160000"


@dataclass(frozen=True)
class Snapshot:
    """The files of a folder as of a commit; see `verifier.loading.files.Files`."""

    git: Git
    commit: Commit
    prefix: str = field(default="")

    def walk(self, folder: str) -> Iterator[Entry]:
        """What is below a folder; hidden names are passed over, links are not."""
        mode, name = self.git.at(self.commit.tree, self.prefix + folder)
        if not mode:
            return
        if mode != Git.FOLDER:
            yield Entry(folder, _why(mode) or "it is not a folder")
            return
        ahead = [(folder, name)]
        while ahead:
            inside, tree = ahead.pop()
            for part, (mode, object) in self.git.tree(tree).items():
                path = f"{inside}/{part}"
                if part.startswith("."):
                    continue
                if mode == Git.FOLDER and path.endswith(YAML):
                    yield Entry(path, FOLDER)
                elif mode == Git.FOLDER and not ill_named(path):
                    ahead.append((path, object))
                else:
                    yield Entry(path, ill_named(path) or _why(mode))

    def top(self) -> Iterator[str]:
        """The names right in the root; hidden ones are passed over."""
        mode, name = self.git.at(self.commit.tree, self.prefix.rstrip("/"))
        if mode != Git.FOLDER:
            return
        for part, (mode, _) in self.git.tree(name).items():
            if not part.startswith(".") and not ill_named(part) and not _why(mode):
                yield part + "/" * (mode == Git.FOLDER)

    def read(self, name: str) -> bytes:
        """What a file holds. Raises `Unreadable`."""
        why = ill_named(name)
        if why:
            raise Unreadable(why)
        mode, object = self.git.at(self.commit.tree, self.prefix + name)
        if not mode:
            raise Missing("there is no such file")
        if mode == Git.FOLDER:
            raise Unreadable("it is a folder")
        if _why(mode):
            raise Unreadable(_why(mode))
        return self.git.blob(object)


def _why(mode: str) -> str:
    if mode == _LINK:
        return LINK
    return "it is another repository" if mode == _MODULE else ""
