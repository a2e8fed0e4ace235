"""Numbers that words of likelihood leave out: "two thirds likely", "60, maybe 70 %"."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.words.chains import Found, Passage
from verifier.words.index import Index
from verifier.words.objection import Objection, unread
from verifier.words.stated import fraction_at, number_at, percent_at

LONGEST_CLAUSE = 40
"""How many words before the words of likelihood, or behind them, their clause is looked through."""
NEAR = 8
"""How many words may stand between what denies, or a number, and what it bears on."""


def left_out(
    chain: Sequence[Found], governing: Found, passage: Passage, index: Index
) -> Objection | None:
    """A number that the chain leaves out: "two thirds likely", "60, maybe 70 %", "or more"."""
    start, end = chain[0].start, chain[-1].end
    if governing.stated is None:
        return _says_how_often(start, end, governing, passage, index)
    # The hedge of "60, maybe 70 %" is read with its number.
    hedged = passage.tokens[start].text in index.alternatives
    before = _past_joints(passage, start + hedged, -1, index)
    if 0 < before < start and _is_number(passage, before - 1, index):
        return unread(passage, before - 1, start, "is another number")
    later = _later(passage, end, index)
    if later:
        return unread(passage, later, later + 1, "is another number")
    behind = _past_joints(passage, end, 1, index)
    if index.stated[governing.core].form == "percent-last":
        # "Rises from 20% on Monday to 60% on Friday" is two, and neither stands for both.
        places = range(end, min(end + NEAR, len(passage.tokens) - 1))
        to = (at for at in places if passage.tokens[at].text in index.quantities.to)
        behind = next((at + 1 for at in to if _is_number(passage, at + 1, index)), behind)
    if not end < behind < len(passage.tokens):
        return None
    more = passage.tokens[behind].text in index.or_more
    if more or _is_number(passage, behind, index):
        return unread(passage, end, behind + 1, "is another number")
    return None


def _later(passage: Passage, end: int, index: Index) -> int:
    """Where a number stands that is the one of now: "were 40% and are now 20%"; 0 without one."""
    for at in range(end + 1, len(passage.tokens)):
        if at in passage.ends:
            break
        said = percent_at(passage.tokens, at, index.quantities)
        beside = {
            passage.tokens[place].text
            for place in (at - 1, *([said.end] if said else []))
            if place < len(passage.tokens)
        }
        if said and not index.lately.isdisjoint(beside):
            return at
    return 0


def _says_how_often(
    start: int, end: int, governing: Found, passage: Passage, index: Index
) -> Objection | None:
    """Nine times out of ten it will fail; it will fail half the time; two thirds likely."""
    verb, guarded = index.kinds[governing.kind].verb, index.kinds[governing.kind].guarded
    behind = range(end, min(end + LONGEST_CLAUSE, len(passage.tokens)) if verb else end)
    for places in (range(start - 1, max(-1, start - LONGEST_CLAUSE), -1), behind):
        for at in places:
            if at in passage.ends:
                break
            match = passage.phrases[at]
            rule = index.stated.get(match[0]) if match is not None else None
            if match and rule and rule.often and verb:
                return unread(passage, at, match[1], "says how often")
            near = start - NEAR <= at < start
            # Growth of 3 per cent is forecast, but nothing is 90% unlikely.
            ways = (fraction_at, percent_at) if guarded else (fraction_at,)
            said = (way(passage.tokens, at, index.quantities) for way in (ways if near else ()))
            if any(part is not None and part.end == start for part in said):
                return unread(passage, at, start, "says how likely it is")
    return None


def _past_joints(passage: Passage, at: int, step: int, index: Index) -> int:
    """The place past a mark, and past words such as "or", "maybe" and "if not", on one side."""
    here, joints = at, 0
    while 0 <= (place := here if step > 0 else here - 1) < len(passage.tokens):
        text = passage.tokens[place].text
        if text not in index.alternatives and text not in {",", "("}:
            break
        joints += text in index.alternatives
        here += step
    return here if joints else at


def _is_number(passage: Passage, at: int, index: Index) -> bool:
    if number_at(passage.tokens, at, index.quantities) is not None:
        return True
    return passage.words(at, at + 1) in index.quantities.units
