"""What somebody foretells, as a sentence of what will happen: "expects rents to rise"."""

from __future__ import annotations

import re
from functools import cache

from verifier.article.cues import Cues
from verifier.article.infinitives import is_open, joined
from verifier.article.patterns import AND, VERB, any_of, compiled
from verifier.article.sentences import begun
from verifier.article.wording import denies

_OBJECT = re.compile(
    r"(?P<what>(?!(?:that|to)\b)[^,;:]{1,80}?(?:,[^,;:]{1,60},)?)\s+(?:to\s+(?P<to>[a-z]+)|(?P<doing>[a-z]{2,}ing))\b"
)
# "Sees inflation at 3%".
_LEVEL = re.compile(
    r"(?P<what>(?!(?:that|to)\b)[^,;:]{1,60}?)\s+at\s+(?=(?:about|around|some|just|only|below|above|over"
    r"|under|nearly|almost|close|between|least|most)?\s*[$€£]?\d)"
)
_ATTRIBUTE = re.compile(r"\b(?:the|an?|its|his|her|their|of|in|at|by|for|from|and)$", re.IGNORECASE)
_NO_NEW_THING = re.compile(
    r"(?:the|its|his|her|their|our|this|that|these|those|it|him|them)\b", re.IGNORECASE
)


def foretold(text: str, known: Cues, *, denied: bool = False) -> str:
    """What somebody expects, without who does; or what they do not, where that is `denied`.

    >>> from verifier.article.cues import cues
    >>> for text in ("In May, Ann expects prices to fall.", "Ann would expect two strikes."):
    ...     print(foretold(text, cues()))
    In May, prices will fall.
    There will be two strikes.
    >>> foretold("Ann doesn't expect prices to fall.", cues(), denied=True)
    'Prices will fall.'
    """
    if text.startswith("Expect "):
        return _sentence(_expected(text.partition(" ")[2], known), text)
    match = _foretelling(known.foretold).match(text)
    if match is None or (denies(match["who"]) and not (denied and _expects_not(match))):
        return text
    who = _MORE_THAN.sub("", match["who"])
    if (_NOT_WHO.search(who) and not _JOINED_VERB.search(who)) or _BEFORE_THAT.search(who):
        return text
    if match["who"].split()[-1].casefold() in known.determiners:
        # "The forecast rain".
        return text
    what = _expected(match["what"], known)
    return f"{match['lead']}{what}" if what and match["lead"] else _sentence(what, text)


def _sentence(text: str | None, otherwise: str) -> str:
    return otherwise if text is None else begun(text)


def not_ruled_out(match: re.Match[str]) -> str:
    """What cannot be ruled out, as what there will be."""
    what = match["what"]
    return f"There will be {what[0].lower()}{what[1:]}" if match["any"] else f"{what} will happen"


RULED_OUT = re.compile(
    r"^(?P<what>(?P<any>(?:an?|[a-z]+)\s)?(?:(?!,\s|\b(?:that|which|who)\b).){1,80}?)\s+(?:still\s+|also\s+)?"
    r"(?:cannot|can['’]t|can\snot|couldn['’]t|could\snot)\s+(?:\w+\s+)?be\s+(?:\w+ly\s+)?ruled\s+out",
    re.IGNORECASE,
)


def revised(text: str, known: Cues) -> str:
    """What a forecast that was made anew says: "cut its outlook for growth to 2% from 3%".

    >>> from verifier.article.cues import cues
    >>> revised("Lake Bank cut its growth forecast for 2031 to 2% from 3%.", cues())
    'Growth will be 2% in 2031.'
    >>> revised("The bank has raised its forecast for rents in May to 9 crowns.", cues())
    'Rents in May will be 9 crowns.'
    """
    match = _revision_in(text, known)
    if match is None:
        made = _MADE_FOR.match(text) if known.outlooks & {*text.casefold().split()} else None
        return f"There will be {made['what']}" if made else text
    what, of = match["what"].strip(), match["of"] or ""
    timed = _YEAR.fullmatch(of)
    if not what and (timed or not of):
        return text
    when = f" in {of}" if timed and of[0].isdigit() else f" {of}" if timed else ""
    subject = what if timed or not of else of
    said = f"{subject} will be {match['level'].rstrip()}{when}."
    return f"{match['lead']}{said}" if match["lead"] else _sentence(said, text)


