"""What is planned, expected, forecast or given odds, as what will be."""

from __future__ import annotations

import re

from verifier.article.cues import Cues
from verifier.article.foretold import (
    foretold,
    not_ruled_out,
    not_surprising,
    revised,
    will_do,
)
from verifier.article.infinitives import joined, titled
from verifier.article.patterns import compiled
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun
from verifier.article.tokens import looks_ahead
from verifier.article.wording import Wording, denies

_P = Phrasing("futures")


def what_happens(plain: str, wording: Wording, known: Cues) -> str | None:
    """What is planned, expected, forecast or put at a level as what will be.

    None where a "to" behind it may go with something else.
    """
    if any(one.negated for one in wording.likelihoods[:1]):
        # That it is not planned is what their likelihood says of the claim.
        plain = _P.does_will.sub("will", compiled(known.denied_plans).sub("will", plain))
    plain = _P.going.sub(lambda match: f" will{' not' if match['not'] else ''}", plain)
    plain = compiled(known.futures).sub(lambda match: bare_future(match, known), plain)
    plain = begun(_P.not_excluded.sub("", plain))
    plain = _P.ruled_out.sub(not_ruled_out, plain)
    plain = titled(plain, known) or plain
    read = {word.text for reading in wording.likelihoods for word in reading.words}
    plain = compiled(known.levels).sub(lambda match: _level(match[0], read), plain)
    seen = not_surprising(plain, known, none_seen=any(word.endswith("ing") for word in read))
    turned, plain = seen != plain, seen
    if not turned and any(word.endswith(" if") for word in read):
        # "I'd be surprised if rents rise".
        then = will_do(plain, supposed=True)
        if then is None and compiled(known.past).search(plain):
            return None
        plain = begun(then or plain)
    anew = revised(plain, known)
    alone = _P.set_off_by.sub(" ", anew)
    plain = _has_chance(anew, known)
    if plain == anew:
        plain = foretold(alone, known, denied=any(one.negated for one in wording.likelihoods[:1]))
        plain = _has_chance(anew if plain == alone else plain, known)
    # "Does not expect anybody to leave": that somebody does is what its likelihood is of.
    plain = _P.anybody.sub(lambda match: begun(known.subjects[match[0].casefold()]), plain)
    likeliest = _P.likeliest.match(plain) if wording.likelihoods else None
    if likeliest:
        what = likeliest["then"] or f"{likeliest['what']}{likeliest['rest'] or ''}"
        return f"There will be {what[0].lower()}{what[1:]}"
    first = next(looks_ahead(wording.quote, known), None)
    own = first is not None and first[0].casefold() in known.modals
    verb = None if own or _P.will.search(wording.quote) else _P.will.search(plain)
    if verb is None:
        return plain
    also = joined(plain[verb.end() :])
    return None if also is None else f"{plain[: verb.end()]}{also}"


def bare_future(match: re.Match[str], known: Cues) -> str:
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
    >>> _has_chance("Lake Bank forecasts a 40% chance that rents will fall.", cues())
    'Rents will fall.'
    """
    text = _P.who_is_set_off.sub(" ", text)
    match = _P.chance.match(text)
    who = (match["given"] or match["having"] or match["sure"]) if match else ""
    of = None if match else _P.chance_of.match(text)
    if of and of["that"]:
        return begun(of["that"])
    if of and not denies(of[0]):
        return f"There will be {text[of.end() :]}"
    if match is None or _P.and_.search(who) or denies(match[0]):
        return text
    who = begun(known.subjects.get(who, who))
    prize = match["prize"] and f"win {match['prize']}"
    does = (
        prize
        or match["to"]
        or ("have" if match["of"] else f"be {match['doing'] or match['of_doing']}")
    )
    return f"{who} will {does}{text[match.end() :]}"


def _level(verb: str, read: set[str]) -> str:
    """What is at a level as what will be; "seen at 9 pm" is read as no likelihood, and stays."""
    foretells = "seen" not in verb or any(verb in words for words in read)
    return f"will be{verb.partition('seen')[2].removesuffix(' at')}" if foretells else verb
