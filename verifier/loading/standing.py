"""What stands of a ledger after edits of a few files, told from what was kept of it and from these.

A check is spared the whole ledger by it, and so is a run: see `Few`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verifier.dataclass import dataclass
from verifier.loading.files import Files, Folder, Unreadable
from verifier.loading.meaning import edited
from verifier.writing import Refused

if TYPE_CHECKING:
    from verifier.loading.checks.look import Alone, Together
    from verifier.loading.loader import Loaded, Prints
    from verifier.loading.yaml import Document
    from verifier.model.ledger import Ledger
    from verifier.rules import Rules

STORE = ".read"
"""The store of outlines of commands that run a ledger; that of a check has no name."""
_OWN = {"source", "forecasts", "set_aside"}
"""The keys of a file that says nothing but what somebody said: see `Prints`."""


def kept_of(loaded: Loaded, root: Path, *, store: str = "") -> dict[str, Any] | None:
    """What is kept of a sound ledger, to tell after edits what has changed in it."""
    from verifier.loading.cache import keep_ground, keep_rules  # noqa: PLC0415  # for whole runs

    if loaded.rules is None:
        return None
    return {
        "rules": keep_rules(root, loaded.rules, loaded.rules_told),
        "files": loaded.stands,
        "counts": {kind: loaded.count(kind) for kind in loaded.records.ids},
        "ground": keep_ground(root, loaded.ground.written(loaded.records.noted), store),
        "heard": loaded.heard,
        "noted": [],
        "over": {},
    }


def since(
    files: Files,
    root: Path,
    names: Collection[str],
    was: Any,
    *,
    store: str = "",
    looks: Callable[[], Sequence[Alone | Together]] | None = None,
) -> Any:
    """What is to be kept by now, after edits of these files that change nothing that is found.

    None where that is not known. `was` is what was kept, by `kept_of`; `looks` are all by default.
    """
    documents = edited(files, names, was["files"])
    if not documents:
        return None if documents is None else was
    # To see that a comment was added takes none of it.
    from verifier.loading.cache import recall_ground, recall_rules  # noqa: PLC0415
    from verifier.loading.edits import unchanged  # noqa: PLC0415

    rules = partial(recall_rules, root, was["rules"])
    ground = partial(recall_ground, root, *was["ground"], of=store)
    return unchanged(rules, documents, was, ground, looks and looks())


@dataclass(frozen=True)
class Few:
    """A ledger without findings of which a few files were edited, where somebody said something.

    To a run it is what a ledger is that was loaded; no file is read but those that are asked for.
    """

    state: Mapping[str, Any]
    """What is kept of the ledger."""
    rules: Rules
    prints: Prints
    diagnostics: tuple[()]
    _read: Callable[[str], Document]

    def part(self, sources: Container[str | None], world: Ledger) -> Ledger:
        """The ledger without all other sources and what is in them; the `world` is all else."""
        from verifier.loading.loader import assembled  # noqa: PLC0415
        from verifier.loading.records import Records  # noqa: PLC0415
        from verifier.loading.survey import Surveyor  # noqa: PLC0415

        records = Records()
        names = [name for name, (id, *_) in self.state["said"].items() if id in sources]
        for survey in Surveyor(None, (), {}).surveys(map(self._read, names)):
            records.add(survey)
        return assembled(records, lambda *_: True, world, _Lines(self))

    @cached_property
    def places(self) -> Mapping[str, tuple[str, int]]:
        """The file of each forecast, and the how manieth it is there."""
        said = self.state["said"].items()
        return {id: (name, n) for name, (*_, ids) in said for n, id in enumerate(ids)}

    def line(self, id: str) -> tuple[str, int]:
        """File and line of a forecast."""
        name, n = self.places[id]
        return name, self._read(name).span(("forecasts", n)).line


class _Lines(Mapping[tuple[str, str], tuple[str, int]]):
    """File and line of each forecast, found when somebody asks."""

    def __init__(self, few: Few) -> None:
        self._few = few

    def __getitem__(self, key: tuple[str, str]) -> tuple[str, int]:
        kind, id = key
        if kind != "forecasts":
            raise KeyError(key)
        return self._few.line(id)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return (("forecasts", id) for id in self._few.places)

    def __len__(self) -> int:
        return len(self._few.places)


def kept_for_few(loaded: Loaded, root: Path) -> dict[str, Any] | None:
    """What is kept of a ledger before it is run, for `few`; None where something was found."""
    kept = kept_of(loaded, root, store=STORE)
    if kept is None or loaded.diagnostics:
        return None
    world, files = loaded.prints
    said: dict[str, Any] = {
        f.document.path: (f.id, files[f.id], []) for f in loaded.records.sources if f.id
    }
    for source, forecast in loaded.records.forecasts:
        said[source.document.path][2].append(forecast.id)
    others = loaded.records.others.values()
    mixed = {each.document.path for found in others for each in found}
    return kept | {"world": world, "said": said, "mixed": sorted(mixed & said.keys())}


def few(root: Path, names: Collection[str], was: Any) -> Few | None:
    """The ledger after edits of these files; None where it is to be read whole.

    That is where one is gone, is another source, or says more than what somebody said.
    """
    if not was["said"].keys() - {*was["mixed"]} >= {*names}:
        return None
    from verifier.loading.cache import recall_rules  # noqa: PLC0415
    from verifier.loading.files import parse  # noqa: PLC0415
    from verifier.loading.loader import Prints, looked, told  # noqa: PLC0415

    files = _Once(root)
    state = since(files, root, names, was, store=STORE, looks=looked)
    rules = None if state is None else recall_rules(root, was["rules"])
    if rules is None:
        return None
    said = dict(was["said"])
    for name in names:
        try:
            document = parse(files.read(name), name)
        except Unreadable:
            return None
        value: Any = document.value
        id = said[name][0]
        if value.keys() - _OWN or value["source"]["id"] != id:
            return None
        ids = [forecast["id"] for forecast in value.get("forecasts", ())]
        said[name] = id, told(document), ids

    @cache
    def read(name: str) -> Document:
        try:
            document = parse(files.read(name), name)
        except Unreadable:
            document = None
        if document is None or told(document) != said[name][1]:
            raise Refused(f"{root / name} was changed while this run was at work: run it again")
        return document

    prints = Prints(was["world"], {id: print for id, print, _ in said.values()})
    return Few({**state, "said": said}, rules, prints, (), read)


class _Once(Folder):
    """The files of a folder, each of which is read once."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.read = cache(super().read)  # type: ignore[method-assign]
