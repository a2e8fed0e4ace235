"""Whom "she" and "he" cannot mean, where titles say who is called so; all names are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of
from tests.depth import each, part

SHE = ("Mrs Fenwick", "Dame Ann Roe", "Ms Poe")
HE = ("Mr Fenwick", "Sir Bo Roe", "Lord Poe")
BEHIND = (
    ("Kim Doe spoke. Brokers expect {him} to resign in May.", "resign"),
    ("Kim Doe said {he} will return in May.", "return"),
)


@each("titled behind", part(product(SHE + HE, BEHIND), 6))
def test_who_has_no_such_title_is_not_meant(titled: str, behind: tuple[str, str]) -> None:
    """Mrs Fenwick is "she", so that Kim Doe is not: the claim is hers, or left to be written."""
    text, verb = behind
    words = {"he": "she", "him": "her"} if titled in SHE else {"he": "he", "him": "him"}
    (found,) = of(f"{titled} lost the vote. {text.format(**words)}")
    names = (titled, titled.split(" ", 1)[1])
    assert found.claim.rstrip(".") in {"", *(f"{name} will {verb} in May" for name in names)}


@each("him", ["him", "her"])
def test_without_titles_the_only_one_is_meant(him: str) -> None:
    """As "Kim Doe" does not say which."""
    (found,) = of(f"Kim Doe spoke. Brokers expect {him} to resign in May.")
    assert found.claim == "Kim Doe will resign in May."
