"""What the reading of text knows of a language: the data beside this module."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def abbreviations(language: str) -> frozenset[str]:
    """The abbreviations of a language, in lower case with their stops; none of an unknown one.

    >>> "gen." in abbreviations("en"), abbreviations("xx")
    (True, frozenset())
    """
    data = files("verifier.text").joinpath(f"{language}.json")
    if not language.isalpha() or not data.is_file():
        return frozenset()
    return frozenset(json.loads(data.read_text(encoding="utf-8"))["abbreviations"])
