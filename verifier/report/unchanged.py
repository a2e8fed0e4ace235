"""What the last run made, and this one would make alike, is taken as it was."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from verifier.keeping import Shelves, pickled, program
from verifier.loading.loader import Prints
from verifier.report.data import item_text
from verifier.report.dependencies import Cell, Derived, Now, Told, watched
from verifier.report.escape import Markdown
from verifier.report.pages import Part, made
from verifier.report.pieces import Piece
from verifier.report.run import Run
from verifier.writing import Content, fingerprint

_Made = tuple[frozenset[Cell], Any]
"""What was taken from the run for something, and what was made of it."""
_DERIVED = {"tallies": "tally_of", "brier": "brier_of"}
"""What is worked out of each forecaster under a scheme, and by which of its methods."""
_SHELVES = 256
"""What is kept stands on so many: those where something is new are written again, the others are
copied."""
_CELLS = "cells"
"""The one that has the cells of all, and the digest of the data."""


class Again:
    """Parts of the last run: those of which nothing has changed since are taken as they were.

    They are kept at `path`, where only the user writes; `prints` tells what the run was made from.
    """

    def __init__(self, run: Run, prints: Prints, path: Path) -> None:
        self._run = run
        self._now = Now(run, prints)
        days = run.as_of, run.ledger.default_as_of
        world = (program(), prints.world, days, run.words.texts)
        self._shelves = Shelves(path, fingerprint(repr(world).encode()))
        # Only this user can have written what is kept, and it is whole.
        held = {name: pickle.loads(data) for name, data in self._shelves.items()}  # noqa: S301
        cells, self._data = held.pop(_CELLS, ({}, ""))
        self._old: dict[Part, _Made] = {}
        for shelf in held.values():
            self._old |= shelf
        self._new: dict[Part, _Made] = {}
        derived = {place for place in cells if place.rpartition(".")[2] in _DERIVED}
        self._changed: set[Cell] = set()
        self._cells: dict[str, Told] = {}
        self._compare({place: cells[place] for place in cells.keys() - derived})
        for n, result in enumerate(run.schemes):
            for name, of in _DERIVED.items():
                told = partial(self._worked_out, n, name, of)
                result.__dict__[name] = Derived(result.heard, told)
        self._compare({place: cells[place] for place in derived})

    def _compare(self, cells: Mapping[str, Told]) -> None:
        """Note which cells are not what they were."""
        for place, told in cells.items():
            self._cells[place] = now = self._now(place, told)
            self._changed |= {(place, key) for key, was in told.items() if now[key] != was}

    def _worked_out(self, scheme: int, name: str, of: str, who: str) -> tuple[str, bytes]:
        """What is counted of a forecaster, as a fingerprint and a pickle.

        Scores are asked of all schemes or of none: they are made, and kept, together.
        """
        schemes = range(len(self._run.schemes)) if name == "brier" else [scheme]

        def make(run: Run) -> Mapping[int, tuple[str, bytes]]:
            data = {n: pickled(getattr(run.schemes[n], of)(who)) for n in schemes}
            return {n: (fingerprint(held), held) for n, held in data.items()}

        part = name if name == "brier" else f"{scheme} {name}"
        found: Mapping[int, tuple[str, bytes]] = self._made((part, who), make)
        return found[scheme]

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

    def pieces(self, kind: str, ids: Sequence[str], make: Piece) -> Mapping[str, Markdown]:
        """The pieces of a kind, in the order of `ids`: see `Pieces`.

        They are kept by groups, of which each has a part of its own.
        """
        groups: dict[int, list[str]] = {}
        for id in ids:
            groups.setdefault(crc32(id.encode()) % _SHELVES, []).append(id)
        found: dict[str, Markdown] = {}
        for own in groups.values():
            part = kind, " ".join(own)
            found |= self._made(part, partial(_each, ids=own, make=make))
        return {id: found[id] for id in ids}

    def item(self, id: str) -> str:
        """A forecast in the data: see `verifier.report.data.item_text`."""
        text: str = self._made(("data", id), partial(item_text, id=id))
        return text

    def _made(self, part: Part, make: Callable[[Run], Any]) -> Any:
        """What `make` makes of the run, or has made of one that is the same to it."""
        if part in self._new:
            return self._new[part][1]
        if part not in self._old or not self._changed.isdisjoint(self._old[part][0]):
            notes: set[Cell] = set()
            held = make(watched(self._run, notes))
            self._new[part] = frozenset(notes), held
        else:
            self._new[part] = self._old[part]
        return self._new[part][1]

    def _text(self, part: Part, name: str) -> bytes:
        return dict(made(self._run, part))[name].encode()

    def unlike(self, published: str) -> str | None:
        """Of `data/forecasts.json` what this run may tell otherwise; None where it is not the last.

        `published` is its fingerprint.
        """
        if published != self._data:
            return None
        items = ((id, *made) for (kind, id), made in self._old.items() if kind == "data")
        unlike = [
            text
            for id, cells, text in items
            if id not in self._run.verdicts or not self._changed.isdisjoint(cells)
        ]
        return f'{{"forecasts": [{",".join(unlike)}]}}'

    def keep(self, files: Mapping[str, Content]) -> None:
        """Keep for the next run what of its files this one has made, or taken as it was."""
        fresh = [part for part, held in self._new.items() if self._old.get(part) is not held]
        gone = self._old.keys() - self._new.keys()
        if not (self._changed or fresh or gone):
            return
        # Cells of what is gone stay, until the world is another.
        places: dict[str, set[str | None]] = {}
        for place, key in set().union(*(self._new[part][0] for part in fresh)):
            if key not in self._cells.get(place, ()):
                places.setdefault(place, set()).add(key)
        for place, keys in places.items():
            self._cells[place] = self._cells.get(place, {}) | self._now(place, keys)
        shelves: dict[str, dict[Part, _Made]] = {_shelf(part): {} for part in (*fresh, *gone)}
        for part, held in self._new.items():
            if (shelf := shelves.get(_shelf(part))) is not None:
                shelf[part] = held
        told = {_CELLS: (self._cells, files["data/forecasts.json"].digest)}
        new = {n: pickle.dumps(one, pickle.HIGHEST_PROTOCOL) for n, one in (told | shelves).items()}
        self._shelves.keep(self._shelves.keys() - new.keys(), new)


def _each(run: Run, ids: Sequence[str], make: Piece) -> Mapping[str, Markdown]:
    return {id: make(run, id) for id in ids}


def _shelf(part: Part) -> str:
    return f"{crc32('/'.join(part).encode()) % _SHELVES}"
