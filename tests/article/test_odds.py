"""A number for how likely it is wins over weaker words beside it; all sentences are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part

WEAK = ("could close", "might close", "may close", "will possibly close")
ODDS = (
    ("I'd put it at one in ten", "one in ten"),
    ("I'd say the odds are one in ten", "one in ten"),
    ("the chances are about 20 percent", "about 20 percent"),
    ("I would give it no more than a 5 percent chance", "no more than a 5 percent chance"),
    ("the risk of that is 10%", "10%"),
)


@each("weak odds", part(product(WEAK, ODDS), 5))
def test_the_number_is_how_likely_it_is(weak: str, odds: tuple[str, str]) -> None:
    """One proposal, of whoever says all of it, with a claim without either."""
    for joint in ("but", "though"):
        words = f"The port {weak} in May, {joint} {odds[0]}"
        for text in (f"“{words},” Bo Roe said.", f"{words}, pilot Bo Roe said."):
            (found,) = [one for one in _of(f"{text}\n") if one.why is None]
            assert (found.speaker, found.likelihoods) == ("Bo Roe", (odds[1],))
            assert (found.claim, found.quote) == ("The port will close in May", words)


@each("weak odds", part(product(("Possible", "Perhaps", "It may"), ODDS), 5))
def test_a_claim_that_is_not_named_is_to_be_written(weak: str, odds: tuple[str, str]) -> None:
    """The number stays, alone or not."""
    (found,) = [one for one in _of("“I'd say it's a coin toss,” Bo Roe said.\n") if not one.why]
    assert (found.likelihoods, found.claim) == (("a coin toss",), "")
    (found,) = [one for one in _of(f"“{weak}, but {odds[0]},” Bo Roe said.\n") if not one.why]
    assert (found.likelihoods, found.claim) == ((odds[1],), "")


@each(
    "text likelihoods",
    [
        ("Bo Roe hinted that the port may close, and I'd put it at 80%.", [("may",)]),
        ("The port may close in May, but the share of vans is 20%.", [("may",)]),
        ("The port may close in May, but the rate is one in ten.", [("may",)]),
    ],
)
def test_a_number_of_something_else_stays_apart(
    text: str, likelihoods: list[tuple[str, ...]]
) -> None:
    """What somebody else has said, and shares."""
    assert [one.likelihoods for one in _of(f"{text}\n") if one.why is None] == likelihoods


FEARED = ("will not break", "won't break", "will hardly break", "could hold", "might be safe")


@each("feared odds", part(product(FEARED, ("the risk is 5%", "the danger is one in ten")), 5))
def test_a_risk_is_of_what_it_is_said_to_be_of(feared: str, odds: str) -> None:
    """Whether the number is of the words before it or of their contrary, a person says."""
    words = f"The dam {feared} in May, but {odds}"
    for text in (
        f"{words}, Ann Roe said.",
        f"No{words[3:]}, Ann Roe said.",
        f"“{words},” she said.",
    ):
        (found,) = [one for one in _of(f"{text}\n") if one.why is None]
        assert (found.claim, found.likelihoods) == ("", ()), text


@each(
    "words",
    [
        "The dam won't break, but the chances are 10 percent",
        "The dam will not break in May or in June, but I'd put it at 10%",
        "Nobody will win in May, though the odds are one in ten",
        "The dam will scarcely break in May, but I'd put it at 10%",
        "The mayor will refuse to go in May, but the odds are 10%",
        "The dam will probably not break in May, but the risk of that is 10%",
    ],
)
def test_odds_beside_a_denial_are_to_be_written(words: str) -> None:
    """In whatever form, and whatever the odds are called."""
    (found,) = [one for one in _of(f"{words}, Ann Roe said.\n") if one.why is None]
    assert (found.claim, found.likelihoods) == ("", ())


def test_reported_odds_stand_in_the_past() -> None:
    """Of what could happen then."""
    (found,) = _of("Ann Roe said the dam could break in May, but the chances were 10%.\n")
    assert (found.claim, found.likelihoods) == ("The dam will break in May", ("10%",))
