"""Calls: what a forecaster's words make of the claim, and whether that was right.

What happened is one thing, the call another: who gives a bank run 5 % has not forecast one, and is
right when none comes. Only words that lie on one side of one half are a call (decision 0006), or
pick one thing of several as the likeliest.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from verifier.model.forecasts import Forecast, LikelihoodClass
from verifier.model.outcomes import Series
from verifier.model.proposition import DoesNotOccur, Judged, Occurs, OfSeries
from verifier.model.verdict import Candidate, Hindsight, Outcome, Schedule, Truth, Verdict
from verifier.resolve.schedule import off
from verifier.rules import Rules
from verifier.text.language import denials


class Says(StrEnum):
    """Which way the words lean, seen from the claim."""

    FOR = "for"
    AGAINST = "against"
    PICK = "pick"
    HEDGED = "hedged"
    PLAN = "plan"
    UNSAID = "unsaid"


NO_CALLS = frozenset({Says.HEDGED, Says.PLAN, Says.UNSAID})
"""Words that are too hedged, tell of a plan or deny it, or name no likelihood."""


class Right(StrEnum):
    """Whether the call was right, or why that cannot be said."""

    RIGHT = "right"
    ANOTHER_DAY = "another_day"
    WRONG = "wrong"
    PARTLY = "partly"
    CONTESTED = "contested"
    NO_CALL = "no_call"
    OPEN = "open"
    NO_DEADLINE = "no_deadline"
    UNCHECKED = "unchecked"


DECIDED = (Right.RIGHT, Right.ANOTHER_DAY, Right.PARTLY, Right.WRONG, Right.CONTESTED)
"""What can be said of a call that is decided."""


class Promise(StrEnum):
    """What became of a commitment about one's own acts."""

    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    PARTLY = "partly"
    CONTESTED = "contested"
    VOID = "void"
    OPEN = "open"


def own_decision(
    forecast: Forecast, side: str | None, rules: Rules, series: Mapping[str, Series]
) -> bool:
    """Whether what is expected, or ruled out, is a decision of the forecaster's own side.

    Its actor, or who decides in the actor's place, has to be that side or a part of it, as an ally
    is of an alliance: of what several decide, or nobody is named for, it is not said. Of a series
    somebody may decide the values.
    """
    expects, decider = forecast.expects, None
    if isinstance(expects, Occurs | DoesNotOccur) and rules.events.decided(expects.kind):
        decider = rules.events.terms[expects.kind].decided_by or expects.actor
    elif isinstance(expects, OfSeries):
        decider = series[expects.series].decided_by
    return side is not None and decider is not None and side in rules.actors.lineage(decider)


PLAN_DENIED = "intention_denied"
"""The class of words of a plan that is denied, beside those of `LikelihoodClass`."""


def class_named(klass: LikelihoodClass, forecast: Forecast, language: str) -> str:
    """The class of the words; of a plan whether the claim tells of it or rules it out.

    A claim that a ruling judges rules it out by its words, which are in the ledger's language.
    """
    expects = forecast.expects
    denied = isinstance(expects, DoesNotOccur) or (
        isinstance(expects, Judged) and denials(language).search(expects.judged) is not None
    )
    return PLAN_DENIED if klass == LikelihoodClass.INTENTION and denied else klass.value


def judge(says: Says, verdict: Verdict, truth: Truth, *, another_day: int) -> Right:
    """Whether a call was right, given the truth that is admissible.

    A truth on the call's side of one half makes it right, one on the other side wrong, one that
    can lie on both contested, unless what happened is that it came true in part. A call for
    something that came outside the window, at most `another_day` days off, is right but on another
    day.
    """
    if verdict.outcome in (Outcome.VOID, Outcome.UNSCORABLE):
        return Right.UNCHECKED
    if verdict.hindsight == Hindsight.CERTAIN:
        return Right.UNCHECKED
    if not verdict.has_deadline:
        return Right.NO_DEADLINE
    if not verdict.closed:
        return Right.OPEN
    if verdict.outcome == Outcome.UNDECIDED or not truth.values:
        return Right.UNCHECKED
    if says in NO_CALLS:
        return Right.NO_CALL
    if truth.low <= 0.5 <= truth.high:
        return Right.PARTLY if verdict.outcome == Outcome.PARTLY else Right.CONTESTED
    called = says in (Says.FOR, Says.PICK)
    if (truth.low > 0.5) == called:
        return Right.RIGHT
    near = verdict.timing_error is not None and off(verdict.timing_error)[0] <= another_day
    return Right.ANOTHER_DAY if called and near else Right.WRONG


def expects_event(says: Says, forecast: Forecast) -> bool:
    """Whether the words leave the event expected: neither called unlikely nor denied.

    Nobody is on time with what they did not expect.
    """
    return (says == Says.AGAINST) == isinstance(forecast.expects, DoesNotOccur)


def of_another_size(verdict: Verdict) -> list[Candidate]:
    """The events that are what was named, in the window, in everything but its size.

    None where another event settles it.
    """
    return [] if verdict.settling else [c for c in verdict.trail.candidates if c.of_another_size]


def promise(verdict: Verdict) -> Promise:
    """Whether a commitment was kept; done after its day it was kept late."""
    if verdict.outcome == Outcome.VOID:
        return Promise.VOID
    if not verdict.settled:
        return Promise.OPEN
    if verdict.truth.low <= 0.5 <= verdict.truth.high:
        return Promise.PARTLY if verdict.outcome == Outcome.PARTLY else Promise.CONTESTED
    if verdict.truth.low > 0.5:
        return Promise.KEPT
    return Promise.LATE if Schedule.LATE in verdict.schedule else Promise.BROKEN
