"""Files of the last run that would come out the same are not made again."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from verifier.keeping import keep, kept, program
from verifier.loading.loader import Prints
from verifier.report.pages import Part, made
from verifier.report.reads import Cell, Now, watched
from verifier.report.run import Run
from verifier.writing import Content, fingerprint


class _Part(NamedTuple):
    """What was taken from the run to make a part, and the digests of its files."""

    cells: frozenset[Cell]
    digests: Mapping[str, str]


class Again:
    """Parts of the last run: those of which nothing has changed since are taken as they were.

    They are kept at `path`, where only the user writes; `prints` tells what the run was made from.
    """

    def __init__(self, run: Run, prints: Prints, path: Path) -> None:
        self._run = run
        self._now = Now(run, prints)
        self._path = path
        told = (program(), prints.world, run.as_of, run.words.texts)
        self._version = fingerprint(repr(told).encode()).encode()
        self._new: dict[Part, _Part] = {}
        data = kept(path, self._version)
        cells, self._old = ({}, {}) if data is None else pickle.loads(data)  # noqa: S301  # `kept`: only the user can have written it, and it is whole
        self._changed = {cell for cell, was in cells.items() if self._now(cell) != was}

    def files(self, part: Part) -> Mapping[str, Content]:
        """The files of a part."""
        old = self._old.get(part)
        if old is not None and self._changed.isdisjoint(old.cells):
            self._new[part] = old
            return {
                name: Content(digest, partial(self._text, part, name))
                for name, digest in old.digests.items()
            }
        notes: set[Cell] = set()
        files = {name: Content.of(text) for name, text in made(watched(self._run, notes), part)}
        digests = {name: file.digest for name, file in files.items()}
        self._new[part] = _Part(frozenset(notes), digests)
        return files

    def _text(self, part: Part, name: str) -> bytes:
        return dict(made(self._run, part))[name].encode()

    def keep(self) -> None:
        """Keep the parts of this run for the next one."""
        if self._changed or self._new.keys() != self._old.keys():
            cells = {cell: self._now(cell) for part in self._new.values() for cell in part.cells}
            data = pickle.dumps((cells, self._new), pickle.HIGHEST_PROTOCOL)
            keep(self._path, self._version, data)
