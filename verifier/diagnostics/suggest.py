"""What was meant by a word that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Likeness(NamedTuple):
    """The known word that is most like another, None where none is.

    `sure` is the same where it is so like it, and so much more than all others, that it is meant.
    """

    nearest: str | None
    sure: str | None


_LIKE, _SURE, _MARGIN = 60, 80, 10
"""Per cent of the letters of two words that are the same, in the same order.

60 is where Python's own `difflib` begins to see a likeness, and enough to ask. What is written
unasked needs more: 80 is one letter in five that differs, and no other word within 10 of it.
"""


def likeness(word: str, known: Iterable[str]) -> Likeness:
    """Of the known words the one most like `word`; of two that are so the first by the alphabet."""
    # Few runs make a suggestion, and all start.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    found = process.extract(word, sorted(known), scorer=fuzz.ratio, limit=2, score_cutoff=_LIKE)
    if not found:
        return Likeness(None, None)
    (best, score, _), others = found[0], [score for _, score, _ in found[1:]]
    sure = score >= _SURE and not any(score - other < _MARGIN for other in others if other >= _SURE)
    return Likeness(best, best if sure else None)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, None where none is.

    >>> nearest("militry-strike", ["military-strike", "invasion"])
    'military-strike'
    """
    return likeness(word, known).nearest


def did_you_mean(like: str | None, otherwise: str = "", *, after: str = "") -> str:
    """The word that was probably meant, `after` what goes before it; else something else.

    >>> did_you_mean("event", after="; ")
    '; did you mean `event`?'
    """
    return f"{after}did you mean `{like}`?" if like else otherwise


def suggest(word: str, known: Iterable[str], otherwise: str = "", *, after: str = "") -> str:
    """The known word most like `word`, as a question; else something else.

    >>> suggest("militry-strike", ["military-strike", "invasion"])
    'did you mean `military-strike`?'
    """
    return did_you_mean(nearest(word, known), otherwise, after=after)
