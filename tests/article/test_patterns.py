"""Words and patterns of the cues as regular expressions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.article.cues import cues
from verifier.article.patterns import any_of, compiled

ADVERB = r"\s+(?:(?:\w+ly|also|now|still|already|very|quite)\s+)?"
PARTS = ("can", "can't", "canned", "is", "it", "likely", "now", "to", "so", "Is")
WORDS = [part for part in PARTS if part.islower()]  # as the cues have them
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@given(
    words=st.frozensets(PHRASES, min_size=1, max_size=12),
    text=st.lists(st.sampled_from(PARTS), max_size=8).map(" ".join),
)
def test_beginnings_that_are_shared_change_nothing(words: frozenset[str], text: str) -> None:
    plain = "|".join(sorted(words)).replace(" ", ADVERB)
    said = [at.span() for at in re.finditer(rf"\b(?:{plain})\b", text, re.IGNORECASE)]
    assert [at.span() for at in any_of(words).finditer(text)] == said


@pytest.mark.parametrize("group", ["reporting", "titles", "holding", "prepositions", "auxiliaries"])
def test_each_word_of_a_list_is_found(group: str) -> None:
    words = getattr(cues(), group)
    missed = [word for word in words if not any_of(words).match(f"{word}, it")]
    assert len(words) > 10
    assert missed == []


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("expect* to|that", "They EXPECTED to win", ["EXPECTED to"]),
        ("expect* to|that", "unexpected to, expected together, expect  that", ["expect  that"]),
        ("is|'s ~ due", "It's now due; is very soon due", ["'s now due", "is very soon due"]),
        ("is due", "this due, re-is due, it'is due, is due-date, is due", ["is due"]),
        ("~ due", "so due", []),
        ("it|it's on", "it's on", ["it's on"]),
    ],
)
def test_words_of_a_pattern_are_whole(pattern: str, text: str, found: list[str]) -> None:
    assert [at[0] for at in compiled((pattern,)).finditer(text)] == found
