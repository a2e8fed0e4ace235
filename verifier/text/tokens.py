"""Words, numbers and marks of a text, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

ALIKE: Mapping[str, str] = {
    '"': "\u201c\u201d\u201e\u00ab\u00bb",
    "'": "\u2018\u2019\u02bc`\u00b4",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212",
}
"""Marks that printers set as they like, by the plain one."""

_PLAIN = {mark: plain for plain in "'-" for mark in ALIKE[plain]}
_TOKEN = re.compile(r"([0-9]+)|([^\W0-9_]+)|([^\w\s]|_)")


class Kind(StrEnum):
    """What sort of characters a token is made of."""

    WORD = "word"
    NUMBER = "number"
    SYMBOL = "symbol"


# To look a member up in its class takes as long as half a token.
WORD, NUMBER, SYMBOL = Kind.WORD, Kind.NUMBER, Kind.SYMBOL
_KINDS = (SYMBOL, NUMBER, WORD, SYMBOL)
"""By the group of `_TOKEN` that has them."""


class Token(NamedTuple):
    """One word, number or symbol: folded text, offsets, and whether it touches the one before."""

    kind: Kind
    text: str
    start: int
    end: int
    glued: bool = False
    capital: bool = False

    @property
    def is_word(self) -> bool:
        """Whether this is a word or a number, or the percent sign, which is read as one."""
        return self.kind is not SYMBOL or self.text == "%"

    @property
    def is_number(self) -> bool:
        """Whether this is written in digits."""
        return self.kind is NUMBER


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into words, numbers and symbols; dashes and apostrophes become the plain ones.

    >>> [token.text for token in tokenize("By mid\u2013February, the 24th")]
    ['by', 'mid', '-', 'february', ',', 'the', '24', 'th']
    """
    tokens: list[Token] = []
    last_end = -1
    new = tuple.__new__
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        said, kind = text[start:end], _KINDS[match.lastindex or 0]
        glued, capital = start == last_end, False
        if kind is WORD:
            folded, capital = said.casefold(), said[0].isupper()
        else:
            folded = _PLAIN.get(said, said)
        tokens.append(new(Token, (kind, folded, start, end, glued, capital)))
        last_end = end
    return tuple(tokens)
