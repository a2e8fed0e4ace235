"""Reads a phrase that is known to be about time: "by mid-February", "in a month, a half or two"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from functools import partial
from itertools import combinations, pairwise, product
from typing import NamedTuple

from verifier.dataclass import dataclass
from verifier.diagnostics.suggest import likest
from verifier.model.days import Days
from verifier.model.forecasts import Operator
from verifier.text.tokens import Kind
from verifier.when.conventions import TimeConventions
from verifier.when.evaluate import Windows, evaluate
from verifier.when.extents import Choices, Contradiction, Notes
from verifier.when.grammar import read_phrase
from verifier.when.lists import shared
from verifier.when.phrases import (
    CalendarUnit,
    Coming,
    Counted,
    Horizon,
    OnWeekday,
    Period,
    Phrase,
    Rolling,
    UnitAhead,
    Yearly,
    left_open,
)
from verifier.when.roles import Lead, Unit
from verifier.when.tokens import NOWHERE, Cursor, Heard

Granularity = Unit
LONGEST_PHRASE = 200
"""More characters than a phrase about time has: what lies beyond is not compared."""

PUNCTUATION = ".,;:!?()[]\"'\u201c\u201d\u201e\u00ab\u00bb\u2026"
"""Marks without meaning beside a time."""

SUBDIVIDED = {Operator.IN, Operator.DURING, Operator.UNSPECIFIED, Operator.AROUND}
"""The operators of windows that a second time may single a part out of."""


COMES_ROUND: Mapping[Unit | None, int] = {Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}
"""Days of the longest stretch that has only one Friday, one 5th, one May: what comes round."""


class Applied(NamedTuple):
    """A convention, the words it decided about, and why it is as it is."""

    convention: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What words about time were taken to mean.

    `span` are the offsets of `phrase` in the text. `preferred` is the sub-window that the words
    single out, where they do. `vague` marks words without a defensible constant ("soon"): their
    windows are horizons declared in the rules. `meant` are the windows of which one is meant where
    the words name different times to different people, none of them within another ("summer"):
    nobody means what these share, which is `narrow`, nor all from the first to the last, `wide`.
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
    meant: tuple[Days, ...] = ()


def read_time(
    phrase: str, *, anchor: Days, conventions: TimeConventions, past: bool = False
) -> TimeReading | None:
    """The reading of a text that is a time and nothing else, said on `anchor`; None without one.

    Every word is used, or has no meaning for time (`meaningless` in the rules): what cannot be
    read whole is not read. Of two times the second is the preferred part of the first where a word
    such as "perhaps" says so, and an opening and a deadline bound one window. Forecasts look ahead;
    `past` is for what is reported, so that October 26 said in November is the one just gone.
    """
    parsed = parse_time(phrase, conventions)
    return None if parsed is None else parsed.read(anchor, past=past)


class Joint(StrEnum):
    """How two phrases make one time."""

    BOUNDS = "bounds"
    PREFERS = "prefers"


class TimePhrase(NamedTuple):
    """A text that is one time, parsed, to be read from any day of saying."""

    cursor: Cursor
    phrase: Phrase
    joint: Joint | None = None
    second: Phrase | None = None
    plain: TimePhrase | None = None
    """The same without the meaningless words inside it, where there are any."""

    @property
    def ahead(self) -> bool:
        """Whether it is a time to come on any day that it is said: "in February", "next month"."""
        target = self.phrase.target
        if self.phrase.lead is Lead.SINCE or self.second is not None:
            return False
        if isinstance(target, Rolling | Coming):
            return target.sign > 0 and getattr(target, "of", None) is None
        if isinstance(target, CalendarUnit):
            return target.shift > 0
        if isinstance(target, Counted | UnitAhead | Horizon):
            return True
        return left_open(target) in {Unit.YEAR, Unit.MONTH} and not _may_fail(
            target, self.cursor.rules.some_years
        )

    def read(self, anchor: Days, *, past: bool = False) -> TimeReading | None:
        """The reading of the phrase said on `anchor`, None where it names no days then."""
        try:
            return self._read(anchor, past=past)
        except (ValueError, OverflowError):
            return None

    def objection(self, anchor: Days) -> str | None:
        """Why the phrase names no days when said on `anchor`, None where it does."""
        try:
            return None if self._read(anchor, past=False) else "it names no days"
        except Contradiction as contradiction:
            return str(contradiction)
        except (ValueError, OverflowError):
            return "there is no such day"

    def _read(self, anchor: Days, *, past: bool) -> TimeReading | None:
        choices = Choices()
        reading = self._joined(anchor, choices, past=past)
        if reading is not None and choices.asked:
            each = self._each(choices, anchor, past=past)
            if "season" in choices.asked and reading.narrow == reading.wide:
                # By the end of summer is by that of either.
                reading = _of_all(reading, each)
            reading = replace(reading, meant=_meant(reading, each))
        if reading is None or self.plain is None:
            return reading
        # A word without meaning must not part what belongs together: "following even week".
        plain = self.plain.read(anchor, past=past)
        same = plain is not None and (plain.narrow, plain.wide) == (reading.narrow, reading.wide)
        return reading if same else None

    def _each(self, choices: Choices, anchor: Days, *, past: bool) -> list[TimeReading]:
        """The readings for each way to choose."""
        found = []
        for made in product((0, 1), repeat=len(choices.asked)):
            chosen = Choices(dict(zip(choices.asked, made, strict=True)))
            with suppress(ValueError, OverflowError):
                one = self._joined(anchor, chosen, past=past)
                found.extend([one] if one is not None else [])
        return found

    def _joined(self, anchor: Days, choices: Choices, *, past: bool) -> TimeReading | None:
        read = partial(_reading, self.cursor, anchor=anchor, choices=choices, past=past)
        phrase, other = self.phrase, self.second
        if other is not None and self.joint is Joint.BOUNDS:
            if phrase.lead in OPENING:
                phrase = _of_one_year(phrase, other)
            else:
                other = _of_one_year(other, phrase)
        first = read(phrase)
        if first is None or other is None:
            return first
        second = read(other, anchor=self._seen_from(first, other, anchor))
        if second is None:
            return None
        join = _bounded if self.joint is Joint.BOUNDS else _preferring
        return join(self.cursor.text, first, second)

    def _seen_from(self, first: TimeReading, other: Phrase, anchor: Days) -> Days:
        """Of next week, perhaps on Friday, there is one Friday, in June are several."""
        start, length = first.narrow.start, first.narrow.length
        longest = COMES_ROUND.get(left_open(other.target), 0)
        if self.joint is Joint.BOUNDS or start is None or length is None or length > longest:
            return anchor
        return Days.one(max(start, anchor.first or start))


def _of_one_year(opening: Phrase, closing: Phrase) -> Phrase:
    """An opening with the year or week that only its deadline names: after 5, before 10 May."""
    if isinstance(opening.target, Period) and isinstance(closing.target, Period):
        return opening._replace(target=shared(opening.target, closing.target)[0])
    return opening


def _of_all(both: TimeReading, each: Sequence[TimeReading]) -> TimeReading:
    """A reading that seemed sharp, as narrow as all of several, and as wide as each."""
    narrow: Days | None = both.narrow
    wide = both.wide
    for one in each:
        narrow = narrow.intersection(one.narrow) if narrow is not None else None
        wide = wide.hull(one.wide)
    return replace(both, narrow=narrow or both.narrow, wide=wide)


def _meant(both: TimeReading, each: Sequence[TimeReading]) -> tuple[Days, ...]:
    """The windows of each of several readings, where they are not all within one another."""
    windows = (both.wide.intersection(d) for one in each for d in (one.narrow, one.wide))
    meant = tuple(dict.fromkeys(days for days in windows if days is not None))
    pairs = combinations(meant, 2)
    nested = all(one.contains(other) or other.contains(one) for one, other in pairs)
    return () if nested else meant


def _may_fail(target: object, some_years: Collection[str]) -> bool:
    """Whether it depends on the year that the words name a day: one named twice, a listed feast."""
    if target is None:
        return False
    if isinstance(target, OnWeekday) or (isinstance(target, Yearly) and target.rule in some_years):
        return True
    parts = (getattr(target, name, None) for name in ("of", "base", "start", "end"))
    return any(_may_fail(part, some_years) for part in parts)


def parse_time(text: str, conventions: TimeConventions) -> TimePhrase | None:
    """The time that a text is but for meaningless words and marks, None where it is not one."""
    return whole_phrase(Cursor(text, conventions, lenient=True))


def whole_phrase(cursor: Cursor) -> TimePhrase | None:
    """A text that is a time from its first word to its last; None where it is not."""
    _pass_over(cursor)
    roles = cursor.roles[cursor.at]
    idioms = [*roles.get("not_time", ()), *roles.get("not_alone", ())]
    idiom = cursor.at + max((sense.length for sense in idioms), default=0)
    phrase = read_phrase(cursor)
    if phrase is None or phrase.last <= idiom:
        return None
    joint = second = None
    if not _rest_is_idle(cursor):
        joint, second = second_windows(cursor, phrase)
        if second is None or not _rest_is_idle(cursor):
            return None
    plain = None
    last = phrase if second is None else second
    # Of a preferred part ("next week, perhaps on Friday") the hedge is the joint.
    rest = None if joint is Joint.PREFERS else _without_idle_words(cursor, phrase.first, last.last)
    if rest is not None:
        plain = parse_time(rest, cursor.rules)
        if plain is None:
            return None
    return TimePhrase(cursor, phrase, joint, second, plain)


_IDLE = frozenset({"filler", "hedge"})


def _without_idle_words(cursor: Cursor, first: int, last: int) -> str | None:
    """The text of some tokens but for words that have no meaning there; None without such words."""
    if all(map(_IDLE.isdisjoint, cursor.roles[first:last])):
        return None
    end, kept, begin = cursor.at, [], cursor.tokens[first].start
    cursor.at = first
    while cursor.at < last:
        token = cursor.tokens[cursor.at]
        senses = [sense for found in cursor.roles[cursor.at].values() for sense in found]
        longest = cursor.at + max((sense.length for sense in senses), default=1)
        aside = (at for at in range(cursor.at + 1, longest) if (at, Heard.ASIDE) in cursor.heard)
        longest = next(aside, longest)
        meant = {sense.role for sense in senses if cursor.at + sense.length == longest}
        if meant and meant <= _IDLE and (cursor.at, Heard.ASIDE) not in cursor.heard:
            kept.append(cursor.text[begin : token.start])
            begin = cursor.tokens[longest - 1].end
        cursor.at = longest
    kept.append(cursor.text[begin : cursor.tokens[last - 1].end])
    cursor.at = end
    return "".join(kept) if len(kept) > 1 else None


def _rest_is_idle(cursor: Cursor) -> bool:
    start = cursor.at
    _pass_over(cursor)
    if cursor.done:
        return True
    cursor.at = start
    return False


def second_windows(cursor: Cursor, first: Phrase) -> tuple[Joint | None, Phrase | None]:
    """What goes on after a phrase: the other bound, or its preferred part; no move without."""
    start = cursor.at
    cursor.take_symbol(",")
    hedged = cursor.peek("hedge") is not None
    if not hedged and first.lead not in OPENING | CLOSING:
        cursor.at = start
        return None, None
    joined = cursor.take("and") is not None or cursor.take("but") is not None
    _pass_over(cursor)
    second = read_phrase(cursor)
    if second is not None and _bound_one_window(first.lead, second.lead):
        return Joint.BOUNDS, second
    if second is not None and hedged and not joined:
        return Joint.PREFERS, second
    cursor.at = start
    return None, None


def _bound_one_window(one: Lead | None, other: Lead | None) -> bool:
    return (one in OPENING and other in CLOSING) or (one in CLOSING and other in OPENING)


OPENING = frozenset({Lead.AFTER, Lead.SINCE, Lead.FROM})
CLOSING = frozenset({Lead.BY, Lead.BEFORE, Lead.UNTIL})


def unread_words(text: str, conventions: TimeConventions) -> tuple[tuple[int, int], ...]:
    """Where the words of a phrase stand that neither belong to a time nor are meaningless."""
    cursor = Cursor(text, conventions, lenient=True)
    spans: list[tuple[int, int]] = []
    while not cursor.done:
        _pass_over(cursor)
        token, before = cursor.token(), cursor.at
        if token is NOWHERE:
            break
        if not cursor.peek("not_time") and read_phrase(cursor) is not None:
            continue
        cursor.at = before + 1
        if spans and not text[spans[-1][1] : token.start].strip():
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
    return tuple(spans)


def to_be_declared(text: str, conventions: TimeConventions) -> str | None:
    """The list of the rules that would have the days of what the words name, None without one.

    Those are `fiscal_years` for somebody's own year, `occasions` for an election or a summit.
    """
    cursor = Cursor(text, conventions, lenient=True)
    if any("own_year" in first and "unit" in then for first, then in pairwise(cursor.roles)):
        return "fiscal_years"
    return "occasions" if any("event" in each for each in cursor.roles) else None


OF_NO_TIME = frozenset(
    {
        *("the", "article", "filler", "hedge", "of", "lead", "event", "in_name", "given_name"),
        *("moved", "takes", "than", "possessive", "number_suffix", "month_numeral", "code"),
    }
)
"""Roles of words that tell little of when, or of when only with others."""


def nearest_phrases(phrase: str, conventions: TimeConventions) -> tuple[str, ...]:
    """Up to three phrases of the rules that look like `phrase`, and have its words of time.

    "By March" is not what "by March or later" says.
    """
    folded = {known.casefold(): known for known in conventions.phrases()}
    near = likest(phrase.casefold()[:LONGEST_PHRASE], folded, limit=3)
    cursor = Cursor(phrase, conventions, lenient=True)
    said = {
        token.text
        for at, token in enumerate(cursor.tokens)
        if token.kind is not Kind.SYMBOL
        and (
            cursor.roles[at].keys() - OF_NO_TIME
            or cursor.sense_at(at, "lead") not in {None, Lead.IN}
        )
    }
    return tuple(folded[match] for match in near if said <= {*re.split(r"[\s-]", match)})


def of_time(text: str, conventions: TimeConventions) -> bool:
    """Whether a word tells of when, by itself or beside others: "Thursdays", "last", "not"."""
    cursor = Cursor(text, conventions, lenient=True)
    return any((roles.keys() - OF_NO_TIME) | (roles.keys() & {"lead"}) for roles in cursor.roles)


def _reading(
    cursor: Cursor,
    phrase: Phrase,
    *,
    anchor: Days,
    choices: Choices,
    past: bool,
) -> TimeReading | None:
    """Raises ValueError or OverflowError where the phrase names no days of the calendar."""
    first, last = anchor.first, anchor.last
    if first is None or last is None:
        return None
    notes = Notes()
    windows = evaluate(phrase, first, cursor.rules, notes, choices, past=past)
    if last != first:
        late = evaluate(phrase, last, cursor.rules, Notes(), choices, past=past)
        windows = _hull(windows, late)
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
            [
                Applied(name, words or phrase.words, rule.reason or rule.source)
                for (name, words), rule in notes.taken.items()
            ]
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


def _pass_over(cursor: Cursor) -> None:
    """Past punctuation and words without meaning for time."""
    while not cursor.done:
        if cursor.symbol(PUNCTUATION):
            cursor.at += 1
        elif (
            _IDLE.isdisjoint(cursor.roles[cursor.at])
            or cursor.peek("closely")
            or not (cursor.take("hedge") or cursor.take("filler"))
        ):
            break


def _preferring(text: str, first: TimeReading, second: TimeReading) -> TimeReading | None:
    """The first reading, with the second as the preferred part of it."""
    if first.operator not in SUBDIVIDED or second.operator not in SUBDIVIDED:
        return None
    inside = first.wide.intersection(second.wide)
    return None if inside is None else _both(text, first, second, preferred=inside)


def _bounded(text: str, first: TimeReading, second: TimeReading) -> TimeReading | None:
    """One window out of an opening and a deadline: "after the vote and before 5 May"."""
    narrow = first.narrow.intersection(second.narrow)
    wide = first.wide.intersection(second.wide)
    if wide is None:
        return None
    both = _both(text, first, second, preferred=None)
    return replace(both, operator=Operator.IN, narrow=narrow or wide, wide=wide)


def _both(
    text: str, first: TimeReading, second: TimeReading, *, preferred: Days | None
) -> TimeReading:
    span = (first.span[0], second.span[1])
    return replace(
        first,
        phrase=text[slice(*span)],
        span=span,
        preferred=preferred,
        applied=first.applied + second.applied,
    )
