"""The noun phrase before a verb, or behind it: who or what does it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile

from verifier.article.phrasing import Phrasing
from verifier.article.tokens import ClauseCues, Span, Token, tokens

_P = Phrasing("subjects")

_PLURAL = re.compile(r"[a-z-]{3,}[^\Ws]s")
_LONGEST_SUBJECT = 28
"""Words between the beginning of a subject and its verb, at most."""
_SHORT = 4  # words of an office such as "head of the port", at most
_SET_OFF = 4
"""Stretches between commas that may stand between a subject and its verb."""
# The end of what was said: no subject goes over it.
_QUOTED = re.compile(r"(?:[,.!?][”\"’']|[”\"],)\s")


def before(text: str, start: int, verb: int, known: ClauseCues) -> Span | None:
    """The noun phrase that ends before `verb`, with what is set off after it."""
    start = max((mark.end() for mark in _QUOTED.finditer(text, start, verb)), default=start)
    day = _P.on_a_day.search(text, start, verb)
    met = _P.we_met.search(text, start, verb)
    # "The brokers surveyed on May 3-5 now expect".
    day = met or _P.asked_when.search(text, start, verb) or day
    # "The board continues to expect".
    day = _P.continues.search(text, start, verb) or day
    row = _unbracketed(tokens(text, start, day.start() if day else verb))[-_LONGEST_SUBJECT:]
    last = _last(row, known)
    if last < 0:
        return None
    last = _before_aside(row, last)
    end = row[last].start if row[last].text == "," else row[last].end
    told = last
    for _ in range(_SET_OFF):
        if row[last].text != ",":
            break
        comma = next((at for at in range(last - 1, -1, -1) if row[at].text == ","), -1)
        if comma < 0 or not _describes(row, comma, last, known):
            if last == told:
                # "Prices will fall, said …": what ends right before the verb is no subject of it.
                return None
            last -= 1
            break
        named = row[comma + 1].text[0].isupper()
        if named and last < told:
            # "It will rain, Ann Roe, who runs the port, said": nobody is described by this name.
            last -= 1
            break
        last = comma
        if named:
            # A name that is set off says who has the role before it.
            last -= 1
            break
    first = _phrase(row, last, known) if last >= 0 and row[last].text != "," else None
    if first is None or (first and row[first - 1].low in known.auxiliaries):
        # "…, would secure 132 seats, said": what follows on a verb is no subject.
        return None
    first = _named_before(row, _with_others(row, first), row[last].text, known)
    return row[_both_before(row, first, known)].start, end


def _unbracketed(row: Sequence[Token]) -> list[Token]:
    """The tokens without what stands in brackets between others: "the Union (UDW) of Ourtown"."""
    kept: list[Token] = []
    for token in row:
        opened = next((at for at, one in enumerate(kept) if one.text == "("), None)
        if token.text == ")" and opened:
            del kept[opened:]
        else:
            kept.append(token)
    return kept


def _last(row: Sequence[Token], known: ClauseCues) -> int:
    """The token at which a subject may end, -1 for none."""
    last = len(row) - 1
    while last >= 0 and (passed := _passes(row, last, known)):
        last -= passed
    if last > 1 and row[last].low in _P.words("asked") and row[last - 1].low in _P.words("askers"):
        # "Three of the lawyers we asked".
        last -= 2
    # "He “firmly” believes".
    quoted = last > 1 and row[last].text in '”"' and _passes(row, last - 1, known)
    return last - 3 if quoted else last


def opening(text: str, verb: int, known: ClauseCues, *, verbless: bool = False) -> Span | None:
    """The noun phrase with which a sentence begins, where all up to its verb is set off from it.

    "The minister, who met them in May, in Ourtown, and left at once, said": no list of what may
    describe somebody is long enough.
    """
    start = max((mark.end() for mark in _QUOTED.finditer(text, 0, verb)), default=0)
    row = tokens(text, start, verb)
    row = row[: _last(row, known) + 1]
    comma = next((at for at, token in enumerate(row) if token.text == ","), 0)
    leads = row[:1] and (
        row[0].low in known.prepositions
        or row[comma - 1].low in known.adverbs
        or (comma == 1 and _P.ly.fullmatch(row[0].low))
    )
    if comma and leads and len(row) > comma + 1:
        # "On Monday, the minister, …", "Otherwise, the minister, …".
        row = row[comma + 1 :]
        comma = next((at for at, token in enumerate(row) if token.text == ","), 0)
    if (
        not comma
        or row[-1].text != ","
        or any(t.text in ":;" for t in row)
        or len(row) - comma < _LEAST_ASIDE
    ):
        return None
    verbs = known.auxiliaries | known.openers
    if verbless and (
        comma < _FULL or any(t.low in verbs - _P.words("joining") for t in row[comma:])
    ):
        return None
    told = row[comma + 1].low not in _P.words("describing") and not row[comma + 1].text[0].isupper()
    noun = all(
        token.is_word and (token.low not in verbs or ties_names(row, at, comma))
        for at, token in enumerate(row[:comma])
    )
    verbal = row[0].low in known.prepositions or row[0].low.endswith("ing")
    return None if told or verbal or not noun else (row[0].start, row[-1].start)


_FULL = 2  # words of a name in full, at least
_LEAST_ASIDE = 4
"""Tokens from the comma behind a subject to the one before its verb, at least."""


def _named_before(row: Sequence[Token], first: int, noun: str, known: ClauseCues) -> int:
    """Where the name begins that an unclosed description is of: "Bo Roe, a deputy head said"."""
    if first and row[first - 1].low == "and":
        # "Bo Roe, a trader and head of the port said".
        joined = range(first - 2, max(first - 2 - _SHORT, 0), -1)
        first = next((at for at in joined if row[at].low in ("a", "an")), first)
    at = first - 1
    whose = row[first].low in ("the", "its") or row[first].text.endswith(("'s", "’s"))
    role = row[first].low in ("a", "an") or (whose and noun.islower())
    # "Ann Roe, director of the port said".
    of = row[first + 1].low if first + 1 < len(row) else ""
    role = role or (row[first].text.islower() and of in _P.words("of_or_for"))
    if first < 2 or not role or row[at].text != ",":
        return first
    while at and row[at - 1].is_word and row[at - 1].text[0].isupper():
        at -= 1
    # "In Lake County, the bank" names no person.
    alone = (at == 0 or not row[at - 1].is_word) and row[at].low not in known.prepositions
    return at if alone and first - 1 - at >= 2 else first


def _with_others(row: Sequence[Token], first: int) -> int:
    """Where the name begins that stands before "and her colleagues at the college"."""
    whose = _P.words("whose_others")
    theirs = first > 1 and row[first].low in whose and row[first - 1].low == "and"
    if not theirs or row[first + 1].low not in _P.words("others_of_theirs"):
        return first
    at = first - 1
    while at and row[at - 1].is_word and row[at - 1].text[0].isupper():
        at -= 1
    return at if at < first - 1 else first


def _both_before(row: Sequence[Token], first: int, known: ClauseCues) -> int:
    """Where the two begin of which one begins at `first`: "both the rents and the wages"."""
    if first < 2 or row[first - 1].low != "and":
        return first
    for at in range(first - 2, max(first - _LONGEST_SUBJECT, -1), -1):
        if row[at].low == "both":
            return at
        if not row[at].is_word or row[at].low in known.auxiliaries | known.openers:
            break
    return first


def _before_aside(row: Sequence[Token], last: int) -> int:
    """Where a noun phrase ends before dashes or brackets: "the union – a large one – said"."""
    opened = {")": "("}.get(row[last].text, row[last].text)
    earlier = (at for at in range(last - 1, 0, -1) if row[at].text == opened)
    return next(earlier, last + 1) - 1 if row[last].text in _ASIDES else last


_ASIDES = frozenset({")", "–", "—", "-"})


def _passes(row: Sequence[Token], at: int, known: ClauseCues) -> int:
    """How many words that end there may stand between a subject and its verb: 2 of "no longer"."""
    token, low = row[at], row[at].low
    if at and low == "longer" and row[at - 1].low == "no":
        return 2
    return (
        low in known.auxiliaries
        or low in known.adverbs
        or (at > 0 and low in _P.words("all_of_them") | _P.words("selves"))
        or low.endswith("n't")
        or (low.endswith("ly") and not token.text[0].isupper())
    )


def _describes(row: Sequence[Token], comma: int, last: int, known: ClauseCues) -> bool:
    """Whether the words set off describe who stands before them: ", a farmer," or ", 45,"."""
    if last - comma < 2 or not comma:
        return False
    first, before_it = row[comma + 1], row[comma - 1].text[0]
    if first.low in known.auxiliaries or first.low in _P.words("joining"):
        # "…, would be gone by May, the official, who …, told": a verb describes nobody.
        return False
    relative = {token.low for token in row[comma + 1 : last]} & _P.words("relatives")
    if not relative and any(t.low in known.auxiliaries - {"not"} for t in row[comma + 2 : last]):
        # "Before the vote, brokers are bleak, expecting …": that is a clause.
        return False
    if first.low in _P.words("all_of_them"):
        # "The two, both from Ourtown,".
        return True
    if first.low in known.determiners:
        # "Bo Roe, 45, a farmer", and not "by 2031, the farmer".
        aged = before_it.isdigit() and comma > 1 and row[comma - 2].text == ","
        return before_it.isupper() or aged
    if first.text[0].isupper():
        words = [token for token in row[comma + 1 : last] if token.is_word]
        if before_it.isupper() and any(word.text[0].islower() for word in words):
            # "Ann Roe, Lake Bank's chief economist,".
            return True
        role = before_it.islower() or (len(words) > 1 and _is_role_of(row, comma))
        return last - comma - 1 <= _SHORT and role
    return True


def _is_role_of(row: Sequence[Token], end: int) -> bool:
    """Whether a role in something named ends there: "the governor of the Bank of England"."""
    whole = dropwhile(
        lambda token: token.text[0].isupper() or token.low in ("the", *_P.words("ties")),
        reversed(row[1:end]),
    )
    noun = next(whole, None)
    at = row.index(noun) if noun else 0
    lead = row[max(0, at - 2) : at]
    the = next((n for n in range(end - 1, -1, -1) if row[n].low == "the"), end)
    office = [one.low for one in row[the + 2 : end]]
    apart = the == 0 or not row[the - 1].is_word
    if apart and row[the + 1].text[0].isupper() and {*office} & _P.words("of_or_for"):
        # "The Minister for Energy, Ann Roe,".
        return True
    begins = any(token.low == "the" or token.text.endswith(("'s", "’s")) for token in lead)
    return begins and row[at + 1].low in _P.words("ties")


def _phrase(row: Sequence[Token], last: int, known: ClauseCues) -> int | None:
    """Where the noun phrase begins that ends with token `last`, None where none does."""
    first: int | None = None
    for at in range(last, -1, -1):
        token = row[at]
        low = token.low
        if low in known.pronouns:
            return at if first is None else first
        the = at > 0 and row[at - 1].low == "the"
        if low in known.determiners and not _links(row, at - 1 - the, known):
            # "The most recent report", "the two banks", "no one".
            return at - (the or (at > 0 and row[at - 1].low == "no"))
        if _stops(row, at, last, known, begun=first is not None):
            return first
        if token.is_word and low not in known.prepositions and low != "and":
            first = at
    return first


def _stops(row: Sequence[Token], at: int, last: int, known: ClauseCues, *, begun: bool) -> bool:
    """Whether no noun phrase goes over the token at `at`."""
    low = row[at].low
    if low in known.prepositions:
        return not begun or not _links(row, at, known)
    if low in ("that", "which") and at == 2 and row[0].low in _P.words("articles"):
        # "The union that represents dockers said".
        return False
    if low == "who" and at and row[at - 1].low.endswith("s"):
        # "Two analysts who took part said".
        return False
    if row[at].text == "Will" and at < last and row[at + 1].text[0].isupper():
        # "Will Roe expects it."
        return False
    if low in known.openers or low in known.auxiliaries:
        others = (
            0 < at < last
            and row[at - 1].text[0].isupper()
            and row[at + 1].low in _P.words("others")
        )
        return not (others or ties_names(row, at, last) or _ties_many(row, at, last))
    return not row[at].is_word and row[at].text not in "&%“”"


def _ties_many(row: Sequence[Token], at: int, last: int) -> bool:
    """Whether "and" stands between two words for many: "analysts and economists"."""
    both = (
        0 < at < last
        and _PLURAL.fullmatch(row[at - 1].text)
        and _PLURAL.fullmatch(row[at + 1].text)
    )
    return bool(both) and row[at].low == "and"


def ties_names(row: Sequence[Token], at: int, last: int) -> bool:
    """Whether "and" stands between two capitals: "the Lakes and Rivers Agency"."""
    both = 0 < at < last and row[at - 1].text[0].isupper() and row[at + 1].text[0].isupper()
    return both and row[at].low == "and"


def _goes_on(row: Sequence[Token], at: int) -> bool:
    """Whether "and" stands in a name with an article: "the National Lakes and Rivers Agency"."""
    if not ties_names(row, at, len(row) - 1):
        return False
    before_it = dropwhile(
        lambda token: token.text[0].isupper() or token.low in _P.words("of_whom"),
        reversed(row[:at]),
    )
    return next((token.low == "the" for token in before_it), False)


def _links(row: Sequence[Token], at: int, known: ClauseCues) -> bool:
    """Whether a preposition stands at `at` that ties a noun before it to what follows."""
    if at < 1 or row[at].low not in known.prepositions:
        return False
    noun = row[at - 1]
    return (
        (noun.is_word or noun.text == "%")
        and noun.low not in known.openers
        and noun.low not in known.prepositions
        and noun.low not in known.auxiliaries
        and noun.low not in known.adverbs
    )


def after(text: str, verb: int, known: ClauseCues, *, end: int | None = None) -> Span | None:
    """The noun phrase after a verb that follows what was said, with one description set off."""
    row = tokens(text, verb, end)[:_LONGEST_SUBJECT]
    at = 0
    while at < len(row) and (row[at].low in known.adverbs or row[at].low.endswith("ly")):
        at += 1
    if at == len(row) or not row[at].is_word or row[at].low in known.prepositions:
        return None
    first, commas = at, 0
    while at < len(row):
        token = row[at]
        if token.text == ",":
            commas += 1
            then = row[at + 1].low if at + 1 < len(row) else "and"
            if commas == 2 or then == "with" or then in known.openers:
                break
        elif (
            _ends(token, known, last=at + 1 == len(row))
            and not _goes_on(row, at)
            and not (at == first and _is_first_name(row, at))
        ):
            break
        at += 1
    clause = at < len(row) and row[at].low in known.auxiliaries
    comma = next((n for n in range(first, at) if row[n].text == ","), at)
    # "If it rains, said Ann Roe, no train will run": what has a verb describes nobody.
    at = comma if clause else at
    return (row[first].start, row[at - 1].end) if at > first else None


def _is_first_name(row: Sequence[Token], at: int) -> bool:
    """Whether two capitalised words are a name, whatever the first one means: "said Will Roe"."""
    both = row[at : at + 2]
    return len(both) == 2 and all(token.text[0].isupper() for token in both)


def _ends(token: Token, known: ClauseCues, *, last: bool) -> bool:
    """Whether a noun phrase does not go on with this, the `last` one of a text or not."""
    stop = token.text == "." and last
    return stop or token.low in known.openers or not (token.is_word or token.text in "“”&.")
