"""What stands beside a phrase in running text, and whether it says that more was meant."""

from __future__ import annotations

from typing import Literal

from verifier.text.tokens import Kind
from verifier.when.counts import read_counted
from verifier.when.grammar import read_phrase
from verifier.when.lists import take_aside
from verifier.when.phrases import (
    Beside,
    CalendarUnit,
    Coming,
    Counted,
    DayFromNow,
    DayOfMonth,
    FixedDay,
    Month,
    Offset,
    Phrase,
    Weekday,
    Year,
    left_open,
)
from verifier.when.relations import MEASURED
from verifier.when.roles import Lead, Part, Shift, Unit
from verifier.when.tokens import Cursor, ahead, reader
from verifier.when.years import is_listed

# How many words may stand between a preposition and the time that gives the day of its noun:
# "before the general election on 5 November".
LONGEST_NOUN = 6
_TEMPORAL = frozenset({Lead.BEFORE, Lead.AFTER, Lead.SINCE, Lead.UNTIL, Lead.WITHIN})
LOOSE = frozenset({None, Lead.IN, Lead.DURING})
"""Relations that another preposition may narrow."""
RELATING = _TEMPORAL | {Lead.BY, Lead.DURING}
"""Relations of which two may share a time: "before or after March"."""
_OF_TIME = frozenset(
    {"units", "unit", "month", "weekday", "number", "tens", "zone", "ordinal", "dayword", "habit"}
)
_NUMBER = frozenset({"number", "tens", "scale"})
_AMOUNT = _NUMBER | {"article", "how_often"}
_SHIFTED = frozenset({Lead.BEFORE, Lead.AFTER, Lead.SINCE, Lead.FROM})
"""Relations that a number of units goes before: two days before June."""
_PART_OF_A_DAY = frozenset({Lead.BEFORE, Lead.AFTER})
_ONE_DAY = DayOfMonth | FixedDay | DayFromNow | Weekday
_BEGINS_TIME = frozenset({"part", "part_tied", "count", "season", "holiday", "shift", "closing"})
OF_WHICH = frozenset({Lead.BEFORE, Lead.AFTER, Lead.SINCE})
"""Relations to some day of a period that are none to all of it: before the June vote."""
LONGEST_ASIDE = 6
"""Words of what is put between two marks: "or, should the talks fail once more, in April"."""
LONGEST_AMOUNT = 3
"""Words from a number to the unit of its rate: "30 million crowns", "five per cent"."""
LONGEST_MOVE = 8
"""Words from what moves something to the time from which: "delay the next shuttle flight from"."""
LONGEST_BEST = 3
"""Words from what is the most to "in": "the lowest level in ten years", "three times in a year"."""
LONGEST_BAR = 4
"""Words of the longest expression that turns round what follows: "with the exception of"."""


def bordered(cursor: Cursor, phrase: Phrase, free: int, last: int, *, past: bool) -> bool:
    """Whether what stands beside a phrase says that more was meant than what was read, or less.

    With `past` the words tell of what has been: what was said after the tea on Friday was said
    that day.
    """
    relating = _TEMPORAL - {Lead.AFTER} if past else _TEMPORAL
    return (
        _is_a_difference(cursor, phrase, free)
        or _bordered_before(cursor, phrase, free, relating)
        or _bordered_after(cursor, phrase, last)
    )


