"""The main job, end to end: a loaded ledger in, a run out."""

from __future__ import annotations

from datetime import date

from verifier.model.ledger import Ledger
from verifier.rank.forecasters import standings_of, sureness
from verifier.rank.schemes import run_schemes
from verifier.report import Run
from verifier.report.words import languages, words
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.questions import answers
from verifier.rules import Rules


def run(
    ledger: Ledger,
    rules: Rules,
    as_of: date | None = None,
    *,
    language: str | None = None,
) -> Run:
    """Resolve and score `ledger` under every scheme, as of a day (default: its last).

    `language` is that of the pages, one of `verifier.report.words.languages()`; by default the
    rules' where there are pages in it, else English.
    """
    language = language or rules.likelihood.language
    known = Knowledge(ledger, rules, as_of or ledger.default_as_of)
    questions = answers(known)
    schemes = tuple(run_schemes(known, questions))
    sure = sureness(known, schemes[0].verdicts, schemes[0].scores)
    others = schemes[1:] if sure.standings.groups else ()
    return Run(
        known=known,
        answers=questions,
        schemes=schemes,
        sureness=sure,
        otherwise={
            other.scheme.id: standings_of(known, other.verdicts, other.scores) for other in others
        },
        words=words(language if language in languages() else "en"),
    )
