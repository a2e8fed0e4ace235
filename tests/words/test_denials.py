"""Denials that stand some words away from what they deny."""

from __future__ import annotations

from itertools import product

import pytest

from tests.depth import each, grid
from verifier.words.likelihood import LikelihoodReading, find_likelihoods
from verifier.words.rules import LikelihoodRules

VERBS = ("will", "would", "may", "will probably", "are likely to")
PUT_IN = (
    *(
        "simply",
        "still",
        "now",
        "also",
        "ultimately",
        "therefore",
        "nevertheless",
        "sadly",
        "again",
    ),
    *("for now", "this year", "next week", "in the end", "at this point", "of course", "after all"),
    *("by then", "in 2030", "by 2031", "once again", "so far", "for the time being", "as a result"),
    *("however", "themselves", "soon", "at least", "at present", "thus", "in fact", "clearly"),
)


def _read(text: str, rules: LikelihoodRules) -> list[LikelihoodReading]:
    return list(find_likelihoods(text, rules=rules))


@each("put_in", PUT_IN)
def test_what_stands_between_a_verb_and_its_denial_changes_nothing(
    put_in: str, rules: LikelihoodRules
) -> None:
    """They will simply not attack, and will this year not attack."""
    for verb in VERBS:
        denied = verb.removesuffix(" to")
        last = " to" if denied != verb else ""
        [plain] = _read(f"They {denied} not{last} attack.", rules)
        assert plain.negated
        [found] = _read(f"They {denied} {put_in} not{last} attack.", rules)
        assert found.negated, verb
        assert found.chosen is not None
        assert plain.chosen is not None
        assert found.chosen.central == pytest.approx(plain.chosen.central), verb


@each("put_in", PUT_IN)
def test_not_only_denies_nothing_there_either(put_in: str, rules: LikelihoodRules) -> None:
    for verb in ("will", "may"):
        [plain] = _read(f"They {verb} not only attack.", rules)
        [found] = _read(f"They {verb} {put_in} not only attack.", rules)
        assert not plain.negated
        assert not found.negated
        assert found.chosen == plain.chosen


GAPPED = (
    "The likelihood {} remains high.",
    "The chances {} are slim.",
    "The risk {} is low.",
    "The probability {} is high.",
)
DENIED = (
    *("that they will not attack", "that nobody attacks", "of no attack", "of them not attacking"),
    *("that it never happens", "of nothing happening", "that none of them wins"),
)


@pytest.mark.parametrize(("frame", "event"), [*product(GAPPED, DENIED)])
def test_a_denial_in_the_words_of_the_event_is_not_passed_over(
    frame: str, event: str, rules: LikelihoodRules
) -> None:
    """The likelihood that they won't attack remains high: of an attack it is not."""
    plain = {True: "that they attack", False: "of an attack"}[event.startswith("that")]
    assert all(one.readable for one in _read(frame.format(plain), rules))
    assert not any(one.readable for one in _read(frame.format(event), rules))


HELD = (
    *("It is likely", "It is expected", "It is almost certain", "There is a good chance"),
    *("There's no doubt", "I doubt", "Analysts believe"),
)


@pytest.mark.parametrize("held", HELD)
def test_who_does_it_may_be_nobody_behind_a_verb_too(held: str, rules: LikelihoodRules) -> None:
    """It is likely that no deal will be reached."""
    assert any(one.readable for one in _read(f"{held} that a deal will be reached.", rules))
    for nobody in ("no deal will be reached", "none of them will win", "neither side will win"):
        assert not any(one.readable for one in _read(f"{held} that {nobody}.", rules)), nobody


@pytest.mark.parametrize(
    ("held", "event"),
    [
        *product(
            (
                *("There's a good chance", "There's no chance", "There's little prospect"),
                *("There's a slim chance", "There's a real danger"),
            ),
            (
                *("of no deal", "of nothing happening", "of nobody winning", "of them not winning"),
                *("of it not being signed", "of it never being signed"),
            ),
        )
    ],
)
def test_a_chance_of_nothing_is_no_chance_of_something(
    held: str, event: str, rules: LikelihoodRules
) -> None:
    for plain in ("of a deal", "of them winning", "of winning without help"):
        assert all(one.readable for one in _read(f"{held} {plain}.", rules)), plain
    assert not any(one.readable for one in _read(f"{held} {event}.", rules))


