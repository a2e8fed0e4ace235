"""Likelihood said in Ukrainian: read as the English that dictionaries give for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.depth import each
from verifier.loading.rules import load_rules
from verifier.text.language import steps
from verifier.words.likelihood import (
    LikelihoodReading,
    find_conditions,
    find_likelihoods,
    read_likelihood,
)
from verifier.words.rules import LikelihoodRules


@pytest.fixture(scope="module")
def ukrainian(tmp_path_factory: pytest.TempPathFactory) -> LikelihoodRules:
    """The default rules with the Ukrainian words laid over them."""
    out: list[object] = []
    rules = load_rules(tmp_path_factory.mktemp("empty"), out, {}, "uk")  # type: ignore[arg-type]
    assert out == []
    assert rules is not None
    return rules.likelihood


def _numbers(reading: LikelihoodReading) -> tuple[float, float, float] | None:
    chosen = reading.chosen
    return None if chosen is None else (chosen.low, chosen.central, chosen.high)


@each(
    "phrase english",
    [
        ("ймовірно", "probably"),
        ("імовірно", "probably"),
        ("Мабуть", "probably"),
        ("швидше за все", "likely"),
        ("малоймовірно", "unlikely"),
        ("навряд чи", "unlikely"),
        ("можливо", "possibly"),
        ("цілком можливо", "possibly"),
        ("може", "may"),
        ("міг би", "could"),
        ("може бути", "maybe"),
        ("не може", "cannot"),
        ("точно", "certainly"),
        ("обов’язково", "certainly"),
        ("без сумніву", "no doubt"),
        ("немає жодних сумнівів", "no doubt"),
        ("майже напевно", "almost certainly"),
        ("сумніваюся", "we doubt"),
        ("не сумніваюся", "no doubt"),
        ("неможливо", "impossible"),
        ("п’ятдесят на п’ятдесят", "fifty-fifty"),
        ("висока ймовірність", "high probability"),
        ("невеликі шанси", "slim chance"),
        ("реальна загроза", "real possibility"),
        ("очікується", "expected"),
        ("вважаємо", "we believe"),
        ("буде", "will"),
        ("не буде", "will not"),
        ("не ймовірно", "not probable"),
        ("не виключено", "cannot be ruled out"),
        ("є ознаки", "see signs"),
        ("жодних ознак", "no signs"),
        ("готується", "is preparing"),
        ("планують", "plan to"),
        ("час покаже", "remains to be seen"),
    ],
)
def test_a_phrase_has_the_numbers_of_its_translation(
    phrase: str, english: str, ukrainian: LikelihoodRules
) -> None:
    """Every dictionary pair has the same numbers, or the same class."""
    read, asked = (read_likelihood(p, rules=ukrainian) for p in (phrase, english))
    assert (read.klass, read.negated) == (asked.klass, asked.negated)
    assert _numbers(read) == _numbers(asked)
    assert read.klass is not None or read.chosen is not None


def test_numbers_are_those_of_the_survey(ukrainian: LikelihoodRules) -> None:
    """`probable` in CAPphrase 2026 is 0.6, 0.75, 0.85; `unlikely` there 0.05, 0.2, 0.3."""
    for phrase, expected in (("ймовірно", (0.6, 0.75, 0.85)), ("навряд чи", (0.05, 0.2, 0.3))):
        read = read_likelihood(phrase, rules=ukrainian)
        assert read.chosen is not None
        assert (read.chosen.lexicon, _numbers(read)) == ("cap-2026", expected)


def test_an_intensifier_moves_the_numbers(ukrainian: LikelihoodRules) -> None:
    """«Дуже» halves the way to 1, as "very" does (Mosteller & Youtz 1990); «вкрай» twice."""
    very = _numbers(read_likelihood("дуже ймовірно", rules=ukrainian))
    assert very == pytest.approx((0.8, 0.875, 0.925))
    extremely = _numbers(read_likelihood("вкрай малоймовірно", rules=ukrainian))
    assert extremely == pytest.approx((0.0125, 0.05, 0.075))


@each(
    "phrase expected",
    [
        ("ймовірність 70 %", (0.7, 0.7, 0.7)),
        ("ймовірність наступу становить 70 %", (0.7, 0.7, 0.7)),
        ("сімдесят відсотків імовірності", (0.7, 0.7, 0.7)),
        ("від 60 до 70 % ймовірності", (0.6, 0.65, 0.7)),
        ("понад 80 % ймовірності", (0.8, 0.8, 1.0)),
        ("шансів менше ніж 10 відсотків", (0.0, 0.1, 0.1)),
        ("ймовірність близько 40%", (0.35, 0.4, 0.45)),
        ("шанси становлять 50/50", (0.5, 0.5, 0.5)),
    ],
)
def test_a_stated_number_is_read(
    phrase: str, expected: tuple[float, float, float], ukrainian: LikelihoodRules
) -> None:
    """In digits or words, as a range, a bound or about, after words for chance or before them."""
    (found,) = find_likelihoods(phrase, rules=ukrainian)
    assert _numbers(found) == pytest.approx(expected)


def test_a_share_is_no_likelihood(ukrainian: LikelihoodRules) -> None:
    """A bare percentage says how much, not how likely."""
    assert find_likelihoods("вони взяли 70% міста", rules=ukrainian) == ()


def test_a_word_with_two_senses_covers_both(ukrainian: LikelihoodRules) -> None:
    """«Напевно» is "probably" (from 0.51) or "certainly" (up to 1), and its row says so."""
    chosen = read_likelihood("напевно", rules=ukrainian).chosen
    assert chosen is not None
    assert (chosen.lexicon, chosen.low, chosen.high) == ("house-uk", 0.51, 1.0)


def test_every_phrase_is_marked_as_a_convention(ukrainian: LikelihoodRules) -> None:
    """No survey of Ukrainian readers stands behind a number, and each rule says whose it is."""
    own = [rule for rule in ukrainian.synonyms if rule.id.startswith("uk-")]
    assert len(own) > 20
    assert all(rule.because.startswith("Домовленість проєкту") for rule in own)
    for rule in own:
        for phrase in rule.phrases:
            read = read_likelihood(phrase, rules=ukrainian)
            assert read.chosen is not None, phrase


@each(
    "text phrases",
    [
        ("Вони, ймовірно, нападуть навесні, але навряд чи дійдуть до Києва.", 2),
        ("Без сумніву, вони спробують знову.", 1),
        ("Наступ на Луганську обл. можливий. Мабуть, навесні.", 2),
        ("Вони не лише нападуть.", 0),
        ("Немає чого додати.", 0),
    ],
)
def test_likelihoods_are_found_in_a_text(
    text: str, phrases: int, ukrainian: LikelihoodRules
) -> None:
    """One for each forecast; an abbreviation ends no sentence, and «не лише» denies nothing."""
    assert len(find_likelihoods(text, rules=ukrainian)) == phrases


def test_a_condition_is_found(ukrainian: LikelihoodRules) -> None:
    """«Якщо» opens it, a comma or «то» ends it; «навіть якщо» sets none."""
    found = find_conditions("Якщо Захід не допоможе, вони нападуть.", rules=ukrainian)
    assert [(c.marker, c.clause) for c in found] == [("якщо", "Якщо Захід не допоможе")]
    assert find_conditions("Вони нападуть, навіть якщо буде мороз.", rules=ukrainian) == ()


def test_english_is_still_read(ukrainian: LikelihoodRules) -> None:
    """A ledger has quotations in both languages: English denials and degrees keep their sense."""
    chosen = read_likelihood("not likely", rules=ukrainian).chosen
    assert chosen is not None
    assert (chosen.low, chosen.central, chosen.high) == pytest.approx((0.15, 0.25, 0.4))


def test_english_rules_know_no_ukrainian(tmp_path: Path) -> None:
    """The words of a language are read where it is asked for, nowhere else."""
    rules = load_rules(tmp_path, [], {})
    assert rules is not None
    assert read_likelihood("ймовірно", rules=rules.likelihood).chosen is None


def test_a_reading_is_explained_in_the_language_of_its_rules(ukrainian: LikelihoodRules) -> None:
    """Each step has a Ukrainian sentence with the same values as the English one."""
    english, own = steps("en"), steps("uk")
    assert english.keys() == own.keys()
    for key, sentence in english.items():
        assert set(re.findall(r"{\w+}", own[key])) == set(re.findall(r"{\w+}", sentence))
        assert own[key] != sentence
    told = read_likelihood("не дуже ймовірно", rules=ukrainian).steps
    assert told[0].startswith("`не дуже ймовірно` належить до виду graded: Названо ступінь")
    assert told[-1] == own["denied"]


def test_a_language_without_sentences_explains_in_english() -> None:
    """A ledger's own rules may be in any language."""
    assert steps("xx") == steps("en")
