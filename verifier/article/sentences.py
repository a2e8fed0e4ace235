"""Sentences of an article, each with its place in the text.

A sentence ends as `verifier.text.sentences` says, and at the end of a paragraph; a dateline
("OURTOWN, 3 May — ") is part of none. A paragraph ends with its line, unless the next line goes on
in lower case or the file is wrapped: then a line that could not have taken the next word goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.article.phrasing import Phrasing
from verifier.dataclass import dataclass
from verifier.text.sentences import CLOSERS, OPENERS, sentence_ends

_P = Phrasing("sentences")

_DATELINE = re.compile(
    r"[A-ZÀ-Þ]{2}[A-ZÀ-Þ .'’-]*(?:[,.]\s[\w., ]{1,40}?)?"
    r"(?:\s?(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/))?"
    # "US–China talks" are of two.
    r"(?:\s+[—–-]{1,2}\s+|(?<=[A-ZÀ-Þ]{5})—|(?<=[)/\d])[—–])"
    rf"(?=[{OPENERS}]?[A-ZÀ-Þ0-9])"
    r"|[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)*,\s\d{1,2}\s\w+\s\d{4}\s+[—–-]{1,2}\s+(?=[A-ZÀ-Þ“\"])"
    r"|[A-Z][a-z]+\.?\s\d{1,2},\s\d{4}\s?[—–-]{1,2}\s?(?![A-Z][a-z]+\.?\s\d)"
    r"(?:[A-ZÀ-Þ][\w.’' ]+,\s[A-Z][\w. ]+[—–-]{1,2}\s?)?(?=[A-ZÀ-Þ“\"])"
    # The time of an entry, the mark or number of an item.
    r"|\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?[:.]?\s+(?=[^\W\d_])|[•*–—-]\s+|\d{1,2}[.)]\s+(?=[A-ZÀ-Þ])"
)
LONGEST = 2_000
"""Characters in a sentence, at most; what goes on longer without a stop is cut at a blank.

Legal and diplomatic prose has sentences of 1,500 characters.
"""
_FIRST_WORD = re.compile(r"\s*(\S+)")
# Columns at which text is wrapped: from those of a newspaper to a wide screen.
_WRAPPED = range(40, 121)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words as printed, and the offsets at which they stand."""

    text: str
    start: int
    end: int


def sentences(text: str, *, abbreviations: frozenset[str]) -> tuple[Sentence, ...]:
    """The sentences of `text`, in order. `abbreviations` are in lower case, with their stops.

    >>> known = frozenset({"gen."})
    >>> [s.text for s in sentences("Gen. A. Roe said so. “It will.” Yes", abbreviations=known)]
    ['Gen. A. Roe said so.', '“It will.”', 'Yes']
    """
    return tuple(
        sentence
        for start, end in paragraphs(text)
        for sentence in _split(text, start, end, abbreviations)
    )


def begun(text: str) -> str:
    """A text with a capital at its beginning, unless its first word has one inside.

    >>> begun("sales will rise"), begun("iPhone sales will rise"), begun("e-mail will stay")
    ('Sales will rise', 'iPhone sales will rise', 'E-mail will stay')
    """
    return text if _INNER_CAPITAL.match(text) else text[:1].upper() + text[1:]


_INNER_CAPITAL = re.compile(r"[a-z]{1,3}[A-Z]")


_BLANK = re.compile(r"\s")


def flat(text: str) -> str:
    """The text with a blank for every white space, character for character."""
    return _BLANK.sub(" ", text)


def one_line(text: str) -> str:
    """The text with one blank for every white space."""
    return " ".join(text.split())


def straight(text: str) -> str:
    """The text with typewriter apostrophes, character for character."""
    return text.translate(_APOSTROPHES)


_APOSTROPHES = str.maketrans({"’": "'", "\u2018": "'", "\u02bc": "'", "`": "'"})


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    r"""From where to where each paragraph goes, in order.

    >>> paragraphs("A headline\nThe text goes\non. The end\n")
    ((0, 10), (11, 36))
    """
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    width = max((end - start for start, end in lines), default=0)
    found: list[tuple[int, int]] = []
    for start, end in lines:
        if not text[start:end].strip():
            continue
        if found and _goes_on(text, found[-1][1], start, width):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def headline(text: str) -> str | None:
    r"""The first line where it is a title: no sentence with its stop, and not who wrote the text.

    >>> headline("Dam to be finished\n\nBy Ann Example\n"), headline("By Ann Example\n\nIt is late")
    ('Dam to be finished', None)
    """
    first, *others = paragraphs(text) or ((0, 0),)
    title = " ".join(text[slice(*first)].split())
    return title if others and not _P.filled("no_title", closers=CLOSERS).search(title) else None


def _goes_on(text: str, end: int, start: int, width: int) -> bool:
    """Whether the line that ends at `end` goes on in the one that begins at `start`."""
    if start != end + 1:
        return False
    word = _FIRST_WORD.match(text, start)[1]  # type: ignore[index]  # no line here is blank
    if word[0].islower():
        return True
    first = text.rfind("\n", 0, end) + 1
    if not text[:first].strip() and _P.signed_line.search(text, first, end):
        # "Rents to fall in May - Ann Roe": a headline ends with whose words it has.
        return False
    line = end - first
    return width in _WRAPPED and line + 1 + len(word) > width


def _split(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    dateline = _DATELINE.match(text, start, end)
    at = start = dateline.end() if dateline else start
    for _, stop in sentence_ends(text, abbreviations, start, end):
        yield from _sentence(text, at, stop)
        at = stop
    yield from _sentence(text, at, end)


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    while end - start > LONGEST:
        # A table, a list of names: it goes on without a stop as no sentence does.
        blank = max(
            text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST)
        )
        cut = blank if blank > start else start + LONGEST
        yield from _sentence(text, start, cut)
        start = cut
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    if any(character.isalnum() for character in words):
        yield Sentence(words.strip(), start, start + len(words.strip()))
