"""Where in a text a phrase of time may begin: a look at each word once, before any is read."""

from __future__ import annotations

from verifier.text.tokens import Kind
from verifier.when.tokens import Cursor

_LINKS = frozenset(
    {
        *("lead", "the", "article", "of", "and", "or", "either", "but", "to", "number_to", "more"),
        *("filler", "hedge", "closing", "relation", "direction", "clock_at", "clock_past", "limit"),
        *("to_come", "onward", "starting", "or_so", "beside", "inclusive", "towards", "soonest"),
        *("closely", "anywhere", "plus_minus", "possessive", "barred", "ambiguous"),
        *(
            "in_name",
            "compare",
            "ordinal_suffix",
            "number_suffix",
            "shift",
            "part",
            "count",
            "half",
            "run",
        ),
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
        mark = {cursor.tokens[at].text} if cursor.tokens[at].kind is Kind.SYMBOL else set()
        if not roles:
            continue
        if roles.keys() - mark <= _LINKS:
            ends = {at + sense.length for senses in roles.values() for sense in senses} or {at + 1}
            ahead[at] = leads[at] = any(leads[end] for end in ends)
        else:
            ahead[at] = leads[at] = True
    return ahead
