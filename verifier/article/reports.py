"""Clauses that report speech: "said Ann Example", "the bank warned that"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from verifier.article.attributions import Attributions, Report, by_who_is_cited, first_comma
from verifier.article.beside import by_the_main_clause
from verifier.article.clauses import Clause, Grammar
from verifier.article.counted import counted
from verifier.article.cues import cues
from verifier.article.deadlines import against
from verifier.article.holders import unbroken
from verifier.article.identify import Identity
from verifier.article.mentions import undecorated
from verifier.article.names import Names, Points, Who
from verifier.article.patterns import WORD, any_of, compiled
from verifier.article.phrasing import Phrasing
from verifier.article.saying import Saying, is_ing, passive_of
from verifier.article.sentences import Sentence, flat
from verifier.article.subjects import after
from verifier.article.tokens import Span, tokens
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("reports")

_ANONYMOUS = ForecasterKind.ANONYMOUS
_NAMED = (ForecasterKind.PERSON, ForecasterKind.OFFICE)
_LEAST_WORDS = 3  # "Prices will rise": a subject, an auxiliary and a verb
_STATEMENT = 5
"""Words in quotation marks that make a statement of their own; fewer are a phrase picked out."""


class Reports:
    """Finds the clauses that report speech in sentences of one article."""

    def __init__(self, names: Names, identity: Identity, grammar: Grammar) -> None:
        self._names, self._identity, self._grammar = names, identity, grammar
        self._saying, self._beside = Saying(names, grammar), Attributions(names, identity)
        self._who = self._beside.who
        self._roles = names.cues.titles | names.cues.people
        self._of_this = _P.filled("of_this", verbs=any_of(names.cues.reporting))
        self._view = _P.filled("view", voiced=any_of(names.cues.voiced))

    def of(self, sentence: Sentence, quoted: Sequence[Span]) -> list[Report]:
        """The clauses of a sentence that report speech, in order."""
        text = unbroken(undecorated(flat(sentence.text)))
        around = [(max(a - sentence.start, 0), b - sentence.start) for a, b in quoted]
        said = [(a, b) for a, b in around if self.is_said(text[a:b])]
        sources = list(self._beside.sources(text, said))
        views = list(self._beside.views(text))
        # "By Lake Bank's estimate": no verb.
        apart = [*said, *((one.start, one.end) for one in (*sources, *views))]
        so_much = (match.span() for match in _P.so_much.finditer(text))
        verbs = list(self._saying.of(text, [*apart, *so_much]))
        plain = _without_marks(text, [quote for quote in around if quote not in said])
        clauses = self._grammar(plain, [match.span() for match in verbs]) if verbs else ()
        found = [
            _of_sender(text, report)
            for match, clause, then in zip_longest(verbs, clauses, clauses[1:])
            if (report := self._report(text, match, clause, then)) is not None
        ]
        found += [
            Report(*match.span(), match.span(), self._who(text, match.span(match.lastgroup or 0)))
            for match in _P.as_saying.finditer(text)
        ]
        found = self._counted(text, found)
        found += self._beside.nominal(text, found)
        found, sources = by_who_is_cited(text, found, sources)
        # "According to the Herald, the bank said": the paper only passes it on.
        press = [one for one in sources if one.who.kind is ForecasterKind.OUTLET]
        press += [one for one in found if one.who.kind is ForecasterKind.OUTLET and not one.holds]
        told = any(one.names for one in found if one not in press and not one.back)
        if told and any(one in press and one.end >= len(text) - 1 for one in found):
            # "Doctors envision a second wave, the Herald reported."
            found = [one for one in found if one not in press]
        found += [one for one in sources if not (told and one in press and not one.start)]
        passed_on = [one for one in found if self._is_reporter(one.who)]
        if any(one.names for one in found if one not in passed_on):
            # "…, the minister said, a Lake News correspondent reports."
            found = [one for one in found if one not in passed_on]
        found += self._beside.verdicts(text)
        view = self._view.match(text)
        held_by = after(text, view.end(), self._names.cues) if view else None
        if view and held_by is not None:
            # "That is the view of Ann Roe", of the sentence before.
            who = self._who(text, (held_by[0], first_comma(text, held_by)))
            found.append(Report(0, held_by[1], view.span(), who, back=True))
        ahead = bool(found) and self._names.heads.search(text, 0, found[0].start) is not None
        so = len(found) == 1 and not (said or ahead or _P.rejects.search(text))
        if so and self._of_this.search(text):
            # "About this the minister declared on Monday."
            found[0] = replace(found[0], start=0, end=len(text), back=True)
        that_is = _P.that_is.match(text) or (found and text[: found[0].verb[0]] == "So ")
        if found and that_is and not _P.rejects.search(text, 0, found[0].verb[1]):
            found[0] = replace(found[0], start=0, back=True)
        found = by_the_main_clause(text, self._main(text, found))
        found += views
        ends = any(one.who.name and not one.holds and one.end >= len(text) - 1 for one in found)
        if ends and not said:
            # "It may close, but I'd say it won't, Ann Roe said": "I" is who says all of it.
            found = [
                one
                for one in found
                if one.who.points is not Points.SPEAKER
                and not _P.in_which.search(text[: one.start])
            ]
        return sorted(found, key=lambda report: report.start)

    def _counted(self, text: str, found: list[Report]) -> list[Report]:
        """The reports with who is counted among those who say it: "Ann is one of those who say"."""
        known = self._names.cues
        for one in counted(text, known, known.reporting):
            verb = self._names.verbs.match(text, one.group[1] + 1)
            who = self._who(text, one.named)
            if verb is None or (who.name is None and who.points is None):
                continue
            said = next((r for r in found if r.verb == verb.span()), None)
            said = said or Report(*verb.span(), verb.span(), who, holds=True)
            start = said.start if said.holds else one.group[0] if one.tail else one.named[0]
            others = [r for r in found if r.verb != verb.span()]
            cut = [Report(*one.tail, one.tail, who)] if one.tail else []
            return [*others, replace(said, start=start, who=who), *cut]
        return found

    def _main(self, text: str, found: Sequence[Report]) -> list[Report]:
        """The reports without one in a clause with which a sentence begins, below what it says.

        "After Lakeco said it was late, rents will fall": so says the article, or whom it names.
        """
        last = max(found, key=lambda one: one.start, default=None)
        if last is not None and last.names and not last.holds and last.end >= len(text) - 1:
            # "Rates are seen on hold after data showed a slump, a Lake Bank poll found."
            found = [one for one in found if one.holds or not _P.below.search(text, 0, one.start)]
        first = next((one for one in sorted(found, key=lambda one: one.start) if one.names), None)
        if not first or first.holds or not _P.below_main.fullmatch(text, 0, first.start):
            return list(found)
        comma = _clause_end(text, first.verb[1])
        if comma < 0:
            return list(found)
        rest = [one for one in found if one is not first]
        if any(one.names and not one.holds and one.start > comma for one in rest):
            return rest
        author = Report(comma, comma + 1, (comma, comma + 1), Who(points=Points.SPEAKER))
        return [*found, author]

    def _is_reporter(self, who: Who) -> bool:
        """Whether somebody unnamed only passes on what others say: "our correspondent reports"."""
        noun = (who.name or "").rpartition(" ")[2]
        return who.kind is _ANONYMOUS and noun in ("correspondent", "reporter")

    def is_said(self, quote: str) -> bool:
        """Whether words in quotation marks are a statement, and not a phrase picked out."""
        words = WORD.findall(quote)
        begins, ahead = quote.lstrip()[:1].isupper(), self._names.heads.search(quote) is not None
        if begins and ahead:
            return len(words) >= _LEAST_WORDS
        return len(words) >= _STATEMENT and (begins or ahead or len(words) >= 2 * _STATEMENT)

    def _report(
        self, text: str, match: re.Match[str], clause: Clause, then: Clause | None
    ) -> Report | None:
        verb = match.span()
        if _P.supposed.search(text[: clause.subject[0] if clause.subject else verb[0]]):
            return None
        lead, rest = text[: verb[0]], text[verb[1] :]
        heads = self._names.heads
        # "Two predicted a cut and one expects a rise".
        own_end = len(text)
        if then is not None:
            own_end = then.start if verb[1] < then.start else then.verb[0]
        holds, foretells = self._opines(match, text[verb[1] : own_end])
        passive = None if is_ing(match) else passive_of(text, match)
        if passive:
            return self._by_agent(text, verb, passive, holds=holds)
        closes = lead.rstrip().endswith(("”", '"', "’", "'", "”,", '",'))
        subject = clause.subject and self._both_roles(text, clause.subject)
        counts = subject is not None and _P.counts.match(text, subject[0])
        if subject is not None and (
            (_P.compared.search(text[: subject[0]]) and not counts)
            or (not _has_clause(match, then) and self._finds(text, match, subject, own_end))
        ):
            return None
        # "Ann Roe believes it will fall and says …": what stands between is hers, too.
        alone = not (self._is_joined(lead) or is_ing(match))
        other = clause.other if clause.subject or alone else None
        subject = self._apart(text, verb, subject)
        subject, who = self._better(text, subject, other)
        if subject and clause.head and self._is_beside(text, subject, who, clause.head):
            # "Data from Ourtown and New Lake show": what shows it is the data.
            who = self._who(text, (subject[0], clause.head[1]))
        subject, who = self._of_any_verb(text, match, subject, who, closes=closes)
        if not self._may_say(text, match, subject, who):
            return None
        told_behind = subject is not None and subject[0] >= verb[1] and who.name is not None
        nobody = who.name is None and (who.points is None or self._is_thing(who))
        nobody = nobody and not is_ing(match)
        # "“…”, says the head of the union, Ann Roe": a grammar may leave out the name.
        nobody = nobody or bool(subject and subject[0] >= verb[1] and who.name is None)
        # "…, which is small, said the official.": what was said is before the verb.
        behind_it = subject is not None and _P.which.search(text[slice(*subject)])
        behind_it = behind_it and heads.search(lead) and _P.begins_name.match(rest)
        if (closes and not told_behind) or nobody or behind_it:
            inverted = self._inverted(text, verb, closes=closes)
            if inverted is not None:
                subject, who = inverted, self._who(text, inverted)
        if subject is None:
            return self._without_subject(text, match, clause, holds=holds or foretells)
        start, end = min(subject[0], verb[0]), max(subject[1], verb[1])
        end = self._names.heard_by(text, verb) if end == verb[1] else end
        on_day = _P.on_day.match(text, end)
        end = on_day.end() if on_day else end
        # Behind what was said, "warned on Tuesday" foretells nothing itself.
        behind = text[:start].rstrip(' ”"').endswith(",") and heads.search(text[:start])
        # "“It will rain,” she believes.": all of it is before the verb.
        quoted = _P.quote_ends.search(text[:start]) is not None
        holds = (holds or (foretells and not behind)) and not quoted
        # "The unions, he believes, will settle": what was said stands on both sides.
        put_in = text[:start].rstrip().endswith(",") and text[end:].lstrip().startswith(",")
        apart = (
            put_in
            and _P.verb_first.match(text[end:])
            and not self._beside.foretold_in_clause(text[:start])
        )
        return Report(start, end, verb, who, holds or bool(apart))

    def _of_any_verb(
        self, text: str, verb: re.Match[str], subject: Span | None, who: Who, *, closes: bool
    ) -> tuple[Span | None, Who]:
        """Who stands behind a verb that need not be one of saying: "“…,” groans a broker"."""
        if self._names.verbs.fullmatch(verb[0]) or self._beside.can_say(who):
            return subject, who
        behind = self._inverted(text, verb.span(), closes=closes)
        return (behind, self._who(text, behind)) if behind else (subject, who)

    def _may_say(self, text: str, verb: re.Match[str], subject: Span | None, who: Who) -> bool:
        """Whether a verb says something of its subject.

        A forecast calls for rain; who calls for a law asks for it.
        """
        if _P.calls_for.fullmatch(verb[0]):
            words = text[slice(*subject)].casefold().split() if subject else []
            return bool({*words} & self._names.cues.reckonings)
        if _P.threatens.match(verb[0]) and self._identity.may_be_thing(who):
            # "Frost threatens to ruin it."
            return False
        if _P.looks_for.fullmatch(verb[0]):
            return _P.measured.match(text, verb.end()) is not None
        lead = text[: subject[0]] if subject and subject[0] < verb.start() else ""
        if _P.beaten.search(text[: verb.start()]) and not text[verb.end() :].strip(" ."):
            return False
        if text.startswith(".", verb.end()) and _P.restrained.search(lead):
            # "The restraint it has promised.": what describes a noun says nothing of the rest.
            return False
        if verb[0] == "told" and lead and not text[verb.end() :].strip(" ."):
            # "Pool will stay shut, councillors told": somebody told them.
            return False
        happens = verb[0].endswith("ed") and _P.happens.match(text, verb.end())
        nobody = who.kind is _ANONYMOUS and not self._beside.can_say(who)
        if happens and (nobody or self._identity.may_be_thing(who)):
            # "A sale expected to end in May".
            return False
        if (who.name or "").rpartition(" ")[2] in _P.words("no_speaker"):
            # Of "one thing is certain" nobody is the speaker.
            return False
        return self._names.verbs.fullmatch(verb[0]) is not None or self._beside.can_say(who)

    def _finds(self, text: str, verb: re.Match[str], subject: Span, end: int) -> bool:
        """Whether a verb has a thing for its object, and no words: "scans confirmed a fracture"."""
        finding = verb[0].casefold() in self._names.cues.finding and subject[0] < verb.start()
        quoted = text[: subject[0]].rstrip().endswith((",", "”", '"', "’"))
        if not finding or (quoted and not _P.where.match(text, subject[0])):
            return False
        what = _P.found_thing.match(text, verb.end(), end)
        said = what and (self._names.heads.search(what[0]) or _P.says_more.search(what[0]))
        return bool(what) and not said

    def _opines(self, verb: re.Match[str], rest: str) -> tuple[bool, bool]:
        """Whether a verb holds an opinion that is told in the `rest`, or foretells by itself."""
        opines = self._names.holds.match(verb[0])
        by_itself = self._names.foretells.match(verb[0])
        compared = next(iter(against(rest)), (len(rest), 0))[0]
        holds = self._names.weighs.match(verb.string, verb.start()) or (opines and not by_itself)
        foretells = by_itself and (opines or not self._names.heads.search(rest[:compared]))
        return bool(holds), bool(foretells)

    def _by_agent(
        self, text: str, verb: Span, passive: re.Match[str], *, holds: bool
    ) -> Report | None:
        """The report of a passive verb, of which its agent tells: "is expected by analysts to"."""
        agent = _P.by_to.search(text, verb[1])
        subject = after(text, verb[1] + 3, self._names.cues, end=agent and agent.start())
        if subject is None:
            return None
        rejected = _P.rejects.search(text, 0, verb[1])
        back = not rejected and bool(_P.points_back.search(text[: verb[0]]))
        start = 0 if back else passive.start()
        # "Are tipped by analysts to": the sentence goes on.
        holds = holds or text.startswith(" to ", subject[1])
        return Report(start, subject[1], verb, self._who(text, subject), holds, back=back)

    def _without_subject(
        self, text: str, match: re.Match[str], clause: Clause, *, holds: bool
    ) -> Report | None:
        """The report of a verb that has no subject of its own."""
        verb, lead = match.span(), text[: match.start()]
        if not lead and self._leaves_out(match[0]):
            # "Thinks it will rise.", below who does.
            return Report(*verb, verb, Who(points=Points.PERSON), holds)
        if not (is_ing(match) or clause.shared or self._is_joined(lead)):
            return None
        # "Bo Roe was upbeat, predicting …": of whom the clause is that it goes with.
        who = self._who(text, clause.other) if clause.other else Who()
        return Report(*verb, verb, who, holds, shares=True)

    def _leaves_out(self, verb: str) -> bool:
        """Whether a verb with which a sentence begins leaves out who it is of: "Thinks it will"."""
        nouns = self._names.cues.noun_verbs
        return verb.istitle() and verb[-1] == "s" and verb[:-1].casefold() not in nouns

    def _apart(self, text: str, verb: Span, subject: Span | None) -> Span | None:
        """A subject that is set off from its verb, where there is no other."""
        if subject and text[subject[1] : verb[0]].strip() == ",":
            # "Far from ending it, the deal will cut rents, says Ann Roe": no subject looks ahead.
            described = _P.described_by.search(text, *subject)
            ahead = self._names.heads.search(text, *subject)
            subject = None if ahead and not described else subject
        has_them = _P.has_them.search(text[: verb[0]])
        if has_them and text[slice(*verb)].endswith("ing"):
            # "The slump has brokers predicting a fall".
            return has_them.span("who")
        speaking = _P.speaking.match(text[: verb[0]].rstrip())
        cut_off = self._cut_off(text, verb) if subject is None or speaking else None
        return cut_off or subject or self._at_length(text, verb)

    def _cut_off(self, text: str, verb: Span) -> Span | None:
        """The person with whom a sentence begins, cut off from the verb: "Ann Roe, said it"."""
        lead = text[: verb[0]].rstrip()
        set_off = _P.speaking.match(lead)
        if set_off and not self._names.heads.search(lead):
            # "Speaking to the Herald, Ann Roe, said".
            lead = lead[set_off.end() :]
        row = tokens(lead)
        comma = bool(row) and row[-1].text == "," and all(token.is_word for token in row[:-1])
        known = self._names.cues
        if not comma or {token.low for token in row} & (known.auxiliaries | known.openers):
            return None
        opens = row[0].low in known.prepositions or row[0].low.endswith("ing")
        start = set_off.end() if set_off else 0
        subject = start + row[0].start, start + len(lead) - 1
        named = self._who(text, subject).kind is ForecasterKind.PERSON
        told = self._names.heads.search(text, verb[1]) or _P.auxiliary.search(text, verb[1])
        return subject if named and not opens and told else None

    def _at_length(self, text: str, verb: Span) -> Span | None:
        """The person named behind what was said, with a long description up to the verb."""
        named = _P.set_off_at_length.search(text, 0, verb[0])
        if named is None or not self._names.heads.search(text, 0, named.start()):
            return None
        end = named.end() - len(text[: verb[0]]) + len(text[: verb[0]].rstrip(" ,"))
        who = self._who(text, named.span("name"))
        return (named.start("name"), end) if who.kind is ForecasterKind.PERSON else None

    def _better(
        self, text: str, subject: Span | None, other: Span | None
    ) -> tuple[Span | None, Who]:
        """Of two subjects the one that names somebody."""
        who = Who() if subject is None else self._who(text, subject)
        sure = who.kind not in (None, _ANONYMOUS) or (who.points and not self._is_thing(who))
        if other is None or other == subject or sure:
            return subject, who
        named = self._who(text, other)
        return (other, named) if named.kind in _NAMED else (subject, who)

    def _is_beside(self, text: str, subject: Span, who: Who, head: Span) -> bool:
        """Whether a person only stands somewhere in a subject that is about something else."""
        noun, named = text[slice(*head)], text.find((who.name or "").partition(" ")[0], head[1])
        within = subject[0] <= head[0] < subject[1] and who.kind is ForecasterKind.PERSON
        # Not in "her counterpart, Ann Roe", nor in "an analysis by Ann Roe".
        within = within and named > 0 and bool(_P.beside.match(text[head[1] : named]))
        return within and noun.islower() and noun not in self._roles | self._names.cues.pronouns

    def _is_thing(self, who: Who) -> bool:
        """Whether "the high-tide line" or alike is no body that may speak."""
        known = self._names.cues
        noun = who.noun.rpartition(" ")[2]
        return (
            bool(noun)
            and who.points is Points.BODY
            and noun not in (known.bodies | known.any_body | known.things)
        )

    def _is_joined(self, lead: str) -> bool:
        """Whether a verb behind `lead` goes on with another one: "…, and now expects"."""
        known = self._names.cues
        words = (word.casefold() for word in reversed(lead.split()))
        return next(
            (w for w in words if w not in known.adverbs | known.auxiliaries), ""
        ) in _P.words("joins")

    def _both_roles(self, text: str, subject: Span) -> Span | None:
        """The subject with the role joined to it: "owner and editor of the Herald, Ann Roe"."""
        if _P.among.match(text, subject[0]):
            # "Three brokers, among them Ann Roe, expect it."
            return None
        lead = text[: subject[0]]
        counted = self._identity.counts(text)
        verbless = not (self._names.heads.search(lead) or _P.auxiliary.search(lead))
        group = verbless and _P.group_of.fullmatch(lead)
        if group and group["who"].casefold() in self._names.cues.people | _P.words("groups"):
            # "Critics of the mayor and the council say".
            return 0, subject[1]
        if _P.all_but.fullmatch(lead) or (counted and counted < subject[0] and verbless):
            # "Half of the brokers polled by a firm expect".
            return 0, subject[1]
        whole = self._names.short_for(text)
        if whole is not None and whole[0] < subject[0] < whole[1]:
            return whole[0], subject[1]
        joined = _P.role_and.search(text, 0, subject[0])
        roles = self._names.cues.titles | self._names.cues.people
        if joined is None or joined["role"] not in roles:
            return subject
        the = text[joined.start() :][:4].casefold() == "the "
        return joined.start() if the else joined.start("roles"), subject[1]

    def _inverted(self, text: str, verb: Span, *, closes: bool) -> Span | None:
        """The subject behind the verb, where what was said ends right before it."""
        lead = text[: verb[0]]
        if not _P.opened.search(lead) or text[slice(*verb)] in self._names.cues.telling:
            # Behind "told" stands who was told.
            return None
        subject = after(text, verb[1], self._names.cues)
        if subject is None:
            return None
        rest = text[verb[1] : subject[1]]
        own = _P.own_verb.match(text, subject[1]) or rest.startswith(" that ")
        first = not lead.strip() and not _P.says_this.match(text, subject[1])
        if not closes and (first or _P.modal.search(rest) or own):
            return None
        who = self._who(text, subject)
        joined = _P.joined.match(text, subject[1])
        if (
            joined
            and who.kind is _ANONYMOUS
            and text[: subject[1]].rsplit(maxsplit=1)[-1] in self._roles
        ):
            # "Said a trader and head of the mill Ann Roe."
            other = after(text, joined.end(), self._names.cues)
            person = other and self._who(text, other).kind is ForecasterKind.PERSON
            subject = (subject[0], other[1]) if other and person else subject
        return subject if who.name or who.points else None


def _has_clause(verb: re.Match[str], then: Clause | None) -> bool:
    """Whether the subject of the next clause stands right behind a verb: "shows most expect it"."""
    return then is not None and then.subject is not None and then.subject[0] == verb.end() + 1


def _of_sender(text: str, report: Report) -> Report:
    """A report of who sent a letter, where that says it: "Ann sent a letter saying that"."""
    sent = report.start and text.startswith("ing", report.verb[1] - 3)
    if not (sent and _P.letter.match(text, report.start)):
        return report
    return replace(report, start=report.verb[0], end=report.verb[1], who=Who(), shares=True)


def _without_marks(text: str, phrases: Sequence[Span]) -> str:
    """The text, of the same length, without the marks around phrases that are picked out.

    >>> _without_marks("The author of “Rents”, says", [(15, 20)])
    'The author of  Rents , says'
    """
    for start, end in phrases:
        if start and end < len(text):
            text = f"{text[: start - 1]} {text[start:end]} {text[end + 1 :]}"
    return text


def _clause_end(text: str, start: int) -> int:
    """Where the clause that begins at `start` ends: not inside of a list; -1 for the sentence."""
    past = compiled(cues().past)
    for comma in re.finditer(r", ", text[start:]):
        end = start + comma.start()
        if _P.auxiliary.search(text, start, end) or past.search(text, start, end):
            return end
    return -1
