"""Find likelihood words in a text, the modifiers that touch them, and what belongs together.

found  = longest known phrase, left to right, with modifiers before and a negator after
chain  = found words of different slots between two breaks of the sentence
clause = condition marker up to a comma, a break, another marker or the sentence's end
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from verifier.text.phrases import SENTENCE_ENDS, Pattern
from verifier.text.sentences import sentence_ends
from verifier.text.tokens import Token
from verifier.words.numbers import Numbers
from verifier.words.rules import Bound, Form, Index
from verifier.words.stated import Said
from verifier.words.tokens import Words, words_in

MARKS = ".,;:!?()[]\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2026\u2013\u2014/"
"""Marks without meaning beside words of likelihood."""
LONGEST_MODIFIER = 2
LONGEST_BOUND = 4
LONGEST_BRIDGE = 3
LONGEST_LEAD = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, its tokens, and which of them end a sentence."""

    text: str
    tokens: tuple[Token, ...]
    ends: frozenset[int]

    @classmethod
    def of(cls, text: str, index: Index) -> Passage:
        """The text as tokens of the language of the rules."""
        tokens = words_in(text, index.contractions)
        return cls(text, tokens, _ends(text, tokens, index.abbreviations))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where tokens `start` to `end` stand in the text."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def shown(self, start: int, end: int) -> str:
        """Tokens `start` to `end` as they are written."""
        return self.text[slice(*self.span(start, end))]

    def words(self, start: int, end: int) -> Words:
        """The folded words of tokens `start` to `end`."""
        return tuple(token.text for token in self.tokens[start:end])


