"""The rules of verbal likelihood as look-ups over words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain, product
from typing import TYPE_CHECKING, Literal, TypeVar

from verifier.text.language import abbreviations, steps
from verifier.text.phrases import Later, Pattern, Phrases, Slot
from verifier.text.tokens import Token
from verifier.words.entries import ODDS, Form, Lead, Synonym
from verifier.words.stated import Said, fraction_at, number_at, part_at, percent_at
from verifier.words.tokens import Words, pattern_of, shown, words_of

if TYPE_CHECKING:
    from verifier.words.rules import LikelihoodRules

NOUNS = "nouns"
"""The set of nouns of likelihood: "chance", "risk"."""
DEGREES = "degrees"
"""The set of adjectives of likelihood: "likely", "certain"."""
REFUTALS = ("rule-out", "ruled-out")
"""The sets of verbs that deny what they are said of: "rule out", "excluded"."""
GAP = " ... "
"""What stands in a phrase of the rules for a few words."""
MOST_ADVERBS = 4
"""More adverbs than stand in a row: "not at all entirely"."""
Hedge = Literal["about", "exactly", "least", "most", "more", "less", "over", "under"]
V = TypeVar("V")
_Patterns = frozenset[Pattern]
_SLOT_OF: Mapping[Form, Slot] = {
    "percent": Slot.RANGE,
    "percent-last": Slot.RANGE,
    "percent-first": Slot.RANGE,
    "fraction": Slot.FRACTION,
    "part": Slot.PART,
}


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
        self._alternatives, self._gap = rules.alternatives, rules.gap
        self._synonyms = {
            pattern: rule
            for rule in rules.synonyms
            for pattern in self._patterns(said for said in rule.phrases if GAP not in said)
        }
        # Of what is said with a gap each beginning goes with each of hundreds of ends.
        self._gapped = [
            (rule, self._all_words([begin]), self._all_words([end]))
            for rule in rules.synonyms
            for begin, gap, end in (said.partition(GAP) for said in rule.phrases)
            if gap
        ]
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
        denying = rules.negation
        self.denying_subjects, self.denying_before, self.denying_nouns, self.denying_after = map(
            self._any_of, (denying.subjects, denying.beside, denying.of_nouns, denying.following)
        )
        self.denied_nouns, self._denies = (
            frozenset(chain(*self._patterns(denying.nouns))),
            self._all_words((*denying.subjects, *denying.beside)),
        )
        self.that, self.clause, self.joints, self.back_objects = map(
            self._single_words,
            (denying.that, denying.clause, denying.joints, denying.back_objects),
        )
        self.alternatives, self.or_more, self.finite = map(
            self._single_words,
            (
                denying.alternatives,
                denying.or_more,
                denying.finite,
            ),
        )
        self.instead, self.to, self.opinions, self.lately, self.joins, self._stops = map(
            self._single_words,
            (
                *(denying.instead, denying.to, denying.opinions, denying.lately),
                *(rules.joins, rules.gap_ends),
            ),
        )
        self.limit, self.beyond, self._negation = denying.limit, denying.beyond, denying
        self.litotes = denying.litotes or self.beyond
        self.through = self._single_words(denying.through)
        self.stated = {
            self._of_form(pattern, rule.form): rule
            for rule in rules.stated
            for pattern in self._patterns(rule.phrases)
        }
        self.nouns, self.degrees = (
            self._all_words(rules.sets.get(name, ())) for name in (NOUNS, DEGREES)
        )
        self.quantities = rules.quantities
        self.hedges = dict(self._hedges(rules, after=False))
        self.hedges_after = dict(self._hedges(rules, after=True))
        self.spread = rules.about.spread if rules.about else 0.0
        self.adverbs, self.adverbials = map(
            self._single_words, (rules.adverbs, (*rules.adverbs, *rules.adverbials))
        )
        self.adverb_endings = rules.adverb_endings
        self.no_adverbs = self._single_words(rules.no_adverbs)
        self.leads, self.measured = map(
            self._of_leads,
            (((x, x.phrases) for x in rules.leads), ((x, x.measured) for x in rules.leads)),
        )
        self.conditions = {
            p: rule for rule in rules.conditions for p in self._patterns(rule.phrases)
        }
        self.breaks, self.frame, self.linking = map(
            self._single_words, (rules.breaks, rules.frame, rules.linking)
        )
        self.names = frozenset(rules.names)
        self.bare_frame = self.frame - self.joins
        self.number_ends = (
            self.frame | self.breaks | self._single_words((*rules.number_ends, *rules.meaningless))
        )
        self.idle = self._any_of((*rules.frame, *rules.meaningless))
        self._denials = [
            (rule.kind, self._all_words(rule.deniers), self._all_words(rule.denials))
            for rule in rules.denied_denials
        ]
        self.refuted, self.surprising = map(
            self._any_of,
            (
                chain(*(rules.sets.get(name, ()) for name in REFUTALS), denying.left_open),
                denying.surprising,
            ),
        )
        self._kinds = dict(self._kinds_of_phrases(rules))
        self.neutral = frozenset(
            tuple(Slot.DIGITS if word is Slot.NUMBER else word for word in pattern)
            for rule in rules.neutral
            for pattern in self._patterns(rule.phrases)
        )
        known = dict.fromkeys(chain(self._kinds, self.stated, self.conditions, self.neutral))
        self.phrases: Phrases[Pattern] = self._table(
            chain(((p, p) for p in known), self._later()), self._gap
        )

    def _later(self) -> Iterator[tuple[Pattern, Later[Pattern]]]:
        """How phrases begin of which each beginning goes with hundreds of ends."""
        for slot, begins, ends in self._halves():
            for begin in ((*each, slot) for each in begins):
                yield begin, Later(partial(_ended, begin, ends))

    def _halves(self) -> Iterator[tuple[Slot, _Patterns, _Patterns]]:
        """Denied denials, and what is said with a gap: their beginnings and their ends."""
        yield from ((Slot.ADVERBS, deniers, denials) for _, deniers, denials in self._denials)
        yield from ((Slot.GAP, begins, ends) for _, begins, ends in self._gapped)

    def synonym(self, core: Pattern) -> Synonym | None:
        """The rule by which a phrase says what others say, None where there is none."""
        if Slot.GAP not in core:
            return self._synonyms.get(core)
        at = core.index(Slot.GAP)
        begin, end = core[:at], core[at + 1 :]
        found = (rule for rule, *sides in self._gapped if begin in sides[0] and end in sides[1])
        return next(found, None)

    def kind_of(self, core: Pattern) -> str | None:
        """The kind of a phrase that has a number or a class, None where it is none."""
        cuts = [at for at, word in enumerate(core) if word is Slot.ADVERBS]
        for kind, deniers, denials in reversed(self._denials) if cuts else ():
            if any(core[:at] in deniers and core[at + 1 :] in denials for at in cuts):
                return kind
        known, synonym = self._kinds.get(core), self.synonym(core)
        return synonym.kind if known is None and synonym else known

    def _of_leads(self, entries: Iterable[tuple[Lead, Iterable[str]]]) -> Phrases[Lead]:
        patterns = ((p, lead) for lead, phrases in entries for p in self._patterns(phrases))
        return self._table(patterns, self._gap)

    def _table(self, entries: Iterable[tuple[Pattern, V | Later[V]]], gap: int) -> Phrases[V]:
        fill, begins = self._slot_end, self.begin_numbers
        return Phrases(entries, gap=gap, stops=self._stops, fill=fill, begins=begins)

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

    @cached_property
    def weighing(self) -> frozenset[str]:
        """Words that say, beside others, how likely it is, how much more or less, or that deny."""
        alone = (p for p, kind in self._kinds.items() if len(p) == 1 and self.kinds[kind].guarded)
        words = chain(*self.degrees, *self.nouns, *self.intensifiers, self.denied_nouns, *alone)
        denying = chain(*(p for p in self._denies if len(p) == 1))
        return frozenset(word for word in (*words, *denying) if isinstance(word, str))

    def is_degree(self, word: str) -> bool:
        """Whether a word is an adjective or adverb of degree: likely, probably."""
        return (word,) in self.degrees or word.endswith(self.adverb_endings or ("\0",))

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
        """Where the adverbs end that begin at token `at`, and be it none: simply and plainly."""
        last = min(at + MOST_ADVERBS, len(tokens) - 1)
        for end in range(at, last):
            joins = (
                at < end
                and tokens[end].text in self.joins
                and self._does_as_adverb(tokens[end + 1])
            )
            if not joins and not self._does_as_adverb(tokens[end]):
                return end
        return max(at, last)

    def is_guarded(self, words: Words) -> bool:
        """Whether words are a degree of likelihood: "likely", "probably"."""
        kind = self.kinds.get(self.kind_of(words) or "")
        return kind is not None and kind.guarded

    def is_adverb(self, token: Token) -> bool:
        """Whether a token is an adverb that says nothing of likelihood by itself: quite, still."""
        adverb = self._does_as_adverb(token) and token.text not in self.no_adverbs
        return adverb and (token.text in self.adverbs or token.text not in self.adverbials)

    def _does_as_adverb(self, token: Token) -> bool:
        word = token.text
        ends = word.endswith(self.adverb_endings or ("\0",))
        denies = (word,) in self.negators
        return (word in self.adverbials or ends) and not denies and (word,) not in self._kinds

    def _patterns(self, phrases: Iterable[str]) -> Iterator[Pattern]:
        for phrase in phrases:
            # Each word is read once, and not again in all that it stands in.
            ways = [[*map(self.pattern, each)] for each in self._alternatives(phrase)]
            yield from map(tuple, map(chain.from_iterable, product(*ways)))

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
    def between(self) -> Phrases[bool]:
        """What may stand between a verb and the denial behind it."""
        return self._table(
            ((pattern, True) for pattern in self._patterns(self._negation.between)), 0
        )

    @cached_property
    def begin_numbers(self) -> frozenset[str]:
        """The words with which a number may begin."""
        known = self.quantities
        first = (words[0] for words in known.between)
        return frozenset((*known.numbers, *known.parts, *known.articles, *first))

    @cached_property
    def back(self) -> Phrases[bool]:
        """What goes before a likelihood of what was said: "though it is"."""
        return self._any_of(self._negation.back)

    @cached_property
    def weighing_behind(self) -> Phrases[bool]:
        """What weighs a noun of likelihood and stands behind it: "a chance, albeit small"."""
        return self._any_of(self._negation.weighing)

    @cached_property
    def negators(self) -> frozenset[Pattern]:
        """The words that deny what stands before or behind them."""
        return self.negators_before | self.negators_after

    @cached_property
    def ways_of_odds(self) -> tuple[str, ...]:
        """What says which way odds go, behind them: on, against."""
        ways: dict[str, Pattern] = {}
        for pattern, rule in self.stated.items():
            if rule.form in ODDS:
                ways.setdefault(rule.id, pattern[-1:])
        return tuple(dict.fromkeys(map(shown, ways.values())))

    @cached_property
    def shown(self) -> Sequence[str]:
        """Every phrase that has a number or a class, as the rules write it, by the alphabet."""
        halved = ((*one, slot, *two) for slot, *s in self._halves() for one, two in product(*s))
        return tuple(sorted({*map(shown, chain(self._kinds, halved))}))

    def _any_of(self, phrases: Iterable[str]) -> Phrases[bool]:
        return Phrases([(pattern, True) for pattern in self._patterns(phrases)], gap=self._gap)

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
        for words, synonym in self._synonyms.items():
            yield words, synonym.kind
        for rule in rules.classes:
            for words in self._patterns((*rule.phrases, *rule.denied)):
                yield words, rule.kind


def _ended(begin: Pattern, denials: Iterable[Pattern]) -> Iterator[tuple[Pattern, Pattern]]:
    """The phrases that begin so and end with one of these denials."""
    return ((whole, whole) for whole in ((*begin, *denial) for denial in denials))
