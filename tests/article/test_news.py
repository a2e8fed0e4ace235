"""Kinds of sentences of which news is made: bodies, roles, amounts, and words of trade."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of as _of
from tests.depth import each
from verifier.article.proposal import Proposal


def _ahead(text: str) -> list[Proposal]:
    return [one for one in _of(text) if one.why is None]


ROLES = [
    "Ann Roe, chief economist at {body}",
    "Ann Roe, {body}'s president",
    "{body} director Ann Roe",
    "{body}'s chief executive, Ann Roe",
]
BODIES = ["Lake Bank", "Rivers Institute", "ECB"]


@pytest.mark.parametrize(("role", "body"), list(product(ROLES, BODIES)))
@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("We will cut our fees by June", "{body} will cut its fees by June"),
        ("Our sales will fall in June", "{body}'s sales will fall in June"),
        ("I know we will hire more people in June", "{body} will hire more people in June"),
    ],
)
def test_we_is_the_body_of_whoever_speaks(role: str, body: str, said: str, claim: str) -> None:
    """Whatever names it: the claim has the body, and the word that it stands for is told."""
    [found] = _ahead(f"“{said},” said {role.format(body=body)}.")
    assert found.speaker == "Ann Roe"
    assert found.claim.removeprefix("The ") == claim.format(body=body)
    assert found.put_in in ("we", "our")


def test_we_of_nobody_known_is_left_to_be_written() -> None:
    """Where somebody comes from is not for whom they speak."""
    assert [one.claim for one in _ahead("“We will win in May,” said Ann Roe from Ourtown.")] == [""]


@each(
    "text speaker kind",
    [
        ("Veltra sells boats. The company said it will open a pier in May.", "Veltra", "office"),
        ("Veltra will open a pier in May, the company said.", "Veltra", "office"),
        (
            "Silver Motors raised its outlook. The firm expects sales to rise in May.",
            "Silver Motors",
            "office",
        ),
        ("A trade show opens. Prices will rise in May, Ann Roe said.", "Ann Roe", "person"),
        ("Rents will rise, Ann Roe, lead economist for the Lake Bank, said.", "Ann Roe", "person"),
        ("Rents will rise, U.S. officials said.", "U.S. officials", "anonymous"),
        (
            "According to the National Lakes and Rivers Agency, floods will come in May.",
            "National Lakes and Rivers Agency",
            "office",
        ),
        ("By the end of May, Lake Bank said, rents will rise.", "Lake Bank", "office"),
        ("The Lake Bank filing shows that rents will rise in May.", "Lake Bank", "office"),
        ("The port is expected by analysts to close in June.", "analysts", "anonymous"),
        ("Rents will rise in May, the Economist reported.", "Economist", "outlet"),
        ("If the mayor agrees, rents will rise in May.", None, None),
        ("The result of deals expected to close in May will be a loss.", None, None),
        ("The basin could see rain in May.", None, None),
    ],
)
def test_who_is_charged(text: str, speaker: str | None, kind: str | None) -> None:
    """Bodies that are never named with more, whom a role describes; never a noun that is a verb."""
    found = _ahead(text)[-1]
    assert (found.speaker, found.kind) == (speaker, kind)


@pytest.mark.parametrize(
    ("text", "claims", "times", "thresholds"),
    [
        (
            "Rents will rise to 900 crowns by June and 950 crowns by August.",
            ["Rents will rise to 900 crowns by June", "Rents will rise to 950 crowns by August."],
            [("by June",), ("by August",)],
            ["reaches: <series>, at_least: 900", "reaches: <series>, at_least: 950"],
        ),
        (
            "The economy is forecast to grow by 3% this year and just 2% in 2025.",
            ["The economy will grow by 3% this year", "The economy will grow by 2% in 2025."],
            [("this year",), ("in 2025",)],
            [None, None],
        ),
        (
            "Sales will exceed 5 million in May and fall in June.",
            ["Sales will exceed 5 million in May", "Sales will fall in June."],
            [("in May",), ("in June",)],
            ["reaches: <series>, above: 5000000", None],
        ),
    ],
)
def test_each_of_two_deadlines_has_its_own_amount(
    text: str,
    claims: list[str],
    times: list[tuple[str, ...]],
    thresholds: list[str | None],
) -> None:
    """The second has no number of the first; a share, and a verb, are no part of a time."""
    found = _ahead(text)
    assert [one.times for one in found] == times
    assert [one.threshold for one in found] == thresholds
    assert all(one.claim.startswith(claim) for one, claim in zip(found, claims, strict=True))


@each(
    "text likelihood claim",
    [
        (
            "Ann Roe doubted that rents would fall by June.",
            "doubted that",
            "Rents will fall by June.",
        ),
        ("Lake Bank projects growth in May.", "projects growth", "There will be growth in May."),
        ("Markets peg a rate cut in June at 65%.", "65%", ""),
        ("A rate cut in June is rated at 64% by traders.", "64%", None),
        ("The Reds are odds-on to win in May.", "odds-on to", "The Reds will win in May."),
        (
            "There is a coin-flip chance that rents will fall in May.",
            "a coin-flip chance",
            "Rents will fall in May.",
        ),
        (
            "The mayor promises to build a pier by June.",
            "promises to",
            "The mayor will build a pier by June.",
        ),
        ("The union threatens to strike in May.", "threatens to", None),
        ("With rents set to rise, wages may fall in May.", "may", None),
        ("In May, Lake Bank expects rents to fall.", "expects", "In May, rents will fall."),
        (
            "The bank sees output falling by June.",
            "sees output",
            "Output will be falling by June.",
        ),
        (
            "The US economy is expected to grow in May.",
            "expected",
            "The US economy will grow in May.",
        ),
        ("The project is on track to end in May.", "on track to", "The project will end in May."),
        ("A truce looks likely to hold in May.", "likely", "A truce will hold in May."),
    ],
)
def test_words_of_trade_are_read(text: str, likelihood: str, claim: str | None) -> None:
    """With the claim that is left without them and without who says so."""
    [found] = _ahead(text)
    assert found.likelihoods[0] == likelihood
    assert claim is None or found.claim == claim


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Valdoria are likely to reach the final, where they are predicted to lose.",
            ["Valdoria will reach the final", "Valdoria will lose."],
        ),
        (
            "Rents will fall in May, but they may rise in June.",
            ["Rents will fall in May", "Rents will rise in June."],
        ),
        (
            "The bridge will close in May, but they may reopen it in June.",
            ["The bridge will close in May", ""],
        ),
    ],
)
def test_a_pronoun_takes_up_the_clause_before(text: str, claims: list[str]) -> None:
    """Where it agrees with its subject, and else somebody has to write the claim."""
    assert [one.claim for one in _ahead(text)] == claims


def test_words_in_marks_that_go_on_the_sentence_are_no_piece() -> None:
    """What stands before them is their subject."""
    [found] = _ahead("Ann Roe warned that the world “may soon be in a long slump”.")
    assert found.quote == "the world “may soon be in a long slump”."
    assert found.speaker == "Ann Roe"


@each("what", ["comment", "elaborate", "confirm the report"])
def test_who_would_not_comment_foretells_nothing(what: str) -> None:
    """It tells of what they did."""
    assert _ahead(f"She would not {what}.") == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The model gives the Reds a 71% chance of winning in May.",
            "The Reds will be winning in May.",
        ),
        ("The Reds have a 71% chance to win in May.", "The Reds will win in May."),
        ("The bank sees a 30% chance of a slump in May.", "There will be a slump in May."),
        ("There are slim prospects of a truce before May.", "There will be a truce before May."),
        ("The model gave the Reds a 71% chance of victory in May.", ""),
        ("The corps put at 15% the probability that the dam would fail by May.", None),
        ("A 15% danger that the dam fails by May remains.", ""),
    ],
)
def test_no_claim_has_the_number_that_says_how_likely_it_is(text: str, claim: str | None) -> None:
    """It is what has to happen; where that cannot be told apart, somebody has to write it."""
    [found] = _ahead(text)
    assert claim is None or found.claim == claim
    assert found.likelihoods == () or found.likelihoods[0] not in ("will", "would")
    assert not found.likelihoods or found.likelihoods[0] not in found.claim


def test_the_month_of_may_is_no_verb() -> None:
    """Neither as what foretells nor as what parts a sentence in two."""
    assert _ahead("Sales beat market expectations in May.") == []
    [found] = _ahead("Lake Bank projects growth in May and a slump after it.")
    assert found.likelihoods == ("projects growth",)
