"""Whose turn it is where an article is a conversation: "Q: …", "BUILDER: …", "Ben: “…”".

turn     = a paragraph with a label, and those below it where labels stand for long answers;
           without labels, what follows on a paragraph that is a question and speaks as "I"
answers  = of whom the lead names as met, or else of whom the headline or the lead names first
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from verifier.article.cues import cues
from verifier.article.identify import Identity
from verifier.article.mentions import Mentions
from verifier.article.names import NameCues, Names, Who
from verifier.article.patterns import compiled
from verifier.article.phrasing import UPPER, Phrasing
from verifier.article.quotations import QUOTES
from verifier.article.sentences import headline, straight
from verifier.article.subjects import after
from verifier.article.tokens import Span, looks_ahead
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("conversation")

LABEL = re.compile(
    r"[•*_\-–\s]*(?:\d{1,2}[:.]\d{2}\s+(?:[ap]\.?m\.?\s+)?)?"
    r"(?P<who>[^\W\d_][\w.'’ -]{0,48}?(?:,[^:.“”\"\n]{1,40})?)"
    r"(?:\s\((?P<named>[^():\n]{2,60})\))?[*_]*\s*:[*_]*\s+(?=\S)"
)
_STOP = re.compile(r"[a-z]{3}\.\s")
_NAME = re.compile(rf"[{UPPER}][\w’'-]+(?: +[{UPPER}][\w’'-]+)+")
_ENDS_ASKING = re.compile(r"\?[*_)\s]*$")
_ASKS = re.compile(r"\?[*_”\"’')\s]*$")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_MARKS = "*_#> \t\n“\"'"
_LEAD = 1_500
"""Characters at the beginning of an interview in which whoever answers is named, at most."""
_PARAGRAPHS = 5
"""Paragraphs to a question, on average and at most, of what is a conversation."""
_LEAST = 2
"""Questions that make a conversation, at least, and answers that speak as "I"."""
_LONGEST = 400
"""Characters of a question, at most."""

Label = tuple[Who, int, bool, int]
"""Who speaks, where what they say begins, whether paragraphs below go on, and the paragraph."""


def labels(
    text: str, blocks: Sequence[Span], names: Names, mentions: Mentions, identity: Identity
) -> dict[int, Label]:
    """The paragraphs that are somebody's turn, by where they begin."""
    found = [
        (number, start, match)
        for number, (start, end) in enumerate(blocks, 1)
        if (match := LABEL.match(text, start, end))
    ]
    # "ANN ROE:", and what she says in the paragraphs below.
    above = [
        (number, below[0], match)
        for number, ((start, end), below) in enumerate(pairwise(blocks), 2)
        if (match := LABEL.match(text, start, below[0] + 1)) and match.end() == below[0] >= end
    ]
    found = sorted([*found, *above])
    alone = [match for _, _, match in above]
    several = len(found) > 1
    asked_between = any(_ASKS.search(text, *block) for block in blocks)
    known = names.cues
    found_in: dict[int, Label] = {}
    called: dict[str, str] = {}
    for number, start, match in found:
        who = _P.once_more.sub("", match["who"].partition(",")[0].strip())
        whole = match["who"] if match in alone else who
        if (
            who.casefold().rpartition(" ")[2] in _P.words("no_one")
            or _STOP.search(who)
            or any(said[0].islower() for said in names.verbs.finditer(whole))
        ):
            # "Ann Roe told the Herald: “…”" is a sentence.
            continue
        called |= _in_brackets(who, match["named"] or "", names)
        if name := called.get(who.casefold()):
            found_in[start] = (Who(name, ForecasterKind.PERSON), match.end(), True, number)
            continue
        if who.casefold() in known.asking | known.answering:
            if several:
                asked = who.casefold() in known.asking
                lead = text[: found[0][1]]
                answers = Who() if asked else _interviewed(lead, names, mentions, identity)
                found_in[start] = (answers, match.end(), True, number)
            continue
        quote = text[match.end()] in f"'{QUOTES}"
        capitals = who.isupper()
        bare = _named(who, names, identity)
        full = mentions.in_full(bare.split()[-1]) if bare else None
        # "ANN ROE: …", then "AR: …"; or "A.R.: …" below a lead that names her.
        full = full or _of_initials(who, text[:start], names, found_in)
        rest = who.casefold().split()[: len(who.split()) - len(bare.split())]
        one = bare[:1].isupper() and {*rest} <= known.titles | known.not_names
        person = full is not None or (one and not mentions.common(who))
        lower = any(word[0].islower() for word in who.split())
        if capitals and (
            (" " not in who and not full and len(mentions.of(who)) < _LEAST)
            or _heads_an_item(who, text, known)
        ):
            # A label in capitals that comes once, such as that of a league, is nobody's.
            continue
        if capitals and several and not person:
            found_in[start] = (
                Who(who.capitalize(), ForecasterKind.ANONYMOUS),
                match.end(),
                True,
                number,
            )
        elif person and (quote or (several and (not lower or (full and full != who)))):
            name = full if full and (" " not in bare or full.endswith(bare)) else bare
            goes_on = capitals or match in alone or (asked_between and not quote and " " in bare)
            found_in[start] = (Who(name, ForecasterKind.PERSON), match.end(), goes_on, number)
    found_in |= _headed(text, blocks, names, mentions)
    if not found_in:
        found_in = dict(_unlabelled(text, blocks, names, mentions, identity))
    handed = dict(_handed_over(text, blocks, identity))
    return handed | (found_in or _heading(text, blocks, mentions, identity))


