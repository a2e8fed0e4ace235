"""Words that name different times to different people: each of these is a reading, no mixture."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from itertools import product

import pytest

from tests.depth import each, grid
from verifier.model.days import Days
from verifier.model.edtf import Dated
from verifier.when import TimeConventions, read_time

# The first and last day of each season: whole months, and solstice to equinox as the rules have it.
SEASONS = {
    "spring": (("03-01", "05-31"), ("03-21", "06-20")),
    "summer": (("06-01", "08-31"), ("06-21", "09-22")),
    "autumn": (("09-01", "11-30"), ("09-23", "12-20")),
}
SAID = "2024-01-17"  # a Wednesday
BY_HAND = [
    # American or British; the week's Friday or the nearest; this year's March or next year's.
    ("on 03/04/2024", {"2024-03-04", "2024-04-03"}),
    ("next Friday", {"2024-01-26", "2024-01-19"}),
    ("next March", {"2024-03", "2025-03"}),
    ("the week of 4 August 2024", {"2024-07-29/2024-08-04", "2024-08-05/2024-08-11"}),
    ("winter 2023/24", {"2023-12-01/2024-02-29", "2023-12-21/2024-03-20"}),
    ("winter 2022/23", {"2022-12-01/2023-02-28", "2022-12-21/2023-03-20"}),
    # Both seasons, of this year or of the next.
    (
        "next spring",
        {
            f"{year}-{first}/{year}-{last}"
            for year, (first, last) in product((2024, 2025), SEASONS["spring"])
        },
    ),
    # One within the other: the narrow and the wide reading say all.
    ("by next Friday", set()),
    ("by 03/04/2024", set()),
    ("after the summer", set()),
    ("in March", set()),
    ("in a month, a half or two", set()),
]


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _meant(phrase: str, said: str, conventions: TimeConventions) -> set[Days]:
    reading = read_time(phrase, anchor=Dated.read(said).days, conventions=conventions)
    assert reading is not None
    assert all(reading.wide.contains(days) for days in reading.meant)
    return set(reading.meant)


@pytest.mark.parametrize("season", SEASONS)
def test_a_season_is_of_meteorologists_or_of_astronomers(
    season: str, conventions: TimeConventions
) -> None:
    """Never from the later beginning to the earlier end, in any year and with any word before."""
    for year, words in grid(range(2000, 2030), ("in {} {}", "in the {}")):
        said = f"{year}-01-17"
        expected = {Dated.read(f"{year}-{a}/{year}-{b}").days for a, b in SEASONS[season]}
        assert _meant(words.format(season, year), said, conventions) == expected


@each("phrase expected", BY_HAND)
def test_each_time_that_may_be_meant(
    phrase: str, expected: set[str], conventions: TimeConventions
) -> None:
    """The times worked out by hand, none where one of them holds the other."""
    assert _meant(phrase, SAID, conventions) == {Dated.read(days).days for days in expected}


def test_a_season_that_is_ending_to_some(conventions: TimeConventions) -> None:
    """In summer, said on 5 September: the next to meteorologists, this one to astronomers."""
    expected = {Days.between(date(2025, 6, 1), date(2025, 8, 31))}
    expected.add(Days.between(date(2024, 6, 21), date(2024, 9, 22)))
    assert _meant("in summer", "2024-09-05", conventions) == expected


@pytest.mark.parametrize(
    ("season", "both", "running"),
    [
        ("spring", {1, 2}, {1, 2}),
        ("summer", {1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}),
        ("autumn", {3, 4, 5, 6, 7, 8}, {1, 2, 3, 4, 5, 6, 7, 8}),
        ("winter", {6, 7, 8, 9, 10, 11}, set(range(1, 12))),
    ],
)
def test_next_before_a_season_is_of_two_years_within_half_a_year(
    season: str, both: set[int], running: set[int], conventions: TimeConventions
) -> None:
    """Said in each month of 2024: from half a year before it begins some mean the one after.

    Farther off it is the nearest, and once it has begun the next is that of the next year.
    """
    for month in range(1, 13):
        said = Dated.read(f"2024-{month:02}-15").days
        reading = read_time(f"next {season}", anchor=said, conventions=conventions)
        assert reading is not None
        assert reading.wide.first is not None
        assert reading.wide.last is not None
        assert reading.wide.first.year == (2024 if month in running else 2025)
        ends = 2024 + (month in both or month not in running) + (season == "winter")
        assert reading.wide.last.year == ends


@each("name", WEEKDAYS)
def test_a_weekday_named_on_that_day_may_be_a_week_on(
    name: str, conventions: TimeConventions
) -> None:
    """Today or this day week, whatever goes before; said on the six other days it is one day."""
    monday = date(2024, 1, 15)
    for days, words in grid(range(7), ("{}", "on {}", "this {}", "on {} at noon")):
        said = monday + timedelta(days=days)
        ahead = (WEEKDAYS.index(name) - days) % 7
        found = _meant(words.format(name), said.isoformat(), conventions)
        week_on = Days.one(said + timedelta(weeks=1))
        assert found == (set() if ahead else {Days.one(said), week_on}), (words, said)


@each("name", WEEKDAYS)
def test_a_deadline_named_on_its_day_is_that_day_or_a_week_on(
    name: str, conventions: TimeConventions
) -> None:
    """By Friday, said on a Friday: at the earliest today, at the latest in a week."""
    said = date(2024, 1, 15) + timedelta(days=WEEKDAYS.index(name))
    reading = read_time(f"by {name}", anchor=Days.one(said), conventions=conventions)
    assert reading is not None
    assert reading.narrow == Days.one(said)
    assert reading.wide == Days.between(said, said + timedelta(weeks=1))


def test_figures_of_two_digits_may_begin_with_the_year(conventions: TimeConventions) -> None:
    """Every day that the figures of a date can be is meant; of three nothing is read."""
    for year, month, day in grid((5, 11, 14, 22, 31), (1, 7, 11), (2, 9, 14, 25)):
        words = f"{year:02}-{month:02}-{day:02}"
        orders = {(year, month, day), (day, year, month), (day, month, year)}
        may_be = set()
        for y, m, d in orders:
            with suppress(ValueError):
                may_be.add(Days.one(date(2000 + y, m, d)))
        reading = read_time(words, anchor=Dated.read(SAID).days, conventions=conventions)
        if len(may_be) > 2:
            assert reading is None, words
            continue
        assert reading is not None, words
        assert (set(reading.meant) or {reading.wide}) == may_be, words


COUNTED = (
    ("two weeks after {}", 14, 14),
    ("three days before {}", -3, -3),
    ("a week from {}", 7, 7),
    ("the week after {}", 1, 7),
    ("the week before {}", -7, -1),
)


@each("words first last", COUNTED)
def test_what_is_counted_from_two_days_is_counted_from_each(
    words: str, first: int, last: int, conventions: TimeConventions
) -> None:
    """Two weeks after next Friday are two weeks after each day that it may be."""
    said = date(2024, 1, 17)
    for name in ("next Friday", "next Monday", "03/04/2024", "last Tuesday"):
        for days in _meant(f"on {name}", SAID, conventions) or [Days.one(date(2024, 1, 22))]:
            assert days.first is not None
            moved = Days.between(
                days.first + timedelta(days=first), days.first + timedelta(days=last)
            )
            reading = read_time(words.format(name), anchor=Days.one(said), conventions=conventions)
            assert reading is not None
            assert reading.wide.contains(moved), (words, name)
            assert moved in {reading.narrow, *reading.meant}, (words, name)


@each("name", ["next Friday", "next Sunday", "03/04/2024", "04/03/2024"])
def test_a_bound_at_one_of_two_days_is_narrow_by_the_shorter(
    name: str, conventions: TimeConventions
) -> None:
    """By, before, until and after a day that may be two: both bounds are within reach."""
    said, one_day = date(2024, 1, 17), timedelta(days=1)
    first, last = sorted(
        days.first for days in _meant(f"on {name}", SAID, conventions) if days.first
    )
    for lead, past in (("by", one_day), ("until", one_day), ("before", timedelta())):
        reading = read_time(f"{lead} {name}", anchor=Days.one(said), conventions=conventions)
        assert reading is not None
        assert reading.narrow == Days(said, first + past)
        assert reading.wide == Days(said, last + past)
    reading = read_time(f"after {name}", anchor=Days.one(said), conventions=conventions)
    assert reading is not None
    assert reading.narrow == Days(last + one_day, None)
    assert reading.wide == Days(first + one_day, None)
