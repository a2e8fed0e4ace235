"""What somebody foretells, as a sentence of what will happen: "expects rents to rise"."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from verifier.article.bare import bare_of_past
from verifier.article.cues import Cues
from verifier.article.infinitives import is_open, joined
from verifier.article.patterns import any_of, compiled
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun, straight
from verifier.article.tokens import looks_ahead
from verifier.article.wording import denies

_P = Phrasing("foretold")


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
    open_to = _P.open_to.match(text)
    if open_to:
        return _sentence(_expected(open_to["what"], known), text)
    if text.startswith("Expect "):
        return _sentence(_expected(text.partition(" ")[2], known), text)
    alone = _P.participle.match(text)
    if alone:
        # "Expecting the four — Ann, Bo, Cy and Di — to win".
        return _sentence(_expected(_P.dashed.sub(" ", text[alone.end() :]), known), text)
    match = _who_foretells(text, known)
    denying = match and (denies(match["who"]) or " not " in f" {match['verb']} ")
    if match is None or (denying and not (denied and _expects_not(match))):
        return _beside(text, known)
    who = _P.and_names.sub(" ", _P.more_than.sub("", match["who"]))
    if (_P.not_who.search(who) and not _P.joined_verb.search(who)) or _P.before_that.search(who):
        return text
    lead = text[slice(*match.span("lead"))]
    listed = lead[:1].isupper() and _P.and_.search(match["who"]) and not _opens(lead, known)
    if match["who"].split()[-1].casefold() in known.determiners or listed:
        # "The forecast rain".
        return text
    if _P.itself.match(match["what"]):
        doer = who.split()[-1].casefold() if who.split() else ""
        if doer in known.things | known.people:
            return text
        return f"{begun(_P.does_or_not.sub('', match['who']))} will be {match['what']}"
    any_at_all = _P.any_.match(match["what"]) if denied else None
    if any_at_all and not _P.verb.search(match["what"].partition(",")[0]):
        # "Doesn't expect any damage".
        what: str | None = f"there will be {match['what'][any_at_all.end() :]}"
    else:
        what = _expected(match["what"], known)
    return f"{lead}{what}" if what and lead else _sentence(what, text)


def _opens(lead: str, known: Cues) -> bool:
    """Whether words before a comma only open a sentence: "By May, ", not "Ourtown, "."""
    first = lead.split(maxsplit=1)[0].rstrip(",").casefold()
    return first in known.prepositions | known.openers | known.opening or first.endswith(
        ("ly", "ing")
    )


def _who_foretells(text: str, known: Cues) -> re.Match[str] | None:
    """Who foretells what; a "forecast from" somebody is no verb, and the next one counts."""
    plain, nouns = text, known.prepositions - _P.words("before_numbers")
    while match := _foretelling(known.foretold).match(plain):
        noun = _is_thing(match["what"], nouns | known.auxiliaries)
        if not noun or _P.amount.match(match["what"]):
            break
        first, last = match.span("verb")
        plain = f"{plain[:first]}{'_' * (last - first)}{plain[last:]}"
    return match


def _beside(text: str, known: Cues) -> str:
    """What somebody foretells who does something else besides: "Bo is the bull, forecasting 3%".

    >>> from verifier.article.cues import cues
    >>> _beside("Ann Roe is the optimist, predicting growth of 3% in May.", cues())
    'There will be growth of 3% in May.'
    """
    match = _P.predicting.match(text)
    if match is None or denies(match["who"]) or any(looks_ahead(match["who"], known)):
        return text
    return _sentence(_expected(match["what"], known), text)


def _sentence(text: str | None, otherwise: str) -> str:
    return otherwise if text is None else begun(text)


def not_surprising(text: str, known: Cues, *, none_seen: bool = False) -> str:
    """What would surprise somebody, or not, as what will be; and what is `none_seen`.

    >>> from verifier.article.cues import cues
    >>> not_surprising("We'd not be surprised to see another strike in May.", cues())
    'There will be another strike in May.'
    >>> not_surprising("I would be amazed to see rents fall.", cues())
    'Rents will fall.'
    >>> not_surprising("It is hard to see rents falling.", cues(), none_seen=True)
    'Rents will be falling.'
    """
    unseen = _P.hard_to_see.match(text) if none_seen else None
    match = _P.surprised_to_see.match(text) or unseen
    if match is None:
        return text
    if match.groupdict().get("if"):
        return _sentence(will_do(match["what"], supposed=True), text)
    return _sentence(will_do(match["what"]) or _expected(match["what"], known), text)


def will_do(text: str, *, supposed: bool = False) -> str | None:
    """A clause in the present, or with a bare verb, as what will be: "rents rise in May".

    A clause in the past is one where it is only `supposed`.

    >>> will_do("the old rents rose in May", supposed=True), will_do("it rose")
    ('the old rents will rise in May', None)
    """
    for word in _P.word.finditer(text) if supposed else ():
        bare = bare_of_past(word[0]) if word.start() else None
        if bare:
            return f"{text[: word.start()]}will {bare}{text[word.end() :]}"
    does = _P.does.match(text)
    return does and f"{does['what']} will {does['do']}{text[does.end() :]}"


def not_ruled_out(match: re.Match[str]) -> str:
    """What cannot be ruled out, as what there will be."""
    what = match["what"]
    return f"There will be {what[0].lower()}{what[1:]}" if match["any"] else f"{what} will happen"


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
        made = _P.made_for.match(text)
        made = made if known.outlooks & {*text.casefold().split()} or _P.made.search(text) else None
        return _sentence(_expected(made["what"], known) if made else None, text)
    what, of = match["what"].strip(), match["of"] or ""
    timed = _P.year.fullmatch(of)
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
        or _P.undone.search(match["who"])
        or _P.verb.search(match["level"])
        or _P.and_.search(_P.one.sub("", match["level"]))
    )
    return None if undone else match


@cache
def _revision(revising: frozenset[str], outlooks: frozenset[str]) -> re.Pattern[str]:
    return _P.filled("revision", revising=any_of(revising), outlooks=any_of(outlooks))


def _expected(what: str, known: Cues) -> str | None:
    """A sentence of what somebody expects; None where it is none.

    >>> from verifier.article.cues import cues
    >>> _expected("prices to fall and wages to rise", cues())
    'prices will fall and wages will rise'
    >>> _expected("inflation at 3%", cues()), _expected("two strikes", cues())
    ('inflation will be 3%', 'there will be two strikes')
    """
    first = what.split(maxsplit=1)[0].casefold()
    if first in known.prepositions - _P.words("about") and not _P.amount.match(what):
        # "A January forecast for growth".
        return None
    level = _P.level.match(what) or _P.state.match(what)
    if (
        level
        and not _P.to_do.search(level["what"])
        and not _P.attribute.search(level["what"])
        and not _P.and_.search(level["what"])
        and not known.weighed & {*what.casefold().split()}
    ):
        subject = known.subjects.get(level["what"], level["what"])
        return f"{subject} will be {what[level.end() :]}"
    done = _P.object.match(what)
    plain = what
    while done and done["doing"] and _is_noun(done, known):
        # "Thousands in the coming weeks": nobody comes.
        plain = f"{plain[: done.end() - 3]}___{plain[done.end() :]}"
        done = _P.object.match(plain)
    if done is None:
        no_thing = first in _P.words("no_thing") or _P.no_new_thing.match(what)
        no_thing = no_thing or _P.is_over.search(what)
        return (
            None if no_thing or _P.verb.search(what.partition(",")[0]) else f"there will be {what}"
        )
    whom, rest = what[slice(*done.span("what"))], what[done.end() :]
    tried = is_open(done["doing"], rest.partition(" to ")[2]) if done["doing"] else False
    clause = _P.below.split(rest.partition(",")[0], maxsplit=1)[0]
    further = _P.verb.search(clause) or is_open(whom, rest) or tried
    also = None if further else joined(rest)
    if also is None or _P.and_.search(_P.one.sub("", whom)):
        # "Some troops due to return could leave": the verb stands further on.
        return None
    verb = done["to"] or f"be {(done['doing'] or '').removeprefix('being')}".strip()
    return f"{known.subjects.get(whom, whom)} will {verb}{also}"


def _is_noun(done: re.Match[str], known: Cues) -> bool:
    """Whether a word in -ing is a thing, or describes one: "a narrow ruling", "the coming week"."""
    return done["doing"] in known.nouns_in_ing or _P.attribute.search(done["what"]) is not None


def foretelling_verb(text: str, known: Cues, *, denied: bool = False) -> str | None:
    """The verb with which somebody expects what `text` says: "Lake Bank *forecasts* a loss".

    That they do not expect it counts where it may be `denied`; of whom few expect it, or what it
    is hard to see, nobody foretells.

    >>> from verifier.article.cues import cues
    >>> foretelling_verb("Lake Bank now forecasts a loss.", cues())
    'forecasts'
    """
    revised = _revision_in(text, known)
    if revised:
        return revised["outlook"]
    match = _foretelling(known.foretold).match(text)
    if match is None or _P.hardly_anyone.search(match["who"]):
        return None
    if denies(match["who"]) and not (denied and _P.does_not.search(match["who"])):
        return None
    noun = _is_thing(match["what"], known.prepositions | known.auxiliaries)
    return None if noun else match["verb"].split()[-1]


def hardly_foretold(text: str, known: Cues) -> str | None:
    """The verb of what hardly anyone expects: "very few *expect* a cut".

    >>> from verifier.article.cues import cues
    >>> hardly_foretold("Very few expect a cut.", cues())
    'expect'
    >>> hardly_foretold("A few expect a cut.", cues())
    """
    match = _foretelling(known.foretold).match(text)
    few = match is not None and _P.hardly_anyone.search(match["who"])
    return match["verb"].split()[-1] if match and few else None


def _is_thing(behind: str, words: Container[str]) -> bool:
    """Whether a word that may be a verb is a noun, by what is behind it: "the forecast isn't"."""
    first = straight(behind.split(maxsplit=1)[0].casefold())
    return first in words or first.endswith("n't")


def _expects_not(match: re.Match[str]) -> bool:
    """Whether who does not expect something expects that it is not so."""
    verb = match["verb"].split()[-1].casefold()
    denied = bool(_P.do_not.search(match["who"])) or " not " in f" {match['verb']} "
    return denied and verb in _P.words("expects")


@cache
def _foretelling(verbs: tuple[str, ...]) -> re.Pattern[str]:
    """Who expects, in a clause that may follow on a `lead`, and `what`."""
    return _P.filled("foretelling", verbs=compiled(verbs).pattern)
