"""Words of a text with their offsets, and what a vocabulary says each could mean.

A word may mean several things ("second" is an ordinal, "may" a month), and an expression of several
words may mean one ("no later than"). `Lexicon` keeps every sense; the grammar picks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
APOSTROPHES = "'\u2018\u2019\u02bc"
LONGEST_NUMBER = 9
NAMING = frozenset({"month", "season"})
"""Roles of words that may be only the beginning of a longer name ("summer holidays")."""


class Kind(StrEnum):
    """What sort of characters a token is made of."""

    WORD = "word"
    NUMBER = "number"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or symbol: folded text, offsets, and whether it touches the one before."""

    kind: Kind
    text: str
    start: int
    end: int
    glued: bool
    capital: bool = False


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into words, numbers and symbols.

    >>> [token.text for token in tokenize("By mid-February, the 24th")]
    ['by', 'mid', '-', 'february', ',', 'the', '24', 'th']
    """
    tokens: list[Token] = []
    at, last_end = 0, -1
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
            continue
        kind, end = _extent(text, at)
        tokens.append(
            Token(kind, _folded(text[at:end]), at, end, at == last_end, text[at].isupper())
        )
        at = last_end = end
    return tuple(tokens)


def _extent(text: str, at: int) -> tuple[Kind, int]:
    if _is_digit(text[at]):
        return Kind.NUMBER, _run(text, at, _is_digit)
    if text[at].isalpha():
        return Kind.WORD, _run(text, at, str.isalpha)
    return Kind.SYMBOL, at + 1


def _run(text: str, at: int, belongs: Callable[[str], bool]) -> int:
    while at < len(text) and belongs(text[at]):
        at += 1
    return at


def _is_digit(char: str) -> bool:
    return "0" <= char <= "9"


def _folded(text: str) -> str:
    if text in DASHES:
        return "-"
    if text in APOSTROPHES:
        return "'"
    return text.casefold()


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that words could mean: a role, a value in it, and where the words end."""

    role: str
    value: str
    end: int


@dataclass(slots=True)
class _Branch:
    after: dict[str, _Branch] = field(default_factory=dict)
    meanings: list[tuple[str, str]] = field(default_factory=list)


class Lexicon:
    """The senses of expressions, looked up longest first.

    >>> lexicon = Lexicon([("by", "lead", "by"), ("by the end of", "part", "end")])
    >>> [(s.role, s.end) for s in lexicon.senses(tokenize("by the end of May"), 0)]
    [('part', 4), ('lead', 1)]
    """

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        self._root = _Branch()
        for phrase, role, value in entries:
            branch = self._root
            for token in tokenize(phrase):
                if not _is_tie(token):
                    branch = branch.after.setdefault(token.text, _Branch())
            if (role, value) not in branch.meanings:
                branch.meanings.append((role, value))

    def senses(self, tokens: tuple[Token, ...], at: int) -> tuple[Sense, ...]:
        """Every sense of the words that begin at token `at`, longest first."""
        found: list[Sense] = []
        branch, here = self._root, at
        while here < len(tokens):
            token = tokens[here]
            if here > at and _is_tie(token):
                here += 1
                continue
            following = branch.after.get(token.text)
            if following is None:
                break
            branch, here = following, here + 1
            found[:0] = [Sense(role, value, here) for role, value in branch.meanings]
        return tuple(found)


def _is_tie(token: Token) -> bool:
    """Hyphens and apostrophes tie words together and mean nothing by themselves."""
    return token.kind is Kind.SYMBOL and token.text in "-'"


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
        self._lexicon = lexicon
        self._senses: dict[int, dict[str, list[Sense]]] = {}

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.tokens)

    def roles(self) -> dict[str, list[Sense]]:
        """What the words from here on could mean, by role.

        A number in digits has the role `digits` and an apostrophe `apostrophe`, without a sense.
        """
        known = self._senses.get(self.at)
        if known is None:
            known = self._senses[self.at] = {}
            for sense in self._lexicon.senses(self.tokens, self.at):
                if sense.role not in NAMING or not self._name_goes_on(sense.end):
                    known.setdefault(sense.role, []).append(sense)
            token = self.token()
            if token is not None and token.kind is Kind.NUMBER:
                known["digits"] = []
            elif token is not None and token.text == "'":
                known["apostrophe"] = []
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
        for sense in self.roles().get(role, ()):
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

    def words_since(self, start: int) -> str:
        """The original words from token `start` up to here."""
        if self.at <= start:
            return ""
        return self.text[self.tokens[start].start : self.tokens[self.at - 1].end]
