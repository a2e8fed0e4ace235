"""Odds, shares and what denies a denial, in the dresses that people give them: each by a law."""

from __future__ import annotations

from itertools import product

import pytest

from tests.depth import each, grid
from verifier.words.likelihood import find_likelihoods, read_likelihood
from verifier.words.rules import LikelihoodRules

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


@each("part", [50, 60, 75, 90])
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


@each(
    "words number",
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


@each(
    "row",
    list(
        product(
            ("the chance", "the probability", "the risk", "the likelihood"),
            ("is", "was", "at", "is put at"),
            {"one in twelve": 1 / 12, "a quarter": 0.25, "60%": 0.6, "0.3": 0.3}.items(),
        )
    ),
)
def test_what_leads_up_to_a_number_changes_nothing_in_it(
    rules: LikelihoodRules, row: tuple[str, str, tuple[str, float]]
) -> None:
    """The likelihood is put at a quarter."""
    noun, verb, (words, number) = row
    assert central(f"{noun} {verb} {words}", rules) == pytest.approx(number)


@each(
    "row",
    list(product(("something like", "in the region of", "on the order of"), range(10, 100, 10))),
)
def test_what_is_about_a_number_is_meant_as_it_was_said(
    rules: LikelihoodRules, row: tuple[str, int]
) -> None:
    """In the region of 60 percent is give or take five."""
    words, part = row
    chosen = read_likelihood(f"{words} {part} percent", rules=rules).chosen
    assert chosen is not None
    assert (chosen.low, chosen.high) == pytest.approx((part / 100 - 0.05, part / 100 + 0.05))


EVEN = ["even", "even odds", "an even chance"]


@each("row", list(product(("at least", "no worse than", "no less than"), EVEN)))
def test_at_least_even_is_no_less_than_half(rules: LikelihoodRules, row: tuple[str, str]) -> None:
    """And its mirror image is no more."""
    bound, even = row
    for words, above in ((f"{bound} {even}", True), (f"at best {even}", False)):
        chosen = read_likelihood(words, rules=rules).chosen
        assert chosen is not None
        assert (chosen.low >= 0.5) if above else (chosen.high <= 0.5)


NAUGHT = ("zero", "nil", "non-existent")


@each("row", list(product(("practically", "next to", "near", "almost", "close to"), NAUGHT)))
def test_near_zero_is_said_of_a_chance(rules: LikelihoodRules, row: tuple[str, str]) -> None:
    """A near-zero chance, but rates near zero are no likelihood; and who denies it dismisses it."""
    words = " ".join(row)
    for phrase in (f"a {words} chance", f"the chances are {words}"):
        assert central(phrase, rules) <= 0.1
    assert find_likelihoods(f"Rates are {words}.", rules=rules) == ()
    for denial in ("It is nowhere near a zero chance.", f"There is not a {words} chance."):
        assert all(each.chosen is None for each in find_likelihoods(denial, rules=rules))


@each("row", list(product(("no more than", "at best", "little better than"), ("slim", "remote"))))
def test_no_more_than_a_slim_chance_is_one(rules: LikelihoodRules, row: tuple[str, str]) -> None:
    """But more than one is no number."""
    bound, degree = row
    assert central(f"{bound} a {degree} chance", rules) <= 0.1
    assert find_likelihoods(f"There is more than a {degree} chance.", rules=rules) == ()
    assert all(
        each.chosen is None
        for each in find_likelihoods(f"It is nowhere near a {degree} chance.", rules=rules)
    )


@pytest.mark.parametrize("certain", ["certain", "inevitable", "assured", "guaranteed"])
@pytest.mark.parametrize("but", ["but by no means", "but far from", "though hardly", "but not"])
def test_likely_not_certain_is_likely(rules: LikelihoodRules, certain: str, but: str) -> None:
    """Not likely but not certain is not likely; if not certain, it may be certain."""
    assert central(f"likely {but} {certain}", rules) == central("likely", rules)
    assert central(f"not likely {but} {certain}", rules) == central("not likely", rules)


def test_a_number_put_in_behind_its_noun_says_how_large_it_is(rules: LikelihoodRules) -> None:
    """In marks of any kind, with who estimates it; not where it is of something else."""
    numbers = (("20%", 0.2), ("about 20 per cent", 0.2), ("one in five", 0.2), ("perhaps 30%", 0.3))
    for noun, (number, central), said in grid(
        ("risk", "chance", "danger", "possibility"), numbers, ("", "I'd say ", "we reckon ")
    ):
        for opens, closes in ((", ", ","), (" (", ")"), (" \u2013 ", " \u2013")):
            text = f"There is a {noun}{opens}{said}{number}{closes} that it fails."
            (found,) = find_likelihoods(text, rules=rules)
            assert found.chosen is not None, text
            assert found.chosen.central == central, text
    for text in (
        "There is a risk, 20% of voters say, that it fails.",
        "There is a chance, 20% more than that, of rain.",
    ):
        readings = find_likelihoods(text, rules=rules)
        assert all(one.chosen is None or one.chosen.central != 0.2 for one in readings), text


def test_what_moved_is_where_it_went(rules: LikelihoodRules) -> None:
    """Cut to 35 % from 40 % is 35 %, as is cut from 40 % to it; from 40 % alone is at no number."""
    nouns = ("odds of a strike", "chance that it rains", "probability of a fall")
    said = ("The bank {verb} its {noun} {to}.", "Its {noun} were {verb} {to}.")
    for sentence, noun, verb in grid(said, nouns, ("raised", "trimmed", "lifted", "cut")):
        for to in ("to 35%", "to 35% from 40%", "from 40% to 35%", "to 35 per cent from 40%"):
            text = sentence.format(verb=verb, noun=noun, to=to)
            (reading,) = find_likelihoods(text, rules=rules)
            assert reading.chosen is not None, text
            assert reading.chosen.central == pytest.approx(0.35), text
        text = sentence.format(verb=verb, noun=noun, to="from 40%")
        assert not [r for r in find_likelihoods(text, rules=rules) if r.chosen], text


def test_a_price_to_win_is_one_and_a_score_is_none(rules: LikelihoodRules) -> None:
    """They are 3-1 to win; they won 3-1 to win the cup."""
    for price, rest in grid(("3-1", "3-to-1", "3 to 1", "3/1"), ("to win on May 5", "to win")):
        (reading,) = find_likelihoods(f"Rovers are {price} {rest}.", rules=rules)
        assert reading.chosen is not None
        assert reading.chosen.central == pytest.approx(0.25)
    for verb in ("won", "beat United", "led United"):
        assert find_likelihoods(f"Rovers {verb} 3-1 to win the cup.", rules=rules) == ()


@each("what", ["the strike", "this deal", "their deal", "an accord", "it", "they"])
def test_what_the_odds_are_is_likely(what: str, rules: LikelihoodRules) -> None:
    """Odds are the strike will end; but the worst odds are no likelihood."""
    for odds in ("Odds are", "Chances are", "The odds are"):
        [reading] = find_likelihoods(f"{odds} {what} will hold.", rules=rules)
        assert reading.chosen is not None, odds
        assert reading.chosen.central == 0.75
    assert not any(
        one.readable for one in find_likelihoods("The odds are the worst in years.", rules=rules)
    )


def _range(phrase: str, rules: LikelihoodRules) -> tuple[float, float, float]:
    chosen = read_likelihood(phrase, rules=rules).chosen
    assert chosen is not None, phrase
    return chosen.low, chosen.central, chosen.high


@each("number", [30, 55, 70])
def test_what_stands_behind_a_number_may_make_it_a_range(
    number: int, rules: LikelihoodRules
) -> None:
    """70 % or so is from 65 to 75; 70+ % is 70 or more."""
    part = number / 100
    about = pytest.approx((part - 0.05, part, part + 0.05))
    for after, unit in grid(
        ("or so", "or thereabouts", "more or less", "give or take"), ("%", " percent", " per cent")
    ):
        assert _range(f"{number}{unit} {after}", rules) == about, after
        assert _range(f"a {number}{unit} {after} chance", rules) == about, after
    more = pytest.approx((part, part, 1))
    for plus, unit in grid(("+", " plus", "-plus"), ("%", " percent")):
        assert _range(f"a {number}{plus}{unit} chance", rules) == more, plus


@each("start", ["", "There is a ", "It is a "])
def test_a_number_before_another_is_not_passed_over(start: str, rules: LikelihoodRules) -> None:
    """60, maybe 70 percent: neither is said alone, also where a text begins with them."""
    for joint in (", maybe ", ", perhaps ", " or even ", ", if not "):
        found = find_likelihoods(f"{start}60{joint}70 percent chance of rain.", rules=rules)
        assert not any(one.readable for one in found), joint


@each("noun", ["level", "zone", "premium", "appetite", "rating", "assessment"])
def test_the_danger_level_is_no_odds(noun: str, rules: LikelihoodRules) -> None:
    """It will rise, where of the danger nobody knows whether it says how likely it is."""
    for odds in ("danger", "risk"):
        [reading] = find_likelihoods(f"The {odds} {noun} will rise.", rules=rules)
        assert reading.chosen is not None
        [reading] = find_likelihoods(f"The {odds} will rise.", rules=rules)
        assert not reading.readable


@each("later", ["and are now 20%", "and now 20 per cent", "but 20% now", "and are currently 20%"])
def test_a_number_that_no_longer_holds_is_not_read(later: str, rules: LikelihoodRules) -> None:
    """Nor is the later one, which is beside it; a number of something else is none."""
    for odds in ("The odds were 40%", "The chances were put at 40% in March"):
        found = find_likelihoods(f"{odds} {later}.", rules=rules)
        assert [one.chosen.central for one in found if one.chosen] in ([], [0.2])
        found = find_likelihoods(f"{odds}, and 5% of homes are now empty.", rules=rules)
        assert [one.chosen.central for one in found if one.chosen] == [0.4]


@each("verb", ["will", "would", "are going to"])
def test_who_has_to_be_lucky_is_not_sure_to(verb: str, rules: LikelihoodRules) -> None:
    """They would be lucky to win, or if they won."""
    for rest in ("to win", "if it opens in May"):
        found = find_likelihoods(f"They {verb} be lucky {rest}.", rules=rules)
        assert not any(one.readable for one in found)
