"""On which day a sentence was said, where it tells that: "said on Thursday"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from verifier.article.cues import cues
from verifier.article.deadlines import is_deadline, telling
from verifier.article.patterns import compiled
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import Sentence, one_line, straight
from verifier.article.statement import Statement
from verifier.article.windows import times_in
from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.model.forecasts import Voice
from verifier.rules import Rules
from verifier.when import Granularity, TimeReading

_P = Phrasing("dayssaid")


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence's words on one line with the times in them, read ahead and as `past` ones."""

    words: str
    times: Sequence[TimeReading]
    past: Sequence[TimeReading]

    @classmethod
    def of(cls, sentence: Sentence, anchor: Days, rules: Rules) -> Dated:
        """What is read of the times in a sentence that was published on `anchor`."""
        words = straight(one_line(sentence.text))
        times, past = times_in(words, anchor, rules)
        return cls(words, telling(words, times, cues()), past)

    def within(self, words: str) -> tuple[TimeReading, ...]:
        """The times that stand in a part of the words, with their places there."""
        start = self.words.find(words)
        return tuple(
            replace(time, span=(time.span[0] - start, time.span[1] - start))
            for time in self.times
            if 0 <= start <= time.span[0] and time.span[1] <= start + len(words)
        )

    def when(self, statement: Statement, anchor: Days) -> TimeReading | None:
        """The time that belongs to who said it."""
        if (told := _P.told_that.match(self.words)) and not statement.attributed:
            # "Councillors were told on Monday that".
            days = (time for time in self.past if time.granularity is Granularity.DAY)
            return next((time for time in days if time.span[0] < told.end()), None)
        own = statement.start > 0 and _P.i_said.search(statement.sentence.text[: statement.start])
        if not (statement.attributed or statement.holders or own) or not self.past:
            return None
        # After the tea on Friday is no window, and a day on which something was said.
        each = {time.span: time for time in (*self.past, *self.times)}
        words = straight(one_line(statement.words))
        end = self.words.find(words) + len(words) if statement.follows else len(self.words)
        # "He said it will close, unlike she, who said last week that": that is when she said it.
        times = [each[span] for span in sorted(each) if span[0] < max(end, len(words))]
        if not statement.attributed and not own:
            # "Lake Bank forecasts 2031 growth" was not said in 2031.
            times = [time for time in times if time.granularity is Granularity.DAY]
        return _when_said(self.words, times) or _beside(statement, self.words, times, anchor)


def _when_said(words: str, times: Sequence[TimeReading]) -> TimeReading | None:
    """The words of time that belong to the clause of who said it: "said on Thursday"."""
    said, before = _saying(cues().reporting)
    return next(
        (
            time
            for time in times
            # "By the bank's forecasts, in 2031": set off, a year is what was said; "by" is no day.
            # "The poll suggested this winter could be hard": nor is what it is said of.
            if not (is_deadline(time) or _P.subject.match(words, time.span[1]))
            if (
                (own := _own(said, words[: time.span[0]]))
                and not own.rstrip().endswith(",")
                # "Forecasts 2032 growth": the year is that of the growth.
                and (time.granularity is Granularity.DAY or not _P.of_noun.match(time.phrase))
            )
            or (time.granularity is Granularity.DAY and (own or _then(before, words, time)))
            or (time.granularity is Granularity.DAY and _P.put_at.search(words[: time.span[0]]))
        ),
        None,
    )


