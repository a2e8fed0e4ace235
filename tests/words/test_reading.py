"""How a phrase becomes numbers: which lexicon answers, by which route, and what is said of it."""

from __future__ import annotations

import pickle
from itertools import product

import pytest

from tests.depth import each
from verifier.words.lexicons import STATED
from verifier.words.likelihood import (
    LikelihoodReading,
    find_likelihoods,
    nearest_phrases,
    read_likelihood,
)
from verifier.words.numbers import expected_brier
from verifier.words.rules import LikelihoodRules


def numbers(reading: LikelihoodReading) -> tuple[str, float, float, float]:
    assert reading.chosen is not None, reading.steps
    chosen = reading.chosen
    return chosen.lexicon, chosen.low, chosen.central, chosen.high


@each(
    "phrase expected",
    [
        # The survey has it, as it stands or under its plain synonym.
        ("likely", ("cap-2026", 0.6, 0.75, 0.85)),
        ("highly likely", ("cap-2026", 0.8, 0.9, 0.95)),
        ("almost certainly", ("cap-2026", 0.9, 0.95, 0.99)),
        ("probably", ("cap-2026", 0.6, 0.75, 0.85)),
        ("fifty-fifty", ("cap-2026", 0.5, 0.5, 0.5)),
        # The survey lacks it, and the next lexicon that has it answers.
        ("perhaps", ("mauboussin-2018", 0.25, 0.5, 0.5)),
        ("no doubt", ("mauboussin-2018", 0.8, 0.98, 1.0)),
        ("we believe", ("fagen-ulmschneider", 0.6, 0.75, 0.95)),
        ("very likely", ("icd-203", 0.8, 0.875, 0.95)),
        ("extremely likely", ("efsa-2019", 0.95, 0.97, 0.99)),
        ("fairly certain", ("competitive-intelligence", 0.75, 0.75, 0.9)),
        # No lexicon has it, and a rule combines.
        ("most likely", ("cap-2026", 0.6, 0.875, 0.925)),
        ("extremely probable", ("cap-2026", 0.9, 0.9375, 0.9625)),
        ("fairly likely", ("cap-2026", 0.5, 0.6875, 0.8125)),
        ("most unlikely", ("cap-2026", 0.025, 0.1, 0.3)),
    ],
)
def test_who_answers(
    rules: LikelihoodRules, phrase: str, expected: tuple[str, float, float, float]
) -> None:
    """A row beats a rule, whichever lexicon has it; then the declared order decides."""
    assert numbers(read_likelihood(phrase, rules=rules)) == expected


@each(
    "phrase expected",
    [
        ("not likely", ("cap-2026", 0.15, 0.25, 0.4)),
        ("not very likely", ("icd-203", 0.05, 0.125, 0.2)),
        ("isn't at all likely", ("cap-2026", 0.15, 0.25, 0.4)),
        ("will not", ("cap-2026", 0.0, 0.0, 0.05)),
        ("won't", ("cap-2026", 0.0, 0.0, 0.05)),
        ("is not going to", ("cap-2026", 0.0, 0.0, 0.05)),
        ("will no longer", ("cap-2026", 0.0, 0.0, 0.05)),
        ("cannot", ("cap-2026", 0.0, 0.0, 0.05)),
        ("may not", ("cap-2026", 0.4, 0.6, 0.8)),
        ("likely ... will not", ("cap-2026", 0.15, 0.25, 0.4)),
        ("probably not", ("fagen-ulmschneider", 0.068, 0.25, 0.4)),
        ("almost certainly not", ("kent-1964", 0.02, 0.07, 0.12)),
    ],
)
def test_denials(
    rules: LikelihoodRules, phrase: str, expected: tuple[str, float, float, float]
) -> None:
    """A denial has a row of its own, or is the complement where the plain phrase is read."""
    reading = read_likelihood(phrase, rules=rules)
    assert numbers(reading) == expected
    assert reading.negated