def test_whom_one_expects_not_to_do_it(rules: LikelihoodRules) -> None:
    """We expect Russia not to attack."""
    for who, held in grid(
        ("Russia", "them", "the central bank", "neither the bank nor them"),
        ("We expect {} not to attack.", "It is likely for {} not to attack."),
    ):
        assert not any(one.readable for one in _read(held.format(who), rules)), who
    for held in ("We expect {} to decide not to attack.", "We expect {} to attack, not to wait."):
        assert all(one.readable for one in _read(held.format("Russia"), rules))
    for held in ("It is impossible for {} not to win.", "It is unthinkable for {} not to win."):
        assert not any(one.readable for one in _read(held.format("them"), rules)), held


UNTOLD = (
    *("say whether they attack", "say if it is likely", "comment on whether they may attack"),
    *("be drawn on whether a deal is likely", "say when they will attack", "tell how it will end"),
    *("predict whether it rains", "reveal what they will do"),
)


@each("untold", UNTOLD)
def test_who_will_not_say_whether_denies_nothing(untold: str, rules: LikelihoodRules) -> None:
    """He would not say whether they will attack."""
    for verb in ("will not", "won't", "would not", "could not", "cannot"):
        assert not any(one.readable for one in _read(f"He {verb} {untold}.", rules)), verb


def test_who_will_not_hesitate_will(rules: LikelihoodRules) -> None:
    for verb, act in grid(
        ("will not", "won't", "would not"),
        ("hesitate to attack", "shy away from an attack"),
    ):
        assert not any(one.readable for one in _read(f"They {verb} {act}.", rules)), act


@each("few", ["few", "hardly any", "no", "very few", "only a few"])
def test_who_hold_it_deny_it_wherever_they_stand(few: str, rules: LikelihoodRules) -> None:
    """In May few brokers believe that rents will fall; it is a promise that few think likely."""
    holds = ("believe rents will fall", "expect rents to fall", "think it likely", "are sure of it")
    leads = ("In May", "He said that", "It is a promise that", "By now")
    for lead, noun, held in grid(leads, ("brokers", "people"), holds):
        text = f"{lead} {few} {noun} {held}."
        read = [one.chosen for one in _read(text, rules) if one.readable]
        assert all(one and one.central < 1 / 2 for one in read), text


def test_what_is_left_open_in_another_clause_turns_nothing(rules: LikelihoodRules) -> None:
    """They will not attack, and he does not say whether they talk."""
    for joint, further in grid(
        (", but he can", ", and he can", " and", "; he can"),
        ("tell whether they talk", "be drawn", "rule out a truce"),
    ):
        first, *_ = _read(f"They will not attack{joint} {further}.", rules)
        assert first.negated, joint
        assert first.chosen is not None


def test_adverbs_in_a_row_with_commas_lead_to_a_denial(rules: LikelihoodRules) -> None:
    """They will definitely, absolutely not win."""
    for verb, adverb in grid(
        ("will", "will definitely", "will almost certainly"),
        ("absolutely", "really", "emphatically"),
    ):
        [found] = _read(f"They {verb}, {adverb} not win.", rules)
        assert found.negated
        assert found.chosen is not None
        assert found.chosen.central <= 0.1, (verb, adverb)
    [found] = _read("They will definitely, absolutely win.", rules)
    assert not found.negated


def test_what_may_be_governs_what_will(rules: LikelihoodRules) -> None:
    """It may be that they will win is no more than that they possibly will."""
    for outer, like in grid(
        ("It may be that", "It might be that", "It could be that", "It may well be that"),
        ("they will win", "they won't win", "he will go", "he will not go"),
    ):
        plain = "It is likely that" if "well" in outer else "It is possible that"
        [found] = _read(f"{outer} {like}.", rules)
        [other] = _read(f"{plain} {like}.", rules)
        assert found.chosen is not None
        assert other.chosen is not None
        assert found.negated == other.negated
        assert found.chosen.central == other.chosen.central
