"""The hedge of a forecast, and the claim without it."""

from __future__ import annotations

import pytest

from tests.articles import of as _of
from tests.articles import rules as _rules
from tests.depth import each
from verifier.article.wording import Wording, denies
from verifier.model.edtf import Dated
from verifier.words.likelihood import read_likelihood


@each(
    "quote",
    [
        "There is a 70% chance the regulator refers this to a judge before Easter",
        "I am 70% sure the rocket flies by 1 June",
    ],
)
def test_odds_of_a_time_to_come_foretell_in_any_tense(quote: str) -> None:
    """The present tense after a number is no estimate of how things are."""
    (found,) = _of(f'"{quote}," said Ann Example.')
    assert (found.why, found.quote) == (None, quote)
    assert found.likelihoods
    assert found.times


def test_a_share_of_the_present_foretells_nothing() -> None:
    """Without a time ahead a number is no forecast."""
    found = _of('"I am 70% sure he is in the city," said Ann Example.')
    assert [each.why for each in found if each.why is None] == []


@each(
    "text phrase claim",
    [
        ("The bank puts the odds of a drought at 60%.", "60%", "There will be a drought."),
        ("The odds of a drought are put at 60% now.", "60%", "There will be a drought now."),
        (
            "There is a 60 percent chance of a drought.",
            "60 percent chance",
            "There will be a drought.",
        ),
        (
            "Experts see a two in three chance of rain.",
            "two in three chance",
            "There will be rain.",
        ),
        ("There is a one-in-four chance that it rains.", "one-in-four chance", "It rains."),
        ("The odds are three to one that it rains.", "three to one that", "It rains."),
        (
            "They have a one in four chance of winning.",
            "one in four chance",
            "",
        ),
        (
            "There is less than a one in three chance of rain.",
            "less than a one in three chance",
            "There will be rain.",
        ),
        ("They put the odds at 60%.", "60%", ""),
    ],
)
def test_stated_odds_are_the_likelihood(text: str, phrase: str, claim: str) -> None:
    """A number in running text is proposed as it stands; the claim is what it is a number of."""
    (found,) = _of(text)
    assert (found.why, found.likelihoods, found.claim) == (None, (phrase,), claim)


@each(
    "text quote likelihood claim",
    [
        (
            "Ann Example said it was unlikely that the tunnel would open this year, and asked why.",
            "it was unlikely that the tunnel would open this year",
            "unlikely",
            "The tunnel will open this year",
        ),
        (
            "Ann Example said there was a 70 percent chance that the tunnel would open in May.",
            "there was a 70 percent chance that the tunnel would open in May.",
            "70 percent chance",
            "The tunnel will open in May.",
        ),
        (
            "Ann Example told the council on Monday that the tunnel would open in May.",
            "the tunnel would open in May.",
            "would",
            "The tunnel will open in May.",
        ),
        (
            "The tunnel will open in May, Ann Example said, and demanded an audit of its cost.",
            "The tunnel will open in May",
            "will",
            "The tunnel will open in May",
        ),
    ],
)
def test_reported_words_have_their_likelihood_and_no_more(
    text: str, quote: str, likelihood: str, claim: str
) -> None:
    """Words of likelihood before "that" are said too; what the speaker did besides is not."""
    (found,) = _of(text)
    assert (found.quote, found.likelihoods[0], found.claim) == (quote, likelihood, claim)


@each(
    "quote claim",
    [
        ("She was confident that it would pass.", "It will pass."),
        ("Experts believe the drought will end in May.", "The drought will end in May."),
        ("He was certain that rents would fall.", "Rents will fall."),
        ("Rents would be expected to rise in May.", "Rents will rise in May."),
        ("It would be unlikely that rents would rise.", "Rents would rise."),
        ("It remains unlikely that rents will rise.", "Rents will rise."),
        ("We do not expect that rents will rise.", "Rents will rise."),
        ("Rain in May is possible.", "There will be rain in May."),
        ("They would probably rise in May.", "They will rise in May."),
        ("We are sure they will rise.", "They will rise."),
        ("I would expect 400 guests by June", "I would expect 400 guests by June"),
        ("I would not expect it before May.", "I would not expect it before May."),
        ("In May I was sure they would rise.", "In May I was sure they would rise."),
        (
            "The bank expects that rents will fall, and that wages will rise.",
            "The bank expects that rents will fall, and that wages will rise.",
        ),
    ],
)
def test_a_claim_stays_a_sentence(quote: str, claim: str) -> None:
    """Who holds it goes with the hedge; where no sentence would be left, the words stay."""
    said = Dated.read("2024-01-11").days
    assert Wording.of(quote, _rules(), said=said).plain() == claim


@pytest.mark.parametrize("denial", ["I don't", "I do not", "We don't", "We do not"])
@pytest.mark.parametrize(
    "held",
    [
        "expect a strike in June",
        "expect that rents will rise in June",
        "think rents will rise in June",
        "think that rents will rise in June",
        "believe rents will rise in June",
        "believe that rents will rise in June",
    ],
)
def test_a_denial_is_in_the_claim_or_in_the_likelihood(denial: str, held: str) -> None:
    """Never in neither; while the claim is to be written, the words stand as they were said."""
    (found,) = _of(f'"{denial} {held}," said Ann Example.')
    (phrase,) = found.likelihoods
    read = read_likelihood(phrase, rules=_rules().likelihood)
    assert read.chosen is not None
    assert (read.chosen.central < 1 / 2) != denies(found.claim)


def test_confidence_governs_what_it_reports() -> None:
    """Not the bare future behind it."""
    (found,) = _of("Ann Example said she was confident that it would pass.")
    assert found.likelihoods == ("was confident",)
    assert found.quote == "she was confident that it would pass."


@each(
    "text likelihood claim",
    [
        (
            "It is unlikely that all ten piers will be mended.",
            "unlikely",
            "All ten piers will be mended.",
        ),
        ("Piers will probably be mended.", "will probably", "Piers will be mended."),
        (
            "Ann Example expects the old pier to close by June.",
            "expects",
            "The old pier will close by June.",
        ),
        (
            "Ann Example expects to close it by June.",
            "expects",
            "Ann Example will close it by June.",
        ),
        (
            "Ann Example expects the bid to win, and the pier to close by June.",
            "expects",
            "The bid will win, and the pier will close by June.",
        ),
    ],
)
def test_the_likelihood_is_the_hedge_alone(text: str, likelihood: str, claim: str) -> None:
    """Without the clause between it and its verb, where that reads the same."""
    (found,) = _of(text)
    assert (found.likelihoods[0], found.claim) == (likelihood, claim)


@each("word", ["expected", "projected", "anticipated", "predicted"])
def test_what_only_describes_a_noun_is_no_likelihood(word: str) -> None:
    """The target is "expected", and may not be met."""
    (found,) = _of(f"Lake Motors warned that sales may not meet the {word} target.")
    assert found.likelihoods == ("may not",)


@each("sure", ["One thing is certain", "One thing is quite clear"])
def test_what_is_said_to_be_certain_first_is_no_part_of_it(sure: str) -> None:
    """Behind a dash stands what is forecast, with its own verb."""
    text = f"“{sure} - the process of getting plans through is going to take years,” Ann Roe said."
    (found,) = _of(text)
    assert found.claim == "The process of getting plans through will take years"
    assert found.likelihoods == ("is going to",)
