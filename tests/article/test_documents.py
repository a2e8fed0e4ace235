"""The text of an article in HTML, PDF, DOCX or RTF, by the extra `articles`."""

from __future__ import annotations

import builtins
from io import BytesIO
from typing import Any

import pytest

from verifier.article.documents import Unreadable, text_of

SAID = "The old pier will probably open by June, Ann Example said on Monday."
MORE = "It will be shut again in winter if the storms are as bad as they were last year, she added."
HTML = f"""<!doctype html><html><head><title>Pier</title><script>var a = "will";</script></head>
<body><nav><a href="/">Home</a> <a href="/m">Markets</a></nav>
<article><h1>Pier to open</h1><p>{SAID}</p><p>{MORE}</p></article>
<footer>All rights reserved</footer></body></html>"""


PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> >> >>"
)


def _docx() -> bytes:
    docx = pytest.importorskip("docx")
    document, out = docx.Document(), BytesIO()
    for text in ("Pier to open", SAID, MORE):
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    """A page with two lines, as the specification of the format has it."""
    pytest.importorskip("pypdf")
    rows = "".join(f"({row}) Tj T* " for row in (SAID, MORE))
    stream = f"BT /F1 9 Tf 12 TL 20 700 Td {rows}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1,
        start,
    )
    return bytes(out)


def _html() -> bytes:
    pytest.importorskip("trafilatura")
    return HTML.encode()


def _rtf() -> bytes:
    pytest.importorskip("striprtf")
    return (r"{\rtf1\ansi " + SAID + r"\par " + MORE + r"\par}").encode()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("made", [_html, _pdf, _docx, _rtf])
def test_the_text_of_a_document_is_read(made: Any) -> None:
    """Its sentences whole and in order, and nothing of what stands around an article."""
    text = " ".join(text_of(made()).split())
    assert SAID in text
    assert MORE in text
    assert text.index(SAID) < text.index(MORE)
    for word in ("Markets", "rights", "var a", "<p>"):
        assert word not in text


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (HTML.encode(), "HTML"),
        (b"%PDF-1.4\n", "PDF"),
        (b"PK\x03\x04", "DOCX"),
        (b"{\\rtf1}", "RTF"),
    ],
)
def test_without_the_extra_the_remedy_is_said(
    monkeypatch: pytest.MonkeyPatch, data: bytes, name: str
) -> None:
    """Nothing of such a file is taken for text."""
    real = builtins.__import__

    def missing(module: str, *args: Any, **more: Any) -> Any:
        if module.partition(".")[0] in ("trafilatura", "pypdf", "docx", "striprtf"):
            raise ImportError(module)
        return real(module, *args, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(Unreadable, match=rf"{name} is read with the extra `articles`"):
        text_of(data)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("data", "library"),
    [
        (b"%PDF-1.4\nbroken", "pypdf"),
        (b"PK\x03\x04broken", "docx"),
        (b"<html></html>", "trafilatura"),
    ],
)
def test_a_broken_file_is_said_to_be_one(data: bytes, library: str) -> None:
    """Whatever the library makes of it."""
    pytest.importorskip(library)
    with pytest.raises(Unreadable, match="read"):
        text_of(data)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("a fore-\ncast", "a forecast"),
        ("a long-\nterm plan, and long-term", "a long-term plan, and long-term"),
        ("9-\nday", "9-\nday"),
        ("North-\nSouth", "North-\nSouth"),
        ("no - \nhyphen", "no - \nhyphen"),
        ("soft\u00ad\nware", "software"),
    ],
)
def test_words_that_a_line_end_parts(text: str, joined: str) -> None:
    """They are put together, with their hyphen where the word has one elsewhere."""
    assert text_of(text.encode()) == joined
