"""What is printed: no text of users steers a terminal, or commands the runner of a job."""

from __future__ import annotations

from typing import TextIO

from verifier.diagnostics.characters import inert, visible


class Guarded:
    """A stream on which every line is shown as `verifier.diagnostics.characters` has it."""

    def __init__(self, under: TextIO) -> None:
        self.under = under
        self._begun = False

    def write(self, text: str) -> int:
        """Write a text, which may be a part of a line."""
        lines = "\n".join(map(visible, text.split("\n")))
        # Only what is at the beginning of a line is taken for a command.
        safe = inert(f".{lines}")[1:] if self._begun else inert(lines)
        if text:
            self._begun = not text.endswith("\n")
        self.under.write(safe)
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self.under, name)


def unguarded(stream: TextIO) -> TextIO:
    """The stream itself, for what is safe already: painted findings, progress, annotations."""
    return getattr(stream, "under", stream)
