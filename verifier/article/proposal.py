"""What is proposed of a sentence, whoever proposes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from verifier.article.cues import cues
from verifier.article.patterns import compiled
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import Sentence, straight
from verifier.dataclass import dataclass
from verifier.model.forecasts import ForecasterKind, Voice, WhySetAside
from verifier.when import TimeReading

_P = Phrasing("proposal")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence that a curator should look at.

    `why` is the guessed reason for setting it aside, None where it may be a forecast. `speaker` is
    as the article names them, of what `kind` it seems, `forecaster` their id where the registry
    knows them. `said` is the day on which it was said, or days, where the article tells in the
    words `told`; with `said_before` it is told of what they said in the sentence before. `claim` is
    the quotation without its hedge and its condition, which is `given`. `times` and `likelihoods`
    are the phrases that the rules read in it, `cues` the words that led here. A sentence with
    several deadlines makes a proposal of each: `beside` are those of the others. `threshold` is the
    criterion that fits where it sets one for a number. `put_in` is a pronoun for which the claim
    has `put_for`, `left_out` are numbers of the sentence that nothing else here has;
    where the claim is empty, it has to be written. `restates` is the
    quotation further down that says the same.
    """

    sentence: Sentence
    line: int
    quote: str
    claim: str
    voice: Voice
    speaker: str | None
    kind: ForecasterKind | None
    forecaster: str | None
    said: str | None
    why: WhySetAside | None
    times: tuple[str, ...]
    likelihoods: tuple[str, ...]
    given: Mapping[str, Any] | None
    cues: tuple[str, ...]
    beside: tuple[str, ...] = ()
    said_before: bool = False
    told: str | None = None
    threshold: str | None = None
    put_in: str | None = None
    put_for: str | None = None
    left_out: tuple[str, ...] = ()
    restates: str | None = None


def left_out(proposal: Proposal, words: str) -> Proposal:
    """The proposal, with the numbers in the words that stand nowhere in it but its quotation."""
    given = str(proposal.given["words"]) if proposal.given else ""
    beside = (proposal.claim or words, given, *proposal.times, *proposal.likelihoods)
    kept = {match[0].rstrip(".,") for text in beside for match in _P.number.finditer(text)}
    found = (match[0].rstrip(".,") for match in _P.number.finditer(words))
    return replace(
        proposal, left_out=tuple(dict.fromkeys(number for number in found if number not in kept))
    )


def phrase_of(reading: TimeReading) -> str:
    """The words of a time as a record has them, without what says how likely it is then."""
    return compiled(cues().beside_times).sub("", straight(reading.phrase), 1).strip(" .,;:")


def has_figure(text: str) -> bool:
    """Whether a number in digits stands in the text."""
    return any(character.isdigit() for character in text)
