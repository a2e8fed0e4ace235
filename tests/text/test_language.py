"""What the reading of text knows of a language."""

from __future__ import annotations

import pytest

from verifier.text.language import denial


@pytest.mark.parametrize(
    ("language", "text", "denies"),
    [
        ("en", "They will NOT attack", "NOT"),
        ("en", "It isn't so", "isn't"),
        ("en", "It isn’t so", "isn’t"),
        ("en", "They fail to come", "fail to"),
        ("en", "Nobody knows", "Nobody"),
        ("en", "A notable knot of known nodes", None),
        ("en", "They attack", None),
        ("uk", "Дощу не буде", "не"),
        ("xx", "They will not attack", None),
    ],
)
def test_the_word_that_denies(language: str, text: str, denies: str | None) -> None:
    """It is a word of its own, in capitals or not; letters of it in another one are none."""
    assert denial(language, text) == denies
