"""Each row of docs/reading-words.md is executed: the words in it are read as the row says.

The page is made from the rules, so the rows are taken from them. Lexicons and classes without a
number are in `test_rules`, conventions of time in `tests/when/test_conventions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.depth import deep, part
from verifier.text.phrases import Slot
from verifier.words.lexicons import LexiconReading
from verifier.words.likelihood import find_conditions, find_likelihoods, read_likelihood
from verifier.words.rules import LikelihoodRules
from verifier.words.tokens import shown

Numbers = tuple[float, float, float]
NUMBER = 0.6


def _spelled(rules: LikelihoodRules, phrases: Iterable[str]) -> Iterator[str]:
    """Every way to write the phrases of a row, with a few words for "..." and an adverb for "*"."""
    yield from map(_said, rules.spelled(phrases))


def _said(phrase: str) -> str:
    return " ".join(phrase.replace("...", "of it").replace("*", "quickly").split())


def _numbers(reading: LexiconReading | None) -> Numbers:
    assert reading is not None
    return reading.low, reading.central, reading.high


def _turned(numbers: Numbers) -> Numbers:
    low, central, high = numbers
    return 1 - high, 1 - central, 1 - low


def _chosen(phrase: str, rules: LikelihoodRules) -> Numbers:
    reading = read_likelihood(phrase, rules=rules)
    assert reading.chosen is not None, phrase
    return _numbers(reading.chosen)


def test_synonyms(rules: LikelihoodRules) -> None:
    """They have the numbers of what they are read as, or of its denial."""
    for row in rules.synonyms:
        meant = [
            _numbers(found)
            for meaning in row.means
            for found in read_likelihood(meaning, rules=rules).by_lexicon
        ]
        wanted = [_turned(each) if row.denied or row.turned else each for each in meant]
        for phrase in map(_said, part(rules.spelled(row.phrases), 101)):
            reading = read_likelihood(phrase.replace("#", "40"), rules=rules)
            if reading.chosen is None or reading.chosen.route == "direct":
                assert reading.chosen or row.kind == "frequency", phrase
                continue
            found = _numbers(reading.chosen)
            assert any(found == pytest.approx(each) for each in wanted), phrase
            assert reading.negated == row.denied, phrase


def test_denied_denials(rules: LikelihoodRules) -> None:
    """Each denier before a denial, and each denial after a denier, is of the class of its row."""
    for row in rules.denied_denials:
        deniers, denials = (list(_spelled(rules, of)) for of in (row.deniers, row.denials))
        pairs = [*product(deniers, denials[:1]), *product(deniers[:1], denials)]
        for phrase in (f"{denier} {denial}" for denier, denial in part(pairs)):
            reading = read_likelihood(phrase, rules=rules)
            assert (reading.klass, reading.chosen) == (row.kind, None), phrase


@deep
def test_a_denied_denial_is_of_the_last_row_that_has_it(rules: LikelihoodRules) -> None:
    """Each denier goes with each denial of its row: what is looked up is what all pairs would say.

    And each of them is among the phrases that are suggested.
    """
    index = rules.index
    patterns = [
        (row.kind, *(map(index.pattern, rules.spelled(of)) for of in (row.deniers, row.denials)))
        for row in rules.denied_denials
    ]
    kinds = {
        (*denier, Slot.ADVERBS, *denial): kind
        for kind, *sides in patterns
        for denier, denial in product(*sides)
    }
    for pattern, kind in part(kinds.items()):
        assert index.kind_of(pattern) == kind, pattern
    assert {*map(shown, kinds)} <= {*index.shown}


def test_combining_rules(rules: LikelihoodRules) -> None:
    """Each intensifier moves the phrase behind it, each comparison unsays it, a denial turns it."""
    plain = _chosen("likely", rules)[1]
    for row in rules.intensifiers:
        for word in _spelled(rules, row.words):
            low, central, high = _chosen(f"{word} likely", rules)
            reading = read_likelihood(f"{word} likely", rules=rules)
            assert reading.chosen is not None
            if reading.chosen.route == "combined":
                assert central == pytest.approx(max(0.5, 1 - row.factor * (1 - plain)))
            assert low <= central <= high
    for compared in rules.comparisons:
        for word in _spelled(rules, compared.words):
            phrase = f"{word} likely"
            has_a_row = rules.index.synonym(rules.index.pattern(phrase)) is not None
            reading = read_likelihood(phrase, rules=rules)
            assert has_a_row or reading.klass == compared.kind, phrase
    for word in rules.negation.before:
        assert _chosen(f"{word} likely", rules)[1] == pytest.approx(1 - plain)


def _unread(text: str, rules: LikelihoodRules) -> bool:
    return all(found.chosen is None for found in find_likelihoods(text, rules=rules))


def test_what_leaves_a_likelihood_unread(rules: LikelihoodRules) -> None:
    """A denial where its row says that it stands, an unknown adverb, a noun beside a future."""
    negation = rules.negation
    for word in _spelled(rules, negation.subjects):
        assert _unread(f"{word} army will attack.", rules), word
    for word in _spelled(rules, negation.beside):
        clause = "be likely" if word.endswith(" to") else "that it is likely"
        clause = clause.removeprefix("that ") if word.endswith("that") else clause
        found = find_likelihoods(f"They {word} {clause}.", rules=rules)
        assert not found or found[-1].chosen is None, word
    for word in _spelled(rules, negation.following):
        assert _unread(f"They are likely {word} attack.", rules), word
    for word in rules.sets["nouns"]:
        assert _unread(f"The {word} of rain will rise.", rules), word
    assert _unread("It is deceptively likely.", rules)


@pytest.mark.parametrize("before", [True, False])
def test_stated_numbers(rules: LikelihoodRules, before: bool) -> None:
    """Words before or after a number bound it as their row says, with the number in its place."""
    ends: dict[str, Numbers] = {
        "least": (NUMBER, NUMBER, 1),
        "more": (NUMBER, NUMBER, 1),
        "most": (0, NUMBER, NUMBER),
        "less": (0, NUMBER, NUMBER),
        "over": (NUMBER, NUMBER + 0.025, NUMBER + 0.05),
        "under": (NUMBER - 0.05, NUMBER - 0.025, NUMBER),
        "about": (NUMBER - 0.05, NUMBER, NUMBER + 0.05),
        "exactly": (NUMBER, NUMBER, NUMBER),
    }
    rows: list[tuple[str, tuple[str, ...]]] = [
        (row.number_is, row.words if before else row.after) for row in rules.bounds
    ]
    assert rules.about is not None
    rows.append(("about", rules.about.words if before else rules.about.after))
    rows.append(("exactly", rules.exactly if before else ()))
    for meant, words in rows:
        for word in _spelled(rules, words):
            phrase = f"{word} 60%" if before else f"60% {word}"
            assert _chosen(phrase, rules) == pytest.approx(ends[meant]), phrase


def test_condition_markers(rules: LikelihoodRules) -> None:
    """Each opens a condition of its kind."""
    for row in rules.conditions:
        for marker in _spelled(rules, row.phrases):
            (found,) = find_conditions(f"They go {marker} it rains.", rules=rules)
            assert (found.marker, found.kind) == (marker, row.kind)


def test_words_without_meaning(rules: LikelihoodRules) -> None:
    """Beside a phrase they change nothing."""
    plain = _chosen("likely", rules)
    for word in rules.spelled((*rules.frame, *rules.meaningless)):
        reading = read_likelihood(f"{word} likely", rules=rules)
        assert reading.chosen is not None, word
        assert _numbers(reading.chosen) == plain, word


PAGE = Path(__file__).resolve().parents[2] / "docs/reading-words.in.md"


def test_what_the_page_shows_as_not_read_in_running_text(rules: LikelihoodRules) -> None:
    """No number in a sentence of the second of the two tables."""
    text = PAGE.read_text(encoding="utf-8")
    table = text.rpartition("| Not read beside | For example |\n")[2].split("\n\n")[0]
    examples = re.findall(r'"([^"]+)"', table)
    assert len(examples) > 9
    for example in examples:
        assert _unread(example, rules), example


def test_what_the_page_says_of_odds(rules: LikelihoodRules) -> None:
    """Which way they go must be said; a price beside words of betting is against."""
    for odds in ("10-to-1", "3 to 1", "7:2"):
        assert not read_likelihood(odds, rules=rules).readable
    for price, wanted in (
        ("4/1 favourites", 1 / 5),
        ("1/4 favourites", 4 / 5),
        ("9/1 shot", 1 / 10),
    ):
        assert _chosen(price, rules)[1] == pytest.approx(wanted), price
