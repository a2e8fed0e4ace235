"""What stands between a denial or a number and what it says: looked past, or left unread."""

from __future__ import annotations

from itertools import product

from tests.depth import each
from verifier.words.likelihood import find_conditions, find_likelihoods, read_likelihood
from verifier.words.rules import LikelihoodRules

ASIDES = [
    *(
        ", at this stage,",
        " (yet)",
        " \u2013 for now \u2013",
        ", as the minister said,",
        ", of course,",
    ),
    *(" in all honesty", " of course", " at the moment", " right now", ""),
]
DENIED = ["cannot", "could not", "can't", "will not", "may not", "should not", "must not"]
REFUTED = [
    *("be ruled out", "be excluded", "be dismissed", "be discounted", "be entirely ruled out"),
    *("be called unlikely", "be said to be impossible"),
]


@each("row", list(product(DENIED, ASIDES, REFUTED)))
def test_a_denied_denial_has_no_number(rules: LikelihoodRules, row: tuple[str, str, str]) -> None:
    """Whatever is put between them, who cannot rule something out gives it no chance of 0."""
    denied, aside, refuted = row
    text = f"A new attack {denied}{aside} {refuted}, analysts say."
    assert [x.phrase for x in find_likelihoods(text, rules=rules) if x.chosen] == [], text


NOT = ["not", "by no means", "hardly", "nowhere near", "far from", "anything but"]
DEGREES = ["likely", "certain", "probable", "very likely", "inevitable"]


@each("row", list(product(NOT, [aside for aside in ASIDES if aside[:1] in ", "], DEGREES)))
def test_a_degree_denied_past_an_aside_is_none(
    rules: LikelihoodRules, row: tuple[str, str, str]
) -> None:
    """It is not, in our view, likely: below one half, or unread."""
    denial, aside, degree = row
    text = f"Rain is {denial}{aside} {degree}."
    read = [x.chosen.central for x in find_likelihoods(text, rules=rules) if x.chosen]
    assert all(number <= 0.5 for number in read), text


@each("row", list(product(["in our view", "he said", "it seems"], DEGREES, [", {},", " ({})"])))
def test_an_aside_that_turns_nothing_changes_nothing(
    rules: LikelihoodRules, row: tuple[str, str, str]
) -> None:
    """It is, in our view, likely, as it would be without."""
    aside, degree, marks = row
    plain = find_likelihoods(f"Rain is {degree}.", rules=rules)
    (told,) = find_likelihoods(f"Rain is{marks.format(aside)} {degree}.", rules=rules)
    assert [told.chosen] == [reading.chosen for reading in plain]


MARKS = [", {},", " \u2013 {} \u2013", " ({})"]
DENYING = ["by no means", "in no way", "hardly", "never", "not in our view"]
SAYING = ["we think", "he expects", "perhaps", "most probably", "no doubt", "few doubt"]


@each("row", list(product(DENYING, MARKS, ["They are{} likely to win.", "They will{} win."])))
def test_an_aside_that_denies_is_not_looked_past(
    rules: LikelihoodRules, row: tuple[str, str, str]
) -> None:
    """They are, by no means, likely to win; "not surprisingly" and "not least" deny nothing."""
    aside, marks, text = row
    assert not [
        x for x in find_likelihoods(text.format(marks.format(aside)), rules=rules) if x.chosen
    ]
    for idle in ("not surprisingly", "not least"):
        (told,) = find_likelihoods(text.format(f", {idle},"), rules=rules)
        assert told.chosen is not None, idle


@each(
    "row",
    list(product(["not", "hardly", "never"], SAYING, MARKS, ["likely to win", "a real chance"])),
)
def test_a_denial_is_not_hidden_by_a_likelihood_in_an_aside(
    rules: LikelihoodRules, row: tuple[str, str, str, str]
) -> None:
    """It is not, we think, likely: neither what is said in the aside nor what stands behind it."""
    denial, aside, marks, said = row
    text = f"It is {denial}{marks.format(aside)} {said}."
    read = [x for x in find_likelihoods(text, rules=rules) if x.chosen and not x.negated]
    assert read == [], text


@each(
    "row",
    list(
        product(
            ["small but", "tiny, but", "low to", "slim or", "good, but"],
            ["real", "moderate", "high"],
        )
    ),
)
def test_two_words_that_weigh_a_chance_are_no_degree(
    rules: LikelihoodRules, row: tuple[str, str]
) -> None:
    """A small but real risk is no real risk; of two sentences each has its own."""
    first, second = row
    for noun in ("chance", "risk that it fails", "probability"):
        text = f"There is a {first} {second} {noun}."
        assert not [x for x in find_likelihoods(text, rules=rules) if x.chosen], text
    (plain,) = find_likelihoods("They had a plan and a real chance.", rules=rules)
    assert plain.chosen is not None


CONCESSIONS = [
    "if any",
    "if ever",
    "if at all",
    "if anything",
    "if not certain",
    "if not impossible",
]


@each("row", list(product(CONCESSIONS, ["likely", "unlikely", "possible"])))
def test_what_concedes_is_no_condition(rules: LikelihoodRules, row: tuple[str, str]) -> None:
    """Unlikely, if not impossible: no condition, and as a phrase two likelihoods in one."""
    concession, degree = row
    text = f"It is {degree}, {concession}, that they go."
    assert find_conditions(text, rules=rules) == ()
    if "not" in concession:
        assert not read_likelihood(f"{degree}, {concession}", rules=rules).readable
    assert find_conditions("They will go, if not stopped.", rules=rules) != ()


JOINTS = [", perhaps ", ", maybe ", " or perhaps ", ", possibly ", " (maybe ", ", if not "]


@each("row", list(product(["60 percent", "60", "60%"], JOINTS, ["70 percent", "70%"])))
def test_of_two_numbers_neither_is_taken_alone(
    rules: LikelihoodRules, row: tuple[str, str, str]
) -> None:
    """A 60, maybe 70 percent chance is no chance of 70 percent."""
    first, joint, last = row
    text = f"There is a {first}{joint}{last} chance of war."
    assert [x.phrase for x in find_likelihoods(text, rules=rules) if x.chosen] == [], text


@each(
    "text",
    [
        "The odds are one in four, if not one in three.",
        "There is almost, but not quite, a 50% chance.",
        "It is nearly, if not quite, certain.",
        "It is two thirds likely.",
        "It is three quarters certain.",
        "Nine times out of ten it will fail.",
        "In nine cases out of ten, they will lose.",
        "An attack is something no analyst would rule out.",
        "There is a scenario few would dismiss.",
    ],
)
def test_a_word_that_belongs_to_it_is_not_dropped(rules: LikelihoodRules, text: str) -> None:
    """What says more of a likelihood, or turns it, leaves it unread."""
    assert [x.phrase for x in find_likelihoods(text, rules=rules) if x.chosen] == []
