"""Resolve: from a ledger, its rules and a day to a verdict, with its trail, for every forecast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce

from verifier.dataclass import dataclass
from verifier.model.days import Days, latest, next_day
from verifier.model.evidence import Evidence
from verifier.model.forecasts import ConditionKind, Forecast
from verifier.model.outcomes import Event, RuledOutcome, Ruling
from verifier.model.proposition import (
    AnyOf,
    Category,
    DoesNotOccur,
    Holds,
    Occurs,
    OfSeries,
    Proposition,
    Unscorable,
    of_the_whole,
    parts,
)
from verifier.model.verdict import (
    MAY_COUNT,
    Basis,
    Candidate,
    Counts,
    Hindsight,
    Outcome,
    Pending,
    ReadingResult,
    RulingStanding,
    RulingUsed,
    Schedule,
    Trail,
    Truth,
    Verdict,
    WindowReading,
)
from verifier.resolve.horizons import closed_by, horizon
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.propositions import Answer, answer
from verifier.resolve.schedule import nearest, schedule_of, timing_error
from verifier.resolve.uncovered import missing
from verifier.rules import HorizonRule, LateRule, Rules


def resolve(
    known: Knowledge, *, grace_days: int = 0, horizons: bool = False
) -> Mapping[str, Verdict]:
    """The verdict on every forecast that had been said, from what was publicly known.

    `grace_days` lengthens every window that has an end, but for states and absences, which have to
    last and not to come. With `horizons` every window ends that has no end and a declared horizon.
    """
    return {
        forecast.id: _resolve_one(forecast, known, grace_days, horizons=horizons)
        for forecast in known.ledger.forecasts.values()
        if known.had(forecast.said.days)
        and known.had(known.ledger.source_of[forecast.id].published.days)
    }


def turned_by_days(verdict: Verdict, known: Knowledge, days: int) -> bool:
    """Whether a window so many days longer at both ends might have made it true or untrue."""
    forecast, window = known.ledger.forecasts[verdict.forecast], verdict.trail.window.wide
    # Where there is no day before it, none is asked for.
    start = window.start and date.fromordinal(max(1, window.start.toordinal() - days))
    longer = _graced(Days(start, window.until), days)
    before, after = (
        _read(forecast.expects, each, forecast, known, 0).answer.truth for each in (window, longer)
    )
    return bool(before.values and after.values) and (
        before.high < 0.5 < after.high or after.low < 0.5 < before.low
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """The answer under one reading of the window."""

    window: Days
    answer: Answer
    closed: bool


def _resolve_one(
    forecast: Forecast, known: Knowledge, grace_days: int, *, horizons: bool
) -> Verdict:
    reading = known.readings.windows[forecast.id]
    days = None
    if horizons and reading.wide.until is None:
        days = horizon(forecast, known)
        reading = reading if days is None else closed_by(reading, forecast, days)
    read_as = {
        days: _read(forecast.expects, days, forecast, known, grace_days)
        for days in dict.fromkeys((*reading.readings, reading.wide))
    }
    reads, wide = tuple(read_as[days] for days in reading.readings), read_as[reading.wide]
    truth = reduce(Truth.union, (read.answer.truth for read in reads))
    given = _given(forecast, known, grace_days, days)
    met = _condition(forecast, given)
    by_rule, truth = _under_condition(truth, met or Truth.true(), forecast)
    rulings = known.rulings.get(forecast.id, [])
    outcome, truth = _ruled(rulings) if rulings else (by_rule, truth)
    results = tuple(_result(r, forecast, outcome, known, rulings) for r in reads)
    reason = truth.pending if outcome == Outcome.UNDECIDED else None
    events = _events(forecast, reads, rulings, known.rules.timing.late)
    settling = _settling(outcome, events, wide.answer.candidates)
    decided = _decided(reads, rulings, known)
    # What a condition waits for comes first: until it is met, nothing else decides.
    asked, read = forecast.expects, wide
    if forecast.given is not None and met is not None and met.pending is not None:
        asked, read = forecast.given.expects, given[-1]
    lacks = reason == Pending.NOT_COVERED and read.closed
    return Verdict(
        forecast=forecast.id,
        as_of=known.as_of,
        outcome=outcome,
        truth=truth,
        schedule=_in_order(place for result in results for place in result.schedule),
        timing_error=_hull([r.timing_error for r in results]),
        basis=Basis.RULING if rulings else Basis.RULE,
        reason=reason,
        readings=results,
        wide=results[-1] if reads[-1] is wide else _result(wide, forecast, outcome, known, rulings),
        hindsight=_hindsight(forecast, reads, rulings, known),
        events=events,
        settling=settling,
        decided=decided,
        dated=decided is not None or not rulings or _came_to_nothing(forecast, outcome),
        bearing=_bearing(events, settling, wide.answer.candidates),
        measured=wide.answer.measured,
        missing=tuple(missing(asked, read.window, known)) if lacks else (),
        evidence=_evidence(forecast, events, reads, given, rulings, known),
        charged_to=_charged_to(forecast, known.rules),
        met=met,
        since_said=wide.window.until is None and wide.window.start == forecast.said.days.start,
        trail=_trail(reading, reads, wide, forecast, by_rule, known),
        options=(
            _ruled_options(forecast, rulings)
            if rulings
            else wide.answer.options or _earlier(forecast, wide.window, known)
        ),
    )


def _ruled_options(forecast: Forecast, rulings: list[Ruling]) -> tuple[Truth, ...]:
    """Which of a category came, where the rulings agree on it."""
    came = {ruling.option for ruling in rulings}
    if not isinstance(forecast.expects, Category) or len(came) != 1 or None in came:
        return ()
    return tuple(
        Truth.true() if place in came else Truth.false()
        for place, _ in enumerate(forecast.expects.category, start=1)
    )


def _earlier(forecast: Forecast, window: Days, known: Knowledge) -> tuple[Truth, ...]:
    """How true the same was by each of the earlier deadlines."""
    said = forecast.said.days
    return tuple(
        answer(forecast.expects, Days(window.start, deadline.by.days.until), said, known).truth
        for deadline in forecast.claimed.earlier
    )


def _read(
    expects: Proposition, window: Days, forecast: Forecast, known: Knowledge, grace_days: int
) -> _Read:
    if isinstance(expects, Holds | DoesNotOccur):
        grace_days = 0
    window = _graced(window, grace_days)
    if not of_the_whole(expects):
        window = _from_said(window, forecast.said.days)
    found = answer(expects, window, forecast.said.days, known)
    return _Read(window, found, known.closed(window))


def _graced(window: Days, grace_days: int) -> Days:
    if window.until is None or grace_days == 0:
        return window
    return Days(window.start, next_day(window.until, by=grace_days))


def _from_said(window: Days, said: Days) -> Days:
    """The window without the days before the forecast was made, which it cannot speak of."""
    start = latest(window.start, said.start)
    if start is not None and window.until is not None and window.until <= start:
        return window
    return Days(start, window.until)


def _given(
    forecast: Forecast, known: Knowledge, grace_days: int, horizon: HorizonRule | None
) -> tuple[_Read, ...]:
    """The condition's answers under each reading; none without a condition."""
    given = forecast.given
    if given is None:
        return ()
    reading = known.readings.conditions[forecast.id]
    if horizon is not None:
        reading = closed_by(reading, forecast, horizon)
    return tuple(
        _read(given.expects, window, forecast, known, grace_days) for window in reading.readings
    )


