"""Intake: the sentences of an article that may be forecasts, and those that only sound so.

Found by general cues that are data (`cues.en.yaml`): how a language speaks of what is to come, of
what others should do, of what is believed to be so now. A proposal is a suggestion to a curator,
never a record: it says which words led to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from verifier.article.claims import claim_of
from verifier.article.clauses import Grammar, by_rules
from verifier.article.cues import Cues, Group, cues
from verifier.article.deadlines import parts, recalled, telling, told_of_past
from verifier.article.names import Names
from verifier.article.parting import Part, parted
from verifier.article.patterns import compiled
from verifier.article.sentences import Sentence, headline, paragraphs, sentences
from verifier.article.speakers import Statement, flat, statements
from verifier.article.thresholds import threshold
from verifier.article.wording import Wording, conditions_in, denies, likelihood_phrase
from verifier.model.days import Days
from verifier.model.forecasts import Forecaster, ForecasterKind, Operator, Voice, WhySetAside
from verifier.rules import Rules
from verifier.text.language import abbreviations
from verifier.when import Granularity, TimeReading, find_times
from verifier.words import LikelihoodReading, read_likelihood


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence that a curator should look at.

    `why` is the guessed reason for setting it aside, None where it may be a forecast. `speaker` is
    as the article names them, of what `kind` it seems, `forecaster` their id where the registry
    knows them. `said` is the day on which it was said, or days, where the article tells in the
    words `told`; with `said_before` it is told of what they said in the sentence before. `claim` is
    the quotation without its hedge and its condition, which is `given`. `times` and `likelihoods`
    are the phrases that the rules read in it, `cues` the words that led here. A sentence with
    several deadlines makes a proposal of each: `beside` are those of the others. `threshold` is the
    criterion that fits where it sets one for a number. `put_in` is a pronoun for which the claim
    has the speaker's name, `left_out` are numbers of the sentence that nothing else here has;
    where the claim is empty, it has to be written. `restates` is the
    quotation further down that says the same.
    """

    sentence: Sentence
    line: int
    quote: str
    claim: str
    voice: Voice
    speaker: str | None
    kind: ForecasterKind | None
    forecaster: str | None
    said: str | None
    why: WhySetAside | None
    times: tuple[str, ...]
    likelihoods: tuple[str, ...]
    given: Mapping[str, Any] | None
    cues: tuple[str, ...]
    beside: tuple[str, ...] = ()
    said_before: bool = False
    told: str | None = None
    threshold: str | None = None
    put_in: str | None = None
    left_out: tuple[str, ...] = ()
    restates: str | None = None


def propose(
    text: str,
    *,
    anchor: Days,
    rules: Rules,
    forecasters: Mapping[str, Forecaster],
    grammar: Grammar | None = None,
) -> tuple[Proposal, ...]:
    """The sentences of `text`, published on `anchor`, that may be forecasts or look like them.

    Without a `grammar` the clauses of sentences are found by rules (`clauses.by_rules`).
    """
    known = cues()
    grammar = grammar or by_rules(known)
    found = sentences(text, abbreviations=abbreviations("en"))
    told = statements(text, found, names=Names(known, forecasters), grammar=grammar)
    proposals = list(_with_days(text, told, anchor, rules, grammar))
    return tuple(_restated(list(_below_headline(text, proposals, known)), known))


def _below_headline(text: str, found: Sequence[Proposal], known: Cues) -> Iterator[Proposal]:
    """The proposals without the headline's, where the text below says the same in more words."""
    title = headline(text)
    body = 0 if title is None or _WHO_SAID_IT.search(title) else paragraphs(text)[1][0]
    below = [one for one in found if one.sentence.start >= body]
    for one in found:
        if one.sentence.start < body:
            mine = _telling(one, known)
            if one.why or any(
                2 * len(mine & _telling(other, known)) >= len(mine) for other in below
            ):
                continue
        yield one


_WHO_SAID_IT = re.compile(r"\s[—–-]\s[^—–]+$")


