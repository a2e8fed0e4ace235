"""A fix changes one key or value, and not a character besides."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.cases import cases
from tests.depth import each
from verifier.diagnostics import Edit, Span
from verifier.loading import load
from verifier.loading.fix import changes, fixed
from verifier.loading.yaml import Document, read

FIXABLE = ("VF101", "VF103", "VF104", "VF106")


@pytest.mark.parametrize("code", FIXABLE)
def test_a_fix_puts_its_finding_right(code: str, tmp_path: Path) -> None:
    """Every check with a remedy that is safe: the finding is gone, in one line one word is new."""
    fixes = 0
    for number, case in enumerate(case for case in cases("fail") if case.code == code):
        root = tmp_path / str(number)
        loaded = case.load(root)
        [found] = loaded.diagnostics
        if found.fix is None:
            continue
        document = loaded.documents[found.span.file]
        text = fixed(document, [found.fix])
        assert changes(document.value, read("f.yaml", text).value) == 1
        pairs = zip(document.text.split("\n"), text.split("\n"), strict=True)
        differ = [line for line, (before, after) in enumerate(pairs, start=1) if before != after]
        assert differ == [found.span.line]
        (root / found.span.file).write_text(text, encoding="utf-8")
        assert code not in {d.code for d in load(root, advice=True).diagnostics}
        fixes += 1
    assert fixes


WORDS = st.text(alphabet="abcdefgh-", min_size=1, max_size=8).filter(
    lambda word: word[0] != "-" and word[-1] != "-"
)


@given(keys=st.lists(WORDS, min_size=1, max_size=5, unique=True), data=st.data())
def test_only_the_path_of_the_edit_changes(keys: list[str], data: st.DataObject) -> None:
    """Whatever the layout: the value edited is the new one, and all others are as they were."""
    quotes = data.draw(st.lists(st.sampled_from(["", '"', "'"]), min_size=5, max_size=5))
    lines = [f"{key}:   {q}old{q}  # {key}" for key, q in zip(keys, quotes, strict=False)]
    document = read("f.yaml", "\n".join(lines))
    key = data.draw(st.sampled_from(keys))
    new = data.draw(WORDS.filter(lambda word: word != "old"))
    quote = quotes[keys.index(key)]
    text = fixed(document, [Edit(document.span((key,)), f"{quote}{new}{quote}")])
    assert read("f.yaml", text).value == {**dict.fromkeys(keys, "old"), key: new}
    assert [line.partition("#")[2] for line in text.split("\n")] == [f" {key}" for key in keys]


@each(
    "text edit",
    [
        ("a: &x old\nb: *x", Edit(Span("f", 1, 4, 1, 10), "&x new")),
        ("a: old", Edit(Span("f", 1, 4, 1, 7), "[new]")),
        ("a: old\nb: old", Edit(Span("f", 1, 1, 1, 2), "b")),
        ("a: old", Edit(Span("f", 1, 4, 1, 7), '"new')),
    ],
)
def test_an_edit_that_would_change_more_is_left_out(text: str, edit: Edit) -> None:
    """An anchor's text is that of its aliases too; a value stays a text, a key stays one."""
    document = read("f", text)
    assert fixed(document, [edit]) == text


def test_line_ends_survive() -> None:
    """Windows' line ends are counted and kept."""
    document: Document = read("f", "a: x\r\nb: old\r\n")
    assert fixed(document, [Edit(Span("f", 2, 4, 2, 7), "new")]) == "a: x\r\nb: new\r\n"
