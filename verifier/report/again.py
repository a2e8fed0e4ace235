"""What the last run made, and this one would make alike, is taken as it was."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from verifier.keeping import keep, kept, program
from verifier.loading.loader import Prints
from verifier.report.data import item_text
from verifier.report.pages import Part, made
from verifier.report.reads import Cell, Now, watched
from verifier.report.run import Run
from verifier.writing import Content, fingerprint

_Made = tuple[frozenset[Cell], Any]
"""What was taken from the run for something, and what was made of it."""


class Again:
    """Parts of the last run: those of which nothing has changed since are taken as they were.

    They are kept at `path`, where only the user writes; `prints` tells what the run was made from.
    """

    def __init__(self, run: Run, prints: Prints, path: Path) -> None:
        self._run = run
        self._now = Now(run, prints)
        days = run.as_of, run.ledger.default_as_of
        told = (program(), prints.world, days, run.words.texts)
        self._path, self._version = path, fingerprint(repr(told).encode()).encode()
        data = kept(path, self._version)
        # Only this user can have written what is kept, and it is whole.
        cells, old, self._data = ({}, {}, "") if data is None else pickle.loads(data)  # noqa: S301
        self._changed = {cell for cell, was in cells.items() if self._now(cell) != was}
        self._old: dict[Part, _Made] = old
        self._new: dict[Part, _Made] = {}

    def files(self, part: Part) -> Mapping[str, Content]:
        """The files of a part."""
        new: dict[str, Content] = {}

        def digests(run: Run) -> Mapping[str, str]:
            new.update((name, Content.of(text)) for name, text in made(run, part))
            return {name: held.digest for name, held in new.items()}

        found = self._made(part, digests)
        return new or {
            name: Content(digest, partial(self._text, part, name)) for name, digest in found.items()
        }

    def item(self, id: str) -> str:
        """A forecast in the data: see `verifier.report.data.item_text`."""
        text: str = self._made(("data", id), partial(item_text, id=id))
        return text

    def _made(self, part: Part, make: Callable[[Run], Any]) -> Any:
        """What `make` makes of the run, or has made of one that is the same to it."""
        if part not in self._old or not self._changed.isdisjoint(self._old[part][0]):
            notes: set[Cell] = set()
            held = make(watched(self._run, notes))
            self._new[part] = frozenset(notes), held
        else:
            self._new[part] = self._old[part]
        return self._new[part][1]

    def _text(self, part: Part, name: str) -> bytes:
        return dict(made(self._run, part))[name].encode()

    def unlike(self, published: str) -> str:
        """Of `data/forecasts.json` what this run may tell otherwise; all that another run made."""
        if fingerprint(published.encode()) != self._data:
            return published
        items = ((id, *made) for (kind, id), made in self._old.items() if kind == "data")
        unlike = [
            text
            for id, cells, text in items
            if id not in self._run.verdicts or not self._changed.isdisjoint(cells)
        ]
        return f'{{"forecasts": [{",".join(unlike)}]}}'

    def keep(self, files: Mapping[str, Content]) -> None:
        """Keep for the next run what of its files this one has made, or taken as it was."""
        if self._changed or self._new.keys() != self._old.keys():
            cells = {cell: self._now(cell) for notes, _ in self._new.values() for cell in notes}
            held = cells, self._new, files["data/forecasts.json"].digest
            keep(self._path, self._version, pickle.dumps(held, pickle.HIGHEST_PROTOCOL))