def _bordered_before(cursor: Cursor, phrase: Phrase, free: int, relating: frozenset[Lead]) -> bool:
    first = phrase.first
    if _is_barred(cursor, first) or _is_any(cursor, phrase, free):
        return True
    before = cursor.tokens[first - 1]
    if first <= free:
        # In 2027 Easter falls late: of which year it is, the time right before it says.
        told = first > 0 and "ambiguous" not in cursor.roles[first - 1]
        return told and phrase.lead is None and left_open(phrase.target) is Unit.YEAR
    if before.kind is Kind.WORD and "unit" in cursor.roles[first]:
        # Fiscal year 2024, model year 2024: whose year is not said.
        return cursor.roles[first - 1].keys() <= {"own_year"}
    if before.kind is Kind.SYMBOL:
        if cursor.sense_at(first - 1, "compare") and cursor.tokens[first].kind is Kind.NUMBER:
            return True
        tied = before.text in "/-,." and cursor.tokens[first].glued
        return tied and first - 2 >= free and _is_of_time(cursor, first - 2)
    # An ordinal does not reach over a preposition: "it may last until 2030", "the first by May",
    # "it will last well into June".
    into = getattr(phrase.target, "part", None) is Part.WELL_INTO
    apart = (into or phrase.lead is not None) and "ordinal" in cursor.roles[first - 1]
    if _is_of_time(cursor, first - 1) and not apart and not _counts_something(cursor, phrase, free):
        # Days before March; two March.
        return True
    if _relates_besides(cursor, phrase):
        return True
    if cursor.sense_at(first - 1, "to") and phrase.lead is None:
        # From March or April to June: of a range that was not read neither end is.
        free -= 1
    elif not (cursor.sense_at(first - 1, "and") or cursor.sense_at(first - 1, "or")):
        return phrase.lead in LOOSE and _belongs_to_a_noun(cursor, first, free, relating)
    return first - 2 >= free and _is_shared(cursor, first - 2)


def _is_any(cursor: Cursor, phrase: Phrase, free: int) -> bool:
    """Whether a word goes before a day of the week that says which: on a Friday, Super Tuesday."""
    at = phrase.first - 1
    if not isinstance(phrase.target, Weekday) or phrase.lead is not None or at - 1 < free:
        return False
    names = cursor.tokens[at].kind is Kind.WORD and "the" not in cursor.roles[at]
    return names and cursor.sense_at(at - 1, "lead") == Lead.IN


def _counts_something(cursor: Cursor, phrase: Phrase, free: int) -> bool:
    """Whether what stands before a relation is of something else: wins three in May, a day by June.

    A number is, unless it goes on counting units: "a week or two before June". A unit is before
    "by", which takes no number of units, unlike "before", "after" and "from", and as that of a
    rate: "per hour before June", "30 crowns a day in June". Before "this year" without a relation
    a number is, too, unless one goes before it: "adds three this year", "by 10 this week".
    """
    at = phrase.first - 1
    if _is_a_unit(cursor, at) and at - 1 >= free and _is_per(cursor, at - 1):
        return True
    if phrase.lead is None and isinstance(phrase.target, CalendarUnit):
        if "ordinal" in cursor.roles[at]:
            # Up by a tenth this month: an ordinal after "a" is a part.
            return "article" in cursor.roles[at - 1]
        return _is_a_number(cursor, at) and cursor.sense_at(at - 1, "lead") is None
    by_then = phrase.lead is Lead.BY and isinstance(phrase.target, Offset)
    if phrase.lead is None or (isinstance(phrase.target, MEASURED) and not by_then):
        # Rates are at 5 by this time next year.
        return False
    if _is_a_number(cursor, at):
        near = range(max(free, at - LONGEST_NOUN), at)
        return phrase.lead not in _SHIFTED or not any(_is_a_unit(cursor, each) for each in near)
    if not _is_a_unit(cursor, at):
        return False
    if any("per" in cursor.roles[each] for each in (at - 1, at - 2) if each >= free):
        return True
    rate = "article" in cursor.roles[at - 1] and _is_an_amount(cursor, at - 1, free)
    return phrase.lead is Lead.BY or (rate and phrase.lead not in _SHIFTED)


