"""Find likelihood words in a text, the modifiers that touch them, and what belongs together.

found  = longest known phrase, left to right, with modifiers before and a negator after
chain  = found words of different slots between two breaks of the sentence
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from verifier.dataclass import dataclass
from verifier.text.phrases import SENTENCE_ENDS, Pattern
from verifier.text.sentences import sentence_ends
from verifier.text.tokens import ALIKE, Token
from verifier.words.entries import Form
from verifier.words.index import Hedge, Index
from verifier.words.numbers import Numbers
from verifier.words.probabilities import hedged, stated_in
from verifier.words.tokens import Words, words_in

MARKS = ".,;:!?()[]\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2026\u2013\u2014/"
"""Marks without meaning beside words of likelihood."""
ASIDE = frozenset(",()\u2013\u2014-")
"""Marks around an aside."""
QUOTES = frozenset("\"'" + ALIKE['"'])
LONGEST_MODIFIER = 2  # words: "more than"
BELOW = frozenset({"less", "under"})
ABOVE = frozenset({"more", "over"})
BOUNDS = frozenset({"least", "most"}) | BELOW | ABOVE
LONGEST_BOUND = 4  # words: "no more than about"
LONGEST_BRIDGE = 3  # words that let a denial through: "not all that likely"
LONGEST_PHRASE = 6  # words from a denial on: "will not be the last time"
LONGEST_LEVEL = 6
"""Words from what is measured to the verb that rates it: "the rate of growth in May was rated"."""
LONGEST_LEAD = 40  # words between "puts the odds of" and the number: a long sentence
LATEST = 256  # texts of which what was read is kept: parts of a sentence are read several times


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, its tokens, which of them end a sentence, and the longest phrase at each.

    Quotation marks are no tokens: they part no words, as in a "70 per cent" chance.
    """

    text: str
    tokens: tuple[Token, ...]
    ends: frozenset[int]
    phrases: tuple[tuple[Pattern, int] | None, ...]

    @staticmethod
    @lru_cache(maxsize=LATEST)
    def of(text: str, index: Index) -> Passage:
        """The text as tokens of the language of the rules."""
        words = [t for t in words_in(text, index.contractions) if t.text not in QUOTES]
        tokens = tuple(_without_put_in(words, index))
        phrases = tuple(index.phrases.longest(tokens, at) for at in range(len(tokens)))
        return Passage(text, tokens, _ends(text, tokens, index.abbreviations), phrases)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where tokens `start` to `end` stand in the text."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def shown(self, start: int, end: int) -> str:
        """Tokens `start` to `end` as they are written."""
        return self.text[slice(*self.span(start, end))]

    def words(self, start: int, end: int) -> Words:
        """The folded words of tokens `start` to `end`."""
        return tuple(token.text for token in self.tokens[start:end])


def _without_put_in(tokens: Sequence[Token], index: Index) -> Iterator[Token]:
    """The tokens without a word that links sentences, put in between a verb and what goes with it.

    "It is not, however, likely".
    """
    at = 0
    while at < len(tokens):
        yield tokens[at]
        word = tokens[at].text
        beside = word in index.frame or (word,) in index.negators_before
        put_in = [token.text for token in tokens[at + 1 : at + 4]] if beside else []
        linked = put_in[:1] == put_in[2:] == [","] and put_in[1] in index.linking
        at += 4 if linked else 1


