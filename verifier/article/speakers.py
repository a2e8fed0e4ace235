"""Who is speaking in each sentence of an article, and in which words of it.

Quotation marks are paired within a paragraph. A sentence without a speaker of its own takes that of
the words around it: the rest of its paragraph, or who spoke last where a quotation or a pronoun
takes up the thread. "She said" takes up whom its paragraph was about just before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

from verifier.article.sentences import Sentence, paragraphs
from verifier.model.forecasts import Forecaster, ForecasterKind, Voice
from verifier.model.record import Record

_CAPITALISED = r"[^\W\d_a-zß-öø-ÿа-яґєії](?:\.?[\w’'\u02bc-]+)*\.?"
_RUN = re.compile(rf"{_CAPITALISED}(?:\s+(?:(?:of|the|de|van|von|al|bin)\s+)*{_CAPITALISED})*")
_SINGLE = re.compile(
    r"(?<![\w’'])[\u2018'](?=\w)(?:[^\u2018“”\"\n]|\n(?!\n))+?(?<=[\w.,!?])[’'](?!\w)"
)
_WORD = re.compile(r"[\w’'\u02bc-]+")
_LETTERS = re.compile(r"\w+")
_THE = re.compile(r"\b[Tt]he\s+")
_WHICH = re.compile(r",\s+which\b")
_THE_SAME = re.compile(r"(?:^|\s)the (?:minister|president|official)$", re.IGNORECASE)
_TO_VERB = r"\s*(?:had |has |have )?(?:also |further )?$"
_PRONOUN = re.compile(rf"\b(?:he|she|they|it|who|which){_TO_VERB}", re.IGNORECASE)
_HE = re.compile(rf"^(?:he|she)\b|\b(?:he|she){_TO_VERB}", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,.:;“”\"]|\b(?:that|who)\b")
_UNNAMED = re.compile(
    r"\b(?:an?|one|two|three|some|several|unnamed|anonymous)\s+((?:[\w.’'-]+\s+){0,3}?"
    r"(?:officials?|sources?|diplomats?|officers?|advis[eo]rs?|insiders?))\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\bthe\s+((?:(?!(?:of|in|at|by|and)\b)[a-z-]+\s+){0,2}?(?:mayor|governor|ministry|government|"
    r"agency|institute|service|company|police|army|military|department|office|council|commission|"
    r"bank|party))\s*$",
    re.IGNORECASE,
)
_OWN_ROLE = re.compile(r",\s+(?:its|his|her|their|the)\s+((?:[a-z-]+\s+){0,3}[a-z-]+)\s*$")
_PASSIVE = re.compile(r"\b(?:am|is|are|was|were|be|been)(?:\s+\w+)?\s+$", re.IGNORECASE)
_BY = re.compile(r"\s+by\b", re.IGNORECASE)
_ACRONYM = re.compile(r"[^\W\d_]{2,6}")
_DESCRIBED = re.compile(r",\s+[a-z][^,]*,\s*$")
_UP_TO_THAT = re.compile(r"^[^,.:;“”\"]{0,60}?\bthat\s+", re.IGNORECASE)
_PUT_IN = re.compile(r"(?:\s+(?:on|in|at|last|late|early|this)\s+[^\s,]+(?:\s[^\s,]+)?)?,")
_OPENS = re.compile(
    r"(?:in|on|at|by|after|before|during|since|with|despite|for|if|when|while|as|although)\b",
    re.IGNORECASE,
)
_LONGEST_SUBJECT = 8
_MOST_TITLES = 2
_SPOKEN = 3
_STATEMENT = 5
"""Words in quotation marks that make a statement of their own; fewer are a phrase picked out."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and who says it: `words` are verbatim, without the clause naming the speaker."""

    sentence: Sentence
    words: str
    voice: Voice
    speaker: str | None = None
    forecaster: str | None = None
    kind: ForecasterKind | None = None

    @property
    def attributed(self) -> bool:
        """Whether somebody other than the article is speaking."""
        return self.voice != Voice.OUTLET


