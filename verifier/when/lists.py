"""The grammar of several times said in one: "June or July", "on Monday, Tuesday and Friday".

    listed  = period {[","] [joint] another}, of which one joint at least
    joint   = ("or" | "and" | "/") [aside]
    aside   = ["," | "(" | "-"] {words that say how likely, and not when} ["," | ")" | "-"]

In brackets or between dashes the joint goes inside: "in March (or, at worst, in April)".
"""

from __future__ import annotations

from dataclasses import replace

from verifier.text.tokens import Kind
from verifier.when.counts import ORDINAL, read_ordinal
from verifier.when.dates import read_day_first, read_nth_day
from verifier.when.hours import DAYS
from verifier.when.periods import read_period
from verifier.when.phrases import (
    Between,
    CalendarUnit,
    DayFromNow,
    DayOfMonth,
    FixedDay,
    Listed,
    Month,
    Nth,
    PartOf,
    Period,
    Weekday,
    Year,
    Yearly,
    Years,
)
from verifier.when.roles import Lead, Part
from verifier.when.tokens import Cursor, Heard, ahead, reader
from verifier.when.years import counts_something, read_year_of, take_tie

LONGEST_LIST = 6  # times after the first: the days of a week
NAMED = (
    CalendarUnit,
    DayFromNow,
    DayOfMonth,
    FixedDay,
    Month,
    Nth,
    PartOf,
    Weekday,
    Year,
    Yearly,
    Years,
)
"""Periods that may be joined by "or" into one stretch: "in late February or early March"."""


@reader(*",(-/", "either", "and")
def read_listed(cursor: Cursor, start: int, first: Period, lead: Lead | None) -> Period | None:
    """Several times, of which the last follows "and", "or" or a stroke; None and no move without.

    "June or July", "Monday, Tuesday and Friday", "this week or next", "by May (or by June)".
    """
    parts, whole = [first], False
    for _ in range(LONGEST_LIST):
        here = cursor.at
        comma = cursor.take_symbol(",")
        mark = cursor.token()
        bracketed = not comma and cursor.take_symbol("(-")
        joint = take_joint(cursor)
        hedged = not joint and cursor.peek("hedge") is not None and take_aside(cursor)
        more = _alternative(cursor, parts[-1], lead) if joint or comma else None
        if more is None or (hedged and type(more) is not type(first)):
            cursor.at = here
            break
        if bracketed:
            cursor.take_symbol(")" if mark.text == "(" else "-")
        parts.append(more)
        whole = whole or joint or hedged
    if not whole:
        return None
    for at in range(len(parts) - 1, 0, -1):
        parts[at - 1], parts[at] = shared(parts[at - 1], parts[at])
    words = cursor.words_since(start)
    if len(parts) == 2:
        return Between(words, parts[0], parts[1], joined=True)
    return Listed(words, tuple(parts))


@reader("/", "either", "and")
def take_joint(cursor: Cursor) -> bool:
    """Past "and", "or" or a stroke, and what goes between it and the next: or, at worst, May."""
    if cursor.take_symbol("/"):
        return True
    cursor.taken("either", "and")
    take_aside(cursor)
    return True


@reader(*",(-", "aside", "hedge", "filler")
def take_aside(cursor: Cursor) -> bool:
    """Past words, between marks or not, that say how likely the next time is, and not when."""
    marked = cursor.take_symbol(",(-")
    start = cursor.at
    while cursor.take("aside") or cursor.take("hedge") or cursor.take("filler"):
        pass
    cursor.heard.extend((at, Heard.ASIDE) for at in range(start, cursor.at))
    said = cursor.at > start
    if said and marked:
        cursor.take_symbol(",)-")
    return said


@reader()
def _alternative(cursor: Cursor, first: Period, lead: Lead | None) -> Period | None:
    """Another of several times: "June or July", "late this year or early next"."""
    start = cursor.at
    cursor.take("lead", "in", "during", lead or "in")
    day = _another_day(cursor, first)
    if day is not None:
        return day
    other = _the_other(cursor, first)
    if other is not None:
        return other
    if cursor.peek("ambiguous") and not cursor.lenient and not cursor.tokens[cursor.at].capital:
        # It starts in July and may last: a verb.
        return None
    second = _the_one_after(cursor, first) or read_period(cursor)
    if isinstance(first, DayOfMonth) and isinstance(second, Month) and _is_of(first):
        return replace(first, words=second.words, month=second, other=None)
    if isinstance(first, DayOfMonth) and first.month is None and not isinstance(second, DAYS):
        # The 3rd and May are no stretch.
        return None
    if second is not None:
        kinds = {type(getattr(each, "of", each)) for each in (first, second)}
        alike = isinstance(second, NAMED) and (type(second) is type(first) or len(kinds) == 1)
        return second if alike or cursor.lenient else None
    part = cursor.take("part") if isinstance(first, PartOf) else None
    of = first.of if isinstance(first, PartOf) else first
    cursor.take("the")
    shift = cursor.take("shift", "next")
    if shift is None or not isinstance(of, CalendarUnit) or (part is None) is not (of is first):
        return None
    words = cursor.words_since(start)
    following = CalendarUnit(words, of.unit, of.shift + 1)
    return following if part is None else PartOf(words, Part(part), following)


