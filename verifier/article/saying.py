"""Which verbs of a sentence report speech: none that is a noun there, passive or behind a modal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verifier.article.clauses import Grammar
from verifier.article.names import Names
from verifier.article.phrasing import Phrasing
from verifier.article.tokens import Span

_P = Phrasing("saying")

_ANYTHING = re.compile(r".+")
_ENDS = re.compile(r"\s*(?:[.;)]|$)")
_SAID_BEFORE = re.compile(r"[,”\"’']\s+[^,”\"]{1,60}$")


class Saying:
    """Finds the verbs of saying in sentences of one article."""

    def __init__(self, names: Names, grammar: Grammar) -> None:
        self._names, self._grammar = names, grammar

    def of(self, text: str, apart: Sequence[Span]) -> Iterator[re.Match[str]]:
        """The verbs that report speech, in order; none stands in the stretches `apart`."""
        known = {match.start(): match for match in _P.any_verb.finditer(text)}
        known |= {match.start(): match for match in self._parsed(text)}
        known |= {match.start(): match for match in self._names.verbs.finditer(text)}
        for at, match in sorted(known.items()):
            lead = text[:at]
            continues = _P.continues.search(lead) is not None
            if not (
                within(at, apart)
                or _happens_to(text, match)
                or (self._is_noun(text, match) and not continues)
                or self._names.no_report.match(text, at)
                or (at and match[0][0].isupper() and not self._in_title(text, match))
                or (_P.after_modal.search(lead) and not continues)
                or self._is_gerund(text, match)
            ):
                yield match

    def _in_title(self, text: str, verb: re.Match[str]) -> bool:
        """Whether a capital is that of a title: "…, Minister Says", "Brokers Expect Rents to"."""
        who, known = text[: verb.start()].split(), self._names.cues
        roles = known.people | known.titles | known.also_people
        opens = 0 < len(who) <= _SHORT and who[-1].casefold() in roles
        small = sum(word[:1].islower() for word in text[verb.end() :].split() if len(word) > _SHORT)
        return _closes_title(text, verb) or (opens and not small and text[-1:].isalnum())

    def _parsed(self, text: str) -> Iterator[re.Match[str]]:
        """What the grammar takes for saying, whatever the verb."""
        for start, end in self._grammar.says(text):
            other = self._names.verbs.search(text, end) and not text.startswith(" that ", end)
            if not other and not self._names.verbs.search(text, start, end):
                match = _ANYTHING.match(text, start, end)
                if match:
                    yield match

    def _is_gerund(self, text: str, verb: re.Match[str]) -> bool:
        """Whether the verb only goes with a preposition: "before announcing its ruling"."""
        lead = text[: verb.start()].split()[-1:]
        tied = self._names.cues.prepositions | _P.words("before_ing")
        return is_ing(verb) and bool(lead) and lead[0].casefold() in tied

    def _is_noun(self, text: str, verb: re.Match[str]) -> bool:
        """Whether the word is a noun here: "its forecast", "a report"."""
        said, known = verb[0].casefold(), self._names.cues
        # "…, forecasts say."
        says = said.removesuffix("s") in known.noun_verbs
        says = says and self._names.verbs.match(text, verb.end() + 1) is not None
        is_noun = _P.noun.match(text, verb.start()) is not None
        if says or (is_noun and not passive_of(text, verb)):
            return True
        word = re.search(r"([\w’'-]+)\s+$", text[: verb.start()])
        return word is not None and " " not in said and self._is_noun_behind(text, verb, word)

    def _is_noun_behind(self, text: str, verb: re.Match[str], word: re.Match[str]) -> bool:
        """Whether a word is a noun by the `word` before it."""
        low, known = word[1].casefold(), self._names.cues
        said = verb[0].casefold()
        if said in _P.words("nouns_in_ing") and _P.a_noun.search(text[: verb.start()]):
            # "An amber warning covers the north", and not "the bank warning that".
            told = known.things if _P.whole_clause.match(text, verb.end()) else frozenset[str]()
            # "A statement saying that", and no "storm warning".
            return low not in known.people | known.bodies | known.any_body | known.titles | told
        if _P.out_of.search(text[: verb.start()]) and said.rstrip("s") not in known.noun_verbs:
            return False
        ends, before = _ENDS.match(text, verb.end()), _SAID_BEFORE.search(text[: verb.start()])
        if ends and (not before or low in known.stand_alone):
            # "There will be no promises."; "“It will rain,” another said."
            return said.rstrip("s") in known.noun_verbs
        whose = text[: word.start()].casefold().split()[-1:]
        if low in _P.words("all_of_them") and (low == "both" or {*whose} & known.pronouns):
            # "They all agree", and not "all forecasts", "both forecasts".
            return not whose and said.removesuffix("s") in known.noun_verbs
        if said in known.noun_verbs - {"forecast"} and word[1][0].isupper() and low[-1] != "s":
            # "The January report, which": of one of them it is "reports".
            return _P.object_after.match(text, verb.end()) is None
        if low in _P.words("objects") and said.removesuffix("s") not in known.noun_verbs:
            # "A person close to her said".
            return False
        if low in known.determiners or low in _P.words("before_nouns"):
            # "Another forecast it would"; "two predicted a cut".
            counts = low in known.numerals and said.removesuffix("s") not in known.noun_verbs
            if counts and not said.endswith("ed"):
                # "No one expects", "the two expect".
                return False
            some = low == "another" or (low == "some" and text.startswith(" that ", verb.end()))
            clause = _P.whole_clause if some else _P.clause_after
            behind = _P.object_after if counts else clause
            alone = counts or low in known.stand_alone
            return not (alone and behind.match(text, verb.end()))
        # "A trade show": what is a noun as well has many for its subject, or who can speak.
        many = low.endswith("s") or low in known.pronouns | known.adverbs | known.auxiliaries
        many = many or low in ("cent", "percent")
        polled = low in known.describing and bool(whose) and whose[0].endswith("s")
        many = many or polled or low in known.people | known.bodies | known.any_body | known.titles
        # "Their transfer plans may change", and not "the mine plans to open", "its note shows".
        plural = said.endswith("s") and not text.startswith(" to ", verb.end())
        plural = plural and low not in known.things
        both = (said.removesuffix("s") if plural else said) in known.noun_verbs
        return both and word[1][0].islower() and not many


_SHORT = 4
"""Letters that words keep small in a title, and words before its verb, at most."""


def is_ing(verb: re.Match[str]) -> bool:
    """Whether a verb is a form in -ing."""
    return verb[0].partition(" ")[0].endswith("ing")


def _closes_title(text: str, verb: re.Match[str]) -> bool:
    """Whether it ends a title in capitals that says whose words it has: "…, Minister Says"."""
    return verb.end() == len(text) and "," in text


def passive_of(text: str, verb: re.Match[str]) -> re.Match[str] | None:
    """What makes a verb passive; "Moody's said" has a name before it, and no "is"."""
    name = _P.owner_s_name.search(text[: verb.start()])
    active = name and not text.startswith(" to ", verb.end())
    return None if active else _P.passive.search(text[: verb.start()])


def _happens_to(text: str, verb: re.Match[str]) -> bool:
    """Whether the verb is a passive one, by which nobody speaks: "is expected to"."""
    if _P.is_to_be.search(text[: verb.start()]):
        return True
    passive = not is_ing(verb) and (
        passive_of(text, verb)
        or _P.participle.match(text, verb.start())
        or (verb[0].endswith("ed") and _P.with_.search(text[: verb.start()]))
    )
    return bool(passive) and not _P.by.match(text[verb.end() :])


def within(at: int, spans: Sequence[Span]) -> bool:
    """Whether a place is in one of the stretches."""
    return any(start <= at < end for start, end in spans)