def _restated(found: Sequence[Proposal], known: Cues) -> Iterator[Proposal]:
    """The proposals; what a quotation further down says again is set aside in its favour."""
    quoted: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        if one.voice == Voice.QUOTATION and one.times and not one.why:
            quoted[_gist(one, known)].append(number)
    for number, one in enumerate(found):
        same: Proposal | None = None
        if one.voice != Voice.QUOTATION and one.times and not one.why:
            like = quoted.get(_gist(one, known), [])
            later = (found[at] for at in like[bisect_right(like, number) :])
            same = next((other for other in later if _says_the_same(one, other, known)), None)
        yield one if same is None else replace(one, why=WhySetAside.REPEATED, restates=same.quote)


def _gist(proposal: Proposal, known: Cues) -> Hashable:
    """What two proposals that say the same have in common whatever their words."""
    return (
        tuple(time.casefold() for time in proposal.times),
        proposal.likelihoods,
        denies(proposal.claim),
        frozenset(word for word in _telling(proposal, known) if _has_figure(word)),
    )


def _says_the_same(one: Proposal, quoted: Proposal, known: Cues) -> bool:
    """Whether a quotation with the gist of a paraphrase has its condition and most of its words."""
    if one.speaker not in (None, quoted.speaker) and one.kind != ForecasterKind.ANONYMOUS:
        return False
    mine, theirs = _telling(one, known), _telling(quoted, known)
    return one.given == quoted.given and 2 * len(mine & theirs) > max(len(mine), len(theirs))


def _telling(proposal: Proposal, known: Cues) -> set[str]:
    """The words of a claim that tell what it is about, without those of time."""
    text = proposal.claim or proposal.quote
    for time in proposal.times:
        text = text.replace(time, " ")
    return set(re.findall(r"\w+", text.casefold())) - known.little


def _with_days(
    text: str, found: Iterable[Statement], anchor: Days, rules: Rules, grammar: Grammar
) -> Iterator[Proposal]:
    """The proposals of all statements, each with the day on which it was said.

    A quotation without one has that of what the same speaker said just before.
    """
    speaker: str | None = None
    day: str | None = None
    line, start = 1, 0
    for _, group in groupby(found, key=lambda statement: statement.sentence.start):
        own = list(group)
        sentence = own[0].sentence
        line += text.count("\n", start, sentence.start)
        start = sentence.start
        if not any(one.attributed for one in own) and not _may_foretell(own[0]):
            speaker = day = None
            continue
        dated = _Dated.of(sentence, anchor, rules)
        made: list[Proposal] = []
        for statement in own:
            when = dated.when(statement, anchor)
            goes_on = statement.voice == Voice.QUOTATION and statement.speaker == speaker
            before = day if goes_on and when is None else None
            speaker, day = statement.speaker, _day_said(when, dated.past, anchor) or before
            if sentence.text.endswith((":", "?")):
                continue
            context = _Context(line, anchor, rules, grammar, dated, when)
            for proposal in _proposals(statement, context, alone=len(own) == 1):
                told = _phrase(when) if when is not None else None
                of_day = replace(proposal, said=day, said_before=before is not None, told=told)
                made.append(of_day)
        ahead = [one for one in made if one.why is None]
        # What only looks like a forecast is set aside by the sentence, not by its pieces.
        yield from ahead or made[:1]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence's words on one line with the times in them, read ahead and as `past` ones."""

    words: str
    times: tuple[TimeReading, ...]
    past: tuple[TimeReading, ...]

    @classmethod
    def of(cls, sentence: Sentence, anchor: Days, rules: Rules) -> _Dated:
        words = straight(one_line(sentence.text))
        found = find_times(words, anchor=anchor, conventions=rules.time)
        past = find_times(words, anchor=anchor, conventions=rules.time, past=True) if found else ()
        return cls(words, telling(words, found, cues()), past)

    def within(self, words: str) -> tuple[TimeReading, ...]:
        """The times that stand in a part of the words, with their places there."""
        start = self.words.find(words)
        return tuple(
            replace(time, span=(time.span[0] - start, time.span[1] - start))
            for time in self.times
            if 0 <= start <= time.span[0] and time.span[1] <= start + len(words)
        )

    def when(self, statement: Statement, anchor: Days) -> TimeReading | None:
        """The time that belongs to who said it."""
        if not statement.attributed or not self.times:
            return None
        return _when_said(self.words, self.times) or _beside(
            statement, self.words, self.times, anchor
        )


