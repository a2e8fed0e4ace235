"""YAML as the ledger reads it: text as written, with the place of every key and value.

Built on the events of libyaml's parser. Every scalar stays the text that was written (`no`, `012`
and `12:30` are themselves); only an empty plain scalar, `~` and `null` are None. What else YAML can
do (tags, several documents, unbounded nesting and aliases) is refused, duplicate keys too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from verifier.diagnostics import CHECKS, Diagnostic, Note, Span

MAX_DEPTH = 40
MAX_NODES = 200_000
_Parser: Any = getattr(yaml, "CParser", None) or yaml.Loader
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

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
        if end.line != start.line:
            lines = self.document.lines
            width = len(lines[start.line].rstrip()) if start.line < len(lines) else start.column
            return self._span(start, start.line, max(width, start.column + 1))
        return self._span(start, end.line, max(end.column, start.column + 1))

    def _span(self, start: Any, end_line: int, end_column: int) -> Span:
        return Span(
            self.document.path, start.line + 1, start.column + 1, end_line + 1, end_column + 1
        )


@dataclass(slots=True)
class Document:
    """One file: its text, its value, the places of its nodes, and what is wrong with its form."""

    path: str
    text: str
    value: Value = None
    place: Place | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The text by lines."""
        return self.text.split("\n")

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
    def __init__(self, code: str, message: str, event: Any) -> None:
        self.code, self.message, self.event = code, message, event


def read(path: str, text: str) -> Document:
    """Read one YAML document; never raises on bad input, which is in `diagnostics` instead."""
    document = Document(path, text)
    try:
        _Builder(document).build()
    except yaml.YAMLError as error:
        document.diagnostics.append(_syntax(document, error))
        document.value = document.place = None
    except _Refused as refused:
        span = Place(document, refused.event).span()
        document.diagnostics.append(_finding(refused.code, refused.message, span))
        document.value = document.place = None
    return document


class _Builder:
    """Turns the parser's events into plain values and the tree of their places."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchors: dict[str, tuple[Value, Place]] = {}
        self.nodes = 0

    def build(self) -> None:
        events = self._events()
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused("VF003", "a second document in one file", event)
            elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
                value, place = self._node(event, events, 0)
                self.document.value, self.document.place = value, place

    def _events(self) -> Iterator[Any]:
        parser = _Parser(self.document.text)
        try:
            while (event := parser.get_event()) is not None:
                yield event
        finally:
            parser.dispose()

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> tuple[Value, Place]:
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise _Refused("VF003", f"nested more than {MAX_DEPTH} deep", event)
        if self.nodes > MAX_NODES:
            raise _Refused("VF003", f"more than {MAX_NODES} values in one file", event)
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if event.tag not in (None, "!"):
            raise _Refused("VF003", f"a tag, `{event.tag}`", event)
        place = Place(self.document, event)
        value: Value
        if isinstance(event, ScalarEvent):
            plain_null = event.implicit[0] and event.value in _NULLS
            value = None if plain_null else event.value
        elif isinstance(event, MappingStartEvent):
            value = self._mapping(place, events, depth)
        else:
            value = self._sequence(place, events, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, place)
        return value, place

    def _alias(self, event: Any) -> tuple[Value, Place]:
        if event.anchor not in self.anchors:
            raise _Refused("VF003", f"the alias `*{event.anchor}` has no anchor", event)
        value, place = self.anchors[event.anchor]
        self.nodes += _size(place)
        return value, place

    def _mapping(self, place: Place, events: Iterator[Any], depth: int) -> dict[str, Value]:
        value: dict[str, Value] = {}
        place.items = items = {}
        keys: dict[str, Place] = {}
        place.keys = keys
        for event in events:
            if isinstance(event, MappingEndEvent):
                place.last = event if place.event.flow_style else place.event
                return value
            if not isinstance(event, ScalarEvent):
                raise _Refused("VF003", "a key that is not plain text", event)
            key = Place(self.document, event)
            entry, where = self._node(next(events), events, depth + 1)
            name = event.value
            if name in keys:
                note = Note("the first stands here", keys[name].span())
                self.document.diagnostics.append(
                    _finding("VF002", f"duplicate key `{name}`", key.span(), (note,))
                )
                continue
            value[name], items[name], keys[name] = entry, where, key
        return value

    def _sequence(self, place: Place, events: Iterator[Any], depth: int) -> list[Value]:
        value: list[Value] = []
        place.items = items = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                place.last = event if place.event.flow_style else place.event
                return value
            entry, where = self._node(event, events, depth + 1)
            value.append(entry)
            items.append(where)
        return value


def _size(place: Place) -> int:
    inner = place.items.values() if isinstance(place.items, dict) else place.items or ()
    return 1 + sum(_size(item) for item in inner)


def _finding(code: str, message: str, span: Span, notes: tuple[Note, ...] = ()) -> Diagnostic:
    check = CHECKS[code]
    return Diagnostic(code, check.severity, message, span, help=check.remedy, notes=notes)


_SAID = (
    ("found character '\\t'", "a tab; indent with spaces"),
    (
        "mapping values are not allowed",
        "a colon where none can be: quote the text, or mend the indentation",
    ),
    ("found unexpected end of stream", "a quotation mark that is never closed"),
    ("could not find expected ':'", "a key without a colon and a space after it"),
    ("did not find expected key", "a line that fits no mapping: check its indentation and quotes"),
    ("did not find expected '-' indicator", "a line that fits no list: check its indentation"),
    ("did not find expected ',' or", "a bracket or brace that is never closed"),
    ("found character that cannot start any token", "a character that must be quoted here"),
    ("control characters are not allowed", "a control character"),
    ("found undefined alias", "an alias without an anchor; quote a text that begins with `*`"),
)


def _syntax(document: Document, error: yaml.YAMLError) -> Diagnostic:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    words = next((said for start, said in _SAID if start in problem), problem)
    mark = getattr(error, "problem_mark", None)
    span = Span(document.path)
    if mark is not None:
        line = min(mark.line, max(len(document.lines) - 1, 0))
        span = Span(document.path, line + 1, mark.column + 1, line + 1, mark.column + 2)
    return _finding("VF001", f"not valid YAML: {words}", span)
