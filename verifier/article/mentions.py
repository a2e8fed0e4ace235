"""Where names stand in an article, and what it lets us think that they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from verifier.article.clauses import Grammar
from verifier.article.given import given_names
from verifier.article.names import Names, is_acronym
from verifier.article.phrasing import UPPER, Phrasing
from verifier.article.sentences import flat
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("mentions")

_LETTERS = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_A-Z]{2})|(?<=[A-Z]{3}))\.\s+|\n+")
_BEGINS = re.compile(r"[.!?:”\"\n]\s*$|\n")
_INITIALISM = re.compile(r"[A-Z]{3,6}\s")
_ASIDE = re.compile(r",\s+([^.,;\n]{1,60})")
_SITE = re.compile(r"\w\.[a-z]{2,}$")
_FULL = 2  # words of a name in full, at least
_MENTIONS = 3
"""Mentions of a name that the grammar is asked about, at most."""
_ROLE_NEAR = 50  # characters: as much as `_ROLE` words take
_ROLE = 4
"""Words of a role before a name, at most: "the minister of finance Ann Roe"."""
_FAR = 300  # characters: what a name is called again stands in the next sentence or two
_NEAR = 16  # characters: a preposition, an article or a title
_BESIDE_CAPITAL = re.compile(rf"['\u2019\w]*\s+[{UPPER}]")
_AFTER_CAPITAL = re.compile(rf"[{UPPER}][\w.'\u2019-]*\s+$")


def undecorated(text: str) -> str:
    """A text, of the same length, without what is put behind names: ", M.D.", "KC".

    >>> undecorated("Ann Roe KC told them").split()
    ['Ann', 'Roe', 'told', 'them']
    """
    return _P.degrees.sub(lambda degree: " " * len(degree[0]), text)


class Mentions:
    """Where the names of a text stand in it, so that no name needs a search of the whole text."""

    def __init__(self, text: str, names: Names, grammar: Grammar | None = None) -> None:
        self.text = undecorated(text)
        self._grammar = grammar
        self._names = names
        self._kinds: dict[str, ForecasterKind] = {}
        # What was found of a name: no name is searched for twice.
        self._at: dict[str, list[tuple[int, int]]] = {}
        self._lone: dict[str, int] = {}
        self._begin: dict[str, bool] = {}
        self._places: dict[str, bool] = {}
        self._owns: dict[str, bool] = {}
        self._role: dict[str, bool] = {}

    def kind(self, name: str) -> ForecasterKind:
        """What somebody named so in the text is likely to be.

        >>> from verifier.article.names import NameCues
        >>> names = Names(NameCues(bodies={"institute"}, reporting={"said"}, not_names={"the"}), {})
        >>> mentions = Mentions("The Exemplum said so.", names)
        >>> [
        ...     mentions.kind(name).value
        ...     for name in ("Institute of Rivers", "NOAA", "Exemplum", "Ann Example")
        ... ]
        ['office', 'office', 'office', 'person']
        """
        if name not in self._kinds:
            self._kinds[name] = self._known_as(name) or self._judged(name)
        return self._kinds[name]

    def _known_as(self, name: str) -> ForecasterKind | None:
        """What a surname is, or a storm's name, whatever stands around it."""
        if _P.of_no_one.match(name):
            return ForecasterKind.OFFICE
        full = None if " " in name else self.in_full(name)
        kind = self.kind(full) if full and full != name else None
        # "The Association of Rivers Ann Roe heads": her surname is no body's.
        role = self._names.is_body((full or "").partition(" ")[0])
        return kind if kind is ForecasterKind.PERSON or not role else None

    def _judged(self, name: str) -> ForecasterKind:
        """What somebody is likely to be, by their name and what stands around it."""
        text, spans, known = self.text, self.of(name), self._names.cues
        as_written = [(start, end) for start, end in spans if text[start:end] == name]
        words = {word.casefold().strip(".") for word in name.split()}
        lone = len(words) == 1 and not any(self.titled(start) for start, _ in spans)
        lone = lone and self.in_full(name) is None
        reports = lone and any(self._names.press_verb.match(text, end) for _, end in as_written)
        if words & known.press or reports:
            return ForecasterKind.OUTLET
        title, _, one = name.casefold().partition(" ")
        if title in known.with_one_name and one and not self.is_body(one):
            return ForecasterKind.PERSON
        if len(words) > 1 and not words & {*known.bodies, "&"} and any(map(self._is_person, spans)):
            return ForecasterKind.PERSON
        if (
            words & (known.bodies | known.things)
            or "&" in name
            or _SITE.search(name)
            or _P.role_alone.match(f"the {name}")
            or _P.place.match(name)
            # "DNB Markets", and no "JR Roe".
            or (len(words) > 1 and _INITIALISM.match(name) and not name.isupper())
        ):
            return ForecasterKind.OFFICE
        last = name.rsplit(maxsplit=1)[-1].casefold()
        if len(words) > 1 and last in known.people and last.endswith("s"):
            # "The United Transport Workers".
            return ForecasterKind.OFFICE
        if is_acronym(name) and not self.in_full(name):
            return ForecasterKind.OFFICE
        thing = any(
            _P.which.match(text, end)
            or _P.itself.match(text, end)
            or (self.after_the(start) and self._names.stands_alone.match(text, end))
            for start, end in as_written
        )
        thing = thing or any(
            self._names.run_by.search(text, max(0, start - _ROLE_NEAR), start)
            and not _P.whose.match(text, end)
            for start, end in as_written
        )
        # A place speaks as those who govern it.
        place = lone and any(
            _P.locative.search(text, max(0, start - _NEAR), start) for start, _ in as_written
        )
        company = len(words) > 1 and self._is_company(name, as_written)
        thing = thing or (company and not self._has_role(name))
        # "Goldman Sachs analysts", "Morgan Stanley analyst Katy Roe": whose people they are.
        employs = len(words) > 1 and any(
            self._names.employed.match(text, end) for _, end in as_written
        )
        if employs:
            return ForecasterKind.OFFICE
        own = any(_P.its.match(text, end) for _, end in as_written)
        if (own and self.in_full(name) in (None, name)) or self._is_shortened(name):
            return ForecasterKind.OFFICE
        described = any(
            _P.who.match(text, end) or _P.himself.match(text, end) or self._is_member(end)
            for _, end in as_written
        )
        unsure = len(words) > 1 and not described and not self._has_role(name)
        thing = thing or (unsure and self._parsed_as_body(name, spans))
        # People are named in full once, or with a title: who never is, is a body or a place.
        return (
            ForecasterKind.OFFICE
            if thing or place or (lone and not described)
            else ForecasterKind.PERSON
        )

    def _parsed_as_body(self, name: str, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether the grammar, if it knows names, takes this one for a body's more often than not.

        One whose last word stands alone is a surname.
        """
        if self._grammar is None or not spans or self._alone(name.rpartition(" ")[2]):
            return False
        said = [self._grammar.names_body(*place) for place in self._in_sentences(spans)]
        return 2 * sum(said) > len(said)

    def without_role(self, name: str) -> str:
        """A name without the capitals before it that the grammar takes for none of it.

        "Physio Ann Roe", at the beginning of a sentence.
        """
        if self._grammar is None or len(name.split()) <= _FULL:
            return name
        for text, (start, end) in self._in_sentences(self.of(name)):
            own = self._grammar.person(text, (start, end))
            if own is not None and start < own and " " in text[own:end]:
                return text[own:end]
        return name

    def is_no_name(self, word: str) -> bool:
        """Whether a word that begins sentences only is none of the names that the grammar sees."""
        if self._grammar is None or " " in word or not self.begins_only(word):
            return False
        return not any(self._grammar.is_name(*place) for place in self._in_sentences(self.of(word)))

    def is_abstract(self, word: str) -> bool:
        """Whether a word that begins sentences only ends as what is no one's name: "Storage"."""
        return _P.abstract.fullmatch(word) is not None and self.begins_only(word)

    def _in_sentences(
        self, spans: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[str, tuple[int, int]]]:
        """The first mentions, each in its sentence."""
        text = self.text
        for start, end in spans[:_MENTIONS]:
            stop = text.rfind(". ", 0, start)
            first = max(text.rfind("\n", 0, start) + 1, stop + 2 if stop >= 0 else 0)
            stops = (text.find("\n", end), text.find(". ", end), len(text))
            last = min(at for at in stops if at >= 0)
            yield flat(text[first:last]), (start - first, end - first)

    def _is_person(self, span: tuple[int, int]) -> bool:
        """Whether a role beside a name is one that only people have: "adviser Ann Roe"."""
        lead = re.search(r"([\w-]+)[.,]?[ \n]$", self.text[max(0, span[0] - _NEAR) : span[0]])
        word, known = lead[1] if lead else "", self._names.cues
        low = word.casefold()
        role = low in known.titles | known.people or low.endswith(known.professions)
        role = role and low not in known.also_people
        # "Trainer Bo Roe", at the beginning of a sentence.
        begins = self._names.is_role(low) and self.begins_only(word)
        role = role and (word.islower() or begins)
        of = _P.belongs.match(self.text, span[1])
        words = {*of[0].casefold().split()} if of else set()
        belongs = bool(words & (known.bodies | known.any_body))
        member = self._is_member(span[1])
        return low in known.honorifics or role or member or belongs

    def _is_member(self, end: int) -> bool:
        """Whether behind a name is told which role somebody has: "Roe, the league's president,"."""
        known, aside = self._names.cues, _P.member.match(self.text, end)
        roles = (known.titles | known.people | _P.words("members")) - known.also_people
        return aside is not None and aside[1] in roles

    def _is_company(self, name: str, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether "the company" or alike takes up a name, and no surname does."""
        if self._alone(name.rpartition(" ")[2]):
            return False
        taken_up = (
            (end, self._names.the_body.search(self.text, end, end + _FAR))
            for start, end in spans[:2]
            if start == 0 or _P.begins_clause.search(self.text, max(0, start - _NEAR), start)
        )
        return any(
            found and not self._told_between(self.text[end : found.start()])
            for end, found in taken_up
        )

    def _told_between(self, text: str) -> bool:
        """Whether a person goes on to be told of, or another body is named."""
        runs = (text[slice(*run)] for run in self._names.runs(text))
        return _P.goes_on.search(text) is not None or any(
            self._names.is_body(word) for run in runs for word in run.split()
        )

    def _is_shortened(self, name: str) -> bool:
        """Whether the first word of a name stands for it, and the last never does: "Plug said"."""
        words = name.split()
        if words[0].casefold() in self._names.cues.given_names:
            # "May will be wet, said May Roe."
            return False
        return len(words) == 2 and self._goes_by_first(words) and not self._has_role(name)

    def goes_by_last(self, name: str) -> bool:
        """Whether the last word of a name stands without the others, and the first never does."""
        return self._goes_by_first(name.split()[::-1])

    def _goes_by_first(self, words: Sequence[str]) -> bool:
        """Whether the first word of a name stands without the others, and the last never does."""
        return self._alone(words[0]) > 0 and not self._alone(words[-1])

    def _has_role(self, name: str) -> bool:
        """Whether beside a name stands a role that only people have."""
        if name not in self._role:
            self._role[name] = any(
                self._is_person(at) or self._has_aside_of_person(at) for at in self.of(name)
            )
        return self._role[name]

    def _has_aside_of_person(self, span: tuple[int, int]) -> bool:
        """Whether a role is set off behind a name: "Chen Hong, general manager at the airline"."""
        aside = _ASIDE.match(self.text, span[1])
        words = _LETTERS.findall(aside[1].casefold())[:_ROLE] if aside else ()
        return bool({*words} & (self._names.cues.titles | self._names.cues.people))

    def _alone(self, word: str) -> int:
        """How often a word of a name stands with no other capital beside it."""
        if word not in self._lone:
            self._lone[word] = sum(
                self.text[start:end] == word
                and not _BESIDE_CAPITAL.match(self.text, end)
                and not _AFTER_CAPITAL.search(self.text, max(0, start - _NEAR), start)
                for start, end in self.of(word)
            )
        return self._lone[word]

    def is_body(self, word: str) -> bool:
        """Whether a word makes a name that of a body, or is written in capitals: "nato"."""
        whole = any(is_acronym(self.text[slice(*span)]) for span in self.of(word))
        return whole or self._names.is_body(word)

    def has_role(self, name: str, noun: str) -> bool:
        """Whether somewhere beside the name stands the role: "finance minister Ann Roe"."""
        for start, end in self.of(name):
            lead = _P.apart.split(self.text[max(0, start - _ROLE_NEAR) : start])[-1]
            aside = _ASIDE.match(self.text, end)
            beside = f"{' '.join(lead.split()[-_ROLE:])} {aside[1] if aside else ''}"
            if noun in _LETTERS.findall(beside.casefold()):
                return True
        return False

    def settle(self, name: str, kind: ForecasterKind) -> None:
        """Somewhere in the text it is said what they are."""
        self._kinds[name] = kind

    def of(self, name: str) -> list[tuple[int, int]]:
        """Where `name` stands, in whatever case, from the beginning of a word."""
        if name not in self._at:
            self._at[name] = self._found(name)
        return self._at[name]

    def _found(self, name: str) -> list[tuple[int, int]]:
        wanted = name.casefold()
        words = _LETTERS.findall(wanted)
        if not words:
            return []
        # The word that stands at the fewest places leaves the least to compare.
        rarest = min(words, key=lambda word: len(self._words.get(word, ())))
        before = wanted.index(rarest)
        spans = ((at - before, at - before + len(name)) for at in self._words.get(rarest, ()))
        return [
            (start, end)
            for start, end in spans
            if start >= 0
            and self.text[start:end].casefold() == wanted
            and not (start and _LETTERS.match(self.text, start - 1))
        ]

    def common(self, word: str) -> bool:
        """Whether the word stands in lower case somewhere in the text."""
        return word.casefold() in self._lower

    def begins_only(self, word: str) -> bool:
        """Whether the word stands at the beginning of sentences only."""
        if word not in self._begin:
            self._begin[word] = all(
                start == 0 or _BEGINS.search(self.text, max(0, start - 3), start)
                for start, _ in self.of(word)
            )
        return self._begin[word]

    def owns(self, name: str) -> bool:
        """Whether somewhere "Barclays raised its": a body, though it looks like many things."""
        if name not in self._owns:
            self._owns[name] = any(_P.its.match(self.text, end) for _, end in self.of(name))
        return self._owns[name]

    def is_taken_up(self, name: str) -> bool:
        """Whether a capitalised word owns something somewhere, or stands again: a body, then."""
        again = len(self.of(name)) > 1 and name[-1] != "s"
        again = again and not (self.common(name) or self.is_abstract(name))
        return self.owns(name) or again

    def titled(self, start: int) -> bool:
        """Whether a title stands just before `start`."""
        return start in self._after_titles

    def after_the(self, start: int) -> bool:
        """Whether "the" stands just before `start`."""
        return start in self._after_the

    def in_full(
        self, surname: str, before: int | None = None, *, titled: bool = True
    ) -> str | None:
        """The name in the text that ends with `surname` and is longer: the last one `before`.

        Without `titled` it is not one such as "Lord Roe".

        >>> from verifier.article.names import NameCues
        >>> names = Names(NameCues(titles={"president"}), {})
        >>> text = "The Examplian President Ann Example met Bo Example."
        >>> mentions = Mentions(text, names)
        >>> mentions.in_full("Example"), mentions.in_full("Example", before=50)
        ('Ann Example', 'Bo Example')
        """
        lords = self._names.cues.with_one_name
        found = [
            (at, name)
            for at, name in self._full.get(surname.casefold(), ())
            if titled or name.partition(" ")[0].casefold() not in lords
        ]
        earlier = bisect_left(found, (before or 0,))
        return found[max(earlier - 1, 0)][1] if found else None

    def _put(self, full: dict[str, list[tuple[int, str]]], at: int, name: str) -> None:
        """Put a name in full where its surname finds it."""
        if " " not in name:
            return
        full[name.casefold().rpartition(" ")[2]].append((at, name))
        with_particle = _P.particles.search(name)
        if with_particle:
            # "Ursel van der Moor", then "Van der Moor".
            full[with_particle[0].casefold()].append((at, name))
        # "Chen Hong, general manager at the airline": "Chen" is the surname.
        words = name.split()
        if self._goes_by_first(words) and self._has_role(name):
            full[words[0].casefold()].append((at, name))

    def _owner(self, run: str) -> str | None:
        """The person whose body a run of capitals names: "President Ann Roe's Reform Party"."""
        whose = _P.owned.match(run)
        name = self._names.bare(whose["who"]) if whose else ""
        titled = whose is not None and name != whose["who"]
        given = name.casefold().partition(" ")[0] in self._names.cues.given_names
        return name if " " in name and (titled or given) else None

    def by_first_name(self, word: str) -> str | None:
        """The one person of the text whose first name this is, and no place or surname."""
        found = list(self._begun.get(word, {}))
        if len(found) != 1 or self._is_place(word) or self.in_full(word):
            return None
        return found[0] if self.kind(found[0]) is ForecasterKind.PERSON else None

    def in_short(self, word: str, before: int) -> str | None:
        """The one body named `before` in more words of which the first one is this.

        A place ("in Norland") is none, nor is one of which there are two.
        """
        found = [name for name, at in self._begun.get(word, {}).items() if at < before]
        if len(found) != 1 or self._is_place(word):
            return None
        known = self._names.cues
        body = self.kind(found[0]) in (ForecasterKind.OFFICE, ForecasterKind.OUTLET)
        official = {*found[0].casefold().split()} & (known.public | known.official)
        return found[0] if body and not official else None

    def _is_place(self, word: str) -> bool:
        """Whether something is anywhere in the text said to be in what is named so."""
        if word not in self._places:
            self._places[word] = any(
                _P.within.search(self.text, max(0, start - _NEAR), start)
                for start, _ in self.of(word)
            )
        return self._places[word]

    @cached_property
    def _begun(self) -> dict[str, dict[str, int]]:
        """By the first word of names in full: each of them, and where it stands first."""
        begun: dict[str, dict[str, int]] = defaultdict(dict)
        for named in self._full.values():
            for at, name in named:
                first = begun[name.partition(" ")[0]]
                first[name] = min(at, first.get(name, at))
        return begun

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for match in _LETTERS.finditer(self.text):
            found[match[0].casefold()].append(match.start())
        return found

    @cached_property
    def _lower(self) -> frozenset[str]:
        return frozenset(match[0] for match in _LETTERS.finditer(self.text) if match[0].islower())

    @cached_property
    def _after_titles(self) -> frozenset[int]:
        """Behind the titles; "former" and alike may describe a body: "a former Lakeco boss"."""
        found = self._names.titles.finditer(self.text)
        describing = _P.words("describing")
        return frozenset(m.end() for m in found if m[0].casefold().strip(" .\n") not in describing)

    @cached_property
    def _after_the(self) -> frozenset[int]:
        return frozenset(match.end() for match in _P.the.finditer(self.text))

    @cached_property
    def _full(self) -> dict[str, list[tuple[int, str]]]:
        full: dict[str, list[tuple[int, str]]] = defaultdict(list)
        given = {match.start() for match in given_names(self.text, self._names.cues)}
        for run in _P.run.finditer(self.text):
            for number, part in enumerate(_SENTENCE_END.split(run[0])):
                whole = part.rstrip(".")
                name = whole if not number and run.start() in given else self._names.bare(whole)
                for one in filter(None, (self._owner(whole), self.without_role(name))):
                    self._put(full, run.start(), one)
        return full
