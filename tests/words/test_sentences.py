"""Which words of a sentence make one forecast, and what is no likelihood at all."""

from __future__ import annotations

import pytest

from tests.depth import each
from verifier.words.likelihood import find_conditions, find_likelihoods
from verifier.words.rules import LikelihoodRules


@each(
    "text expected",
    [
        ("It will, most likely, end in talks.", ["will, most likely"]),
        ("Most likely, this war will also end.", ["Most likely, this war will"]),
        ("Russia will attack, perhaps this week.", ["will", "perhaps"]),
        ("They may attack but they will fail.", ["may", "will"]),
        ("They may attack. Likely they fail.", ["may", "Likely"]),
        ("On Feb. 24 they may, U.S. officials say.", ["may"]),
        ("They think it will probably not happen.", ["think it will probably not"]),
    ],
)
def test_chains(rules: LikelihoodRules, text: str, expected: list[str]) -> None:
    """A hedge beside the verb or before it governs it; one that trails is another forecast."""
    assert [reading.phrase for reading in find_likelihoods(text, rules=rules)] == expected


@each(
    "text",
    [
        "In May 2023 the army paraded.",
        "By May 9 it was over, on May Day at the latest.",
        "It was the will of the people, and military might.",
        "A certain think tank acts as if it knew.",
        "It often rains, and always did.",
        "Come as soon as possible, and make sure you do.",
        "Some 20% of the land is mined.",
        "One in Kyiv fell, two in March.",
        "Three out of four voters stayed at home, one in ten spoiled the ballot.",
        "The council voted three to one against the plan.",
        "The chance of inflation at 3% by June fell.",
        "Turnout was put at 60%.",
        "",
    ],
)
def test_look_alikes(rules: LikelihoodRules, text: str) -> None:
    """Months, nouns, idioms, frequencies and shares are no likelihoods."""
    assert find_likelihoods(text, rules=rules) == ()


def test_offsets_point_into_the_text(rules: LikelihoodRules) -> None:
    text = "\u201cWe can\u2019t rule it out,\u201d he said; talks will likely fail."
    readings = find_likelihoods(text, rules=rules)
    phrases = ["can\u2019t rule it out", "will likely"]
    assert [text[reading.start : reading.end] for reading in readings] == phrases
    assert [reading.phrase for reading in readings] == phrases


@each(
    "text kind clause",
    [
        ("If it rains, we may stay.", "if", "If it rains"),
        ("We may stay if it rains.", "if", "if it rains"),
        ("They will win, provided that help comes.", "if", "provided that help comes"),
        ("Unless stopped, they will win.", "unless", "Unless stopped"),
        ("They will hold so long as help comes.", "as_long_as", "so long as help comes"),
        ("Absent a ceasefire, it will go on.", "barring", "Absent a ceasefire"),
    ],
)
def test_conditions(rules: LikelihoodRules, text: str, kind: str, clause: str) -> None:
    """A condition ends at a comma, a break, another marker or the sentence's end."""
    (condition,) = find_conditions(text, rules=rules)
    assert (condition.kind, condition.clause) == (kind, clause)


def test_conditions_end_where_the_next_begins(rules: LikelihoodRules) -> None:
    text = "If he comes unless it rains but not if it snows"
    clauses = [condition.clause for condition in find_conditions(text, rules=rules)]
    assert clauses == ["If he comes", "unless it rains", "if it snows"]


@each(
    "text clause",
    [
        (
            "If the U.S. President agrees by 5 June, troops will leave.",
            "the U.S. President agrees by 5 June",
        ),
        ("Unless Gen. Milley objects, Russia will probably attack.", "Gen. Milley objects"),
        ("Talks end if Mr. A. B. Roe comes, and so on.", "Mr. A. B. Roe comes"),
        ("Talks end if Roe comes. The U.S. will stay.", "Roe comes"),
        ("Talks end if Roe comes… Perhaps they go on.", "Roe comes"),
    ],
)
def test_abbreviations_end_no_condition(rules: LikelihoodRules, text: str, clause: str) -> None:
    """Titles and initials end no clause, a full stop or dots before the next sentence do."""
    (condition,) = find_conditions(text, rules=rules)
    assert condition.clause.split(maxsplit=1)[1] == clause


def test_even_if_is_no_condition(rules: LikelihoodRules) -> None:
    assert find_conditions("Even if it rains, we will go.", rules=rules) == ()


def test_hedges_inside_a_condition_are_not_the_forecasts(rules: LikelihoodRules) -> None:
    (reading,) = find_likelihoods("If they may vote, it will likely fail.", rules=rules)
    assert reading.phrase == "will likely"


@each(
    "text central",
    [
        ("It will reach 60 million tonnes this year, with a 70% probability.", 0.7),
        ("It will probably rain, with a probability of 70%, but not here.", 0.7),
        ("It will not rain, with 80% likelihood.", 0.2),
        ("It will rain in March, and there is a 30% chance of snow.", 1.0),
        ("It will rain, and it will snow with a 30% probability.", 1.0),
        ("There is a 70% chance that it will rain.", 0.7),
    ],
)
def test_a_stated_number_governs_the_clause_that_it_closes(
    rules: LikelihoodRules, text: str, central: float
) -> None:
    """Who gives a number means it, whatever other words go before; another clause is its own."""
    first = find_likelihoods(text, rules=rules)[0]
    assert first.chosen is not None
    assert first.chosen.central == pytest.approx(central)


@each(
    "text phrase central",
    [
        ("The bank puts the odds of a recession at 60%.", "60%", 0.6),
        ("They put the odds at more than 60 percent now.", "more than 60 percent", 0.6),
        ("The probability of a cut stands at 70%.", "70%", 0.7),
        ("The odds of a flood, he said, are one in four.", "one in four", 0.25),
        ("The chance of drought is three in ten.", "three in ten", 0.3),
        ("There is a two in three chance of rain.", "two in three chance", 2 / 3),
        ("The odds are three to one that the dam holds.", "three to one that", 0.75),
        ("He offered odds of three to one against.", "odds of three to one against", 0.25),
    ],
)
def test_numbers_in_running_text(
    rules: LikelihoodRules, text: str, phrase: str, central: float
) -> None:
    """A bare number is a likelihood where words of chance lead up to it."""
    (reading,) = find_likelihoods(text, rules=rules)
    assert reading.phrase == phrase
    assert reading.chosen is not None
    assert reading.chosen.central == pytest.approx(central)


def test_a_number_in_words_is_no_day_of_may(rules: LikelihoodRules) -> None:
    """Only digits make "may" a month."""
    (reading,) = find_likelihoods("They may one day attack.", rules=rules)
    assert reading.phrase == "may"
