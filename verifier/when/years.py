"""Years: what dates in words and in figures stand on."""

from __future__ import annotations

from verifier.text.tokens import Kind, Token
from verifier.when.clock import hours_follow, is_military
from verifier.when.counts import (
    FIRST_YEAR,
    LAST_YEAR,
    WRITTEN,
    read_year_words,
)
from verifier.when.phrases import (
    CalendarUnit,
    Period,
    Year,
)
from verifier.when.roles import Unit
from verifier.when.tokens import Cursor, ahead, reader

CENTURIES = range(19, 22)
"""The centuries of which a year is meant even where its digits could be an hour."""
TIES = "-/."


@reader(*TIES, ",", "'", "of", "the", "unit", "shift", *WRITTEN)
def read_year_of(cursor: Cursor, tie: str = "", *, dated: bool = False) -> Period | None:
    """The year that follows a month, season or quarter; None (and no move) where none does.

    `tie` is the mark that ties the parts of the date before it: 24-Feb-23. After a day and month,
    `dated`, 1815 may be an hour as well and is no year; nor are two in a row, 1440-1825.
    """
    start = cursor.at
    tied = take_tie(cursor)
    if not tied:
        cursor.take_symbol(",")
    if hours_follow(cursor) or (dated and not tied and _is_year_or_hour(cursor.token())):
        return None
    sure = tied and cursor.tokens[start].text == tie
    of = cursor.take("of") is not None
    here = cursor.at
    cursor.take("the")
    if cursor.take("unit", "year") is None:
        cursor.at = here
    number = read_year_number(cursor, dated=dated) or read_year_words(cursor)
    if number is not None:
        take_era(cursor)
        return Year(cursor.words_since(start), number)
    if cursor.symbol("'"):
        short = read_short_year(cursor)
        return None if short is None else Year(cursor.words_since(start), short)
    if cursor.peek("shift") or cursor.peek("the"):
        period = cursor.nested()
        if isinstance(period, Year | CalendarUnit) and _is_year(period):
            return period
    else:
        short = _short_year(cursor, sure=sure or of) if sure or not tied else None
        if short is not None:
            return Year(cursor.words_since(start), short)
    return None


@reader("'")
def read_short_year(cursor: Cursor) -> int | None:
    """The 27 of '27."""
    cursor.at += 1
    digits = cursor.digits(sizes={2}) if cursor.token().glued else None
    cursor.at += 1
    return digits


def _is_year_or_hour(token: Token) -> bool:
    return is_military(token) and int(token.text) // 100 not in CENTURIES


def take_era(cursor: Cursor) -> None:
    """Past AD or CE."""
    cursor.take("era")


@reader("digits")
def _short_year(cursor: Cursor, *, sure: bool) -> int | None:
    """A year in two digits: after "of" or a tie, and where the text is nothing but a time."""
    digits = cursor.digits(sizes={2}) if sure or cursor.lenient else None
    cursor.at += 1
    listed = not sure and is_listed(cursor)
    return None if listed or is_more_than_a_number(cursor) else digits


@ahead
def is_listed(cursor: Cursor) -> bool:
    """Whether another day follows the number just read: the 25 of February 24, 25 and 26."""
    comma = cursor.take_symbol(",")
    joined = cursor.take("and") or cursor.take("either") or comma
    return bool(joined) and cursor.digits(sizes={1, 2}) is not None


@reader(*TIES)
def take_tie(cursor: Cursor, ties: str = TIES) -> bool:
    """Past a mark that ties two parts of a date: 8-Nov-2016, Oct/2."""
    mark, following = cursor.token(), cursor.token(1)
    if mark.kind is not Kind.SYMBOL or mark.text not in ties:
        return False
    if not (mark.glued and following.glued) or following.kind is Kind.SYMBOL:
        return False
    cursor.at += 1
    return True


@reader("digits")
def read_year_number(cursor: Cursor, *, dated: bool = False) -> int | None:
    """A year in four digits that counts nothing; None (and no move) where there is none.

    After a day and month, `dated`, 2012 is a year before a zone as well: 17 September 2012 GMT.
    """
    token, number = cursor.token(), cursor.digits(sizes={4})
    if number is None or not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    if _is_an_hour(cursor, token) and not (dated and not _is_year_or_hour(token)):
        return None
    cursor.at += 1
    return None if counts_something(cursor) or _is_cut_short(cursor) else number


def _is_an_hour(cursor: Cursor, token: Token) -> bool:
    """Whether four digits are the hour of "1430 GMT" and "at 1430"."""
    if not is_military(token):
        return False
    led = cursor.at > 0 and "clock_at" in cursor.roles[cursor.at - 1]
    return (led and _is_year_or_hour(token)) or "zone" in cursor.roles[cursor.at + 1]


def _is_cut_short(cursor: Cursor) -> bool:
    """Whether one or two digits are tied to the year, so that it is the rest of no good date."""
    mark, number = cursor.token(), cursor.token(1)
    tied = mark.text == "-" and mark.glued and number.glued
    return tied and number.is_number and len(number.text) < 3


def _is_year(period: Year | CalendarUnit) -> bool:
    return isinstance(period, Year) or period.unit is Unit.YEAR


def is_more_than_a_number(cursor: Cursor) -> bool:
    """Whether the number just read is an hour, a count or the beginning of a date or range."""
    token = cursor.token()
    if counts_something(cursor) or cursor.symbol("-/~") or cursor.peek("to"):
        return True
    if token.glued and token.kind is Kind.WORD:
        return True
    return any(cursor.peek(role) for role in ("clock_half", "clock_hours", "month", "zone"))


def counts_something(cursor: Cursor) -> bool:
    """Whether the number just read belongs to what follows: 3 weeks, 10:30, 1.5, 24/7, 50 %."""
    token, following = cursor.token(), cursor.token(1)
    if is_calendar_year(cursor):
        return False
    if cursor.peek("units") or cursor.peek("unit"):
        return True
    if not token.glued:
        return token.text == "%"
    if token.text in ":/%":
        return not (token.text == "/" and _month_follows(cursor))
    if not following.glued or not following.is_number:
        return False
    # 1,500 is one number; Jan 1,2010 has two.
    return token.text == "." or (token.text == "," and len(following.text) == 3)


def is_calendar_year(cursor: Cursor) -> bool:
    """Whether a year is called one here: the 2026 calendar year."""
    return cursor.peek("calendar_year") is not None and cursor.peek("unit") is not None


@ahead
def tied_year_follows(cursor: Cursor, tie: str) -> bool:
    """Whether a mark ties a year to the number just read: the 09 of Mar/5/09."""
    return take_tie(cursor, tie) and len(cursor.token().text) in {2, 4}


@ahead
def _month_follows(cursor: Cursor) -> bool:
    cursor.at += 1
    found = cursor.peek("month") is not None
    if cursor.digits() is not None:
        # The 24 of "23/24 March", the 2020 of "3/2020", the 23 of "2020/23/Sep".
        found = len(cursor.tokens[cursor.at].text) == 4
        cursor.at += 1
        take_tie(cursor)
        found = found or cursor.peek("month") is not None
    return found
