"""Why words of likelihood that are known say nothing together: a denial or a number is left over.

What is denied, and by what, decides whether a forecast leans towards its event or against it. So a
chain of words is refused where a denial in or beside it belongs to no word that is read by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.words.chains import Found, Passage
from verifier.words.lexicons import Answer, Refusal
from verifier.words.rules import Index, Kind

HALF = 0.5
LONGEST = 3
"""Words of the longest expression that denies."""
LONGEST_CLAUSE = 40
"""How many words before the words of likelihood the subject of their clause is looked for."""
NEAR = 4
"""How many words may stand between a denial and what it denies: "it is false that it is likely"."""


def within(
    chain: Sequence[Found], governing: Found, chosen: Answer | None, passage: Passage, index: Index
) -> str | None:
    """What keeps the words of a chain from being read together, None where nothing does."""
    for word in chain:
        if word is governing:
            continue
        shown = passage.shown(word.start, word.end)
        kind = index.kinds[word.kind]
        if word.denied_before % 2:
            return f"`{shown}` is denied, and another word says how likely it is"
        if _turns(kind) and _follows(word, governing, passage, index):
            return f"`{shown}` stands after a number"
    if chosen is None or isinstance(chosen, Refusal):
        return None
    if governing.denied_before % 2 and chosen.low <= HALF <= chosen.high:
        return "the denial of what may mean less or more than one half is no degree"
    modals = (word for word in chain if word is not governing and word.end <= governing.start)
    if chosen.central < HALF and any(word.denied_after for word in modals):
        return "two denials are no degree"
    return None


def beside(chain: Sequence[Found], passage: Passage, index: Index) -> str | None:
    """A denial around a chain in its clause that no word of it took up, None without one."""
    start, end = chain[0].start, chain[-1].end
    far = max(0, start - LONGEST_CLAUSE)
    opens = next(
        (at + 1 for at in range(start - 1, far - 1, -1) if _parts(passage, at, index)), far
    )
    while opens < start and not passage.tokens[opens].is_word:
        opens += 1
    after = end
    while after < len(passage.tokens) and passage.tokens[after].text in index.through:
        after += 1
    places = [(opens, index.denying_subjects), (after, index.denying_after)]
    places += [(at, index.denying_before) for at in range(max(0, start - NEAR - LONGEST), start)]
    for at, known in places:
        match = known.longest(passage.tokens, at)
        if match is None or start < match[1] <= end or match[1] < opens:
            continue
        if at >= after or at == opens or start - match[1] <= NEAR:
            return f"`{passage.shown(at, match[1])}` beside it denies, and is not read with it"
    return None


def _turns(kind: Kind) -> bool:
    return kind.guarded or not kind.number


def _follows(word: Found, number: Found, passage: Passage, index: Index) -> bool:
    """Whether a word stands right after a stated number: "20% unlikely", "60% more likely"."""
    if number.stated is None:
        return False
    between = passage.words(number.end, word.start) if word.start >= number.end else ("",)
    return all(text in index.idle for text in between)


def _parts(passage: Passage, at: int, index: Index) -> bool:
    text = passage.tokens[at].text
    return at in passage.ends or text == "," or text in index.breaks
