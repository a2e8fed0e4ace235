"""The outer contract of `reports/data/`: every field, its type and its meaning, said once.

The JSON Schemas, the columns of the tables and the page of documentation are made from it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from verifier.diagnostics.wording import count
from verifier.model.forecasts import ForecasterKind, LikelihoodClass, Operator, Voice, WhySetAside
from verifier.model.json_schema import portable
from verifier.model.proposition import Kind
from verifier.model.verdict import Basis, Outcome, Pending, Schedule
from verifier.rank.standings import Reason
from verifier.report.words import exact, rounded
from verifier.score.calls import Promise, Right, Says
from verifier.score.forecasts import LeftOut
from verifier.score.record import Way

Figure = Annotated[int | float, AfterValidator(exact), WithJsonSchema({"type": "number"})]
"""A computed number; days that were counted stay whole."""
Days = tuple[date | None, date | None]
Pair = tuple[Figure, Figure]
Ranks = tuple[int, int]
Share = Annotated[float, Field(ge=0, le=1)]


class Part(BaseModel):
    """An object of the contract: closed to fields that are not named."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        populate_by_name=True,
        from_attributes=True,
    )


class RulesUsed(Part):
    """The rules in force."""

    fingerprint: str = Field(description="changes when any rule does")
    versions: dict[str, int] = Field(description="version of each file of rules")


class Window(Part):
    """The days that the forecast names, of those that were to come when it was said."""

    phrase: str | None = Field(description="its words of time, null where none were said")
    operator: Operator = Field(description="how the words bind the event to the days")
    narrow: Days = Field(description="the shortest defensible reading, or the first of several")
    wide: Days = Field(description="the longest defensible reading, which holds all others")


class Likelihood(Part):
    """How likely it was called: words with their range as a number, or a class without one."""

    phrase: str | None = Field(description="the words of likelihood")
    class_: LikelihoodClass | None = Field(alias="class", description="a class without a number")
    low: Share | None = Field(description="the least probability that the words mean")
    central: Share | None = Field(description="the central probability")
    high: Share | None = Field(description="the greatest probability")


class Panel(Part):
    """What readers who did not know what happened took the words to mean."""

    readers: Annotated[int, Field(ge=1)] = Field(description="how many read it")
    low: Share = Field(description="the least of their numbers")
    median: Share = Field(description="the median")
    high: Share = Field(description="the greatest")


class Ruled(Part):
    """The three axes: outcome, schedule, basis."""

    outcome: Outcome = Field(description="whether what is claimed happened within its window")
    truth: tuple[Share, ...] = Field(
        description="every admissible truth; the two ends of a range where the outcome is `partly`"
    )
    schedule: tuple[Schedule, ...] = Field(description="where the event fell, seen from the window")
    timing_error: Pair | None = Field(
        description="signed days from window to event, negative before it, 0 inside; an interval"
    )
    basis: Basis = Field(description="whether the rules or a signed ruling decided")
    reason: Pending | None = Field(description="why it is undecided")


class Called(Part):
    """What the call was, and whether it was right: another thing than what happened."""

    says: Says = Field(
        description="which way the words lean; `hedged`, `plan` and `unsaid` are no calls"
    )
    right: Right | None = Field(
        description="whether the call was right, or why that cannot be said; "
        "null for own acts announced"
    )
    promise: Promise | None = Field(
        description="what became of an announcement of own acts; null for every other forecast"
    )
    own_side: bool = Field(description="whether the forecaster's own side alone decides on it")


class EvidenceItem(Part):
    """One published item that the verdict rests on."""

    publisher: str = Field(description="who published it")
    title: str | None = Field(description="its title")
    published: Days | None = Field(description="when; null where undated")
    address: str | None = Field(description="its http(s) address")
    stance: Literal["for", "against", "context"] = Field(description="what it speaks for")
    says: str = Field(description="what it says, summarised by the curators")


class Bounds(Part):
    """A score as an envelope: what admissible readings of words and verdicts leave."""

    best: Figure = Field(description="the least, which is the best")
    central: Figure | None = Field(description="null where no single truth is admissible")
    worst: Figure = Field(description="the greatest")


class OwnScored(Part):
    """The score of a forecast that says more than one probability of one thing."""

    metric: str = Field(description="the metric, as the method page has it")
    value: Figure = Field(description="the score, 0 the best")
    series: str | None = Field(description="the id of the series whose unit it is in")


