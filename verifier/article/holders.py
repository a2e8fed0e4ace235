"""What stands around what is foretold: who holds it to be so, what is granted, what gives a reason.

"Although costs are low, brokers believe that rents will rise, Ann Roe said." has one claim, "Rents
will rise", and four things beside it, each of which is taken off here.
"""

from __future__ import annotations

import re
from functools import cache

from verifier.article.cues import Cues
from verifier.article.deadlines import against
from verifier.article.patterns import any_of, compiled
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun
from verifier.article.subjects import before
from verifier.article.tokens import Span, looks_ahead, tokens
from verifier.article.wording import denies

_P = Phrasing("holders")


@cache
def set_in(reporting: frozenset[str], verbs: frozenset[str]) -> re.Pattern[str]:
    """Who says so inside of what is said: "the mill, Bo Roe announced yesterday, will close"."""
    return _P.filled("set_in", says=any_of(reporting), verbs=any_of(verbs))


def unbroken(text: str) -> str:
    """A text, of the same length, without what is put between a verb and its auxiliary.

    >>> " ".join(unbroken("She does not, however, expect rain.").split())
    'She does not expect rain.'
    """
    return _P.put_between.sub(lambda match: " " * len(match[0]), text)


def said_plainly(text: str, known: Cues) -> str:
    """What is said, without the words that only tie it to who says so.

    >>> from verifier.article.cues import cues
    >>> for text in (
    ...     "That, after a strike, rents will fall.",
    ...     "Said the mill will close.",
    ...     "In Ourtown, where both will lose.",
    ...     "After the vote, that the mill will close.",
    ...     "Costs were cut and that the mill will close.",
    ...     "The mill, however, will close.",
    ... ):
    ...     print(said_plainly(text, cues()))
    After a strike, rents will fall.
    The mill will close.
    In Ourtown, both will lose.
    After the vote, the mill will close.
    The mill will close.
    The mill will close.
    """
    text = " ".join(unbroken(text).split())
    text = _P.links_inside.sub(lambda match: ", " if match["verb"] is None else " ", text)
    text = _P.that_then.sub("", text)
    text = _P.then_that.sub(r"\g<when>", text)
    also = _P.and_that.search(text)
    if also and not any(looks_ahead(text[: also.start()], known)):
        text = text[also.end() :]
    says = any_of(known.reporting).match(text)
    rest = text[says.end() :].lstrip().removeprefix("that ") if says else ""
    verb = next(looks_ahead(rest, known), None)
    subject = before(rest, 0, verb.start(), known) if verb and verb.start() else None
    return begun(rest if subject and not subject[0] else text)


@cache
def opinion(opinions: tuple[str, ...]) -> re.Pattern[str]:
    """Whose opinion it is, at the head, or before "that" wherever it stands."""
    held = compiled(opinions).pattern
    return _P.filled("opinion", held=held)


def unsigned(text: str, known: Cues) -> str:
    """A claim without who says so behind it.

    >>> from verifier.article.cues import cues
    >>> for text in (
    ...     "Rents will fall, one of the mayors has warned.",
    ...     "It will open, said Bo Roe, 45.",
    ... ):
    ...     print(unsigned(text, cues()))
    Rents will fall
    It will open
    """
    signed = _signed(known.reporting, known.modals | known.finite).search(text)
    if signed is None or not any(looks_ahead(text[: signed.start()], known)):
        return text
    return text[: signed.start()]


@cache
def _signed(reporting: frozenset[str], verbs: frozenset[str]) -> re.Pattern[str]:
    says, other = any_of(reporting).pattern, any_of(verbs | _P.words("joins")).pattern
    inside = any_of(verbs | _P.words("joins") - _P.words("describing")).pattern
    return _P.filled("signed", other=other, inside=inside, says=says)