def _condition(forecast: Forecast, given: tuple[_Read, ...]) -> Truth | None:
    """How far the condition is met; None without one."""
    if forecast.given is None:
        return None
    met = reduce(Truth.union, (read.answer.truth for read in given))
    turned = forecast.given.kind in (ConditionKind.UNLESS, ConditionKind.BARRING)
    return met.complement if turned else met


def _under_condition(truth: Truth, met: Truth, forecast: Forecast) -> tuple[Outcome, Truth]:
    if isinstance(forecast.expects, Unscorable):
        return Outcome.UNSCORABLE, Truth()
    if met == Truth.false():
        return Outcome.VOID, Truth()
    if met.pending is not None:
        return Outcome.UNDECIDED, Truth.undecided(met.pending)
    if met != Truth.true() and truth.pending is None:
        return Outcome.DISPUTED, truth
    return truth.outcome, truth


_RULED = {
    RuledOutcome.CAME_TRUE: (Outcome.CAME_TRUE, Truth.true()),
    RuledOutcome.DID_NOT: (Outcome.DID_NOT, Truth.false()),
    RuledOutcome.DISPUTED: (Outcome.DISPUTED, Truth.disputed()),
    RuledOutcome.VOID: (Outcome.VOID, Truth()),
    RuledOutcome.UNDECIDED: (Outcome.UNDECIDED, Truth.undecided(Pending.CLOSED_WITHOUT_EVIDENCE)),
}


def _ruled(rulings: list[Ruling]) -> tuple[Outcome, Truth]:
    """What the rulings decide; where they disagree, everything that one of them admits."""
    decided = {_one_ruled(ruling) for ruling in rulings}
    if len(decided) == 1:
        return decided.pop()
    admitted = [truth if truth.values else Truth.disputed() for _, truth in decided]
    return Outcome.DISPUTED, reduce(Truth.union, admitted)


