"""What is put between marks beside words of likelihood: "it is not, in our view, likely".

What stands around an aside belongs together, so a likelihood beside one is read only where it reads
the same without the aside.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from verifier.text.tokens import Token
from verifier.words.index import Index

MOST_WORDS = 6
"""Words of an aside; what is longer is a clause of its own."""
BETWEEN = 5
"""Words that may stand between an aside and the likelihood: "not, in our view, at all likely"."""
MARKS = " ,()\u2013\u2014-"
"""What stands around an aside."""
_WORD = r"[^\s,;:.!?()\u2013\u2014]+"
_INSIDE = rf"{_WORD}(?: {_WORD}){{0,{MOST_WORDS - 1}}}"
_ASIDE = rf"(?:,\s{_INSIDE},|\s\({_INSIDE}\)|\s[\u2013\u2014-]\s?{_INSIDE}\s?[\u2013\u2014-])"
_BEFORE = re.compile(rf"({_ASIDE})(?=\s(?:{_WORD}\s){{0,{BETWEEN}}}$)")
_BEHIND = re.compile(rf"(?:\s{_WORD}){{0,{BETWEEN}}}?({_ASIDE})(?=\s)")
NEAR = 8
"""Words between an adverb and the likelihood: "would come as a big shock really if"."""
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


def adverbs_beside(
    tokens: Sequence[Token], start: int, end: int, index: Index
) -> Iterator[tuple[int, int]]:
    """From where to where adverbs, and runs of them, part a phrase at or near two offsets.

    Each goes to the beginning of the word behind it, so that a text without it is sound.
    """
    first = bisect_right(tokens, start, key=attrgetter("end"))
    last = bisect_left(tokens, end, key=attrgetter("start"))
    near = range(max(0, first - NEAR), min(len(tokens) - 1, last + NEAR))
    there = [at for at in near if index.is_adverb(tokens[at])]
    for at in there:
        for to in (at, at + 1):
            if to in there and _parts(tokens, at, to + 1, index):
                yield tokens[at].start, tokens[to + 1].start


def _parts(tokens: Sequence[Token], start: int, end: int, index: Index) -> bool:
    """Whether a phrase that is known begins before these tokens and goes on behind them."""
    whole = [*tokens[max(0, start - NEAR) : start], *tokens[end : end + NEAR]]
    before = min(start, NEAR)
    ends = (index.phrases.longest(whole, at) for at in range(before))
    return any(match is not None and match[1] > before for match in ends)
