"""What a sentence holds back: who only doubts, supposes or pretends says nothing with "will"."""

from __future__ import annotations

from tests.depth import each, grid
from verifier.words.likelihood import find_likelihoods, read_likelihood
from verifier.words.rules import LikelihoodRules

CLAUSES = ("they will win", "the army will win", "there will be a deal", "he is likely to win")


def _numbers(text: str, rules: LikelihoodRules) -> list[float]:
    found = find_likelihoods(text, rules=rules)
    return [one.chosen.central for one in found if one.chosen is not None]


DOUBTERS = (
    *("I'm sceptical", "He is skeptical", "Analysts are dubious", "We remain unconvinced"),
    *("She was pessimistic", "I am not persuaded", "We are unpersuaded"),
)


@each("doubter", DOUBTERS)
def test_who_doubts_without_that_doubts(doubter: str, rules: LikelihoodRules) -> None:
    """I'm sceptical they will win."""
    for clause in CLAUSES:
        assert all(number < 0.5 for number in _numbers(f"{doubter} {clause}.", rules)), clause


SUPPOSED = (
    *("Supposedly", "Theoretically", "In theory", "Ideally", "Allegedly", "On paper"),
    *("With luck", "With any luck", "With a bit of luck", "In the best case", "At best"),
    *("In the worst case", "In a worst-case scenario", "In one scenario", "Under this scenario"),
)


@each("supposed", SUPPOSED)
def test_what_holds_in_theory_or_with_luck_is_not_said_to_come(
    supposed: str, rules: LikelihoodRules
) -> None:
    for comma, clause in grid((",", ""), CLAUSES):
        assert not _numbers(f"{supposed}{comma} {clause}.", rules), clause
    assert not _numbers(f"They will, {supposed.lower()}, win.", rules)


HELD = (
    *("They act as if", "They behave as though", "They pretend", "He stopped short of saying"),
    *(
        "Contrary to claims that",
        "There is no reason to believe",
        "There's no ground to think that",
    ),
    *("It is naive to believe", "It is foolish to expect that", "It is absurd to think that"),
    *("It is unrealistic to expect that", "They only pretended that", "Despite claims that"),
)


@each("held", HELD)
def test_what_is_pretended_or_called_naive_is_not_said(held: str, rules: LikelihoodRules) -> None:
    for clause in CLAUSES:
        assert not _numbers(f"{held} {clause}.", rules), clause


OPINIONS = (
    *("I'm guessing", "I am betting", "We're assuming", "I'm thinking", "I'm wagering"),
    *("We are reckoning", "I'd be willing to bet", "I'm inclined to think"),
)


@each("opinion", OPINIONS)
def test_who_is_guessing_guesses(opinion: str, rules: LikelihoodRules) -> None:
    """I'm betting they will win is what I bet they will win is."""
    for clause, denied in (("they will win", "they won't win"), ("he will go", "he will not go")):
        for that in ("", "that "):
            [plain] = _numbers(f"I think {that}{clause}.", rules)
            assert _numbers(f"{opinion} {that}{clause}.", rules) == [plain]
            [other] = _numbers(f"I think {that}{denied}.", rules)
            assert _numbers(f"{opinion} {that}{denied}.", rules) == [other]


def test_presumably_is_probably(rules: LikelihoodRules) -> None:
    probably = read_likelihood("probably", rules=rules).chosen
    presumably = read_likelihood("presumably", rules=rules).chosen
    assert probably is not None
    assert presumably is not None
    assert presumably.central == probably.central
    assert _numbers("Presumably they will win.", rules) == [probably.central]


NOUNS = (
    *("Where there's a will there's a way.", "They can strike at will.", "He made a will."),
    *("They fought with all their might.", "It acts with all its might.", "Might is right."),
    *("It was against her will.", "He has an iron will.", "They lack the will to fight."),
    *("It is a test of wills.", "They showed the will to go on.", "The might of the army counts."),
    *("They impose their will on us.", "With the best will in the world it fails."),
)


@each("text", NOUNS)
def test_a_will_and_might_are_nouns(text: str, rules: LikelihoodRules) -> None:
    assert not find_likelihoods(text, rules=rules), text


SPOKEN = (
    *("They have the benefit of the doubt.", "It cast doubt on the deal.", "Throw doubt on it."),
    *("That is a sure sign of war.", "Make certain that they go.", "As expected, they lost."),
    *("She is expecting a baby.", "It was worse than expected.", "Among likely voters he leads."),
    *("They could hear the guns.", "They could smell smoke."),
)


@each("text", SPOKEN)
def test_idioms_say_nothing_of_what_comes(text: str, rules: LikelihoodRules) -> None:
    assert not _numbers(text, rules), text
