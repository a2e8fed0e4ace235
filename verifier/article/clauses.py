"""Clauses of a sentence: the verbs that matter, each with its subject and where its clause begins.

This is the seam between reading an article and knowing grammar. Whatever parses a sentence is given
its text and where verbs stand in it, and answers with a `Clause` for each. `by_rules` needs nothing
but lists of words:

subject = the noun phrase that ends before the verb, over adverbs and what is set off by commas;
          after the verb where what was said ends right before it: "…, said Ann Example"
joint   = the last mark or word between two verbs at which a clause of its own begins
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from verifier.article.phrasing import Phrasing
from verifier.article.subjects import before, opening
from verifier.article.tokens import ClauseCues, Span, tokens
from verifier.dataclass import dataclass

_P = Phrasing("clauses")


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb, its subject with what describes it, and where the clause begins that has the two.

    `shared` says that the verb has no subject of its own: "will rise and *will fall*". `of` are
    words elsewhere of which it is then said, and what of it goes on behind them, where known;
    `other` is what else may be the subject, `head` its noun, where known.
    """

    verb: Span
    subject: Span | None
    start: int
    shared: bool = False
    of: tuple[Span, Span] | None = None
    other: Span | None = None
    head: Span | None = None


Clauses = Callable[[str, Sequence[Span]], Sequence[Clause]]
"""The clauses of the verbs that stand in a sentence at these places, in their order."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Whoever parses a sentence: its clauses, and whether a name in it is surely that of a body.

    `person` says where in capitalised words the name of somebody begins, None where it has no view;
    `is_name` says whether a capitalised word may be one, which one without a parser cannot deny;
    `says` finds predicates that have a clause for their object, in whatever words: "admits that".
    """

    clauses: Clauses
    names_body: Callable[[str, Span], bool] = lambda _sentence, _name: False
    person: Callable[[str, Span], int | None] = lambda _sentence, _name: None
    says: Callable[[str], Sequence[Span]] = lambda _sentence: ()
    is_name: Callable[[str, Span], bool] = lambda _sentence, _name: True

    def __call__(self, text: str, verbs: Sequence[Span]) -> Sequence[Clause]:
        """The clauses of the verbs that stand in `text` at these places, in their order."""
        return self.clauses(text, verbs)


def by_rules(known: ClauseCues) -> Grammar:
    """The grammar that goes by the words of `known` alone.

    >>> words = {"prepositions": {"of"}, "openers": {"and", "will"}, "joints": ("and",)}
    >>> known = ClauseCues(determiners={"the"}, auxiliaries={"has"}, **words)
    >>> text = "The bank of Ourtown, which is small, has said rates will rise and wages will fall."
    >>> found = by_rules(known)(text, [m.span() for m in re.finditer("said|will", text)])
    >>> [text[slice(*clause.subject)] for clause in found]
    ['The bank of Ourtown, which is small', 'rates', 'wages']
    >>> text[found[-1].start :]
    'wages will fall.'
    """

    def clauses(text: str, verbs: Sequence[Span]) -> list[Clause]:
        return list(_clauses(text, verbs, known))

    return Grammar(clauses)


def _clauses(text: str, verbs: Sequence[Span], known: ClauseCues) -> Iterator[Clause]:
    after = 0
    for number, verb in enumerate(verbs):
        named = None if after else opening(text, verb[0], known, verbless=True)
        subject = named or before(text, after, verb[0], known) or opening(text, verb[0], known)
        joint = _joint(text, after, verb[0], known, subject, first=not number)
        if joint is None:
            yield Clause(verb, subject, 0 if not number else -1)
        else:
            own = subject is not None and subject[1] > joint
            yield Clause(verb, subject if own else None, joint, shared=not own)
        after = verb[1]


def _joint(
    text: str, after: int, before_verb: int, known: ClauseCues, subject: Span | None, *, first: bool
) -> int | None:
    """Where the clause of a verb begins after what stands before it; None where that is the same.

    Before the `first` verb there is another clause only where that has a subject of its own.
    """
    found: int | None = None
    for match in (m for m in known.joint.finditer(text, after, before_verb) if m[0].strip()):
        marked = match["mark"] in (";", "–", "—", "-", ":")
        word = (match["word"] or "").casefold()
        if word == "with" and not (
            match["mark"] == ","
            and (
                (_P.to_do.match(text, before_verb) and subject) or _P.odds.match(text, match.end())
            )
        ):
            continue
        so = word == "so" and not _P.so.match(text, match.start())
        if so or _P.adverb.match(text, match.start()):
            # "So late that it fails", ", so that it can fail"; "if it fails, though, rents rise".
            continue
        # "Ann will win, Bo will lose".
        spliced = not first and match["mark"] == "," and subject and subject[0] == match.end()
        if not (word or marked or spliced):
            continue
        relative = word in known.relatives
        own = subject is not None and subject[0] >= match.end()
        which = not first and match["mark"] == "," and text[match.end() : before_verb].strip() == ""
        if (first or relative) and not own and not (relative and (subject is None or which)):
            continue
        if first and (relative or not match["mark"]):
            continue
        if word and not match["mark"] and _between_names(text, match):
            continue
        if subject is not None and subject[0] < match.start() and _P.both.match(text, subject[0]):
            continue
        named = tokens(text, found, match.start()) if found else []
        if 0 < len(named) <= 2 and named[0].low not in known.pronouns and not match["mark"]:
            # "…, but wages and rents will fall": the clause began with the first of the two.
            continue
        found = match.end()
    return found


def _between_names(text: str, match: re.Match[str]) -> bool:
    """Whether names or numbers stand on both sides: "France and Spain", "4% and 5%"."""
    last = re.search(r"(\w+)%?$", text[max(0, match.start() - _LONGEST_WORD) : match.start()])
    then = text[match.end() :][:1]
    return last is not None and (
        (last[1][0].isupper() and then.isupper()) or (last[1][0].isdigit() and then.isdigit())
    )


_LONGEST_WORD = 40  # letters before a place, in which its last word is looked for
