"""Escaping: the one place where text of users becomes Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NewType, TypeVar
from urllib.parse import quote

from verifier.diagnostics.characters import without_hidden

Markdown = NewType("Markdown", str)
"""Text that may stand on a page as it is: escaped here, or a sentence of the catalogue.

A type of its own, so that a text of users that nobody escaped is an error of types.
"""
Target = NewType("Target", str)
"""Where a link leads: to a page of the reports, or to an http(s) address."""

_T = TypeVar("_T", bound=str)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$^!#{}])")
_OPENING = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")
_SPACE = re.compile(r"\s+")
# What hosts make links of in plain text: a scheme, a domain, an address of mail.
_SCHEME = re.compile(r":(?=//)")
_DOMAIN = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2})|(?<=www)\.", re.IGNORECASE)
_MAIL = re.compile(r"(?<=[\w.+-])@(?=\w)")
_APART = "<!-- -->"
_BARE = re.compile("[A-Za-z](?: ?[A-Za-z0-9,;'()/-])*")
"""What most titles and claims are: nothing in it is escaped."""


def _once(escaped: Callable[[str], _T]) -> Callable[[str], _T]:
    """Names, titles and citations come back on page after page: the latest are kept."""
    return lru_cache(maxsize=1 << 14)(escaped)


@_once
def md(text: str) -> Markdown:
    r"""Text as one line of Markdown that shows exactly it, in a paragraph, cell or link.

    Only what the code makes a link is one.

    >>> md("a|b *c* <i>"), md("www.example.org")
    ('a\\|b \\*c\\* \\<i\\>', 'www\\.example\\.org')
    """
    if _BARE.fullmatch(text):
        return Markdown(text)
    line = plain(text)
    line = _SPECIAL.sub(r"\\\1", line)
    line = _DOMAIN.sub(r"\\.", _SCHEME.sub(r"\\:", line))
    # Mail is looked for after escapes are undone: only another node of the tree keeps it apart.
    line = _MAIL.sub(f"{_APART}@", line)
    opening = _OPENING.match(line)
    if opening and opening[2].isdigit():
        end = opening.end()
        return Markdown(f"{line[:end]}\\{line[end:]}")
    return Markdown(_OPENING.sub(r"\1\\\2", line))


def described(text: str) -> Markdown:
    """Text as the description of a picture, which no host looks through for addresses of mail."""
    return Markdown(md(text).replace(_APART, ""))


@_once
def plain(text: str) -> str:
    """Text for a terminal: one line, without the characters that steer it."""
    return _SPACE.sub(" ", without_hidden(text.replace("\n", " "))).strip()


_LINK = re.compile(r"!?\[((?:\\.|[^\\\[\]])*)\]\([^()\s]*\)")
_MARKS = re.compile(r"(\\.)|\*\*|~~|`|<br>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def shown(line: Markdown) -> str:
    r"""What a reader sees of a line that the pages make: links, weight and escapes undone.

    >>> shown(md("a|b *c* <i>")), shown(Markdown("**[x\\_y](z.md)**: so"))
    ('a|b *c* <i>', 'x_y: so')
    """
    text = _LINK.sub(r"\1", line.replace(_APART, ""))
    text = _MARKS.sub(lambda mark: mark[1] or (" " if mark[0] == "<br>" else ""), text)
    return _ESCAPE.sub(r"\1", text).strip()


_OUTER = re.compile(
    r'["\u201c\u201e\u00ab]([^"\u201c\u201d\u201e\u00ab\u00bb]*)["\u201d\u201c\u00bb]'
)


def unquoted(text: str) -> str:
    """A quotation without its own outer quotation marks.

    >>> unquoted("we will"), unquoted("\u201cwe will\u201d")
    ('we will', 'we will')
    """
    outer = _OUTER.fullmatch(text.strip())
    return outer[1] if outer else text


def url(address: str | None) -> Target:
    """An http(s) address as a Markdown link's target; nothing in it can end the link."""
    if address is None or not address.startswith(("https://", "http://")):
        return Target("")
    safe = quote(address, safe="%/:?#@!$&'*+,;=~-._[]")
    return Target(safe.replace("[", "%5B").replace("]", "%5D"))


def to(folder: str, id: str, up: str = "") -> Target:
    """A page of the reports; `up` leads to their root, and ids are letters, digits and hyphens."""
    return Target(f"{up}{folder}/{id}.md")


def below(id: str) -> Target:
    """A place on the same page."""
    return Target(f"#{id}")


def link(text: str, target: Target) -> Markdown:
    """A link whose text is the users', or the text alone where there is no target."""
    return Markdown(f"[{md(text)}]({target})") if target else md(text)


def code(text: str) -> Markdown:
    """Text between backticks."""
    return Markdown(f"`{plain(text).replace('`', chr(39)).replace('|', '¦')}`")
