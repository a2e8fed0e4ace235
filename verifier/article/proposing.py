"""What a statement of somebody proposes: its parts, each with claim, times and likelihood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from itertools import chain
from typing import Any

from verifier.article.about import About
from verifier.article.claims import Claim, claim_of
from verifier.article.clauses import Grammar
from verifier.article.cues import cues
from verifier.article.dayssaid import Dated, is_ahead, told_long_ago
from verifier.article.deadlines import against, in_order, parts, recalled, told_of_past
from verifier.article.likely import as_said, likelihoods_of, says_how_likely
from verifier.article.naming import Talk, Titled
from verifier.article.odds import leads_up, odds_alone
from verifier.article.parting import Part, described, parted
from verifier.article.patterns import any_of, led
from verifier.article.phrasing import Phrasing
from verifier.article.plainly import in_plain_words
from verifier.article.proposal import Proposal, has_figure, left_out, phrase_of
from verifier.article.sentences import Sentence, flat, one_line, straight
from verifier.article.statement import Statement
from verifier.article.tails import told_apart
from verifier.article.thresholds import threshold
from verifier.article.tokens import looks_ahead
from verifier.article.topics import topic_of
from verifier.article.unsaid import left_open
from verifier.article.weighing import (
    is_heading,
    names_one,
    only_beside,
    only_supposes,
    reread,
    was_expected,
    weighed,
    without_reason,
)
from verifier.article.wording import Wording, conditions_in, given, set_beside
from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.model.forecasts import ForecasterKind, Operator, Voice, WhySetAside
from verifier.rules import Rules
from verifier.when import Granularity, TimeReading

_P = Phrasing("proposing")


@dataclass(frozen=True, slots=True)
class Context:
    """What the statements of a sentence are read with: the `topic` before it, or `near` in it.

    `heard` is what the words before were about, whoever said them. The `author` is who says what
    nobody else does: "I" in it is them.
    """

    line: int
    anchor: Days
    rules: Rules
    grammar: Grammar
    dated: Dated
    when: TimeReading | None
    listed: frozenset[int]
    topic: About | None = None
    near: About | None = None
    heard: About | None = None
    author: str | None = None
    titled: Titled = field(default_factory=dict)


def parts_of(statement: Statement, context: Context, subject: str | None) -> Sequence[Part]:
    """The parts of a statement; one that goes on with "and could …" has the `subject` before it."""
    words = straight(flat(statement.words))
    idle = [(one.start, one.end) for one in conditions_in(words, context.rules)]
    idle += [match.span() for match in _P.than_we.finditer(words)]
    idle += set_beside(words)
    held = [at - statement.start for at, _ in statement.holders]
    first, *others = parted(words, cues(), context.grammar, idle + against(words), held)
    goes_on = _P.goes_on.match(words)
    if subject is not None and goes_on and _heads_at(words, goes_on.end()):
        first = replace(first, start=goes_on.end(), subject=subject)
    elif subject is None and first.subject is None and not first.start and _heads_at(words, 0):
        first = replace(first, subject=_told_which(statement))
    found = [first, *others]
    *_, one, last = found if others else (first, first)
    alone = odds_alone(words[one.start : last.end], context.rules) if others else None
    if alone and alone.start() and one.end - 1 <= one.start + alone.start() <= last.start:
        # "It could close, but the odds are one in ten" is one forecast.
        found[-2:] = [replace(one, end=last.end)]
    return found


def _told_which(statement: Statement) -> str | None:
    """What a relative clause is said of that tells who says so: "gales, which she said will …"."""
    text = statement.sentence.text[: statement.start]
    which = _P.which_said.search(text)
    noun = described(text, 0, which.start(), cues()) if which else None
    return flat(text[slice(*noun)]) if noun else None


def subject_of(statement: Statement, context: Context) -> str | None:
    """What the first verb of a statement that looks ahead is said of."""
    words = straight(flat(statement.words))
    verb = next((one.span() for one in looks_ahead(words, cues())), None)
    span = context.grammar(words, [verb])[0].subject if verb else None
    return words[slice(*span)].strip(" ,") if span else None


def _holder(statement: Statement, part: Part) -> tuple[int, Statement] | None:
    """Who holds what a part says, and where their verb stands.

    What some expect in a clause that is granted they do not expect in the main one: "Though brokers
    expect a rise, it may fall, Ann Roe said".
    """
    words, end = straight(flat(statement.words)), statement.start + part.end
    held = next(((at, one) for at, one in reversed(statement.holders) if at < end), None)
    granted = _P.filled("granted", granting=any_of(cues().granting)).match(words)
    verb = held[0] - statement.start if held else 0
    comma = words.find(", ", verb) if held and granted else -1
    ahead = (one.start() for one in looks_ahead(words, cues(), max(comma, 0)))
    main = part.start <= verb and any(comma < at < part.end for at in ahead)
    return None if comma >= 0 and (comma < part.start or main) else held


def _heads_at(words: str, at: int) -> bool:
    verb = next(looks_ahead(words, cues(), at), None)
    return verb is not None and verb.start() == at


def proposals_of(
    statement: Statement, parts: Sequence[Part], context: Context, *, alone: bool
) -> Iterator[Proposal]:
    """The proposals of the parts of a statement, which may be `alone` in its sentence."""
    shared: Mapping[str, Any] | None = None
    last = 0
    for part in parts:
        if part.start and not _P.also.fullmatch(straight(statement.words[last : part.start])):
            shared = None
        last = part.end
        held = _holder(statement, part)
        said_by, own = statement, part
        if held:
            at, holder = held
            said_by = replace(
                holder,
                follows=True,
                lead=statement.lead,
                about=statement.about,
                people=statement.people,
            )
            that = _P.held_that.match(statement.words, max(at - statement.start, part.start))
            if that and not part.says:
                own = replace(part, says=(that.end(), part.end))
        if left_open(statement.sentence.text, statement.start, part):
            continue
        pieces = _pieces(said_by, own, context)
        found = (
            _of_part(said_by, own, context, alone=alone and len(parts) == 1)
            if pieces == (one_line(statement.words[part.start : part.end]),)
            else _apart(said_by, own, pieces, context)
        )
        for one in found:
            # "If it rains, rents will rise and wages will fall": it is supposed of both.
            yield replace(one, given=one.given or shared)
            shared = shared or (one.given if _supposes(one) else None)


def _supposes(one: Proposal) -> bool:
    """Whether a quotation begins with its condition."""
    lead = led(cues().links, cues().set_off).sub("", one.quote)
    return one.given is not None and lead.startswith(str(one.given["words"]))


def _pieces(statement: Statement, part: Part, context: Context) -> tuple[str, ...]:
    """The forecasts of a part as sentences."""
    said = one_line(statement.words[part.start : part.end])
    words, ahead = straight(said), _times_ahead(said, context)
    idle = [(one.start, one.end) for one in conditions_in(words, context.rules, ahead)]
    spans = [one.span for one in ahead if not any(a <= one.span[0] < b for a, b in idle)]
    return told_apart(said, spans, idle, cues(), context.grammar)


def _times_ahead(said: str, context: Context) -> list[TimeReading]:
    """The times in words of the sentence that were not over when they were printed."""
    times = context.dated.within(straight(said))
    return [one for one in times if is_ahead(one, context.anchor)]


def _apart(
    statement: Statement, part: Part, pieces: Sequence[str], context: Context
) -> Iterator[Proposal]:
    """A proposal of each of the pieces of a part, whose words they all have for their quotation."""
    quote = one_line(statement.words[part.start : part.end])
    begins = statement.sentence.start
    found: list[Proposal] = []
    for piece in pieces:
        sentence = Sentence(piece, begins, begins + len(piece))
        own = replace(statement, sentence=sentence, start=0, end=len(piece))
        dated = Dated.of(sentence, context.anchor, context.rules)
        says = part.says and (part.says[0] - part.start, len(piece))
        whole = replace(part, start=0, end=len(piece), says=says)
        found += _of_part(own, whole, replace(context, dated=dated), alone=True)
    if len(pieces) == 1:
        # "Elect a council on Sunday in a vote that could end its rule".
        also = tuple(phrase_of(one) for one in _times_ahead(quote, context))
        found = [replace(one, times=one.times or also) for one in found]
    times = [one.times[:1] for one in found]
    for number, one in enumerate(found):
        others = tuple(chain.from_iterable(times[:number] + times[number + 1 :]))
        likely = tuple(as_said(phrase, quote, context.rules) for phrase in one.likelihoods)
        yield replace(
            one, sentence=statement.sentence, quote=quote, likelihoods=likely, beside=others
        )


def _without_day(claim: Claim, when: TimeReading | None) -> Claim:
    """The claim without the day on which it was said: "put the odds of a cut at 70 % on Monday"."""
    day = when is not None and when.granularity is Granularity.DAY and f" {when.phrase}"
    return replace(claim, text=claim.text.replace(day, "")) if day else claim


def _in_whose_voice(
    statement: Statement, quote: str, *, inside: bool
) -> tuple[Voice, ForecasterKind | None]:
    """In which voice a forecast was made and by whom of which kind, `inside` of their words."""
    voice = statement.voice if inside or not statement.attributed else Voice.PARAPHRASE
    told = voice is Voice.OUTLET and _P.told_that.match(straight(quote))
    # "Councillors were told that": so says somebody, and not the article.
    kind = ForecasterKind.ANONYMOUS if told else statement.kind
    return (Voice.ANONYMOUS if kind is ForecasterKind.ANONYMOUS else voice), kind


_HOLDER = 12
"""Letters of a verb that holds an opinion, with "that", by which it is found in a claim."""


def _of_part(
    statement: Statement, part: Part, context: Context, *, alone: bool
) -> Iterator[Proposal]:
    known, when, dated = cues(), context.when, context.dated
    anchor, rules = context.anchor, context.rules
    said = _to_its_end(one_line(statement.words[part.start : part.end]), context)
    # What stands in a sentence of one statement tells of it, whoever says the words.
    words = dated.words if alone else straight(said)
    times = dated.times if alone else dated.within(words)
    over = {
        reading.span
        for reading in dated.past
        if reading.operator is Operator.SINCE
        or not is_ahead(reading, anchor)
        or reading.phrase.partition(" ")[0].casefold() in known.lasting
    }
    past_phrases = {dated.words[slice(*span)] for span in over}
    still = [r for r in times if not _same(r, when) and is_ahead(r, anchor)]
    is_over = {r.span for r in still if words[slice(*r.span)] in past_phrases}
    # "Rain was likely on Sunday": it was still to come.
    is_over -= {r.span for r in still if _P.likely.match(r.phrase)}
    told = told_of_past(words, times, known) if is_over else frozenset()
    ahead = [reading for reading in still if reading.span not in is_over & told]
    hits = {
        group: found
        for group in known.groups
        if (statement.attributed or not group.said)
        and (found := group.found(words, times))
        and not only_supposes(group.why, found, words)
    }
    if {r.span for r in still} <= told_of_past(words, still, known):
        hits = {group: found for group, found in hits.items() if not names_one(found, words)}
    only_past = all(reading.span in is_over for reading in still)
    past = not statement.attributed and only_past and recalled(words, known)
    due = bool(is_over & told) or any(not is_ahead(reading, anchor) for reading in times)
    past = past or was_expected(
        words,
        # "It would be closed for a month": how long is no time to come.
        ahead=any(words[slice(*r.span)].split()[0].casefold() not in known.lasting for r in still),
        due=due,
        told=statement.attributed,
    )
    why = WhySetAside.REPORT_OF_PAST if past else weighed(hits, known, statement, ahead=bool(still))
    if why is None and not ahead and told_long_ago(dated, words, when, anchor):
        why, past = WhySetAside.REPORT_OF_PAST, True
    likely = (
        (bool(ahead) and says_how_likely(words, rules, anchor))
        or (statement.attributed and odds_alone(said, rules) is not None)
        or (statement.sentence.start in context.listed and not part.start)
        or (is_heading(said) and is_heading(statement.sentence.text))
    )
    of_now = statement.attributed and not past
    why = reread(why, said, rules, anchor, told=of_now, times=ahead, likely=likely)
    if why == "nothing" or (why is None and not likely and only_beside(words, still)):
        return
    shown = [found for group, found in hits.items() if past or (group.why is None) == (why is None)]
    led = tuple(dict.fromkeys(word for found in shown for word in found))
    inside = (
        any(cue in straight(said) for cue in led)
        or (statement.reported and says_how_likely(straight(said), rules, anchor))
        or (statement.voice == Voice.QUOTATION and 2 * len(said) > len(statement.sentence.text))
    )
    quote = said if inside or not alone else one_line(statement.sentence.text)
    voice, kind = _in_whose_voice(statement, quote, inside=inside)
    phrases = {phrase_of(reading) for reading in ahead}
    odds = odds_alone(quote, rules)
    bare = quote[: odds.start()] if odds and odds.start() else without_reason(quote)
    wording = Wording.of(bare, rules, said=anchor, times=dated.within(straight(bare)))
    windows = [reading for reading in wording.times if phrase_of(reading) in phrases]
    # "I'd say it's a coin toss" names nothing that could happen.
    said_so = () if odds and not odds.start() else in_plain_words(wording, rules, anchor)
    claims = (_claim(one, statement, part, context) for one in said_so)
    claim = _without_day(next((one for one in claims if one.text), Claim("")), when)
    whole = Proposal(
        sentence=statement.sentence,
        line=context.line,
        quote=quote,
        claim=claim.text,
        voice=voice,
        speaker=statement.speaker,
        kind=kind,
        forecaster=statement.forecaster,
        said=None,
        why=why,
        times=in_order(quote, windows, claim.text),
        likelihoods=(odds["odds"],) if odds else likelihoods_of(wording, rules, claim.text),
        given=wording.given,
        cues=led,
        threshold=_threshold(wording, claim.text),
        put_in=claim.put_in,
        put_for=claim.put_for,
    )
    if statement.lead and not part.start:
        whole = _led(whole, straight(statement.lead), context)
    elif part.start and not whole.times:
        whole = replace(whole, times=_fronted(statement.words[: part.start], context))
    apart = odds is not None and odds.start() > 0 and not leads_up(bare, odds, rules)
    if apart:
        # "It will not close, but the risk is 10%": of which of both it is, a person says.
        whole = replace(whole, claim="", likelihoods=(), put_in=None, put_for=None)
    one_of_it = why is not None or not windows or apart
    for one in (whole,) if one_of_it else _parted(whole, windows, anchor, rules):
        yield left_out(one, words)


def _claim(wording: Wording, statement: Statement, part: Part, context: Context) -> Claim:
    """The claim of a part, or of what in it says all that has to happen."""
    before = statement.words[: part.start]
    near = topic_of(before, context.near, context.grammar) if part.start else context.near
    supposed = next(iter(wording.conditions), None)
    lead = wording.quote[: supposed.start] if supposed else ""
    if near is None and supposed and not led(cues().links, cues().set_off).sub("", lead).strip():
        # "If the mill is built, it will open in May".
        what = supposed.clause[len(supposed.marker) :]
        near = topic_of(what, context.topic or context.heard, context.grammar)
    by_author = context.author is not None and statement.voice is Voice.OUTLET
    talk = Talk(
        near, context.topic, statement.about, statement.people, context.heard, context.titled
    )
    if by_author:
        talk = replace(talk, topic=talk.topic or talk.about)
    says = partial(
        claim_of,
        known=cues(),
        speaker=context.author if by_author else statement.speaker,
        kind=ForecasterKind.PERSON if by_author else statement.kind,
        body=statement.body,
        own_words=by_author or (statement.in_own_words and not statement.carried),
        talk=talk,
    )
    claim = says(wording, subject=part.subject, reported=statement.follows)
    if is_heading(wording.quote) and not any(looks_ahead(claim.text, cues())):
        # A headline has no verb to stand with.
        return Claim("")
    if part.says is None:
        return claim
    rest = one_line(statement.words[slice(*part.says)])
    own = says(
        Wording.of(rest, context.rules, said=context.anchor),
        subject=part.of,
        talk=replace(talk, about=None),
    )
    held = one_line(statement.words[: part.says[0]])[-_HOLDER:]
    return own if not claim.text or (own.text and held in claim.text) else claim


def _to_its_end(said: str, context: Context) -> str:
    """The words without what is told behind a semicolon of how it was, or is now."""
    stood = _P.stood.search(said)
    rest = straight(stood[0]) if stood else ""
    more = says_how_likely(rest, context.rules, context.anchor) or any(looks_ahead(rest, cues()))
    later = any(is_ahead(one, context.anchor) for one in context.dated.within(rest))
    return said[: stood.start()] if stood and not more and (stood["was"] or not later) else said


def _threshold(wording: Wording, claim: str | None) -> str | None:
    """The criterion of a claim, or of words without one that stand in no condition."""
    text = claim or _unconditional(wording)
    return threshold(text, [reading.phrase for reading in wording.times], cues())


def _unconditional(wording: Wording) -> str:
    """The quotation with its conditions blotted out: a limit in them is not what is forecast."""
    text = wording.quote
    for one in wording.conditions:
        text = f"{text[: one.start]}{'_' * (one.end - one.start)}{text[one.end :]}"
    return text


def _led(whole: Proposal, lead: str, context: Context) -> Proposal:
    """A proposal with the time or the condition that stands before who says so."""
    supposed = conditions_in(f"{lead} {whole.quote}", context.rules)
    first = next((one for one in supposed if one.end <= len(lead)), None)
    found = context.dated.within(lead)
    times = [one for one in found if is_ahead(one, context.anchor) and not _same(one, context.when)]
    return replace(
        whole,
        given=whole.given or (given(first) if first else None),
        times=whole.times or tuple(phrase_of(one) for one in times if first is None),
    )


def _fronted(before: str, context: Context) -> tuple[str, ...]:
    """The time with which a sentence begins, that of all its parts: "By May it rains and …"."""
    lead = straight(one_line(before))
    time = next(iter(context.dated.within(lead)), None)
    if time is None or not is_ahead(time, context.anchor) or _same(time, context.when):
        return ()
    comma = lead.find(",", time.span[1])
    opening = led(cues().links, cues().set_off).sub("", lead[: time.span[0]]).split()
    opens = not opening or (opening[0].endswith("ing") and comma > 0)
    return (phrase_of(time),) if opens else ()


def _same(one: TimeReading, other: TimeReading | None) -> bool:
    return other is not None and one.phrase == other.phrase


def _parted(
    whole: Proposal, windows: Sequence[TimeReading], anchor: Days, rules: Rules
) -> Iterator[Proposal]:
    """A proposal of each deadline; what a part does not say of its own it has from the whole."""
    spans = parts(whole.quote, windows, cues())
    while len(spans) > 1 and not any(looks_ahead(whole.quote[slice(*spans[0])], cues())):
        # "The vote opens in May and closes in June, so a strike could begin in July."
        spans = spans[1:]
    if len(spans) == 1:
        yield whole
        return
    own = [
        tuple(phrase_of(reading) for reading in windows if start <= reading.span[0] < end)
        for start, end in spans
    ]
    first = whole.quote[slice(*spans[0])]
    for number, (start, end) in enumerate(spans):
        part = whole.quote[start:end].strip()
        full = _completed(first, part) if number else None
        wording = Wording.of(part if full is None else full, rules, said=anchor)
        others = tuple(times[0] for times in own[:number] + own[number + 1 :])
        proposal = replace(whole, times=own[number], beside=others)
        if others and full is not None:
            claim = claim_of(wording, cues()).text
            likely = likelihoods_of(wording, rules, claim)
            proposal = replace(proposal, claim=claim, likelihoods=likely)
        elif others and wording.likelihoods:
            if number or wording.likelihoods[0].start > 0:
                proposal = replace(proposal, claim=claim_of(wording, cues()).text)
            likely = likelihoods_of(wording, rules, proposal.claim)
            proposal = replace(proposal, likelihoods=likely)
        elif others and has_figure("".join(whole.likelihoods[:1])) and _unread(wording):
            # "40% on Monday and 70% on Tuesday": the first number is not the second's.
            proposal = replace(proposal, likelihoods=())
        if number and own[number][0].casefold() not in straight(proposal.claim).casefold():
            # What was said of another day is no claim of this one.
            proposal = replace(proposal, claim="")
        claimed = None if number and proposal.claim == whole.claim else proposal.claim
        yield replace(proposal, threshold=_threshold(wording, claimed))


def _completed(first: str, part: str) -> str | None:
    """A part that has a number alone, with the words before that of the first part.

    >>> _completed("Rents will rise by 3% this year", "just 2% in 2031")
    'Rents will rise by 2% in 2031'
    """
    own = _P.bare_number.match(part)
    like = next(iter(reversed(list(_P.amount.finditer(first)))), None)
    if own is None or like is None or any(looks_ahead(part, cues())):
        return None
    return f"{first[: like.start()]}{part[own.end() :]}"


def _unread(wording: Wording) -> bool:
    """Whether a figure stands outside the words of time."""
    rest = wording.quote
    for time in wording.times:
        rest = rest.replace(time.phrase, "")
    return has_figure(rest)
