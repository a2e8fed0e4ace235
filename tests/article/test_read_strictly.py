"""Kinds of claims, likelihoods and times that a careful reader of news would not have taken."""

from __future__ import annotations

from tests.articles import of as _of
from tests.depth import each, grid
from verifier.article.proposal import Proposal


def _last(text: str) -> Proposal:
    return [one for one in _of(text) if one.why is None][-1]


def _claim(text: str) -> str:
    return _last(text).claim.rstrip(".")


@each("who", ["Lake Bank", "All 14 brokers", "Bo Roe, of Lake Bank,"])
def test_whoever_is_expected_to_do_something_does_it(who: str) -> None:
    """A level stands behind what they do, and a later "will" is somebody else's."""
    verb = "expects" if who == "Lake Bank" else "expected"
    for what in ("hold its rate at 5 percent in May", "say that rents will fall in May"):
        assert _claim(f"{who} {verb} the council to {what}.") == f"The council will {what}"
    assert _claim(f"{who} {verb} rents at 5 crowns in May.") == "Rents will be 5 crowns in May"


@each(
    "text",
    [
        "The new forecast from Lake Bank calls for rents to rise in May",
        "Predictions call for rents to rise in May",
        "Some brokers and banks believe rents will rise in May",
        "The poll after the debate shows rents will rise in May",
        "The forecast shows that rents will rise in May",
        "Lake Bank is forecasting that rents will rise in May",
        "The brokers found that most models predicted that rents would rise in May",
        "Rents will rise in May, but she is wrong",
    ],
)
def test_who_or_what_says_so_is_no_part_of_a_claim(text: str) -> None:
    """A poll, a model, or several of them; nor is what is thought of it."""
    claim = _claim(f"{text}.").replace("would rise", "will rise")
    assert claim == "Rents will rise in May"


def test_what_somebody_foretells_beside_what_they_are() -> None:
    """A participle foretells as a verb does."""
    for verb in ("predicting", "forecasting", "projecting"):
        text = f"Bo Roe of Lake Bank is the optimist, {verb} growth of 4 per cent in May."
        assert _claim(text) == "There will be growth of 4 per cent in May"


@each(
    "head claim",
    [
        ("that, based on the polls, {}", "Based on the polls, {}"),
        ("after a long day, that {}", "After a long day, {}"),
        ("{}, and added the pier is expected to close in May", "The pier will close in May"),
    ],
)
def test_what_ties_it_to_who_says_so_goes(head: str, claim: str) -> None:
    """The claim begins where what is said does."""
    found = _claim(f"Ann Roe said {head.format('the mill would close in May')}.")
    assert found.casefold() == claim.format("the mill will close in May").casefold()


@each("noun", ["Rain and wind", "A turn and an increase in speed", "Windy, warm and wet days"])
def test_several_things_that_are_likely_will_be(noun: str) -> None:
    """Without a preposition before the day, too."""
    if not noun.startswith("Windy"):
        for likely in ("are likely", "are possible", "are expected"):
            for when in ("Saturday night", "over the next days", "in May"):
                claim = _claim(f"{noun} {likely} {when}.")
                assert claim == f"There will be {noun[0].lower()}{noun[1:]} {when}"
    assert _claim("Above-normal, widespread rain is possible in May.") == (
        "There will be above-normal, widespread rain in May"
    )


@each("hedge", ["likely", "probably"])
def test_a_hedge_goes_wherever_it_stands(hedge: str) -> None:
    """Between quotation marks, and before what somebody will see."""
    found = _last(f'Bo Roe said the mill would "{hedge}" close in May.')
    assert found.claim.rstrip(".") == "The mill will close in May"
    for all_ in ("", "all "):
        seen = _last(f"The towns will {hedge} {all_}see more than nine mills in May.")
        assert seen.claim == f"The towns will {all_}see more than nine mills in May."
        assert seen.likelihoods == (f"will {hedge}",)


@each(
    "aside",
    [
        "which will be sold in June",
        "set to be sold in June",
        "10 years old and due to be sold",
    ],
)
def test_the_likelihood_of_what_describes_is_not_the_one_foretold(aside: str) -> None:
    """It is that of the verb of the sentence."""
    for verb in ("could close", "might close"):
        found = _last(f"The old mill, {aside}, {verb} in May.")
        assert found.likelihoods[0] == verb.split()[0]