def _is_of(day: DayOfMonth) -> bool:
    """Whether a month may stand beside that of a day: the 11th of July and August."""
    return isinstance(day.month, Month) and " of " in day.words


@reader("the")
def _the_other(cursor: Cursor, first: Period) -> Period | None:
    """The end of "the first half of 2026 or the second"."""
    start = cursor.at
    cursor.take("the")
    nth = read_ordinal(cursor) if isinstance(first, Nth) else None
    goes_on = not cursor.done and not cursor.symbol(",.;:!?)")
    if nth is None or not isinstance(first, Nth) or goes_on:
        return None
    return replace(first, words=cursor.words_since(start), nth=nth)


@reader("the", "unit")
def _the_one_after(cursor: Cursor, first: Period) -> Period | None:
    """The end of "next week or the week after"."""
    start = cursor.at
    cursor.take("the")
    unit = cursor.take("unit")
    if (
        not isinstance(first, CalendarUnit)
        or unit != first.unit
        or not cursor.take("relation", "after")
    ):
        return None
    return CalendarUnit(cursor.words_since(start), first.unit, first.shift + 1)


@reader()
def _another_day(cursor: Cursor, first: Period) -> Period | None:
    """The 25 of "February 24 and 25", where no noun follows that it could count."""
    start = cursor.at
    if not isinstance(first, DayOfMonth) or first.month is None or read_dated(cursor):
        return None
    cursor.take("the")
    day = read_day(cursor)
    if day is None or day <= first.day:
        return None
    if not (cursor.lenient or cursor.token().kind is Kind.SYMBOL or _no_noun_follows(cursor)):
        return None
    words = cursor.words_since(start)
    year = read_year_of(cursor)
    month = first.month
    if year is not None and isinstance(month, Month):
        month = replace(month, year=year)
    return DayOfMonth(words, day, month)


def _no_noun_follows(cursor: Cursor) -> bool:
    return any(cursor.peek(role) for role in ("lead", "and", "either"))


@reader("digits", "ordinal", "tens", "number")
def read_dated(cursor: Cursor) -> Period | None:
    """A day with its month, number first; None (and no move) where there is none."""
    for read in (read_day_first, read_nth_day):
        day = read(cursor)
        if isinstance(day, DayOfMonth) and day.month is not None:
            return day
    return None


@reader(*ORDINAL)
def read_day(cursor: Cursor) -> int | None:
    """The number of a day that no noun follows: the 25 of "February 24 and 25"."""
    ordinal = read_ordinal(cursor) if cursor.digits() is None else None
    if ordinal is not None and ordinal > 0:
        return ordinal
    day = cursor.digits()
    if day not in range(1, 32):
        return None
    cursor.at += 1
    cursor.take("ordinal_suffix")
    return None if counts_something(cursor) or _is_dated(cursor) else day


@ahead
def _is_dated(cursor: Cursor) -> bool:
    """Whether the number just read begins a date in figures: the 01 of 01-2-05."""
    if not take_tie(cursor, "-") or cursor.digits() is None:
        return False
    cursor.at += 1
    return take_tie(cursor, "-")


def shared(first: Period, last: Period) -> tuple[Period, Period]:
    """Both edges with the week, month or year that only one of them names."""
    match first, last:
        case Weekday(within=None, shift=None), Weekday(within=week):
            return replace(first, within=week), last
        case Month(year=None, shift=None), Month(year=Year() as year, month=month):
            if first.month <= month:
                return replace(first, year=year), last
        case DayOfMonth(month=Month(year=None, shift=None) as month), DayOfMonth(
            month=Month(year=Year() as year) as end
        ):
            if month.month <= end.month:
                return replace(first, month=replace(month, year=year)), last
        case Nth(of=None), Nth(of=Year() as year):
            return replace(first, of=year), last
        case _:
            pass
    return first, last