def _may_foretell(statement: Statement) -> bool:
    """Whether there is a cue in the sentence of a statement that somebody may have to look at."""
    patterns = tuple(pattern for group in cues().groups for pattern in group.patterns)
    return compiled(patterns).search(straight(flat(statement.sentence.text))) is not None


@dataclass(frozen=True, slots=True)
class _Context:
    """What the statements of a sentence are read with."""

    line: int
    anchor: Days
    rules: Rules
    grammar: Grammar
    dated: _Dated
    when: TimeReading | None


def _proposals(statement: Statement, context: _Context, *, alone: bool) -> Iterator[Proposal]:
    """The proposals of a statement, which may be `alone` in its sentence."""
    words = straight(flat(statement.words))
    conditions = conditions_in(words, context.rules)
    own = parted(words, cues(), context.grammar, [(one.start, one.end) for one in conditions])
    for part in own:
        end = statement.start + part.end
        held = [each for at, each in statement.holders if at < end]
        said_by = held[-1] if held else statement
        yield from _of_part(said_by, part, context, alone=alone and len(own) == 1)


def _of_part(
    statement: Statement, part: Part, context: _Context, *, alone: bool
) -> Iterator[Proposal]:
    known, when, dated = cues(), context.when, context.dated
    anchor, rules = context.anchor, context.rules
    said = one_line(statement.words[part.start : part.end])
    # What stands in a sentence of one statement tells of it, whoever says the words.
    words = dated.words if alone else straight(said)
    times = dated.times if alone else dated.within(words)
    over = {
        reading.span
        for reading in dated.past
        if reading.operator is Operator.SINCE
        or not _ahead(reading, anchor)
        or reading.phrase.partition(" ")[0].casefold() in known.lasting
    }
    past_phrases = {dated.words[slice(*span)] for span in over}
    still = [r for r in times if not _same(r, when) and _ahead(r, anchor)]
    is_over = {r.span for r in still if words[slice(*r.span)] in past_phrases}
    told = told_of_past(words, times, known) if is_over else frozenset()
    ahead = [reading for reading in still if reading.span not in is_over & told]
    hits = {
        group: found
        for group in known.groups
        if (statement.attributed or not group.said) and (found := group.found(words, times))
    }
    only_past = all(reading.span in is_over for reading in still)
    past = not statement.attributed and only_past and recalled(words, known)
    why = (
        WhySetAside.REPORT_OF_PAST if past else _weighed(hits, known, statement, ahead=bool(still))
    )
    if why == WhySetAside.ESTIMATE_OF_PRESENT and conditions_in(straight(said), rules):
        # "If turnout is high, she wins" foretells in the present.
        why = None
    if why in _OPEN and ahead and _puts_odds(words, rules, anchor):
        # "A 70% chance the court refers it before Easter" foretells, though its verb is present.
        why = None
    if why == "nothing":
        return
    shown = [found for group, found in hits.items() if past or (group.why is None) == (why is None)]
    led = tuple(dict.fromkeys(word for found in shown for word in found))
    inside = any(cue in straight(said) for cue in led) or (
        statement.voice == Voice.QUOTATION and 2 * len(said) > len(statement.sentence.text)
    )
    quote = said if inside or not alone else one_line(statement.sentence.text)
    voice = statement.voice if inside or not statement.attributed else Voice.PARAPHRASE
    if statement.kind == ForecasterKind.ANONYMOUS:
        voice = Voice.ANONYMOUS
    phrases = {_phrase(reading) for reading in ahead}
    wording = Wording.of(quote, rules, said=anchor, times=dated.within(straight(quote)))
    windows = [reading for reading in wording.times if _phrase(reading) in phrases]
    claim = claim_of(
        wording,
        known,
        subject=part.subject,
        speaker=statement.speaker,
        kind=statement.kind,
        own_words=statement.voice == Voice.QUOTATION and not statement.carried,
        reported=statement.follows,
    )
    whole = Proposal(
        sentence=statement.sentence,
        line=context.line,
        quote=quote,
        claim=claim.text,
        voice=voice,
        speaker=statement.speaker,
        kind=statement.kind,
        forecaster=statement.forecaster,
        said=None,
        why=why,
        times=tuple(map(_phrase, windows)),
        likelihoods=_likelihoods(wording, rules),
        given=wording.given,
        cues=led,
        threshold=threshold(quote, wording.times, known),
        put_in=claim.put_in,
    )
    if why is None and windows:
        proposals = _parted(whole, windows, anchor, rules)
    else:
        proposals = iter((whole,))
    for one in proposals:
        yield left_out(one, words)


