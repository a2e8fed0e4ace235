"""Quotations are read for words of likelihood where they have a word that weighs, whole."""

from __future__ import annotations

import pytest

from verifier.api import shipped_rules
from verifier.reading import Reader
from verifier.words import likelihood


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read while a test runs."""
    quotes: list[str] = []

    def find(quote: str, **_: object) -> tuple[()]:
        quotes.append(quote)
        return ()

    monkeypatch.setattr(likelihood, "find_likelihoods", find)
    return quotes


def test_a_word_that_weighs_is_seen_wherever_it_stands(read: list[str]) -> None:
    """Before a mark, in capitals, joined by a hyphen; but never as letters of another word."""
    reader = Reader(shipped_rules())
    for word in reader.rules.likelihood.index.weighing:
        for quote in (
            f"It will, {word}, rain",
            f"{word.upper()}: it will",
            f"it will be un-{word}",
        ):
            read.clear()
            reader.read_otherwise(quote, "will", lambda: False)
            assert read == [quote]
    for quote in ("It will be a salient", "it will be a fewmet of norms", "It will assure them"):
        read.clear()
        assert reader.read_otherwise(quote, "will", lambda: False) is None
        assert read == []
