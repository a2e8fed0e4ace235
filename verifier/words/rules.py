"""The rules of verbal likelihood as data: lexicons, synonyms, modifiers, classes, conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain, product
from typing import Annotated, Literal, Self, TypeVar, get_args

from pydantic import Field, model_validator

from verifier.model.forecasts import ConditionKind
from verifier.model.record import Flag, Id, Number, Record, Text, Whole
from verifier.text.language import abbreviations, steps
from verifier.text.phrases import Pattern, Phrases, Slot
from verifier.text.tokens import Token
from verifier.words.stated import Said, fraction_at, number_at, part_at, percent_at
from verifier.words.tokens import Words, pattern_of, shown, words_of

NOUNS = "nouns"
"""The set of nouns of likelihood: "chance", "risk"."""
MOST_ADVERBS = 4
"""More adverbs than stand in a row: "not at all entirely"."""
Probability = Annotated[Number, Field(ge=0, le=1)]
Route = Literal["direct", "synonym", "combined"]
Hedge = Literal["about", "exactly", "least", "most"]
V = TypeVar("V")
Form = Literal["percent", "fraction", "part", "one-in", "odds-for", "odds-against"]
_SLOT_OF: Mapping[Form, Slot] = {
    "percent": Slot.RANGE,
    "fraction": Slot.FRACTION,
    "part": Slot.PART,
}


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
    forecast it belongs to that forecast only where it touches it. A denied word that `raises`
    denies the degree behind it: "do not think it likely"; one that `hedges` leaves no degree near
    certainty: "could certainly". Words that are not `in_text` are read where a curator names
    them, and passed over in running text.
    """

    id: Id
    slot: Id
    number: Flag
    imputed: Flag = False
    guarded: Flag = False
    verb: Flag = False
    raises: Flag = False
    hedges: Flag = False
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
    such a phrase is of the kind `beyond`. To deny one below even is of the kind `litotes`. What
    also denies, and cannot be computed, leaves what its clause says unread: `subjects` where they
    open it, `beside` a few words before, `following` directly after. `that` opens a
    clause, whose words are no distance.
    """

    before: tuple[Text, ...]
    after: tuple[Text, ...]
    through: tuple[Text, ...] = ()
    subjects: tuple[Text, ...] = ()
    beside: tuple[Text, ...] = ()
    following: tuple[Text, ...] = ()
    that: tuple[Text, ...] = ()
    limit: Annotated[Number, Field(gt=0.5, le=1)]
    beyond: Id
    litotes: Id | None = None
    because: Text


class Comparison(Record):
    """Words directly before a degree that compare it: they say how it moved, not how high it is."""

    id: Id
    words: tuple[Text, ...]
    kind: Id
    because: Text


class StatedNumber(Record):
    """A likelihood stated as a number: "#" is one, in digits or words, and `form` says of what.

    Of `percent` it has its unit and may be a range, of `fraction` it is a part of one.

    What is not `in_text` is read where a curator names it, and in running text where one of the
    `leads` stands directly before it, or a noun of likelihood behind it.
    """

    id: Id
    phrases: tuple[Text, ...]
    form: Form
    in_text: Flag = True


class Lead(Record):
    """Words that lead up to a bare number in running text, and make it a likelihood.

    After bookmakers' words a fraction is `not_form`: "odds of 1/4" may be one in four, or on.
    """

    id: Id
    phrases: tuple[Text, ...]
    not_form: Form | None = None


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

    id: Id
    kind: Id
    deniers: tuple[Text, ...]
    denials: tuple[Text, ...]
    because: Text


class Bound(Record):
    """Words before a stated number, or `after` it, that make it the least or most that is meant."""

    id: Id
    words: tuple[Text, ...]
    after: tuple[Text, ...] = ()
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
    quantities: Quantities = Quantities()
    about: About | None = None
    exactly: tuple[Text, ...] = ()
    opposites: Mapping[Text, Text] = {}
    denied_denials: tuple[DeniedDenial, ...] = ()
    adverbs: tuple[Text, ...] = ()
    adverb_endings: tuple[Text, ...] = ()
    no_adverbs: tuple[Text, ...] = ()
    leads: tuple[Lead, ...] = ()
    number_ends: tuple[Text, ...] = ()
    bounds: tuple[Bound, ...] = ()
    conditions: tuple[ConditionMarker, ...] = ()
    joins: tuple[Text, ...] = ()
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
        _refuse_repeats(
            "synonym", (said for rule in self.synonyms for said in self.spelled(rule.phrases))
        )
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

    def spelled(self, phrases: Iterable[str]) -> Iterator[str]:
        """Every phrase that phrases with alternatives stand for.

        "a|b" is either word, "@nouns" each of the set `nouns`, and "per+cent" two words of one
        alternative: "chance|risk of @nouns".
        """
        for phrase in phrases:
            words = (chain.from_iterable(map(self._members, w.split("|"))) for w in phrase.split())
            for chosen in product(*words):
                yield " ".join(chosen)

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


class Index:
    """Look-ups over words, made from the rules."""

    def __init__(self, rules: LikelihoodRules) -> None:
        self.contractions = {
            short: tuple(long.split()) for short, long in rules.contractions.items()
        }
        self.abbreviations = abbreviations(rules.language)
        self._steps = steps(rules.language)
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
        self._spelled = rules.spelled
        self.synonyms = {p: rule for rule in rules.synonyms for p in self._patterns(rule.phrases)}
        self.meanings = {
            words: tuple(map(self.pattern, rule.means)) for words, rule in self.synonyms.items()
        }
        self.denied = {p for rule in rules.classes for p in self._patterns(rule.denied)}
        self.intensifiers = {
            p: rule for rule in rules.intensifiers for p in self._patterns(rule.words)
        }
        self.comparisons = {
            p: rule for rule in rules.comparisons for p in self._patterns(rule.words)
        }
        self.negators_before = self._all_words(rules.negation.before)
        self.negators_after = self._all_words(rules.negation.after)
        self.modifiers = {*self.intensifiers, *self.comparisons, *self.negators_before}
        self.denying_subjects = self._any_of(rules.negation.subjects)
        self.denying_before = self._any_of(rules.negation.beside)
        self.denying_after = self._any_of(rules.negation.following)
        self.that = self._single_words(rules.negation.that)
        self.limit = rules.negation.limit
        self.beyond = rules.negation.beyond
        self.litotes = rules.negation.litotes or rules.negation.beyond
        self.through = self._single_words(rules.negation.through)
        self.stated = {
            self._of_form(pattern, rule.form): rule
            for rule in rules.stated
            for pattern in self._patterns(rule.phrases)
        }
        self.nouns = self._all_words(rules.sets.get(NOUNS, ()))
        self.quantities = rules.quantities
        self.begin_numbers = {
            *rules.quantities.numbers,
            *rules.quantities.parts,
            *rules.quantities.articles,
            *(words[0] for words in rules.quantities.between),
        }
        self.hedges = dict(self._hedges(rules, after=False))
        self.hedges_after = dict(self._hedges(rules, after=True))
        self.spread = rules.about.spread if rules.about else 0.0
        self.adverbs = self._single_words(rules.adverbs)
        self.adverb_endings = rules.adverb_endings
        self.no_adverbs = self._single_words(rules.no_adverbs)
        self.leads = self._table(
            ((p, lead) for lead in rules.leads for p in self._patterns(lead.phrases)), rules.gap
        )
        self.conditions = {
            p: rule for rule in rules.conditions for p in self._patterns(rule.phrases)
        }
        self.breaks = self._single_words(rules.breaks)
        self.names = frozenset(rules.names)
        self.frame = self._single_words(rules.frame)
        self.bare_frame = self.frame - self._single_words(rules.joins)
        self.number_ends = (
            self.frame | self.breaks | self._single_words((*rules.number_ends, *rules.meaningless))
        )
        self.idle = self._any_of((*rules.frame, *rules.meaningless))
        self.denials = {
            (*denier, Slot.ADVERBS, *denial): rule
            for rule in rules.denied_denials
            for denier in self._patterns(rule.deniers)
            for denial in self._patterns(rule.denials)
        }
        self.kind_of = dict(self._kinds_of_phrases(rules))
        self.neutral = frozenset(
            tuple(Slot.DIGITS if word is Slot.NUMBER else word for word in pattern)
            for rule in rules.neutral
            for pattern in self._patterns(rule.phrases)
        )
        known = {*self.kind_of, *self.stated, *self.conditions, *self.neutral}
        self.phrases = self._table(((p, p) for p in known), rules.gap)

    def _table(self, entries: Iterable[tuple[Pattern, V]], gap: int) -> Phrases[V]:
        return Phrases(entries, gap=gap, fill=self._slot_end, begins=self.begin_numbers)

    def _hedges(self, rules: LikelihoodRules, *, after: bool) -> Iterator[tuple[Pattern, Hedge]]:
        """What changes a stated number and stands before it, or `after` it."""
        for bound in rules.bounds:
            for words in self._patterns(bound.after if after else bound.words):
                yield words, bound.number_is
        if rules.about is not None:
            for words in self._patterns(rules.about.after if after else rules.about.words):
                yield words, "about"
        for words in self._patterns(() if after else rules.exactly):
            yield words, "exactly"

    def told(self, step: str, **values: str) -> str:
        """The sentence for a step of reading, in the language of the rules."""
        return self._steps[step].format(**values)

    def said(self, slot: Slot, tokens: Sequence[Token], at: int) -> Said | None:
        """The number or fraction that fills a slot from token `at`, None where there is none."""
        if slot is Slot.RANGE:
            return percent_at(tokens, at, self.quantities)
        if slot is Slot.FRACTION:
            return fraction_at(tokens, at, self.quantities)
        if slot is Slot.PART:
            return part_at(tokens, at, self.quantities)
        return number_at(tokens, at, self.quantities)

    def _slot_end(self, slot: Slot, tokens: Sequence[Token], at: int) -> int | None:
        if slot is Slot.DIGITS:
            return at + 1 if tokens[at].is_number else None
        if slot is Slot.ADVERBS:
            return self._past_adverbs(tokens, at)
        said = self.said(slot, tokens, at)
        return None if said is None else said.end

    def _past_adverbs(self, tokens: Sequence[Token], at: int) -> int:
        """Where the adverbs end that begin at token `at`, and be it none."""
        for end in range(at, min(at + MOST_ADVERBS, len(tokens))):
            word = tokens[end].text
            known = (word,) in self.kind_of
            if known or not (word in self.adverbs or word.endswith(self.adverb_endings or ("\0",))):
                return end
        return min(at + MOST_ADVERBS, len(tokens))

    def _patterns(self, phrases: Iterable[str]) -> Iterator[Pattern]:
        return map(self.pattern, self._spelled(phrases))

    def _of_form(self, pattern: Pattern, form: Form) -> Pattern:
        slot = _SLOT_OF.get(form, Slot.NUMBER)
        return tuple(slot if word is Slot.NUMBER else word for word in pattern)

    def words(self, text: str) -> Words:
        """The words of what somebody wrote, contractions written out."""
        return words_of(text, self.contractions)

    @cached_property
    def pattern(self) -> Callable[[str], Pattern]:
        """The words of a phrase of the rules, contractions written out; kept, as most recur."""
        return cache(partial(pattern_of, contractions=self.contractions))

    @cached_property
    def shown(self) -> frozenset[str]:
        """Every phrase that has a number or a class, as it is written in the rules."""
        return frozenset(map(shown, self.kind_of))

    def _any_of(self, phrases: Iterable[str]) -> Phrases[bool]:
        return Phrases([(pattern, True) for pattern in self._patterns(phrases)])

    def _all_words(self, phrases: Iterable[str]) -> frozenset[Pattern]:
        return frozenset(self._patterns(phrases))

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
            for words in self._patterns((*rule.phrases, *rule.denied)):
                yield words, rule.kind
        for pattern, denial in self.denials.items():
            yield pattern, denial.kind


def _split(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases)


def _refuse_repeats(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{what} `{name}` is declared twice")
        seen.add(name)
