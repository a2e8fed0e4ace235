"""A YAML file as a tree that keeps its comments, each with the entry that it belongs to.

own line, before an entry      -> the entry after it
own line, indented below one   -> the end of the block it is indented like
end of a line                  -> the entry on that line
first in the file, then a gap  -> the head of the file
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from verifier.dataclass import dataclass

MODELINE = "yaml-language-server:"


@dataclass(slots=True)
class Scalar:
    """A text, and whether it was written without quotation marks."""

    text: str
    plain: bool


@dataclass(slots=True)
class Block:
    """A mapping or list, in block or flow style. `tail` are comments after its last entry."""

    mapping: bool
    flow: bool
    line: int
    column: int
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


Node = Scalar | Block


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list, with the comments before and beside it."""

    key: Scalar | None
    node: Node
    line: int
    last: int
    before: list[str] = field(default_factory=list)
    beside: str | None = None


@dataclass(slots=True)
class Tree:
    """A file: the comments at its head, by paragraphs, and the mapping that it holds."""

    head: list[list[str]]
    root: Block


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment where it stands; lines and columns count from 0."""

    line: int
    column: int
    at: int
    own_line: bool
    text: str


class Anchored(Exception):
    """The file uses anchors, which a tree without sharing cannot keep."""


def tree_of(text: str) -> Tree:
    r"""The tree of a `text` that is sound YAML with a mapping at its root.

    >>> tree = tree_of("a: 1  # one\n# two\nb: [x]\n")
    >>> [(e.key.text, e.before, e.beside) for e in tree.root.entries]
    [('a', [], '# one'), ('b', ['# two'], None)]
    """
    reader = _Reader(text)
    root = reader.root()
    comments = list(_comments(text, reader.texts))
    entries = list(_entries(root))
    head, comments = _head(comments, entries[0].line if entries else len(text))
    for comment in comments:
        _attach(comment, root, entries, reader.flows)
    return Tree(head, root)


def all_comments(tree: Tree) -> list[str]:
    """Every comment of the tree, sorted: two layouts of one file have the same."""
    found = [line for paragraph in tree.head for line in paragraph] + list(tree.root.tail)
    for entry in _entries(tree.root, flow=True):
        found += [*entry.before, *([entry.beside] if entry.beside else [])]
        if isinstance(entry.node, Block):
            found += entry.node.tail
    return sorted(found)


class _Reader:
    """Builds the tree from the parser's events; notes where texts and flow collections stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.texts: list[tuple[int, int]] = []
        self.flows: list[tuple[int, int, Entry]] = []
        self._parser: Any = yaml.CLoader(text)
        self._last: Any = None

    def root(self) -> Block:
        event = self._next()
        while not isinstance(event, MappingStartEvent):
            event = self._next()
        root = self._node(event)
        assert isinstance(root, Block)
        return root

    def _next(self) -> Any:
        self._last = self._parser.get_event()
        return self._last

    def _node(self, event: Any) -> Node:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise Anchored
        if isinstance(event, ScalarEvent):
            self._note_text(event)
            return Scalar(event.value, bool(event.implicit[0]))
        mapping = isinstance(event, MappingStartEvent)
        mark = event.start_mark
        block = Block(mapping, bool(event.flow_style), mark.line, mark.column)
        end = MappingEndEvent if mapping else SequenceEndEvent
        while not isinstance(inner := self._next(), end):
            block.entries.append(self._entry(inner, mapping=mapping))
        return block

    def _entry(self, event: Any, *, mapping: bool) -> Entry:
        start, key = event.start_mark, None
        if mapping:
            named = self._node(event)
            assert isinstance(named, Scalar)
            key, event = named, self._next()
        node = self._node(event)
        end = self._last.end_mark
        entry = Entry(key, node, start.line, end.line)
        if isinstance(node, Block) and node.flow:
            self.flows.append((event.start_mark.index, end.index, entry))
        elif isinstance(node, Block):
            entry.last = start.line
        return entry

    def _note_text(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):
            # A comment may follow the indicator, on its line.
            start = self.text.find("\n", start, end) + 1 or end
        self.texts.append((start, end))


def _entries(block: Block, *, flow: bool = False) -> Iterator[Entry]:
    """Every entry of the blocks, in the order of the file; those in flow collections if asked."""
    for entry in block.entries:
        yield entry
        if isinstance(entry.node, Block) and (flow or not entry.node.flow):
            yield from _entries(entry.node, flow=flow)


_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


def _comments(text: str, texts: list[tuple[int, int]]) -> Iterator[Comment]:
    """The comments of the file: what begins with `#` outside every text."""
    at = 0
    for start, end in [*texts, (len(text), len(text))]:
        while (match := _COMMENT.search(text, at, start)) is not None:
            begun = text.rfind("\n", 0, match.start()) + 1
            stop = text.find("\n", match.start())
            whole = text[match.start() : stop if stop >= 0 else len(text)]
            yield Comment(
                line=text.count("\n", 0, match.start()),
                column=match.start() - begun,
                at=match.start(),
                own_line=not text[begun : match.start()].strip(),
                text=whole.rstrip(),
            )
            at = match.start() + len(whole)
        at = max(at, end)


def _head(comments: list[Comment], first: int) -> tuple[list[list[str]], list[Comment]]:
    """The paragraphs of comments above a gap at the top of the file, and the other comments."""
    top = [c for c in comments if c.line < first and c.own_line]
    paragraphs: list[list[str]] = []
    for number, comment in enumerate(top):
        modeline = MODELINE in comment.text
        gap = number == 0 or comment.line > top[number - 1].line + 1
        if gap or modeline or MODELINE in paragraphs[-1][-1]:
            paragraphs.append([])
        paragraphs[-1].append(comment.text)
    attached = bool(top) and top[-1].line == first - 1 and MODELINE not in top[-1].text
    kept = paragraphs[:-1] if attached else paragraphs
    left = comments[sum(map(len, kept)) :]
    return kept, left


def _attach(
    comment: Comment, root: Block, entries: list[Entry], flows: list[tuple[int, int, Entry]]
) -> None:
    inside = next((entry for start, end, entry in flows if start <= comment.at < end), None)
    if inside is not None:
        inside.before.append(comment.text)
        return
    if not comment.own_line:
        on_line = [e for e in entries if comment.line in (e.line, e.last)]
        if on_line and on_line[-1].beside is None:
            on_line[-1].beside = comment.text
            return
    after = next((entry for entry in entries if entry.line > comment.line), None)
    block = _open_block(comment, root) if comment.own_line or after is None else None
    if block is not None and (
        after is None or all(inner is not after for inner in _entries(block))
    ):
        block.tail.append(comment.text)
    elif after is not None:
        after.before.append(comment.text)


def _open_block(comment: Comment, root: Block) -> Block:
    """The innermost block begun before the comment and indented no further than it."""
    block = root
    while True:
        earlier = [entry for entry in block.entries if entry.line < comment.line]
        inner = earlier[-1].node if earlier else None
        if not isinstance(inner, Block) or inner.flow or inner.line >= comment.line:
            return block
        # A list may stand in the column of its key: a comment there belongs to the mapping.
        if inner.column > comment.column or inner.column == block.column == comment.column:
            return block
        block = inner