class NameCues(Record):
    """What a language knows of names, in lower case, and the verbs that report speech."""

    titles: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    press: frozenset[str] = frozenset()
    press_verbs: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    weighing: frozenset[str] = frozenset()
    weighed: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    own_clause: frozenset[str] = frozenset()
    not_said: frozenset[str] = frozenset()


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

    def titled(self, start: int) -> bool:
        """Whether a title stands just before `start`."""
        return start in self._after_titles

    def after_the(self, start: int) -> bool:
        """Whether "the" stands just before `start`."""
        return start in self._after_the

    def in_full(self, surname: str) -> str | None:
        """The first name in the text that ends with `surname` and is longer.

        >>> names = Names(NameCues(titles={"president"}), {})
        >>> text = "The Examplian President Ann Example opened the meeting."
        >>> Mentions(text, names).in_full("Example")
        'Ann Example'
        """
        return self._full.get(surname.casefold())

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for match in _LETTERS.finditer(self.text):
            found[match[0].casefold()].append(match.start())
        return found

    @cached_property
    def _after_titles(self) -> frozenset[int]:
        return frozenset(match.end() for match in self._names.titles.finditer(self.text))

    @cached_property
    def _after_the(self) -> frozenset[int]:
        return frozenset(match.end() for match in _THE.finditer(self.text))

    @cached_property
    def _full(self) -> dict[str, str]:
        full: dict[str, str] = {}
        for run in _RUN.finditer(self.text):
            name = self._names.bare(run[0].rstrip("."))
            if " " in name:
                full.setdefault(name.casefold().rpartition(" ")[2], name)
        return full


class Names:
    """Finds the names of people: those that the registry knows, else capitalised words.

    >>> names = Names(NameCues(titles={"president"}, not_names={"he"}), {})
    >>> names.last("Examplian President Ann Example"), names.last("He")
    ('Ann Example', None)
    """

    def __init__(self, cues: NameCues, forecasters: Mapping[str, Forecaster]) -> None:
        self._cues = cues
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
        self.own_clause = any_of(cues.own_clause)
        self.not_said = re.compile(
            rf",?\s+(?:and|but)\s+(?:also\s+)?{any_of(cues.not_said).pattern}.*$",
            re.IGNORECASE | re.DOTALL,
        )
        self._known = {
            name.casefold(): forecaster.id
            for forecaster in forecasters.values()
            if forecaster.kind != ForecasterKind.READER
            for name in (forecaster.name, *forecaster.spellings)
        }
        spellings = sorted(self._known, key=len, reverse=True)
        self._spelt = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, spellings))})(?!\w)" if spellings else r"(?!)",
            re.IGNORECASE,
        )

    def last(self, text: str) -> str | None:
        """The last name in `text`."""
        known = [match[0] for match in self._spelt.finditer(text)]
        if known:
            return known[-1]
        runs = [text[slice(*run)] for run in self._runs(text) if not _begins(run, text)]
        bare = [name for run in runs if (name := self.bare(run))]
        return bare[-1] if bare else None

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
        return None if self._cues.apart & {*before, after[2]} else name

    def forecaster(self, name: str | None) -> str | None:
        """The id of the forecaster who goes by `name`."""
        return None if name is None else self._known.get(name.casefold())

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
        words = {word.casefold() for word in name.split()}
        lone = len(words) == 1 and not any(mentions.titled(start) for start, _ in spans)
        reports = lone and any(self._press_verb.match(text, end) for _, end in as_written)
        if words & self._cues.press or reports:
            return ForecasterKind.OUTLET
        if words & self._cues.bodies or _is_acronym(name) or _ROLE.match(f"the {name}"):
            return ForecasterKind.OFFICE
        thing = any(
            _WHICH.match(text, end)
            or (mentions.after_the(start) and self._stands_alone.match(text, end))
            for start, end in as_written
        )
        return ForecasterKind.OFFICE if thing else ForecasterKind.PERSON

    def is_title(self, word: str) -> bool:
        """Whether the word says what somebody does."""
        return word.casefold() in self._cues.titles

    def _is_body(self, word: str) -> bool:
        return word.casefold() in self._cues.bodies

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
            return self._is_body(words[-1])
        if between != ["and"]:
            return False
        article = f"{text[: run[0]]} {words[0]}".casefold().split()[-2:]
        whole = not self._is_body(words[-1]) and not _is_acronym(words[-1])
        begun = "for" in words and any(map(self._is_body, words))
        return begun or (whole and "the" in article and self._is_body(then[0].split()[-1]))

    def bare(self, run: str) -> str:
        """The capitalised words without what only begins a sentence and titles before a name."""
        words = run.split()
        while words and words[0].casefold().strip(".") in self._cues.not_names:
            words = words[1:]
        whose, of, _ = " ".join(words).partition(" of ")
        # "Ann Example of the Institute" is a person, "Bank of England" an office.
        if of and " " in whose and not any(map(self._is_body, whose.split())):
            words = whose.split()
        titles = self._cues.titles
        titled = [n for n, word in enumerate(words) if word.casefold().strip(".") in titles]
        # What is a title before a person is the field of a ministry.
        if titled and not self._is_body(words[-1]):
            words = words[titled[-1] + 1 :] or words
        return re.sub(r"['’\u02bc]s$", "", " ".join(words))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One of the words, in any case; nothing where there are none."""
    return re.compile(rf"\b(?:{'|'.join(sorted(words)) or '(?!)'})\b", re.IGNORECASE)


def _is_acronym(word: str) -> bool:
    return word.isupper() and _ACRONYM.fullmatch(word) is not None


def _begins(run: tuple[int, int], text: str) -> bool:
    """Whether a lone word is capitalised for beginning the sentence: what follows is about it."""
    start, end = run
    described = re.match(r",\s+(?:who|which)\b", text[end:])
    return start == 0 and " " not in text[:end] and len(text[end:].split()) > 2 and not described


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that reports speech: where its verb stands in its sentence, and the name in it."""

    start: int
    end: int
    name: str | None
    unnamed: bool = False
    taken_up: bool = False


