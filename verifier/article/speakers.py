"""Who is speaking in each sentence of an article, and in which words of it.

A clause that reports ("said Ann Example", "the bank warned that") gives its neighbours in the
sentence to its subject; quotation marks are paired within a paragraph. Words without such a clause
have the speaker of what is around them: a quotation whom its paragraph names beside it, or else
who spoke last; a sentence that goes on in a paragraph whoever was reported in it before; a line of
a conversation ("Ben: …") whom it begins with. Pronouns and "the bank" go to whom was spoken of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from verifier.article.clauses import Clause, Grammar, Span, Token, after, tokens
from verifier.article.names import Mentions, Names, Points, Who
from verifier.article.sentences import Sentence, headline, paragraphs
from verifier.model.forecasts import ForecasterKind, Voice

_SINGLE = re.compile(
    r"(?<![\w’'])[\u2018'](?=\w)(?:[^\u2018“”\"\n]|\n(?!\n))+?(?<=[\w.,!?])[’'](?!\w)"
)
_WORD = re.compile(r"[\w’'\u02bc-]+")
_ACCORDING = re.compile(r"\b(?:according to|in the (?:words|view|opinion) of)\b", re.IGNORECASE)
_IN_HIS_VIEW = re.compile(
    r"\bin (?P<who>his|her|their|its) (?:own )?(?:view|opinion|words|judge?ment|estimate)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:am|is|are|was|were|be|been)(?:\s+\w+)?\s+$", re.IGNORECASE)
_BY = re.compile(r"\s+by\b", re.IGNORECASE)
_THAT = re.compile(r"that\s", re.IGNORECASE)
_PUT_IN = re.compile(
    r"(?:on|in|at|last|late|early|this)\s+[^\s,]+(?:\s[^\s,]+){0,3},\s+", re.IGNORECASE
)
_UP_TO_THAT = re.compile(r"^[^,.:;“”\"]{0,60}?\bthat\s+", re.IGNORECASE)
_OPENED = re.compile(r"(?:^|[,“”\"’'–—:])\s*$")
_POINTS_BACK = re.compile(r"\b(?:this|that|it)\s*(?:was|is|has been)?\s*$", re.IGNORECASE)
_THAT_IS = re.compile(r"(?:That|This|So)\b(?:\W+\w+){0,4}?\W+(?:what|how)\b")
_LABEL = re.compile(
    r"[•*\-–\s]*(?:\d{1,2}[:.]\d{2}\s+(?:[ap]\.?m\.?\s+)?)?"
    r"(?P<who>[^\W\d_][\w.'’ -]{0,48}?(?:,[^:.“”\"\n]{1,40})?)\s*:\s+(?=\S)"
)
_STOP = re.compile(r"[a-z]{3}\.\s")
QUOTES = '"“\u2018'
_LEAST_WORDS = 3
_STATEMENT = 5
"""Words in quotation marks that make a statement of their own; fewer are a phrase picked out."""
_LEAD = 600
"""Characters at the beginning of an interview in which whoever answers is named."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of a sentence, from `start` to `end` of its text, and who says them.

    With `carried` nobody is named in the sentence: it goes on with what was reported before it.
    `reported` says that a clause in the sentence names the speaker, `follows` that it stands before
    the words. `holders` are the statement as one of those whose verbs in it hold an opinion ("Ann
    expects …, and Bo …"), with the verbs' places.
    """

    sentence: Sentence
    start: int
    end: int
    voice: Voice
    speaker: str | None = None
    forecaster: str | None = None
    kind: ForecasterKind | None = None
    carried: bool = False
    reported: bool = False
    follows: bool = False
    holders: tuple[tuple[int, Statement], ...] = ()

    @property
    def words(self) -> str:
        """The words as printed."""
        return self.sentence.text[self.start : self.end]

    @property
    def attributed(self) -> bool:
        """Whether somebody other than the article is speaking."""
        return self.voice != Voice.OUTLET and not self.carried


@dataclass(frozen=True, slots=True)
class _Report:
    """A clause that reports speech: where it stands, its verb, and whom it names.

    A verb that `holds` an opinion ("expects") is part of what was said. With `back` it tells of the
    sentence before; one that `shares` has no subject of its own ("…, warning that").
    """

    start: int
    end: int
    verb: Span
    who: Who
    holds: bool = False
    back: bool = False
    shares: bool = False


@dataclass(slots=True)
class _Told:
    """Whom the article has spoken of so far; words of `any_body` may mean any of the bodies."""

    any_body: frozenset[str]
    person: Who = field(default_factory=Who)
    body: Who = field(default_factory=Who)
    plural: Who = field(default_factory=Who)
    speaker: Who = field(default_factory=Who)
    met: Who = field(default_factory=Who)
    named: dict[str, Who] = field(default_factory=dict)
    paragraph: Who = field(default_factory=Who)

    def of(self, who: Who) -> Who:
        """Who is meant, where words point to somebody the article has named."""
        if who.name is not None or who.points is None:
            return who
        if who.points is Points.BODY and who.noun:
            noun = who.noun.split()[-1]
            last = self.body if self.body.name else self.named.get("", Who())
            any_one = noun in self.any_body and last.name is not None
            return self.named.get(noun, last if any_one else Who(who.noun, ForecasterKind.OFFICE))
        if who.points is Points.PLURAL and who.noun:
            noun = who.noun.split()[-1]
            same = noun in _folded(self.plural.name)
            return self.plural if same else Who(who.noun, ForecasterKind.ANONYMOUS)
        if who.points is Points.PERSON:
            heard = self.speaker if self.speaker.kind is ForecasterKind.PERSON else Who()
            return next((one for one in (self.person, heard, self.met) if one.name), Who())
        if who.points is Points.PLURAL:
            return self.plural if self.plural.name else self.body
        if who.points is Points.BODY:
            return self.body if self.body.name else self.speaker
        return self.speaker

    def heard(self, who: Who) -> None:
        """Somebody was named as speaking."""
        if who.name is not None:
            self.speaker = who
            self.spoken_of(who)

    def spoken_of(self, who: Who) -> None:
        """Somebody was named."""
        if who.name is None:
            return
        if who.kind is ForecasterKind.PERSON:
            self.person = who
        elif who.kind is ForecasterKind.ANONYMOUS:
            self.plural = who
            if not who.name.casefold().split()[-1].endswith("s"):
                self.person = who
        else:
            self.body = who
            self.named_body(who)

    def named_body(self, who: Who) -> None:
        """A body was named, which may be meant by a word of its name, or any word for a body."""
        self.named |= dict.fromkeys(("", *_folded(who.name)), who)


def _folded(name: str | None) -> list[str]:
    return (name or "").casefold().replace("’", "'").split()


def statements(
    text: str, found: Sequence[Sentence], *, names: Names, grammar: Grammar
) -> Iterator[Statement]:
    """Every sentence in order, in as many statements as it has stretches with a speaker."""
    blocks = paragraphs(text)
    starts = [start for start, _ in blocks]
    places = [bisect_right(starts, sentence.start) for sentence in found]
    quoted = _inside(found, _quotations(text, blocks))
    mentions = Mentions(text, names)
    labels = _labels(text, blocks, names, mentions)
    reader = _Reader(names, mentions, grammar)
    reports = [
        reader.reports(sentence, quotes) for sentence, quotes in zip(found, quoted, strict=True)
    ]
    if headline(text) is not None:
        # A headline has no room for names: "Central bank holds rates, signals cut".
        title = blocks[1][0]
        reports = [
            [] if sentence.start < title and " – " not in sentence.text else own
            for sentence, own in zip(found, reports, strict=True)
        ]
    told, place, labelled = _Told(names.cues.any_body | names.cues.things), 0, None
    back: Statement | None = None
    for number, sentence in enumerate(found):
        if places[number] != place:
            place, told.paragraph = places[number], Who()
            label = labels.get(blocks[place - 1][0])
            if label is not None:
                labelled = label
            elif not labels or not labelled or not labelled[2]:
                labelled = None
        own = labelled if labelled and places[number] in (labelled[3], place) else None
        ahead = _later(number, places, reports)
        for statement in reader.statements(
            sentence, quoted[number], reports[number], told, own, ahead
        ):
            if back is not None:
                first = reports[number][:1]
                if first and first[0].back and not back.attributed and statement.speaker:
                    back = replace(
                        back,
                        speaker=statement.speaker,
                        forecaster=statement.forecaster,
                        kind=statement.kind,
                        voice=Voice.PARAPHRASE,
                    )
                yield back
            back = statement
    if back is not None:
        yield back


def _later(number: int, places: Sequence[int], reports: Sequence[Sequence[_Report]]) -> Who | None:
    """Who is named as speaking in the sentence after this one, of the same paragraph."""
    after_it = number + 1
    if after_it < len(places) and places[after_it] == places[number]:
        named = (each.who for each in reports[after_it] if not each.holds)
        return next(named, None)
    return None


Label = tuple[Who, int, bool, int]
"""Who speaks, where what they say begins, whether paragraphs below go on, and the paragraph."""


def _labels(
    text: str, blocks: Sequence[Span], names: Names, mentions: Mentions
) -> dict[int, Label]:
    """The paragraphs that begin with who speaks in them: "Q: …", "BUILDER: …", "Ben: “…”"."""
    found = [
        (number, start, match)
        for number, (start, end) in enumerate(blocks, 1)
        if (match := _LABEL.match(text, start, end))
    ]
    several = len(found) > 1
    labels: dict[int, Label] = {}
    for number, start, match in found:
        who = match["who"].partition(",")[0].strip()
        if _STOP.search(who):
            continue
        quote = text[match.end()] in f"'{QUOTES}"
        capitals = who.isupper()
        if len(who) == 1:
            if several and who in "QA":
                answers = _first_person(text[:_LEAD], names, mentions) if who == "A" else Who()
                labels[start] = (answers, match.end(), True, number)
            continue
        bare = names.bare(who.title() if capitals else who)
        full = mentions.in_full(bare.split()[-1]) if bare else None
        one = len(bare.split()) == len(who.split()) and bare[:1].isupper()
        person = full is not None or (one and not mentions.common(who))
        lower = any(word[0].islower() for word in who.split())
        if capitals and several and not person:
            labels[start] = (
                Who(who.capitalize(), ForecasterKind.ANONYMOUS),
                match.end(),
                True,
                number,
            )
        elif person and (quote or (several and (not lower or (full and full != who)))):
            name = full if full and (" " not in bare or full.endswith(bare)) else bare
            labels[start] = (Who(name, ForecasterKind.PERSON), match.end(), capitals, number)
    return labels


def _first_person(text: str, names: Names, mentions: Mentions) -> Who:
    for match in re.finditer(r"[A-ZÀ-Þ][\w’'-]+(?: +[A-ZÀ-Þ][\w’'-]+)+", text):
        name = names.bare(match[0].rpartition("\n")[2])
        if " " in name and mentions.kind(name) is ForecasterKind.PERSON:
            return Who(name, ForecasterKind.PERSON)
    return Who()


class _Reader:
    """Reads sentences of one article."""

    def __init__(self, names: Names, mentions: Mentions, grammar: Grammar) -> None:
        self._names, self._mentions, self._grammar = names, mentions, grammar

    def reports(self, sentence: Sentence, quoted: Sequence[Span]) -> list[_Report]:
        """The clauses of a sentence that report speech, in order."""
        text = flat(sentence.text)
        quotes = [(a - sentence.start, b - sentence.start) for a, b in quoted]
        verbs = [
            match
            for match in self._names.verbs.finditer(text)
            if not any(a <= match.start() < b for a, b in quotes if self._is_said(text[a:b]))
            and not _happens_to(text, match)
            and not self._is_noun(text, match)
        ]
        clauses = self._grammar(text, [match.span() for match in verbs]) if verbs else ()
        found = [
            report
            for match, clause in zip(verbs, clauses, strict=True)
            if (report := self._report(text, match, clause)) is not None
        ]
        for match in _ACCORDING.finditer(text):
            subject = after(text, match.end(), self._names.cues)
            if subject is not None:
                who = self._who(text, subject)
                # A description set off belongs to them only behind what was said.
                end = subject[1] if match.start() > 1 else _first_comma(text, subject)
                found.append(_Report(match.start(), end, match.span(), who))
        if found and _THAT_IS.match(text):
            found[0] = replace(found[0], start=0, back=True)
        for match in _IN_HIS_VIEW.finditer(text):
            pronoun = match["who"].casefold()
            points = {"its": Points.BODY, "their": Points.PLURAL}.get(pronoun, Points.PERSON)
            found.append(_Report(*match.span(), match.span(), Who(points=points)))
        return sorted(found, key=lambda report: report.start)

    def _is_said(self, quote: str) -> bool:
        """Whether words in quotation marks are a statement, and not a phrase picked out."""
        words = _WORD.findall(quote)
        begins, ahead = quote.lstrip()[:1].isupper(), self._names.heads.search(quote) is not None
        if begins and ahead:
            return len(words) >= _LEAST_WORDS
        return len(words) >= _STATEMENT and (begins or ahead or len(words) >= 2 * _STATEMENT)

    def _is_noun(self, text: str, verb: re.Match[str]) -> bool:
        """Whether the word is a noun here: "its forecast", "a report"."""
        if _NOUN.match(text, verb.start()):
            return True
        word = re.search(r"([\w’'-]+)\s+$", text[: verb.start()])
        if word is None:
            return False
        low = word[1].casefold()
        return low in self._names.cues.determiners or low in _BEFORE_NOUNS

    def _report(self, text: str, match: re.Match[str], clause: Clause) -> _Report | None:
        verb = match.span()
        lead, rest = text[: verb[0]], text[verb[1] :]
        heads = self._names.heads
        holds = bool(self._names.weighs.match(match[0]) or self._names.holds.match(match[0]))
        foretells = self._names.foretells.match(match[0]) and not heads.search(rest)
        passive = _PASSIVE.search(lead)
        if passive:
            subject = after(text, verb[1] + 3, self._names.cues)
            if subject is None:
                return None
            back = bool(_POINTS_BACK.search(lead))
            start = 0 if back else passive.start()
            return _Report(start, subject[1], verb, self._who(text, subject), holds, back=back)
        closes = lead.rstrip().endswith(("”", '"', "’", "'"))
        subject = clause.subject
        who = Who() if subject is None else self._who(text, subject)
        told_behind = subject is not None and subject[0] >= verb[1] and who.name is not None
        if (closes and not told_behind) or (who.name is None and who.points is None):
            inverted = self._inverted(text, verb, closes=closes)
            if inverted is not None:
                subject, who = inverted, self._who(text, inverted)
        if subject is None:
            if not (match[0].endswith("ing") or clause.shared or _AND.search(lead)):
                return None
            return _Report(*verb, verb, Who(), holds or bool(foretells), shares=True)
        start, end = min(subject[0], verb[0]), max(subject[1], verb[1])
        # Behind what was said, "warned on Tuesday" foretells nothing itself.
        behind = text[:start].rstrip(' ”"').endswith(",") and heads.search(text[:start])
        holds = holds or bool(foretells and not behind)
        # "The unions, he believes, will settle": what was said stands on both sides.
        put_in = text[:start].rstrip().endswith(",") and text[end:].lstrip().startswith(",")
        apart = (
            put_in and _VERB_FIRST.match(text[end:]) and not self._names.heads.search(text[:start])
        )
        return _Report(start, end, verb, who, holds or bool(apart))

    def _inverted(self, text: str, verb: Span, *, closes: bool) -> Span | None:
        """The subject behind the verb, where what was said ends right before it."""
        lead = text[: verb[0]]
        if not _OPENED.search(lead):
            return None
        subject = after(text, verb[1], self._names.cues)
        if subject is None:
            return None
        rest = text[verb[1] : subject[1]]
        if not closes and (not lead.strip() or _MODAL.search(rest) or rest.startswith(" that ")):
            return None
        who = self._who(text, subject)
        return subject if who.name or who.points else None

    def _who(self, text: str, subject: Span) -> Who:
        return self._names.identify(text[slice(*subject)], self._mentions, begins=subject[0] == 0)

    def statements(
        self,
        sentence: Sentence,
        quoted: Sequence[Span],
        reports: Sequence[_Report],
        told: _Told,
        label: Label | None,
        ahead: Who | None,
    ) -> list[Statement]:
        """The statements of a sentence, and what it tells of whom the next one may mean."""
        text = flat(sentence.text)
        begins = max(0, label[1] - sentence.start) if label else 0
        if begins >= len(text) or _LABEL.match(text) is None:
            begins = 0 if not label or sentence.start >= label[1] else begins
        quotes = [
            (max(a - sentence.start, 0), min(b - sentence.start, len(text))) for a, b in quoted
        ]
        long = [(a, b) for a, b in quotes if self._is_said(text[a:b]) or 2 * (b - a) > len(text)]
        resolved = self._resolved(reports, told, sentence, label)
        made = list(self._pieces(sentence, text, long, resolved, told, label, ahead, begins))
        self._note(text, long, resolved, told)
        return made

    def _resolved(
        self, reports: Sequence[_Report], told: _Told, sentence: Sentence, label: Label | None
    ) -> list[_Report]:
        """The reports with who they point to."""
        found: list[_Report] = []
        last: Who | None = None
        for report in reports:
            who = report.who
            if report.shares:
                who = last or self._opening(flat(sentence.text), told)
            elif who.points is Points.SPEAKER:
                # Who writes the article speaks for it; in a conversation, whoever's turn it is.
                who = label[0] if label else Who(points=Points.SPEAKER)
            elif who.name is None:
                near = last or self._before(flat(sentence.text)[: report.start], told)
                who = near if near and not who.noun and _agrees(near, who) else told.of(who)
            who = self._in_full(who, sentence.start + report.start)
            if who.name:
                last = who
            found.append(replace(report, who=who))
        return found

    def _before(self, text: str, told: _Told) -> Who | None:
        """Whom a sentence has named before the place where a pronoun takes them up."""
        bare = _QUOTED.sub(" ", text)
        if len(_WORD.findall(bare)) < _LEAST_WORDS:
            return None
        people = self._names.people(bare, self._mentions)
        return people[-1] if people else self._opening(bare, told)

    def _opening(self, text: str, told: _Told) -> Who:
        """Whom the words name with which a sentence begins."""
        known, row = self._names.cues, tokens(text)[:_OPENING]
        count = 0
        while count < len(row) and self._goes_on(row, count):
            count += 1
        words = row[:count]
        if not words or words[0].low in known.not_names - known.determiners:
            return Who()
        if count < len(row) and row[count].low == "and":
            return Who()
        capital = next((n for n, token in enumerate(words) if n and token.text[0].isupper()), None)
        roles = known.titles | known.people | known.determiners
        if capital is None or any(
            word.low not in roles and not word.low.endswith(known.professions)
            for word in words[:capital]
            if not word.text[0].isupper()
        ):
            words = words[: min(capital or _SHORT, _SHORT)]
        elif capital == 1 and words[0].low == "the":
            words = [token for token in words if self._names.is_body(token.text)] and words
        for end in range(len(words), 0, -1):
            phrase = text[: words[end - 1].end]
            who = self._names.identify(phrase, self._mentions, begins=True)
            lone = who.kind is ForecasterKind.PERSON and " " not in (who.name or "")
            if lone and not self._mentions.in_full(who.name or ""):
                continue
            noun = words[end - 1].low
            if who.name or (who.points and noun in known.bodies | known.people | known.titles):
                return self._in_full(told.of(who), 0)
        return Who()

    def _goes_on(self, row: Sequence[Token], at: int) -> bool:
        """Whether the words with which a sentence begins still name whom it is about."""
        known, token = self._names.cues, row[at]
        if not token.is_word or token.low in known.auxiliaries | known.openers:
            return False
        if not at:
            return token.low not in known.prepositions and not token.low.endswith("ing")
        named = any(other.text[0].isupper() for other in row[1:at]) or (
            at == 1 and (row[0].text[0].isupper() and row[0].low not in known.determiners)
        )
        after = row[at + 1].text[0].isupper() if at + 1 < len(row) else False
        return token.text[0].isupper() or not named or (token.low in known.prepositions and after)

    def _in_full(self, who: Who, at: int) -> Who:
        """The name as the article gives it in full, where this is the surname alone."""
        if who.name is None or " " in who.name or who.kind is not ForecasterKind.PERSON:
            return who
        full = self._mentions.in_full(who.name, at)
        return replace(who, name=full) if full else who

    def _pieces(
        self,
        sentence: Sentence,
        text: str,
        quotes: Sequence[Span],
        reports: Sequence[_Report],
        told: _Told,
        label: Label | None,
        ahead: Who | None,
        begins: int,
    ) -> Iterator[Statement]:
        default = label[0] if label else None
        cut = [
            report
            for report in reports
            if not report.holds
            and (report.who.name is not None or report.who.points is Points.SPEAKER)
        ]
        edges = [begins]
        for report in cut:
            edges += [max(report.start, begins), max(report.end, begins)]
        edges.append(len(text))
        stretches = list(zip(edges[::2], edges[1::2], strict=True))
        for number, (start, end) in enumerate(stretches):
            owner = self._owner(text, number, cut)
            for inside, piece in _by_quotes((start, end), quotes):
                span = _trimmed(text, *piece)
                if len(_WORD.findall(text[slice(*span)])) < 1 + bool(cut):
                    continue
                if inside:
                    who = owner or default or self._beside(text, quotes, told, ahead)
                    yield self._statement(sentence, span, who, Voice.QUOTATION, reported=bool(cut))
                    continue
                holding = [r for r in reports if r.holds and span[0] <= r.verb[0] < span[1]]
                if owner is not None and number and (not holding or _THAT.match(text, span[0])):
                    span = self._content(text, span)
                if owner is not None and owner.name is not None:
                    made = self._statement(sentence, span, owner, Voice.PARAPHRASE, reported=True)
                    made = replace(made, follows=number > 0)
                elif default is not None:
                    made = self._statement(sentence, span, default, Voice.QUOTATION)
                elif told.paragraph.name is not None and not cut and not _AGENTLESS.search(text):
                    made = self._statement(sentence, span, told.paragraph, Voice.PARAPHRASE)
                    made = replace(made, carried=True)
                else:
                    made = Statement(sentence, *span, Voice.OUTLET)
                holders = tuple((r.verb[0], self._held(made, r.who)) for r in holding)
                yield replace(made, holders=holders)

    def _held(self, statement: Statement, who: Who) -> Statement:
        """The statement charged to whom a verb in it names; with no name to its author."""
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

    def _owner(self, text: str, number: int, cut: Sequence[_Report]) -> Who | None:
        """Whose words a stretch between reporting clauses is: the clause before it, or after it."""
        if number:
            return cut[number - 1].who
        if not cut:
            return None
        first = cut[0]
        lead = text[: first.start].rstrip()
        joined = re.search(
            r"[,;]?\s*\b(?:and|but|while|whereas|although|though)$", lead, re.IGNORECASE
        )
        return None if joined and len(_WORD.findall(lead)) > _LEAST_WORDS else first.who

    def _content(self, text: str, span: Span) -> Span:
        """A stretch behind a reporting verb without whom it was told, when, and "that"."""
        start, end = span
        when = _PUT_IN.match(text, start, end)
        start = when.end() if when else start
        words = self._names.not_said.sub("", text[start:end])
        to_that = _UP_TO_THAT.match(words)
        end = start + len(words)
        if to_that and not self._names.own_clause.search(to_that[0]):
            start += to_that.end()
        return _trimmed(text, start, end)

    def _beside(
        self,
        text: str,
        quotes: Sequence[Span],
        told: _Told,
        ahead: Who | None,
    ) -> Who:
        """Who says a quotation without a reporting clause of its own."""
        bare = text
        for start, end in reversed(quotes):
            bare = bare[:start] + bare[end:]
        person = self._names.subject(bare) or self._spoken_of(bare)
        if person is not None:
            return Who(person, self._mentions.kind(person))
        if told.paragraph.name is not None:
            return told.paragraph
        if ahead is not None:
            who = told.of(ahead) if ahead.name is None else ahead
            if who.name is not None:
                return self._in_full(who, 0)
        return told.speaker

    def _spoken_of(self, text: str) -> str | None:
        """The last person named in full before a colon."""
        lead, colon, _ = text.rpartition(":")
        runs = re.findall(r"[A-ZÀ-Þ][\w’'.-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)+", lead) if colon else ()
        for run in reversed(list(runs)):
            name = self._names.bare(run)
            if " " in name and self._mentions.kind(name) is ForecasterKind.PERSON:
                return name
        return None

    def _note(
        self,
        text: str,
        quotes: Sequence[Span],
        reports: Sequence[_Report],
        told: _Told,
    ) -> None:
        named = [report for report in reports if report.who.name is not None]
        whole = any(a <= 1 and b >= len(text) - 2 for a, b in quotes)
        if not whole:
            for person in self._names.people(text, self._mentions):
                told.met = person
        if not named and not whole:
            subject = self._names.subject(text)
            if subject and self._mentions.kind(subject) is ForecasterKind.PERSON:
                who = Who(subject, ForecasterKind.PERSON)
                told.spoken_of(who)
                told.paragraph = who if told.paragraph.name or quotes else told.paragraph
            elif (who := self._opening(text, told)).kind in _PEOPLE:
                told.spoken_of(who)
        for body in self._names.bodies(text, self._mentions):
            told.named_body(body)
        for report in named:
            told.heard(report.who)
            if not report.holds:
                told.paragraph = report.who

    def _statement(
        self, sentence: Sentence, span: Span, who: Who, voice: Voice, *, reported: bool = False
    ) -> Statement:
        if who.kind is ForecasterKind.ANONYMOUS:
            voice = Voice.ANONYMOUS
        name = who.name
        return Statement(
            sentence,
            *span,
            voice,
            name,
            self._names.forecaster(name),
            who.kind if name else None,
            reported=reported,
        )


def _agrees(who: Who, pointing: Who) -> bool:
    """Whether a pronoun can stand for them."""
    person = who.kind is ForecasterKind.PERSON
    if pointing.points is Points.PERSON:
        return person
    return not person and (pointing.points is not Points.PLURAL or who.name is not None)


_OPENING = 10
_SHORT = 3
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")
_PEOPLE = (ForecasterKind.PERSON, ForecasterKind.ANONYMOUS)
_AND = re.compile(r"\b(?:and|but|then)\s+(?:also\s+|then\s+|has\s+|have\s+)*$", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:will|would|may|might|could|can|is|are|was|were|has|have|had|not)\b", re.IGNORECASE
)
_NOUN = re.compile(
    r"(?:forecasts?|estimates?|projects?|reports?|claims?|plans?|hopes?|doubts?|promises?|signals?"
    r"|finds?|fears?|notes?|rates?)\s+(?:is|are|was|were|for|of|by|from|have|has|will)\b",
    re.IGNORECASE,
)
_AGENTLESS = re.compile(
    r"\b(?:is|are|was|were)(?:\s+\w+)?\s+(?:expected|scheduled|due|forecast|projected|slated|tipped)\b",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    r"\s*,\s+(?:will|would|may|might|could|can|is|are|was|were|has|have)\b", re.IGNORECASE
)
_BEFORE_NOUNS = frozenset({"new", "latest", "last", "recent", "previous", "to", "public", "more"})


def flat(text: str) -> str:
    """The text with a blank for every white space, character for character."""
    return re.sub(r"\s", " ", text)


def _first_comma(text: str, span: Span) -> int:
    comma = text.find(",", *span)
    return span[1] if comma < 0 else comma


def _trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without blanks and what only sets it off."""
    while start < end and text[start] in ' ,;:–—”“"’':
        start += 1
    while end > start and (text[end - 1] in ' ,;:–—“"' or text[end - 1] == "”"):
        end -= 1
    return start, end


def _by_quotes(stretch: Span, quotes: Sequence[Span]) -> Iterator[tuple[bool, Span]]:
    """The stretch parted into what stands in the quotation marks and what does not."""
    at, end = stretch
    for start, stop in quotes:
        if stop <= at or start >= end:
            continue
        if start > at:
            yield False, (at, start)
        yield True, (max(start, at), min(stop, end))
        at = stop
    if at < end:
        yield False, (at, end)


def _inside(found: Sequence[Sentence], quotations: Iterable[Span]) -> list[list[Span]]:
    """For each sentence, the quotations that have something of it."""
    inside: list[list[Span]] = [[] for _ in found]
    ends = [sentence.end for sentence in found]
    for start, end in quotations:
        number = bisect_right(ends, start)
        while number < len(found) and found[number].start < end:
            inside[number].append((start, end))
            number += 1
    return inside


def _happens_to(text: str, verb: re.Match[str]) -> bool:
    """Whether the verb is a passive one, by which nobody speaks: "is expected to"."""
    passive = not verb[0].endswith("ing") and _PASSIVE.search(text[: verb.start()])
    return bool(passive) and not _BY.match(text[verb.end() :])


def _quotations(text: str, blocks: Sequence[Span]) -> Iterator[Span]:
    """The stretches between quotation marks; a double one left open ends with its paragraph."""
    for start, end in blocks:
        for single in _SINGLE.finditer(text, start, end):
            yield single.start() + 1, single.end() - 1
        opened: int | None = None
        for mark in re.finditer(r"[\"“”„«»]", text[start:end]):
            at = start + mark.start()
            if opened is None and mark[0] in '"“„«':
                opened = at + 1
            elif opened is not None and mark[0] in '"”“»':
                yield opened, at
                opened = None
        if opened is not None:
            yield opened, end
