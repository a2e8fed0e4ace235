"""How true a proposition is inside a window, from what was publicly known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from verifier.model.days import ALWAYS, Days
from verifier.model.ledger import Point
from verifier.model.outcomes import Event
from verifier.model.proposition import (
    AllOf,
    AnyOf,
    AtLeast,
    DoesNotOccur,
    Holds,
    Judged,
    Occurs,
    Proposition,
    Range,
    Reaches,
    Unscorable,
)
from verifier.model.verdict import (
    MAY_COUNT,
    Candidate,
    Counts,
    CoverageUsed,
    Measured,
    Pending,
    Placed,
    Rule,
    Truth,
)
from verifier.resolve.facets import Faceted, Match
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.schedule import nearest, nth


@dataclass(frozen=True, slots=True)
class Answer:
    """A proposition's truth inside a window, when what it speaks of began, and why.

    `began` is None for propositions that no event settles. `applies` says whether a schedule makes
    sense for it at all.
    """

    truth: Truth
    applies: bool = False
    began: Days | None = None
    candidates: tuple[Candidate, ...] = ()
    coverage: tuple[CoverageUsed, ...] = ()
    deciding: tuple[str, ...] = ()
    measured: tuple[Measured, ...] = ()
    rules: tuple[Rule, ...] = ()


def answer(proposition: Proposition, window: Days, since: Days, known: Knowledge) -> Answer:
    """Resolve `proposition` in `window`; events that had surely begun before `since` are past."""
    match proposition:
        case Occurs():
            return _occurs(proposition, window, since, known)
        case DoesNotOccur():
            occurred = _occurs(proposition, window, since, known)
            return replace(occurred, truth=occurred.truth.complement, applies=False, began=None)
        case Holds():
            return _holds(proposition, window, known)
        case Reaches():
            return _reaches(proposition, window, since, known)
        case Range():
            return _range(proposition, window, known)
        case AllOf(all_of=inner):
            return _at_least(len(inner), inner, window, since, known)
        case AnyOf(any_of=inner):
            return _at_least(1, inner, window, since, known)
        case AtLeast(at_least=count, of=inner):
            return _at_least(count, inner, window, since, known)
        case Judged() | Unscorable():  # pragma: no branch  (mypy sees that nothing is left)
            return Answer(Truth.undecided(_waiting(window, known)), rules=(Rule.NEEDS_A_RULING,))


def _waiting(window: Days, known: Knowledge) -> Pending:
    return Pending.CLOSED_WITHOUT_EVIDENCE if known.closed(window) else Pending.WINDOW_OPEN


def _occurs(proposition: Faceted, window: Days, since: Days, known: Knowledge) -> Answer:
    matches = [m for m in known.matches(proposition).near(window) if not _was_over(m.span, since)]
    inside = [m for m in matches if m.span.overlaps(window)]
    surely = [m for m in inside if window.contains(m.span)]
    coverage = known.coverage(proposition, window)
    truth, rule = _truth_of(inside, surely, bool(coverage), window, known)
    counting = [m for m in matches if m.rule.counts in MAY_COUNT]
    deciding = [m for m in inside if m.rule.counts in (*MAY_COUNT, Counts.UNKNOWN)]
    return Answer(
        truth,
        applies=True,
        began=nearest((m.span for m in counting), window),
        candidates=tuple(m.candidate(_placed(m.span, window)) for m in matches),
        coverage=() if truth == Truth.true() else coverage,
        deciding=tuple(m.event.id for m in deciding),
        rules=(rule,),
    )


def _was_over(began: Days, since: Days) -> bool:
    return began.last is not None and since.start is not None and began.last < since.start


def _truth_of(
    inside: Sequence[Match],
    surely: Sequence[Match],
    covered: bool,
    window: Days,
    known: Knowledge,
) -> tuple[Truth, Rule]:
    """The truth, and the name of the rule of resolution that gave it; the first that fits."""
    if any(m.rule.counts == Counts.YES for m in surely):
        return Truth.true(), Rule.EVENT_IN_WINDOW
    if not known.closed(window):
        return Truth.undecided(Pending.WINDOW_OPEN), Rule.WINDOW_OPEN
    truths = [_inside_truth(m, m in surely) for m in inside if m.rule.counts in MAY_COUNT]
    if truths:
        whole = combine(truths, 1)
        perhaps = whole == Truth.disputed()
        return whole, Rule.EVENT_PERHAPS_IN_WINDOW if perhaps else Rule.PARTLY_IN_WINDOW
    if any(m.rule.counts == Counts.UNKNOWN for m in inside):
        return Truth.undecided(Pending.CLOSED_WITHOUT_EVIDENCE), Rule.FACET_UNKNOWN
    if covered:
        return Truth.false(), Rule.ABSENT_UNDER_COVERAGE
    return Truth.undecided(Pending.NOT_COVERED), Rule.NOT_COVERED


def _inside_truth(m: Match, surely: bool) -> Truth:
    if m.rule.truth is None:
        return Truth.disputed()
    low, high = m.rule.truth
    return Truth.partly(low if surely else 0.0, high)


def _placed(began: Days, window: Days) -> Placed:
    if window.contains(began):
        return Placed.INSIDE
    return Placed.PARTLY if began.overlaps(window) else Placed.OUTSIDE


def _holds(proposition: Holds, window: Days, known: Knowledge) -> Answer:
    wanted = asked_days(proposition.during, window, known)
    if wanted is None:
        return Answer(Truth.undecided(Pending.WINDOW_OPEN), rules=(Rule.WINDOW_OPEN,))
    matches = known.matches(proposition).near(window)
    near = [m for m in matches if m.span.overlaps(window)]
    counting = [m for m in near if m.rule.counts in MAY_COUNT]
    truths = [_state_truth(m, proposition.during, wanted) for m in counting]
    unknown = any(m.rule.counts == Counts.UNKNOWN for m in near)
    coverage = known.coverage(proposition, wanted)
    truth, rule = _holds_truth(truths, unknown, bool(coverage), known.closed(window))
    if proposition.during == "sometime" and Truth.true() in truths:
        truth, rule = Truth.true(), Rule.STATE_RECORDED
    return Answer(
        truth,
        candidates=tuple(m.candidate(_held(m, proposition.during, wanted)) for m in matches),
        coverage=coverage,
        deciding=tuple(m.event.id for m in counting),
        rules=(rule,),
    )


def asked_days(during: str, window: Days, known: Knowledge) -> Days | None:
    """The days on which the state is asked for; None while all of the window is to come."""
    past = window.intersection(known.past)
    if past is None or during == "sometime":
        return past
    return Days.one(window.last) if during == "at_end" and window.last else window


def _holds_truth(
    truths: Sequence[Truth], unknown: bool, covered: bool, closed: bool
) -> tuple[Truth, Rule]:
    """A recorded state that meets the window decides; what lies elsewhere shows no absence."""
    if not closed:
        return Truth.undecided(Pending.WINDOW_OPEN), Rule.WINDOW_OPEN
    if truths:
        return combine(truths, 1), Rule.STATE_RECORDED
    if unknown:
        return Truth.undecided(Pending.CLOSED_WITHOUT_EVIDENCE), Rule.FACET_UNKNOWN
    if covered:
        return Truth.false(), Rule.ABSENT_UNDER_COVERAGE
    return Truth.undecided(Pending.NOT_COVERED), Rule.NOT_COVERED


def _state_truth(m: Match, during: str, wanted: Days) -> Truth:
    """Whether the recorded state held: on every day that is wanted, or on one of them."""
    placed = _held(m, during, wanted)
    if placed == Placed.ELSEWHERE:
        return Truth.false()
    if placed == Placed.OVERLAPPED or m.rule.counts == Counts.CONTESTED:
        return Truth.disputed()
    return Truth.true() if m.rule.truth is None else Truth.partly(*m.rule.truth)


def _held(m: Match, during: str, wanted: Days) -> Placed:
    """`held` where it surely held as wanted, `overlapped` where perhaps, `elsewhere` where not."""
    possibly, surely = m.span, _surely(m.event)
    if during == "sometime":
        yes, maybe = surely is not None and surely.overlaps(wanted), possibly.overlaps(wanted)
    else:
        yes, maybe = surely is not None and surely.contains(wanted), possibly.contains(wanted)
    return Placed.HELD if yes else Placed.OVERLAPPED if maybe else Placed.ELSEWHERE


def _surely(state: Event) -> Days | None:
    """The days from the last on which it may have begun to the first on which it may have ended."""
    began, ended = state.began.days, state.ended.days if state.ended else ALWAYS
    if state.ended is not None and ended.start is None:
        return None
    if ended.start is None:
        return Days(began.last, None)
    if began.last is not None and began.last > ended.start:
        return None
    return Days(began.last, Days.one(ended.start).until)


def _reaches(proposition: Reaches, window: Days, since: Days, known: Knowledge) -> Answer:
    points = known.series.get(proposition.reaches, ())
    crossing = [p.day for p in points if p.day in window and _beyond(proposition, p.value)]
    if crossing:
        truth, rule = Truth.true(), Rule.SERIES_CROSSED
    elif not known.closed(window):
        truth, rule = Truth.undecided(Pending.WINDOW_OPEN), Rule.WINDOW_OPEN
    elif _span(points, window):
        truth, rule = Truth.false(), Rule.SERIES_DID_NOT_CROSS
    else:
        truth, rule = Truth.undecided(Pending.NOT_COVERED), Rule.NOT_COVERED
    after = Days(since.start, None)
    days = [p.day for p in points if p.day in after and _beyond(proposition, p.value)]
    began = Days.one(min(crossing or days)) if days else None
    measured = _farthest(proposition, points, window)
    return Answer(truth, applies=True, began=began, measured=measured, rules=(rule,))


def _farthest(asked: Reaches, points: Sequence[Point], window: Days) -> tuple[Measured, ...]:
    """The value inside the window that went farthest in the direction asked."""
    inside = [point for point in points if point.day in window]
    farthest = max if asked.at_least is not None else min
    values = (farthest(inside, key=lambda point: point.value),) if inside else ()
    return _measured(asked.reaches, values, asked)


def _measured(
    series: str, values: Iterable[Point | None], asked: Reaches | Range
) -> tuple[Measured, ...]:
    found = tuple(value for value in values if value is not None)
    return (Measured(series, found, asked.at_least, asked.at_most),) if found else ()


def _beyond(proposition: Reaches, value: float) -> bool:
    if proposition.at_least is not None:
        return value >= proposition.at_least
    return proposition.at_most is not None and value <= proposition.at_most


def _span(points: Sequence[Point], window: Days) -> bool:
    """Whether the series is known from the window's first day to its last."""
    if not points or window.start is None or window.last is None:
        return False
    days = [p.day for p in points]
    return min(days) <= window.start and max(days) >= window.last


