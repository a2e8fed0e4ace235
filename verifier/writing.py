"""The only place that writes files. Whatever happens, a file is the old one or the new one, whole.

What is new is written beside the file under a temporary name and put in its place at once; of
several files all are written before the first is put in its place, in the order in which they are
given, so that a run that is killed leaves a beginning of that order. One run writes into a folder
at a time. What a killed run left is removed by the next one that writes there.

Folders are opened one below the other and no link is followed on the way, so that nothing outside
the folder that the user named is read or changed, no matter who made the links or when.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import FileIO
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import NamedTuple

PATIENCE = 30.0
"""Seconds to wait for another run. The longest write, of 10,000 pages, takes a few."""
_PAUSE = 0.05
"""Seconds between two tries: nobody notices them, and no processor does."""
_ABANDONED = 86_400
"""Seconds after which a temporary file is nobody's, where no lock says so: no write takes a day."""
_TEMPORARY = re.compile(r"\.verifier-[0-9a-f]{16}\.tmp")
"""Temporary files. What `.gitignore` says of them is `.verifier-*.tmp`."""
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


SUMS = "SHA256SUMS"
"""The file in which a folder that is all made says what of it was."""


class Content(NamedTuple):
    """What a file is to hold: its fingerprint, and the bytes once somebody asks."""

    digest: str
    read: Callable[[], bytes]

    @classmethod
    def of(cls, text: str | bytes) -> Content:
        """Content that is there already."""
        data = text if isinstance(text, bytes) else text.encode()
        return cls(fingerprint(data), lambda: data)


def sums(files: Mapping[str, Content]) -> str:
    """Names of files with the fingerprints of their contents, as `sha256sum --check` reads them.

    >>> print(sums({"b.txt": Content.of("")}), end="")
    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.txt
    """
    return "".join(f"{held.digest}  {name}\n" for name, held in sorted(files.items()))


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Refused(OSError):
    """A file that is not written, and why, as a sentence."""


Known = Callable[[str, os.stat_result, Callable[[], str]], str]
"""The fingerprint of a named file, by what the file system tells of it, else by reading it."""


