"""What was meant by a word that nobody knows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from verifier.diagnostics.wording import first


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
    """Of the known words the one most like `word`; of two that are so the first by the alphabet.

    Small and capital letters are alike.
    """
    found = _extracted(word, known, 2, _LIKE)
    if not found:
        return Likeness(None, None)
    (best, score, _), others = found[0], [score for _, score, _ in found[1:]]
    sure = score >= _SURE and not any(score - other < _MARGIN for other in others if other >= _SURE)
    return Likeness(best, best if sure else None)


def likest(word: str, known: Iterable[str], *, limit: int, least: float = _LIKE) -> tuple[str, ...]:
    """Of the known words at most `limit`, most like `word` first, no less like than `least`.

    >>> likest("likley", ["likely", "unlikely", "sure"], limit=3)
    ('likely', 'unlikely')
    """
    return tuple(like for like, _, _ in _extracted(word, known, limit, least))


def _extracted(
    word: str, known: Iterable[str], limit: int, least: float
) -> Sequence[tuple[str, float, int]]:
    # Few runs make a suggestion, and all start.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    return process.extract(
        word,
        sorted(known),
        scorer=fuzz.ratio,
        processor=str.casefold,
        limit=limit,
        score_cutoff=least,
    )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, None where none is.

    >>> nearest("militry-strike", ["military-strike", "invasion"])
    'military-strike'
    """
    return likeness(word, known).nearest


def did_you_mean(like: str | None, otherwise: str = "", *, after: str = "", word: str = "") -> str:
    """The word that was probably meant, `after` what goes before it; else something else.

    Where it looks like the `word` that was given, the characters that differ are named.

    >>> did_you_mean("event", after="; ")
    '; did you mean `event`?'
    >>> did_you_mean("says so", word="says\u00a0so")
    'did you mean `says so`? yours has U+00A0 NO-BREAK SPACE'
    """
    if not like:
        return otherwise
    return f"{after}did you mean `{like}`?{_unlike(word, like)}"


def _unlike(word: str, like: str) -> str:
    """The characters by which two words that look alike differ; nothing where it can be seen."""
    odd = [_odd(word, like), _odd(like, word)]
    if not word or not any(odd) or _seen(word) != _seen(like):
        return ""
    parts = zip(("yours has", "that one has"), odd, strict=True)
    return " " + ", ".join(f"{whose} {names}" for whose, names in parts if names)


def _odd(word: str, other: str) -> str:
    marks = dict.fromkeys(mark for mark in word if mark not in other and not " " <= mark <= "~")
    return " and ".join(
        f"U+{ord(mark):04X} {unicodedata.name(mark, 'a control character')}" for mark in marks
    )


def _seen(word: str) -> str:
    """What a reader sees of a word: its letters without accents, and one space for any other."""
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_ALIKE)
    kept = (" " if mark.isspace() else mark for mark in plain if unicodedata.category(mark) != "Cf")
    return "".join(kept).strip()


_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u2010\u2011\u2012\u2013\u2014\u2212\u2019",
    "aeopcyxisj------'",
)
"""Letters of Cyrillic that look Latin, and dashes."""


def suggest(word: str, known: Iterable[str], otherwise: str = "", *, after: str = "") -> str:
    """The known word most like `word`, as a question; else something else.

    >>> suggest("militry-strike", ["military-strike", "invasion"])
    'did you mean `military-strike`?'
    """
    return did_you_mean(nearest(word, known), otherwise, after=after, word=word)


_NAMED = 8
"""Ids that a message names: more are not read."""


def there_are(ids: Iterable[str]) -> str:
    """What there is instead of what was asked for; nothing where there is none.

    >>> there_are(["a", "b"]), there_are([])
    ('; there are: `a`, `b`', '')
    """
    told = [f"`{id}`" for id in ids]
    return f"; there are: {first(told, _NAMED)}" if told else ""
