"""The main job, end to end: a loaded ledger in, a run out."""

from __future__ import annotations

from datetime import date

from verifier.model.ledger import Ledger
from verifier.report import Run
from verifier.report.words import words
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge
from verifier.rules import Rules
from verifier.score import score, tally


def run(ledger: Ledger, rules: Rules, as_of: date | None = None) -> Run:
    """Resolve and score `ledger` under the first scheme, as of a day (default: its last)."""
    day = as_of or ledger.default_as_of
    scheme = rules.schemes.schemes[0]
    verdicts = resolve(ledger, rules, day, grace_days=scheme.grace_days)
    scores = score(ledger, rules, verdicts, scheme)
    return Run(
        ledger=ledger,
        rules=rules,
        as_of=day,
        scheme=scheme,
        verdicts=verdicts,
        scores=scores,
        tallies=tally(ledger, verdicts, scores),
        known=Knowledge(ledger, rules, day),
        words=words(),
    )
