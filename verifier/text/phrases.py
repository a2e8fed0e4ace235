"""Phrases of the rules, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from verifier.text.tokens import Kind, Token

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


Pattern = tuple[str | Slot, ...]
"""The words of a phrase of the rules."""
SlotEnd = Callable[[Slot, Sequence[Token], int], int | None]
"""Where what a slot stands for ends that begins at a token, None where it does not begin there."""


_NOTHING: Mapping[Any, Any] = MappingProxyType({})


class _Branch(Generic[V]):
    """Where words of phrases lead. Most branches are thin: what they lack is not made."""

    __slots__ = ("after", "slots", "values")

    def __init__(self) -> None:
        self.after: Mapping[str, _Branch[V]] = _NOTHING
        self.slots: Mapping[Slot, _Branch[V]] = _NOTHING
        self.values: tuple[V, ...] = ()

    def grown(self, word: str | Slot) -> _Branch[V]:
        """The branch behind a word, made where there is none."""
        if isinstance(word, Slot):
            branch = self.slots.get(word)
            if branch is None:
                branch = _Branch()
                self.slots = {**self.slots, word: branch}
            return branch
        branch = self.after.get(word)
        if branch is None:
            branch = _Branch()
            if self.after is _NOTHING:
                self.after = {word: branch}
            else:
                cast("dict[str, _Branch[V]]", self.after)[word] = branch
        return branch


class Phrases(Generic[V]):
    """Phrases with what they stand for, found longest first in time linear in their length.

    A slot for a gap takes up to `gap` words, any other what `fill` says fills it. What fills one
    for a number begins with a digit, or with a word of `begins` where that is given. With `tied`,
    hyphens and apostrophes tie words together and mean nothing by themselves.

    >>> from verifier.text.tokens import tokenize
    >>> known = Phrases([(("most", "likely"), "degree"), (("most",), "most of it")])
    >>> known.matches(tokenize("Most likely so"), 0)
    [('degree', 2), ('most of it', 1)]
    """

    def __init__(
        self,
        entries: Iterable[tuple[Pattern, V]],
        *,
        gap: int = 0,
        fill: SlotEnd | None = None,
        begins: Container[str] | None = None,
        tied: bool = False,
    ) -> None:
        self._root: _Branch[V] = _Branch()
        self._gap, self._fill, self._begins, self._tied = gap, fill, begins, tied
        self._slotted = False
        for pattern, value in entries:
            branch = self._root
            for word in pattern:
                following = branch.grown(word)
                self._slotted = self._slotted or branch.slots is not _NOTHING
                branch = following
            if pattern and value not in branch.values:
                branch.values = (*branch.values, value)

    def matches(self, tokens: Sequence[Token], at: int) -> list[tuple[V, int]]:
        """What each phrase that begins at token `at` stands for, and its end, longest first."""
        if self._slotted:
            found = sorted(self._from(self._root, tokens, at), key=_end, reverse=True)
        else:
            found = self._words_from(tokens, at)
        return [(value, end) for values, end in found for value in values]

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[V, int] | None:
        """The longest phrase that begins at token `at`, None where there is none."""
        found = max(self._from(self._root, tokens, at), key=_end, default=None)
        return None if found is None else (found[0][0], found[1])

    def _words_from(self, tokens: Sequence[Token], at: int) -> list[tuple[tuple[V, ...], int]]:
        """What `_from` finds where no phrase has a slot, longest first."""
        found: list[tuple[tuple[V, ...], int]] = []
        branch, first = self._root, at
        while at < len(tokens):
            if self._tied and at > first and is_tie(tokens[at]):
                at += 1
                continue
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
                for word, beyond in following.after.items():
                    there = self._ahead(word, tokens, at)
                    if there is not None:
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
            if tokens[index].text in SENTENCE_ENDS:
                return None
        return None


def _end(found: tuple[object, int]) -> int:
    return found[1]


def is_tie(token: Token) -> bool:
    """Whether this is a hyphen or an apostrophe."""
    return token.kind is Kind.SYMBOL and token.text in "-'"
