"""Whether a few edits change what was found of a ledger, told from what was kept of it alone.

What is found of records together follows from facts of them, and from what looks ask for beside
these (`records.Whole`). Facts have keys, and none is held against another without a key in common.
So a look has to be taken at the facts that an edit took away or brought, and at those that share a
key with one of them, as it was before and as it is now. Where it finds nothing, and reads no record
for that, nothing has changed. Whatever cannot be told so is left to a check of the whole ledger.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, chain, compress, count
from typing import TYPE_CHECKING, Any

from verifier.keeping import FEW
from verifier.loading.checks.look import Alone, Fact, Together, under
from verifier.loading.checks.looks import LOOKS
from verifier.loading.records import KINDS, Noted, Whole
from verifier.loading.survey import Outline, Surveyor, found_at, written
from verifier.loading.validation import Found
from verifier.loading.yaml import Document
from verifier.reading import Reader

if TYPE_CHECKING:
    from verifier.rules import Rules

_IDS = ""
"""Where an outline has the keys of ids, which no check's code is."""


_GONE = Outline(None, {}, {}, "", "nothing", {})
"""The outline of a file that is not there."""


class Beyond(Exception):
    """It does not follow from what was kept."""


Recall = Callable[[], tuple[memoryview, Callable[[bytes], bytes | None]] | None]
"""Gives what was kept of a ground, and what gives the outlines; None where it is gone."""


