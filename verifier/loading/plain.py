"""Plain lines, as `verifier fmt` writes them, read in a third of the time of a parser of YAML.

A line is a key with what it holds, and may begin an item of a list, or is an item. It holds plain
or quoted text, a mapping or list of such on the same line, or text folded below. Whatever else
stands in a file, mistakes among it, is left to the reader of YAML: what this one reads that one
reads alike.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

_LONGEST = 200_000
"""Letters of a file: with more it could have more values than are read of one."""
_DEEPEST = 30
"""Mappings and lists one in the other: fewer than are read of YAML."""
_HEX = "[0-9A-Fa-f]"
_ESCAPE = rf"""\\(?:["\\]|u(?:00[A-Fa-f]|0[1-9A-Fa-f]{_HEX}|[1-9A-Ca-c]{_HEX}{_HEX}){_HEX})"""
"""What is written with a backslash alike in JSON, of characters that print or may."""
_QUOTED = rf'"((?:[^"\\]|{_ESCAPE})*)"'
_KEY = r"""(?:([A-Za-z_][A-Za-z0-9_.-]{0,99})|"([^"\\]{1,100})")"""
_HEAD = re.compile(rf"( *)(- )?{_KEY}(:?)")
_NULLS = ("null", "Null", "NULL")
_QUOTES = ('"', "'")
_WORD = rf"""(?:{_QUOTED}|'([^'\\]*)'|(-?[A-Za-z0-9](?:[^][{{}},:#]*[^][{{}},:# ])?))"""
_PAIR = re.compile(rf"{_KEY}: (?:{_WORD}|(\[[^][{{}}]*\]))(?:, |$)")
_ITEM = re.compile(rf"{_WORD}(?:, |$)")
_IN_QUOTES = re.compile(_QUOTED)
_PAIRS, _ITEMS = (re.compile(rf"(?:{one.pattern})*(?<!, )") for one in (_PAIR, _ITEM))


class _Other(Exception):
    """Something else stands there."""


def read_plain(text: str) -> dict[str, Any] | None:
    """What a file of such lines says, None where there is any other line."""
    if len(text) > _LONGEST or not _prints(text):
        return None
    try:
        return _read(text) or None
    except _Other:
        return None


_PRINTING = bytes(range(0x20, 0x7F)) + b"\n"


def _prints(text: str) -> bool:
    """Whether all of it prints, or breaks a line; of ASCII that is told in a third of the time."""
    if text.isascii():
        return not text.encode().translate(None, _PRINTING)
    return text.replace("\n", "").isprintable()


def _read(text: str) -> dict[str, Any]:
    root: dict[str, Any] = {}
    # Where each open mapping and list begins, and itself; the last is a mapping.
    stack: list[tuple[int, Any]] = [(0, root)]
    place, inside, empty = 0, root, ""
    lines = text.split("\n")
    lines.reverse()
    while lines:
        head, colon, value = lines.pop().partition(": ")
        told = _head(head, colon)
        if told is None:
            continue
        at, item, key = told
        if at != place or item:
            if not key:
                _move(stack, at, empty, item=True)
                stack[-1][1].append(_value(head[at + 2 :] + colon + value, lines, at))
                # Where a key goes that stands below is looked for anew.
                place, empty = _NOWHERE, ""
                continue
            _move(stack, at - 2 * item, empty, item=item)
            if item:
                stack[-1][1].append({})
                stack.append((at, stack[-1][1][-1]))
            place, inside = stack[-1]
        if key in inside:
            raise _Other
        inside[key] = _value(value, lines, at) if colon else None
        empty = "" if colon else key
    return root


_NOWHERE = -1


def _move(stack: list[tuple[int, Any]], start: int, empty: str, *, item: bool) -> None:
    """Go to the list of an item, or the mapping of a key, that is not in that of the line before.

    That is in a key that holds nothing yet and is `empty`, or "" where it holds something.
    """
    before, inside = stack[-1]
    while stack[-1][0] > start:
        stack.pop()
    within = stack[-1][1]
    if type(within) is dict if item else start > before:
        if not empty or within is not inside:
            raise _Other
        within[empty] = [] if item else {}
        stack.append((start, within[empty]))
    elif not item and type(within) is list:
        stack.pop()
    if stack[-1][0] != start or len(stack) > _DEEPEST:
        raise _Other


@lru_cache(4096)
def _head(head: str, colon: str) -> tuple[int, bool, str] | None:
    """Where a key stands, whether it begins an item, and itself; None where a line says nothing.

    Of an item that begins with no key it tells where it stands, and "".
    """
    bare = head.lstrip(" ")
    if bare[:1] in ("", "#"):
        if bare or not colon:
            return None
        raise _Other
    found = _HEAD.fullmatch(head)
    if found is None or bool(found[5]) is bool(colon):
        if bare.startswith("- "):
            return len(head) - len(bare), True, ""
        raise _Other
    return len(found[1] + (found[2] or "")), found[2] is not None, found[3] or found[4]


def _value(value: str, lines: list[str], at: int) -> Any:
    """What a key at `at` holds, of which there may be more in the `lines` below."""
    first, last = value[:1], value[-1:]
    if first in _QUOTES:
        if "\\" in value:
            return _escaped(value)
        if len(value) < 2 or value.find(first, 1) != len(value) - 1:
            raise _Other
        return value[1:-1]
    if first.isalnum():
        if ": " in value or " #" in value or last in " :":
            raise _Other
        return None if value in _NULLS else value
    if first == "{" and last == "}":
        held = dict(_pairs(value[1:-1]))
        return {key: _own(each) for key, each in held.items()} if "[" in value else held
    if first == "[" and last == "]":
        return list(_items(value[1:-1]))
    if value == ">-":
        return _folded(lines, at)
    raise _Other


def _own(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@lru_cache(4096)
def _pairs(inside: str) -> tuple[tuple[str, Any], ...]:
    if not _PAIRS.fullmatch(inside):
        raise _Other
    pairs = tuple(
        (plain or quoted, _items(many[1:-1]) if many else _word(*word))
        for plain, quoted, *word, many in _PAIR.findall(inside)
    )
    if len(dict(pairs)) < len(pairs):
        raise _Other
    return pairs


@lru_cache(4096)
def _items(inside: str) -> tuple[Any, ...]:
    if not _ITEMS.fullmatch(inside):
        raise _Other
    return tuple(_word(*each) for each in _ITEM.findall(inside))


def _word(one: str, two: str, plain: str) -> str | None:
    if "\\" in one:
        return _escaped(f'"{one}"')
    return None if plain in _NULLS else one or two or plain


def _escaped(value: str) -> str:
    """Text in double quotes that has a backslash."""
    if not _IN_QUOTES.fullmatch(value):
        raise _Other
    return str(json.loads(value))


def _folded(lines: list[str], at: int) -> str:
    """The text below a key at `at`, one line after the other."""
    indent = len(lines[-1]) - len(lines[-1].lstrip(" ")) if lines else 0
    if indent <= at:
        raise _Other
    words = []
    while lines and lines[-1].startswith(" " * indent):
        word = lines.pop()[indent:]
        if word[:1] in ("", " ") or word[-1] == " ":
            raise _Other
        words.append(word)
    while lines and not lines[-1].strip(" "):
        lines.pop()
    # What is further in than the key belongs to the text, or is a mistake.
    if lines and lines[-1].startswith(" " * (at + 1)):
        raise _Other
    return " ".join(words)
