"""The words for a likelihood that a proposal has, as they bear on its claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from verifier.article.cues import cues
from verifier.article.foretold import foretelling_verb, hardly_foretold, revises
from verifier.article.hedges import likelihood_phrase
from verifier.article.phrasing import Phrasing
from verifier.article.proposal import Proposal, has_figure
from verifier.article.sentences import one_line, straight
from verifier.article.wording import Wording, denies
from verifier.model.days import Days
from verifier.model.forecasts import Voice
from verifier.rules import Rules
from verifier.words.likelihood import LikelihoodReading, read_likelihood

_P = Phrasing("likely")


def likelihoods_of(wording: Wording, rules: Rules, claim: str) -> tuple[str, ...]:
    """The words as they bear on the claim; as they stand while the claim is to be written."""
    made_anew = foretelling_verb(wording.quote, cues()) if revises(wording.quote, cues()) else None
    if made_anew:
        # "Its forecast to 3%" is not forecast to do something.
        return (made_anew,)
    denied = denies(claim)
    phrases: list[str | None] = [wording.beside[2]] if wording.beside else []
    few = hardly_foretold(wording.quote, cues())
    phrases += [
        likelihood_phrase(reading, rules.likelihood, denied=denied)
        for reading in wording.likelihoods
        if reading.phrase != few
    ]
    if not wording.likelihoods and (denied or (not claim and denies(wording.quote))):
        # "Nobody will win": the claim denies, and the verb says of it what it says of others.
        held = cues().holding | cues().foretelling
        phrases += (
            one
            for reading in wording.unread
            if (one := _alone(reading, rules)) not in held and _carries_over(reading, rules)
        )
    elif not wording.likelihoods and claim:
        # "The risk could be reduced": the verb says it of the risk.
        nouns = rules.likelihood.index.nouns
        noun = any((word.strip(".,"),) in nouns for word in claim.casefold().split())
        noun = noun and not has_figure(wording.quote)
        phrases += (_alone(reading, rules) for reading in wording.unread if noun)
    verb = None if phrases or denied else foretelling_verb(wording.quote, cues())
    # "Few expect a cut": where the reading refuses the verb, it says nothing alone.
    refused = {own for one in wording.unread for word in one.words for own in word.text.split()}
    if verb and verb not in refused and read_likelihood(verb, rules=rules.likelihood).readable:
        phrases.append(verb)
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


def _alone(reading: LikelihoodReading, rules: Rules) -> str | None:
    """The words of a verb that by themselves can be read, of a reading that its subject denies."""
    own = reading.words[0].text if len(reading.words) == 1 else ""
    alone = read_likelihood(own, rules=rules.likelihood) if own else None
    return own if alone and alone.chosen and not alone.negated else None


_HALF, _NEARLY = 0.5, 0.9
"""What is more likely than not, but short of certain."""


def _carries_over(reading: LikelihoodReading, rules: Rules) -> bool:
    """Whether a word denied is the word of the denial: "no deal is likely", not "is possible".

    Those in the middle of a scale, and the future, are (L. Horn, Remarks on Neg-Raising, 1978).
    """
    word = reading.words[0]
    chosen = read_likelihood(word.text, rules=rules.likelihood).chosen
    between = chosen is not None and _HALF < chosen.central < _NEARLY
    return word.kind == "future" or between or _P.will.match(word.text) is not None


def as_said(phrase: str, quote: str, rules: Rules) -> str:
    """The words for a likelihood as far as they stand in the quotation: "will *possibly* reach"."""
    words, said = phrase.split(), straight(quote).casefold()
    ends = (" ".join(words[at:]) for at in range(len(words)))
    inside = (one for one in ends if straight(one).casefold() in said)
    return next((o for o in inside if read_likelihood(o, rules=rules.likelihood).readable), phrase)


def said_in_two(found: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals of a sentence; how likely, told before who says of what, is said of that.

    "It is unlikely, Ann Roe said, that the dam will hold" is one forecast, in the words of both.
    """
    first: Proposal | None = None
    for one in found:
        both = _of_both(first, one) if first is not None else None
        if first is not None and both is None:
            yield first
        says = one.likelihoods and not one.claim and _P.it_is_likely.match(straight(one.quote))
        first = one if says and one.quote != one_line(one.sentence.text) else None
        if first is None:
            yield both or one
    if first is not None:
        yield first


def _of_both(likely: Proposal, one: Proposal) -> Proposal | None:
    """What is said in a clause with "that", as likely as was said before it."""
    text = one_line(one.sentence.text)
    start, at = text.find(likely.quote), text.find(one.quote)
    if at <= start or not (_P.ends_in_that.search(text[:at]) or _P.that.match(one.quote)):
        return None
    return replace(
        one,
        quote=text[start : at + len(one.quote)],
        voice=Voice.PARAPHRASE if one.voice is Voice.QUOTATION else one.voice,
        likelihoods=likely.likelihoods,
    )


def says_how_likely(words: str, rules: Rules, anchor: Days) -> bool:
    """Whether it is said how likely something is, and not by its verb alone."""
    degrees = {"graded", "prediction"}
    found = Wording.of(words, rules, said=anchor).likelihoods
    return any(word.stated or word.kind in degrees for reading in found for word in reading.words)