_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?:\s?(?:%|per\s?cent\b|percent\b))?")


def left_out(proposal: Proposal, words: str) -> Proposal:
    """The proposal, with the numbers in the words that stand nowhere in it but its quotation."""
    given = str(proposal.given["words"]) if proposal.given else ""
    beside = (proposal.claim or words, given, *proposal.times, *proposal.likelihoods)
    kept = {match[0].rstrip(".,") for text in beside for match in _NUMBER.finditer(text)}
    found = (match[0].rstrip(".,") for match in _NUMBER.finditer(words))
    return replace(
        proposal, left_out=tuple(dict.fromkeys(number for number in found if number not in kept))
    )


def _same(one: TimeReading, other: TimeReading | None) -> bool:
    return other is not None and one.phrase == other.phrase


_OPEN = (WhySetAside.ESTIMATE_OF_PRESENT, "nothing")
"""What a stated number and a time ahead overrule."""


def _puts_odds(words: str, rules: Rules, anchor: Days) -> bool:
    """Whether a number is put to how likely something is."""
    found = Wording.of(words, rules, said=anchor).likelihoods
    return any(word.stated for reading in found for word in reading.words)


def _parted(
    whole: Proposal, windows: Sequence[TimeReading], anchor: Days, rules: Rules
) -> Iterator[Proposal]:
    """A proposal of each deadline; what a part does not say of its own it has from the whole."""
    spans = parts(whole.quote, windows, cues())
    if len(spans) == 1:
        yield whole
        return
    own = [
        tuple(_phrase(reading) for reading in windows if start <= reading.span[0] < end)
        for start, end in spans
    ]
    for number, (start, end) in enumerate(spans):
        wording = Wording.of(whole.quote[start:end].strip(), rules, said=anchor)
        others = tuple(times[0] for times in own[:number] + own[number + 1 :])
        proposal = replace(whole, times=own[number], beside=others)
        if others and wording.likelihoods:
            proposal = replace(proposal, likelihoods=_likelihoods(wording, rules))
            if wording.likelihoods[0].start > 0:
                proposal = replace(proposal, claim=claim_of(wording, cues()).text)
        elif others and _has_figure("".join(whole.likelihoods[:1])) and _unread(wording):
            # "40% on Monday and 70% on Tuesday": the first number is not the second's.
            proposal = replace(proposal, likelihoods=())
        yield proposal


def _unread(wording: Wording) -> bool:
    """Whether a figure stands outside the words of time."""
    rest = wording.quote
    for time in wording.times:
        rest = rest.replace(time.phrase, "")
    return _has_figure(rest)


