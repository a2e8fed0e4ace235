"""How deep a law is tried, where it is not as deep as most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FULL = 100
"""Examples of most laws at full depth, as `.ci/run` tries them; the profile says how many now."""


def share(full: int) -> int:
    """So many at full depth, and in proportion at another; at least one.

    >>> share(FULL) == settings().max_examples
    True
    """
    return max(1, full * settings().max_examples // FULL)


def examples(full: int) -> settings:
    """So many examples at full depth, and in proportion at another."""
    return settings(max_examples=share(full))


def some(cases: Sequence[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try a test on each of some costly cases at full depth, on others each time at another."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        # A case is not drawn twice, so as many draws as there are cases are all of them.
        return examples(len(cases))(given(st.sampled_from(cases))(test))

    return decorate


def deep(test: Callable[..., None]) -> Callable[..., None]:
    """Leave a test whose work is long and cannot be parted to `.ci/run`."""
    skipped = pytest.mark.skipif(share(FULL) < FULL, reason="slow: `.ci/run` tries it")
    marked: Callable[..., None] = skipped(test)
    return marked