def ungranted(text: str, known: Cues) -> str:
    """What is foretold, without what is granted before it: "While costs are low, rents will rise".

    >>> from verifier.article.cues import cues
    >>> ungranted("Although it is 3,000 miles long, the dam will break.", cues())
    'The dam will break.'
    """
    granted = granting(known.granting).match(text)
    if granted is None:
        reasoned = _reasoned(known.reasoning, known.determiners | known.pronouns).match(text)
        if reasoned and not any(looks_ahead(reasoned[0], known)):
            noun = before(text, 0, reasoned.end("before"), known)
            # "Rents since the vote will rise": a reason has a clause before it.
            granted = None if noun and not noun[0] else reasoned
    if granted is None:
        # "…, while growth will rise", from its "while" on.
        first, _, rest = text.partition(" ")
        return tidy(rest) if first.casefold() in known.granting else text
    if not any(looks_ahead(text, known, granted.end())):
        # "Though rents will rise, wages have fallen": what is foretold is what is granted.
        opener = granting(known.granting).match(text) and any(looks_ahead(granted[0], known))
        return tidy(granted[0].split(maxsplit=1)[1]) if opener else text
    return tidy(text[granted.end() :])


@cache
def _reasoned(reasoning: frozenset[str], opening: frozenset[str]) -> re.Pattern[str]:
    """What stands before a reason: "There was no danger *as* any flow is unlikely to …"."""
    why = any_of(reasoning).pattern
    return _P.filled("reasoned", why=why, opening=any_of(opening | {"any"}))


@cache
def granting(granting: frozenset[str]) -> re.Pattern[str]:
    """What is granted at the beginning, up to its comma."""
    return re.compile(rf"{any_of(granting).pattern}\s[^,]*(?:,(?=\d)[^,]*)*,\s+", re.IGNORECASE)


def unheld(text: str, known: Cues) -> str:
    """What is held to be so, without who holds it: "The mayor insists that it will open".

    >>> from verifier.article.cues import cues
    >>> for text in (
    ...     "Some brokers and banks believe rents will fall.",
    ...     "The poll after the debate shows Ann Roe will win.",
    ...     "The project will be late.",
    ... ):
    ...     print(unheld(text, cues()))
    rents will fall.
    Ann Roe will win.
    The project will be late.
    """
    for verb in any_of(known.reporting).finditer(text):
        before_it = tokens(text, 0, verb.start())
        last = before_it[-1].low if before_it else ""
        # "The project", "its plans", "of getting plans through".
        noun = last in known.determiners | known.prepositions or last.endswith("ing")
        # "Weather-stressed crops" are not what somebody stressed.
        noun = noun or text[: verb.start()].endswith("-")
        if verb[0].islower() and not noun:
            return _without_holder(text, verb.span(), known) or text
    return text


def _without_holder(text: str, verb: Span, known: Cues) -> str | None:
    """What stands behind the verb with which somebody holds it to be so; None where nobody does."""
    start, end = verb
    compared = next(iter(against(text)), (len(text), 0))[0]
    if not any(looks_ahead(text[:compared], known, end)) or denies(text[:end]):
        # "I don't think it will": who denies the clause does not say so.
        return None
    lead_in = _P.set_off.sub(" ", text[:start]).rpartition(" that ")[2]
    who = [token.low for token in tokens(lead_in)]
    lasting = text[start:end].endswith("ing")
    having = _P.words("auxiliaries_of_having")
    passive = who[-1:] and who[-1] in known.auxiliaries - having and not lasting
    verbs = known.auxiliaries - _P.words("verbs_of_having")
    bound = known.openers - _P.words("beside_nouns") | verbs
    bound -= _P.words("progressive") if lasting else set()
    if not who or passive or any(word in bound for word in who):
        return None
    rest = text[end:].lstrip()
    then = rest.partition(" ")[0].casefold()
    if rest[:1] in ",;:" or then in {"to", *known.auxiliaries}:
        # "Wage claims would delay it".
        return None
    told = then != "of" and (_P.that.search(rest) or lead_in.rstrip().endswith(","))
    if then in known.prepositions and not told:
        # "The forecast for May would be cut", "the capacity added over two years would do".
        return None
    return rest.removeprefix("that ")


def tidy(text: str) -> str:
    """A claim without the marks, and the words at its ends, that a part taken out has left."""
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    if text[:1] in ('"', "“"):
        text = re.sub(r"[\"“”]", "", text, count=2)
    # A quotation that the claim does not leave as it was.
    text = _P.quoted_future.sub(r"\1", text)
    text = re.sub(r"\[([^\]]*)\]", r"\1", re.sub(r"\(\s*\)", "", text))
    text = re.sub(r"\s+([,.;])", r"\1", " ".join(text.split()))
    text = re.sub(r",(?=,)", "", text).lstrip(" ,;:")
    text = _P.loose_end.sub("", text)
    return begun(text)
