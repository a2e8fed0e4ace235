"""What came of questions, in the words of those who publish them."""

from __future__ import annotations

VOID = frozenset(
    {
        *("ambiguous", "annulled", "cancel", "canceled", "cancelled", "void", "voided"),
        *("n/a", "na", "mkt", "unknown", "invalid", "-1", "-1.0", "scalar", "50-50", "50/50"),
    }
)
"""Words, in small letters, by which platforms say that a question was settled without an answer."""
YES = frozenset(
    {
        *("1", "1.0", "true", "yes", "y", "t", "right", "correct", "won", "win", "happened"),
        *("ja", "oui", "sí", "si", "sim", "tak", "так"),
    }
)
"""Words, in small letters, for that it came."""
NO = frozenset(
    {
        *("0", "0.0", "false", "no", "n", "f", "wrong", "incorrect", "lost", "loss", "lose"),
        *("nein", "non", "não", "nie", "ні"),
    }
)
"""Words, in small letters, for that it did not."""
