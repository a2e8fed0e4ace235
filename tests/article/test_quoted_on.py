"""Quotations that go on with a sentence, times of day that end one, and odds that are no event."""

from __future__ import annotations

from tests.articles import of
from tests.depth import grid
from verifier.article.sentences import sentences
from verifier.text.language import abbreviations


def test_a_quotation_with_which_a_sentence_goes_on_has_no_marks_in_the_claim() -> None:
    """Its hedge is read and taken out as if there were none."""
    for who, (opens, closes), (said, likelihood, claim) in grid(
        ("the bridge", "anyone who leaves", "the old town hall"),
        (('"', '"'), ("“", "”")),
        (
            ("is probably not going to hold", "probably not", "will hold"),
            ("is likely to be missed", "likely", "will be missed"),
            ("will be closed by May", "will", "will be closed by May"),
            ("may well be sold", "may well", "will be sold"),
        ),
    ):
        (one,) = of(f"Ann Roe said {who} {opens}{said}{closes}.")
        assert one.claim.removesuffix(".").casefold() == f"{who} {claim}".casefold()
        assert one.likelihoods == (likelihood,)


def test_a_hedge_between_is_and_going_to_is_taken_out() -> None:
    """With its denial."""
    for hedge, denied in grid(("probably", "almost certainly", "very likely"), ("", " not")):
        (one,) = of(f"The bridge is {hedge}{denied} going to hold, Ann Roe said.")
        assert (one.claim, one.likelihoods) == ("The bridge will hold", (f"{hedge}{denied}",))


def test_where_somebody_puts_the_odds_is_no_event() -> None:
    """A claim is left to be written."""
    for verb, odds, number in grid(
        ("puts", "rates", "pegs"), ("the chances", "their odds", "the risk", "it"), ("80%", "2060")
    ):
        assert all(not one.claim for one in of(f"Ann Roe {verb} {odds} at {number}."))


def test_a_time_of_day_ends_a_sentence_unless_it_goes_on() -> None:
    """With a day, a month or a zone it does."""
    known = abbreviations("en")
    for time, nxt in grid(("7 a.m.", "10 p.m."), ("First results are due.", "The vote ends.")):
        text = f"Polls open at {time} {nxt}"
        assert [one.text for one in sentences(text, abbreviations=known)] == [
            f"Polls open at {time}",
            nxt,
        ]
    for behind in ("Monday", "May 5", "GMT", "Eastern time", "Kyiv time", "EST", "Jan. 3"):
        text = f"Polls open at 7 a.m. {behind} in the town."
        assert [one.text for one in sentences(text, abbreviations=known)] == [text]
