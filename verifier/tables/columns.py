"""Which column of a table holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from verifier.model.record import Record, Text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[Text, ...], BeforeValidator(_listed)]


class Columns(Record):
    """Columns by the role they play; several together may name the forecaster or the question.

    A table has a probability in each row, or a quantile level and its value, or a column of
    probabilities for each forecaster, which the pattern `wide` names.

    >>> columns = Columns(forecaster="model", probability="p", observed="o")
    >>> columns.forecaster, columns.kind
    (('model',), 'probability')
    """

    forecaster: Names = ()
    question: Names = ()
    by: Names = ()
    probability: Text | None = None
    wide: Text | None = None
    quantile: Text | None = None
    value: Text | None = None
    observed: Text
    reference: Text | None = None
    weight: Text | None = None
    said: Text | None = None
    deadline: Text | None = None
    event_day: Text | None = Field(default=None, alias="event-day")
    scale: Literal["fraction", "percent"] = "fraction"

    @property
    def kind(self) -> Literal["probability", "quantile"]:
        """What the table's forecasts are."""
        return "quantile" if self.quantile else "probability"

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.quantile is None) != (self.value is None):
            raise ValueError("`quantile` and `value` go together")
        if [self.probability, self.quantile, self.wide].count(None) != 2:
            raise ValueError("map one of `probability`, `quantile` with `value`, and `wide`")
        if self.wide and (self.wide.count("*") != 1 or self.forecaster):
            raise ValueError("`wide` has one star, which stands for the forecaster's name")
        if self.quantile and not self.question:
            raise ValueError("quantiles need `question`, to tell which of them belong together")
        if self.quantile and (self.weight or self.said or self.deadline or self.event_day):
            raise ValueError("weights and days go with probabilities, not with quantiles")
        if self.quantile and self.reference:
            raise ValueError("a reference goes with probabilities, not with quantiles")
        if self.by and self.wide:
            raise ValueError("`by` and `wide` do not go together; make the table a long one")
        return self

    def roles(self) -> Mapping[str, str]:
        """The table's column for each role; the parts of a name are numbered.

        >>> Columns(question=["a", "b"], probability="p", observed="o").roles()["question_1"]
        'b'
        """
        return dict(self._roles())

    def _roles(self) -> Iterator[tuple[str, str]]:
        for role in NAMES:
            for part, column in enumerate(getattr(self, role)):
                yield f"{role}_{part}", column
        for role in (*NUMBERS, *DAYS):
            if column := getattr(self, role):
                yield role, column


NAMES = ("forecaster", "question", "by")
NUMBERS = ("probability", "quantile", "value", "observed", "reference", "weight")
ODDS = ("probability", "reference")
DAYS = ("said", "deadline", "event_day")
