"""The rules in force: what the files of `rules/` say, typed and versioned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from verifier.dataclass import dataclass
from verifier.model.forecasts import Distortion, Operator
from verifier.model.record import Id, OwnId, Record, Text
from verifier.model.verdict import Counts, Relation
from verifier.vocabulary import Vocabulary
from verifier.when import TimeConventions
from verifier.words.rules import LikelihoodRules

Facet = Literal["what", "who", "where", "how_much", "new"]
FACETS = get_args(Facet)


class FacetRule(Record):
    """If every facet named has one of the relations listed, the event counts so."""

    id: OwnId
    when: Mapping[Facet, tuple[Relation, ...]] = {}
    counts: Counts
    truth: Annotated[tuple[float, ...], Field(min_length=2, max_length=2)] | None = None
    because: Text

    @model_validator(mode="after")
    def _grade_fits(self) -> Self:
        if (self.counts == Counts.PARTLY) != (self.truth is not None):
            raise ValueError("`truth` goes with `counts: partly`, and only with it")
        return self

    def fits(self, relations: Mapping[str, Relation]) -> bool:
        """Whether the rule speaks of these relations."""
        return all(relations[facet] in allowed for facet, allowed in self.when.items())


class FacetRules(Record):
    """`rules/facets.yaml`: the first rule that fits decides; the last one fits everything."""

    version: int
    rules: Annotated[tuple[FacetRule, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.rules[-1].when:
            raise ValueError("the last rule must fit everything: leave its `when` out")
        return self

    def decide(self, relations: Mapping[str, Relation]) -> FacetRule:
        """The first rule that fits."""
        return next(rule for rule in self.rules if rule.fits(relations))


class MisreportingRule(Record):
    """What a kind of distortion makes of the printed forecast."""

    kind: Distortion
    charged: Literal["nobody", "speaker"]
    fidelity: Literal["unfaithful", "imprecise"]
    because: Text


class MisreportingRules(Record):
    """`rules/misreporting.yaml`: one row for each kind of distortion."""

    version: int
    table: tuple[MisreportingRule, ...]

    @model_validator(mode="after")
    def _every_kind(self) -> Self:
        missing = set(Distortion) - {row.kind for row in self.table}
        if missing:
            raise ValueError(f"no row for {', '.join(sorted(missing))}")
        return self

    def row(self, kind: Distortion) -> MisreportingRule:
        """The row for `kind`."""
        return next(row for row in self.table if row.kind == kind)


class OperatorShape(Record):
    """How the probability of an event is spread over a window with one of these operators."""

    id: OwnId
    operators: tuple[Operator, ...]
    shape: Literal["even", "peaked", "from_start"]
    because: Text


LONGEST_HORIZON = 36525
"""A hundred years: nobody who made the forecast is there to hear of it."""


class TimingReference(Record):
    """The forecaster who knows nothing: this probability, spread evenly over the period."""

    probability: Annotated[float, Field(ge=0, le=1)]
    because: Text


class TimingCutoff(Record):
    """Up to where days are scored: the end of this part of a question's period."""

    period: Annotated[float, Field(gt=0, le=1)] = 1
    because: Text = "A question asks of its whole period."


class HorizonRule(Record):
    """When a forecast of one of these kinds, without a deadline, is over: days after it was said.

    Without kinds it is for all.
    """

    id: OwnId
    kinds: tuple[Id, ...] = ()
    days: Annotated[int, Field(ge=1, le=LONGEST_HORIZON)]
    because: Text


class LateRule(Record):
    """How many days after its window an event may be what was meant, if that came in another size.

    Where the window has more days, so many.
    """

    days: Annotated[int, Field(ge=0, le=LONGEST_HORIZON)]
    because: Text


class TimingRules(Record):
    """`rules/timing.yaml`: what words imply about the day of an event, and when none is named."""

    version: int
    operators: tuple[OperatorShape, ...]
    reference: TimingReference
    cutoff: TimingCutoff = Field(default_factory=TimingCutoff)
    horizons: tuple[HorizonRule, ...] = ()
    late: LateRule | None = None

    def shape(self, operator: Operator) -> str | None:
        """How an event is spread over such a window, None where no day is implied."""
        found = (row.shape for row in self.operators if operator in row.operators)
        return next(found, None)

    def horizon(self, kinds: frozenset[str]) -> HorizonRule | None:
        """The horizon of what is of these kinds; None where no row is for it."""
        found = (row for row in self.horizons if not row.kinds or kinds.intersection(row.kinds))
        return next(found, None)


LONGEST_GRACE = 3653
"""Ten years: who is forgiven more is forgiven everything."""


class Scheme(Record):
    """One set of choices under which scores are computed."""

    id: OwnId
    name: Text
    window: Literal["both", "narrow", "wide"] = "both"
    grace_days: Annotated[int, Field(ge=0, le=LONGEST_GRACE)] = 0
    lexicons: tuple[Id, ...] = ()
    disputes: Literal["envelope", "for", "against", "left_out"] = "envelope"
    unnumbered: Literal["left_out", "even"] = "left_out"
    outlets: Literal["in", "out"] = "in"
    imputed: Literal["in", "left_out"] = "in"
    later: Literal["in", "left_out"] = "in"
    period: Annotated[float, Field(gt=0, le=1)] | None = None
    undated: Literal["left_out", "horizon"] = "left_out"
    because: Text


LEAST_CLAMP = 1e-9
"""As much as pages print; and 1 less it is still below 1, so that its logarithm is finite."""


class Prior(Record):
    """What a share of right calls is drawn towards: so many right and wrong calls beforehand."""

    right: Annotated[float, Field(gt=0)] = 2
    wrong: Annotated[float, Field(gt=0)] = 2
    because: Text = "Four calls at one half: few calls stay near it, many outweigh it."


class Picks(Record):
    """From which probability on the likeliest of several things is a call for it."""

    above: Annotated[float, Field(ge=0, le=0.5)] = 0.5
    because: Text = "What is more likely not to come than to come was not called."


class Comparison(Record):
    """When statements compare.

    `windows` is the least share of days in either window that both have, `times` the least share of
    the longer time for which both stood.
    """

    windows: Annotated[float, Field(gt=0, le=1)] = 0.95
    times: Annotated[float, Field(gt=0, le=1)] = 0.75
    because: Text = "A ledger with schemes of its own need not say it."


class Thresholds(Record):
    """The least numbers of questions below which a figure is not printed.

    `another_day`: up to so many days off its window, a call for what came is right but for the day.
    """

    interval: int
    rank: int
    calibration: int
    ratio: int = 10
    another_day: Annotated[int, Field(ge=0, le=LONGEST_GRACE)] = 10
    because: Text


class SchemeRules(Record):
    """`rules/schemes.yaml`: the first scheme is the one the pages print."""

    version: int
    log_clamp: Annotated[float, Field(ge=LEAST_CLAMP, lt=0.5)]
    thresholds: Thresholds
    prior: Prior = Field(default_factory=Prior)
    comparison: Comparison = Field(default_factory=Comparison)
    picks: Picks = Field(default_factory=Picks)
    schemes: Annotated[tuple[Scheme, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Rules:
    """Every rule in force. `fingerprint` changes when any of them does."""

    events: Vocabulary
    places: Vocabulary
    actors: Vocabulary
    time: TimeConventions
    likelihood: LikelihoodRules
    facets: FacetRules
    misreporting: MisreportingRules
    timing: TimingRules
    schemes: SchemeRules
    versions: Mapping[str, int]
    fingerprint: str
