"""The claim of a forecast: a plain sentence of what must happen, or nothing.

claim = what is left of a quotation without its hedge and condition (`wording`), with a subject and
a verb, and with nobody in it who is only pointed at. Where that cannot be had by leaving words out
and putting in the speaker's name, the claim is for a person to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from verifier.article.cues import Cues
from verifier.article.deadlines import against
from verifier.article.foretold import (
    foretelling_verb,
    foretold,
    not_ruled_out,
    revised,
    revises,
)
from verifier.article.grammatical import stands
from verifier.article.infinitives import joined
from verifier.article.patterns import any_of, compiled, led
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun
from verifier.article.subjects import before
from verifier.article.tokens import Span, Token, looks_ahead, tokens
from verifier.article.told import About
from verifier.article.we import for_body, there_will_be
from verifier.article.wording import Wording, denies
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
    about: About | None = None,
    people: frozenset[str] = frozenset(),
) -> Claim:
    """The claim of what was read of a quotation, said by `speaker` of a `kind`.

    `subject` stands before the words elsewhere in the sentence. With `own_words` "I" is the
    speaker, and "we" the `body` for which they speak; where speech is `reported`, a pronoun with
    which it begins is taken for them, and elsewhere for what the sentence before is `about`; "he"
    or "she" for the only one of the `people` near by who is not the speaker.
    """
    plain = _put_in(known.reporting, known.modals | known.finite).sub(
        " ", wording.quote if revises(wording.quote, known) else wording.plain()
    )
    said = _said(led(known.links, known.set_off).sub("", plain), known)
    plain = _unheld(_ungranted(said, known), known)
    if plain is not said and _granted(known.granting).match(said):
        # "Though sales may rise, it will stay low": what is granted says what "it" is.
        reported, about = False, None
    knows = _opinion(known.opinions).match(plain)
    held = (knows["held"] or knows["that"]) if knows else ""
    if knows and not denies(held) and any(looks_ahead(plain, known, knows.end())):
        plain = _tidy(plain[knows.end() :])
    taken_up = _P.takes_up.match(plain) if subject is not None else None
    if taken_up is not None:
        plain = f"{subject}{plain[taken_up.end() :]}"
    elif subject is not None and _goes_on_from(wording.quote, plain, known):
        plain = f"{subject} {plain[:1].lower()}{plain[1:]}"
    plain = _P.short_will.sub(" will", _P.aside.sub("", plain))
    happens = _what_happens(plain, wording, known)
    if happens is None:
        return Claim("")
    if happens != plain and _P.he_is_to.search(wording.quote) and _P.pronoun.match(happens):
        # "Expects her to resign": who expects it is not who is meant.
        reported = False
        about = None if about and about.name == speaker else about
    plain = happens
    plain = _tidy(there_will_be(plain) if own_words or speaker is None else plain)
    if own_words and body is not None and kind is not ForecasterKind.OFFICE:
        plain, put_in = for_body(plain, body, known)
        plain = compiled(known.futures).sub(lambda match: _future(match, known), plain)
    else:
        put_in = taken_up[0].casefold() if taken_up else None
    named, own = _named(plain, known, speaker, kind, own_words=own_words, reported=reported)
    put_for = (body if put_in and not taken_up else subject if put_in else speaker) or speaker
    if own is None and about is not None and not own_words:
        named, own = _taken_up(named, about, known)
        put_for = about.name if own else put_for
    others = people - {speaker}
    if own is None and len(others) == 1 and (own_words or not reported):
        (other,) = others
        named, own = _taken_up(named, About(other, many=False, person=True), known)
        put_for = other if own else put_for
    put_in = put_in or own
    whole = _sound(_certain(named, wording, known), wording, known)
    return Claim(whole, put_in, put_for if put_in else None) if whole else Claim("")


def _said(text: str, known: Cues) -> str:
    """What is said, without the words that only tie it to who says so.

    >>> from verifier.article.cues import cues
    >>> for text in (
    ...     "That, after a strike, rents will fall.",
    ...     "Said the mill will close.",
    ...     "In Ourtown, where both will lose.",
    ...     "After the vote, that the mill will close.",
    ...     "Costs were cut and that the mill will close.",
    ... ):
    ...     print(_said(text, cues()))
    After a strike, rents will fall.
    The mill will close.
    In Ourtown, both will lose.
    After the vote, the mill will close.
    The mill will close.
    """
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


def _certain(text: str, wording: Wording, known: Cues) -> str:
    """A claim with the bare future for the verb that says how likely it is: "prices may rise"."""
    reading = next(iter(wording.likelihoods), None)
    verb = next(looks_ahead(text, known), None)
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


def _sound(named: str, wording: Wording, known: Cues) -> str:
    """A claim, or what of it is one; empty where it only tells of a forecast, or of odds."""
    # A number that says how likely it is is no part of what has to happen.
    stated = [
        word.text for reading in wording.likelihoods[:1] for word in reading.words if word.stated
    ]
    held = foretelling_verb(_P.set_off_by.sub(" ", named), known, denied=True)
    denied = denies(named) and not _P.will.search(named)
    held = held if held and (held.endswith("s") or denied) else None
    if _P.not_expecting.search(named):
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
    sound = (one for one in _shorter(_unsigned(named, known), known) if stands(one, known))
    return next((one for one in sound if not any(text in one for text in stated)), "")


def _what_happens(plain: str, wording: Wording, known: Cues) -> str | None:
    """What is planned, expected, forecast or put at a level as what will be.

    None where a "to" behind it may go with something else.
    """
    if any(one.negated for one in wording.likelihoods[:1]):
        # That it is not planned is what their likelihood says of the claim.
        plain = compiled(known.denied_plans).sub("will", plain)
    plain = compiled(known.futures).sub(lambda match: _future(match, known), plain)
    plain = _P.ruled_out.sub(not_ruled_out, plain)
    read = {word.text for reading in wording.likelihoods for word in reading.words}
    plain = compiled(known.levels).sub(lambda match: _level(match[0], read), plain)
    anew = revised(plain, known)
    alone = _P.set_off_by.sub(" ", anew)
    plain = foretold(alone, known, denied=any(one.negated for one in wording.likelihoods[:1]))
    plain = _has_chance(anew if plain == alone else plain, known)
    verb = None if _P.will.search(wording.quote) else _P.will.search(plain)
    if verb is None:
        return plain
    also = joined(plain[verb.end() :])
    return None if also is None else f"{plain[: verb.end()]}{also}"


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
        text = _tidy(text[: joints[0].start()])
        joints = joints[1:]
    yield text
    yield from _without_past(text, known)
    for joint in joints:
        if not any(looks_ahead(text, known, joint.end())) and any(looks_ahead(text, known)):
            yield _tidy(text[: joint.start()])
    for joint in _P.beside.finditer(text):
        if not any(looks_ahead(text[: joint.start()], known)):
            yield _tidy(text[joint.end() :])


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
        yield _tidy(f"{text[slice(*who)]} {text[goes_on.end() :]}")
    elif name and name[0].casefold() not in known.not_names:
        yield f"{name[0]} {text[goes_on.end() :]}"


@cache
def _goes_on(modals: frozenset[str]) -> re.Pattern[str]:
    """Where a clause goes on with what will be, without a subject of its own."""
    return _P.filled("goes_on", modals=any_of(modals))


_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*(?=\s[a-z])")


@cache
def _put_in(reporting: frozenset[str], verbs: frozenset[str]) -> re.Pattern[str]:
    """Who says so inside of what is said: "the mill, Bo Roe announced yesterday, will close"."""
    return re.compile(
        rf"(?<=\w),\s+(?:[^,;]{{1,60}}?\s)?{any_of(reporting).pattern}(?:\s[^,;]{{1,40}})?,\s+"
        rf"(?={any_of(verbs).pattern})"
    )


def _unsigned(text: str, known: Cues) -> str:
    """A claim without who says so behind it.

    >>> from verifier.article.cues import cues
    >>> for text in (
    ...     "Rents will fall, one of the mayors has warned.",
    ...     "It will open, said Bo Roe, 45.",
    ... ):
    ...     print(_unsigned(text, cues()))
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
    return _P.filled("signed", other=other, says=says)


