"""Surveys of all files of a ledger: remembered from an earlier run, or shared among processes.

Reading files and validating records takes nearly all of a check's time, and one file's survey needs
no other file's. So what did not change is remembered, and of large ledgers each processor surveys a
share. What comes back is outlines: sending records would take longer than making them anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import starmap
from typing import Any, NamedTuple, Protocol

from verifier.diagnostics import Diagnostic
from verifier.loading.files import Files, read_bytes
from verifier.loading.survey import RECORDS, Outline, Survey, Surveyor, recalled
from verifier.loading.yaml import Document

_WORTH_SHARING = 400
"""Files from which on starting more processes takes less time than they save."""
_BATCH = 50
"""Files, at least, that a process surveys before it hands over what it found."""
_BATCHES = 10_000
"""As many batches, nearly, as have their numbers in a pipe at once."""


class Kept(Protocol):
    """Outlines of sound files, as JSON, by the fingerprint of all that they depend on."""

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
    shared = processes > 1 and len(names) >= _WORTH_SHARING and sys.platform.startswith("linux")
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


def _shared(names: Sequence[str], files: _Surveys, processes: int) -> Iterator[Survey]:
    """The surveys of files in order, made by several processes, each as many as it has time for."""
    # Few ledgers are large enough to import these.
    from multiprocessing import get_context  # noqa: PLC0415
    from multiprocessing.connection import wait  # noqa: PLC0415

    # A copy of this process has the rules already. Only where that is safe: elsewhere a new
    # process would start from nothing.
    context = get_context("fork")
    size = max(_BATCH, len(names) // _BATCHES)
    batches = [names[start : start + size] for start in range(0, len(names), size)]
    # What a pipe holds goes to one reader each, whatever becomes of the others.
    todo, filling = os.pipe()
    os.write(filling, array("I", range(len(batches))).tobytes())
    os.close(filling)
    workers: list[Any] = []
    telling: list[Any] = []
    for _ in range(processes):
        ours, theirs = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(theirs, todo, batches, files), daemon=True)
        worker.start()
        theirs.close()
        workers.append(worker)
        telling.append(ours)
    told: dict[int, Sequence[tuple[Any, ...]]] = {}
    try:
        for number, batch in enumerate(batches):
            while number not in told and telling:
                ready: list[Any] = wait(telling)
                for connection in ready:
                    try:
                        told.update([connection.recv()])
                    except (EOFError, OSError):
                        telling.remove(connection)
            if number in told:
                yield from map(files.heard, batch, starmap(_Told, told.pop(number)))
            else:
                # A process that died had begun it.
                yield from map(files.survey, batch)
    finally:
        os.close(todo)
        for connection in telling:
            connection.close()
        for worker in workers:
            worker.terminate()
            worker.join()


def _work(connection: Any, todo: int, batches: Sequence[Sequence[str]], files: _Surveys) -> None:
    """Survey batches of files that nobody has begun, and tell of each."""
    try:
        while taken := os.read(todo, array("I").itemsize):
            [number] = array("I", taken)
            # Plain tuples are pickled in half the time.
            connection.send((number, [tuple(files.tell(name)) for name in batches[number]]))
    except (BrokenPipeError, KeyboardInterrupt):
        return
