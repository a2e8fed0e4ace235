"""Reads vague time: "by mid-February", "in a month, a half or two", "around February 24".

`read_time` reads a phrase that is known to be about time, `find_times` finds such phrases in
running text. Both give windows of days, narrow and wide, with the convention that decided each
vague part, and nothing where they do not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from verifier.model.days import Days
from verifier.model.forecasts import Operator
from verifier.text.tokens import Kind
from verifier.when.conventions import TimeConventions
from verifier.when.evaluate import Windows, evaluate
from verifier.when.extents import Notes
from verifier.when.grammar import read_phrase
from verifier.when.phrases import (
    CalendarUnit,
    Coming,
    Counted,
    Horizon,
    Phrase,
    Rolling,
    UnitAhead,
    left_open,
)
from verifier.when.roles import Lead, Unit
from verifier.when.tokens import Cursor

__all__ = [
    "Applied",
    "Granularity",
    "Operator",
    "TimeConventions",
    "TimeReading",
    "find_times",
    "nearest_phrases",
    "read_time",
]

Granularity = Unit
LONGEST_PHRASE = 200
"""More characters than a phrase about time has: what lies beyond is not compared."""


SUBDIVIDED = {Operator.IN, Operator.DURING, Operator.UNSPECIFIED, Operator.AROUND}
"""The operators of windows that a second time may single a part out of."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A convention, the words it decided about, and why it is as it is."""

    convention: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What words about time were taken to mean.

    `span` are the offsets of `phrase` in the text. `preferred` is the sub-window that the words
    single out, where they do. `vague` marks words without a defensible constant ("soon"): their
    windows are horizons declared in the rules.
    """

    phrase: str
    span: tuple[int, int]
    operator: Operator
    granularity: Granularity
    narrow: Days
    wide: Days
    preferred: Days | None
    applied: tuple[Applied, ...]
    vague: bool = False


def read_time(
    phrase: str, *, anchor: Days, conventions: TimeConventions, past: bool = False
) -> TimeReading | None:
    """The one reading of a phrase about time, said on `anchor`; None where there is none or no one.

    Words beside the time phrase are passed over. Of two times the second is the preferred part of
    the first where a word such as "perhaps" says so. Forecasts look ahead; `past` is for what is
    reported, so that October 26 said in November is the one just gone.
    """
    readings = find_times(phrase, anchor=anchor, conventions=conventions, past=past)
    if len(readings) == 2:
        return _preferring(phrase, readings[0], readings[1], conventions)
    if not readings:
        cursor = Cursor(phrase, conventions.lexicon, lenient=True)
        found = _scan(cursor, anchor, conventions, past=past)
        readings = tuple(reading for reading in found if reading.span[0] == 0)
    return readings[0] if len(readings) == 1 else None


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A text that is one time phrase, parsed, to be read from any day of saying."""

    _cursor: Cursor
    _phrase: Phrase
    _conventions: TimeConventions

    @property
    def ahead(self) -> bool:
        """Whether it is a time to come on any day that it is said: "in February", "next month"."""
        target = self._phrase.target
        if self._phrase.lead is Lead.SINCE:
            return False
        if isinstance(target, Rolling | Coming):
            return target.sign > 0
        if isinstance(target, CalendarUnit):
            return target.shift > 0
        if isinstance(target, Counted | UnitAhead | Horizon):
            return True
        return left_open(target) in {Unit.YEAR, Unit.MONTH}

    def read(self, anchor: Days, *, past: bool = False) -> TimeReading | None:
        """The reading of the phrase said on `anchor`, None where it names no days then."""
        return _reading(self._cursor, self._phrase, anchor, self._conventions, past=past)


def parse_time(text: str, conventions: TimeConventions) -> TimePhrase | None:
    """The time phrase that a text is but for fillers and punctuation, None where it is not one."""
    cursor = Cursor(text, conventions.lexicon, lenient=True)
    _pass_over(cursor, "hedge")
    phrase = None if cursor.peek("not_time") else read_phrase(cursor, conventions)
    if phrase is None:
        return None
    _pass_over(cursor, "hedge", "filler")
    return TimePhrase(cursor, phrase, conventions) if cursor.done else None


