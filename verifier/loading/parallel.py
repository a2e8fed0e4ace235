"""Surveys of all files of a ledger: remembered from an earlier run, or shared among processes.

Reading files and validating records takes nearly all of a check's time, and one file's survey needs
no other file's. So what did not change is remembered, and of large ledgers each processor surveys a
share. What comes back is outlines: sending records would take longer than making them anew.
"""

from __future__ import annotations

import hashlib
import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, starmap
from typing import Any, NamedTuple, Protocol

from verifier.diagnostics import Diagnostic
from verifier.loading.files import Files, read_bytes
from verifier.loading.survey import RECORDS, Outline, Survey, Surveyor, recalled
from verifier.loading.yaml import Document

_BATCH = 50
"""Files that a process surveys before it hands over what it found: with fewer the handing over
takes a larger part of the time, with more the last process keeps the others waiting."""


class Kept(Protocol):
    """Outlines of sound files, as JSON, by the fingerprint of all that they depend on."""

    def __len__(self) -> int:
        """How many outlines there are of earlier runs."""

    def get(self, digest: bytes) -> str | None:
        """The outline kept under this fingerprint, None where there is none."""

    def keep(self, digest: bytes, outline: str) -> None:
        """Keep an outline for the next run, whether it is new or not."""


class _Told(NamedTuple):
    """A file as one process tells another of it."""

    data: bytes
    digest: bytes
    outline: str
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
) -> Iterator[Survey]:
    """The survey of each of these files of a ledger, in order."""
    surveys_of = _Surveys(files, surveyor, kept)
    # To recall a file takes less time than to hear of it from another process.
    many = 2 * len(kept or ()) < len(names)
    shared = processes > 1 and many and sys.platform.startswith("linux")
    surveys = _shared(names, surveys_of, processes) if shared else map(surveys_of.survey, names)
    for number, survey in enumerate(surveys):
        if progress is not None:
            progress("files checked:", number)
        yield survey


class _Surveys:
    """Surveys files by name, unless it is kept already what a survey of them says."""

    def __init__(self, files: Files, surveyor: Surveyor, kept: Kept | None) -> None:
        self._files = files
        self._surveyor = surveyor
        self._kept = kept
        self._salts = {
            folder: hashlib.sha256(f"{surveyor.salt} {folder} ".encode()) for folder in RECORDS
        }

    def survey(self, name: str) -> Survey:
        """The survey of a file."""
        data, unread, digest = self._read(name)
        outline = self._known(digest)
        if outline is not None:
            return self.heard(name, _Told(data, digest, outline))
        survey = self._examine(name, data, unread)
        if self._kept is not None and not survey.malformed and not survey.unsound:
            self._kept.keep(digest, _written(survey.outline))
        return survey

    def tell(self, name: str) -> _Told:
        """The survey of a file, for another process."""
        data, unread, digest = self._read(name)
        outline = self._known(digest)
        if outline is not None:
            return _Told(data, digest, outline)
        survey = self._examine(name, data, unread)
        return _Told(data, digest, _written(survey.outline), survey.malformed, survey.unsound)

    def heard(self, name: str, told: _Told) -> Survey:
        """The survey of a file that another process or run has told of."""
        if self._kept is not None and not told.malformed and not told.unsound:
            self._kept.keep(told.digest, told.outline)
        outline = Outline(*json.loads(told.outline))
        return recalled(told.data, name, outline, told.malformed, told.unsound)

    def _read(self, name: str) -> tuple[bytes, Document | None, bytes]:
        data, unread = read_bytes(self._files, name)
        digest = self._salts[name.partition("/")[0]].copy()
        digest.update(data)
        return data, unread, digest.digest()

    def _known(self, digest: bytes) -> str | None:
        return None if self._kept is None else self._kept.get(digest)

    def _examine(self, name: str, data: bytes, unread: Document | None) -> Survey:
        if unread is not None:
            return self._surveyor.examine(unread)
        return self._surveyor.survey(data, name)


_written = json.JSONEncoder(separators=(",", ":")).encode


def _shared(names: Sequence[str], surveys: _Surveys, processes: int) -> Iterator[Survey]:
    """The surveys of files in order, made by several processes."""
    # Few ledgers are large enough to import these.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    batches = [names[start : start + _BATCH] for start in range(0, len(names), _BATCH)]
    done = 0
    # A copy of this process has the rules already. Only where that is safe: elsewhere a new
    # process would start from nothing.
    pool = ProcessPoolExecutor(processes, get_context("fork"), _begin, (surveys,))
    try:
        for told in pool.map(_tell, batches):
            yield from map(surveys.heard, batches[done], starmap(_Told, told))
            done += 1
    except BrokenProcessPool:
        # One was killed, and the others end with it: the rest is done here.
        yield from map(surveys.survey, chain.from_iterable(batches[done:]))
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(surveys: _Surveys) -> None:
    """In a new process: take over what surveys files, and leave interrupts to its parent."""
    global _surveys  # noqa: PLW0603
    _surveys = surveys
    signal.signal(signal.SIGINT, signal.SIG_IGN)


_surveys: _Surveys | None = None


def _tell(names: Sequence[str]) -> list[tuple[Any, ...]]:
    assert _surveys is not None
    # Plain tuples are pickled in half the time.
    return [tuple(_surveys.tell(name)) for name in names]
