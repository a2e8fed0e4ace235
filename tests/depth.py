"""How many examples a law is tried on, where it is not as many as for most."""

from __future__ import annotations

from hypothesis import settings

FULL = 100
"""Examples of most laws at full depth, as `.ci/run` tries them; the profile says how many now."""


def examples(full: int) -> settings:
    """So many at full depth, and in proportion at another."""
    return settings(max_examples=max(1, full * settings().max_examples // FULL))
