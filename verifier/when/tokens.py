"""A place in the words of a text, and what a vocabulary says each could mean.

A word may mean several things ("second" is an ordinal, "may" a month), and an expression of several
words may mean one ("no later than"). `Lexicon` keeps every sense; the grammar picks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from copy import copy
from enum import Enum
from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from verifier.text.phrases import Phrases, is_tie
from verifier.text.tokens import NUMBER, SYMBOL, WORD, Token, tokenize

if TYPE_CHECKING:
    from verifier.when.conventions import TimeConventions
    from verifier.when.phrases import Period

DEEPEST = 4
"""How many periods may lie inside one another ("the end of the first week of next month")."""

SIZES = range(1, 10)  # digits of a number: a date has eight, and longer ones are none of anything
NOWHERE = Token(SYMBOL, "\n", 0, 0)
"""What stands past either end of a text: a mark that none has."""
NAMING = {
    **dict.fromkeys(("month", "season"), "in_name"),
    **dict.fromkeys(("holiday", "new_year", "in_new_year"), "in_break"),
}
"""Roles of words that may be only the beginning of a longer name ("summer holidays")."""


class Sense(NamedTuple):
    """One thing that words could mean: a role, a value in it, and how many tokens they are."""

    role: str
    value: str
    length: int


Roles = Mapping[str, Sequence[Sense]]
"""Senses of the same words by their roles, longest first in each."""


class Lexicon:
    """The senses of expressions, looked up longest first.

    >>> lexicon = Lexicon([("by", "lead", "by"), ("by the end of", "part", "end")])
    >>> [(role, s.length) for role, (s,) in lexicon.roles(tokenize("by the end of May"), 0).items()]
    [('part', 4), ('lead', 1)]
    """

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        patterns = [
            (tuple(token.text for token in tokenize(phrase) if not is_tie(token)), (role, value))
            for phrase, role, value in entries
        ]
        self._phrases = Phrases(patterns, tied=True)
        self._first = frozenset(words[0] for words, _ in patterns if words)
        self._alone: dict[str, Roles] = {}
        """Roles of words that were met where no longer expression goes on."""

    def roles(self, tokens: Sequence[Token], at: int) -> Roles:
        """What the words that begin at token `at` could mean, by role.

        A number in digits has the role `digits`, and a mark the mark itself, without a sense.
        """
        token = tokens[at]
        known = token.text in self._first
        if not known and token.kind is WORD:
            return NOTHING
        alone = not known or not self._phrases.goes_on(tokens, at)
        roles = self._alone.get(token.text) if alone else None
        if roles is None:
            roles = self._looked_up(tokens, at)
            if alone:
                self._alone[token.text] = roles
        return self._named(roles, tokens, at) if NAMING.keys() & roles.keys() else roles

    def _looked_up(self, tokens: Sequence[Token], at: int) -> Roles:
        roles: dict[str, list[Sense]] = {}
        for (role, value), end in self._phrases.matches(tokens, at):
            roles.setdefault(role, []).append(Sense(role, value, end - at))
        if tokens[at].kind is not WORD:
            roles["digits" if tokens[at].kind is NUMBER else tokens[at].text] = []
        return roles

    def _named(self, roles: Roles, tokens: Sequence[Token], at: int) -> Roles:
        """Without the names that the words behind make part of a longer one."""
        kept = {
            role: [s for s in senses if not self._goes_on(tokens, at + s.length, NAMING[role])]
            if role in NAMING
            else senses
            for role, senses in roles.items()
        }
        return {role: senses for role, senses in kept.items() if senses or not roles[role]}

    def _goes_on(self, tokens: Sequence[Token], at: int, by: str) -> bool:
        return at < len(tokens) and any(
            role == by for (role, _), _ in self._phrases.matches(tokens, at)
        )


NOTHING: Roles = MappingProxyType({})


class Heard(Enum):
    """What words say besides the time that they name, and what no tree of a phrase holds."""

    HOUR = "a time of day"
    HOURS = "from which time of day to which"
    OPENING = "one that is the first moment of its day"
    OR_SO = "that a length is no exact one: a week or so from now"
    ASIDE = "which of two times is likelier"


class Cursor:
    """A place in a tokenised text, moved by the grammar as it recognises words.

    `lenient` is set where the text is known to be a time phrase, so that words with another
    everyday meaning ("may", "march") need no further sign of being meant as time. `bare` is set
    where "the month" or "month" alone will do, as in "end of month", and `definite` behind "the".
    """

    def __init__(self, text: str, rules: TimeConventions, *, lenient: bool) -> None:
        self.text, self.rules = text, rules
        self.tokens = tokenize(text)
        self.at = 0
        self.lenient = lenient
        self.heard: list[tuple[int, Heard]] = []
        """What was read where besides."""
        self.end = len(self.tokens)
        self.roles = [rules.lexicon.roles(self.tokens, at) for at in range(self.end)]
        """What the words from each token on could mean; nothing behind the last."""
        self.roles.append(NOTHING)
        self.depth, self.bare, self.definite = 0, False, False

    def anew(self, *, lenient: bool) -> Cursor:
        """A cursor at the beginning of the same text, whose words need not be looked up again."""
        cursor = copy(self)
        cursor.at, cursor.lenient, cursor.heard = 0, lenient, []
        return cursor

    def begin(self, read: Callable[[Cursor], Period | None], *, bare: bool) -> None:
        """What is read from here on is in no other period, for which there is a reader."""
        self.read, self.depth, self.bare, self.definite = read, 0, bare, False

    def nested(self) -> Period | None:
        """The period that begins here, inside the one being read: the grammar is recursive."""
        if self.depth >= DEEPEST:
            return None
        around = self.bare, self.definite
        self.depth, self.bare, self.definite = self.depth + 1, True, False
        period = self.read(self)
        self.depth -= 1
        self.bare, self.definite = around
        return period

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self.at >= self.end

    def sense_at(self, at: int, role: str) -> str | None:
        """The value of the longest sense at token `at` in `role`, None where there is none."""
        senses = self.roles[at].get(role)
        return senses[0].value if senses else None

    def peek(self, role: str) -> str | None:
        """The value of the longest sense here in `role`, None where there is none."""
        senses = self.roles[self.at].get(role)
        return senses[0].value if senses else None

    def take(self, role: str, *values: str) -> str | None:
        """Move past the longest expression here in `role` (with one of `values`): its value."""
        for sense in self.roles[self.at].get(role, ()):
            if not values or sense.value in values:
                self.at += sense.length
                return sense.value
        return None

    def take_or_so(self) -> bool:
        """Move past what makes a time loose: "or so", or "roughly" that nothing goes on with."""
        before, said = self.at, self.take("or_so")
        goes_on = not self.done and self.token().kind is not SYMBOL and not self.peek("relation")
        if said == "last" and goes_on:
            self.at = before
            return False
        return said is not None

    def symbol(self, texts: str, *, ahead: int = 0) -> bool:
        """Whether a symbol out of `texts` stands `ahead` tokens from here."""
        token = self.token(ahead)
        return token.kind is SYMBOL and token.text in texts

    def take_symbol(self, texts: str) -> bool:
        """Move past a symbol out of `texts`."""
        at = self.at
        if at < self.end and self.tokens[at].kind is SYMBOL and self.tokens[at].text in texts:
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

    def taken(self, *roles: str) -> str:
        """Move past the longest expression here in the first of `roles`, one of which it plays."""
        return next(value for role in roles if (value := self.take(role)) is not None)

    def token(self, ahead: int = 0) -> Token:
        """The token `ahead` from here, `NOWHERE` past either end."""
        index = self.at + ahead
        return self.tokens[index] if 0 <= index < self.end else NOWHERE

    def digits(self, ahead: int = 0, *, sizes: Container[int] = SIZES) -> int | None:
        """The number `ahead` tokens from here, in so many digits."""
        token = self.token(ahead)
        return int(token.text) if token.kind is NUMBER and len(token.text) in sizes else None

    def heard_since(self, start: int) -> Collection[Heard]:
        """What was read besides from token `start` up to here."""
        return [what for at, what in self.heard if start <= at < self.at] if self.heard else ()

    def unhear(self, start: int) -> None:
        """Forget what was read besides from token `start` on, as it was tried in vain."""
        while self.heard and self.heard[-1][0] >= start:
            self.heard.pop()

    def words_since(self, start: int) -> str:
        """The original words from token `start` up to here."""
        if self.at <= start:
            return ""
        return self.text[self.tokens[start].start : self.tokens[self.at - 1].end]


More = ParamSpec("More")
Found = TypeVar("Found")


Reads = Callable[Concatenate[Cursor, More], Found]


def reader(*beginnings: str) -> Callable[[Reads[More, Found]], Reads[More, Found]]:
    """A function that reads what begins at the cursor and, where nothing does, does not move it.

    Nothing is None, or False of a function that says whether. What a reader tried in vain passed
    over is thus never lost. Nothing begins where the text ends nor, where `beginnings` are given,
    with a word that plays none of these roles.
    """
    roles = frozenset(beginnings)

    def decorated(read: Reads[More, Found]) -> Reads[More, Found]:
        nothing: Any = False if read.__annotations__["return"] == "bool" else None

        def tried(cursor: Cursor, /, *args: More.args, **kwargs: More.kwargs) -> Any:
            start = cursor.at
            if start >= cursor.end or (roles and roles.isdisjoint(cursor.roles[start])):
                return nothing
            found = read(cursor, *args, **kwargs)
            if found is nothing:
                cursor.at = start
                if cursor.heard:
                    cursor.unhear(start)
            return found

        made = wraps(read)(cast("Any", tried))
        cast("Any", made).beginnings = roles
        return made

    return decorated


def beginnings(read: Any) -> frozenset[str]:
    """The roles of which the first word of what a reader reads plays one."""
    return cast("frozenset[str]", read.beginnings)


def ahead(looks: Reads[More, Found]) -> Reads[More, Found]:
    """A function that looks at what comes and never moves the cursor."""

    @wraps(looks)
    def looking(cursor: Cursor, /, *args: More.args, **kwargs: More.kwargs) -> Found:
        start = cursor.at
        found = looks(cursor, *args, **kwargs)
        cursor.at = start
        return found

    return looking
