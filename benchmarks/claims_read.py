"""Whether a claim can be taken as it stands, by what a careful reader asks of it.

It is a whole sentence with a subject and a verb, in which everybody is named; who says so and how
likely it is stand elsewhere; nothing of what was labelled is left out. It knows no rules of the
program that is measured. `benchmarks/intake.py` asks it of each proposal.
"""

from __future__ import annotations

import re

_MODAL = (
    r"(?:will|would|shall|should|may|might|can|could|must|cannot|won't|wouldn't|can't|couldn't)"
)
_BE = r"(?:is|are|was|were|has|have|had|do|does|did)"
_VERB = re.compile(rf"\b(?:{_MODAL}|{_BE}|\w+s|\w+ed|\w+n't|fell|rose|lost|won)\b")
_FIRST_MODAL = re.compile(rf"\b{_MODAL}(?!\w)")
_CAPITAL = re.compile(r"[A-Z\d“\"$€£\u2018']|[a-z]{1,2}[A-Z]")
_OWN = re.compile(r"\b(?:I|[Ww]e|us|Us|[Oo]urs?|[Mm]y|me|mine|[Yy]ou|[Yy]our)\b")
# Who is meant before the foretold verb is not in the claim: "it will fall", "their rents will".
_POINTS = re.compile(
    r"\b(?<!\bof )(?:he|she|they|it)\s(?:\w+ly\s|also\s|now\s|then\s)*$"
    r"|^(?:\w+ly,?\s|now\s|then\s)*(?:this|that|these|those|he|she|they|it|its|his|her|their)"
    r"(?:\s(?:\w+ly|also|now|then|is|are|was|were|has|have|had))*\s*$"
    r"|^(?:his|their|its|her|it|he|she|they)\s",
    re.IGNORECASE,
)
# "It will rain", "it will take weeks", "it will be hard to", "it will be cold".
_NO_THING = re.compile(
    rf"\bit\s(?:{_MODAL}|is)(?:\snot)?\s(?:(?:be|become|get|feel|turn)\s(?:\w+\s){{0,3}}"
    r"(?:(?:hard|easy|difficult|possible|impossible|clear|important|necessary|time|up|years|months"
    r"|weeks|days)\s(?:to|that|for|before)\b|cold|hot|warm|wet|dry|cool|sunny|windy|muggy)"
    r"|take\b|rain|snow|freeze)",
    re.IGNORECASE,
)
# Who says so, before the foretold verb or at the end.
_FRAMED = re.compile(
    r"(?<!\bto )(?<!\bwill )(?<!\bbe )(?<!\bthan )(?<!\bas )\b(?:says?|said|tells?|told"
    r"|predict(?:s|ed|ing)?|forecasts|forecasting|expects?|expecting|believes?|thinks?|warn(?:s|ed)"
    r"|announced|anticipates?|projecting|insists|shows|showed|suggests?|reckons?|know"
    r"|seems?\sto\ssignal|according\sto)\b"
)
_SIGNED = re.compile(
    r",\s[^,]{1,60}\b(?:says?|said|predicts?|predicted|warned|showed)[.”\"]?$|\baccording\sto\s[^,]+$"
)
_ODDS = re.compile(
    r"\b(?:[Tt]here(?:'s|\sis|\sare|\swas)\s[^,]{0,30}(?:chance|probability|risk|likelihood|odds)"
    r"|possible\sthat|(?:is|are|was|were)\s(?:\w+\s)?(?:expected|forecast|predicted|projected|likely"
    r"|unlikely|set|due|bound|poised|seen|scheduled|estimated|tipped)\s(?:to\b|\w+ing\b))"
)
_BEGINS = re.compile(
    r"that\b|(?:(?:and|but|or|so|which|who|because|if|than|well|to|though|although)\b|as\b(?!\smany|\smuch|\sfew)"
    r"|(?:while|after)\b(?=[^,]+,\sthat\b))(?![^,]+,\s(?!that\b))"
    r"|(?:in|on|at|for|after)\s[^,]+,\s(?:where|which|that|who)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:and|but|or|the|a|an|of|at|by|in|on|with|than|that|which|will|would|while|because|if|week\safter)"
    r"[.,;]?$|[,;:(–—-]\.?$"
)
_BROKEN = re.compile(
    rf"\b{_MODAL}\s(?:(?:will|would|is|are|was|were|to|the|a|an|it|they|he|happens?)\b|\d)"
    rf"|\b{_BE}\s(?:\w+ly\s|now\s)?(?:will|would|may|might|could)\b|,\s*[,.;]|\(\W*\)"
    r"|\b(?:and|but|or)\s*,\s*(?!as\b|\w+ly\b|if\b|in\b)[a-z]|\bto\s(?:will|would)\b"
    rf"|^(?:{_MODAL}|{_BE})\b|\b[Tt]here\swill\sbe\s(?:\w+\s){{1,4}}(?:says|said|is|are)\b"
)
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))
_DOUBTS = frozenset({"may", "might", "could", "can", "should"})
_HEDGES = frozenset(
    re.findall(r"\w+", "likely unlikely probably possibly perhaps maybe certain probable")
)
_LITTLE = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at by for to from with and but or as than that which who it its he his"
        " she her they their them this these those is are was were be been being has have had will"
        " would may might can could shall should must not no do does did if so there we i you our"
        " my also now still then some any more see sees seen get",
    )
)
_MAY_DIFFER = 0.34
"""Of the labelled words, the share that may be other ones: of who speaks, or of an opinion."""


