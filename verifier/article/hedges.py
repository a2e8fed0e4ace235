"""Hedges: the words for a likelihood as a record has them, and what is left of a sentence without.

A hedge is taken out with what goes with it: "is likely to", "experts expect", "there is a 70%
chance that"; where that would leave no sentence, it stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from verifier.article.cues import cues
from verifier.article.infinitives import is_open
from verifier.article.patterns import any_of, compiled
from verifier.article.phrasing import Phrasing
from verifier.words.lexicons import STATED
from verifier.words.likelihood import LikelihoodReading, WordRead, read_likelihood
from verifier.words.rules import LikelihoodRules

if TYPE_CHECKING:
    from verifier.article.wording import Wording

_P = Phrasing("hedges")

Change = tuple[int, int, str]
"""From where to where a quotation changes, and what stands there instead."""


def likelihood_phrase(
    reading: LikelihoodReading, rules: LikelihoodRules, *, denied: bool
) -> str | None:
    """The words for the record: those of a stated number alone, and turned where `denied`.

    `denied` says that what the forecast expects is itself the absence of what is spoken of. None
    where the words cannot be turned: then the claim has to be.
    """
    chosen = reading.chosen
    if chosen is not None and chosen.lexicon == STATED:
        phrase = next(word.text for word in reading.words if word.stated)
        alone = read_likelihood(phrase, rules=rules).chosen
        if denied or (alone is not None and alone.central == chosen.central):
            return phrase
    if not denied or chosen is None or not (reading.negated or chosen.central < 1 / 2):
        return _shortest(reading, rules)
    for phrase in _turned(reading, rules):
        other = read_likelihood(phrase, rules=rules)
        if other.chosen is not None and abs(other.chosen.central + chosen.central - 1) < _NEAR:
            return phrase
    return None


_FEW = 3
"""Words between "believes" and "will" that stand with them in the record, at most."""


def _shortest(reading: LikelihoodReading, rules: LikelihoodRules) -> str:
    """The hedge alone, where it reads the same without all that stands between it and its verb."""
    first = reading.words[0].text
    if _P.modal_first.match(first) and _P.see.search(reading.phrase):
        # "We could see 40 storms", "will likely see more": nobody foresees them.
        return reading.phrase[: reading.words[-2].end - reading.start]
    gaps = [_between(reading, *pair) for pair in pairwise(reading.words)]
    if not any(gap.strip() for gap in gaps):
        return reading.phrase
    held = cues().holding | cues().foretelling
    own = {word.text.split()[-1] for word in reading.words} & held
    that = [word for word in reading.words if word.text.endswith(" that")]
    if own or any(word.kind == "prediction" for word in that):
        # "Thinks that rents will", "predicts": the verb goes with what is thought of it.
        near = all(len(gap.split()) <= _FEW and not _P.no_hedge.search(gap) for gap in gaps)
        if near and _as(reading, read_likelihood(reading.phrase, rules=rules)):
            return reading.phrase
        apart = " … ".join(word.text for word in reading.words)
        if _as(reading, read_likelihood(apart, rules=rules)):
            return apart
    alone = ((word.text, read_likelihood(word.text, rules=rules)) for word in reading.words)
    return next((text for text, read in alone if _as(reading, read)), reading.phrase)


def _as(one: LikelihoodReading, other: LikelihoodReading) -> bool:
    """Whether two readings say the same."""
    return (one.chosen, one.by_lexicon, one.klass, one.negated) == (
        other.chosen,
        other.by_lexicon,
        other.klass,
        other.negated,
    )


def _between(reading: LikelihoodReading, one: WordRead, other: WordRead) -> str:
    return reading.phrase[one.end - reading.start : other.start - reading.start]


# A table may have a row for the denial that is near the complement, and not on it.
_NEAR = 0.1


def _turned(reading: LikelihoodReading, rules: LikelihoodRules) -> Iterator[str]:
    if reading.negated:
        negators = rules.index.negators_before | rules.index.negators_after
        words = rules.index.words(reading.phrase)
        for end in range(len(words), 0, -1):
            # "Will no longer" ends with two words that deny.
            if words[end - 2 : end] in negators:
                words = words[: end - 2] + words[end:]
        yield " ".join(word for word in words if (word,) not in negators)
        # "Believe the front will hardly".
        bare = " … ".join(word.text for word in reading.words).split()
        yield " ".join(word for word in bare if (word.casefold(),) not in negators)
        synonym = rules.index.synonym(words)
        if synonym is not None:
            yield from synonym.means
    else:
        phrase = reading.phrase.lower()
        yield f"not {phrase}"
        yield " ".join(rules.opposites.get(word, word) for word in phrase.split())


def unhedged(wording: Wording, reading: LikelihoodReading) -> list[Change]:
    """The changes that take the hedge out of a quotation; none where it has to stay."""
    words = _without_see(reading)
    if len(words) > 1 and _P.be_between.fullmatch(wording.quote, words[0].end, words[1].start):
        # "Another vote *would be* likely".
        words = words[1:]
    if reading.klass is not None or any(_P.with_object.match(word.text) for word in words):
        return []
    needed = _without_need(wording.quote, words[0]) if len(words) == 1 else None
    if needed:
        return needed
    verbs = [word for word in words if _P.verb.search(word.text) and not _P.bare.search(word.text)]
    central = reading.chosen.central if reading.chosen else 1
    if len(verbs) == len(words) and not _NEAR < central < 1 - _NEAR:
        return []
    changes: list[Change] = [(word.start, word.end, _bare_future(word.text)) for word in verbs]
    odds = any(_P.names_odds.search(word.text) for word in reading.words)
    for word in words:
        if _P.it_is_to.fullmatch(word.text):
            # "It is expected to rise": it is somebody's subject, and rises.
            changes.append((word.start, word.end, f"{word.text[:2]} will"))
        elif word not in verbs and not (odds and word.text.casefold() in cues().reporting):
            without = _without(wording, word, verbs)
            if without is None:
                return []
            changes += without
    return changes


def _without_need(quote: str, word: WordRead) -> list[Change] | None:
    """What would need it, as what will be: "it is unlikely for", "it would take a miracle for"."""
    it, who = _P.it_before.search(quote[: word.start]), _P.for_who.match(quote, word.end)
    if it and who:
        return [(it.start("it"), who.start("who"), ""), (*who.span("to"), "will")]
    to = _P.needs_to.match(quote, word.end) if _P.needs.fullmatch(word.text) else None
    return [(word.start, to.end("to"), "will")] if to else None


def _without_see(reading: LikelihoodReading) -> Sequence[WordRead]:
    """The words of a reading without what nobody foresees: "could *see more*"."""
    *words, last = reading.words
    seen = words and _P.modal_first.match(words[0].text) and _P.sees_what.match(last.text)
    return words if seen else reading.words


def _bare_future(verb: str) -> str:
    """A verb that hedges, or denies, as the bare future.

    >>> [_bare_future(verb) for verb in ("may not", "he'll", "we're going to", "could happen")]
    ['will', 'he will', 'we will', 'will happen']
    """
    bare = " ".join(_P.verb.sub(" will", verb).split())
    short = _P.going_to.match(verb)
    if short:
        return f"{short['who']} will"
    should = _P.should.match(verb)
    if should:
        return f"will {verb[should.end() :]}"
    hardly = _P.hardly.search(verb)
    if hardly:
        # That it "will hardly move" is what has to happen.
        return f"{bare} {hardly[0]}"
    return f"{bare} happen" if verb.endswith("happen") else bare


_MANY = re.compile(r"[a-z]{2,}[^\Wsiu]s$")


def _without(wording: Wording, word: WordRead, verbs: Sequence[WordRead]) -> list[Change] | None:
    """The stretches around a hedge that go with it, None where nothing sound would be left."""
    quote, (start, end) = wording.quote, _with_marks(wording.quote, word)
    also = _P.also_of.pattern if word.stated or _P.names_odds.search(word.text) else ""
    also += _P.also_before.pattern if _P.waits.search(word.text) else ""
    own = _P.filled("link", also=also).match(quote[end:])
    written = word.text.rsplit(maxsplit=1)[-1].casefold()
    link = own[0].strip(' "”') if own else written if written in _P.words("links") else ""
    if not own and _P.names_odds.search(word.text) and _P.opens_clause.match(quote, end):
        # "A strong chance the season has peaked".
        link = "that"
    end += own.end() if own else 0
    if link == "to" and (then := quote[end:].split(maxsplit=1)[:1]):
        if then[0].casefold() in cues().determiners:
            # "A rise is expected to the levels of 2019".
            return None
        return _without_infinitive(quote, start, end, stated=word.stated)
    if link in _P.words("clause_links"):
        return _without_holder(wording, start, end)
    if link in ("of", "for"):
        return _what_it_is_of(quote, end) if _P.sees.match(quote[:start]) else None
    if word.stated:
        return _without_number(quote, start, end)
    if verbs and not _expects_to(quote, end, word, verbs):
        return _beside_verb(wording, word, verbs)
    if _P.certainly.fullmatch(word.text):
        return [(start, end, "")]
    return _without_predicate(wording, word, end, bare=own is None)


def _with_marks(quote: str, word: WordRead) -> tuple[int, int]:
    """Where a hedge stands, with its own quotation marks: "fares are *“inevitable”*"."""
    own = quote[max(word.start - 1, 0) : word.start] + quote[word.end : word.end + 1]
    return (word.start - 1, word.end + 1) if own in ('""', "“”") else (word.start, word.end)


def _expects_to(quote: str, end: int, word: WordRead, verbs: Sequence[WordRead]) -> bool:
    """Whether it is expected of somebody to do something, whatever will be besides."""
    to = _P.to_do.match(quote, end) if _P.expects.search(word.text) else None
    return bool(
        to
        and to.end() <= min(verb.start for verb in verbs)
        and not _P.clause.search(to["who"])
        and not _P.verb_in.search(to["who"])
    )


def _what_it_is_of(quote: str, of: int, end: int | None = None) -> list[Change] | None:
    """A chance "of a strike" as what there will be, one "of rates falling" as what they will do."""
    doing = _P.doing.match(quote, of, len(quote) if end is None else end)
    if doing:
        return [(0, doing.start("what"), ""), (*doing.span("to"), " will be ")]
    return [(0, of, "there will be ")] if _P.things.match(quote[of:].lstrip()) else None


def _without_number(quote: str, start: int, end: int) -> list[Change] | None:
    """Without a number that stands behind what it is of, or beside it."""
    puts = _P.puts.match(quote[:start])
    if puts is None:
        closing = re.match(r"\s*\)", quote[end:])
        aside = _back(quote, start, _P.beside)
        return [(aside, end + (closing.end() if closing else 0), "")] if aside < start else []
    if not puts["what"]:
        return None
    of = puts["odds"].rstrip().endswith("of")
    first, last = puts.span("what")
    lead = _what_it_is_of(quote, first, last) if of else [(0, puts.end("odds"), "")]
    return lead and [*lead, (last, end, "")]


def _without_predicate(
    wording: Wording, word: WordRead, end: int, *, bare: bool
) -> list[Change] | None:
    """Without "experts expect" before what they do, or with "happens" for "is likely"."""
    quote, start = wording.quote, _with_marks(wording.quote, word)[0]
    expected = _P.to_do.match(quote, end)
    if expected and expected["who"].startswith("by "):
        # "Is expected by analysts to".
        at = start if _P.is_at.match(word.text) else _back(quote, start, _P.is_before)
        return [(at, expected.end("to"), "will")]
    expected = expected if _P.expects.search(word.text) else None
    if expected and is_open(expected["who"], quote[expected.end() :]):
        return None
    if expected and not _P.clause.search(expected["who"]) and not _P.and_to.search(quote, end):
        holder = _without_holder(wording, start, end)
        return holder and [*holder, (*expected.span("to"), "will")]
    at = _back(quote, start, _P.is_before)
    going = _P.going_on.match(quote, end) if at < start else None
    if going:
        # "Is probably not going to hold".
        return [(at, going.end(), "will")]
    is_at = at < start or _P.is_at.match(word.text)
    predicate = bare and is_at and not _P.expletive.search(quote[:at])
    until, negated = _P.until.match(quote, end), wording.likelihoods[0].negated
    if predicate and until and (negated or not until[0].endswith("before")):
        # "Not expected until 2025": what is expected is that it does not happen before.
        return [(at, end, "does not happen")] if negated else None
    by = _P.by_whom.match(quote, end)
    timed = by and any(by.start() <= time.span[0] < by.end() for time in wording.times)
    end = by.end() if by and not timed else end
    # "A fall in fares happens": the noun stands before what describes it.
    noun = re.split(rf"\s{any_of(cues().prepositions).pattern}\s", quote[:at].rpartition(", ")[2])[
        0
    ]
    happens = "happen" if _MANY.search(noun.rstrip()) else "happens"
    if not predicate or not (_P.ends.match(quote[end:]) or _is_timed(wording, end)):
        return None
    comma = quote.rfind(", ", 0, at)
    first = comma + 2 if comma > 0 else 0
    says = any_of(cues().reporting).search(quote, first, at)
    if says and says.start() > first and quote[says.end() : at].strip():
        # "Poll says a recession is likely".
        first = says.end() + 1
    what = f"{quote[first].lower()}{quote[first + 1 : at]}".rstrip()
    led = bool(first) and _P.adjective.fullmatch(quote, 0, comma) is not None
    if led:
        # "Above-normal, widespread rain is possible".
        first, what = 0, f"{quote[0].lower()}{quote[1:at]}".rstrip()
    nouns = _P.two_nouns.sub(" ", what)
    # A small letter is no name's.
    unnamed = led or quote[first].islower() or _P.unnamed.match(what)
    things = _P.amount.match(what) or (_P.things.match(what) and unnamed)
    if things and not _P.clause.search(nouns):
        # "Up to eight inches of rain are possible".
        return [(first, first + 1, f"there will be {what[0]}"), (at, end, "")]
    return [(at, end, happens)]


def _is_timed(wording: Wording, end: int) -> bool:
    """Whether only words of time follow; what is likely until then may end then."""
    rest = wording.quote[end:]
    start = end + len(rest) - len(rest.lstrip())
    return not _P.not_yet.match(rest) and any(
        one.span[0] <= start < one.span[1] for one in wording.times
    )


def _without_infinitive(quote: str, start: int, end: int, *, stated: bool) -> list[Change]:
    """Without "is (70%) likely to", or "has a 70% chance to" and who gives them that."""
    at = _back(quote, start, _P.be_rated)
    if not stated or at < start:
        return [(at, end, "will")]
    given = _P.gives.match(quote[:start])
    without_giver = [(0, given.end(), "")] if given else []
    return [*without_giver, (_back(quote, start, _P.has_before), end, "will")]


def _beside_verb(
    wording: Wording, word: WordRead, verbs: Sequence[WordRead]
) -> list[Change] | None:
    """A hedge that touches its verb goes alone ("would probably"), one above it with its clause."""
    verb = min(verbs, key=lambda verb: abs(verb.start - word.start))
    between = wording.quote[min(verb.end, word.end) : max(verb.start, word.start)]
    alone = not between.strip(' "“') and _P.modal_first.match(verb.text)
    last = word.text.rsplit(maxsplit=1)[-1].casefold()
    if alone and last not in cues().holding | cues().foretelling:
        return [(*_with_marks(wording.quote, word), "")]
    return _without_holder(wording, word.start, word.end) if word.start < verb.start else None


def _without_holder(wording: Wording, start: int, end: int) -> list[Change] | None:
    """Without "it is likely that", or "experts are sure"; None where more would be lost."""
    it_is = _P.it_is.search(wording.quote[:start])
    if it_is:
        # "Ann thinks there is": who holds it goes with it.
        lead = wording.quote[: it_is.start()]
        said = lead.casefold().removesuffix("that ").split()
        held = 1 < len(said) <= _FEW + _FEW and said[-1] in cues().reporting
        return [(0 if held and not _P.clause.search(" ".join(said)) else it_is.start(), end, "")]
    who = _P.who_holds.search(wording.quote[:start])
    if who is None or _P.clause.search(who["who"]) or _P.and_that.search(wording.quote[end:]):
        return None
    first = who.start("who")
    known, verb = cues(), wording.quote[start:].split(maxsplit=1)[0].casefold()
    between = {*who["who"].casefold().split()}
    parted = between <= known.auxiliaries | known.adverbs | {"no", "longer"} and (
        bool(between) or verb in known.auxiliaries | known.adverbs | known.reporting | {"no"}
    )
    if parted and not compiled(known.heads).search(wording.quote, 0, first):
        # "Brokers, of whom there are ten, are sure that": they go with what describes them.
        first = 0
    if not between and first == start > 0 and verb in known.holding | known.foretelling:
        # "Ann Roe, an analyst, expects": who holds it stands before what is set off.
        return None
    timed = any(first <= time.span[0] < start for time in wording.times)
    return None if timed else [(first, end, "")]


def _back(quote: str, start: int, before: re.Pattern[str]) -> int:
    """Where the words `before` begin that lead up to `start`."""
    match = before.search(quote[:start])
    return match.start() if match else start