@cache
def _saying(reporting: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Verbs behind which a day is its own, and those behind one: "an official Tuesday stated"."""
    verbs = "|".join(sorted(reporting))
    return _P.filled("said", verbs=verbs), re.compile(rf"\s+(?:{verbs})\b", re.IGNORECASE)


def _own(said: re.Pattern[str], lead: str) -> str | None:
    """The verb of saying with which words end, and who was told."""
    own = said.search(lead)
    if own is None or not _is_said(lead[: own.start()], own[0].split()[0]):
        return None
    held = own[0].split()[0] in cues().holding | cues().foretelling
    return None if held and _P.by_nobody.search(lead[: own.start()]) else own[0]


def _then(verbs: re.Pattern[str], words: str, time: TimeReading) -> bool:
    """Whether a verb of saying stands directly behind a time."""
    verb = verbs.match(words, time.span[1])
    return verb is not None and _is_said(words[: time.span[0]], verb[0].strip())


def _is_said(lead: str, verb: str) -> bool:
    """Whether with the verb behind `lead` somebody says something: no "will publish its *plan*"."""
    known, clause = cues(), _P.mark.split(lead)[-1]
    past = compiled(known.past).fullmatch(verb) is not None
    if (_P.done_then if past else _P.to_come).search(clause):
        return False
    word = clause.split()[-1:]
    low = word[0].casefold() if word else ""
    noun = verb.casefold().removesuffix("s") in known.noun_verbs - known.things
    of_one = low in known.determiners or low.endswith(("'s", "s'"))
    # "The new plan": many plan, or who can.
    one = low[:1].isalpha() and word[0].islower() and not low.endswith("s")
    who = known.people | known.bodies | known.any_body | known.titles
    one = one and low not in who | known.pronouns | known.adverbs | known.auxiliaries
    return not noun or not (of_one or (one and not verb.endswith("s")))


# "Two years ago" names no day, "two days ago" does.
_NOT_TO_THE_DAY = 14
_LONG_AGO = 300
"""Days after which what somebody said is no news, unless what they spoke of is still to come."""


def told_long_ago(dated: Dated, words: str, when: TimeReading | None, anchor: Days) -> bool:
    """Whether what `words` foretell, all of it over, is only told of: said long ago or by then due.

    "Last year Bo Roe had forecast 50 cases", "she promised that it would open by 2023".
    """
    last = anchor.last
    said = day_said(when, dated.past, anchor) if when is not None else None
    if said is not None and last is not None:
        return (last - date.fromisoformat(said.rpartition("/")[2])).days > _LONG_AGO
    past = [time for time in dated.past if not is_ahead(time, anchor)]
    had = any(
        {*one["said"].casefold().split()} & cues().reporting for one in _P.had_said.finditer(words)
    )
    due = any(is_deadline(time) and time.phrase in words for time in past)
    return bool(past) and (had or (due and "would" in words.casefold().split()))


def _beside(
    statement: Statement, words: str, times: Sequence[TimeReading], anchor: Days
) -> TimeReading | None:
    """The time in the clause of who said it, apart from its verb: "told them after tea on Friday".

    It stands outside of what was said. Before that it lies behind; else nothing between looks
    ahead, nor is anything else quoted there.
    """
    said = straight(one_line(statement.words))
    start = words.find(said)
    if start < 0 or said == words:
        return None
    for time in times:
        first, last = time.span
        between = words[last:start].strip(" ,").casefold()
        behind = not is_ahead(time, anchor) or between == "that"
        if last <= start and between.endswith(" that") and not first and not is_deadline(time):
            # "On 25 December, the chief declared that": before "that" it is when it was said.
            behind = True
        if _P.held_at.fullmatch(words[:first].strip()) and not _looks_ahead(between):
            # "In an interview on Monday, Ann Roe said".
            behind = True
        if last <= start and behind and not _QUOTED.search(words[:first]):
            return None if _looks_ahead(words[:first]) else time
        between = words[start + len(said) : first].lstrip('",”. ')
        clause = statement.voice == Voice.QUOTATION and first >= start + len(said)
        clause = clause and time.granularity is Granularity.DAY
        if clause and not _QUOTED.search(between) and not _looks_ahead(between):
            return time
    return None


_QUOTED = re.compile(r"[\"“”]")


def _looks_ahead(text: str) -> bool:
    known = cues()
    found = (word for group in known.groups if group.why is None for word in group.found(text, ()))
    return any(word.casefold() not in known.reporting for word in found)


def day_said(when: TimeReading | None, past: Iterable[TimeReading], anchor: Days) -> str | None:
    """The days that the words name, the last ones before the article came out: one, or a span."""
    reading = next((one for one in past if when is not None and one.span == when.span), None)
    if reading is None:
        return None
    far = {*reading.phrase.casefold().split()} & cues().durations
    daily = reading.granularity is Granularity.DAY and reading.narrow.first == reading.narrow.last
    days = reading.narrow if daily else reading.wide
    if days.first is None or days.last is None or not anchor.last or days.last > anchor.last:
        return None
    if daily and far and (anchor.last - days.last).days > _NOT_TO_THE_DAY:
        # Half a unit to both sides.
        around = timedelta(days=_HALF_A_YEAR if far & _P.words("years") else _NOT_TO_THE_DAY)
        return f"{days.last - around}/{min(days.last + around, anchor.last)}"
    return days.first.isoformat() if daily else f"{days.first}/{days.last}"


_HALF_A_YEAR = 182


def is_ahead(reading: TimeReading, anchor: Days) -> bool:
    """Whether the words name days that were not over when they were printed."""
    until, first = reading.wide.until, reading.wide.first
    if until is None and first is not None and anchor.first is not None:
        # "Up from 2019".
        return first >= anchor.first
    return until is None or anchor.until is None or until >= anchor.until
