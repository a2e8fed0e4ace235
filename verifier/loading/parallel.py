"""Surveys of all files of a ledger: remembered from an earlier run, or shared among processes.

Reading files and validating records takes nearly all of a check's time, and one file's survey needs
no other file's. So what did not change is remembered, and of large ledgers each processor surveys a
share. What comes back is outlines: sending records would take longer than making them anew.
"""

from __future__ import annotations

import hashlib
import marshal
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, starmap
from typing import Any, NamedTuple, Protocol

from verifier.diagnostics import Diagnostic
from verifier.loading.files import Files, parse, read_bytes
from verifier.loading.survey import RECORDS, Outline, Survey, Surveyor, recalled, written
from verifier.reading import Heard
from verifier.rules import Rules

_BATCH = 50
"""Files that are surveyed together, and handed over by a process: with fewer that takes a larger
part of the time, with more the last process keeps the others waiting."""


class Kept(Protocol):
    """Outlines of sound files, as bytes, by the fingerprint of all that they depend on."""

    def __len__(self) -> int:
        """How many outlines there are of earlier runs."""

    def get(self, digest: bytes) -> bytes | None:
        """The outline kept under this fingerprint, None where there is none."""

    def keep(self, digest: bytes, outline: bytes) -> None:
        """Keep an outline for the next run, whether it is new or not."""

    def rules(self, told: str) -> Rules | None:
        """The rules that an earlier run read of such texts, None where there are none."""


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
    kept: Kept | None = None,
    processes: int = 1,
    progress: Callable[[str, int], None] | None = None,
) -> Iterator[tuple[bytes, Survey]]:
    """The survey of each of these files of a ledger, in order, and what it is kept by."""
    surveys_of = _Surveys(files, surveyor, kept)
    batches = [names[start : start + _BATCH] for start in range(0, len(names), _BATCH)]
    # To recall a file takes less time than to hear of it from another process.
    many = 2 * len(kept or ()) < len(names)
    shared = processes > 1 and many and sys.platform.startswith("linux")
    surveys = (
        _shared(batches, surveys_of, processes)
        if shared
        else chain.from_iterable(map(surveys_of.surveys, batches))
    )
    for number, each in enumerate(surveys):
        if progress is not None:
            progress("files checked:", number)
        yield each


class _Surveys:
    """Surveys files by name, unless it is kept already what a survey of them says."""

    def __init__(self, files: Files, surveyor: Surveyor, kept: Kept | None) -> None:
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
    batches: Sequence[Sequence[str]], surveys: _Surveys, processes: int
) -> Iterator[tuple[bytes, Survey]]:
    """The surveys of files in order, made by several processes."""
    # Few ledgers are large enough to import these.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    # What is made once, such as look-ups of words, the others find made.
    first, *batches = batches
    yield from surveys.surveys(first)
    done = 0
    # A copy of this process has the rules already. Only where that is safe: elsewhere a new
    # process would start from nothing.
    pool = ProcessPoolExecutor(processes, get_context("fork"), _begin, (surveys,))
    try:
        for told, news in pool.map(_tell, batches):
            surveys.learn(news)
            yield from map(surveys.heard, batches[done], starmap(_Told, told))
            done += 1
    except BrokenProcessPool:
        # One was killed, and the others end with it: the rest is done here.
        yield from chain.from_iterable(map(surveys.surveys, batches[done:]))
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(surveys: _Surveys) -> None:
    """In a new process: take over what surveys files, and leave interrupts to its parent."""
    global _surveys  # noqa: PLW0603
    _surveys = surveys
    surveys.news()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


_surveys: _Surveys | None = None


def _tell(names: Sequence[str]) -> tuple[list[tuple[Any, ...]], Heard]:
    assert _surveys is not None
    # Plain tuples are pickled in half the time.
    return [tuple(told) for told in _surveys.tell(names)], _surveys.news()