def _one_ruled(ruling: Ruling) -> tuple[Outcome, Truth]:
    if ruling.truth is not None:
        return Outcome.PARTLY, Truth.partly(ruling.truth[0], ruling.truth[1])
    return _RULED[ruling.outcome]


def _result(
    read: _Read, forecast: Forecast, outcome: Outcome, known: Knowledge, rulings: list[Ruling]
) -> ReadingResult:
    named = (known.ledger.events[event].began.days for r in rulings for event in r.events)
    ruled = nearest(named, read.window)
    late = known.rules.timing.late
    found = [ruled] if ruled is not None else _admissible(read, forecast, rulings, late)
    error: tuple[int, int] | None = None
    schedule: tuple[Schedule, ...] = (Schedule.NOT_APPLICABLE,)
    applies = read.answer.applies or bool(found)
    if applies and outcome not in (Outcome.VOID, Outcome.UNSCORABLE):
        if found:
            errors = [timing_error(began, read.window) for began in found]
            error = _hull(errors)
            schedule = _in_order(
                place
                for began, each in zip(found, errors, strict=True)
                for place in schedule_of(each, began, read.window)
            )
        else:
            over = read.closed and read.answer.truth == Truth.false()
            schedule = (Schedule.NEVER if over else Schedule.NOT_YET,)
    return ReadingResult(
        read.window, read.answer.truth, schedule, error, read.closed, read.answer.rules
    )


def _admissible(
    read: _Read, forecast: Forecast, rulings: list[Ruling], late: LateRule | None
) -> list[Days]:
    """The days of what may have been forecast: of the nearest event, and of the nearest sure one.

    Where the nearest is only perhaps what was forecast, the nearest that is for sure may have been
    meant as well. What comes too long after the thing came in another size was not meant. A ruling
    has decided that.
    """
    began = read.answer.began
    if began is None or not (rulings or _in_time(began, read, late)):
        return []
    if rulings or not isinstance(forecast.expects, Occurs | DoesNotOccur | AnyOf):
        return [began]
    sure = [c.began for c in read.answer.candidates if c.counts == Counts.YES]
    other = None if began in sure else nearest(sure, read.window)
    return [began] if other is None or not _in_time(other, read, late) else [began, other]


def _in_time(began: Days, read: _Read, late: LateRule | None) -> bool:
    """Whether what began then can be what was meant, where the thing came in another size."""
    if late is None or not any(candidate.of_another_size for candidate in read.answer.candidates):
        return True
    return timing_error(began, read.window)[0] <= max(late.days, read.window.length or 0)


def _in_order(places: Iterable[Schedule]) -> tuple[Schedule, ...]:
    found = {*places}
    return tuple(place for place in Schedule if place in found)


def _hull(errors: Sequence[tuple[int, int] | None]) -> tuple[int, int] | None:
    known = [error for error in errors if error is not None]
    if not known:
        return None
    return min(low for low, _ in known), max(high for _, high in known)


def _hindsight(
    forecast: Forecast, reads: tuple[_Read, ...], rulings: list[Ruling], known: Knowledge
) -> Hindsight | None:
    """Whether what was forecast was, or may have been, public when it was said."""
    said, events = forecast.said.days, known.ledger.events
    public = [events[id].known.days for ruling in rulings for id in ruling.events]
    public += [ruling.known.days for ruling in rulings if ruling.known is not None]
    measured = any(isinstance(part, OfSeries) for part in parts(forecast.expects))
    for read in reads:
        for id in read.answer.deciding:
            days, last = events[id].known.days, read.window.last
            # That a state is under way does not tell that it will go on.
            lasts = last is not None and _has_to_last(forecast, events[id], known.rules)
            public.append(Days(latest(days.start, last), None) if lasts else days)
        if read.answer.decided is not None and measured:
            public.append(Days.one(read.answer.decided))
    if any(p.last is not None and said.start is not None and p.last < said.start for p in public):
        return Hindsight.CERTAIN
    if any(p.start is not None and said.last is not None and p.start <= said.last for p in public):
        return Hindsight.POSSIBLE
    return None


def _decided(reads: tuple[_Read, ...], rulings: list[Ruling], known: Knowledge) -> date | None:
    """The first day on which what was public settled it, whichever way, by every reading.

    Of what rulings name the first: nothing says that the rest was waited for.
    """
    ruled = [known.ledger.events[id].known.days.order for r in rulings for id in r.events]
    ruled += [r.known.days.order for r in rulings if r.known is not None]
    if ruled:
        return min(ruled)
    days = [read.answer.decided for read in reads]
    return None if None in days else max(day for day in days if day is not None)


