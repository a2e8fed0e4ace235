"""Kinds of phrases that the tests of other readers of dates brought up: each by a grid or a law."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from tests.depth import each, grid
from verifier.model.days import Days
from verifier.when import TimeConventions, TimeReading, read_time

SAID = date(2025, 1, 15)  # a Wednesday
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def read(words: str, conventions: TimeConventions, said: date = SAID) -> TimeReading:
    """The reading, which there is."""
    reading = read_time(words, anchor=Days.one(said), conventions=conventions)
    assert reading is not None, words
    return reading


@each(
    "row",
    [
        (f"{lead}{count} {unit} in {period}", period)
        for lead, count, unit, period in product(
            ("", "for "),
            ("two", "a few", "2-3", "some"),
            ("days", "weeks"),
            ("March", "2027", "the spring", "the 2030s", "the second half of 2026"),
        )
    ]
    + [("some month in 2027", "2027"), ("for three months in 2027", "2027")],
)
def test_shorter_units_in_a_period_are_within_it(
    conventions: TimeConventions, row: tuple[str, str]
) -> None:
    """Three months in 2027 are some time in it, and not three months from now at 20:27."""
    words, period = row
    found, whole = read(words, conventions), read(f"in {period}", conventions)
    assert (found.narrow, found.wide) == (whole.narrow, whole.wide)


@each("words", ["three years in March", "two months in March", "in two weeks in March"])
def test_longer_units_are_in_no_period(conventions: TimeConventions, words: str) -> None:
    """It will be three years in March says since when."""
    assert read_time(words, anchor=Days.one(SAID), conventions=conventions) is None


@each("words", ["14 months - 3 days", "2 weeks - 3 days", "a year to 2 weeks"])
def test_no_range_is_from_the_longer_to_the_shorter(
    conventions: TimeConventions, words: str
) -> None:
    """Whether the mark takes away or joins is not said."""
    assert read_time(words, anchor=Days.one(SAID), conventions=conventions) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [("in 14 months -3 days", "2026-03-12"), ("in 2 weeks -1 day", "2025-01-28")],
)
def test_a_signed_number_is_taken_away(conventions: TimeConventions, words: str, day: str) -> None:
    """The sign touches its number and not what goes before."""
    assert read(words, conventions).narrow == Days.one(date.fromisoformat(day))


@each("row", list(product((2, 9), (11, 15, 27), (2, 6, 10), "/.", ("-", " to "), ("", "2026"))))
def test_a_day_before_figures_is_of_their_month(
    conventions: TimeConventions, row: tuple[int, int, int, str, str, str]
) -> None:
    """The first of "9-15/09/2026" is a day, so the figures go day first, whatever the order."""
    first, last, month, mark, joint, year = row
    words = f"{first}{joint}{last}{mark}{month:02}{mark if year else ''}{year}"
    wanted = 2026 if year or date(2025, month, last) < SAID else 2025
    days = Days.between(date(wanted, month, first), date(wanted, month, last))
    assert read(words, conventions).wide == days, words


ENDS = ["2027", "March 2027", "5 March 2027"]
LATER = {"2027": "2030", "March 2027": "May 2028", "5 March 2027": "9 June 2027"}


@each("row", list(product(ENDS, ("about", "around", "circa", "~"), ("from {} to {}", "{} to {}"))))
def test_an_end_of_a_range_may_be_approximate(
    conventions: TimeConventions, row: tuple[str, str, str]
) -> None:
    """From about 2027 to about 2030 is as loose at either end as about that year alone."""
    end, about, pattern = row
    if about == "~" and pattern.startswith("from"):
        return
    found = read(pattern.format(f"{about} {end}", f"{about} {LATER[end]}"), conventions)
    first, last = (read(f"around {each}", conventions) for each in (end, LATER[end]))
    assert found.wide == first.wide.hull(last.wide)
    assert found.narrow == first.narrow.hull(last.narrow)


@each("joint", ["and", "or"])
def test_a_day_of_several_months_is_a_day_of_each(conventions: TimeConventions, joint: str) -> None:
    """The 11th of July and August ends on 11 August; of "11 July and August" all may be meant."""
    for day, (number, name) in grid((1, 11, 30), ((7, "July"), (9, "September"))):
        words = f"the {day}{'st' if day == 1 else 'th'} of June {joint} {name}"
        wanted = Days.between(date(2025, 6, day), date(2025, number, day))
        assert read(words, conventions).wide == wanted
    assert read(f"11 July {joint} August", conventions).wide.until == date(2025, 9, 1)


@pytest.mark.parametrize("pattern", ["{} in {} weeks", "{} {} weeks from now"])
def test_a_weekday_weeks_ahead_is_of_that_week_or_of_so_many_later(
    conventions: TimeConventions, pattern: str
) -> None:
    """Monday in two weeks, said on a Wednesday: of the week after next, or a week later."""
    for weekday, weeks, days in grid(range(7), (1, 2, 3), range(7)):
        said = SAID + timedelta(days=days)
        monday = said - timedelta(days=said.weekday()) + timedelta(weeks=weeks)
        of_week = monday + timedelta(days=weekday)
        coming = said + timedelta(days=(weekday - said.weekday()) % 7) + timedelta(weeks=weeks)
        found = read(pattern.format(WEEKDAYS[weekday], weeks), conventions, said)
        assert found.narrow == Days.one(of_week)
        both = Days.one(of_week).hull(Days.one(coming))
        # Named on that day, it may be a week later still.
        assert found.wide == both or (coming == of_week and found.wide.contains(both))


@each(
    "row",
    [
        *(
            (f"{hour} {way}", days)
            for hour in ("noon", "midnight", "at 3 pm", "3 pm")
            for way, days in {
                "in a week": 7,
                "in 3 days": 3,
                "two days from now": 2,
                "two days ago": -2,
            }.items()
        )
    ],
)
def test_an_hour_goes_before_a_day_that_is_counted(
    conventions: TimeConventions, row: tuple[str, int]
) -> None:
    """Noon in a week is on that day."""
    words, days = row
    assert read(words, conventions).wide == Days.one(SAID + timedelta(days=days))


@each(
    "unit rolling calendar",
    [
        ("week", "2025-01-08", "2025-01-06"),
        ("month", "2024-12-15", "2024-12-01"),
        ("year", "2024-01-15", "2024-01-01"),
    ],
)
def test_in_the_past_week_may_be_up_to_now(
    conventions: TimeConventions, unit: str, rolling: str, calendar: str
) -> None:
    """It rolls as the next one does, or is the one of the calendar."""
    for lead, shift in grid(("in", "over", "within", "during"), ("past", "last")):
        found = read(f"{lead} the {shift} {unit}", conventions)
        assert found.narrow == Days(date.fromisoformat(rolling), SAID)
        assert found.wide == Days(date.fromisoformat(calendar), SAID)


@each(
    "words same",
    [
        ("by '27", "by 2027"),
        ("in '98", "in 1998"),
        ("in the 21 century", "in the 21st century"),
        ("the 21st century CE", "the 21st century"),
        ("in both 2027 and 2028", "in 2027 and 2028"),
        ("both in March and in April", "in March and April"),
        ("middle December", "mid-December"),
        ("circa. 2030", "circa 2030"),
        ("the turn of the year 2026 to 2027", "the turn of the year 2027"),
        ("the turn of 2026-2027", "the turn of 2027"),
        ("from three to five weeks", "between three and five weeks"),
        ("from six months to a year", "in six months to a year"),
        ("from a few days to a week and a half", "in a few days to a week and a half"),
    ],
)
def test_what_is_said_in_another_dress(conventions: TimeConventions, words: str, same: str) -> None:
    """It is read as the usual form."""
    found, usual = read(words, conventions), read(same, conventions)
    assert (found.narrow, found.wide) == (usual.narrow, usual.wide)


@each("row", list(product(WEEKDAYS, (1, 2, 3), (0, 3))))
def test_several_weekdays_are_from_the_first_to_the_last(
    conventions: TimeConventions, row: tuple[str, int, int]
) -> None:
    """The next three Fridays; the past ones end before the day of saying."""
    name, count, days = row
    said = SAID + timedelta(days=days)
    ahead = said + timedelta(days=(WEEKDAYS.index(name) - said.weekday() - 1) % 7 + 1)
    behind = said - timedelta(days=(said.weekday() - WEEKDAYS.index(name) - 1) % 7 + 1)
    further = timedelta(weeks=count - 1)
    coming = Days.between(ahead, ahead + further)
    assert read(f"over the next {count} {name}s", conventions, said).wide == coming
    gone = Days.between(behind - further, behind)
    assert read(f"the past {count} {name}s", conventions, said).wide == gone


@each(
    "words start until",
    [
        ("the first quarter of the 21st century", "2001-01-01", "2026-01-01"),
        ("in the second quarter of the century", "2026-01-01", "2051-01-01"),
        ("the last quarter of the decade", "2027-07-01", "2030-01-01"),
        ("the last quarter of August", "2025-08-24", "2025-09-01"),
        ("the third quarter of February", "2025-02-15", "2025-02-22"),
        ("the last quarter of 2027", "2027-10-01", "2028-01-01"),
        ("the first quarter of next year", "2026-01-01", "2026-04-01"),
        ("within a quarter of a century", "2025-01-15", "2050-01-16"),
        ("within a quarter century", "2025-01-15", "2050-01-16"),
        ("over the next quarter century", "2025-01-16", "2050-01-16"),
        ("within three quarters of a year", "2025-01-15", "2025-10-16"),
        ("within two-thirds of a decade", "2025-01-15", "2031-09-16"),
    ],
)
def test_a_quarter_of_what_is_no_year_is_a_fourth_of_it(
    conventions: TimeConventions, words: str, start: str, until: str
) -> None:
    """The first quarter of the century is 25 years, and had been three months."""
    wanted = Days(date.fromisoformat(start), date.fromisoformat(until))
    assert read(words, conventions).wide == wanted


@each("words", ["within a third year", "for a tenth year", "a fifth quarter"])
def test_an_ordinal_is_no_part(conventions: TimeConventions, words: str) -> None:
    """A third year is the one after the second."""
    assert read_time(words, anchor=Days.one(SAID), conventions=conventions) is None
