"""A phrase, a lexicon, another language: data only."""

from __future__ import annotations

import copy
from typing import Any

from verifier.words.likelihood import find_conditions, find_likelihoods, read_likelihood
from verifier.words.rules import LikelihoodRules


def test_a_phrase_by_data_only(data: dict[str, Any], rules: LikelihoodRules) -> None:
    """One entry under `synonyms` teaches a phrase to every lexicon that has its meaning."""
    assert not read_likelihood("odds-on", rules=rules).readable
    more = copy.deepcopy(data)
    more["synonyms"].append(
        {
            "id": "odds-on",
            "phrases": ["odds-on"],
            "means": ["likely"],
            "kind": "graded",
            "because": "At the bookmaker's, odds-on is better than even.",
        }
    )
    reading = read_likelihood("odds-on", rules=LikelihoodRules.model_validate(more))
    assert reading.chosen is not None
    assert (reading.chosen.lexicon, reading.chosen.central) == ("cap-2026", 0.75)
    assert "At the bookmaker's" in reading.chosen.how


def test_a_lexicon_by_data_only(data: dict[str, Any]) -> None:
    """One entry under `lexicons` is another reading of every phrase, and combines alike."""
    more = copy.deepcopy(data)
    more["lexicons"].append(
        {
            "id": "house-style",
            "name": "House style",
            "citation": "The desk, 2026",
            "means": "Prescribed.",
            "phrases": {
                "likely": {"low": "0.5", "central": "0.7", "high": "0.9"},
                "a cinch": {"low": "0.3", "central": "0.5", "high": "0.6"},
            },
        }
    )
    rules = LikelihoodRules.model_validate(more)
    house = read_likelihood("very likely", rules=rules, order=["house-style"]).chosen
    assert house is not None
    assert (house.low, house.central, house.high) == (0.75, 0.85, 0.95)
    default = read_likelihood("a cinch", rules=rules).chosen
    assert default is not None
    assert default.lexicon == "house-style"


GERMAN: dict[str, Any] = {
    "version": "1",
    "language": "de",
    "tiers": [["direct", "synonym"], ["combined"]],
    "default_kind": "graded",
    "kinds": [
        {"id": "graded", "slot": "graded", "number": "true", "because": "Grad."},
        {"id": "evidential", "slot": "evidence", "number": "false", "because": "Anzeichen."},
        {"id": "unassessable", "slot": "stance", "number": "false", "because": "Offen."},
        {
            "id": "future",
            "slot": "modal",
            "number": "true",
            "imputed": "true",
            "verb": "true",
            "because": "Futur.",
        },
    ],
    "synonyms": [
        {
            "id": "wird",
            "phrases": ["wird", "werden"],
            "means": ["wird eintreten"],
            "kind": "future",
            "because": "Futur.",
        }
    ],
    "classes": [
        {
            "id": "anzeichen",
            "kind": "evidential",
            "phrases": ["es gibt Anzeichen"],
            "because": "Gesehenes.",
        }
    ],
    "intensifiers": [{"id": "sehr", "words": ["sehr"], "factor": "0.5", "because": "Wie very."}],
    "negation": {
        "before": ["nicht", "kein"],
        "after": ["nicht"],
        "limit": "0.9",
        "beyond": "unassessable",
        "because": "Gegenteil.",
    },
    "conditions": [{"id": "falls", "phrases": ["falls"], "kind": "if", "because": "Bedingung."}],
    "gap": "8",
    "lexicons": [
        {
            "id": "probe",
            "name": "Probe",
            "citation": "Keine; ein Beispiel.",
            "means": "Gesetzt.",
            "phrases": {
                "wahrscheinlich": {"low": "0.6", "central": "0.7", "high": "0.8"},
                "wird eintreten": {"low": "0.9", "central": "1", "high": "1"},
            },
        }
    ],
}


def test_a_language_by_data_only() -> None:
    """The code knows no English: a German file is read alike."""
    rules = LikelihoodRules.model_validate(GERMAN)
    text = "Der Krieg wird sehr wahrscheinlich nicht enden, falls niemand hilft."
    (reading,) = find_likelihoods(text, rules=rules)
    assert reading.phrase == "wird sehr wahrscheinlich nicht"
    assert reading.chosen is not None
    assert reading.chosen.central == 0.15
    (condition,) = find_conditions(text, rules=rules)
    assert condition.clause == "falls niemand hilft"
    assert read_likelihood("es gibt Anzeichen", rules=rules).klass == "evidential"