class Scores(Part):
    """The forecast's figures under the scheme."""

    brier: Bounds | None = Field(
        description="Brier score, 0 to 1, 0 the best; null exactly where `left_out` is not"
    )
    log_score: Figure | None = Field(
        description="logarithmic score in nats, 0 the best; null where it does not count"
    )
    lead_time: Pair | None = Field(
        description="days from being said to the event that was called, an interval; else null"
    )
    left_out: LeftOut | None = Field(
        description="why it does not enter the accuracy; null where it does"
    )
    way: Way | None = Field(
        description="how it is scored, as the index counts it; null where in no way"
    )
    own: OwnScored | None = Field(
        default=None,
        description="the proper score of a number, an interval, quantiles, several things of which "
        "one comes, or several days; null where it has none, or is nobody's own forecast",
    )


class ForecastItem(Part):
    """One forecast with what became of it."""

    id: str = Field(description="the forecast's id; it never changes")
    source: str = Field(description="the id of the source in which it was read")
    document: str | None = Field(description="file name of the archived text")
    forecaster: str = Field(description="who said it, as an id")
    charged_to: str | None = Field(description="whose record it counts in; null where in nobody's")
    said: Days = Field(description="when it was said")
    anchor: Days = Field(description="the days that relative words refer to")
    voice: Voice = Field(description="how the source carries it")
    quote: str | None = Field(description="the words as printed")
    claim: str = Field(
        description="what was spoken of, as one checkable sentence; see `call` for how likely"
    )
    question: str | None = Field(description="the id of the question it is about")
    asked_since: date | None = Field(
        description="the day of the last clarification of that question by which it is judged"
    )
    proposition: Kind = Field(description="the kind of thing it speaks of")
    conditional: bool = Field(description="whether it holds only under a condition")
    window: Window
    likelihood: Likelihood
    panel: Panel | None = Field(description="readers' numbers; null without a panel")
    verdict: Ruled
    call: Called
    restates: str | None = Field(description="the earlier forecast that it says again")
    events: tuple[str, ...] = Field(description="ids of the events that settle it")
    evidence: tuple[EvidenceItem, ...] = Field(description="what the verdict rests on")
    scores: Scores

    def __str__(self) -> str:
        schedule = " or ".join(self.verdict.schedule)
        told = f"{self.verdict.outcome}, {schedule}, by {self.verdict.basis}".replace("_", " ")
        return f"{self.id}: {self.claim} ({self.forecaster}): {told}"


class Aside(Part):
    """A passage that looks like a forecast and is none."""

    source: str = Field(description="the id of the source in which it was read")
    document: str | None = Field(description="file name of the archived text")
    quote: str = Field(description="the words as printed")
    speaker: str | None = Field(description="who said it, as an id")
    why: WhySetAside = Field(description="why it is no forecast")


Count = Annotated[int, Field(ge=0)]