def revises(text: str, known: Cues) -> bool:
    """Whether somebody is said to have made a forecast anew: "cut its outlook for growth to 2%"."""
    return _revision_in(text, known) is not None


def _revision_in(text: str, known: Cues) -> re.Match[str] | None:
    """What makes a forecast anew; what denies, supposes or only might do it makes none."""
    match = _revision(known.revising, known.outlooks).match(text)
    undone = match and (
        denies(match["who"])
        or _UNDONE.search(match["who"])
        or VERB.search(match["level"])
        or AND.search(_ONE.sub("", match["level"]))
    )
    return None if undone else match


# "Refused to cut its outlook", "almost cut it", "reports that it cut it"; May is a month.
_UNDONE = re.compile(
    r"^(?:Will|Had)\b|\b(?:will|would|may|might|could|can|shall|should|must|ll|(?i:if|unless|whether"
    r"|that|why|having|few|no|hardly|barely|scarcely|almost|nearly|all\sbut))\b|\bto(?:\s+[a-z]+)?\s*$"
)


_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–]\d+)?|(?:this|next|the\s+coming)\s+\w+", re.IGNORECASE)


@cache
def _revision(revising: frozenset[str], outlooks: frozenset[str]) -> re.Pattern[str]:
    return re.compile(
        r"(?:On\s[^,]{1,40},\s+|(?P<lead>(?:For|In)\s[^,]{1,40},\s+))?(?P<who>[^,;]{1,80}?)\s"
        rf"{any_of(revising).pattern}\s+(?:up\s+|down\s+)?(?:its|their|the|his|her)\s+"
        rf"(?P<what>(?:[a-zA-Z-]+\s+){{0,4}}?)(?P<outlook>{any_of(outlooks).pattern})"
        r"(?:\s+(?:for|of)\s+(?P<of>[^,;:]{1,80}?))?,?(?:\s+by\s[^,;]{1,40}?)?"
        r"\s+to\s+(?P<level>(?:(?:between|below|above|about|around|under|over|just)\s+)*[$€£]?\d[^,;]*?)"
        r"(?:,?\s+(?:from|after|as|compared|up|down)\b.*|,\s.*)?\.?$",
        re.IGNORECASE,
    )


# "Lake Bank's forecast is for a rise".
_MADE_FOR = re.compile(
    r"[^,;:]{1,60}?\s(?:is|was)\s+for\s+(?P<what>(?!(?:the|its|their)\b)[^,;:]+\.?)$"
)
# "At least 300 cases", "between 2 and 4 strikes": an amount, whatever it begins with.
_AMOUNT = re.compile(r"(?:at\s+(?:least|most)|between|from)\s+[$€£]?\d", re.IGNORECASE)


def _expected(what: str, known: Cues) -> str | None:
    """A sentence of what somebody expects; None where it is none.

    >>> from verifier.article.cues import cues
    >>> _expected("prices to fall and wages to rise", cues())
    'prices will fall and wages will rise'
    >>> _expected("inflation at 3%", cues()), _expected("two strikes", cues())
    ('inflation will be 3%', 'there will be two strikes')
    """
    first = what.split(maxsplit=1)[0].casefold()
    if first in known.prepositions - {"about", "over", "under"} and not _AMOUNT.match(what):
        # "A January forecast for growth".
        return None
    level = _LEVEL.match(what)
    if level and not AND.search(level["what"]) and not known.weighed & {*what.casefold().split()}:
        return f"{level['what']} will be {what[level.end() :]}"
    done = _OBJECT.match(what)
    thing = done is not None and done["doing"] in known.nouns_in_ing
    if done is not None and done["doing"] and (thing or _ATTRIBUTE.search(done["what"])):
        # "Thousands in the coming weeks": nobody comes.
        done = None
    if done is None:
        no_thing = first in {"that", "to", "also", "both"} or _NO_NEW_THING.match(what)
        return None if no_thing or VERB.search(what.partition(",")[0]) else f"there will be {what}"
    rest = what[done.end() :]
    tried = is_open(done["doing"], rest.partition(" to ")[2]) if done["doing"] else False
    further = VERB.search(rest.partition(",")[0]) or is_open(done["what"], rest) or tried
    also = None if further else joined(rest)
    if also is None or AND.search(_ONE.sub("", done["what"])):
        # "Some troops due to return could leave": the verb stands further on.
        return None
    verb = done["to"] or f"be {(done['doing'] or '').removeprefix('being')}".strip()
    return f"{known.subjects.get(done['what'], done['what'])} will {verb}{also}"


