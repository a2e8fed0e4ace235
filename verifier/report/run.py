"""A run: everything that pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from verifier.dataclass import dataclass
from verifier.model.forecasts import Forecast, PanelReading, SourceFile
from verifier.model.ledger import Ledger
from verifier.model.outcomes import Event, Question
from verifier.model.verdict import Verdict
from verifier.rank.forecasters import Sureness, standings_of
from verifier.rank.schemes import SchemeResult
from verifier.rank.standings import Standing, Standings
from verifier.report.words import Words
from verifier.resolve import turned_by_days
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.questions import Answered, Key
from verifier.rules import Rules, Scheme
from verifier.score.calls import own_decision
from verifier.score.forecasts import ForecastScore
from verifier.score.record import Record, record
from verifier.score.tally import Tally


class _Each(dict[str, bool]):
    """What is worked out of each when it is asked for."""

    def __init__(self, of: Callable[[str], bool]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, id: str) -> bool:
        return self.setdefault(id, self._of(id))


@dataclass(frozen=True)
class Run:
    """A ledger resolved and scored as of one day, with the words to tell it in."""

    known: Knowledge
    answers: Mapping[Key, Answered]
    schemes: Sequence[SchemeResult]
    sureness: Sureness
    words: Words

    @property
    def ledger(self) -> Ledger:
        """What was resolved."""
        return self.known.ledger

    @property
    def title(self) -> str:
        """What the ledger is called, as plain text."""
        return self.ledger.title or self.words("title")

    @property
    def about(self) -> str:
        """What it is about, in a sentence of plain text."""
        return self.ledger.about or self.words("index.intro")

    @property
    def rules(self) -> Rules:
        """The rules in force."""
        return self.known.rules

    @property
    def as_of(self) -> date:
        """Only what was public by this day was used."""
        return self.known.as_of

    @property
    def scheme(self) -> Scheme:
        """The scheme whose figures the pages print: the first."""
        return self.schemes[0].scheme

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """Every verdict under that scheme, by the forecast's id."""
        return self.schemes[0].verdicts

    @property
    def scores(self) -> Mapping[str, ForecastScore]:
        """Every forecast's figures under that scheme."""
        return self.schemes[0].scores

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """Every forecaster's record under that scheme."""
        return self.schemes[0].tallies

    @property
    def latest(self) -> bool:
        """Whether this is the default day: earlier ones leave curators' later texts out."""
        return self.as_of >= self.ledger.default_as_of

    def closed_by(self, day: date) -> int:
        """How many windows are open on the day of the run and closed by a later one."""
        ends = [v.wide.window.last for v in self.verdicts.values() if not v.closed]
        return sum(last is not None and last <= day for last in ends)

    @cached_property
    def otherwise(self) -> Mapping[str, Standings]:
        """The standings under every other scheme, where there are any under the first.

        Worked out for the page that shows them alone: they take longer than all else of a run.
        """
        others = self.schemes[1:] if self.sureness.standings.groups else ()
        return {of.scheme.id: standings_of(self.known, of.verdicts, of.scores) for of in others}

    @cached_property
    def record(self) -> Record:
        """What became of all forecasts under that scheme."""
        ended = (s.scores for s in self.schemes if s.scheme.undated == "horizon")
        return record(self.known, self.verdicts, self.scores, next(ended, None))

    @cached_property
    def dated(self) -> Mapping[str, bool]:
        """Of each forecast, once it is asked for, whether a few days more would have turned it."""
        days = self.rules.schemes.thresholds.another_day
        return _Each(lambda of: turned_by_days(self.verdicts[of], self.known, days))

    def own_side(self, forecast: Forecast) -> bool:
        """Whether the forecaster's own side alone decides on what is expected."""
        side = self.ledger.forecasters[forecast.forecaster].side
        return own_decision(forecast, side, self.rules, self.ledger.series)

    def panel(self, forecast: Forecast) -> list[PanelReading]:
        """What readers of a panel took the words to mean, by the day of the run."""
        return [one for one in forecast.panel if self.known.had(one.date.days)]

    @cached_property
    def events(self) -> list[Event]:
        """The events that had become known, those that were withdrawn later too."""
        return [e for e in self.ledger.events.values() if self.known.had(e.known.days)]

    @cached_property
    def files(self) -> list[SourceFile]:
        """The sources that had been published, with their forecasts and look-alikes."""
        return [f for f in self.ledger.files if self.known.had(f.source.published.days)]

    @cached_property
    def forecasts(self) -> list[Forecast]:
        """The forecasts that had been published, by the day they were said."""
        found = (self.ledger.forecasts[id] for id in sorted(self.verdicts))
        return sorted(found, key=lambda forecast: forecast.said.days.order)

    @cached_property
    def by_forecaster(self) -> Mapping[str, list[Forecast]]:
        """Those forecasts by who made them."""
        return self._grouped(lambda forecast: [forecast.forecaster])

    @cached_property
    def by_question(self) -> Mapping[str, list[Forecast]]:
        """Those forecasts by what they are about."""
        return self._grouped(lambda forecast: [forecast.question or ""])

    @cached_property
    def by_event(self) -> Mapping[str, list[Forecast]]:
        """Those forecasts by the events that their verdicts name."""
        return self._grouped(lambda forecast: self.verdicts[forecast.id].events)

    @cached_property
    def questions(self) -> list[Question]:
        """The questions that one of these forecasts is about, as they stood on the day."""
        asked = (q for q in self.ledger.questions.values() if q.id in self.by_question)
        return [question.on(self.as_of) for question in asked]

    @cached_property
    def standing_of(self) -> Mapping[str, Standing]:
        """Each forecaster's row of the standings."""
        return {row.forecaster: row for row in self.sureness.standings.rows}

    def _grouped(self, keys: Callable[[Forecast], Iterable[str]]) -> Mapping[str, list[Forecast]]:
        groups: dict[str, list[Forecast]] = {}
        for forecast in self.forecasts:
            for key in keys(forecast):
                groups.setdefault(key, []).append(forecast)
        return groups
