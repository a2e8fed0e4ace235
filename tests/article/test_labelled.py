"""How the intake does on the labelled articles of `benchmarks/`, with and without a parser."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from tests.articles import by_either, needs_grammar, rules
from tests.depth import deep, part, slow
from tests.programs import program
from verifier.article.clauses import Clause, by_rules
from verifier.article.cues import cues
from verifier.article.grammar import by_parser
from verifier.reading import Reader
from verifier.text.language import denial

ROOT = Path(__file__).resolve().parents[2]
LEAST = {
    "found": 0.94,
    "own proposal": 0.88,
    "speaker": 0.72,
    "likelihood": 0.88,
    "nothing to change": 0.50,
}
"""What is wanted of articles on which nothing was tuned; a fall below it is a fault to look at."""


@pytest.fixture(scope="module")
def benchmark() -> Any:
    """The benchmark as a module."""
    return program(ROOT / "benchmarks/intake.py")


def _figures(benchmark: Any, part: str, *, parser: bool) -> Any:
    tally, proposer = benchmark.Tally(), benchmark.our_own(parser=parser)
    for article in benchmark.articles(benchmark.LABELLED):
        if article.part == part:
            for _, right in benchmark.scored(article, proposer(article)):
                tally.add(right)
    return tally


@deep
@by_either
@pytest.mark.parametrize("part", ["dev", "held"])
def test_the_figures_on_labelled_articles(benchmark: Any, part: str, parser: bool) -> None:
    """Recall, parting, speakers and the rest are what they have to be, on either half."""
    tally = _figures(benchmark, part, parser=parser)
    found = {figure: round(tally.share(figure), 3) for figure in LEAST}
    assert {figure for figure in LEAST if found[figure] < LEAST[figure]} == set(), found


PERFECT = """
import json, sys
text = sys.stdin.read()
quote = "The dam will break by June"
print(json.dumps({"proposals": [
    {"quote": quote, "speaker": "Ann Roe", "kind": "person", "time": "by June",
     "likelihood": "will", "claim": "The dam will break by June."},
    {"quote": "What nobody wrote"},
]} if quote in text else {"proposals": []}))
"""
LABELLED = """
published: 2031-01-05
publisher: Ourtown News
text: |
  “The dam will break by June,” Ann Roe said. The river is long.
labels:
  - {at: The dam will break, speaker: Ann Roe, time: by June, likelihood: will}
"""


@pytest.mark.parametrize("by", ["--propose-with", "--proposals"])
def test_any_proposer_is_scored_on_any_folder(
    benchmark: Any,
    by: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A command that is given the article, or a folder of files; what nobody wrote is refused."""
    folder, script = tmp_path / "articles", tmp_path / "propose.py"
    folder.mkdir()
    (folder / "mine-dam.yaml").write_text(LABELLED, encoding="utf-8")
    script.write_text(PERFECT, encoding="utf-8")
    command = f"{sys.executable} {script}"
    (tmp_path / "mine-dam.json").write_text(
        benchmark.output_of(command, LABELLED), encoding="utf-8"
    )
    given = command if by == "--propose-with" else str(tmp_path)
    monkeypatch.setattr(sys, "argv", ["intake.py", str(folder), by, given])
    benchmark.main()
    out, err = capsys.readouterr()
    rows = {line[:18].strip(): line.split()[-2] for line in out.splitlines() if "/" in line}
    assert rows["found"] == rows["speaker"] == rows["nothing to change"] == "1/1"
    assert "refused: mine-dam: proposal 2: not in the article" in err


def test_labels_stand_in_their_articles(benchmark: Any) -> None:
    """Every label points at one place, and its words are the article's; forty articles at least."""
    found = list(benchmark.articles(benchmark.LABELLED))
    assert len(found) >= 40
    for article in found:
        flat = " ".join(article.text.split())
        for label in article.labels:
            assert flat.count(label["at"]) == 1, (article.name, label["at"])
            for key in ("time", "likelihood", "condition"):
                assert not label.get(key) or label[key] in flat, (article.name, label[key])


SHOWN = 30
"""Letters by which a quotation is told."""
KNOWN = {
    ("less than 10 per cent", "It is very unlikely (less than"),
    ("unlikely", "Without a booster, however, pr"),
    ("will", ", assuming no change of govern"),
}
"""Words whose quotations weigh them twice, or by something set off, that a person settles."""


@pytest.fixture(scope="module")
def proposed(benchmark: Any) -> Sequence[Any]:
    """What is proposed of all labelled articles, and of one in 29 where not all is tried."""
    folders = (benchmark.LABELLED, benchmark.LABELLED / "later")
    articles = part(article for folder in folders for article in benchmark.articles(folder))
    found = [*chain.from_iterable(map(benchmark.our_own(), articles))]
    assert found
    return found


@slow
def test_no_likelihood_is_proposed_that_the_check_would_refuse(proposed: Sequence[Any]) -> None:
    """What a quotation says with more of its words is not proposed with fewer.

    A claim that is to be written is one that denies where its quotation does.
    """
    reader = Reader(rules())
    refused = {
        (phrase, one.quote[:SHOWN])
        for one in proposed
        if one.why is None
        for phrase in one.likelihoods
        if reader.read_otherwise(
            one.quote, phrase, partial(bool, denial(reader.language, one.claim or one.quote))
        )
    }
    assert refused <= KNOWN


def test_no_quotation_begins_with_a_mark_that_parts(proposed: Sequence[Any]) -> None:
    """What only sets it off from the words before is none of it."""
    assert [one.quote for one in proposed if one.quote[:1] in " ,;:"] == []


def test_windows_of_labels_are_read(benchmark: Any) -> None:
    """The days that a label was given by hand are those that its words of time name."""
    found = [
        (words, right)
        for article in benchmark.articles(benchmark.LABELLED)
        for words, right in benchmark.windows(article)
    ]
    assert found
    assert [words for words, right in found if not right] == []


SENTENCES = [
    ("Ann Roe said rates will rise.", ["said", "will"], ["Ann Roe", "rates"]),
    (
        "The head of the bank, Ann Roe, has said that rates will rise.",
        ["said", "will"],
        ["The head of the bank, Ann Roe", "rates"],
    ),
    (
        "Prices will rise in May, but wages may fall.",
        ["will", "may"],
        ["Prices", "wages"],
    ),
    (
        "Bo Roe, who runs the port, thinks the pier will sink.",
        ["thinks", "will"],
        ["Bo Roe, who runs the port", "the pier"],
    ),
]


@pytest.mark.parametrize(("text", "verbs", "subjects"), SENTENCES)
@by_either
def test_the_subject_of_a_verb(
    text: str, verbs: Sequence[str], subjects: Sequence[str], parser: bool
) -> None:
    """Either grammar answers by one seam: each verb's subject, with what describes it."""
    grammar = by_parser(cues()) if parser else by_rules(cues())
    spans = [(text.index(verb), text.index(verb) + len(verb)) for verb in verbs]
    found: Sequence[Clause] = grammar(text, spans)
    assert [clause.verb for clause in found] == spans
    assert [clause.subject and text[slice(*clause.subject)] for clause in found] == subjects


@needs_grammar
def test_the_parser_runs_no_code_of_its_model() -> None:
    """The package that brings the model is never imported: its folder is data."""
    by_parser(cues())("Rates will rise.", [(6, 10)])
    assert not [name for name in sys.modules if name.startswith("en_core_web_sm")]