def _ends(text: str, tokens: Sequence[Token], abbreviations: frozenset[str]) -> frozenset[int]:
    """Which tokens end a sentence, or part it like one: a semicolon, and the mark at the end."""
    marks = {start for start, _ in sentence_ends(text, abbreviations)}
    last = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].is_word), -1)
    return frozenset(
        at
        for at, token in enumerate(tokens)
        if token.start in marks or token.text == ";" or (at > last and token.text in SENTENCE_ENDS)
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A known phrase with its modifiers and negators, over tokens `start` to `end`.

    A negator before denies the phrase, one after it denies the event. A stated number that is
    `named` has a noun of likelihood behind it, one that is `of` such a noun before it.
    """

    core: Pattern
    start: int
    end: int
    kind: str
    before: tuple[Words, ...] = ()
    denied_before: int = 0
    denied_after: int = 0
    stated: Numbers | None = None
    named: bool = False
    of: bool = False


def find(passage: Passage, index: Index, *, running_text: bool) -> Iterator[Found]:
    """Likelihood words left to right; none overlaps another."""
    at = free = 0
    while at < len(passage.tokens):
        match = passage.phrases[at]
        if match is None:
            at += 1
            continue
        core, end = match
        modifier = _modifies(passage, at, end, core, index)
        if modifier:
            at += modifier
            continue
        predicate = running_text and at > free and passage.tokens[at - 1].text in index.finite
        if core in index.hedges and _begins_number(
            passage, end, index, free if predicate else None
        ):
            at = end
            continue
        across = None if core in index.stated else _across(passage, at, end, index)
        if across is not None:
            at = across
            continue
        found = _found(passage, core, range(at, end), free, index)
        if found is not None and (not running_text or _in_text(found, passage, index)):
            yield found
            at = free = found.end
            continue
        # What is a number and no likelihood may say more of the word behind: "half as likely"; and
        # what opens a condition elsewhere may bound a number: "just short of 60%".
        at, free = end, free if core in index.stated or core in index.conditions else end


def _modifies(passage: Passage, at: int, end: int, core: Pattern, index: Index) -> int:
    """How many words at token `at` modify what is behind: half as likely is no half, never likely.

    None where they say something of their own.
    """
    if core in index.stated and passage.words(at, at + 2) in index.comparisons:
        return 2
    behind = passage.phrases[end] if end < len(passage.phrases) else None
    if core not in index.negators_before or behind is None:
        return 0
    kind = index.kinds.get(index.kind_of(behind[0]) or "")
    return len(core) if kind is not None and kind.guarded and kind.in_text else 0


def _across(passage: Passage, at: int, end: int, index: Index) -> int | None:
    """Where what begins inside a phrase and ends beyond it is to be read in its place.

    A stated number is, "there is a risk of 10 %", and what stands behind a subject: "it may well".
    """
    for inside in range(at + 1, end):
        match = passage.phrases[inside]
        if match is not None and match[1] > end:
            behind_subject = inside == at + 1 and passage.tokens[at].text in index.clause
            if behind_subject or match[0] in index.stated:
                return inside
    return None


def _begins_number(passage: Passage, at: int, index: Index, free: int | None) -> bool:
    """Whether a stated number begins at token `at`, or behind the article there.

    With `free`, from where on words are its own, only one that says how likely something is: of
    "is probably 15 percent lower" none is.
    """
    for start in range(at, min(at + 2, len(passage.tokens))):
        match = passage.phrases[start]
        if match is not None and match[0] in index.stated:
            if free is None:
                return True
            found = _found(passage, match[0], range(start, match[1]), free, index)
            return found is not None and _in_text(found, passage, index)
        if not set(passage.words(start, start + 1)) <= index.quantities.articles:
            return False
    return False


def chains(found: Iterable[Found], passage: Passage, index: Index) -> Iterator[list[Found]]:
    """Found words grouped into the chains of one forecast each."""
    chain: list[Found] = []
    for word in found:
        if chain and not _joins(word, chain, passage, index):
            own = _is_of_next(word, chain, index)
            yield chain[:-1] if own else chain
            chain = chain[-1:] if own else []
        chain.append(word)
    if chain:
        yield chain


def unread(found: Iterable[Found], passage: Passage, index: Index) -> Iterator[int]:
    """The tokens that neither belong to what was found nor are without meaning.

    A mark has none but where it changes a number: "50%+", "-15%", ".50%".
    """
    used = {at for word in found for at in range(word.start, word.end)}
    at = 0
    while at < len(passage.tokens):
        idle = index.idle.matches(passage.tokens, at)
        end = next((end for _, end in idle if used.isdisjoint(range(at, end))), at + 1)
        tells = passage.tokens[at].is_word or _tells(passage, at)
        if tells and not idle and at not in used:
            yield at
        at = end


def _tells(passage: Passage, at: int) -> bool:
    return bool(passage.tokens[at].text.strip(MARKS)) or _signs(passage, at)


def _signs(passage: Passage, at: int) -> bool:
    """Whether this is a minus or a decimal point that begins the number behind it."""
    tokens = passage.tokens
    if not 0 <= at < len(tokens) - 1 or tokens[at].text not in {"-", "."}:
        return False
    begins = at == 0 or not tokens[at].glued
    return begins and tokens[at + 1].glued and tokens[at + 1].is_number


def _found(passage: Passage, core: Pattern, at: range, free: int, index: Index) -> Found | None:
    start, end = at.start, at.stop
    if core in index.stated:
        return _number(passage, core, at, free, index)
    kind = index.kind_of(core)
    if kind is None:
        return None
    bounds = [_hedge_before(passage, start, free, index)]
    intensifiers, start, denied, compared = _before(passage, at, free, index)
    bounds.append(_hedge_before(passage, start, free, index))
    # "At least likely" is likely or more, and no number says where.
    if index.kinds[kind].guarded and any(b and b[0] in BOUNDS for b in bounds):
        return None
    after = _negator_after(passage, at, kind, index)
    if compared is not None and index.kinds[kind].guarded:
        kind = compared
    return Found(core, start, end + after, kind, intensifiers, denied, int(after > 0))


def _number(passage: Passage, core: Pattern, at: range, free: int, index: Index) -> Found | None:
    """A stated number, with what bounds it on either side."""
    if _signs(passage, at.start - 1):
        return None
    numbers = stated_in(core, passage.tokens, at.start, index)
    if numbers is None:
        return None
    start, end, hedges, of = at.start, at.stop, set[Hedge](), False
    while (before := _hedge_before(passage, start, free, index)) is not None:
        hedge, begins = before
        hedges.add(hedge)
        # A probability of about 70 percent.
        of = of or any((word,) in index.nouns for word in passage.words(begins, start))
        start = begins
    after = _hedge_after(passage, end, index)
    named = False
    if after is not None:
        hedge, end = after
        hedges.add(hedge)
        named = passage.words(end, end + 1) in index.nouns
    # Nothing is less likely than 0 % or more likely than 100 %.
    beyond = (numbers.high == 0 and hedges & BELOW) or (numbers.low == 1 and hedges & ABOVE)
    if beyond or len(hedges & BOUNDS) > 1:
        return None
    if _modifier(passage, start, free, index) in index.negators_before:
        return None
    numbers = hedged(numbers, hedges, index.spread)
    return Found(core, start, end + named, index.default_kind, stated=numbers, named=named, of=of)


def _in_text(found: Found, passage: Passage, index: Index) -> bool:
    if found.stated is not None:
        rule = index.stated[found.core]
        if not isinstance(found.core[-1], str) and not found.named:
            after = passage.tokens[found.end : found.end + 1]
            if after and after[0].is_word and after[0].text not in index.number_ends:
                return False
        return found.named or found.of or rule.in_text or _led(passage, found, rule.form, index)
    return index.kinds[found.kind].in_text


def _begins(words: Sequence[Token], at: int, index: Index) -> int:
    """Where the clause of a verb at `at` may begin: with the subject, if "is" stands before it."""
    first = at
    while first > 0 and words[first - 1].text in index.frame | index.adverbs:
        first -= 1
    return max(0, first - LONGEST_LEVEL) if first < at else at


def _led(passage: Passage, found: Found, form: Form, index: Index) -> bool:
    """Whether words that lead up to a number end where it begins: "puts the odds of rain at"."""
    before = passage.tokens[max(0, found.start - LONGEST_LEAD) : found.start]
    after = passage.tokens[found.end : found.end + 1]
    if after and after[0].text in index.quantities.part_of:
        # I put it at 20 per cent of output.
        return False
    closed = not after or after[0].text in ASIDE
    if closed and _is_put_in(before, index):
        return True
    for at in range(len(before)):
        lead, end = index.leads.longest(before, at) or (None, at)
        if lead is not None and lead.put_in and not (closed and _is_put_in(before[:at], index)):
            continue
        if lead is not None and end == len(before) and lead.not_form != form:
            within = (
                index.measured.longest(before, each)
                for each in range(_begins(before, at, index), end)
                if not each or before[each - 1].text not in lead.object_of
            )
            if not any(found is not None and found[0] is lead for found in within):
                return True
    return False


def _is_put_in(before: Sequence[Token], index: Index) -> bool:
    """Whether an aside opens right behind a likelihood: "a risk (", "the odds,", "likely ("."""
    if len(before) < 2 or before[-1].text not in ASIDE:
        return False
    word = (before[-2].text,)
    return word in index.nouns or index.is_guarded(word)


def _before(
    passage: Passage, at: range, free: int, index: Index
) -> tuple[tuple[Words, ...], int, int, str | None]:
    """What leads up to the words `at`: intensifiers, where they begin, negators, and a kind.

    The kind is that of a comparison, None without one.
    """
    intensifiers: tuple[Words, ...] = ()
    denials, kind, start = 0, None, at.start
    while (words := _modifier(passage, start, free, index)) is not None:
        rule = index.intensifiers.get(words)
        if rule is not None and rule.degrees and not index.is_degree(passage.tokens[start].text):
            break
        start -= len(words)
        if words in index.negators_before:
            denials += 1
        elif words in index.comparisons:
            kind = index.comparisons[words].kind
        else:
            intensifiers = (words, *intensifiers)
    bridge = 0 if denials else _bridge(passage, start, free, index)
    return intensifiers, start - bridge, denials + bool(bridge), kind


def _modifier(passage: Passage, end: int, free: int, index: Index) -> Words | None:
    for length in range(LONGEST_MODIFIER, 0, -1):
        words = passage.words(max(free, end - length), end)
        if words in index.modifiers:
            return words
    return None


def _bridge(passage: Passage, start: int, free: int, index: Index) -> int:
    """How far before `start` a negator stands behind words that let it through, else 0."""
    for distance in range(1, LONGEST_BRIDGE + 1):
        at = start - distance
        if at <= free or passage.tokens[at].text not in index.through:
            return 0
        if passage.words(at - 1, at) in index.negators_before:
            return distance + 1
    return 0


def _negator_after(passage: Passage, core: range, kind: str, index: Index) -> int:
    """How many tokens reach from the words `core` to the end of a negator, 0 without one.

    Adverbs and a time may stand before it: "will simply not", "will this year not". There is none
    where it has another meaning, with what is behind it or with what stands before the adverbs.
    """
    at = end = core.stop
    if index.kinds[kind].verb or index.kinds[kind].guarded:
        at = _past_adverbs(passage, end, index)
    for length in range(LONGEST_MODIFIER, 0, -1):
        words = passage.words(at, at + length)
        if words in index.negators_after:
            phrase, behind = passage.phrases[at], at + len(words)
            longer = phrase is not None and phrase[1] > behind
            plain = (*passage.tokens[core.start : end], *passage.tokens[at:][:LONGEST_PHRASE])
            whole = index.phrases.longest(plain, 0) if at > end else None
            longer |= whole is not None and whole[1] > len(core) + len(words)
            # "Could really not" is "could not", which is more than "could" denied.
            own = index.synonym((*passage.words(core.start, end), *words))
            longer |= at > end and own is not None and own.denied
            return 0 if longer else behind - end
    return 0


def _past_adverbs(passage: Passage, at: int, index: Index) -> int:
    tokens = passage.tokens
    while at < len(tokens):
        match = index.between.longest(tokens, at)
        if match is not None:
            at = match[1]
        elif index.is_adverb(tokens[at]):
            at += 1
        elif tokens[at].text == "," and at + 1 < len(tokens) and index.is_adverb(tokens[at + 1]):
            at += 2
        else:
            break
    return at


def _hedge_before(
    passage: Passage, start: int, free: int, index: Index
) -> tuple[Hedge, int] | None:
    """What bounds the number at `start`, and where it begins; an article may stand between."""
    for end in (start, start - 1):
        article = end >= free and passage.tokens[end].text in index.quantities.articles
        point = end >= free and passage.tokens[end].text == "." and end not in passage.ends
        if end < start and not (article or point):
            return None
        for length in range(min(LONGEST_BOUND, end - free), 0, -1):
            hedge = index.hedges.get(passage.words(end - length, end))
            if hedge is not None:
                return hedge, end - length
    return None


def _hedge_after(passage: Passage, end: int, index: Index) -> tuple[Hedge, int] | None:
    """What bounds the number that ends at `end`, and where it ends."""
    set_off = end < len(passage.tokens) and passage.tokens[end].text == ","
    for at in (end, end + 1) if set_off else (end,):
        for length in range(LONGEST_BOUND, 0, -1):
            words = passage.words(at, at + length)
            hedge = index.hedges_after.get(words)
            if hedge is not None:
                return hedge, at + len(words)
    return None


def _joins(word: Found, chain: Sequence[Found], passage: Passage, index: Index) -> bool:
    between = range(chain[-1].end, word.start)
    tokens = passage.tokens
    if any(at in passage.ends or tokens[at].text in index.breaks for at in between):
        return False
    if own_predicate(word, passage, index) > chain[-1].end:
        return False
    stated = any(other.stated is not None for other in chain)
    if word.stated is not None and not stated and closes_clause(word.end, passage, index):
        return True
    kind = index.kinds[word.kind]
    if any(index.kinds[other.kind].slot == kind.slot for other in chain):
        return False
    # "will attack, perhaps this week" is two forecasts, "will perhaps attack" is one, and so is
    # "will attack, perhaps".
    trails = kind.guarded and index.kinds[chain[-1].kind].verb
    trails = trails and not closes_clause(word.end, passage, index)
    return not trails or all(
        tokens[at].text in index.frame or not tokens[at].is_word for at in between
    )


def _is_of_next(verb: Found, chain: Sequence[Found], index: Index) -> bool:
    """Whether the last word of a chain is the next verb's: "could, and probably will"."""
    *before, last = chain
    if not before or last.end != verb.start or last.start == before[-1].end:
        return False
    verbs = index.kinds[verb.kind].verb and index.kinds[before[-1].kind].verb
    return verbs and index.kinds[last.kind].guarded and last.stated is None


def own_predicate(first: Found, passage: Passage, index: Index) -> int:
    """Where the predicate of a chain opens behind "and": "and is not expected to", else 0."""
    at = first.start
    while at and passage.tokens[at - 1].text in index.finite:
        at -= 1
    finite = at < first.start or index.kinds[first.kind].verb
    return at if finite and at and passage.tokens[at - 1].text in index.joins else 0


def closes_clause(end: int, passage: Passage, index: Index) -> bool:
    """Whether no word follows: "…, with a 70% chance" is about what stands before it."""
    after = passage.tokens[end : end + 1]
    return not after or not after[0].is_word or after[0].text in index.breaks
