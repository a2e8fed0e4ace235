"""The rules: every number is the published one, and inconsistent rules are refused."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from tests import worlds
from tests.depth import each, slow, some
from verifier.pickles import pickled
from verifier.words.likelihood import find_likelihoods, read_likelihood
from verifier.words.rules import LikelihoodRules

SHIPPED = Path(__file__).resolve().parents[2] / "rules" / "likelihood.yaml"


def test_every_number_is_the_published_one(rules: LikelihoodRules, shared: Path) -> None:
    """Each row of each lexicon equals the row that was computed from the source.

    But for the deviations of CAPphrase: there the rows have that of all answers beside the mean of
    those within four of them, and ours is of these, too (15 of 19 differ). The works cited are the
    same; how far each was read, in brackets, is told in words for readers.
    """
    rows = json.loads((shared / "vectors" / "likelihood_lexicons.json").read_text("utf-8"))
    published = {(row["lexicon"], row["phrase"]): row for row in rows if not row["from_memory"]}
    for lexicon in rules.lexicons:
        for phrase, row in lexicon.phrases.items():
            source = published[lexicon.name, phrase]
            ours = (row.low, row.central, row.high, row.mean, row.sd)
            theirs = (source["low"], source["point"], source["high"])
            assert ours[:4] == (*theirs, source.get("mean")), phrase
            if lexicon.id == "cap-2026":
                assert row.sd is not None
                assert row.sd <= source["sd"]
            else:
                assert row.sd == source.get("sd"), phrase
            named, of_row = (
                told.partition(" (")[0] for told in (lexicon.citation, source["citation"])
            )
            assert named == of_row


def test_no_published_row_is_forgotten(rules: LikelihoodRules, shared: Path) -> None:
    """Rows with a range and a better source than memory are all there."""
    rows = json.loads((shared / "vectors" / "likelihood_lexicons.json").read_text("utf-8"))
    ours = {(lexicon.name, phrase) for lexicon in rules.lexicons for phrase in lexicon.phrases}
    left_out = {
        row["lexicon"]
        for row in rows
        if not row["from_memory"]
        and None not in (row["low"], row["point"], row["high"])
        and (row["lexicon"], row["phrase"]) not in ours
    }
    # Kesselman's list was read in a garbled transcription.
    assert left_out == {"Kesselman 2008"}


@each(
    "lexicon phrase numbers",
    [
        ("cap-2026", "will happen", (0.95, 1.0, 1.0)),
        ("cap-2026", "likely", (0.6, 0.75, 0.85)),
        ("cap-2026", "may happen", (0.2, 0.4, 0.6)),
        ("cap-2026", "realistic possibility", (0.25, 0.6, 0.8)),
        ("mauboussin-2018", "maybe", (0.25, 0.5, 0.5)),
        ("mauboussin-2018", "certainly", (0.8, 0.98, 1.0)),
        ("kent-1964", "almost certain", (0.87, 0.93, 0.99)),
        ("icd-203", "very likely", (0.8, 0.875, 0.95)),
        ("uk-phia", "realistic possibility", (0.4, 0.45, 0.5)),
        ("nato-ajp-2-1", "highly likely", (0.9, 0.95, 1.0)),
        ("ipcc-ar5", "likely", (0.66, 0.83, 1.0)),
    ],
)
def test_rows_restated_by_hand(
    rules: LikelihoodRules, lexicon: str, phrase: str, numbers: tuple[float, float, float]
) -> None:
    """Numbers as printed in the sources, typed here anew."""
    row = rules.index.lexicons[lexicon].phrases[phrase]
    assert (row.low, row.central, row.high) == numbers


def test_each_row_reads_back_as_itself(rules: LikelihoodRules) -> None:
    """Asking for a phrase of a lexicon gives that lexicon's own numbers, directly."""
    for lexicon in rules.lexicons:
        for phrase, row in lexicon.phrases.items():
            reading = read_likelihood(phrase, rules=rules).under(lexicon.id)
            assert reading is not None, (lexicon.id, phrase)
            assert (reading.phrase, reading.route) == (phrase, "direct")
            assert (reading.low, reading.central, reading.high) == (row.low, row.central, row.high)
            assert (reading.mean, reading.sd) == (row.mean, row.sd)


def test_survey_comes_first(rules: LikelihoodRules) -> None:
    """The largest survey is the default."""
    assert rules.order[:2] == ("cap-2026", "mauboussin-2018")


