"""Escaping: the one place where text of users becomes Markdown."""

from __future__ import annotations

import re
from urllib.parse import quote

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$^!#{}])")
_OPENING = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def md(text: str) -> str:
    r"""Text as one line of Markdown that shows exactly it, in a paragraph, cell or link.

    >>> md("a|b *c* <i>")
    'a\\|b \\*c\\* \\<i\\>'
    """
    line = plain(text)
    line = _SPECIAL.sub(r"\\\1", line)
    opening = _OPENING.match(line)
    if opening and opening[2].isdigit():
        end = opening.end()
        return f"{line[:end]}\\{line[end:]}"
    return _OPENING.sub(r"\1\\\2", line)


def plain(text: str) -> str:
    """Text for a terminal: one line, without the characters that steer it."""
    return _SPACE.sub(" ", _CONTROL.sub("", text.replace("\n", " "))).strip()


_OUTER = re.compile(
    r'["\u201c\u201e\u00ab]([^"\u201c\u201d\u201e\u00ab\u00bb]*)["\u201d\u201c\u00bb]'
)


def quoted(text: str) -> str:
    """A quotation in quotation marks, its own outer ones not doubled.

    >>> quoted("we will"), quoted("\u201cwe will\u201d")
    ('\u201cwe will\u201d', '\u201cwe will\u201d')
    """
    outer = _OUTER.fullmatch(text.strip())
    return f"\u201c{md(outer[1] if outer else text)}\u201d"


def url(address: str) -> str:
    """An http(s) address as a Markdown link's target; nothing in it can end the link."""
    if not address.startswith(("https://", "http://")):
        return ""
    return quote(address, safe="%/:?#@!$&'*+,;=~-._[]").replace("[", "%5B").replace("]", "%5D")


def link(text: str, target: str) -> str:
    """A link whose text is the users', or the text alone where there is no target."""
    return f"[{md(text)}]({target})" if target else md(text)


def code(text: str) -> str:
    """Text between backticks."""
    return f"`{_CONTROL.sub('', text).replace('`', chr(39)).replace('|', '¦')}`"


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A table of cells that are Markdown already."""
    if not rows:
        return []
    return [
        f"| {' | '.join(head)} |",
        f"|{'|'.join([' --- '] * len(head))}|",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]
