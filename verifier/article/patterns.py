"""Patterns of the cues: words in order, over which an article is searched.

`expect*` stands for every word that begins so, `a|b` for either word, `~` for up to two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from verifier.article.phrasing import Phrasing

_P = Phrasing("patterns")

WORD = re.compile(r"[\w’'\u02bc-]+")


def matches(patterns: Sequence[str], text: str) -> Iterator[re.Match[str]]:
    """Where any of the patterns stands in `text`."""
    return compiled(patterns).finditer(text)


@cache
def compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    """The patterns as one regular expression over whole words, in any case.

    That a word begins is looked at once for all of them, and so is its first letter.
    """
    split = [_first_words(pattern) for pattern in patterns]
    whole = [_regex(plain) for plain, _ in split if plain]
    short = [_regex(marked) for _, marked in split if marked]
    begins = {
        plain[:1].casefold() for one, _ in split for plain in one.partition(" ")[0].split("|")
    }
    near = f"(?=[{re.escape(''.join(sorted(begins - {''})))}])" if "*" not in begins else ""
    parts = [rf"{_BEGINS}{near}(?:{'|'.join(whole)})"] if whole else []
    return re.compile("|".join([*parts, *short]), re.IGNORECASE)


_BEGINS = r"(?<![\w-])(?<!\w')"


def _first_words(pattern: str) -> tuple[str, str]:
    """The pattern with the first words that begin with no apostrophe, and with those that do."""
    first, blank, rest = pattern.partition(" ")
    words = first.split("|")
    plain = "|".join(word for word in words if not word.startswith("'"))
    marked = "|".join(word for word in words if word.startswith("'"))
    return (plain and f"{plain}{blank}{rest}"), (marked and f"{marked}{blank}{rest}")


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One of the words, in any case; nothing where there are none.

    An adverb may stand inside of those that are several: "is also confident".
    """
    return _any_of(frozenset(words))


@cache
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    joined = "|".join(sorted(words)).replace(" ", _P.adverb.pattern) or "(?!)"
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


@cache
def led(links: frozenset[str], set_off: frozenset[str]) -> re.Pattern[str]:
    """Words that only lead on from what was said before: "But, in addition, …"."""
    return re.compile(
        rf"^(?:{any_of(links).pattern}\s+|{any_of(links | set_off).pattern}[,.]\s+)+", re.IGNORECASE
    )


def _regex(pattern: str) -> str:
    parts: list[str] = []
    for word in pattern.split():
        if word == "~":
            parts.append(r"(?:\s+[\w'-]+){0,2}?")
        else:
            gap = r"\s+" if parts else ""
            parts.append(f"{gap}(?:{'|'.join(_words(word, first=not parts))})")
    return "".join(parts)


def _words(alternatives: str, *, first: bool) -> Iterator[str]:
    for word in alternatives.split("|"):
        whole = re.escape(word).replace(r"\*", r"[\w-]*")
        # A plain apostrophe is part of a word, and a quotation mark before one.
        start = "" if first or word.startswith("'") else _BEGINS
        yield rf"{start}{whole}(?![\w-])"