def test_a_denial_reaches_over_three_words_and_no_further(rules: LikelihoodRules) -> None:
    """Likely is 0.6 to 0.85, denied 0.15 to 0.4; a fourth word between leaves "not" unread."""
    reading = read_likelihood("not at all a likely", rules=rules)
    assert reading.negated
    assert numbers(reading)[1:] == pytest.approx((0.15, 0.25, 0.4))
    assert not read_likelihood("not be at all a likely", rules=rules).readable


@each("phrase", ["not certain", "not almost certain", "no longer inevitable"])
def test_near_certainty_denied_is_not_near_impossibility(
    rules: LikelihoodRules, phrase: str
) -> None:
    """To be "not certain" leaves open all that is short of certain: it has no number."""
    reading = read_likelihood(phrase, rules=rules)
    assert (reading.klass, reading.chosen, reading.by_lexicon) == ("unassessable", None, ())


def test_not_is_no_denial_everywhere(rules: LikelihoodRules) -> None:
    """Saying "not only" adds, and "will not rule out" refuses to dismiss."""
    assert not read_likelihood("will not only", rules=rules).negated
    assert read_likelihood("will not rule out", rules=rules).klass == "dismissal"


@each(
    "phrase low central high",
    [
        ("70% chance", 0.7, 0.7, 0.7),
        ("a 2.5 percent chance", 0.025, 0.025, 0.025),
        ("60-70% chance", 0.6, 0.65, 0.7),
        ("1 in 4 chance", 0.25, 0.25, 0.25),
        ("a sixty percent chance", 0.6, 0.6, 0.6),
        ("1 in 1,000 chance", 0.001, 0.001, 0.001),
        ("one in four", 0.25, 0.25, 0.25),
        ("a one-in-five chance", 0.2, 0.2, 0.2),
        ("three out of four", 0.75, 0.75, 0.75),
        ("more than a nine in ten chance", 0.9, 0.9, 1),
        ("three to one on", 0.75, 0.75, 0.75),
        ("3 to 1 against", 0.25, 0.25, 0.25),
        ("80 %", 0.8, 0.8, 0.8),
        ("at 60%", 0.6, 0.6, 0.6),
        ("odds of 60 percent", 0.6, 0.6, 0.6),
        ("more than a 95% chance", 0.95, 0.95, 1),
        ("at least a 60-70% chance", 0.6, 0.6, 1),
        ("less than 5% probability", 0, 0.05, 0.05),
        ("no more than a 1 in 4 chance", 0, 0.25, 0.25),
        ("sixty-five percent chance", 0.65, 0.65, 0.65),
        ("60\u201370 %", 0.6, 0.65, 0.7),
        ("60 - 70 %", 0.6, 0.65, 0.7),
        ("60% to 70%", 0.6, 0.65, 0.7),
        ("between 60 and 70 percent", 0.6, 0.65, 0.7),
        ("between sixty and seventy per cent", 0.6, 0.65, 0.7),
        ("70\u00b110 %", 0.6, 0.7, 0.8),
        ("70 plus or minus 10 percent", 0.6, 0.7, 0.8),
        ("about 70 %", 0.65, 0.7, 0.75),
        ("up to 70 %", 0, 0.7, 0.7),
        ("> 70 %", 0.7, 0.7, 1),
        ("<5%", 0, 0.05, 0.05),
        ("two-thirds", 2 / 3, 2 / 3, 2 / 3),
        ("a two-thirds chance", 2 / 3, 2 / 3, 2 / 3),
        ("1/3 probability", 1 / 3, 1 / 3, 1 / 3),
        ("nine times out of ten", 0.9, 0.9, 0.9),
        ("10-to-1 against", 1 / 11, 1 / 11, 1 / 11),
        ("ten to one on", 10 / 11, 10 / 11, 10 / 11),
    ],
)
def test_stated_numbers(
    rules: LikelihoodRules, phrase: str, low: float, central: float, high: float
) -> None:
    """Who says a number means that number, under every lexicon."""
    lexicon, *said = numbers(read_likelihood(phrase, rules=rules))
    assert lexicon == STATED
    assert said == pytest.approx([low, central, high])
    assert numbers(read_likelihood(phrase, rules=rules, order=["icd-203"]))[0] == STATED


