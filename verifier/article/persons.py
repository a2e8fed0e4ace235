"""Which people a noun phrase names, or how many it speaks of without their names."""

from __future__ import annotations

import re

from verifier.article.mentions import Mentions
from verifier.article.names import Names, Who
from verifier.article.patterns import any_of
from verifier.article.phrasing import Phrasing
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("persons")

_POSSESSIVE = re.compile(r"['’\u02bc]s?$")
_FULL = 2  # words of a name in full, at least
_PAIR = 2  # people who are named together: of more, somebody is likely to be left out
_STOP = re.compile(r"(?<=[a-z]{2})\.$")


class Persons:
    """Finds the people in the noun phrases of one article."""

    def __init__(self, names: Names, mentions: Mentions) -> None:
        self._names, self._mentions, self._cues = names, mentions, names.cues
        self._roles = names.cues.titles | names.cues.people
        self.of_role = _P.filled("of_role", roles=any_of(self._roles))

    def of(self, core: str, *, begins: bool) -> str | None:
        """The person whom the phrase names itself, and not as where others belong."""
        head, _ = self.parted(core)
        for text in (head, core):
            runs = [text[slice(*run)] for run in self._names.runs(text)]
            if not runs:
                continue
            ends = text.rstrip("“”\"'. ").endswith(runs[-1].rstrip("."))
            run = runs[-1] if ends else ""
            lead = text[: text.rindex(run)].casefold().split()[-1:] if run else []
            # "A study in the journal Lake Science".
            paper = bool({*lead} & (self._cues.press - self._roles))
            if not run or paper or _POSSESSIVE.search(run) or self._is_rank(run, lead):
                continue
            whole = text == core and core != head
            name = self._mentions.without_role(self._names.bare(run))
            if self.of_role.search(text[: text.rindex(run)]):
                # "Head of research at Lake Bank Ann Roe", "the lead author of the study Ann Roe".
                joined = text[: text.rindex(run)].endswith(" and ")
                parts = run.split()
                behind = self._names.behind_field(parts, sure=joined) if len(parts) > _FULL else []
                name, lead = (" ".join(behind), []) if behind else (name, lead)
                whole = whole and not behind
                if behind or (" " in name and {*lead} & self._cues.things):
                    self._mentions.settle(name, ForecasterKind.PERSON)
            noun = lead[0] if lead else "the"
            # "Engineers from the firm Lakeset" are not the firm.
            theirs = noun in self._cues.any_body | self._cues.bodies
            theirs = theirs and self.is_plural(head.split(), begins=begins)
            if whole and (theirs or noun in self._cues.prepositions | _P.words("articles")):
                continue
            rank = {*run.casefold().split()[: -len(name.split())]} if name else set()
            if rank & (self._cues.ranks | self._cues.honorifics):
                self._mentions.settle(name, ForecasterKind.PERSON)
            begun = begins and text.startswith(run)
            full = self._mentions.in_full(name) or name
            given = full.casefold().partition(" ")[0] in self._cues.given_names
            body = lead and lead[0] in self._cues.any_body | self._cues.bodies
            either = lead and lead[0] in self._cues.also_people and " " in name
            # "The former president and CEO of the payment firm Stonegate".
            of_body = body and self._is_head_of(text[: text.rindex(run)])
            if name and body and not (given or either or of_body or self._is_headed(name)):
                # "The rating agency Stonegate".
                self._mentions.settle(name, ForecasterKind.OFFICE)
                return name
            if name and self._is_person(name, run, lead, begun=begun):
                return name
        return None

    def _is_headed(self, name: str) -> bool:
        """Whether a body's noun is headed by who is named: "head of the agency Bo Roe", "Roe"."""
        return " " in name and self._mentions.goes_by_last(name)

    def _is_head_of(self, lead: str) -> bool:
        """Whether words that lead to a body's name say who runs it."""
        whose = lead.rpartition(" of ")[0].split()
        return bool(whose) and whose[-1].casefold() in self._cues.ranks

    def _is_rank(self, run: str, lead: list[str]) -> bool:
        """Whether capitals only say what somebody is: "its Medical Director, Bo Roe"."""
        last = run.casefold().rpartition(" ")[2]
        return bool({*lead} & self._cues.determiners) and last in self._cues.ranks

    def _is_person(self, name: str, run: str, lead: list[str], *, begun: bool) -> bool:
        role = name.casefold() in self._cues.titles | self._cues.not_names | self._cues.people
        if role and (name != run or self._mentions.in_full(name) is None):
            # Not "Judge said", where Ann Judge is told of.
            return False
        if " " not in name:
            if begun and run == name and self._mentions.common(name):
                return False
            if lead == ["the"]:
                return False
        return self._mentions.kind(name) == ForecasterKind.PERSON

    def together(self, core: str, *, begins: bool) -> Who | None:
        """The two people whom a phrase names with nobody else: "Ann Roe and the broker Bo Doe"."""
        parts = core.split(" and ")
        named = [
            self._full_name(part, begins=begins and not number) for number, part in enumerate(parts)
        ]
        if len(parts) != _PAIR or not all(named):
            return None
        return Who(" and ".join(filter(None, named)), ForecasterKind.OFFICE, several=True)

    def _full_name(self, part: str, *, begins: bool) -> str | None:
        """The full name of the person whom words name at their end, by surname too."""
        word = self._names.bare(part)
        name = self._mentions.in_full(word) if word == part and " " not in part else None
        name = name or self.of(part, begins=begins)
        full = name and (self._mentions.in_full(name) or name)
        person = full and self._mentions.kind(full) is ForecasterKind.PERSON
        return full if full and person else None

    def people(self, text: str, *, alone: bool = False) -> list[Who]:
        """The people whom `text` names in full, in order; or by surname `alone`, with that name."""
        runs = (text[slice(*run)] for run in self._names.runs(text))
        bare = [self._names.bare(_STOP.sub("", run)) for run in runs]
        bare = [self._mentions.without_role(name) for name in bare]
        if alone:
            bare = [self._mentions.in_full(one) or one for one in bare if one]
        return [
            Who(name, ForecasterKind.PERSON)
            for name in bare
            if " " in name and self._mentions.kind(name) is ForecasterKind.PERSON
        ]

    def parted(self, core: str) -> tuple[str, str]:
        """The phrase up to its first preposition, and from there on; names keep theirs."""
        spans = self._names.runs(core)
        for match in re.finditer(r"\S+", core):
            if match[0].casefold() in self._cues.prepositions and match.start():
                if any(a < match.start() < b for a, b in spans):
                    whose = core[: match.start()].split()
                    if whose[-1].casefold() in self._cues.titles:
                        # "Secretary of State Ann Roe".
                        continue
                    if not (match[0] == "of" and self.is_of_person(whose)):
                        continue
                return core[: match.start()].rstrip(), core[match.start() :]
        return core, ""

    def is_of_person(self, words: list[str]) -> bool:
        """Whether "of" ties where somebody belongs to their name: "Ann Roe of the Institute"."""
        capitals = [word for word in words if word[:1].isupper()]
        # "Minister of Labour of Karsania" is a role.
        role = "of" in words
        return len(capitals) >= 2 and not role and not any(map(self._names.is_body, capitals))

    def is_plural(self, words: list[str], *, begins: bool) -> bool:
        """Whether words that end a phrase are for several people: "two officials"."""
        if not words:
            return False
        last, noun = words[-1], words[-1].casefold()
        if noun.endswith("s") and noun[:-1] in self._cues.demonyms:
            return True
        if last[0].isupper() and not (
            noun in self._cues.people - self._cues.bodies
            and (len(words) > 1 or begins or self._mentions.common(noun))
        ):
            begun = begins and len(words) == 1 and noun.endswith("s")
            if not begun or not (
                self._mentions.common(noun)
                or (_P.many.search(noun) and self._mentions.begins_only(last))
            ):
                return False
        return (noun in self._cues.people and noun[-1] != "n" and _looks_plural(noun)) or (
            noun not in self._cues.things and noun.endswith("s") and not _P.no_plural.search(noun)
        )


def _looks_plural(noun: str) -> bool:
    return noun.endswith("s") or noun in _P.words("plural_nouns")