def statements(text: str, found: Sequence[Sentence], *, names: Names) -> Iterator[Statement]:
    """Every sentence with its speaker, in order."""
    blocks = paragraphs(text)
    starts = [start for start, _ in blocks]
    places = [bisect_right(starts, sentence.start) for sentence in found]
    quoted = _inside(found, _quotations(text, blocks))
    clauses = list(map(_clause, found, quoted, repeat(names)))
    beside = _beside(places, clauses)
    mentions = Mentions(text, names)
    last: str | None = None
    unnamed = {clause.name for clause in clauses if clause is not None and clause.unnamed}
    full: dict[str, str] = {}
    for number, sentence in enumerate(found):
        clause = clauses[number]
        said = _in_quotation_marks(text, sentence, quoted[number])
        name = clause.name if clause else None
        if name is None and clause is None and said:
            name = beside[number]
        if name is not None and name not in unnamed:
            name = _in_full(name, full, mentions)
        if name is None and clause is not None and _HE.search(sentence.text[: clause.start]):
            before = number - 1
            if before >= 0 and places[before] == places[number]:
                name = _subject(found[before], clauses[before], mentions, names)
        if name is None and (said or (clause and clause.taken_up)):
            name = last
        last = name or last
        kind = None if name is None else mentions.kind(name)
        if name in unnamed:
            kind = ForecasterKind.ANONYMOUS
        who = (name, names.forecaster(name), kind)
        if said:
            yield Statement(sentence, said, Voice.QUOTATION, *who)
        elif clause is not None:
            words = _reported(sentence, clause, names)
            yield Statement(sentence, words, Voice.PARAPHRASE, *who)
        else:
            yield Statement(sentence, sentence.text, Voice.OUTLET)