@cache
def _opinion(opinions: tuple[str, ...]) -> re.Pattern[str]:
    """Whose opinion it is, at the head, or before "that" wherever it stands."""
    held = compiled(opinions).pattern
    return _P.filled("opinion", held=held)


def _goes_on_from(quote: str, plain: str, known: Cues) -> bool:
    """Whether a claim still has no subject: not where "now expects rents to fall" has lost who."""
    first = plain.partition(" ")[0].casefold()
    leads = led(known.links, known.set_off).sub("", quote).casefold()
    return first in known.modals | known.finite or leads.startswith(first)


def _future(match: re.Match[str], known: Cues) -> str:
    """A verb phrase as the bare future; as it stands where it is a noun ("its plans to")."""
    before = match.string[: match.start()].split()[-1:]
    noun = bool(before) and (
        before[0].casefold() in known.determiners or before[0].endswith(("'s", "’s", "s'", "s’"))
    )
    then = match.string[match.end() :].split(maxsplit=1)[:1]
    # "Is due to a strike" gives a reason.
    noun = noun or bool(then and then[0].casefold() in known.determiners)
    # "Will announce plans to build".
    noun = noun or _P.has_object.search(match.string, 0, match.start()) is not None
    return match[0] if noun else "will"


def _has_chance(text: str, known: Cues) -> str:
    """What somebody has a chance of, as what they do.

    >>> from verifier.article.cues import cues
    >>> _has_chance("The model gives them a 71% chance of winning.", cues())
    'They will be winning.'
    >>> _has_chance("The Reds have a good chance to win.", cues())
    'The Reds will win.'
    """
    match = _P.chance.match(text)
    who = (match["given"] or match["having"]) if match else ""
    of = _P.chance_of.match(text)
    if of and not denies(of[0]):
        return f"There will be {text[of.end() :]}"
    if match is None or _P.and_.search(who) or denies(match[0]):
        return text
    who = begun(known.subjects.get(who, who))
    return f"{who} will {match['to'] or 'be ' + match['doing']}{text[match.end() :]}"


