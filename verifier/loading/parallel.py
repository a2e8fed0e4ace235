"""Surveys of all files of a ledger: remembered from an earlier run, or shared among processes.

Reading files and validating records takes nearly all of a check's time, and one file's survey needs
no other file's. So what did not change is remembered, and of large ledgers each processor surveys a
share. What comes back is outlines: sending records would take longer than making them anew.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import starmap
from typing import IO, Any, NamedTuple

from verifier.diagnostics import Diagnostic
from verifier.loading.cache import Store
from verifier.loading.files import Files, parse, read_bytes
from verifier.loading.survey import RECORDS, Outline, Survey, Surveyor, recalled, written
from verifier.reading import Heard

_BATCH = 50
"""Files that are surveyed together, and handed over by a process: with fewer that takes a larger
part of the time, with more the last process keeps the others waiting."""


class _Told(NamedTuple):
    """A file as one process tells another of it."""

    data: bytes
    digest: bytes
    outline: bytes
    malformed: Sequence[Diagnostic] = ()
    unsound: Sequence[Diagnostic] = ()


def gather(
    files: Files,
    names: Sequence[str],
    surveyor: Surveyor,
    *,
    kept: Store | None = None,
    processes: int = 1,
    progress: Callable[[str, int], None] | None = None,
) -> Iterator[tuple[bytes, Survey]]:
    """The survey of each of these files of a ledger, in order, and what it is kept by."""

    def checked(number: int) -> None:
        if progress is not None:
            progress("files checked:", number * _BATCH)

    surveys_of = _Surveys(files, surveyor, kept)
    batches = [names[start : start + _BATCH] for start in range(0, len(names), _BATCH)]
    # To recall a file takes less time than to hear of it from another process.
    if processes > 1 and 2 * len(kept or ()) < len(names) and sys.platform.startswith("linux"):
        yield from _shared(batches, surveys_of, processes, checked)
        return
    for number, batch in enumerate(batches):
        checked(number)
        yield from surveys_of.surveys(batch)


class _Surveys:
    """Surveys files by name, unless it is kept already what a survey of them says."""

    def __init__(self, files: Files, surveyor: Surveyor, kept: Store | None) -> None:
        self._files = files
        self._surveyor = surveyor
        self._kept = kept
        self._salts = {
            folder: hashlib.sha256(f"{surveyor.salt} {folder} ".encode()) for folder in RECORDS
        }

    def surveys(self, names: Sequence[str]) -> Iterator[tuple[bytes, Survey]]:
        """The surveys of files."""
        for name, told, survey in self._each(names):
            if survey is None:
                yield self.heard(name, told)
                continue
            if self._kept is not None and not survey.malformed and not survey.unsound:
                self._kept.keep(told.digest, written(survey.outline))
            yield told.digest, survey

    def tell(self, names: Sequence[str]) -> Iterator[_Told]:
        """The surveys of files, for another process."""
        for _, told, survey in self._each(names):
            if survey is None:
                yield told
            else:
                outline = written(survey.outline)
                yield _Told(told.data, told.digest, outline, survey.malformed, survey.unsound)

    def heard(self, name: str, told: _Told) -> tuple[bytes, Survey]:
        """The survey of a file that another process or run has told of."""
        if self._kept is not None and not told.malformed and not told.unsound:
            self._kept.keep(told.digest, told.outline)
        outline = Outline(*marshal.loads(told.outline))  # noqa: S302  # our own, and whole
        return told.digest, recalled(told.data, name, outline, told.malformed, told.unsound)

    def news(self) -> Heard:
        """What words were read as since this was last asked."""
        return self._surveyor.reader.news() if self._surveyor.reader else {}

    def learn(self, news: Heard) -> None:
        """Take over what words were read as in another process."""
        if self._surveyor.reader:
            self._surveyor.reader.learn(news)

    def _each(self, names: Sequence[str]) -> Iterator[tuple[str, _Told, Survey | None]]:
        """Each file with what is kept of it or, where nothing is, its survey."""
        read = [read_bytes(self._files, name) for name in names]
        told = [self._told(name, data) for name, (data, _) in zip(names, read, strict=True)]
        documents = [
            unread or parse(data, name)
            for name, (data, unread), one in zip(names, read, told, strict=True)
            if not one.outline
        ]
        fresh = iter(self._surveyor.surveys(documents))
        for name, one in zip(names, told, strict=True):
            yield name, one, None if one.outline else next(fresh)

    def _told(self, name: str, data: bytes) -> _Told:
        """A file with what is kept of it; the outline is empty where nothing is."""
        salted = self._salts[name.partition("/")[0]].copy()
        salted.update(data)
        digest = salted.digest()
        return _Told(data, digest, (self._kept and self._kept.get(digest)) or b"")


def _shared(
    batches: Sequence[Sequence[str]],
    surveys: _Surveys,
    processes: int,
    checked: Callable[[int], None],
) -> Iterator[tuple[bytes, Survey]]:
    """The surveys of files in order, made by this process and by copies of it.

    A copy has the rules already. Only where that is safe: elsewhere a new process would start from
    nothing. What it finds it leaves in a file, so that nobody waits until another one listens.
    """
    from tempfile import TemporaryFile  # noqa: PLC0415  # few ledgers are that large

    # What is made once, such as look-ups of words, the others find made.
    first, *batches = batches
    yield from surveys.surveys(first)
    own: dict[int, list[tuple[bytes, Survey]]] = {}
    told: dict[int, _Heard] = {}
    with ExitStack() as files:
        ahead: Iterable[int]
        try:
            numbers = files.enter_context(TemporaryFile(buffering=0))
            outs = [files.enter_context(TemporaryFile()) for _ in range(processes - 1)]
            ahead = _Ahead(numbers, len(batches))
        except OSError:
            ahead, outs = range(len(batches)), []
        copies: list[_Copy] = []
        try:
            with suppress(OSError):
                copies.extend(_Copy(out, ahead, batches, surveys) for out in outs)
            for number in ahead:
                checked(number + 1)
                own[number] = list(surveys.surveys(batches[number]))
        finally:
            # After an interrupt there is nothing left to do for the others, either.
            for _ in ahead:
                pass
            for each in copies:
                told |= each.told()
    for number, batch in enumerate(batches):
        if number in told:
            those, news = told.pop(number)
            surveys.learn(news)
            yield from map(surveys.heard, batch, starmap(_Told, those))
        else:
            # What a process left undone that was killed, or found no room, is done here.
            yield from own.pop(number, None) or surveys.surveys(batch)


_Heard = tuple[list[tuple[Any, ...]], Heard]
"""What a copy found in the files of a batch, and what it has read words as."""


class _Ahead:
    """The numbers of what is still to be done, each of which one process takes.

    Copies of a process have one place in a file together, which moves for all where one reads.
    """

    def __init__(self, file: IO[bytes], many: int) -> None:
        self._file = file
        file.write(b"".join(number.to_bytes(_NUMBER, "big") for number in range(many)))
        file.seek(0)

    def __iter__(self) -> Iterator[int]:
        while taken := self._file.read(_NUMBER):
            yield int.from_bytes(taken, "big")


_NUMBER = 4
"""Bytes of the number of a batch."""


class _Copy:
    """A copy of this process, which surveys batches of files as long as there are any."""

    def __init__(
        self,
        file: IO[bytes],
        ahead: Iterable[int],
        batches: Sequence[Sequence[str]],
        surveys: _Surveys,
    ) -> None:
        self._file, parent = file, os.getpid()
        self._pid = os.fork()
        if self._pid:
            return
        try:
            # An interrupt is for the process that was started.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            surveys.news()
            for number in ahead:
                # Plain tuples are pickled in half the time.
                told = [tuple(each) for each in surveys.tell(batches[number])]
                pickle.dump((number, (told, surveys.news())), file, pickle.HIGHEST_PROTOCOL)
                if os.getppid() != parent:
                    break
            file.flush()
        finally:
            # What goes wrong here goes wrong there, too, and is told there.
            os._exit(0)

    def told(self) -> dict[int, _Heard]:
        """What it found in each batch, once it has ended."""
        os.waitpid(self._pid, 0)
        self._file.seek(0)
        found: dict[int, _Heard] = {}
        # What it wrote is cut short where it was.
        with suppress(EOFError, pickle.UnpicklingError):
            while True:
                number, heard = pickle.load(self._file)  # noqa: S301  # our own
                found[number] = heard
        return found
