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


@each(
    "words",
    [
        *("this season", "next season", "by the end of the season", "in the 2031-32 season"),
        *("early next season", "this transfer window", "in the summer transfer window"),
        *("this financial year", "in the next fiscal year", "in fiscal 2031", "in FY31"),
        *("in the 2031/32 tax year", "during the next parliament", "before the election"),
        *("at the next meeting", "before the summer recess", "overnight", "in the short run"),
        *("on Friday night", "over the next three months"),
    ],
)
def test_words_of_time_are_those_of_the_window(words: str) -> None:
    """Read or not: what a calendar has is proposed; `check` asks for the days."""
    for form in (
        "The club will move {}.",
        "Ann Roe said that the club will move {}.",
        "Ann Roe said that {} the club will move.",
        "Ann Roe expects the club to move {}.",
    ):
        assert _only(form.format(words)).times == (words,)


@each(
    "sentence times",
    [
        ("After their summer business the club will win the cup by May.", ("by May",)),
        ("Winter will come early.", ()),
        ("The club could face a rough winter.", ()),
        ("Rates will move from winter lows to summer highs.", ()),
        ("Brokers in a May 3-5 survey are confident that rents will fall.", ()),
        ("The fund will end the October cut in July.", ("in July", "the October")),
        ("Overnight lows will fall to 3 degrees.", ()),
        ("The fund will soon rise, by June.", ("by June", "soon")),
        ("The season's best club will lose.", ()),
        ("Gales will hit the coast on Friday before easing on Sunday.", ("on Friday", "on Sunday")),
        (
            "Lake Bank expects the crown to fall over the next three months to 71.50.",
            ("over the next three months",),
        ),
        ("The next six months of Lake Bank's plan will be hard.", ("The next six months",)),
        ("Lake Bank forecasts 2031 growth of 3 per cent.", ("2031",)),
        ("Lake Bank will cut its 2031 growth forecast.", ()),
        (
            "The vote opens on 26 April and closes on 24 May so a strike could begin in June.",
            ("in June", "on 26 April", "on 24 May"),
        ),
        ("Lake Bank now expects rents to fall by 6% instead of the 5% it forecast in April.", ()),
    ],
)
def test_words_that_only_describe_are_no_window(sentence: str, times: tuple[str, ...]) -> None:
    """A noun's own words, what a number is compared with, what is vague come last."""
    assert _only(sentence).times == times


@each("opening", ["By Friday ", "In 2031, ", "Next year ", "Looking ahead to next year, "])
def test_a_time_at_the_head_is_that_of_all_parts(opening: str) -> None:
    """What begins a sentence holds for each clause of it; what ends one clause for that alone."""
    head = f"{opening}rents will fall and wages will rise, Ann Roe said."
    words = opening.removeprefix("Looking ahead to ").strip(" ,")
    assert [one.times for one in _of(head)] == [(words,), (words,)]
    tail = f"Rents will fall {words.lower()} and wages will rise, Ann Roe said."
    assert [one.times for one in _of(tail)] == [(words.lower(),), ()]


@each("verb", ["forecast", "predicted", "projected"])
@each("day said", [("today", "2024-01-11"), ("on Monday", "2024-01-08")])
def test_a_day_beside_who_foretells_is_when_it_was_said(verb: str, day: str, said: str) -> None:
    """It is no window of what is foretold."""
    for form in (
        "Lake Bank has {} {} a fall in rents next year.",
        "Lake Bank {} {} a fall in rents next year.",
    ):
        found = _only(form.format(day, verb))
        assert (found.said, found.times) == (said, ("next year",))
