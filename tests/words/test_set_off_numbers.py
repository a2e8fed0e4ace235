"""A number with what is said beside it, and words that only look like a number's or a month's."""

from __future__ import annotations

from itertools import product

from tests.depth import each
from verifier.words.likelihood import find_likelihoods
from verifier.words.rules import LikelihoodRules


def _read(text: str, rules: LikelihoodRules) -> list[tuple[str, float]]:
    found = find_likelihoods(text, rules=rules)
    return [(one.phrase, round(one.chosen.central, 3)) for one in found if one.chosen]


MORE = ("maybe more", "perhaps a bit more", "possibly less", "if not more", "maybe even higher")


@each(
    "more number", list(product(MORE, (("60%", 0.6), ("one in four", 0.25), ("70 percent", 0.7))))
)
def test_more_or_less_is_read_with_the_number(
    rules: LikelihoodRules, more: str, number: tuple[str, float]
) -> None:
    """As what it reaches up to, or down; the number that was said is the centre."""
    words, central = number
    for text in (f"The odds are {words}, {more}.", f"The odds are {words} or more."):
        ((phrase, read),) = _read(text, rules)
        assert phrase.startswith(words), text
        assert read == central, text


@each("put", ["say", "perhaps", "maybe"])
def test_a_number_put_in_behind_the_chance(rules: LikelihoodRules, put: str) -> None:
    """Says how large it is."""
    for what, number in (("a good chance", "70 per cent"), ("a risk", "20%")):
        text = f"There is {what}, {put} {number}, that the dam breaks."
        (found,) = find_likelihoods(text, rules=rules)
        assert found.chosen, text
        assert round(found.chosen.central, 2) == {"70 per cent": 0.7, "20%": 0.2}[number]


@each("word", ["probably", "possibly", "perhaps"])
def test_what_is_probably_so_much_lower(rules: LikelihoodRules, word: str) -> None:
    """Is likely; the amount is none, and a chance that is probably so much has its number."""
    for rest in ("15 percent lower", "5% ahead", "20 per cent dearer by May"):
        assert [phrase for phrase, _ in _read(f"Rents are {word} {rest}.", rules)] == [word]
    assert _read(f"The chance is {word} 15 percent.", rules) == [(f"{word} 15 percent", 0.15)]
    assert _read(f"Rents will rise {word} 5 percent.", rules) == [("will", 1.0)]


def test_this_may_is_no_month(rules: LikelihoodRules) -> None:
    """Where it has a small letter."""
    assert _read("This may hurt trade.", rules) == [("may", 0.4)]
    assert _read("All this may well be over.", rules) == [("may well", 0.75)]
    assert _read("Trade fell this May.", rules) == []


@each("seen", ["peaking", "edging up", "creeping higher", "picking up", "levelling off"])
def test_what_is_seen_doing_something_is_foretold(rules: LikelihoodRules, seen: str) -> None:
    """Of a level, in a sentence and in a headline."""
    assert [read for _, read in _read(f"Inflation is seen {seen}.", rules)] == [0.75]
    assert [read for _, read in _read(f"Jobless rate seen {seen}", rules)] in ([0.75], [])
