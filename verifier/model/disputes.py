"""Appeals: who disputes what of a forecast's record, by which argument, and what was decided."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from verifier.model.edtf import Day
from verifier.model.evidence import Evidence
from verifier.model.record import Id, OwnId, Record, Text


class Disputed(StrEnum):
    """What of a forecast's record is disputed."""

    OUTCOME = "outcome"
    WINDOW = "window"
    LIKELIHOOD = "likelihood"
    CLAIM = "claim"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    EVIDENCE = "evidence"


class Decision(StrEnum):
    """What became of an appeal."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"


class Decided(Record):
    """The signed decision on an appeal, with reasons; `ruling` is the one that it led to."""

    date: Day
    signed: Text
    decision: Decision
    reasons: Text
    ruling: Id | None = None


class Dispute(Record):
    """An appeal against what is recorded of one forecast. It decides nothing by itself."""

    id: OwnId
    forecast: Id
    raised: Day
    by: Text | None = None
    disputed: Disputed
    argument: Text
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    decided: Decided | None = None


class DisputeFile(Record):
    """One file of `disputes/`."""

    disputes: tuple[Dispute, ...] = ()
