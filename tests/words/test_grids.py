"""Grids of likelihood: denials, adverbs, degrees, numbers and nouns, each with each.

What the words of a cell say is known from its parts, so that no cell is read to the contrary.
"""

from __future__ import annotations

from itertools import product

import pytest

from tests.depth import each, grid, some
from verifier.words.likelihood import LikelihoodReading, find_likelihoods, read_likelihood
from verifier.words.rules import LikelihoodRules

DENIALS = [
    *(
        "not",
        "never",
        "no longer",
        "hardly",
        "scarcely",
        "cannot be",
        "could not be",
        "will not be",
    ),
    *("would not be", "isn't", "must not be", "does not seem", "by no means", "far from"),
    *(
        "nowhere near",
        "anything but",
        "in no way",
        "do not think it is",
        "doubt it is",
        "less than",
    ),
    *("not necessarily", "no one thinks it", "unlikely to be", "it is false that it is", "without"),
]
ADVERBS = [
    *("", "quite", "very", "at all", "yet", "that", "all that", "so", "particularly", "remotely"),
    *("entirely", "merely", "even", "more", "most", "less", "half as", "twice as", "almost", "too"),
]
LIKELY = ("likely", "probable", "certain", "inevitable", "highly likely", "almost certain")
UNLIKELY = ("unlikely", "improbable", "impossible", "doubtful", "highly unlikely", "little chance")


def number(reading: LikelihoodReading) -> float | None:
    return None if reading.chosen is None else reading.chosen.central


@some(DENIALS)
def test_no_denial_is_read_as_what_it_denies(rules: LikelihoodRules, denial: str) -> None:
    """Whatever stands between, a denied degree is below one half, and a litotes has no number."""
    for adverb, word in grid(ADVERBS, LIKELY):
        read = number(read_likelihood(f"{denial} {adverb} {word}", rules=rules))
        assert read is None or read <= 0.5, (denial, adverb, word)
    for adverb, word in grid(ADVERBS, UNLIKELY):
        reading = read_likelihood(f"{denial} {adverb} {word}", rules=rules)
        assert number(reading) is None, (denial, adverb, word)


@some(DENIALS)
def test_no_denial_in_a_sentence_is_read_as_what_it_denies(
    rules: LikelihoodRules, denial: str
) -> None:
    """In running text as in a phrase."""
    for adverb, word in grid(ADVERBS, LIKELY):
        for reading in find_likelihoods(f"Rain is {denial} {adverb} {word}.", rules=rules):
            read = number(reading)
            assert read is None or read <= 0.5, reading


COMPARED = (
    *("more", "less", "even more", "far less", "ever more", "increasingly", "the most"),
    *("the least", "least", "twice as", "half as", "three times as", "60% more", "equally"),
    *("just as", "not as", "much more", "a little less"),
)


@each(
    "compared word",
    product(COMPARED, ["likely", "probable", "certain", "possible", "unlikely"]),
)
def test_a_comparison_has_no_number(rules: LikelihoodRules, compared: str, word: str) -> None:
    """How a likelihood moved, or compares, does not say how high it is."""
    for reading in (
        read_likelihood(f"{compared} {word}", rules=rules),
        *find_likelihoods(f"Rain is {compared} {word} now.", rules=rules),
    ):
        assert reading.chosen is None, reading


NUMBERS = {
    "70%": (0.7, 0.7),
    "70 %": (0.7, 0.7),
    "70 percent": (0.7, 0.7),
    "70 per cent": (0.7, 0.7),
    "70-per-cent": (0.7, 0.7),
    "70pc": (0.7, 0.7),
    "seventy percent": (0.7, 0.7),
    "seventy-five per cent": (0.75, 0.75),
    "60 to 70 percent": (0.6, 0.7),
    "60-70%": (0.6, 0.7),
    "60\u201370 %": (0.6, 0.7),
    "60% to 70%": (0.6, 0.7),
    "60 %\u201370 %": (0.6, 0.7),
    "70\u00b110 %": (0.6, 0.8),
    "70 % \u00b1 10 %": (0.6, 0.8),
    "two and a half per cent": (0.025, 0.025),
    "half a percent": (0.005, 0.005),
    "a hundred percent": (1, 1),
    "one in four": (0.25, 0.25),
    "1-in-4": (0.25, 0.25),
    "1 in a hundred": (0.01, 0.01),
    "one out of every five": (0.2, 0.2),
    "two-thirds": (2 / 3, 2 / 3),
    "1/4": (0.25, 0.25),
    "0.7": (0.7, 0.7),
    "60-40": (0.6, 0.6),
}
HEDGES = {
    "": None,
    "about ": "about",
    "roughly a ": "about",
    "~": "about",
    "perhaps a ": "about",
    "exactly ": None,
    "only a ": None,
    "at least ": "least",
    "more than a ": "least",
    "slightly over ": "over",
    "well over ": "least",
    ">= ": "least",
    "up to ": "most",
    "no more than a ": "most",
    "just under ": "under",
    "nearly ": "under",
    "well under ": "most",
    "<": "most",
}
AFTER = {" or more": "least", " at most": "most", " or so": "about", " or less": "most"}


