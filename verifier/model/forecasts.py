"""The forecasts' side of the ledger: forecasters, sources, statements and what they forecast."""

from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from verifier.model.days import within
from verifier.model.edtf import Dated, Day
from verifier.model.evidence import Evidence
from verifier.model.proposition import Answers, Occurs, Proposition, Reaches, parts, stated_by
from verifier.model.record import (
    Address,
    Flag,
    Id,
    LedgerPath,
    Number,
    OwnId,
    Phrase,
    Record,
    Sha256,
    Text,
    once,
)


class Response(Record):
    """What a forecaster replied to their scorecard."""

    text: Text
    date: Day
    address: Address | None = None


class Correction(Record):
    """A dated note of what was changed in a record, and why."""

    date: Day
    what: Text


class Role(Record):
    """An office as a source names it at the time."""

    role: Text
    source: Id


class ForecasterKind(StrEnum):
    """Who can be charged with a forecast."""

    PERSON = "person"
    OFFICE = "office"
    OUTLET = "outlet"
    ANONYMOUS = "anonymous"
    READER = "reader"


class Forecaster(Record):
    """A person, office or outlet, known under one id however it is spelt.

    `in_text` is the name inside a sentence, where that is another one: with its article.
    """

    id: OwnId
    name: Text
    in_text: Text | None = None
    kind: ForecasterKind
    side: Id | None = None
    spellings: tuple[Text, ...] = ()
    roles: tuple[Role, ...] = ()
    not_to_be_confused_with: tuple[Id, ...] = ()
    notes: Text | None = None
    response: Response | None = None

    @property
    def in_a_sentence(self) -> str:
        """The name as it stands inside a sentence."""
        return self.in_text or self.name


class Archive(Record):
    """The archived text of a source: its file name outside the repository, and its fingerprint."""

    file: LedgerPath
    sha256: Sha256


class Source(Record):
    """The published document in which statements were read."""

    id: OwnId
    publisher: Text
    outlet: Id | None = None
    title: Text | None = None
    author: Text | None = None
    published: Day
    published_basis: Text | None = None
    accessed: Day | None = None
    address: Address | None = None
    archived_address: Address | None = None
    archive: Archive | None = None
    notes: Text | None = None
    formerly: tuple[OwnId, ...] = ()


class Voice(StrEnum):
    """How the source carries the statement."""

    QUOTATION = "quotation"
    PARAPHRASE = "paraphrase"
    ANONYMOUS = "anonymous"
    OUTLET = "outlet"
    READER = "reader"


class Operator(StrEnum):
    """How a window's words bind an event to days."""

    BY = "by"
    BEFORE = "before"
    WITHIN = "within"
    IN = "in"
    DURING = "during"
    AROUND = "around"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"
    PERSISTS_UNTIL = "persists_until"
    OPEN_ENDED = "open_ended"
    UNSPECIFIED = "unspecified"


class WindowClaim(Record):
    """The days a forecast names: a phrase for the rules, or a curator's reading with its reason.

    `horizon` is a last day declared beforehand for a forecast that names no deadline.
    """

    phrase: Phrase | None = None
    operator: Operator | None = None
    narrow: Dated | None = None
    wide: Dated | None = None
    horizon: Dated | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.narrow is None) != (self.wide is None):
            raise ValueError("say narrow and wide together")
        if self.narrow is not None and self.wide is not None:
            within(self.wide.days, self.narrow.days)
            if self.reason is None:
                raise ValueError("a curator's narrow and wide need a `reason`")
        if self.phrase is None and self.narrow is None and self.horizon is None:
            raise ValueError("say a `phrase`, or `narrow` and `wide` with a `reason`")
        return self


class LikelihoodClass(StrEnum):
    """Likelihood words that carry no number."""

    EVIDENTIAL = "evidential"
    INTENTION = "intention"
    UNASSESSABLE = "unassessable"
    DISMISSAL = "dismissal"


class Deadline(Record):
    """An earlier day by which it was called less likely: "30 % by 2026"."""

    by: Dated
    probability: Annotated[Number, Field(ge=0, le=1)]


class LikelihoodClaim(Record):
    """How likely the forecaster called it: a phrase, a number, or a class without a number.

    `earlier` are the probabilities by days before the end of the window: with that of the window
    they are one distribution over time. `reason` says why a curator classed the words instead of
    leaving them to the rules.
    """

    phrase: Phrase | None = None
    probability: Annotated[Number, Field(ge=0, le=1)] | None = None
    class_: Annotated[LikelihoodClass | None, Field(alias="class")] = None
    earlier: tuple[Deadline, ...] = ()
    reason: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.phrase is None and self.probability is None and self.class_ is None:
            raise ValueError("say a `phrase`, a `probability` or a `class`")
        if self.probability is not None and self.class_ is not None:
            raise ValueError("a class has no number: say `probability` or `class`, not both")
        if not self.earlier:
            return self
        if self.probability is None:
            raise ValueError("with `earlier` days the last has a stated `probability`, too")
        rising = [*(deadline.probability for deadline in self.earlier), self.probability]
        for before, after in pairwise(rising):
            if before > after:
                raise ValueError("by a later day it cannot be less likely: `earlier` has to rise")
        lasts = [deadline.by.days.last for deadline in self.earlier]
        if any(a is None or b is None or a >= b for a, b in pairwise(lasts)):
            raise ValueError("`earlier` days come one after the other")
        return self


