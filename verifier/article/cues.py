"""The words by which intake notices what is said: data, read from `cues.en.yaml`.

A pattern is words in order; the file itself says how they are written. How English puts words
together (what is set off, which verb goes with which noun) is in `phrasing.en.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from verifier.article.names import NameCues
from verifier.article.patterns import matches
from verifier.article.phrasing import UPPER
from verifier.loading.yaml import read
from verifier.model.forecasts import ConditionKind, WhySetAside
from verifier.model.record import Flag, OwnId, Record, Text, Whole
from verifier.when import TimeReading

CUES = Path(__file__).with_name("cues.en.yaml")


class Group(Record):
    """Patterns that say the same of a sentence: that it looks ahead, or `why` it only seems to."""

    id: OwnId
    why: WhySetAside | None = None
    weight: Annotated[Whole, Field(ge=1)]
    said: Flag = False
    outside_times: Flag = False
    settles: Flag = False
    not_after: frozenset[str] = frozenset()
    patterns: Annotated[tuple[Text, ...], Field(min_length=1)]

    def found(self, text: str, times: Sequence[TimeReading]) -> tuple[str, ...]:
        """The words of `text` that match, as they stand there."""
        found = [match for match in matches(self.patterns, text) if not _is_name(match)]
        if not found:
            return ()
        spans = [reading.span for reading in times] if self.outside_times else []
        spans += (match.span() for match in matches(cues().idle, text))
        return tuple(
            match[0]
            for match in found
            if not any(start <= match.start() < end for start, end in spans)
            and text[: match.start()].rstrip().rpartition(" ")[2].casefold() not in self.not_after
        )


def _is_name(match: re.Match[str]) -> bool:
    """Whether a word is "May", or the "Will" of somebody who speaks: "said Will Roe"."""
    if match[0] != "Will":
        return match[0] == "May"
    lead, rest = match.string[: match.start()].split(), match.string[match.end() :]
    named = _SURNAMES.match(rest)
    told = (lead[-1:], rest[named.end() :].split()[:1]) if named else ()
    return any(word.strip(".,") in cues().reporting for words in told for word in words) or (
        named is not None and [word.casefold() for word in lead[-2:]] == ["according", "to"]
    )


_SURNAMES = re.compile(rf"(?:\s+[{UPPER}][\w'-]+){{1,2}}")


class Threshold(Record):
    """Words that set a threshold, and the criterion that fits the number after them."""

    criterion: Literal["reaches", "range", "stays"]
    bound: Literal["at_least", "at_most", "above", "below"]
    patterns: Annotated[tuple[Text, ...], Field(min_length=1)]


class ConditionCue(Record):
    """Words that open a condition where they stand at the head of a clause, or at its end.

    With `whole` they are all of it; `says` puts what follows them into a sentence. What is
    `untimed` is a condition where no time stands in it; with `to` that word goes between who and
    what: "were he to".
    """

    kind: ConditionKind
    says: Text
    whole: Flag = False
    ends: Flag = False
    to: Flag = False
    untimed: Flag = False
    patterns: Annotated[tuple[Text, ...], Field(min_length=1)]


class Roundabout(Record):
    """A way to say what is foretold, an expression, and words that mean the same.

    What is put in the place of the words even where these give a claim is `first`; of what is said
    of `nobody` who is named there is no claim.
    """

    says: Text
    means: Text = ""
    first: Flag = False
    nobody: Flag = False


class OpenTimes(Record):
    """Words of time that only somebody with a calendar can give days: "before next season".

    `leads` go before a period, `parts` single a part of it out, `these` say which of the `periods`;
    `years` go before the number of somebody's own year. An event of the `events` is a time behind
    what goes `towards` it, or where it is `coming`.
    """

    leads: frozenset[str]
    parts: frozenset[str]
    these: frozenset[str]
    periods: frozenset[str]
    years: frozenset[str]
    towards: frozenset[str]
    coming: frozenset[str]
    events: frozenset[str]


class Cues(NameCues):
    """`cues.en.yaml`: the words of a language that intake knows."""

    enough: Whole
    attributed: Whole
    little: frozenset[str]
    joining: frozenset[str]
    alternatives: frozenset[str]
    clauses: frozenset[str]
    past: tuple[Text, ...]
    not_past: frozenset[str]
    lasting: frozenset[str]
    no_times: tuple[Text, ...]
    beside_times: tuple[Text, ...]
    compared: tuple[Text, ...]
    open_times: OpenTimes
    yearly: frozenset[str]
    idle: tuple[Text, ...]
    unsaid: tuple[Text, ...]
    opening: frozenset[str]
    perceiving: tuple[str, ...]
    opinions: tuple[Text, ...]
    announcing: tuple[Text, ...]
    stand_ins: frozenset[str]
    no_claim: frozenset[str]
    modals: frozenset[str]
    finite: frozenset[str]
    nouns_in_ing: frozenset[str]
    after_modals: frozenset[str]
    may_open: frozenset[str]
    never_last: frozenset[str]
    expletives: frozenset[str]
    pronouns_of: Mapping[str, Mapping[str, Literal["own", "reported"]]]
    futures: tuple[Text, ...]
    denied_plans: tuple[Text, ...]
    levels: tuple[Text, ...]
    labels: frozenset[str]
    foretold: tuple[Text, ...]
    granting: frozenset[str]
    reasons: frozenset[str]
    reasoning: frozenset[str]
    denials: tuple[Text, ...]
    no_denials: tuple[Text, ...]
    subjects: Mapping[str, str]
    told: Mapping[str, str]
    conditions: tuple[ConditionCue, ...]
    scales: Mapping[str, Whole]
    durations: frozenset[str]
    thresholds: tuple[Threshold, ...]
    plainly: tuple[Roundabout, ...]
    groups: tuple[Group, ...]


@cache
def cues() -> Cues:
    """The cues that ship with the package."""
    document = read(CUES.name, CUES.read_text(encoding="utf-8"))
    known: dict[str, Any] = document.value
    return Cues.model_validate({**known, "bodies": [*known["bodies"], *known["firms"]]})
