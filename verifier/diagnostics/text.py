"""A finding as a code frame for the terminal: place, source line, caret, remedy."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from verifier.diagnostics.characters import inert, visible
from verifier.diagnostics.finding import Diagnostic, Severity

WIDEST = 110
"""Columns of a source line that are shown; what is far from the caret gives way to an ellipsis."""

_BEFORE = 40
"""Columns before the caret that are always shown: some six words, to tell where one is."""
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}


def render(
    diagnostic: Diagnostic,
    lines: Sequence[str],
    *,
    colour: bool = False,
    place: Callable[[str], str] = str,
) -> str:
    """The finding as text; `lines` are those of the file it points into (may be empty).

    `place` says where, from where the reader is, a file of the ledger is.
    """
    span = diagnostic.span

    def paint(text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if colour else text

    tint = f"1;{_COLOURS[diagnostic.severity]}"
    head = paint(f"{diagnostic.severity}[{diagnostic.code}]", tint)
    out = [
        f"{head}{paint(f': {visible(diagnostic.message)}', '1')}",
        f"{paint(' -->', '34')} {visible(place(span.file))}:{span.line}:{span.column}",
    ]
    if span.line <= len(lines):
        gutter = " " * len(str(span.line))
        source, before, caret = _frame(diagnostic, lines[span.line - 1])
        label = f" {visible(diagnostic.label)}" if diagnostic.label else ""
        out += [
            paint(f"{gutter} |", "34"),
            f"{paint(f'{span.line} |', '34')} {source}".rstrip(),
            f"{paint(f'{gutter} |', '34')} {before}{paint(caret + label, tint)}",
        ]
    if diagnostic.help:
        out.append(f"{paint('help', '1;36')}: {visible(diagnostic.help)}")
    for note in diagnostic.notes:
        beside = f" ({visible(place(note.span.file))}:{note.span.line})" if note.span else ""
        out.append(f"{paint('note', '1;34')}: {visible(note.text)}{beside}")
    out.append(f"docs: {diagnostic.docs}")
    return inert("\n".join(out))


def _frame(diagnostic: Diagnostic, line: str) -> tuple[str, str, str]:
    """The source line as it is shown, what stands before the caret, and the caret."""
    span = diagnostic.span
    end = span.end_column if span.end_line == span.line else len(line) + 1
    before, marked = line[: span.column - 1], line[span.column - 1 : end - 1].rstrip()
    after = line[len(before) + len(marked) :]
    if width(line) > WIDEST:
        if width(before) > _BEFORE:
            before = "…" + before[-_BEFORE:]
        if width(marked) > WIDEST - _BEFORE:
            marked = marked[: WIDEST - _BEFORE - 1] + "…"
            after = ""
        room = WIDEST - width(before) - width(marked)
        if width(after) > room:
            after = after[: max(room - 1, 0)] + "…"
    source = visible(before + marked + after)
    return source, " " * width(before), "^" * max(1, width(marked))


_NARROW = frozenset({"Mn", "Me", "Cf"})


def width(text: str) -> int:
    r"""Columns that the text takes in a terminal: two for wide characters, none for combining.

    >>> width("e\u0301"), width("字"), width("\t")
    (1, 2, 4)
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, visible(text)))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _NARROW:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