def _level(verb: str, read: set[str]) -> str:
    """What is at a level as what will be; "seen at 9 pm" is read as no likelihood, and stays."""
    foretells = "seen" not in verb or any(verb in words for words in read)
    return f"will be{verb.partition('seen')[2].removesuffix(' at')}" if foretells else verb


def _ungranted(text: str, known: Cues) -> str:
    """What is foretold, without what is granted before it: "While costs are low, rents will rise".

    >>> from verifier.article.cues import cues
    >>> _ungranted("Although it is 3,000 miles long, the dam will break.", cues())
    'The dam will break.'
    """
    granted = _granted(known.granting).match(text)
    if granted is None:
        reasoned = _reasoned(known.reasoning, known.determiners | known.pronouns).match(text)
        if reasoned and not any(looks_ahead(reasoned[0], known)):
            noun = before(text, 0, reasoned.end("before"), known)
            # "Rents since the vote will rise": a reason has a clause before it.
            granted = None if noun and not noun[0] else reasoned
    if granted is None:
        # "…, while growth will rise", from its "while" on.
        first, _, rest = text.partition(" ")
        return _tidy(rest) if first.casefold() in known.granting else text
    if not any(looks_ahead(text, known, granted.end())):
        # "Though rents will rise, wages have fallen": what is foretold is what is granted.
        opener = _granted(known.granting).match(text) and any(looks_ahead(granted[0], known))
        return _tidy(granted[0].split(maxsplit=1)[1]) if opener else text
    return _tidy(text[granted.end() :])


@cache
def _reasoned(reasoning: frozenset[str], opening: frozenset[str]) -> re.Pattern[str]:
    """What stands before a reason: "There was no danger *as* any flow is unlikely to …"."""
    why = any_of(reasoning).pattern
    return _P.filled("reasoned", why=why, opening=any_of(opening | {"any"}))


@cache
def _granted(granting: frozenset[str]) -> re.Pattern[str]:
    """What is granted at the beginning, up to its comma."""
    return re.compile(rf"{any_of(granting).pattern}\s[^,]*(?:,(?=\d)[^,]*)*,\s+", re.IGNORECASE)


