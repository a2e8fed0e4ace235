"""Whom a noun phrase means: a person, a body, somebody unnamed, or who was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.article.mentions import Mentions
from verifier.article.names import Names, Points, Who, is_acronym
from verifier.article.patterns import any_of, compiled
from verifier.article.persons import Persons
from verifier.article.phrasing import Phrasing
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("identify")

_POSSESSIVE = re.compile(r"['’\u02bc]s?$")
_INITIALS = re.compile(r"\s\([A-Z]{2,6}\)$")
_LONGEST = 7  # words of those of whom one phrase says how many they are, at most
_ROLE = 2  # words of a role without an article: "leading broker"


class Identity:
    """Says of the noun phrases of one article whom they mean."""

    def __init__(self, names: Names, mentions: Mentions) -> None:
        self._names, self._mentions, self._cues = names, mentions, names.cues
        self.roles = names.cues.people | names.cues.ranks
        self._roles = names.cues.titles | names.cues.people
        self._persons = Persons(names, mentions)
        self.people = self._persons.people
        self._office = _P.filled("office", titles=any_of(names.cues.titles))
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
        phrase = _P.made_when.sub(" by ", " ".join(phrase.split()).strip(" ,;:"))
        phrase = _P.where_said.sub("", phrase)
        phrase = _P.led.sub("", phrase)
        # "The report, by a team at Lake College", "Ann Roe (Labour)".
        phrase = _P.made_by.sub(" by ", _P.bracketed.sub("", _P.self.sub("", phrase)))
        core, *others = re.split(r"\s*,\s+", phrase)
        core = _P.came_out.sub("", _P.who.split(core)[0])
        pronoun = self._pronoun(core)
        if pronoun is not None:
            return Who(points=pronoun)
        # Whose name stands before another noun is not meant: "a NATO official".
        for part in (self._persons.parted(core)[0], core, *others[:1]):
            known = self._names.registered(part)
            if known is not None:
                return known
        # Before a name it only tells whose: "Kremlin spokesman Bo Roe".
        power = _P.power.fullmatch(core)
        if power or self._unnamed.search(phrase):
            kind = ForecasterKind.OFFICE if power else ForecasterKind.ANONYMOUS
            return Who(_unarticled(core), kind)
        alias = _P.known_as.search(core)
        if alias and {*core[: alias.start()].casefold().split()[-1:]} & self._roles:
            return Who(core[alias.end() :].strip('“”"'), ForecasterKind.PERSON)
        if _P.this_one.match(core):
            return Who()
        many = self._one_of(core, others) or self._many(core)
        many = many or self._persons.together(core, begins=begins)
        if many is not None:
            return many
        person = self._persons.of(core, begins=begins)
        if person is not None:
            return Who(person, self._mentions.kind(person))
        with_others = _P.with_others.search(core)
        if with_others is not None:
            # "Ann Roe and others".
            return self.of(core[: with_others.start()], begins=begins)
        aside = self._set_off(core, others[0]) if others else None
        return _whole(aside or self._other(core, begins=begins), core)

    def _one_of(self, core: str, others: Sequence[str]) -> Who | None:
        """Who is named behind "one of them", or joined to a whole clause, which is nobody."""
        if others and _P.one_of_them.fullmatch(core):
            person = self._persons.of(others[0], begins=False)
            return Who(person, self._mentions.kind(person)) if person else None
        if others and others[-1].startswith("and ") and len(core.split()) > _LONGEST:
            # "The number of cases rose to 214, up from 180, and officials said".
            return self.of(others[-1].removeprefix("and "))
        return None

    def _many(self, core: str) -> Who | None:
        """Those of whom a phrase says only how many they are, or what all of them are together."""
        alone = core.casefold()
        many = alone.removeprefix("the ") in _P.words("many_alone")
        # "The chief of the staff" is one of them.
        whole = alone.rpartition(" ")[2] in _P.words("as_one") and not self._persons.parted(core)[1]
        if many or whole:
            return Who(_unarticled(core), ForecasterKind.ANONYMOUS)
        counted = self._quantity.match(core) or alone in self._cues.numerals
        counted = counted or self._names.are_many(core)
        return Who(core, ForecasterKind.ANONYMOUS) if counted else None

    def may_be_thing(self, who: Who) -> bool:
        """Whether a word with a capital at the beginning of sentences alone may be no name."""
        name = who.name or ""
        office = who.kind is ForecasterKind.OFFICE and " " not in name
        return office and not is_acronym(name) and self._mentions.begins_only(name)

    def counts(self, text: str) -> int:
        """Where words end with which a text begins by how many people it is about, 0 for none."""
        match = self._quantity.match(text)
        return match.end() if match else 0

    def _set_off(self, core: str, aside: str) -> Who | None:
        """Who is named behind words for them: "its head, Ann Roe", "one group, Lake Economics"."""
        if _P.including.match(aside):
            return None
        person = self._persons.of(aside, begins=False)
        if together := self._persons.together(aside, begins=False):
            return together
        # "Muster Bank, where Ann Roe works" describes the bank.
        nouns = {
            part.casefold().split()[-1] for part in (core, self._persons.parted(core)[0]) if part
        }
        role = nouns & self._roles or self._persons.of_role.search(f"{core} ")
        # "StormWatch" is no surname.
        alone = not person and aside[1:].islower() and _P.run.fullmatch(aside) and " " not in aside
        if role and alone and self._mentions.kind(aside) is not ForecasterKind.OUTLET:
            # "Another broker, Kaleo".
            self._mentions.settle(aside, ForecasterKind.PERSON)
            return Who(aside, ForecasterKind.PERSON)
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
        head, tail = self._persons.parted(core)
        head = _INITIALS.sub("", head)
        words = head.split()
        if not words:
            # ", said": nobody.
            return Who()
        while len(words) > 1 and words[-1] in self._cues.describing:
            words = words[:-1]
        noun = words[-1].casefold().strip("“”\"'")
        body = self._body_of(head, words)
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

    def _body_of(self, head: str, words: list[str]) -> Who | None:
        """The body in a phrase up to its first preposition, which is more than "TV"."""
        body = self._body(head)
        lone = body is not None and (body.name or "").casefold() in self._cues.press
        if lone and len(words) > 1 and words[0].casefold() != "the":
            # "Norlandian state TV".
            return Who(_unarticled(head), ForecasterKind.OUTLET)
        return body

    def _of_body(
        self, core: str, words: list[str], body: Who | None, *, owned: bool, begins: bool
    ) -> Who:
        """The body that a phrase names or points at, where it does not describe somebody else."""
        noun, capital = words[-1].casefold(), words[-1][:1].isupper()
        the = words[0].casefold() == "the"
        role = noun in self._roles or f"{noun}s" in self._cues.people
        doer = not capital and (role or _P.doer.search(noun))
        if doer and not the and any(word[0].isupper() for word in words[:-1]):
            # "Former Lake Town striker": the club does not speak.
            return Who(_unarticled(core), ForecasterKind.ANONYMOUS)
        theirs = words[0].casefold() in _P.words("theirs")
        if body is not None and (not (owned or theirs) or capital) and not doer:
            return body
        _, tail = self._persons.parted(core)
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
        head, tail = self._persons.parted(core)
        article, body = words[0].casefold(), self._body(head)
        if (
            noun in _P.words("asked")
            and body
            and (body.name or "").casefold() in self._cues.agencies
        ):
            # An agency passes on what those say whom it asks.
            return Who(_unarticled(head), ForecasterKind.ANONYMOUS)
        made = described or self._maker(words, noun, tail) or body or self._owner(words)
        if made is None and {*words} & _P.words("of_many"):
            # "The median forecast".
            return Who(_unarticled(core), ForecasterKind.ANONYMOUS)
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
        if article in _P.words("of_person"):
            # "Her report says".
            return made or Who(points=Points.PERSON)
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
        one_of = self._cues.bodies | self._cues.any_body | self._cues.papers
        if noun in one_of - self._cues.also_people:
            return Who(points=Points.BODY, noun=rest)
        if self._persons.is_plural(words, begins=begins):
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
        person = self._persons.of(tail[3:], begins=False) if tail.startswith("of ") else None
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
        lone = len(words) <= _ROLE and plain and noun in roles
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
        if self._persons.is_plural(words, begins=begins) and (article != "the" or tail):
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

    def _body(self, text: str) -> Who | None:
        runs = self._names.runs(text)
        for run in reversed(runs):
            if run != runs[0] and _P.placed.search(text, 0, run[0]):
                # "The Institute of Medicine in Ourtown".
                continue
            name = self._names.bare(text[slice(*run)])
            words = self._cues.titles | self._cues.people | self._cues.things | self._cues.any_body
            paper = run[0] and " " not in name and text[: run[0]].endswith("the ")
            polls = _P.words("kinds_of_polls") if text[run[1] :] else ()
            if not name or name.casefold() in polls or (name.casefold() in words and not paper):
                # "The Economist said" is no economist.
                continue
            if run[0] == 0 and " " not in name and self._mentions.common(name):
                continue
            then = text[run[1] :].casefold().split()[:1]
            if then and self._mentions.is_no_name(name):
                # "Current polling"; what is the subject by itself names somebody.
                continue
            capital = not run[0] and " " not in name and self._mentions.begins_only(name)
            capital = capital and not _POSSESSIVE.search(text[slice(*run)])
            if not then and capital and self._mentions.is_abstract(name):
                # "Speculation suggests".
                continue
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
            parts = [words, body] if of and self._persons.is_of_person(person.split()) else [words]
            parts += filter(None, [self._names.body_before_title(words)])
            for part in parts:
                name = self._names.bare(part.removeprefix("the ").rstrip("."))
                if " " in name and self._mentions.kind(name) is not ForecasterKind.PERSON:
                    found.append(Who(name, self._mentions.kind(name)))
        return found


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
