"""Whom a noun phrase means: a person, a body, somebody unnamed, or who was spoken of before."""

from __future__ import annotations

import re
from dataclasses import replace

from verifier.article.mentions import Mentions
from verifier.article.names import Names, Points, Who, is_acronym
from verifier.article.patterns import any_of, compiled
from verifier.article.phrasing import Phrasing
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("identify")

_POSSESSIVE = re.compile(r"['’\u02bc]s?$")
_FULL = 2  # words of a name in full, at least
_PAIR = 2  # people who are named together: of more, somebody is likely to be left out
_STOP = re.compile(r"(?<=[a-z]{2})\.$")


class Identity:
    """Says of the noun phrases of one article whom they mean."""

    def __init__(self, names: Names, mentions: Mentions) -> None:
        self._names, self._mentions, self._cues = names, mentions, names.cues
        self.roles = names.cues.people | names.cues.ranks
        self._roles = names.cues.titles | names.cues.people
        self._office = _P.filled("office", titles=any_of(names.cues.titles))
        self._of_role = _P.filled("of_role", roles=any_of(self._roles))
        self._quantity = re.compile(names.cues.quantity, re.IGNORECASE | re.VERBOSE)
        self._unnamed = compiled(names.cues.unnamed) if names.cues.unnamed else re.compile("(?!)")

    def of(self, phrase: str, *, begins: bool = False) -> Who:
        """Whom a noun phrase means, with what is set off in it: "its head, Ann Example".

        `begins` says that a capital may be that of the beginning of a sentence.

        >>> from verifier.article.names import NameCues
        >>> cues = NameCues(
        ...     titles={"minister"},
        ...     people={"analysts"},
        ...     bodies={"bank"},
        ...     prepositions={"at"},
        ...     pronouns={"she"},
        ... )
        >>> names = Names(cues, {})
        >>> identity = Identity(names, Mentions("", names))
        >>> for phrase in ("its head, Ann Roe", "analysts at Lake Bank", "the bank", "she"):
        ...     who = identity.of(phrase)
        ...     print(who.name, who.kind and who.kind.value, who.points and who.points.name)
        Ann Roe person None
        analysts at Lake Bank anonymous None
        None None BODY
        None None PERSON
        """
        phrase = _P.where_said.sub("", " ".join(phrase.split()).strip(" ,;:"))
        # "The report, by a team at Lake College", "Ann Roe (Labour)".
        phrase = _P.made_by.sub(" by ", _P.bracketed.sub("", _P.self.sub("", phrase)))
        core, *others = re.split(r"\s*,\s+", phrase)
        core = _P.who.split(core)[0]
        pronoun = self._pronoun(core)
        if pronoun is not None:
            return Who(points=pronoun)
        # Whose name stands before another noun is not meant: "a NATO official".
        for part in (self._parted(core)[0], core, *others[:1]):
            known = self._names.registered(part)
            if known is not None:
                return known
        # Before a name it only tells whose: "Kremlin spokesman Bo Roe".
        power = _P.power.fullmatch(core)
        if power or self._unnamed.search(phrase):
            kind = ForecasterKind.OFFICE if power else ForecasterKind.ANONYMOUS
            return Who(_unarticled(core), kind)
        many = self._many(core) or self._together(core, begins=begins)
        if many is not None:
            return many
        person = self._person(core, begins=begins)
        if person is not None:
            return Who(person, self._mentions.kind(person))
        with_others = _P.with_others.search(core)
        if with_others is not None:
            # "Ann Roe and others".
            return self.of(core[: with_others.start()], begins=begins)
        aside = self._set_off(core, others[0]) if others else None
        return _whole(aside or self._other(core, begins=begins), core)

    def _many(self, core: str) -> Who | None:
        """Those of whom a phrase says only how many they are, or what all of them are together."""
        alone = core.casefold()
        many = alone.removeprefix("the ") in _P.words("many_alone")
        if many or alone.rpartition(" ")[2] in _P.words("as_one"):
            return Who(_unarticled(core), ForecasterKind.ANONYMOUS)
        counted = self._quantity.match(core) or alone in self._cues.numerals
        counted = counted or self._names.are_many(core)
        return Who(core, ForecasterKind.ANONYMOUS) if counted else None

    def _together(self, core: str, *, begins: bool) -> Who | None:
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
        name = name or self._person(part, begins=begins)
        full = name and (self._mentions.in_full(name) or name)
        person = full and self._mentions.kind(full) is ForecasterKind.PERSON
        return full if full and person else None

    def counts(self, text: str) -> int:
        """Where words end with which a text begins by how many people it is about, 0 for none."""
        match = self._quantity.match(text)
        return match.end() if match else 0

    def _set_off(self, core: str, aside: str) -> Who | None:
        """Who is named behind words for them: "its head, Ann Roe", "one group, Lake Economics"."""
        if _P.including.match(aside):
            return None
        person = self._person(aside, begins=False)
        if together := self._together(aside, begins=False):
            return together
        # "Muster Bank, where Ann Roe works" describes the bank.
        nouns = {part.casefold().split()[-1] for part in (core, self._parted(core)[0]) if part}
        role = nouns & self._roles or self._of_role.search(f"{core} ")
        if person and (role or not self._body(core) or _of_somebody(core)):
            return Who(person, self._mentions.kind(person))
        any_one = nouns & (self._cues.any_body | self._cues.bodies)
        if any_one and core.casefold().split()[0] in _P.words("one"):
            return self._body(aside)
        # "The bookmaker, Lake & Co": no noun has the name besides.
        one = core.casefold().split()[0] in _P.words("theirs") | _P.words("a") | {"the", "our"}
        one = one or bool(nouns & (self._cues.also_people | self._cues.any_body))
        whole = _P.run.fullmatch(aside) or self._is_joined(aside)
        # "Its rival, Stonegate", "Lakeco's owner, Stonegate".
        named = ((one and core[1:].islower()) or _of_somebody(core)) and whole
        return self._body(aside) if named else None

    def _is_joined(self, aside: str) -> bool:
        """Whether words are one name with "and" in it: "the Bureau of Lakes and Rivers"."""
        first, joined, last = aside.removeprefix("the ").partition(" and ")
        both = all(_P.run.fullmatch(part) for part in (first, last))
        return bool(joined) and both and self._names.is_body(first.split()[0])

    def _other(self, core: str, *, begins: bool) -> Who:
        """The body, the unnamed or the pointed at that a phrase without a person names."""
        head, tail = self._parted(core)
        words = head.split()
        if not words:
            # ", said": nobody.
            return Who()
        while len(words) > 1 and words[-1] in self._cues.describing:
            words = words[:-1]
        noun = words[-1].casefold().strip("“”\"'")
        body = self._body(head)
        if _P.based.search(head) and noun in self._cues.any_body | self._cues.bodies:
            return Who(points=Points.BODY, noun=noun)
        if {noun, noun.rstrip("s")} & self._cues.things:
            return self._of_thing(core, words, noun, body if words != head.split() else None)
        owned = any(_POSSESSIVE.search(word) for word in words[:-1])
        if owned and noun in self._roles and words[-1][-1] != "s":
            # "The bank's chief economist": who was named with that role, else somebody unnamed.
            return Who(None, ForecasterKind.ANONYMOUS, Points.PERSON, _unarticled(core))
        if self._office.match(core) and words[-1][-1] != "s" and (tail or body is None):
            # "The head of the mill", "the Chief of Defence Staff".
            unnamed = None if words[-1][0].isupper() else ForecasterKind.ANONYMOUS
            return Who(None, unnamed, Points.PERSON, _unarticled(core))
        if self._is_unnamed(words, tail, body, begins=begins):
            return Who(_unarticled(core), ForecasterKind.ANONYMOUS)
        whose = (word for word in words[:-1] if word.casefold() not in self._cues.determiners)
        if noun in self._cues.bodies and any(word[0].isupper() for word in whose):
            whole = body is not None and body.name and noun in body.name.casefold().split()
            return body if whole and body else Who(_unarticled(head), ForecasterKind.OFFICE)
        if self._is_role(words, noun):
            return self._pointed(words, noun, begins=begins)
        return self._of_body(core, words, body, owned=owned, begins=begins)

    def _of_body(
        self, core: str, words: list[str], body: Who | None, *, owned: bool, begins: bool
    ) -> Who:
        """The body that a phrase names or points at, where it does not describe somebody else."""
        noun, capital = words[-1].casefold(), words[-1][:1].isupper()
        the = words[0].casefold() == "the"
        doer = not capital and (noun in self._roles or _P.doer.search(noun))
        if doer and not the and any(word[0].isupper() for word in words[:-1]):
            # "Former Lake Town striker": the club does not speak.
            return Who(_unarticled(core), ForecasterKind.ANONYMOUS)
        theirs = words[0].casefold() in _P.words("theirs")
        if body is not None and (not (owned or theirs) or capital) and not doer:
            return body
        _, tail = self._parted(core)
        placed = noun in self._cues.official and _P.in_named.match(tail)
        if the and noun in self._cues.bodies and (placed or _P.of_named.match(tail)):
            # "The office of Mayor Roe", "the ministry in Ourtown".
            return Who(_unarticled(core), ForecasterKind.OFFICE)
        if the and (not capital or (body is None and noun in self._cues.bodies)):
            return self._pointed(words, noun, begins=begins)
        if len(words) == 1 and noun in self._cues.any_body:
            # "Management said".
            return Who(points=Points.BODY, noun=noun)
        return self._indefinite(core, words) or Who()

    def _of_thing(self, core: str, words: list[str], noun: str, described: Who | None) -> Who:
        """Who speaks by a thing: "a Lake Bank poll published by the Herald" is the bank's."""
        head, tail = self._parted(core)
        article, body = words[0].casefold(), self._body(head)
        if (
            noun in _P.words("asked")
            and body
            and (body.name or "").casefold() in self._cues.agencies
        ):
            # An agency passes on what those say whom it asks.
            return Who(_unarticled(head), ForecasterKind.ANONYMOUS)
        made = described or self._maker(words, noun, tail) or body or self._owner(words)
        many = noun not in self._cues.things or noun.rstrip("s") in self._cues.things
        new = article in _P.words("a") or (
            noun.endswith("s") and many and article not in _P.words("pointing")
        )
        unnamed = Who(_unarticled(core), ForecasterKind.ANONYMOUS) if new else None
        if made is None and len(core.split()) == 1 and core[0].isupper():
            # "Analysis shows".
            return Who(core, ForecasterKind.ANONYMOUS)
        if article == "their" and noun.endswith("s"):
            return made or Who(points=Points.PLURAL)
        return made or unnamed or Who(points=Points.BODY, noun=noun)

    def _is_role(self, words: list[str], noun: str) -> bool:
        """Whether words only say what somebody is: "the German", "the Lake Bank CEO", "President".

        A lone "The Economist" is a paper.
        """
        if noun not in self._roles | self._cues.demonyms:
            return False
        rank = all(word.casefold() in self._cues.titles | self._cues.fields for word in words)
        if words[0].casefold() != "the":
            return rank and words[-1][0].isupper() and noun in self._cues.ranks
        return words[-1][0].islower() or noun in self._cues.ranks or noun in self._cues.demonyms

    def _pointed(self, words: list[str], noun: str, *, begins: bool) -> Who:
        """To whom "the bank", "the officials" or "the minister" point."""
        rest = " ".join(words[1:]).casefold()
        if noun in self._cues.pairs:
            return Who(points=Points.PLURAL, noun=noun)
        if noun in self._cues.bodies | self._cues.any_body - self._cues.also_people:
            return Who(points=Points.BODY, noun=rest)
        if self._is_plural(words, begins=begins):
            return Who(points=Points.PLURAL, noun=rest)
        doer = noun in self._roles | self._cues.demonyms or _P.doer.search(noun)
        return Who(points=Points.PERSON if doer else Points.BODY, noun=rest)

    def _maker(self, words: list[str], noun: str, tail: str) -> Who | None:
        """Who speaks by a thing that they made: "a poll by Lake University", "his report"."""
        if words[0].casefold() in ("his", "her"):
            return Who(points=Points.PERSON)
        by = _P.by_whom.search(tail) if tail.startswith("by ") else None
        made = None if _P.not_by.match(tail) else self._body(tail)
        if made is None and by and {*by[1].split()} & self._cues.bodies:
            return Who(by[1], ForecasterKind.OFFICE)
        of = _P.of_body.match(tail) if noun in self._cues.reckonings else None
        if made is None and of and of["noun"] in self._cues.bodies | self._cues.any_body:
            return Who(points=Points.BODY, noun=of["body"])
        person = self._person(tail[3:], begins=False) if tail.startswith("of ") else None
        if made is None and person and noun in self._cues.reckonings:
            # "The estimate of Ann Roe".
            return Who(person, ForecasterKind.PERSON)
        same = noun in self._cues.reckonings and _P.same.match(tail)
        if made is None and same:
            return self.of(tail[same.end() :])
        from_them = tail.startswith("from ") and self._names.last(tail)
        if made is None and from_them:
            return Who(from_them, ForecasterKind.OFFICE)
        if (
            made is None
            and len(words) == 1
            and noun.removesuffix("s") in self._cues.things - {noun}
        ):
            # "Polls suggest".
            return Who(words[0], ForecasterKind.ANONYMOUS)
        return made

    def _owner(self, words: list[str]) -> Who | None:
        """The body to which something belongs that speaks for it: "the bank's own guidance"."""
        owners = (_POSSESSIVE.sub("", word) for word in words[:-1] if _POSSESSIVE.search(word))
        noun = next(
            (word for word in owners if word in self._cues.any_body | self._cues.bodies), ""
        )
        return Who(points=Points.BODY, noun=noun) if noun else None

    def _indefinite(self, core: str, words: list[str]) -> Who | None:
        """Somebody unnamed, where a phrase points at nobody told of: "a leading pollster"."""
        if not words:
            return None
        article, noun = words[0].casefold(), words[-1].casefold()
        known = self._cues
        if article in _P.words("theirs") and noun in known.any_body - known.within:
            # "Her firm".
            return Who(points=Points.BODY, noun=noun)
        role = noun in known.any_body | known.bodies | known.people | known.titles
        # "Rents to fall, says leading broker".
        plain = core.islower() and not {*core.split()} & known.determiners
        roles = known.people | known.titles | known.also_people
        lone = len(words) <= _PAIR and plain and noun in roles
        number = len(words) == 1 and (noun in known.numerals or noun.isdigit())
        some = article in _P.words("some") or noun == "one" or lone or number
        if some or (article in _P.words("one") and (role or _P.doer.search(noun))):
            return Who(_unarticled(core) if role else core, ForecasterKind.ANONYMOUS)
        return None

    def _is_unnamed(self, words: list[str], tail: str, body: Who | None, *, begins: bool) -> bool:
        """Whether people are meant who are not named: "two officials", "a spokesman for it"."""
        if not words:
            return False
        article, noun = words[0].casefold(), words[-1].casefold()
        if self._is_plural(words, begins=begins) and (article != "the" or tail):
            return True
        owned = any(_POSSESSIVE.search(word) for word in words[:-1])
        thing = noun in self._cues.bodies | self._cues.things or words[-1][0].isupper()
        if owned and not thing:
            return True
        if noun not in self._cues.titles | self._cues.people:
            return False
        return (
            article in _P.words("one")
            or owned
            or (bool(tail) and (body is None or article == "the"))
        )

    def _pronoun(self, core: str) -> Points | None:
        words = core.casefold().replace("no one", "no-one").split()
        if _P.aged.fullmatch(core):
            # "The 24-year-old said".
            return Points.PERSON
        if len(words) != 1 or core in _P.words("no_pronoun"):
            return None
        word = re.split(r"['’]", words[0])[0]
        if word in _P.words("person"):
            return Points.PERSON
        if word in ("it", "which"):
            return Points.BODY
        if word in _P.words("several"):
            return Points.PLURAL
        return Points.SPEAKER if word in _P.words("no_subjects") else None

    def _person(self, core: str, *, begins: bool) -> str | None:
        """The person whom the phrase names itself, and not as where others belong."""
        head, _ = self._parted(core)
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
            if self._of_role.search(text[: text.rindex(run)]):
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
            theirs = theirs and self._is_plural(head.split(), begins=begins)
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

    def _body(self, text: str) -> Who | None:
        for run in reversed(self._names.runs(text)):
            name = self._names.bare(text[slice(*run)])
            words = self._cues.titles | self._cues.people | self._cues.things | self._cues.any_body
            paper = run[0] and " " not in name and text[: run[0]].endswith("the ")
            if not name or (name.casefold() in words and not paper):
                # "The Economist said" is no economist.
                continue
            if run[0] == 0 and " " not in name and self._mentions.common(name):
                continue
            then = text[run[1] :].casefold().split()[:1]
            if then and self._mentions.is_no_name(name):
                # "Current polling"; what is the subject by itself names somebody.
                continue
            capital = not run[0] and " " not in name and self._mentions.begins_only(name)
            speaks = self._roles | self._cues.things | self._cues.any_body | self._cues.bodies
            if then and capital and not (is_acronym(name) or {*then} & speaks):
                # "Options pricing".
                continue
            kind = self._mentions.kind(name)
            if kind != ForecasterKind.PERSON:
                return Who(name, kind)
        return None

    def bodies(self, text: str) -> list[Who]:
        """The bodies and publishers that are named in `text`, in order."""
        found = []
        for run in self._names.runs(text):
            words = text[slice(*run)]
            person, of, body = words.partition(" of ")
            # "Ann Roe of Lake Bank" names a bank as well, and so does "Lake Bank Governor Ann Roe".
            parts = [words, body] if of and self._is_of_person(person.split()) else [words]
            parts += filter(None, [self._names.body_before_title(words)])
            for part in parts:
                name = self._names.bare(part.removeprefix("the ").rstrip("."))
                if " " in name and self._mentions.kind(name) is not ForecasterKind.PERSON:
                    found.append(Who(name, self._mentions.kind(name)))
        return found

    def _parted(self, core: str) -> tuple[str, str]:
        """The phrase up to its first preposition, and from there on; names keep theirs."""
        spans = self._names.runs(core)
        for match in re.finditer(r"\S+", core):
            if match[0].casefold() in self._cues.prepositions and match.start():
                if any(a < match.start() < b for a, b in spans):
                    whose = core[: match.start()].split()
                    if whose[-1].casefold() in self._cues.titles:
                        # "Secretary of State Ann Roe".
                        continue
                    if not (match[0] == "of" and self._is_of_person(whose)):
                        continue
                return core[: match.start()].rstrip(), core[match.start() :]
        return core, ""

    def _is_of_person(self, words: list[str]) -> bool:
        """Whether "of" ties where somebody belongs to their name: "Ann Roe of the Institute"."""
        capitals = [word for word in words if word[:1].isupper()]
        # "Minister of Labour of Karsania" is a role.
        role = "of" in words
        return len(capitals) >= 2 and not role and not any(map(self._names.is_body, capitals))

    def _is_plural(self, words: list[str], *, begins: bool) -> bool:
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


def _looks_plural(noun: str) -> bool:
    return noun.endswith("s") or noun in _P.words("plural_nouns")


def _whole(who: Who, core: str) -> Who:
    """Who with all of a name that ends in "'s", where nothing follows: "rating agency Moody's"."""
    if who.name and core.endswith((f"{who.name}'s", f"{who.name}’s")):
        return replace(who, name=core[core.rindex(who.name) :])
    return who


def _unarticled(phrase: str) -> str:
    """The phrase without what counts or points before it: "two senior officials"."""
    return _P.determiner.sub("", phrase)


def _of_somebody(core: str) -> bool:
    return any(_POSSESSIVE.search(word) for word in core.split()[:-1])
