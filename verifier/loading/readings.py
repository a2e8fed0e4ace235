"""What the rules make of words, each of them read once: a ledger says the same few again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from verifier.loading.yaml import Document
from verifier.model.days import Days
from verifier.model.forecasts import ConditionKind
from verifier.rules import Rules
from verifier.when import TimePhrase, parse_time, read_time, unread_words
from verifier.words import LikelihoodReading, find_conditions, read_likelihood
from verifier.words import unread_words as unread_likelihood_words

_CONDITIONS = (ConditionKind.IF, ConditionKind.UNLESS)


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a phrase is not read: the first words that are not, what is without them, or the reason.

    `words` is empty where all of them are unread.
    """

    words: str
    nearest: tuple[str, ...]
    objection: str = ""


def _without(phrase: str, spans: Sequence[tuple[int, int]], reads: Callable[[str], bool]) -> Unread:
    kept = list(phrase)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    rest = " ".join("".join(kept).split()).strip(" ,;:")
    if not spans or not any(character.isalnum() for character in rest):
        return Unread("", ())
    words = phrase[slice(*spans[0])]
    return Unread(words, (rest,) if reads(rest) else ())


class Readings:
    """Readings of words by `rules`, which are written in `documents`."""

    def __init__(self, rules: Rules, documents: Mapping[str, Document]) -> None:
        self.rules = rules
        self.documents = documents
        self._parsed: dict[str, TimePhrase | None] = {}
        self._windows: dict[tuple[str, Days], tuple[Days, Days] | None] = {}
        self._ahead: dict[str, date] = {}
        self._likelihoods: dict[str, LikelihoodReading] = {}
        markers = (m for m in rules.likelihood.conditions if m.kind in _CONDITIONS)
        words = [phrase.casefold().split() for m in markers for phrase in m.phrases]
        self._marker = re.compile("|".join(r"\s+".join(map(re.escape, each)) for each in words))

    def window(self, phrase: str, anchor: Days) -> tuple[Days, Days] | None:
        """The narrow and the wide days that `phrase` names, None where it is not read."""
        key = (phrase, anchor)
        if key not in self._windows:
            parsed = self._parse(phrase)
            reading = None if parsed is None else parsed.read(anchor)
            self._windows[key] = None if reading is None else (reading.narrow, reading.wide)
        return self._windows[key]

    def ahead(self, phrase: str, anchor: Days) -> bool:
        """Whether `phrase` is read, and as a time to come on any day: then no day needs a look."""
        parsed = self._parse(phrase)
        if parsed is None or not parsed.ahead or anchor.last is None:
            return False
        # What lies ahead is read on every day before one on which it was: only the end of the
        # calendar is in its way.
        latest = self._ahead.get(phrase)
        if latest is None or anchor.last > latest:
            if self.window(phrase, anchor) is None:
                return False
            self._ahead[phrase] = anchor.last
        return True

    def _parse(self, phrase: str) -> TimePhrase | None:
        if phrase not in self._parsed:
            self._parsed[phrase] = parse_time(phrase, self.rules.time)
        return self._parsed[phrase]

    def unread_time(self, phrase: str, anchor: Days) -> Unread:
        """What keeps a phrase of time from being read."""
        parsed = parse_time(phrase, self.rules.time)
        if parsed is not None:
            return Unread("", (), parsed.objection(anchor) or "")
        return _without(phrase, unread_words(phrase, self.rules.time), self._reads_time(anchor))

    def _reads_time(self, anchor: Days) -> Callable[[str], bool]:
        return lambda rest: read_time(rest, anchor=anchor, conventions=self.rules.time) is not None

    def likelihood(self, phrase: str) -> LikelihoodReading:
        """What `phrase` says of likelihood."""
        if phrase not in self._likelihoods:
            self._likelihoods[phrase] = read_likelihood(phrase, rules=self.rules.likelihood)
        return self._likelihoods[phrase]

    def unread_likelihood(self, phrase: str) -> Unread:
        """What keeps a phrase of likelihood from being read."""
        spans = unread_likelihood_words(phrase, self.rules.likelihood)
        return _without(phrase, spans, self.known_likelihood)

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
