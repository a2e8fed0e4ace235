"""The words and marks of a text, and what a language knows of clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from verifier.article.patterns import compiled
from verifier.article.phrasing import Phrasing
from verifier.dataclass import dataclass
from verifier.model.record import Record, Text

_P = Phrasing("tokens")

Span = tuple[int, int]


class ClauseCues(Record):
    """What a language knows of clauses, in lower case."""

    determiners: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    joints: tuple[Text, ...] = ()
    relatives: frozenset[str] = frozenset()
    heads: tuple[Text, ...] = ()

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """Where a clause of its own may begin: the group is what is no part of it."""
        words = "|".join(re.escape(word) for word in self.joints)
        return re.compile(
            rf"(?P<mark>[;:–—]|(?<=\s)-(?=\s)|,(?!\d))?\s*(?P<word>\b(?:{words})\b)?\s*",
            re.IGNORECASE,
        )


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark and where it stands."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """In lower case, with a plain apostrophe; "May" is a month or a name, "WHO" a body."""
        return _low(self.text)

    @property
    def is_word(self) -> bool:
        """Whether it is no mark."""
        return self.text[0].isalnum()


@lru_cache(maxsize=4096)  # words of a long article
def _low(word: str) -> str:
    return word if word in _P.words("names") else word.casefold().replace("’", "'")


def looks_ahead(text: str, known: ClauseCues, start: int = 0) -> Iterator[re.Match[str]]:
    """The verb phrases about what is to come; the month of May is none, nor are "the projects"."""
    for match in compiled(known.heads).finditer(text, start) if known.heads else ():
        noun = match[0].endswith("s") and (
            _P.is_noun.match(text, match.end()) or _P.owned.search(text[: match.start()])
        )
        if match[0] != "May" and not noun:
            yield match


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of a stretch of `text`."""
    stop = len(text) if end is None else end
    return [Token(m[0], m.start(), m.end()) for m in _P.token.finditer(text, start, stop)]
