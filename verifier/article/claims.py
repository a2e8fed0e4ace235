"""The claim of a forecast: a plain sentence of what must happen, or nothing.

claim = what is left of a quotation without its hedge and condition (`wording`), with a subject and
a verb, and with nobody in it who is only pointed at. Where that cannot be had by leaving words out
and putting in the speaker's name, the claim is for a person to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from verifier.article.counted import uncounted
from verifier.article.cues import Cues
from verifier.article.foretold import foretelling_verb, revises
from verifier.article.futures import bare_future, what_happens
from verifier.article.grammatical import stands
from verifier.article.holders import (
    granting,
    opinion,
    said_plainly,
    set_in,
    tidy,
    ungranted,
    unheld,
    unsigned,
)
from verifier.article.naming import NOTHING, Talk, with_name
from verifier.article.patterns import any_of, compiled, led
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun, straight
from verifier.article.subjects import before
from verifier.article.tokens import looks_ahead
from verifier.article.we import for_body, there_will_be
from verifier.article.with_odds import with_odds
from verifier.article.wording import Wording, denies
from verifier.dataclass import dataclass
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("claims")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim; empty where it has to be written. `put_in` is a word that `put_for` stands for."""

    text: str
    put_in: str | None = None
    put_for: str | None = None


def claim_of(
    wording: Wording,
    known: Cues,
    *,
    subject: str | None = None,
    speaker: str | None = None,
    kind: ForecasterKind | None = None,
    body: str | None = None,
    own_words: bool = False,
    reported: bool = False,
    talk: Talk = NOTHING,
) -> Claim:
    """The claim of what was read of a quotation, said by `speaker` of a `kind`.

    `subject` stands before the words elsewhere in the sentence. With `own_words` "I" is the
    speaker, and "we" the `body` for which they speak; where speech is `reported`, a pronoun with
    which it begins is taken for them, and elsewhere for what the `talk` is about.
    """
    beside = with_odds(wording, known)
    if beside is not None or _P.denied_claim.search(straight(wording.quote)):
        return Claim(beside or "")
    quote = wording.quote if revises(wording.quote, known) else wording.plain()
    put_in_who = set_in(known.reporting, known.modals | known.finite)
    plain, by_whom = put_in_who.subn(" ", quote)
    plain = begun(_P.that_it.sub("", _P.told_that.sub("", plain)))
    said = said_plainly(led(known.links, known.set_off).sub("", plain), known)
    plain = unheld(ungranted(uncounted(said, known), known), known)
    if plain is not said and granting(known.granting).match(said):
        # "Though sales may rise, it will stay low": what is granted says what "it" is.
        reported, talk = False, replace(talk, about=None, heard=None)
    plain = _P.no_way.sub(r"\g<what> will not", _P.my_own.sub("", plain))
    knows = opinion(known.opinions).match(straight(plain))
    held = (knows["held"] or knows["that"]) if knows else ""
    odds = any(word.stated for reading in wording.likelihoods[:1] for word in reading.words)
    if knows and not denies(held) and (odds or any(looks_ahead(plain, known, knows.end()))):
        plain = tidy(plain[knows.end() :])
    taken_up = _P.takes_up.match(plain) if subject is not None else None
    if taken_up is not None:
        plain = f"{subject}{plain[taken_up.end() :]}"
    elif subject is not None and not by_whom and _goes_on_from(wording.quote, plain, known):
        plain = f"{subject} {plain[:1].lower()}{plain[1:]}"
    plain = _P.short_will.sub(" will", _P.tail.sub("", _P.aside.sub("", plain)))
    if not (own_words and body):
        plain = _P.than_we.sub(_than_held, plain)
    happens = what_happens(plain, wording, known)
    only = _P.only_who.match(happens or "")
    if happens is None or (only and (speaker or "").endswith(only["who"])):
        return Claim("")
    if happens != plain and _P.he_is_to.search(wording.quote) and _P.pronoun.match(happens):
        # "Expects her to resign": who expects it is not who is meant.
        reported, talk = False, talk.without(speaker)
    plain = happens
    plain = tidy(there_will_be(plain) if own_words or speaker is None else plain)
    body = speaker if kind is ForecasterKind.OFFICE else body
    if own_words and body is not None:
        plain, put_in = for_body(plain, body, known)
        plain = compiled(known.futures).sub(lambda match: bare_future(match, known), plain)
    else:
        put_in = taken_up[0].casefold() if taken_up else None
    named, own, meant = with_name(
        plain, known, talk, speaker, kind, own_words=own_words, reported=reported
    )
    put_for = (subject if taken_up else body if put_in else None) or meant
    put_in = put_in or own
    named = unsigned(named, known)
    named = begun(_P.makes.sub("", _P.odds_that.sub("", _odds_of(named, wording))))
    named = _P.scheduled.sub(_takes_place, _P.fact_before.sub(r"\g<who>\g<will>", named))
    told = (speaker is not None and not own_words) or _P.told_that.match(wording.quote) is not None
    whole = _sound(
        _before_then(_certain(named, wording, known, told=told), wording), wording, known
    )
    return Claim(whole, put_in, put_for if put_in else None) if whole else Claim("")


