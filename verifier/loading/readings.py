"""What the rules make of words, each of them read once: a ledger says the same few again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from verifier.loading.yaml import Document
from verifier.model.days import Days
from verifier.model.forecasts import ConditionKind
from verifier.rules import Rules
from verifier.when import TimePhrase, TimeReading, parse_time, read_time
from verifier.words import LikelihoodReading, find_conditions, read_likelihood

_CONDITIONS = (ConditionKind.IF, ConditionKind.UNLESS)


class Readings:
    """Readings of words by `rules`, which are written in `documents`."""

    def __init__(self, rules: Rules, documents: Mapping[str, Document]) -> None:
        self.rules = rules
        self.documents = documents
        self._parsed: dict[str, TimePhrase | None] = {}
        self._windows: dict[tuple[str, Days], tuple[Days, Days] | None] = {}
        self._ahead: dict[str, bool] = {}
        self._likelihoods: dict[str, LikelihoodReading] = {}
        markers = (m for m in rules.likelihood.conditions if m.kind in _CONDITIONS)
        words = [phrase.casefold().split() for m in markers for phrase in m.phrases]
        self._marker = re.compile("|".join(r"\s+".join(map(re.escape, each)) for each in words))

    def window(self, phrase: str, anchor: Days) -> tuple[Days, Days] | None:
        """The narrow and the wide days that `phrase` names, None where it is not read."""
        key = (phrase, anchor)
        if key not in self._windows:
            reading = self._reading(phrase, anchor)
            self._windows[key] = None if reading is None else (reading.narrow, reading.wide)
        return self._windows[key]

    def ahead(self, phrase: str, anchor: Days) -> bool:
        """Whether `phrase` is read, and as a time to come on any day: then no day needs a look."""
        if phrase not in self._ahead:
            read = self.window(phrase, anchor) is not None
            parsed = self._parsed.get(phrase)
            self._ahead[phrase] = read and parsed is not None and parsed.ahead
        return self._ahead[phrase]

    def _reading(self, phrase: str, anchor: Days) -> TimeReading | None:
        if phrase not in self._parsed:
            self._parsed[phrase] = parse_time(phrase, self.rules.time)
        parsed = self._parsed[phrase]
        reading = parsed.read(anchor) if parsed is not None else None
        return reading or read_time(phrase, anchor=anchor, conventions=self.rules.time)

    def likelihood(self, phrase: str) -> LikelihoodReading:
        """What `phrase` says of likelihood."""
        if phrase not in self._likelihoods:
            self._likelihoods[phrase] = read_likelihood(phrase, rules=self.rules.likelihood)
        return self._likelihoods[phrase]

    def known_likelihood(self, phrase: str) -> bool:
        """Whether the rules know what `phrase` says of likelihood."""
        reading = self.likelihood(phrase)
        return reading.chosen is not None or reading.klass is not None

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text, folded, with contractions written out."""
        return self.rules.likelihood.index.words(text)

    def condition(self, quote: str) -> str | None:
        """The first clause of `quote` that says if or unless, None where there is none."""
        # Looking for a marker's letters is cheap, and spares nearly all quotations the reading.
        if not self._marker.search(quote.casefold()):
            return None
        conditions = find_conditions(quote, rules=self.rules.likelihood)
        return next((c.clause for c in conditions if c.kind in _CONDITIONS), None)
