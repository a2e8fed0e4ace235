"""Small turns of phrase that findings and messages share."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """A number of things.

    >>> count(1, "error"), count(2, "error")
    ('1 error', '2 errors')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
