"""Whom the reports of a sentence mean that name nobody: "she said", "…, adding that"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.article.attributions import Report
from verifier.article.conversation import Label
from verifier.article.fitting import may_be
from verifier.article.identify import Identity
from verifier.article.mentions import Mentions
from verifier.article.names import Names, Points, Who, folded
from verifier.article.patterns import led
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import Sentence, flat
from verifier.article.tokens import Span, tokens
from verifier.article.told import Told
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("pointing")

_LEAD = 8  # words that only say where or when something was said, at most
_PEOPLE = (ForecasterKind.PERSON, ForecasterKind.ANONYMOUS)


class Pointing:
    """Says of reports whom they point to, by what was told before them."""

    def __init__(self, names: Names, mentions: Mentions, identity: Identity, told: Told) -> None:
        self._names, self._mentions, self._identity = names, mentions, identity
        self._told = told

    def of(
        self,
        reports: Sequence[Report],
        sentence: Sentence,
        label: Label | None,
        quotes: Sequence[Span] = (),
    ) -> list[Report]:
        """The reports with who they point to; words in `quotes` name nobody who speaks."""
        bare = flat(sentence.text)
        for start, end in quotes:
            bare = f"{bare[:start]}{' ' * (end - start)}{bare[end:]}"
        self._told.turn = label[0].name if label else None
        found: list[Report] = []
        last: Who | None = None
        for report in reports:
            who = report.who
            if report.shares:
                who = self._sharing(who, last, bare[: report.start], bare)
            if who.points is Points.SPEAKER:
                # Who writes the article speaks for it; in a conversation, whoever's turn it is.
                who = label[0] if label else Who(points=Points.SPEAKER)
            elif who.name is None and not (report.shares and who.points is None):
                lead = bare[: report.start]
                if (one := self._told.both.one(who.noun, lead)) is not None:
                    found.append(
                        replace(report, who=self._told.in_full(self._told.of(one), sentence.start))
                    )
                    continue
                near = last or self._told.before(lead)
                theirs = last is not None and _P.says_they.fullmatch(
                    bare, found[-1].end, report.start
                )
                near = near if near and near.name and (theirs or _agrees(near, who)) else None
                near = None if near and self._told.has_turn(near.name) else near
                if near is None and self._only_leads(lead):
                    near = self._of_subject(who)
                who = self._meant(who, near, lead)
            who = self._told.in_full(self._told.among(who), sentence.start + report.start)
            if who.name:
                last = who
            behind = report.start > 0 and report.end >= len(bare.rstrip(" ."))
            if (
                behind
                or not self._is_reckoning(who)
                or not self._names.verbs.match(bare, report.verb[0])
            ):
                # "Forecasts show it will rise": so says whose sentence it is.
                found.append(replace(report, who=who))
        return self._told_by(found, bare)

    def _only_leads(self, lead: str) -> bool:
        """Whether words before who speaks only open a sentence: "Still,", "In its last report"."""
        known = self._names.cues
        row = tokens(led(known.links, known.set_off).sub("", lead).strip(" ”\"'’,"))
        verbs = known.auxiliaries | known.openers
        return not row or (
            row[0].low in known.prepositions
            and len(row) <= _LEAD
            and not any(one.low in verbs for one in row)
            and not any(map(str.isupper, _P.calendar.sub("", lead).strip()[1:]))
        )

    def _sharing(self, governing: Who, last: Who | None, lead: str, text: str) -> Who:
        """Who is the subject of a verb that has none of its own, behind `lead`."""
        # "Ann Roe noted that coal has become dear, suggesting …" is not said by the coal.
        opened = self._told.opening(text) if governing.kind is ForecasterKind.ANONYMOUS else Who()
        if opened.name and f"{governing.name} {opened.name}" in text:
            # "Rival broker Stonegate".
            return opened
        noun = folded(governing.name)[-1:]
        people = noun and noun[0] in self._names.cues.people | self._names.cues.also_people
        people = governing.kind is ForecasterKind.PERSON or people
        if (governing.kind in _PEOPLE and (people or last is None)) or (
            last is None and (governing.kind or governing.points)
        ):
            return governing
        pronouns = list(_P.pronoun.finditer(lead))
        nearer = bool(pronouns) and pronouns[-1].start() > 0
        who = last or (Who() if nearer else self._told.opening(text))
        if who.name is None and pronouns:
            return self._told.of(self._identity.of(pronouns[-1]["who"]))
        return who

    def _told_by(self, found: list[Report], text: str) -> list[Report]:
        """Reports with who tells of it for what somebody means to do.

        "Lake Motors plans to build a plant, Ann Roe said".
        """
        names = (ForecasterKind.PERSON, ForecasterKind.OFFICE, ForecasterKind.OUTLET)
        teller = next((r.who for r in found if not r.holds and r.who.kind in names), None)
        if teller is None:
            return found
        return [
            replace(report, who=teller)
            if report.holds
            and not self._are_asked(report.who)
            and (_P.means_to.match(text, report.verb[1]) or self._speaks_for(teller, report.who))
            else report
            for report in found
        ]

    def _are_asked(self, who: Who) -> bool:
        """Whether so many of them tell what they expect: no survey expects it for them."""
        return who.kind is ForecasterKind.ANONYMOUS and self._identity.counts(who.name or "") > 0

    def _speaks_for(self, teller: Who, body: Who) -> bool:
        """Whether who tells what a body expects is one of its people."""
        if teller.kind is not ForecasterKind.PERSON or body.name is None:
            return False
        if body.name in _P.words("within"):
            # "Ann Roe said the team was confident".
            return True
        own = self._told.belonging.body_of(teller.name or "", self._told.last_body.name)
        return own is not None and {*folded(own)} <= {*folded(body.name)} | {"the"}

    def _is_reckoning(self, who: Who) -> bool:
        noun = (who.name or "").casefold().rpartition(" ")[2]
        return who.kind is ForecasterKind.ANONYMOUS and noun in self._names.cues.reckonings

    def _of_subject(self, pronoun: Who) -> Who | None:
        """Who was the subject of the sentence before, where a pronoun begins this one."""
        about = self._told.about
        if about is not None and about.many and pronoun.points is Points.PLURAL:
            # "Traders have mixed views. They all agree that …".
            many = self._identity.of(about.name, begins=True)
            noun = (many.name or "").casefold().rpartition(" ")[2]
            people = many.kind is ForecasterKind.ANONYMOUS and noun in self._names.cues.people
            return many if people and not pronoun.noun else None
        if about is None or about.person or about.many or pronoun.points is not Points.BODY:
            return None
        who = self._told.of(self._identity.of(about.name))
        thing = (who.name or "").casefold().rpartition(" ")[2] in self._names.cues.things
        people = who.kind is ForecasterKind.ANONYMOUS and not thing
        fits = who.name and not pronoun.noun and not people and _agrees(who, pronoun)
        return who if fits else None

    def _meant(self, who: Who, near: Who | None, lead: str) -> Who:
        """Whom words mean that point to somebody: `near` ones of the same sentence, or others."""
        if not who.noun:
            return near or self._told.of(who)
        if near and near.kind is ForecasterKind.PERSON and who.noun in self._names.cues.demonyms:
            # "Bo Roe disagrees, and the Basque says".
            return near
        known, found = self._names.cues, self._told.of(who)
        if near and who.noun.rpartition(" ")[2] in _P.words("asks"):
            # "Lake Bank is expected to cut rates, the poll showed": it is the poll that says so.
            return Who(who.noun, ForecasterKind.ANONYMOUS) if found.name == near.name else found
        named = any(letter.isupper() for letter in found.name or "")
        any_one = who.points is Points.BODY and who.noun.split()[-1] in (
            known.any_body | known.things
        )
        # "Lake Motors will open a plant, the company said."
        thing = who.noun.rpartition(" ")[2] in known.things and near and (near.name or "").islower()
        fits = near is not None and any_one and may_be(who.noun, near, known, self._mentions)
        # "Lakeco fell after the company said": who fell.
        same = near and near.kind is ForecasterKind.OFFICE and _P.after_it.search(lead)
        return near if near and fits and (same or not (named or thing)) else found


def _agrees(who: Who, pointing: Who) -> bool:
    """Whether a pronoun can stand for them."""
    person = who.kind is ForecasterKind.PERSON
    if pointing.points is Points.PERSON:
        unnamed = who.kind is ForecasterKind.ANONYMOUS
        return person or (unnamed and not (who.name or "").split(" of ")[0].endswith("s"))
    return not person and (pointing.points is not Points.PLURAL or who.name is not None)
