"""Whose turn it is where an article is a conversation: "Q: …", "BUILDER: …", "Ben: “…”"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.article.clauses import Span
from verifier.article.mentions import Mentions
from verifier.article.names import Names, Who
from verifier.article.quotations import QUOTES
from verifier.model.forecasts import ForecasterKind

LABEL = re.compile(
    r"[•*\-–\s]*(?:\d{1,2}[:.]\d{2}\s+(?:[ap]\.?m\.?\s+)?)?"
    r"(?P<who>[^\W\d_][\w.'’ -]{0,48}?(?:,[^:.“”\"\n]{1,40})?)\s*:\s+(?=\S)"
)
_STOP = re.compile(r"[a-z]{3}\.\s")
_LEAD = 600
"""Characters at the beginning of an interview in which whoever answers is named."""

Label = tuple[Who, int, bool, int]
"""Who speaks, where what they say begins, whether paragraphs below go on, and the paragraph."""


def labels(text: str, blocks: Sequence[Span], names: Names, mentions: Mentions) -> dict[int, Label]:
    """The paragraphs that begin with who speaks in them: "Q: …", "BUILDER: …", "Ben: “…”"."""
    found = [
        (number, start, match)
        for number, (start, end) in enumerate(blocks, 1)
        if (match := LABEL.match(text, start, end))
    ]
    several = len(found) > 1
    found_in: dict[int, Label] = {}
    for number, start, match in found:
        who = match["who"].partition(",")[0].strip()
        if _STOP.search(who):
            continue
        quote = text[match.end()] in f"'{QUOTES}"
        capitals = who.isupper()
        if len(who) == 1:
            if several and who in "QA":
                answers = _first_person(text[:_LEAD], names, mentions) if who == "A" else Who()
                found_in[start] = (answers, match.end(), True, number)
            continue
        bare = names.bare(who.title() if capitals else who)
        full = mentions.in_full(bare.split()[-1]) if bare else None
        rest = who.casefold().split()[: len(who.split()) - len(bare.split())]
        one = bare[:1].isupper() and {*rest} <= names.cues.titles | names.cues.not_names
        person = full is not None or (one and not mentions.common(who))
        lower = any(word[0].islower() for word in who.split())
        if capitals and several and not person:
            found_in[start] = (
                Who(who.capitalize(), ForecasterKind.ANONYMOUS),
                match.end(),
                True,
                number,
            )
        elif person and (quote or (several and (not lower or (full and full != who)))):
            name = full if full and (" " not in bare or full.endswith(bare)) else bare
            found_in[start] = (Who(name, ForecasterKind.PERSON), match.end(), capitals, number)
    return found_in


def _first_person(text: str, names: Names, mentions: Mentions) -> Who:
    for match in re.finditer(r"[A-ZÀ-Þ][\w’'-]+(?: +[A-ZÀ-Þ][\w’'-]+)+", text):
        name = names.bare(match[0].rpartition("\n")[2])
        if " " in name and mentions.kind(name) is ForecasterKind.PERSON:
            return Who(name, ForecasterKind.PERSON)
    return Who()
