"""Who is speaking in each sentence of an article, and in which words of it.

Quotation marks are paired within a paragraph. A sentence without a speaker of its own takes that of
the words around it: the rest of its paragraph, or who spoke last where a quotation or a pronoun
takes up the thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from verifier.desk.sentences import Sentence, paragraphs
from verifier.model.forecasts import Forecaster, ForecasterKind, Voice

_CAPITALISED = r"[^\W\d_a-zß-öø-ÿа-яґєії](?:\.?[\w’'\u02bc-]+)*\.?"
_RUN = re.compile(rf"{_CAPITALISED}(?:\s+(?:(?:of|the|de|van|von|al|bin)\s+)*{_CAPITALISED})*")
_WORD = re.compile(r"[\w’'\u02bc-]+")
_TAKES_UP = re.compile(r"\b(?:he|she|his|her|the (?:minister|president|official))\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|who|which)\s*(?:had |has |have )?(?:also |further )?$", re.IGNORECASE
)
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,.:;“”\"]|\b(?:that|who)\b")
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

    @property
    def attributed(self) -> bool:
        """Whether somebody other than the article is speaking."""
        return self.voice != Voice.OUTLET


class Names:
    """Finds the names of people: those that the registry knows, else capitalised words.

    >>> names = Names(frozenset({"president"}), frozenset({"he"}), {})
    >>> names.last("Examplian President Ann Example"), names.last("He")
    ('Ann Example', None)
    """

    def __init__(
        self,
        titles: frozenset[str],
        not_names: frozenset[str],
        forecasters: Mapping[str, Forecaster],
    ) -> None:
        self._titles, self._not_names = titles, not_names
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
        runs = [match for match in _RUN.finditer(text) if not _begins(match, text)]
        bare = [name for match in runs if (name := self._bare(match[0]))]
        return bare[-1] if bare else None

    def forecaster(self, name: str | None) -> str | None:
        """The id of the forecaster who goes by `name`."""
        return None if name is None else self._known.get(name.casefold())

    def _bare(self, run: str) -> str:
        """The run without what only begins a sentence, and without titles before a name."""
        words = run.split()
        while words and words[0].casefold().strip(".") in self._not_names:
            words = words[1:]
        titles = [n for n, word in enumerate(words) if word.casefold().strip(".") in self._titles]
        after = words[titles[-1] + 1 :] if titles else words
        return re.sub(r"['’\u02bc]s$", "", " ".join(after or words))


def _begins(run: re.Match[str], text: str) -> bool:
    """Whether a lone word is capitalised for beginning the sentence: what follows is about it."""
    return run.start() == 0 and " " not in run[0] and len(text[run.end() :].split()) > 2


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that reports speech: where it ends in its sentence, and the name in it."""

    end: int
    name: str | None


def statements(
    text: str, found: Sequence[Sentence], *, reporting: frozenset[str], names: Names
) -> Iterator[Statement]:
    """Every sentence with its speaker, in order."""
    blocks = paragraphs(text)
    quoted = tuple(_quotations(text, blocks))
    verbs = re.compile(rf"\b(?:{'|'.join(sorted(reporting))})\b", re.IGNORECASE)
    clauses = [_clause(sentence, quoted, verbs, names) for sentence in found]
    places = [max(start for start, _ in blocks if start <= s.start) for s in found]
    last: str | None = None
    for number, sentence in enumerate(found):
        clause = clauses[number]
        said = _in_quotation_marks(text, sentence, quoted)
        name = clause.name if clause else None
        if name is None and clause is None and said:
            name = _beside(number, places, clauses)
        if name is None and (clause or said or _TAKES_UP.search(sentence.text)):
            name = last
        last = name or last
        if said:
            yield Statement(sentence, said, Voice.QUOTATION, name, names.forecaster(name))
        elif clause is not None:
            words = _reported(sentence, clause)
            yield Statement(sentence, words, Voice.PARAPHRASE, name, names.forecaster(name))
        else:
            yield Statement(sentence, sentence.text, Voice.OUTLET)


def _clause(
    sentence: Sentence, quoted: Sequence[tuple[int, int]], verbs: re.Pattern[str], names: Names
) -> _Clause | None:
    clauses = [
        _Clause(match.end(), _speaker(sentence, match, quoted, names))
        for match in verbs.finditer(sentence.text)
        if not any(start <= sentence.start + match.start() < end for start, end in quoted)
    ]
    if clauses:
        return next((clause for clause in clauses if clause.name), clauses[0])
    according = _ACCORDING.search(sentence.text)
    if according is None:
        return None
    return _Clause(according.end(), names.last(_head(sentence.text[according.end() :])))


def _speaker(
    sentence: Sentence, verb: re.Match[str], quoted: Sequence[tuple[int, int]], names: Names
) -> str | None:
    """Who is named before the verb, or else after it; nobody where a pronoun stands for them."""
    before = _unquoted(sentence, verb.start(), quoted)
    if _PRONOUN.search(before):
        return None
    return names.last(before) or names.last(_head(sentence.text[verb.end() :]))


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


def _reported(sentence: Sentence, clause: _Clause) -> str:
    """What follows "said that"; the whole sentence where nothing much does."""
    after = sentence.text[clause.end :].lstrip(" ,:").removeprefix("that ")
    return after if len(_WORD.findall(after)) >= _STATEMENT else sentence.text


def _beside(number: int, places: Sequence[int], clauses: Sequence[_Clause | None]) -> str | None:
    """Who is named in the same paragraph: after the sentence, or else before it."""
    here = [n for n, place in enumerate(places) if place == places[number]]
    order = [n for n in here if n > number] + [n for n in reversed(here) if n < number]
    named = (clauses[n] for n in order)
    return next((clause.name for clause in named if clause and clause.name), None)


def _quotations(text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches between double quotation marks; one left open ends with its paragraph."""
    for start, end in blocks:
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
