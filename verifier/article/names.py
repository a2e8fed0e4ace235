"""Names: those that the registry knows, and capitalised words without what only precedes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from verifier.article.patterns import any_of, compiled
from verifier.article.phrasing import UPPER, Phrasing
from verifier.article.tokens import ClauseCues
from verifier.dataclass import dataclass
from verifier.model.forecasts import Forecaster, ForecasterKind

_P = Phrasing("names")

_ACRONYM = re.compile(r"[^\W\d_]{2,6}")


class NameCues(ClauseCues):
    """What a language knows of names, in lower case, and the verbs that report speech."""

    titles: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    honorifics: frozenset[str] = frozenset()
    with_one_name: frozenset[str] = frozenset()
    limiting: frozenset[str] = frozenset()
    professions: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    numerals: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    reckonings: frozenset[str] = frozenset()
    quantity: str = "(?!)"
    unnamed: tuple[str, ...] = ()
    within: frozenset[str] = frozenset()
    also_people: frozenset[str] = frozenset()
    speaks_for: frozenset[str] = frozenset()
    for_anybody: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    any_body: frozenset[str] = frozenset()
    any_kind: frozenset[str] = frozenset()
    official: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    public: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    month_after: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    firms: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    press: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    press_verbs: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    noun_verbs: frozenset[str] = frozenset()
    finding: frozenset[str] = frozenset()
    weighing: frozenset[str] = frozenset()
    voicing: frozenset[str] = frozenset()
    voiced: frozenset[str] = frozenset()
    weighed: frozenset[str] = frozenset()
    putting: frozenset[str] = frozenset()
    revising: frozenset[str] = frozenset()
    outlooks: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    foretelling: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    own_clause: frozenset[str] = frozenset()
    not_said: frozenset[str] = frozenset()
    stand_alone: frozenset[str] = frozenset()
    describing: frozenset[str] = frozenset()
    supposing: frozenset[str] = frozenset()
    no_report: tuple[str, ...] = ()
    asking: frozenset[str] = frozenset()
    answering: frozenset[str] = frozenset()
    meeting: tuple[str, ...] = ("(?!)",)
    firsts: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    set_off: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()

    @cached_property
    def begins(self) -> frozenset[str]:
        """What only begins a sentence, and is no part of a name."""
        return self.not_names | self.openers - self.auxiliaries | self.limiting

    @cached_property
    def behind_name(self) -> frozenset[str]:
        """Words with which a clause goes on behind the name of who speaks."""
        return self.reporting | self.auxiliaries | self.prepositions | {"who", "and"}


class Points(StrEnum):
    """To whom words point that name nobody."""

    PERSON = "he, she, the minister"
    BODY = "it, the bank, its model"
    PLURAL = "they"
    SPEAKER = "I, we"


@dataclass(frozen=True, slots=True)
class Who:
    """Who is meant: a `name` of some `kind`, or else whom the words point to, by their `noun`.

    Where the name is that of `several` people who speak as one, they are an office, not a person.
    """

    name: str | None = None
    kind: ForecasterKind | None = None
    points: Points | None = None
    noun: str = ""
    several: bool = False


class Names:
    """Finds the names of people: those that the registry knows, else capitalised words.

    >>> names = Names(NameCues(titles={"president"}, not_names={"he"}), {})
    >>> names.last("Examplian President Ann Example"), names.last("He")
    ('Ann Example', None)
    """

    def __init__(
        self, cues: NameCues, forecasters: Mapping[str, Forecaster], text: str = ""
    ) -> None:
        self.cues, self._text = cues, text
        self.weighs = _P.filled(
            "weighs",
            weighing=any_of(cues.weighing),
            weighed=any_of(cues.weighed),
            putting=any_of(cues.putting),
            revising=any_of(cues.revising),
            outlooks=any_of(cues.outlooks),
        )
        self.verbs = _P.filled(
            "verbs",
            weighs=self.weighs,
            voicing=any_of(cues.voicing),
            voiced=any_of(cues.voiced),
            reporting=any_of(cues.reporting),
        )
        self.titles = re.compile(rf"{any_of(cues.titles).pattern}\.?\s+", re.IGNORECASE)
        self.run_by = _P.filled("run_by", ranks=any_of(cues.speaks_for | _P.words("run_it")))
        self.press_verb = re.compile(rf"\s+{any_of(cues.press_verbs).pattern}")
        verbs = f"{self.verbs.pattern}|{any_of(cues.auxiliaries).pattern}"
        self.stands_alone = re.compile(rf"\s*(?:[,.;:(]|$)|\s+(?:{verbs})")
        self.holds = any_of(cues.holding)
        bodies = cues.any_body - cues.also_people - _P.words("bodies_of_sport")
        self.the_body = _P.filled("the_body", bodies=any_of(bodies))
        many = {word for word in cues.people if word.endswith("s")}
        one = cues.people - many - _P.words("vague_people")
        self.employed = re.compile(
            rf"\s+(?:{any_of(many).pattern}|{any_of(one).pattern}\s+(?=(?-i:[A-Z])))", re.IGNORECASE
        )
        self.foretells = any_of(cues.foretelling)
        self.heads = compiled(cues.heads) if cues.heads else re.compile(r"(?!)")
        self.own_clause = any_of(cues.own_clause)
        self.not_said = _P.filled("but_not_said", not_said=any_of(cues.not_said))
        self.no_report = compiled(cues.no_report) if cues.no_report else re.compile(r"(?!)")
        self._heard = _P.filled(
            "heard", meeting=compiled(cues.meeting), telling=any_of(cues.telling)
        )
        self._telling, self._audience = any_of(cues.telling), any_of(cues.audiences)
        self._known = {
            name.casefold(): forecaster.id
            for forecaster in forecasters.values()
            if forecaster.kind != ForecasterKind.READER
            for name in (forecaster.name, *forecaster.spellings)
        }
        self._kind_of = {each.id: each.kind for each in forecasters.values()}
        self._bares: dict[str, str] = {}
        spellings = sorted(self._known, key=len, reverse=True)
        self._spelt = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, spellings))})(?!\w)" if spellings else r"(?!)",
            re.IGNORECASE,
        )

    def forecaster(self, name: str | None) -> str | None:
        """The id of the forecaster who goes by `name`."""
        return None if name is None else self._known.get(name.casefold())

    def registered(self, phrase: str) -> Who | None:
        """Who is known by the name with which a phrase ends."""
        known = [m for m in self._spelt.finditer(phrase) if m.end() == len(phrase.rstrip(". "))]
        if not known:
            return None
        name = known[-1][0]
        return Who(name, self._kind_of[self._known[name.casefold()]])

    def last(self, text: str) -> str | None:
        """The last name in `text`."""
        known = [match[0] for match in self._spelt.finditer(text)]
        if known:
            return known[-1]
        runs = [text[slice(*run)] for run in self.runs(text)]
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
        named = ((run, self.bare(sentence[slice(*run)])) for run in self.runs(sentence))
        (start, end), name = next((one for one in named if " " in one[1]), ((0, 0), ""))
        first = sentence.find(name.partition(" ")[0], start)
        before = sentence[:first].rpartition(",")[2].casefold().split()
        after = re.match(r"(,)|\s+([a-z]+)\b", sentence[end:])
        # "My old colleague Ann Example, now at Lakeco, was pleased."
        role = before[-1:] and self.is_role(before[-1])
        most = _LONGEST_ROLE if role else _MOST_TITLES
        if after is None or before[-1:] == ["the"] or (after[1] and len(before) > most):
            return None
        return None if self.cues.apart & {*before, after[2]} else name

    def heard_by(self, text: str, verb: tuple[int, int]) -> int:
        """Where the words end with which a reporting verb says who was told.

        >>> cues = NameCues(telling={"told"}, audiences={"reporters"}, auxiliaries={"will"})
        >>> names = Names(cues, {})
        >>> [
        ...     text[names.heard_by(text, (3, 7)) :]
        ...     for text in ("Bo told Lake News Omega will fall.", "Bo told reporters it fell.")
        ... ]
        [' Omega will fall.', ' it fell.']
        """
        start = verb[1] + 1
        if not self._telling.fullmatch(text, *verb):
            return verb[1]
        article = _P.article.match(text, start)
        start = article.end() if article else start
        named = _P.run.match(text, start) or self._audience.match(text, start)
        if named is None:
            return verb[1]
        words = named[0].split()
        modal = re.match(rf"\s+{any_of(self.cues.auxiliaries).pattern}", text[named.end() :])
        words = words[:-1] if modal else words
        return start + len(" ".join(words)) if words else verb[1]

    def without_heard(self, text: str) -> str:
        """The text without the names of those to whom somebody else speaks in it.

        >>> cues = NameCues(telling={"told"}, meeting=("speaking to",))
        >>> names = Names(cues, {})
        >>> for text in ("Speaking to the host Bo Roe, he said", "Bo told Ann Roe that he hopes"):
        ...     print(names.without_heard(text))
        Speaking to the host , he said
        Bo told  that he hopes
        """
        return self._heard.sub(lambda match: match["lead"], text)

    def is_body(self, word: str) -> bool:
        """Whether the word makes a name that of a body."""
        return word.casefold() in self.cues.bodies

    def body_before_title(self, run: str) -> str | None:
        """The body before a title: "Bank of Ourtown" in "Bank of Ourtown Governor Roe"."""
        words = run.split()
        title = next((n for n, word in enumerate(words) if word.casefold() in self.cues.titles), 0)
        return " ".join(words[:title]) if any(map(self.is_body, words[:title])) else None

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The capitalised words of the article that stand in a sentence without another one."""
        return frozenset(match[0] for match in _LONE.finditer(self._text))

    @cached_property
    def _last_names(self) -> frozenset[str]:
        """The words of the article that stand behind another capitalised one, and last."""
        return frozenset(match[0].rpartition(" ")[2] for match in _IN_FULL.finditer(self._text))

    def behind_field(self, words: Sequence[str], *, sure: bool = False) -> list[str]:
        """The person named behind what their role is in: "the Bank of Ourtown Ann Roe".

        That the last two words are a name and no part of the field is sure where the surname stands
        alone elsewhere, or where what is before them is whole without them.

        >>> names = Names(
        ...     NameCues(bodies={"bank"}, fields={"trade", "affairs"}), {}, "Then Bo left."
        ... )
        >>> texts = ("Trade Ann Roe", "the Bank of Ourtown Ann Roe", "New Lake City", "Old Lake Bo")
        >>> [" ".join(names.behind_field(text.split())) for text in texts]
        ['Ann Roe', 'Ann Roe', '', 'Lake Bo']
        """
        words = list(words[words[:1] == ["the"] :])
        at = len(words) - 2
        while at > 0 and not words[at][0].isupper():
            at -= 1
        if at < 1 or not words[at - 1][0].isupper():
            return []
        known = self.cues
        no_name = known.fields | known.bodies | known.not_names | known.things
        name, field = words[at:], [word.casefold().rstrip(",") for word in words[:at]]
        if any(word.casefold().strip(".") in no_name for word in name):
            return []
        whole = sure or at > 1 or is_acronym(words[0]) or {*field} <= known.fields | known.bodies
        return name if whole or {words[0], name[-1]} & self.surnames else []

    def runs(self, text: str) -> list[tuple[int, int]]:
        """Where capitalised words stand in a row, the parts of a body's name as one."""
        found: list[tuple[int, int]] = []
        for match in _P.run.finditer(text):
            others = _P.many_of.match(text, match.start())
            if found and self._goes_on(text, found[-1], match):
                found[-1] = (found[-1][0], match.end())
            elif others:
                # "Shares of Lakeco", "Critics of Ann Roe".
                found += [others.span("many"), (others.end(), match.end())]
            else:
                found.append(match.span())
        return found

    def are_many(self, phrase: str) -> bool:
        """Whether words tell of many by whom or what they belong to: "Parents of Ann Roe"."""
        return _P.many_of.match(phrase) is not None

    def short_for(self, text: str) -> tuple[int, int] | None:
        """Where a body's name stands, commas and all, that its initials in brackets end.

        >>> names = Names(NameCues(bodies={"union"}), {})
        >>> text = "The Union of Dock, Rail and Road Workers (UDRRW) said"
        >>> text[slice(*names.short_for(text))]
        'Union of Dock, Rail and Road Workers'
        """
        match = _P.short_for.search(text)
        if match is None or not any(map(self.is_body, re.findall(r"\w+", match["name"]))):
            return None
        start, end = match.span("name")
        capitals = [(word.start(), word[0]) for word in re.finditer(r"\b[A-Z]", text[:end])]
        begins = next(
            (
                at
                for number, (at, _) in enumerate(capitals)
                if at >= start and "".join(one for _, one in capitals[number:]) == match["short"]
            ),
            start,
        )
        return begins, end

    def _goes_on(self, text: str, run: tuple[int, int], then: re.Match[str]) -> bool:
        """Whether a body's name goes on: "Centre for Rivers", "the Lakes and Rivers Agency"."""
        words, between = text[slice(*run)].split(), text[run[1] : then.start()].split()
        if between in (["for"], ["for", "the"], ["on"], ["on", "the"]):
            when = then[0].split()[0].casefold() in self.cues.not_names
            return self.is_body(words[-1]) and not when
        if between != ["and"]:
            return False
        article = f"{text[: run[0]]} {words[0]}".casefold().split()[-2:]
        whole = not self.is_body(words[-1]) and not is_acronym(words[-1])
        begun = "for" in words and any(map(self.is_body, words))
        # "The Department of Mills and Rivers".
        public = {*map(str.casefold, words[: words.index("of")])} if "of" in words else set()
        public &= self.cues.public
        other = {*then[0].casefold().split()} & (self.cues.bodies - self.cues.firms)
        begun = begun or bool(public and not other)
        return begun or (
            whole and "the" in article and self.is_body(then[0].split()[-1].rstrip("."))
        )

    def _is_title(self, word: str) -> bool:
        """Whether a word before a name is none of it: "President", "Mum-of-three"."""
        low, known = word.casefold().strip("."), self.cues.titles
        parts = low.split("-") if "-" in low else []
        return low in known or not (known | self.cues.people | _P.words("of_role")).isdisjoint(
            parts
        )

    def bare(self, run: str) -> str:
        """The capitalised words without what only begins a sentence and titles before a name."""
        # The names of an article stand in it again and again, and each is asked for several times.
        bare = self._bares.get(run)
        if bare is None:
            bare = self._bares[run] = self._stripped(run)
        return bare

    def _stripped(self, run: str) -> str:
        words, no_name = _P.many_of.sub("", run).split(), _P.words("no_name")
        # "Why Brokers Are Fretting About Lakeco", in a title.
        parts = [
            n for n, word in enumerate(words) if n and word.istitle() and word.casefold() in no_name
        ]
        words = words[parts[-1] + 1 :] if parts else words
        opens = self.cues.begins
        if words and words[-1].casefold() in self.cues.ranks:
            # "Regional Minister", which goes on "for Industry Ann Roe", "Lakeco's Chief Officer".
            describing = self.cues.titles | self.cues.fields | _P.words("of_rank") | opens
            role = len(words) <= _MOST_TITLES or _bare(words[0]) in describing
            words = [] if role or words[0].endswith(("'s", "’s")) else words
        while words and self._only_begins(words):
            words = words[1:]
        before = bool(words) and _bare(words[0]) in self.cues.prepositions
        if before and len(words) > _FULL_NAME and not self.is_body(words[-1]):
            # "Under Ann Roe, Lakeco could grow"; but "Under Armour".
            words = words[1:]
        whose, of, field = " ".join(words).partition(" of ")
        titles = self.cues.titles
        if of and whose.split()[-1].casefold() in titles:
            # "Governor of the Bank of Ourtown Ann Roe".
            words = self.behind_field(field.split())
        # "Ann Example of the Institute" is a person, "Bank of England" an office.
        elif of and " " in whose and not any(map(self.is_body, whose.split())):
            words = whose.split()
        while (
            len(words) > _MOST_TITLES
            and words[-1].casefold().strip(".") in titles
            and not self.is_body(words[-1])
            and words[-2] != "of"
        ):
            # "Ann Roe Vice President": a role behind a name is no part of it.
            words = words[:-1]
        titled = [n for n, word in enumerate(words) if self._is_title(word)]
        # What is a title before a person is the field of a ministry.
        if titled and not self.is_body(words[-1]):
            rank = len(words) == len(titled) and words[-1].casefold() in self.cues.ranks
            named = words[titled[-1] + 1 :]
            while len(named) > _MOST_TITLES and named[0].casefold() in self.cues.fields:
                # "Foreign Affairs Ann Roe".
                named = named[1:]
            # "Lord Roe", where no other name is given.
            lone = len(named) == 1 and words[titled[-1]].casefold() in self.cues.with_one_name
            words = [] if rank else words[titled[-1] :] if lone else named or words
        words = words[1:] if words and _P.of_whom.search(words[0]) else words
        first = words[0].casefold() if len(words) > _MOST_TITLES else ""
        # "Butcher Ann Roe", at the beginning of a sentence.
        role = bool(first) and first not in self.cues.titles and self.is_role(first)
        if role and words[1][0].isupper() and not self.is_body(words[-1]):
            words = words[1:]
        words = self._behind_owner(words)
        return re.sub(r"(?<=s)['’]$|['’\u02bc]s$", "", " ".join(words))

    def are_people(self, word: str) -> bool:
        """Whether a word is for many people: "officials", "growers"."""
        many = word.endswith("s") and word[:-1].endswith(self.cues.professions)
        return word in self.cues.people or many

    def is_role(self, word: str) -> bool:
        """Whether a word says what somebody is: "minister", "colleague", "goalkeeper"."""
        roles = self.cues.titles | self.cues.people
        return word in roles or f"{word}s" in roles or word.endswith(self.cues.professions)

    def _only_begins(self, words: list[str]) -> bool:
        """Whether the first of some capitals only begins a sentence; not of "Sunday Herald"."""
        paper = _bare(words[-1]) in self.cues.press and _P.day.fullmatch(words[0])
        shortened = _P.shortened.search(words[0])
        return not paper and bool(_bare(words[0]) in self.cues.begins or shortened)

    def _behind_owner(self, words: list[str]) -> list[str]:
        """Who is named behind a body: "the ECB's Roe", "Lakepoll's Ann Roe"."""
        owns = (n for n, word in enumerate(words) if word.endswith(("'s", "’s", "s'", "s’")))
        owner = next(owns, len(words))
        named = words[owner + 1 :]
        full = len(named) >= _MOST_TITLES or (named and named[-1] in self._last_names)
        full = full and not self.is_body(words[-1])
        lone = bool(named) and not owner and is_acronym(words[0].rstrip("s'’"))
        return named if full or lone else words


def _bare(word: str) -> str:
    """A word as a list of words may have it: "that" of "That’s"."""
    return re.sub(r"['’]s$", "", word.casefold().strip("."))


_IN_FULL = re.compile(rf"[{UPPER}][\w-]+ [{UPPER}][\w-]+\b(?! [{UPPER}])")
_LONE = re.compile(
    rf"(?<=[\w,;:–—] )(?<![{UPPER}][\w’'.-] )[{UPPER}][\w’-]*\w"
    rf"(?=(?:[’']s?)?(?:[,.;:!?)]|\s+[^\s{UPPER}]|$))"
)
_MOST_TITLES = 2  # words in front of a name: "former minister"
_LONGEST_ROLE = 4  # words before a name that say whose role it is: "my old colleague"
_FULL_NAME = 2  # words of a person's name: "Ann Roe"


def is_acronym(word: str) -> bool:
    """Whether a name is nothing but a few capitals."""
    return word.isupper() and _ACRONYM.fullmatch(word) is not None


def folded(name: str | None) -> list[str]:
    """The words of a name in small letters, with plain apostrophes.

    >>> folded("The Mill’s Owner"), folded(None)
    (['the', "mill's", 'owner'], [])
    """
    return (name or "").casefold().replace("’", "'").split()