def _in_brackets(role: str, named: str, names: Names) -> dict[str, str]:
    """Who is meant by a label with a name behind it: "MINISTER (Ann Roe):", then "MINISTER:"."""
    name = names.bare(named)
    return {role.casefold(): name} if " " in name and (0, len(name)) in names.runs(name) else {}


def _handed_over(
    text: str, blocks: Sequence[Span], identity: Identity
) -> Iterator[tuple[int, Label]]:
    """What a colleague writes: "Our editor, Ann Roe, writes: …", or in the paragraph below."""
    for number, (start, end) in enumerate(blocks, 1):
        handed = _P.handed.match(text, start, end)
        people = identity.people(handed["lead"]) if handed else []
        if handed is None or len(people) != 1:
            continue
        below = handed.end() >= end
        at = blocks[number][0] if below and number < len(blocks) else start
        begins = at if below else handed.end()
        if text[begins : begins + 1] not in f"'{QUOTES}":
            yield at, (people[0], begins, False, number + below)


def _heads_an_item(who: str, text: str, known: NameCues) -> bool:
    """Whether a label in capitals tells what comes, or where: "EXIT POLL:", "UK:"."""
    last = who.rpartition(" ")[2].casefold()
    thing = last in known.things | _P.words("heads_of_live") or (" " in who and who.lower() in text)
    return thing or who.casefold() in known.titles - known.ranks - known.honorifics


def _headed(
    text: str, blocks: Sequence[Span], names: Names, mentions: Mentions
) -> dict[int, Label]:
    """Quotations of a round-up, each below a line for whose it is: "ANN ROE, ANALYST, LAKECO"."""
    found: dict[int, Label] = {}
    for number, (line, below) in enumerate(pairwise(blocks), 2):
        head = _P.headed.fullmatch(text, *line)
        if head and text[below[0]] in QUOTES:
            name = names.bare(head["who"].title() if head["who"].isupper() else head["who"])
            full = mentions.in_full(name.rpartition(" ")[2])
            name = full if full and not full.isupper() else name
            found[below[0]] = (Who(name, ForecasterKind.PERSON), below[0], False, number)
    return found if len(found) >= _LEAST else {}


def _named(label: str, names: Names, identity: Identity) -> str:
    """The name in a label, which may say more: "Our correspondent Ann Roe in Ourtown: “…”"."""
    bare = names.bare(label.title() if label.isupper() else label)
    if (0, len(bare)) in names.runs(bare):
        return bare
    # "Roe isn't pleased: “…”" is a sentence.
    who = Who() if _P.does.search(label) else identity.of(label, begins=True)
    return who.name or "" if who.kind is ForecasterKind.PERSON else ""


def _of_initials(letters: str, text: str, names: Names, before: Mapping[int, Label]) -> str | None:
    """The name in full, of labels `before` or in the text, of which these are the first letters."""
    bare = letters.replace(".", "").replace(" ", "")
    told = (names.bare(one[0].rpartition("\n")[2]) for one in _NAME.finditer(text))
    named = (*(one.name or "" for one, *_ in before.values()), *told)
    alike = (one for one in named if "".join(word[0] for word in one.split()) == bare)
    return next(alike, None) if bare.isupper() and len(bare) > 1 else None


