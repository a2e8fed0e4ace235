"""How a ledger is kept: its curators' own rules, and what a second reader made of verdicts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from verifier.model.record import Number, Record, Text, Whole


class CurationRule(Record):
    """A rule that the curators of a ledger hold themselves to, in their words."""

    rule: Text
    text: Text


class SecondReading(Record):
    """How far somebody who saw the evidence but no verdict decided as the record does."""

    drawn: Annotated[Whole, Field(ge=1)]
    agreed: Annotated[Whole, Field(ge=0)]
    kappa: Annotated[Number, Field(ge=-1, le=1)]
    where: Text

    @model_validator(mode="after")
    def _no_more_than_drawn(self) -> SecondReading:
        if self.agreed > self.drawn:
            raise ValueError("agreed is more than drawn")
        return self
