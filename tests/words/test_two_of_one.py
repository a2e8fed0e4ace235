"""Two likelihoods of one event: which of them stands, and when neither does."""

from __future__ import annotations

import pytest

from tests.depth import each, grid
from verifier.words.likelihood import find_likelihoods, read_likelihood
from verifier.words.rules import LikelihoodRules


def _numbers(text: str, rules: LikelihoodRules) -> list[float]:
    found = find_likelihoods(text, rules=rules)
    return [one.chosen.central for one in found if one.chosen is not None]


def _one(text: str, rules: LikelihoodRules) -> float:
    reading = read_likelihood(text, rules=rules)
    assert reading.chosen is not None, text
    return reading.chosen.central


@each("weaker", ["may", "might", "could"])
def test_of_two_verbs_before_one_the_last_says_how_likely_it_is(
    weaker: str, rules: LikelihoodRules
) -> None:
    """They may, and probably will, attack."""
    for joint, stronger in grid(
        (", and {},", ", indeed {},", " and {}", ", but {},", " but {}"),
        ("probably will", "will probably", "will", "almost certainly will", "probably won't"),
    ):
        text = f"They {weaker}{joint.format(stronger)} attack."
        assert _numbers(text, rules) == [pytest.approx(_one(stronger, rules))], text


def test_of_two_alternatives_neither_stands(rules: LikelihoodRules) -> None:
    for one, other in grid(("will", "may", "could"), ("might", "may", "could")):
        if one != other:
            assert not _numbers(f"They {one} or {other} attack.", rules)


def test_verbs_of_two_events_both_stand(rules: LikelihoodRules) -> None:
    for joint in ("and", ", but", ", and they"):
        text = f"They may attack {joint} will probably fail."
        assert _numbers(text, rules) == [_one("may", rules), _one("probably", rules)], joint


BACK = ("though it is {}", "but that is {}", "although it remains {}", "but this is {}")


@each("back", BACK)
def test_what_is_said_of_it_behind_though_takes_a_bare_future_back(
    back: str, rules: LikelihoodRules
) -> None:
    """They will win, though it is unlikely."""
    for word in ("unlikely", "highly unlikely", "likely"):
        text = f"They will win, {back.format(word)}."
        assert _numbers(text, rules) == [_one(word, rules)], text
    for unsure in ("far from certain", "not certain"):
        assert not _numbers(f"They will win, {back.format(unsure)}.", rules)
        # What is probable is not certain.
        probable = _numbers(f"They will probably win, {back.format(unsure)}.", rules)
        assert probable == [_one("will probably", rules)]
    assert len(_numbers("They will win, though the peace is unlikely.", rules)) == 2


def test_who_doubts_it_takes_it_back(rules: LikelihoodRules) -> None:
    for doubt in ("but I doubt it", "though we doubt that", "although I doubt it"):
        assert _numbers(f"They will win, {doubt}.", rules) == [_one("I doubt", rules)]
        assert len(_numbers(f"They will win, {doubt} will last.", rules)) != 1


WORDS = ("likely", "probable", "unlikely", "possible")


@each("word", WORDS)
def test_a_number_in_an_aside_behind_a_degree_is_what_it_means(
    word: str, rules: LikelihoodRules
) -> None:
    """It is likely (70%) that they win."""
    for aside, number in {
        "(35%)": 0.35,
        "(a 35% chance)": 0.35,
        "- 35 percent -": 0.35,
        "(about 35 per cent)": 0.35,
    }.items():
        text = f"It is {word} {aside} that they win."
        assert _numbers(text, rules) == [number], text
    for other in ("(35% of them)", "(3 to 5 men)"):
        assert _numbers(f"It is {word} {other} that they win.", rules) != [0.35]


@each("noun", ["chance", "risk", "possibility", "prospect"])
def test_a_noun_may_be_weighed_behind(noun: str, rules: LikelihoodRules) -> None:
    """There's a chance, albeit a small one, that they win."""
    for weight in (
        *("albeit small", "albeit a small one", "however slim", "though a slight one"),
        *("if a remote one", "no matter how small"),
    ):
        for text in (
            f"There is a {noun}, {weight}, that they win.",
            f"There is a good {noun}, {weight}, of it.",
        ):
            assert not _numbers(text, rules), text
    assert _numbers(f"There is a good {noun}, he said, of it.", rules) == _numbers(
        f"There is a good {noun} of it.", rules
    )


def test_what_is_more_than_one_degree_is_the_other(rules: LikelihoodRules) -> None:
    """It is not just likely but certain."""
    for one, other in grid(("possible", "likely"), ("certain", "highly likely")):
        for frame in ("not just {} but {}", "not only {} but {}", "not merely {}, but {}"):
            text = f"It is {frame.format(one, other)}."
            assert _numbers(text, rules) == [_one(other, rules)], text


@each("unlikely", ["unlikely", "highly unlikely", "very unlikely"])
def test_what_is_unlikely_is_possible(unlikely: str, rules: LikelihoodRules) -> None:
    for joint, possible in grid(
        (" but", ", but", " though", ", though", " albeit"),
        ("possible", "not impossible", "still possible", "not inconceivable"),
    ):
        assert _numbers(f"It is {unlikely}{joint} {possible}.", rules) == [_one(unlikely, rules)]
