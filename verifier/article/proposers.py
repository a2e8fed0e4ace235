"""Proposals of others, such as a language model's: taken where the article and the rules bear them.

Whoever proposes says which words of the article foretell, whose they are, and which of them are of
time, of likelihood and of a condition. What the words mean is read by the rules all the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal

from pydantic import ValidationError

from verifier.article.cues import cues
from verifier.article.grammatical import stands
from verifier.article.proposal import Proposal, left_out
from verifier.article.sentences import Sentence, one_line, sentences, straight
from verifier.article.wording import Wording, denies, given
from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.model.forecasts import (
    ConditionKind,
    Forecaster,
    ForecasterKind,
    Voice,
    WhySetAside,
)
from verifier.model.record import Record, Text
from verifier.rules import Rules
from verifier.text.language import abbreviations
from verifier.when import find_times, read_time
from verifier.words.likelihood import ConditionRead, read_likelihood


class Proposed(Record):
    """What somebody proposes of an article: a forecast, or a look-alike with its `why`."""

    quote: Text
    speaker: Text | None = None
    kind: ForecasterKind | None = None
    claim: Text | None = None
    time: Text | None = None
    likelihood: Text | None = None
    condition: Text | None = None
    why: WhySetAside | None = None


class ProposalFile(Record):
    """The proposals of an article."""

    format: Literal[1] = 1
    proposals: tuple[Proposed, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """Proposals that can stand, what was `refused` of others and why, and what to look at."""

    proposals: tuple[Proposal, ...]
    refused: tuple[str, ...]
    warnings: tuple[str, ...]


def read_proposals(json: str) -> ProposalFile:
    """The proposals that a text in JSON holds; raises `ValueError` with what is wrong where."""
    try:
        return ProposalFile.model_validate_json(json)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise ValueError(
            f"no proposals in the form of `verifier schema proposals`: {where}: {first['msg']}"
        ) from None


def judged(
    file: ProposalFile,
    text: str,
    *,
    anchor: Days,
    rules: Rules,
    forecasters: Mapping[str, Forecaster],
) -> Judged:
    """The proposals that the words of the article bear."""
    reader = _Reader(text, anchor, rules, forecasters)
    made: list[Proposal] = []
    refused: list[str] = []
    warnings: list[str] = []
    for number, proposed in enumerate(file.proposals, 1):
        try:
            proposal = reader.proposal(proposed)
        except ValueError as error:
            refused.append(f"proposal {number}: {error}")
            continue
        made.append(proposal)
        if proposal.left_out:
            shown = ", ".join(proposal.left_out)
            warnings.append(f"proposal {number}: leaves out {shown} of its sentence")
        if proposed.claim and not proposal.claim:
            warnings.append(
                f"proposal {number}: its claim is no sentence that stands alone; write it: "
                f"“{proposed.claim}”"
            )
    made.sort(key=lambda one: one.sentence.start)
    return Judged(tuple(made), tuple(refused), tuple(warnings))


class _Reader:
    def __init__(
        self, text: str, anchor: Days, rules: Rules, forecasters: Mapping[str, Forecaster]
    ) -> None:
        self._text, self._anchor, self._rules = text, anchor, rules
        self._known = {
            name.casefold(): each.id
            for each in forecasters.values()
            for name in (each.id, each.name, *each.spellings)
        }
        self._sentences = sentences(text, abbreviations=abbreviations("en"))
        self._starts = [sentence.start for sentence in self._sentences]
        self._plain, self._places = _squeezed(text)

    def proposal(self, proposed: Proposed) -> Proposal:
        """The proposal; raises `ValueError` where the article or the rules do not bear it."""
        sentence, end = self._sentence(proposed.quote)
        quote = one_line(proposed.quote)
        said = straight(one_line(self._text[sentence.start : end]))
        speaker, forecaster = self._speaker(proposed.speaker)
        for name in ("time", "likelihood", "condition"):
            words = getattr(proposed, name)
            if words is not None and straight(one_line(words)) not in said:
                raise ValueError(f"`{words}` ({name}) is not in the sentence of the quotation")
        self._readable(proposed)
        wording = Wording.of(quote, self._rules, said=self._anchor)
        condition = self._condition(proposed, wording)
        self._agrees(proposed, quote, condition)
        claim = one_line(proposed.claim or "")
        kind = proposed.kind or (ForecasterKind.PERSON if speaker else None)
        proposal = Proposal(
            sentence=sentence,
            line=self._text.count("\n", 0, sentence.start) + 1,
            quote=quote,
            claim=claim if claim and stands(claim, cues()) else "",
            voice=self._voice(speaker, kind, sentence, quote),
            speaker=speaker,
            kind=kind,
            forecaster=forecaster,
            said=None,
            why=proposed.why,
            times=(proposed.time,) if proposed.time else (),
            likelihoods=(proposed.likelihood,) if proposed.likelihood else (),
            given=given(condition) if condition is not None else None,
            cues=("proposed",),
        )
        return left_out(proposal, straight(one_line(sentence.text)))

    def _sentence(self, quote: str) -> tuple[Sentence, int]:
        """The sentence in which a quotation begins, and where the one ends in which it does."""
        wanted, _ = _squeezed(quote)
        at = self._plain.find(wanted) if wanted else -1
        if at < 0:
            raise ValueError(f"not in the article word for word: “{quote}”")
        first, last = self._places[at], self._places[at + len(wanted) - 1]
        number = max(bisect_right(self._starts, first) - 1, 0)
        until = max(bisect_right(self._starts, last) - 1, 0)
        return self._sentences[number], self._sentences[until].end

    def _speaker(self, name: str | None) -> tuple[str | None, str | None]:
        if name is None:
            return None, None
        known = self._known.get(name.casefold())
        if known is None and _squeezed(name)[0] not in self._plain:
            raise ValueError(f"`{name}` is neither in the article nor registered")
        return name, known

    def _readable(self, proposed: Proposed) -> None:
        if proposed.time is not None and not self._is_time(proposed.time):
            raise ValueError(f"the rules read no time in `{proposed.time}`")
        if proposed.likelihood is not None:
            reading = read_likelihood(proposed.likelihood, rules=self._rules.likelihood)
            if not reading.readable:
                raise ValueError(f"the rules read no likelihood in `{proposed.likelihood}`")

    def _is_time(self, words: str) -> bool:
        conventions = self._rules.time
        whole = read_time(words, anchor=self._anchor, conventions=conventions)
        return whole is not None or bool(
            find_times(words, anchor=self._anchor, conventions=conventions)
        )

    def _condition(self, proposed: Proposed, wording: Wording) -> ConditionRead | None:
        read = next(iter(wording.conditions), None)
        if proposed.condition is None:
            if read is not None and proposed.why is None:
                raise ValueError(f"it leaves out the condition “{read.clause}” of the quotation")
            return None
        if read is not None and _alike(read.clause, proposed.condition):
            return read
        words = one_line(proposed.condition)
        marker = words.split()[0].casefold()
        return ConditionRead(marker, ConditionKind.IF, 0, len(words), words)

    def _agrees(self, proposed: Proposed, quote: str, condition: ConditionRead | None) -> None:
        """Whether quotation and claim deny alike."""
        if proposed.claim is None or proposed.why is not None:
            return
        said = quote.replace(condition.clause, "") if condition else quote
        turned = denies(proposed.likelihood or "")
        if denies(said) != (denies(proposed.claim) != turned):
            raise ValueError("quotation and claim do not deny alike")

    def _voice(
        self, speaker: str | None, kind: ForecasterKind | None, sentence: Sentence, quote: str
    ) -> Voice:
        if speaker is None:
            return Voice.OUTLET
        if kind is ForecasterKind.ANONYMOUS:
            return Voice.ANONYMOUS
        quoted = re.findall(r"[\"“]([^\"“”]+)", one_line(sentence.text))
        return Voice.QUOTATION if any(quote in part for part in quoted) else Voice.PARAPHRASE


def _alike(one: str, other: str) -> bool:
    return _squeezed(one)[0].rstrip(".,") == _squeezed(other)[0].rstrip(".,")


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text with plain marks and single blanks, and where each of its letters stands."""
    kept: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(straight(text).translate(_MARKS)):
        blank = letter.isspace()
        if blank and (not kept or kept[-1] == " "):
            continue
        kept.append(" " if blank else letter)
        places.append(at)
    if kept and kept[-1] == " ":
        kept.pop()
        places.pop()
    return "".join(kept), places


_MARKS = str.maketrans({"“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-"})
