"""YAML is read as it was written, with the place of every key and value, and never crashes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.depth import each
from verifier.loading.yaml import read


@each(
    "text value",
    [
        ("a: no", {"a": "no"}),
        ("a: 012", {"a": "012"}),
        ("a: 12:30:45", {"a": "12:30:45"}),
        ("a: 2023-02-30", {"a": "2023-02-30"}),
        ("a: 1e3", {"a": "1e3"}),
        ("a: true", {"a": "true"}),
        ("a:", {"a": None}),
        ("a: ~", {"a": None}),
        ("a: ''", {"a": ""}),
        ("a: 'null'", {"a": "null"}),
        ("a: &x [b, *x2]\n", None),
        ("a: &x [b]\nc: *x", {"a": ["b"], "c": ["b"]}),
        ("<<: {a: b}", {"<<": {"a": "b"}}),
    ],
)
def test_scalars_stay_the_text_that_was_written(text: str, value: object) -> None:
    """YAML 1.1's surprises do not happen; only null is not text."""
    assert read("f.yaml", text).value == value


@each(
    "text code line column",
    [
        ("a: 1\nb: 2\na: 3\n", "VF002", 3, 1),
        ("a: !!python/object:x y", "VF003", 1, 4),
        ("--- a\n--- b\n", "VF003", 2, 1),
        ("[" * 50_000, "VF003", 1, 42),
        ("? [a]\n: b", "VF003", 1, 3),
        ("\ta: b", "VF001", 1, 1),
        ("a: b: c", "VF001", 1, 5),
        ('a: "b', "VF001", 1, 4),
        ("a: [b", "VF001", 1, 4),
        ("a: b\n c: d", "VF001", 2, 2),
        ("a: *b", "VF003", 1, 4),
    ],
)
def test_what_the_ledger_does_not_take_is_a_finding(
    text: str, code: str, line: int, column: int
) -> None:
    """Each mistake has its code and its place."""
    found = read("f.yaml", text).diagnostics
    assert [(d.code, d.span.line, d.span.column) for d in found] == [(code, line, column)]


def test_aliases_cannot_blow_up() -> None:
    """Nine lists of nine aliases each are refused instead of expanded."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert [d.code for d in read("f.yaml", "\n".join(lines)).diagnostics] == ["VF003"]


def test_every_key_and_value_has_its_place() -> None:
    """Lines and columns count from 1; ends are exclusive."""
    document = read("f.yaml", "a:\n  - b: cd\n    é: x\n")
    span = document.span(("a", 0, "b"))
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 8, 2, 10)
    key = document.key_span(("a", 0, "é"))
    assert (key.line, key.column, key.end_column) == (3, 5, 6)


@given(st.text(alphabet=st.sampled_from("ab:-[]{}\"'#&*!|>%@` \n\t?,"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text crashes the reader, and what is refused has a finding."""
    document = read("f.yaml", text)
    assert document.place is not None or document.diagnostics or document.value is None
