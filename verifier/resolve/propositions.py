"""How true a proposition is inside a window, from what was publicly known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from verifier.dataclass import dataclass
from verifier.model.days import ALWAYS, Days
from verifier.model.outcomes import Event
from verifier.model.proposition import (
    AllOf,
    Answers,
    AnyOf,
    AtLeast,
    Category,
    Count,
    DoesNotOccur,
    Faceted,
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
from verifier.resolve.facets import Match
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.schedule import nearest, nth
from verifier.resolve.series import told


@dataclass(frozen=True, slots=True)
class Answer:
    """A proposition's truth inside a window, when what it speaks of began, and why.

    `more` counts events no nearer than the candidates. `began` is None for propositions that no
    event settles. `applies` says whether a schedule makes sense for it at all. `options` are the
    truths of the things of which one comes. `decided` is the first day on which what was public
    settled it, whichever way; None where only the end of the window did.
    """

    truth: Truth
    applies: bool = False
    began: Days | None = None
    candidates: tuple[Candidate, ...] = ()
    more: int = 0
    coverage: tuple[CoverageUsed, ...] = ()
    deciding: tuple[str, ...] = ()
    measured: tuple[Measured, ...] = ()
    rules: tuple[Rule, ...] = ()
    options: tuple[Truth, ...] = ()
    decided: date | None = None


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
        case AllOf() | AnyOf() | AtLeast():
            return _at_least(proposition, window, since, known)
        case Count():
            return _count(proposition, window, since, known)
        case Category():
            return _category(proposition, window, since, known)
        # mypy sees that nothing is left.
        case Answers() | Judged() | Unscorable():  # pragma: no branch
            return Answer(Truth.undecided(_waiting(window, known)), rules=(Rule.NEEDS_A_RULING,))


def _waiting(window: Days, known: Knowledge) -> Pending:
    return Pending.CLOSED_WITHOUT_EVIDENCE if known.closed(window) else Pending.WINDOW_OPEN


def _occurs(proposition: Faceted, window: Days, since: Days, known: Knowledge) -> Answer:
    found = known.matches(proposition).near(window, since)
    inside = [m for m in found.counting if m.span.overlaps(window)]
    surely = [m for m in inside if window.contains(m.span)]
    coverage = known.coverage(proposition, window)
    truth, rule = _truth_of(inside, surely, bool(coverage), window, known)
    counting = [m for m in found.counting if m.rule.counts in MAY_COUNT]
    return Answer(
        truth,
        applies=True,
        began=nearest((m.span for m in counting), window),
        candidates=tuple(m.candidate(_placed(m.span, window)) for m in found.looked_at),
        more=found.more,
        coverage=() if truth == Truth.true() else coverage,
        deciding=tuple(m.event.id for m in inside),
        rules=(rule,),
        decided=_first_known(
            m.event
            for m in surely
            if m.rule.counts == Counts.YES
            or (m.rule.counts == Counts.PARTLY and truth != Truth.true())
        ),
    )


def _first_known(events: Iterable[Event], needed: int = 1) -> date | None:
    """The day on which so many of the events were public."""
    days = sorted(event.known.days.order for event in events)
    return days[needed - 1] if len(days) >= needed else None


def _count(asked: Count, window: Days, since: Days, known: Knowledge) -> Answer:
    """Whether the number of events lies within the bounds, by every way to count what is contested.

    Those that are on record are a least number at any time, the number only once the window is over
    and the record complete. Of a period that was under way when it was said all is counted; what
    had begun by then decides by itself only where no more was needed.
    """
    later = _occurs(asked, window, since, known)
    found = later if window.start is None else _occurs(asked, window, window, known)
    meeting = [c for c in found.candidates if c.bears or (c.meets and c.counts == Counts.UNKNOWN)]
    least = sum(c.settles for c in meeting)
    low = 0 if asked.at_least is None else asked.at_least
    high = asked.at_most
    coverage = known.coverage(asked, window)
    before = sum(c.settles for c in meeting if c.event not in later.deciding)
    decided = before >= low if high is None else before > high
    deciding = found.deciding if decided else later.deciding
    rule = Rule.COUNTED
    counted = (known.events[c.event] for c in meeting if c.settles)
    if high is not None and least > high:
        truth = Truth.false()
    elif high is None and least >= low:
        truth = Truth.true()
    elif not known.closed(window):
        truth, rule = Truth.undecided(Pending.WINDOW_OPEN), Rule.WINDOW_OPEN
    elif not coverage:
        truth, rule = Truth.undecided(Pending.NOT_COVERED), Rule.NOT_COVERED
    else:
        fits = {low <= n and (high is None or n <= high) for n in range(least, len(meeting) + 1)}
        truth = reduce(Truth.union, (Truth.true() if fit else Truth.false() for fit in fits))
    return replace(
        found,
        truth=truth,
        applies=False,
        began=None,
        coverage=coverage,
        deciding=deciding,
        rules=(rule,),
        decided=_first_known(counted, max(1, low) if high is None else high + 1),
    )


def _category(asked: Category, window: Days, since: Days, known: Knowledge) -> Answer:
    """The favourite's answer, and which came: where one of them surely did, the others did not."""
    inner = [option.expects for option in asked.category]
    answers = [answer(part, window, since, known) for part in inner]
    truths = [a.truth for a in answers]
    came = [n for n, truth in enumerate(truths) if truth == Truth.true()]
    if len(came) == 1:
        truths = [Truth.true() if n == came[0] else Truth.false() for n in range(len(truths))]
    elif came:
        # At most one can come: that two are on record says that one of the records is wrong.
        truths = [Truth.disputed() if n in came else t for n, t in enumerate(truths)]
    favourite = answers[asked.favourite]
    another = len(came) == 1 and came[0] != asked.favourite
    return replace(
        _pool(answers),
        rules=(Rule.ANOTHER_CAME,) if another else favourite.rules,
        truth=truths[asked.favourite],
        applies=favourite.applies,
        began=favourite.began,
        options=tuple(truths),
        decided=answers[came[0]].decided if len(came) == 1 else None,
    )


