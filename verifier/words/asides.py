"""What is put between marks beside words of likelihood: "it is not, in our view, likely".

What stands around an aside belongs together, so a likelihood beside one is read only where it reads
the same without the aside.
"""

from __future__ import annotations

import re

MOST_WORDS = 6
"""Words of an aside; what is longer is a clause of its own."""
BETWEEN = 5
"""Words that may stand between an aside and the likelihood: "not, in our view, at all likely"."""
_WORD = r"[^\s,;:.!?()\u2013\u2014]+"
_INSIDE = rf"{_WORD}(?: {_WORD}){{0,{MOST_WORDS - 1}}}"
_ASIDE = rf"(?:,\s{_INSIDE},|\s\({_INSIDE}\)|\s[\u2013\u2014-]\s?{_INSIDE}\s?[\u2013\u2014-])"
_BEFORE = re.compile(rf"({_ASIDE})(?=\s(?:{_WORD}\s){{0,{BETWEEN}}}$)")
_BEHIND = re.compile(rf"(?:\s{_WORD}){{0,{BETWEEN}}}?({_ASIDE})(?=\s)")
LONGEST = 200
"""Characters in which an aside is looked for."""


def beside(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """From where to where the asides stand next to the words between two offsets.

    >>> text = "It is not, in our view, likely."
    >>> [text[slice(*span)] for span in beside(text, 24, 30)]
    [', in our view,']
    """
    low = max(0, start - LONGEST)
    before = _BEFORE.search(text[low:start])
    behind = _BEHIND.match(text, end, min(len(text), end + LONGEST))
    spans = [(low + before.start(1), low + before.end(1))] if before else []
    return (*spans, *([behind.span(1)] if behind else []))
