"""Behind "and" what is foretold has a predicate of its own; what is so before it is no part."""

from __future__ import annotations

import pytest

from tests.articles import of
from tests.depth import grid


@pytest.mark.parametrize("first", ["is not safe", "isn't safe", "was never large", "does not pay"])
def test_what_is_so_is_no_part_of_what_will_be(first: str) -> None:
    """Nor does its denial turn the likelihood."""
    for who, joint, (said, likelihood, claim) in grid(
        ("The mill", "The old town hall", "Lake Bank"),
        ("and", "but"),
        (
            ("is unlikely to close", "unlikely", "will close"),
            ("is not expected to close", "not expected", "will close"),
            ("is likely to close", "likely", "will close"),
            ("will not close", None, "will not close"),
            ("will now be sold", "will", "will now be sold"),
        ),
    ):
        (one,) = of(f"{who} {first} {joint} {said} in May, Ann Roe said.")
        assert one.claim.removesuffix(".") == f"{who} {claim} in May"
        assert likelihood is None or one.likelihoods == (likelihood,)


def test_what_is_said_beside_a_likelihood_is_no_forecast_of_its_own() -> None:
    """Nor a condition: likely, though not certain; unlikely (under 10 %)."""
    for joint, other in grid(
        ("though", "if", "although", "albeit"), ("not certain", "by no means sure", "far from sure")
    ):
        (one,) = of(f"It is likely, {joint} {other}, that the mill will close in May.")
        assert (one.claim, one.likelihoods) == ("The mill will close in May.", ("likely",))
        assert one.given is None
    for number in ("less than 10 per cent", "under 10%", "a 5 to 10% chance"):
        (one,) = of(f"It is very unlikely ({number}) that the mill will close in May.")
        assert one.claim == "The mill will close in May."
        assert number.split()[-2:][0].strip("a ") in " ".join(one.likelihoods)


def test_a_subject_that_is_only_an_aside_makes_no_claim() -> None:
    """The price, thinks Bo Roe, will fall: it is not he who will."""
    for verb in ("thinks", "believes", "reckons"):
        for one in of(f"The price of gas, {verb} Bo Roe, will fall before summer."):
            assert one.claim in {"", "The price of gas will fall before summer."}
