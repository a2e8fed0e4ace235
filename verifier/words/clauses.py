"""Conditions: a marker, up to a comma, a break, another marker or the sentence's end."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.dataclass import dataclass
from verifier.text.phrases import Pattern
from verifier.words.chains import Passage
from verifier.words.index import Index


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition: its marker and the tokens `start` to `end` of its clause."""

    marker: Pattern
    start: int
    end: int


def find_clauses(passage: Passage, index: Index) -> Iterator[Clause]:
    """The conditions of a text, left to right; "when, not if" sets none."""
    opened: tuple[Pattern, int, int] | None = None
    at = 0
    last = len(passage.tokens)
    while at <= last:
        match = passage.phrases[at] if at < last else None
        marker = match is not None and match[0] in index.conditions
        if opened is not None and (at == last or marker or _closes(passage, at, opened[0], index)):
            core, start, behind = opened
            if any(token.is_word or token.is_number for token in passage.tokens[behind:at]):
                yield Clause(core, start, at)
            opened = None
        if match is not None and marker:
            opened = (match[0], at, match[1])
        passes = match is not None and (
            marker or match[0] in index.neutral or _holds_marker(match[0], index)
        )
        at = match[1] if match is not None and passes else at + 1


def _holds_marker(core: Pattern, index: Index) -> bool:
    """Whether a phrase ends with a word that elsewhere opens a condition: "surprised if"."""
    return len(core) > 1 and core[-1:] in index.conditions


def _closes(passage: Passage, at: int, marker: Pattern, index: Index) -> bool:
    word = passage.tokens[at].text
    return (
        at in passage.ends
        or word == ","
        or word in index.breaks
        or word in index.conditions[marker].ends_at
    )