@each(
    "phrase",
    [
        *("120% chance", "1 in 0 chance", "0 to 0 against", "five in four", "70-60% chance"),
        *("1.2.3% chance", "1,000.5.2 in 3 chance", "sixty-fifty percent chance"),
        *("one in Kyiv", "two in March", "three to one", "10-to-1"),
    ],
)
def test_impossible_numbers_are_unread(rules: LikelihoodRules, phrase: str) -> None:
    """What is no number between nothing and certainty, or does not say for which side, has none."""
    assert not read_likelihood(phrase, rules=rules).readable


def test_bare_future_is_imputed(rules: LikelihoodRules) -> None:
    """Nobody said how likely; the survey's "will happen" stands in and the reading says so."""
    assert read_likelihood("will", rules=rules).imputed
    assert read_likelihood("is going to", rules=rules).imputed
    assert not read_likelihood("will happen", rules=rules).imputed
    assert not read_likelihood("will likely", rules=rules).imputed


def test_order_chooses(rules: LikelihoodRules) -> None:
    """Another order is another reading; lexicons outside the order are not asked."""
    directive = read_likelihood("likely", rules=rules, order=["icd-203", "cap-2026"])
    assert numbers(directive) == ("icd-203", 0.55, 0.675, 0.8)
    fallback = read_likelihood("could", rules=rules, order=["icd-203", "cap-2026"])
    assert numbers(fallback) == ("cap-2026", 0.15, 0.4, 0.6)
    unread = read_likelihood("perhaps", rules=rules, order=["icd-203", "cap-2026"])
    assert (unread.chosen, unread.klass) == (None, None)
    assert unread.under("mauboussin-2018") is not None


def test_order_may_refuse_a_number(rules: LikelihoodRules) -> None:
    """The intelligence community's own language calls "may" unassessable; the survey does not."""
    refused = read_likelihood("may", rules=rules, order=["ic-estimative-2007", "cap-2026"])
    assert (refused.klass, refused.chosen) == ("unassessable", None)
    assert [refusal.lexicon for refusal in refused.refused] == [
        "ic-estimative-2007",
        "competitive-intelligence",
    ]
    assert read_likelihood("may", rules=rules).klass is None


def test_unknown_lexicon_is_refused(rules: LikelihoodRules) -> None:
    with pytest.raises(ValueError, match="not declared: gut-feeling"):
        read_likelihood("likely", rules=rules, order=["gut-feeling"])


def test_trail_shows_the_fallback(rules: LikelihoodRules) -> None:
    """The steps name the lexicons passed over, the one that answered, and why."""
    steps = read_likelihood("perhaps", rules=rules).steps
    assert steps[1] == "CAPphrase 2026 does not have it."
    assert steps[2].startswith("`perhaps` is read as `maybe`: Dictionaries gloss each")
    combined = " ".join(read_likelihood("most likely", rules=rules).steps)
    assert "hence a combining rule" in combined
    assert "Mosteller & Youtz 1990" in combined
    passed = " ".join(read_likelihood("very likely", rules=rules).steps)
    assert "CAPphrase 2026 does not have it; a rule would make 0.8, 0.875, 0.925" in passed


def test_spans_show_the_words_that_were_read(rules: LikelihoodRules) -> None:
    phrase = "They believe it\u2019s not very likely"
    words = read_likelihood(phrase, rules=rules).words
    assert [(word.text, word.kind) for word in words] == [
        ("believe", "belief"),
        ("not very likely", "graded"),
    ]
    assert all(phrase[word.start : word.end] == word.text for word in words)


@pytest.mark.parametrize(
    ("phrase", "near"),
    [("likley", "likely"), ("hgihly unlikely", "highly unlikely"), ("mst certainly", "certainly")],
)
def test_unread_phrases_have_neighbours(rules: LikelihoodRules, phrase: str, near: str) -> None:
    """What cannot be read gets the nearest known phrases, never a guess."""
    assert not read_likelihood(phrase, rules=rules).readable
    assert near in nearest_phrases(phrase, rules)


