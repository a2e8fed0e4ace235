"""Read the words of a ledger: the days and the likelihood that forecasts name, each phrase once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from verifier.model.forecasts import Forecast, WindowClaim
from verifier.model.ledger import Ledger
from verifier.model.verdict import WindowReading
from verifier.rules import Rules
from verifier.when.window import anchor_of, read_window
from verifier.words import LikelihoodReading, read_likelihood


@dataclass(frozen=True)
class Readings:
    """What the words of every forecast of `ledger` say by `rules`.

    All that comes after takes its readings from here, so that they cannot differ.
    """

    ledger: Ledger
    rules: Rules

    @cached_property
    def windows(self) -> Mapping[str, WindowReading]:
        """The days that each forecast names, by its id."""
        return {id: self._window(f, f.window) for id, f in self.ledger.forecasts.items()}

    @cached_property
    def conditions(self) -> Mapping[str, WindowReading]:
        """The days on which each condition is to be met: the forecast's where it names none."""
        return {
            id: self._window(f, f.given.window) if f.given.window else self.windows[id]
            for id, f in self.ledger.forecasts.items()
            if f.given is not None
        }

    def _window(self, forecast: Forecast, claim: WindowClaim | None) -> WindowReading:
        reading = read_window(
            claim,
            anchor=anchor_of(forecast, self.ledger.source_of[forecast.id]),
            said=forecast.said.days,
            conventions=self.rules.time,
        )
        assert reading is not None, "loading reports time phrases that are not read"
        return reading

    @cached_property
    def likelihood(self) -> Callable[[str, tuple[str, ...]], LikelihoodReading]:
        """The reading of a phrase under the lexicons named, best first; none named means all."""

        def read(phrase: str, lexicons: tuple[str, ...]) -> LikelihoodReading:
            order = lexicons or None
            return read_likelihood(phrase, rules=self.rules.likelihood, order=order)

        return cache(read)
