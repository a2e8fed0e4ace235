"""The general forms of time, read by the rules and in running text; `forms` has the table."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from tests.depth import each
from tests.when.forms import GROUPS, Row
from verifier.model.days import Days
from verifier.when import TimeConventions, TimeReading, find_times, nearest_phrases, read_time

SAID = Days.one(date(2016, 11, 7))


def read(words: str, conventions: TimeConventions) -> TimeReading | None:
    return read_time(words, anchor=SAID, conventions=conventions)


def written(window: Days) -> str:
    first, until = window.iso()
    return f"{first or ''} .. {until or ''}".strip()


@each("row", [row for rows in GROUPS.values() for row in rows])
def test_a_form_is_read(conventions: TimeConventions, row: Row) -> None:
    """Operator and windows are those of the row, and running text is read no differently."""
    words, operator, narrow, *wide = row
    reading = read(words, conventions)
    assert reading is not None
    assert reading.operator.value == operator
    assert written(reading.narrow) == narrow
    assert written(reading.wide) == (wide[0] if wide else narrow)
    assert find_times(words, anchor=SAID, conventions=conventions) == (reading,)


NOT_READ = [
    "",
    "the election",
    "before the election",
    "two weeks before the election",
    "2016 11",
    "11Q23",
    "26.10. 21",
    "by the end of March onward",
    "within a month of the election",
    "until the end of the war",
    "last week of the campaign",
    "2016-02-30",
    "2016-13-01",
    "2016-30-11",
    "2016-13-31",
    "on Feb 30",
    "13/13/2016",
    "fiscal year 2024",
    "Sunday, July 4, 2017",
    "monday, jan twenty two, 2027",
    "Thursday the 21st",
    "plus or minus two days",
    "in 2023-24",
    "before the 2024 election",
    "next",
    "the third half of 2016",
    "the sixth Monday of May",
    "the ninth week of May",
    "40th of May",
    "week 60 of 2016",
    "Q7",
    "early in the war",
    "over two weeks",
    "next half",
    "2022-23",
    "every Monday",
    "no time soon",
    "at the same time",
    "24/7",
    "decades",
    "not in March",
    "except in Easter",
    "before or after March",
    "by or before March",
    "days before March",
    "March, if not April",
    "March but not April",
    "for two weeks at most",
    "for two weeks or less",
    "until the next six months",
    "the first week of January to March",
    "nearly March",
    "just over Easter",
    "towards March",
    "after March or earlier",
    "by March or later",
    "from March at the latest",
    "over the next two weeks or less",
    "March or more",
    "5 May or less",
    "March or April or later",
    "soon at the latest",
    "by soon",
    "after eventually",
    "less than March",
    "2 next month",
    "15 at 8:00",
    "the last months of March",
    "the turn of Friday",
    "at least 5 May",
    "in 9999",
    "in 99999999 years",
    "tomorrow, 9 November",
    "today (Friday)",
    "2 Nov 1815",
    "Ramadan 2030",
    "Chinese New Year 2090",
]


@each("words", NOT_READ)
def test_what_is_not_known_is_not_read(conventions: TimeConventions, words: str) -> None:
    """Abstaining is better than inventing."""
    assert read(words, conventions) is None


ORDINARY = [
    "They may march on the city and spring a surprise.",
    "The second army has 2000 soldiers and 24 tanks in 2 directions.",
    "A three-week campaign cost 1.5 million in the first place.",
    "It is by now the last of its kind, from the sun to the sea.",
]


@each("text", ORDINARY)
def test_ordinary_words_are_left_alone(conventions: TimeConventions, text: str) -> None:
    """Words that could be time elsewhere are none here."""
    assert find_times(text, anchor=SAID, conventions=conventions) == ()


def test_of_two_bounds_that_are_no_window_neither_is_read(conventions: TimeConventions) -> None:
    """Before one year or after another: one time, which no window is, in a phrase and in prose."""
    assert find_times("sales before 2010 or after 2018", anchor=SAID, conventions=conventions) == ()
    assert read("before 2010 or after 2018", conventions) is None


@each(
    "words time",
    product(
        ["by", "before", "until", "since", "within", "after", "during"],
        ["March or later", "after 5 March", "1 March at the earliest"],
    ),
)
def test_no_time_is_taken_behind_an_unread_preposition(
    words: str, time: str, conventions: TimeConventions
) -> None:
    """What contradicts itself is not read without the word that it contradicts."""
    text = f"They attack {words} {time}, I think."
    found = find_times(text, anchor=SAID, conventions=conventions)
    assert all(reading.phrase.startswith(words) for reading in found)


@each(
    "text phrases",
    [
        ("> In March they will attack.", ["In March"]),
        ("<p>In March</p> they come", ["In March"]),
        ("a -> March offensive", []),
        ("growth >2027 expected", []),
        ("it is <= 2027 I think", []),
    ],
)
def test_signs_of_comparison_are_none_in_prose(
    text: str, phrases: list[str], conventions: TimeConventions
) -> None:
    """A quoted line and markup are read as if they were not; a number compared is left alone."""
    found = find_times(text, anchor=SAID, conventions=conventions)
    assert [reading.phrase for reading in found] == phrases


@each(
    "words noun",
    product(
        ["before", "until", "since", "ahead of", "prior to"],
        ["the vote", "the Kursk pocket's collapse", "the new long-range strikes"],
    ),
)
def test_the_day_of_a_noun_is_not_taken_for_its_own(
    words: str, noun: str, conventions: TimeConventions
) -> None:
    """Before the vote on 5 May is not on 5 May."""
    text = f"They attack {words} {noun} on 5 May, I think."
    found = find_times(text, anchor=SAID, conventions=conventions)
    assert "on 5 May" not in [reading.phrase for reading in found]


def test_of_alternatives_none_is_over(conventions: TimeConventions) -> None:
    """Of December or January, said in January, both are ahead; from December to January goes on."""
    for words, window in (
        ("December or January", "2017-12-01 .. 2018-02-01"),
        ("December, January and February", "2017-12-01 .. 2018-03-01"),
        ("from December to January", "2016-12-01 .. 2017-02-01"),
    ):
        anchor = Days.one(date(2017, 1, 30))
        reading = read_time(words, anchor=anchor, conventions=conventions)
        assert reading is not None
        assert written(reading.wide) == window


def test_this_friday_said_on_saturday_is_the_next(conventions: TimeConventions) -> None:
    """Forecasts look ahead, even where this week has none left."""
    anchor = Days.one(date(2016, 11, 12))
    reading = read_time("this Friday", anchor=anchor, conventions=conventions)
    assert reading is not None
    assert written(reading.wide) == "2016-11-18 .. 2016-11-19"


SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12)}
"""The months in which a season begins and ends; its sharp reading from the 21st to the first."""


@each("name months", SEASONS.items())
def test_a_season_that_is_ending_may_be_the_next(
    name: str, months: tuple[int, int], conventions: TimeConventions
) -> None:
    """On the 3rd of its last month it is over by the weather and not by the sun: wide are both."""
    begins, ends = (date(2023, month, 1) for month in months)
    for lead, narrow_end in (("in", None), ("by", begins), ("until", begins)):
        reading = read_time(
            f"{lead} {name}", anchor=Days.one(ends.replace(day=3)), conventions=conventions
        )
        assert reading is not None
        assert reading.wide.start in {begins, ends.replace(day=3)}
        assert reading.wide.until is not None
        assert reading.wide.until.year == 2024
        if narrow_end is None:
            assert reading.narrow.start is not None
            assert reading.narrow.start.year == 2024
        else:
            assert reading.narrow.until == narrow_end.replace(year=2024)


@each("name lead", product(SEASONS, ["by", "until"]))
def test_a_deadline_in_a_season_is_its_end_or_the_next(
    name: str, lead: str, conventions: TimeConventions
) -> None:
    """By summer, said in the middle of it, is narrow by this one and wide by the next."""
    said = date(2023, SEASONS[name][0] + 1, 10)
    reading = read_time(f"{lead} {name}", anchor=Days.one(said), conventions=conventions)
    assert reading is not None
    assert reading.narrow.until is not None
    assert reading.wide.until is not None
    assert (reading.narrow.until.year, reading.wide.until.year) == (2023, 2024)


@each(
    "said words narrow wide",
    [
        ("2023-06-03", "by summer", "2023-06-21", "2023-09-23"),
        ("2023-06-03", "before summer", "2023-06-21", "2024-06-21"),
        ("2023-06-03", "by the end of spring", "2023-06-21", "2024-06-21"),
    ],
)
def test_a_season_that_begins_has_begun_to_some(
    said: str, words: str, narrow: str, wide: str, conventions: TimeConventions
) -> None:
    """On 3 June summer has begun by the weather and not by the sun."""
    anchor = Days.one(date.fromisoformat(said))
    reading = read_time(words, anchor=anchor, conventions=conventions)
    assert reading is not None
    assert (str(reading.narrow.until), str(reading.wide.until)) == (narrow, wide)


def test_a_feast_may_come_twice_in_a_year(conventions: TimeConventions) -> None:
    """Ramadan begins about 6 January and 26 December 2030: the next is the one not over."""
    for said, month in (("2029-12-20", 1), ("2030-03-01", 12)):
        anchor = Days.one(date.fromisoformat(said))
        reading = read_time("in Ramadan", anchor=anchor, conventions=conventions)
        assert reading is not None
        assert reading.narrow.start is not None
        assert (reading.narrow.start.year, reading.narrow.start.month) == (2030, month)


ROSH_HASHANAH = """2019-09-30 2020-09-19 2021-09-07 2022-09-26 2023-09-16 2024-10-03
2025-09-23 2026-09-12"""


@each("day", ROSH_HASHANAH.split())
def test_the_hebrew_year_begins_when_it_is_published_to(
    day: str, conventions: TimeConventions
) -> None:
    """Its first days of eight years, common and leap."""
    reading = read(f"Rosh Hashanah {day[:4]}", conventions)
    assert reading is not None
    assert str(reading.narrow.start) == day


def test_an_anniversary_without_a_number_is_the_next(conventions: TimeConventions) -> None:
    """Said in March, that of the next year; none lies before the first."""
    for said, day in (("2023-03-01", 2024), ("2023-02-01", 2023), ("2020-01-01", 2023)):
        anchor = Days.one(date.fromisoformat(said))
        reading = read_time("on the anniversary of the war", anchor=anchor, conventions=conventions)
        assert reading is not None
        assert reading.wide == Days.one(date(day, 2, 24))


def test_an_unbounded_anchor_gives_no_reading(conventions: TimeConventions) -> None:
    """Relative to no day there is no day."""
    anchor = Days(None, date(2016, 11, 7))
    assert read_time("tomorrow", anchor=anchor, conventions=conventions) is None


def test_an_anchor_of_several_days_gives_a_hull(conventions: TimeConventions) -> None:
    """In two weeks, said in the course of a week: any day of the week after next."""
    anchor = Days(date(2023, 1, 23), date(2023, 1, 30))
    reading = read_time("in two weeks", anchor=anchor, conventions=conventions)
    assert reading is not None
    assert written(reading.wide) == "2023-02-06 .. 2023-02-13"


def test_every_vague_part_names_its_convention(conventions: TimeConventions) -> None:
    """By mid-February rests on three choices, each with the words it decided about."""
    reading = read("by mid-February", conventions)
    assert reading is not None
    assert {used.convention: used.words for used in reading.applied} == {
        "forward": "mid-February",
        "mid-month": "mid-February",
        "by": "by mid-February",
        "open-start": "by mid-February",
    }


@pytest.mark.parametrize(
    ("words", "near"),
    [("at some stege", "at some stage"), ("forseeable future", "foreseeable future")],
)
def test_what_is_not_read_finds_its_neighbours(
    conventions: TimeConventions, words: str, near: str
) -> None:
    """So that a reader can be asked what was meant."""
    assert near in nearest_phrases(words, conventions)


@each(
    "text phrases",
    [
        ("prices will probably fall in 2023", ["in 2023"]),
        ("Bakhmut may fall by March", ["by March"]),
        ("from summer to fall", ["from summer to fall"]),
        ("an offensive in the fall", ["in the fall"]),
    ],
)
def test_what_falls_is_no_autumn(
    text: str, phrases: list[str], conventions: TimeConventions
) -> None:
    """After a modal or a hedge "fall" is what something does, else it may be the season."""
    found = find_times(text, anchor=Days.one(date(2023, 1, 25)), conventions=conventions)
    assert [reading.phrase for reading in found] == phrases


@each(
    "text phrases",
    [
        ("It will open before the summer holidays.", []),
        ("It will open by the end of the summer break, or next year.", ["next year"]),
        ("It will begin with next winter's snow, after the winter sports season.", ["next winter"]),
        ("Whether the spring offensive begins in May is open.", ["in May"]),
        ("They will win March madness.", []),
        ("It will open by May Day.", ["by May Day"]),
        ("It will open before the summer, holidays or not.", ["before the summer"]),
        ("It will open in summer 2025.", ["in summer 2025"]),
        ("It will open after the March meeting.", []),
        ("It will open by the March meeting.", ["by the March"]),
    ],
)
def test_a_season_may_be_part_of_a_name(
    text: str, phrases: list[str], conventions: TimeConventions
) -> None:
    """What has days of its own is not the month or season that its name begins with."""
    found = find_times(text, anchor=Days.one(date(2023, 1, 25)), conventions=conventions)
    assert [reading.phrase for reading in found] == phrases