@each("verb", ["holding its key rate", "cutting rates", "raising its rate", "keeping policy"])
def test_what_a_bank_is_seen_doing(verb: str) -> None:
    """Who is seen doing anything else was only met."""
    found = _last(f"Lake Bank is seen {verb} in May, a poll showed.")
    assert found.likelihoods
    assert found.likelihoods[0].startswith("is seen")
    assert found.claim.rstrip(".") == f"Lake Bank will be {verb} in May"
    for other in ("leaving the house", "holding a cup"):
        assert not any(one.likelihoods for one in _of(f"Bo Roe was seen {other} in May."))


@each(
    "text times",
    [
        ("Rents will rise to 30 this year.", ("this year",)),
        ("A wave of fever-19 will come this winter.", ("this winter",)),
        ("There will be more of Covid-19 this winter.", ("this winter",)),
        ("It will snow by Tuesday night into Wednesday.", ("by Tuesday night",)),
        ("Rents will reach the levels of 2019 by May.", ("by May",)),
        ("Ice will vanish even before 2050.", ("before 2050",)),
        ("Rents will hit the owners whose loans end in May.", ()),
        ("The mill will show its hats in 3D.", ()),
        ("Rents will fall in the next two fiscal quarters.", ("in the next two fiscal quarters",)),
        (
            "Rents will fall in the first calendar quarter of 2025.",
            ("in the first calendar quarter of 2025",),
        ),
    ],
)
def test_what_stands_beside_a_time_leaves_it_alone(text: str, times: tuple[str, ...]) -> None:
    """A number, a place, the hour after; and a described noun's own time is no window."""
    assert _last(text).times == times


@each("whose", ["Its", "its"])
def test_whose_it_is_that_is_told_by_its_owner(whose: str) -> None:
    """What a body says of its mills, or a man of his, is said with their name."""
    for who, verb in grid(("Oldco", "The Lake Bank"), ("said", "predicted")):
        claim = _claim(f"{who} {verb} {whose.lower()} mills will close in May.")
        assert claim == f"{who}'s mills will close in May"
    for who, his in (("Bo Roe", "his"), ("Ann Roe", "her")):
        assert _claim(f"{who} said {his} mill will close in May.") == (
            f"{who}'s mill will close in May"
        )
    for claim in (one.claim for one in _of("The mill is old. Its owners will sell it in May.")):
        assert "Lake Bank" not in claim


@each(
    "text claim",
    [
        (
            "Lake Bank {v} a rent cut of at least 3 crowns",
            "There will be a rent cut of at least 3 crowns",
        ),
        (
            "Lake Bank {v} sales this upcoming fishing year to fall",
            "Sales this upcoming fishing year will fall",
        ),
        ("Lake Bank and Old Bank {w} growth of 3%", "There will be growth of 3%"),
        ("The port stuck to its plan and {w} higher growth", "There will be higher growth"),
        ("Lake Bank said sales may fall", "Sales will fall"),
        ("Brokers were on Monday predicting that sales could fall", "Sales will fall"),
        ("A note suggests that sales could fall", "Sales will fall"),
        ("A source said that another vote would be likely", "There will be another vote"),
        (
            "The mill is likely to sell hats as it asks whether rents are about to fall",
            "The mill will sell hats as it asks whether rents will fall",
        ),
        ("Dollar-rich tax reform is looking unlikely", "There will be dollar-rich tax reform"),
    ],
)
def test_what_is_foretold_stands_alone(text: str, claim: str) -> None:
    """Whichever verb foretells it, and whatever only looks like a verb beside it."""
    said = text.format(v="expects", w="forecast")
    assert _claim(f"{said} in May.") == f"{claim} in May"


@each(
    "text claim",
    [
        ("Lakeco, for example, might sell 48 mills", "Lakeco will sell 48 mills"),
        ("Poll says a recession is likely", "There will be a recession"),
        (
            "Sales of hats were seen rising nearly 26 percent",
            "Sales of hats will be rising nearly 26 percent",
        ),
        ("The decline in rents will go on", "The decline in rents will go on"),
        ("The site does predict that Bo Roe will win", "Bo Roe will win"),
        ("Lake Bank sees growth at 2 percent", "Growth will be 2 percent"),
        ("The mill is old, so the pier will open", "The pier will open"),
        ("And in Ourtown, where both are expected to lose hats", "In Ourtown, both will lose hats"),
    ],
)
def test_small_words_neither_hide_nor_deny(text: str, claim: str) -> None:
    """What leads on, a fall that goes on, a verb that is stressed."""
    found = _last(f"{text} in May.")
    assert found.claim.rstrip(".") == f"{claim} in May"
    assert found.likelihoods


