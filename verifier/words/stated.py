"""Numbers as they are said of a likelihood: "60", "sixty-five", "60 to 70", "70±10", "two-thirds".

    range    = ["between" | "from"] number ["%"] to number | number "±" number | ["about"] number
    number   = digits | word [word]                       "sixty", "sixty five"
    fraction = number (part | "/" number) | part           "two-thirds", "1/3", "half"

What is found is a stretch of tokens and the least and the greatest number that it may mean; the
patterns of the rules say of what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verifier.text.tokens import Token
from verifier.words.tokens import value

if TYPE_CHECKING:
    from verifier.words.rules import Quantities


@dataclass(frozen=True, slots=True)
class Said:
    """From `low` to `high`, said by the tokens up to `end`."""

    low: float
    high: float
    end: int


def number_at(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """The one number that begins at token `at`, None where there is none."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.is_number:
        number = value(token)
        return None if number is None else Said(number, number, at + 1)
    words = known.numbers.get(token.text)
    if words is None:
        return None
    ones = known.numbers.get(tokens[at + 1].text) if at + 1 < len(tokens) else None
    if words >= 20 and words % 10 == 0 and ones is not None and 0 < ones < 10:
        return Said(words + ones, words + ones, at + 2)
    return Said(words, words, at + 1)


def range_at(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """The number or range of numbers that begins at token `at`, None where there is none."""
    led = _text(tokens, at) in known.between
    first = number_at(tokens, at + led, known)
    if first is None:
        return None
    more = _give_or_take(tokens, first, known)
    if more is not None:
        return None if led else more
    second = _second(tokens, first, known)
    if second is not None:
        return Said(first.low, second.high, second.end)
    return None if led else first


def fraction_at(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """The fraction of one that begins at token `at`, None where there is none."""
    part = known.parts.get(_text(tokens, at))
    if part is not None:
        return Said(part, part, at + 1)
    first = number_at(tokens, at, known)
    if first is None:
        return None
    part = known.parts.get(_text(tokens, first.end))
    if part is not None:
        return Said(first.low * part, first.low * part, first.end + 1)
    below = number_at(tokens, first.end + 1, known) if _text(tokens, first.end) == "/" else None
    if below is None or not below.low:
        return None
    # Two parts that make a hundred are odds: "a 50/50 chance" is one half.
    whole = 100 if first.low + below.low == 100 else below.low
    return Said(first.low / whole, first.low / whole, below.end)


def _give_or_take(tokens: Sequence[Token], first: Said, known: Quantities) -> Said | None:
    after = _past(tokens, first.end, known.give_or_take)
    by = None if after is None else number_at(tokens, after, known)
    return None if by is None else Said(first.low - by.low, first.low + by.low, by.end)


def _second(tokens: Sequence[Token], first: Said, known: Quantities) -> Said | None:
    """The upper end, which may follow a sign of its own: "60% to 70%", "60-70"."""
    at = first.end
    while _text(tokens, at) in known.units:
        at += 1
    if _text(tokens, at) in known.to:
        return number_at(tokens, at + 1, known)
    # The hyphen between two numbers is no token: the second touches it.
    hyphened = at == first.end and at < len(tokens) and tokens[at].is_number and tokens[at].glued
    return number_at(tokens, at, known) if hyphened else None


def _past(tokens: Sequence[Token], at: int, phrases: frozenset[tuple[str, ...]]) -> int | None:
    for length in (3, 2, 1):
        if tuple(token.text for token in tokens[at : at + length]) in phrases:
            return at + length
    return None


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""