@each("phrase", ["deceptively likely", "un-likely", "", "...", "May Day", "\0"])
def test_abstains(rules: LikelihoodRules, phrase: str) -> None:
    """An unknown word that could change the next, or nothing known at all, is not read."""
    reading = read_likelihood(phrase, rules=rules)
    assert (reading.chosen, reading.klass, reading.by_lexicon) == (None, None, ())
    assert reading.steps[0].startswith("Unread: ")


def test_even_odds_cannot_be_strengthened(rules: LikelihoodRules) -> None:
    """One half is as far from 0 as from 1: no direction to move in, hence no reading."""
    assert not read_likelihood("very about even", rules=rules).readable
    assert not read_likelihood("very about as likely as not", rules=rules).readable


def test_readings_are_values(rules: LikelihoodRules) -> None:
    """A reading can be compared, hashed and sent to another process."""
    reading = read_likelihood("most likely", rules=rules)
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert hash(reading) == hash(read_likelihood("most likely", rules=rules))


def test_frequencies_count_only_where_a_curator_says_so(rules: LikelihoodRules) -> None:
    assert numbers(read_likelihood("very often", rules=rules)) == (
        "mauboussin-2018",
        0.75,
        0.85,
        0.9,
    )


def test_expected_brier_of_may() -> None:
    """Over the readers of "may" an event costs (0.419 - 1)^2 + 0.1702^2."""
    assert expected_brier(mean=0.419, sd=0.1702, observed=1) == pytest.approx(0.36652904)
    assert expected_brier(mean=0.5, sd=0.0, observed=0) == 0.25


@each(
    "phrase klass",
    [
        *((phrase, "dismissal") for phrase in (
            "cannot completely rule out", "can't entirely be ruled out", "impossible to rule out",
            "could not be completely excluded", "impossible at this stage to rule out",
            "no one can rule out", "would not be surprised if", "not unlikely",
            "not at all unlikely", "not entirely impossible", "without excluding",
        )),
        *((phrase, "unassessable") for phrase in (
            "cannot be certain that", "cannot be absolutely sure", "may or may not", "not certain",
        )),
    ],
)  # fmt: skip
def test_a_denied_denial_has_no_number(rules: LikelihoodRules, phrase: str, klass: str) -> None:
    """Who cannot rule it out, by whatever adverb, neither affirms nor denies: never 0."""
    reading = read_likelihood(phrase, rules=rules)
    assert (reading.klass, reading.chosen) == (klass, None)


def test_less_than_even_is_the_mirror_of_better(rules: LikelihoodRules) -> None:
    """CAPphrase gives better than even 0.51, 0.6, 0.65; the complement denies nothing."""
    for phrase in ("less than even", "less likely than not"):
        reading = read_likelihood(phrase, rules=rules)
        assert numbers(reading)[1:] == pytest.approx((0.35, 0.4, 0.49))
        assert not reading.negated
    assert not read_likelihood("more likely than not", rules=rules).negated


NOUNS = ("chance", "probability", "likelihood", "risk", "danger", "odds", "possibility")
TENTHS = ("10%", "10 %", "10 percent", "10 per cent", "ten percent", "one in ten", "1 in 10")
SENTENCES = (
    "There is a {number} {noun} that the dam will break.",
    "There is a {number} {noun} of the dam breaking.",
    "We see a {number} {noun} that it may fail.",
    "The {noun} of a break is {number}.",
    "The {noun} that the dam will break is {number}.",
    "He puts the {noun} of a break at {number}.",
    "They speak of a {noun} of {number} that it would burst.",
)


@each("noun number sentence", product(NOUNS, TENTHS, SENTENCES))
def test_a_stated_number_is_read_with_every_noun(
    rules: LikelihoodRules, noun: str, number: str, sentence: str
) -> None:
    """A 10 per cent risk that the dam will break is 10 %, whatever the noun and the verb."""
    first, *_ = find_likelihoods(sentence.format(number=number, noun=noun), rules=rules)
    assert first.chosen is not None
    assert first.chosen.central == pytest.approx(0.1)