def _than_held(match: re.Match[str]) -> str:
    """What something is compared with, whoever held it: "than we think", as "than thought"."""
    held = match["held"].casefold()
    done = held if held.endswith("ed") else f"{held.removesuffix('e')}ed"
    return f"{match['as']} {_HELD.get(held, done)}"


_HELD = {
    "think": "thought",
    "thought": "thought",
    "foresaw": "foreseen",
    "plan": "planned",
    "forecast": "forecast",
}


def _odds_of(text: str, wording: Wording) -> str:
    """What there will be, of "the chances of a strike are slim", where they are read; or none."""
    text = _P.also_will.sub(r"will \g<also>", text)
    text = _P.odds_alone.sub("There will be ", text) if wording.likelihoods else text
    odds = _P.odds_of.match(text) if wording.likelihoods else None
    if odds is None:
        return _P.none_expected.sub(r"There will be no \g<what>", text)
    doing = _P.doing.fullmatch(odds["of"] or "")
    what = f"{doing['who']} will be {doing['doing']}" if doing else f"There will be {odds['of']}"
    return odds["that"] or what


def _certain(text: str, wording: Wording, known: Cues, *, told: bool) -> str:
    """A claim with the bare future for the verb that says how likely it is: "prices may rise".

    And, where somebody is `told` to have said it, for what would be.
    """
    reading = next(iter(wording.likelihoods), None)
    verb = next(looks_ahead(straight(text), known), None)
    will = known.told.get(verb[0]) if verb and told and not _P.unreal.search(text) else None
    if verb is not None and will:
        return f"{text[: verb.start()]}{will}{text[verb.end() :]}"
    if reading is None or verb is None or reading.klass is not None:
        return text
    said = {word.text.casefold() for word in reading.words}
    doubted = verb[0] in _P.words("doubts") and any(verb[0] in words.split() for words in said)
    if not doubted or text[verb.end() :].lstrip().startswith("not"):
        return text
    rest = text[verb.end() :]
    hedge = rest.split(maxsplit=1)[0] if rest.strip() else ""
    beside = hedge.endswith("ly") and any(hedge in words.split() for words in said)
    return f"{text[: verb.start()]}will{rest.replace(f' {hedge}', '', 1) if beside else rest}"


def _takes_place(match: re.Match[str]) -> str:
    """What is scheduled for a day, or for something to be done, as what will be.

    >>> from verifier.article.phrasing import Phrasing
    >>> for text in ("The vote is scheduled for Tuesday.", "A mill is slated for closure in 2031."):
    ...     print(Phrasing("claims").scheduled.sub(_takes_place, text))
    The vote will take place on Tuesday.
    A mill will be closed in 2031.
    """
    what, noun = match["what"], match["done"]
    if noun is None:
        said = next((name for name in _P.words("before_times") if match[name]), None)
        when = f"{said} {match[said]}" if said else None
        return f"{what} will take place {when or match['bare']}"
    done = dict(one.split("=") for one in _P.words("done"))
    return f"{what} will be {done[noun]}"


def _before_then(text: str, wording: Wording) -> str:
    """A claim with the day before which it is not likely: "unlikely to return until May".

    Empty where it may mean either: "unlikely to control it until May".
    """
    doubted = any(
        one.negated or (one.chosen is not None and one.chosen.central < 1 / 2)
        for one in wording.likelihoods[:1]
    )
    until = _P.until.search(text) if doubted else None
    if until is None:
        return text
    if _P.of_a_moment.match(text, until.end("will")) is None:
        return ""
    return f"{text[: until.start('until')]}before{text[until.end('until') :]}"


