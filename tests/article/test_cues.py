"""The lists of cues, and of the rules for likelihood, as they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.ours import ROOT
from verifier.article.cues import CUES
from verifier.loading.yaml import read


def _lists(value: Any) -> Iterator[list[str]]:
    """Every list of words, and the alternatives of every pattern; an expression is no list."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key != "says":
                yield from _lists(each)
    elif isinstance(value, list):
        yield [each for each in value if isinstance(each, str)]
        for each in value:
            yield from _lists(each)
    elif isinstance(value, str):
        yield from (word.split("|") for word in value.split() if word.count("|") > 1)


def test_nothing_is_listed_twice() -> None:
    """A word that stands twice in a list reads as if it did more there than it does."""
    for path in (CUES, ROOT / "rules/likelihood.yaml"):
        lists = [*_lists(read(path.name, path.read_text(encoding="utf-8")).value)]
        assert len(lists) > 300
        twice = [word for words in lists for word, times in Counter(words).items() if times > 1]
        assert twice == [], path.name
