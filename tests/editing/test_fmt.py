"""One layout: no value changes, comments stay, a second time changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import deep, each
from tests.ledgers import write
from verifier.cli import main
from verifier.editing.fmt import fmt, laid_out
from verifier.editing.tree import all_comments, tree_of
from verifier.loading.yaml import read
from verifier.model.shape import OUTCOMES, SEEDS

ROOT = Path(__file__).resolve().parents[2]

UNTIDY = """\
# Who wrote this file.

forecasters:
- {name: 'Ann   Example', id: ann-example, kind: person} # beside
# before the second
- kind: "person"
  # before the id
  id: bo
  name: Bo
  spellings:
  - "B."   # short
  # after the spellings
  # end of bo
# end of the file
"""


def test_a_file_is_laid_out() -> None:
    """Keys in order, two spaces, quotation marks where needed, comments where they were."""
    assert fmt("seeds/f.yaml", UNTIDY).text == (
        "# Who wrote this file.\n"
        "\n"
        "forecasters:\n"
        "  - id: ann-example  # beside\n"
        "    name: Ann   Example\n"
        "    kind: person\n"
        "\n"
        "  # before the second\n"
        "  # before the id\n"
        "  - id: bo\n"
        "    name: Bo\n"
        "    kind: person\n"
        "    spellings:\n"
        "      - B.  # short\n"
        "    # after the spellings\n"
        "    # end of bo\n"
        "\n"
        "# end of the file\n"
    )


@each(
    "written laid",
    [
        ('quote: "it will"', 'quote: "it will"'),
        ("quote: it will", 'quote: "it will"'),
        ("notes: 'a # b'", 'notes: "a # b"'),
        ("notes: 'say \"so\": now'", "notes: 'say \"so\": now'"),
        ('notes: "no"', 'notes: "no"'),
        ("notes: no", "notes: no"),
        ('notes: "2023"', 'notes: "2023"'),
        ("said: '2023-01-30/2023-02-01'", "said: 2023-01-30/2023-02-01"),
        ('notes: "tab\\there"', 'notes: "tab\\there"'),
        ("notes: |\n  one\n  two", "notes: |\n  one\n  two"),
        ("notes: >-\n  one\n  two", "notes: one two"),
        ("notes: ~", "notes: null"),
        ("expects: {place: x, event: y}", "expects: {event: y, place: x}"),
        (
            "expects:\n  of: [{event: y}]\n  at_least: 1",
            "expects:\n  at_least: 1\n  of:\n    - {event: y}",
        ),
        ("likelihood:\n  phrase: will", 'likelihood: {phrase: "will"}'),
        ("restates: null", "restates: null"),
    ],
)
def test_values_are_written_one_way(written: str, laid: str) -> None:
    """The same value has one form; what other readers of YAML could mistake keeps its marks."""

    def inside(text: str) -> str:
        return "forecasts:\n  - " + text.replace("\n", "\n    ") + "\n"

    done = fmt("seeds/a.yaml", inside(written))
    assert done.left_because is None
    assert done.text == inside(laid)


def test_long_text_is_folded_and_quotations_are_not() -> None:
    """A note is wrapped at the width; a quotation stays on its line, however long."""
    long = "word " * 30 + "end"
    text = fmt("seeds/a.yaml", f"forecasts:\n  - quote: {long}\n    notes: {long}\n").text
    assert f'  - quote: "{long}"\n' in text
    assert "    notes: >-\n      word" in text
    assert max(len(line) for line in text.split("\n") if "quote" not in line) <= 100


def test_files_that_cannot_be_laid_out_are_left() -> None:
    """Mistakes, anchors and files that hold no mapping stay as they are, and it is said why."""
    for text, why in (
        ("a: [", "not valid YAML"),
        ("a: &x 1\nb: *x\n", "anchors"),
        ("- a\n", "no mapping"),
    ):
        done = fmt("seeds/a.yaml", text)
        assert done.text == text
        assert why in str(done.left_because)


def test_the_modeline_is_added_once() -> None:
    """The editor's line comes first, and is not doubled."""
    once = fmt("seeds/a.yaml", "# head\n\nsource: {id: a}\n", schema="../schemas/seeds.json").text
    assert once.startswith(
        "# yaml-language-server: $schema=../schemas/seeds.json\n# head\n\nsource:"
    )
    assert fmt("seeds/a.yaml", once, schema="../schemas/seeds.json").text == once