def _range(proposition: Range, window: Days, known: Knowledge) -> Answer:
    points = known.series.get(proposition.range, ())
    change = proposition.measure == "change"
    before, level = _level(points, window.start if change else None), _level(points, window.last)
    measured = _measured(proposition.range, (before, level), proposition)
    truth, rule = Truth.undecided(Pending.NOT_COVERED), Rule.NOT_COVERED
    if not known.closed(window):
        truth, rule = Truth.undecided(Pending.WINDOW_OPEN), Rule.WINDOW_OPEN
    elif _known_after(points, window.last) and level and (before or not change):
        value = float(_exact(level.value) - _exact(before.value if before else 0.0))
        truth, rule = _bounded(proposition, value), Rule.SERIES_LEVEL
    return Answer(truth, measured=measured, rules=(rule,))


def _bounded(asked: Range, value: float) -> Truth:
    inside = (asked.at_least is None or value >= asked.at_least) and (
        asked.at_most is None or value <= asked.at_most
    )
    return Truth.true() if inside else Truth.false()


def _known_after(points: Iterable[Point], day: date | None) -> bool:
    return day is not None and any(point.day >= day for point in points)


def _level(points: Iterable[Point], day: date | None) -> Point | None:
    """The last value on or before `day`."""
    return max((p for p in points if day is not None and p.day <= day), default=None)