def stands(claim: str, *, at: str, elsewhere: str) -> bool:
    """Whether a claim can be taken for what stands `at` a place of an article.

    `elsewhere` are the words that a record has beside it: how likely it is, and who says so.

    >>> at = "the dam is expected to break"
    >>> stands("The dam will break by May.", at=at, elsewhere="expected")
    True
    >>> for claim in (
    ...     "It will break by May.",
    ...     "The dam is expected to break by May.",
    ...     "Ann Roe expects the dam will break by May.",
    ...     "The dam will break by",
    ...     "And that the dam will break.",
    ...     "The dam is now will break.",
    ...     "The reservoir will be full.",
    ... ):
    ...     assert not stands(claim, at=at, elsewhere="expected"), claim
    """
    plain = claim.replace("’", "'").replace("U.S.", "America").strip()
    modal = _FIRST_MODAL.search(plain)
    lead = plain[: modal.start()] if modal else plain
    return bool(
        _CAPITAL.match(plain)
        and _VERB.search(plain)
        and not any(one.search(plain) for one in (_OWN, _ODDS, _SIGNED, _ENDS, _BROKEN))
        and not _BEGINS.match(plain)
        and (not _POINTS.search(lead) or _NO_THING.search(plain))
        and not _FRAMED.search(lead)
        and all(plain.count(a) == plain.count(b) for a, b in _PAIRS)
        and not _doubled(plain, modal[0] if modal else "", elsewhere)
        and not _left_out(plain, at, elsewhere)
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[\w%$€£.]*\w%?", text.replace("’", "'").casefold())


def _doubled(claim: str, modal: str, elsewhere: str) -> bool:
    """Whether words for how likely it is are in the claim, too."""
    beside = {*_words(elsewhere)}
    return modal in _DOUBTS & beside or bool(_HEDGES & beside & {*_words(claim)})


def _left_out(claim: str, at: str, elsewhere: str) -> bool:
    """Whether labelled words are missing that stand nowhere else."""
    has = {_stem(word) for word in [*_words(claim), *_words(elsewhere)]}
    wanted = [_stem(word) for word in _words(at) if word not in _LITTLE]
    return sum(word not in has for word in wanted) > _MAY_DIFFER * len(wanted)


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > _SHORT else word


_SHORT = 4
"""Letters of a word of which nothing is taken off, at most."""