def _is_a_difference(cursor: Cursor, phrase: Phrase, free: int) -> bool:
    """Whether it says by how much, or from when to when: by a quarter; moved from May to June.

    An hour before October may be one of "30 crowns an hour".
    """
    first = phrase.first
    if isinstance(phrase.target, Counted) and "by_how_much" in cursor.roles[first]:
        return True
    if isinstance(phrase.target, Year) and "takes" in cursor.roles[first]:
        # It will take 2000 men.
        return True
    ahead = isinstance(phrase.target, Counted | Coming) and phrase.lead in {Lead.IN, Lead.AFTER}
    # Its best year since 2008: no year after 2008.
    of_a_unit = isinstance(phrase.target, Beside) and phrase.lead is None
    if ahead or phrase.lead is Lead.SINCE or of_a_unit:
        near = range(max(0, first - LONGEST_BEST), first)
        best = any(
            "best" in cursor.roles[at] and "aside" not in cursor.roles[at - 1] for at in near
        )
        if best or ahead:
            return best
    if cursor.sense_at(first, "lead") == Lead.FROM:
        near = range(max(free, first - LONGEST_MOVE), first)
        if any("moved" in cursor.roles[at] for at in near):
            return True
    offset = isinstance(phrase.target, Offset) and "article" in cursor.roles[first]
    return offset and _is_a_unit(cursor, first + 1) and _is_an_amount(cursor, first, free)


def _is_an_amount(cursor: Cursor, end: int, free: int) -> bool:
    """Whether a number of something stands before token `end`: two buses, 5%, an apple, twice."""
    for at in range(end - 1, max(free, end - 1 - LONGEST_AMOUNT) - 1, -1):
        number = cursor.tokens[at].kind is Kind.NUMBER or not _AMOUNT.isdisjoint(cursor.roles[at])
        if number or cursor.tokens[at].text == "$":
            return True
        if _is_of_time(cursor, at) or cursor.tokens[at].text in ",;:.!?()":
            return False
    return False


def _is_a_number(cursor: Cursor, at: int) -> bool:
    return cursor.tokens[at].kind is Kind.NUMBER or not _NUMBER.isdisjoint(cursor.roles[at])


def _is_a_unit(cursor: Cursor, at: int) -> bool:
    return not {"unit", "units"}.isdisjoint(cursor.roles[at])


def _is_per(cursor: Cursor, at: int) -> bool:
    return cursor.tokens[at].text == "/" or "per" in cursor.roles[at]


def _relates_besides(cursor: Cursor, phrase: Phrase) -> bool:
    """Whether another relation goes before: by March or later, for up to six months."""
    before = phrase.first - 1
    if phrase.lead is None and cursor.sense_at(before, "of") == "of":
        return True
    lead = cursor.sense_at(before, "lead")
    if phrase.lead is not None and cursor.sense_at(before, "limit") == "over":
        # What is over by Easter lasts over no time.
        return False
    if lead in {Lead.BETWEEN, Lead.FROM} and phrase.lead is None:
        # Of "between March and June" both are one range.
        return True
    if phrase.lead is None and before > 0:
        # At least October 10.
        leads = cursor.roles[before - 1].get("lead", ())
        if any(before - 1 + sense.length == phrase.first for sense in leads):
            return True
    lasts = lead == Lead.FOR and "takes" not in cursor.roles[before]
    return lead in RELATING or (lasts and phrase.lead is Lead.WITHIN)


def _is_shared(cursor: Cursor, at: int) -> bool:
    """Whether a word before "or" needs the time behind it: before or after, early or late."""
    relates = cursor.sense_at(at, "lead") in RELATING
    return (
        relates or _is_of_time(cursor, at) or any(cursor.sense_at(at, r) for r in ("part", "shift"))
    )


def _belongs_to_a_noun(cursor: Cursor, first: int, free: int, relating: frozenset[Lead]) -> bool:
    """Whether a preposition goes before a noun whose day the time is: before the vote on 5 May."""
    for at in range(first - 1, max(free, first - 2 - LONGEST_NOUN) - 1, -1):
        if cursor.tokens[at].kind is Kind.SYMBOL and cursor.tokens[at].text not in "'-":
            return False
        # Fewer than 500 miles bounds a number; past votes were, past the vote is after it.
        other = cursor.sense_at(at, "limit") or (
            cursor.sense_at(at, "shift") == Shift.PAST and "the" not in cursor.roles[at + 1]
        )
        if not other and cursor.sense_at(at, "lead") in relating:
            return True
    return False


