"""How true a proposition is inside a window, from what was publicly known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verifier.model.days import ALWAYS, Days
from verifier.model.outcomes import Event
from verifier.model.proposition import (
    AllOf,
    AnyOf,
    AtLeast,
    DoesNotOccur,
    Holds,
    Judged,
    Occurs,
    OfSeries,
    Proposition,
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
from verifier.resolve.series import told


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
        case OfSeries():
            return _of_series(proposition, window, since, known)
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


def _of_series(asked: OfSeries, window: Days, since: Days, known: Knowledge) -> Answer:
    found = told(asked, window, since, known)
    measured = Measured(asked, found.values, found.figure)
    return Answer(
        found.truth,
        applies=isinstance(asked, Reaches),
        began=Days.one(min(found.crossed)) if found.crossed else None,
        measured=(measured,) if found.values or found.figure is not None else (),
        rules=(found.rule,),
    )


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
