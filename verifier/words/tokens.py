"""Tokens with spans, and the longest known phrase that begins at a token."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\.{2,}|[^\w\s]|_")
APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'"})
SENTENCE_ENDS = frozenset({".", "!", "?", ";"})
HYPHENS = frozenset("-\u2010\u2011")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


class Slot(Enum):
    """What stands in a phrase of the rules for words that it does not name.

    No text has one: a "#" or "..." that somebody types is a mark like any other.
    """

    NUMBER = "#"
    GAP = "..."


Words = tuple[str, ...]
Pattern = tuple[str | Slot, ...]
"""The words of a phrase of the rules."""
SLOTS: Mapping[str, Slot] = {slot.value: slot for slot in Slot}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark: its folded `word`, and where it stands in the text.

    The parts of an expanded contraction share the span of the contraction.
    """

    word: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether this is a word or a number, not a mark of punctuation."""
        return self.word[:1].isalnum() or self.word == "%"

    @property
    def is_number(self) -> bool:
        """Whether this is written in digits."""
        return self.word[:1].isdecimal()

    @property
    def value(self) -> float | None:
        """The number in digits; None for words, and for what is no single number.

        >>> [Token(word, 0, 0).value for word in ("2.5", "2,5", "10,000", "1.2.3", "two")]
        [2.5, 2.5, 10000.0, None, None]
        """
        plain = self.word.replace(",", "" if _THOUSANDS.fullmatch(self.word) else ".")
        return float(plain) if self.is_number and plain.count(".") < 2 else None


def tokenize(text: str, contractions: Mapping[str, Words]) -> tuple[Token, ...]:
    """The words and marks of `text`, folded, with contractions written out.

    The hyphen inside "fifty-fifty" is no mark. A contraction that begins with an apostrophe
    or with "n't" is a suffix.

    >>> [token.word for token in tokenize("They won\u2019t.", {"won't": ("will", "not")})]
    ['they', 'will', 'not', '.']
    """
    tokens: list[Token] = []
    plain = text.translate(APOSTROPHES)
    for match in WORD.finditer(plain):
        if match.group() in HYPHENS and _joined(plain, match.start()):
            continue
        words = _expand(match.group().casefold(), contractions)
        tokens.extend(Token(word, match.start(), match.end()) for word in words)
    return tuple(tokens)


def pattern_of(phrase: str, contractions: Mapping[str, Words]) -> Pattern:
    """The words of a phrase of the rules, without marks; "#" and "..." are slots.

    >>> pattern_of("risk ... increasing", {})
    ('risk', <Slot.GAP: '...'>, 'increasing')
    """
    return tuple(
        SLOTS.get(token.word, token.word)
        for token in tokenize(phrase, contractions)
        if token.is_word or token.word in SLOTS
    )


def words_of(text: str, contractions: Mapping[str, Words]) -> Words:
    """The words of what somebody wrote, without marks."""
    return tuple(token.word for token in tokenize(text, contractions) if token.is_word)


def shown(pattern: Pattern) -> str:
    """A phrase of the rules as it is written there.

    >>> shown(pattern_of("odds of # to #", {}))
    'odds of # to #'
    """
    return " ".join(word if isinstance(word, str) else word.value for word in pattern)


def _joined(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _expand(word: str, contractions: Mapping[str, Words]) -> Words:
    whole = contractions.get(word)
    if whole is not None:
        return whole
    at = word.find("'")
    if at > 0:
        for cut in (at - 1, at):
            tail = contractions.get(word[cut:])
            if cut > 0 and tail is not None:
                return (word[:cut], *tail)
    return (word,)


class Phrases:
    """Known phrases by their first word; finds the longest that begins at a token.

    "#" stands for a number in digits, in the phrases of `spelled` also for one of the words
    `numbers`; "..." for up to `gap` words of the same sentence.

    >>> phrases = Phrases([("most", "likely"), ("most",)], gap=9)
    >>> phrases.longest(tokenize("Most likely so", {}), 0)
    (('most', 'likely'), 2)
    """

    def __init__(
        self,
        phrases: Iterable[Pattern],
        gap: int,
        *,
        spelled: Container[Pattern] = frozenset(),
        numbers: Container[str] = frozenset(),
    ) -> None:
        self._gap, self._spelled, self._numbers = gap, spelled, numbers
        self._by_first: dict[str | Slot, list[Pattern]] = {}
        for phrase in phrases:
            if phrase:
                self._by_first.setdefault(phrase[0], []).append(phrase)

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[Pattern, int] | None:
        """The phrase and the index after its last token, None where none begins at `at`."""
        first = tokens[at]
        begun = list(self._by_first.get(first.word, ()))
        if first.is_number or first.word in self._numbers:
            begun += self._by_first.get(Slot.NUMBER, ())
        best: tuple[Pattern, int] | None = None
        for phrase in begun:
            end = self._match(phrase, tokens, at)
            if end is not None and (best is None or end > best[1]):
                best = (phrase, end)
        return best

    def _match(self, phrase: Pattern, tokens: Sequence[Token], at: int) -> int | None:
        reach = 0
        numbers = self._numbers if phrase in self._spelled else frozenset()
        for word in phrase:
            if word is Slot.GAP:
                reach = self._gap
                continue
            found = _next(word, tokens, at, reach, numbers)
            if found is None:
                return None
            at, reach = found + 1, 0
        return at


def _next(
    word: str | Slot, tokens: Sequence[Token], at: int, reach: int, numbers: Container[str]
) -> int | None:
    for index in range(at, min(at + reach + 1, len(tokens))):
        token = tokens[index]
        if token.word == word or (
            word is Slot.NUMBER and (token.is_number or token.word in numbers)
        ):
            return index
        if token.word in SENTENCE_ENDS:
            return None
    return None


def sentence_ends(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Indices of the tokens that end a sentence.

    A full stop before a small letter or a digit belongs to an abbreviation or a date.

    >>> text = "On Feb. 24. Perhaps."
    >>> sorted(sentence_ends(text, tokenize(text, {})))
    [4, 6]
    """
    ends: set[int] = set()
    for index, token in enumerate(tokens):
        if token.word not in SENTENCE_ENDS:
            continue
        following = next((t for t in tokens[index + 1 : index + 4] if t.is_word), None)
        if token.word == "." and following is not None:
            first = text[following.start]
            if first.islower() or first.isdecimal() or following.start == token.end:
                continue
        ends.add(index)
    return frozenset(ends)
