"""No text of users can leave the place where it is printed."""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from html import unescape
from xml.etree import ElementTree as ET

import cmarkgfm
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.depth import each
from tests.laws.strategies import hostile
from verifier.cli.terminal import Guarded
from verifier.diagnostics import Diagnostic, Severity, Span
from verifier.diagnostics.characters import hidden, without_hidden
from verifier.diagnostics.formats import as_github, dumps
from verifier.loading.checks.catalogue import CHECKS
from verifier.report.charts.svg import plain as svg_plain
from verifier.report.charts.svg import text as svg_text
from verifier.report.escape import code, described, link, md, plain, url
from verifier.report.markdown import table

_UNSAFE = 1 << 17
"""Render raw HTML as it is, so that it would be seen (`CMARK_OPT_UNSAFE`)."""
_LINKIFY = MarkdownIt("gfm-like")
_BARE = re.compile(r"(?<!\\)(?:\\\\)*[|`*_\[\]<>~&$^!#{}]")


@given(hostile)
def test_text_stays_on_its_line(text: str) -> None:
    """Nothing breaks the line, and no control character passes."""
    assert not re.search(r"[\x00-\x1f\x7f\u2028\u2029\u202e]", md(text))


@given(hostile)
def test_every_character_that_means_something_is_escaped(text: str) -> None:
    """Each special character is preceded by an odd number of backslashes."""
    assert not _BARE.search(md(text).replace("<!-- -->", ""))


@given(hostile)
def test_text_cannot_leave_its_cell(text: str) -> None:
    """A table of one user's cell keeps its two columns."""
    row = list(table([md("a"), md("b")], [[md(text), md("x")]]))[2]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3


@given(hostile)
def test_text_cannot_open_a_block(text: str) -> None:
    """No heading, list, quotation, rule or fence begins with it."""
    assert not re.match(r"\s*([-+*>#=]|\d+[.)]\s|```|~~~)", md(text))


@given(hostile)
def test_an_address_cannot_end_its_link(text: str) -> None:
    """Only http(s) passes, and without brackets, spaces or quotes."""
    assert url(text) == "" or text.startswith(("http://", "https://"))
    assert not re.search(r"[\s()<>\"\[\]\\|`]", url("https://example.org/" + text).replace("(", ""))


def test_other_schemes_are_dropped() -> None:
    """A script is no link."""
    assert url("javascript:alert(1)") == ""


@given(hostile)
def test_text_cannot_steer_a_terminal(text: str) -> None:
    """No control character, no change of direction, no second line."""
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", plain(text))


@given(hostile)
def test_markdown_shows_the_text_and_makes_no_link(text: str) -> None:
    """Read back by GitHub's parser: one paragraph, the text as it is read, and nothing else."""
    html = cmarkgfm.github_flavored_markdown_to_html(md(text), options=_UNSAFE)
    shown = unescape(html.strip().removeprefix("<p>").removesuffix("</p>").replace("<!-- -->", ""))
    assert "<" not in html.replace("<!-- -->", "").replace("<p>", "").replace("</p>", "")
    assert shown == plain(text)


@given(hostile)
def test_markdown_makes_no_link_where_domains_are_linked_too(text: str) -> None:
    """Read back by markdown-it with its finder of links, as editors and other hosts have it."""
    tokens = [t for token in _LINKIFY.parse(md(text)) for t in token.children or ()]
    assert not [t for t in tokens if t.type.startswith("link")]


@given(hostile)
def test_a_cell_and_a_link_show_the_text(text: str) -> None:
    """In a table, with a target: the one link is ours, whatever its text says."""
    cells = [link(text or "x", url("https://example.org/")), md(text)]
    rows = table([md("a"), md("b")], [cells])
    html = cmarkgfm.github_flavored_markdown_to_html("\n".join(rows), options=_UNSAFE)
    assert html.count("<td>") == 2
    assert html.count("<a ") == html.count('<a href="https://example.org/">') == 1
    cells = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    assert unescape(cells[1].replace("<!-- -->", "")) == plain(text)


