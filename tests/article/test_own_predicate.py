"""Behind "and" what is foretold has a predicate of its own; what is so before it is no part."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of


@pytest.mark.parametrize("first", ["is not safe", "isn't safe", "was never large", "does not pay"])
def test_what_is_so_is_no_part_of_what_will_be(first: str) -> None:
    """Nor does its denial turn the likelihood."""
    for who, joint, (said, likelihood, claim) in product(
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
