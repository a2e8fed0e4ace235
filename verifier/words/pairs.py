"""Two likelihoods of one event: which of them stands.

Of "may, and probably will, attack" the last one does, of "will or may" neither. "Though it is
unlikely" takes a bare future back, and what is unlikely, but possible, is unlikely.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from verifier.words.chains import Found, Passage, closes_clause
from verifier.words.index import Index
from verifier.words.numbers import EVEN

NEGATOR = 2
"""Words of "not just" before a degree that is less than all."""
NEITHER: tuple[int, ...] = ()
FIRST, SECOND, BOTH = (-2,), (-1,), (-2, -1)
"""Which of the last two likelihoods are not read."""


class Said(NamedTuple):
    """A chain, the word in it that governs, and the probability that it was read as."""

    chain: Sequence[Found]
    governing: Found
    central: float | None


def dropped(one: Said, other: Said, passage: Passage, index: Index) -> tuple[int, ...]:
    """Which of two likelihoods in a row is not read, as both are of one event."""
    between = range(one.chain[-1].end, other.chain[0].start)
    if any(at in passage.ends for at in between):
        return NEITHER
    words = {passage.tokens[at].text for at in between if passage.tokens[at].is_word}
    if words and words <= index.joints:
        return _joined(one, other, words, passage, index)
    if _speaks_back(one, other, passage, index):
        imputed = index.kinds[one.governing.kind].imputed
        return FIRST if imputed or _sides_differ(one, other) else NEITHER
    return NEITHER


def _joined(
    one: Said, other: Said, words: set[str], passage: Passage, index: Index
) -> tuple[int, ...]:
    """Where nothing but words such as "and" or "but" stands between the two."""
    kinds = [index.kinds[word.kind] for word in one.chain]
    if all(kind.verb and kind.number for kind in kinds):
        return FIRST if words.isdisjoint(index.alternatives) else BOTH
    start = one.chain[0].start
    before = passage.phrases[start - NEGATOR] if start >= NEGATOR else None
    if before is not None and before[0] in index.neutral and before[1] == start:
        # Not just likely but certain.
        return FIRST
    if not index.kinds[one.governing.kind].guarded or words.isdisjoint(index.breaks):
        return NEITHER
    if one.central is None or other.governing.stated is not None:
        return NEITHER
    weaker = other.central is None or abs(other.central - EVEN) <= abs(one.central - EVEN)
    return SECOND if weaker else FIRST


def _speaks_back(one: Said, other: Said, passage: Passage, index: Index) -> bool:
    """Whether the second is said of what the first is: though it is unlikely, but I doubt it."""
    start, end = other.chain[0].start, other.chain[-1].end
    at = one.chain[-1].end
    places = [place for place in range(at, start) if passage.tokens[place].text in index.breaks]
    if not places:
        return False
    if any(back == start for _, back in index.back.matches(passage.tokens, places[-1])):
        return closes_clause(end, passage, index)
    object_ = passage.words(end, end + 1)
    return (
        places[-1] + 1 == start
        and not index.back_objects.isdisjoint(object_)
        and closes_clause(end + 1, passage, index)
    )


def _sides_differ(one: Said, other: Said) -> bool:
    if one.central is None or other.central is None:
        return False
    return (one.central - EVEN) * (other.central - EVEN) < 0
