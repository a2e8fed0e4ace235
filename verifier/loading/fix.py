"""Apply remedies as edits of the text, each of which changes one key or value and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
    starts = document.starts
    places = sorted(
        (
            starts[edit.span.line - 1] + edit.span.column - 1,
            starts[edit.span.line - 1] + edit.span.end_column - 1,
            edit.text,
        )
        for edit in set(edits)
    )
    had = Counter(diagnostic.code for diagnostic in document.diagnostics)
    return _applied(document.path, document.text, document.value, places, had)[0]


_Place = tuple[int, int, str]
"""From where to where in the text, and what stands there instead."""


def _applied(
    path: str, text: str, value: Any, edits: Sequence[_Place], had: Counter[str]
) -> tuple[str, Any]:
    """The text and its value after the edits that are sound, tried all at once, else by halves.

    Sound are those by which nothing is wrong with the file that was not before.
    """
    again = read(path, _edited(text, edits))
    new = Counter(diagnostic.code for diagnostic in again.diagnostics) - had
    if not new and changes(value, again.value) == len(edits):
        return again.text, again.value
    if len(edits) < 2:
        return text, value
    half = len(edits) // 2
    # The later ones first, so that the places of those still to come stay true.
    text, value = _applied(path, text, value, edits[half:], had)
    return _applied(path, text, value, edits[:half], had)


def _edited(text: str, edits: Sequence[_Place]) -> str:
    parts, at = [], 0
    for start, end, instead in edits:
        parts += [text[at:start], instead]
        at = end
    return "".join([*parts, text[at:]])


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
