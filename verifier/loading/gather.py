"""Surveys of all files of a ledger: remembered from an earlier run, or shared among processes.

Reading files and validating records takes nearly all of a check's time, and one file's survey needs
no other file's. So what did not change is remembered, and of large ledgers each processor surveys a
share. What comes back is outlines: sending records would take longer than making them anew.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from verifier.diagnostics import Diagnostic
from verifier.loading.files import read_bytes, yaml_files
from verifier.loading.outline import Outline
from verifier.loading.survey import RECORDS, Survey, Surveyor, recalled

_WORTH_SHARING = 400
"""Files from which on starting more processes takes less time than they save."""
_BATCH = 50
"""Files that a process surveys before it hands over what it found."""


class Kept(Protocol):
    """Outlines of sound files, as JSON, by the fingerprint of all that they depend on."""

    def get(self, digest: bytes) -> str | None:
        """The outline kept under this fingerprint, None where there is none."""

    def put(self, digest: bytes, outline: str) -> None:
        """Keep an outline."""


class _File(NamedTuple):
    name: str
    data: bytes
    unread: Any
    digest: bytes


class _Told(NamedTuple):
    """A survey as one process tells it to another."""

    outline: str
    malformed: Sequence[Diagnostic]
    unsound: Sequence[Diagnostic]


def gather(
    root: Path,
    surveyor: Surveyor,
    *,
    kept: Kept | None = None,
    processes: int = 1,
    progress: Callable[[str, int], None] | None = None,
) -> Iterator[Survey]:
    """The survey of every file of the ledger at `root`, in the order of their paths."""
    files = list(_files(root, surveyor))
    known = [kept.get(file.digest) if kept is not None else None for file in files]
    missing = [file for file, outline in zip(files, known, strict=True) if outline is None]
    with _surveyed(missing, surveyor, processes) as surveys:
        for number, (file, outline) in enumerate(zip(files, known, strict=True)):
            if progress is not None:
                progress("files checked:", number)
            if outline is not None:
                yield recalled(file.data, file.name, Outline(*json.loads(outline)))
                continue
            survey, text = next(surveys)
            if kept is not None and not survey.malformed and not survey.unsound:
                kept.put(file.digest, text or _written(survey.outline))
            yield survey


def _files(root: Path, surveyor: Surveyor) -> Iterator[_File]:
    rules = surveyor.readings.rules.fingerprint if surveyor.readings else ""
    for folder in RECORDS:
        salt = hashlib.sha256(f"{rules} {surveyor.advice} {folder} ".encode())
        for name in yaml_files(root, folder):
            data, unread = read_bytes(f"{root}/{name}", name)
            digest = salt.copy()
            digest.update(data)
            yield _File(name, data, unread, digest.digest())


def _survey(file: _File, surveyor: Surveyor) -> Survey:
    if file.unread is not None:
        return surveyor.examine(file.unread)
    return surveyor.survey(file.data, file.name)


def _written(outline: Outline) -> str:
    return json.dumps(outline, separators=(",", ":"))


@contextmanager
def _surveyed(
    files: Sequence[_File], surveyor: Surveyor, processes: int
) -> Iterator[Iterator[tuple[Survey, str]]]:
    """The surveys of `files` in order, with their outlines' text where it is at hand."""
    if processes < 2 or len(files) < _WORTH_SHARING or not sys.platform.startswith("linux"):
        yield ((_survey(file, surveyor), "") for file in files)
        return
    # A copy of this process has the files' bytes and the rules already. Only where that is safe:
    # elsewhere a new process would start from nothing.
    from multiprocessing import get_context  # noqa: PLC0415  # few ledgers are as large

    context = get_context("fork")
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    workers = []
    for number in range(processes):
        ours, theirs = context.Pipe(duplex=False)
        share = batches[number::processes]
        worker = context.Process(target=_work, args=(theirs, share, surveyor), daemon=True)
        worker.start()
        theirs.close()
        workers.append((worker, ours))
    try:
        yield _collected(batches, [ours for _, ours in workers], surveyor)
    finally:
        for worker, ours in workers:
            ours.close()
            worker.terminate()
            worker.join()


def _work(connection: Any, batches: Iterable[Sequence[_File]], surveyor: Surveyor) -> None:
    """Survey batches of files, and tell of each."""
    try:
        for batch in batches:
            surveys = [_survey(file, surveyor) for file in batch]
            connection.send([_Told(_written(s.outline), s.malformed, s.unsound) for s in surveys])
    except (BrokenPipeError, KeyboardInterrupt):
        return


def _collected(
    batches: Sequence[Sequence[_File]], connections: Sequence[Any], surveyor: Surveyor
) -> Iterator[tuple[Survey, str]]:
    for number, batch in enumerate(batches):
        try:
            told: list[_Told] = connections[number % len(connections)].recv()
        except (EOFError, OSError):
            # What a process that died has left undone is done here.
            yield from ((_survey(file, surveyor), "") for file in batch)
            continue
        for file, (text, malformed, unsound) in zip(batch, told, strict=True):
            outline = Outline(*json.loads(text))
            yield recalled(file.data, file.name, outline, malformed, unsound), text
