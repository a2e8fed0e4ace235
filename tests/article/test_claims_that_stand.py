"""A claim is a sentence of what must happen, or nothing; all sentences are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part
from verifier.article.cues import cues
from verifier.article.grammatical import stands
from verifier.article.sentences import begun

BODIES = ("Lake Rail", "The Harbour Board", "The Institute")


@each(
    "said claim",
    [
        ("does not plan to raise fares", "{} will raise fares"),
        ("doesn't intend to raise fares", "{} will raise fares"),
        ("has no plans to raise fares", "{} will raise fares"),
        ("expects at least 30 strikes", "There will be at least 30 strikes"),
        ("expects between 30 and 40 strikes", "There will be between 30 and 40 strikes"),
        ("expects between 30 and 40 boats to sink", "Between 30 and 40 boats will sink"),
        (", led by Bo Roe, forecasts at least 12 strikes", "There will be at least 12 strikes"),
        ("may close, but the odds are no better than one in five", ""),
        ("did not rule out a strike", "There will be a strike"),
        ("has not ruled out a further strike", "There will be a further strike"),
        ("cannot exclude another strike", "There will be another strike"),
        ("warned of 30 strikes", "There will be 30 strikes"),
        ("sees 30 to 40 strikes", "There will be 30 to 40 strikes"),
        ("put the odds of a strike at 3 to 1", ""),
        (", led by Bo Roe, expects the dam to open", "The dam will open"),
        (", founded by monks, thinks the dam will open", "The dam will open"),
    ],
)
def test_a_claim_is_what_must_happen(said: str, claim: str) -> None:
    """Without who expects it; where that cannot be told, it is to be written."""
    for who, when in part(product(BODIES, (" in May", " before the end of March")), 3):
        (found,) = _of(f"{who} {said}{when}.\n".replace(" ,", ","))
        assert found.claim.rstrip(".") == (claim.format(who) + when if claim else "")


@each(
    "who of claim",
    [
        (who, of, claim)
        for who, (of, claim) in product(
            ("Ann Roe warned", "Ann Roe warns", "Bo Poe left. Ann Roe smiled. She warned"),
            [
                *(
                    (of, "")
                    for of in ("a strike last year", "strikes two years ago", "a strike last May",
                               "the danger of a strike", "the strike in May", "its closure by May",
                               "it")
                ),
                ("a strike in May", "There will be a strike in May."),
                ("more strikes than last year", "There will be more strikes than last year."),
                ("a drought like last year", "There will be a drought like last year."),
                ("strikes that last for weeks", "There will be strikes that last for weeks."),
            ],
        )
    ],
)  # fmt: skip
def test_of_what_somebody_warns_is_still_to_come(who: str, of: str, claim: str) -> None:
    """Whoever warned of what is over, or is known, is no claim."""
    assert _of(f"{who} of {of}.\n")[-1].claim == claim


@each("aside", ["a snow expert", "who knows the snow", "an engineer of the port", "61"])
def test_who_somebody_is_goes_with_their_name(aside: str) -> None:
    """Of "according to", too."""
    for what in ("the pass will be closed in May", "prices will fall in June"):
        (found,) = _of(f"According to Bo Roe, {aside}, {what}.\n")
        assert (found.speaker, found.quote.rstrip(".")) == ("Bo Roe", what)


@each(
    "text",
    [
        *(f"Lake Rail {verb} resume them." for verb in ("does not will", "did not would")),
        *(f"A model will {what} cases." for what in ("410", "280 to 410", "the", "a few")),
        *(
            f"{who}, the pass will be closed."
            for who in ("A snow expert", "The council, led by Bo")
        ),
        "Asked whether the bridge would open in May",
    ],
)
def test_what_is_no_sentence_is_no_claim(text: str) -> None:
    """A claim that breaks off is left to be written."""
    assert not stands(text, cues())


@each(
    "text",
    [
        "By May, the pass will be closed.",
        "The pass, the highest in Lakeland, will be closed.",
        "The mayor, the council and the bank will agree.",
        "A week later, the pass will be closed.",
        "The 410 cases will all be heard.",
        "The dam will no longer leak.",
        "Not one dam will break.",
    ],
)
def test_a_sentence_stands(text: str) -> None:
    """Whatever leads it, or describes its subject."""
    assert stands(text, cues())


@each(
    "undone",
    [
        *("did not cut", "didn't cut", "has never cut", "had not cut", "has refused to cut"),
        *("may cut", "might cut", "will cut", "would have cut", "could cut", "is unlikely to cut"),
        *("was wrong to cut", "is expected to cut", "declined to further cut", "almost cut"),
        *("denies having cut", "has all but cut", "was asked why it cut", "denied that it cut"),
    ],
)
def test_a_forecast_that_nobody_made_anew_says_nothing(undone: str) -> None:
    """Denied, refused or only expected: no growth is foretold by it."""
    for bank in ("Lake Bank", "In March Lake Bank"):
        for one in _of(f"{bank} {undone} its growth forecast for 2031 to 2% from 3%.\n"):
            assert not one.claim.startswith("Growth will"), one.claim
            assert "forecast" not in one.likelihoods


@each("done", ["cut", "has cut", "had also cut", "in May cut", "did cut", "now cuts"])
def test_a_forecast_that_was_made_anew_is_one(done: str) -> None:
    """Whatever stands beside its verb."""
    (one,) = _of(f"Lake Bank {done} its growth forecast for 2031 to 2% from 3%.\n")
    assert (one.claim, one.likelihoods) == ("Growth will be 2% in 2031.", ("forecast",))


def test_of_two_forecasts_made_anew_neither_is_the_other() -> None:
    """Between two numbers is one forecast."""
    text = "Lake Bank raised its growth forecast for 2031 to {}."
    (both,) = _of(text.format("2% and cut that for 2032 to 1%") + "\n")
    assert not both.claim.startswith("Growth")
    (one,) = _of(text.format("between 2% and 3%") + "\n")
    assert one.claim == "Growth will be between 2% and 3% in 2031."


@each(
    "said",
    [
        "Doctors did not rule out a fracture.",
        "The police have not ruled out a crime.",
        "Bo Roe could not exclude a fault.",
        "Ann’s going to court in May.",
    ],
)
def test_what_may_be_so_today_and_a_place_are_no_future(said: str) -> None:
    """The claim is left to be written, or nothing is proposed."""
    assert [one.claim for one in _of(said) if one.why is None] in ([], [""])


@each(
    "said",
    [
        "Ann Roe denied rents will fall by June.",
        "The ministry denied it would close the mill by June.",
    ],
)
def test_a_denial_without_that_is_one(said: str) -> None:
    """Nobody is charged with what they deny."""
    assert [one.why for one in _of(said)] == ["denial"]


@each(
    "said likelihood claim",
    [
        ("It would take a miracle for {} to close", "would take a miracle", "{} will close"),
        ("{} will need a miracle to close", "will need a miracle", "{} will close"),
        ("It is unlikely for {} to close", "unlikely", "{} will close"),
        ("Delays at {} are expected widely", "expected", "There will be delays at {} widely"),
        ("A strike at {} was “more likely than not”", "more likely than not",
         "There will be a strike at {}"),
        ("A strike at {} is a certainty", "certainty", "There will be a strike at {}"),
        ("A strike at {} is far from certain", "far from certain", ""),
        ("Prospects of {} are slim", "Prospects of {} are slim", ""),
    ],
)  # fmt: skip
def test_a_claim_does_not_say_how_likely_it_is(said: str, likelihood: str, claim: str) -> None:
    """It would say so twice: the words go into the record beside it, or it is to be written."""
    for who in ("the mill", "Lake Rail", "the town library"):
        (found,) = _of(f"{begun(said.format(who))} in May, Ann Roe said.\n")
        wanted = begun(f"{claim.format(who)} in May") if claim else ""
        assert found.likelihoods == (likelihood.format(who),)
        assert found.claim.rstrip(".") == wanted


def test_a_claim_is_not_made_of_whom_it_is_for_or_of_what_few_believe() -> None:
    """No sentence is made of "for them to close", nor of what few believe likely."""
    for text in (
        "It would take a miracle for them to close in May, Ann Roe said.",
        "It is unlikely for it to close in May, Ann Roe said.",
        "Few brokers believe a strike is likely in May.",
    ):
        (found,) = _of(f"{text}\n")
        assert found.claim == ""


@each("word carries", [("likely", True), ("possible", False), ("sure", False)])
def test_what_is_denied_of_all_has_the_words_of_the_denial(word: str, carries: bool) -> None:
    """That no deal is likely is likely; that none is possible is not possible."""
    (found,) = _of(f"No deal is {word} before May, Ann Roe said.\n")
    assert (found.likelihoods == (word,)) is carries


@each("noun", ["The claim", "Talk", "Fears", "Any suggestion", "The idea"])
def test_what_is_called_wrong_is_no_claim(noun: str) -> None:
    """What it is that does not happen is to be written."""
    for wrong in ("nonsense", "premature", "simply wrong", "overdone"):
        verb = "are" if noun == "Fears" else "is"
        (found,) = _of(f"{noun} that rents will fall in May {verb} {wrong}, Ann Roe said.\n")
        assert (found.speaker, found.likelihoods, found.claim) == ("Ann Roe", (), "")


@each("share", ["Fewer than half", "Far fewer than half", "Less than a third", "Barely a third"])
def test_of_what_hardly_anybody_expects_no_claim_is_made(share: str) -> None:
    """Nor is it half of the voters who expect it, or a third."""
    for held in ("expect rents to fall", "think rents will fall"):
        (found,) = _of(f"{share} of voters {held} in May.\n")
        assert (found.likelihoods, found.claim) == ((), "")
        assert found.speaker in (None, f"{share} of voters")


@each("refuses", ["stopped short of predicting", "declined to forecast", "refused to predict"])
def test_who_does_not_predict_it_foretells_nothing(refuses: str) -> None:
    """Whatever it is that is not foretold."""
    for what in ("a recession", "that rents will fall", "an early election"):
        assert not [one for one in _of(f"Lake Bank {refuses} {what} this year.\n") if not one.why]


@each("when", ["Only if talks resume", "Only if rates fall below 2%", "Only if the board agrees"])
def test_only_if_ends_where_the_main_verb_begins(when: str) -> None:
    """Its subject stands behind it there."""
    for will, who in part(product(("will", "can", "would"), ("the mill", "rents", "it")), 3):
        (found,) = _of(f"{when} {will} {who} recover by June, Ann Roe said.\n")
        assert found.given is not None
        assert found.given["words"] == when
        assert (found.speaker, found.times) == ("Ann Roe", ("by June",))


@each("other", ["contradicting Bo Poe, who had said last week that it would", "unlike Bo Poe"])
def test_another_s_day_is_not_when_it_was_said(other: str) -> None:
    """Who said so last week is somebody else."""
    first, *_ = _of(f"Ann Roe said the mill would not close this year, {other}.\n")
    assert (first.speaker, first.said) == ("Ann Roe", None)


@each("puts", ["put", "rated", "pegged", "estimated"])
def test_when_a_chance_was_put_is_no_day_of_what_it_is_of(puts: str) -> None:
    """And where it is another one since, there is no claim of it."""
    text = f"Traders {puts} the chance of a cut at 70 per cent on Tuesday"
    (found,) = _of(f"{text}.\n")
    assert (found.said, found.times) == ("2024-01-09", ())
    assert found.claim in ("There will be a cut.", "")
    (found,) = _of(f"{text}; by Wednesday it was 40.\n")
    assert found.claim == ""


@each("not_until", ["may not open until", "might not open until", "is not expected to open until"])
def test_what_may_not_be_until_then_may_be_before(not_until: str) -> None:
    """It is the same said of the other."""
    (found,) = _of(f"The bridge {not_until} 2030, Ann Roe said.\n")
    assert found.claim == "The bridge will open before 2030"
