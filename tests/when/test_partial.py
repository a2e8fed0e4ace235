"""Times of which a word more was meant, dozens, and the days of feasts that calendars print."""

from __future__ import annotations

from datetime import date

from tests.depth import each, grid
from verifier.model.days import Days
from verifier.when import TimeConventions, TimeReading, find_times

SAID = date(2025, 5, 14)
"""A Wednesday."""


def _read(text: str, conventions: TimeConventions) -> list[TimeReading]:
    return list(find_times(text, anchor=Days.one(SAID), conventions=conventions))


UNREAD = (
    *("on Day 100", "on day 3 of the war", "by Day 10", "on day one", "in month 3 of the siege"),
    *("in year three of the war", "by month two", "in year 2 of the plan"),
    *("two-thirds of the way through 2026", "part-way through 2026", "partway through the year"),
    *("most of the way through 2026", "a third of the way into 2026", "two thirds through 2026"),
    *("three quarters through next year", "a quarter of the way through June"),
    *("from one day to the next", "from one week to the next", "from one year to the next"),
    *("when he is in his thirties", "in her twenties", "when in his late thirties"),
    *("in low thirties", "to the high twenties", "to the mid to upper eighties"),
    *("on Orthodox Easter Eve", "on Thanksgiving Eve", "by Diwali Eve", "on the eve of the vote"),
    *("take 1500 villages", "take 2000 men"),
)


@each("words", UNREAD)
def test_what_is_part_of_something_else_is_no_time(
    words: str, conventions: TimeConventions
) -> None:
    assert not _read(f"They will yield {words}.", conventions)


READ = {
    "this year three ships will sail": (date(2025, 1, 1), date(2026, 1, 1)),
    "next month two ships will sail": (date(2025, 6, 1), date(2025, 7, 1)),
    "in the thirties it will be warmer": (date(2030, 1, 1), date(2040, 1, 1)),
    "in the 2026 calendar year": (date(2026, 1, 1), date(2027, 1, 1)),
    "in calendar year 2026": (date(2026, 1, 1), date(2027, 1, 1)),
    "in calendar 2027": (date(2027, 1, 1), date(2028, 1, 1)),
}


@each("words", READ)
def test_what_is_whole_is_read(words: str, conventions: TimeConventions) -> None:
    [reading] = _read(f"They say that {words}.", conventions)
    assert reading.wide == Days(*READ[words])


def test_years_count_nothing_behind_the(conventions: TimeConventions) -> None:
    """The 2026 tax year is no 2,026 years."""
    for year, unit in grid(("2026", "2031"), ("financial year", "weeks", "tax year", "days")):
        for reading in _read(f"They will yield in the {year} {unit}.", conventions):
            assert reading.wide.until == date(int(year) + 1, 1, 1)
            assert reading.wide.start == date(int(year), 1, 1)


HALF = ("half a dozen", "a half dozen", "a half-dozen", "half-a-dozen")
DOZENS = {"a dozen": 12, "two dozen": 24, "three dozen": 36} | dict.fromkeys(HALF, 6)


@each("dozen", DOZENS)
def test_dozens_are_counted(dozen: str, conventions: TimeConventions) -> None:
    """In half a dozen weeks is in six."""
    number = DOZENS[dozen]
    for frame in ("in {} weeks", "within {} years", "{} days ago", "for {} months"):
        said, plain = (
            _read(f"They yield {frame.format(count)}.", conventions) for count in (dozen, number)
        )
        assert [(one.narrow, one.wide) for one in said] == [(one.narrow, one.wide) for one in plain]
    bare = dozen.removeprefix("a ")
    said = _read(f"They will yield in the next {bare} weeks.", conventions)
    plain = _read(f"They will yield in the next {number} weeks.", conventions)
    assert [one.wide for one in said] == [one.wide for one in plain]


UNSURE = {
    "the first day of Ramadan": (date(2026, 2, 17), date(2026, 2, 20)),
    "the second day of Ramadan": (date(2026, 2, 18), date(2026, 2, 21)),
    "the last day of Ramadan": (date(2026, 3, 18), date(2026, 3, 21)),
}
"""Ramadan 2026 is from 18 February to 19 March, a day earlier or later."""


@each("day", UNSURE)
def test_a_day_of_what_is_not_sure_is_not(day: str, conventions: TimeConventions) -> None:
    start, until = UNSURE[day]
    [reading] = _read(f"They will yield on {day}.", conventions)
    assert reading.wide == Days(start, until)
    assert reading.narrow.length == 1
    assert reading.narrow.start == date.fromordinal(start.toordinal() + 1)


FEASTS = {
    "Purim": ["2022-03-17", "2023-03-07", "2024-03-24", "2025-03-14", "2026-03-03", "2027-03-23"],
    "Passover": ["2022-04-16", "2023-04-06", "2024-04-23", "2025-04-13", "2026-04-02"],
    "Shavuot": ["2022-06-05", "2023-05-26", "2024-06-12", "2025-06-02", "2026-05-22"],
    "Rosh Hashanah": ["2022-09-26", "2023-09-16", "2024-10-03", "2025-09-23", "2026-09-12"],
    "Tu Bishvat": ["2023-02-06", "2024-01-25", "2025-02-13", "2026-02-02"],
}
"""The first days of feasts as calendars print them, of plain years and of years with 13 months."""


@each("feast", FEASTS)
def test_feasts_fall_on_the_days_that_calendars_print(
    feast: str, conventions: TimeConventions
) -> None:
    for day in FEASTS[feast]:
        [reading] = _read(f"They will yield on {feast} {day[:4]}.", conventions)
        assert reading.wide.start == date.fromisoformat(day), day
