"""What the lexicons make of a phrase: its row, else a synonym's, else a combining rule.

    combined = negator combined | combined negator | intensifier combined | phrase

A measured or prescribed row is preferred to a computed one, whichever lexicon has it; among
equals the declared order of the lexicons decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import overload

from verifier.dataclass import dataclass
from verifier.text.phrases import Pattern
from verifier.words.index import Index
from verifier.words.numbers import EVEN, Numbers
from verifier.words.rules import Route
from verifier.words.tokens import Words, shown

STATED = "stated"


@dataclass(frozen=True, slots=True)
class LexiconReading:
    """What one lexicon makes of a phrase.

    `phrase` is the row that gave the numbers, `how` the way from the words to it. A number
    that the speaker stated has the lexicon "stated".
    """

    lexicon: str
    phrase: str
    low: float
    central: float
    high: float
    mean: float | None
    sd: float | None
    how: str
    route: Route = "direct"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A lexicon that lists the phrase and refuses it a number."""

    lexicon: str
    phrase: str
    klass: str
    how: str
    route: Route = "direct"


Answer = LexiconReading | Refusal


def answers(before: tuple[Words, ...], core: Pattern, index: Index) -> Iterator[Answer]:
    """What each lexicon says of `core` under the modifiers `before` it, outermost first."""
    given = [_in_lexicon(lexicon, before, core, index) for lexicon in index.lexicons]
    # What some readers put below even and others above is moved by no modifier: nobody knows where.
    moves = not _wavers(before, core, index)
    yield from (a for a in given if a is not None and (moves or a.route != "combined"))


def _wavers(before: tuple[Words, ...], core: Pattern, index: Index) -> bool:
    """Whether an intensifier stands before a phrase that may mean less than even or more."""
    if not any(words in index.intensifiers for words in before):
        return False
    plain = (_in_lexicon(lexicon, (), core, index) for lexicon in index.lexicons)
    return any(isinstance(a, LexiconReading) and a.low < EVEN < a.high for a in plain)


def stated(words: Pattern, numbers: Numbers, index: Index) -> LexiconReading:
    """The reading of a likelihood that was stated as a number."""
    return _reading(STATED, shown(words), numbers, index.told("stated"), "direct")


def choose(given: Sequence[Answer], order: Sequence[str], index: Index) -> Answer | None:
    """The answer by the best tier of routes, then by the order of the lexicons."""
    place = {STATED: -1} | {lexicon: n for n, lexicon in enumerate(order)}
    return min(
        (answer for answer in given if answer.lexicon in place),
        key=lambda answer: (index.tier[answer.route], place[answer.lexicon]),
        default=None,
    )


def passed_over(
    given: Sequence[Answer], chosen: Answer, order: Sequence[str], index: Index
) -> Iterator[str]:
    """Why the lexicons before the chosen one did not answer, and none by a row of its own."""
    answered = {answer.lexicon: answer for answer in given}
    for lexicon in order[: order.index(chosen.lexicon) if chosen.lexicon in order else 0]:
        answer = answered.get(lexicon)
        name = index.lexicons[lexicon].name
        if isinstance(answer, LexiconReading):
            numbers = f"{answer.low:g}, {answer.central:g}, {answer.high:g}"
            phrase = answer.phrase
            yield index.told("passed-computed", lexicon=name, numbers=numbers, phrase=phrase)
        else:
            yield index.told("passed", lexicon=name)
    if chosen.route == "combined":
        yield index.told("combined")


@overload
def denial(answer: LexiconReading, index: Index) -> LexiconReading: ...


@overload
def denial(answer: Answer, index: Index) -> Answer: ...


def denial(answer: Answer, index: Index) -> Answer:
    """The answer for the denied phrase: the complement; no number stays no number."""
    if isinstance(answer, Refusal):
        return answer
    how = f"{answer.how} {index.told('denied')}"
    return _reading(answer.lexicon, answer.phrase, _numbers(answer).complement(), how, "combined")


def _in_lexicon(
    lexicon: str, before: tuple[Words, ...], core: Pattern, index: Index
) -> Answer | None:
    spelled = sum(before, ()) + core
    answer = _row(lexicon, spelled, index) or _by_synonym(lexicon, spelled, index)
    if answer is not None:
        return answer
    if before:
        return _modified(before[0], _in_lexicon(lexicon, before[1:], core, index), index)
    for length in range(min(len(core), 3) - 1, 0, -1):
        first, last = core[:length], core[-length:]
        if first in index.intensifiers or first in index.negators_before:
            return _modified(first, _in_lexicon(lexicon, (), core[length:], index), index)
        if last in index.negators_after:
            return _modified(last, _in_lexicon(lexicon, (), core[:-length], index), index)
    return None


def _modified(outer: Pattern, answer: Answer | None, index: Index) -> Answer | None:
    """The answer under the intensifier or negator `outer`."""
    rule = index.intensifiers.get(outer)
    if answer is None or (rule is not None and isinstance(answer, Refusal)):
        return None
    if rule is None or isinstance(answer, Refusal):
        return denial(answer, index)
    plain = _numbers(answer)
    moved = plain.moved(rule.factor)
    if moved is None:
        return None
    factor, because = f"{rule.factor:g}", rule.because
    how = index.told("modified", words=shown(outer), factor=factor, because=because)
    return _reading(
        answer.lexicon,
        answer.phrase,
        moved.hull(plain) if rule.hull else moved,
        f"{answer.how} {how}",
        "combined",
    )


def _row(lexicon: str, words: Pattern, index: Index) -> Answer | None:
    name = index.lexicons[lexicon].name
    if words in index.rows[lexicon]:
        phrase, row = index.rows[lexicon][words]
        numbers = Numbers(row.low, row.central, row.high, row.mean, row.sd)
        how = index.told("row", lexicon=name, phrase=phrase)
        return _reading(lexicon, phrase, numbers, how, "direct")
    if words in index.unnumbered[lexicon]:
        phrase, entry = index.unnumbered[lexicon][words]
        how = index.told("no-number", lexicon=name, phrase=phrase, because=entry.because)
        return Refusal(lexicon, phrase, entry.kind, how)
    return None


def _by_synonym(lexicon: str, words: Pattern, index: Index) -> Answer | None:
    rule = index.synonym(words)
    if rule is None:
        return None
    rows = (_row(lexicon, meaning, index) for meaning in map(index.pattern, rule.means))
    answer = next((row for row in rows if row is not None), None)
    if answer is None:
        return None
    phrase, because = answer.phrase, rule.because
    how = index.told("synonym", words=shown(words), phrase=phrase, because=because)
    answer = replace(answer, how=f"{how} {answer.how}")
    return replace(denial(answer, index) if rule.denied or rule.turned else answer, route="synonym")


def _numbers(answer: LexiconReading) -> Numbers:
    return Numbers(answer.low, answer.central, answer.high, answer.mean, answer.sd)


def _reading(lexicon: str, phrase: str, numbers: Numbers, how: str, route: Route) -> LexiconReading:
    low, central, high = numbers.low, numbers.central, numbers.high
    return LexiconReading(lexicon, phrase, low, central, high, numbers.mean, numbers.sd, how, route)
