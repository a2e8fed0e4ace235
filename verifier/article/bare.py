"""The bare verb of a participle: "recovering" as "recover"."""

from __future__ import annotations

from functools import cache

from verifier.article.cues import Cues
from verifier.article.phrasing import Phrasing

_P = Phrasing("bare")

_ENDING = 3  # letters of "ing"
_DOUBLED = 2  # letters of a doubled consonant


def bare_verb(doing: str) -> str:
    """A verb in -ing as it stands behind "will".

    One of the verbs that are often foretold is known; of others the letters before the ending tell
    whether an "e" was left out or a consonant doubled.

    >>> [bare_verb(one) for one in ("slipping", "rising", "easing", "falling", "being", "dying")]
    ['slip', 'rise', 'ease', 'fall', 'be', 'die']
    >>> [bare_verb(one) for one in ("recovering", "deciding", "settling", "visiting", "bringing")]
    ['recover', 'decide', 'settle', 'visit', 'bring']
    """
    stem = doing.casefold()[:-_ENDING]
    single = stem[:-1] if stem[-_DOUBLED:-1] == stem[-1:] else stem
    for one in (stem, f"{stem}e", single):
        if one in _P.words("verbs"):
            return one
    if _P.short_y.fullmatch(stem):
        return f"{stem[:-1]}ie"
    if single != stem and not _P.keeps_both.search(stem):
        return single
    return f"{stem}e" if _P.drops_e.search(stem) else stem


def may_be_verb(word: str, known: Cues) -> bool:
    """Whether a word may be a verb of the present: "falls", "fall", "is".

    >>> from verifier.article.cues import cues
    >>> [may_be_verb(one, cues()) for one in ("falls", "agree", "is", "its", "the")]
    [True, True, True, False, False]
    """
    low = word.casefold()
    return (
        low in known.finite
        or low in _P.words("verbs")
        or (low.endswith("s") and low not in known.little)
    )


def bare_of_past(did: str) -> str | None:
    """The bare verb of a past form, where it is one of the verbs that are often foretold.

    >>> [bare_of_past(one) for one in ("fell", "were", "reopened", "slipped", "carried", "red")]
    ['fall', 'be', 'reopen', 'slip', 'carry', None]
    """
    known = _pasts().get(did)
    if known or not did.endswith("ed"):
        return known
    stem = did.removesuffix("ed")
    ways = (stem, f"{stem}e", stem[:-1], f"{stem[:-1]}y" if stem.endswith("i") else stem)
    return next((one for one in ways if one in _P.words("verbs")), None)


@cache
def _pasts() -> dict[str, str]:
    """The bare verbs of past forms that are not made by an ending."""
    return dict(one.split("=") for one in _P.words("pasts"))


def is_bare(word: str) -> bool:
    """Whether a word is one of the verbs that are often foretold, as it stands behind "will"."""
    return word in _P.words("verbs")
