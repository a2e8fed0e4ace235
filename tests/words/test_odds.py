"""Odds, shares and what denies a denial, in the dresses that people give them: each by a law."""

from __future__ import annotations

from itertools import product

import pytest

from tests.depth import each
from verifier.words import LikelihoodRules, find_likelihoods, read_likelihood

ODDS = list(product((2, 3, 7, 10), (1, 4, 9)))


def central(phrase: str, rules: LikelihoodRules) -> float:
    """The number of a phrase, which has one."""
    chosen = read_likelihood(phrase, rules=rules).chosen
    assert chosen is not None, phrase
    return chosen.central


@each("row", list(product(("are", "stand at", "at", "were"), (" to ", ":", "-"), ODDS)))
def test_odds_say_which_way_they_go(
    rules: LikelihoodRules, row: tuple[str, str, tuple[int, int]]
) -> None:
    """A to B against is B in A + B, and in favour A in A + B."""
    verb, joint, (first, second) = row
    if first == second:
        return
    odds = f"the odds {verb} {first}{joint}{second}"
    assert central(f"{odds} against", rules) == pytest.approx(second / (first + second))
    assert central(f"{odds} in favour", rules) == pytest.approx(first / (first + second))


@each("row", list(product(("{} shot", "{} outsider", "priced at {}", "quoted at {}"), ODDS)))
def test_a_price_is_a_bookmakers(rules: LikelihoodRules, row: tuple[str, tuple[int, int]]) -> None:
    """Priced at 9/4 is four in thirteen."""
    pattern, (first, second) = row
    price = pattern.format(f"{first}/{second}")
    assert central(price, rules) == pytest.approx(second / (first + second))


@pytest.mark.parametrize("part", [50, 60, 75, 90])
def test_odds_that_make_a_hundred_are_a_split(rules: LikelihoodRules, part: int) -> None:
    """70/30 odds are seven in ten; what makes no hundred says no way to go."""
    assert central(f"{part}/{100 - part} odds", rules) == pytest.approx(part / 100)
    assert read_likelihood(f"{part}/{99 - part} odds", rules=rules).chosen is None


@each("words", ["a 60/40 shot", "a 60/40 favourite", "70/30 outsiders", "priced at 55/45"])
def test_a_split_is_no_price(rules: LikelihoodRules, words: str) -> None:
    """Who calls it a 60/40 shot does not say which side has the 60."""
    assert read_likelihood(words, rules=rules).chosen is None


PARTS = {"a quarter": 1 / 4, "a third": 1 / 3, "half": 1 / 2, "two-thirds": 2 / 3}
PARTS["three-quarters"] = 3 / 4


@each("row", list(product(PARTS, PARTS, ("between {} and {}", "{} to {}", "from {} to {}"))))
def test_a_range_of_parts_holds_both(rules: LikelihoodRules, row: tuple[str, str, str]) -> None:
    """A quarter to a third; the other way round it is none."""
    first, last, pattern = row
    chosen = read_likelihood(pattern.format(first, last), rules=rules).chosen
    if PARTS[first] > PARTS[last]:
        assert chosen is None
    else:
        assert chosen is not None
        assert (chosen.low, chosen.high) == pytest.approx((PARTS[first], PARTS[last]))


@each(
    "row",
    list(product((2, 5, 10), (20, 100), ("between 1 in {1} and 1 in {0}", "1 in {1} to 1 in {0}"))),
)
def test_a_range_of_shares_holds_both(rules: LikelihoodRules, row: tuple[int, int, str]) -> None:
    """Between 1 in 100 and 1 in 10."""
    often, seldom, pattern = row
    chosen = read_likelihood(pattern.format(often, seldom), rules=rules).chosen
    assert chosen is not None
    assert (chosen.low, chosen.high) == pytest.approx((1 / seldom, 1 / often))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("two-thirds likely", 2 / 3),
        ("three quarters certain", 3 / 4),
        ("with probability one third", 1 / 3),
        ("with probability 0.3", 0.3),
        ("one time in ten", 0.1),
        ("a toss-up", 0.5),
    ],
)
def test_a_share_has_many_dresses(rules: LikelihoodRules, words: str, number: float) -> None:
    """It is the number that it says."""
    assert central(words, rules) == pytest.approx(number)


@each(
    "row",
    list(
        product(
            ("cannot rule out", "could not exclude", "refused to dismiss", "hard to discount"),
            ("the possibility", "the risk", "a chance", "any prospect"),
        )
    ),
)
def test_a_possibility_that_is_not_ruled_out_is_a_dismissal(
    rules: LikelihoodRules, row: tuple[str, str]
) -> None:
    """As without the noun, and never a number, nor "no possibility"."""
    denial, noun = row
    reading = read_likelihood(f"{denial} {noun}", rules=rules)
    assert (reading.klass, reading.chosen) == ("dismissal", None)
    verb = "It is" if denial.startswith("hard") else "They" if "refused" in denial else "We"
    found = list(find_likelihoods(f"{verb} {denial} {noun} of an attack.", rules=rules))
    assert [(each.klass, each.chosen) for each in found if each.readable] == [("dismissal", None)]


def test_more_likely_than_not_has_degrees(rules: LikelihoodRules) -> None:
    """By far is more than merely, and more unlikely than likely is its mirror image."""
    plain = central("more likely than not", rules)
    for far in ("much", "far", "considerably"):
        assert central(f"{far} more likely than not", rules) > plain
    mirror = central("more unlikely than likely", rules)
    assert mirror == pytest.approx(1 - plain)
    assert central("long odds", rules) < mirror < plain < central("the odds favour it", rules)
