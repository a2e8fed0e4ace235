"""A check: its code, what it is about, why it matters and what to do."""

from __future__ import annotations

from functools import partial

from verifier.dataclass import dataclass
from verifier.diagnostics.finding import Diagnostic, Edit, Note, Severity, Span


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of the catalogue, which stands beside the code that looks for such mistakes.

    A ledger may change a check's severity or suppress a finding of it, except where the check is
    `firm`: without it a run would not know what it reads.
    """

    code: str
    headline: str
    rationale: str
    remedy: str
    severity: Severity = Severity.ERROR
    firm: bool = False

    @property
    def slug(self) -> str:
        """The headline as part of a file's name.

        >>> Check("VF105", "unknown forecaster", "", "").slug
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


firm = partial(Check, firm=True)
"""An error in every ledger."""
error = Check
"""An error, unless a ledger says otherwise."""
warning = partial(Check, severity=Severity.WARNING)
"""A warning, unless a ledger says otherwise."""
advice = partial(Check, severity=Severity.ADVICE)
"""Advice, unless a ledger says otherwise."""
