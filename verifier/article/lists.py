"""Lists of predictions: under a line that announces them each item foretells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verifier.article.cues import cues
from verifier.article.patterns import compiled
from verifier.article.sentences import Sentence, paragraphs

_ITEM = re.compile(r"\s*(?:\d{1,2}[.)]|[-•*–—])\s+")


def items(text: str, found: Iterable[Sentence]) -> frozenset[int]:
    r"""Where the first sentences of the items stand in lists that are announced as predictions.

    >>> text = "Our predictions for 2031:\n1. The mill closes. It is old.\n2. Ann Roe wins.\n"
    >>> found = [
    ...     Sentence(words, text.find(words), 0) for words in ("The mill closes.", "It is old.")
    ... ]
    >>> sorted(items(text, found)) == [text.find("The mill")]
    True
    """
    announced, ahead = False, set()
    for start, end in paragraphs(text):
        item = _ITEM.match(text, start, end)
        if item is None:
            announced = compiled(cues().announcing).search(text, start, end) is not None
        elif announced:
            ahead.add(item.end())
    return frozenset(one.start for one in found if one.start in ahead)


def announces(sentence: str) -> bool:
    """Whether a line only announces what stands below it: "Our predictions"."""
    found = list(compiled(cues().announcing).finditer(sentence))
    return bool(found) and found[-1].end() == len(sentence)
