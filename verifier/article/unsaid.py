"""What is left open, or was not said: "she did not say whether rents will rise"."""

from __future__ import annotations

import re
from functools import cache

from verifier.article.cues import cues
from verifier.article.parting import Part
from verifier.article.patterns import any_of, compiled
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import flat, straight
from verifier.article.tokens import looks_ahead

_P = Phrasing("unsaid")


def left_open(sentence: str, at: int, part: Part) -> bool:
    """Whether a part of what begins at a place of a sentence is left open, or was never said.

    >>> text = "She did not say that rents will rise."
    >>> left_open(text, 21, Part(0, 16)), left_open("She said rents will rise.", 9, Part(0, 16))
    (True, False)
    """
    start, known = at + part.start, cues()
    text = straight(flat(sentence))[: at + part.end]
    said = known.reporting - known.holding - known.foretelling
    for match in _not_said(said).finditer(text):
        verb = next(looks_ahead(text, known, max(match.end(), start)), None)
        between = text[match.end() : verb.start() if verb else start]
        parted = _P.said_apart.search(between) or any_of(known.reporting).search(between)
        if not match["relative"] and not parted and (verb or match.end() <= start):
            return True
    unsaid = compiled(known.unsaid).search(text)
    return unsaid is not None and (
        start < unsaid.end() + _NEAR and not any(looks_ahead(text[start : unsaid.start()], known))
    )


@cache
def _not_said(saying: frozenset[str]) -> re.Pattern[str]:
    """A denied verb of saying; what describes somebody by it denies nothing."""
    return _P.filled("not_said", saying=any_of(saying))


_NEAR = 3
"""Characters between what leaves a question open and the question, at most."""
