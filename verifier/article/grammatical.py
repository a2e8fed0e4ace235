"""Whether words are a sentence that can stand as a claim: with a subject and a verb, whole."""

from __future__ import annotations

import calendar
from dataclasses import replace

from verifier.article.cues import Cues
from verifier.article.patterns import any_of, compiled
from verifier.article.phrasing import Phrasing
from verifier.article.tokens import Token, looks_ahead, tokens

_P = Phrasing("grammatical")


def stands(text: str, known: Cues) -> bool:
    """Whether a claim is a sentence with a subject and a verb, and points at nobody.

    >>> from verifier.article.cues import cues
    >>> for text in (
    ...     "The dam will break.",
    ...     "I happens a strike happens",
    ...     "They will lose.",
    ...     "The fish is now will carry more.",
    ...     "A recession by May",
    ... ):
    ...     print(stands(text, cues()))
    True
    False
    False
    False
    False
    """
    row = tokens(text.rstrip(" ."))
    if sum(one.text[0].isupper() for one in row) > _TITLED * len(row):
        row = [row[0], *(replace(one, text=one.text.lower()) for one in row[1:])]
    if len(row) < 2 or not text[:1].isalnum() or "," in (row[-1].text, row[0].text):
        return False
    low = [token.low for token in row]
    many = low[0] == "as" and low[1] in _P.words("amounts")
    aside = low[0] == "as" and low[1] in ("to", "for")
    opens = low[0] in known.openers - known.may_open and not many
    ends = low[-2] if low[-1] == "not" else low[-1]
    breaks = ends in known.never_last | known.modals - {"can", "may"} and low[-2:] != ["a", "while"]
    if opens or aside or breaks:
        return False
    # "Now will be a storm".
    lead_in = known.adverbs - _DAYS | {"now", "then"} | _P.words("opining")
    led = next((word for word in low if word not in lead_in), "")
    if (
        any_of(known.no_claim).search(_P.attributive.sub("", text))
        or low[0] == "asked"
        or led in known.modals
    ):
        return False
    if any(_breaks_off(row, at, known) for at in range(len(row) - 1)) or _two_subjects(text, known):
        return False
    # "US" is a country, "us" is not.
    own = [token.low for token in row if token.text != "US"]
    if any(word in known.firsts or word.partition("'")[0] in known.firsts for word in own):
        return False
    verbs = [at for at in range(len(row)) if _sure(row[at], known)]
    verbs = verbs or [at for at in range(len(row)) if _finite(row, at, known)]
    if (
        not any(_sure(each, known) for each in row)
        and sum(low[at].endswith("s") for at in verbs) > 1
    ):
        # "The levee fails by May remains": what is left of two clauses.
        return False
    # "A dam that has leaked for years may break": what describes the subject comes before its verb.
    first = next((at for at in verbs if not _describes(low, at)), None)
    if not first or (low[0] in known.prepositions and first <= 2):
        # "By analysts will fall".
        return False
    if any(_next(low, at, known) in known.auxiliaries - known.after_modals for at in verbs):
        return False
    subject = low[first - 1]
    # "Her expectation is", "but, prices rise": something was left out.
    cut_off = first == len(row) - 1 and low[first] in known.finite
    return not (
        cut_off
        or _P.broken.search(text)
        or _P.one_of_it.match(text)
        or subject in known.stand_ins - known.expletives
        or _stands_for_thing(text, row[first - 1], known)
        or (low[0] in _P.words("owns") and not _P.named.search(text[: row[first].start]))
        or _P.behind_it.match(text[: row[first].start])
        or subject in known.prepositions
        or subject in known.openers
        or subject in known.determiners - known.stand_alone
        or (low[0] in known.stand_ins - known.expletives and not _points_at_noun(low, known))
        or ("," in low and any(low[a] == low[a + 1] == "," for a in range(len(low) - 1)))
    )


