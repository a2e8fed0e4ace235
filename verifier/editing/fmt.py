"""One layout for ledger files. It moves keys, spaces, quotation marks and line breaks, no value.

- keys in the order of the model, two spaces for each level, lists indented under their key
- a blank line between the parts of a file, before comments at its end, and between records that
  have an id
- propositions, windows, likelihoods and lists of short texts on one line where they fit
- plain text where YAML can carry it, except verbatim words, which are always in quotation marks
- long text folded at the line's width, verbatim words never
- comments stay with what they stand before, beside or after
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

from verifier.dataclass import dataclass
from verifier.editing.tree import (
    MODELINE,
    Anchored,
    Block,
    Entry,
    Node,
    Scalar,
    all_comments,
    tree_of,
)
from verifier.loading.events import NULLS
from verifier.loading.yaml import read
from verifier.model.shape import Shape, shape_of

WIDTH = 100
"""Columns of a line of prose: two files fit side by side on a wide screen, as the code's do."""
_BREAK = re.compile("\r\n?")
_VERBATIM = frozenset({"quote", "phrase", "words"})


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file in its canonical layout, or as it was, with the reason why it was left so."""

    text: str
    left_because: str | None = None


def fmt(name: str, text: str, *, schema: str | None = None) -> Formatted:
    """Lay `text` out, a file of `seeds/` or `outcomes/` as its `name` says.

    `schema` is the address for the editor's modeline, which is put at the head where none is.

    >>> print(fmt("outcomes/q.yaml", "questions: [{title:   'Does it?',  id: q-1}]").text)
    questions:
      - id: q-1
        title: Does it?
    <BLANKLINE>
    """
    before = read(name, text)
    text = _BREAK.sub("\n", text)
    if before.diagnostics:
        return Formatted(text, f"{before.diagnostics[0].message}; `verifier check` shows where")
    if not isinstance(before.value, dict):
        return Formatted(text, "no mapping stands at its root")
    try:
        tree = tree_of(text)
    except Anchored:
        return Formatted(text, "it shares values by anchors, which one layout would undo")
    comments = all_comments(tree)
    shape = shape_of(name)
    head = [[*paragraph] for paragraph in tree.head]
    if schema is not None and not any(MODELINE in line for para in head for line in para):
        head.insert(0, [f"# {MODELINE} $schema={schema}"])
        comments = sorted([*comments, head[0][0]])
    out = "\n".join([*_head(head), *_root(tree.root, shape)]) + "\n"
    after = read(name, out)
    if after.value != before.value or after.diagnostics or all_comments(tree_of(out)) != comments:
        return Formatted(text, "its layout is too unusual to be changed without risk")
    return Formatted(out)


def laid_out(
    record: Mapping[str, Any], shape: Shape, *, beside: Mapping[str, str] | None = None
) -> list[str]:
    """The lines of one new record, in the canonical layout; `beside` are remarks to its keys.

    >>> from verifier.model.shape import SEEDS
    >>> laid_out({"expects": {"event": "storm"}, "id": "a"}, SEEDS.inside("forecasts"))
    ['id: a', 'expects: {event: storm}']
    """
    root = _built(record)
    assert isinstance(root, Block)
    for entry in root.entries:
        remark = (beside or {}).get(entry.key.text) if entry.key else None
        entry.beside = f"# {remark}" if remark else None
    return list(_block(root, shape, 0))


def _built(value: Any) -> Node:
    if isinstance(value, Mapping):
        block = Block(mapping=True, flow=False, line=0, column=0)
        block.entries = [
            Entry(Scalar(key, plain=True), _built(inner), 0, 0) for key, inner in value.items()
        ]
        return block
    if isinstance(value, (list, tuple)):
        block = Block(mapping=False, flow=False, line=0, column=0)
        block.entries = [Entry(None, _built(inner), 0, 0) for inner in value]
        return block
    text = str(value)
    return Scalar(text, plain=text not in NULLS and _DATED.fullmatch(text) is not None)


# What the ledger writes without quotation marks although it has the look of a number or a day.
_DATED = re.compile(r"[-+.\dX?~%/]+|true|false|yes|no")


def _head(paragraphs: list[list[str]]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from paragraph
        if not (len(paragraph) == 1 and MODELINE in paragraph[0]):
            yield ""


def _root(root: Block, shape: Shape) -> Iterator[str]:
    for number, entry in enumerate(_sorted(root, shape)):
        if number:
            yield ""
        yield from _entry(entry, shape, 0)
    yield from ["", *root.tail] if root.tail else ()


def _sorted(block: Block, shape: Shape) -> list[Entry]:
    """The entries in the order in which they are written."""
    if not block.mapping:
        return block.entries
    by_key = {entry.key.text: entry for entry in block.entries if entry.key is not None}
    return [by_key[key] for key in shape.keys(by_key)]


def _block(block: Block, shape: Shape, indent: int) -> Iterator[str]:
    apart = _apart(block) and indent > 0
    for number, entry in enumerate(_sorted(block, shape)):
        if number and apart:
            yield ""
        yield from _entry(entry, shape, indent)
    yield from (" " * indent + line for line in block.tail)


def _apart(block: Block) -> bool:
    """Whether the entries are records with an id, which stand apart from each other."""
    return not block.mapping and any(
        isinstance(entry.node, Block) and "id" in _names(entry.node) for entry in block.entries
    )


def _entry(entry: Entry, shape: Shape, indent: int) -> Iterator[str]:
    margin = " " * indent
    inner = shape if entry.key is None else shape.inside(entry.key.text)
    lead = margin + ("- " if entry.key is None else f"{_key(entry.key)}:")
    lines = list(_value(entry, inner, lead, indent))
    comments = [margin + comment for comment in entry.before]
    if entry.beside:
        lines[0] = f"{lines[0]}  {entry.beside}"
    yield from comments
    yield from lines


def _value(entry: Entry, shape: Shape, lead: str, indent: int) -> Iterator[str]:
    """The lines of an entry: `lead`, and its value beside or below it."""
    node, verbatim = entry.node, entry.key is not None and entry.key.text in _VERBATIM
    gap = " " if entry.key is not None else ""
    line = _inline(node, shape, verbatim=verbatim)
    if isinstance(node, Scalar):
        assert line is not None
        lines = _literal(node.text) if "\n" in node.text else None
        if lines is None and not verbatim and len(lead + gap + line) > WIDTH:
            lines = _folded(node.text, WIDTH - indent - 2)
        if lines is None:
            yield lead + gap + line
        else:
            yield lead + gap + lines[0]
            yield from ((" " * (indent + 2) + part).rstrip() for part in lines[1:])
    elif line is not None and (not node.entries or len(lead + gap + line) <= WIDTH):
        yield lead + gap + line
    elif entry.key is None:
        yield from _item(node, entry, shape, indent)
    else:
        yield lead
        yield from _block(node, shape, indent + 2)


def _item(node: Block, entry: Entry, shape: Shape, indent: int) -> Iterator[str]:
    """A collection inside a list: its first line stands beside the dash."""
    first = _sorted(node, shape)[0]
    # No comment can stand between the dash and the key.
    entry.before += first.before
    first.before = []
    lines = list(_block(node, shape, indent + 2))
    yield " " * indent + "- " + lines[0][indent + 2 :]
    yield from lines[1:]


def _inline(node: Node, shape: Shape, *, verbatim: bool = False, flow: bool = False) -> str | None:
    """The node on one line, None where it has comments inside or is of a kind written in block."""
    if isinstance(node, Scalar):
        return _scalar(node, verbatim=verbatim, flow=flow)
    if not node.entries:
        return ("{}" if node.mapping else "[]") if not node.tail else None
    if node.tail or any(entry.before or entry.beside for entry in node.entries):
        return None
    if node.mapping and not shape.of(_names(node)).inline:
        return None
    if not node.mapping and any(isinstance(entry.node, Block) for entry in node.entries):
        return None
    parts: list[str] = []
    for entry in _sorted(node, shape):
        key = entry.key.text if entry.key else ""
        inner = shape.inside(key) if entry.key else shape
        part = _inline(entry.node, inner, verbatim=key in _VERBATIM, flow=True)
        if part is None:
            return None
        parts.append(f"{_key(entry.key, flow=True)}: {part}" if entry.key else part)
    return f"{{{', '.join(parts)}}}" if node.mapping else f"[{', '.join(parts)}]"


def _names(block: Block) -> tuple[str, ...]:
    return tuple(entry.key.text for entry in block.entries if entry.key is not None)


def _key(key: Scalar, *, flow: bool = False) -> str:
    return _scalar(Scalar(key.text, key.plain), flow=flow)


# What readers of YAML 1.1 or 1.2 may take for a number, a day, a flag or a null.
_TYPED = re.compile(
    r"[-+]?\d[\d_,.:]*(?:e[-+]?\d+)?|[-+]?\.\d+(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+"
    r"|\d{4}-\d\d?-\d\d?(?:[t ].*)?|[-+]?\.(?:inf|nan)"
    r"|y|n|yes|no|on|off|true|false|null|~|=|<<",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    "[ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)
_LEADS = frozenset("-?:,[]{}#&*!|>'\"%@`")


def _scalar(node: Scalar, *, verbatim: bool = False, flow: bool = False) -> str:
    text = node.text
    if node.plain and text in NULLS:
        return "null"
    typed = _TYPED.fullmatch(text) is not None
    if not verbatim and (node.plain or not typed) and _plain(text, flow=flow):
        return text
    if ('"' in text or "\\" in text) and "'" not in text and _CARRIED.fullmatch(text):
        return f"'{text}'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _plain(text: str, *, flow: bool) -> bool:
    """Whether YAML takes the text as it is without quotation marks."""
    if text in NULLS or not _CARRIED.fullmatch(text) or text != text.strip(" "):
        return False
    signed = len(text) > 1 and text[0] == "-" and text[1].isalnum()
    if text[0] in _LEADS and not signed:
        return False
    if text.startswith(("---", "...")) or text.endswith(":") or ": " in text or " #" in text:
        return False
    return not flow or not any(mark in text for mark in ",[]{}")


_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if _CARRIED.fullmatch(character):
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _folded(text: str, width: int) -> list[str] | None:
    """The text folded into lines that YAML joins by one space each, None where they would not."""
    words = text.split(" ")
    if len(words) < 2 or "" in words or not _CARRIED.fullmatch(text):
        return None
    return [">-", *wrap(text, width, break_long_words=False, break_on_hyphens=False)]


def _literal(text: str) -> list[str] | None:
    """A text of several lines as YAML keeps them, None where an editor could harm it."""
    body, ending = (text[:-1], "|") if text.endswith("\n") else (text, "|-")
    lines = body.split("\n")
    sound = all(_CARRIED.fullmatch(line) and line == line.rstrip() for line in lines)
    if not sound or not lines[0] or lines[0][0] == " " or not lines[-1]:
        return None
    return [ending, *lines]
