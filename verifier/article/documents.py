"""The text of an article in whatever file it came: plain text, HTML, PDF, DOCX or RTF.

All but plain text is read by libraries (the extra `articles`). Words that a line end parts are put
together again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

EXTRA = "articles"
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOKED_AT = 4096
"""Bytes at the beginning of a file that say what it is."""
_PARTED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad][^\S\n]*\n[^\S\n]*([a-zß-öø-ÿ][\w]*)")


class Unreadable(Exception):
    """A file of which no text can be had, and why."""


def text_of(data: bytes) -> str:
    r"""The text of a file by what it holds; raises `Unreadable` with the reason and the remedy.

    >>> text_of("It will be well-\nknown; a well-known fore-\ncast.".encode())
    'It will be well-known; a well-known forecast.'
    """
    read = _reader(data)
    if read is None:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Unreadable("it is not UTF-8 text: save it as UTF-8") from None
    else:
        name, reader = read
        try:
            text = reader(data)
        except ImportError:
            raise Unreadable(
                f"{name} is read with the extra `{EXTRA}`: "
                f"python -m pip install 'prediction-verifier[{EXTRA}]', or save it as text"
            ) from None
        except Exception as error:  # noqa: BLE001  # a library may raise anything of a broken file
            raise Unreadable(f"it cannot be read as {name}: {error}") from None
        if not text.strip():
            raise Unreadable(f"no text was found in it; it was read as {name}")
    return _joined(text.replace("\r\n", "\n"))


def _reader(data: bytes) -> tuple[str, Callable[[bytes], str]] | None:
    head = data[:_LOOKED_AT]
    if head.startswith(b"%PDF-"):
        return "PDF", _pdf
    if head.startswith(b"PK\x03\x04"):
        return "DOCX", _docx
    if head.startswith(b"{\\rtf"):
        return "RTF", _rtf
    return ("HTML", _html) if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) else None


def _html(data: bytes) -> str:
    from trafilatura import extract  # noqa: PLC0415  # an extra

    # What is said below an article by its readers is no part of it.
    return extract(data, include_comments=False, favor_recall=True) or ""


def _pdf(data: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415  # an extra

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def _docx(data: bytes) -> str:
    from docx import Document  # noqa: PLC0415  # an extra

    return "\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)


def _rtf(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415  # an extra

    return str(rtf_to_text(data.decode("latin-1")))


def _joined(text: str) -> str:
    """The text without the line ends that part words; a hyphen stays where the word has one."""
    if not _PARTED.search(text):
        return text
    words = set(re.findall(r"[\w-]+", text.casefold()))

    def together(match: re.Match[str]) -> str:
        first, last = match[1], match[2]
        hyphened = f"{first}-{last}".casefold() in words
        whole = f"{first}{last}".casefold() in words
        return f"{first}-{last}" if hyphened and not whole else f"{first}{last}"

    return _PARTED.sub(together, text)
