"""Stretches and counts of periods: well into a year, so many units to a day, seasons away."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from tests.depth import each, grid
from verifier.model.days import Days
from verifier.when import TimeConventions, TimeReading, find_times, read_time

SAID = date(2023, 11, 14)


def read(words: str, conventions: TimeConventions, said: date = SAID) -> TimeReading:
    """The reading, which running text must share."""
    reading = read_time(words, anchor=Days.one(said), conventions=conventions)
    assert reading is not None, words
    text = f"It comes {words}, they say."
    found = find_times(text, anchor=Days.one(said), conventions=conventions)
    assert [(each.narrow, each.wide) for each in found] == [(reading.narrow, reading.wide)], text
    return reading


ADVERBS = ["well into", "far into", "deep into"]
YEARS = ["2027", "next year", "the spring", "March 2025", "the second half of 2026", "the 2030s"]


@each("row", list(product(ADVERBS, YEARS)))
def test_well_into_a_period_is_the_rest_of_it_past_its_beginning(
    conventions: TimeConventions, row: tuple[str, str]
) -> None:
    """It ends with the period, and begins after it in every reading."""
    adverb, period = row
    whole, part = read(f"in {period}", conventions), read(f"{adverb} {period}", conventions)
    assert whole.wide.start is not None
    assert part.wide.start is not None
    assert part.wide.start > whole.wide.start
    assert part.narrow.until == part.wide.until == whole.wide.until


HALVES = {("former", "earlier", "first"): 0, ("latter", "later", "second", "back"): 1}


@each(
    "row",
    [
        (word, period, side)
        for words, side in HALVES.items()
        for word in words
        for period in ("2026", "March 2026", "next year", "the 2030s")
    ],
)
def test_a_half_has_several_names(conventions: TimeConventions, row: tuple[str, str, int]) -> None:
    """The latter half is the second one: H2 of a year, and it ends with the period."""
    word, period, side = row
    whole = read(f"in {period}", conventions).wide
    half = read(f"in the {word} half of {period}", conventions).wide
    assert (half.until == whole.until) is bool(side)
    assert (half.start == whole.start) is not bool(side)


COUNTS = ["three", "12", "twelve"]
BOUNDS = ["to", "through", "ending", "ended"]
LASTS = {
    "March 2024": date(2024, 4, 1),
    "31 March 2024": date(2024, 4, 1),
    "the end of March 2024": date(2024, 4, 1),
    "2024": date(2025, 1, 1),
}


@each("row", list(product(COUNTS, ["weeks", "months", "years"], BOUNDS, LASTS)))
def test_so_many_units_to_a_day_end_with_it(
    conventions: TimeConventions, row: tuple[str, str, str, str]
) -> None:
    """The 12 months to March are those up to its end, whatever unit is counted."""
    count, unit, bound, last = row
    reading = read(f"in the {count} {unit} {bound} {last}", conventions)
    number, until = 3 if count == "three" else 12, LASTS[last]
    assert reading.wide.until == until
    if unit == "weeks":
        assert reading.wide.start == until - timedelta(weeks=number)
    else:
        months = number * (12 if unit == "years" else 1)
        years, month = divmod(until.year * 12 + until.month - 1 - months, 12)
        assert reading.wide.start == date(years, month + 1, 1)


SUMMERS = {"from now": [2025, 2026, 2027], "ago": [2022, 2021, 2020]}


@each("row", [(way, at) for way in SUMMERS for at in range(3)])
def test_so_many_seasons_away(conventions: TimeConventions, row: tuple[str, int]) -> None:
    """The first is the nearest that is not under way: of November 2023, the second is in 2025."""
    way, at = row
    year = SUMMERS[way][at]
    reading = read(f"{['two', 'three', 'four'][at]} summers {way}", conventions)
    assert reading.wide == Days(date(year, 6, 1), date(year, 9, 23))


@each("phrase", ["from 9 to 5", "from midnight to noon", "from dawn to dusk"])
def test_from_one_hour_to_another_is_a_day(conventions: TimeConventions, phrase: str) -> None:
    """It does not go on for ever, as "from noon" may."""
    reading = read_time(phrase, anchor=Days.one(SAID), conventions=conventions)
    assert reading is not None
    assert reading.wide.until is not None
    assert reading.wide.until <= SAID + timedelta(days=2)


@each(
    "phrase start until",
    [
        ("1-1-24 - 01-2-25", "2024-01-01", "2025-02-02"),
        ("1/28 - day after tomorrow", "2023-01-28", "2023-11-17"),
        ("ca. March 2027", "2027-02-14", "2027-04-16"),
        ("1860 approx", "1859-07-01", "1861-07-01"),
    ],
)
def test_what_tables_print_is_read_as_a_phrase(
    conventions: TimeConventions, phrase: str, start: str, until: str
) -> None:
    """Dates in figures on both sides of a dash, and about when something was."""
    reading = read_time(phrase, anchor=Days.one(SAID), conventions=conventions)
    assert reading is not None
    assert reading.wide == Days(date.fromisoformat(start), date.fromisoformat(until))


@each(
    "row",
    [
        ("two weeks into March", "2024-03-15", "2024-03-16"),
        ("three months into 2024", "2024-04-01", "2024-04-02"),
        ("two weeks after the beginning of March", "2024-03-15", "2024-03-16"),
        ("two weeks before the end of March", "2024-03-17", "2024-03-18"),
        ("in the two weeks before the end of March", "2024-03-18", "2024-04-01"),
        ("in the 12-month period to March", "2023-04-01", "2024-04-01"),
        ("the four weeks beginning 4 March", "2024-03-04", "2024-04-01"),
        ("the three months from April", "2024-04-01", "2024-07-01"),
        ("from December into January", "2023-12-01", "2024-02-01"),
        ("from 2026 well into 2027", "2026-01-01", "2028-01-01"),
        ("the summer after next", "2025-06-01", "2025-09-23"),
        ("next summer but one", "2025-06-01", "2025-09-23"),
        ("the winter before last", "2021-12-01", "2022-03-21"),
        ("on a day in January", "2024-01-01", "2024-02-01"),
        ("a year in the 1860s", "1860-01-01", "1870-01-01"),
        ("in the 2100s", "2100-01-01", "2200-01-01"),
        ("3 days ago to now", "2023-11-11", "2023-11-15"),
        ("this January", "2024-01-01", "2024-02-01"),
        ("this September", "2023-09-01", "2023-10-01"),
    ],
)
def test_a_stretch_is_read(conventions: TimeConventions, row: tuple[str, str, str]) -> None:
    """The wide window is the one that the calendar gives."""
    words, start, until = row
    reading = read(words, conventions)
    assert reading.wide == Days(date.fromisoformat(start), date.fromisoformat(until))


MONTHS = ("January", "April", "August", "December")


@pytest.mark.parametrize("said", ["2024-01-20", "2024-05-31", "2024-12-02"])
@pytest.mark.parametrize("joint", ["to", "until", "through"])
def test_a_range_to_a_year_begins_with_the_coming_month(
    conventions: TimeConventions, joint: str, said: str
) -> None:
    """From August until 2030 is not from August 2029; a year that is over ends what is over."""
    day = date.fromisoformat(said)
    for number, name in zip((1, 4, 8, 12), MONTHS, strict=True):
        first = date(day.year + (number < day.month), number, 1)
        for year, begins in ((2030, first), (2010, date(2009 + (number == 1), number, 1))):
            reading = read_time(
                f"from {name} {joint} {year}", anchor=Days.one(day), conventions=conventions
            )
            assert reading is not None
            assert reading.wide == Days(begins, date(year + 1, 1, 1)), (name, year)


def test_a_day_of_the_month_that_is_over_is_of_the_next(conventions: TimeConventions) -> None:
    """The 15th of the month, said on the 20th, is ahead, as on the 15th it is."""
    for said, number in grid(range(1, 31), (1, 15, 30)):
        month = 9 if said <= number else 10
        reading = read_time(
            f"the {number}{'st' if number == 1 else 'th'} of the month",
            anchor=Days.one(date(2024, 9, said)),
            conventions=conventions,
        )
        assert reading is not None
        assert reading.wide == Days.one(date(2024, month, number)), said


@pytest.mark.parametrize("words", ["business day", "working day"])
def test_business_days_of_a_month_are_counted_from_either_end(
    conventions: TimeConventions, words: str
) -> None:
    """Monday to Friday, in each month of a year."""
    for month in range(1, 13):
        days = [date(2024, month, 1) + timedelta(days=d) for d in range(31)]
        open_days = [d for d in days if d.month == month and d.isoweekday() < 6]
        for nth, at in (("first", 0), ("second", 1), ("last", -1)):
            reading = read_time(
                f"the {nth} {words} of {days[0]:%B} 2024",
                anchor=Days.one(date(2024, 1, 1)),
                conventions=conventions,
            )
            assert reading is not None
            assert reading.wide == Days.one(open_days[at]), (nth, month)


@each(
    "feast day",
    [
        ("Lammas", "2024-08-01"),
        ("Michaelmas", "2024-09-29"),
        ("Martinmas", "2024-11-11"),
        ("Corpus Christi", "2024-05-30"),
        ("Ascension", "2024-05-09"),
        ("Holy Thursday", "2024-03-28"),
        ("All Souls' Day", "2024-11-02"),
        ("Nowruz", "2024-03-20"),
        ("the second day after Christmas", "2024-12-27"),
        ("next April Fools' Day", "2024-04-01"),
    ],
)
def test_a_feast_is_its_day(conventions: TimeConventions, feast: str, day: str) -> None:
    """As the calendars of churches, and of Iran, have it for 2024."""
    reading = read_time(feast, anchor=Days.one(date(2024, 1, 2)), conventions=conventions)
    assert reading is not None
    assert reading.narrow == Days.one(date.fromisoformat(day))
