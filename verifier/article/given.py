"""First names that are months elsewhere: "June Roe said", and no "June Lake prices"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from verifier.article.names import NameCues
from verifier.article.patterns import any_of
from verifier.article.phrasing import Phrasing

_P = Phrasing("given")


def given_names(text: str, known: NameCues) -> Iterator[re.Match[str]]:
    """The first names in `text` that are months elsewhere: a surname and what goes on stand behind.

    >>> known = NameCues(
    ...     given_names={"jan", "june"},
    ...     month_after={"in"},
    ...     reporting={"said"},
    ... )
    >>> texts = ("said Jan Roe.", "June Roe said", "in June Roe said", "June Lake prices fell")
    >>> [[match[0] for match in given_names(text, known)] for text in texts]
    [['Jan'], ['June'], [], []]
    """
    for match in _given(known.given_names, known.behind_name).finditer(text):
        lead = _LAST_WORD.search(text[max(0, match.start() - _LONGEST) : match.start()])
        by = _P.according.search(text[max(0, match.start() - _LONGEST) : match.start()])
        if by or lead is None or lead[0].casefold() not in known.month_after:
            yield match


@cache
def _given(months: frozenset[str], goes_on: frozenset[str]) -> re.Pattern[str]:
    """A month that is a first name, before a surname and then a mark or a word of its clause."""
    own = "|".join(sorted(months)).title() or "(?!)"
    return _P.filled("given", own=own, goes_on=any_of(goes_on))


_LAST_WORD = re.compile(r"[\w’'-]+(?=[\s-]+$)")
_LONGEST = 40  # letters before a name, in which its lead is looked for
