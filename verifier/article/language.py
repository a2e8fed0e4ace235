"""Whether a text is in the language whose cues we have."""

from __future__ import annotations

import re

from verifier.article.cues import cues

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_SHARE = 0.15
"""Of the words of English prose, a third are among the smallest ones; of a list of names, few."""
_ENOUGH = 20
"""Words below which a text is too short to tell."""


def looks_english(text: str) -> bool:
    """Whether as many words are small English ones as in English prose, or too few to tell.

    >>> looks_english("Der Hafen wird im Mai nicht wieder geöffnet, sagte der Minister. " * 4)
    False
    >>> looks_english("雨が降る。")
    False
    """
    words = [match[0].casefold() for match in _WORD.finditer(text)]
    small = sum(word in cues().little for word in words)
    if words and not any(map(str.isascii, words)):
        return False
    return len(words) < _ENOUGH or small >= _LEAST_SHARE * len(words)