@given(hostile)
def test_code_shows_the_text(text: str) -> None:
    """Between backticks nothing is a link or ends the code."""
    html = cmarkgfm.github_flavored_markdown_to_html(f"x {code(text)} y", options=_UNSAFE)
    assert html.count("<code>") == (1 if plain(text) else 0)
    assert "<a " not in html


@given(hostile)
def test_the_description_of_a_picture_is_the_text(text: str) -> None:
    """Also where there is an address of mail in it, which is no link there."""
    page = f"![{described(text)}](x.svg)"
    html = cmarkgfm.github_flavored_markdown_to_html(page, options=_UNSAFE)
    found = re.fullmatch(r'<p><img src="x.svg" alt="([^"]*)" /></p>\n', html)
    assert found
    assert unescape(found[1]) == plain(text)


@given(hostile)
def test_a_picture_is_sound_xml_that_holds_the_text(text: str) -> None:
    """Read back by a parser of XML: one element, its text, no other."""
    element = ET.fromstring(svg_text(0, 0, text))
    assert "".join(element.itertext()) == svg_plain(text)
    assert len(list(element.iter())) == 1


@given(st.text(alphabet=st.one_of(st.characters(), hostile.filter(bool).map(lambda t: t[0]))))
def test_json_is_itself_and_shows_everything(text: str) -> None:
    """Also of lone surrogates: read back it is the same, and no line of it commands a runner."""
    written = dumps({"a": [text], text: 1})
    assert json.loads(written) == {"a": [text], text: 1}
    assert written.encode()
    assert not any(True for _ in hidden(written.replace("\n", "")))
    assert "##" not in written
    assert not re.search(r"^\s*::", written, re.MULTILINE)


@given(st.lists(hostile, max_size=4))
def test_no_line_on_a_terminal_steers_it_or_commands_a_runner(parts: list[str]) -> None:
    """However it is cut into writes, as `print` does."""
    under = io.StringIO()
    guarded = Guarded(under)
    for part in parts:
        guarded.write(part)
        guarded.write("\n")
    shown = under.getvalue()
    assert not any(True for _ in hidden(shown.replace("\n", "")))
    assert not re.search(r"##\w*\[", shown)
    assert not re.search(r"^\s*::", shown, re.MULTILINE)


@given(hostile, hostile)
def test_an_annotation_is_one_command(text: str, name: str) -> None:
    """Neither a text nor the name of a file can begin another one, or a property."""
    finding = Diagnostic("VF001", Severity.ERROR, text, Span(name), help=text)
    told = as_github([finding], CHECKS)
    assert len(told.splitlines()) == 1
    head = re.fullmatch(r"::error file=([^,:]*),line=1,endLine=1,col=1,endColumn=1,title=.*", told)
    assert head
    assert not re.search(r"##\w*\[", told)


@given(hostile)
def test_what_does_not_show_is_nowhere(text: str) -> None:
    """Taking it away leaves nothing of it, and doing so twice is doing it once."""
    once = without_hidden(text)
    assert not any(True for _ in hidden(once))
    assert without_hidden(once) == once


_VISIBLE_FORMATS = {
    *range(0x0600, 0x0606),
    *(0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD),
}
"""Marks of numbers and abbreviations in Arabic, Syriac and Kaithi: format characters that show."""


def test_every_character_that_does_not_show_is_known() -> None:
    """All that Unicode calls control, format, line and paragraph separators, and surrogates."""
    missed = [
        f"{number:04X}"
        for number in range(sys.maxunicode + 1)
        if unicodedata.category(chr(number)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        and number not in _VISIBLE_FORMATS
        and chr(number) not in "\t\n"
        and not any(True for _ in hidden(chr(number)))
    ]
    assert missed == []


@each(
    "text",
    [
        "Володимир Зеленський",
        "Ёлкина Анна",
        "علی‌رضا",
        "محمد بن سلمان",
        "क्‍ष",
        "葛\U000e0100城",
        "山田 太郎、ユーロ",
        "👨‍👩‍👧 ❤️‍🔥",
        "Zoë Müller-Łuczak",
        "no\u00a0break",
    ],
)
def test_ordinary_names_are_left_alone(text: str) -> None:
    """Of any script: joiners between letters, chosen forms, parts of one picture."""
    assert without_hidden(text) == text
