"""Whom a noun phrase names: a person, a body, somebody unnamed, or who was spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from verifier.article.clauses import ClauseCues
from verifier.article.patterns import any_of, compiled
from verifier.model.forecasts import Forecaster, ForecasterKind

_CAPITALISED = r"[^\W\d_a-zß-öø-ÿа-яґєії](?:\.?[\w’'\u02bc-]+)*\.?"
_RUN = re.compile(rf"{_CAPITALISED}(?:\s+(?:(?:of|the|de|van|von|al|bin|&)\s+)*{_CAPITALISED})*")
_LETTERS = re.compile(r"\w+")
_ITSELF = re.compile(r"[^.,;:\n]{0,24}\s(?:announced|expects|hopes)\s+(?:that\s+)?it\b")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_A-Z]{3})\.\s+|\n+")
_BEGINS = re.compile(r"[.!?:”\"\n]\s*$|\n")
_THE = re.compile(r"\b[Tt]he\s+")
_WHICH = re.compile(r",\s+which\b")
_ROLE = re.compile(
    r"\bthe\s+((?:(?!(?:of|in|at|by|and)\b)[a-z-]+\s+){0,2}?(?:mayor|governor|ministry|government|"
    r"agency|institute|service|company|police|army|military|department|office|council|commission|"
    r"bank|party))\s*$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[^\W\d_]{2,6}")
_QUANTITY = re.compile(
    r"^(?:about|around|almost|nearly|roughly|some|only|just|more than|less than|over|under)?\s*"
    r"(?:(?:[\w.,-]+\s+)?per\s?cent|[\w.,]+\s?%|half|a majority|a minority|a third|two[- ]thirds"
    r"|three[- ]quarters|one in \w+|\w+ in (?:five|ten)|\w+ out of \w+|most)(?!\w)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’\u02bc]s?$")
_LOCATIVE = re.compile(r"\b(?:in|near|at|from|around|outside|across)(?:\s+the)?\s+$", re.IGNORECASE)


class NameCues(ClauseCues):
    """What a language knows of names, in lower case, and the verbs that report speech."""

    titles: frozenset[str] = frozenset()
    professions: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    any_body: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    press: frozenset[str] = frozenset()
    press_verbs: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    weighing: frozenset[str] = frozenset()
    weighed: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    foretelling: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    own_clause: frozenset[str] = frozenset()
    not_said: frozenset[str] = frozenset()


class Points(StrEnum):
    """To whom words point that name nobody."""

    PERSON = "he, she, the minister"
    BODY = "it, the bank, its model"
    PLURAL = "they"
    SPEAKER = "I, we"


@dataclass(frozen=True, slots=True)
class Who:
    """Who is meant: a `name` of some `kind`, or else whom the words point to, by their `noun`."""

    name: str | None = None
    kind: ForecasterKind | None = None
    points: Points | None = None
    noun: str = ""


class Mentions:
    """Where the names of a text stand in it, so that no name needs a search of the whole text."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self._names = names
        self._kinds: dict[str, ForecasterKind] = {}

    def kind(self, name: str) -> ForecasterKind:
        """What somebody named so in the text is likely to be."""
        if name not in self._kinds:
            self._kinds[name] = self._names.kind(name, self)
        return self._kinds[name]

    def settle(self, name: str, kind: ForecasterKind) -> None:
        """Somewhere in the text it is said what they are."""
        self._kinds[name] = kind

    def of(self, name: str) -> list[tuple[int, int]]:
        """Where `name` stands, in whatever case, from the beginning of a word."""
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
        return all(
            start == 0 or _BEGINS.search(self.text, max(0, start - 3), start)
            for start, _ in self.of(word)
        )

    def titled(self, start: int) -> bool:
        """Whether a title stands just before `start`."""
        return start in self._after_titles

    def after_the(self, start: int) -> bool:
        """Whether "the" stands just before `start`."""
        return start in self._after_the

    def in_full(self, surname: str, before: int | None = None) -> str | None:
        """The name in the text that ends with `surname` and is longer: the last one `before`.

        >>> names = Names(NameCues(titles={"president"}), {})
        >>> text = "The Examplian President Ann Example met Bo Example."
        >>> mentions = Mentions(text, names)
        >>> mentions.in_full("Example"), mentions.in_full("Example", before=50)
        ('Ann Example', 'Bo Example')
        """
        found = self._full.get(surname.casefold(), [])
        earlier = bisect_left(found, (before or 0,))
        return found[max(earlier - 1, 0)][1] if found else None

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
        return frozenset(match.end() for match in self._names.titles.finditer(self.text))

    @cached_property
    def _after_the(self) -> frozenset[int]:
        return frozenset(match.end() for match in _THE.finditer(self.text))

    @cached_property
    def _full(self) -> dict[str, list[tuple[int, str]]]:
        full: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for run in _RUN.finditer(self.text):
            for part in _SENTENCE_END.split(run[0]):
                name = self._names.bare(part.rstrip("."))
                if " " in name:
                    full[name.casefold().rpartition(" ")[2]].append((run.start(), name))
        return full


