"""What is said in a roundabout way, in words whose claim is known how to make.

"Bo Roe considers a strike in May likely" says that a strike in May is likely, "my money is on a
strike" does too, "traders are looking for a cut" that they expect one. The ways to say so, and what
they mean, are data (`cues.en.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from verifier.article.bare import bare_of_past, bare_verb, is_bare
from verifier.article.cues import cues
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun, straight
from verifier.article.wording import Wording
from verifier.model.days import Days
from verifier.rules import Rules

_P = Phrasing("plainly")


def in_plain_words(wording: Wording, rules: Rules, said: Days) -> Iterator[Wording]:
    """A wording from which a claim is made first, and the one that is left where there is none.

    What says no likelihood is not put into words that say one.
    """
    plain = plainly(wording.quote) if wording.likelihoods else wording.quote
    if not plain:
        return
    yield wording if plain == wording.quote else Wording.of(plain, rules, said=said)
    other = plainly(wording.quote, first=False) if wording.likelihoods else wording.quote
    if other != wording.quote:
        yield Wording.of(other, rules, said=said)


def plainly(quote: str, *, first: bool = True) -> str:
    """A quotation in words from which a claim can be made; as it is where it needs no others.

    Nothing is left of one that is said of nobody who is named.

    >>> for text in (
    ...     "Bo Roe considers a strike in May likely.",
    ...     "Lake Bank doesn't see a cut before June.",
    ...     "Bo Roe sees a strike.",
    ... ):
    ...     print(plainly(text))
    A strike in May is likely.
    Lake Bank does not expect a cut before June.
    Bo Roe sees a strike.
    >>> plainly("Inflation is seen creeping up next year.", first=False)
    'Inflation is expected to creep up next year.'
    """
    text = straight(quote)
    for pattern, means in _ways(first=first):
        match = pattern.match(text)
        words = _words(match) if match else None
        if words is not None:
            said = _NAME.sub(lambda name, words=words: words[name[1]], means)  # type: ignore[misc]
            return begun(" ".join(said.split()).replace(" .", "."))
    return quote


_NAME = re.compile(r"<(\w+)>")


@cache
def _ways(*, first: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    degree, time = _P.degree.pattern, _P.time.pattern
    return tuple(
        (re.compile(one.says.replace("{degree}", degree).replace("{time}", time)), one.means)
        for one in cues().plainly
        if one.first is first
    )


def _words(match: re.Match[str]) -> dict[str, str] | None:
    """What goes in for the names; None where a verb is not known, or there is none."""
    words = {name: part or "" for name, part in match.groupdict().items()}
    if lead := words.get("lead"):
        words["lead"] = f"{lead[0].lower()}{lead[1:]}"
    if verb := words.get("bare"):
        words["bare"] = (bare_verb(verb) if verb.endswith("ing") else bare_of_past(verb)) or ""
    if clause := words.get("will"):
        words["will"] = what_will_be(clause)
    return None if words.get("bare") == "" or (clause and words["will"] == clause) else words


def what_will_be(clause: str) -> str:
    """A clause in the present as what will be, where its verb is one that is often foretold.

    >>> for text in ("Rents fall in May.", "The party ends up last.", "The mill is old."):
    ...     print(what_will_be(text))
    Rents will fall in May.
    The party will end up last.
    The mill is old.
    """
    for noun, word in pairwise(_WORD.finditer(clause)):
        low, many = word[0], noun[0].endswith("s")
        one = next((b for b in (low[:-1], low[:-2]) if low.endswith("s") and is_bare(b)), None)
        bare = (low if is_bare(low) else None) if many else one
        if bare and low.islower():
            return f"{clause[: word.start()]}will {bare}{clause[word.end() :]}"
    return clause


_WORD = re.compile(r"[\w’'-]+")