def _is_barred(cursor: Cursor, first: int) -> bool:
    """Whether what goes right before token `first` turns the time round: not, except."""
    for at in range(first - 1, max(-1, first - 1 - LONGEST_BAR), -1):
        here, cursor.at = cursor.at, at
        barred = cursor.take("barred") is not None and cursor.at >= first
        cursor.at = here
        if barred:
            return True
    return False


def _bordered_after(cursor: Cursor, phrase: Phrase, last: int) -> bool:
    if last >= len(cursor.tokens):
        return False
    token = cursor.tokens[last]
    owned = phrase.lead in OF_WHICH or isinstance(phrase.target, Beside | Offset)
    owned &= _owns(cursor, last)
    if owned or _is_not_then(cursor, phrase) or _is_of_a_feast(cursor, phrase, last):
        return True
    if token.kind is Kind.SYMBOL and token.text != ",":
        tied = token.text in "/-" and token.glued and last + 1 < len(cursor.tokens)
        # A quarter-point is no quarter.
        compound = tied and token.text == "-" and cursor.tokens[last + 1].kind is Kind.WORD
        return tied and (compound or _is_of_time(cursor, last + 1))
    if _changes(cursor, phrase, last) or _is_of_a_name(cursor, phrase, last):
        return True
    comma = token.kind is Kind.SYMBOL
    if "but_one" in cursor.roles[last]:
        return True
    if not comma and (cursor.sense_at(last, "of") == "of" or _is_of_time(cursor, last)):
        # By 2040 one in nine, this year three ships: a number of what is no time.
        # On day 100, in year three: a number of the unit itself, which nothing else tells.
        own = getattr(phrase.target, "bare", False)
        counts = isinstance(phrase.target, Year | CalendarUnit) and _is_a_number(cursor, last)
        counts = counts and not own
        return not counts or _is_of_time(cursor, last + 1)
    if not comma and _is_day_by_number(cursor, last):
        return True
    # Monday, January 22 of a year when that is a Friday is no Monday.
    dated = isinstance(phrase.target, Weekday) and _is_a_month(cursor, last + 1)
    # In 2025, 24, 25 and 26 people: what is no day begins no list of days.
    by_number = isinstance(phrase.target, DayOfMonth | FixedDay)
    if comma and (dated or (by_number and _lists_days(cursor, last + 1))):
        return True
    if _goes_on(cursor, last + comma, joints=("barred",) if comma else ("barred", "to")):
        return True
    # "Until autumn before they do" is until autumn, and a day is that day before and after what
    # comes on it; "in March before the vote" says more, and "on the Monday after it" which one.
    which = any("the" in roles for roles in cursor.roles[phrase.first : last])
    one_day = DayOfMonth | FixedDay | DayFromNow if which else _ONE_DAY
    relating = _TEMPORAL - _PART_OF_A_DAY if isinstance(phrase.target, one_day) else _TEMPORAL
    return not comma and phrase.lead in LOOSE and cursor.sense_at(last, "lead") in relating


def _is_not_then(cursor: Cursor, phrase: Phrase) -> bool:
    """Whether it is before the time, or after it: as winter nears, once Friday is over."""
    if cursor.peek("is_over") is None:
        return phrase.lead is None and cursor.peek("nears") is not None
    first = phrase.first
    return any(
        at + sense.length == first
        for at in range(max(0, first - LONGEST_BAR), first)
        for role in ("once", "when", "by_the_time")
        for sense in cursor.roles[at].get(role, ())
    )


