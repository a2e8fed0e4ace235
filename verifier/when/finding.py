"""Finds times in running text: the longest whole phrases, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from verifier.model.days import Days
from verifier.text.phrases import SENTENCE_ENDS
from verifier.when.ahead import names_ahead
from verifier.when.calendar import calendar_unit
from verifier.when.conventions import TimeConventions
from verifier.when.grammar import read_phrase
from verifier.when.neighbours import bordered, doubtful, tied_to
from verifier.when.phrases import CalendarUnit
from verifier.when.reading import TimePhrase, TimeReading, second_windows, whole_phrase
from verifier.when.roles import Lead
from verifier.when.tokens import Cursor

TYING = frozenset({Lead.BEFORE, Lead.AFTER, Lead.IN, Lead.DURING, Lead.WITHIN})
"""Relations that say more of the time right before them."""


def find_times(
    text: str, *, anchor: Days, conventions: TimeConventions, past: bool = False
) -> tuple[TimeReading, ...]:
    """The times that a text speaks of, in order: each the longest whole phrase, or nothing.

    Words with an everyday meaning besides ("may", "march") need a further sign of being meant as
    time, unless the whole text is one time. A phrase is left where what stands beside it is of
    time too and was not read: a preposition, "and" before another number, a unit, a zone.
    """
    return _found(text, anchor, past, _By(conventions))


class _By:
    """Conventions told apart by which they are: to compare all that they say would take long."""

    def __init__(self, conventions: TimeConventions) -> None:
        self.conventions = conventions

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _By) and self.conventions is other.conventions

    def __hash__(self) -> int:
        return id(self.conventions)


# Texts of which what was found is kept: parts of a sentence are looked through several times.
@lru_cache(maxsize=256)
def _found(text: str, anchor: Days, past: bool, by: _By) -> tuple[TimeReading, ...]:
    words = _parsed(text, by)
    reading = words.whole.read(anchor, past=past) if words.whole is not None else None
    if reading is not None:
        return (reading,)
    found: list[TimeReading] = []
    read = 0
    for one in words.met:
        phrase = one.parsed.phrase
        wanted = one.whole_if_past if past else one.whole
        if phrase.first == read > 0 and phrase.lead in TYING:
            # Within two weeks after today, or in March, is one time, of which two were read.
            found.pop()
            wanted = False
        reading = one.parsed.read(anchor, past=past) if wanted else None
        if reading is not None and found and _refers_back(one.parsed, found[-1], anchor):
            # On 5 March and by the end of the month, said in February, is by the end of March.
            reading = None
        if reading is not None:
            read = one.last
            found.append(reading)
    return tuple(found)


class _Met(NamedTuple):
    """A phrase that was met, up to token `last`, and whether all that was meant was read."""

    parsed: TimePhrase
    last: int
    whole: bool
    whole_if_past: bool


class _Parsed:
    """What a text says, which is the same on every day: the time that it is, and those in it."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self.whole = whole_phrase(cursor)

    @cached_property
    def met(self) -> Sequence[_Met]:
        return _scan(self._cursor.anew(lenient=False))


@lru_cache(maxsize=256)
def _parsed(text: str, by: _By) -> _Parsed:
    return _Parsed(Cursor(text, by.conventions, lenient=True))


def _scan(cursor: Cursor) -> Sequence[_Met]:
    met: list[_Met] = []
    free = tied = 0
    named = names_ahead(cursor)
    while not cursor.done:
        if not named[cursor.at]:
            # Most words of a text are of no use to any phrase.
            cursor.at += 1
            continue
        if cursor.take("not_time"):
            free = cursor.at
            continue
        if cursor.take("recurring") or cursor.take("plus_minus"):
            # No window is what comes round again and again ("every Monday"), nor how much room
            # there is on either side of one that was not read ("give or take a week").
            _ = cursor.take("more") or cursor.take("ordinal")
            read_phrase(cursor)
            continue
        phrase = read_phrase(cursor)
        if phrase is None:
            cursor.at += 1
            continue
        parsed = TimePhrase(cursor, phrase, *second_windows(cursor, phrase))
        last, further = cursor.at, tied_to(cursor)
        plain = not doubtful(cursor, phrase)
        wanted = plain and further is None and phrase.first >= tied
        whole = wanted and not bordered(cursor, phrase, free, last, past=False)
        past = whole or (wanted and not bordered(cursor, phrase, free, last, past=True))
        if plain and further is not None:
            # March or, should the talks fail, April: one time, not read whole.
            tied = further
        met.append(_Met(parsed, last, whole, past))
        cursor.at = free = last
    return met


def _refers_back(parsed: TimePhrase, before: TimeReading, anchor: Days) -> bool:
    """Whether "the month" is that of another time in its sentence, and not the one under way."""
    phrase, cursor = parsed.phrase, parsed.cursor
    unit: object = phrase.target
    while unit is not None and not isinstance(unit, CalendarUnit):
        unit = getattr(unit, "of", None) or getattr(unit, "month", None)
    if not isinstance(unit, CalendarUnit) or not unit.bare or anchor.first is None:
        return False
    between = cursor.text[before.span[1] : cursor.tokens[phrase.first].start]
    if set(between) & (SENTENCE_ENDS - {";"}):
        return False
    try:
        now = calendar_unit(unit.unit, anchor.first, 0, cursor.rules.week.first_day)
    except (ValueError, KeyError, OverflowError):
        return False
    return not now.overlaps(before.wide)