def _sound(named: str, wording: Wording, known: Cues) -> str:
    """A claim, or what of it is one; empty where it only tells of a forecast, or of odds."""
    # A number that says how likely it is is no part of what has to happen.
    stated = [
        word.text for reading in wording.likelihoods[:1] for word in reading.words if word.stated
    ]
    held = foretelling_verb(_P.set_off_by.sub(" ", named), known, denied=True)
    denied = denies(named) and not _P.will.search(named)
    held = held if held and (held.endswith("s") or denied) else None
    if (
        _P.counterfactual.search(named)
        or _P.not_expecting.search(named)
        or _P.sure_of.search(named)
        or _P.it_happens.match(named)
        or _P.does_so.search(named)
        or _P.rules_out.match(named)
        or _P.only_warns.match(named)
        or _P.puts_odds.search(named)
        or _P.not_when.match(named)
        or (stated and ";" in named)
    ):
        return ""
    if held and not any(looks_ahead(named, known, named.find(held) + len(held))):
        # "Lake Bank forecasts …" is not what must happen.
        return ""
    if (
        not stated
        and _P.unread_odds.search(named)
        and known.weighed & {*wording.quote.casefold().split()}
    ):
        return ""
    first = next((one.words[0].start for one in wording.likelihoods[:1]), 0)
    if _P.relative.search(wording.quote[:first]) and not any(looks_ahead(named, known)):
        # "Ann Roe, who expects rents to rise, is leaving".
        return ""
    sound = (one for one in _shorter(named, known) if stands(one, known))
    weighs = [*stated, *(() if _P.there_are_doubts.match(named) else _hedges(wording))]
    return next((one for one in sound if not any(text in one for text in weighs)), "")


def _hedges(wording: Wording) -> Iterator[str]:
    """What says how likely it is, but for a verb that became "will": a claim does not say it."""
    for reading in wording.likelihoods[:1] or wording.unread:
        for word in reading.words:
            hedge = _P.modal.sub("", word.text)
            weighs = word.kind == "graded" or (word.kind == "unassessable" and " " in hedge)
            weighs = weighs or _P.no_sign.match(hedge) is not None
            if weighs and not _P.modal_verb.fullmatch(word.text):
                yield hedge


def _shorter(text: str, known: Cues) -> Iterator[str]:
    """A claim, and what is left of it without clauses beside its own that foretell nothing.

    >>> from verifier.article.cues import cues
    >>> list(_shorter("Rents will fall, but we like that.", cues()))
    ['Rents will fall']
    >>> list(_shorter("Here it comes: rents will fall.", cues()))[1:]
    ['Rents will fall.']
    """
    joints = list(reversed(list(_P.beside.finditer(text))))
    if (
        joints
        and _P.points.match(text, joints[0].end())
        and not any(looks_ahead(text, known, joints[0].end()))
    ):
        # "West Ham will win, but he is wrong".
        text = tidy(text[: joints[0].start()])
        joints = joints[1:]
    yield text
    yield from _without_past(text, known)
    for joint in joints:
        if not any(looks_ahead(text, known, joint.end())) and any(looks_ahead(text, known)):
            yield tidy(text[: joint.start()])
    for joint in _P.beside.finditer(text):
        if not any(looks_ahead(text[: joint.start()], known)):
            yield tidy(text[joint.end() :])


def _without_past(text: str, known: Cues) -> Iterator[str]:
    """What is foretold of who did something: "The pilot fell ill and will retire".

    >>> from verifier.article.cues import cues
    >>> list(_without_past("Due to rain, the pilot fell ill in May, and will retire.", cues()))
    ['The pilot will retire.']
    """
    goes_on = _goes_on(known.modals).search(text)
    if goes_on is None or any(looks_ahead(text[: goes_on.start()], known)):
        return
    found = compiled((*known.past, "|".join(known.finite)))
    verb = next((one for one in found.finditer(text, 0, goes_on.start()) if one.start()), None)
    who = before(text, 0, verb.start(), known) if verb else None
    name = _NAME.match(text)
    if who is not None:
        yield tidy(f"{text[slice(*who)]} {text[goes_on.end() :]}")
    elif name and name[0].casefold() not in known.not_names:
        yield f"{name[0]} {text[goes_on.end() :]}"


@cache
def _goes_on(modals: frozenset[str]) -> re.Pattern[str]:
    """Where a clause goes on with what will be, without a subject of its own."""
    return _P.filled("goes_on", modals=any_of(modals))


_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*(?=\s[a-z])")


def _goes_on_from(quote: str, plain: str, known: Cues) -> bool:
    """Whether a claim still has no subject: not where "now expects rents to fall" has lost who."""
    first = plain.partition(" ")[0].casefold()
    if straight(first).partition("'")[0] in known.stand_ins:
        # "You'll have none".
        return False
    leads = led(known.links, known.set_off).sub("", quote).casefold()
    return first in known.modals | known.finite or leads.startswith(first)
