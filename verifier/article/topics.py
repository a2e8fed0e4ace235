"""What "it" or "they" take up in the words of one speaker: the subject of the clause before.

Where its object is one as well, or both are many, either may be meant: that is left to be written.
"""

from __future__ import annotations

import re

from verifier.article.about import About
from verifier.article.clauses import Clause, Grammar
from verifier.article.cues import cues
from verifier.article.patterns import any_of, compiled, led
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import flat, straight

_P = Phrasing("topics")
_LONGEST = 9
"""Words that are put in for a pronoun, at most."""


def topic_of(words: str, last: About | None, grammar: Grammar) -> About | None:
    """What words are about, where they have one subject, and no object as many as that.

    A body is what they are about with such an object, too, and then not alone. It is what the
    `last` ones were about, where the subject is a pronoun.

    >>> from verifier.article.clauses import by_rules
    >>> for text in (
    ...     "The old mill was sold in May.",
    ...     "In May, rents in Ourtown will rise to 9 crowns.",
    ...     "The bank bought the mill.",
    ...     "The bank bought two mills.",
    ...     "Nobody was there.",
    ... ):
    ...     about = topic_of(text, None, by_rules(cues()))
    ...     print(about and (about.name, about.many, about.alone))
    ('The old mill', False, True)
    ('rents in Ourtown', True, True)
    ('The bank', False, False)
    ('The bank', False, True)
    None
    """
    known = cues()
    text = led(known.links, known.set_off).sub("", straight(flat(words)))
    text = _P.leads_on.sub("", text)
    verb = _P.verb.search(text) or next(
        (one for one in compiled(known.past).finditer(text) if one.start()), None
    )
    if verb is None:
        # "The museum closes on Sunday": no other word can be its verb.
        present = _P.present.match(text)
        verb = _P.does.match(text, present.start("verb")) if present else None
    if verb is None:
        return None
    others = [one.span() for one in _P.verb.finditer(text, verb.end())]
    there = _P.there.match(text)
    if there and not others:
        # "There will be a deal": then it is the deal.
        return About(f"the {there['what']}", many=False, person=False, alone=True)
    clause, *more = grammar(text, [verb.span(), *others])
    if clause.subject is None or clause.subject[1] > verb.start():
        return None
    if _P.joined.search(text[: clause.subject[0]]):
        # "The bridge and the tunnel": both are meant.
        return None
    name = _unheld(text[slice(*clause.subject)].split(", ")[0].strip(' "“”,'))
    first, head = name.split()[0].casefold(), _P.of.split(name)[0].rpartition(" ")[2].casefold()
    if first in _P.words("takes_up"):
        return last if last and last.many is first.startswith("th") else None
    plural = head.endswith("s") and not head.endswith("ss")
    many = verb[0] in _P.words("many") or (verb[0] not in _P.words("one") and plural)
    lead = ""
    if _P.verb.fullmatch(verb[0]):
        lead = (_P.be if _P.is_be.fullmatch(verb[0]) else _P.do).pattern
    thing = _P.filled("object", lead=lead).match(text, verb.end())
    body = not many and (head in known.any_body | known.bodies or _P.capital.search(name))
    alone = not (
        any(_competes(one, many=many) for one in _P.second.finditer(text))
        or any(_other(text, one) for one in more)
        or (
            thing
            and thing["what"].endswith("s") is many
            and (many or not _P.amount.match(thing["what"]))
        )
        or (many and _P.owner.search(name))
    )
    if (
        not (alone or body)
        or first in known.stand_ins | _P.words("nobody")
        or (head in known.people | known.titles and not many)
        or len(name.split()) > _LONGEST
    ):
        return None
    return About(name, many=many, person=False, alone=alone)


def _unheld(name: str) -> str:
    """A subject without who holds what is said of it: "Bo Roe thinks rents".

    >>> _unheld("Bo Roe thinks rents"), _unheld("The promised cuts"), _unheld("The plans")
    ('rents', 'The promised cuts', 'The plans')
    """
    known = cues()
    held = [
        verb.end()
        for verb in any_of(known.reporting - known.noun_verbs).finditer(name)
        if verb.start() and verb[0].islower() and not _P.no_verb.search(name[: verb.start()])
    ]
    behind = name[held[-1] :].strip() if held else ""
    first = behind.partition(" ")[0].casefold()
    return behind.removeprefix("that ") if first and first not in known.prepositions else name


def _competes(second: re.Match[str], *, many: bool) -> bool:
    """Whether another noun is one, or many, as the subject is: "yields on the *bond*"."""
    if second["noun"] is None:
        return True
    plural = any(word.endswith("s") and not word.endswith("ss") for word in second["noun"].split())
    return plural is many


def _other(text: str, clause: Clause) -> bool:
    """Whether a clause of its own has another subject, which may be meant as well."""
    subject = clause.subject and text[slice(*clause.subject)].casefold()
    return clause.start > 0 and not clause.shared and subject not in _P.words("takes_up")
