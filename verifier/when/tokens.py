"""A place in the words of a text, and what a vocabulary says each could mean.

A word may mean several things ("second" is an ordinal, "may" a month), and an expression of several
words may mean one ("no later than"). `Lexicon` keeps every sense; the grammar picks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, Protocol, TypeVar, cast

from verifier.text.phrases import Phrases, is_tie
from verifier.text.tokens import Kind, Token, tokenize

LONGEST_NUMBER = 9  # digits: a date has eight, and longer ones are no number of anything
NAMING = frozenset({"month", "season"})
"""Roles of words that may be only the beginning of a longer name ("summer holidays")."""


class Sense(NamedTuple):
    """One thing that words could mean: a role, a value in it, and where the words end."""

    role: str
    value: str
    end: int


class Lexicon:
    """The senses of expressions, looked up longest first.

    >>> lexicon = Lexicon([("by", "lead", "by"), ("by the end of", "part", "end")])
    >>> [(s.role, s.end) for s in lexicon.senses(tokenize("by the end of May"), 0)]
    [('part', 4), ('lead', 1)]
    """

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        patterns = [
            (tuple(token.text for token in tokenize(phrase) if not is_tie(token)), (role, value))
            for phrase, role, value in entries
        ]
        self._phrases = Phrases(patterns, tied=True)
        self._first = frozenset(words[0] for words, _ in patterns if words)

    def senses(self, tokens: tuple[Token, ...], at: int) -> tuple[Sense, ...]:
        """Every sense of the words that begin at token `at`, longest first."""
        if at >= len(tokens) or tokens[at].text not in self._first:
            return ()
        found = self._phrases.matches(tokens, at)
        return tuple(Sense(role, value, end) for (role, value), end in found)


class Cursor:
    """A place in a tokenised text, moved by the grammar as it recognises words.

    `lenient` is set where the text is known to be a time phrase, so that words with another
    everyday meaning ("may", "march") need no further sign of being meant as time.
    """

    def __init__(self, text: str, lexicon: Lexicon, *, lenient: bool) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.at = 0
        self.lenient = lenient
        self.clocks: list[int] = []
        """Where times of day were read."""
        self.openings: list[int] = []
        """Where one was read that is the first moment of its day."""
        self.loose: list[int] = []
        """Where "or so" was read inside a time: "a week or so from now"."""
        self.asides: list[int] = []
        """Where words were read that go between two times and say which is likelier."""
        self._lexicon = lexicon
        self._roles: list[dict[str, list[Sense]] | None] = [None] * len(self.tokens)
        self._roles.append({})

    def anew(self, *, lenient: bool) -> Cursor:
        """A cursor at the beginning of the same text, whose words need not be looked up again."""
        cursor = copy(self)
        cursor.at, cursor.lenient, cursor.clocks, cursor.loose = 0, lenient, [], []
        cursor.openings, cursor.asides = [], []
        return cursor

    @property
    def cursor(self) -> Cursor:
        """Itself, so that a reader may ask for a cursor or for a place that has one."""
        return self

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.tokens)

    def roles(self) -> dict[str, list[Sense]]:
        """What the words from here on could mean, by role.

        A number in digits has the role `digits`, an apostrophe `apostrophe` and a plus or minus
        `sign`, without a sense.
        """
        known = self._roles[self.at]
        return self._look_up(self.at) if known is None else known

    def roles_at(self, at: int) -> dict[str, list[Sense]]:
        """What the words from token `at` on could mean, by role."""
        known = self._roles[at]
        return self._look_up(at) if known is None else known

    def sense_at(self, at: int, role: str) -> str | None:
        """The value of the longest sense at token `at` in `role`, None where there is none."""
        senses = self.roles_at(at).get(role)
        return senses[0].value if senses else None

    def _look_up(self, at: int) -> dict[str, list[Sense]]:
        known = self._roles[at] = {}
        for sense in self._lexicon.senses(self.tokens, at):
            if sense.role not in NAMING or not self._name_goes_on(sense.end):
                known.setdefault(sense.role, []).append(sense)
        token = self.tokens[at]
        if token.kind is Kind.NUMBER:
            known["digits"] = []
        elif token.text == "'":
            known["apostrophe"] = []
        elif token.text in "+-":
            known["sign"] = []
        return known

    def _name_goes_on(self, at: int) -> bool:
        """Whether a word at token `at` makes what stands before it part of a longer name."""
        return any(sense.role == "in_name" for sense in self._lexicon.senses(self.tokens, at))

    def peek(self, role: str) -> str | None:
        """The value of the longest sense here in `role`, None where there is none."""
        senses = self.roles().get(role)
        return senses[0].value if senses else None

    def take(self, role: str, *values: str) -> str | None:
        """Move past the longest expression here in `role` (with one of `values`): its value."""
        known = self._roles[self.at]
        for sense in (self._look_up(self.at) if known is None else known).get(role, ()):
            if not values or sense.value in values:
                self.at = sense.end
                return sense.value
        return None

    def symbol(self, texts: str, *, ahead: int = 0) -> bool:
        """Whether a symbol out of `texts` stands `ahead` tokens from here."""
        token = self.token(ahead)
        return token is not None and token.kind is Kind.SYMBOL and token.text in texts

    def take_symbol(self, texts: str) -> bool:
        """Move past a symbol out of `texts`."""
        if self.symbol(texts):
            self.at += 1
            return True
        return False

    def take_dash(self) -> bool:
        """Move past what joins the ends of a range: -, --, ~, ->."""
        if not self.take_symbol("-~\u2192"):
            return False
        while self.symbol("->") and self.tokens[self.at].glued:
            self.at += 1
        return True

    def token(self, ahead: int = 0) -> Token | None:
        """The token `ahead` from here, None past either end."""
        index = self.at + ahead
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def digits(self, ahead: int = 0) -> int | None:
        """The number in digits `ahead` tokens from here."""
        token = self.token(ahead)
        if token is None or token.kind is not Kind.NUMBER or len(token.text) > LONGEST_NUMBER:
            return None
        return int(token.text)

    def hour_since(self, start: int) -> bool:
        """Whether a time of day was read from token `start` up to here."""
        return any(start <= at < self.at for at in self.clocks)

    def words_since(self, start: int) -> str:
        """The original words from token `start` up to here."""
        if self.at <= start:
            return ""
        return self.text[self.tokens[start].start : self.tokens[self.at - 1].end]


class HasCursor(Protocol):
    """What a reader is given: a cursor, or something that has one."""

    @property
    def cursor(self) -> Cursor:
        """The cursor."""
        ...


At = TypeVar("At", bound=HasCursor)
More = ParamSpec("More")
Found = TypeVar("Found")


Reads = Callable[Concatenate[At, More], Found]


def reader(*beginnings: str) -> Callable[[Reads[At, More, Found]], Reads[At, More, Found]]:
    """A function that reads what begins at the cursor and, where nothing does, does not move it.

    Nothing is None, or False of a function that says whether. What a reader tried in vain passed
    over is thus never lost. Where `beginnings` are given, the first word must play one of these
    roles, or nothing begins.
    """
    roles = frozenset(beginnings)

    def made(read: Reads[At, More, Found]) -> Reads[At, More, Found]:
        code, alone = read.__code__, cast("Any", read)
        nothing: Any = False if read.__annotations__["return"] == "bool" else None

        def tried(at: Any, /, *args: More.args, **kwargs: More.kwargs) -> Any:
            cursor = at if at.__class__ is Cursor else at.cursor
            start = cursor.at
            if roles and roles.isdisjoint(cursor.roles_at(start)):
                return nothing
            found = read(at, *args, **kwargs)
            if found is nothing:
                cursor.at = start
            return found

        def tried_alone(at: Any) -> Any:
            cursor = at if at.__class__ is Cursor else at.cursor
            start = cursor.at
            if roles and roles.isdisjoint(cursor.roles_at(start)):
                return nothing
            found = alone(at)
            if found is nothing:
                cursor.at = start
            return found

        # Most readers are given nothing else, and handing that on takes longer than reading.
        given_more = code.co_argcount + code.co_kwonlyargcount > 1
        return wraps(read)(cast("Any", tried if given_more else tried_alone))

    return made


def ahead(looks: Reads[At, More, Found]) -> Reads[At, More, Found]:
    """A function that looks at what comes and never moves the cursor."""

    @wraps(looks)
    def looking(at: At, /, *args: More.args, **kwargs: More.kwargs) -> Found:
        cursor = at if isinstance(at, Cursor) else at.cursor
        start = cursor.at
        found = looks(at, *args, **kwargs)
        cursor.at = start
        return found

    return looking
