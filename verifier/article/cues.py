"""The cues of a language by which intake goes: data, read from `cues.en.yaml`.

A pattern is words in order; the file itself says how they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from verifier.article.speakers import NameCues
from verifier.loading.yaml import read
from verifier.model.forecasts import WhySetAside
from verifier.model.record import Flag, Id, Record, Text, Whole
from verifier.when import TimeReading

CUES = Path(__file__).with_name("cues.en.yaml")


class Group(Record):
    """Patterns that say the same of a sentence: that it looks ahead, or `why` it only seems to."""

    id: Id
    why: WhySetAside | None = None
    weight: Annotated[Whole, Field(ge=1)]
    said: Flag = False
    outside_times: Flag = False
    settles: Flag = False
    not_after: frozenset[str] = frozenset()
    patterns: Annotated[tuple[Text, ...], Field(min_length=1)]

    def found(self, text: str, times: Sequence[TimeReading]) -> tuple[str, ...]:
        """The words of `text` that match, as they stand there."""
        spans = [reading.span for reading in times] if self.outside_times else []
        spans += (match.span() for match in matches(cues().idle, text))
        return tuple(
            match[0]
            for match in matches(self.patterns, text)
            if not any(start <= match.start() < end for start, end in spans)
            and text[: match.start()].rstrip().rpartition(" ")[2].casefold() not in self.not_after
        )


class Threshold(Record):
    """Words that set a threshold, and the criterion that fits the number after them."""

    criterion: Literal["reaches", "range"]
    bound: Literal["at_least", "at_most"]
    patterns: Annotated[tuple[Text, ...], Field(min_length=1)]


class Cues(NameCues):
    """`cues.en.yaml`: everything about a language that intake knows."""

    enough: Whole
    attributed: Whole
    little: frozenset[str]
    joining: frozenset[str]
    alternatives: frozenset[str]
    clauses: frozenset[str]
    past: tuple[Text, ...]
    not_past: frozenset[str]
    lasting: frozenset[str]
    compared: tuple[Text, ...]
    idle: tuple[Text, ...]
    stand_ins: frozenset[str]
    scales: Mapping[str, Whole]
    durations: frozenset[str]
    thresholds: tuple[Threshold, ...]
    groups: tuple[Group, ...]


@cache
def cues() -> Cues:
    """The cues that ship with the package."""
    document = read(CUES.name, CUES.read_text(encoding="utf-8"))
    return Cues.model_validate(document.value)


def matches(patterns: Sequence[str], text: str) -> Iterator[re.Match[str]]:
    """Where any of the patterns stands in `text`."""
    return _compiled(patterns).finditer(text)


@cache
def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_regex(pattern)})" for pattern in patterns), re.IGNORECASE)


def _regex(pattern: str) -> str:
    """A pattern of the cues as a regular expression over whole words."""
    parts: list[str] = []
    for word in pattern.split():
        if word == "~":
            parts.append(r"(?:\s+[\w'-]+){0,2}?")
        else:
            gap = r"\s+" if parts else ""
            parts.append(f"{gap}(?:{'|'.join(_words(word))})")
    return "".join(parts)


def _words(alternatives: str) -> Iterator[str]:
    for word in alternatives.split("|"):
        whole = re.escape(word).replace(r"\*", r"[\w-]*")
        start = "" if word.startswith("'") else r"(?<![\w'-])"
        yield rf"{start}{whole}(?![\w-])"