@each(
    "text claim",
    [
        (
            "Lake Bank is expecting rents to rise once the levy has ended",
            "Rents will rise once the levy has ended",
        ),
        (
            "Lines may be longer as shops and other firms struggle to sell",
            "Lines will be longer as shops and other firms struggle to sell",
        ),
        ("What is clear is that rents will fall", "Rents will fall"),
        ('A "probable" rise is coming, and a rise is "likely"', None),
    ],
)
def test_a_clause_below_says_nothing_of_it(text: str, claim: str | None) -> None:
    """Its verb is its own, and a hedge goes with its quotation marks."""
    if claim is None:
        assert '""' not in _claim(f"{text} in May.")
    else:
        assert _claim(f"{text} in May.") == f"{claim} in May"


def test_nobody_happens() -> None:
    """What "it" is that happens is not the body of which the sentence before told."""
    for doubt in ("I doubt it is going to happen", "It will happen"):
        found = _of(f"Lake Bank is no friend of the plan. “{doubt} in May,” Ann Roe said.")
        assert [one.claim for one in found if "happen" in one.quote] == [""]


@each(
    "text",
    [
        "Ann Roe will be away until May, but Bo Coe is not far from a return.",
        "The drive will begin in May -- forces of which some have not met before.",
    ],
)
def test_what_is_told_besides_denies_nothing(text: str) -> None:
    """A clause with a subject of its own, and what a dash adds."""
    assert _last(text).likelihoods == ("will",)


def test_what_only_describes_has_a_time_of_its_own() -> None:
    """How long something takes is no window, nor when it was done that will go on."""
    assert _last("The mills that were sold on Thursday are set to close.").times == ()
    assert _last("It will take eight to 12 months to build the mill.").times == ()


def test_so_parts_where_a_clause_follows_on_it() -> None:
    """Behind a comma, and not where it says how much, or to what end."""
    assert len(_of("The storm will come in May, so the schools will close in June.")) == 2
    for text in (
        "Rents were so high that they will fall in May.",
        "The mill may close, so that rents will fall.",
    ):
        assert len(_of(text)) == 1


def test_nothing_is_claimed_that_is_no_sentence() -> None:
    """An opinion around it, a hedge said twice, and a name for I break none."""
    opinion = "“I would think it is fair to say it will be dear in May,” Ann Roe said."
    assert not any("Ann Roe will it" in one.claim for one in _of(opinion))
    twice = "It was “very, very unlikely” the mill will close in May, Ann Roe said."
    assert _claim(twice) == "The mill will close in May"


def test_they_are_many() -> None:
    """One thing with a name in it is not they."""
    for first in ("The mood at Ourtown", "The head of Lake Bank"):
        found = [one.claim for one in _of(f"{first} will be good and they will win in May.")]
        assert not any(claim.startswith(first) and "win" in claim for claim in found)


def test_what_should_have_no_effect() -> None:
    """It is expected to have none; what somebody should have is advice."""
    for what in ("no effect", "little impact", "minimal impact"):
        found = _last(f"The strike should have {what} on rents in May.")
        assert found.claim.rstrip(".") == f"The strike will have {what} on rents in May"
    assert all(one.why for one in _of("Every firm should have a cat by May."))


def test_a_tail_that_goes_on_about_it_is_cut_off() -> None:
    """Of a sentence that foretells in its second clause that is the claim."""
    for head, tail in grid(("costs had been cut", "the work was hard"), ("and that", "and that")):
        assert _claim(f"Ann Roe said {head} {tail} the mill would open in May.") == (
            "The mill will open in May"
        )


@each("verb", ["said", "thought", "guessed", "bet", "expected", "predicted"])
def test_what_somebody_would_have_said_is_not_said(verb: str) -> None:
    """They do not say it now."""
    for modal in ("would", "might", "could"):
        text = f'"I {modal} have {verb} prices will rise in May," Bo Roe said.'
        assert not [one for one in _of(text) if one.why is None], text


@each("nobody", ["Nobody", "No broker", "Nothing", "Everybody", "Something"])
def test_no_pronoun_takes_up_nobody(nobody: str) -> None:
    """Nothing is said of nobody: what "it" means is left to be said."""
    found = _last(f"{nobody} moves in the harbour. It will open in May, Bo Roe said.")
    assert (found.claim, found.put_in) == ("", None)
