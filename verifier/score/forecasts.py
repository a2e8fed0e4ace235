"""Score forecasts: what each one counts for under a scheme, and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from math import fsum

from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.model.forecasts import Forecast, ForecasterKind, LikelihoodClaim, LikelihoodClass
from verifier.model.ledger import Ledger
from verifier.model.proposition import Category, DoesNotOccur, Occurs
from verifier.model.verdict import Basis, ConditionState, Hindsight, Outcome, Truth, Verdict
from verifier.reading import Readings
from verifier.resolve.knowledge import Knowledge
from verifier.rules import Rules, Scheme
from verifier.score.accuracy import log_score
from verifier.score.calls import Right, Says, judge
from verifier.score.envelope import Envelope, Probability, single_envelope
from verifier.score.own import OwnScore, own_score
from verifier.words.lexicons import LexiconReading


class LeftOut(StrEnum):
    """Why a forecast stays out of its forecaster's accuracy; the first reason that holds."""

    MISREPORTED = "misreported"
    RESTATEMENT = "restatement"
    OUTLET = "outlet"
    COMMITMENT = "commitment"
    UNSCORABLE = "unscorable"
    VOID = "void"
    HINDSIGHT = "hindsight"
    CONDITION_CONTESTED = "condition_contested"
    NO_DEADLINE = "no_deadline"
    OPEN = "open"
    UNDECIDED = "undecided"
    DISPUTE = "dispute"
    NO_NUMBER = "no_number"
    LATER = "later"


APART = (LeftOut.MISREPORTED, LeftOut.RESTATEMENT, LeftOut.COMMITMENT)
"""Why a forecast is shown and not counted among forecasts of the world."""
NOT_OWN = frozenset({*APART, LeftOut.OUTLET, LeftOut.UNSCORABLE, LeftOut.HINDSIGHT})
"""What counts in no score, whatever was said: others' words, repeats, what was known already."""


_BY_CLASS = {
    LikelihoodClass.EVIDENTIAL: Says.FOR,
    LikelihoodClass.INTENTION: Says.PLAN,
    LikelihoodClass.UNASSESSABLE: Says.UNSAID,
    LikelihoodClass.DISMISSAL: Says.UNSAID,
}
"""Which way words without a number lean."""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A forecast's likelihood as read: words, class or number, and how words were read.

    `leans` is what a pick among several leans to, `turned` that the words are of what the claim
    denies, `unspoken` that they are a curator's and not in the quotation.
    """

    phrase: str | None
    klass: LikelihoodClass | None
    probability: Probability | None
    imputed: bool
    spread: tuple[float, float] | None
    how: tuple[str, ...]
    leans: Says | None = None
    turned: bool = False
    unspoken: bool = False

    @property
    def says(self) -> Says:
        """Which way the words lean. Words are a call where their whole range lies on one side.

        "Could" is none. Who reports a plan has not said that it comes off.
        """
        if self.leans is not None:
            return self.leans
        if self.klass is not None:
            return _BY_CLASS[self.klass]
        assert self.probability is not None
        if self.probability.low > 0.5:
            return Says.FOR
        return Says.AGAINST if self.probability.high < 0.5 else Says.HEDGED


@dataclass(frozen=True, slots=True)
class ForecastScore:
    """One forecast under one scheme.

    `left_out` is None where the forecast counts in Brier. `right` is whether the call was right.
    `says_event` and `event_truth` are in the orientation of its question: None where they do not
    apply or are not known. `own` is the score of a distribution.
    """

    forecast: str
    question: str | None
    likelihood: Likelihood
    truth: Truth
    left_out: LeftOut | None
    right: Right
    brier: Envelope | None
    log_score: float | None
    says_event: bool | None
    event_truth: Truth | None
    lead_time: tuple[int, int] | None
    own: OwnScore | None = None

    @property
    def warning(self) -> tuple[int, int] | None:
        """The days of `lead_time` where the call counts and was that the event comes."""
        called = self.left_out is None and self.likelihood.says == Says.FOR
        return self.lead_time if called else None


def score(
    known: Knowledge, verdicts: Mapping[str, Verdict], scheme: Scheme
) -> Mapping[str, ForecastScore]:
    """Every forecast's figures under `scheme`. Verdicts must be resolved with its grace."""
    return {id: _score_one(known, verdict, scheme) for id, verdict in verdicts.items()}