@deep
def test_our_own_ledger_is_laid_out() -> None:
    """`verifier fmt --check` has nothing to say about the repository."""
    assert main(["fmt", "--check", "--ledger", str(ROOT)]) == 0


def test_check_names_the_files_and_fmt_mends_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--check exits with 1 and one line for each file; without it the files are written."""
    root = write(tmp_path)
    assert main(["fmt", "--ledger", str(root), "--check"]) == 1
    said = capsys.readouterr().out
    assert said.count(": would change\n") == 2
    assert main(["fmt", "--ledger", str(root)]) == 0
    assert main(["fmt", "--ledger", str(root), "--check"]) == 0
    assert main(["fmt", "--ledger", str(root), str(tmp_path / "elsewhere.yaml")]) == 2


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "",
        "no",
        "null",
        "~",
        "2023-01-30",
        "1e3",
        "- a",
        "a: b",
        "a #b",
        "#",
        "'",
        '"',
        "a\nb\n",
        " x",
        "|",
        ">-",
        "{a}",
        "[",
        "*x",
        "&x",
        "!t",
        "%",
        "@",
        "`",
        "---",
        "...",
        "a:",
        "?",
        "x\n\ny",
        "\ufeff",
    ]
)
KEYS = st.sampled_from(["id", "quote", "notes", "expects", "window", "phrase", "event", "of", "zz"])
VALUES = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
FILES = st.dictionaries(
    st.sampled_from(["source", "forecasts", "set_aside", "forecasters", "x"]), VALUES, min_size=1
)


def _flow(value: Any) -> str:
    """The value in a layout that nobody would choose: all on one line, in double quotes."""
    if value is None:
        return "~"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return '"' + "".join(f"\\U{ord(c):08x}" for c in value) + '"'


@given(FILES)
def test_no_value_changes(value: Any) -> None:
    """Re-reading a file that was laid out gives what it had."""
    text = "\n".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "\n"
    if read("seeds/a.yaml", text).diagnostics:
        return
    done = fmt("seeds/a.yaml", text)
    assert read("seeds/a.yaml", done.text).value == value
    assert done.left_because is None


@given(FILES)
def test_twice_is_once(value: Any) -> None:
    """A file that was laid out stays as it is."""
    text = "\n".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "\n"
    once = fmt("seeds/a.yaml", text).text
    assert fmt("seeds/a.yaml", once).text == once


LINES = st.lists(
    st.sampled_from(
        [
            "# c",
            "  # c",
            "    # c",
            "      # c",
            "",
            "forecasts:",
            "set_aside: # s",
            "  - id: a # i",
            "  - quote: x",
            "    notes: >- # f",
            "      folded",
            "      more",
            "    window: {phrase: p, # w",
            "      operator: in}",
            '    notes: "a # b"',
            "    expects: # e",
            "      event: x",
            "  -",
            "    id: b",
        ]
    ),
    max_size=14,
)


@given(LINES)
def test_comments_stay(lines: list[str]) -> None:
    """Wherever comments stand, all of them are kept, and a second time moves none."""
    text = "\n".join(["source: {id: a}", *lines]) + "\n"
    if read("seeds/a.yaml", text).diagnostics:
        return
    done = fmt("seeds/a.yaml", text)
    assert done.left_because is None
    assert all_comments(tree_of(done.text)) == all_comments(tree_of(text))
    assert text.count("# c") == done.text.count("# c")
    assert fmt("seeds/a.yaml", done.text).text == done.text


def test_a_record_is_laid_out_with_remarks() -> None:
    """New records are written as a formatted file has them, remarks beside their keys."""
    lines = laid_out({"title": "T: 1", "id": "q"}, OUTCOMES.inside("questions"), beside={"id": "r"})
    assert lines == ["id: q  # r", 'title: "T: 1"']
    assert SEEDS.inside("forecasts").keys(["zz", "quote", "id"]) == ("id", "quote", "zz")
