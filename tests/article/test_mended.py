"""Kinds of wording in news from which likelihood, time or claim were once read wrongly."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each
from verifier.article.proposal import Proposal


def _only(text: str) -> Proposal:
    (found,) = [one for one in _of(text) if one.why is None]
    return found


@each(
    "said words claim",
    [
        ("{a} are possible", "possible", "There will be {a}"),
        ("there was a chance of {a}", "there was a chance of", "There will be {a}"),
        ("there is a risk of {a}", "there is a risk of", "There will be {a}"),
        ("there is a chance the dam breaks", "there is a chance", "The dam breaks"),
        ("a few dams could break", "could", "A few dams will break"),
        ("a few of the dams will break", "will", "A few of the dams will break"),
        ("the dam threatens to break", "threatens to", "The dam will break"),
        ("the dams are to be closed", "are to be", "The dams are to be closed"),
        ("the dam is to open", "is to open", "The dam is to open"),
        ("the dam will no longer leak", "will", "The dam will no longer leak"),
        ("the dam is anticipated to leak", "is anticipated", "The dam will leak"),
        ("the north is set for {a}", "is set for", "The north is set for {a}"),
        (
            "the slide creates the risk that the dam will break",
            "creates the risk that",
            "The dam will break",
        ),
    ],
)
def test_words_for_how_likely_are_proposed(said: str, words: str, claim: str) -> None:
    """Whatever stands with them, a degree, a chance or an arrangement is the likelihood."""
    for what, when in product(("heavy gales", "up to six inches of rain"), (" in May", " by 2031")):
        found = _only(f"The Weather Office said {said.format(a=what)}{when}.")
        assert found.likelihoods[:1] == (words,)
        assert found.claim.rstrip(".") == f"{claim.format(a=what)}{when}"
        assert found.times == (when.strip(),)


@each("verb", ["predicts", "anticipates", "foresees"])
def test_who_foretells_stays_with_what_will_happen(verb: str) -> None:
    """The verb is part of the quotation before it, and of the likelihood; behind it is not."""
    before = _only(f"Lake Bank {verb} that rents will fall next year.")
    assert before.quote == f"Lake Bank {verb} that rents will fall next year."
    assert before.likelihoods == (f"{verb} … will",)
    behind = _only(f"Rents will fall next year, Lake Bank {verb}.")
    assert (behind.quote, behind.likelihoods) == ("Rents will fall next year", ("will",))
    assert {one.speaker for one in (before, behind)} == {"Lake Bank"}
    assert {one.claim.rstrip(".") for one in (before, behind)} == {"Rents will fall next year"}