def _score_one(known: Knowledge, verdict: Verdict, scheme: Scheme) -> ForecastScore:
    ledger, rules, forecast = known.ledger, known.rules, known.ledger.forecasts[verdict.forecast]
    denial = isinstance(forecast.expects, DoesNotOccur)
    likelihood = read_claim(forecast.claimed, known.readings, scheme, denial=denial)
    if forecast.id in known.readings.unspoken:
        likelihood = replace(likelihood, unspoken=True)
    if isinstance(forecast.expects, Category):
        likelihood = replace(likelihood, leans=picked(forecast.expects, rules.schemes.picks.above))
    truth = _truth(verdict, scheme)
    left_out = _left_out(forecast, ledger, verdict, truth, scheme, likelihood)
    scored = truth.values and likelihood.probability is not None and verdict.settled
    envelope = single = None
    if scored and likelihood.probability is not None:
        envelope = single_envelope(likelihood.probability, truth)
        if len(truth.values) == 1:
            single = log_score(
                probability=likelihood.probability.central,
                observed=truth.values[0],
                clamp=rules.schemes.log_clamp,
            )
    says, happened = _oriented(forecast, ledger, rules, likelihood, truth)
    return ForecastScore(
        forecast.id,
        forecast.question,
        likelihood,
        truth,
        left_out,
        judge(likelihood.says, verdict, truth, another_day=rules.schemes.thresholds.another_day),
        envelope,
        single,
        says,
        happened,
        _lead_time(forecast.said.days, verdict, ledger),
        own_score(forecast, verdict),
    )


def picked(asked: Category, above: float) -> Says | None:
    """What the likeliest of several leans to: None where its probability says so by itself.

    It is a call for it `above` a probability of at most one half, which a ledger declares, and
    where nothing else is as likely; and against it where it is likelier that none comes.
    """
    said = sorted((option.probability for option in asked.category), reverse=True)
    none = 1 - fsum(said)
    if said[0] > 0.5 or none > said[0] + _EQUAL:
        return None
    ahead = said[0] - max(none, *said[1:2]) > _EQUAL
    return Says.PICK if ahead and said[0] > above else Says.HEDGED


_EQUAL = 1e-9
"""Probabilities this near are equal but for what adding up decimals loses."""


def read_claim(
    claim: LikelihoodClaim, readings: Readings, scheme: Scheme, *, denial: bool = False
) -> Likelihood:
    """Read a likelihood claim: a number as it is, a class as it is, words through the lexicons.

    The number is that of the claim coming true. Words that deny ("will not") are read as the
    number of what they deny, so for a claim that is itself a `denial` it is turned round.
    """
    if claim.probability is not None:
        p = claim.probability
        number = Probability(f"{p:g}", p, p, p, stated=True)
        return Likelihood(claim.phrase, None, number, False, None, ())
    if claim.class_ is not None:
        return _classed(claim.phrase, claim.class_, scheme, ())
    reading = readings.likelihood(claim.phrase or "", scheme.lexicons)
    if reading.chosen is None:
        klass = LikelihoodClass(reading.klass) if reading.klass else LikelihoodClass.UNASSESSABLE
        return _classed(claim.phrase, klass, scheme, reading.steps)
    if reading.imputed and scheme.imputed == "left_out":
        return _classed(claim.phrase, LikelihoodClass.UNASSESSABLE, scheme, reading.steps)
    turned = denial and reading.negated
    return _numbered(claim.phrase, reading.chosen, reading.steps, reading.imputed, turned)


