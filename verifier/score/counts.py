"""Counts: where each of a forecaster's forecasts is counted, and how many are what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from verifier.dataclass import dataclass
from verifier.model.forecasts import LikelihoodClass
from verifier.model.verdict import Outcome, Truth, Verdict
from verifier.resolve.knowledge import Knowledge
from verifier.score.calls import (
    PLAN_DENIED,
    Promise,
    Right,
    Says,
    class_named,
    own_decision,
    promise,
)
from verifier.score.forecasts import APART, ForecastScore, LeftOut
from verifier.score.stood import asked_of


class Place(StrEnum):
    """Where a forecast is counted: exactly one for each."""

    MISREPORTED = "misreported"
    RESTATEMENT = "restatement"
    COMMITMENT = "commitment"
    UNSCORABLE = "unscorable"
    VOID = "void"
    NO_DEADLINE = "no_deadline"
    OPEN = "open"
    UNDECIDED = "undecided"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many forecasts there are in each place, and how many of the counted ones are what.

    `rights`, `hedged`, `unsaid` and `plans` (which are no calls), `with_number` and
    `without_number` are of those not set apart, `promises` of commitments. Of the plans
    `plans_denied` were denied; `plans_carried_out` were only reported, `plans_denied_in_vain`
    denied, and were carried out. `outcomes` are of the settled ones, `own_side` and
    `own_side_wrong` of those that were right and wrong on what the forecaster's own side decides,
    `came_since` of those without a deadline, `came_already` of those whose window is open.
    """

    places: Mapping[Place, int]
    rights: Mapping[Right, int]
    own_side: int
    own_side_wrong: int
    hedged: int
    unsaid: int
    plans: int
    plans_denied: int
    plans_carried_out: tuple[int, int]
    plans_denied_in_vain: tuple[int, int]
    promises: Mapping[Promise, int]
    outcomes: Mapping[Outcome, int]
    came_already: int
    came_since: int
    with_number: int
    without_number: int
    words_read: int
    scored: int
    scored_questions: int
    questions: int

    @property
    def disputed(self) -> int:
        """The settled ones on which both readings are defensible."""
        return self.outcomes.get(Outcome.DISPUTED, 0)

    @property
    def all(self) -> int:
        """All forecasts, those that are set apart included."""
        return sum(self.places.values())

    @property
    def apart(self) -> int:
        """Those that are shown and not counted: misreported, said again, about one's own acts."""
        return sum(self.places[Place(reason)] for reason in APART)


def counts_of(
    forecaster: str,
    rows: Sequence[ForecastScore],
    known: Knowledge,
    verdicts: Mapping[str, Verdict],
) -> Counts:
    """Where each forecast of a forecaster is counted, and how many are what."""
    where = {row.forecast: _place(row, verdicts[row.forecast]) for row in rows}
    found = Counter(where.values())
    own = [row for row in rows if row.left_out not in APART]
    settled = [row for row in own if where[row.forecast] == Place.SETTLED]
    ledger, side = known.ledger, known.ledger.forecasters[forecaster].side

    def decided(right: Right) -> int:
        return sum(
            own_decision(ledger.forecasts[r.forecast], side, known.rules, ledger.series)
            for r in own
            if r.right == right
        )

    def denied(row: ForecastScore) -> bool:
        said = known.ledger.forecasts[row.forecast]
        language = known.rules.likelihood.language
        return class_named(LikelihoodClass.INTENTION, said, language) == PLAN_DENIED

    def came(row: ForecastScore) -> bool:
        return verdicts[row.forecast].outcome == Outcome.CAME_TRUE

    unheld = [row for row in own if row.right == Right.NO_CALL]
    plans = [row for row in unheld if row.likelihood.says == Says.PLAN]
    mute = Counter(MUTE[row.likelihood.says] for row in unheld)
    promised = [verdicts[r.forecast] for r in rows if r.left_out == LeftOut.COMMITMENT]
    return Counts(
        places={place: found[place] for place in Place},
        rights=Counter(row.right for row in own),
        own_side=decided(Right.RIGHT),
        own_side_wrong=decided(Right.WRONG),
        hedged=mute["hedged"],
        unsaid=mute["unsaid"],
        plans=mute["plans"],
        plans_denied=sum(map(denied, plans)),
        plans_carried_out=_least_and_most(row.truth for row in plans if not denied(row)),
        plans_denied_in_vain=_least_and_most(row.truth.complement for row in plans if denied(row)),
        promises=Counter(promise(verdict) for verdict in promised),
        outcomes=Counter(verdicts[r.forecast].outcome for r in settled),
        came_already=sum(came(r) for r in own if r.right == Right.OPEN),
        came_since=sum(came(r) for r in rows if r.left_out == LeftOut.NO_DEADLINE),
        with_number=len([r for r in own if r.likelihood.probability]),
        without_number=len([r for r in own if not r.likelihood.probability]),
        words_read=len([r for r in own if r.likelihood.phrase]),
        scored=len([r for r in rows if r.left_out is None]),
        scored_questions=len({asked_of(r, ledger) for r in rows if r.left_out is None}),
        questions=len({r.question for r in own if r.question}),
    )


def _least_and_most(truths: Iterable[Truth]) -> tuple[int, int]:
    """How many came, where what is disputed did not come, and where it did."""
    held = list(truths)
    return sum(truth.low > 0.5 for truth in held), sum(truth.high > 0.5 for truth in held)


MUTE = {Says.PLAN: "plans", Says.UNSAID: "unsaid", Says.HEDGED: "hedged"}
"""How words are counted that are no call."""


def _place(row: ForecastScore, verdict: Verdict) -> Place:
    if row.left_out in APART:
        return Place(row.left_out)
    if verdict.outcome in (Outcome.UNSCORABLE, Outcome.VOID):
        return Place(verdict.outcome.value)
    if not verdict.has_deadline:
        return Place.NO_DEADLINE
    if not verdict.closed:
        return Place.OPEN
    return Place.UNDECIDED if verdict.outcome == Outcome.UNDECIDED else Place.SETTLED