class ForecasterItem(Part):
    """A forecaster's record under the scheme."""

    forecaster: str = Field(description="the forecaster's id")
    name: str = Field(description="the name as printed")
    kind: ForecasterKind = Field(description="what sort of forecaster")
    side: str | None = Field(description="the side that is spoken for")
    n: Count = Field(description="forecasts that enter the accuracy")
    scored_questions: Count = Field(description="on so many questions, each with one weight")
    forecasts: Count = Field(description="all forecasts, of every place below")
    questions: Count = Field(description="questions that were addressed")
    misreported: Count = Field(description="printed otherwise than said, and not counted")
    restatement: Count = Field(description="said again, and not counted again")
    commitment: Count = Field(description="about one's own acts, and kept apart")
    unscorable: Count = Field(description="cannot be scored")
    void: Count = Field(description="void: the condition was not met, or a ruling says so")
    no_deadline: Count = Field(description="no deadline named")
    open: Count = Field(description="window still open")
    undecided: Count = Field(description="window closed, no verdict")
    settled: Count = Field(description="settled, with a closed window")
    disputed: Count = Field(description="settled ones on which both readings are defensible")
    right: Count = Field(description="calls that were right")
    own_side: Count = Field(description="of these those on what the own side alone decides")
    another_day: Count = Field(description="calls that were right but for the day")
    wrong: Count = Field(description="calls that were wrong")
    own_side_wrong: Count = Field(description="of these those on what the own side alone decides")
    partly: Count = Field(description="calls that were right in part, by a signed ruling or a rule")
    contested: Count = Field(description="calls on which that is contested")
    no_call: Count = Field(
        description="decided, but too hedged to be a call, of a plan, or without a likelihood"
    )
    plans: Count = Field(description="of these the reports and denials of a plan")
    pooled: Pair | None = Field(description="share of right calls drawn to the prior; a range")
    pooled_interval: Pair | None = Field(description="its central 95 % interval")
    words_read: Count = Field(description="forecasts whose words of likelihood were read")
    with_number: Count = Field(description="of these that count, those that mean a number")
    without_number: Count = Field(description="and those that do not")
    brier: Bounds | None = Field(description="mean Brier score, jointly over words")
    log_score: Figure | None = Field(description="mean logarithmic score")
    hits: Count = Field(description="said it would, and it did")
    misses: Count = Field(description="said it would not, and it did")
    false_alarms: Count = Field(description="said it would, and it did not")
    correct_negatives: Count = Field(description="said it would not, and it did not")
    calls_disputed: Count = Field(description="calls on which what happened is disputed")
    hedged: Count = Field(description="no call: too hedged, or no likelihood named")
    warned_events: Count = Field(description="events that were warned of")
    lead_time_warned: Pair | None = Field(description="mean days of warning over these")
    addressed_events: Count = Field(description="events that were warned of or denied")
    lead_time_all: Pair | None = Field(description="mean days of warning, a denial counting as 0")
    timing_error: Pair | None = Field(description="mean signed days from window to event")
    days_off: Pair | None = Field(description="mean days from window to event, without the sign")
    called: Count = Field(description="closed calls for an event")
    called_came: Count = Field(description="of these, for something that came at all")
    window_days: Figure | None = Field(description="mean width of their windows in days")
    pod: Figure | None = Field(description="probability of detection; null where undefined")
    far: Figure | None = Field(description="false alarm ratio; null where undefined")
    csi: Figure | None = Field(description="critical success index; null where undefined")
    peirce: Figure | None = Field(description="Peirce skill score; null where undefined")
    interval: Pair | None = Field(description="95 % interval of the mean Brier score")
    group: int | None = Field(
        description="which of the groups that compare on too few questions; from 1"
    )
    compared_questions: Count = Field(description="questions compared with others of the group")
    adjusted: Figure | None = Field(description="mean Brier score were all questions answered")
    peer: Figure | None = Field(description="by how much others scored worse on the same")
    peer_interval: Pair | None = Field(description="its 95 % interval, by itself")
    rank: int | None = Field(description="within the group; null where there is too little")
    rank_interval: Ranks | None = Field(description="between which ranks it may well lie")
    rank_refused: Reason | None = Field(description="why there is no rank")
    skill_questions: Count = Field(description="questions with a base rate")
    skill: Figure | None = Field(description="against base rates; null on too few questions")
    skill_difference: Figure | None = Field(description="mean reference score - mean score")
    crps: Bounds | None = Field(description="cut-off CRPS in days, a sum, 0 the best")
    crps_reference: Bounds | None = Field(description="the same of the declared reference")
    crps_difference: Figure | None = Field(
        description="reference - score, in days; null where one of them is"
    )
    crps_skill: Figure | None = Field(description="skill in days; null where it is of too little")
    timed_questions: Count = Field(
        description="questions that enter it; those that one event may decide are one"
    )
    schemes: dict[str, Bounds | None] = Field(
        description="mean Brier score under every scheme, by the scheme's id"
    )

    def __str__(self) -> str:
        score = "no Brier score"
        if self.brier is not None:
            best, worst = rounded(self.brier.best, 2), rounded(self.brier.worst, 2)
            score = f"Brier {best} to {worst}, n = {self.n}"
        return f"{self.name}: {count(self.forecasts, 'forecast')}, {self.settled} settled; {score}"


class SchemeItem(Part):
    """A forecaster's score under one scheme: a row of a table, not an object of the files."""

    forecaster: str = Field(description="the forecaster's id")
    scheme: str = Field(description="the scheme's id")
    brier: Bounds | None = Field(description="mean Brier score")


class File(Part):
    """What every file says first."""

    format: Literal[1] = Field(description="version of this contract")
    as_of: date = Field(description="only what was public by this day was used")
    rules: RulesUsed
    scheme: str = Field(description="the scheme under which scores were computed")


class ForecastsFile(File):
    """`forecasts.json`: every forecast with its verdict, and the passages that were set aside."""

    forecasts: tuple[ForecastItem, ...] = Field(description="by file and place in it")
    set_aside: tuple[Aside, ...] = Field(description="passages that look like forecasts")


class ForecastersFile(File):
    """`forecasters.json`: every forecaster's record."""

    forecasters: tuple[ForecasterItem, ...] = Field(description="in the order of ids")


FILES: dict[str, type[File]] = {"forecasts": ForecastsFile, "forecasters": ForecastersFile}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one of the files.

    >>> json_schema("forecasters")["required"][-1]
    'forecasters'
    """
    schema: dict[str, Any] = portable(FILES[name].model_json_schema(mode="validation"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
