"""YAML as the ledger reads it: text as written, with the place of every key and value.

Built on the events of libyaml's parser. Every scalar stays the text that was written (`no`, `012`
and `12:30` are themselves); only an empty plain scalar, `~` and `null` are None. What else YAML can
do (tags, several documents, unbounded nesting and aliases) is refused, duplicate keys too.

Most files have no findings, and values alone are read in half the time: places are found in a
second reading, when the first of them is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from verifier.diagnostics import Diagnostic, Span
from verifier.diagnostics.check import firm, warning
from verifier.loading.plain import read_plain

SYNTAX = firm(
    "VF001",
    "not valid YAML",
    "A file that cannot be read cannot be scored.",
    "Fix the place shown: indentation by spaces, a space after each colon, quotes closed.",
)
TWICE = firm(
    "VF002",
    "duplicate key",
    "YAML readers keep the last of two equal keys and silently drop the first.",
    "Keep one of the two.",
)
UNUSED = firm(
    "VF003",
    "YAML the ledger does not use",
    "Tags, several documents, deep nesting and many aliases hide what a file says.",
    "Write plain mappings, lists and text.",
)
CUT = warning(
    "VF005",
    "a hash sign cuts the text",
    "Outside quotes a space and `#` begin a comment; the rest of the line is lost.",
    "Put the whole text in quotes; a real comment has a space after the `#`.",
)
CONFLICT = firm(
    "VF007",
    "conflict marker",
    "A half-merged file says two things at once.",
    "Keep the lines of one side, and delete the markers.",
)
CHECKS = (SYNTAX, TWICE, UNUSED, CUT, CONFLICT)

BREAKS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""Where YAML breaks lines."""
_UNREAD = object()

Value = Any
Route = tuple[str | int, ...]


class Place:
    """Where a node stands, and the places of what is in it."""

    __slots__ = ("document", "event", "items", "keys", "last")

    def __init__(self, document: Document, event: Any) -> None:
        self.document = document
        self.event = event
        self.last: Any = event
        self.items: dict[str, Place] | list[Place] | None = None
        self.keys: dict[str, Place] | None = None

    def span(self) -> Span:
        """From the first character of the node to the last; of a block, its first line only."""
        start, end = self.event.start_mark, self.last.end_mark
        block = self.items is not None and self.last is self.event
        if block or end.line != start.line:
            lines = self.document.lines
            width = len(lines[start.line].rstrip()) if start.line < len(lines) else start.column
            return self._span(start, start.line, max(width, start.column + 1))
        return self._span(start, end.line, max(end.column, start.column + 1))

    def around(
        self, items: dict[str, Place] | list[Place], keys: dict[str, Place] | None = None
    ) -> Place:
        """The same place with something else in it."""
        place = Place(self.document, self.event)
        place.last, place.items, place.keys = self.last, items, keys
        return place

    def _span(self, start: Any, end_line: int, end_column: int) -> Span:
        return Span(
            self.document.path, start.line + 1, start.column + 1, end_line + 1, end_column + 1
        )