def _ends(text: str, tokens: Sequence[Token], abbreviations: frozenset[str]) -> frozenset[int]:
    """Which tokens end a sentence, or part it like one: a semicolon, and the mark at the end."""
    marks = {start for start, _ in sentence_ends(text, abbreviations)}
    last = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].is_word), -1)
    return frozenset(
        at
        for at, token in enumerate(tokens)
        if token.start in marks or token.text == ";" or (at > last and token.text in SENTENCE_ENDS)
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A known phrase with its modifiers and negators, over tokens `start` to `end`.

    A negator before denies the phrase, one after it denies the event.
    """

    core: Pattern
    start: int
    end: int
    kind: str
    before: tuple[Words, ...] = ()
    denied_before: int = 0
    denied_after: int = 0
    stated: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition: its marker and the tokens `start` to `end` of its clause."""

    marker: Pattern
    start: int
    end: int


def find(passage: Passage, index: Index, *, running_text: bool) -> Iterator[Found]:
    """Likelihood words left to right; none overlaps another."""
    at = free = 0
    while at < len(passage.tokens):
        match = index.phrases.longest(passage.tokens, at)
        if match is None:
            at += 1
            continue
        core, end = match
        found = _found(passage, core, range(at, end), free, index)
        if found is not None and (not running_text or _in_text(found, passage, index)):
            yield found
            end = found.end
        at = free = end


def find_clauses(passage: Passage, index: Index) -> Iterator[Clause]:
    """The conditions of a text, left to right."""
    opened: tuple[Pattern, int] | None = None
    at = 0
    while at < len(passage.tokens):
        match = index.phrases.longest(passage.tokens, at)
        marker = match is not None and match[0] in index.conditions
        if opened is not None and (marker or _closes(passage, at, opened[0], index)):
            yield Clause(*opened, at)
            opened = None
        if match is not None and marker:
            opened = (match[0], at)
        passes = match is not None and (
            marker or match[0] in index.neutral or _holds_marker(match[0], index)
        )
        at = match[1] if match is not None and passes else at + 1
    if opened is not None:
        yield Clause(*opened, len(passage.tokens))


def _holds_marker(core: Pattern, index: Index) -> bool:
    """Whether a phrase ends with a word that elsewhere opens a condition: "surprised if"."""
    return len(core) > 1 and core[-1:] in index.conditions


def chains(found: Iterable[Found], passage: Passage, index: Index) -> Iterator[list[Found]]:
    """Found words grouped into the chains of one forecast each."""
    chain: list[Found] = []
    for word in found:
        if chain and not _joins(word, chain, passage, index):
            yield chain
            chain = []
        chain.append(word)
    if chain:
        yield chain


def unread(found: Iterable[Found], passage: Passage, index: Index) -> Iterator[int]:
    """The tokens that neither belong to what was found nor are without meaning.

    A mark has none but where it changes a number: "~50%", "50%+", "-15%", ".50%".
    """
    used = {at for word in found for at in range(word.start, word.end)}
    for at, token in enumerate(passage.tokens):
        known = token.text in index.idle if token.is_word else not _tells(passage, at)
        if at not in used and not known:
            yield at


def _tells(passage: Passage, at: int) -> bool:
    if passage.tokens[at].text.strip(MARKS):
        return True
    after = passage.tokens[at + 1 : at + 2]
    return passage.tokens[at].text == "." and bool(after) and after[0].is_number and after[0].glued


def _found(passage: Passage, core: Pattern, at: range, free: int, index: Index) -> Found | None:
    start, end = at.start, at.stop
    if core in index.stated:
        numbers = _stated(core, passage, at, index)
        if numbers is None:
            return None
        about = _before_number(passage, start, free, index.about)
        if about is not None and numbers.low == numbers.high:
            numbers = _about(numbers, index.spread)
            start -= len(about)
        bound = _before_number(passage, start, free, index.bounds)
        if bound is not None:
            numbers = _bounded(numbers, index.bounds[bound])
            start -= len(bound)
        return Found(core, start, end, index.default_kind, stated=numbers)
    kind = index.kind_of.get(core)
    if kind is None:
        return None
    intensifiers, start, denied = _before(passage, start, free, index)
    after = _negator_after(passage, end, index)
    return Found(core, start, end + after, kind, intensifiers, denied, int(after > 0))


def _in_text(found: Found, passage: Passage, index: Index) -> bool:
    if found.stated is not None:
        return index.stated[found.core].in_text or _led(passage, found.start, index)
    return index.kinds[found.kind].in_text


def _led(passage: Passage, start: int, index: Index) -> bool:
    """Whether words that lead up to a number end at `start`: "puts the odds of rain at"."""
    before = passage.tokens[max(0, start - LONGEST_LEAD) : start]
    leads = (index.leads.longest(before, at) for at in range(len(before)))
    return any(lead is not None and lead[1] == len(before) for lead in leads)


def _before(
    passage: Passage, start: int, free: int, index: Index
) -> tuple[tuple[Words, ...], int, int]:
    """Intensifiers that lead up to `start`, where they begin, and how many negators too."""
    intensifiers: tuple[Words, ...] = ()
    denials = 0
    while True:
        words = _modifier(passage, start, free, index)
        if words is None:
            break
        start -= len(words)
        if words in index.negators_before:
            denials += 1
        else:
            intensifiers = (words, *intensifiers)
    bridge = 0 if denials else _bridge(passage, start, free, index)
    return intensifiers, start - bridge, denials + bool(bridge)


def _modifier(passage: Passage, end: int, free: int, index: Index) -> Words | None:
    for length in range(LONGEST_MODIFIER, 0, -1):
        words = passage.words(max(free, end - length), end)
        if words in index.intensifiers or words in index.negators_before:
            return words
    return None


def _bridge(passage: Passage, start: int, free: int, index: Index) -> int:
    """How far before `start` a negator stands behind words that let it through, else 0."""
    for distance in range(1, LONGEST_BRIDGE + 1):
        at = start - distance
        if at <= free or passage.tokens[at].text not in index.through:
            return 0
        if passage.words(at - 1, at) in index.negators_before:
            return distance + 1
    return 0


def _negator_after(passage: Passage, end: int, index: Index) -> int:
    """How many tokens the negator at `end` has; none where a longer phrase begins there."""
    if end >= len(passage.tokens):
        return 0
    phrase = index.phrases.longest(passage.tokens, end)
    for length in range(LONGEST_MODIFIER, 0, -1):
        words = passage.words(end, end + length)
        if words in index.negators_after:
            return len(words) if phrase is None or phrase[1] <= end + len(words) else 0
    return 0


def _stated(core: Pattern, passage: Passage, at: range, index: Index) -> Numbers | None:
    """What the numbers in the slots of a pattern say; None where it is no probability."""
    said = list(_slots(core, passage.tokens, at.start, index))
    lows = list(_probabilities(index.stated[core].form, [number.low for number in said]))
    highs = list(_probabilities(index.stated[core].form, [number.high for number in said]))
    if not lows or not highs or not 0 <= lows[0] <= highs[-1] <= 1:
        return None
    return Numbers.between(lows[0], highs[-1])


def _slots(core: Pattern, tokens: Sequence[Token], at: int, index: Index) -> Iterator[Said]:
    """What fills the slots of a pattern that was found from token `at`."""
    for word in core:
        if isinstance(word, str):
            at += 1
            continue
        said = index.said(word, tokens, at)
        if said is None:
            return
        yield said
        at = said.end


def _probabilities(form: Form, numbers: Sequence[float]) -> Iterator[float]:
    """What the numbers say as probabilities; nothing where they divide by zero."""
    if form in {"percent", "fraction"}:
        yield from (number / (100 if form == "percent" else 1) for number in numbers)
        return
    if len(numbers) != 2:
        return
    first, second = numbers
    part, whole = {
        "one-in": (first, second),
        "odds-for": (first, first + second),
        "odds-against": (second, first + second),
    }[form]
    if whole:
        yield part / whole


def _before_number(
    passage: Passage, start: int, free: int, known: Container[Pattern]
) -> Words | None:
    """The longest of some words that end where a number begins, None without any."""
    for length in range(min(LONGEST_BOUND, start - free), 0, -1):
        words = passage.words(start - length, start)
        if words in known:
            return words
    return None


def _about(numbers: Numbers, spread: float) -> Numbers:
    """The number that was said, and so much on either side of it."""
    around = Numbers.between(max(0.0, numbers.low - spread), min(1.0, numbers.high + spread))
    return Numbers(around.low, numbers.central, around.high)


def _bounded(numbers: Numbers, bound: Bound) -> Numbers:
    """The number that was said as the centre, and all that it bounds."""
    if bound.number_is == "least":
        return Numbers(numbers.low, numbers.low, 1.0)
    return Numbers(0.0, numbers.high, numbers.high)


def _joins(word: Found, chain: Sequence[Found], passage: Passage, index: Index) -> bool:
    between = range(chain[-1].end, word.start)
    tokens = passage.tokens
    if any(at in passage.ends or tokens[at].text in index.breaks for at in between):
        return False
    stated = any(other.stated is not None for other in chain)
    if word.stated is not None and not stated and _closes_clause(word.end, passage, index):
        return True
    kind = index.kinds[word.kind]
    if any(index.kinds[other.kind].slot == kind.slot for other in chain):
        return False
    # "will attack, perhaps this week" is two forecasts, "will perhaps attack" is one.
    trails = kind.guarded and index.kinds[chain[-1].kind].verb
    return not trails or all(
        tokens[at].text in index.frame or not tokens[at].is_word for at in between
    )


def _closes_clause(end: int, passage: Passage, index: Index) -> bool:
    """Whether no word follows: "…, with a 70% chance" is about what stands before it."""
    after = passage.tokens[end : end + 1]
    return not after or not after[0].is_word or after[0].text in index.breaks


def _closes(passage: Passage, at: int, marker: Pattern, index: Index) -> bool:
    word = passage.tokens[at].text
    return (
        at in passage.ends
        or word == ","
        or word in index.breaks
        or word in index.conditions[marker].ends_at
    )
