"""Read the words of records: the days and the likelihood that they name, each phrase once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from math import isclose
from typing import TYPE_CHECKING, Any

from verifier.dataclass import dataclass
from verifier.model.days import Days, earliest
from verifier.model.forecasts import ConditionKind, Forecast, Operator, Source, Voice, WindowClaim
from verifier.text.language import denial

# The rules, and all that reads words by them, are two fifths of the start of a check after an edit,
# which most often meets words that were read before.
# ruff: noqa: PLC0415
if TYPE_CHECKING:
    from verifier.model.ledger import Ledger
    from verifier.model.verdict import WindowReading
    from verifier.rules import Rules
    from verifier.when import TimePhrase, TimeReading
    from verifier.words.lexicons import LexiconReading
    from verifier.words.likelihood import LikelihoodReading

_WORD = re.compile(r"\w+")
_CONDITIONS = (ConditionKind.IF, ConditionKind.UNLESS)


def anchor_of(forecast: Forecast, source: Source | None) -> Days:
    """The days that relative words refer to: said for quotations, else the day of publication."""
    if forecast.anchor is not None:
        return forecast.anchor.days
    if forecast.voice == Voice.QUOTATION or source is None:
        return forecast.said.days
    return source.published.days


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a phrase is not read: the first words that are not, what is without them, or the reason.

    `words` is empty where all of them are unread.
    """

    words: str
    nearest: tuple[str, ...]
    objection: str = ""


Heard = Mapping[str, Any]
"""What a reader has made of words, in plain values, for one that reads by the same rules."""


