"""The reader of verbal likelihood: words to probabilities under cited lexicons.

`read_likelihood` reads the phrase of one forecast, `find_likelihoods` a whole sentence;
`find_conditions` finds what a forecast depends on. Every word is data in `LikelihoodRules`.
"""

from __future__ import annotations

from verifier.words.lexicons import STATED, LexiconReading, Refusal
from verifier.words.likelihood import (
    ConditionRead,
    LikelihoodReading,
    WordRead,
    drops_denial,
    find_conditions,
    find_likelihoods,
    nearest_phrases,
    read_likelihood,
    unread_words,
    weighs,
)
from verifier.words.numbers import expected_brier
from verifier.words.rules import LikelihoodRules

__all__ = [
    "STATED",
    "ConditionRead",
    "LexiconReading",
    "LikelihoodReading",
    "LikelihoodRules",
    "Refusal",
    "WordRead",
    "drops_denial",
    "expected_brier",
    "find_conditions",
    "find_likelihoods",
    "nearest_phrases",
    "read_likelihood",
    "unread_words",
    "weighs",
]