class Writer:
    """Reads and writes files below one folder, by their names from there."""

    def __init__(self, root: Path, fd: int, *, alone: bool) -> None:
        self._root = root
        self._fd = fd
        self._alone = alone
        self._swept: set[tuple[str, ...]] = set()

    def read(self, name: str) -> bytes | None:
        """The content of a file, None where there is none.

        Raises `Refused` where it is no plain file or a link leads to it, `OSError` where it cannot
        be read.
        """
        try:
            with self._folder(name) as (folder, last), self._errors(name):
                return self._content(name, folder, last)
        except FileNotFoundError:
            return None

    def map(self, name: str) -> memoryview:
        """The content of a file, which is read where it is looked at; empty where there is none.

        It stays as it is when another file is put in its place. Raises as `read` does.
        """
        from mmap import ACCESS_READ, mmap  # noqa: PLC0415  # few files are large

        try:
            with (
                self._folder(name) as (folder, last),
                self._errors(name),
                self._open(name, folder, last) as file,
            ):
                empty = os.fstat(file.fileno()).st_size == 0
                return memoryview(b"" if empty else mmap(file.fileno(), 0, access=ACCESS_READ))
        except FileNotFoundError:
            return memoryview(b"")

    def digests(self, names: Iterable[str], known: Known | None = None) -> Mapping[str, str]:
        """The fingerprints of those of these files that are there; raises as `read` does.

        `known` spares reading some. Each folder is opened once, which for small files is half the
        work.
        """
        found: dict[str, str] = {}
        for _, group in groupby(sorted(names), lambda name: name.rpartition("/")[0]):
            first, *rest = group
            with suppress(FileNotFoundError), self._folder(first) as (folder, _):
                for name in (first, *rest):
                    try:
                        found[name] = self._digest(name, folder, known)
                    except FileNotFoundError:
                        continue
                    except OSError:
                        with self._errors(name):
                            raise
        return found

    def _digest(self, name: str, folder: int, known: Known | None) -> str:
        last = name.rpartition("/")[2]
        if known is None:
            return fingerprint(self._content(name, folder, last))
        status = os.stat(last, dir_fd=folder, follow_symlinks=False)
        return known(name, status, lambda: fingerprint(self._content(name, folder, last)))

    def write(
        self,
        files: Mapping[str, bytes | Sequence[bytes | memoryview]],
        *,
        was: Mapping[str, bytes | None] | None = None,
        lasting: bool = True,
    ) -> None:
        """Put new files in the place of old ones: all of them, in their order, or none.

        What comes in parts is not put together before. `was` is what the files held (None: they
        were not there) when it was decided what to write; where one holds something else by now,
        nothing is written. `lasting` files survive a loss of power, too; that takes a few
        milliseconds for each. Raises `Refused` and `OSError`.
        """
        staged: list[tuple[str, str]] = []
        try:
            for name, data in files.items():
                staged.append((name, self._stage(name, data, lasting=lasting)))
            for name, before in (was or {}).items():
                if self.read(name) != before:
                    raise Refused(
                        f"{self._root / name} was changed while this run was at work; "
                        "nothing was written: run it again"
                    )
            while staged:
                name, temporary = staged[0]
                with self._folder(name) as (folder, last), self._errors(name):
                    os.rename(temporary, last, src_dir_fd=folder, dst_dir_fd=folder)
                    if lasting:
                        os.fsync(folder)
                del staged[0]
        finally:
            for name, temporary in staged:
                with suppress(OSError), self._folder(name) as (folder, _):
                    os.unlink(temporary, dir_fd=folder)

    def remove(self, name: str) -> None:
        """Remove a file, and the folders below the root that are empty without it."""
        with self._folder(name) as (folder, last), self._errors(name):
            os.unlink(last, dir_fd=folder)
        for parent in [str(path) for path in PurePosixPath(name).parents][:-1]:
            try:
                with self._folder(parent) as (folder, last):
                    os.rmdir(last, dir_fd=folder)
            except OSError:
                return

    def names(self) -> list[str]:
        """What is in the folder itself: files and folders, without temporary ones."""
        return [name for name in _names(self._fd) if not temporary(name)]

    def sweep(self, folders: Iterable[str]) -> None:
        """Remove what killed runs left in these folders and all below them."""
        for name in folders:
            with suppress(FileNotFoundError):
                for where, _, files, folder in os.fwalk(name, dir_fd=self._fd):
                    self._sweep(folder, files)
                    self._swept.add(PurePosixPath(where).parts)

    def _sweep(self, folder: int, names: list[str]) -> None:
        for name in names:
            if not temporary(name):
                continue
            with suppress(OSError):
                age = time.time() - os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime  # noqa: TID251  # says nothing that anybody reads
                if self._alone or age > _ABANDONED:
                    os.unlink(name, dir_fd=folder)

    def _stage(
        self, name: str, data: bytes | Sequence[bytes | memoryview], *, lasting: bool
    ) -> str:
        """Write a file under a temporary name beside the one that it will have."""
        with self._folder(name, make=True) as (folder, last), self._errors(name):
            mode = self._mode(name, folder, last)
            temporary = f".verifier-{os.urandom(8).hex()}.tmp"
            fd = os.open(temporary, _NEW, 0o666, dir_fd=folder)
            try:
                with open(fd, "wb", buffering=0) as file:  # noqa: PTH123  # it has no path
                    if mode is not None:
                        os.fchmod(fd, mode)
                    for part in (data,) if isinstance(data, bytes) else data:
                        left = memoryview(part)
                        while left:
                            left = left[file.write(left) :]
                    if lasting:
                        os.fsync(fd)
            except BaseException:
                with suppress(OSError):
                    os.unlink(temporary, dir_fd=folder)
                raise
            return temporary

    def _mode(self, name: str, folder: int, last: str) -> int | None:
        """The permissions of the file that is to be replaced, None where there is none."""
        try:
            found = os.stat(last, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return None
        self._plain(name, found.st_mode)
        if not os.access(last, os.W_OK, dir_fd=folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return stat.S_IMODE(found.st_mode) & 0o777

    def _content(self, name: str, folder: int, last: str) -> bytes:
        with self._open(name, folder, last) as file:
            return file.readall()

    def _open(self, name: str, folder: int, last: str) -> FileIO:
        try:
            fd = os.open(last, _FILE, dir_fd=folder)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENXIO):
                raise self._not_plain(name) from None
            raise
        file = FileIO(fd, "rb")
        try:
            self._plain(name, os.fstat(fd).st_mode)
        except BaseException:
            file.close()
            raise
        return file

    def _plain(self, name: str, mode: int) -> None:
        if not stat.S_ISREG(mode):
            raise self._not_plain(name)

    def _not_plain(self, name: str) -> Refused:
        return Refused(f"{self._root / name} is no plain file: what is a link or a device is left")

    @contextmanager
    def _folder(self, name: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
        """The folder that a file is in, which may be made for it, and its name in there."""
        *parts, last = _parts(name)
        fd = os.dup(self._fd)
        try:
            with self._errors("/".join(parts)):
                for part in parts:
                    fd = _below(fd, part, self._root / name, mode=0o777 if make else None)
            if make and tuple(parts) not in self._swept:
                self._swept.add(tuple(parts))
                self._sweep(fd, _names(fd))
            yield fd, last
        finally:
            os.close(fd)

    @contextmanager
    def _errors(self, name: str) -> Iterator[None]:
        """Errors name the file as the user knows it, not where it is put together."""
        try:
            yield
        except Refused:
            raise
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self._root / name)) from error


