"""Where a stretch of speech foretells more than once, and the words of each forecast in it.

part  = a clause of its own with a verb that looks ahead; what belongs to no such clause goes with
        the one before it
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from verifier.article.clauses import Clause, Grammar
from verifier.article.cues import Cues
from verifier.article.patterns import any_of
from verifier.article.phrasing import Phrasing
from verifier.article.tokens import Span, Token, looks_ahead, tokens
from verifier.dataclass import dataclass

_P = Phrasing("parting")

_WORDS = re.compile(r"\w+")
_LEAST_WORDS = 3  # a subject, a verb and what it says: fewer words foretell nothing alone
_LONGEST_NOUN = 6  # words of a plain noun: "the large new mill"
_EDGES = " ,;:–—"


@dataclass(frozen=True, slots=True)
class Part:
    """Words that foretell once: their place, and a subject that stands before them elsewhere.

    Of them `says` is the claim alone, `of` other words of the sentence where it has no subject.
    """

    start: int
    end: int
    subject: str | None = None
    of: str | None = None
    says: Span | None = None


def parted(
    text: str,
    known: Cues,
    grammar: Grammar,
    conditions: Sequence[Span] = (),
    holding: Sequence[int] = (),
) -> tuple[Part, ...]:
    """The parts of `text`; what is inside of `conditions` foretells nothing.

    The verbs that begin at the places of `holding` foretell whatever they are.
    """
    ahead = [match.span() for match in looks_ahead(text, known)]
    held = [match.span() for at in holding if (match := _WORDS.match(text, at))]
    # "Rents will fall, Ann Roe thinks" goes on with nothing.
    held = [(a, b) for a, b in held if len(_WORDS.findall(text, b)) >= _LEAST_WORDS]
    ahead += [(a, b) for a, b in held if not any(c < b and a < d for c, d in ahead)]
    verbs = [
        (start, end)
        for start, end in sorted(ahead)
        if not any(a <= start < b for a, b in conditions)
    ]
    whole = (Part(0, len(text)),)
    if not verbs:
        return whole
    clauses = grammar(text, verbs)
    joint = _P.filled("joint", joins="|".join({*known.joints, *known.clauses}))
    found: list[Part] = []
    start, missing, subject = 0, None, _words(text, clauses[0].subject)
    own = clauses[0]
    granted = re.match(rf"{any_of(known.granting).pattern}\s+", text, re.IGNORECASE)
    clauses = _behind_granted(text, clauses, granted) if granted else clauses
    for clause in (_with_condition(text, one, conditions) for one in clauses):
        if any(a < clause.start < b for a, b in conditions):
            continue
        around = (text[start : clause.start], text[clause.start :])
        if clause.start <= start or min(len(_WORDS.findall(one)) for one in around) < _LEAST_WORDS:
            if clause.subject and (subject or "").casefold() in _P.words("relatives"):
                # "The plant, which will make chips, is due to open and will hire".
                subject = _words(text, clause.subject)
            continue
        if granted and not found and 0 <= clauses[0].verb[0] < text.find(", ", granted.end()):
            start = granted.end()
        found.append(_part(text, start, len(joint.sub("", text[: clause.start])), missing, own))
        own = clause if clause.of else replace(clause, of=_described(text, clause, own, known))
        points = _P.that_is.match(text, clause.start)
        that = None if points else _P.that.match(text, clause.start)
        shared = not points and clause.shared and not _P.relative.search(text[: clause.start])
        start = that.end() if that else clause.start
        taken_up = subject is not None and _takes_up(text[start:], subject)
        named = subject and subject.casefold() not in _P.words("no_subject")
        bare = _P.described.sub("", subject) if subject and named else None
        missing = bare if shared or taken_up else None
        subject = subject if clause.shared else _words(text, clause.subject)
    return (*found, _part(text, start, len(joint.sub("", text)), missing, own))


def _behind_granted(
    text: str, clauses: Sequence[Clause], granted: re.Match[str]
) -> Sequence[Clause]:
    """The clauses, the first one behind what is granted with all that stands behind its comma."""
    comma = text.find(", ", granted.end())
    number = next((n for n, one in enumerate(clauses) if one.verb[0] > comma), 0)
    if comma < 0 or not number or clauses[number].start > comma:
        return clauses
    return [
        replace(one, start=comma + 2, shared=False) if n == number else one
        for n, one in enumerate(clauses)
    ]


def _with_condition(text: str, clause: Clause, conditions: Sequence[Span]) -> Clause:
    """A clause with the condition that opens it: "rents will rise and, if it rains, fares will"."""
    own = next(
        (
            a
            for a, b in conditions
            if b <= clause.start
            and not text[b : clause.start].strip(_EDGES)
            and _P.joined.search(text, 0, a)
        ),
        clause.start,
    )
    return replace(clause, start=own)


def _described(text: str, clause: Clause, last: Clause, known: Cues) -> tuple[Span, Span] | None:
    """What a relative clause is said of: "rain in the north, *which* could lead to floods"."""
    pronoun = _P.which.search(text, 0, clause.start)
    if pronoun is None or text[clause.start : clause.verb[0]].strip():
        return None
    noun = described(text, last.verb[1], pronoun.start(), known)
    return noun and (noun, (clause.verb[0], len(text)))


def described(text: str, start: int, end: int, known: Cues) -> Span | None:
    """The noun that stands right before `end`, where it is a plain one: "the mill", "Lake Bank".

    Of "its stake in the mill, which" or "prices will fall, which" nobody knows without a parser.
    """
    row = tokens(text, start, end)
    first = len(row)
    while first and row[first - 1].text[0].isupper() and row[first - 1].low not in known.not_names:
        first -= 1
    if first == len(row):
        near = range(len(row) - 1, max(len(row) - _LONGEST_NOUN, 0) - 1, -1)
        stops = known.prepositions | known.openers | known.auxiliaries
        inside = takewhile(lambda at: row[at].is_word and row[at].low not in stops, near)
        first = next((at for at in inside if _opens_noun(row[at], known)), len(row))
    before_it = row[first - 1].low if first else ""
    if first == len(row) or before_it in known.prepositions - {"by"}:
        return None
    return row[first].start, row[-1].end


def _opens_noun(token: Token, known: Cues) -> bool:
    return token.low in known.determiners or token.low.endswith("'s")


def _part(text: str, start: int, end: int, subject: str | None, own: Clause) -> Part:
    """A part, with what its first clause is said of where that has no noun of its own."""
    start = start and start + len(text[start:]) - len(text[start:].lstrip(_EDGES))
    if own.of is None:
        return Part(start, end, subject)
    of, (first, last) = own.of
    return Part(start, end, subject, _words(text, of), (first, min(last, end)))


def _takes_up(text: str, subject: str) -> bool:
    """Whether a clause begins with a pronoun for the subject of the one before it."""
    pronoun = _P.pronoun.match(text)
    if (
        pronoun is None
        or _P.pronoun.match(subject)
        or subject.split(maxsplit=1)[0].casefold() in _P.words("points")
    ):
        return False
    many = subject.rsplit(maxsplit=1)[-1].endswith("s") and not subject.rsplit(maxsplit=1)[
        -1
    ].endswith(("'s", "ss"))
    named = subject[0].isupper() and subject.split(maxsplit=1)[0].casefold() != "the"
    return (many or named) if pronoun[0].casefold() == "they" else (named and not many)


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[slice(*span)].strip(_EDGES)