def _changes(cursor: Cursor, phrase: Phrase, last: int) -> bool:
    """Whether it is what something changes from: from 71 dollars in July to 58 dollars."""
    amount = cursor.sense_at(last, "to") is not None and _is_an_amount(
        cursor, min(last + 2, len(cursor.tokens)), last
    )
    near = range(max(0, phrase.first - LONGEST_MOVE), phrase.first)
    return (amount and left_open(phrase.target) is not None) and any(
        cursor.sense_at(at, "lead") == Lead.FROM for at in near
    )


def _is_of_a_name(cursor: Cursor, phrase: Phrase, last: int) -> bool:
    """Whether it tells which of several: before the 2032 election, after the May vote; Jan Novak.

    By the June vote is by some day of June, before it is not before June.
    """
    token = cursor.tokens[last]
    target = getattr(phrase.target, "base", None) or getattr(phrase.target, "of", phrase.target)
    if token.kind is not Kind.WORD or not isinstance(target, Month | Year):
        return False
    # A week before the May vote.
    counted = target is not phrase.target
    if phrase.lead is None and not counted:
        name = token.capital and last == phrase.first + 1
        return name and "given_name" in cursor.roles[phrase.first]
    if isinstance(target, Year) and "of_a_year" in cursor.roles[last]:
        # In 2023 dollars.
        return True
    told = "the" in cursor.roles[last - 2] and last - 2 > phrase.first
    return told and (counted or phrase.lead in OF_WHICH)


def _is_of_a_feast(cursor: Cursor, phrase: Phrase, last: int) -> bool:
    """Whether it tells which of several: the Christmas market, a Christmas truce.

    By the New Year is by that day.
    """
    goes_on = cursor.tokens[last].kind is Kind.WORD and cursor.sense_at(last, "of") is None
    if not goes_on and not _owns(cursor, last):
        return False
    for at in range(max(1, phrase.first), last):
        roles = cursor.roles[at]
        feast = any(at + sense.length == last for sense in roles.get("holiday", ()))
        if feast and (phrase.lead is None or "new_year" not in roles):
            return not {"the", "article"}.isdisjoint(cursor.roles[at - 1])
    return False


def _owns(cursor: Cursor, last: int) -> bool:
    """Whether what follows is of the period: last year's vote, before the summer's over."""
    mark = cursor.tokens[last]
    behind = cursor.roles[last + 1] if last + 1 < len(cursor.tokens) else ()
    return mark.text == "'" and mark.glued and "possessive" in behind


def _is_day_by_number(cursor: Cursor, at: int) -> bool:
    """Whether "the 21st" or "the thirty-first" follows: not "the first units"."""
    if at + 1 >= len(cursor.tokens) or "the" not in cursor.roles[at]:
        return False
    suffixed = at + 2 < len(cursor.tokens) and "ordinal_suffix" in cursor.roles[at + 2]
    digits = cursor.tokens[at + 1].kind is Kind.NUMBER
    return (digits and suffixed) or "tens" in cursor.roles[at + 1]


def _is_a_month(cursor: Cursor, at: int) -> bool:
    return _is_of_time(cursor, at) and "month" in cursor.roles[at]


@ahead
def _lists_days(cursor: Cursor, at: int) -> bool:
    """Whether two more days stand at token `at`: February 24, 25 and 26 members."""
    cursor.at = at
    day = cursor.digits(sizes={1, 2})
    cursor.at += 1
    return day is not None and is_listed(cursor)


def _goes_on(cursor: Cursor, at: int, joints: tuple[str, ...]) -> bool:
    """Whether a joint stands at token `at` and something of time behind it."""
    here = cursor.at
    cursor.at = at
    joint = next((joint for joint in joints if cursor.take(joint) is not None), None)
    behind = min(cursor.at, len(cursor.tokens) - 1)
    # In April, but not May: the capital says that no verb follows.
    named = "month" in cursor.roles[behind] and cursor.tokens[behind].capital
    lead = False if joint is None else _next_time(cursor)
    cursor.at = here
    return lead is None or (joint == "barred" and (named or lead is not False))


