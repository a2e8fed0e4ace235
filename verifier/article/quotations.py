"""Quotation marks of an article: what stands between them, by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from verifier.article.sentences import Sentence
from verifier.article.tokens import Span

QUOTES = '"“\u2018'
# Some print two single marks for a double one: “It will,'' she said.
_DOUBLE = re.compile(r"[\"“”„«»]|''|``|’’")
_OPENS = ('"', "“", "„", "«", "''", "``")
_CLOSES = ('"', "”", "“", "»", "''", "’’")
_AGAIN = re.compile(r"\s“\w")  # opened again though it was not closed: no German end of one
_STOP = re.compile(r"[.!?]\s")
_ENDS = re.compile(r"[.!?…][\"”’']?\s+$")
_SINGLE = re.compile(
    r"(?<![\w’'])[\u2018'](?=\w)(?:[^\u2018“”\"\n]|\n(?!\n))+?(?<=[\w.,!?])[’'](?!\w)"
)


def goes_on(text: str, quote: Span) -> bool:
    """Whether words in quotation marks go on the sentence around them: the world “may end”."""
    lead = text[: quote[0]].rstrip(" " + QUOTES + "'«")
    return text[quote[0] : quote[0] + 1].islower() and lead[-1:].isalnum()


def by_quotes(stretch: Span, quotes: Sequence[Span]) -> Iterator[tuple[bool, Span]]:
    """The stretch parted into what stands in the quotation marks and what does not."""
    at, end = stretch
    for start, stop in quotes:
        if stop <= at or start >= end:
            continue
        if start > at:
            yield False, (at, start)
        yield True, (max(start, at), min(stop, end))
        at = stop
    if at < end:
        yield False, (at, end)


def inside(found: Sequence[Sentence], quotations: Iterable[Span]) -> list[list[Span]]:
    """For each sentence, the quotations that have something of it."""
    inside: list[list[Span]] = [[] for _ in found]
    ends = [sentence.end for sentence in found]
    for start, end in quotations:
        number = bisect_right(ends, start)
        while number < len(found) and found[number].start < end:
            inside[number].append((start, end))
            number += 1
    return inside


def quotations(text: str, blocks: Sequence[Span]) -> Iterator[Span]:
    """The stretches between quotation marks; a double one left open ends with its paragraph."""
    for start, end in blocks:
        for single in _SINGLE.finditer(text, start, end):
            yield single.start() + 1, single.end() - 1
        opened: int | None = None
        for mark in _DOUBLE.finditer(text, start, end):
            at = mark.start()
            if opened is None and _closes_only(text, at):
                continue
            if opened is None and mark[0] in _OPENS:
                opened = mark.end()
            elif mark[0] == "“" and _AGAIN.match(text, at - 1):
                continue
            elif opened is not None and _opens_again(text, at):
                # A paragraph set behind another one, or a quotation that was never closed.
                stop = None if _ENDS.search(text, opened, at) else _STOP.search(text, opened, at)
                yield opened, stop.start() + 1 if stop else at
                opened = mark.end()
            elif opened is not None and mark[0] in _CLOSES:
                yield opened, at
                opened = None
        if opened is not None:
            yield opened, end


def _opens_again(text: str, at: int) -> bool:
    """Whether a straight mark can only open: behind a blank, with a letter behind it."""
    before, then = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] == '"' and at > 0 and before.isspace() and then.isalnum()


def _closes_only(text: str, at: int) -> bool:
    """Whether a straight mark can only close: behind a letter or a stop, with a blank behind it."""
    before, then = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    return text[at] == '"' and (before.isalnum() or before in ".,!?") and not then.strip()


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without blanks and what only sets it off."""
    while start < end and text[start] in ' ,;:–—”“"’':
        start += 1
    while end > start and (text[end - 1] in ' ,;:–—“"' or text[end - 1] == "”"):
        end -= 1
    return start, end