class Ground:
    """What the files of a ledger have to do with one another, as a check of all of them found."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        """The digests of their outlines, in the order of paths."""
        self._keys: list[Mapping[str, bytes | bytearray]] = []
        """By code the keys of each of them."""
        self.latest: Mapping[str, date] = {}
        """See `Whole`."""

    def add(self, name: str, digest: bytes, keys: Mapping[str, bytes | bytearray]) -> None:
        """Add one more file."""
        self.files[name] = digest
        self._keys.append(keys)

    def written(self, noted: Iterable[tuple[str, str | None]]) -> bytes:
        """What is kept of it, with what was asked for.

        By code those are the keys of all files, and how many those of each and all before it are.
        """
        keys: dict[str, tuple[bytes, bytes]] = {}
        for code in sorted(set().union(*self._keys)):
            own = [of.get(code, b"") for of in self._keys]
            ends = array("I", accumulate(len(one) // _KEY for one in own))
            keys[code] = b"".join(own), ends.tobytes()
        latest = {id: day.isoformat() for id, day in self.latest.items()}
        return marshal.dumps((self.files, keys, latest, list(noted)), 2)


_KEY = 4
"""Bytes of a key."""


class _Kept:
    """What was kept of a ledger, with the edits since."""

    def __init__(
        self,
        ground: memoryview,
        outline_of: Callable[[bytes], bytes | None],
        state: Mapping[str, Any],
    ) -> None:
        self.files, self._keys, latest, noted = marshal.loads(ground)  # noqa: S302  # our own
        self.latest = {id: date.fromisoformat(day) for id, day in latest.items()}
        self.noted = {*map(tuple, noted), *map(tuple, state["noted"])}
        self._names = [*self.files]
        self._outline_of = outline_of
        self._over: Mapping[str, bytes] = state["over"]
        self._read: dict[str, Outline] = {}

    def outline(self, name: str) -> Outline:
        """The outline of a file."""
        if name not in self._read:
            data = self._over.get(name) or self._outline_of(self.files[name])
            if data is None:
                raise Beyond
            self._read[name] = Outline(*marshal.loads(data))  # noqa: S302  # our own, and whole
        return self._read[name]

    def sharing(self, code: str, keys: frozenset[int]) -> set[str]:
        """The files that have one of these keys."""
        packed, ended = self._keys.get(code, (b"", b""))
        held, ends = memoryview(packed).cast("I"), memoryview(ended).cast("I")
        at = compress(count(), map(keys.__contains__, held))
        found = {self._names[bisect_right(ends, place)] for place in at} - self._over.keys()
        for name in self._over:
            own = memoryview(self.outline(name).keys.get(code, b"")).cast("I")
            if not keys.isdisjoint(own):
                found.add(name)
        return found


_Facts = list[tuple["Found[Any]", Fact]]


class _Side(Whole):
    """The ledger as checks look at it, before or after edits; what was not kept is not there."""

    def __init__(self, kept: _Kept, edited: Mapping[str, Outline], reader: Reader) -> None:
        self._kept, self._edited = kept, edited
        self.latest, self.reader = kept.latest, reader
        self.noted: set[tuple[str, str | None]] = set()
        self.ids = {kind: Noted(kind, _Ids(kind, self), self.noted) for kind in KINDS}

    def of(self, _: str) -> list[Found[Any]]:
        """All records of a kind: they are not at hand."""
        raise Beyond

    @property
    def broken(self) -> list[Document]:
        """Files with mistakes: they are not at hand."""
        raise Beyond

    def named(self, kind: str, id: str) -> Found[Any] | None:
        """A record by its id."""
        near = self._kept.sharing(_IDS, _keys([under(kind, id)])) - self._edited.keys()
        for name in (*near, *self._edited):
            outline = self._outline(name)
            for place, (each, _) in enumerate(outline.of(kind)):
                if each == id:
                    return found_at(_Closed(name), outline, kind, place)
        return None

    def _outline(self, name: str) -> Outline:
        return self._edited[name] if name in self._edited else self._kept.outline(name)

    def facts(self, code: str, name: str) -> _Facts:
        """The facts that a check keeps of a file."""
        outline, document = self._outline(name), _Closed(name)
        return [
            (found_at(document, outline, kind, place), fact)
            for kind, place, fact in outline.facts.get(code, ())
        ]


class _Ids(Mapping[str, "Found[Any]"]):
    """Records of a kind by id, as far as they are asked for one by one."""

    def __init__(self, kind: str, side: _Side) -> None:
        self._kind, self._side = kind, side

    def __getitem__(self, id: str) -> Found[Any]:
        found = self._side.named(self._kind, id)
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        raise Beyond

    def __len__(self) -> int:
        raise Beyond


class _Closed(Document):
    """A file that is not read."""

    __slots__ = ()

    def __init__(self, path: str) -> None:
        super().__init__(path, "")

    def _beyond(self, _: Any = None) -> Any:
        raise Beyond

    value = place = lines = property(_beyond, _beyond)


def unchanged(
    rules: Callable[[], Rules | None],
    documents: Mapping[str, Document | None],
    state: Any,
    recall: Recall,
    looks: Sequence[Alone | Together] | None = None,
) -> Any:
    """What is to be kept of a ledger by now, where edits change nothing in it but counts.

    None where that is not known. `documents` are what was edited as it is by now, None what is
    gone. `state` is what was kept of the ledger, and `recall` gives the rest of it, `rules` the
    rules, which are needed for words that were not heard before. `looks` are those that were taken,
    all unless they are given.
    """
    try:
        return _Edits(rules, documents, state, LOOKS if looks is None else looks).state(recall)
    except Beyond:
        return None


class _Edits:
    """Files that say something else by now."""

    def __init__(
        self,
        rules: Callable[[], Rules | None],
        documents: Mapping[str, Document | None],
        state: Mapping[str, Any],
        looks: Sequence[Alone | Together],
    ) -> None:
        def found() -> Rules:
            if (taken := rules()) is None:
                raise Beyond
            return taken

        self._state, self._looks = state, looks
        self._reader = Reader(found, state["heard"])
        there = [document for document in documents.values() if document is not None]
        surveys = Surveyor(self._reader, looks, {}).surveys(there)
        if any(survey.malformed or survey.unsound for survey in surveys):
            raise Beyond
        self._now = dict.fromkeys(documents, _GONE)
        self._now |= {survey.document.path: survey.outline for survey in surveys}

    def state(self, recall: Recall) -> dict[str, Any]:
        """What is to be kept of the ledger by now."""
        files, seen = dict(self._state["files"]), {}
        for name, outline in self._now.items():
            _, before = files.pop(name, ("", None))
            if outline is not _GONE:
                files[name] = outline.said, outline.seen
            if outline.seen != before:
                # Of this file a record was read for the sake of another.
                if before == "":
                    raise Beyond
                seen[name] = outline
        heard = {"files": files, "heard": self._reader.heard}
        return {**self._state, **heard, **(self._changed(seen, recall) if seen else {})}

    def _changed(self, now: Mapping[str, Outline], recall: Recall) -> dict[str, Any]:
        """What is to be kept of files of which others see something else by now."""
        over, held = self._state["over"], recall()
        over = over | {name: written(outline) for name, outline in now.items()}
        if held is None or len(over) > FEW:
            raise Beyond
        kept = _Kept(*held, self._state)
        was = {name: kept.outline(name) if name in self._state["files"] else _GONE for name in now}
        noted = [*self._state["noted"], *self._look(kept, was, now)]
        counts = {
            kind: number + _many(kind, now) - _many(kind, was)
            for kind, number in self._state["counts"].items()
        }
        return {"noted": noted, "over": over, "counts": counts}

    def _look(
        self, kept: _Kept, was: Mapping[str, Outline], now: Mapping[str, Outline]
    ) -> Sequence[tuple[str, str | None]]:
        """Make sure that nothing is found in what changed; what was asked for, and not before."""
        before, after = _Side(kept, was, self._reader), _Side(kept, now, self._reader)
        _hold_ids(kept, was, now)
        for look in self._looks:
            if isinstance(look, Together) and look.facts:
                known = _touched(look, before, after, kept, now)
                if any(look.look(known[0], before)) or any(look.look(known[1], after)):
                    raise Beyond
        return [*(after.noted - kept.noted)]


def _many(kind: str, outlines: Mapping[str, Outline]) -> int:
    return sum(len(outline.of(kind)) for outline in outlines.values())


def _hold_ids(kept: _Kept, was: Mapping[str, Outline], now: Mapping[str, Outline]) -> None:
    """Make sure that nobody has asked for an id that came or went, and that none is there twice."""
    new: set[tuple[str, str]] = set()
    for name, outline in now.items():
        ids = [*outline.declared()]
        for kind, id in {*was[name].declared()} ^ {*ids}:
            if not kept.noted.isdisjoint([(kind, id), (kind, None)]):
                raise Beyond
        if not new.isdisjoint(ids) or len({*ids}) < len(ids):
            raise Beyond
        new.update(ids)
    if kept.sharing(_IDS, _keys(under(*each) for each in new)) - now.keys():
        raise Beyond


def _touched(
    look: Together, before: _Side, after: _Side, kept: _Kept, edited: Collection[str]
) -> tuple[_Facts, _Facts]:
    """The facts that came or went, and those that have a key in common with one, on both sides."""
    code = look.checks[0].code
    own = [{name: side.facts(code, name) for name in edited} for side in (before, after)]
    one, two = ({_told(*each) for each in chain.from_iterable(of.values())} for of in own)
    changed = one ^ two
    all_own = chain.from_iterable(chain.from_iterable(of.values()) for of in own)
    touched = [each for each in all_own if _told(*each) in changed]
    keys = _keys(look.keys(*each) for each in touched)
    near = kept.sharing(code, keys) - {*edited} if keys else set()
    # They are on both sides.
    others = {name: before.facts(code, name) for name in near}

    def known(of: dict[str, _Facts]) -> _Facts:
        by_name = others | of
        return [
            each
            for name in sorted(by_name, key=lambda path: path.split("/"))
            for each in by_name[name]
            if not keys.isdisjoint(_keys([look.keys(*each)])) or _told(*each) in changed
        ]

    return (known(own[0]), known(own[1])) if changed else ([], [])


def _keys(packed: Iterable[bytes]) -> frozenset[int]:
    return frozenset(memoryview(b"".join(packed)).cast("I"))


def _told(found: Found[Any], fact: Fact) -> bytes:
    return marshal.dumps((found.document.path, found.route, found.id, fact), 2)
