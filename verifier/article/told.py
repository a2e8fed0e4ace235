"""Whom an article has spoken of so far, and so who is meant by "she", "the bank" or "they"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import takewhile

from verifier.article.about import About
from verifier.article.attributions import Report
from verifier.article.belonging import Belonging
from verifier.article.both import Both
from verifier.article.fitting import may_be
from verifier.article.identify import Identity
from verifier.article.mentions import Mentions
from verifier.article.names import Names, Points, Who, folded, is_acronym
from verifier.article.openings import Openings
from verifier.article.patterns import WORD, any_of
from verifier.article.phrasing import UPPER, Phrasing
from verifier.article.subjects import before
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("told")

_PEOPLE = (ForecasterKind.PERSON, ForecasterKind.ANONYMOUS)
_LONGEST = 6
"""Words for which a pronoun is put in, at most."""
_PAIR = 2  # people
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")
_OWNER = re.compile(rf"[{UPPER}].*['’]s")
_LEAST_WORDS = 3  # fewer are no sentence that names somebody
_BEFORE = 2  # sentences before one whose people "he" may mean in it


class Told:
    """Whom the article has spoken of so far; words of `any_body` may mean any of the bodies.

    In a paragraph a bare quotation goes on with `paragraph`, and a plain sentence with `goes_on`.
    """

    def __init__(self, names: Names, mentions: Mentions, identity: Identity) -> None:
        self._names, self._mentions, self._identity = names, mentions, identity
        self.belonging = Belonging(names, mentions, identity)
        self.both = Both(names, identity)
        self._openings = Openings(names, mentions, identity)
        self._bodies = names.cues.any_body | names.cues.bodies | names.cues.things
        self._things = names.cues.things
        self._any_body = names.cues.any_body | names.cues.things
        self.person = self.body = self.plural = self.speaker = self.met = self.paragraph = (
            self.subject
        ) = self.many = self.unnamed = self.beside = Who()
        self.pair = self.goes_on = self.outlet = self.group = Who()
        self.named: dict[str, Who] = {}
        self.called: dict[str, Who] = {}
        self.papers: dict[str, Who] = {}
        self.people: list[str] = []
        self.titling = False
        self.turn: str | None = None
        self._recent: list[frozenset[str]] = []
        self.about: About | None = None
        cues = names.cues
        self._verbs = _verbs(cues.reporting, cues.noun_verbs, cues.auxiliaries)

    @contextmanager
    def forgotten(self) -> Iterator[None]:
        """What is told within, in brackets, does not change whom the sentences behind it mean."""
        before = {name: one for name, one in vars(self).items() if isinstance(one, Who | About)}
        yield
        vars(self).update(before)

    @property
    def last_body(self) -> Who:
        """The body that was spoken of last, or else named last."""
        return self.body if self.body.name else self.named.get("", Who())

    def of(self, who: Who) -> Who:
        """Who is meant, where words point to somebody the article has named."""
        if who.name is not None or who.points is None:
            return who
        if who.points is Points.BODY and who.noun:
            return self._body_meant(who.noun)
        if who.points is Points.PLURAL and who.noun in self._names.cues.pairs:
            return self._pair()
        if who.points is Points.PLURAL and who.noun:
            noun = who.noun.rpartition(" ")[2]
            same = noun in folded(self.plural.name)
            return self.plural if same else Who(who.noun, ForecasterKind.ANONYMOUS)
        if who.points is Points.PERSON:
            return self._person_meant(who)
        if who.points is Points.PLURAL:
            return self.many
        if who.points is Points.BODY:
            speaks = self.speaker.kind in (ForecasterKind.OFFICE, ForecasterKind.OUTLET)
            return self.body if self.body.name else self.speaker if speaks else Who()
        return self.speaker

    def among(self, who: Who) -> Who:
        """Whom "one", "another" or "one of them" means: one of those who were told of last."""
        word, *rest = folded(who.name) or [""]
        alone = word in _P.words("one_of_many") and rest in ([], ["of", "them"])
        group = self.group.name
        if not (alone and group and who.kind is ForecasterKind.ANONYMOUS):
            return who
        first, *_ = folded(group)
        if self._names.are_people(first):
            # A capital that is that of the sentence.
            group = f"{group[0].lower()}{group[1:]}"
        the = "" if first in self._names.cues.determiners else "the "
        return replace(who, name=f"{word} of {the}{group}")

    def _pair(self) -> Who:
        """Whom "the pair" means: two who were named together, or the only two who were named."""
        if self.pair.name or len(self.people) != _PAIR:
            return self.pair
        told = sorted(self.people, key=lambda name: self._mentions.of(name)[:1])
        return Who(" and ".join(told), ForecasterKind.OFFICE, several=True)

    def _body_meant(self, noun: str) -> Who:
        """The body that "the bank" or "the company" means."""
        if noun in self.papers:
            # "Lake Bank said in a note", then "the note said".
            return self.papers[noun]
        head, last = noun.rpartition(" ")[2], self.last_body
        if head in self._names.cues.papers and self.outlet.name:
            return self.outlet
        any_one = head in self._any_body and last.name is not None
        if any_one and head not in self.named and self.subject.kind is ForecasterKind.OFFICE:
            last = self.subject
        own = (self.named.get(head), self.called.get(head))
        meant = (*own, last, self.named.get("")) if any_one else own
        named = (one for one in meant if one and one.name)
        known = next(
            (one for one in named if may_be(noun, one, self._names.cues, self._mentions)), None
        )
        if known is not None or head not in self._bodies:
            return known or Who()
        thing = head in self._things
        return Who(noun, ForecasterKind.ANONYMOUS if thing else ForecasterKind.OFFICE)

    def _person_meant(self, who: Who) -> Who:
        """The person whom "she", "the minister" or "the bank's economist" means."""
        if who.noun and (known := self._of_role(who.noun)) is not None:
            return known
        if who.kind is ForecasterKind.ANONYMOUS:
            return Who(who.noun, ForecasterKind.ANONYMOUS)
        heard = self.speaker if self.speaker.kind is ForecasterKind.PERSON else Who()
        role = who.noun and who.noun not in self._names.cues.demonyms
        unnamed = Who(who.noun, ForecasterKind.ANONYMOUS) if role else Who()
        last = Who(next((one for one in reversed(self.people) if not self.has_turn(one)), None))
        last = replace(last, kind=ForecasterKind.PERSON) if last.name and self.turn else Who()
        likely = (one for one in (self.person, heard, self.met, last) if one.name)
        return next((one for one in likely if not self.has_turn(one.name)), unnamed)

    def has_turn(self, name: str | None) -> bool:
        """Whether it is their turn in a conversation: nobody says "he" of themselves."""
        return name is not None and folded(name) == folded(self.turn)

    def _of_role(self, noun: str) -> Who | None:
        """The person who was named last with a role; the unnamed one where a body is with it."""
        words = _P.field.sub("", noun).split()
        role = words[-1].casefold()
        # "The bank's economist", but "Lakeland's economist" is no other country's.
        owners = [word[:-2].casefold() for word in words if _OWNER.fullmatch(word)]
        for name in reversed(self.people):
            if all(self._mentions.has_role(name, word) for word in (role, *owners)):
                return Who(name, ForecasterKind.PERSON)
        if owners:
            return None
        if role in folded(self.unnamed.name):
            # "A senior official said", then "the official".
            return self.unnamed
        if len(self.people) == 1 and role in self._names.cues.for_anybody:
            # "Bo Roe, who runs the port", then "the executive".
            return Who(self.people[0], ForecasterKind.PERSON)
        bodies = [word.casefold() for word in words[:-1] if self._mentions.is_body(word)]
        named = bool(bodies)
        if role in self._names.cues.titles:
            # "NOAA director Bo Roe", then "the NOAA chief".
            for name in reversed(self.people if named else []):
                if all(self._mentions.has_role(name, body) for body in bodies):
                    return Who(name, ForecasterKind.PERSON)
        return Who(noun, ForecasterKind.ANONYMOUS) if named else None

    def meets(self, person: Who) -> None:
        """A person was named in full, whatever about."""
        self.met = person
        self._remember(person.name or "")

    def near(self, text: str) -> frozenset[str]:
        """The people whom a sentence names, by surname too, and those of the two before it."""
        named = frozenset(one.name for one in self._identity.people(text, alone=True) if one.name)
        self._recent = [*self._recent[-_BEFORE:], named]
        return frozenset().union(*self._recent)

    def _remember(self, name: str) -> None:
        self.people[:] = [*(one for one in self.people if one != name), name]

    def heard(self, who: Who) -> None:
        """Somebody was named as speaking."""
        if who.name is not None:
            self.speaker = who
            self.spoken_of(who)

    def spoken_of(self, who: Who) -> None:
        """Somebody was named."""
        if who.name is None:
            return
        if who.several:
            self.pair = self.many = who
        elif who.kind is ForecasterKind.PERSON:
            self.person, self.group = who, Who()
            self._remember(who.name)
        elif who.name.casefold().split()[-1] in self._names.cues.things:
            # "A survey said": the article goes on to speak of "it".
            self.body = who
            self.named[who.name.casefold().split()[-1]] = who
        elif who.kind is ForecasterKind.ANONYMOUS:
            people = self._names.cues.people
            plural = (word for word in folded(who.name) if word in people)
            many = any(word[-1] == "s" or word in _P.words("people") for word in plural)
            self.group = who if self._is_group(who) else self.group
            if many or who.name.casefold().split()[-1].endswith("s"):
                self.many = who
            else:
                self.person = self.unnamed = who
            self.plural = who
        else:
            self.body = self.many = who
            if any(letter.isupper() for letter in who.name):
                self.named_body(who)
            else:
                self.called[who.name.split()[-1]] = who

    def named_body(self, who: Who, *, beside: bool = False) -> None:
        """A body was named, which may be meant by a word of its name, or any word for a body.

        One that is only named `beside` somebody ("Bo Roe of Lake Bank") is meant by what no other
        one is.
        """
        self.outlet = who if who.kind is ForecasterKind.OUTLET else self.outlet
        if who.name not in _P.words("countries"):
            words = dict.fromkeys(("", *folded(who.name)), who)
            self.named = words | self.named if beside else self.named | words

    def was_about(self, text: str, reports: Sequence[Report]) -> None:
        """A sentence was read: who speaks in it, or its subject, is what it is about."""
        speaker = next((one.who for one in reports if one.who.name), None)
        if speaker is not None and speaker.name and speaker.kind is ForecasterKind.PERSON:
            self.about = About(speaker.name, many=False, person=True)
            return
        bare = _QUOTED.sub(lambda quote: "_" * len(quote[0]), text)
        verb = next((one for one in self._verbs.finditer(bare) if one[0].islower()), None)
        span = before(bare, 0, verb.start(), self._names.cues) if verb else None
        if verb is None or span is None:
            who = self.opening(bare)
            self.group = who if self._is_group(who) else self.group
            body = self._is_body(who)
            noun = who.name if who.kind is ForecasterKind.OFFICE else None
            if noun and noun in self._names.cues.bodies:
                # "The opposition made much of it." Then "it" is the opposition.
                self.about = About(f"the {noun}", many=False, person=False)
                return
            self.about = About(who.name, many=False, person=False) if who.name and body else None
            self.subject = who if body else self.subject
            return
        if _P.joins.search(bare[: span[0]]):
            # "The bridge and the tunnel": both are meant.
            self.about = None
            return
        phrase, *aside = re.split(r",\s+", bare[slice(*span)])
        if phrase.casefold() in self._names.cues.pronouns:
            return
        words = phrase.casefold().split()
        if {*words[:1], *words[-1:]} & _P.words("no_thing"):
            # "Nobody expects rain", "then there are".
            self.about = None
            return
        who = self._identity.of(bare[slice(*span)], begins=span[0] == 0)
        self.group = who if self._is_group(who) else self.group
        meant = self.of(who)
        if meant.several:
            self.pair = self.many = meant
        elif who.points is Points.BODY and meant.name and meant.name.islower():
            # "The finance ministry has its doubts." Then "his ministry".
            self.called[meant.name.split()[-1]] = meant
            self.body = self.body if self.body.name else meant
        person = who.kind is ForecasterKind.PERSON and who.name is not None
        head = _P.preposition.split(phrase)[0]
        many = verb[0] in _P.words("many") or (
            verb[0] not in _P.words("one") and head.endswith("s") and not aside
        )
        name = self.in_full(who, 0).name if person else phrase
        fit = name and "_" not in name and len(name.split()) <= _LONGEST
        self.about = About(name, many and not person, person) if name and fit else None
        last = head.rpartition(" ")[2]
        if self._is_body(who) and (last[:1].isupper() or last in self._bodies):
            # Not of "total EV sales".
            self.subject = who

    def _is_group(self, who: Who) -> bool:
        """Whether many people are meant, of whom "one" may be one: "growers in the valley"."""
        known, words = self._names.cues, folded(who.name)
        head = list(takewhile(lambda word: word not in known.prepositions, words))[-1:]
        group = who.kind is ForecasterKind.ANONYMOUS and words[:1] != ["one"]
        noun = head[0] if group and head else ""
        many = noun.endswith("s") or noun in _P.words("people")
        return many and self._names.are_people(noun)

    def _is_body(self, who: Who) -> bool:
        """Whether a body is meant by its name, and not a place or a word that may be one."""
        name = who.name or ""
        if name in _P.words("countries"):
            return False
        named = " " in name and any(letter.isupper() for letter in name)
        named = named or is_acronym(name)
        named = named or (name[:1].isupper() and self._mentions.is_taken_up(name))
        return who.kind is ForecasterKind.OFFICE and named

    def before(self, text: str) -> Who | None:
        """Whom a sentence has named before the place where a pronoun takes them up."""
        bare = self.not_heard(_QUOTED.sub(" ", text))
        if len(WORD.findall(bare)) < _LEAST_WORDS:
            return None
        people = self._identity.people(bare)
        return people[-1] if people else self.opening(_P.led_by.sub("", bare))

    def not_heard(self, text: str) -> str:
        """The text without who is spoken to in it, where another person was told of before.

        "Speaking to Bo Roe, she said".
        """
        return self._names.without_heard(text) if self.person.name else text

    def opening(self, text: str) -> Who:
        """Whom the words name with which a sentence begins."""
        who = self._openings.of(text)
        return Who() if who is None else self.in_full(self.of(who), 0)

    def in_full(self, who: Who, at: int) -> Who:
        """The name as the article gives it in full, where this is the surname alone."""
        if who.name is None or who.kind is not ForecasterKind.PERSON:
            lone = who.kind in (ForecasterKind.OFFICE, ForecasterKind.OUTLET) and who.name
            if not lone or " " in lone:
                return who
            if person := self._mentions.by_first_name(lone):
                return Who(person, ForecasterKind.PERSON)
            body = self._mentions.in_short(lone, at)
            return replace(who, name=body) if body else who
        title, _, surname = who.name.partition(" ")
        if surname:
            lord = title.casefold() in self._names.cues.with_one_name
            own = self._mentions.in_full(surname if lord else who.name, titled=False)
            return replace(who, name=own) if own else who
        full = self._mentions.in_full(who.name, at)
        # "The head of Lakeco Ann Roe", where it was said which part is the name.
        part = next((one for one in reversed(self.people) if f" {full}".endswith(f" {one}")), None)
        full = (
            part
            or full
            or next((one for one in reversed(self.people) if one.startswith(f"{who.name} ")), None)
        )
        return replace(who, name=full) if full else who


@cache
def _verbs(
    reporting: frozenset[str], nouns: frozenset[str], auxiliaries: frozenset[str]
) -> re.Pattern[str]:
    """Verbs that report speech, and are no nouns, and those that help others."""
    own = {w for w in reporting if w.rstrip("s") not in nouns and not w.endswith("ing")}
    return any_of(auxiliaries - _P.words("no_verbs") | own)
