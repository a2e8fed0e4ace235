"""Where the sentences of a text end.

A sentence ends at a full stop, question or exclamation mark, with the quotation marks and brackets
that close after it, before something that can begin the next one. Abbreviations and initials end
none, some only before a number ("no. 5"), or a word that goes on with them ("5 p.m. Monday").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CLOSERS = "\"'”’»)\\]"
OPENERS = "\"'“\u2018«(\\["
_END = re.compile(
    rf"[.!?…]+[{CLOSERS}]*(?=\s+[{OPENERS}–—•-]*\s*[A-Z0-9À-ÞА-ЯҐЄІЇ])"
    # A word of some length before it is no abbreviation, whatever letter follows.
    r"|(?<=[A-Za-zß-öø-ÿ][a-zß-öø-ÿ]{2})\.(?=\s+[a-zß-öø-ÿ])"
)
_INITIALS = re.compile(r"(?:^|[\s(.])[A-Z]\.$")
_LAST_WORD = re.compile(r"[\w.]+\.$")
_NEXT_WORD = re.compile(r"\s+(\w+)")
_ZONE = re.compile(r"\s+(?:[A-Z]{2,4}\b|(?:\w+\s+){1,2}time\b)")
"""What a time of day goes on with besides: "5 p.m. EST", "5 p.m. Kyiv time"."""
_LONGEST_ABBREVIATION = 20
"""More characters than an abbreviation has, with its stops."""


def sentence_ends(
    text: str, abbreviations: frozenset[str], start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int]]:
    """Where the marks that end sentences inside `text` stand; what is last needs no mark.

    >>> known = frozenset({"gen."})
    >>> list(sentence_ends("Gen. A. Roe said so. “It will.” Yes", known))
    [(19, 20), (29, 31)]
    """
    last = start
    for match in _END.finditer(text, start, len(text) if end is None else end):
        if not _abbreviated(text, last, match.end(), abbreviations):
            last = match.end()
            yield match.span()


def _abbreviated(text: str, start: int, end: int, abbreviations: frozenset[str]) -> bool:
    before = text[max(start, end - _LONGEST_ABBREVIATION) : end]
    if not before.endswith("."):
        return False
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last[0].lower()
    if _INITIALS.search(before) or word in abbreviations:
        return True
    if f"{word} #" in abbreviations and text[end:].lstrip()[:1].isdigit():
        return True
    behind = _NEXT_WORD.match(text, end)
    goes_on = behind is not None and f"{word} {behind[1].lower()}" in abbreviations
    return goes_on or (f"{word} time" in abbreviations and _ZONE.match(text, end) is not None)
