"""Propositions: what the world must look like for a forecast to be right.

In YAML each is a mapping known by its first key: `event`, `no_event`, `state`, `reaches`, `range`,
`stays`, `number`, `count`, `category`, `answers`, `judged`, `all_of`, `any_of`, `at_least`,
`unscorable`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from math import fsum
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from verifier.model.record import Flag, Id, Number, Record, Text, Whole, bounded


class Size(Record):
    """A bound on a named magnitude of an event, for example at least 300,000 men."""

    magnitude: Id
    at_least: Number | None = None
    at_most: Number | None = None

    _bounds = model_validator(mode="after")(bounded)


class Faceted(Record):
    """The facets by which an event or state is recognised; None asks for nothing."""

    actor: Id | None = None
    place: Id | None = None
    new: Flag | None = None
    size: Size | None = None

    @property
    def kind(self) -> str:
        """The term of the vocabulary of events."""
        return str(getattr(self, KEYS[type(self)]))


class Occurs(Faceted):
    """An event of this kind begins inside the window."""

    event: Id


class DoesNotOccur(Faceted):
    """No event of this kind begins inside the window."""

    no_event: Id


class Holds(Faceted):
    """A state holds `during` the window: all through it, at some time in it, or on its last day."""

    state: Id
    during: Literal["throughout", "sometime", "at_end"] = "throughout"


class OfSeries(Record):
    """What is asked of the values of a series: the latest published, or the first of each day."""

    vintage: Literal["latest", "first"] = "latest"

    @property
    def series(self) -> str:
        """The id of the series."""
        return str(getattr(self, KEYS[type(self)]))


class Bounded(OfSeries):
    """Bounds on the values of a series, of which `above` and `below` exclude their own."""

    at_least: Number | None = None
    at_most: Number | None = None
    above: Number | None = None
    below: Number | None = None

    @model_validator(mode="after")
    def _has_bounds(self) -> Self:
        lows = [bound for bound in (self.at_least, self.above) if bound is not None]
        highs = [bound for bound in (self.at_most, self.below) if bound is not None]
        if not lows and not highs:
            raise ValueError("say at_least, at_most, above or below")
        if len(lows) > 1 or len(highs) > 1:
            raise ValueError("one bound on each side: at_least or above, at_most or below")
        if lows and highs and not lows[0] <= highs[0]:
            raise ValueError("the lower bound is above the upper one")
        return self

    @property
    def from_below(self) -> bool:
        """Whether it has a lower bound."""
        return self.at_least is not None or self.above is not None

    def keeps(self, value: float) -> bool:
        """Whether a value is within the bounds."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
        )


class Reaches(Bounded):
    """A series rises to its one bound, or falls to it, on some day of the window."""

    reaches: Id

    @model_validator(mode="after")
    def _has_one_bound(self) -> Self:
        if self.from_below and (self.at_most is not None or self.below is not None):
            raise ValueError("say one of at_least, above, at_most and below")
        return self


class Stays(Bounded):
    """Every value of a series in the window is within the bounds."""

    stays: Id


class Range(Bounded):
    """A measure of a series over the window lies in a range.

    The `level` at its end, the `change` from its beginning to its end, the `average` of its values
    or their `sum`.
    """

    range: Id
    measure: Literal["level", "change", "average", "sum"] = "level"


class Quantile(Record):
    """A value that is not exceeded with the probability `level`."""

    level: Annotated[Number, Field(gt=0, lt=1)]
    value: Number