def find_times(
    text: str, *, anchor: Days, conventions: TimeConventions, past: bool = False
) -> tuple[TimeReading, ...]:
    """The time phrases of a text, in order.

    Words with an everyday meaning besides ("may", "march") need a further sign of being meant as
    time, unless the whole text is one time phrase.
    """
    whole = parse_time(text, conventions)
    reading = whole.read(anchor, past=past) if whole is not None else None
    if reading is not None:
        return (reading,)
    cursor = Cursor(text, conventions.lexicon, lenient=False)
    return _scan(cursor, anchor, conventions, past=past)


def nearest_phrases(phrase: str, conventions: TimeConventions) -> tuple[str, ...]:
    """Up to three phrases of the rules that look like `phrase`, for "did you mean"."""
    folded = {known.casefold(): known for known in conventions.phrases()}
    near = get_close_matches(phrase.casefold()[:LONGEST_PHRASE], folded, n=3, cutoff=0.6)
    return tuple(folded[match] for match in near)


def _scan(
    cursor: Cursor, anchor: Days, conventions: TimeConventions, *, past: bool
) -> tuple[TimeReading, ...]:
    found: list[TimeReading] = []
    while not cursor.done:
        if cursor.take("not_time"):
            continue
        if cursor.take("recurring"):
            # What comes round again and again is no window: "every Monday".
            read_phrase(cursor, conventions)
            continue
        phrase = read_phrase(cursor, conventions)
        reading = None
        if phrase is not None and (cursor.lenient or not _doubtful(cursor, phrase)):
            reading = _reading(cursor, phrase, anchor, conventions, past=past)
        if reading is None:
            cursor.at = cursor.at + 1 if phrase is None else phrase.last
            continue
        found.append(reading)
    return tuple(found)


def _doubtful(cursor: Cursor, phrase: Phrase) -> bool:
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


def _reading(
    cursor: Cursor, phrase: Phrase, anchor: Days, conventions: TimeConventions, *, past: bool
) -> TimeReading | None:
    first, last = anchor.first, anchor.last
    if first is None or last is None:
        return None
    notes = Notes()
    try:
        windows = evaluate(phrase, first, conventions, notes, past=past)
        if last != first:
            late = evaluate(phrase, last, conventions, Notes(), past=past)
            windows = _hull(windows, late)
    except (ValueError, OverflowError):
        return None
    start, end = cursor.tokens[phrase.first].start, cursor.tokens[phrase.last - 1].end
    return TimeReading(
        phrase=cursor.text[start:end],
        span=(start, end),
        operator=windows.operator,
        granularity=windows.unit,
        narrow=windows.narrow,
        wide=windows.wide,
        preferred=windows.preferred,
        applied=tuple(
            Applied(rule.id, words or phrase.words, rule.reason or rule.source)
            for rule, words in notes.taken
        ),
        vague=windows.vague,
    )


def _hull(one: Windows, other: Windows) -> Windows:
    preferred = None
    if one.preferred is not None and other.preferred is not None:
        preferred = one.preferred.hull(other.preferred)
    return Windows(
        one.operator,
        one.unit,
        one.narrow.hull(other.narrow),
        one.wide.hull(other.wide),
        preferred,
        one.vague,
    )


def _pass_over(cursor: Cursor, *roles: str) -> None:
    """Past punctuation and words of `roles`, which carry no time."""
    while not cursor.done:
        token = cursor.token()
        if token is not None and token.kind is Kind.SYMBOL and token.text != "'":
            cursor.at += 1
        elif not any(cursor.take(role) for role in roles):
            break


def _preferring(
    text: str, first: TimeReading, second: TimeReading, conventions: TimeConventions
) -> TimeReading | None:
    """The first reading, with the second as the preferred part of it."""
    if first.operator not in SUBDIVIDED or second.operator not in SUBDIVIDED:
        return None
    between = Cursor(text[first.span[1] : second.span[1]], conventions.lexicon, lenient=True)
    while not between.done and between.peek("hedge") is None:
        between.at += 1
    inside = first.wide.intersection(second.wide)
    if between.done or inside is None:
        return None
    return TimeReading(
        phrase=text[first.span[0] : second.span[1]],
        span=(first.span[0], second.span[1]),
        operator=first.operator,
        granularity=first.granularity,
        narrow=first.narrow,
        wide=first.wide,
        preferred=inside,
        applied=first.applied + second.applied,
        vague=first.vague,
    )
