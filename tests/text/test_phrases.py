"""Phrases of the rules are found alike, given at once or where a text begins so."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from verifier.text.phrases import Later, Pattern, Phrases
from verifier.text.tokens import tokenize

_words = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(tuple)
_patterns = st.lists(_words, max_size=5)


@given(_patterns, _patterns, _patterns, st.lists(st.sampled_from("abc"), max_size=8))
def test_what_is_made_later_is_found_as_if_it_had_been_there(
    known: list[Pattern], heads: list[Pattern], tails: list[Pattern], text: list[str]
) -> None:
    def those(head: Pattern) -> list[tuple[Pattern, Pattern]]:
        return [((*head, *tail), (*head, *tail)) for tail in tails]

    first = [(pattern, pattern) for pattern in known]
    at_once = Phrases(first + [each for head in heads for each in those(head)])
    later = Phrases[Pattern](
        [*first, *((head, Later(lambda head=head: those(head))) for head in heads)]  # type: ignore[misc]
    )
    tokens = tokenize(" ".join(text))
    wanted = {*known, *((*one, *two) for one, two in product(heads, tails))}
    for at in range(len(tokens)):
        there = [p for p in wanted if tuple(t.text for t in tokens[at : at + len(p)]) == p]
        found = later.matches(tokens, at)
        assert found == at_once.matches(tokens, at)
        assert sorted(found) == sorted((p, at + len(p)) for p in there)
        assert later.longest(tokens, at) == at_once.longest(tokens, at)
