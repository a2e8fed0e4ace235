"""What the last run made, and this one would make alike, is taken as it was."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from verifier.keeping import Shelves, program
from verifier.loading.loader import Prints
from verifier.pickles import pickled
from verifier.report.data import item_text
from verifier.report.dependencies import Cell, Derived, Now, Told, watched
from verifier.report.escape import Markdown
from verifier.report.pages import Part, made
from verifier.report.pieces import Piece
from verifier.report.run import Run
from verifier.writing import Content, fingerprint

_DERIVED = {"tallies": "tally_of", "brier": "brier_of", "scored": "scored_of"}
"""What is worked out of each forecaster under a scheme, and by which of its methods."""
_SHELVES = 256
"""What is kept stands on so many, as many as a byte has values: those where something is new are
written again, the others are copied."""
_CELLS = "cells"
"""The one that has the cells of all."""


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
        cells: dict[str, Told] = {}
        self._at: dict[str, dict[str | None, bytes]] = {}
        """Of each cell the shelves on which something was made of it, or of more by now."""
        self._data = ""
        if _CELLS in self._shelves:
            cells, self._at, self._data = self._taken(_CELLS)
        self._parts: dict[int, dict[Part, Any]] = {
            n: self._taken(f"{n}") for n in range(_SHELVES) if f"{n}" in self._shelves
        }
        """What the last run made, by shelf."""
        self._old: dict[Part, Any] = {}
        """All of it that this one would make alike."""
        for parts in self._parts.values():
            self._old |= parts
        self._unlike: dict[Part, Any] = {}
        """The rest of it."""
        self._new: dict[Part, Any] = {}
        self._notes: dict[Part, set[Cell]] = {}
        """What was taken from the run for what was made in this one."""
        derived = {place for place in cells if place.rpartition(".")[2] in _DERIVED}
        self._changed: set[Cell] = set()
        self._cells: dict[str, Told] = {}
        self._compare({place: cells[place] for place in cells.keys() - derived})
        for n, result in enumerate(run.schemes):
            for name, of in _DERIVED.items():
                told = partial(self._worked_out, n, name, of)
                result.__dict__[name] = Derived(result.heard, told)
        self._compare({place: cells[place] for place in derived})

    def _taken(self, shelf: str) -> Any:
        # Only this user can have written what is kept, and it is whole.
        return pickle.loads(self._shelves[shelf])  # noqa: S301

    def _compare(self, cells: Mapping[str, Told]) -> None:
        """Note which cells are not what they were, and what was made of one of them."""
        shelves: set[int] = set()
        for place, told in cells.items():
            self._cells[place] = now = self._now(place, told)
            for key in [key for key, was in told.items() if now[key] != was]:
                self._changed.add((place, key))
                shelves.update(self._at[place][key])
        for n in shelves:
            for part, made_of in self._taken(f"{n} {_CELLS}").items():
                if part in self._old and not self._changed.isdisjoint(made_of):
                    self._unlike[part] = self._old.pop(part)

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

    def files(self, parts: Iterable[Part]) -> Iterator[tuple[str, Content]]:
        """The files of these parts."""
        for part in parts:
            if part in self._old:
                self._new[part] = found = self._old[part]
                for name, digest in found.items():
                    yield name, Content(digest, partial(self._text, part, name))
            else:
                new: dict[str, Content] = {}
                self._made(part, partial(_digests, part, new))
                yield from new.items()

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
        if part not in self._new:
            if part not in self._old:
                notes = self._notes[part] = set()
                self._new[part] = make(watched(self._run, notes))
            else:
                self._new[part] = self._old[part]
        return self._new[part]

    def _text(self, part: Part, name: str) -> bytes:
        return dict(made(self._run, part))[name].encode()

    def unlike(self, published: str) -> str | None:
        """Of `data/forecasts.json` what this run may tell otherwise; None where it is not the last.

        `published` is its fingerprint.
        """
        if published != self._data:
            return None
        gone = {
            part: text
            for part, text in self._old.items()
            if part[0] == "data" and part[1] not in self._run.verdicts
        }
        texts = [text for (kind, _), text in (self._unlike | gone).items() if kind == "data"]
        return f'{{"forecasts": [{",".join(texts)}]}}'

    def keep(self, files: Mapping[str, Content]) -> None:
        """Keep for the next run what of its files this one has made, or taken as it was."""
        gone = {*self._old, *self._unlike} - self._new.keys()
        if not (self._changed or self._notes or gone):
            return
        fresh: dict[int, list[Part]] = {_shelf(part): [] for part in gone}
        # Cells of what is gone stay, until the world is another.
        places: dict[str, set[str | None]] = {}
        for part, cells in self._notes.items():
            shelf = _shelf(part)
            fresh.setdefault(shelf, []).append(part)
            for place, key in cells:
                shelves = self._at.setdefault(place, {})
                shelves[key] = bytes({*shelves.get(key, b""), shelf})
                places.setdefault(place, set()).add(key)
        for place, keys in places.items():
            known = self._cells.get(place, {})
            self._cells[place] = known | self._now(place, keys - known.keys())
        new: dict[str, Any] = {_CELLS: (self._cells, self._at, files["data/forecasts.json"].digest)}
        for shelf, own in fresh.items():
            made_of = self._taken(f"{shelf} {_CELLS}") if shelf in self._parts else {}
            made_of |= {part: self._notes[part] for part in own}
            new[f"{shelf} {_CELLS}"] = {
                part: made_of[part] for part in made_of if part in self._new
            }
            new[f"{shelf}"] = {part: self._new[part] for part in made_of if part in self._new}
        told = {name: pickle.dumps(one, pickle.HIGHEST_PROTOCOL) for name, one in new.items()}
        self._shelves.keep(self._shelves.keys() - told.keys(), told)


def _digests(part: Part, new: dict[str, Content], run: Run) -> Mapping[str, str]:
    """The digests of the files of a part, which are put into `new`."""
    new.update((name, Content.of(text)) for name, text in made(run, part))
    return {name: held.digest for name, held in new.items()}


def _each(run: Run, ids: Sequence[str], make: Piece) -> Mapping[str, Markdown]:
    return {id: make(run, id) for id in ids}


def _shelf(part: Part) -> int:
    return crc32("/".join(part).encode()) % _SHELVES