def _has_figure(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _likelihoods(wording: Wording, rules: Rules) -> tuple[str, ...]:
    denied = denies(wording.plain())
    phrases = [
        likelihood_phrase(reading, rules.likelihood, denied=denied)
        for reading in wording.likelihoods
    ]
    if not wording.likelihoods and denied:
        # "Nobody will win": the claim denies, and the verb says of it what it says of others.
        phrases += (_alone(reading, rules) for reading in wording.unread)
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


def _alone(reading: LikelihoodReading, rules: Rules) -> str | None:
    """The words of a verb that by themselves can be read, of a reading that its subject denies."""
    own = reading.words[0].text if len(reading.words) == 1 else ""
    alone = read_likelihood(own, rules=rules.likelihood) if own else None
    return own if alone and alone.chosen and not alone.negated else None


def _phrase(reading: TimeReading) -> str:
    return straight(reading.phrase).rstrip(".,;:")


def _weighed(
    hits: Iterable[Group], known: Cues, statement: Statement, *, ahead: bool
) -> WhySetAside | Literal["nothing"] | None:
    """Whether the cues make a forecast (None), a look-alike with its reason, or nothing."""
    settled = next((group.why for group in hits if group.settles), None)
    if settled is not None:
        return settled
    looks_ahead = sum(group.weight for group in hits if group.why is None) + ahead
    if looks_ahead >= known.enough:
        return None
    reasons = [group for group in hits if group.why is not None]
    seems = sum(group.weight for group in reasons) + looks_ahead
    if statement.attributed:
        seems += known.attributed
    if not hits or seems < known.enough:
        return "nothing"
    strongest = max(reasons, key=lambda group: group.weight, default=None)
    return WhySetAside.ESTIMATE_OF_PRESENT if strongest is None else strongest.why


def _when_said(words: str, times: Sequence[TimeReading]) -> TimeReading | None:
    """The words of time that belong to the clause of who said it: "said on Thursday"."""
    verbs = "|".join(sorted(cues().reporting))
    said = re.compile(
        rf"\b(?:(?:{verbs})(?:\s+(?:reporters|journalists|him|her|them|us|me|the\s+\w+))?"
        r"|(?:told|tells)(?:\s+(?!that\b)[\w'-]+){1,4})[\s,]*$",
        re.IGNORECASE,
    )
    # "An official Tuesday stated": a day directly before the verb is its own, too.
    before = re.compile(rf"\s+(?:{verbs})\b", re.IGNORECASE)
    return next(
        (
            time
            for time in times
            if said.search(words[: time.span[0]])
            or (time.granularity is Granularity.DAY and before.match(words, time.span[1]))
        ),
        None,
    )


# "Two years ago" names no day, "two days ago" does.
_NOT_TO_THE_DAY = 14


def _beside(
    statement: Statement, words: str, times: Sequence[TimeReading], anchor: Days
) -> TimeReading | None:
    """The time in the clause of who said it, apart from its verb: "told them after tea on Friday".

    It stands outside of what was said. Before that it lies behind; else nothing between looks
    ahead, nor is anything else quoted there.
    """
    said = straight(one_line(statement.words))
    start = words.find(said)
    if start < 0 or said == words:
        return None
    for time in times:
        first, last = time.span
        behind = not _ahead(time, anchor) or words[last:start].strip(" ,").casefold() == "that"
        if last <= start and behind and not _QUOTED.search(words[:first]):
            return None if _looks_ahead(words[:first]) else time
        between = words[start + len(said) : first].lstrip('",”. ')
        clause = statement.voice == Voice.QUOTATION and first >= start + len(said)
        clause = clause and time.granularity is Granularity.DAY
        if clause and not _QUOTED.search(between) and not _looks_ahead(between):
            return time
    return None


_QUOTED = re.compile(r"[\"“”]")


def _looks_ahead(text: str) -> bool:
    known = cues()
    found = (word for group in known.groups if group.why is None for word in group.found(text, ()))
    return any(word.casefold() not in known.reporting for word in found)


def _day_said(when: TimeReading | None, past: Iterable[TimeReading], anchor: Days) -> str | None:
    """The days that the words name, the last ones before the article came out: one, or a span."""
    reading = next((one for one in past if when is not None and one.span == when.span), None)
    if reading is None:
        return None
    far = {*reading.phrase.casefold().split()} & cues().durations
    daily = reading.granularity is Granularity.DAY and reading.narrow.first == reading.narrow.last
    days = reading.narrow if daily else reading.wide
    if days.first is None or days.last is None or not anchor.last or days.last > anchor.last:
        return None
    if daily and far and (anchor.last - days.last).days > _NOT_TO_THE_DAY:
        return None
    return days.first.isoformat() if daily else f"{days.first}/{days.last}"


def _ahead(reading: TimeReading, anchor: Days) -> bool:
    """Whether the words name days that were not over when they were printed."""
    until = reading.wide.until
    return until is None or anchor.until is None or until > anchor.until


def one_line(text: str) -> str:
    """The text with one blank for every white space."""
    return " ".join(text.split())


def straight(text: str) -> str:
    """The text with typewriter apostrophes, character for character."""
    return text.translate(_APOSTROPHES)


_APOSTROPHES = str.maketrans({"’": "'", "\u2018": "'", "\u02bc": "'", "`": "'"})
