"""A finding and the place it points to."""

from __future__ import annotations

from enum import StrEnum

from verifier.dataclass import dataclass


class Severity(StrEnum):
    """How much a finding matters: errors stop a run, warnings and advice do not."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file. Lines and columns count from 1; the end is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that belongs to a finding, with the place it speaks of where there is one."""

    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A remedy that is safe to apply unseen: `text` in the place of what stands at `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake: what it is, where, and the remedy. `code` is a key of `CHECKS`."""

    code: str
    severity: Severity
    message: str
    span: Span
    label: str = ""
    help: str = ""
    notes: tuple[Note, ...] = ()
    fix: Edit | None = None

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """By place, then code, then words: the order in which findings are shown."""
        return (self.span, self.code, self.message)

    @property
    def docs(self) -> str:
        """Where its check is explained."""
        return f"docs/checks.md#{self.code.lower()}"

    @property
    def files(self) -> set[str]:
        """The files that it speaks of."""
        return {self.span.file, *(note.span.file for note in self.notes if note.span is not None)}
