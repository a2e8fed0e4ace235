"""Reads vague time: "by mid-February", "in a month, a half or two", "around February 24".

`read_time` reads a phrase that is known to be about time, `find_times` finds such phrases in
running text. Both give windows of days, narrow and wide, with the convention that decided each
vague part, and nothing where they do not know.
"""

from verifier.model.forecasts import Operator
from verifier.text.tokens import Kind, Token
from verifier.when.conventions import TimeConventions
from verifier.when.finding import find_times
from verifier.when.reading import (
    Applied,
    Granularity,
    TimePhrase,
    TimeReading,
    nearest_phrases,
    of_time,
    parse_time,
    read_time,
    to_be_declared,
    unread_words,
)

__all__ = [
    "Applied",
    "Granularity",
    "Kind",
    "Operator",
    "TimeConventions",
    "TimePhrase",
    "TimeReading",
    "Token",
    "find_times",
    "nearest_phrases",
    "of_time",
    "parse_time",
    "read_time",
    "to_be_declared",
    "unread_words",
]
