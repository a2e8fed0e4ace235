"""The words of time in a sentence: those that the conventions read, and those that need a calendar.

"Next season", "in fiscal 2031", "before the election" name days that nobody knows without the
calendar of a sport, a firm or a country: they are proposed as words of time, and `check` asks for
their days. A word that only describes a noun is no time: "winter hats", "a May survey".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

from verifier.article.bare import is_bare
from verifier.article.cues import Cues, OpenTimes, cues
from verifier.article.given import given_names
from verifier.article.patterns import any_of, compiled
from verifier.article.phrasing import Phrasing
from verifier.article.tokens import Span
from verifier.model.days import Days
from verifier.model.forecasts import Operator
from verifier.rules import Rules
from verifier.when import Granularity, TimeReading, find_times, read_time

_P = Phrasing("windows")


def times_in(
    words: str, anchor: Days, rules: Rules
) -> tuple[Sequence[TimeReading], Sequence[TimeReading]]:
    """The times in `words`, read ahead, and as past ones; what only looks like one is passed over.

    "This year and 3% in 2031": a share is no time. "Rise in May and fall in June": nor is a verb,
    and in "said June Roe" nor is a name.
    """
    known = cues()
    plain = _P.share.sub(_blotted, compiled(known.no_times).sub(_blotted, words))
    for name in given_names(words, known):
        plain = f"{plain[: name.start()]}{'_' * len(name[0])}{plain[name.end() :]}"
    parts = tuple(_parts(plain))
    ahead, past = (_read(words, parts, anchor, rules, past=past) for past in (False, True))
    return ahead, past


def _read(
    words: str, parts: Iterable[str], anchor: Days, rules: Rules, *, past: bool
) -> Sequence[TimeReading]:
    read = [
        replace(time, phrase=words[slice(*time.span)])
        for part in parts
        for time in find_times(part, anchor=anchor, conventions=rules.time, past=past)
        if not _describes(words, time, cues())
    ]
    read += _free(_years(words, anchor, rules, past=past), read)
    # "In the 2031-32 season" holds what may be read of it.
    named = list(_when_it_happens(words, anchor, past=past))
    named += _free(_named(words, anchor, past=past), named)
    read = list(_free(read, named)) + named
    return tuple(sorted(read, key=lambda time: time.span))


def _parts(words: str) -> Iterator[str]:
    """The sentence without what is set off in it, and each such aside alone, at their places.

    The year of "Prices, which fell in May, will rise by the end of the year" is not that of May.
    """
    asides = list(_P.aside.finditer(words))
    yield _P.aside.sub(_blotted, words) if asides else words
    for aside in asides:
        yield "_" * aside.start() + aside[0]


def _blotted(match: re.Match[str]) -> str:
    """The match with nothing to read in it; the preposition with which it may end is kept."""
    words, last = match[0], match[0].rpartition(" ")[2]
    kept = last if last in cues().prepositions and " " in words else ""
    return "_" * (len(words) - len(kept)) + kept


def _free(times: Iterable[TimeReading], taken: Sequence[TimeReading]) -> Iterator[TimeReading]:
    """The times that share no word with those that are `taken`."""
    for time in times:
        if not any(time.span[0] < b and a < time.span[1] for a, b in (one.span for one in taken)):
            yield time


def _describes(words: str, time: TimeReading, known: Cues) -> bool:
    """Whether the words only say which of its kind a noun is: "winter hats", "a May survey"."""
    start, end = time.span
    before = words[:start].split()[-1:]
    *lead, name = words[start:end].casefold().split()
    if time.granularity is Granularity.SEASON and not lead:
        # "Come winter" is in winter; "a rough winter" is what will be, "from fall" where it begins.
        return before not in (["come"], ["Come"])
    if name == "soon" and [word.casefold() for word in before] == ["as"]:
        return True
    noun = _NOUN.match(words, end)
    if noun is None:
        return False
    if time.operator is not Operator.UNSPECIFIED:
        # "After their summer business".
        owned = name.isalpha() and bool(lead) and lead[-1] in _P.words("owners")
        goes_on = noun["next"].casefold() not in known.openers | known.auxiliaries
        return owned and goes_on and time.granularity is Granularity.SEASON
    # "A May 3-5 survey", "its 2031 growth forecast": of a thing that tells.
    own = {*lead, *(word.casefold() for word in before)} & {"a", "an", *_P.words("owners")}
    return bool(own) and not known.things.isdisjoint(noun[0].casefold().split())


_NOUN = re.compile(r"(?:\s+[A-Z][\w.]*){0,2}\s+(?P<next>[a-z-]+)(?:\s+[a-z-]+)?")


def _years(words: str, anchor: Days, rules: Rules, *, past: bool) -> Iterator[TimeReading]:
    """Years without a preposition: "forecasts 2031 growth of 3%", "2031 will be hard"."""
    known = cues()
    for match in _year_of(known.yearly, known.modals, known.things).finditer(words):
        time = read_time(match["year"], anchor=anchor, conventions=rules.time, past=past)
        if time is not None:
            yield replace(time, span=match.span("year"))


@cache
def _year_of(
    yearly: frozenset[str], verbs: frozenset[str], things: frozenset[str]
) -> re.Pattern[str]:
    return _P.filled("year_of", yearly=any_of(yearly), things=any_of(things), verbs=any_of(verbs))


def _named(words: str, anchor: Days, *, past: bool) -> Iterator[TimeReading]:
    """The times whose days a calendar has that no rule knows; over, where read as `past`."""
    # Before the first day of the calendar there is none.
    if (past and anchor.start == date.min) or not _told(cues().open_times).search(words):
        return
    for match in _calendar(cues().open_times).finditer(words):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if not _P.not_then.search(words, 0, start):
            yield _open(words, (start, match.end()), match["lead"], anchor, past=past)


def _open(words: str, span: Span, lead: str | None, anchor: Days, *, past: bool) -> TimeReading:
    """A time in words of which only somebody with a calendar knows the days."""
    days = Days(None, anchor.start) if past else Days(anchor.start, None)
    by = _OPERATORS.get(lead.casefold(), Operator.UNSPECIFIED) if lead else Operator.UNSPECIFIED
    year = Granularity.YEAR
    return TimeReading(words[slice(*span)], span, by, year, days, days, None, (), vague=True)


def _when_it_happens(words: str, anchor: Days, *, past: bool) -> Iterator[TimeReading]:
    """The times that are when something else happens: "before the ice goes".

    >>> from verifier.article.phrasing import Phrasing
    >>> days = Days(date(2030, 3, 1), date(2030, 3, 2))
    >>> for text in ("It will break before the ice goes.", "It fell before the ice went."):
    ...     print([time.phrase for time in _when_it_happens(text, days, past=False)])
    ['before the ice goes']
    []
    """
    if past:
        return
    for match in _P.happens.finditer(words):
        denied = _P.not_then.search(words, 0, match.start())
        if not denied and _happens(match["clause"].split()):
            yield _open(words, match.span(), match["lead"], anchor, past=past)


def _happens(clause: Sequence[str]) -> bool:
    """Whether words are somebody or something, and what that does in the present."""
    known = cues()
    return any(
        word in known.finite
        or (word.endswith("s") and (is_bare(word[:-1]) or is_bare(word[:-2])))
        or (is_bare(word) and (noun.endswith("s") or noun.casefold() in known.pronouns))
        for noun, word in pairwise(clause)
        if noun.casefold() not in known.prepositions
    )


_OPERATORS = {"by": Operator.BY, "before": Operator.BEFORE, "until": Operator.UNTIL}


@cache
def _told(known: OpenTimes) -> re.Pattern[str]:
    """Words without which none of these times is named."""
    names = any_of(known.periods | known.years | known.events).pattern
    return _P.filled("told", names=names)


@cache
def _calendar(known: OpenTimes) -> re.Pattern[str]:
    """Words of time that name a season of a sport, somebody's year, or an event to come."""
    return _P.filled(
        "calendar",
        lead=any_of(known.leads),
        these=any_of(known.these),
        period=any_of(known.periods),
        part=any_of(known.parts),
        years=any_of(known.years),
        towards=any_of(known.towards),
        coming=any_of(known.coming),
        events=any_of(known.events),
    )
