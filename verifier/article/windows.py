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

from verifier.article.cues import Cues, OpenTimes, cues
from verifier.article.names import given_names
from verifier.article.patterns import any_of, compiled
from verifier.model.days import Days
from verifier.model.forecasts import Operator
from verifier.rules import Rules
from verifier.when import Granularity, TimeReading, find_times, read_time

_SHARE = re.compile(
    r"(?:just\s+)?[\w.,]*\w\s?(?:%|per\s?cent\b|pc\b)(?:age points?)?"
    r"|\bper\s+(?:day|week|month|quarter|year)\b"
    # "Rates will fall next year": no season.
    r"|\b(?:to|will|would|may|might|could|can|should|not)\s+fall\b(?=\s+(?:next|this|later)\b)"
    # "Over three months to 71.50": a level; "on Friday before easing": what comes after.
    r"|\bto\s+\d+\.\d+\b|\bovernight\s+(?=(?:on|into|from)\b)|\b(?:before|after|while)\s+(?=\w+ing\b|(?:it|they|he|she)\s)"
    # "Next year, one of the towns" counts towns; "four a month in 2031" says how often.
    r"|\bone of\b|(?<=s\s)an?\s(?:day|week|month|year)\b"
    # "The next six months of the war": they are named, whatever they are of.
    r"|(?:(?<=days )|(?<=weeks )|(?<=months )|(?<=years ))of\b"
    r"(?=\s+(?:the|its|their|(?:[A-Z]\w*\s){0,2}[A-Z]\w*['’]s)\s(?!(?:\w+\s)?(?:week|month|quarter|season|half|year|decade|century)\b))"
    # What is counted, but for lengths of time; a number like that of a year is left.
    r"|[$€£]\s?\d[\d,.]*\d\b"
    r"|\b(?!(?:19|20)\d\d\b)\d[\d,.]*\s(?!(?:thi|a|i|wa|ha|it|second|minute|hour|day|night|weekend"
    r"|week|month|quarter|season|year|decade)s\b)[a-z]+(?:s|illion)\b",
    re.IGNORECASE,
)
_YEAR = r"(?:19|20)\d\d"
_YEARS = rf"{_YEAR}(?:\s?[-–/]\s?\d\d(?:\d\d)?)?"


def times_in(
    words: str, anchor: Days, rules: Rules, *, past: bool = False
) -> tuple[TimeReading, ...]:
    """The times in `words`; what only looks like a part of one is passed over.

    "This year and 3% in 2031": a share is no time. "Rise in May and fall in June": nor is a verb,
    and in "said June Roe" nor is a name.
    """
    known = cues()
    plain = _SHARE.sub(_blotted, compiled(known.no_times).sub(_blotted, words))
    for name in given_names(words, known):
        plain = f"{plain[: name.start()]}{'_' * len(name[0])}{plain[name.end() :]}"
    found = find_times(plain, anchor=anchor, conventions=rules.time, past=past)
    read = [
        replace(time, phrase=words[slice(*time.span)])
        for time in found
        if not _describes(words, time, known)
    ]
    read += _free(_years(words, anchor, rules, past=past), read)
    # "In the 2031-32 season" holds what may be read of it.
    named = list(_named(words, anchor, past=past))
    read = list(_free(read, named)) + named
    return tuple(sorted(read, key=lambda time: time.span))


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
    if name == "soon" and before == ["as"]:
        return True
    noun = _NOUN.match(words, end)
    if noun is None:
        return False
    if time.operator is not Operator.UNSPECIFIED:
        # "After their summer business".
        owned = name.isalpha() and bool(lead) and lead[-1] in _OWNERS
        goes_on = noun["next"].casefold() not in known.openers | known.auxiliaries
        return owned and goes_on and time.granularity is Granularity.SEASON
    # "A May 3-5 survey", "its 2031 growth forecast": of a thing that tells.
    own = {*lead, *(word.casefold() for word in before)} & {"a", "an", *_OWNERS}
    return bool(own) and not known.things.isdisjoint(noun[0].casefold().split())


_NOUN = re.compile(r"(?:\s+[A-Z][\w.]*){0,2}\s+(?P<next>[a-z-]+)(?:\s+[a-z-]+)?")
_OWNERS = frozenset({"its", "his", "her", "their", "our", "my", "your"})


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
    return re.compile(
        rf"(?<![\w/–-])(?P<year>{_YEAR})(?=\s+(?:(?:[a-zA-Z-]+\s+){{0,2}}?{any_of(yearly).pattern}"
        rf"(?!\s+{any_of(things).pattern})"
        rf"|{any_of(verbs).pattern}))"
    )


def _named(words: str, anchor: Days, *, past: bool) -> Iterator[TimeReading]:
    """The times whose days a calendar has that no rule knows; over, where read as `past`."""
    # Before the first day of the calendar there is none.
    if (past and anchor.start == date.min) or not _told(cues().open_times).search(words):
        return
    days = Days(None, anchor.start) if past else Days(anchor.start, None)
    for match in _calendar(cues().open_times).finditer(words):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        by = match["lead"] and _OPERATORS.get(match["lead"].casefold())
        yield TimeReading(
            words[start : match.end()],
            (start, match.end()),
            by or Operator.UNSPECIFIED,
            Granularity.YEAR,
            days,
            days,
            None,
            (),
            vague=True,
        )


_OPERATORS = {"by": Operator.BY, "before": Operator.BEFORE, "until": Operator.UNTIL}


# "The season's best", "this season of", "the season finale".
_NO_NOUN = r"(?!['’]|\s+(?:of|finale|opener|ticket)\b)"


@cache
def _told(known: OpenTimes) -> re.Pattern[str]:
    """Words without which none of these times is named."""
    names = any_of(known.periods | known.years | known.events).pattern
    return re.compile(rf"{names}|{_YEAR}\s?[-/–]|FY\s?\d\d", re.IGNORECASE)


@cache
def _calendar(known: OpenTimes) -> re.Pattern[str]:
    """Words of time that name a season of a sport, somebody's year, or an event to come."""
    lead, part = any_of(known.leads).pattern, any_of(known.parts).pattern
    these, period = any_of(known.these).pattern, any_of(known.periods).pattern
    whole = rf"(?:(?:the\s+)?{part}(?:\s+of)?\s+)?"
    return re.compile(
        rf"(?P<lead>{lead})?\s*{whole}{these}\s+(?:[\w'’-]+\s+){{0,2}}?{period}{_NO_NOUN}"
        rf"|(?:{lead}\s+(?:the\s+)?{whole}the|{part}\s+of\s+the)\s+(?:[\w'’-]+\s+)?{period}{_NO_NOUN}"
        rf"|{lead}\s+{_YEAR}[-/–]\d\d(?!\d)"
        rf"|(?:{lead}\s+)?{whole}(?:the\s+)?(?:{_YEARS}\s+{period}|{any_of(known.years).pattern}\s?{_YEARS}|FY\s?\d\d\b)"
        rf"|(?:{any_of(known.towards).pattern}\s+(?:the|its|their|his|her)(?:\s+[\w'’-]+)?"
        rf"|{lead}\s+(?:the|its|their|his|her)\s+{any_of(known.coming).pattern}(?:\s+[\w'’-]+)?)\s+{any_of(known.events).pattern}",
        re.IGNORECASE,
    )