def _unheld(text: str, known: Cues) -> str:
    """What is held to be so, without who holds it: "The mayor insists that it will open".

    >>> from verifier.article.cues import cues
    >>> for text in (
    ...     "Some brokers and banks believe rents will fall.",
    ...     "The poll after the debate shows Ann Roe will win.",
    ...     "The project will be late.",
    ... ):
    ...     print(_unheld(text, cues()))
    rents will fall.
    Ann Roe will win.
    The project will be late.
    """
    for verb in any_of(known.reporting).finditer(text):
        before_it = tokens(text, 0, verb.start())
        last = before_it[-1].low if before_it else ""
        # "The project", "its plans", "of getting plans through".
        noun = last in known.determiners | known.prepositions or last.endswith("ing")
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


def _tidy(text: str) -> str:
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


def _named(
    text: str,
    known: Cues,
    speaker: str | None,
    kind: ForecasterKind | None,
    *,
    own_words: bool,
    reported: bool,
) -> tuple[str, str | None]:
    """The claim with the speaker's name for the pronoun with which it begins."""
    if speaker is None or kind is None:
        return text, None
    if own_words and kind is ForecasterKind.PERSON and _P.my.search(text):
        return _P.my.sub(f"{speaker}'s", text), "my"
    stands_for = known.pronouns_of.get(kind.value, {})
    whose = _P.whose.match(text)
    if whose and reported and whose["whose"].casefold() in stands_for:
        # "Bo Roe said his mill will close."
        return f"{_with_article(speaker, kind, known)}'s{text[whose.end() :]}", whose["whose"]
    first = _P.pronoun.match(text)
    if first is None:
        return text, None
    who = first["who"]
    if who.casefold() not in stands_for or not (
        own_words if stands_for[who.casefold()] == "own" else reported
    ):
        return text, None
    if who.casefold() == "it" and _P.done_to.match(text, first.end()):
        # "The ministry cut its estimate and said it could be revised": of which nobody knows.
        return text, None
    after = re.match(r"\s+([a-z]+)", text[first.end() :])
    agrees = first["rest"] or (after and after[1] in known.modals)
    if who.casefold() in ("i", "we") and not agrees:
        # "I am" is not "Ann am".
        return text, None
    start, end = first.start("who"), first.end("rest") if first["rest"] else first.end("who")
    name = _with_article(speaker, kind, known)
    name = name if start == 0 or not name.startswith("The ") else f"the {name[4:]}"
    return f"{text[:start]}{name}{_modal(first)}{text[end:]}", who


def _with_article(speaker: str, kind: ForecasterKind, known: Cues) -> str:
    """The name of who speaks as it stands at the head of a sentence: "The Lake Bank"."""
    name = begun(speaker)
    body = kind is ForecasterKind.OFFICE and (
        speaker.rsplit(maxsplit=1)[-1].casefold() in known.bodies - known.firms
    )
    owned = name.split()[0].endswith(("'s", "’s")) or name.startswith("The ")
    return f"The {name}" if body and not owned else name


def _modal(pronoun: re.Match[str]) -> str:
    """What is joined to a pronoun, written out: "'ll"."""
    return {"'ll": " will", "'d": " would"}.get((pronoun["rest"] or "").replace("’", "'"), "")


def _taken_up(text: str, about: About, known: Cues) -> tuple[str, str | None]:
    """The claim with what the sentence before is about for the pronoun with which it begins."""
    first = _P.pronoun.match(text)
    if first is None or not about.meant_by(first["who"].casefold()):
        return text, None
    then = tokens(text, first.end())[:2]
    if not then or (first["who"] in ("It", "it") and not _takes_up_thing(first, then, known)):
        return text, None
    start, end = first.start("who"), first.end()
    name = about.name if start else begun(about.name)
    if start and name.partition(" ")[0].casefold() in known.determiners:
        name = name[:1].lower() + name[1:]
    return f"{text[:start]}{name}{_modal(first)}{text[end:]}", first["who"]


def _takes_up_thing(pronoun: re.Match[str], then: list[Token], known: Cues) -> bool:
    """Whether "it" may stand for a thing; "it will be hard", "it will take weeks" take up none."""
    modal = pronoun["rest"] or then[0].low in known.modals or then[0].low.endswith("n't")
    return bool(modal) and then[-1].low not in ("be", "take")
