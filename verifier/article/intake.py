"""Intake: the sentences of an article that may be forecasts, and those that only sound so.

Found by general cues that are data (`cues.en.yaml`): how a language speaks of what is to come, of
what others should do, of what is believed to be so now. A proposal is a suggestion to a curator,
never a record: it says which words led to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from itertools import groupby

from verifier.article.about import About
from verifier.article.clauses import Grammar, by_rules
from verifier.article.cues import cues
from verifier.article.dayssaid import Dated, day_said
from verifier.article.infinitives import may_be_titled
from verifier.article.likely import said_in_two
from verifier.article.lists import announces, items
from verifier.article.names import Names
from verifier.article.naming import by_title
from verifier.article.patterns import compiled
from verifier.article.phrasing import Phrasing
from verifier.article.proposal import Proposal, phrase_of
from verifier.article.proposing import Context, parts_of, proposals_of, subject_of
from verifier.article.repeats import below_headline, restated
from verifier.article.revealed import revealed
from verifier.article.sentences import (
    Sentence,
    flat,
    headline,
    sentences,
    straight,
)
from verifier.article.speakers import statements
from verifier.article.statement import Statement
from verifier.article.tokens import looks_ahead
from verifier.article.topics import topic_of
from verifier.article.weighing import is_heading
from verifier.article.wording import is_label
from verifier.model.days import Days
from verifier.model.forecasts import Forecaster, ForecasterKind, Voice
from verifier.rules import Rules
from verifier.text.language import abbreviations

_P = Phrasing("intake")


def propose(
    text: str,
    *,
    anchor: Days,
    rules: Rules,
    forecasters: Mapping[str, Forecaster],
    grammar: Grammar | None = None,
    author: str | None = None,
) -> tuple[Proposal, ...]:
    """The sentences of `text`, published on `anchor`, that may be forecasts or look like them.

    What the article says itself is its `author`'s where it speaks as "I", else the outlet's.
    Without a `grammar` the clauses of sentences are found by rules (`clauses.by_rules`).
    """
    known = cues()
    grammar = grammar or by_rules(known)
    found = _labelled(text, sentences(text, abbreviations=abbreviations("en")))
    names = Names(known, forecasters, text)
    told = list(statements(text, found, names=names, grammar=grammar))
    told = list(revealed(text, told, names, grammar))
    listed = items(text, found)
    if found and may_be_titled(headline(text) or "", known):
        # "Harlow to open second bridge" has no verb by which it would be found.
        listed |= {found[0].start}
    name = author or _signed(text, names)
    as_i = any(_P.as_i.search(one.words) for one in told if not one.attributed)
    name = name if name and one_person(name) and as_i else None
    proposals = list(_with_days(text, told, anchor, rules, grammar, listed, name))
    if name:
        by = partial(
            replace,
            speaker=name,
            kind=ForecasterKind.PERSON,
            forecaster=names.forecaster(name),
            voice=Voice.QUOTATION,
        )
        proposals = [by(one) if one.voice is Voice.OUTLET else one for one in proposals]
    return tuple(restated(list(below_headline(text, proposals, known)), known))


def one_person(name: str) -> bool:
    """Whether a line that says who wrote something names one person in full.

    >>> one_person("Ann Roe"), one_person("Ann Roe and Bo Poe"), one_person("Staff")
    (True, False, False)
    """
    return _P.one_name.fullmatch(name.strip()) is not None


def _signed(text: str, names: Names) -> str | None:
    """Whose words an article is, by a line at its head: "By Ann Roe", "Remarks by Ann Roe"."""
    line = _P.byline.search(text[:_HEAD])
    speech = None if line else _P.speech_of.search(text[:_HEAD])
    spoken = speech and names.bare(speech["gave"] or speech["by"])
    return line["who"] if line else spoken or None


_HEAD = 600  # characters at the head of an article in which it is signed, at most


def _labelled(text: str, found: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, each with one behind it that only says how likely that is."""
    kept: list[Sentence] = []
    for one in found:
        if kept and is_label(one.text) and text[kept[-1].end : one.start].isspace():
            start = kept.pop().start
            kept.append(Sentence(text[start : one.end], start, one.end))
        else:
            kept.append(one)
    return tuple(kept)


