"""Numbers as they are said of a likelihood: "sixty-five", "60 to 70 %", "70±10 %", "two-thirds".

    percent  = number "±" number | ["between" | "from"] number "to" number | number ["+"] | parts
               with a unit behind the last number, or behind both: "60 % to 70 %"
    parts    = part ["of"] ["a"]                              "half a percent"
    fraction = number (part | "/" number) | decimals          "two-thirds", "1/3", "0.6-0.7"
             | ["between" | "from"] piece "to" piece          "a quarter to a third"
    piece    = number part | ["a"] part
    number   = plain ["and" ["a"] part | "point" plain]       "two and a half"
    plain    = (digits | word [word] | "a") [scale]           "65", "sixty five", "a hundred"

What is found is a stretch of tokens, and the least, the middle and the greatest number that it may
mean; the patterns of the rules say of what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from verifier.dataclass import dataclass
from verifier.text.tokens import Token
from verifier.words.entries import Quantities
from verifier.words.tokens import value

WHOLE = 100
"""What percentages, and the odds on both sides, add up to."""


@dataclass(frozen=True, slots=True)
class Said:
    """From `low` to `high`, said by the tokens up to `end`; `central` where it is not midway."""

    low: float
    high: float
    end: int
    central: float | None = None


def number_at(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """The one number that begins at token `at`, None where there is none."""
    plain = _plain(tokens, at, known)
    if plain is None:
        return None
    number, end = plain.low, plain.end
    if _text(tokens, end) in known.point:
        tenths = known.numbers.get(_text(tokens, end + 1))
        return _exact(number + tenths / 10, end + 2) if tenths is not None and tenths < 10 else None
    joined = end + 1 if _text(tokens, end) in known.plus else end
    if joined > end:
        joined += _text(tokens, joined) in known.articles
        part = known.parts.get(_text(tokens, joined))
        if part is not None:
            return _exact(number + part, joined + 1)
    return plain


def percent_at(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """The percentage, or range of them, that begins at token `at`, None where there is none."""
    led = _past(tokens, at, known.between) or at
    first = number_at(tokens, led, known)
    if first is None:
        return _parts_of_one(tokens, at, known) if led == at else None
    unit = _past(tokens, first.end, known.units)
    if led == at:
        more = _give_or_take(tokens, replace(first, end=unit or first.end), known)
        if more is not None:
            return _closed(tokens, more, known, unit is not None)
        if _text(tokens, first.end) in known.or_more:
            open_ended = Said(first.low, WHOLE, first.end + 1, first.low)
            return _closed(tokens, open_ended, known, stated=False)
    second = _second(tokens, first, unit, known)
    if second is not None:
        return _closed(tokens, Said(first.low, second.high, second.end), known, stated=False)
    return None if led > at or unit is None else replace(first, end=unit)


def fraction_at(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """The fraction of one that begins at token `at`, None where there is none."""
    found = _decimal_at(tokens, at, known) or _from_part_to_part(tokens, at, known)
    if found is not None:
        return found
    first = _plain(tokens, at, known)
    if first is None:
        return None
    part = known.parts.get(_text(tokens, first.end))
    if part is not None:
        return _exact(first.low * part, first.end + 1)
    # The hyphen between two numbers is no token: the second touches it.
    over = _text(tokens, first.end) in known.over
    below = _plain(tokens, first.end + over, known)
    if below is not None and below.low and (over or _touches(tokens, first.end)):
        # Two parts that make a hundred are odds: "a 50/50 chance" is one half. With a hyphen
        # 40-60 may be a range as well; 60-40 is none.
        if first.low + below.low == WHOLE and (over or first.low >= below.low):
            return _exact(first.low / WHOLE, below.end)
        return _exact(first.low / below.low, below.end) if _text(tokens, first.end) == "/" else None
    return None


def _decimal_at(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """A part of one as a decimal, or a range of two: "0.7", "between 0.6 and 0.7"."""
    led = _past(tokens, at, known.between) or at
    first = _plain(tokens, led, known) if _is_decimal(tokens, led) else None
    if first is None:
        return None
    second = _second(tokens, first, None, known)
    if second is not None and _is_decimal(tokens, second.end - 1):
        return Said(first.low, second.high, second.end)
    return first if led == at else None


def _from_part_to_part(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """A range of two parts of one: "a quarter to a third", "between two-thirds and a half"."""
    led = _past(tokens, at, known.between) or at
    first = _piece(tokens, led, known)
    if first is None or _text(tokens, first.end) not in known.to:
        return None
    last = _piece(tokens, first.end + 1, known)
    return None if last is None else Said(first.low, last.low, last.end)


def _piece(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """So many parts of one: "two-thirds", "a quarter"."""
    number = None if _text(tokens, at) in known.articles else _plain(tokens, at, known)
    at += _text(tokens, at) in known.articles
    part = known.parts.get(_text(tokens, number.end if number else at))
    if part is None:
        return None
    return _exact(number.low * part, number.end + 1) if number else _exact(part, at + 1)


def _is_decimal(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number below one stands at token `at` with a point in it."""
    if at >= len(tokens) or not tokens[at].is_number or tokens[at].text.isdecimal():
        return False
    return (value(tokens[at]) or 0) <= 1


