"""Read verbal likelihood: words to numbers under every lexicon, or to a class without one.

    reading = the governing word of a chain, under every lexicon

A number that the speaker states governs its chain, else the word whose kind is declared first.
Every word and number comes from the rules; nothing here knows English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from verifier.dataclass import dataclass
from verifier.diagnostics.suggest import likest
from verifier.model.forecasts import ConditionKind
from verifier.text.phrases import Pattern, Phrases
from verifier.words import asides, objections, pairs
from verifier.words.chains import LATEST, Found, Passage, chains, find, unread
from verifier.words.clauses import find_clauses
from verifier.words.index import Index
from verifier.words.lexicons import (
    Answer,
    LexiconReading,
    Refusal,
    answers,
    choose,
    denial,
    passed_over,
    stated,
)
from verifier.words.numbers import EVEN
from verifier.words.objection import Objection
from verifier.words.rules import LikelihoodRules
from verifier.words.tokens import Words, shown


@dataclass(frozen=True, slots=True)
class WordRead:
    """A likelihood word as it stands in the text, and what kind of thing it says.

    `stated` is set for a number that the speaker gave.
    """

    text: str
    start: int
    end: int
    kind: str
    stated: bool = False


@dataclass(frozen=True, slots=True)
class LikelihoodReading:
    """What was understood of a phrase.

    `klass` is set where the words carry no number, `chosen` where they do, neither where they
    could not be read. `negated` says that the words deny the event: the numbers are those of
    the event, so "will likely not attack" gives a low number for the attack.
    """

    phrase: str
    words: tuple[WordRead, ...]
    klass: str | None
    imputed: bool
    negated: bool
    by_lexicon: tuple[LexiconReading, ...]
    refused: tuple[Refusal, ...]
    chosen: LexiconReading | None
    steps: tuple[str, ...]
    objection: str = ""
    """Why a phrase of known words is not read, empty where it is."""

    @property
    def readable(self) -> bool:
        """Whether the phrase gave a number or a class."""
        return self.klass is not None or self.chosen is not None

    @property
    def start(self) -> int:
        """Where the words read begin in the text."""
        return min((word.start for word in self.words), default=0)

    @property
    def end(self) -> int:
        """Where the words read end in the text."""
        return max((word.end for word in self.words), default=0)

    def under(self, lexicon: str) -> LexiconReading | None:
        """What `lexicon` makes of the phrase, None where it does not read it."""
        return next((reading for reading in self.by_lexicon if reading.lexicon == lexicon), None)


@dataclass(frozen=True, slots=True)
class ConditionRead:
    """A condition marker and the clause that it opens."""

    marker: str
    kind: ConditionKind
    start: int
    end: int
    clause: str


def read_likelihood(
    phrase: str, *, rules: LikelihoodRules, order: Sequence[str] | None = None
) -> LikelihoodReading:
    """Read `phrase`, the likelihood words of one forecast.

    `order` names the lexicons to choose from, best first; by default all, as declared. Every
    word is used, or has no meaning for likelihood (`frame`, `meaningless` in the rules), else the
    phrase is unread: `nearest_phrases` then offers what is known.

    >>> from pathlib import Path
    >>> from verifier.loading.rules import load_rules
    >>> rules = load_rules(Path(), [], {}).likelihood
    >>> chosen = read_likelihood("will likely", rules=rules).chosen
    >>> chosen.lexicon, chosen.low, chosen.central, chosen.high
    ('cap-2026', 0.6, 0.75, 0.85)
    >>> read_likelihood("every indication", rules=rules).klass
    'evidential'
    """
    index = rules.index
    lexicons = _checked(order, rules)
    passage = Passage.of(phrase, index)
    found = _whole(passage, index) or list(find(passage, index, running_text=False))
    if not found:
        return _unread(phrase, "no known phrase in it")
    strange = next(unread(found, passage, index), None)
    if strange is not None:
        return _unread(phrase, f"`{passage.shown(strange, strange + 1)}` is not known here")
    first, *others = chains(found, passage, index)
    if others:
        told, other = (passage.shown(part[0].start, part[-1].end) for part in (first, others[0]))
        return _unread(phrase, f"`{told}` and `{other}` are two likelihoods")
    chain, governing = _governed(first, index)
    return replace(_read_chain(passage, chain, governing, index, lexicons), phrase=phrase)


def unread_words(phrase: str, rules: LikelihoodRules) -> tuple[tuple[int, int], ...]:
    """Where the words of a phrase stand that say nothing known of likelihood.

    >>> from pathlib import Path
    >>> from verifier.loading.rules import load_rules
    >>> rules = load_rules(Path(), [], {}).likelihood
    >>> unread_words("very likely perhaps xyzzy", rules)
    ((20, 25),)
    """
    passage = Passage.of(phrase, rules.index)
    found = _whole(passage, rules.index) or list(find(passage, rules.index, running_text=False))
    return tuple(passage.span(at, at + 1) for at in unread(found, passage, rules.index))


def find_likelihoods(text: str, *, rules: LikelihoodRules) -> tuple[LikelihoodReading, ...]:
    """Every likelihood in `text`, one for each chain of words, in reading order.

    Words inside a condition ("as long as he believes ...") hedge the condition, not the
    forecast, and are left out.

    >>> from pathlib import Path
    >>> from verifier.loading.rules import load_rules
    >>> rules = load_rules(Path(), [], {}).likelihood
    >>> readings = find_likelihoods("Most likely, it will end.", rules=rules)
    >>> [(reading.phrase, reading.chosen.central) for reading in readings]
    [('Most likely, it will', 0.875)]
    """
    return _likelihoods(text, rules.index, rules.order)


@lru_cache(maxsize=LATEST)
def _likelihoods(
    text: str, index: Index, lexicons: tuple[str, ...]
) -> tuple[LikelihoodReading, ...]:
    passage = Passage.of(text, index)
    readings = _find(passage, index, lexicons)
    return tuple(_past_what_parts(passage, each, readings, index, lexicons) for each in readings)


def _past_what_parts(
    passage: Passage,
    reading: LikelihoodReading,
    readings: Sequence[LikelihoodReading],
    index: Index,
    lexicons: Sequence[str],
) -> LikelihoodReading:
    """The reading, unread where it is another without an aside or adverbs beside it.

    Adverbs part what belongs together only where the other reading reaches across their place:
    "would, without doubt, be", "could quite easily".
    """
    text, at = passage.text, (reading.start, reading.end)
    adverbs = [*asides.adverbs_beside(passage.tokens, *at, index)] if reading.readable else []
    for start, end in (*asides.beside(text, *at), *adverbs):
        reached = [one for one in readings if start < one.end and one.start < end]
        if not reading.readable or (reached and reached != [reading]):
            continue
        place = reading.start if reading.start < start else reading.start - (end - start)
        told = _find(Passage.of(text[:start] + text[end:], index), index, lexicons)
        there = [one for one in told if one.start <= place < one.end]
        if (start, end) in adverbs:
            there = [one for one in there if one.start < start < one.end]
        # An adverb inside may say how likely it is, but not that there is a number at all.
        same = (
            one.chosen is not None or reading.chosen is None
            if reached
            else _says(one) == _says(reading)
            for one in there
        )
        if there and not any(same):
            why = f"`{text[start:end].strip()}` beside it parts what belongs together"
            return _unless(reading, why)
    return _unless_an_aside_turns_it(text, reading, readings, index, lexicons)


def _unless_an_aside_turns_it(
    text: str,
    reading: LikelihoodReading,
    readings: Sequence[LikelihoodReading],
    index: Index,
    lexicons: Sequence[str],
) -> LikelihoodReading:
    """The reading, unread where an aside denies it, or another likelihood in one hides what does.

    "They are, by no means, likely" is read as without the commas, "it is not, we think, likely" as
    without "we think".
    """
    if not reading.readable:
        return reading
    last = reading.words[-1]
    for start, end in asides.beside(text, last.start, last.end):
        aside = text[start:end]
        hidden = any(one.start < end and start < one.end for one in readings)
        between = text[end : last.start] if start < last.start else text[last.end : start]
        near = {*index.words(between)} <= index.frame | index.adverbials
        if not hidden and not (near and _denies_something(aside, index)):
            continue
        plain = "" if hidden else f" {aside.strip(asides.MARKS)}"
        told = _find(Passage.of(text[:start] + plain + text[end:], index), index, lexicons)
        place = last.start + (len(plain) - len(aside) if start < last.start else 0)
        there = [one for one in told if one.readable and one.start <= place < one.end]
        if not any(one.negated == reading.negated for one in there):
            why = f"`{aside.strip()}` beside it turns it, and is not read with it"
            return _unless(reading, why)
    return reading


def _denies_something(text: str, index: Index) -> bool:
    """Whether a word of a text denies: "by no means", "not in our view", but "not surprisingly"."""
    passage = Passage.of(text, index)
    for at, phrase in enumerate(passage.phrases):
        known = phrase is not None and phrase[0] in index.neutral
        denies = index.denying_before.longest(passage.tokens, at)
        if not known and (denies or passage.words(at, at + 1) in index.negators_before):
            return True
    return False


def _says(reading: LikelihoodReading) -> object:
    chosen = reading.chosen
    return reading.klass, chosen and (chosen.low, chosen.central, chosen.high)


def _find(passage: Passage, index: Index, lexicons: Sequence[str]) -> tuple[LikelihoodReading, ...]:
    """Every likelihood in a passage, whatever stands beside it."""
    conditional = {
        at for clause in find_clauses(passage, index) for at in range(clause.start, clause.end)
    }
    found = (
        word
        for word in find(passage, index, running_text=True)
        if word.start not in conditional and passage.shown(word.start, word.end) not in index.names
    )
    readings: list[LikelihoodReading] = []
    last: Found | None = None
    said: pairs.Said | None = None
    for words in chains(found, passage, index):
        chain, governing = _governed(words, index)
        against = objections.beside(chain, governing, passage, index)
        if against is None and last is not None:
            against = objections.mixed(last, governing, passage, index)
        reading = _read_chain(passage, chain, governing, index, lexicons, against)
        if against is not None and readings:
            readings[-1] = _without(readings[-1], passage.span(against.start, against.end))
        readings.append(reading)
        last, before = governing, said
        said = pairs.Said(chain, governing, reading.chosen.central if reading.chosen else None)
        if before is not None and reading.readable:
            for at in pairs.dropped(before, said, passage, index):
                readings[at] = _unless(readings[at], "another likelihood of its event is beside it")
    return tuple(readings)


def find_conditions(text: str, *, rules: LikelihoodRules) -> tuple[ConditionRead, ...]:
    """Every condition in `text`, with the clause that it opens.

    >>> from pathlib import Path
    >>> from verifier.loading.rules import load_rules
    >>> rules = load_rules(Path(), [], {}).likelihood
    >>> [condition.clause for condition in find_conditions("Unless it rains, we go.", rules=rules)]
    ['Unless it rains']
    """
    return _conditions(text, rules.index)


@lru_cache(maxsize=LATEST)
def _conditions(text: str, index: Index) -> tuple[ConditionRead, ...]:
    passage = Passage.of(text, index)
    conditions: list[ConditionRead] = []
    for clause in find_clauses(passage, index):
        start, end = passage.span(clause.start, clause.end)
        kind = index.conditions[clause.marker].kind
        marker = shown(clause.marker)
        conditions.append(ConditionRead(marker, kind, start, end, text[start:end]))
    return tuple(conditions)


def nearest_phrases(phrase: str, rules: LikelihoodRules, *, limit: int = 3) -> tuple[str, ...]:
    """Known phrases that look most like `phrase`, for the remedy of a diagnostic.

    Odds that do not say which way they go are offered with the words that do. What drops who denies
    ("nobody expects") is not offered.

    >>> from pathlib import Path
    >>> from verifier.loading.rules import load_rules
    >>> rules = load_rules(Path(), [], {}).likelihood
    >>> nearest_phrases("likley", rules, limit=1)
    ('likely',)
    """
    index = rules.index
    # A 3 to 1 chance, too.
    idle = {*index.quantities.articles, *(noun[0] for noun in index.nouns if len(noun) == 1)}
    plain = " ".join(word for word in phrase.split() if word.casefold() not in idle)
    odds = [f"{odd} {way}" for odd in dict.fromkeys((phrase, plain)) for way in index.ways_of_odds]
    told = tuple(each for each in odds if read_likelihood(each, rules=rules).readable)
    asked = " ".join(index.words(phrase))[:80]
    near = told or likest(asked, index.shown, limit=limit, least=50)
    return tuple(each for each in near[:limit] if not drops_denial(phrase, each, rules))


def drops_denial(phrase: str, other: str, rules: LikelihoodRules) -> bool:
    """Whether `phrase` has more that denies than another, or names those who do: "few think"."""
    index = rules.index
    subjects = (index.denying_subjects,)
    denials = (*subjects, index.denying_before, index.denying_after)

    def held(text: str, known: Sequence[Phrases[bool]]) -> int:
        tokens = Passage.of(text, index).tokens
        return sum(any(each.longest(tokens, at) for each in known) for at in range(len(tokens)))

    return any(held(phrase, known) > held(other, known) for known in (subjects, denials))


def weighs(text: str, rules: LikelihoodRules) -> bool:
    """Whether a word of a text is an adverb, which may weigh what is likely: "deceptively"."""
    tokens = Passage.of(text, rules.index).tokens
    return any(objections.is_strange_adverb(token, rules.index) for token in tokens)


def _checked(order: Sequence[str] | None, rules: LikelihoodRules) -> tuple[str, ...]:
    if order is None:
        return rules.order
    unknown = [name for name in order if name not in rules.index.lexicons]
    if unknown:
        raise ValueError(f"lexicons that are not declared: {', '.join(unknown)}")
    return tuple(order)


def _whole(passage: Passage, index: Index) -> list[Found]:
    marks = [at for at, token in enumerate(passage.tokens) if token.is_word]
    words: Words = tuple(passage.tokens[at].text for at in marks)
    kind = index.kind_of(words)
    return [] if kind is None else [Found(words, marks[0], marks[-1] + 1, kind)]


def _unread(phrase: str, why: str) -> LikelihoodReading:
    steps = (f"Unread: {why}.",)
    return LikelihoodReading(phrase, (), None, False, False, (), (), None, steps, why)


def _unless(reading: LikelihoodReading, why: str) -> LikelihoodReading:
    return replace(_unread(reading.phrase, why), words=reading.words)


def _without(reading: LikelihoodReading, span: tuple[int, int]) -> LikelihoodReading:
    """The reading, unread where its words deny the next: "doubt that there is a 60% chance"."""
    start, end = span
    if not reading.start <= start < end <= reading.end:
        return reading
    return _unless(reading, "it turns another likelihood")


def _governed(chain: Sequence[Found], index: Index) -> tuple[Sequence[Found], Found]:
    """The chain, and the word in it that governs.

    A denied belief denies what is believed: "I do not think it likely" is "I think it not likely".
    Evidence of a plan is no more than the plan.
    """
    governing = min(chain, key=lambda word: (word.stated is None, index.rank[word.kind]))
    if not governing.denied_before and not _denies(governing.core, index):
        stronger = index.kinds[governing.kind].yields
        governing = next((word for word in chain if word.kind == stronger), governing)
    raised = [w for w in chain if w.denied_before and index.kinds[w.kind].raises]
    if not raised or not index.kinds[governing.kind].guarded or governing.stated is not None:
        return chain, governing
    plain = [replace(word, denied_before=0) if word in raised else word for word in chain]
    denied = replace(governing, denied_before=governing.denied_before + len(raised))
    return [denied if word is governing else word for word in plain], denied


def _read_chain(
    passage: Passage,
    chain: Sequence[Found],
    governing: Found,
    index: Index,
    order: Sequence[str],
    against: Objection | None = None,
) -> LikelihoodReading:
    phrase = passage.shown(chain[0].start, chain[-1].end)
    kind = index.kinds[governing.kind]
    given = _answers(governing, index)
    chosen = choose(given, order, index) if kind.number else None
    steps = list(_chain_steps(governing, chain, passage, index))
    if chosen is not None:
        steps += [*passed_over(given, chosen, order, index), chosen.how]
    elif kind.number:
        steps.append(index.told("no-lexicon"))
    why = against.why if against else objections.within(chain, governing, chosen, passage, index)
    if why is not None:
        words = tuple(_word_read(word, passage) for word in chain)
        return replace(_unread(phrase, why), words=words)
    beyond = _beyond(governing, chosen, index)
    if beyond is not None:
        steps.append(index.told("beyond", kind=beyond))
        chosen, given, kind = None, [], index.kinds[beyond]
    # The denial comes after the choice: "not likely" is read where "likely" is.
    denials = (
        w.denied_before + w.denied_after + _denies_besides(w, governing, index) for w in chain
    )
    denied = sum(denials) == 1
    if denied and given:
        steps.append(index.told("denied"))
        given = [denial(answer, index) for answer in given]
        chosen = None if chosen is None else denial(chosen, index)
    return LikelihoodReading(
        phrase=phrase,
        words=tuple(_word_read(word, passage) for word in chain),
        klass=chosen.klass if isinstance(chosen, Refusal) else None if kind.number else kind.id,
        imputed=kind.imputed and isinstance(chosen, LexiconReading),
        negated=denied != _denies(governing.core, index),
        by_lexicon=tuple(answer for answer in given if isinstance(answer, LexiconReading)),
        refused=tuple(answer for answer in given if isinstance(answer, Refusal)),
        chosen=chosen if isinstance(chosen, LexiconReading) else None,
        steps=tuple(steps),
    )


def _answers(word: Found, index: Index) -> list[Answer]:
    if word.stated is not None:
        return [stated(word.core, word.stated, index)]
    return list(answers(word.before, word.core, index))


def _denies_besides(word: Found, governing: Found, index: Index) -> bool:
    return word is not governing and objections.denies(word, index)


def _beyond(word: Found, chosen: Answer | None, index: Index) -> str | None:
    """The kind of a denial that is no complement, None for one that is, and where there is none."""
    if not word.denied_before or not isinstance(chosen, LexiconReading):
        return None
    if chosen.high <= EVEN:
        return index.litotes
    near = chosen.central >= index.limit and index.kinds[word.kind].guarded
    return index.beyond if near else None


def _chain_steps(
    governing: Found, chain: Sequence[Found], passage: Passage, index: Index
) -> Iterator[str]:
    shown = passage.shown(governing.start, governing.end)
    kind = index.kinds[governing.kind]
    yield index.told("kind", words=shown, kind=kind.id, because=kind.because)
    for word in chain:
        if word is not governing:
            other = passage.shown(word.start, word.end)
            yield index.told("governs", words=shown, other=other, kind=word.kind)


def _denies(core: Pattern, index: Index) -> bool:
    synonym = index.synonym(core)
    if synonym is not None:
        return synonym.denied
    if not index.kinds[index.kind_of(core) or index.default_kind].number:
        return core in index.denied
    return core in index.denied or (len(core) > 1 and core[-1:] in index.negators_after)


def _word_read(word: Found, passage: Passage) -> WordRead:
    start, end = passage.span(word.start, word.end)
    return WordRead(passage.text[start:end], start, end, word.kind, word.stated is not None)
