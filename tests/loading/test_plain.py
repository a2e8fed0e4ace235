"""Where plain lines are read without a parser of YAML, they are read as that one reads them."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from tests.ours import ROOT
from verifier.loading import yaml
from verifier.loading.plain import read_plain

_VALUES = (
    *("x", "x y", "it's", "2022-01-01/2022-02", "http://a.b/c", "null", "~", "NULL", "yes", "é"),
    *('"x"', "'x'", '"x: y #z"', '"it\'s"', "'a \"b\"'", '""', '"', "'a''b'", '"a\\"b"', '"a"b"'),
    *("{a: b}", '{a: "x, y", b: \'c\'}', "{a: b, a: c}", "{a: {b: c}}", "{a: b,c: d}", "{}", "{a}"),
    *("{a: null}", '{a: ""}', "{a: b }", "{a: 1:2}", "[]", "[a, b]", "[a, ]", "[[a]]"),
    *("{a: [b, c]}", "{a: [], b: 'c'}", "{a: [b, [c]]}", "{a: [b, {c: d}]}", "{a: [b], a: [c]}"),
    *('{a: [b, "c, ]"], d: e}', "{a: [b ,c]}", "{a: [b]c}", "{a: it's}", "{a: -2, b: - 2}"),
    *("{a: x & y}", '{a: x"y}', "[a? b!, c;d]", "[a|b, c*, d@e]", "{a: xé, b: é}", "[a -, b]"),
    *("[-2, --2]", "[- a]", '{"a b": c, "a": d}', '{a: b, "a": c}', '{"a: b": "c", "": d}'),
    *('{"a":b}', '"a \\" b"', '"\\u00b1"', '"\\u00e9 \\\\"', '"\\u0041"', '"\\ud83d"', '"\\u12"'),
    *('"\\x41"', '"a\\n"', '["\\u00b1", "+ / -"]', '{a: "b \\"c\\""}', '["a\\"]', '{a: "\\u0zz1"}'),
    *('"\\/"', "'a\\b'", "a\\b"),
    *("-2", "-a", "- -a", "x - y", "x ? y", "- {a: b}", "- [a]", '- "x"', "- x: y", "- >-"),
    *('[a, "b, c"]', "a: b", "a:", "a #b", "x # c", "# c", '"x" # c', "x ", " x", "- x"),
    *("&a x", "*a", "!t x", "%x"),
    *("|", ">", ">-", "|-", "? x", "@x", "`x", "-", "--- x", "x\ty", "x\u00a0y", "x\u2028y"),
)  # fmt: skip
_HELD = st.one_of(st.just(""), st.just(" >-"), st.sampled_from(_VALUES).map(" {}".format))
_KEYS = st.builds(
    "{}:{}".format,
    st.sampled_from(("a", "b", "c", "d", "a.b", "a-b.", "b.1", '"a"', '"b c"', '"d\\"')),
    _HELD,
)
_OTHERS = st.sampled_from(
    ("", "  ", "x", "x y", "more: x", "# c", "# c: d", "- x", "a", "- ", "---", '"a": b', "x ")
)  # fmt: skip
_LINES = st.builds(
    "{}{}{}".format,
    st.integers(0, 6).map(lambda n: " " * n),
    st.sampled_from(("", "", "- ")),
    st.one_of(_KEYS, _KEYS, _KEYS, st.sampled_from(_VALUES), _OTHERS),
)
_OURS = {
    path: path.read_text("utf-8")
    for folder in ("seeds", "outcomes", "examples", "rules")
    for path in sorted((ROOT / folder).rglob("*.yaml"))
}


def _alike(text: str) -> bool:
    """Whether what is read line by line, if it is, is what the parser of YAML reads."""
    plain = read_plain(text)
    if plain is None:
        return True
    with patch.object(yaml, "read_plain", lambda _: None):
        document = yaml.read("a.yaml", text)
    return (document.value, document.diagnostics) == (plain, [])


@given(
    st.lists(_LINES, max_size=8).map("\n".join),
    st.sampled_from(("", "a:\n", "a:\n  - b: c\n", "a:\n  - b\n")),
)
def test_any_lines(text: str, before: str) -> None:
    """Plain ones, and others among them."""
    assert _alike(before + text)


@given(st.data())
def test_files_with_a_slip(data: st.DataObject) -> None:
    """Ours, with letters gone and others in their place."""
    text = data.draw(st.sampled_from([*_OURS.values()]))
    at = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.sampled_from((0, 1, 2, 4, 20)))
    new = data.draw(st.text("\n\n  :-#\"'{}[],>|ab\\&\t", max_size=3))
    assert _alike(text[:at] + new + text[at + gone :])


def test_files_as_they_are() -> None:
    """Ours are read alike, and nearly all of them in this way."""
    assert all(map(_alike, _OURS.values()))
    read = [path for path, text in _OURS.items() if read_plain(text) is not None]
    assert len(read) > 0.95 * len(_OURS)
