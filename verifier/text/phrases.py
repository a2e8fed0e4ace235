"""Phrases of the rules, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from verifier.text.tokens import SYMBOL, Token

V = TypeVar("V")
SENTENCE_ENDS = frozenset({".", "!", "?", ";"})


class Slot(Enum):
    """What stands in a phrase of the rules for words that it does not name.

    No text has one: a "#" or "..." that somebody types is a mark like any other.
    """

    DIGITS = "a number in digits"
    NUMBER = "a number in digits or words"
    RANGE = "a number or a range of numbers"
    FRACTION = "a fraction"
    PART = "a part of one, by its name alone"
    ADVERBS = "adverbs, or nothing"
    GAP = "a few words of the same sentence"

    # Each is itself alone. An enum's own way is slow, and patterns are looked up by the thousand.
    __hash__ = object.__hash__


_FOR_ANY_WORD = frozenset({Slot.ADVERBS, Slot.GAP})

Pattern = tuple[str | Slot, ...]
"""The words of a phrase of the rules."""
SlotEnd = Callable[[Slot, Sequence[Token], int], int | None]
"""Where what a slot stands for ends that begins at a token, None where it does not begin there."""


_NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Later(Generic[V]):
    """In the place of a value: all phrases that begin so, for a text that does."""

    __slots__ = ("entries",)

    def __init__(self, entries: Callable[[], Iterable[tuple[Pattern, V]]]) -> None:
        self.entries = entries


class _Branch(Generic[V]):
    """Where words of phrases lead, and what the phrases stand for that end here.

    It grows once a text has come that far, as most phrases of the rules never stand in one.
    """

    __slots__ = ("after", "at", "slots", "values", "waiting")

    def __init__(self, at: int) -> None:
        self.at = at
        self.waiting: list[tuple[Pattern, V | Later[V]]] = []
        """Phrases that go on behind here."""
        self.after: Mapping[str, _Branch[V]] = _NOTHING
        self.slots: Mapping[Slot, _Branch[V]] = _NOTHING
        self.values: tuple[V, ...] = ()

    def grow(self) -> None:
        """Make the branches behind the next word of all that waits."""
        after: dict[Any, _Branch[V]] = {}
        following = self.at + 1
        for entry in self.waiting:
            pattern, value = entry
            word = pattern[self.at]
            branch = after.get(word)
            if branch is None:
                branch = after[word] = _Branch(following)
            if len(pattern) > following:
                branch.waiting.append(entry)
            elif isinstance(value, Later):
                branch.waiting += value.entries()
            elif value not in branch.values:
                branch.values = (*branch.values, value)
        self.waiting = []
        slots = [word for word in after if isinstance(word, Slot)]
        self.slots = {slot: after.pop(slot) for slot in slots} or _NOTHING
        self.after = after


class Phrases(Generic[V]):
    """Phrases with what they stand for, found longest first in time linear in their length.

    A slot for a gap takes up to `gap` words, none of `stops`, any other what `fill` says fills it.
    What fills one for a number begins with a digit, or with a word of `begins` where that is given.
    With `tied`, hyphens and apostrophes tie words together and mean nothing by themselves.

    >>> from verifier.text.tokens import tokenize
    >>> known = Phrases([(("most", "likely"), "degree"), (("most",), "most of it")])
    >>> known.matches(tokenize("Most likely so"), 0)
    [('degree', 2), ('most of it', 1)]
    """

    def __init__(
        self,
        entries: Iterable[tuple[Pattern, V | Later[V]]],
        *,
        gap: int = 0,
        stops: Container[str] = (),
        fill: SlotEnd | None = None,
        begins: Container[str] | None = None,
        tied: bool = False,
    ) -> None:
        self._root: _Branch[V] = _Branch(0)
        self._gap, self._fill, self._begins, self._tied = gap, fill, begins, tied
        self._stops = stops
        self._root.waiting = [entry for entry in entries if entry[0]]
        self._slotted = any(
            isinstance(word, Slot) for pattern, _ in self._root.waiting for word in pattern
        )

    def matches(self, tokens: Sequence[Token], at: int) -> list[tuple[V, int]]:
        """What each phrase that begins at token `at` stands for, and its end, longest first."""
        if self._slotted:
            found = sorted(self._from(self._root, tokens, at), key=_end, reverse=True)
        else:
            found = self._words_from(tokens, at)
        return [(value, end) for values, end in found for value in values]

    def goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a phrase that begins with the word at token `at` may have the next one too."""
        if self._root.waiting:
            self._root.grow()
        branch = self._root.after.get(tokens[at].text)
        if branch is None:
            return False
        if branch.waiting:
            branch.grow()
        at += 1
        while self._tied and at < len(tokens) and is_tie(tokens[at]):
            at += 1
        return at < len(tokens) and tokens[at].text in branch.after

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[V, int] | None:
        """The longest phrase that begins at token `at`, None where there is none."""
        if at >= len(tokens) or not self._begins_with(tokens[at]):
            return None
        found = max(self._from(self._root, tokens, at), key=_end, default=None)
        return None if found is None else (found[0][0], found[1])

    def _begins_with(self, token: Token) -> bool:
        """Whether a phrase may begin with a token: with most words of a text none does."""
        root = self._root
        if root.waiting:
            root.grow()
        if token.text in root.after or not root.slots:
            return token.text in root.after
        any_word = self._begins is None or not _FOR_ANY_WORD.isdisjoint(root.slots)
        return any_word or token.is_number or token.text in (self._begins or ())

    def _words_from(self, tokens: Sequence[Token], at: int) -> list[tuple[tuple[V, ...], int]]:
        """What `_from` finds where no phrase has a slot, longest first."""
        found: list[tuple[tuple[V, ...], int]] = []
        branch, first = self._root, at
        while at < len(tokens):
            if self._tied and at > first and is_tie(tokens[at]):
                at += 1
                continue
            if branch.waiting:
                branch.grow()
            following = branch.after.get(tokens[at].text)
            if following is None:
                break
            branch, at = following, at + 1
            if branch.values:
                found.append((branch.values, at))
        found.reverse()
        return found

    def _from(
        self, branch: _Branch[V], tokens: Sequence[Token], at: int
    ) -> Iterator[tuple[tuple[V, ...], int]]:
        first = at
        while True:
            if branch.waiting:
                branch.grow()
            if branch.slots:
                yield from self._slots(branch, tokens, at)
            while self._tied and at > first and at < len(tokens) and is_tie(tokens[at]):
                at += 1
            following = branch.after.get(tokens[at].text) if at < len(tokens) else None
            if following is None:
                return
            branch, at = following, at + 1
            if branch.values:
                yield branch.values, at

    def _slots(
        self, branch: _Branch[V], tokens: Sequence[Token], at: int
    ) -> Iterator[tuple[tuple[V, ...], int]]:
        here = at < len(tokens)
        number = here and (
            self._begins is None or tokens[at].is_number or tokens[at].text in self._begins
        )
        for slot, following in branch.slots.items():
            if slot is Slot.GAP:
                if following.waiting:
                    following.grow()
                ends = ((self._ahead(word, tokens, at), word) for word in following.after)
                # Of phrases that end together the first is the one that leaves least to the gap.
                for there, word in sorted((end, word) for end, word in ends if end is not None):
                    beyond = following.after[word]
                    if beyond.values:
                        yield beyond.values, there + 1
                    yield from self._from(beyond, tokens, there + 1)
                continue
            fits = number or (here and slot is Slot.ADVERBS)
            last = self._fill(slot, tokens, at) if fits and self._fill else None
            if last is None:
                continue
            # Of adverbs any number will do: the last may be the word that is looked for.
            for end in range(at, last + 1) if slot is Slot.ADVERBS else (last,):
                if following.values:
                    yield following.values, end
                yield from self._from(following, tokens, end)

    def _ahead(self, word: str, tokens: Sequence[Token], at: int) -> int | None:
        for index in range(at, min(at + self._gap + 1, len(tokens))):
            if tokens[index].text == word:
                return index
            if tokens[index].text in SENTENCE_ENDS or tokens[index].text in self._stops:
                return None
        return None


def _end(found: tuple[object, int]) -> int:
    return found[1]


def is_tie(token: Token) -> bool:
    """Whether this is a hyphen or an apostrophe."""
    return token.kind is SYMBOL and token.text in "-'"