def _came_to_nothing(forecast: Forecast, outcome: Outcome) -> bool:
    """Whether a ruling says of an event that it did not come, which the end of the window shows."""
    denies = isinstance(forecast.expects, DoesNotOccur)
    missed = Outcome.CAME_TRUE if denies else Outcome.DID_NOT
    return isinstance(forecast.expects, Occurs | DoesNotOccur) and outcome == missed


def _has_to_last(forecast: Forecast, event: Event, rules: Rules) -> bool:
    """Whether the event is a state that the forecast says will go on, or be there in the end."""
    lasting = {
        part.kind
        for part in parts(forecast.expects)
        if isinstance(part, Holds) and part.during != "sometime"
    }
    return any(lasting & rules.events.lineage(kind) for kind in event.kinds)


def _events(
    forecast: Forecast, reads: tuple[_Read, ...], rulings: list[Ruling], late: LateRule | None
) -> tuple[str, ...]:
    named = [event for ruling in rulings for event in ruling.events]
    named += [event for read in reads for event in read.answer.deciding]
    named += [
        candidate.event
        for read in reads
        for candidate in read.answer.candidates
        if candidate.counts in MAY_COUNT
        and candidate.began in _admissible(read, forecast, rulings, late)
    ]
    return tuple(dict.fromkeys(named))


def _settling(
    outcome: Outcome, events: Sequence[str], candidates: Sequence[Candidate]
) -> tuple[str, ...]:
    """The events that settle by themselves, beyond dispute, that a forecast came true."""
    found = {candidate.event for candidate in candidates if candidate.settles}
    return tuple(e for e in events if e in found) if outcome == Outcome.CAME_TRUE else ()


def _bearing(
    events: Sequence[str], settling: Sequence[str], candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """For each event the candidate that counts most, what settles it first.

    Of two alternatives that a forecast names, the one that an event is not says nothing.
    """
    found: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=_weight):
        found.setdefault(candidate.event, candidate)
    rest = [event for event in events if event not in settling]
    return tuple(found[event] for event in (*settling, *rest) if event in found)


def _weight(candidate: Candidate) -> int:
    return MAY_COUNT.index(candidate.counts) if candidate.counts in MAY_COUNT else len(MAY_COUNT)


def _evidence(
    forecast: Forecast,
    events: Sequence[str],
    reads: tuple[_Read, ...],
    given: tuple[_Read, ...],
    rulings: list[Ruling],
    known: Knowledge,
) -> tuple[Evidence, ...]:
    """What bears on the forecast and on its condition; of the latter only what decides it."""
    ledger = known.ledger
    found: list[Evidence] = []
    for id in _series(forecast):
        found += ledger.series[id].evidence
    conditions = [event for read in given for event in read.answer.deciding]
    for id in dict.fromkeys([*events, *conditions]):
        found += ledger.events[id].evidence
    for read in (*reads, *given):
        for used in read.answer.coverage:
            found += ledger.coverage[used.coverage].evidence
    for ruling in rulings:
        found += ruling.evidence
    return known.eligible(dict.fromkeys(found))


def _series(forecast: Forecast) -> Iterator[str]:
    """The series of which the forecast or its condition speaks."""
    asked = [forecast.expects, *([forecast.given.expects] if forecast.given else [])]
    for part in (part for proposition in asked for part in parts(proposition)):
        if isinstance(part, OfSeries):
            yield part.series


def _charged_to(forecast: Forecast, rules: Rules) -> str | None:
    if forecast.misreported is None:
        return forecast.forecaster
    row = rules.misreporting.row(forecast.misreported.kind)
    return forecast.forecaster if row.charged == "speaker" else None


def _trail(
    reading: WindowReading,
    reads: tuple[_Read, ...],
    wide: _Read,
    forecast: Forecast,
    by_rule: Outcome,
    known: Knowledge,
) -> Trail:
    return Trail(
        window=reading,
        candidates=wide.answer.candidates,
        coverage=tuple(dict.fromkeys(used for read in reads for used in read.answer.coverage)),
        rulings=tuple(
            RulingUsed(r.id, _standing(r, by_rule, known))
            for r in known.signed.get(forecast.id, ())
        ),
        by_rule=by_rule,
        more=wide.answer.more,
    )


def _standing(ruling: Ruling, by_rule: Outcome, known: Knowledge) -> RulingStanding:
    """How the ruling stands to the rules: only what they settle can be repeated or contradicted."""
    if ruling not in known.rulings.get(ruling.forecast, []):
        return RulingStanding.SUPERSEDED
    if by_rule in (Outcome.UNDECIDED, Outcome.UNSCORABLE):
        return RulingStanding.DECIDES
    ruled = _one_ruled(ruling)[0]
    if ruled == by_rule:
        return RulingStanding.REPEATS
    return RulingStanding.DECIDES if by_rule == Outcome.DISPUTED else RulingStanding.CONTRADICTS
