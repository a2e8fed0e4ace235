"""Which words of time in a sentence look ahead, and where it speaks of two deadlines.

clause = up to a mark, or to a word that begins another clause
past   = a past verb before the time in its clause, and nothing there that looks ahead;
at the head of a clause, a past verb as the first after it
parts  = cut at the word that joins two times which each have something of their own
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from verifier.article.cues import Cues, cues
from verifier.article.patterns import any_of, matches
from verifier.article.phrasing import Phrasing
from verifier.article.proposal import phrase_of
from verifier.article.sentences import straight
from verifier.article.tokens import looks_ahead
from verifier.model.forecasts import Operator, WhySetAside
from verifier.when import TimeReading

_P = Phrasing("deadlines")

_WORD = re.compile(r"[^\W_]+")
_NEAR = 60  # characters before a verb or a time in which its auxiliary or lead is looked for

Span = tuple[int, int]


def is_deadline(time: TimeReading) -> bool:
    """Whether the words of a time cannot say on which day somebody said something: "by Friday"."""
    return time.phrase.partition(" ")[0].casefold() in _P.words("until")


def told_of_past(text: str, times: Sequence[TimeReading], known: Cues) -> frozenset[Span]:
    """Where those of `times` stand that are when something happened: "fell in May"."""
    inside = {at for time in times for at in range(*time.span)}
    bounds = [0, *_bounds(text, inside, known), len(text)]
    verbs = sorted(_verbs(text, inside, known))
    said = _P.filled("said", verbs=any_of(known.reporting), led=any_of(known.prepositions))
    return frozenset(
        time.span
        for time in times
        if _told(text, time.span, bounds, verbs)
        and not _of_what_was_said(text, time, bounds, verbs, said)
    )


def _of_what_was_said(
    text: str,
    time: TimeReading,
    bounds: Sequence[int],
    verbs: Sequence[tuple[int, bool]],
    said: re.Pattern[str],
) -> bool:
    """Whether a time behind a verb of saying is that of its clause, not of the saying.

    "Said by Friday it would be gone", "suggested this winter could be hard", "said a strike in May
    was likely".
    """
    own = said.search(text, 0, time.span[0])
    if own is None:
        return False
    last = time.span[1]
    end = bounds[bisect_left(bounds, last)]
    verb = next(((at, past) for at, past in verbs if last <= at < end), None)
    looks_ahead = verb is not None and not verb[1] and (own["who"] or verb[0] == last + 1)
    return bool(looks_ahead) or (not own["who"] and is_deadline(time))


def _told(text: str, time: Span, bounds: Sequence[int], verbs: Sequence[tuple[int, bool]]) -> bool:
    first, last = time
    clause = bisect_right(bounds, first)
    start = bounds[clause - 1]
    # A time that heads a sentence and is set off belongs to the clause that follows.
    heads = len(_WORD.findall(text[start:first])) < 2
    ends = bounds[bisect_left(bounds, last) :]
    end = next((end for end in ends if not heads or _WORD.search(text[last:end])), len(text))
    near = verbs[bisect_left(verbs, (start, False)) : bisect_left(verbs, (end, False))]
    before = [past for at, past in near if at < first]
    after = [past for at, past in near if at >= last]
    return all(before) if before else bool(after) and after[0]


def telling(text: str, times: Sequence[TimeReading], known: Cues) -> tuple[TimeReading, ...]:
    """Without those that are compared with, or no time: "more than last year", "come what may"."""
    spans = [match.span() for match in matches(known.compared, text)]
    # "More than expected this year": the time is not that of the comparison.
    spans += [(one.start(), one.end() - 1) for one in matches(known.idle, text)]
    spans += against(text)
    return tuple(
        time
        for time in times
        if not any(start < time.span[1] and time.span[0] <= end + 1 for start, end in spans)
    )


def against(text: str) -> list[Span]:
    """Where it is told with what a number is compared: "up from the 4% expected in June"."""
    return [match.span(match.lastgroup or 0) for match in _P.against.finditer(text)]


def recalled(text: str, known: Cues) -> bool:
    """Whether all that looks ahead in `text` did so in the past: "was first promised for 2021"."""
    ahead = [
        match
        for group in known.groups
        if group.why is None
        for match in matches(group.patterns, text)
    ]
    return bool(ahead) and all(
        match[0].endswith("ed")
        and _P.was.search(text[max(0, match.start() - _NEAR) : match.start()])
        for match in ahead
    )


def was_ahead(text: str, known: Cues) -> bool:
    """Whether all that looks ahead in `text` did so at a time that is over: "was due to close"."""
    heads = [match[0] for match in matches(known.heads, text)]
    return bool(heads) and all(_P.was_due.match(head) for head in heads)


def parts(text: str, times: Sequence[TimeReading], known: Cues) -> list[Span]:
    """The stretches of `text` that have a deadline each; one where they cannot be parted."""
    cuts = (_cut(text, one, other, known) for one, other in pairwise(times))
    edges = [0, *(edge for cut in cuts if cut is not None for edge in cut), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _bounds(text: str, inside: Container[int], known: Cues) -> Iterator[int]:
    """Where the clauses after the first begin."""
    words = any_of(known.joining | known.alternatives | known.clauses)
    for match in _P.filled("mark_or_word", words=words).finditer(text):
        if match.start() not in inside:
            yield match.start()


def _verbs(text: str, inside: Container[int], known: Cues) -> Iterator[tuple[int, bool]]:
    """Where words stand that look ahead (False) or tell of the past (True)."""
    ahead = [
        match.span()
        for group in known.groups
        if group.why is None
        for match in matches(group.patterns, text)
        if match.start() not in inside
    ]
    yield from ((start, False) for start, _ in ahead)
    told = [group.patterns for group in known.groups if group.why == WhySetAside.REPORT_OF_PAST]
    led = re.compile(rf"{any_of(known.not_past).pattern}(?:\s+[\w'-]+){{0,2}}\s+$", re.IGNORECASE)
    for match in (match for patterns in (*told, known.past) for match in matches(patterns, text)):
        start, end = match.span()
        if _P.was_likely.match(text, start):
            yield start, False
            continue
        overlaps = any(one < end and start < other for one, other in ahead)
        if not (
            overlaps
            or match[0].casefold() in known.not_past
            or led.search(text[max(0, start - _NEAR) : start])
        ):
            yield start, True


def _cut(text: str, one: TimeReading, other: TimeReading, known: Cues) -> Span | None:
    """The word that parts the times; None where one statement may have both."""
    start, end = one.span[1], other.span[0]
    between = text[start:end]
    words = re.compile(rf"[,;]?\s*{any_of(known.joining).pattern}|;", re.IGNORECASE)
    joints = [joint for joint in words.finditer(between) if not _joins_names(between, joint)]
    if not joints or any_of(known.alternatives).search(between):
        return None
    joint = joints[0] if _WORD.search(between[joints[-1].end() :]) else joints[-1]
    if any_of(known.clauses).search(between[: joint.start()]):
        return None
    own = _WORD.search(between[: joint.start()] + between[joint.end() :])
    return (start + joint.start(), start + joint.end()) if own else None


def _joins_names(text: str, joint: re.Match[str]) -> bool:
    """Whether capitalised words stand on both sides: "France and Spain"."""
    before, after = text[: joint.start()].split(), text[joint.end() :].split()
    return bool(before and after) and before[-1][0].isupper() and after[0][0].isupper()


def in_order(quote: str, times: Sequence[TimeReading], claim: str) -> tuple[str, ...]:
    """The words of time, last those of no `claim`, of what the verb is said of, or vague.

    "The rise in duties in July is expected to slow trade by May", "signs on Monday that …"; "soon,
    perhaps in May"; "to end *the October* cut in July".
    """
    verb = next(looks_ahead(quote, cues()), None)
    end = verb.start() if verb else 0

    def behind(time: TimeReading) -> bool:
        """Whether a clause that only describes has it: "owners *whose* loans end in May"."""
        opens = _P.relative.search(quote, end, time.span[0]) if end else None
        if time.span[1] <= end and _P.was_done.search(quote[: time.span[0]]):
            return True
        return opens is not None and not any(looks_ahead(quote[opens.end() : time.span[0]], cues()))

    def aside(time: TimeReading) -> tuple[bool, bool, bool]:
        lead = quote[: time.span[0]]
        within = 0 < time.span[1] <= end and " " in lead.strip() and "," not in lead[-2:]
        # "First-quarter results on 5 May".
        bare = time.phrase.startswith("the ") or re.fullmatch(r"[a-z]+-[a-z]+", time.phrase)
        of_noun = time.operator is Operator.UNSPECIFIED and bool(bare)
        outside = bool(claim) and straight(time.phrase.casefold()) not in straight(claim.casefold())
        return outside, within, time.vague or of_noun

    return tuple(map(phrase_of, sorted((one for one in times if not behind(one)), key=aside)))