def _exact(value: float) -> Decimal:
    """The number as written: 0.3 - 0.1 is 0.2, which binary fractions miss."""
    return Decimal(str(value))


def _at_least(
    count: int,
    inner: Sequence[Proposition],
    window: Days,
    since: Days,
    known: Knowledge,
) -> Answer:
    answers = [answer(part, window, since, known) for part in inner]
    days = [a.began for a in answers]
    # Parts that no event settles, such as an absence, have no day to wait for once they are true.
    awaited = count - sum(not a.applies and a.truth == Truth.true() for a in answers)
    began = nearest((d for d in days if d), window) if awaited <= 1 else nth(days, awaited)
    return Answer(
        combine([a.truth for a in answers], count),
        applies=any(a.applies for a in answers) and (awaited > 0 or began is not None),
        began=began,
        candidates=_pooled(answers),
        coverage=tuple(dict.fromkeys(c for a in answers for c in a.coverage)),
        deciding=tuple(dict.fromkeys(d for a in answers for d in a.deciding)),
        measured=tuple(m for a in answers for m in a.measured),
        rules=tuple(dict.fromkeys(r for a in answers for r in a.rules)),
    )


def _pooled(answers: Sequence[Answer]) -> tuple[Candidate, ...]:
    pooled: dict[tuple[str, str], Candidate] = {}
    for a in answers:
        for candidate in a.candidates:
            pooled.setdefault((candidate.event, candidate.rule), candidate)
    return tuple(pooled.values())


def combine(truths: Sequence[Truth], count: int) -> Truth:
    """The truth of "at least `count` of these": the count-th largest of what each can be.

    `count` of 1 is any of them, of `len(truths)` all of them. Undecided only where a part that is
    undecided could still change it.

    >>> combine([Truth.true(), Truth.undecided(Pending.WINDOW_OPEN)], 1) == Truth.true()
    True
    >>> combine([Truth.true(), Truth.disputed()], 2) == Truth.disputed()
    True
    """
    low = sorted((t.low for t in truths), reverse=True)[count - 1]
    high = sorted((t.high for t in truths), reverse=True)[count - 1]
    if low == high:
        return Truth((low,))
    pending = [t.pending for t in truths if t.pending is not None]
    if pending:
        return Truth.undecided(min(pending, key=list(Pending).index))
    if any(t.graded for t in truths):
        return Truth.partly(low, high)
    return Truth((low, high))
