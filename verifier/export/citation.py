"""How to cite the ledger as it was resolved: a Citation File Format file, version 1.2.0."""

from __future__ import annotations

import string

from verifier.export.claimreview import Publication
from verifier.report.run import Run

_PLAIN = frozenset(string.ascii_letters + string.digits + " .,;:-_/()'")


def citation(run: Run, publication: Publication) -> str:
    """The text of `CITATION.cff`; no text of users leaves its quotes."""
    words = run.words
    counts = {"forecasts": len(run.verdicts), "sources": len(run.ledger.sources)}
    lines = [
        "cff-version: 1.2.0",
        f"message: {_text(words('cff.message'))}",
        "type: dataset",
        f"title: {_text(run.title)}",
        f"abstract: {_text(words('cff.abstract', **counts))}",
        "authors:",
        f"  - name: {_text(publication.publisher)}",
        f"version: {_text(run.rules.fingerprint)}",
        f"date-released: {run.as_of.isoformat()}",
        "license: CC-BY-4.0",
    ]
    if publication.address:
        lines.append(f"url: {_text(publication.address)}")
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """A double-quoted scalar in ASCII, whatever is in it."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return f'"{"".join(map(_character, sound))}"'


def _character(character: str) -> str:
    if character in _PLAIN:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
