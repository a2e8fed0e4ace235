"""Which column of a table holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from verifier.model.record import Record, Text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[Text, ...], BeforeValidator(_listed)]


class Kind(StrEnum):
    """What a table's forecasts are, and so how they are scored."""

    PROBABILITY = "probability"
    OVER_TIME = "over_time"
    CATEGORY = "category"
    CDF = "cdf"
    QUANTILE = "quantile"
    INTERVAL = "interval"
    SAMPLE = "sample"
    POINT = "point"
    MEAN = "mean"


_PLURAL = {
    Kind.OVER_TIME: "times",
    Kind.CATEGORY: "categories",
    Kind.CDF: "thresholds",
    Kind.QUANTILE: "quantiles",
    Kind.INTERVAL: "intervals",
    Kind.SAMPLE: "members",
    Kind.POINT: "values",
    Kind.MEAN: "values",
}


class Columns(Record):
    """Columns by the role they play; several together may name the forecaster or the question.

    Each row has a probability, that something comes or that of a category or of a threshold or
    less; or a value: a quantity, one of its quantiles, or a member of an ensemble. Or several of
    them stand in one row: `wide` is a pattern for a column of probabilities for each forecaster,
    `categories` and `members` name a column for each of these, `low` and `high` are the ends of an
    interval of a level.

    >>> columns = Columns(forecaster="model", probability="p", observed="o")
    >>> columns.forecaster, columns.kind.value
    (('model',), 'probability')
    """

    forecaster: Names = ()
    question: Names = ()
    family: Names = ()
    by: Names = ()
    probability: Text | None = None
    wide: Names = ()
    category: Text | None = None
    categories: Names = ()
    threshold: Text | None = None
    quantile: Text | None = None
    low: Text | None = None
    high: Text | None = None
    level: Text | None = None
    member: Text | None = None
    members: Names = ()
    value: Text | None = None
    observed: Text
    reference: Text | None = None
    weight: Text | None = None
    said: Text | None = None
    deadline: Text | None = None
    event_day: Text | None = Field(default=None, alias="event-day")
    naive_error: Text | None = Field(default=None, alias="naive-error")
    stood_from: Text | None = Field(default=None, alias="stood-from")
    stood_until: Text | None = Field(default=None, alias="stood-until")
    opens: Text | None = None
    closes: Text | None = None
    settled: Text | None = None
    forecast: Names = ()
    place: Text | None = None
    order: Names = ()
    levels: tuple[float, ...] = ()
    unit: Literal["number", "day"] = "number"
    days: Literal["first", "each"] = "first"
    functional: Literal["median", "mean"] = "median"
    scale: Literal["fraction", "percent"] = "fraction"
    metaculus: bool = False

    @property
    def kind(self) -> Kind:
        """What the table's forecasts are."""
        if self.stood_from:
            return Kind.OVER_TIME
        if self.of_categories:
            return Kind.CATEGORY
        if self.threshold:
            return Kind.CDF
        if self.quantile:
            return Kind.QUANTILE
        if self.low:
            return Kind.INTERVAL
        if self.member or self.members:
            return Kind.SAMPLE
        if self.value:
            return Kind.MEAN if self.functional == "mean" else Kind.POINT
        return Kind.PROBABILITY

    @property
    def first_alone(self) -> bool:
        """Whether of a forecaster's rows on a question those of the first day count alone."""
        return bool(self.said and self.question and self.days == "first")

    @property
    def of_categories(self) -> bool:
        """Whether probabilities are those of categories, and what was observed is one of them."""
        return bool(self.category or self.categories)

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [
            (self.probability, self.wide, self.categories),
            (self.quantile, self.low, self.member, self.members, self.value),
        ]
        ways = [sum(bool(name) for name in names) for names in kinds]
        if self.quantile and not self.value:
            raise ValueError("`quantile` and `value` go together")
        if self.member and not self.value:
            raise ValueError("`member` and `value` go together")
        if bool(self.low) != bool(self.high) or bool(self.low) != bool(self.level):
            raise ValueError("`low`, `high` and `level` go together")
        ways[1] -= bool(self.value and (self.quantile or self.member))
        if sum(ways) != 1:
            raise ValueError(
                "map one of `probability`, `wide`, `categories`, `members`, `low` with `high`, and "
                "`value`"
            )
        if (self.category or self.threshold) and not self.probability:
            raise ValueError("`category` and `threshold` go with `probability`")
        if self.category and self.threshold:
            raise ValueError("map `category` or `threshold`, not both")
        self._check_wide()
        self._check_extras()
        self._check_levels()
        if self.days == "each" and not (self.said and self.deadline and self.event_day):
            raise ValueError("`days: each` goes with `said`, `deadline` and `event-day`")
        return self

    def _check_levels(self) -> None:
        if self.levels and self.kind not in (Kind.QUANTILE, Kind.INTERVAL, Kind.CDF):
            raise ValueError("`levels` are those of quantiles or thresholds; there are none")
        if self.kind != Kind.CDF and not all(0 < level < 1 for level in self.levels):
            raise ValueError("`levels` of quantiles are between 0 and 1")

    def _check_wide(self) -> None:
        stars = [pattern.count("*") for pattern in self.wide]
        if self.wide and (self.forecaster or max(stars) > 1 or (len(stars) == 1 and not stars[0])):
            raise ValueError(
                "`wide` is a pattern with one star, which stands for the forecaster's name, or the "
                "columns one by one"
            )
        if self.by and self.wide:
            raise ValueError("`by` and `wide` do not go together; make the table a long one")

    def _check_extras(self) -> None:
        kind = self.kind
        if kind != Kind.PROBABILITY and not self.question:
            raise ValueError(
                f"{_PLURAL[kind]} need `question`, to tell which belong together; name it with "
                "--question"
            )
        odd = self.said or self.deadline or self.event_day or self.reference
        if kind != Kind.PROBABILITY and odd:
            raise ValueError(f"days and a reference go with probabilities, not {_PLURAL[kind]}")
        if self.family and not self.question:
            raise ValueError("`family` goes with `question`: it says which share their luck")
        if self.metaculus and (kind != Kind.PROBABILITY or self.weight or not self.question):
            raise ValueError("`metaculus` goes with a `probability` and its `question`, unweighted")
        if kind == Kind.OVER_TIME and not (self.opens and self.closes):
            raise ValueError("`stood-from` goes with `opens` and `closes`, common to all")
        if kind != Kind.OVER_TIME and (self.stood_until or self.opens or self.closes):
            raise ValueError("`stood-until`, `opens` and `closes` go with `stood-from`")
        if self.stood_from and not (self.probability or self.categories):
            raise ValueError("`stood-from` goes with probabilities")
        if self.order and kind != Kind.CATEGORY:
            raise ValueError("`order` names categories in their order; there are none")
        if self.naive_error and kind not in (Kind.POINT, Kind.MEAN):
            raise ValueError("`naive-error` goes with one `value` a row")

    def roles(self) -> Mapping[str, str]:
        """The table's column for each role; the parts of a name are numbered.

        >>> Columns(question=["a", "b"], probability="p", observed="o").roles()["question_1"]
        'b'
        """
        return dict(self._roles())

    def _roles(self) -> Iterator[tuple[str, str]]:
        for role in NAMES:
            for part, column in enumerate(self.named(role)):
                yield f"{role}_{part}", column
        for role in (*NUMBERS, *DAYS):
            column = getattr(self, role)
            if column and not (role == "observed" and self.of_categories):
                yield role, column

    def named(self, role: str) -> tuple[str, ...]:
        """The columns of a role that is a name: what came, of categories, is one."""
        if role == "came":
            return (self.observed,) if self.of_categories else ()
        found = getattr(self, role)
        return (found,) if isinstance(found, str) else found or ()


NAMES = ("forecaster", "question", "family", "by", "forecast", "category", "member", "came")
NUMBERS = (
    *("probability", "threshold", "quantile", "value", "observed", "reference", "weight"),
    *("low", "high", "level", "naive_error", "place"),
    *("stood_from", "stood_until", "opens", "closes", "settled"),
)
ODDS = ("probability", "reference")
DAYS = ("said", "deadline", "event_day")
