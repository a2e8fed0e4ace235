"""What has odds of its own beside a clause: "The bank raised rates, *with no cuts likely*"."""

from __future__ import annotations

from verifier.article.cues import Cues
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun
from verifier.article.tokens import looks_ahead
from verifier.article.wording import Wording

_P = Phrasing("with_odds")


def with_odds(wording: Wording, known: Cues) -> str | None:
    """The claim of what stands behind "with" where the likelihood that was read is its own.

    Empty where it cannot be parted from what stands beside it; None where there is no such thing.
    """
    match = _P.with_odds.search(wording.quote)
    words = [word for reading in wording.likelihoods[:1] for word in reading.words]
    if match is None or not words:
        return None
    first, last = match.span("odds")
    if not any(first <= word.start and word.end <= last for word in words):
        return None
    alone = all(first <= word.start and word.end <= last for word in words)
    before = wording.quote[: match.start()]
    who, rest = match["who"], match["rest"]
    time, to = match["time"] or "", match["to"]
    parted = alone and match["opens"] is not None and not _P.someone.match(who)
    timed = any(not _lies_in(one.span, match.span()) for one in wording.times)
    ahead = not before.strip() and any(looks_ahead(wording.quote, known, match.end()))
    if not parted or timed or ahead or not (to or _P.then.match(rest)):
        return ""
    said = f"{who} will {to}" if to else f"There will be {who}"
    return begun(f"{said}{rest.rstrip(' .,')}{time}") + "."


def _lies_in(span: tuple[int, int], within: tuple[int, int]) -> bool:
    """Whether one span lies in another."""
    return within[0] <= span[0] and span[1] <= within[1]