@ahead
def tied_to(cursor: Cursor) -> int | None:
    """Where the time ends that "and" or "or" ties to the one before the cursor; None without.

    An aside may stand between them: "or, at the latest, in April", "(perhaps April)". "In March and
    by June they will" are two times, and so are "in March, and April", as nothing stands between.
    """
    bracket, comma = cursor.take_symbol("(-"), cursor.take_symbol(",")
    joint = next((role for role in ("either", "and") if cursor.take(role)), None)
    aside = take_aside(cursor) or (joint is not None and _take_bracketed(cursor))
    if joint is None and not (aside and (bracket or comma)):
        return None
    if joint == "either" and cursor.take("or_else") is not None:
        return cursor.at
    lead = _next_time(cursor)
    if lead is False or (joint == "and" and not aside and (comma or lead is not None)):
        return None
    return cursor.at


@reader()
def _take_bracketed(cursor: Cursor) -> bool:
    """Past a few words between two marks, whatever they say: should the talks fail."""
    if not cursor.take_symbol(",(-"):
        return False
    for _ in range(LONGEST_ASIDE):
        cursor.at += not cursor.done and not cursor.symbol(",)-.;:!?")
    return cursor.take_symbol(",)-")


def _next_time(cursor: Cursor) -> Lead | Literal[False] | None:
    """Past what is of time at the cursor: the relation that it has to it; False without."""
    if cursor.done:
        return False
    start = cursor.at
    if cursor.take("the") and cursor.take("unit") and cursor.take("relation", "after"):
        # In April or the month after.
        return None
    cursor.at = start
    cursor.take("filler")
    named = _is_of_time(cursor, cursor.at) or not _BEGINS_TIME.isdisjoint(cursor.roles[cursor.at])
    phrase = read_phrase(cursor)
    if phrase is None:
        # Within two weeks or, at most, a month.
        counted = not named and read_counted(cursor) is not None
        cursor.at += named
        return None if named or counted else False
    return phrase.lead if named or not doubtful(cursor, phrase) else False


def _is_of_time(cursor: Cursor, at: int) -> bool:
    """Whether the word at token `at` is a number, a unit, a month, a day or a zone."""
    if at >= len(cursor.tokens):
        return False
    if "ordinal_suffix" in cursor.roles[at] and cursor.tokens[at].glued:
        at -= 1
    if cursor.tokens[at].kind is Kind.NUMBER:
        # A share is a number of something else, and so is a decimal: 3.0%.
        behind = at + 1
        if behind + 1 < len(cursor.tokens) and cursor.tokens[behind].text == ".":
            behind += 2 if cursor.tokens[behind + 1].glued else 0
        return behind >= len(cursor.tokens) or cursor.tokens[behind].text != "%"
    roles = cursor.roles[at].keys()
    return "ambiguous" not in roles and not _OF_TIME.isdisjoint(roles)


def doubtful(cursor: Cursor, phrase: Phrase) -> bool:
    """Whether all that speaks for time is a number, or a word with an everyday meaning besides."""
    if phrase.lead is not None or phrase.approximate:
        return False
    tokens = cursor.tokens[phrase.first : phrase.last]
    if all(token.kind is not Kind.WORD for token in tokens):
        return True
    places = range(phrase.first, phrase.last)
    if any("decade_word" in cursor.roles[at] for at in places) and not any(
        not {"the", "digits", "number", "tens"}.isdisjoint(cursor.roles[at]) for at in places
    ):
        # His late thirties, the low eighties.
        return True
    end = cursor.at
    cursor.at = phrase.first
    cursor.take("the")
    ambiguous = cursor.take("ambiguous") is not None
    cursor.take_symbol(".")
    ambiguous = ambiguous and cursor.at >= end
    cursor.at = end
    return ambiguous