def _breaks_off(row: list[Token], at: int, known: Cues) -> bool:
    """Whether no verb can follow on a modal: "does not will", "will 410 cases", "will the dam"."""
    low, then = row[at].low, row[at + 1]
    if low not in known.modals:
        return at > 0 and low == "not" and then.low in known.modals and row[at - 1].low != "whether"
    noun = then.low in known.determiners - _P.words("shares")
    noun = noun or then.low.partition("'")[0] in known.stand_ins
    return row[at].text.islower() and (then.text[0].isdigit() or noun)


def _two_subjects(text: str, known: Cues) -> bool:
    """Whether a noun is left before the subject: "A snow expert, the pass will be closed".

    >>> from verifier.article.cues import cues
    >>> for text in ("The council, led by Bo, the dam will open.", "By May, the dam will open."):
    ...     print(_two_subjects(text, cues()))
    True
    False
    """
    verb = next(looks_ahead(text, known), None)
    first, *rest = text[: verb.start() if verb else 0].split(", ")
    last = rest[-1].split() if rest else []
    row = tokens(first)
    return (
        len(row) > 1
        and bool(last)
        and row[0].low in _P.words("articles")
        and row[1].low not in known.durations | _P.words("times_and_amounts")
        and last[0].casefold() in _P.words("articles")
        and not _P.words("joins") & {*map(str.casefold, last), *rest[0].split()[:1]}
    )


def _stands_for_thing(text: str, subject: Token, known: Cues) -> bool:
    """Whether "it" points at something: not in "it will rain", nor "the worst of it will pass"."""
    before = text[: subject.start].rstrip().endswith(" of")
    return subject.low in known.expletives and not (
        before or _P.no_thing.match(text, subject.start)
    )


def _describes(low: list[str], at: int) -> bool:
    """Whether the verb is that of a clause that only describes a noun before it."""
    return at > 1 and low[at - 1] in _P.words("relatives") and low[0] not in {"that", "who"}


def _points_at_noun(low: list[str], known: Cues) -> bool:
    """Whether the first word only goes with a noun: "this year", "these units"."""
    verbs = known.auxiliaries | known.adverbs | {"cannot", "won't"}
    short = _P.short.search(low[1])
    return low[0] in _P.words("pointing") and low[1] not in verbs and not short


def _next(low: list[str], at: int, known: Cues) -> str | None:
    """The word after a verb and the adverbs beside it."""
    return next((word for word in low[at + 1 :] if word not in known.adverbs), None)


def _finite(row: list[Token], at: int, known: Cues) -> bool:
    """Whether a word is a verb with which a sentence can stand."""
    low = row[at].low
    # "It rains", "prices fell": only where nothing else is a verb.
    third = low.endswith("s") and low.islower() and at > 0 and _is_noun(row[at - 1], known)
    ends = at + 1 == len(row) or row[at + 1].low in (
        known.prepositions | known.determiners | known.adverbs | _P.words("behind_verbs")
    )
    ends = ends or row[at + 1].text[0].isdigit()
    return (
        (third and ends)
        or low in ("happen", "happens")
        or compiled(known.past).fullmatch(low) is not None
    )


def _is_noun(token: Token, known: Cues) -> bool:
    """Whether a word can be a subject that stands directly before its verb."""
    other = known.determiners | known.prepositions | known.auxiliaries | known.openers
    other |= known.adverbs
    month = token.text == "May"
    return token.is_word and not token.text[0].isdigit() and (month or token.low not in other)


def _sure(token: Token, known: Cues) -> bool:
    """Whether a word can be nothing but a verb that makes a sentence."""
    # Capitalised, "May" is the month.
    modal = token.low in known.finite | known.modals and token.text.islower()
    return modal or token.low.endswith(("'ll", "n't"))


# "Saturday will be wet": a day may be what a claim is about.
_DAYS = frozenset(map(str.casefold, calendar.day_name)) | {"today", "tonight"}
_TITLED = 0.7  # of the words of a title, the share in capitals: "Half Of All Cars Will Be Sold"