# The same few words are said again: what they mean is one thing, which is kept and read once.
@lru_cache(maxsize=4096)
def _numbered(
    phrase: str | None, chosen: LexiconReading, how: tuple[str, ...], imputed: bool, turned: bool
) -> Likelihood:
    low, central, high, mean = chosen.low, chosen.central, chosen.high, chosen.mean
    if turned:
        low, central, high = 1 - high, 1 - central, 1 - low
        mean = None if mean is None else 1 - mean
    number = Probability(chosen.phrase, low, central, high)
    spread = None if mean is None or chosen.sd is None else (mean, chosen.sd)
    return Likelihood(phrase, None, number, imputed, spread, how, turned=turned)


def _classed(
    phrase: str | None, klass: LikelihoodClass, scheme: Scheme, how: tuple[str, ...]
) -> Likelihood:
    even = Probability("even", 0.5, 0.5, 0.5) if scheme.unnumbered == "even" else None
    return Likelihood(phrase, klass, even, False, None, how)


def _truth(verdict: Verdict, scheme: Scheme) -> Truth:
    truth = verdict.truth
    if verdict.basis == Basis.RULE and verdict.settled and scheme.window != "both":
        truth = verdict.readings[0 if scheme.window == "narrow" else -1].truth
    if len(truth.values) > 1 and scheme.disputes in ("for", "against"):
        return Truth((truth.high if scheme.disputes == "for" else truth.low,))
    return truth


def _left_out(
    forecast: Forecast,
    ledger: Ledger,
    verdict: Verdict,
    truth: Truth,
    scheme: Scheme,
    likelihood: Likelihood,
) -> LeftOut | None:
    reasons = (
        (LeftOut.MISREPORTED, verdict.charged_to is None),
        (LeftOut.RESTATEMENT, forecast.restates is not None),
        (LeftOut.OUTLET, scheme.outlets == "out" and _is_outlet(forecast, ledger)),
        (LeftOut.COMMITMENT, forecast.commitment),
        (LeftOut.UNSCORABLE, verdict.outcome == Outcome.UNSCORABLE),
        (LeftOut.VOID, verdict.outcome == Outcome.VOID),
        (LeftOut.HINDSIGHT, verdict.hindsight == Hindsight.CERTAIN),
        (LeftOut.CONDITION_CONTESTED, verdict.condition == ConditionState.CONTESTED),
        (LeftOut.NO_DEADLINE, not verdict.has_deadline),
        (LeftOut.OPEN, not verdict.closed),
        (LeftOut.UNDECIDED, verdict.outcome == Outcome.UNDECIDED or not truth.values),
        (LeftOut.DISPUTE, scheme.disputes == "left_out" and verdict.outcome == Outcome.DISPUTED),
        (LeftOut.NO_NUMBER, likelihood.probability is None),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _is_outlet(forecast: Forecast, ledger: Ledger) -> bool:
    return ledger.forecasters[forecast.forecaster].kind == ForecasterKind.OUTLET


def _oriented(
    forecast: Forecast, ledger: Ledger, rules: Rules, likelihood: Likelihood, truth: Truth
) -> tuple[bool | None, Truth | None]:
    """Whether the forecaster said that the question's event would come, and whether it did."""
    asked = ledger.asked.get(forecast.id)
    expects = forecast.expects
    affirms = {Says.FOR: True, Says.AGAINST: False}.get(likelihood.says)
    if asked is None or asked.event is None:
        return None, None
    if not isinstance(expects, (Occurs, DoesNotOccur)) or forecast.given is not None:
        return None, None
    if asked.event.event not in rules.events.lineage(expects.kind):
        return None, None
    if isinstance(expects, Occurs):
        return affirms, truth
    return None if affirms is None else not affirms, truth.complement


def _lead_time(said: Days, verdict: Verdict, ledger: Ledger) -> tuple[int, int] | None:
    """Days from when it was said to the beginning of the event that settled it, as an interval."""
    if verdict.outcome != Outcome.CAME_TRUE or not verdict.events or said.last is None:
        return None
    if verdict.timing_error is None:
        return None
    began = [ledger.events[event].began.days for event in verdict.settling or verdict.events]
    first = min(began, key=lambda days: days.order)
    if first.start is None or first.last is None or said.start is None:
        return None
    return (first.start - said.last).days, (first.last - said.start).days
