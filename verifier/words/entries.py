"""What an entry of the rules of verbal likelihood says, one class for each kind of entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from verifier.model.forecasts import ConditionKind
from verifier.model.record import Flag, Id, Number, OwnId, Record, Text, Whole

Probability = Annotated[Number, Field(ge=0, le=1)]
Form = Literal[
    "percent",
    "percent-last",
    "percent-first",
    "fraction",
    "part",
    "one-in",
    "split",
    "odds-for",
    "odds-against",
    "price",
]
ODDS = ("odds-for", "odds-against", "price")


class Row(Record):
    """What a lexicon says a phrase means as a probability; mean and sd are over readers."""

    low: Probability
    central: Probability
    high: Probability
    mean: Probability | None = None
    sd: Annotated[Number, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.low <= self.central <= self.high:
            raise ValueError("low <= central <= high does not hold")
        return self


class Unnumbered(Record):
    """A class instead of a number, for a phrase whose likelihood the lexicon calls unknown."""

    kind: Id
    because: Text


class Lexicon(Record):
    """A published table of phrases and probabilities; `means` says what low and high are."""

    id: OwnId
    name: Text
    citation: Text
    means: Text
    phrases: Mapping[Text, Row] = {}
    classes: Mapping[Text, Unnumbered] = {}


class Kind(Record):
    """A sort of likelihood word. In a chain of words the kind that is listed first governs.

    Two words of one `slot` never share a chain: the second begins another forecast. Before a
    `guarded` word an unknown word could change what it says, and after the `verb` of a
    forecast it belongs to that forecast only where it touches it. A denied word that `raises`
    denies the degree behind it: "do not think it likely"; one that `hedges` leaves no degree near
    certainty: "could certainly". A kind governs no word of the kind to which it `yields`, unless it
    is denied: to see that a plan is made is no more than the plan. Words that are not `in_text` are
    read where a curator names them, and passed over in running text.
    """

    id: OwnId
    slot: Id
    number: Flag
    imputed: Flag = False
    guarded: Flag = False
    verb: Flag = False
    raises: Flag = False
    hedges: Flag = False
    yields: Id | None = None
    in_text: Flag = True
    because: Text


class Synonym(Record):
    """Phrases read as others: each lexicon answers with the first of `means` that it has.

    With `denied` they are read as the denial of it; with `turned` they have the complement of its
    numbers, and deny nothing: "less than even".
    """

    id: OwnId
    phrases: tuple[Text, ...]
    means: tuple[Text, ...]
    denied: Flag = False
    turned: Flag = False
    kind: Id
    because: Text


class ClassPhrases(Record):
    """Phrases that carry a class and no number; the `denied` ones carry its negation."""

    id: OwnId
    kind: Id
    phrases: tuple[Text, ...] = ()
    denied: tuple[Text, ...] = ()
    because: Text


class Intensifier(Record):
    """Words that move a phrase to `factor` times its distance from the nearer boundary.

    With `hull` the plain phrase stays inside the envelope: the word may not intensify at all. One
    of `degrees` strengthens nothing else: "most likely", but "most expect" is who expects.
    """

    id: OwnId
    words: tuple[Text, ...]
    factor: Annotated[Number, Field(gt=0)]
    hull: Flag = False
    degrees: Flag = False
    because: Text


class Negation(Record):
    """Words that deny the likelihood word they touch; `through` may stand between.

    To deny a degree at or beyond `limit`, or its complement, only says that it is not reached:
    such a phrase is of the kind `beyond`. To deny one below even is of the kind `litotes`. What
    also denies, and cannot be computed, leaves what its clause says unread: `subjects` where they
    open it or hold one of `opinions`, `beside` a few words before, `of_nouns` before the
    adjectives of one of `nouns`, `following` directly after, `surprising` anywhere behind a verb,
    and what denies in a `clause` that such a word opens behind it.
    `that` opens one before, whose words are no distance. `instead` stand between a degree and what
    it is said in place of, `alternatives` between two numbers of which either may be meant, and
    before `or_more`, and `lately` beside the number that holds now. Behind "and" `finite` open a
    predicate that what denies the one before leaves alone. `between` may stand, as adverbs may,
    between a verb or a degree and the denial behind it: "will this year not attack". What is
    `left_open` is no judgement where who says it is denied: "would not say whether". A denial
    before `to` is of what somebody else would do: "expect them not to". Two likelihoods with
    nothing but `joints` between them are of one event, and so is the second behind `back`, "though
    it is", or before `back_objects`, "but I doubt it". What is `weighing` a noun of likelihood from
    behind leaves it unread: "a chance, albeit small".
    """

    before: tuple[Text, ...]
    after: tuple[Text, ...]
    through: tuple[Text, ...] = ()
    between: tuple[Text, ...] = ()
    left_open: tuple[Text, ...] = ()
    joints: tuple[Text, ...] = ()
    back: tuple[Text, ...] = ()
    back_objects: tuple[Text, ...] = ()
    weighing: tuple[Text, ...] = ()
    to: tuple[Text, ...] = ()
    subjects: tuple[Text, ...] = ()
    opinions: tuple[Text, ...] = ()
    beside: tuple[Text, ...] = ()
    of_nouns: tuple[Text, ...] = ()
    nouns: tuple[Text, ...] = ()
    following: tuple[Text, ...] = ()
    surprising: tuple[Text, ...] = ()
    that: tuple[Text, ...] = ()
    clause: tuple[Text, ...] = ()
    instead: tuple[Text, ...] = ()
    alternatives: tuple[Text, ...] = ()
    or_more: tuple[Text, ...] = ()
    lately: tuple[Text, ...] = ()
    finite: tuple[Text, ...] = ()
    limit: Annotated[Number, Field(gt=0.5, le=1)]
    beyond: Id
    litotes: Id | None = None
    because: Text


class Comparison(Record):
    """Words directly before a degree that compare it: they say how it moved, not how high it is."""

    id: OwnId
    words: tuple[Text, ...]
    kind: Id
    because: Text


class StatedNumber(Record):
    """A likelihood stated as a number: "#" is one, in digits or words, and `form` says of what.

    Of `percent` it has its unit and may be a range, of `fraction` it is a part of one.

    What is not `in_text` is read where a curator names it, and in running text where one of the
    `leads` stands directly before it, or a noun of likelihood behind it.
    """

    id: OwnId
    phrases: tuple[Text, ...]
    form: Form
    in_text: Flag = True
    often: Flag = False
    """Whether it says how often, so that no bare future in its sentence is read beside it."""
    ends: Flag = False
    """Whether no word of its clause may follow but "that": "3-1 on a recession" is against it."""


class Lead(Record):
    """Words that lead up to a bare number in running text, and make it a likelihood.

    After bookmakers' words a fraction is `not_form`: "odds of 1/4" may be one in four, or on. None
    leads up to a likelihood with one of the phrases `measured` in it, "pegs the deficit at 4%",
    unless that is what something else is `object_of`: "prices a cut in rates at 60%". What is
    `put_in` is one in an aside right behind a noun of likelihood: "a risk, I'd say 20%, that".
    """

    id: OwnId
    phrases: tuple[Text, ...]
    put_in: Flag = False
    not_form: Form | None = None
    measured: tuple[Text, ...] = ()
    object_of: frozenset[Text] = frozenset()


class Quantities(Record):
    """The words in which numbers of likelihood are said, apart from digits."""

    numbers: Mapping[Text, Whole] = {}
    scales: Mapping[Text, Whole] = {}
    parts: Mapping[Text, Number] = {}
    articles: frozenset[Text] = frozenset()
    part_of: frozenset[Text] = frozenset()
    plus: frozenset[Text] = frozenset()
    point: frozenset[Text] = frozenset()
    over: frozenset[Text] = frozenset()
    or_more: frozenset[Text] = frozenset()
    to: frozenset[Text] = frozenset()
    before_range: tuple[Text, ...] = ()
    unit: tuple[Text, ...] = ()
    plus_minus: tuple[Text, ...] = ()
    percentage_points: tuple[Text, ...] = ()

    @cached_property
    def between(self) -> frozenset[tuple[str, ...]]:
        """Words before the lower end of a range."""
        return _split(self.before_range)

    @cached_property
    def units(self) -> frozenset[tuple[str, ...]]:
        """Words and signs that make a number a percentage."""
        return _split(self.unit)

    @cached_property
    def give_or_take(self) -> frozenset[tuple[str, ...]]:
        """Words between a number and how far it may be off."""
        return _split(self.plus_minus)

    @cached_property
    def points(self) -> frozenset[tuple[str, ...]]:
        """Words behind the number of points by which a percentage may be off."""
        return _split(self.percentage_points)


class About(Record):
    """Words before a stated number, or `after` it, that make it a range: so far on either side."""

    words: tuple[Text, ...]
    after: tuple[Text, ...] = ()
    spread: Annotated[Number, Field(gt=0, lt=0.5)]
    because: Text


class DeniedDenial(Record):
    """Words that deny a denial: each of `deniers`, any adverbs, then one of `denials`."""

    id: OwnId
    kind: Id
    deniers: tuple[Text, ...]
    denials: tuple[Text, ...]
    because: Text


class Bound(Record):
    """Words before a stated number, or `after` it, that make it the least or most that is meant."""

    id: OwnId
    words: tuple[Text, ...]
    after: tuple[Text, ...] = ()
    number_is: Literal["least", "most", "more", "less", "over", "under"]
    because: Text


class ConditionMarker(Record):
    """Words that make a forecast conditional; the clause ends at a comma or at `ends_at`."""

    id: OwnId
    phrases: tuple[Text, ...]
    kind: ConditionKind
    ends_at: tuple[Text, ...] = ()
    because: Text


class Neutral(Record):
    """Phrases that look like likelihood and are none."""

    id: OwnId
    phrases: tuple[Text, ...]
    because: Text


def _split(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases)
