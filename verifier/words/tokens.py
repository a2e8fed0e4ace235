"""The words of a text as likelihood is said in them: numbers whole, contractions written out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from verifier.text.phrases import Pattern, Slot, is_tie
from verifier.text.tokens import Kind, Token, tokenize

Words = tuple[str, ...]
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_SLOTS: Mapping[str, Slot] = {"#": Slot.NUMBER, "...": Slot.GAP, "*": Slot.ADVERBS}
_WRITTEN = {Slot.GAP: "...", Slot.ADVERBS: ""}
_SIGNS = frozenset("$<>=~\u2248\u2264\u2265\u00b1+/:")
"""Marks that say something of a number."""


def words_in(text: str, contractions: Mapping[str, Words]) -> tuple[Token, ...]:
    """The words and marks of `text`, folded, with contractions written out.

    The hyphen inside "fifty-fifty" is no mark, and "2.5" is one number. A contraction that begins
    with an apostrophe or with "n't" is a suffix; the parts of an expanded one share its span.

    >>> [token.text for token in words_in("They won\u2019t.", {"won't": ("will", "not")})]
    ['they', 'will', 'not', '.']
    """
    return tuple(
        token if word is token.text else token._replace(text=word)
        for token in _joined(tokenize(text))
        for word in _expand(token.text, contractions)
    )


def value(token: Token) -> float | None:
    """The number in digits; None for words, and for what is no single number.

    >>> [value(token) for token in words_in("2.5 2,5 10,000 1.2.3 two", {})]
    [2.5, 2.5, 10000.0, None, None]
    """
    plain = token.text.replace(",", "" if _THOUSANDS.fullmatch(token.text) else ".")
    return float(plain) if token.is_number and plain.count(".") < 2 else None


def pattern_of(phrase: str, contractions: Mapping[str, Words]) -> Pattern:
    """The words of a phrase of the rules, without marks; "#", "*" and "..." are slots.

    >>> shown(pattern_of("risk ... increasing", {}))
    'risk ... increasing'
    """
    # Most are one plain word, which is told in a tenth of the time.
    if phrase.isascii() and phrase.isalpha() and phrase.islower():
        return contractions.get(phrase, (phrase,))
    return tuple(
        _SLOTS.get(token.text, token.text)
        for token in words_in(phrase, contractions)
        if token.is_word or token.text in _SLOTS or token.text in _SIGNS
    )


def words_of(text: str, contractions: Mapping[str, Words]) -> Words:
    """The words of what somebody wrote, without marks."""
    return tuple(token.text for token in words_in(text, contractions) if token.is_word)


def shown(pattern: Pattern) -> str:
    """A phrase of the rules as it is written there.

    >>> shown(pattern_of("odds of # to #", {}))
    'odds of # to #'
    """
    written = (word if isinstance(word, str) else _WRITTEN.get(word, "#") for word in pattern)
    return " ".join(filter(None, written))


def _joined(tokens: Sequence[Token]) -> Iterator[Token]:
    """Decimals and thousands as one number, "won't" as one word, dots as one mark; no hyphens."""
    at = 0
    while at < len(tokens):
        first = tokens[at]
        if first.text == "-" and _is_inside(tokens, at):
            at += 1
            continue
        end = _whole(tokens, at)
        text = "".join(token.text for token in tokens[at:end])
        yield first if end == at + 1 else first._replace(text=text, end=tokens[end - 1].end)
        at = end


def _whole(tokens: Sequence[Token], at: int) -> int:
    """Where the number, word or run of dots that begins at token `at` ends."""
    first = tokens[at]
    if first.text == ".":
        end = at + 1
        while end < len(tokens) and tokens[end].text == "." and tokens[end].glued:
            end += 1
        return end
    marks = {Kind.NUMBER: ".,", Kind.WORD: "'"}.get(first.kind, "")
    end = at + 1
    while (
        marks
        and end + 1 < len(tokens)
        and tokens[end].text in marks
        and tokens[end].glued
        and tokens[end + 1].glued
        and tokens[end + 1].kind is first.kind
    ):
        end += 2
    return end


def _is_inside(tokens: Sequence[Token], at: int) -> bool:
    """Whether the hyphen at token `at` stands between two words or numbers that touch it."""
    return (
        is_tie(tokens[at])
        and tokens[at].glued
        and 0 < at < len(tokens) - 1
        and tokens[at + 1].glued
        and tokens[at + 1].kind is not Kind.SYMBOL
        and (tokens[at - 1].kind is not Kind.SYMBOL or _is_percent_plus(tokens, at))
    )


def _is_percent_plus(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word follows on a percent sign: "20%-plus"; "60%-70%" is a range."""
    return tokens[at - 1].text == "%" and tokens[at + 1].kind is Kind.WORD


def _expand(word: str, contractions: Mapping[str, Words]) -> Words:
    whole = contractions.get(word)
    if whole is not None:
        return whole
    at = word.find("'")
    if at > 0:
        for cut in (at - 1, at):
            # Cut at 0 the tail is the whole word, which is no contraction.
            tail = contractions.get(word[cut:])
            if tail is not None:
                return (word[:cut], *tail)
    return (word,)
