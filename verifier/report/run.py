"""A run: everything that pages are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from verifier.model.forecasts import Forecast, SourceFile
from verifier.model.ledger import Ledger
from verifier.model.outcomes import Question
from verifier.model.verdict import Verdict
from verifier.rank.ledger import Sureness
from verifier.rank.schemes import SchemeResult
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
    schemes: Sequence[SchemeResult]
    sureness: Sureness
    known: Knowledge
    words: Words

    @property
    def latest(self) -> bool:
        """Whether this is the default day: earlier ones leave curators' later texts out."""
        return self.as_of >= self.ledger.default_as_of

    @property
    def files(self) -> list[SourceFile]:
        """The sources that had been published, with their forecasts and look-alikes."""
        return [f for f in self.ledger.files if self.known.had(f.source.published.days)]

    @property
    def forecasts(self) -> list[Forecast]:
        """The forecasts that had been published, by the day they were said."""
        found = [self.ledger.forecasts[id] for id in self.verdicts]
        return sorted(found, key=lambda f: (f.said.days.iso()[0] or "", f.id))

    @property
    def questions(self) -> list[Question]:
        """The questions that one of these forecasts is about."""
        asked = {self.ledger.forecasts[id].question for id in self.verdicts}
        return [q for q in self.ledger.questions.values() if q.id in asked]
