"""Pages in other languages: nothing of English is left but what a ledger and its rules say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from verifier.engine import run
from verifier.loading import load
from verifier.loading.yaml import read
from verifier.report import Run, report
from verifier.report.words import FIELD, languages, words

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [code for code in languages() if code != "en"]
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_CODE = re.compile(r"`[^`]*`|<[^>]*>|\]\([^)]*\)|https?://\S+")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])|<!-- -->")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text))


def _said(page: str) -> Iterator[str]:
    """Runs of words in Latin letters, without code, addresses and marks."""
    for line in _STYLE.sub("", page).splitlines():
        plain = unescape(_CODE.sub("\n", _ESCAPE.sub("", line)))
        for part in re.split(r"[^A-Za-z'’ -]+", plain):
            if found := _words(part):
                yield found


def _sentences(said: str) -> Iterator[str]:
    """Each word, and each three in a row."""
    found = said.split()
    yield from (word for word in found if len(word) > 1)
    yield from (" ".join(found[at : at + 3]) for at in range(len(found) - 2))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (key, *_strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif value is not None:
        yield str(value)


def _own(found: Run, root: Path, language: str) -> set[str]:
    """What every text of the ledger, of its rules and of the language's catalogue says."""
    folders = (root / "seeds", root / "outcomes", root / "rules", ROOT / "rules")
    files = [file for folder in folders for file in folder.rglob("*.yaml")]
    texts = [
        text for file in files for text in _strings(read(file.name, file.read_text("utf-8")).value)
    ]
    # How words of likelihood were read is told in the language of the rules.
    texts += [step for score in found.scores.values() for step in score.likelihood.how]
    texts += words(language).texts.values()
    return {said for text in texts for said in _sentences(_words(text))}


@pytest.mark.parametrize("root", [ROOT, ROOT / "examples/interest-rates"], ids=lambda r: r.name)
@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_on_pages(language: str, root: Path) -> None:
    """What is in Latin letters is a name, a quotation, a summary or a reason of the rules."""
    loaded = load(root)
    assert loaded.ledger is not None
    assert loaded.rules is not None
    found = run(loaded.ledger, loaded.rules)
    own = _own(found, root, language)
    left: dict[str, str] = {}
    for name, page in report(replace(found, words=words(language))).items():
        if name.startswith("data/") or name == "SHA256SUMS":
            continue
        for text in {text for said in _said(page) for text in _sentences(said)} - own:
            left.setdefault(text, name)
    assert left == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_in_a_catalogue(language: str) -> None:
    """Three words in Latin letters stand only where a metric's formula and authors are named."""
    for key, text in words(language).texts.items():
        plain = FIELD.sub("\n", text)
        longest = max((len(said.split()) for said in _said(plain)), default=0)
        assert longest < 3 or key.startswith(("metric.", "plural")), key