def _with_days(
    text: str,
    found: Iterable[Statement],
    anchor: Days,
    rules: Rules,
    grammar: Grammar,
    listed: frozenset[int],
    author: str | None,
) -> Iterator[Proposal]:
    """The proposals of all statements, each with the day on which it was said.

    One that tells none has that of what the same speaker said just before.
    """
    speaker: str | None = None
    day: str | None = None
    met: tuple[str, str] | None = None
    topic: About | None = None
    heard: About | None = None
    quoted = False
    line, start, called = 1, 0, by_title(text)
    for _, group in groupby(found, key=lambda statement: statement.sentence.start):
        own = list(group)
        sentence = own[0].sentence
        line += text.count("\n", start, sentence.start)
        start = sentence.start
        met = met or _met(sentence, anchor, rules)
        idle = start not in listed and not _may_foretell(own[0])
        if not any(one.attributed for one in own) and idle:
            speaker = day = None
            topic = heard = topic_of(sentence.text, topic, grammar)
            quoted = False
            continue
        dated = Dated.of(sentence, anchor, rules)
        made: list[Proposal] = []
        subject: str | None = None
        for statement in own:
            when = dated.when(statement, anchor)
            goes_on = (
                statement.attributed
                and statement.speaker == speaker
                # "He now says": it was another day.
                and not _P.now.search(sentence.text[: statement.start])
            )
            before = day if goes_on and when is None else None
            inside = statement is not own[0]
            topic = topic if inside or statement.speaker == speaker else None
            # What one speaker says of a thing is not taken up by the words of another.
            heard = None if quoted and statement.voice == Voice.QUOTATION else heard
            quoted = statement.voice == Voice.QUOTATION
            context = Context(
                line,
                anchor,
                rules,
                grammar,
                dated,
                when,
                listed,
                topic,
                topic if inside else None,
                heard,
                author,
                called,
            )
            topic = heard = topic_of(statement.words, topic or heard, grammar)
            speaker, day = statement.speaker, day_said(when, dated.past, anchor) or before
            heading = _P.asks.match(sentence.text) or announces(sentence.text)
            if heading or sentence.text.rstrip(_CLOSERS).endswith((":", "?")):
                continue
            parts = parts_of(statement, context, subject)
            if statement is not own[-1]:
                subject = parts[0].subject or subject_of(statement, context) or subject
            for proposal in proposals_of(statement, parts, context, alone=len(own) == 1):
                told = phrase_of(when) if when is not None else None
                on = (told, day)
                own_turn = statement.in_turn and proposal.speaker == statement.speaker
                if met and not (when or day) and own_turn:
                    on = met
                said_before = before is not None
                made.append(replace(proposal, said=on[1], said_before=said_before, told=on[0]))
        ahead = [one for one in said_in_two(made) if one.why is None]
        if len(ahead) > 1:
            # Of several, one without a verb is a piece of another.
            whole = [o for o in ahead if o.likelihoods or any(looks_ahead(o.quote, cues()))]
            ahead = whole or ahead
        # What only looks like a forecast is set aside by the sentence, not by its pieces.
        yield from ahead or made[:1]


def _met(sentence: Sentence, anchor: Days, rules: Rules) -> tuple[str, str] | None:
    """On which day somebody spoke to whoever writes, in which words: "She met us on Tuesday"."""
    if not compiled(cues().meeting).search(straight(flat(sentence.text))):
        return None
    past = Dated.of(sentence, anchor, rules).past
    each = ((time.phrase, day_said(time, past, anchor)) for time in past)
    return next(((words, day) for words, day in each if day and "/" not in day), None)


def _may_foretell(statement: Statement) -> bool:
    """Whether there is a cue in the sentence of a statement that somebody may have to look at."""
    words = straight(flat(statement.sentence.text))
    return is_heading(words) or any(cue.search(words) for cue in _any_cue())


@cache
def _any_cue() -> tuple[re.Pattern[str], ...]:
    groups = (compiled(group.patterns) for group in cues().groups)
    return (*groups, compiled(tuple(sorted(cues().weighed))))


_CLOSERS = "*_”\"’') "
