"""What a page is made of: noted while it is made, so that it is made again only where that changed.

A page is a function of a run. While it is made, the run is watched: whatever the page takes from it
is noted as a cell, and two runs in which all of a page's cells are equal have the same page. A page
that takes something new need not say so anywhere.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, reduce
from types import FunctionType, MethodType
from typing import Any, cast

from pydantic import BaseModel

from verifier.loading.loader import Prints
from verifier.model.forecasts import Forecast, Source, SourceFile
from verifier.model.ledger import Ledger
from verifier.model.verdict import Verdict
from verifier.pickles import Pickler
from verifier.rank.forecasters import Sureness
from verifier.rank.schemes import SchemeResult
from verifier.rank.standings import Standings
from verifier.report.run import Run
from verifier.resolve.knowledge import Knowledge
from verifier.score.forecasts import ForecastScore
from verifier.score.record import Record

Cell = tuple[str, str | None]
"""Where something stands in a run, by names of attributes, and under which key: None for all."""

Told = dict[str | None, str]
"""Fingerprints of what stands at one place, by key."""

_OF_A_FORECAST = {
    f"{place}{name}"
    for place, names in (
        ("known.ledger.", ("forecasts", "source_of", "asked", "answers")),
        ("schemes.", ("verdicts", "scores", "changed")),
        ("record.", ("ways",)),
        ("", ("dated",)),
    )
    for name in names
}
"""What follows from a forecast's file and the world, by the forecast's id: see `Prints`."""
_WORLD = {
    *(
        f"known.{name}"
        for name in ("as_of", "rules", "past", "events", "signed", "rulings", "appeals")
    ),
    *(
        f"known.ledger.{name}"
        for name in (
            *("forecasters", "events", "coverage", "questions", "rulings", "series", "disputes"),
            *("turned", "points", "title", "about", "curation", "second_reading", "evidence"),
            "default_as_of",
        )
    ),
    *("answers", "words", "events", "schemes.scheme", "schemes.timed", "schemes.answers"),
}
"""What is the same in all runs over one world."""
_LOOKED_INTO = (Run, Ledger, Knowledge, SchemeResult, Sureness, Standings, Record)


def watched(run: Run, notes: set[Cell]) -> Run:
    """The run as it is; whatever is taken from it is put into `notes`."""
    return cast("Run", _Watched(run, "", notes))


class _Watched:
    """Stands for a part of a run, with the same attributes and methods."""

    def __init__(self, of: Any, path: str, notes: set[Cell]) -> None:
        self._of, self._path, self._notes = of, path, notes

    def __getattr__(self, name: str) -> Any:
        member = getattr(type(self._of), name, None)
        if isinstance(member, property):
            assert member.fget is not None
            return member.fget(self)
        if isinstance(member, FunctionType):
            return MethodType(member, self)
        value = self._seen(getattr(self._of, name), f"{self._path}{name}")
        # From now on it is an attribute like any other, and this is not called for it.
        setattr(self, name, value)
        return value

    def _seen(self, value: Any, path: str) -> Any:
        if _place(path) in _WORLD:
            return value
        if isinstance(value, _LOOKED_INTO):
            # There is one of them, which schemes have at hand, too.
            path = "known" if isinstance(value, Knowledge) else path
            return _Watched(value, f"{path}.", self._notes)
        if path == "schemes":
            return [_Watched(each, f"{path}.{n}.", self._notes) for n, each in enumerate(value)]
        if isinstance(value, Mapping):
            return _WatchedMapping(value, path, self._notes)
        self._notes.add((path, None))
        return value


class _WatchedMapping(Mapping[Any, Any]):
    """Stands for a mapping; who looks at all of it has seen the whole."""

    def __init__(self, of: Mapping[Any, Any], path: str, notes: set[Cell]) -> None:
        self._of, self._path, self._notes = of, path, notes
        self._place = "" if _place(path) in _OF_A_FORECAST else path

    def __getitem__(self, key: Any) -> Any:
        # None is no key of any of them, and what is not there is the same in every run.
        if key is not None:
            self._notes.add((self._place, key) if isinstance(key, str) else (self._path, None))
        return self._of[key]

    def __iter__(self) -> Iterator[Any]:
        self._notes.add((self._path, None))
        return iter(self._of)

    def __len__(self) -> int:
        self._notes.add((self._path, None))
        return len(self._of)


@cache
def _place(path: str) -> str:
    """The path without the number of the scheme."""
    return ".".join(part for part in path.split(".") if not part.isdecimal())


class Derived(Mapping[str, Any]):
    """What is worked out of each of these when it is asked for, as a fingerprint and a pickle."""

    def __init__(self, names: Iterable[str], told: Callable[[str], tuple[str, bytes]]) -> None:
        self._names, self._told = dict.fromkeys(names), told
        self._held: dict[str, Any] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._held:
            # Only this user can have written what is kept, and it is whole.
            self._held[name] = pickle.loads(self._told(name)[1])  # noqa: S301
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def fingerprint(self, name: str) -> str:
        """That of one of them."""
        return self._told(name)[0]


class Now:
    """What the cells of a run hold, each as a fingerprint."""

    def __init__(self, run: Run, prints: Prints) -> None:
        self._run = run
        self._files = prints.files
        self._prints = {
            forecast.id: prints.files[file.source.id]
            for file in run.ledger.files
            for forecast in file.forecasts
        }
        # Other files tell whether it had been said before.
        for n, result in enumerate(run.schemes):
            for id in result.later:
                self._prints[id] += f" {n}"
        # What is in a record follows from its file and the world. No id has a space.
        of = self._prints.get
        self._names: dict[type, Callable[[Any], str]] = {
            Forecast: lambda it: f"{it.id} {of(it.id, '')}",
            Verdict: lambda it: f"verdict {it.forecast} {of(it.forecast, '')}",
            ForecastScore: lambda it: f"score {it.forecast} {of(it.forecast, '')}",
            Source: lambda it: f"source {it.id} {self._files[it.id]}",
            SourceFile: lambda it: f"file {it.source.id} {self._files[it.source.id]}",
        }

    def __call__(self, path: str, keys: Iterable[str | None]) -> Told:
        """The fingerprints of what stands at a place; empty for what is not there."""
        if not path:
            return {key: self._prints.get(key or "", "") for key in keys}
        held = reduce(_step, path.split("."), cast("Any", self._run))
        of = held.fingerprint if isinstance(held, Derived) else lambda key: self._told(held[key])
        return {
            key: self._whole(held) if key is None else of(key) if key in held else ""
            for key in keys
        }

    def _whole(self, held: Any) -> str:
        return self._told([*held.items()] if isinstance(held, Mapping) else held)

    def _told(self, held: Any) -> str:
        kinds = {*map(type, held)} if type(held) is list else {type(held)}
        if len(kinds) == 1 and (name := self._names.get(*kinds)) is not None:
            return "\n".join(map(name, held)) if type(held) is list else name(held)
        stream = io.BytesIO()
        try:
            _Pickler(stream, self._names).dump(held)
        except (pickle.PicklingError, TypeError, AttributeError):
            # What it is cannot be told: it counts as another one wherever any file is.
            return self._all
        return hashlib.sha256(stream.getbuffer()).hexdigest()

    @cached_property
    def _all(self) -> str:
        return hashlib.sha256(repr(sorted(self._files.items())).encode()).hexdigest()


def _step(held: Any, name: str) -> Any:
    return held[int(name)] if name.isdecimal() else getattr(held, name)


class _Pickler(Pickler):
    """Writes what is held, and of a record no more than its name."""

    def __init__(self, stream: io.BytesIO, names: Mapping[type, Callable[[Any], str]]) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        # Else equal values are written in several ways: one thing twice, or two that are equal.
        self.fast = True
        self._names = names

    def reducer_override(self, it: Any) -> Any:
        """What stands for a record; nothing is ever read back."""
        name = self._names.get(type(it))
        if name is not None:
            return str, (name(it),)
        if isinstance(it, BaseModel):
            return str, (type(it).__name__, cast("Any", it).id)
        return super().reducer_override(it)
