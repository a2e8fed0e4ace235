"""The bare verb of a participle: "recovering" as "recover"."""

from __future__ import annotations

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


def is_bare(word: str) -> bool:
    """Whether a word is one of the verbs that are often foretold, as it stands behind "will"."""
    return word in _P.words("verbs")