def _inside(
    found: Sequence[Sentence], quotations: Iterable[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """For each sentence, the quotations that have something of it."""
    inside: list[list[tuple[int, int]]] = [[] for _ in found]
    ends = [sentence.end for sentence in found]
    for start, end in quotations:
        number = bisect_right(ends, start)
        while number < len(found) and found[number].start < end:
            inside[number].append((start, end))
            number += 1
    return inside


def _subject(
    sentence: Sentence, clause: _Clause | None, mentions: Mentions, names: Names
) -> str | None:
    """The person whom a sentence is about, where nobody else is named as speaking in it."""
    if clause is not None and clause.name:
        return None
    name = names.subject(sentence.text)
    return name if name and mentions.kind(name) == ForecasterKind.PERSON else None


def _in_full(name: str, full: dict[str, str], mentions: Mentions) -> str:
    """The name as the article first gave it in full, where this is the surname alone."""
    first, *others = name.split()
    if others:
        full.setdefault(others[-1].casefold(), name)
        return name
    surname = first.casefold()
    if surname not in full:
        full[surname] = mentions.in_full(name) or name
    return full[surname]


def _clause(sentence: Sentence, quoted: Sequence[tuple[int, int]], names: Names) -> _Clause | None:
    clauses = [
        _attributed(sentence, match, quoted, names)
        for match in names.verbs.finditer(sentence.text)
        if not any(start <= sentence.start + match.start() < end for start, end in quoted)
        and not _happens_to(sentence.text, match)
    ]
    if clauses:
        named = (clause for clause in clauses if clause.name)
        return next(named, next((clause for clause in clauses if clause.taken_up), clauses[0]))
    according = _ACCORDING.search(sentence.text)
    if according is None:
        return None
    head = _head(sentence.text[according.end() :])
    # Behind what was said, the clause leaves nothing to come.
    end = len(sentence.text) if according.start() else according.end() + len(head)
    return _Clause(according.start(), end, names.last(head) or _role(head))


def _happens_to(text: str, verb: re.Match[str]) -> bool:
    """Whether the verb is a passive one, by which nobody speaks: "is expected to"."""
    passive = not verb[0].endswith("ing") and _PASSIVE.search(text[: verb.start()])
    return bool(passive) and not _BY.match(text[verb.end() :])


def _attributed(
    sentence: Sentence, verb: re.Match[str], quoted: Sequence[tuple[int, int]], names: Names
) -> _Clause:
    before = _unquoted(sentence, verb.start(), quoted)
    unnamed = _UNNAMED.search(before) or _UNNAMED.match(sentence.text[verb.end() :].lstrip())
    if unnamed is not None:
        return _Clause(verb.start(), verb.end(), " ".join(unnamed[1].split()), unnamed=True)
    own = _OWN_ROLE.search(before)
    if own is not None and not _role(before):
        title = " ".join(own[1].split()) if names.is_title(own[1].split()[-1]) else None
        same = _takes_up(sentence.text, verb)
        name = None if same else title
        return _Clause(verb.start(), verb.end(), name, unnamed=name is not None, taken_up=same)
    name = _speaker(sentence, verb, quoted, names)
    return _Clause(verb.start(), verb.end(), name, taken_up=_takes_up(sentence.text, verb))


def _takes_up(text: str, verb: re.Match[str]) -> bool:
    """Whether the subject of the verb is whoever spoke before, and not somebody of its own."""
    before, after = text[: verb.start()], _head(text[verb.end() :])
    named = _PRONOUN.search(before) or _HE.search(before) or verb[0].endswith("ing")
    return bool(named or _THE_SAME.search(before.rstrip()) or _THE_SAME.match(after.strip()))


def _speaker(
    sentence: Sentence, verb: re.Match[str], quoted: Sequence[tuple[int, int]], names: Names
) -> str | None:
    """Who is named before the verb, or else after it; nobody where a pronoun stands for them."""
    before = _unquoted(sentence, verb.start(), quoted)
    if _PRONOUN.search(before):
        return None
    described = _DESCRIBED.search(before)
    return (
        (described and names.last(before[: described.start()]))
        or names.last(before)
        or _role(before)
        or names.last(_head(sentence.text[verb.end() :]))
    )


def _role(text: str) -> str | None:
    """The office at the end of the text: "the ministry"."""
    role = _ROLE.search(text)
    return role[1].casefold() if role else None


def _unquoted(sentence: Sentence, until: int, quoted: Sequence[tuple[int, int]]) -> str:
    """What stands before the verb and after the last quotation before it."""
    ends = [end - sentence.start for _, end in quoted]
    start = max((end for end in ends if 0 < end <= until), default=0)
    return sentence.text[start:until]


def _head(text: str) -> str:
    """The text up to where its first clause ends."""
    end = _CLAUSE_END.search(text)
    return text[: end.start()] if end else text


def _in_quotation_marks(text: str, sentence: Sentence, quoted: Sequence[tuple[int, int]]) -> str:
    """The longest part of the sentence in quotation marks, empty where it is a phrase only."""
    parts = [
        text[max(start, sentence.start) : min(end, sentence.end)]
        for start, end in quoted
        if start < sentence.end and end > sentence.start
    ]
    longest = max(parts, key=len, default="").strip().rstrip(",").rstrip()
    most = 2 * len(longest) > sentence.end - sentence.start
    return longest if most or len(_WORD.findall(longest)) >= _STATEMENT else ""


def _reported(sentence: Sentence, clause: _Clause, names: Names) -> str:
    """What follows "said that", or stands before ", she said"; else the whole sentence.

    In "said it was unlikely that" the words up to "that" are said too. What the speaker did
    besides (", and called for an audit") is not, nor what follows a clause that is put in. A verb
    that says how likely ("puts the odds", "expects") stays with its words.
    """
    verb = sentence.text[clause.start : clause.end]
    if names.weighs.match(verb) or names.holds.match(verb):
        return sentence.text
    before, comma, subject = sentence.text[: clause.start].rpartition(",")
    put_in = _PUT_IN.match(sentence.text, clause.end) if comma else None
    end = put_in.end() if put_in else clause.end
    after = names.not_said.sub("", sentence.text[end:]).lstrip(" ,:")
    to_that = _UP_TO_THAT.match(after)
    if to_that and not names.own_clause.search(to_that[0]):
        after = after[to_that.end() :]
    if len(_WORD.findall(after)) >= _STATEMENT and (not put_in or _OPENS.match(before)):
        return after
    named = comma and 0 < len(_WORD.findall(subject)) <= _LONGEST_SUBJECT
    spoken = before if named else ""
    return spoken if len(_WORD.findall(spoken)) >= _SPOKEN else sentence.text


def _beside(places: Sequence[int], clauses: Sequence[_Clause | None]) -> list[str | None]:
    """Who is named in the same paragraph as each sentence: after it, or else before it."""
    after = _named_before(places[::-1], clauses[::-1])[::-1]
    return [one or other for one, other in zip(after, _named_before(places, clauses), strict=True)]


def _named_before(places: Sequence[int], clauses: Sequence[_Clause | None]) -> list[str | None]:
    """The last who was named earlier in the paragraph of each sentence."""
    found: list[str | None] = []
    name: str | None = None
    place: int | None = None
    for here, clause in zip(places, clauses, strict=True):
        if here != place:
            name, place = None, here
        found.append(name)
        if clause is not None and clause.name:
            name = clause.name
    return found


def _quotations(text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches between quotation marks; a double one left open ends with its paragraph."""
    for start, end in blocks:
        for single in _SINGLE.finditer(text, start, end):
            yield single.start() + 1, single.end() - 1
        opened: int | None = None
        for mark in re.finditer(r"[\"“”„«»]", text[start:end]):
            at = start + mark.start()
            if opened is None and mark[0] in '"“„«':
                opened = at + 1
            elif opened is not None and mark[0] in '"”“»':
                yield opened, at
                opened = None
        if opened is not None:
            yield opened, end
