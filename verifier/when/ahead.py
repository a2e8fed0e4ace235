"""Where in a text a phrase of time may begin: a look at each word once, before any is read."""

from __future__ import annotations

from verifier.when.tokens import Cursor

_LINKS = frozenset(
    {
        *("lead", "the", "article", "of", "and", "or", "either", "but", "to", "number_to", "more"),
        *("filler", "hedge", "closing", "relation", "direction", "clock_at", "clock_past", "limit"),
        *("to_come", "onward", "starting", "or_so", "beside", "inclusive", "towards", "soonest"),
        *("closely", "anywhere", "plus_minus", "possessive", "barred", "ambiguous"),
        *("in_name", "compare", "ordinal_suffix", "number_suffix", "shift", "part", "count"),
        *("half", "run"),
    }
)
"""Roles of words that make no phrase without a word of another role behind them."""


def names_ahead(cursor: Cursor) -> list[bool]:
    """For each token whether words that may be of a phrase lead from it to one that names a time.

    Only there is a phrase looked for: after most prepositions of a text none comes.
    """
    size = len(cursor.tokens)
    ahead, leads = [False] * size, [False] * (size + 1)
    for at in range(size - 1, -1, -1):
        roles = cursor.roles[at]
        if not roles:
            continue
        # A mark is a role of its own, and without a sense.
        senses = [sense for role in roles for sense in roles[role]]
        if all(sense.role in _LINKS for sense in senses) and "digits" not in roles:
            ends = [at + sense.length for sense in senses] or [at + 1]
            ahead[at] = leads[at] = any(leads[end] for end in ends)
        else:
            ahead[at] = leads[at] = True
    return ahead
