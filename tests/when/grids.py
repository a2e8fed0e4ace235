"""Numbers in words, and rows of phrases with the days that calendar arithmetic by hand gives."""

from __future__ import annotations

from calendar import day_name, month_name
from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from verifier.model.days import Days
from verifier.when import TimeConventions, read_time

MONDAY = date(2016, 11, 7)
ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
MONTHS = list(month_name)[1:]
WEEKDAYS = list(day_name)
ODD = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}
ENDS = {1: "st", 2: "nd", 3: "rd"}
Row = tuple[str, date | None, date | None]


def in_words(number: int, tie: str = "-") -> str:
    """The number as it is said, below a thousand: "two hundred and twenty-one"."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (tie + ONES[number % 10] if number % 10 else "")
    rest = f" and {in_words(number % 100, tie)}" if number % 100 else ""
    return f"{ONES[number // 100]} hundred{rest}"


def ordinal_of(number: int) -> str:
    """The ordinal as it is said, below a hundred: "twenty-first"."""
    if number in ODD or number < 20:
        return ODD.get(number) or f"{ONES[number]}th"
    tens, ones = divmod(number, 10)
    return f"{TENS[tens]}-{ordinal_of(ones)}" if ones else f"{TENS[tens][:-1]}ieth"


def in_figures(number: int) -> str:
    """The ordinal in figures: "21st"."""
    return f"{number}{'th' if 10 < number % 100 < 14 else ENDS.get(number % 10, 'th')}"


def one_day(phrase: str, day: date) -> Row:
    """The row of a phrase that is one day."""
    return phrase, day, day + timedelta(days=1)


def whole_months(phrase: str, year: int, month: int, months: int) -> Row:
    """The row of a phrase that is so many `months` from the first of a month."""
    start = date(year, month, 1)
    return phrase, start, start + relativedelta(months=months)


def misread(
    rows: Iterable[Row], rules: TimeConventions, said: date = MONDAY, operator: str | None = None
) -> list[str]:
    """The phrases that are read otherwise than by one sharp window, or not at all."""
    wrong = []
    for phrase, start, until in rows:
        found = read_time(phrase, anchor=Days.one(said), conventions=rules)
        as_said = found is not None and found.narrow == Days(start, until)
        if not as_said or (operator and found is not None and found.operator.value != operator):
            wrong.append(f"{phrase}: {found and (found.operator.value, found.narrow.iso())}")
    return wrong