def _truth_of(
    inside: Sequence[Match], surely: Sequence[Match], covered: bool, window: Days, known: Knowledge
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
    return _absence(inside, covered=covered)


def _absence(meeting: Sequence[Match], *, covered: bool) -> tuple[Truth, Rule]:
    """The truth once the window is over, where nothing that meets it may count."""
    if any(m.rule.counts == Counts.UNKNOWN for m in meeting):
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
    found = known.matches(proposition).near(window)
    near = [m for m in found.counting if m.span.overlaps(window)]
    counting = [m for m in near if m.rule.counts in MAY_COUNT]
    truths = [_state_truth(m, proposition.during, wanted) for m in counting]
    coverage = known.coverage(proposition, wanted)
    if proposition.during == "sometime" and Truth.true() in truths:
        truth, rule = Truth.true(), Rule.STATE_RECORDED
    elif not known.closed(window):
        truth, rule = Truth.undecided(Pending.WINDOW_OPEN), Rule.WINDOW_OPEN
    elif truths:
        # A recorded state that meets the window decides; what lies elsewhere shows no absence.
        truth, rule = combine(truths, 1), Rule.STATE_RECORDED
    else:
        truth, rule = _absence(near, covered=bool(coverage))
    return Answer(
        truth,
        candidates=tuple(
            m.candidate(_held(m, proposition.during, wanted)) for m in found.looked_at
        ),
        more=found.more,
        coverage=coverage,
        deciding=tuple(m.event.id for m in counting),
        rules=(rule,),
        decided=_state_decided(proposition.during, counting, wanted),
    )


def _state_decided(during: str, counting: Sequence[Match], wanted: Days) -> date | None:
    """When a state that was to hold at some time was public, or one on every day had ended."""
    if during == "sometime":
        return _first_known(m.event for m in counting if _held(m, during, wanted) == Placed.HELD)
    if during == "at_end":
        return None
    lasted = [m.span.until for m in counting]
    if None in lasted:
        return None
    ended = max((until for until in lasted if until is not None), default=wanted.start)
    return ended if ended is not None and ended in wanted else None


def asked_days(during: str, window: Days, known: Knowledge) -> Days | None:
    """The days on which the state is asked for; None while all of the window is to come."""
    past = window.intersection(known.past)
    if past is None or during == "sometime":
        return past
    return Days.one(window.last) if during == "at_end" and window.last else window


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
        decided=found.decided,
    )


def _needed(proposition: AllOf | AnyOf | AtLeast) -> tuple[int, Sequence[Proposition]]:
    """How many of which parts have to come true."""
    if isinstance(proposition, AllOf):
        return len(proposition.all_of), proposition.all_of
    if isinstance(proposition, AnyOf):
        return 1, proposition.any_of
    return proposition.at_least, proposition.of


def _at_least(
    proposition: AllOf | AnyOf | AtLeast, window: Days, since: Days, known: Knowledge
) -> Answer:
    count, inner = _needed(proposition)
    answers = [answer(part, window, since, known) for part in inner]
    days = [a.began for a in answers]
    # Parts that no event settles, such as an absence, have no day to wait for once they are true.
    awaited = count - sum(not a.applies and a.truth == Truth.true() for a in answers)
    began = nearest((d for d in days if d), window) if awaited <= 1 else nth(days, awaited)
    truth = combine([a.truth for a in answers], count)
    return replace(
        _pool(answers),
        truth=truth,
        applies=any(a.applies for a in answers) and (awaited > 0 or began is not None),
        began=began,
        decided=_parts_decided(answers, truth, count),
    )


def _parts_decided(answers: Sequence[Answer], truth: Truth, count: int) -> date | None:
    """When so many parts were true, or so many were not that too few were left."""
    if truth not in (Truth.true(), Truth.false()):
        return None
    needed = count if truth == Truth.true() else len(answers) - count + 1
    days = sorted(a.decided for a in answers if a.truth == truth and a.decided is not None)
    return days[needed - 1] if len(days) >= needed else None


def _pool(answers: Sequence[Answer]) -> Answer:
    """What led to several answers, without a truth of its own."""
    return Answer(
        Truth(),
        candidates=_pooled(answers),
        more=sum(a.more for a in answers),
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
    if open := Truth.awaited(truths):
        return open
    if any(t.graded for t in truths):
        return Truth.partly(low, high)
    return Truth((low, high))
