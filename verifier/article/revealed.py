"""Who is meant by a role in the lead of an article that names them further down.

"Taxes will rise, the finance minister said. // Ann Roe, the finance minister, told parliament …":
the first who speaks by name below is who spoke in the lead, where that role stands beside the name,
or, of a body, where the paragraph begins with the name and it may be one of that sort.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verifier.article.clauses import Grammar
from verifier.article.fitting import may_be
from verifier.article.mentions import Mentions
from verifier.article.names import NameCues, Names, Who
from verifier.article.phrasing import Phrasing
from verifier.article.quotations import QUOTES
from verifier.article.sentences import headline, paragraphs
from verifier.article.statement import Statement
from verifier.model.forecasts import ForecasterKind, Voice

_P = Phrasing("revealed")


def revealed(
    text: str, found: Sequence[Statement], names: Names, grammar: Grammar
) -> Iterator[Statement]:
    """The statements, with who spoke in the lead by the name that stands below it."""
    blocks = paragraphs(text)
    end = blocks[headline(text) is not None][1] if len(blocks) > 1 else 0
    first = next((one for one in found if one.sentence.start >= end and _is_named(one)), None)
    inside = [one for one in found if one.sentence.start < end]
    every = (each for one in inside for each in (one, *(held for _, held in one.holders)))
    if first is None or not any(_is_role(one, names) for one in every):
        yield from found
        return
    mentions = Mentions(text, names, grammar)
    sorts = (names.cues.any_body | names.cues.bodies) - names.cues.within
    starts = {start for start, _ in blocks}

    def named(one: Statement) -> Statement:
        role = one.speaker or ""
        if not (
            _is_role(one, names) and _is_meant(role, first, mentions, names.cues, starts, sorts)
        ):
            return one
        quoted = one.start > 0 and one.sentence.text[one.start - 1] in QUOTES
        return replace(
            one,
            voice=Voice.QUOTATION if quoted else Voice.PARAPHRASE,
            speaker=first.speaker,
            kind=first.kind,
            forecaster=first.forecaster,
        )

    for number, one in enumerate(found):
        if number < len(inside):
            held = tuple((at, named(holder)) for at, holder in one.holders)
            yield replace(named(one), holders=held)
        else:
            yield one


def _is_named(one: Statement) -> bool:
    """Whether somebody speaks by a name; who only reports it does not."""
    named = one.kind in (ForecasterKind.PERSON, ForecasterKind.OFFICE)
    return named and any(letter.isupper() for letter in one.speaker or "")


def _is_role(one: Statement, names: Names) -> bool:
    """Whether one is charged by a role or a sort of body alone, and not many are."""
    noun = _P.behind.sub("", one.speaker or "").rpartition(" ")[2]
    known = names.cues
    roles = known.titles | known.people | known.any_body | known.bodies
    return bool(noun) and noun.islower() and noun[-1] != "s" and noun in roles


def _is_meant(
    role: str,
    one: Statement,
    mentions: Mentions,
    known: NameCues,
    starts: set[int],
    sorts: frozenset[str],
) -> bool:
    """Whether who speaks by name is who was told of by a role."""
    name, words = one.speaker or "", _P.behind.sub("", role).casefold().split()
    if one.kind is ForecasterKind.PERSON:
        own = [w for w in words if w not in _P.words("ranking") and w[-2:] not in ("'s", "’s")]
        past = any(mentions.has_role(name, word) for word in _P.words("past"))
        return not past and all(mentions.has_role(name, word) for word in own)
    begins = any(
        {start, start - 4 * mentions.after_the(start)} & starts for start, _ in mentions.of(name)
    )
    body = words[-1] in sorts
    return body and begins and may_be(words[-1], Who(name, ForecasterKind.OFFICE), known, mentions)
