"""How checks look at a ledger: at each record by itself, or at what they keep of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from sys import byteorder
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from verifier.diagnostics import Check, Diagnostic, Severity

if TYPE_CHECKING:
    from verifier.loading.records import Whole
    from verifier.loading.validation import Found
    from verifier.loading.yaml import Document
    from verifier.model.forecasts import Forecast, Source
    from verifier.reading import Reader

Route = tuple[str | int, ...]
Fact = Any
"""What a check keeps of a record: plain texts, numbers, lists and tuples, which another run or
process can hand on."""
Known = Sequence[tuple["Found[Any]", Fact]]
"""What was kept, each fact with the record that it is of, in the order of files."""


class Context(NamedTuple):
    """What is beside a record: the rest of its file, and the rules, by which words are read."""

    source: Found[Source]
    forecasts: Sequence[Found[Forecast]]
    reader: Reader
    documents: Mapping[str, Document]
    """Where the rules are written."""


class Alone(NamedTuple):
    """A look at each record of some kinds by itself; of the kind `files`, at its document."""

    checks: tuple[Check, ...]
    kinds: Mapping[str, Callable[[Any, Found[Any], Context], Iterable[Diagnostic]]]
    """What is called with the record, where it was found, and what is beside it."""


def under(*parts: str) -> bytes:
    """Four bytes for some texts. Others may have the same, so that they tell what is not equal."""
    return crc32("\0".join(parts).encode()).to_bytes(4, byteorder)


def _one_for_all(_: Found[Any], __: Fact) -> bytes:
    return bytes(4)


def by_itself(_: Found[Any], __: Fact) -> bytes:
    """The keys of a fact that is held against no other fact."""
    return b""


class Together(NamedTuple):
    """A look at all records together, by the facts that are kept of some kinds of them.

    Each fact has keys, of four bytes each. What is found of some facts can depend on no fact that
    has no key with one of them in common: see `verifier.loading.edits`.
    """

    checks: tuple[Check, ...]
    facts: Mapping[str, Callable[[Any], Iterable[Fact]]]
    look: Callable[[Known, Whole], Iterator[Diagnostic]]
    keys: Callable[[Found[Any], Fact], bytes] = _one_for_all


def is_advice(look: Alone | Together) -> bool:
    """Whether what is looked for does not stop a run, so that most commands spare the look."""
    return all(check.severity != Severity.ERROR for check in look.checks)


def values_under(*keys: str) -> Callable[[Any], Iterable[tuple[str, Route, Any]]]:
    """Gives of a record what it has under each of these keys, with the key and where it is.

    They are keys of ids, days, lists and records, of which none is there and counts as false.
    """
    firsts, rests = zip(*map(_split, keys), strict=True)
    # Where one attribute alone is asked for, it does not come in a tuple.
    held = attrgetter(*firsts, firsts[0])

    def values(record: Any) -> Iterable[tuple[str, Route, Any]]:
        inners = held(record)
        # Most records have nothing there.
        return _values(record, inners) if any(inners) else ()

    def _values(record: Any, inners: Sequence[Any]) -> Iterator[tuple[str, Route, Any]]:
        for key, rest, inner in zip(keys, rests, inners, strict=False):
            if not inner:
                continue
            if rest:
                for route, value in values_at(record, key):
                    yield key, route, value
            else:
                yield key, (key,), inner

    return values


@cache
def _split(keys: str) -> tuple[str, Sequence[str]]:
    first, *rest = keys.split(".")
    return first, rest


def values_at(value: Any, keys: str) -> Sequence[tuple[Route, Any]]:
    """What a record has under `keys`, such as `evidence.*.published`, and where; nothing for None.

    `*` is each item of a list, and `for` each item of evidence with that stance.
    """
    first, rest = _split(keys)
    inner = None if value is None else getattr(value, first)
    # Most records have nothing there.
    if inner is None or inner == ():
        return ()
    found: list[tuple[Route, Any]] = [((first,), inner)]
    for key in rest:
        if key in ("*", "for"):
            found = [
                ((*route, index), item)
                for route, items in found
                for index, item in enumerate(items)
                if key == "*" or item.stance == "for"
            ]
        else:
            found = [
                ((*route, key), inner)
                for route, outer in found
                if (inner := getattr(outer, key)) is not None
            ]
    return found
