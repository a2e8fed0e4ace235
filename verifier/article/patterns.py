"""Patterns of the cues: words in order, over which an article is searched.

`expect*` stands for every word that begins so, `a|b` for either word, `~` for up to two words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, takewhile

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
    return re.compile(rf"\b(?:{'|'.join(_branches(words)) or '(?!)'})\b", re.IGNORECASE)


def _branches(words: Iterable[str]) -> Iterator[str]:
    """The words in order, with what several begin with, or go on with behind a blank, said once.

    So a search looks at a few beginnings, not at each of hundreds of words.
    """
    ordered = sorted(words)
    yield from _by_beginning([word for word in ordered if " " not in word])
    tails: dict[str, list[str]] = defaultdict(list)
    for first, blank, rest in (word.partition(" ") for word in ordered):
        if blank:
            tails[first].append(rest)
    firsts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for first, rests in tails.items():
        if any(_P.led_by_adverb.match(rest) for rest in rests):
            # An adverb is one that may stand there, or one of these: each has its own turn.
            yield from (first + _P.adverb.pattern + _one(_branches([rest])) for rest in rests)
        else:
            firsts[tuple(rests)].append(first)
    for shared, begins in firsts.items():
        yield _one(_by_beginning(begins)) + _P.adverb.pattern + _one(_branches(shared))


def _by_beginning(words: Sequence[str], least: int = 0) -> Iterator[str]:
    """The words, which are in order; a beginning is shared that spares at least so many letters."""
    for _, group in groupby(words, key=lambda word: word[:1]):
        same = list(group)
        alike = takewhile(lambda two: two[0] == two[1], zip(same[0], same[-1], strict=False))
        shared = "".join(letter for letter, _ in alike)
        if len(same) > 1 and (len(same) - 1) * len(shared) >= least:
            yield shared + _one(_by_beginning([word[len(shared) :] for word in same], _WORTH))
        else:
            yield from same


_WORTH = 8  # letters that are to be spared: a group takes as long to compile


def _one(branches: Iterable[str]) -> str:
    several = tuple(branches)
    return several[0] if len(several) == 1 else f"(?:{'|'.join(several)})"


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
            either = re.escape(word).replace(r"\*", r"[\w-]*").replace(r"\|", "|")
            gap = r"\s+" if parts else ""
            parts.append(rf"{gap}(?:{either})(?![\w-])")
    return "".join(parts)
