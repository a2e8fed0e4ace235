"""What was read wrongly in articles at first sight, by kinds, with other names and words."""

from __future__ import annotations

from itertools import product

from tests.articles import of
from tests.depth import each


@each("who", ["Nobody", "No one", "No economist", "Nobody here"])
def test_what_nobody_expects_is_claimed_as_unlikely(who: str) -> None:
    """The claim is what would have to happen, and nobody's expectation how likely it is."""
    for what, claim in (
        ("the mill to reopen in May", "The mill will reopen in May"),
        ("Harlow to win the cup", "Harlow will win the cup"),
    ):
        (one,) = of(f"{who} expects {what}.")
        assert (one.claim.rstrip("."), one.likelihoods) == (claim, (f"{who} expects",))


@each("sees", ["I can’t see", "I don’t see", "It is hard to see", "It’s difficult to see"])
def test_what_somebody_cannot_see_is_claimed_as_unlikely(sees: str) -> None:
    """Somebody, where it is anybody."""
    for what, who in product(("winning in May", "following"), ("the Lakes", "rents", "anybody")):
        (one,) = of(f"“{sees} {who} {what},” said Ann Roe.")
        subject = {"the Lakes": "The Lakes", "rents": "Rents", "anybody": "Somebody"}[who]
        assert one.claim == f"{subject} will be {what}"
        assert one.why is None
        assert "see" in one.likelihoods[0]


@each(
    "what", ["build from Thursday", "level off in May", "gain ground by May", "be completed in May"]
)
def test_what_should_be_is_expected(what: str) -> None:
    """Of a thing, "should" foretells; and no recommendation is made of it."""
    for who in ("High pressure", "The second bridge"):
        (one,) = of(f"{who} should {what}.")
        assert (one.claim, one.why) == (f"{who} will {what}.", None)
        assert one.likelihoods[0].startswith("should")
