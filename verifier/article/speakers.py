"""Who is speaking in each sentence of an article, and in which words of it.

A clause that reports ("said Ann Example", "the bank warned that") gives its neighbours in the
sentence to its subject; quotation marks are paired within a paragraph. Words without such a clause
have the speaker of what is around them: a quotation whom its paragraph reported last, or names
beside it, or else who spoke last; a sentence that goes on in a paragraph whoever was reported last
in it, if not quoted; a line of a conversation ("Ben: …") whom it begins with. Pronouns and "the
bank" go to whom was spoken of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import pairwise

from verifier.article.attributions import Report
from verifier.article.clauses import Grammar
from verifier.article.conversation import LABEL, Label, labels
from verifier.article.cues import cues
from verifier.article.identify import Identity
from verifier.article.mentions import Mentions
from verifier.article.names import Names, Points, Who
from verifier.article.noting import Noting
from verifier.article.patterns import WORD
from verifier.article.phrasing import UPPER, Phrasing
from verifier.article.pointing import Pointing
from verifier.article.quotations import by_quotes, goes_on, inside, quotations, trimmed
from verifier.article.reports import Reports
from verifier.article.sentences import Sentence, flat, headline, paragraphs
from verifier.article.statement import Statement
from verifier.article.tokens import Span, looks_ahead, tokens
from verifier.article.told import Told
from verifier.model.forecasts import ForecasterKind, Voice

_P = Phrasing("speakers")

_LEAST_WORDS = 3  # in front of "and" more words are a statement of their own, not a subject
_LONGEST_LEAD = 20
"""Words and marks that may say when or if before who says so, at most."""
_LEAST_LEAD = 6
"""Characters of a lead that a quotation may go on."""


def statements(
    text: str, found: Sequence[Sentence], *, names: Names, grammar: Grammar
) -> Iterator[Statement]:
    """Every sentence in order, in as many statements as it has stretches with a speaker."""
    blocks = paragraphs(text)
    starts = [start for start, _ in blocks]
    places = [bisect_right(starts, sentence.start) for sentence in found]
    quoted = inside(found, quotations(text, blocks))
    mentions = Mentions(text, names, grammar)
    identity = Identity(names, mentions)
    turns = labels(text, blocks, names, mentions, identity)
    finder = Reports(names, identity, grammar)
    told = Told(names, mentions, identity)
    reader = _Reader(names, mentions, identity, finder, told)
    reports = [finder.of(sentence, quotes) for sentence, quotes in zip(found, quoted, strict=True)]
    title = 0
    if headline(text) is not None:
        # A headline has no room for names: "Central bank holds rates, signals cut".
        title = blocks[1][0]
        reports = [
            [one for one in own if sentence.start >= title or _closes(sentence.text, one)]
            for sentence, own in zip(found, reports, strict=True)
        ]
    aside = [_P.in_brackets.fullmatch(sentence.text) is not None for sentence in found]
    heard = [[] if within else own for within, own in zip(aside, reports, strict=True)]
    place, labelled = 0, None
    back: Statement | None = None
    for number, sentence in enumerate(found):
        if places[number] != place:
            place, told.paragraph = places[number], Who()
            told.beside = told.goes_on = Who()
            label = turns.get(blocks[place - 1][0])
            if label is not None:
                labelled = label
            elif not turns or not labelled or not labelled[2]:
                labelled = None
        own = labelled if labelled and places[number] in (labelled[3], place) else None
        ahead = _later(number, places, heard)
        closing = _closing(number, found, quoted, heard)
        told.titling = sentence.start < title
        with told.forgotten() if aside[number] else nullcontext():
            made = reader.statements(sentence, quoted[number], reports[number], own, ahead, closing)
        if back is not None and any(one.back for one in reports[number][:1]):
            said = back.attributed and back.speaker is not None
            back = back if said else _told_back(back, told.speaker, names)
        for statement in made:
            if back is not None:
                yield back
            back = statement
    if back is not None:
        yield back


def _told_back(statement: Statement, who: Who, names: Names) -> Statement:
    """A statement of the article, charged to whom the sentence behind it names."""
    return replace(
        statement,
        speaker=who.name,
        forecaster=names.forecaster(who.name),
        kind=who.kind,
        voice=Voice.PARAPHRASE if who.name and not statement.attributed else statement.voice,
    )


def _put_in(text: str, start: int, end: int) -> re.Match[str] | None:
    """The day or place of a report that stands behind its verb; set off, it is what was said.

    >>> text = "Ann Roe said on Monday, rents fell. Says Bo, in 2031, rents will fall."
    >>> [_put_in(text, at, len(text)) is not None for at in (13, 45)]
    [True, False]
    """
    return None if text[:start].rstrip().endswith(",") else _P.put_in.match(text, start, end)


def _closes(title: str, report: Report) -> bool:
    """Whether a headline says whose words it has: "Rates to fall, economists say", "Roe sees"."""
    edge = title[: report.start].rstrip()[-1:] + title[report.start : report.start + 1]
    behind = bool({*edge} & {*",:;–—-"}) and report.end == len(title)
    # "Airlines say they will not recover": a sentence, though without its full stop.
    ahead = any(looks_ahead(title, cues(), report.verb[0]))
    said = (report.who.name or report.who.noun) and (
        ahead or title[slice(*report.verb)] in cues().foretelling
    )
    if said:
        return True
    return " – " in title or (behind and not report.holds)


def _behind_colons(text: str, cut: Sequence[Report]) -> list[Report]:
    """The reports, with one at a colon behind which another one of them says who says the rest.

    "Aid agencies fear the worst: half will flee, the Lake Network estimates."
    """
    found = list(cut[:1])
    for before, report in pairwise(cut):
        colon = text.find(": ", before.end, report.start)
        if colon >= 0 and text[: report.start].rstrip().endswith(","):
            found.append(replace(report, start=colon, end=colon + 1, verb=(colon, colon + 1)))
        found.append(report)
    return found


def _later(number: int, places: Sequence[int], reports: Sequence[Sequence[Report]]) -> Who | None:
    """Who is named as speaking further on in the paragraph of this sentence."""
    end = bisect_right(places, places[number])
    named = (one.who for own in reports[number + 1 : end] for one in own if not one.holds)
    return next(named, None)


def _closing(
    number: int,
    found: Sequence[Sentence],
    quoted: Sequence[Sequence[Span]],
    reports: Sequence[Sequence[Report]],
) -> Who | None:
    """Who is named behind a quotation that goes on beyond this sentence: it has one speaker."""
    _, end = max(quoted[number], default=(0, 0))
    last = bisect_right([one.start for one in found], end) - 1
    if last <= number:
        return None
    behind = (one for one in reports[last] if one.start >= end - found[last].start)
    first = next((one for one in behind if not one.holds), None)
    return first.who if first and first.who.name else None


class _Reader:
    """Reads sentences of one article."""

    def __init__(
        self, names: Names, mentions: Mentions, identity: Identity, reports: Reports, told: Told
    ) -> None:
        self._told, self._pointing = told, Pointing(names, mentions, identity, told)
        self._names, self._mentions = names, mentions
        self._identity, self._reports = identity, reports
        self._noting = Noting(names, mentions, identity, told)

    def statements(
        self,
        sentence: Sentence,
        quoted: Sequence[Span],
        reports: Sequence[Report],
        label: Label | None,
        ahead: Who | None,
        closing: Who | None,
    ) -> list[Statement]:
        """The statements of a sentence, and what it tells of whom the next one may mean."""
        text = flat(sentence.text)
        begins = max(0, label[1] - sentence.start) if label else 0
        if begins >= len(text) or LABEL.match(text) is None:
            begins = 0 if not label or sentence.start >= label[1] else begins
        quotes = [
            (max(a - sentence.start, 0), min(b - sentence.start, len(text))) for a, b in quoted
        ]
        long = [
            (a, b) for a, b in quotes if self._reports.is_said(text[a:b]) or 2 * (b - a) > len(text)
        ]
        resolved = self._pointing.of(reports, sentence, label, quotes)
        about = self._told.about
        pieces = self._pieces(sentence, text, long, resolved, label, (ahead, closing), begins)
        people = self._told.near(text)
        made = [replace(piece, about=about, people=people) for piece in pieces]
        self._noting.note(text, long, resolved)
        self._told.was_about(text, resolved)
        return made

    def _pieces(
        self,
        sentence: Sentence,
        text: str,
        quotes: Sequence[Span],
        reports: Sequence[Report],
        label: Label | None,
        named: tuple[Who | None, Who | None],
        begins: int,
    ) -> Iterator[Statement]:
        default = label[0] if label else None
        cut = _behind_colons(text, [one for one in reports if not one.holds and one.names])
        lead = text[begins : cut[0].start].strip() if cut else ""
        lead = lead if lead and self._only_opens(lead) else ""
        for number, (start, end) in self._stretches(text, cut, begins):
            owner = self._owner(text, number, cut)
            apart = [
                one for one in quotes if one[0] - start < _LEAST_LEAD or not goes_on(text, one)
            ]
            for quoted, piece in by_quotes((start, end), apart):
                span = trimmed(text, *piece)
                if len(WORD.findall(text[slice(*span)])) < 1 + bool(cut):
                    continue
                if quoted:
                    who = self._before_colon(text, span, cut, number) or owner or default
                    who = who or self._beside(text, quotes, *named)
                    yield self._statement(sentence, span, who, Voice.QUOTATION, reported=bool(cut))
                    continue
                holding = [r for r in reports if r.holds and span[0] <= r.verb[0] < span[1]]
                # No grower says what stands behind "Growers are worried", with a colon between.
                holding = [r for r in holding if not (owner and text.startswith(": ", r.end))]
                if owner is not None and owner.name:
                    # "Ann Roe said nobody expects a cut": she says so.
                    holding = [r for r in holding if not _P.nobody.match(text, r.start)]
                if owner is not None and number and (not holding or _P.that.match(text, span[0])):
                    span = self._content(text, span)
                elif owner is not None and number and (when := _put_in(text, *span)):
                    that = _P.that.match(text, when.end())
                    span = (that or when).end(), span[1]
                goes = Who() if cut or self._noting.told_of(text) else self._told.goes_on
                made = self._unquoted(sentence, span, owner, default, goes)
                made = replace(made, follows=number > 0 and made.reported)
                holders = tuple((r.verb[0], self._held(made, r.who)) for r in holding)
                yield replace(made, holders=holders, lead=lead if number == 1 else "")

    def _before_colon(
        self, text: str, quote: Span, cut: Sequence[Report], number: int
    ) -> Who | None:
        """Who is named before a colon that a quotation follows, behind what somebody else said."""
        lead = text[cut[number - 1].end : quote[0]].rstrip(' “"') if number else ""
        person = self._spoken_of(lead) if lead.endswith(":") else None
        return Who(person, ForecasterKind.PERSON) if person else None

    def _unquoted(
        self, sentence: Sentence, span: Span, owner: Who | None, turn: Who | None, goes_on: Who
    ) -> Statement:
        """Words without quotation marks: of whom a clause names, whose turn it is, or as before."""
        own = turn is not None and owner is not None and owner.name == turn.name
        if owner is not None and owner.name is not None and not own:
            return self._statement(sentence, span, owner, Voice.PARAPHRASE, reported=True)
        if turn is not None:
            return self._statement(sentence, span, turn, Voice.QUOTATION)
        if goes_on.name is not None:
            made = self._statement(sentence, span, goes_on, Voice.PARAPHRASE)
            return replace(made, carried=True)
        return Statement(sentence, *span, Voice.OUTLET)

    def _stretches(
        self, text: str, cut: Sequence[Report], begins: int
    ) -> Iterator[tuple[int, Span]]:
        """The stretches between reporting clauses, numbered by how many of these are before."""
        edges = [begins]
        for report in cut:
            edges += [max(report.start, begins), max(report.end, begins)]
        edges.append(len(text))
        for number, span in enumerate(zip(edges[::2], edges[1::2], strict=True)):
            if number or not cut or not self._only_opens(text[slice(*span)]):
                yield number, span

    def _only_opens(self, text: str) -> bool:
        """Whether the words only say when, where or if: "By May, Lake Bank said"."""
        row = tokens(text)
        if not 0 < len(row) <= _LONGEST_LEAD or not text.rstrip().endswith(","):
            return False
        first = row[0]
        known = self._names.cues
        supposes = first.low in known.supposing and text.count(",") == 1
        when = first.low in known.prepositions | _P.words("of_time")
        when = when and not any(looks_ahead(text, known))
        return when or supposes

    def _held(self, statement: Statement, who: Who) -> Statement:
        """The statement charged to whom a verb in it names; with no name to its author."""
        if who.name == statement.speaker and statement.voice == Voice.QUOTATION:
            # "I think rents will rise", in one's own turn.
            return statement
        if who.name is None:
            place = (statement.sentence, statement.start, statement.end)
            author = who.points is Points.SPEAKER
            return Statement(*place, Voice.OUTLET) if author else statement
        return self._statement(
            statement.sentence,
            (statement.start, statement.end),
            who,
            Voice.PARAPHRASE,
            reported=True,
        )

    def _owner(self, text: str, number: int, cut: Sequence[Report]) -> Who | None:
        """Whose words a stretch between reporting clauses is: the clause before it, or after it."""
        if number:
            return cut[number - 1].who
        if not cut:
            return None
        first = cut[0]
        lead = text[: first.start].rstrip()
        joined = _P.goes_on.search(lead)
        # "Don't bet on it: traders insist it will fall".
        apart = joined or (lead.endswith(":") and not first.holds)
        return None if apart and len(WORD.findall(lead)) > _LEAST_WORDS else first.who

    def _content(self, text: str, span: Span) -> Span:
        """A stretch behind a reporting verb without whom it was told, when, and "that"."""
        start, end = span
        when = _put_in(text, start, end)
        start = when.end() if when else start
        words = self._names.not_said.sub("", text[start:end])
        to_that = _P.up_to_that.match(words)
        end = start + len(words)
        # "Said rents would rise and that …": what looks ahead before "that" was said, too.
        own = to_that and self._names.own_clause.search(to_that[0])
        if to_that and not own and not any(looks_ahead(to_that[0], self._names.cues)):
            start += to_that.end()
        return trimmed(text, start, end)

    def _beside(
        self,
        text: str,
        quotes: Sequence[Span],
        ahead: Who | None,
        closing: Who | None,
    ) -> Who:
        """Who says a quotation without a reporting clause of its own."""
        if closing is not None:
            return self._told.in_full(closing, 0)
        bare = text
        for start, end in reversed(quotes):
            bare = bare[:start] + bare[end:]
        bare = self._told.not_heard(bare)
        person = self._names.subject(bare) or self._spoken_of(bare)
        if person is not None:
            return Who(person, self._mentions.kind(person))
        opens = self._told.opening(bare) if bare.rstrip(' "“”').endswith(":") else Who()
        if opens.kind is ForecasterKind.PERSON:
            # Before a colon: "Roe had her say, groaning".
            return opens
        if self._told.paragraph.name is not None:
            return self._told.paragraph
        if ahead is None and self._told.beside.name is not None:
            return self._told.beside
        if ahead is not None:
            who = self._told.of(ahead) if ahead.name is None else ahead
            if who.name is not None:
                return self._told.in_full(who, 0)
        return self._told.speaker

    def _spoken_of(self, text: str) -> str | None:
        """The last person named in full before a colon."""
        lead, colon, _ = text.rpartition(":")
        runs = re.findall(rf"[{UPPER}][\w’'.-]+(?:\s+[{UPPER}][\w’'-]+)+", lead) if colon else ()
        for run in reversed(list(runs)):
            name = self._names.bare(run)
            if " " in name and self._mentions.kind(name) is ForecasterKind.PERSON:
                return name
        return None

    def _speaks_for(self, who: Who) -> str | None:
        if who.name is None or who.kind not in (ForecasterKind.PERSON, ForecasterKind.ANONYMOUS):
            return None
        if who.kind is ForecasterKind.ANONYMOUS:
            return self._told.belonging.body_in(who.name, self._told.last_body.name)
        return self._told.belonging.body_of(who.name, self._told.last_body.name)

    def _statement(
        self, sentence: Sentence, span: Span, who: Who, voice: Voice, *, reported: bool = False
    ) -> Statement:
        # Of those who are not named only a quotation is in their own words.
        unnamed = who.kind is ForecasterKind.ANONYMOUS
        body = self._speaks_for(who) if voice is Voice.QUOTATION or not unnamed else None
        voice = Voice.ANONYMOUS if unnamed else voice
        name = who.name
        return Statement(
            sentence,
            *span,
            voice,
            name,
            self._names.forecaster(name),
            who.kind if name else None,
            reported=reported,
            body=body,
        )