def test_every_synonym_leads_somewhere(rules: LikelihoodRules) -> None:
    """No synonym stands for a phrase that no lexicon has."""
    index = rules.index
    had = {words for rows in index.rows.values() for words in rows}
    had |= {words for rows in index.unnumbered.values() for words in rows}
    for rule in rules.synonyms:
        assert any(index.pattern(meaning) in had for meaning in rule.means), rule.id
        for meaning in rule.means:
            stands_alone = meaning in {"may", "might", "could"}
            assert stands_alone or index.pattern(meaning) in had, meaning


@slow
def test_every_phrase_of_a_class_has_no_number(rules: LikelihoodRules) -> None:
    """A phrase that is declared without a number is read as its class."""
    for rule in rules.classes:
        denied = set(rules.spelled(rule.denied))
        for phrase in {*rules.spelled(rule.phrases), *denied}:
            reading = read_likelihood(phrase, rules=rules)
            assert (reading.klass, reading.chosen) == (rule.kind, None), phrase
            assert reading.negated == (phrase in denied)


def test_text_and_numbers_make_the_same_rules(rules: LikelihoodRules) -> None:
    """It does not matter whether the loader hands scalars on as text or typed."""
    typed = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    assert LikelihoodRules.model_validate(typed) == rules


def test_look_ups_stay_small(data: dict[str, Any]) -> None:
    """Every first check makes them, and every report takes them back: a phrase has 100 bytes.

    One in which many words can stand for each other in many places is a hundred thousand.
    """
    rules = LikelihoodRules.model_validate(data)
    assert len(pickled((rules, rules.index))) < 2_600_000


@pytest.mark.parametrize(
    ("route", "value", "message"),
    [
        (("default_kind",), "guess", "kinds that are not declared: guess"),
        (("lexicons", 0, "phrases", "likely", "low"), "0.8", "low <= central <= high"),
        (("lexicons", 0, "phrases", "likely", "high"), "1.2", "less than or equal to 1"),
        (("lexicons", 1, "id"), "cap-2026", "lexicon `cap-2026` is declared twice"),
        (("synonyms", 0, "phrases"), ["maybe"], "synonym `maybe` is declared twice"),
        (("synonyms", 0, "phrases"), ["may|maybe"], "synonym `may` is declared twice"),
        (("synonyms", 0, "phrases"), ["seen keeping ... rate"], "`seen keeping ... rate`"),
        (("synonyms", 0, "phrases"), ["up|down ... x|x"], "synonym `x` is declared twice"),
        (("synonyms", 0, "phrases"), ["@guesses"], "set `guesses` is not declared"),
        (("intensifiers", 0, "factor"), "0", "greater than 0"),
        (("gap",), "4000", "less than or equal to 40"),
        (("tiers", 1), ["combined", "direct"], "route `direct` is declared twice"),
        (("denied_denials", 0, "kind"), "guess", "kinds that are not declared: guess"),
        (("fudge",), "1", "Extra inputs are not permitted"),
    ],
)
def test_inconsistent_rules_are_refused(
    data: dict[str, Any], route: tuple[str | int, ...], value: Any, message: str
) -> None:
    """What cannot be meant is an error of the rules, not a reading."""
    broken = copy.deepcopy(data)
    place: Any = broken
    for key in route[:-1]:
        place = place[key]
    place[route[-1]] = value
    with pytest.raises(ValidationError, match=message):
        LikelihoodRules.model_validate(broken)


@some(["(a+)+$", "(a|a)*b", "a{1,99999}", "[a-", ".*.*.*x"])
def test_no_phrase_of_rules_is_a_pattern(phrase: str) -> None:
    """What a ledger's rules say is looked up as words: one that could run for ever is no such."""
    more = worlds.rules().likelihood.model_dump(by_alias=True)
    lexicon = {"id": "house", "name": "H", "citation": "c", "means": "m"}
    number = {"low": 0.5, "central": 0.5, "high": 0.5}
    more["lexicons"] = [*more["lexicons"], {**lexicon, "phrases": {phrase: number}}]
    try:
        strange = LikelihoodRules.model_validate(more)
    except ValidationError:
        return
    text = "a" * 5_000 + "!"
    assert not read_likelihood(text, rules=strange).readable
    assert not list(find_likelihoods(text, rules=strange))