def meant(low: float, high: float, hedge: str | None) -> tuple[float, float]:
    """The bounds of what is meant: half a step of ten about it, or all on one side of it."""
    if hedge == "least":
        return low, 1
    if hedge == "most":
        return 0, high
    if hedge == "over" and low == high:
        return low, min(1, low + 0.05)
    if hedge == "under" and low == high:
        return max(0, high - 0.05), high
    if hedge == "about" and low == high:
        return max(0, low - 0.05), min(1, high + 0.05)
    return low, high


@each("said", NUMBERS)
def test_a_number_in_any_dress_is_that_number(rules: LikelihoodRules, said: str) -> None:
    """Under every hedge it bounds what its words say; nothing is more than a hundred percent."""
    cells = [(f"{before}{said}", hedge) for before, hedge in HEDGES.items()]
    cells += [(f"{said}{after}", hedge) for after, hedge in AFTER.items()]
    for phrase, hedge in cells:
        chosen = read_likelihood(phrase, rules=rules).chosen
        if NUMBERS[said] == (1, 1) and phrase.startswith(
            ("more than", "slightly over", "well over")
        ):
            assert chosen is None, phrase
            continue
        assert chosen is not None, phrase
        assert (chosen.low, chosen.high) == pytest.approx(meant(*NUMBERS[said], hedge)), phrase


FOREIGN = (
    *("not", "never", "hardly", "barely", "double", "non", "seldom", "unless", "xyzzy", "-"),
    *("negative", "another", "times", "squared", "additional", "no"),
)


@each("foreign said", product(FOREIGN, NUMBERS))
def test_a_strange_word_beside_a_number_leaves_it_unread(
    rules: LikelihoodRules, said: str, foreign: str
) -> None:
    """A word that may change it is never passed over."""
    assert not read_likelihood(f"{foreign} {said}", rules=rules).readable


@each(
    "phrase central",
    [
        ("10 to 1 against", 1 / 11),
        ("2/1 against", 1 / 3),
        ("2:1 against", 1 / 3),
        ("2-1 against", 1 / 3),
        ("4-1 on", 0.8),
        ("9 to 1 in favour", 0.9),
        ("odds of 3 to 1 against", 0.25),
        ("50:50", 0.5),
        ("a 60/40 chance", 0.6),
        ("unlikely, about 15 per cent", 0.15),
    ],
)
def test_odds(rules: LikelihoodRules, phrase: str, central: float) -> None:
    """Odds of a to b against are b in a + b; two parts that make a hundred need no side."""
    assert number(read_likelihood(phrase, rules=rules)) == pytest.approx(central)


@each("phrase", ["10-to-1", "10/1", "10:1", "three to one", "40-60", "13/5"])
def test_odds_without_a_side_are_unread(rules: LikelihoodRules, phrase: str) -> None:
    """Whether they are for or against is not said."""
    assert not read_likelihood(phrase, rules=rules).readable


@pytest.mark.parametrize("noun", ["chance", "risk", "danger", "odds", "probability", "prospect"])
@pytest.mark.parametrize("head", ["", "a huge ", "the ", "an untold ", "whatever "])
def test_a_noun_of_likelihood_that_is_unread_leaves_the_clause_unread(
    rules: LikelihoodRules, noun: str, head: str
) -> None:
    """A risk that a dam will break is no certainty that it does."""
    for reading in find_likelihoods(f"There is {head}{noun} that it will break.", rules=rules):
        assert reading.chosen is None or reading.chosen.central < 0.5, reading


@each(
    "text",
    [
        "There is a very real risk that it will fail.",
        "There's no 25% chance of that.",
        "They are a quarter as likely to win.",
        "They are deceptively likely to win.",
        "He ruled out that they will attack.",
        "He rejected the widely held idea that the western armies will attack.",
        "He asked whether in the end the western armies will attack.",
        "We hope that they will win.",
        "I can't believe they will win.",
        "They will almost never win.",
        "They will not necessarily win.",
        "It could certainly be impossible.",
        "I doubt there is a 60% chance that it will pass.",
    ],
)
def test_what_turns_a_clause_leaves_it_unread(rules: LikelihoodRules, text: str) -> None:
    """No number is taken from a clause that other words deny, doubt or ask about."""
    assert [number(r) for r in find_likelihoods(text, rules=rules) if r.chosen] == []


