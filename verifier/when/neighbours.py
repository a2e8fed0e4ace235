"""What stands beside a phrase in running text, and whether it says that more was meant."""

from __future__ import annotations

from verifier.text.tokens import Kind, Token
from verifier.when.phrases import Phrase
from verifier.when.roles import Lead
from verifier.when.tokens import Cursor

# How many words may stand between a preposition and the time that gives the day of its noun:
# "before the general election on 5 November". What comes after a noun is on its day or thereabouts.
LONGEST_NOUN = 3
_TEMPORAL = frozenset({Lead.BEFORE, Lead.AFTER, Lead.SINCE, Lead.UNTIL, Lead.WITHIN})
LOOSE = frozenset({None, Lead.IN, Lead.DURING})
"""Relations that another preposition may narrow."""
_OF_TIME = ("units", "unit", "month", "weekday", "number", "tens", "zone", "ordinal", "dayword")


def bordered(cursor: Cursor, phrase: Phrase, free: int, last: int) -> bool:
    """Whether what stands beside a phrase says that more was meant than what was read."""
    return _bordered_before(cursor, phrase, free) or _bordered_after(cursor, phrase, last)


def _bordered_before(cursor: Cursor, phrase: Phrase, free: int) -> bool:
    first = phrase.first
    if first <= free:
        return False
    before = _at(cursor, first - 1)
    if before.kind is Kind.SYMBOL:
        tied = before.text in "/-" and cursor.tokens[first].glued
        return tied and first - 2 >= free and _is_of_time(cursor, first - 2)
    if phrase.lead is None and (
        _role(cursor, first - 1, "of") == "of" or _is_of_time(cursor, first - 1)
    ):
        return True
    if phrase.lead in LOOSE and _is_of_time(cursor, first - 1) and before.kind is Kind.WORD:
        return True
    if _role(cursor, first - 1, "and") or _role(cursor, first - 1, "or"):
        return first - 2 >= free and _is_of_time(cursor, first - 2)
    if phrase.lead not in LOOSE:
        return False
    for at in range(first - 1, max(free, first - 2 - LONGEST_NOUN) - 1, -1):
        if cursor.tokens[at].kind is Kind.SYMBOL:
            return False
        if _role(cursor, at, "lead") in _TEMPORAL - {Lead.AFTER}:
            return True
    return False


def _bordered_after(cursor: Cursor, phrase: Phrase, last: int) -> bool:
    if last >= len(cursor.tokens):
        return False
    token = _at(cursor, last)
    if token.kind is Kind.SYMBOL:
        tied = token.text in "/-" and token.glued
        return tied and last + 1 < len(cursor.tokens) and _is_of_time(cursor, last + 1)
    if _role(cursor, last, "of") == "of" or _is_of_time(cursor, last):
        return True
    if _role(cursor, last, "and") or _role(cursor, last, "or"):
        return last + 1 < len(cursor.tokens) and _is_of_time(cursor, last + 1)
    # "Until autumn before they do" is until autumn; "in March before the vote" says more.
    return phrase.lead in LOOSE and _role(cursor, last, "lead") in _TEMPORAL


def _at(cursor: Cursor, at: int) -> Token:
    return cursor.tokens[at]


def _role(cursor: Cursor, at: int, role: str) -> str | None:
    here, cursor.at = cursor.at, at
    value = cursor.peek(role)
    cursor.at = here
    return value


def _is_of_time(cursor: Cursor, at: int) -> bool:
    """Whether the word at token `at` is a number, a unit, a month, a day or a zone."""
    if cursor.tokens[at].kind is Kind.NUMBER:
        # A share is a number of something else.
        return at + 1 >= len(cursor.tokens) or cursor.tokens[at + 1].text != "%"
    return not _role(cursor, at, "ambiguous") and any(
        _role(cursor, at, role) is not None for role in _OF_TIME
    )


def doubtful(cursor: Cursor, phrase: Phrase) -> bool:
    """Whether all that speaks for time is a number, or a word with an everyday meaning besides."""
    if phrase.lead is not None or phrase.approximate:
        return False
    tokens = cursor.tokens[phrase.first : phrase.last]
    if all(token.kind is not Kind.WORD for token in tokens):
        return True
    end = cursor.at
    cursor.at = phrase.first
    cursor.take("the")
    ambiguous = cursor.take("ambiguous") is not None and cursor.at >= end
    cursor.at = end
    return ambiguous
