"""What the reading of text knows of a language: the data beside this module."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


def abbreviations(language: str) -> frozenset[str]:
    """The abbreviations of a language, in lower case with their stops; none of an unknown one.

    >>> "gen." in abbreviations("en"), abbreviations("xx")
    (True, frozenset())
    """
    return frozenset(_data(language).get("abbreviations", ()))


@cache
def denials(language: str) -> re.Pattern[str]:
    """What finds a word that denies a sentence: never anything in a language without such words.

    `~` before an ending stands for the word that it is joined to.

    >>> denials("en").search("It doesn't rain")[0], denials("uk").search("Дощу не буде")[0]
    ("doesn't", 'не')
    """
    words = (re.escape(each).replace(r"\~", r"\w+") for each in _data(language).get("denials", ()))
    return re.compile(rf"\b(?:{'|'.join(words) or '(?!)'})\b", re.IGNORECASE)


def denial(language: str, text: str) -> str | None:
    """The first word by which a text denies, None without one.

    >>> denial("en", "It doesn't rain"), denial("en", "It rains")
    ("doesn't", None)
    """
    # Looking for letters takes a fifth of the time of looking for words.
    if not any(map(text.casefold().__contains__, _letters(language))):
        return None
    found = denials(language).search(text)
    return None if found is None else found[0]


@cache
def _letters(language: str) -> tuple[str, ...]:
    """Letters of which one that denies has some; of words with the same beginning those alone."""
    words = {each.strip("~").casefold() for each in _data(language).get("denials", ())}
    return tuple(sorted(a for a in words if not any(b in a for b in words - {a})))


def steps(language: str) -> Mapping[str, str]:
    """The sentences in which a reading is explained; those of English where there are no others."""
    return {**_data("en")["steps"], **_data(language).get("steps", {})}


@cache
def _data(language: str) -> Mapping[str, Any]:
    file = Path(__file__).parent / f"{language}.json"
    if not language.isalpha() or not file.is_file():
        return {}
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
