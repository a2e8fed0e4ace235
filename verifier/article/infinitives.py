"""What is expected besides, behind a verb that was read: "to rise, *and rents to fall*"."""

from __future__ import annotations

import re

from verifier.article.bare import is_bare
from verifier.article.cues import Cues
from verifier.article.patterns import compiled
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import straight

_P = Phrasing("infinitives")


def joined(rest: str) -> str | None:
    """What stands behind a verb that was read, with verbs of their own for the nouns it joins.

    None where a "to" may go with something else: "will close *shops and banks to save*".

    >>> joined(" and rents to fall"), joined(" in May and to stay high")
    (' and rents will fall', ' in May and stay high')
    >>> joined(" shops and banks to save"), joined(", wages to fall")
    (None, None)
    """
    if _P.listed_to.search(rest):
        return None
    text, end = "", 0
    for match in _P.and_to.finditer(rest):
        who = match["who"].strip()
        if _P.verb.search(who):
            # "And whether it is about to rise".
            continue
        noun = who and (who[0].isupper() or who.endswith("s") or _P.begins_noun.match(who))
        if who and not (noun and _P.no_object.fullmatch(rest, end, match.start())):
            return None
        text += f"{rest[end : match.start('to')]}{'will ' if who else ''}"
        behind = _VERB.match(rest, match.end())
        end = behind.end() if behind else match.end()
        text += rest[match.end("to") : end]
    return f"{text}{rest[end:]}"


def titled(title: str, known: Cues) -> str | None:
    """What a headline without a finite verb foretells: "Harlow to open second bridge".

    >>> from verifier.article.cues import cues
    >>> titled("Harlow to open second bridge in May", cues())
    'Harlow will open second bridge in May'
    >>> titled("Council vote to close mill", cues()), titled("Roe keen to win", cues())
    (None, None)
    """
    match = _P.title.fullmatch(title.strip())
    if match is None or not is_bare(match["do"]):
        return None
    first, *words = match["who"].split()
    low = {word for word in words if word.islower()} | {first.casefold()}
    if straight(first).partition("'")[0].casefold() in known.stand_ins:
        return None
    verbs = known.finite | known.modals | known.reporting | known.foretelling | known.holding
    told = any(compiled(known.past).fullmatch(word) for word in words if word.islower())
    if told or low & verbs or match["who"].split()[-1].casefold() in _P.words("takes_it"):
        return None
    return f"{match['who']} will {match['do']}{match['rest']}"


_VERB = re.compile(r"[a-z]+")


def is_open(who: str, rest: str) -> bool:
    """Whether the first "to" behind a noun may be part of it: "staff trying *to* leave to stay".

    >>> is_open("the right", " be kept"), is_open("the right", " roam to be kept")
    (False, True)
    """
    return _P.takes_to.search(who) is not None and _P.to.match(rest) is not None
