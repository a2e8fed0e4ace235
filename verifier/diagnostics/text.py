"""A finding as a code frame for the terminal: place, source line, caret, remedy."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from verifier.diagnostics.finding import Diagnostic


def render(diagnostic: Diagnostic, lines: Sequence[str]) -> str:
    """The finding as text; `lines` are those of the file it points into (may be empty)."""
    span = diagnostic.span
    out = [
        f"{diagnostic.severity}[{diagnostic.code}]: {_visible(diagnostic.message)}",
        f" --> {span.file}:{span.line}:{span.column}",
    ]
    if span.line <= len(lines):
        out += _frame(diagnostic, lines[span.line - 1])
    if diagnostic.help:
        out.append(f"help: {_visible(diagnostic.help)}")
    for note in diagnostic.notes:
        place = f" ({note.span.file}:{note.span.line})" if note.span else ""
        out.append(f"note: {_visible(note.text)}{place}")
    out.append(f"docs: docs/checks.md#{diagnostic.code.lower()}")
    return "\n".join(out)


def _frame(diagnostic: Diagnostic, line: str) -> list[str]:
    span = diagnostic.span
    end = span.end_column if span.end_line == span.line else len(line) + 1
    before, marked = line[: span.column - 1], line[span.column - 1 : end - 1]
    gutter = " " * len(str(span.line))
    caret = "^" * max(1, _width(marked.rstrip()))
    label = f" {_visible(diagnostic.label)}" if diagnostic.label else ""
    return [
        f"{gutter} |",
        f"{span.line} | {_visible(line)}",
        f"{gutter} | {' ' * _width(before)}{caret}{label}",
    ]


def _visible(text: str) -> str:
    """The text with tabs as four spaces and control characters as their pictures."""
    return "".join(
        "    " if c == "\t" else chr(0x2400 + ord(c)) if ord(c) < 32 else "" if ord(c) == 127 else c
        for c in text
    )


def _width(text: str) -> int:
    """Columns that the text takes in a terminal: two for wide characters, none for combining."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in _visible(text)
    )
