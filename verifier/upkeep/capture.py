"""What was read, kept: the bytes of a source, their text, and where each quotation stands in it.

Where a quotation stands is told as the W3C's Web Annotation has it (TextQuoteSelector): the exact
words of the text, and some before and after them, so that the passage is found again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime

from verifier.dataclass import dataclass
from verifier.loading.yaml import read
from verifier.model.forecasts import Source, SourceFile
from verifier.text.passages import Text, scrolled
from verifier.upkeep.warc import Read, warc
from verifier.writing import fingerprint

AROUND = 32
"""Characters before and after a quotation: enough to tell it from the same words elsewhere."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage of a text: its exact words, and those before and after it."""

    exact: str
    prefix: str
    suffix: str


def select(quote: str, text: str) -> Selector | None:
    """Where the quotation stands in the text, with the words that it leaves out; None where not.

    Blanks, dashes and quotation marks may differ, as for `verifier quotes`.
    """
    return _select(quote, text, Text.of(text))


def _select(quote: str, text: str, read: Text) -> Selector | None:
    found = read.find(quote)
    if not isinstance(found, tuple):
        return None
    start, end = found
    before, after = max(0, start - AROUND), end + AROUND
    prefix, suffix = text[before:start], text[end:after]
    # Browsers find whole words alone.
    if before and not text[before - 1].isspace():
        prefix = re.sub(r"^\S+", "", prefix)
    if text[after : after + 1].strip():
        suffix = re.sub(r"\S+$", "", suffix)
    return Selector(text[start:end], prefix, suffix)


def selectors(file: SourceFile, text: str) -> tuple[str, list[str]]:
    """The selectors of a source's quotations as JSON-LD, and the quotations that were not found."""
    source = file.source
    quotes = dict.fromkeys(
        [f.quote for f in file.forecasts if f.quote] + [aside.quote for aside in file.set_aside]
    )
    read = Text.of(text)
    found = {quote: _select(quote, text, read) for quote in quotes}
    graph = [
        {
            "type": "Annotation",
            "motivation": "identifying",
            "body": {"type": "TextualBody", "value": quote},
            "target": {
                "source": f"{source.address or source.id}",
                "selector": {
                    "type": "TextQuoteSelector",
                    "exact": selector.exact,
                    "prefix": selector.prefix,
                    "suffix": selector.suffix,
                },
                **_scrolled(source, quote, selector),
            },
        }
        for quote, selector in found.items()
        if selector is not None
    ]
    value = {"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": graph}
    missing = [quote for quote, selector in found.items() if selector is None]
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n", missing


def _scrolled(source: Source, quote: str, selector: Selector) -> dict[str, str]:
    if source.address is None:
        return {}
    # What stands in another paragraph is nothing that a browser finds beside it.
    prefix, suffix = selector.prefix.rpartition("\n")[2], selector.suffix.partition("\n")[0]
    return {"id": scrolled(source.address, quote, prefix=prefix, suffix=suffix)}


def kept(
    id: str, read: Read, text: str, told: str, archived: datetime | None = None
) -> dict[str, bytes]:
    """The files of a capture: what was read as it is, its text, and its selectors.

    With the moment at which it was read it is a web archive, else a file as it came.
    """
    beside = {f"{id}.txt": text.encode(), f"{id}.annotations.json": told.encode()}
    if archived is not None:
        return {f"{id}.warc.gz": warc(read, archived), **beside}
    data, head = read.data, read.data.lstrip()[:16].lower()
    kind = (
        "pdf" if head.startswith(b"%pdf-") else "html" if head.startswith(b"<") else
        "docx" if head.startswith(b"pk\x03\x04") else "rtf" if head.startswith(b"{\\rtf") else "bin"
    )  # fmt: skip
    return beside if data == text.encode() else {f"{id}.{kind}": data, **beside}


def recorded(name: str, text: str, line: int, values: Mapping[str, object]) -> str | None:
    r"""The file's text with keys more in its source, behind its id at `line`; None if unsafe.

    >>> print(recorded("s.yaml", "source:\n  id: a\n  publisher: P\n", 2, {"title": "T"}))
    source:
      id: a
      title: "T"
      publisher: P
    <BLANKLINE>
    """
    lines = text.split("\n")
    found = re.match(r"(\s+)id:", lines[line - 1]) if 0 < line <= len(lines) else None
    before = read(name, text).value
    if found is None or not isinstance(before, dict):
        return None
    lines[line:line] = [f"{found[1]}{key}: {_flow(value)}" for key, value in values.items()]
    out = "\n".join(lines)
    wanted = {**before, "source": {**before["source"], **values}}
    return out if read(name, out).value == wanted else None


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def archive_of(id: str, text: str) -> dict[str, str]:
    """What the source says of its archived text."""
    return {"file": f"{id}.txt", "sha256": fingerprint(text.encode())}
