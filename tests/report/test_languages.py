"""Pages in other languages: nothing of English is left but what a ledger and its rules say."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from codecs import encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.depth import deep
from tests.ledgers import run_of, write
from tests.ours import RATES, computed
from verifier.loading.yaml import read
from verifier.report import Run, report
from verifier.report.words import FIELD, languages, words

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [code for code in languages() if code != "en"]
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
# A command that a page proposes is code: it stands on a line of its own.
_CODE = re.compile(r"^ +verifier new .*|`[^`]*`|<[^>]*>|\]\([^)]*\)|https?://\S+")
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
    """Each word, but for letters of charts (A to Z, AA and on), and each three in a row."""
    found = said.split()
    yield from (word for word in found if not re.fullmatch("[A-Z]{1,2}|.", word))
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
    files = [file for folder in folders for file in folder.rglob("*.yaml")] + [root / "ledger.yaml"]
    texts = [
        text for file in files for text in _strings(read(file.name, file.read_text("utf-8")).value)
    ]
    # How words of likelihood were read is told in the language of the rules.
    texts += [step for score in found.scores.values() for step in score.likelihood.how]
    texts += words(language).texts.values()
    return {said for text in texts for said in _sentences(_words(text))}


@pytest.mark.parametrize("root", [RATES, pytest.param(ROOT, marks=deep)], ids=lambda r: r.name)
@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_on_pages(language: str, root: Path) -> None:
    """What is in Latin letters is a name, a quotation, a summary or a reason of the rules."""
    found = computed(root)
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


def _texts(code: ast.AST) -> Iterator[str]:
    """The texts in code, docstrings left out."""
    for node in ast.walk(code):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
    for node in ast.walk(code):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_sentence_stands_in_the_code_of_pages() -> None:
    """Two words of English in a row are in the catalogue, whether a ledger of ours needs them."""
    report = ROOT / "verifier/report"
    # The contract's descriptions are a reference in English; a style sheet is no sentence.
    apart = {report / "contract.py", report / "charts/style.py", report / "charts/svg.py"}
    for path in {*report.rglob("*.py"), ROOT / "verifier/tables/page.py"} - apart:
        for text in _texts(ast.parse(path.read_text(encoding="utf-8"))):
            assert not re.search("[A-Za-z]{2,} [A-Za-z]{2,}", text), (path, text)


_UKRAINIAN = """\
source:
  id: paper-2023-01-10
  publisher: Газета
  published: 2023-01-10
forecasts:
  - id: ann-attack
    forecaster: ann-example
    said: 2023-01-09
    voice: quotation
    quote: "навряд чи вони нападуть цього лютого"
    claim: Цього лютого Росія починає новий наступ в Україні.
    question: attack-2023
    expects: {event: ground-offensive, actor: russia, place: ukraine}
    window: {narrow: 2023-02, wide: 2023-02, reason: «Цього лютого» — це лютий 2023 року.}
    likelihood: {phrase: навряд чи}
"""


def test_a_ledger_in_ukrainian_is_scored_and_told_in_ukrainian(tmp_path: Path) -> None:
    """It said 0.2 in a word of its language, and it came: Brier 0.64, printed as 0,64."""
    (tmp_path / "ledger.yaml").write_text("language: uk\n", encoding="utf-8")
    found = run_of(write(tmp_path, source=_UKRAINIAN))
    score = found.scores["ann-attack"].brier
    assert score is not None
    assert score.central == pytest.approx(0.64)
    page = report(found)["forecasts/ann-attack.md"]
    assert "«навряд чи» означає 0,20, від 0,05 до 0,30" in page
    assert "Браєр 0,64" in page
    assert "читається як `unlikely`" in page


GUIDE = (ROOT / "docs/how-to/language.md").read_text(encoding="utf-8")
_LANGUAGE = {
    "language": "qaa",
    "plural": "n == 0 ? 0 : n == 1 ? 1 : 2",
    "number.decimal": "·",
    "number.group": "'",
    "number.percent": "%{n}",
    "date.day": "{year}/{month}/{day}",
    "quote": "<<{text}>>",
}
_LIKELIHOOD = """\
overlay: add
language: qaa
synonyms:
- {id: qaa-likely, phrases: [cebonoyl], means: [likely], kind: graded, because: Made up.}
negation: {before: [abg]}
"""


def _toy(key: str, text: str) -> str:
    """A sentence in a language made up for the test: English, each letter thirteen places on."""
    if key in _LANGUAGE:
        return _LANGUAGE[key]
    held = re.split(r"(\]\([^)]*\)|`[^`]*`|\{\w+\}|\{\w+\||[|}])", text)
    turned = (encode(part, "rot13") if index % 2 == 0 else part for index, part in enumerate(held))
    return FIELD.sub(_third_form, "".join(turned))


def _third_form(field: re.Match[str]) -> str:
    return f"{{{field[1]}|none{field[2]}}}" if field[2] else field[0]


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the files for one more language that the guide names."""
    root = tmp_path_factory.mktemp("third")
    for name in ("verifier", "rules"):
        shutil.copytree(ROOT / name, root / name)
    told = {key: _toy(key, text) for key, text in words().texts.items()}
    texts = {
        "verifier/report/words/<code>.yaml": "".join(
            f"{key}: {json.dumps(text)}\n" for key, text in told.items()
        ),
        "verifier/text/likelihood.<code>.yaml": _LIKELIHOOD,
        "verifier/text/<code>.json": json.dumps({"abbreviations": ["nooe."]}),
    }
    assert set(re.findall(r"`(verifier/[^`]*<code>[^`]*)`", GUIDE)) == texts.keys()
    for name, text in texts.items():
        (root / name.replace("<code>", "qaa")).write_text(text, encoding="utf-8")
    write(root / "ledger")
    return root


def _verifier(root: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "verifier", *arguments],
        cwd=root / "ledger",
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@deep
def test_the_guide_makes_a_third_language(third: Path) -> None:
    """Pages in it, with its dates, figures, quotation marks and forms; nothing in English left."""
    _verifier(third, "report", "--language", "qaa", "--out", "there")
    page = (third / "ledger/there/forecasters/ann-example.md").read_text(encoding="utf-8")
    index = (third / "ledger/there/README.md").read_text(encoding="utf-8")
    assert encode(words()("index.forecasters"), "rot13") in index
    assert "2023/Wnahnel/9" in page
    assert "<<they will attack in February>>" in page
    assert "0·00" in page
    for english in ("Forecasts", "Brier", "January", "days"):
        assert not re.search(rf"\b{english}\b", page), english


@deep
def test_the_guide_makes_words_of_likelihood(third: Path) -> None:
    """They are read under `--language`, with their own denial, and where the ledger says so."""
    read = ("read", "--said", "2023-01-09", "--format", "json")
    found = json.loads(_verifier(third, *read, "--language", "qaa", "abg cebonoyl"))
    assert found["likelihood"]["cap-2026"]["central"] == 0.25
    (third / "ledger/ledger.yaml").write_text("language: qaa\n", encoding="utf-8")
    assert json.loads(_verifier(third, *read, "cebonoyl"))["chosen"] == "cap-2026"