class Document:
    """One file: its text, its value, the places of its nodes, and what is wrong with its form."""

    __slots__ = ("_lines", "_place", "_value", "diagnostics", "path", "text")

    def __init__(
        self,
        path: str,
        text: str,
        value: Value = None,
        diagnostics: list[Diagnostic] | None = None,
        shown: str | None = None,
    ) -> None:
        """`shown` is what people see of a file that is no text."""
        self.path = path
        self.text = text
        self._value = value
        self.diagnostics: list[Diagnostic] = [] if diagnostics is None else diagnostics
        self._place: Place | None = None
        self._lines = None if shown is None else BREAKS.split(shown)

    @classmethod
    def known_sound(cls, path: str, text: str) -> Document:
        """A document that was read without complaint before: its value is read when asked for."""
        return cls(path, text, _UNREAD)

    @property
    def value(self) -> Value:
        """What the file says, None where it says nothing or cannot be read."""
        if self._value is _UNREAD:
            self._value, _ = _value_of(self)
        return self._value

    @value.setter
    def value(self, value: Value) -> None:
        self._value = value

    @property
    def place(self) -> Place | None:
        """The place of the whole value, None where there is no value."""
        if self._place is None and self.value is not None:
            self._place = _events().place_of(self)
        return self._place

    @place.setter
    def place(self, place: Place | None) -> None:
        self._place = place

    @property
    def lines(self) -> list[str]:
        """The text by lines, broken where YAML breaks them."""
        if self._lines is None:
            self._lines = BREAKS.split(self.text)
        return self._lines

    @property
    def starts(self) -> list[int]:
        """Where each line begins in the text."""
        return starts(self.text, self.lines)

    def find(self, route: Route) -> Place | None:
        """The deepest place on `route` that exists; parts that are not in the file are skipped."""
        place = self.place
        for part in route:
            place = step(place, part) or place
        return place

    def span(self, route: Route = ()) -> Span:
        """The span of the value at `route`, or of the nearest thing around it."""
        place = self.find(route)
        return place.span() if place else Span(self.path)

    def key_span(self, route: Route) -> Span:
        """The span of the last key of `route`, or of the value where it is no key."""
        parent = self.find(route[:-1])
        key = parent.keys.get(str(route[-1])) if parent and parent.keys else None
        return key.span() if key else self.span(route)


def step(place: Place | None, part: str | int) -> Place | None:
    """The place one key or index further in, None where there is none."""
    if place is None:
        return None
    items = place.items
    if isinstance(items, dict):
        return items.get(str(part))
    if isinstance(items, list) and isinstance(part, int) and part < len(items):
        return items[part]
    return None


def starts(text: str, lines: Iterable[str]) -> list[int]:
    """Where each line of a text begins, and where it ends."""
    found = [0]
    for line in lines:
        at = found[-1] + len(line)
        found.append(at + (2 if text.startswith("\r\n", at) else 1))
    return found


class NotRead(Exception):
    """A file whose value cannot be had, and what is found of it."""

    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found.message)
        self.found = found


def read(path: str, text: str) -> Document:
    """Read one YAML document; never raises on bad input, which is in `diagnostics` instead."""
    document = Document(path, text)
    for number, column, marker in conflicts(text):
        span = Span(path, number, column, number, column + len(marker))
        document.diagnostics.append(CONFLICT.found(f"a conflict marker, `{marker}`", span))
    if document.diagnostics:
        return document
    try:
        document.value, plain = _value_of(document)
    except NotRead as why:
        document.diagnostics.append(why.found)
    else:
        if not plain and " #" in text:
            document.diagnostics.extend(_cut_texts(document))
    return document


def _value_of(document: Document) -> tuple[Value, bool]:
    """What a file says, and whether it is of plain lines, in which no text is cut."""
    plain = read_plain(document.text)
    return (_events().value_of(document), False) if plain is None else (plain, True)


def _events() -> Any:
    """What reads all else: to import libyaml takes a tenth of a check after an edit."""
    from verifier.loading import events  # noqa: PLC0415

    return events


_MARKERS = tuple(7 * sign for sign in "<>|=")  # as long as git makes them
_CONFLICT = re.compile(r"^[ \t]*(<{7}|>{7}|\|{7})(?=\s|$)|^(={7})\s*$", re.MULTILINE)


def conflicts(text: str) -> Iterator[tuple[int, int, str]]:
    """Line, column and sign of each conflict that a merge left: of its first marker, or a stray."""
    if not any(marker in text for marker in _MARKERS):
        return
    inside = False
    for number, line in enumerate(BREAKS.split(text), start=1):
        marker = _CONFLICT.match(line)
        if marker is None:
            continue
        kind = marker[1] or marker[2]
        if not inside:
            yield number, len(line) - len(line.lstrip()) + 1, kind
        inside = not kind.startswith(">")


_HASH = re.compile(r"(?<=\S) +#(?=[^\s#!])")


def _cut_texts(document: Document) -> Iterator[Diagnostic]:
    """Plain texts that a `#` with no space after it cuts short: seldom a comment."""
    cuts = {match.start(): match.end() for match in _HASH.finditer(document.text)}
    if not cuts:
        return
    yield from _events().cut_texts(document, cuts)