@each(
    "text central",
    [
        ("The model pegs the odds of a recession at 65 %.", 0.65),
        ("The chance of a break is rated at 64%.", 0.64),
        ("Traders price the chance of a cut at about 44 percent.", 0.44),
        ("There is a 70% or higher chance of rain.", 0.7),
        ("We are 80 per cent confident that it works.", 0.8),
        ("Odds are they will attack.", 0.75),
        ("The shares are tipped to rise.", 0.75),
        ("The bank forecasts a recession.", 0.75),
        ("Growth is now projected at 3 percent.", 0.75),
        ("Roe put the chances of a deal at “close to zero”.", 0.02),
        ("A recount is close to inevitable.", 0.95),
        ("No fewer than 300 ships will come.", 1.0),
        ("Not less than 3 billion will remain.", 1.0),
        ("No later than May it will come.", 1.0),
        ("The bank predicts that prices will rise.", 1.0),
        ("It is just a matter of time before it falls.", 0.98),
        ("They have slim prospects of winning.", 0.1),
        ("Chances of a deal are slim.", 0.1),
        ("They see prices recovering by May.", 0.75),
        ("They may well attack.", 0.75),
        ("They are bound not to attack.", 0.02),
        ("I do not think it likely.", 0.25),
    ],
)
def test_words_of_the_trade(rules: LikelihoodRules, text: str, central: float) -> None:
    """How newsrooms, markets and models say likelihoods."""
    first = find_likelihoods(text, rules=rules)[0]
    assert number(first) == pytest.approx(central)


@each(
    "text",
    [
        "The risk of 10% tariffs grew.",
        "They will get a third chance.",
        "The chance of inflation at 3% by June fell.",
        "Sales rose by half, and costs by a third.",
    ],
)
def test_a_share_in_running_text_is_no_likelihood(rules: LikelihoodRules, text: str) -> None:
    """A number of something, or an ordinal, is none of chance."""
    assert not any(word.stated for r in find_likelihoods(text, rules=rules) for word in r.words)


def test_a_level_that_is_put_at_a_share_is_no_likelihood(rules: LikelihoodRules) -> None:
    """To peg turnout at 61 % says how high it is; to peg a rate cut, which happens, how likely."""
    levels = ("the deficit", "turnout in May", "inflation next year", "the rate of growth in May")
    events = (
        *("a default", "a rate cut", "the fall of inflation below 2", "a tax rise this year"),
        *("a cut in rates", "a rise in taxes by June", "his return", "approval of the deal"),
    )
    for verb, number in grid(("pegs", "pegged", "Traders price"), ("61 %", "4.8 percent")):
        for what in (*levels, *events):
            found = find_likelihoods(f"{verb} {what} at {number}.", rules=rules)
            stated = [word for each in found for word in each.words if word.stated]
            assert bool(stated) == (what in events), (verb, what)
            for was in ("was rated", "is now pegged", "had been rated"):
                found = find_likelihoods(f"{what} {was} at {number}.", rules=rules)
                stated = [word for each in found for word in each.words if word.stated]
                assert bool(stated) == (what in events), (was, what)


SHARES = ("half", "60%", "60 percent", "two thirds", "nine tenths", "a third")
OF_TIMES = ("of the time", "of all cases", "of cases", "of the occasions")


@each("share times", [*product(SHARES, OF_TIMES), ("half", "the time"), ("in half", "the cases")])
def test_what_comes_true_in_a_share_of_cases_is_not_said_to_come_true(
    rules: LikelihoodRules, share: str, times: str
) -> None:
    """Half the time it will rain: how often, not that it will."""
    for text in (
        f"{share} {times} it will rain.",
        f"{share} {times}, they will lose.",
        f"It will rain {share} {times}.",
        f"The pump will, experts say, fail {share} {times}.",
    ):
        assert all(read.chosen is None for read in find_likelihoods(text, rules=rules)), text


@pytest.mark.parametrize("joint", ["and", "or"])
@pytest.mark.parametrize(
    "adverbs", [("simply", "plainly"), ("entirely", "even largely"), ("quickly", "fully")]
)
def test_adverbs_that_are_joined_deny_no_less(
    rules: LikelihoodRules, adverbs: tuple[str, str], joint: str
) -> None:
    """What cannot simply and plainly be ruled out is dismissed by nobody."""
    both = f" {joint} ".join(adverbs)
    for text in (f"cannot {both} be ruled out", f"could not be {both} ruled out"):
        reading = read_likelihood(text, rules=rules)
        assert (reading.klass, reading.chosen) == ("dismissal", None), text
