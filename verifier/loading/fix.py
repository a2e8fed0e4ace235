"""Apply remedies as edits of the text, each of which changes one key or value and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verifier.diagnostics import Edit
from verifier.loading.yaml import Document, read


def fixed(document: Document, edits: Iterable[Edit]) -> str:
    """The text of `document` after those of `edits` that change one key or value each.

    >>> from verifier.diagnostics import Span
    >>> document = read("f.yaml", "voice: quotatoin  # theirs")
    >>> fixed(document, [Edit(Span("f.yaml", 1, 8, 1, 17), "quotation")])
    'voice: quotation  # theirs'
    """
    text, value = document.text, document.value
    # From the last to the first, so that the places of those still to come stay true.
    for edit in sorted(set(edits), key=lambda edit: edit.span, reverse=True):
        edited = _edited(text, document, edit)
        again = read(document.path, edited)
        if not again.diagnostics and changes(value, again.value) == 1:
            text, value = edited, again.value
    return text


def _edited(text: str, document: Document, edit: Edit) -> str:
    span = edit.span
    at = 0
    for line in document.lines[: span.line - 1]:
        at += len(line)
        at += 2 if document.text.startswith("\r\n", at) else 1
    return text[: at + span.column - 1] + edit.text + text[at + span.end_column - 1 :]


def changes(before: Any, after: Any) -> float:
    """How many keys and texts differ between two values; infinite where their shapes do.

    >>> changes({"a": ["x", "y"]}, {"b": ["x", "z"]})
    2.0
    """
    if isinstance(before, dict) and isinstance(after, dict) and len(before) == len(after):
        keys: int = sum(one != other for one, other in zip(before, after, strict=True))
        inside: float = sum(map(changes, before.values(), after.values()), 0.0)
        return keys + inside
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return sum(map(changes, before, after), 0.0)
    if isinstance(before, (dict, list)) or isinstance(after, (dict, list)):
        return float("inf")
    return int(before != after)