def part_at(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """The part of one that is named at token `at`: "half"; "third" may be an ordinal as well."""
    part = known.parts.get(_text(tokens, at))
    return None if part is None else _exact(part, at + 1)


def _plain(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """A number in digits or words, with a hundred or a million behind it."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    number, end = value(token) if token.is_number else known.numbers.get(token.text), at + 1
    scale = known.scales.get(_text(tokens, end))
    if number is None:
        return _exact(scale, end + 1) if scale and token.text in known.articles else None
    ones = None if token.is_number else known.numbers.get(_text(tokens, end))
    if number >= 20 and number % 10 == 0 and ones is not None and 0 < ones < 10:
        number, end = number + ones, end + 1
        scale = known.scales.get(_text(tokens, end))
    return _exact(number * scale, end + 1) if scale else _exact(number, end)


def _exact(number: float, end: int) -> Said:
    return Said(number, number, end)


def _parts_of_one(tokens: Sequence[Token], at: int, known: Quantities) -> Said | None:
    """A part of one percent: "half a percent", "a quarter of one percent"."""
    at += _text(tokens, at) in known.articles
    part = known.parts.get(_text(tokens, at))
    if part is None:
        return None
    end = at + 1 + (_text(tokens, at + 1) in known.part_of)
    end += _text(tokens, end) in known.articles
    unit = _past(tokens, end, known.units)
    return None if unit is None else _exact(part, unit)


def _closed(tokens: Sequence[Token], said: Said, known: Quantities, stated: bool) -> Said | None:
    """What was said, up to its unit, which may have been `stated` already."""
    unit = _past(tokens, said.end, known.units)
    if unit is None:
        return said if stated else None
    return replace(said, end=unit)


def _give_or_take(tokens: Sequence[Token], first: Said, known: Quantities) -> Said | None:
    at = first.end + (_text(tokens, first.end) == ",")
    after = _past(tokens, at, known.give_or_take)
    by = None if after is None else number_at(tokens, after, known)
    if by is None:
        return None
    end = _past(tokens, by.end, known.points) or by.end
    return Said(first.low - by.low, first.low + by.low, end)


def _second(
    tokens: Sequence[Token], first: Said, unit: int | None, known: Quantities
) -> Said | None:
    """The upper end, which may follow a unit of its own: "60% to 70%", "60-70"."""
    at = unit or first.end
    if _text(tokens, at) in known.to:
        return number_at(tokens, at + 1, known)
    return number_at(tokens, at, known) if unit is None and _touches(tokens, at) else None


def _touches(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].is_number and tokens[at].glued


def _past(tokens: Sequence[Token], at: int, phrases: frozenset[tuple[str, ...]]) -> int | None:
    """Where the longest of some phrases ends that stands at token `at`, None without one."""
    if at >= len(tokens) or tokens[at].text not in _first_words(phrases):
        return None
    for length in (3, 2, 1):
        words = tuple(token.text for token in tokens[at : at + length])
        if words in phrases:
            return at + len(words)
    return None


@cache
def _first_words(phrases: frozenset[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(words[0] for words in phrases)


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""
