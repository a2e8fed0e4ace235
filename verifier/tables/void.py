"""Questions that were settled without an answer, in the words of those who publish them."""

from __future__ import annotations

VOID = frozenset(
    {
        *("ambiguous", "annulled", "cancel", "canceled", "cancelled", "void", "voided"),
        *("n/a", "na", "mkt", "unknown", "invalid", "-1", "-1.0", "scalar", "50-50", "50/50"),
    }
)
"""Words, in small letters, by which platforms say that a question was settled without an answer."""
