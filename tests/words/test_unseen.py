"""Some thousand phrases and sentences, each with the readings that a careful reader accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from verifier.words.likelihood import LikelihoodReading, find_likelihoods, read_likelihood
from verifier.words.rules import LikelihoodRules

UNSEEN = Path(__file__).with_name("unseen.txt")
NOISE = 1e-9


def _part(title: str) -> list[tuple[str, list[str]]]:
    text = UNSEEN.read_text(encoding="utf-8").partition(f"[{title}]\n")[2].partition("\n[")[0]
    lines = (line.rpartition(" | ") for line in text.splitlines() if line.strip())
    return [(said, wanted.split(";")) for said, _, wanted in lines]


def _fits(reading: LikelihoodReading | None, wanted: str) -> bool:
    if reading is None or not reading.readable:
        return wanted == "x"
    if reading.chosen is None:
        return reading.klass == wanted
    low, dash, high = wanted.partition("-")
    return bool(dash) and float(low) - NOISE <= reading.chosen.central <= float(high) + NOISE


def test_phrases(rules: LikelihoodRules) -> None:
    """None is read otherwise than a careful reader would, and few that are plain are unread."""
    phrases = _part("phrases")
    assert len(phrases) > 1000
    wrong = []
    for phrase, wanted in phrases:
        reading = read_likelihood(phrase, rules=rules)
        if not any(_fits(reading, each) for each in wanted):
            wrong.append((phrase, wanted, reading.steps))
    assert wrong == []


@pytest.mark.parametrize("first", [True, False])
def test_sentences(rules: LikelihoodRules, first: bool) -> None:
    """One of the likelihoods that are found in a sentence is what it says; most often the first."""
    sentences = _part("sentences")
    assert len(sentences) > 300
    wrong = []
    for sentence, wanted in sentences:
        found = [r for r in find_likelihoods(sentence, rules=rules) if r.readable]
        readings: list[LikelihoodReading | None] = [*(found[:1] if first else found)] or [None]
        if not any(_fits(reading, each) for reading in readings for each in wanted):
            wrong.append((sentence, wanted, readings))
    assert len(wrong) <= (len(sentences) // 50 if first else 0), wrong
