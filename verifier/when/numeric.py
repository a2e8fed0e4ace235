"""Dates in figures: 3/4, 24.02.2023, 20230224, 22.VIII.1978, Q1 and H2."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from verifier.when.clock import is_time
from verifier.when.counts import FIRST_YEAR, LAST_YEAR
from verifier.when.phrases import (
    Between,
    DayOfMonth,
    FixedDay,
    Month,
    Nth,
    Period,
    Year,
)
from verifier.when.roles import Unit
from verifier.when.tokens import Cursor, Heard, reader
from verifier.when.years import read_year_number, read_year_of

LONGEST_MONTH = 31


@reader("digits")
def read_numeric(cursor: Cursor) -> Period | None:
    """Dates in digits: 2023-02-24, 24.2.2023, 2/24, 2/2023, 20230224."""
    start = cursor.at
    compact = _compact(cursor)
    if compact is not None:
        return compact
    run = _digit_run(cursor)
    if run is None:
        return _spaced(cursor) if cursor.lenient else None
    separator, fields, lengths = run
    cursor.at += 2 * len(fields) - 1
    words = cursor.words_since(start)
    if any(length == 4 and field < 1000 for field, length in zip(fields, lengths, strict=True)):
        # The year 0099 is not 1999.
        return None
    if 3 in lengths:
        ordinal = lengths == [4, 3] and cursor.lenient
        return _day_of_year(words, fields[0], fields[1]) if ordinal else None
    if lengths[0] == 4:
        return _year_first(words, separator, fields, lenient=cursor.lenient)
    return _year_last(cursor, start, run)


@reader("digits")
def _spaced(cursor: Cursor) -> Period | None:
    """12 11 1975, where nothing else is said."""
    start, fields = cursor.at, [cursor.digits(ahead) or 0 for ahead in range(3)]
    if not (max(fields[:2]) <= LONGEST_MONTH < FIRST_YEAR <= fields[2] <= LAST_YEAR):
        return None
    cursor.at += 3
    return _told_apart(cursor, cursor.words_since(start), " ", fields)


def _year_last(cursor: Cursor, start: int, run: tuple[str, list[int], list[int]]) -> Period | None:
    """2/2023, 2/24, 2/24/23, past their numbers."""
    separator, fields, lengths = run
    words = cursor.words_since(start)
    if len(fields) == 2 and lengths[1] == 4:
        return Month(words, fields[0], Year(words, fields[1])) if 1 <= fields[0] <= 12 else None
    hour = separator == "." and lengths == [len(str(fields[0])), 2] and _is_hour(cursor, start)
    if len(fields) == 2 and (hour or not _may_be_day(cursor, separator, fields)):
        return None
    if separator == "." and cursor.lenient:
        take_point(cursor)
    if len(fields) == 2 and cursor.symbol(",") and separator == "/":
        year = read_year_of(cursor)
        if isinstance(year, Year):
            fields, words = [*fields, year.number], cursor.words_since(start)
    return _told_apart(cursor, words, separator, fields, pairs=lengths == [2, 2, 2])


def _is_hour(cursor: Cursor, start: int) -> bool:
    """Whether a word that goes before an hour leads to the figures at token `start`: at 12.30."""
    tokens = cursor.tokens
    led = start > 0 and "clock_at" in cursor.roles[start - 1]
    return led and is_time(tokens[start].text.zfill(2) + tokens[start + 2].text)


@reader("digits")
def read_numeral(cursor: Cursor) -> Period | None:
    """22.VIII.1978, 22 VIII 1978, where nothing else is said."""
    start = cursor.at
    day = cursor.digits(sizes={1, 2})
    if not cursor.lenient or day is None:
        return None
    cursor.at += 1
    cursor.take_symbol(".-/")
    month = cursor.take("month_numeral")
    cursor.take_symbol(".-/")
    year = None if month is None else read_year_number(cursor)
    if month is None or year is None:
        return None
    return full(cursor.words_since(start), year, int(month), day)


def take_point(cursor: Cursor) -> None:
    """Past the point that ends the number of a day or month: 24.2., 5. to 7.10."""
    following = cursor.token(1)
    dotted = cursor.symbol(".") and cursor.token().glued
    cursor.at += dotted and (not following.glued or following.text == "-")


@reader("digits")
def _compact(cursor: Cursor) -> Period | None:
    """20230224, 20230224153000."""
    token = cursor.token()
    if len(token.text) not in {8, 12, 14}:
        return None
    year, month, day = int(token.text[:4]), int(token.text[4:6]), int(token.text[6:8])
    if not 1900 <= year < 2100 or not is_time(token.text[8:]):
        return None
    if len(token.text) > 8:
        cursor.heard.append((cursor.at, Heard.HOUR))
    cursor.at += 1
    return full(token.text, year, month, day)


def _may_be_day(cursor: Cursor, separator: str, fields: list[int]) -> bool:
    """Whether two numbers are day and month: 2/24; 24.2 and 2-24 only where nothing else is said.

    Two numbers up to twelve with a hyphen may be a range of days as well.
    """
    if separator == "/":
        return True
    if not cursor.lenient:
        return False
    if separator == ".":
        return cursor.peek("clock_half") is None
    return max(fields) > 12


def _told_apart(
    cursor: Cursor, words: str, separator: str, fields: list[int], *, pairs: bool = False
) -> Period | None:
    """Day and month by the declared order, or the other where that is no date; points go day first.

    Where both are dates, what the other order makes of them is kept.
    """
    rule = cursor.rules.numeric_dates
    first, second = fields[:2]
    if first > LONGEST_MONTH and len(fields) == 3 and separator != ".":
        # 78-12-22
        return full(words, first, second, fields[2], rule.id)
    day_first = rule.order == "day-first" or separator == "."
    month, day = (second, first) if day_first else (first, second)
    known = _dated_by(words, month, day, fields, rule.id)
    other = None if month == day else _dated_by(words, day, month, fields, rule.id)
    if separator == "." and len(fields) == 2:
        # 12.30 is no day of a month, but an hour.
        return known
    if separator == "-" and pairs and first != fields[2]:
        # 22-11-14 is of 2014, or of 2022 as ISO 8601 once had it; 10-11-12 may be three days.
        older = full(words, first, second, fields[2], rule.id)
        if known and other and older:
            return None
        known, other = known or other, older
    if known is None or other is None:
        return known or other
    return replace(known, other=other) if rule.both else known


def in_one_order(first: Period, last: Period) -> tuple[Period, Period]:
    """Two dates in figures by the one order of day and month that fits both: 5/3-20/3."""
    if _is_told(last):
        return _ordered_as(first, last), last
    return (first, _ordered_as(last, first)) if _is_told(first) else (first, last)


def _ordered_as(day: Period, told: Period) -> Period:
    """A date in figures by the order of another that can be read in one only."""
    if not isinstance(day, FixedDay | DayOfMonth) or day.other is None:
        return day
    return replace(day, other=None) if _day_first(day) == _day_first(told) else day.other


def _is_told(day: Period) -> bool:
    """Whether a date in figures can be read in one order only."""
    if not isinstance(day, FixedDay | DayOfMonth) or day.other is not None:
        return False
    numbers = re.match(r"(\d{1,2})[/.-](\d{1,2})\b", day.words)
    return numbers is not None and int(numbers[1]) != int(numbers[2])


def day_first(day: FixedDay | DayOfMonth) -> Period | None:
    """A date in figures whose first number is the day, None where it cannot be one."""
    found = day if _day_first(day) else day.other
    return None if found is None else replace(found, other=None)


def _day_first(day: Period) -> bool:
    number = day.day.day if isinstance(day, FixedDay) else getattr(day, "day", 0)
    return int(re.split(r"\D", day.words)[0]) == number


def _dated_by(
    words: str, month: int, day: int, fields: list[int], rule: str
) -> FixedDay | DayOfMonth | None:
    if len(fields) == 3:
        return full(words, fields[2], month, day, rule)
    return DayOfMonth(words, day, Month(words, month)) if _could_be(month, day) else None


def _year_first(words: str, separator: str, fields: list[int], *, lenient: bool) -> Period | None:
    if len(fields) == 3:
        year, month, day = fields
        # 2022/30/11 can only be the 30th; 2022-30-11 is a mistake in a date of ISO 8601.
        turned = month > 12 and separator != "-"
        return full(words, year, *((day, month) if turned else (month, day)))
    first, second = fields
    if (separator in "-/" or lenient) and 1 <= second <= 12:
        return Month(words, second, Year(words, first))
    if separator == "-" and lenient and (first + 1) % 100 < second < 100:
        # 2026-30 are five years; 2026-27 are two, or a season or fiscal year.
        return Between(words, Year(words, first), Year(words, first - first % 100 + second))
    return None


def _day_of_year(words: str, year: int, number: int) -> Period | None:
    """The ordinal date of ISO 8601, 4.3.3: 2027-032 is 1 February; no month 32."""
    day = date(year, 1, 1) + timedelta(days=number - 1)
    return FixedDay(words, day) if day.year == year else None


def _digit_run(cursor: Cursor) -> tuple[str, list[int], list[int]] | None:
    """Two or three numbers with one kind of separator, glued together, or years with loose ones."""
    mark, value = cursor.token(1), cursor.digits()
    if value is None or mark.text not in "-/.":
        return None
    fields, lengths = [value], [len(cursor.token().text)]
    glued = True
    while len(fields) < 3:
        ahead = 2 * len(fields) - 1
        separator, number = cursor.token(ahead), cursor.token(ahead + 1)
        value = cursor.digits(ahead + 1)
        if separator.text != mark.text or value is None:
            break
        if not (separator.glued and number.glued):
            colon = cursor.token(ahead + 2)
            if not cursor.lenient or (colon.glued and colon.text == ":"):
                # The 7 of "3.8. 7:00" is an hour.
                break
            glued = False
        fields.append(value)
        lengths.append(len(number.text))
    if len(fields) < 2 or max(lengths) > 4:
        return None
    # "2014 - 2018" and "2 - 4 weeks" are ranges.
    # 26. 10.21 is a date, 26.10. 21 may be one with an hour.
    dotted = mark.text == "." and len(fields) == 3
    tail, after = cursor.token(2 * len(fields) - 2), cursor.token(2 * len(fields) - 1)
    more = after.glued and after.text in ".:"
    if dotted and cursor.lenient and tail.glued and not more:
        return mark.text, fields, lengths
    if not glued and (
        (mark.text == "." and len(fields) < 3) or sorted(lengths[:2]) == [4, 4] or 4 not in lengths
    ):
        return None
    return (mark.text, fields, lengths) if lengths.count(4) < 2 else None


def full(
    words: str, year: int, month: int, day: int, rule: str | None = None
) -> FixedDay | DayOfMonth | None:
    """The day, in a century left open where the year has two digits; None where there is none."""
    if year < 100:
        return (
            DayOfMonth(words, day, Month(words, month, Year(words, year)))
            if _could_be(month, day)
            else None
        )
    try:
        fixed = date(year, month, day)
    except ValueError:
        return None
    return FixedDay(words, fixed, rule)


def _could_be(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


@reader("code")
def read_code(cursor: Cursor) -> Period | None:
    """Q3, H2 2016."""
    start, unit = cursor.at, cursor.taken("code")
    number = cursor.digits()
    if number is None or not cursor.token().glued:
        return None
    cursor.at += 1
    if not 1 <= number <= {"quarter": 4, "half": 2}.get(unit, 53):
        return None
    here = cursor.at
    cursor.take_symbol("-/")
    year = read_year_of(cursor) or _fiscal_year(cursor)
    if year is None:
        cursor.at = here
    return Nth(cursor.words_since(start), number, Unit(unit), year)


@reader("of", "fiscal")
def _fiscal_year(cursor: Cursor) -> Period | None:
    """The US fiscal year 2027 of which it is Q2."""
    cursor.take("of")
    return cursor.nested() if cursor.peek("fiscal") else None


@reader("digits")
def read_code_last(cursor: Cursor) -> Period | None:
    """1Q23, 1H 2023, as tables print it."""
    start = cursor.at
    number, mark = cursor.digits(sizes={1}), cursor.token(1)
    if number is None or not mark.glued:
        return None
    cursor.at += 1
    unit = cursor.take("code", "quarter", "half")
    if unit is None or not 1 <= number <= (4 if unit == "quarter" else 2):
        return None
    small = unit == "half" and not mark.capital
    tied = cursor.token().glued
    year = read_year_of(cursor) or (_glued_year(cursor) if tied else None)
    if small and year is None:
        # 1h is an hour, 1H the first half.
        return None
    return Nth(cursor.words_since(start), number, Unit(unit), year)


@reader("digits")
def _glued_year(cursor: Cursor) -> Year | None:
    words, digits = cursor.token().text, cursor.digits(sizes={2})
    cursor.at += 1
    return None if digits is None else Year(words, digits)
