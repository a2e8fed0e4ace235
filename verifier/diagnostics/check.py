"""A check: its code, what it is about, why it matters and what to do."""

from __future__ import annotations

from verifier.diagnostics.finding import Diagnostic, Edit, Note, Severity, Span
from verifier.values import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of the catalogue, which stands beside the code that looks for such mistakes.

    A ledger may change a check's severity or suppress a finding of it, except where the check is
    `firm`: without it a run would not know what it reads.
    """

    code: str
    severity: Severity
    headline: str
    rationale: str
    remedy: str
    firm: bool = False

    @property
    def slug(self) -> str:
        """The headline as part of a file's name.

        >>> Check("VF105", Severity.ERROR, "unknown forecaster", "", "").slug
        'unknown-forecaster'
        """
        words = "".join(c if c.isalnum() else " " for c in self.headline.lower()).split()
        return "-".join(words)

    def found(
        self,
        message: str,
        span: Span,
        *,
        label: str = "",
        help: str = "",
        notes: tuple[Note, ...] = (),
        fix: Edit | None = None,
    ) -> Diagnostic:
        """A finding; the remedy is its help where none is given."""
        return Diagnostic(
            self.code, self.severity, message, span, label, help or self.remedy, notes, fix
        )


def firm(code: str, headline: str, rationale: str, remedy: str) -> Check:
    """An error in every ledger."""
    return Check(code, Severity.ERROR, headline, rationale, remedy, firm=True)


def error(code: str, headline: str, rationale: str, remedy: str) -> Check:
    """An error, unless a ledger says otherwise."""
    return Check(code, Severity.ERROR, headline, rationale, remedy)


def warning(code: str, headline: str, rationale: str, remedy: str) -> Check:
    """A warning, unless a ledger says otherwise."""
    return Check(code, Severity.WARNING, headline, rationale, remedy)


def advice(code: str, headline: str, rationale: str, remedy: str) -> Check:
    """Advice, unless a ledger says otherwise."""
    return Check(code, Severity.ADVICE, headline, rationale, remedy)
