"""The rules of verbal likelihood as data: lexicons, synonyms, modifiers, classes, conditions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, combinations, product
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from verifier.model.record import Id, Record, Text, Whole
from verifier.words.entries import (
    About,
    Bound,
    ClassPhrases,
    Comparison,
    ConditionMarker,
    DeniedDenial,
    Intensifier,
    Kind,
    Lead,
    Lexicon,
    Negation,
    Neutral,
    Quantities,
    StatedNumber,
    Synonym,
)
from verifier.words.index import GAP, Index

Route = Literal["direct", "synonym", "combined"]


class LikelihoodRules(Record):
    """`rules/likelihood.yaml`: everything the reader of likelihood knows of a language."""

    version: Whole
    language: Text
    sets: Mapping[Id, tuple[Text, ...]] = {}
    tiers: tuple[tuple[Route, ...], ...]
    default_kind: Id
    kinds: tuple[Kind, ...]
    synonyms: tuple[Synonym, ...] = ()
    classes: tuple[ClassPhrases, ...] = ()
    intensifiers: tuple[Intensifier, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    negation: Negation
    stated: tuple[StatedNumber, ...] = ()
    quantities: Quantities = Field(default_factory=Quantities)
    about: About | None = None
    exactly: tuple[Text, ...] = ()
    opposites: Mapping[Text, Text] = {}
    denied_denials: tuple[DeniedDenial, ...] = ()
    adverbs: tuple[Text, ...] = ()
    adverbials: tuple[Text, ...] = ()
    adverb_endings: tuple[Text, ...] = ()
    no_adverbs: tuple[Text, ...] = ()
    leads: tuple[Lead, ...] = ()
    number_ends: tuple[Text, ...] = ()
    bounds: tuple[Bound, ...] = ()
    conditions: tuple[ConditionMarker, ...] = ()
    joins: tuple[Text, ...] = ()
    breaks: tuple[Text, ...] = ()
    neutral: tuple[Neutral, ...] = ()
    linking: tuple[Text, ...] = ()
    names: tuple[Text, ...] = ()
    frame: tuple[Text, ...] = ()
    meaningless: tuple[Text, ...] = ()
    contractions: Mapping[Text, Text] = {}
    gap: Annotated[Whole, Field(ge=0, le=40)]
    gap_ends: tuple[str, ...] = ()
    lexicons: tuple[Lexicon, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _refuse_repeats("lexicon", (lexicon.id for lexicon in self.lexicons))
        _refuse_repeats("kind", (kind.id for kind in self.kinds))
        self._refuse_repeated_synonyms()
        _refuse_repeats("route", chain.from_iterable(self.tiers))
        missing = set(get_args(Route)) - set(chain.from_iterable(self.tiers))
        if missing:
            raise ValueError(f"`tiers` leave out {', '.join(sorted(missing))}")
        negation = self.negation
        used = {self.default_kind, negation.beyond, negation.litotes or negation.beyond}
        used.update(rule.kind for rule in self.comparisons)
        used.update(rule.kind for rule in self.synonyms)
        used.update(rule.kind for rule in self.classes)
        used.update(rule.kind for rule in self.denied_denials)
        used.update(entry.kind for lexicon in self.lexicons for entry in lexicon.classes.values())
        unknown = used - {kind.id for kind in self.kinds}
        if unknown:
            raise ValueError(f"kinds that are not declared: {', '.join(sorted(unknown))}")
        return self

    def _refuse_repeated_synonyms(self) -> None:
        """Those with a gap are held against each other by what is before and what is behind it."""
        whole: list[str] = []
        halves: list[list[frozenset[str]]] = []
        for phrase in (phrase for rule in self.synonyms for phrase in rule.phrases):
            sides = [[*self.spelled([side])] for side in phrase.split(GAP, 1)]
            if len(sides) == 1:
                whole += sides[0]
                continue
            for side in sides:
                _refuse_repeats("synonym", side)
            halves.append([*map(frozenset, sides)])
        _refuse_repeats("synonym", whole)
        for one, other in combinations(halves, 2):
            both = [a & b for a, b in zip(one, other, strict=True)]
            if all(both):
                raise ValueError(f"synonym `{GAP.join(map(min, both))}` is declared twice")

    def spelled(self, phrases: Iterable[str]) -> Iterator[str]:
        """Every phrase that phrases with alternatives stand for.

        "a|b" is either word, "@nouns" each of the set `nouns`, and "per+cent" two words of one
        alternative: "chance|risk of @nouns".
        """
        for phrase in phrases:
            yield from map(" ".join, product(*self.alternatives(phrase)))

    def alternatives(self, phrase: str) -> list[list[str]]:
        """What each word of a phrase stands for."""
        return [
            [each for way in word.split("|") for each in self._members(way)]
            for word in phrase.split()
        ]

    def _members(self, word: str) -> Iterable[str]:
        if not word.startswith("@"):
            return (word.replace("+", " ").strip() or word,)
        if word[1:] not in self.sets:
            raise ValueError(f"set `{word[1:]}` is not declared")
        return self.sets[word[1:]]

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the lexicons in the declared order of fallback."""
        return tuple(lexicon.id for lexicon in self.lexicons)

    @cached_property
    def index(self) -> Index:
        """The rules as look-ups over words, built once."""
        return Index(self)


def _refuse_repeats(what: str, names: Iterable[str]) -> None:
    twice = next((name for name, count in Counter(names).items() if count > 1), None)
    if twice is not None:
        raise ValueError(f"{what} `{twice}` is declared twice")
