"""Why words of likelihood that are known say nothing together: a denial or a number is left over.

What is denied, and by what, decides whether a forecast leans towards its event or against it. So a
chain of words is refused where a denial in or beside it belongs to no word that is read by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from verifier.text.phrases import Slot
from verifier.text.tokens import Token
from verifier.words.chains import ASIDE, Found, Passage, own_predicate
from verifier.words.figures import LONGEST_CLAUSE, NEAR, left_out
from verifier.words.index import Index
from verifier.words.lexicons import Answer, LexiconReading, Refusal, answers
from verifier.words.numbers import EVEN
from verifier.words.objection import Objection, unread

LONGEST = 3
"""Words of the longest expression that denies; "anything but" begins before a break."""
SUBJECT = 2
"""Words of a subject behind what denies it: "no Western analyst would"."""


def within(
    chain: Sequence[Found], governing: Found, chosen: Answer | None, passage: Passage, index: Index
) -> str | None:
    """What keeps the words of a chain from being read together, None where nothing does."""
    if sum(word.denied_before + word.denied_after + denies(word, index) for word in chain) > 1:
        return "two denials are no degree"
    denied_before = any(word.denied_after for word in chain if word.end <= governing.start)
    if governing.kind == index.beyond and (governing.denied_before or denied_before):
        return "its denial is no judgement that is known"
    for word in chain:
        why = None if word is governing else _besides(word, governing, chosen, passage, index)
        if why is not None:
            return f"`{passage.shown(word.start, word.end)}` {why}"
    if chosen is None or isinstance(chosen, Refusal):
        return None
    if (governing.denied_before or denied_before) and chosen.low <= EVEN <= chosen.high:
        return "the denial of what may mean less or more than one half is no degree"
    if denied_before and chosen.central < EVEN:
        return "two denials are no degree"
    return None


def _besides(
    word: Found, governing: Found, chosen: Answer | None, passage: Passage, index: Index
) -> str | None:
    """What a word of a chain says beside the one that governs, None where it agrees."""
    kind = index.kinds[word.kind]
    if not kind.in_text:
        return "says how often"
    if word.denied_before or (denies(word, index) and word.end <= governing.start):
        return "is denied, and another word says how likely it is"
    if governing.stated is not None:
        return "stands beside a number" if _turns(word, governing, passage, index) else None
    if kind.hedges and isinstance(chosen, LexiconReading):
        near = max(chosen.central, 1 - chosen.central) >= index.limit
        return "stands beside what is near certain" if near else None
    return None


def denies(word: Found, index: Index) -> bool:
    """Whether a word with a number denies the event by itself: "cannot", "probably not"."""
    synonym = index.synonym(word.core)
    if synonym is not None:
        return synonym.denied
    ends = len(word.core) > 1 and word.core[-1:] in index.negators_after
    return ends and index.kinds[index.kind_of(word.core) or index.default_kind].number


def beside(
    chain: Sequence[Found], governing: Found, passage: Passage, index: Index
) -> Objection | None:
    """What stands around a chain in its clause and turns or weighs it, None where nothing does."""
    start = chain[0].start
    far = max(0, start - LONGEST_CLAUSE)
    opens = next(
        (at + 1 for at in range(start - 1, far - 1, -1) if _parts(passage, at, index)), far
    )
    while opens < start and not passage.tokens[opens].is_word:
        opens += 1
    before = governing.start - 1
    strange = index.kinds[governing.kind].guarded and governing.stated is None
    return (
        _asked(chain, passage)
        or _at_an_edge(chain, opens, passage, index)
        or _denied_aside(chain, opens, passage, index)
        or _set_off_before(opens, passage, index)
        or _odds_of_what(chain, governing, passage, index)
        or _denied_noun(chain, governing, passage, index)
        or _weighed_noun(chain, governing, passage, index)
        or left_out(chain, governing, passage, index)
        or _denied_inside(chain, passage, index)
        or _not_to_do(chain[-1], passage, index)
        or _denied_event(chain, governing, passage, index)
        or _turned_behind(chain, governing, passage, index)
        or (
            unread(passage, before, before + 1, "may change it")
            if strange and _is_strange(passage, before, index)
            else _a_few_words_before(chain, governing, opens, passage, index)
        )
    )


def _asked(chain: Sequence[Found], passage: Passage) -> Objection | None:
    """Who asks says nothing: "will they win?"."""
    places = range(chain[-1].end, len(passage.tokens))
    end = next((at for at in places if at in passage.ends or passage.tokens[at].text == "?"), 0)
    asked = end > 0 and passage.tokens[end].text == "?"
    return Objection("it is asked, not said", end, end + 1) if asked else None


def _at_an_edge(
    chain: Sequence[Found], opens: int, passage: Passage, index: Index
) -> Objection | None:
    """What denies at the beginning of the clause, or directly behind the chain."""
    start, end = chain[0].start, chain[-1].end
    after = end
    while after < len(passage.tokens) and passage.tokens[after].text in index.through:
        after += 1
    edges = ((end, index.denying_after), (after, index.denying_after))
    for at, known in ((opens, index.denying_subjects), *edges):
        match = None if _bounds(passage, at, index) else known.longest(passage.tokens, at)
        if match is not None and not start < match[1] <= end:
            return unread(passage, at, match[1], "denies")
    return None


def _denied_aside(
    chain: Sequence[Found], opens: int, passage: Passage, index: Index
) -> Objection | None:
    """A denial before an aside that is read: "not, perhaps, likely", "not, he expects, a risk"."""
    start, end = chain[0].start, chain[-1].end
    if start > opens + SUBJECT or not 1 < opens < len(passage.tokens) > end:
        return None
    denies = passage.tokens[opens - 1].text == passage.tokens[end].text == ","
    denies &= passage.words(opens - 2, opens - 1) in index.negators_before
    return unread(passage, opens - 2, opens - 1, "denies") if denies else None


def _set_off_before(opens: int, passage: Passage, index: Index) -> Objection | None:
    """What denies or only hopes at the head of the sentence: "hopefully, it will rain"."""
    if opens < 2 or passage.tokens[opens - 1].text != ",":
        return None
    at = opens - 1
    while at and at - 1 not in passage.ends and opens - at <= NEAR:
        at -= 1
    match = index.denying_before.longest(passage.tokens, at)
    return unread(passage, at, match[1], "turns it") if match and match[1] == opens - 1 else None


def _odds_of_what(
    chain: Sequence[Found], governing: Found, passage: Passage, index: Index
) -> Objection | None:
    """What odds are of, where their last word may lead up to it: "3-1 on a recession"."""
    rule = index.stated.get(governing.core) if governing.stated else None
    end = chain[-1].end
    if rule is None or not rule.ends or governing is not chain[-1] or end >= len(passage.tokens):
        return None
    if _parts(passage, end, index) or not passage.tokens[end].is_word:
        return None
    of_it = passage.tokens[end].text not in index.that
    return unread(passage, end, end + 1, "may be what they are of") if of_it else None


def _denied_noun(
    chain: Sequence[Found], governing: Found, passage: Passage, index: Index
) -> Objection | None:
    """What denies a noun past its adjectives: "no serious doubt", "little real chance"."""
    if index.denied_nouns.isdisjoint(governing.core):
        return None
    for at in range(chain[0].start - 1, max(-1, chain[0].start - 1 - LONGEST), -1):
        if _parts(passage, at, index) or passage.tokens[at].text in index.joins:
            return None
        match = index.denying_nouns.longest(passage.tokens, at)
        if match is not None and match[1] <= chain[0].start:
            return unread(passage, at, match[1], "denies")
    return None


def _weighed_noun(
    chain: Sequence[Found], governing: Found, passage: Passage, index: Index
) -> Objection | None:
    """Another word that weighs the noun: "a small but real risk", "a chance, albeit small"."""
    at, tokens, end = chain[0].start - 1, passage.tokens, chain[-1].end
    if index.denied_nouns.isdisjoint(governing.core):
        return None
    end += end < len(tokens) and tokens[end].text in ASIDE
    behind = index.weighing_behind.longest(tokens, end)
    if behind is not None:
        return unread(passage, end, behind[1], "weighs it, too")
    if at < 2 or at in passage.ends:
        return None
    at -= tokens[at].text == ","
    joints = index.breaks | index.alternatives | (index.quantities.to - index.joins)
    if tokens[at].text not in joints:
        return None
    articles = (tokens[place].text for place in range(max(0, at - 1 - SUBJECT), at - 1))
    if index.quantities.articles.isdisjoint(articles):
        return None
    return unread(passage, at - 1, at + 1, "weighs it, too")


def _a_few_words_before(
    chain: Sequence[Found], governing: Found, opens: int, passage: Passage, index: Index
) -> Objection | None:
    """What denies a few words before the chain, or before the "that" of its clause."""
    start, kind = chain[0].start, index.kinds[governing.kind]
    own, that = own_predicate(chain[0], passage, index), start
    # In May few are sure that it will hold, where no strikes are likely.
    of_whom = kind.verb or index.kinds[chain[0].kind].slot in ("belief", "report")
    of_whom |= passage.tokens[start].text in index.opinions
    for at in range(start - 1, max(-1, min(opens, start - NEAR) - LONGEST), -1):
        text, behind = (passage.tokens[place].text for place in (at, at + 1))
        noun = (text,) in index.nouns or (text in index.denied_nouns and behind in index.clause)
        # The danger level is none of either.
        named = passage.phrases[at]
        noun = noun and not (named is not None and named[0] in index.neutral)
        if at >= opens and noun and kind.verb and kind.number:
            return unread(passage, at, at + 1, "says how likely it is")
        # What stands before "that" is near to all of the clause behind it.
        that = at if passage.tokens[at].text in index.that else that
        match = index.denying_before.longest(passage.tokens, at)
        match = None if _bounds(passage, at, index) else match
        near = match is not None and opens <= match[1] <= start and that - match[1] <= NEAR
        # It does not look bad, and is likely to hold: each predicate is denied by itself.
        elsewhere = that == start and passage.words(at, at + 1) in index.negators_before
        if match is not None and near and not (elsewhere and match[1] <= own):
            return unread(passage, at, match[1], "turns it")
        match = index.denying_subjects.longest(passage.tokens, at) if of_whom else None
        match = None if _is_neutral(passage, at, index) else match
        reaches = match is not None and opens <= at < match[1] <= start <= match[1] + SUBJECT
        if match and reaches and index.joins.isdisjoint(passage.words(match[1], start)):
            # An attack that no analyst would rule out.
            return unread(passage, at, match[1], "denies")
    return None


def _is_neutral(passage: Passage, at: int, index: Index) -> bool:
    """Whether a word goes on with one before it that takes its meaning: "a few"."""
    match = passage.phrases[at - 1] if at else None
    return match is not None and match[0] in index.neutral and match[1] > at


def _bounds(passage: Passage, at: int, index: Index) -> bool:
    """Whether a word stands in a denial that only bounds a number: "no fewer than 300"."""
    for begins in range(max(0, at - 1), min(at + 1, len(passage.tokens))):
        match = passage.phrases[begins]
        denies = (passage.tokens[begins].text,) in index.negators_before
        if denies and match is not None and match[0] in index.neutral and match[1] > at:
            return True
    return False


def _denied_event(
    chain: Sequence[Found], governing: Found, passage: Passage, index: Index
) -> Objection | None:
    """What denies the event of the clause behind: "a 70% chance of no attack".

    What is behind a degree may be another clause, unless a word says that it is its own: "likely
    that they don't". A verb of the chain is read with its own denial, and then what stands behind
    is not the event's.
    """
    last = chain[-1]
    if last is not governing or not index.kinds[last.kind].number:
        return None
    behind = passage.words(last.end, last.end + 1)
    opens = {last.core[-1], *behind}
    of = not index.denied_nouns.isdisjoint(last.core) and not opens.isdisjoint(
        index.quantities.part_of
    )
    whole = last.stated is not None or not opens.isdisjoint(index.clause)
    if not whole and not of:
        return None
    # "A good chance of winning without help" is one of winning.
    negators = index.negators if whole else index.negators_after
    for at in range(last.end, min(last.end + LONGEST_CLAUSE, len(passage.tokens))):
        nested = at > last.end and passage.tokens[at].text in index.that
        # "A 70% chance of a strike if talks do not resume": that is denied of the talks.
        match = passage.phrases[at]
        supposed = match is not None and match[0] in index.conditions
        if nested or supposed or _parts(passage, at, index):
            return None
        # Who or what does it opens the clause: "of nothing", "that nobody".
        subject = index.denying_subjects.longest(passage.tokens, at) if at <= last.end + 1 else None
        if subject is not None:
            return unread(passage, at, subject[1], "denies")
        for end in (at + 1, at + 2):
            if passage.words(at, end) in negators:
                return unread(passage, at, end, "denies")
    return None


def _denied_inside(chain: Sequence[Found], passage: Passage, index: Index) -> Objection | None:
    """What denies within a phrase with a gap, or between two words of a chain.

    "The likelihood that they won't attack is high", "it is likely that no deal will be reached".
    """
    for first, second in pairwise(chain):
        for at in range(first.end, second.start):
            match = index.denying_subjects.longest(passage.tokens, at)
            if match is not None and not _is_neutral(passage, at, index):
                return unread(passage, at, match[1], "denies")
    for word in chain:
        if Slot.GAP not in word.core:
            continue
        begin = word.core.index(Slot.GAP)
        gap = range(word.start + begin, word.end - (len(word.core) - begin - 1))
        for at in gap:
            match = index.denying_subjects.longest(passage.tokens, at)
            end = match[1] if match is not None else at + 1
            if match is not None or passage.words(at, end) in index.negators_after:
                return unread(passage, at, end, "denies")
    return None


def _not_to_do(last: Found, passage: Passage, index: Index) -> Objection | None:
    """What somebody is expected not to do: "we expect them not to attack"."""
    kind = index.kinds[last.kind]
    if kind.verb or not kind.number or passage.tokens[last.end - 1].text in index.to:
        return None
    for at in range(last.end, min(last.end + NEAR, len(passage.tokens) - 1)):
        text = passage.tokens[at].text
        if _parts(passage, at, index) or text in index.joins | index.to | index.that:
            return None
        if (text,) in index.negators_after and passage.tokens[at + 1].text in index.to:
            return unread(passage, at, at + 1, "denies")
    return None


def _turned_behind(
    chain: Sequence[Found], governing: Found, passage: Passage, index: Index
) -> Objection | None:
    """Words behind a verb that turn what it says: "would surprise me if", "cannot be ruled out"."""
    for word in chain:
        if not index.kinds[word.kind].verb:
            continue
        denied = word.denied_after or word.denied_before or denies(word, index)
        for at in range(word.end, min(chain[-1].end + 2 * NEAR, len(passage.tokens))):
            if _parts(passage, at, index) or passage.tokens[at].text in index.joins:
                break
            match = index.refuted.longest(passage.tokens, at) if denied else None
            if match is None and word is governing and at >= chain[-1].end:
                match = index.surprising.longest(passage.tokens, at)
            if match is not None:
                return unread(passage, at, match[1], "denies")
    return None


def _is_strange(passage: Passage, at: int, index: Index) -> bool:
    """Whether an adverb stands there of which the rules know nothing: "deceptively likely"."""
    if at < 0 or not is_strange_adverb(passage.tokens[at], index):
        return False
    return index.idle.longest(passage.tokens, at) is None and passage.phrases[at] is None


def is_strange_adverb(token: Token, index: Index) -> bool:
    """Whether a word ends as adverbs do, and is not known to be none, or to change nothing."""
    known = index.adverbials | index.no_adverbs
    return token.text.endswith(index.adverb_endings) and token.text not in known


def mixed(first: Found, second: Found, passage: Passage, index: Index) -> Objection | None:
    """Two degrees with nothing between that parts them: "could certainly be impossible".

    Nor where one is said instead of the other: "likely rather than certain".

    A denial reaches farther: "cannot by any means be called unlikely".
    """
    guarded = index.kinds[first.kind].guarded and index.kinds[second.kind].guarded
    between = passage.words(first.end, second.start)
    denied = first.denied_before or first.denied_after or denies(first, index)
    reaches = denied and not any(
        _parts(passage, at, index) or passage.tokens[at].text in index.joins
        for at in range(first.end, second.start)
    )
    tied = all(word in index.bare_frame | index.instead for word in between)
    if not (guarded and tied) and not (reaches and index.kinds[second.kind].guarded):
        return None
    shown = passage.shown(first.start, first.end)
    return Objection(f"`{shown}` is another likelihood", first.start, first.end)


def _turns(word: Found, number: Found, passage: Passage, index: Index) -> bool:
    """Whether a word says something else than the number beside it.

    Right behind it any degree or class does ("60% impossible"), before it one that leans away from
    what the number says: "unlikely, 80%".
    """
    kind = index.kinds[word.kind]
    if word.start >= number.end:
        after = passage.words(number.end, word.start)
        return (kind.guarded or not kind.number) and all(text in index.frame for text in after)
    if not kind.guarded or number.stated is None or number.stated.central < EVEN:
        return False
    given = answers(word.before, word.core, index)
    return any(isinstance(said, LexiconReading) and said.central < EVEN for said in given)


def _parts(passage: Passage, at: int, index: Index) -> bool:
    text = passage.tokens[at].text
    return at in passage.ends or text == "," or text in index.breaks