class Quantity(OfSeries):
    """What a measure of a series will be: a number, an interval, or quantiles.

    A number `says` what rounds to it, or lies `within` so much of it. The likelihood is that of the
    interval; quantiles say it themselves.
    """

    number: Id
    measure: Literal["level", "change", "average", "sum"] = "level"
    says: Number | None = None
    within: Annotated[Number | None, Field(gt=0)] = None
    at_least: Number | None = None
    at_most: Number | None = None
    quantiles: tuple[Quantile, ...] = ()

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        bounds = self.at_least is not None and self.at_most is not None
        if [self.says is not None, bounds, bool(self.quantiles)].count(True) != 1:
            raise ValueError("say what it `says`, `at_least` with `at_most`, or `quantiles`")
        if (self.at_least is None) != (self.at_most is None):
            raise ValueError("an interval has `at_least` and `at_most`; `range` may have one")
        if self.within is not None and self.says is None:
            raise ValueError("`within` goes with `says`")
        if len(self.quantiles) == 1:
            raise ValueError("one quantile is no distribution: give two or more")
        for before, after in pairwise(self.quantiles):
            if before.level >= after.level or before.value > after.value:
                raise ValueError("quantiles rise, by their levels and by their values")
        return self if self.at_least is None else bounded(self)

    @property
    def bounds(self) -> tuple[float, float]:
        """The interval that it amounts to: of quantiles that of the outermost.

        >>> Quantity(number="gdp", says=1.8).bounds, Quantity(number="seats", says=60).bounds
        ((1.75, 1.85), (59.5, 60.5))
        """
        if self.quantiles:
            return self.quantiles[0].value, self.quantiles[-1].value
        if self.says is None:
            assert self.at_least is not None
            assert self.at_most is not None
            return self.at_least, self.at_most
        said = Decimal(str(self.says)).normalize()
        last = said.as_tuple().exponent
        half = Decimal(1).scaleb(min(0, last if isinstance(last, int) else 0)) / 2
        half = half if self.within is None else Decimal(str(self.within))
        return float(said - half), float(said + half)

    @property
    def as_range(self) -> Range:
        """The same as a question of yes or no."""
        low, high = self.bounds
        return Range(
            range=self.number,
            measure=self.measure,
            vintage=self.vintage,
            at_least=low,
            at_most=high,
        )


class Count(Faceted):
    """How many events of this kind begin inside the window."""

    count: Id
    at_least: Whole | None = None
    at_most: Whole | None = None

    _bounds = model_validator(mode="after")(bounded)


# More than adding up decimals is ever off.
_NOTHING = 1e-9


class Option(Record):
    """One of several things of which at most one can come, and how likely it was called."""

    expects: Proposition
    probability: Annotated[Number, Field(ge=0, le=1)]


class Category(Record):
    """Which of several things comes: each with its probability; the rest is that none does.

    It comes true where the most likely of them does, the first of equals. Where they are `ordered`,
    being near to what came counts, too.
    """

    category: Annotated[tuple[Option, ...], Field(min_length=2)]
    ordered: bool = False

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = fsum(option.probability for option in self.category)
        if total > 1 + _NOTHING:
            raise ValueError(f"the probabilities add up to {total:g}, which is more than 1")
        if self.ordered and total < 1 - _NOTHING:
            raise ValueError(
                f"the probabilities add up to {total:g}; `ordered` things are all that can come"
            )
        return self

    @property
    def favourite(self) -> int:
        """The place of the most likely."""
        return max(range(len(self.category)), key=lambda n: self.category[n].probability)


class Answers(Record):
    """What the forecast's own question asks, as it was worded when the forecast was made."""

    answers: Literal["yes", "no"]


class Judged(Record):
    """A criterion in words that only a ruling can settle."""

    judged: Text


class AllOf(Record):
    """Every part comes true."""

    all_of: Annotated[tuple[Proposition, ...], Field(min_length=1)]


class AnyOf(Record):
    """At least one part comes true."""

    any_of: Annotated[tuple[Proposition, ...], Field(min_length=1)]