@contextmanager
def writing(
    root: Path,
    *,
    below: Path | None = None,
    private: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[Writer]:
    """A writer into the folder `root`, which is made where it is missing.

    It is the only one there until the block ends; `waiting` is called where it has to wait for
    another. How the user gets to `below` is their business, and so are links on that way; from
    there on none is followed. Without it that is where the process is, or for absolute paths the
    folder around. What is in a `private` folder nobody else can have written. Raises `Refused`
    where the folder is not private, or another run does not end.
    """
    base, inside = (below, root.relative_to(below).parts) if below is not None else _split(root)
    if inside:
        base.mkdir(parents=True, exist_ok=True)
    fd = os.open(base, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in inside:
            fd = _below(fd, part, root, mode=0o700 if private else 0o777)
        found = os.fstat(fd)
        if private and (found.st_uid != os.geteuid() or found.st_mode & 0o022):
            raise Refused(f"{root} can be written by others")
        alone = _lock(fd, root, waiting)
        yield Writer(root, fd, alone=alone)
    finally:
        os.close(fd)


def temporary(name: str) -> bool:
    """Whether a file goes by the name of what a run has not put in its place.

    >>> temporary(".verifier-00112233445566aa.tmp"), temporary("seeds.tmp")
    (True, False)
    """
    return _TEMPORARY.fullmatch(name) is not None


def _names(folder: int) -> list[str]:
    return os.listdir(folder)


def _split(root: Path) -> tuple[Path, tuple[str, ...]]:
    if not root.is_absolute() and ".." not in root.parts:
        return Path(), root.parts
    return (root, ()) if root.name in ("", "..") else (root.parent, (root.name,))


def _parts(name: str) -> list[str]:
    """The parts of a name; raises `Refused` where they lead elsewhere or to hidden places."""
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\0" in part or part == ".git" for part in parts):
        raise Refused(f"{name!r} is no name of a file below the folder")
    return parts


def _below(fd: int, part: str, path: Path, *, mode: int | None = None) -> int:
    """The folder `part` of an open folder, which is closed; with a `mode` it is made if missing."""
    try:
        if mode is not None:
            with suppress(FileExistsError):
                os.mkdir(part, mode, dir_fd=fd)
        try:
            inner = os.open(part, _FOLDER, dir_fd=fd)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENOTDIR):
                raise Refused(
                    f"{path}: `{part}` is a link or no folder; nothing is written through it"
                ) from None
            raise
    except Refused:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    os.close(fd)
    return inner


def _lock(fd: int, root: Path, waiting: Callable[[], None]) -> bool:
    """Wait until no other run writes into the folder; False where its file system has no locks."""
    until = time.monotonic() + PATIENCE
    told = False
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise Refused(
                    f"{root}: another run has been writing there for {PATIENCE:.0f} seconds; "
                    "run this again when it has ended"
                ) from None
            if not told:
                waiting()
                told = True
            time.sleep(_PAUSE)
        except OSError:
            return False
        else:
            return True
