"""Who is counted among those who say or expect something.

in front = "Among those who expect a cut is Bo Roe", "One of the few who think so is Lake Bank"
behind   = "Ann Roe is among those who expect a cut", "Those who think it will fall include Bo Roe"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.article.cues import Cues
from verifier.article.patterns import any_of
from verifier.article.phrasing import Phrasing
from verifier.article.subjects import before
from verifier.article.tokens import ClauseCues, Span
from verifier.dataclass import dataclass

_P = Phrasing("counted")


@dataclass(frozen=True, slots=True)
class Counted:
    """Words for those who say it, up to their verb; who is one of them; and where that is cut."""

    group: Span
    named: Span
    tail: Span | None = None


def counted(text: str, known: ClauseCues, reporting: frozenset[str]) -> Iterator[Counted]:
    """Who may be counted among those who say something in a sentence, the likeliest first.

    >>> from verifier.article.cues import cues
    >>> known = cues()
    >>> for text in (
    ...     "Among those who think it is late is Bo Roe.",
    ...     "Lake Bank is one of the few that expect a cut.",
    ... ):
    ...     one = next(counted(text, known, known.reporting))
    ...     print(text[slice(*one.group)], "|", text[slice(*one.named)])
    Among those who | Bo Roe
     is one of the few that | Lake Bank
    """
    verbs = any_of(reporting)
    group, joint = _in_front(text, verbs)
    if group is not None:
        for end in reversed(list(joint.finditer(text, group.end()))):
            named = end.end(), len(text.rstrip('."” '))
            yield Counted(group.span(), named, (end.start(), named[1]))
    for group in _P.filled("among", verbs=verbs).finditer(text):
        subject = before(text, 0, group.start(), known)
        if subject is not None:
            yield Counted(group.span(), subject)


def how_many(name: str) -> bool:
    """Whether words say only how many there are of somebody, and not who.

    >>> [how_many(name) for name in ("21%", "Forty of the 45", "Half of voters", "38 North")]
    [True, True, True, False]
    """
    return _P.how_many.search(name) is not None


def uncounted(text: str, known: Cues) -> str:
    """What some expect, without that somebody is one of them.

    >>> from verifier.article.cues import cues
    >>> uncounted("Among those who expect a cut is Bo Roe.", cues())
    'They expect a cut.'
    >>> uncounted("Ann Roe is among the brokers predicting a cut.", cues())
    'They are predicting a cut.'
    """
    one = next(counted(text, known, known.reporting), None)
    if one is None:
        group, _ = _in_front(text, any_of(known.reporting))
        start, (_, end), stop = 0, group.span() if group else (0, 0), len(text)
        if group is None or "," in text[end:]:
            # "Among those who expect a cut, few dare to say so."
            return text
    elif one.tail:
        start, end, stop = 0, one.group[1], one.tail[0]
    else:
        start, end, stop = one.named[0], one.group[1], len(text)
    rest = text[end:stop].lstrip()
    lasting = "are " if rest.partition(" ")[0].endswith("ing") else ""
    they = "they" if start else "They"
    return f"{text[:start]}{they} {lasting}{rest}{'' if stop == len(text) else '.'}"


def _in_front(text: str, verbs: re.Pattern[str]) -> tuple[re.Match[str] | None, re.Pattern[str]]:
    """Those with whom a sentence begins, and the verb behind which one of them is named."""
    group = _P.filled("ahead", verbs=verbs).match(text)
    if group is not None:
        return group, _P.are
    return _P.filled("many", verbs=verbs).match(text), _P.include
