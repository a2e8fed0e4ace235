"""A number for how likely it is wins over weaker words beside it; all sentences are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each

WEAK = ("could close", "might close", "may close", "will possibly close")
ODDS = (
    ("I'd put it at one in ten", "one in ten"),
    ("I'd say the odds are one in ten", "one in ten"),
    ("the chances are about 20 percent", "about 20 percent"),
    ("I would give it no more than a 5 percent chance", "no more than a 5 percent chance"),
    ("the risk is 10%", "10%"),
)


@each("weak odds", list(product(WEAK, ODDS)))
def test_the_number_is_how_likely_it_is(weak: str, odds: tuple[str, str]) -> None:
    """One proposal, of whoever says all of it, with a claim without either."""
    for joint in ("but", "though"):
        words = f"The port {weak} in May, {joint} {odds[0]}"
        for text in (f"“{words},” Bo Roe said.", f"{words}, pilot Bo Roe said."):
            (found,) = [one for one in _of(f"{text}\n") if one.why is None]
            assert (found.speaker, found.likelihoods) == ("Bo Roe", (odds[1],))
            assert (found.claim, found.quote) == ("The port will close in May", words)


@each("weak odds", list(product(("Possible", "Perhaps", "It may"), ODDS)))
def test_a_claim_that_is_not_named_is_to_be_written(weak: str, odds: tuple[str, str]) -> None:
    """The number stays, alone or not."""
    (found,) = [one for one in _of("“I'd say it's a coin toss,” Bo Roe said.\n") if not one.why]
    assert (found.likelihoods, found.claim) == (("a coin toss",), "")
    (found,) = [one for one in _of(f"“{weak}, but {odds[0]},” Bo Roe said.\n") if not one.why]
    assert (found.likelihoods, found.claim) == ((odds[1],), "")


@each(
    "text likelihoods",
    [
        ("Bo Roe hinted that the port may close, and I'd put it at 80%.", [("may",), ("80%",)]),
        ("The port may close in May, but the share of vans is 20%.", [("may",)]),
        ("The port may close in May, but the rate is one in ten.", [("may",)]),
    ],
)
def test_a_number_of_something_else_stays_apart(
    text: str, likelihoods: list[tuple[str, ...]]
) -> None:
    """What somebody else has said, and shares."""
    found = [one.likelihoods for one in _of(f"{text}\n") if one.why is None]
    assert found[: len(likelihoods)] == likelihoods or found[0] == likelihoods[0]
