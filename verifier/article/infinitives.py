"""What is expected besides, behind a verb that was read: "to rise, *and rents to fall*"."""

from __future__ import annotations

import re

AND_TO = re.compile(
    r"\b(?P<and>and|or|but)\b(?P<who>(?:(?!\b(?:and|or|but)\b)[^,;:])*?)\b(?P<to>to\s+)"
    r"(?P<how>(?:\w+ly|further)\s+)?(?=[a-z]+\b)",
    re.IGNORECASE,
)
_BEGINS_NOUN = re.compile(r"(?:the|an?|its|their|his|her|this|it|more|fewer)\s?\b", re.IGNORECASE)
# "To rise by 3% in May": nothing with which "and rents" could go together.
_NO_OBJECT = re.compile(
    r"(?:\s+(?:\w+ly|further|again|more|less|up|down)"
    r"|\s+(?:(?:by|to|at|from|in|until|before|after|over|during|about|around)\s+)*(?:[$€£]?\d\S*|[A-Z]\w+"
    r"|(?:this|next|the)\s+(?:coming\s+)?(?:year|month|quarter|week|spring|summer|autumn|winter|decade))"
    r"(?:\s+(?:points|million|billion|crowns|dollars|euros|pounds))?)*[\s,]*"
)
# ", wages to fall", with a noun of its own: which verb it goes with is not sure.
_LISTED_TO = re.compile(
    r",\s+(?:with\s+)?(?:(?:the|an?|its|their|his|her|this)\s[^,;:]{1,60}?|[^,;:]{0,60}?(?:[^\W\d_]s|[A-Z]\w+))"
    r"\s+to\s+[a-z]"
)


def joined(rest: str) -> str | None:
    """What stands behind a verb that was read, with verbs of their own for the nouns it joins.

    None where a "to" may go with something else: "will close *shops and banks to save*".

    >>> joined(" and rents to fall"), joined(" in May and to stay high")
    (' and rents will fall', ' in May and stay high')
    >>> joined(" shops and banks to save"), joined(", wages to fall")
    (None, None)
    """
    if _LISTED_TO.search(rest):
        return None
    text, end = "", 0
    for match in AND_TO.finditer(rest):
        who = match["who"].strip()
        noun = who and (who[0].isupper() or who.endswith("s") or _BEGINS_NOUN.match(who))
        if who and not (noun and _NO_OBJECT.fullmatch(rest, end, match.start())):
            return None
        text += f"{rest[end : match.start('to')]}{'will ' if who else ''}"
        behind = _VERB.match(rest, match.end())
        end = behind.end() if behind else match.end()
        text += rest[match.end("to") : end]
    return f"{text}{rest[end:]}"


_VERB = re.compile(r"[a-z]+")


def is_open(who: str, rest: str) -> bool:
    """Whether the first "to" behind a noun may be part of it: "staff trying *to* leave to stay".

    >>> is_open("the right", " be kept"), is_open("the right", " roam to be kept")
    (False, True)
    """
    return _TAKES_TO.search(who) is not None and _TO.match(rest) is not None


_TAKES_TO = re.compile(
    r"\b(?:\w+ing|able|ready|willing|rights?|plans?|attempts?|efforts?|decisions?|bids?|deals?|moves?|offers?"
    r"|proposals?|promises?|threats?|pledges?|pressure|refusal|failure|desire|push|need|chances?)$",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:(?!\b(?:and|or|but)\b)[^,;:])*?\bto\s+[a-z]")
