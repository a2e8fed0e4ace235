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


def may_be_titled(title: str, known: Cues) -> re.Match[str] | None:
    """Whether a headline without a finite verb may foretell: "Harlow to open second bridge".

    >>> from verifier.article.cues import cues
    >>> [
    ...     may_be_titled(one, cues()) is not None
    ...     for one in ("Harlow to open second bridge", "Council vote to close mill", "Keen to win")
    ... ]
    [True, False, False]
    """
    match = _P.title.fullmatch(title.strip())
    if match is None or not is_bare(match["do"]):
        return None
    first, *words = match["who"].split()
    low = {word for word in words if word.islower()} | {first.casefold()}
    if straight(first).partition("'")[0].casefold() in known.stand_ins:
        return None
    told = any(compiled(known.past).fullmatch(word) for word in words if word.islower())
    takes_it = match["who"].split()[-1].casefold() in _P.words("takes_it")
    return None if told or low & _verbs(known) or takes_it else match


def titled(title: str, known: Cues) -> str | None:
    """What a headline foretells of somebody or something of which it is known that it may act.

    "Return to work", "Police fail to stop": what else takes a "to" is in no list.

    >>> from verifier.article.cues import cues
    >>> titled("Harlow council to open second bridge in May", cues())
    'Harlow council will open second bridge in May'
    >>> [
    ...     titled(f"{one} to win in May", cues())
    ...     for one in ("Failure", "Police fail", "Help Harlow")
    ... ]
    [None, None, None]
    """
    match = may_be_titled(title, known)
    if match is None or not _acts(match["who"].split(), match["do"], known):
        return None
    alone = _P.no_thing.match(match["rest"])
    if (alone and match["do"] in _P.words("of_things")) or _goes_on(match["rest"], known):
        return None
    return f"{match['who']} will {match['do']}{match['rest']}"


def _acts(who: list[str], do: str, known: Cues) -> bool:
    """Whether who stands before "to" is somebody or something that does it, and nothing else."""
    first, head = who[0], who[-1]
    low = head.casefold()
    verb = is_bare(first.casefold()) or first.casefold() in known.not_names | _P.words("takes_it")
    if len(who) > 1 and (verb or _P.done_to.fullmatch(first)):
        # "Help Harlow to win", "Urging ministers to talk".
        return False
    nouns = (known.bodies - known.firms) | known.people | known.ranks | known.official
    nouns |= _P.words("actors")
    lead = nouns | known.titles | known.fields | known.numerals | _P.words("beside_names")
    if not all(word in lead or word[0].isupper() for word in who[1:-1]):
        return False
    if low in nouns - _P.words("no_actors"):
        return True
    if low in _P.words("change"):
        return do in _P.words("changing")
    named = head[0].isupper() and low not in known.not_names and not is_bare(low)
    return named and (len(who) > 1 or head.isupper())


def _goes_on(rest: str, known: Cues) -> bool:
    """Whether a verb of its own follows: "Opposition to vote in June *grows*"."""
    words = [word for word in rest.split() if word.islower()]
    return any(
        word in known.finite | known.modals
        or (word in _verbs(known) and word[-1] in "sd")
        or (word.endswith("s") and (is_bare(word[:-1]) or is_bare(word[:-2])))
        or compiled(known.past).fullmatch(word)
        for word in words
    )


def _verbs(known: Cues) -> frozenset[str]:
    return known.finite | known.modals | known.reporting | known.foretelling | known.holding


_VERB = re.compile(r"[a-z]+")


def is_open(who: str, rest: str) -> bool:
    """Whether the first "to" behind a noun may be part of it: "staff trying *to* leave to stay".

    >>> is_open("the right", " be kept"), is_open("the right", " roam to be kept")
    (False, True)
    """
    return _P.takes_to.search(who) is not None and _P.to.match(rest) is not None