def _heading(
    text: str, blocks: Sequence[Span], mentions: Mentions, identity: Identity
) -> dict[int, Label]:
    """The title, where it begins with a body or people who say it: "IEA: cars will be electric"."""
    match = LABEL.match(text, *blocks[0]) if headline(text) is not None else None
    if match is None:
        return {}
    who = identity.of(match["who"], begins=True)
    if match["who"].casefold() in identity.roles:
        # "Expert: rents will rise".
        who = Who(match["who"], ForecasterKind.ANONYMOUS)
    # "VIDEO: how it went" names nobody: a body is told of below.
    told = [at for at in mentions.of(match["who"]) if text[slice(*at)] == match["who"]]
    ahead = any(looks_ahead(text[: blocks[0][1]], cues(), match.end()))
    body = who.kind is ForecasterKind.OFFICE and len(told) > 1
    body = body and (ahead or text[match.end()].isupper())
    full = mentions.in_full(who.name) if who.name and " " not in who.name else None
    if full and mentions.kind(full) is ForecasterKind.PERSON:
        # "Roe: Rents to rise".
        who, body = Who(full, ForecasterKind.PERSON), True
    if who.kind is ForecasterKind.PERSON and " " in (who.name or ""):
        # "Ann Roe: rents will rise", and no "Ann Roe: a life".
        body = body or ahead
    if not body and who.kind is not ForecasterKind.ANONYMOUS:
        return {}
    return {blocks[0][0]: (who, match.end(), False, 1)}


def _unlabelled(
    text: str, blocks: Sequence[Span], names: Names, mentions: Mentions, identity: Identity
) -> Iterator[tuple[int, Label]]:
    """The turns of a conversation in which each question is a paragraph of its own."""
    asks = [
        number
        for number, (start, end) in enumerate(blocks)
        if end - start < _LONGEST
        and _ENDS_ASKING.search(text, start, end)
        and text[start] not in "“\"'"
    ]
    answers = [at for at in range(asks[0], len(blocks)) if at not in asks] if asks else []
    own = compiled(tuple(sorted(names.cues.firsts)))
    # Whom an article quotes says "I" in quotation marks, and who only asks goes on at length.
    personal = [at for at in answers if own.search(_unquoted(text[slice(*blocks[at])]))]
    least = max(_LEAST, len(asks) / 2)
    if len(asks) < _LEAST or len(personal) < least or len(answers) > _PARAGRAPHS * len(asks):
        return
    who = _interviewed(text[: blocks[asks[0]][0]], names, mentions, identity)
    for at in range(asks[0], len(blocks)):
        start = blocks[at][0]
        yield start, (Who() if at in asks else who, start, False, at + 1)


def _unquoted(text: str) -> str:
    """The words of a paragraph that stand in no quotation marks.

    >>> _unquoted("“I will,” she said.")
    ' she said.'
    """
    return _QUOTED.sub("", straight(text))


def _interviewed(lead: str, names: Names, mentions: Mentions, identity: Identity) -> Who:
    """Who answers: whom the lead says that somebody met, or else names first."""
    lead = lead[:_LEAD]
    people = [
        (match.start(), name)
        for match in _NAME.finditer(lead)
        if not _P.byline.search(lead[: match.start()])
        and " " in (name := names.bare(match[0].rpartition("\n")[2]))
        and mentions.kind(name) is ForecasterKind.PERSON
    ]
    met = next(compiled(names.cues.meeting).finditer(lead), None)
    if met is not None:
        subject = after(lead, met.end(), names.cues)
        words = lead[slice(*subject)] if subject else ""
        who = Who() if words.partition(" ")[0] in _P.words("met") else identity.of(words)
        if who.name is not None and who.kind in (ForecasterKind.PERSON, ForecasterKind.ANONYMOUS):
            return who
    behind = [name for at, name in people if met and at >= met.end()]
    first = next(iter([*behind, *(name for _, name in people)]), None)
    return Who(first, ForecasterKind.PERSON) if first else Who()
