"""The rules of verbal likelihood as data: lexicons, synonyms, modifiers, classes, conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, product
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from verifier.model.forecasts import ConditionKind
from verifier.model.record import Flag, Id, Number, Record, Text, Whole
from verifier.text.language import abbreviations
from verifier.text.phrases import Pattern, Phrases, Slot
from verifier.text.tokens import Token
from verifier.words.stated import Said, fraction_at, number_at, range_at
from verifier.words.tokens import Words, pattern_of, words_of

MOST_ADVERBS = 4
"""More adverbs than stand in a row: "not at all entirely"."""
Probability = Annotated[Number, Field(ge=0, le=1)]
Route = Literal["direct", "synonym", "combined"]
Form = Literal["percent", "fraction", "one-in", "odds-for", "odds-against"]


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

    id: Id
    name: Text
    citation: Text
    means: Text
    phrases: Mapping[Text, Row] = {}
    classes: Mapping[Text, Unnumbered] = {}


class Kind(Record):
    """A sort of likelihood word. In a chain of words the kind that is listed first governs.

    Two words of one `slot` never share a chain: the second begins another forecast. Before a
    `guarded` word an unknown word could change what it says, and after the `verb` of a
    forecast it belongs to that forecast only where it touches it. Words that are not
    `in_text` are read where a curator names them, and passed over in running text.
    """

    id: Id
    slot: Id
    number: Flag
    imputed: Flag = False
    guarded: Flag = False
    verb: Flag = False
    in_text: Flag = True
    because: Text


class Synonym(Record):
    """Phrases read as others: each lexicon answers with the first of `means` that it has.

    With `denied` they are read as the denial of it; with `turned` they have the complement of its
    numbers, and deny nothing: "less than even".
    """

    id: Id
    phrases: tuple[Text, ...]
    means: tuple[Text, ...]
    denied: Flag = False
    turned: Flag = False
    kind: Id
    because: Text


class ClassPhrases(Record):
    """Phrases that carry a class and no number; the `denied` ones carry its negation."""

    id: Id
    kind: Id
    phrases: tuple[Text, ...] = ()
    denied: tuple[Text, ...] = ()
    because: Text


class Intensifier(Record):
    """Words that move a phrase to `factor` times its distance from the nearer boundary.

    With `hull` the plain phrase stays inside the envelope: the word may not intensify at all.
    """

    id: Id
    words: tuple[Text, ...]
    factor: Annotated[Number, Field(gt=0)]
    hull: Flag = False
    because: Text


class Negation(Record):
    """Words that deny the likelihood word they touch; `through` may stand between.

    To deny a degree at or beyond `limit`, or its complement, only says that it is not reached:
    such a phrase is of the kind `beyond`. What also denies, and cannot be computed, leaves what
    its clause says unread: `subjects` where they open it, `beside` a few words before, `following`
    directly after.
    """

    before: tuple[Text, ...]
    after: tuple[Text, ...]
    through: tuple[Text, ...] = ()
    subjects: tuple[Text, ...] = ()
    beside: tuple[Text, ...] = ()
    following: tuple[Text, ...] = ()
    limit: Annotated[Number, Field(gt=0.5, le=1)]
    beyond: Id
    because: Text


class StatedNumber(Record):
    """A likelihood stated as a number: "#" is one, in digits or words, and `form` says of what.

    Of percentages it may be a range, of `fraction` it is a part of one. In a phrase "a|b" stands
    for either word, and "per+cent" for two words there.

    What is not `in_text` is read where a curator names it, and in running text where one of the
    `leads` stands directly before it.
    """

    id: Id
    phrases: tuple[Text, ...]
    form: Form
    in_text: Flag = True


class Quantities(Record):
    """The words in which numbers of likelihood are said, apart from digits."""

    numbers: Mapping[Text, Whole] = {}
    parts: Mapping[Text, Number] = {}
    between: frozenset[Text] = frozenset()
    to: frozenset[Text] = frozenset()
    units: frozenset[Text] = frozenset()
    plus_minus: tuple[Text, ...] = ()

    @cached_property
    def give_or_take(self) -> frozenset[tuple[str, ...]]:
        """Words between a number and how far it may be off."""
        return frozenset(tuple(words.split()) for words in self.plus_minus)


class About(Record):
    """Words before a stated percentage that make it a range: so far on either side."""

    words: tuple[Text, ...]
    spread: Annotated[Number, Field(gt=0, lt=0.5)]
    because: Text


class DeniedDenial(Record):
    """Words that deny a denial: each of `deniers`, any adverbs, then one of `denials`."""

    id: Id
    kind: Id
    deniers: tuple[Text, ...]
    denials: tuple[Text, ...]
    because: Text


class Bound(Record):
    """Words before a stated number that make it the least, or the most, that is meant."""

    id: Id
    words: tuple[Text, ...]
    number_is: Literal["least", "most"]
    because: Text


class ConditionMarker(Record):
    """Words that make a forecast conditional; the clause ends at a comma or at `ends_at`."""

    id: Id
    phrases: tuple[Text, ...]
    kind: ConditionKind
    ends_at: tuple[Text, ...] = ()
    because: Text


class Neutral(Record):
    """Phrases that look like likelihood and are none."""

    id: Id
    phrases: tuple[Text, ...]
    because: Text


class LikelihoodRules(Record):
    """`rules/likelihood.yaml`: everything the reader of likelihood knows of a language."""

    version: Whole
    language: Text
    tiers: tuple[tuple[Route, ...], ...]
    default_kind: Id
    kinds: tuple[Kind, ...]
    synonyms: tuple[Synonym, ...] = ()
    classes: tuple[ClassPhrases, ...] = ()
    intensifiers: tuple[Intensifier, ...] = ()
    negation: Negation
    stated: tuple[StatedNumber, ...] = ()
    quantities: Quantities = Quantities()
    about: About | None = None
    opposites: Mapping[Text, Text] = {}
    denied_denials: tuple[DeniedDenial, ...] = ()
    adverbs: tuple[Text, ...] = ()
    adverb_endings: tuple[Text, ...] = ()
    leads: tuple[Text, ...] = ()
    bounds: tuple[Bound, ...] = ()
    conditions: tuple[ConditionMarker, ...] = ()
    breaks: tuple[Text, ...] = ()
    neutral: tuple[Neutral, ...] = ()
    names: tuple[Text, ...] = ()
    frame: tuple[Text, ...] = ()
    meaningless: tuple[Text, ...] = ()
    contractions: Mapping[Text, Text] = {}
    gap: Annotated[Whole, Field(ge=0, le=40)]
    lexicons: tuple[Lexicon, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _refuse_repeats("lexicon", (lexicon.id for lexicon in self.lexicons))
        _refuse_repeats("kind", (kind.id for kind in self.kinds))
        _refuse_repeats("synonym", chain.from_iterable(rule.phrases for rule in self.synonyms))
        _refuse_repeats("route", chain.from_iterable(self.tiers))
        missing = set(get_args(Route)) - set(chain.from_iterable(self.tiers))
        if missing:
            raise ValueError(f"`tiers` leave out {', '.join(sorted(missing))}")
        used = {self.default_kind, self.negation.beyond}
        used.update(rule.kind for rule in self.synonyms)
        used.update(rule.kind for rule in self.classes)
        used.update(rule.kind for rule in self.denied_denials)
        used.update(entry.kind for lexicon in self.lexicons for entry in lexicon.classes.values())
        unknown = used - {kind.id for kind in self.kinds}
        if unknown:
            raise ValueError(f"kinds that are not declared: {', '.join(sorted(unknown))}")
        return self

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the lexicons in the declared order of fallback."""
        return tuple(lexicon.id for lexicon in self.lexicons)

    @cached_property
    def index(self) -> Index:
        """The rules as look-ups over words, built once."""
        return Index(self)


