"""YAML from the events of libyaml's parser: values, and in a second reading their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
from verifier.loading.syntax import explain
from verifier.loading.yaml import CUT, SYNTAX, TWICE, UNUSED, Document, NotRead, Place, Value

MAX_DEPTH = 40
"""Levels of mappings and lists: four times those of a forecast, and far from Python's own limit."""
MAX_NODES = 200_000
"""Values in a file: 10,000 forecasts have no more. Aliases of aliases would make billions."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""How YAML 1.2 writes nothing; `verifier.loading.plain` reads the words of these alone."""


class _Refused(Exception):
    def __init__(self, message: str, event: Any, help: str = "") -> None:
        self.message, self.event, self.help = message, event, help


def value_of(document: Document) -> Value:
    """What a file says; raises `NotRead`. Keys that are there twice go to its `diagnostics`."""
    try:
        return _Reader(document).read()
    except yaml.YAMLError as error:
        raise NotRead(_syntax(document, error)) from None
    except _Refused as refused:
        span = Place(document, refused.event).span()
        raise NotRead(UNUSED.found(refused.message, span, help=refused.help)) from None


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
                    remedy = "remove this line, or give what follows it a file of its own"
                    raise _Refused("a second document in one file", event, remedy)
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
            if value in NULLS and event.implicit[0]:
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
                entry = None if text in NULLS and inner.implicit[0] else text
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


def place_of(document: Document) -> Place | None:
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


def cut_texts(document: Document, cuts: Mapping[int, int]) -> Iterator[Diagnostic]:
    """Of what looks like a comment at these places, each with its end, what cuts a plain text."""
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
