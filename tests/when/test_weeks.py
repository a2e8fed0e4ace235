"""Weeks that begin on either day, and weekdays and business days beside other times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.depth import each
from verifier.model.days import Days
from verifier.when import TimeConventions, read_time

FRIDAY = date(2026, 11, 20)
WEEK = [FRIDAY + timedelta(days=days) for days in range(7)]
PARTS = {
    "early next week": ("Mon", "Tue"),
    "the beginning of next week": ("Mon", "Mon"),
    "mid next week": ("Wed", "Wed"),
    "late next week": ("Thu", "Fri"),
}


def read(phrase: str, said: date, conventions: TimeConventions) -> tuple[Days, Days]:
    reading = read_time(phrase, anchor=Days.one(said), conventions=conventions)
    assert reading is not None, phrase
    return reading.narrow, reading.wide


def days(window: Days) -> Iterator[date]:
    """Each day of it."""
    assert window.start is not None
    return (window.start + timedelta(days=number) for number in range(window.length or 0))


@pytest.fixture
def of_sunday(conventions: TimeConventions) -> TimeConventions:
    """The conventions of those whose weeks begin on Sunday."""
    week = conventions.week.model_copy(update={"first_day": 7})
    return conventions.model_copy(update={"week": week})


@each("said", WEEK)
def test_parts_of_a_week_have_their_days_wherever_it_begins(
    conventions: TimeConventions, of_sunday: TimeConventions, said: date
) -> None:
    """The page says of each which days of the week it is."""
    for rules in (conventions, of_sunday):
        for phrase, (first, last) in PARTS.items():
            narrow, _ = read(phrase, said, rules)
            assert [f"{day:%a}" for day in days(narrow)][:: (narrow.length or 2) - 1 or 1] == (
                [first, last] if first != last else [first]
            )
        narrow, _ = read("end of next week", said, rules)
        assert f"{narrow.start:%a}" == "Fri"
        weekend, _ = read("this weekend", said, rules)
        assert [f"{day:%a}" for day in days(weekend)] == ["Sat", "Sun"]
        assert all(day >= said for day in days(weekend)) or said.isoweekday() == 7


def test_a_sunday_that_begins_its_week_names_no_other(
    conventions: TimeConventions, of_sunday: TimeConventions
) -> None:
    """Where it ends one, some mean the next."""
    sunday = date(2026, 11, 22)
    assert (
        read("week of November 22", FRIDAY, of_sunday)
        == (Days(sunday, sunday + timedelta(weeks=1)),) * 2
    )
    narrow, wide = read("week of November 22", FRIDAY, conventions)
    assert (narrow.length, wide.length) == (7, 14)


@pytest.mark.parametrize(("phrase", "weeks"), [("Friday week", 1), ("two weeks on Friday", 2)])
@pytest.mark.parametrize("said", WEEK)
def test_weeks_on_from_a_weekday(
    conventions: TimeConventions, phrase: str, weeks: int, said: date
) -> None:
    """They are counted from the coming such day; said on one, to some from that day."""
    coming = said + timedelta(days=(5 - said.isoweekday()) % 7)
    narrow, wide = read(phrase, said, conventions)
    first = coming + timedelta(weeks=weeks)
    assert narrow == Days.one(first)
    assert wide == Days.between(first, first + timedelta(weeks=said == FRIDAY))


@each(
    "phrase first last",
    [
        # Christmas of 2026 is a Friday, Easter of 2027 is on 28 March, 31 May 2027 is a Monday.
        ("the first business day after Christmas", "2026-12-28", "2026-12-28"),
        ("the second business day after Christmas", "2026-12-29", "2026-12-29"),
        ("the last business day before Easter", "2027-03-26", "2027-03-26"),
        ("the last Sunday before Christmas", "2026-12-20", "2026-12-20"),
        ("the last Sunday before the end of May", "2027-05-30", "2027-05-30"),
        ("the first Monday after the end of May", "2027-06-07", "2027-06-07"),
        # The 15th is a Saturday, and mid-May lasts until the 20th, a Thursday, to some.
        ("the first Sunday after mid-May", "2027-05-16", "2027-05-23"),
        ("a month today", "2026-12-20", "2026-12-20"),
        ("a year tomorrow", "2027-11-21", "2027-11-21"),
    ],
)
def test_days_beside_another_time(
    conventions: TimeConventions, phrase: str, first: str, last: str
) -> None:
    """By the calendar."""
    narrow, wide = read(phrase, FRIDAY, conventions)
    assert narrow == Days.one(date.fromisoformat(first))
    assert wide == Days.between(date.fromisoformat(first), date.fromisoformat(last))


@each(
    "phrase narrow wide",
    [
        # Summer ends with August to meteorologists, with 22 September to astronomers.
        ("by the end of summer", ["2026-11-20", "2027-09-01"], ["2026-11-20", "2027-09-23"]),
        ("before the end of summer", ["2026-11-20", "2027-09-01"], ["2026-11-20", "2027-09-23"]),
        ("until the end of summer", ["2026-11-20", "2027-09-01"], ["2026-11-20", "2027-09-23"]),
        ("after the end of summer", ["2027-09-23", None], ["2027-09-01", None]),
        ("two weeks before summer", ["2027-05-18", "2027-05-19"], ["2027-05-18", "2027-06-08"]),
        # 1 June 2027 is a Tuesday, 21 June a Monday.
        (
            "the last Monday before summer",
            ["2027-05-31", "2027-06-01"],
            ["2027-05-31", "2027-06-15"],
        ),
    ],
)
def test_what_bounds_a_season_is_wide(
    conventions: TimeConventions, phrase: str, narrow: list[str | None], wide: list[str | None]
) -> None:
    """As wide as the season itself, of which there are two."""
    assert [window.iso() for window in read(phrase, FRIDAY, conventions)] == [narrow, wide]
