"""A run: everything that pages are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from verifier.model.ledger import Ledger
from verifier.model.verdict import Verdict
from verifier.report.words import Words
from verifier.resolve.knowledge import Knowledge
from verifier.rules import Rules, Scheme
from verifier.score import ForecastScore, Tally


@dataclass(frozen=True, slots=True)
class Run:
    """A ledger resolved and scored as of one day, with the words to tell it in."""

    ledger: Ledger
    rules: Rules
    as_of: date
    scheme: Scheme
    verdicts: Mapping[str, Verdict]
    scores: Mapping[str, ForecastScore]
    tallies: Mapping[str, Tally]
    known: Knowledge
    words: Words

    @property
    def latest(self) -> bool:
        """Whether this is the default day: earlier ones leave curators' later texts out."""
        return self.as_of >= self.ledger.default_as_of