class Reader:
    """Reads words by `rules`. A ledger says the same few again, and each is read once.

    Where another one `heard` words, `rules` may be what takes the rules back for other words.
    """

    def __init__(self, rules: Rules | Callable[[], Rules], heard: Heard | None = None) -> None:
        self._rules = rules
        self._heard: dict[str, Any] = dict(heard or {})
        self._news: dict[str, dict[str, Any]] = {"ahead": {}, "denying": {}, "coming": {}}
        self._parsed: dict[str, TimePhrase | None] = {}
        self._times: dict[tuple[str, Days], TimeReading | None] = {}
        self._ahead: dict[str, int] = self._heard.get("ahead", {})
        self._denying: dict[str, bool] = self._heard.get("denying", {})
        self._coming: dict[str, set[int]] = self._heard.get("coming", {})
        self._likelihoods: dict[tuple[str, tuple[str, ...]], LikelihoodReading] = {}

    @cached_property
    def rules(self) -> Rules:
        """The rules."""
        return self._rules() if callable(self._rules) else self._rules

    @property
    def heard(self) -> Heard:
        """What it has made of words."""
        return {
            "ahead": self._ahead,
            "denying": self._denying,
            "coming": self._coming,
            "marking": self._marking,
            "weighing": self._weighing,
            "language": self.language,
            "terms": {name: self.terms(name) for name in ("events", "places", "actors")},
        }

    def news(self) -> Heard:
        """What it has made of words since this was last asked, for another reader to learn."""
        news = self._news
        self._news = {"ahead": {}, "denying": {}, "coming": {}}
        return news

    def learn(self, news: Heard) -> None:
        """Take over what another one made of words by the same rules."""
        self._denying |= news["denying"]
        for phrase, days in news["coming"].items():
            self._coming.setdefault(phrase, set()).update(days)
        for phrase, until in news["ahead"].items():
            self._ahead[phrase] = max(until, self._ahead.get(phrase, 0))

    def terms(self, vocabulary: str) -> Collection[str]:
        """The terms of a vocabulary."""
        known = self._heard.setdefault("terms", {})
        if vocabulary not in known:
            known[vocabulary] = frozenset(getattr(self.rules, vocabulary).terms)
        found: Collection[str] = known[vocabulary]
        return found

    @cached_property
    def _markers(self) -> Sequence[Sequence[str]]:
        markers = (m for m in self.rules.likelihood.conditions if m.kind in _CONDITIONS)
        return [phrase.casefold().split() for m in markers for phrase in m.phrases]

    @cached_property
    def _marking(self) -> Sequence[str]:
        """The longest word of each marker of a condition."""
        found: Sequence[str] = self._heard.get("marking") or sorted(
            {max(each, key=len) for each in self._markers}
        )
        return found

    @cached_property
    def _marker(self) -> re.Pattern[str]:
        return re.compile("|".join(r"\s+".join(map(re.escape, each)) for each in self._markers))

    def time(self, phrase: str, anchor: Days) -> TimeReading | None:
        """The days that `phrase` names when said on `anchor`, None where it is not read."""
        key = (phrase, anchor)
        if key not in self._times:
            parsed = self._parse(phrase)
            self._times[key] = None if parsed is None else parsed.read(anchor)
        return self._times[key]

    def ahead(self, phrase: str, anchor: Days) -> bool:
        """Whether `phrase` is known to be read, and as a time to come, on any day until then."""
        if anchor.until is None:
            return False
        # What lies ahead is read on every day before one on which it was: only the end of the
        # calendar is in its way.
        until = anchor.until.toordinal()
        if until > self._ahead.get(phrase, 0):
            # One that was asked of a single day is none that always lies ahead.
            if phrase in self._coming:
                return False
            parsed = self._parse(phrase)
            if parsed is None or not parsed.ahead or self.time(phrase, anchor) is None:
                return False
            self._ahead[phrase] = self._news["ahead"][phrase] = until
        return True

    def comes(self, phrase: str, anchor: Days) -> bool:
        """Whether `phrase` is read on `anchor`, as a time of which no reading is over before."""
        if anchor.start is None or anchor.until is None:
            return False
        # One number for both ends: the last day of the calendar has 22 digits of base two.
        days = anchor.start.toordinal() << 22 | anchor.until.toordinal()
        if days not in self._coming.get(phrase, ()):
            read = self.time(phrase, anchor)
            if read is None:
                return False
            ends = (days.until for days in (read.narrow, read.wide))
            if any(until is not None and anchor.start >= until for until in ends):
                return False
            for known in (self._coming, self._news["coming"]):
                known.setdefault(phrase, set()).add(days)
        return True

    def _parse(self, phrase: str) -> TimePhrase | None:
        if phrase not in self._parsed:
            from verifier.when import parse_time

            self._parsed[phrase] = parse_time(phrase, self.rules.time)
        return self._parsed[phrase]

    def unread_time(self, phrase: str, anchor: Days) -> Unread:
        """What keeps a phrase of time from being read."""
        parsed = self._parse(phrase)
        if parsed is not None:
            return Unread("", (), parsed.objection(anchor) or "")
        from verifier.when import of_time, unread_words

        spans = unread_words(phrase, self.rules.time)
        unread = _without(
            phrase, spans, lambda rest: self.time(rest, anchor) is not None, beside=A_DAY
        )
        if of_time(unread.words, self.rules.time):
            unread = replace(unread, nearest=())
        return self._denying_alike(phrase, unread)

    def window(
        self, forecast: Forecast, claim: WindowClaim | None, source: Source | None
    ) -> WindowReading | None:
        """The days that `claim` names, an open end without one; None where it is not read.

        A declared horizon closes a window that has no end of its own.
        """
        reading = self.unclosed(forecast, claim, source)
        if reading is None or claim is None or claim.horizon is None:
            return reading
        end = claim.horizon.days.until
        return reading.with_each(lambda days: Days(days.start, earliest(days.until, end)))

    def unclosed(
        self, forecast: Forecast, claim: WindowClaim | None, source: Source | None
    ) -> WindowReading | None:
        """The same without a declared horizon, which closes it."""
        from verifier.model.verdict import WindowReading

        if claim is not None and claim.narrow is not None and claim.wide is not None:
            return WindowReading(
                claim.phrase,
                claim.operator or Operator.DURING,
                claim.narrow.days,
                claim.wide.days,
                None,
                (claim.reason or "",),
                by_curator=True,
            )
        if claim is None or claim.phrase is None:
            open_end = Days(forecast.said.days.start, None)
            return WindowReading(None, Operator.OPEN_ENDED, open_end, open_end, None, ())
        read = self.time(claim.phrase, anchor_of(forecast, source))
        if read is None:
            return None
        return WindowReading(
            claim.phrase,
            claim.operator or Operator(read.operator.value),
            read.narrow,
            read.wide,
            read.preferred,
            tuple(f"“{used.words}”: {used.reason}" for used in read.applied),
            tuple(used.convention for used in read.applied),
            meant=read.meant,
        )

    def likelihood(self, phrase: str, lexicons: tuple[str, ...] = ()) -> LikelihoodReading:
        """What `phrase` says under the lexicons named, best first; none named means all."""
        key = (phrase, lexicons)
        if key not in self._likelihoods:
            from verifier.words.likelihood import read_likelihood

            rules, order = self.rules.likelihood, lexicons or None
            self._likelihoods[key] = read_likelihood(phrase, rules=rules, order=order)
        return self._likelihoods[key]

    def known_likelihood(self, phrase: str) -> bool:
        """Whether the rules know what `phrase` says of likelihood."""
        if phrase in self._denying:
            return True
        reading = self.likelihood(phrase)
        known = reading.chosen is not None or reading.klass is not None
        if known:
            self._denying[phrase] = self._news["denying"][phrase] = reading.negated
        return known

    def denies(self, phrase: str) -> bool:
        """Whether `phrase` denies what it is said of."""
        known = self._denying.get(phrase)
        return self.likelihood(phrase).negated if known is None else known

    def unread_likelihood(self, phrase: str) -> Unread:
        """What keeps a phrase of likelihood from being read."""
        from verifier.words.likelihood import unread_words, weighs

        spans = unread_words(phrase, self.rules.likelihood)
        unread = _without(phrase, spans, self.known_likelihood, beside=A_DEGREE)
        if weighs(unread.words, self.rules.likelihood):
            unread = replace(unread, nearest=())
        unread = self._denying_alike(phrase, unread)
        return unread if spans else replace(unread, objection=self.likelihood(phrase).objection)

    def _denying_alike(self, phrase: str, unread: Unread) -> Unread:
        near = (each for each in unread.nearest if not self.drops_denial(phrase, each))
        return replace(unread, nearest=tuple(near))

    def drops_denial(self, phrase: str, other: str) -> bool:
        """Whether `phrase` denies what another does not: "nobody expects", "expects"."""
        from verifier.words.likelihood import drops_denial

        return drops_denial(phrase, other, self.rules.likelihood)

    @cached_property
    def _weighing(self) -> Sequence[str]:
        found: Sequence[str] = self._heard.get("weighing") or sorted(
            word
            for word in self.rules.likelihood.index.weighing
            if denial(self.language, word) is None
        )
        return found

    @cached_property
    def _weigh(self) -> frozenset[str]:
        # Of one that is written with a mark any part will do.
        return frozenset(chain.from_iterable(map(_WORD.findall, self._weighing)))

    @cached_property
    def language(self) -> str:
        """The language of words of likelihood."""
        found: str = self._heard.get("language") or self.rules.likelihood.language
        return found

    def read_otherwise(
        self, quote: str, phrase: str, denies: Callable[[], bool]
    ) -> LikelihoodReading | None:
        """How a quotation reads the words of likelihood that `phrase` is a part of, or refuses it.

        None where that agrees, or the quotation says no more of how likely it is. What the claim
        itself denies, as `denies` tells, is left to its own words: "will not" is then "will".
        """
        text, own = quote.casefold(), phrase.casefold()
        # Looking for words is cheap, and spares nearly all quotations the reading.
        weighs = any(word not in own for word in self._weigh.intersection(_WORD.findall(text)))
        denied_by = None if weighs else denial(self.language, text)
        if not weighs and (denied_by is None or denial(self.language, own) or denies()):
            return None
        from verifier.words.likelihood import find_likelihoods

        alone, denied = self.likelihood(phrase).chosen, denies()
        holding = [
            reading
            for reading in find_likelihoods(quote, rules=self.rules.likelihood)
            if self.quotes(reading.phrase, phrase)
        ]
        if any(_agree(alone, reading.chosen, denied=denied) for reading in holding):
            return None
        return next((each for each in holding if each.chosen or not denied), None)

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text, folded, with contractions written out."""
        return self.rules.likelihood.index.words(text)

    def holds(self, text: str, phrase: str) -> bool:
        """Whether a text has all words of a phrase, in their order."""
        if phrase in text:
            return True
        rest = iter(self.words(text))
        return all(word in rest for word in self.words(phrase))

    def quotes(self, text: str, phrase: str) -> bool:
        """Whether a phrase stands in a text word for word; "..." in it may stand for others."""
        if phrase in text:
            return True
        at, words = 0, self.words(text)
        for part in map(self.words, phrase.split("...")):
            starts = range(at, len(words) - len(part) + 1)
            found = next((n for n in starts if words[n : n + len(part)] == part), None)
            if found is None:
                return False
            at = found + len(part)
        return True

    def condition(self, quote: str) -> str | None:
        """The first clause of `quote` that says if or unless, None where there is none."""
        # Looking for a marker's letters is cheap, and spares nearly all quotations the reading.
        folded = quote.casefold()
        for word in self._marking:
            if word in folded:
                break
        else:
            return None
        if not self._marker.search(folded):
            return None
        from verifier.words.likelihood import find_conditions

        conditions = find_conditions(quote, rules=self.rules.likelihood)
        return next((c.clause for c in conditions if c.kind in _CONDITIONS), None)


def _agree(one: LexiconReading | None, other: LexiconReading | None, *, denied: bool) -> bool:
    """Whether two readings have the same numbers, or, where the claim denies, the opposite ones."""
    if one is None or other is None:
        return one is other
    numbers = (one.low, one.central, one.high)
    turned = (1 - other.high, 1 - other.central, 1 - other.low)
    either = [(other.low, other.central, other.high), *([turned] if denied else [])]
    return any(all(map(isclose, numbers, each)) for each in either)


A_DAY, A_DEGREE = "1 July 2024", "likely"
"""What any word that means something of time, or of likelihood, is read beside."""


def _without(
    phrase: str, spans: Sequence[tuple[int, int]], reads: Callable[[str], bool], beside: str
) -> Unread:
    """The fewest words in `spans` without which the rest is read, else the first span.

    What means something `beside` other words is not to be left out: "by" turns a day into a bound.
    """
    words = list(re.finditer(r"\S+", phrase))
    strange = [any(start <= word.start() < end for start, end in spans) for word in words]
    for length in range(1, min(sum(strange), len(words) - 1) + 1):
        for at in range(len(words) - length + 1):
            rest = " ".join(word[0] for word in (*words[:at], *words[at + length :]))
            rest = rest.strip(" ,;:")
            if all(strange[at : at + length]) and reads(rest):
                left_out = words[at : at + length]
                tells = any(reads(f"{word[0]} {beside}") for word in left_out)
                # "Before the handover on May 5" is not "before on May 5".
                around = (*words[at - 1 : at], *words[at + length : at + length + 1])
                tells |= len(around) == 2 and all(reads(f"{w[0]} {beside}") for w in around)
                unread = phrase[left_out[0].start() : left_out[-1].end()].strip(" ,;:")
                return Unread(unread, () if tells else (rest,))
    if not spans or all(strange):
        return Unread("", ())
    return Unread(phrase[slice(*spans[0])], ())


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

    def likelihood(self, phrase: str, lexicons: tuple[str, ...]) -> LikelihoodReading:
        """The reading of a phrase under the lexicons named, best first; none named means all."""
        return self._reader.likelihood(phrase, lexicons)

    @cached_property
    def unspoken(self) -> frozenset[str]:
        """The forecasts whose likelihood is put in words that their quotation does not have."""
        return frozenset(
            id
            for id, forecast in self.ledger.forecasts.items()
            if (phrase := forecast.claimed.phrase)
            and not self._reader.quotes(forecast.quote or forecast.summary or "", phrase)
        )

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.rules)

    def _window(self, forecast: Forecast, claim: WindowClaim | None) -> WindowReading:
        reading = self._reader.window(forecast, claim, self.ledger.source_of[forecast.id])
        assert reading is not None, "loading reports time phrases that are not read"
        return reading
