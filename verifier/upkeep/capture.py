"""What was read, kept: the bytes of a source, their text, and where each quotation stands in it.

Where a quotation stands is told as the W3C's Web Annotation has it (TextQuoteSelector): the exact
words of the text, and some before and after them, so that the passage is found again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote as encoded

from verifier.loading.checks.archive import plain
from verifier.loading.yaml import read
from verifier.model.forecasts import SourceFile
from verifier.writing import fingerprint

AROUND = 32
"""Characters before and after a quotation: enough to tell it from the same words elsewhere."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage of a text: its exact words, and those before and after it."""

    exact: str
    prefix: str
    suffix: str

    @property
    def fragment(self) -> str:
        """The text fragment that browsers scroll to, behind an address.

        >>> Selector("a-b, c", "so ", " it is").fragment
        '#:~:text=so-,a%2Db%2C%20c,-it%20is'
        """
        before, exact, after = (
            encoded(part.strip(), safe="").replace("-", "%2D")
            for part in (self.prefix, self.exact, self.suffix)
        )
        return f"#:~:text={f'{before}-,' if before else ''}{exact}{f',-{after}' if after else ''}"


def select(quote: str, text: str) -> Selector | None:
    """Where the quotation stands in the text; None where it does not, or with words left out.

    Blanks, dashes and quotation marks may differ, as for `verifier quotes`.
    """
    shown = " ".join(text.split())
    words = plain(quote)
    if "..." in words or not words:
        return None
    # Each character made plain is one or three; the passage is found by growing it word by word.
    first = words.split()[0]
    starts = [m.start() for m in re.finditer(r"\S+", shown)]
    for begun in starts:
        start = begun
        rest = shown[start : start + 2 * len(quote) + AROUND]
        if not plain(rest).startswith(first):
            continue
        for end in range(len(quote) - AROUND, len(rest) + 1):
            if end > 0 and plain(rest[:end]) == words:
                at = start + end
                # Marks of quotation around it are no part of the words.
                while not plain(shown[start]):
                    start += 1
                return Selector(
                    shown[start:at], shown[max(0, start - AROUND) : start], shown[at : at + AROUND]
                )
    return None


def selectors(file: SourceFile, text: str) -> tuple[str, list[str]]:
    """The selectors of a source's quotations as JSON-LD, and the quotations that were not found."""
    source = file.source
    quotes = dict.fromkeys(
        [f.quote for f in file.forecasts if f.quote] + [aside.quote for aside in file.set_aside]
    )
    found = {quote: select(quote, text) for quote in quotes}
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
                **({"id": source.address + selector.fragment} if source.address else {}),
            },
        }
        for quote, selector in found.items()
        if selector is not None
    ]
    value = {"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": graph}
    missing = [quote for quote, selector in found.items() if selector is None]
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n", missing


def kept(id: str, data: bytes, text: str, told: str) -> dict[str, bytes]:
    """The files of a capture: what was read as it is, its text, and its selectors."""
    head = data.lstrip()[:16].lower()
    kind = (
        "pdf" if head.startswith(b"%pdf-") else "html" if head.startswith(b"<") else
        "docx" if head.startswith(b"pk\x03\x04") else "rtf" if head.startswith(b"{\\rtf") else "bin"
    )  # fmt: skip
    original = {} if data == text.encode() else {f"{id}.{kind}": data}
    return {
        **original,
        f"{id}.txt": text.encode(),
        f"{id}.annotations.json": told.encode(),
    }


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