class Names:
    """Finds the names of people: those that the registry knows, else capitalised words.

    >>> names = Names(NameCues(titles={"president"}, not_names={"he"}), {})
    >>> names.last("Examplian President Ann Example"), names.last("He")
    ('Ann Example', None)
    """

    def __init__(self, cues: NameCues, forecasters: Mapping[str, Forecaster]) -> None:
        self.cues = cues
        self.weighs = re.compile(
            rf"{any_of(cues.weighing).pattern}(?:\s+[\w.%’'-]+){{1,7}}?"
            rf"\s+{any_of(cues.weighed).pattern}",
            re.IGNORECASE,
        )
        self.verbs = re.compile(
            rf"{self.weighs.pattern}|{any_of(cues.reporting).pattern}", re.IGNORECASE
        )
        self.titles = re.compile(rf"{any_of(cues.titles).pattern}\.?\s+", re.IGNORECASE)
        self._press_verb = re.compile(rf"\s+{any_of(cues.press_verbs).pattern}")
        self._stands_alone = re.compile(rf"\s*(?:[,.;:(]|$)|\s+(?:{self.verbs.pattern})")
        self.holds = any_of(cues.holding)
        self.foretells = any_of(cues.foretelling)
        self.heads = compiled(cues.heads) if cues.heads else re.compile(r"(?!)")
        self.own_clause = any_of(cues.own_clause)
        self.not_said = re.compile(
            rf",?\s+(?:and|but)\s+(?:also\s+)?{any_of(cues.not_said).pattern}.*$",
            re.IGNORECASE | re.DOTALL,
        )
        self._people = any_of(cues.people)
        self._known = {
            name.casefold(): forecaster.id
            for forecaster in forecasters.values()
            if forecaster.kind != ForecasterKind.READER
            for name in (forecaster.name, *forecaster.spellings)
        }
        self._kind_of = {each.id: each.kind for each in forecasters.values()}
        spellings = sorted(self._known, key=len, reverse=True)
        self._spelt = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, spellings))})(?!\w)" if spellings else r"(?!)",
            re.IGNORECASE,
        )

    def forecaster(self, name: str | None) -> str | None:
        """The id of the forecaster who goes by `name`."""
        return None if name is None else self._known.get(name.casefold())

    def identify(self, phrase: str, mentions: Mentions, *, begins: bool = False) -> Who:
        """Whom a noun phrase means, with what is set off in it: "its head, Ann Example".

        `begins` says that a capital may be that of the beginning of a sentence.

        >>> cues = NameCues(
        ...     titles={"minister"},
        ...     people={"analysts"},
        ...     bodies={"bank"},
        ...     prepositions={"at"},
        ...     pronouns={"she"},
        ... )
        >>> names = Names(cues, {})
        >>> mentions = Mentions("", names)
        >>> for phrase in ("its head, Ann Roe", "analysts at Lake Bank", "the bank", "she"):
        ...     who = names.identify(phrase, mentions)
        ...     print(who.name, who.kind and who.kind.value, who.points and who.points.name)
        Ann Roe person None
        analysts at Lake Bank anonymous None
        None None BODY
        None None PERSON
        """
        phrase = " ".join(phrase.split()).strip(" ,;:")
        core, *others = re.split(r"\s*,\s+", phrase)
        pronoun = self._pronoun(core)
        if pronoun is not None:
            return Who(points=pronoun)
        # Whose name stands before another noun is not meant: "a NATO official".
        for part in (self._parted(core)[0], core, *others[:1]):
            known = [m for m in self._spelt.finditer(part) if m.end() == len(part.rstrip(". "))]
            if known:
                name = known[-1][0]
                return Who(name, self._kind_of[self._known[name.casefold()]])
        if _QUANTITY.match(core):
            return Who(core, ForecasterKind.ANONYMOUS)
        person = self._person(core, mentions, begins=begins)
        if person is None and (own := next(iter(others), None)) is not None:
            person = self._person(own, mentions, begins=False)
            # "Muster Bank, where Ann Roe works" describes the bank.
            if person is not None and self._body(core, mentions) and not _of_somebody(core):
                person = None
        if person is not None:
            return Who(person, mentions.kind(person))
        return self._other(core, mentions, begins=begins)

    def _other(self, core: str, mentions: Mentions, *, begins: bool) -> Who:
        """The body, the unnamed or the pointed at that a phrase without a person names."""
        head, tail = self._parted(core)
        words = head.split()
        noun = words[-1].casefold().strip("“”\"'") if words else ""
        article = words[0].casefold() if words else ""
        body = self._body(head, mentions)
        if noun in self.cues.things or noun.rstrip("s") in self.cues.things:
            # "a poll by Lake University": who made it speaks.
            return self._body(tail, mentions) or body or Who(points=Points.BODY, noun=noun)
        if self._is_unnamed(words, tail, body, mentions, begins=begins):
            return Who(_unarticled(core), ForecasterKind.ANONYMOUS)
        owned = any(_POSSESSIVE.search(word) for word in words[:-1])
        if body is not None and (not owned or words[-1][0].isupper()):
            return body
        if noun in self.cues.bodies and any(
            word[0].isupper() for word in words[:-1] if word.casefold() not in self.cues.determiners
        ):
            return Who(_unarticled(head), ForecasterKind.OFFICE)
        if article == "the" and not words[-1][0].isupper():
            rest = " ".join(words[1:]).casefold()
            if noun in self.cues.bodies:
                return Who(points=Points.BODY, noun=rest)
            if self._is_plural(words, mentions, begins=begins):
                return Who(points=Points.PLURAL, noun=rest)
            doer = noun in self.cues.titles | self.cues.people or noun.endswith(_DOERS)
            return Who(points=Points.PERSON if doer else Points.BODY, noun=rest)
        if article in _SOME or noun == "one":
            return Who(core, ForecasterKind.ANONYMOUS)
        return Who()

    def _is_unnamed(
        self, words: list[str], tail: str, body: Who | None, mentions: Mentions, *, begins: bool
    ) -> bool:
        """Whether people are meant who are not named: "two officials", "a spokesman for it"."""
        if not words:
            return False
        article, noun = words[0].casefold(), words[-1].casefold()
        if self._is_plural(words, mentions, begins=begins) and (article != "the" or tail):
            return True
        owned = any(_POSSESSIVE.search(word) for word in words[:-1])
        thing = noun in self.cues.bodies | self.cues.things or words[-1][0].isupper()
        if owned and not thing:
            return True
        if noun not in self.cues.titles | self.cues.people:
            return False
        return article in _ONE or ((owned or bool(tail)) and body is None)

    def _pronoun(self, core: str) -> Points | None:
        words = core.casefold().split()
        if len(words) != 1:
            return None
        word = re.split(r"['’]", words[0])[0]
        if word in ("he", "she", "him", "her"):
            return Points.PERSON
        if word in ("it", "which"):
            return Points.BODY
        if word in ("they", "them", "those", "these"):
            return Points.PLURAL
        return Points.SPEAKER if word in ("i", "we", "you", "who") else None

    def _person(self, core: str, mentions: Mentions, *, begins: bool) -> str | None:
        """The person whom the phrase names itself, and not as where others belong."""
        head, _ = self._parted(core)
        for text in (head, core):
            runs = [text[slice(*run)] for run in self._runs(text)]
            if not runs:
                continue
            ends = text.rstrip("“”\"'. ").endswith(runs[-1].rstrip("."))
            run = runs[-1] if ends else ""
            if not run or _POSSESSIVE.search(run):
                continue
            lead = text[: text.rindex(run)].casefold().split()[-1:]
            whole = text == core and core != head
            if whole and not (lead and lead[0] not in self.cues.prepositions | {"the", "a", "an"}):
                continue
            name = self.bare(run)
            begun = begins and text.startswith(run)
            if name and lead and lead[0] in self.cues.any_body | self.cues.bodies:
                # "The rating agency Stonegate".
                mentions.settle(name, ForecasterKind.OFFICE)
                return name
            if name and self._is_person(name, run, lead, mentions, begun=begun):
                return name
        return None

    def _is_person(
        self, name: str, run: str, lead: list[str], mentions: Mentions, *, begun: bool
    ) -> bool:
        if name.casefold() in self.cues.titles | self.cues.not_names | self.cues.people:
            return False
        if " " not in name:
            if begun and run == name and mentions.common(name):
                return False
            if lead == ["the"]:
                return False
        return mentions.kind(name) == ForecasterKind.PERSON

    def _body(self, text: str, mentions: Mentions) -> Who | None:
        for run in reversed(self._runs(text)):
            name = self.bare(text[slice(*run)])
            if not name or name.casefold() in self.cues.titles | self.cues.people:
                continue
            if run[0] == 0 and " " not in name and mentions.common(name):
                continue
            kind = mentions.kind(name)
            if kind != ForecasterKind.PERSON:
                return Who(name, kind)
        return None

    def bodies(self, text: str, mentions: Mentions) -> list[Who]:
        """The bodies and publishers that are named in `text`, in order."""
        found = []
        for run in self._runs(text):
            words = text[slice(*run)]
            person, of, body = words.partition(" of ")
            # "Ann Roe of Lake Bank" names a bank as well.
            for part in (words, body) if of and self._is_of_person(person.split()) else (words,):
                name = self.bare(part.removeprefix("the ").rstrip("."))
                if " " in name and mentions.kind(name) is not ForecasterKind.PERSON:
                    found.append(Who(name, mentions.kind(name)))
        return found

    def _parted(self, core: str) -> tuple[str, str]:
        """The phrase up to its first preposition, and from there on; names keep theirs."""
        spans = self._runs(core)
        for match in re.finditer(r"\S+", core):
            if match[0].casefold() in self.cues.prepositions and match.start():
                if any(a < match.start() < b for a, b in spans):
                    whose = core[: match.start()].split()
                    if not (match[0] == "of" and self._is_of_person(whose)):
                        continue
                return core[: match.start()].rstrip(), core[match.start() :]
        return core, ""

    def _is_of_person(self, words: list[str]) -> bool:
        """Whether "of" ties where somebody belongs to their name: "Ann Roe of the Institute"."""
        capitals = [word for word in words if word[:1].isupper()]
        return len(capitals) >= 2 and not any(map(self.is_body, capitals))

    def _is_plural(self, words: list[str], mentions: Mentions, *, begins: bool) -> bool:
        if not words:
            return False
        last, noun = words[-1], words[-1].casefold()
        if last[0].isupper() and not (
            noun in self.cues.people and (len(words) > 1 or begins or mentions.common(noun))
        ):
            begun = begins and len(words) == 1 and noun.endswith("s")
            if not begun or not (
                mentions.common(noun) or (noun.endswith(_MANY) and mentions.begins_only(last))
            ):
                return False
        return (noun in self.cues.people and noun[-1] != "n" and _looks_plural(noun)) or (
            noun not in self.cues.things
            and noun.endswith("s")
            and not noun.endswith(("ss", "'s", "is", "us"))
        )

    def last(self, text: str) -> str | None:
        """The last name in `text`."""
        known = [match[0] for match in self._spelt.finditer(text)]
        if known:
            return known[-1]
        runs = [text[slice(*run)] for run in self._runs(text)]
        bare = [name for run in runs if (name := self.bare(run))]
        return bare[-1] if bare else None

    def people(self, text: str, mentions: Mentions) -> list[Who]:
        """The people whom `text` names in full, in order."""
        bare = (self.bare(text[slice(*run)]) for run in self._runs(text))
        return [
            Who(name, ForecasterKind.PERSON)
            for name in bare
            if " " in name and mentions.kind(name) is ForecasterKind.PERSON
        ]

    def subject(self, sentence: str) -> str | None:
        """The full name of whom a sentence is about, None where it may be about something else.

        >>> names = Names(NameCues(not_names={"the", "with"}, apart={"with"}), {})
        >>> [
        ...     names.subject(text)
        ...     for text in (
        ...         "Former mayor Ann Example was pleased.",
        ...         "Ann Example, 61, was pleased.",
        ...         "With Ann Example came luck.",
        ...         "The Amber Line was late.",
        ...         "The council met Ann Example.",
        ...     )
        ... ]
        ['Ann Example', 'Ann Example', None, None, None]
        """
        named = ((run, self.bare(sentence[slice(*run)])) for run in self._runs(sentence))
        (start, end), name = next((one for one in named if " " in one[1]), ((0, 0), ""))
        first = sentence.find(name.partition(" ")[0], start)
        before = sentence[:first].rpartition(",")[2].casefold().split()
        after = re.match(r"(,)|\s+([a-z]+)\b", sentence[end:])
        if after is None or before[-1:] == ["the"] or (after[1] and len(before) > _MOST_TITLES):
            return None
        return None if self.cues.apart & {*before, after[2]} else name

    def kind(self, name: str, mentions: Mentions) -> ForecasterKind:
        """What somebody is likely to be who has these `mentions` in a text.

        >>> names = Names(NameCues(bodies={"institute"}, reporting={"said"}), {})
        >>> mentions = Mentions("The Exemplum said so.", names)
        >>> [
        ...     names.kind(name, mentions).value
        ...     for name in ("Institute of Rivers", "NOAA", "Exemplum", "Ann Example")
        ... ]
        ['office', 'office', 'office', 'person']
        """
        text, spans = mentions.text, mentions.of(name)
        as_written = [(start, end) for start, end in spans if text[start:end] == name]
        words = {word.casefold().strip(".") for word in name.split()}
        lone = len(words) == 1 and not any(mentions.titled(start) for start, _ in spans)
        lone = lone and mentions.in_full(name) is None
        reports = lone and any(self._press_verb.match(text, end) for _, end in as_written)
        if words & self.cues.press or reports:
            return ForecasterKind.OUTLET
        if words & self.cues.bodies or "&" in name or _ROLE.match(f"the {name}"):
            return ForecasterKind.OFFICE
        if _is_acronym(name) and not mentions.in_full(name):
            return ForecasterKind.OFFICE
        thing = any(
            _WHICH.match(text, end)
            or _ITSELF.match(text, end)
            or (mentions.after_the(start) and self._stands_alone.match(text, end))
            for start, end in as_written
        )
        # A place speaks as those who govern it.
        place = lone and any(
            _LOCATIVE.search(text, max(0, start - _NEAR), start) for start, _ in as_written
        )
        return ForecasterKind.OFFICE if thing or place else ForecasterKind.PERSON

    def is_title(self, word: str) -> bool:
        """Whether the word says what somebody does."""
        return word.casefold() in self.cues.titles

    def is_body(self, word: str) -> bool:
        """Whether the word makes a name that of a body."""
        return word.casefold() in self.cues.bodies

    def _runs(self, text: str) -> list[tuple[int, int]]:
        """Where capitalised words stand in a row, the parts of a body's name as one."""
        found: list[tuple[int, int]] = []
        for match in _RUN.finditer(text):
            if found and self._goes_on(text, found[-1], match):
                found[-1] = (found[-1][0], match.end())
            else:
                found.append(match.span())
        return found

    def _goes_on(self, text: str, run: tuple[int, int], then: re.Match[str]) -> bool:
        """Whether a body's name goes on: "Centre for Rivers", "the Lakes and Rivers Agency"."""
        words, between = text[slice(*run)].split(), text[run[1] : then.start()].split()
        if between in (["for"], ["for", "the"]):
            return self.is_body(words[-1])
        if between != ["and"]:
            return False
        article = f"{text[: run[0]]} {words[0]}".casefold().split()[-2:]
        whole = not self.is_body(words[-1]) and not _is_acronym(words[-1])
        begun = "for" in words and any(map(self.is_body, words))
        return begun or (whole and "the" in article and self.is_body(then[0].split()[-1]))

    def bare(self, run: str) -> str:
        """The capitalised words without what only begins a sentence and titles before a name."""
        words = run.split()
        while words and (
            words[0].casefold().strip(".") in self.cues.not_names or _SHORTENED.search(words[0])
        ):
            words = words[1:]
        whose, of, _ = " ".join(words).partition(" of ")
        # "Ann Example of the Institute" is a person, "Bank of England" an office.
        if of and " " in whose and not any(map(self.is_body, whose.split())):
            words = whose.split()
        titles = self.cues.titles
        titled = [n for n, word in enumerate(words) if word.casefold().strip(".") in titles]
        # What is a title before a person is the field of a ministry.
        if titled and not self.is_body(words[-1]):
            words = words[titled[-1] + 1 :] or words
        if len(words) > 2 and words[0].casefold().endswith(self.cues.professions):
            words = words[1:]
        return re.sub(r"['’\u02bc]s$", "", " ".join(words))


_ONE = frozenset({"a", "an", "one", "another", "its", "his", "her", "their"})
_SOME = frozenset({"one", "some", "several", "many", "others", "most"})
_MANY = ("ers", "ors", "ists", "ians", "ents", "ees", "nurses")
_DOERS = ("er", "or", "ist", "man", "woman", "ian")
_SHORTENED = re.compile(r"(?:['’](?:d|ll|m|re|ve|t)|n['’]t)$", re.IGNORECASE)
_MOST_TITLES = 2
_NEAR = 16


def _is_acronym(word: str) -> bool:
    return word.isupper() and _ACRONYM.fullmatch(word) is not None


def _looks_plural(noun: str) -> bool:
    return noun.endswith("s") or noun in ("people", "police", "staff", "military")


def _unarticled(phrase: str) -> str:
    """The phrase without what counts or points before it: "two senior officials"."""
    return re.sub(
        r"^(?:an?|the|one|two|three|four|five|some|several|many|most|few|unnamed|anonymous|its|his"
        r"|her|their|our|other|another)\s+",
        "",
        phrase,
        flags=re.IGNORECASE,
    )


def _of_somebody(core: str) -> bool:
    return any(_POSSESSIVE.search(word) for word in core.split()[:-1])
