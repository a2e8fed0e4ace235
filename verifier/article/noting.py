"""What a sentence that was read tells of whom the next one may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.article.attributions import Report, is_source
from verifier.article.identify import Identity
from verifier.article.mentions import Mentions
from verifier.article.names import Names, Who
from verifier.article.phrasing import Phrasing
from verifier.article.tokens import Span
from verifier.article.told import Told
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("noting")

_PEOPLE = (ForecasterKind.PERSON, ForecasterKind.ANONYMOUS)


class Noting:
    """Notes of the sentences of one article who speaks in them, and whom they are about."""

    def __init__(self, names: Names, mentions: Mentions, identity: Identity, told: Told) -> None:
        self._names, self._mentions, self._identity = names, mentions, identity
        self._told = told
        self._agentless: frozenset[str] = frozenset()

    def told_of(self, text: str) -> bool:
        """Whether the article itself speaks: nobody is said to expect it, or of who spoke last."""
        about, goes_on = self._told.about, self._told.goes_on
        themselves = about is not None and about.person and about.name == goes_on.name
        agentless = _P.agentless.search(text)
        # "Ann is projected to win, the poll said. Bo is projected to lose."
        again = agentless and agentless["how"] in self._agentless
        told_of = (agentless and not again) or (themselves and _P.they.match(text))
        told_of = told_of or _P.if_so.match(text)
        return bool(told_of or self._tells_of(goes_on, text))

    def _tells_of(self, many: Who, text: str) -> bool:
        """Whether an article tells of those whom it reported: "In May, farmers will harvest it"."""
        if many.kind is not ForecasterKind.ANONYMOUS or many.name is None:
            return False
        return _P.filled("tells_of", many=re.escape(many.name)).search(text) is not None

    def note(
        self,
        text: str,
        quotes: Sequence[Span],
        reports: Sequence[Report],
    ) -> None:
        """Note of a sentence, with its `quotes` and `reports`, who comes to mind behind it."""
        if self._told.titling:
            return
        self._told.both.note(text)
        named = [report for report in reports if report.who.name is not None]
        whole = any(a <= 1 and b >= len(text) - 2 for a, b in quotes)
        if not whole:
            for person in self._identity.people(text):
                self._told.meets(person)
        subject = None if named or whole else self._note_subject(text, quotes)
        spoken_of = self._names.without_heard(text)
        for body in self._identity.bodies(text):
            if body.kind is ForecasterKind.OUTLET or (body.name or "") in spoken_of:
                # "Ann Roe told the Lake Report": no report of hers is that.
                beside = re.search(rf"{_P.employed.pattern}{re.escape(body.name or '')}", text)
                self._told.named_body(body, beside=beside is not None)
        if subject is not None:
            # Whom a sentence is about comes to mind before whom it names as well.
            self._told.named_body(subject)
        said = any(not report.holds for report in named)
        carried = self._told.goes_on.name is not None and not self.told_of(text)
        agentless = (match["how"] for match in _P.agentless.finditer(text))
        self._agentless = frozenset(agentless if said or carried else ())
        again = _P.said_so.search(text) is not None
        self._hear(text, named, ends=bool(quotes) or again)
        self._note_paper(text, named)
        self._note_main(text, named)

    def _hear(self, text: str, named: Sequence[Report], *, ends: bool) -> None:
        """Those who speak in a sentence, in order, behind which nothing goes on where it `ends`."""
        told = [report for report in named if not report.holds and not is_source(text, report)]
        for report in named:
            if told and report.start > told[0].start and is_source(text, report):
                # "…, Ann Roe said, according to a Lake Data transcript."
                continue
            if told and self._is_within(text, told[0], report):
                # "Ann Roe said she has twice the boats that Bo Doe announced": go on with her.
                continue
            self._told.heard(report.who)
            if not report.holds and report.who.kind is not ForecasterKind.OUTLET:
                # A paper only passes on what others say, and goes on itself behind a quotation.
                self._told.paragraph = report.who
                agrees = _P.agrees_to.match(text, report.verb[0]) is not None
                self._told.goes_on = Who() if ends or agrees else report.who
            elif report.who.name != self._told.paragraph.name:
                # What goes on behind "The firm expects it to sell." is the article's again.
                self._told.paragraph = self._told.goes_on = Who()

    def _note_paper(self, text: str, named: Sequence[Report]) -> None:
        """Note whose a statement is, so that "the statement said" is theirs."""
        paper = _P.in_paper.search(text)
        said = (report.who for report in named if not report.holds)
        who = next(said, None) or (self._told.opening(text) if paper else Who())
        if paper and who.name:
            self._told.papers[paper["paper"]] = who

    def _note_main(self, text: str, named: Sequence[Report]) -> None:
        """Note who the main clause is about behind what others expect."""
        if named and all(report.holds for report in named):
            # "While some expect a fall, Bo Roe is calm." Then "he" is he.
            last = max(report.verb[1] for report in named)
            who = self._names.subject(text[last:].partition(", ")[2])
            if who and self._mentions.kind(who) is ForecasterKind.PERSON:
                self._told.spoken_of(Who(who, ForecasterKind.PERSON))

    def _is_within(self, text: str, main: Report, report: Report) -> bool:
        """Whether a report stands in what the first one of its sentence says, and not beside it."""
        between = text[main.end : report.start].rstrip()
        joined = between.rpartition(" ")[2].casefold() in _P.words("beside")
        apart = between.endswith((",", ";", ":", ".", "”", '"', "–", "—"))
        return report.start > main.end and not (joined or apart)

    def _note_subject(self, text: str, quotes: Sequence[Span]) -> Who | None:
        """Note who a sentence is about in which nobody is said to speak; the body that is."""
        people = self._identity.people(text) if _P.for_them.match(text) else ()
        if len(people) == 1:
            # "For Ann Roe, 29, it is simpler." Then "she" is she.
            self._told.spoken_of(people[0])
            return None
        told, bare = self._told, _P.where_first.sub("", text)
        subject = self._set_off(bare) or self._names.subject(bare) or self._last_subject(text)
        if subject and self._mentions.kind(subject) is ForecasterKind.PERSON:
            who = Who(subject, ForecasterKind.PERSON)
            told.spoken_of(who)
            told.beside = who
            told.paragraph = who if told.paragraph.name or quotes else told.paragraph
            told.goes_on = who if told.goes_on.name or quotes else told.goes_on
        elif (who := told.opening(text)).kind in _PEOPLE:
            told.spoken_of(who)
        elif who.name is not None and who.name[0].isupper() and text.endswith((".", "”", '"')):
            told.named_body(who)
            return who
        return None

    def _set_off(self, text: str) -> str | None:
        """Whom a sentence is about by role and name: "The Bank of Ourtown's head, Ann Roe, is"."""
        named = _P.set_off_name.match(text)
        if named is None or not self._names.is_role(named["role"]):
            return None
        name = self._names.bare(named["who"])
        return name if " " in name else None

    def _last_subject(self, text: str) -> str | None:
        """Whom the last clause is about by their surname: "Asked about it, Roe smiles."."""
        last = _P.smiles.search(text)
        if last is None:
            return None
        full = self._mentions.in_full(last["who"])
        titles = (title.end() for title in self._names.titles.finditer(text))
        own = self._names.bare(last["who"])
        described = own and self._mentions.kind(own) is ForecasterKind.PERSON
        return full or (last["who"] if described or last.start("who") in titles else None)
