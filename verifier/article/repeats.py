"""What an article says twice: in its headline, or in a lead before the quotation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from verifier.article.cues import Cues
from verifier.article.proposal import Proposal, has_figure
from verifier.article.sentences import headline, paragraphs
from verifier.article.wording import denies
from verifier.model.forecasts import ForecasterKind, Voice, WhySetAside


def below_headline(text: str, found: Sequence[Proposal], known: Cues) -> Iterator[Proposal]:
    """The proposals without the headline's, where the text below says the same in more words."""
    title = headline(text)
    body = 0 if title is None or _WHO_SAID_IT.search(title) else paragraphs(text)[1][0]
    below = [one for one in found if one.sentence.start >= body and not one.why]
    for one in found:
        if one.sentence.start < body:
            mine = _telling(one, known)
            said_below = any(3 * len(mine & _telling(o, known)) >= 2 * len(mine) for o in below)
            if one.why or (mine and said_below):
                continue
        yield one


_WHO_SAID_IT = re.compile(r"\s[—–-]\s[^—–]+$")


def restated(found: Sequence[Proposal], known: Cues) -> Iterator[Proposal]:
    """The proposals; what a quotation further down says again is set aside in its favour."""
    quoted: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        if one.voice == Voice.QUOTATION and one.times and not one.why:
            quoted[_gist(one, known)].append(number)
    for number, one in enumerate(found):
        same: Proposal | None = None
        if one.voice != Voice.QUOTATION and one.times and not one.why:
            like = quoted.get(_gist(one, known), [])
            later = (found[at] for at in like[bisect_right(like, number) :])
            same = next((other for other in later if _says_the_same(one, other, known)), None)
        yield one if same is None else replace(one, why=WhySetAside.REPEATED, restates=same.quote)


def _gist(proposal: Proposal, known: Cues) -> Hashable:
    """What two proposals that say the same have in common whatever their words."""
    return (
        tuple(time.casefold() for time in proposal.times),
        proposal.likelihoods,
        denies(proposal.claim),
        frozenset(word for word in _telling(proposal, known) if has_figure(word)),
    )


def _says_the_same(one: Proposal, quoted: Proposal, known: Cues) -> bool:
    """Whether a quotation with the gist of a paraphrase has its condition and most of its words."""
    if one.speaker not in (None, quoted.speaker) and one.kind != ForecasterKind.ANONYMOUS:
        return False
    mine, theirs = _telling(one, known), _telling(quoted, known)
    return one.given == quoted.given and 2 * len(mine & theirs) > max(len(mine), len(theirs))


def _telling(proposal: Proposal, known: Cues) -> set[str]:
    """The words of a claim that tell what it is about, without those of time."""
    text = proposal.claim or proposal.quote
    for time in proposal.times:
        text = text.replace(time, " ")
    return set(re.findall(r"\w+", text.casefold())) - known.little
