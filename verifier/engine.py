"""The main job, end to end: a loaded ledger in, a run out."""

from __future__ import annotations

from datetime import date

from verifier.model.ledger import Ledger
from verifier.rank.ledger import sureness
from verifier.rank.schemes import run_schemes
from verifier.report import Run
from verifier.report.words import words
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge
from verifier.rules import Rules
from verifier.score import score, tally

RNG_SEED = 20220224


def run(
    ledger: Ledger, rules: Rules, as_of: date | None = None, *, rng_seed: int = RNG_SEED
) -> Run:
    """Resolve and score `ledger` under every scheme, as of a day (default: its last)."""
    day = as_of or ledger.default_as_of
    known, scheme = Knowledge(ledger, rules, day), rules.schemes.schemes[0]
    verdicts = resolve(ledger, rules, day, grace_days=scheme.grace_days)
    scores = score(ledger, rules, verdicts, scheme)
    return Run(
        ledger=ledger,
        rules=rules,
        as_of=day,
        scheme=scheme,
        verdicts=verdicts,
        scores=scores,
        tallies=tally(known, verdicts, scores),
        schemes=tuple(run_schemes(known, verdicts)),
        sureness=sureness(ledger, scores, thresholds=rules.schemes.thresholds, rng_seed=rng_seed),
        known=known,
        words=words(),
    )