class AtLeast(Record):
    """At least so many of the parts come true."""

    at_least: Annotated[Whole, Field(ge=1)]
    of: Annotated[tuple[Proposition, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _enough_parts(self) -> Self:
        if self.at_least > len(self.of):
            raise ValueError("asks for more parts than it lists")
        return self


class WhyUnscorable(StrEnum):
    """The closed list of reasons for which a forecast cannot be scored."""

    NO_OBSERVABLE = "no-observable"
    NO_THRESHOLD = "no-threshold"
    COUNTERFACTUAL = "counterfactual"
    CANNOT_FAIL = "cannot-fail"
    WORDS_UNKNOWN = "words-unknown"


class Unscorable(Record):
    """Nothing that could be observed would settle it, for a reason from a closed list."""

    unscorable: WhyUnscorable


Kind = Literal[
    "occurs",
    "does_not_occur",
    "holds",
    "reaches",
    "range",
    "stays",
    "number",
    "count",
    "category",
    "judged",
    "all_of",
    "any_of",
    "at_least",
    "unscorable",
]
# The key by which each kind is known in YAML, and its name in the outer contract.
KINDS: dict[str, tuple[Kind | Literal["answers"], type[Record]]] = {
    "event": ("occurs", Occurs),
    "no_event": ("does_not_occur", DoesNotOccur),
    "state": ("holds", Holds),
    "reaches": ("reaches", Reaches),
    "range": ("range", Range),
    "stays": ("stays", Stays),
    "number": ("number", Quantity),
    "count": ("count", Count),
    "category": ("category", Category),
    "answers": ("answers", Answers),
    "judged": ("judged", Judged),
    "all_of": ("all_of", AllOf),
    "any_of": ("any_of", AnyOf),
    "of": ("at_least", AtLeast),
    "unscorable": ("unscorable", Unscorable),
}
KEYS: Mapping[type, str] = {model: key for key, (_, model) in KINDS.items()}
# In brackets, so that no route through a file can contain it.
_TAGS = {key: f"<{name}>" for key, (name, _) in KINDS.items()}


def kind_of(proposition: Proposition) -> Kind:
    """The proposition's kind as the outer contract names it.

    >>> kind_of(Occurs(event="ground-offensive"))
    'occurs'
    """
    name, _ = KINDS[KEYS[type(proposition)]]
    assert name != "answers", "loading puts what the question asks in its place"
    return name


def _tag(value: Any) -> str | None:
    """The union's tag, None where there is none."""
    if isinstance(value, dict):
        return next((tag for key, tag in _TAGS.items() if key in value), None)
    return _TAGS.get(KEYS.get(type(value), ""))


Proposition = Annotated[
    Annotated[Occurs, Tag("<occurs>")]
    | Annotated[DoesNotOccur, Tag("<does_not_occur>")]
    | Annotated[Holds, Tag("<holds>")]
    | Annotated[Reaches, Tag("<reaches>")]
    | Annotated[Range, Tag("<range>")]
    | Annotated[Stays, Tag("<stays>")]
    | Annotated[Quantity, Tag("<number>")]
    | Annotated[Count, Tag("<count>")]
    | Annotated[Category, Tag("<category>")]
    | Annotated[Answers, Tag("<answers>")]
    | Annotated[Judged, Tag("<judged>")]
    | Annotated[AllOf, Tag("<all_of>")]
    | Annotated[AnyOf, Tag("<any_of>")]
    | Annotated[AtLeast, Tag("<at_least>")]
    | Annotated[Unscorable, Tag("<unscorable>")],
    Discriminator(
        _tag,
        custom_error_type="proposition",
        custom_error_message="a proposition needs one of the keys "
        + ", ".join(f"`{key}`" for key in KINDS),
    ),
]


_INSIDE: Mapping[type, str] = {
    AllOf: "all_of",
    AnyOf: "any_of",
    AtLeast: "of",
    Category: "category",
}
"""The key under which a proposition has others inside it."""


_OF_THE_WHOLE = (Count, Quantity, Range, AllOf, AnyOf, AtLeast, Category)


def parts(proposition: Proposition) -> Sequence[Proposition]:
    """The proposition and, depth first, every proposition inside it."""
    # Most have none inside: that is seen at once.
    if type(proposition) not in _INSIDE:
        return (proposition,)
    return [part for _, part in placed(proposition)]


def of_the_whole(proposition: Proposition) -> bool:
    """Whether it asks for figures or numbers of events of a whole period, in each of its parts."""
    return all(isinstance(part, _OF_THE_WHOLE) for part in parts(proposition))


def judged(proposition: Proposition) -> bool:
    """Whether only a ruling can settle it, or a part of it."""
    return any(isinstance(part, Judged | Answers) for part in parts(proposition))


Placed = tuple[tuple[str | int, ...], Proposition]
"""A proposition, after the keys and indices that lead to it."""


def placed(proposition: Proposition, route: tuple[str | int, ...] = ()) -> Iterable[Placed]:
    """The same with where each stands, after `route`."""
    if type(proposition) not in _INSIDE:
        return ((route, proposition),)
    return _placed(proposition, route, _INSIDE[type(proposition)])


def _placed(proposition: Proposition, route: tuple[str | int, ...], key: str) -> Iterator[Placed]:
    yield route, proposition
    for index, part in enumerate(getattr(proposition, key)):
        if key == "category":
            yield from placed(part.expects, (*route, key, index, "expects"))
        else:
            yield from placed(part, (*route, key, index))


def stated_by(proposition: Proposition) -> float | None:
    """The probability of its coming true that a proposition itself states; None where it does not.

    >>> levels = ({"level": 0.1, "value": 1}, {"level": 0.9, "value": 2})
    >>> round(stated_by(Quantity(number="gdp", quantiles=levels)), 9)
    0.8
    """
    if isinstance(proposition, Quantity) and proposition.quantiles:
        return proposition.quantiles[-1].level - proposition.quantiles[0].level
    if isinstance(proposition, Category):
        return proposition.category[proposition.favourite].probability
    return None