class PanelReading(Record):
    """What one reader, who did not know what happened, took the words to mean as a number."""

    signed: Text
    date: Day
    probability: Annotated[Number, Field(ge=0, le=1)]


class ConditionKind(StrEnum):
    """The word that makes a forecast conditional."""

    IF = "if"
    UNLESS = "unless"
    AS_LONG_AS = "as_long_as"
    BARRING = "barring"


class Condition(Record):
    """What must hold for the forecast to count at all."""

    words: Text
    kind: ConditionKind = ConditionKind.IF
    expects: Proposition
    window: WindowClaim | None = None


class Distortion(StrEnum):
    """How printed words can differ from those that were said."""

    SOFTENED = "softened"
    HARDENED = "hardened"
    REVERSED = "reversed"
    CONDITION_DROPPED = "condition_dropped"
    MISDATED = "misdated"
    MISATTRIBUTED = "misattributed"
    MERGED_SPEAKERS = "merged_speakers"
    NARROWED = "narrowed"


class Misreporting(Record):
    """That the printed statement differs from the original, how, and how that is known."""

    kind: Distortion
    why: Text
    original: Id | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Forecast(Record):
    """One assertion about the future, with one hedge and one deadline."""

    id: OwnId
    forecaster: Id
    said: Day
    anchor: Day | None = None
    voice: Voice
    quote: Text | None = None
    summary: Text | None = None
    claim: Text
    question: Id | None = None
    expects: Annotated[Proposition, once()]
    given: Condition | None = None
    window: Annotated[WindowClaim, once()] | None = None
    likelihood: Annotated[LikelihoodClaim, once()] | None = None
    panel: tuple[PanelReading, ...] = ()
    restates: Id | None = None
    refines: Id | None = None
    misreported: Misreporting | None = None
    commitment: Flag = False
    ambiguous: Text | None = None
    notes: Text | None = None
    corrections: tuple[Correction, ...] = ()
    response: Response | None = None
    formerly: tuple[OwnId, ...] = ()

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if self.quote is None and (self.summary is None or self.voice == Voice.QUOTATION):
            raise PydanticCustomError("missing_key", "missing key `quote`")
        stated = stated_by(self.expects)
        if self.likelihood is None and stated is None:
            raise PydanticCustomError("missing_key", "missing key `likelihood`")
        if self.likelihood is not None and stated is not None:
            raise ValueError("what is expected has its own probabilities: leave `likelihood` out")
        inside = [*parts(self.expects)[1:], *(parts(self.given.expects) if self.given else ())]
        if Answers in map(type, inside):
            raise ValueError("`answers` is all that is expected: it is part of nothing else")
        if isinstance(self.expects, Answers) and self.question is None:
            raise PydanticCustomError("missing_key", "missing key `question`")
        earlier = self.likelihood is not None and self.likelihood.earlier
        if earlier and not isinstance(self.expects, Occurs | Reaches):
            raise ValueError("`earlier` days go with an `event`, or with what a series `reaches`")
        return self

    @property
    def claimed(self) -> LikelihoodClaim:
        """How likely it was called: by its likelihood, or by what is expected itself."""
        return self.likelihood or LikelihoodClaim(probability=stated_by(self.expects))


class WhySetAside(StrEnum):
    """The closed list of reasons for which a look-alike is no forecast."""

    ESTIMATE_OF_PRESENT = "estimate-of-present"
    REPORT_OF_PAST = "report-of-past"
    RECOMMENDATION = "recommendation"
    DENIAL = "denial"
    INTENTION_OF_OTHERS = "intention-of-others"
    GOAL = "goal"
    SCHEDULED = "scheduled"
    VALUE_JUDGEMENT = "value-judgement"
    GENERAL_TRUTH = "general-truth"
    BACKGROUND = "background"
    REPEATED = "repeated"


class SetAside(Record):
    """A look-alike: words that sound like a forecast and are none."""

    quote: Text
    why: WhySetAside
    speaker: Id | None = None
    notes: Text | None = None


class SourceFile(Record):
    """One file of `seeds/`: a source, its forecasts and its look-alikes."""

    source: Source
    forecasts: tuple[Forecast, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


class ForecasterFile(Record):
    """The registry of forecasters."""

    forecasters: tuple[Forecaster, ...]