# "Between 2 and 4 strikes", "both rents and wages".
_ONE = re.compile(
    r"^(?:between\s+[$€£]?[\d.,]+%?\s+and\s+(?=[$€£]?\d)|both\s(?:(?!\band\b)[^,])+?\sand\s)",
    re.IGNORECASE,
)


def foretelling_verb(text: str, known: Cues, *, denied: bool = False) -> str | None:
    """The verb with which somebody expects what `text` says: "Lake Bank *forecasts* a loss".

    That they do not expect it counts where it may be `denied`.

    >>> from verifier.article.cues import cues
    >>> foretelling_verb("Lake Bank now forecasts a loss.", cues())
    'forecasts'
    """
    revised = _revision_in(text, known)
    if revised:
        return revised["outlook"]
    match = _foretelling(known.foretold).match(text)
    if match is None or (denies(match["who"]) and not (denied and _DOES_NOT.search(match["who"]))):
        return None
    noun = match["what"].partition(" ")[0].casefold() in known.prepositions | known.auxiliaries
    return None if noun else match["verb"].split()[-1]


def _expects_not(match: re.Match[str]) -> bool:
    """Whether who does not expect something expects that it is not so."""
    verb = match["verb"].split()[-1].casefold()
    return verb in _EXPECTS and bool(_DO_NOT.search(match["who"]))


_EXPECTS = frozenset({"expect", "expecting", "anticipate", "anticipating", "foresee", "foreseeing"})
_DO_NOT = re.compile(
    r"\b(?:do|does|did|is|are|was|were)(?:n['’]t|\s+not)(?:\s+\w+ly)?\s*$", re.IGNORECASE
)
_DOES_NOT = re.compile(r"(?:n['’]t|\bnot|\bnever|\bno\s+longer)(?:\s+\w+ly)?\s*$", re.IGNORECASE)


@cache
def _foretelling(verbs: tuple[str, ...]) -> re.Pattern[str]:
    """Who expects, in a clause that may follow on a `lead`, and `what`."""
    return re.compile(
        rf"^(?P<lead>(?:[^,;:]{{1,80}},\s+)??)(?P<who>[^,;:]{{1,160}}?)\s*(?P<verb>{compiled(verbs).pattern})"
        r"\s+(?P<what>[^\s].*)$",
        re.IGNORECASE,
    )


_MORE_THAN = re.compile(r"\b(?:more|less|fewer)\s+than\s+", re.IGNORECASE)
# "Lake Bank has cut its outlook and now expects a slump".
_JOINED_VERB = re.compile(
    r"\b(?:has|have|had|\w+ed|is|are)\b.*\s(?:and|but)(?:\s+(?:now|still|also|\w+ly))?\s*$"
)
# "Had forecast 1 % growth": it has said something else since.
_BEFORE_THAT = re.compile(r"\bhad(?:\s+\w+ly|\s+also)?\s*$", re.IGNORECASE)
_NOT_WHO = re.compile(
    r"\b(?:that|which|who|if|and|but|what|than|compared|against|versus|will|would|may|might|could|can|to|is|are|was|were)\b"
)
