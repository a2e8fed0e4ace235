"""YAML as the ledger reads it: text as written, with the place of every key and value.

Built on the events of libyaml's parser. Every scalar stays the text that was written (`no`, `012`
and `12:30` are themselves); only an empty plain scalar, `~` and `null` are None. What else YAML can
do (tags, several documents, unbounded nesting and aliases) is refused, duplicate keys too.

Most files have no findings, and values alone are read in half the time: places are found in a
second reading, when the first of them is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from verifier.diagnostics import Diagnostic, Note, Span
from verifier.diagnostics.check import firm, warning
from verifier.loading.plain import read_plain
from verifier.loading.syntax import BREAKS, explain, starts

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

MAX_DEPTH = 40
"""Levels of mappings and lists: four times those of a forecast, and far from Python's own limit."""
MAX_NODES = 200_000
"""Values in a file: 10,000 forecasts have no more. Aliases of aliases would make billions."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

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
    ) -> None:
        self.path = path
        self.text = text
        self._value = value
        self.diagnostics: list[Diagnostic] = [] if diagnostics is None else diagnostics
        self._place: Place | None = None
        self._lines: list[str] | None = None

    @classmethod
    def known_sound(cls, path: str, text: str) -> Document:
        """A document that was read without complaint before: its value is read when asked for."""
        return cls(path, text, _UNREAD)

    @property
    def value(self) -> Value:
        """What the file says, None where it says nothing or cannot be read."""
        if self._value is _UNREAD:
            self._value = _value_of(self)
        return self._value

    @value.setter
    def value(self, value: Value) -> None:
        self._value = value

    @property
    def place(self) -> Place | None:
        """The place of the whole value, None where there is no value."""
        if self._place is None and self.value is not None:
            self._place = _survey(self)
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


class _Refused(Exception):
    def __init__(self, message: str, event: Any, help: str = "") -> None:
        self.message, self.event, self.help = message, event, help


def read(path: str, text: str) -> Document:
    """Read one YAML document; never raises on bad input, which is in `diagnostics` instead."""
    document = Document(path, text)
    for number, column, marker in conflicts(text):
        span = Span(path, number, column, number, column + len(marker))
        document.diagnostics.append(CONFLICT.found(f"a conflict marker, `{marker}`", span))
    if document.diagnostics:
        return document
    try:
        document.value = _value_of(document)
    except yaml.YAMLError as error:
        document.diagnostics.append(_syntax(document, error))
    except _Refused as refused:
        span = Place(document, refused.event).span()
        document.diagnostics.append(UNUSED.found(refused.message, span, help=refused.help))
    else:
        document.diagnostics.extend(_cut_texts(document))
    return document


def _value_of(document: Document) -> Value:
    plain = read_plain(document.text)
    return _Reader(document).read() if plain is None else plain


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


class _Reader:
    """Turns the parser's events into plain values."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchors: dict[str, tuple[Value, int]] = {}
        self.room = MAX_NODES
        self.next: Callable[[], Any] = CParser(document.text).get_event

    def read(self) -> Value:
        value, documents = None, 0
        while type(event := self.next()) is not StreamEndEvent:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused("a second document in one file", event)
            elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
                value = self._node(event, 0)
            elif isinstance(event, AliasEvent):
                raise _no_anchor(event)
        return value

    def _node(self, event: Any, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise _Refused(f"nested more than {MAX_DEPTH} deep", event)
        if self.room <= 0:
            raise _Refused(f"more than {MAX_NODES} values in one file", event)
        self.room -= 1
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event)
        if event.tag is not None and event.tag != "!":
            raise _Refused(f"a tag, `{event.tag}`", event, _QUOTE.format("!"))
        before = self.room
        value: Value
        if kind is ScalarEvent:
            value = event.value
            if value in _NULLS and event.implicit[0]:
                value = None
        elif kind is MappingStartEvent:
            value = self._mapping(depth + 1)
        else:
            value = self._sequence(depth + 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, before - self.room + 1)
        return value

    def _alias(self, event: Any) -> Value:
        if event.anchor not in self.anchors:
            raise _no_anchor(event)
        value, size = self.anchors[event.anchor]
        self.room -= size
        return value

    def _mapping(self, depth: int) -> dict[str, Value]:
        value: dict[str, Value] = {}
        first: dict[str, Any] = {}
        following = self.next
        while type(event := following()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                raise _Refused("a key that is not plain text", event, "put the key in quotes")
            inner = following()
            # Nearly all that is in mappings is plain text: it is spared a call.
            if type(inner) is ScalarEvent and inner.tag is inner.anchor is None and self.room > 0:
                self.room -= 1
                text = inner.value
                entry = None if text in _NULLS and inner.implicit[0] else text
            else:
                entry = self._node(inner, depth)
            name = event.value
            if name in first:
                self._twice(name, event, first[name])
            else:
                value[name], first[name] = entry, event
        return value

    def _twice(self, name: str, again: Any, first: Any) -> None:
        note = Note("the first stands here", Place(self.document, first).span())
        span = Place(self.document, again).span()
        twice = TWICE.found(f"duplicate key `{name}`", span, notes=(note,))
        self.document.diagnostics.append(twice)

    def _sequence(self, depth: int) -> list[Value]:
        value: list[Value] = []
        while type(event := self.next()) is not SequenceEndEvent:
            value.append(self._node(event, depth))
        return value


_QUOTE = "put a text that begins with `{}` in quotes"


def _no_anchor(event: Any) -> _Refused:
    message = f"the alias `*{event.anchor}` has no anchor"
    return _Refused(message, event, _QUOTE.format("*"))


def _events(text: str) -> Iterator[Any]:
    following = CParser(text).get_event
    while type(event := following()) is not StreamEndEvent:
        yield event


def _survey(document: Document) -> Place | None:
    """The places of a document whose value was read without complaint."""
    surveyor = _Surveyor(document)
    for event in surveyor.events:
        if isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            return surveyor.node(event)
    return None


class _Surveyor:
    """Turns the parser's events into the places of nodes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.events = _events(document.text)
        self.anchors: dict[str, Place] = {}

    def node(self, event: Any) -> Place:
        """The place of the node that begins with `event`."""
        if isinstance(event, AliasEvent):
            return self.anchors[str(event.anchor)]
        place = Place(self.document, event)
        if isinstance(event, MappingStartEvent):
            place.last = self._mapping(place)
        elif isinstance(event, SequenceStartEvent):
            place.last = self._sequence(place)
        if event.anchor is not None:
            self.anchors[event.anchor] = place
        return place

    def _mapping(self, place: Place) -> Any:
        items: dict[str, Place] = {}
        keys: dict[str, Place] = {}
        place.items, place.keys = items, keys
        while not isinstance(key := next(self.events), MappingEndEvent):
            entry = self.node(next(self.events))
            if key.value not in items:
                items[key.value], keys[key.value] = entry, Place(self.document, key)
        return key if place.event.flow_style else place.event

    def _sequence(self, place: Place) -> Any:
        items: list[Place] = []
        place.items = items
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.node(event))
        return event if place.event.flow_style else place.event


_HASH = re.compile(r"(?<=\S) +#(?=[^\s#!])")


def _cut_texts(document: Document) -> Iterator[Diagnostic]:
    """Plain texts that a `#` with no space after it cuts short: seldom a comment."""
    if " #" not in document.text:
        return
    cuts = {match.start(): match.end() for match in _HASH.finditer(document.text)}
    if not cuts:
        return
    for event in _events(document.text):
        if isinstance(event, ScalarEvent) and event.implicit[0] and event.value:
            start: Any = event.start_mark
            end: Any = event.end_mark
            if end.index in cuts and start.line == end.line:
                column = end.column + cuts[end.index] - end.index
                width = len(document.lines[end.line].rstrip())
                span = Span(document.path, end.line + 1, column, end.line + 1, width + 1)
                yield CUT.found("a hash sign cuts the text: what follows is a comment", span)


def _syntax(document: Document, error: yaml.YAMLError) -> Diagnostic:
    said = explain(document.text, document.lines, error)
    span = Span(document.path, said.line + 1, said.start + 1, said.line + 1, said.end + 1)
    return SYNTAX.found(f"not valid YAML: {said.message}", span, help=said.help)
