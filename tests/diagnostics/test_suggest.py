"""A proposal that looks like what was written says by which characters it differs."""

from __future__ import annotations

from tests.depth import each
from verifier.diagnostics.suggest import suggest

KNOWN = ("military strike", "probability", "event-a")
ALIKE = {
    "military\u00a0strike": ["U+00A0 NO-BREAK SPACE"],
    "military\u202fstrike": ["U+202F NARROW NO-BREAK SPACE"],
    "military strike\u200b": ["U+200B ZERO WIDTH SPACE"],
    "prob\u00adability": ["U+00AD SOFT HYPHEN"],
    "prob\u0430bility": ["U+0430 CYRILLIC SMALL LETTER A"],
    "event\u2011a": ["U+2011 NON-BREAKING HYPHEN"],
    "military\tstrike": ["U+0009 a control character"],
}


@each("word names", ALIKE.items())
def test_characters_that_cannot_be_told_apart_are_named(word: str, names: list[str]) -> None:
    """By code and name, as the standard has them."""
    said = suggest(word, KNOWN)
    assert all(name in said for name in names)
    assert "yours has" in said


@each("word", ["militry strike", "Probability", "EVENT-A", "event_a", "\u00e9vent-a"])
def test_a_difference_that_can_be_seen_is_not_explained(word: str) -> None:
    """The proposal alone says enough."""
    assert suggest(word, KNOWN).endswith("`?")