class Index:
    """Look-ups over words, made from the rules."""

    def __init__(self, rules: LikelihoodRules) -> None:
        self.contractions = {
            short: tuple(long.split()) for short, long in rules.contractions.items()
        }
        self.abbreviations = abbreviations(rules.language)
        self.default_kind = rules.default_kind
        self.kinds = {kind.id: kind for kind in rules.kinds}
        self.rank = {kind.id: rank for rank, kind in enumerate(rules.kinds)}
        self.tier = {route: tier for tier, routes in enumerate(rules.tiers) for route in routes}
        self.lexicons = {lexicon.id: lexicon for lexicon in rules.lexicons}
        self.rows = {
            lexicon.id: {
                self.pattern(phrase): (phrase, row) for phrase, row in lexicon.phrases.items()
            }
            for lexicon in rules.lexicons
        }
        self.unnumbered = {
            lexicon.id: {
                self.pattern(phrase): (phrase, row) for phrase, row in lexicon.classes.items()
            }
            for lexicon in rules.lexicons
        }
        self.synonyms = {self.pattern(p): rule for rule in rules.synonyms for p in rule.phrases}
        self.meanings = {
            words: tuple(map(self.pattern, rule.means)) for words, rule in self.synonyms.items()
        }
        self.denied = {self.pattern(p) for rule in rules.classes for p in rule.denied}
        self.intensifiers = {
            self.pattern(p): rule for rule in rules.intensifiers for p in rule.words
        }
        self.negators_before = self._all_words(rules.negation.before)
        self.negators_after = self._all_words(rules.negation.after)
        self.denying_subjects = self._any_of(rules.negation.subjects)
        self.denying_before = self._any_of(rules.negation.beside)
        self.denying_after = self._any_of(rules.negation.following)
        self.limit = rules.negation.limit
        self.beyond = rules.negation.beyond
        self.through = self._single_words(rules.negation.through)
        self.stated = {
            self._of_form(pattern, rule.form): rule
            for rule in rules.stated
            for phrase in rule.phrases
            for pattern in self._spelled_out(phrase)
        }
        self.quantities = rules.quantities
        self.begin_numbers = {
            *rules.quantities.numbers,
            *rules.quantities.parts,
            *rules.quantities.between,
        }
        about = rules.about
        self.about = self._all_words(about.words if about else ())
        self.spread = about.spread if about else 0.0
        self.adverbs = self._single_words(rules.adverbs)
        self.adverb_endings = rules.adverb_endings
        leads = (pattern for lead in rules.leads for pattern in self._spelled_out(lead))
        self.leads = self._table(leads, rules.gap)
        self.bounds = {self.pattern(p): rule for rule in rules.bounds for p in rule.words}
        self.conditions = {self.pattern(p): rule for rule in rules.conditions for p in rule.phrases}
        self.breaks = self._single_words(rules.breaks)
        self.names = frozenset(rules.names)
        self.frame = self._single_words(rules.frame)
        self.idle = self.frame | self._single_words(rules.meaningless)
        self.denials = {
            (*self.pattern(denier), Slot.ADVERBS, *self.pattern(denial)): rule
            for rule in rules.denied_denials
            for denier in rule.deniers
            for denial in rule.denials
        }
        self.kind_of = dict(self._kinds_of_phrases(rules))
        self.neutral = frozenset(
            tuple(Slot.DIGITS if word is Slot.NUMBER else word for word in self.pattern(phrase))
            for rule in rules.neutral
            for phrase in rule.phrases
        )
        known = {*self.kind_of, *self.stated, *self.conditions, *self.neutral}
        self.phrases = self._table(known, rules.gap)

    def _table(self, patterns: Iterable[Pattern], gap: int) -> Phrases[Pattern]:
        return Phrases(((p, p) for p in patterns), gap=gap, fill=self._slot_end)

    def said(self, slot: Slot, tokens: Sequence[Token], at: int) -> Said | None:
        """The number or fraction that fills a slot from token `at`, None where there is none."""
        if slot is Slot.RANGE:
            return range_at(tokens, at, self.quantities)
        if slot is Slot.FRACTION:
            return fraction_at(tokens, at, self.quantities)
        return number_at(tokens, at, self.quantities)

    def _slot_end(self, slot: Slot, tokens: Sequence[Token], at: int) -> int | None:
        if slot is Slot.DIGITS:
            return at + 1 if tokens[at].is_number else None
        if slot is Slot.ADVERBS:
            return self._past_adverbs(tokens, at)
        if not tokens[at].is_number and tokens[at].text not in self.begin_numbers:
            return None
        said = self.said(slot, tokens, at)
        return None if said is None else said.end

    def _past_adverbs(self, tokens: Sequence[Token], at: int) -> int:
        """Where the adverbs end that begin at token `at`, and be it none."""
        for end in range(at, min(at + MOST_ADVERBS, len(tokens))):
            word = tokens[end].text
            if word not in self.adverbs and not word.endswith(self.adverb_endings or ("\0",)):
                return end
        return min(at + MOST_ADVERBS, len(tokens))

    def _spelled_out(self, phrase: str) -> Iterator[Pattern]:
        """The patterns of a phrase with alternatives: "chance|risk of # per+cent"."""
        words = (word.split("|") for word in phrase.split())
        for chosen in product(*words):
            yield self.pattern(" ".join(chosen).replace("+", " "))

    def _of_form(self, pattern: Pattern, form: Form) -> Pattern:
        slot = {"percent": Slot.RANGE, "fraction": Slot.FRACTION}.get(form, Slot.NUMBER)
        return tuple(slot if word is Slot.NUMBER else word for word in pattern)

    def words(self, text: str) -> Words:
        """The words of what somebody wrote, contractions written out."""
        return words_of(text, self.contractions)

    def pattern(self, phrase: str) -> Pattern:
        """The words of a phrase of the rules, contractions written out."""
        return pattern_of(phrase, self.contractions)

    def _any_of(self, phrases: Iterable[str]) -> Phrases[bool]:
        return Phrases([(self.words(phrase), True) for phrase in phrases])

    def _all_words(self, phrases: Iterable[str]) -> frozenset[Pattern]:
        return frozenset(self.pattern(phrase) for phrase in phrases)

    def _single_words(self, phrases: Iterable[str]) -> frozenset[str]:
        return frozenset(word for phrase in phrases for word in self.words(phrase))

    def _kinds_of_phrases(self, rules: LikelihoodRules) -> Iterator[tuple[Pattern, str]]:
        for rows in self.rows.values():
            for words in rows:
                yield words, rules.default_kind
        for unnumbered in self.unnumbered.values():
            for words, (_, entry) in unnumbered.items():
                yield words, entry.kind
        for words, synonym in self.synonyms.items():
            yield words, synonym.kind
        for rule in rules.classes:
            for phrase in (*rule.phrases, *rule.denied):
                yield self.pattern(phrase), rule.kind
        for pattern, denial in self.denials.items():
            yield pattern, denial.kind


def _refuse_repeats(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{what} `{name}` is declared twice")
        seen.add(name)
