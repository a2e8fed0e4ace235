"""Small turns of phrase that findings and messages share."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """A number of things.

    >>> count(1, "error"), count(2, "error")
    ('1 error', '2 errors')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def did_you_mean(like: str | None, otherwise: str = "", *, after: str = "") -> str:
    """The word that was probably meant, `after` what goes before it; else something else.

    >>> did_you_mean("event", after="; ")
    '; did you mean `event`?'
    """
    return f"{after}did you mean `{like}`?" if like else otherwise
