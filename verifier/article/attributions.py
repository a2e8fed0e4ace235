"""Who says a sentence by other words than a verb: "according to Ann Roe", "in the bank's view"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verifier.article.identify import Identity
from verifier.article.names import Names, Points, Who
from verifier.article.patterns import any_of
from verifier.article.phrasing import Phrasing
from verifier.article.saying import within
from verifier.article.subjects import after, before
from verifier.article.tokens import Span, tokens
from verifier.dataclass import dataclass
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("attributions")

# Where a capital may be that of the beginning: of the sentence, or of what a label leads to.
_BEGINS = re.compile(r"(?:^|:\s+)[\"“]?$")
_OWNER = 60  # characters before a noun, in which whose it is is looked for
_INITIALS = 9  # characters of initials in brackets, at most


@dataclass(frozen=True, slots=True)
class Report:
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

    @property
    def names(self) -> bool:
        """Whether it says who speaks, be it the article itself."""
        return self.who.name is not None or self.who.points is Points.SPEAKER


class Attributions:
    """Finds in sentences of one article who says them by a source, a noun or a view."""

    def __init__(self, names: Names, identity: Identity) -> None:
        self._names, self._identity = names, identity
        self._nouns = _P.filled(
            "nouns", voiced=any_of(names.cues.voiced | _P.words("words_for_it"))
        )

    def sources(self, text: str, said: Sequence[Span]) -> Iterator[Report]:
        """What says according to whom, outside of what was `said`."""
        for match in _P.according.finditer(text):
            subject = after(text, match.end(), self._names.cues)
            if subject is not None and (alias := _P.alias.match(text, subject[1])):
                # "According to the broker known as Lake Fox".
                subject = subject[0], alias.end()
            if subject is not None and not within(match.start(), said):
                # A description set off belongs to them only behind what was said.
                heads = match.start() <= 1 or _P.only_when.match(text[: match.start()])
                end = first_comma(text, subject) if heads else subject[1]
                back = _P.thats_what.fullmatch(text, 0, match.start()) is not None
                back = back and not _P.rejects.search(text, 0, match.start())
                start = 0 if back else match.start()
                who = self.who(text, subject)
                if text[subject[0] : end] in ("me", "us"):
                    # "If you ask me": whoever writes it.
                    who = Who(points=Points.SPEAKER)
                noun = text[slice(*subject)].rpartition(" ")[2].casefold()
                body = noun in self._names.cues.bodies | self._names.cues.any_body
                put_in = self._put_in(text, match.start())
                if put_in:
                    yield Report(match.start(), put_in, match.span(), who, holds=True)
                elif body or self.can_say(who) or not _P.citing.match(text, match.start()):
                    yield Report(start, end, match.span(), who, back=back)

    def _put_in(self, text: str, start: int) -> int | None:
        """Where a source ends that stands between a subject and its verb: it parts nothing."""
        lead = text[:start].rstrip()
        found = _P.put_in.match(text, start) if lead.endswith(",") else None
        return found.end() if found and not self.foretold_in_clause(lead) else None

    def foretold_in_clause(self, lead: str) -> bool:
        """Whether the clause with which words end has a verb that looks ahead."""
        own = [one.end() for one in _P.apart.finditer(lead)]
        return self._names.heads.search(lead, max(own, default=0)) is not None

    def nominal(self, text: str, found: Sequence[Report]) -> Iterator[Report]:
        """What stands behind a noun for it: "Roe's comments that", "a warning by the bank that"."""
        for match in self._nouns.finditer(text):
            owner = _P.owner.search(text, max(0, match.start() - _OWNER), match.start())
            by = match.span("by") if match["by"] else owner and owner.span(owner.lastgroup or 0)
            apart = all(one.end <= match.start() or one.start >= match.end() for one in found)
            who = self.who(text, by) if by and apart else Who()
            if owner and not match["by"] and owner["name"] and not self._is_office(who.name or ""):
                # "A Christmas message", "the Covid view": nobody says it by that.
                continue
            noun = (match["voiced"] or "").casefold()
            idle = match["for"] and noun and noun not in _P.words("makes_it")
            if (
                not (who.name or who.points)
                or by is None
                or idle
                or _P.unlike.search(text, 0, match.end())
            ):
                continue
            lead = text[: match.start() if match["by"] else by[0]].strip()
            if match["is"] and not found and lead in ("", "A", "An", "The"):
                # "Ann Roe's base case is that rents will fall": all that is behind it.
                yield Report(0, match.end(), match.span(), who)
                continue
            comma = text.find(", ", match.end())
            if comma < 0:
                yield Report(*match.span(), match.span(), who, holds=True)
            elif _P.beside_it.match(text):
                # "Despite his warning that rents would fall, mills were sold": so the article says.
                yield Report(*match.span(), match.span(), who, holds=True)
                yield Report(comma, comma + 1, (comma, comma + 1), Who(points=Points.SPEAKER))

    def views(self, text: str) -> Iterator[Report]:
        """In whose view it is so, or who signs it in brackets."""
        for match in (*_P.in_whose_view.finditer(text), *_P.signed.finditer(text)):
            who = self.who(text, match.span("who"))
            if who.name or who.points:
                yield Report(*match.span(), match.span(), who)
        title = _P.signed_title.match(text)
        who = self.who(text, title.span("who")) if title else Who()
        if title and who.name and self._signs(who):
            yield Report(title.start("who") - 2, len(text), title.span("who"), who)
        one = _P.one_says.match(text)
        who = self.who(text, one.span("who")) if one else Who()
        if one and who.kind is ForecasterKind.ANONYMOUS and self.can_say(who):
            # "A trader at Lake Bank:", before a quotation.
            yield Report(*one.span(), one.span(), who)
        for match in _P.in_his_view.finditer(text):
            pronoun = match["who"].casefold()
            points = {"its": Points.BODY, "their": Points.PLURAL}.get(pronoun, Points.PERSON)
            yield Report(*match.span(), match.span(), Who(points=points))

    def _signs(self, who: Who) -> bool:
        """Whether somebody at the end of a headline may have said it: who speaks, or a poll."""
        noun = (who.name or "").rpartition(" ")[2].casefold()
        return self.can_say(who) or noun in self._names.cues.things

    def verdicts(self, text: str) -> Iterator[Report]:
        """Whose words a quotation is said to be behind it, or whom a clause believes."""
        for match in _P.verdict.finditer(text):
            span = match.span(match.lastgroup or 0)
            who = self.who(text, (span[0], first_comma(text, span)))
            yield Report(match.start(), match.end(), match.span(), who)
        for match in _P.put_by.finditer(text):
            by = after(text, match.end(), self._names.cues)
            if by is not None:
                yield Report(match.end() - 2, by[1], (by[0] - 1, by[0]), self.who(text, by), True)
        for match in _P.believed.finditer(text):
            yield Report(*match.span(), match.span(), self.who(text, match.span("who")), holds=True)

    def _is_office(self, name: str) -> bool:
        """Whether a word of a name makes it that of a body: "Lake Bank"."""
        offices = self._names.cues.bodies | self._names.cues.any_body | _P.words("offices")
        return any(word in offices for word in name.casefold().split())

    def can_say(self, who: Who) -> bool:
        """Whether it is somebody who can say something, whatever their verb."""
        known = self._names.cues
        words = (who.name or who.noun).casefold().split()
        head = next((n for n, word in enumerate(words) if word in known.prepositions and n), None)
        noun = next(iter(words[:head][-1:]), "")
        if who.kind is ForecasterKind.ANONYMOUS:
            return noun in known.people | known.titles or f"{noun}s" in known.people
        body = noun in known.bodies | known.any_body
        return who.kind is not None or who.points in (Points.PERSON, Points.PLURAL) or body

    def who(self, text: str, subject: Span) -> Who:
        """Whom the words of a subject mean."""
        if text[slice(*subject)] in ("who", "which"):
            # "Experts, who fear that it will fail": whom the relative clause describes.
            # "Ann Roe, its president, who expects": what says who she is stands between.
            end = len(_P.told_who.sub("", text[: subject[0]].rstrip(" ,")))
            known = self._names.cues
            run = next(iter(self._names.runs(text[:end])[-1:]), (0, 0))
            named = self._identity.of(text[slice(*run)]) if run[1] == end else Who()
            end = len(text[: subject[0]].rstrip(" ,"))
            if named.kind is ForecasterKind.PERSON and " " in (named.name or ""):
                # "The forecast comes from Ann Roe, who expects".
                return named
            verbs = [one.end for one in tokens(text, 0, end) if one.low in known.auxiliaries]
            described = before(text[:end], max(verbs, default=0), end, known)
            who = self.who(text, described) if described else Who(points=Points.SPEAKER)
            tied = [one.end for one in tokens(text, 0, end) if one.low in known.prepositions]
            if text[slice(*subject)] == "which" and who.name is None and tied:
                # "The view from the latest Lake Bank report, which".
                return self.who(text, (tied[-1] + 1, end))
            return who
        whole = self._names.short_for(text)
        if whole and whole[0] - 4 <= subject[0] < whole[1] and subject[1] <= whole[1] + _INITIALS:
            return Who(text[slice(*whole)], ForecasterKind.OFFICE)
        return self._identity.of(
            text[slice(*subject)], begins=_BEGINS.search(text, 0, subject[0]) is not None
        )


def is_source(text: str, report: Report) -> bool:
    """Whether a report has no verb but says according to whom."""
    return _P.according.match(text, report.verb[0]) is not None


def by_who_is_cited(
    text: str, found: list[Report], sources: list[Report]
) -> tuple[list[Report], list[Report]]:
    """The reports and sources of a sentence without papers that pass on what they cite.

    Who speaks for themselves cites others for it: "Bo Roe said it will rain, citing the bureau".
    """
    cited = [one for one in sources if _P.citing.match(text, one.start)]
    named = [one for one in found if one.who.name or one.who.points]
    speaks = [one.who for one in [one for one in named if not one.holds] or named]
    press = _P.words("press")
    if any(
        who.kind is not ForecasterKind.OUTLET and who.noun.rpartition(" ")[2] not in press
        for who in speaks
    ):
        return found, [one for one in sources if one not in cited]
    return [one for one in found if one.holds] if cited else found, sources


def first_comma(text: str, span: Span) -> int:
    """Where a name at the head ends, with what says who that is."""
    comma = text.find(",", span[0], span[1] + 1)
    if comma < 0:
        return span[1]
    # "According to Bo Roe, a snow expert, the pass": what says who that is goes with the name.
    aside = _P.who_that_is.match(text, comma)
    # "According to its spokesman, Colonel Bo Roe, the pass".
    aside = aside or (_P.name_behind.match(text, comma) if _P.role.search(text[:comma]) else None)
    return aside.end() if aside else comma
