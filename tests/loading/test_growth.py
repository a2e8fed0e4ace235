"""Twice the input is twice the work: nobody can make a check wait by the size of what they write.

Work is counted in calls of functions, so that it is the same on a busy machine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from tests.depth import deep, slow, some, thin
from tests.growth import growth
from tests.ledgers import SOURCE, write
from verifier.article.intake import propose
from verifier.article.sentences import LONGEST, sentences
from verifier.cli import main
from verifier.diagnostics import Edit, Span
from verifier.editing.fmt import fmt
from verifier.editing.scaffold import proposed
from verifier.loading import load
from verifier.loading.fix import changes, fixed
from verifier.loading.rules import load_rules
from verifier.loading.yaml import read
from verifier.model.edtf import Dated
from verifier.model.record import LONGEST_PHRASE
from verifier.rules import Rules
from verifier.when import find_times
from verifier.words.likelihood import find_conditions, find_likelihoods

LINEAR = 1.25
"""Sorting takes a little more than in proportion, and so does what is begun once for each batch."""

FILES: dict[str, Callable[[int], str]] = {
    "unknown keys": lambda n: SOURCE + "".join(f"k{i}: 1\n" for i in range(n)),
    "a key again and again": lambda n: SOURCE + "k: 1\n" * n,
    "broken records": lambda n: (
        SOURCE
        + "".join(f"  - {{id: f{i}, forecaster: nobody-{i}, said: 2024-13-01}}\n" for i in range(n))
    ),
    "one id": lambda n: SOURCE + SOURCE[SOURCE.index("  - id") :] * n,
    "hash signs": lambda n: SOURCE + "".join(f"k{i}: a #b\n" for i in range(n)),
    "deep lists": lambda n: f"{SOURCE}x: {'[' * n}{']' * n}\n",
    "an open bracket": lambda n: f"{SOURCE}x: [{'a, ' * n}\n",
    "an open quotation": lambda n: SOURCE + 'x: "' + "a\n" * n,
    "aliases": lambda n: f"{SOURCE}x: [&a [b], {'*a, ' * n}]\n",
}


@pytest.mark.parametrize("kind", thin(FILES, 3))
def test_the_check_of_a_file_grows_with_it(kind: str, tmp_path: Path) -> None:
    """Every mistake is found, and four times as many take four times the work."""

    def work(size: int) -> Callable[[], object]:
        root = write(tmp_path / str(size), source=FILES[kind](size))
        return lambda: load(root, advice=True).diagnostics

    assert growth(work, 60) < LINEAR


UNITS = ["likely ", "in July ", "3 ", "if they do, ", "they will ", "A. ", "said ", "“Yes,” "]
UNITS += ["they will likely attack in July and ", "They will attack in July. ", "Ann said so, "]
UNITS += ["Under Ann Roe, ", "Lake Analytics said so. Lake said it will fall. "]


@cache
def _rules() -> Rules:
    rules = load_rules(Path("/nowhere"), [], {})
    assert rules is not None
    return rules


@slow
@some(UNITS)
def test_the_reading_of_a_text_grows_with_it(unit: str) -> None:
    """Of words of time, likelihood and condition, however often they stand in one text."""
    rules = _rules()
    anchor = Dated.read("2024-06-02").days

    def words(size: int) -> Callable[[], object]:
        text = unit * size
        return lambda: (
            find_times(text, anchor=anchor, conventions=rules.time),
            find_likelihoods(text, rules=rules.likelihood),
            find_conditions(text, rules=rules.likelihood),
        )

    assert growth(words, 100) < LINEAR


@deep
@some(UNITS)
def test_the_intake_of_an_article_grows_with_it(unit: str) -> None:
    """Also where it is one sentence without an end, or says the same for ever."""
    rules = _rules()
    day = Dated.read("2024-06-02").days
    source = {"id": "paper", "publisher": "The Paper", "published": "2024-06-02"}

    def work(size: int) -> Callable[[], object]:
        text = unit * (size // len(unit))
        found = partial(propose, text, anchor=day, rules=rules, forecasters={})
        return lambda: proposed(found(), source, {}, name="a.txt")

    assert growth(work, 2 * LONGEST, times=2) < LINEAR


def test_a_text_without_stops_is_cut_at_blanks() -> None:
    """No sentence is longer than any that people write, and no word is lost or cut in two."""
    text = "and Ann goes on " * 1_000
    found = sentences(text, abbreviations=frozenset())
    assert all(len(sentence.text) <= LONGEST for sentence in found)
    assert " ".join(sentence.text for sentence in found) == text.strip()


def test_laying_out_and_fixing_grow_with_the_file() -> None:
    """A file of many records, and one with as many words misspelt."""

    def records(size: int) -> str:
        return "questions:\n" + "".join(f"- {{title: T{i}, id: q-{i}}}\n" for i in range(size))

    assert growth(lambda size: partial(fmt, "outcomes/q.yaml", records(size)), 60) < LINEAR

    def misspelt(size: int) -> Callable[[], object]:
        text = "".join(f"k{i}: quotatoin\n" for i in range(size))
        document = read("f.yaml", text)
        edits = [_edit(n) for n in range(1, size + 1)]
        return lambda: fixed(document, edits)

    assert growth(misspelt, 60) < LINEAR


def _edit(line: int) -> Edit:
    start = len(f"k{line - 1}: ") + 1
    return Edit(Span("f.yaml", line, start, line, start + len("quotatoin")), "quotation")


def test_an_edit_that_is_not_sound_leaves_the_others() -> None:
    """Those before and after it are made; a mistaken one cannot take the file with it."""
    document = read("f.yaml", "a: b\nc: d\ne: f\n")
    edits = [
        Edit(Span("f.yaml", 1, 4, 1, 5), "x"),
        Edit(Span("f.yaml", 2, 4, 2, 5), "{"),
        Edit(Span("f.yaml", 3, 4, 3, 5), "y"),
    ]
    assert fixed(document, edits) == "a: x\nc: d\ne: y\n"
    assert changes(document.value, read("f.yaml", fixed(document, edits)).value) == 2


def test_a_phrase_is_no_book(tmp_path: Path) -> None:
    """Words of time or likelihood over the limit are one finding, and at it are read."""
    for size, codes in ((LONGEST_PHRASE, {"VF203"}), (LONGEST_PHRASE + 1, {"VF103"})):
        source = SOURCE.replace('{phrase: "will"}', f"{{phrase: {'x' * size}}}")
        root = write(tmp_path / str(size), source=source)
        assert {d.code for d in load(root).diagnostics} == codes


def test_a_terminal_shows_as_many_findings_as_one_can_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two hundred, the errors among them first, how many are left, and the count of all."""
    advised = "".join(f"k{i}: 1\n" for i in range(500))
    write(tmp_path, source=SOURCE + advised)
    assert main(["check", "--ledger", str(tmp_path)]) == 1
    err = capsys.readouterr().err
    assert err.count("error[VF101]") == 200
    assert "500 errors" in err
    assert "300 more are not shown" in err
    assert main(["check", "--ledger", str(tmp_path), "--format", "github"]) == 1
    assert capsys.readouterr().out.count("::error") == 500
