"""Times of day: whatever says the hour, the day stays the one that is named beside it."""

from __future__ import annotations

from datetime import date
from itertools import product

from tests.depth import each
from verifier.model.days import Days
from verifier.when import TimeConventions, TimeReading, find_times, read_time

SAID = Days.one(date(2027, 3, 1))


def read(words: str, conventions: TimeConventions) -> TimeReading | None:
    """Said on the first of March."""
    return read_time(words, anchor=SAID, conventions=conventions)


HOURS = [
    *("10:30", "10:30:15", "23:59", "6:05 am", "6.05 pm", "10.30 a.m.", "11:59 PM ET", "15h30"),
    *("15h", "9 am", "9am", "9a", "9 p.m.", "12 noon", "noon", "midday", "nine o'clock"),
    *("9 o'clock sharp", "ten thirty am", "ten-thirty pm", "half past three", "a quarter to 5 pm"),
    *("quarter past six", "20 minutes past noon", "ten past 4", "1800 hours", "0600Z", "1830 GMT"),
    *("18:00 UTC+3", "18:00 UTC+05:30", "7 pm Kyiv time", "7 pm New York time", "9 am (0700 GMT)"),
    *("9 am (Kyiv time)", "11 at night", "8 in the morning", "3 in the afternoon"),
    *("3 to 4 pm", "1 pm to 4", "10:00-11:30", "between 1 and 4 pm", "from 9 am until 5 pm"),
    *("1015-1745", "close of business", "dawn", "sunset", "4 pm America/New_York"),
]
AFTER = [hour for hour in HOURS if not hour.startswith(("between", "from", "1015"))]
DAYS = {"3 March 2027": date(2027, 3, 3), "tomorrow": date(2027, 3, 2), "Friday": date(2027, 3, 5)}


@each("hour", HOURS)
def test_an_hour_behind_a_day_changes_nothing(conventions: TimeConventions, hour: str) -> None:
    """The window is that day, as without the hour."""
    for named, day in DAYS.items():
        at = hour if hour.startswith(("between", "from")) else f"at {hour}"
        reading = read(f"on {named} {at}".replace("on tomorrow", "tomorrow"), conventions)
        assert reading is not None, (named, hour)
        assert reading.narrow == reading.wide == Days.one(day), (named, hour)


@each("hour", AFTER)
def test_an_hour_before_a_day_changes_nothing(conventions: TimeConventions, hour: str) -> None:
    """At 10:30 on Friday; by 10:30 on Friday ends with Friday."""
    day = Days.one(DAYS["3 March 2027"])
    at, by = (read(f"{word} {hour} on 3 March 2027", conventions) for word in ("at", "by"))
    assert at is not None, hour
    assert at.narrow == at.wide == day, hour
    if hour != "15h":  # by 15 hours, by how much
        assert by is not None, hour
        assert by.wide.until == day.until, hour


WRONG = [
    *("25:00", "10:75", "10:3", "9:61 am", "25 am", "2575 hours", "10:30:1x", "half past 30"),
    *("10:30 UTC+27", "15h75", "1,000 pm", "2,000 o'clock"),
]


@each("row", list(product(WRONG, ["on 3 March 2027 at {}", "at {} on 3 March 2027"])))
def test_what_no_clock_shows_is_not_read(
    conventions: TimeConventions, row: tuple[str, str]
) -> None:
    """Beside a day it is not passed over as if it were an hour."""
    hour, place = row
    assert read(place.format(hour), conventions) is None, row


ODD = [
    *("Friday at 10.30", "at 10.30 on Friday", "Friday at 9 pm, 5 March", "4 pm on Friday to 5"),
    *("in the morning between 9 and 10 on Friday", "in the evening from 7 to 9 on Friday"),
    *("0030 hours on Friday", "0030 am on Friday", "930 pm on Friday", "3-4 pm on Friday"),
    *(
        "Friday at 10:30:15.5",
        "ten thirty-five on Friday",
        "twelve-oh-three on Friday",
        "ten ten on Friday",
    ),
    *("Friday at eighteen hundred hours", "Friday, half three", "Friday at 10 05"),
    *("Friday twenty past nine", "Friday half past noon", "Friday quarter past twelve"),
    *("Friday 9 am (America/New_York)", "Friday 9 am UTC+14", "Friday 9 am UTC+0530"),
    *("Friday 9 am +3 EET", "Friday at 9 am local time", "Friday at 1830", "Friday at 15h"),
    *("Friday at 9 am America/Port-au-Prince", "Friday at 9p", "10 am of 5 March"),
]
"""Hours of the fifth of March."""
NO_HOURS = [
    *("tomorrow at 12.10.2027", "Friday at 15h 30", "45 pm on Friday", "1875 pm on Friday"),
    *("2530 hours on Friday", "Friday at 1030%", "nine oh fifteen on Friday", "25-26 pm on Friday"),
    *("Friday at half three minutes", "Friday at 9 (0700 GMT", "Friday at 9 (Kyiv time"),
    *("Friday 9 am UTC+15", "Friday 9 am UTC+1530", "Friday 61 minutes past 3", "Friday at 9/10"),
    *("Friday at 10.30.15", "Friday 9 am America/5", "Friday at 9 ax", "2027-03-05T09300000"),
    *("5 March 2027 at 9 am 2028", "Friday at 10 5"),
]


def test_odd_hours_are_hours_and_what_is_none_stays_unread(conventions: TimeConventions) -> None:
    """Each way to write an hour by itself, and figures that are a date, a share or another zone."""
    day = Days.one(DAYS["Friday"])
    for words in ODD:
        reading = read(words, conventions)
        assert reading is not None, words
        assert reading.narrow == reading.wide == day, words
    assert [words for words in NO_HOURS if read(words, conventions)] == []
    found = find_times("On Friday at 15h 40 people came.", anchor=SAID, conventions=conventions)
    assert "40" not in "".join(each.phrase for each in found)


def test_before_an_hour_of_a_day_is_perhaps_on_that_day(conventions: TimeConventions) -> None:
    """Before 9 tomorrow, before noon on Friday; before either day is not."""
    rows = {"before 9 tomorrow": 3, "before noon on Friday": 6, "before Friday": 5}
    for words, until in rows.items():
        reading = read(words, conventions)
        assert reading is not None, words
        assert reading.wide.until == date(2027, 3, until), words


def test_only_the_first_moment_of_a_day_is_before_it(conventions: TimeConventions) -> None:
    """By 12 am on Friday is by the end of Thursday, by 12 pm by that of Friday."""
    first = ("12 am", "00:00", "0:00", "00:00:00", "12:00 am")
    for hour in (*first, "12 pm", "noon", "00:30", "00:00:30", "12:30 am", "1 am", "midday"):
        reading = read(f"by {hour} on Friday", conventions)
        assert reading is not None, hour
        last = DAYS["Friday"] if hour in first else date(2027, 3, 6)
        assert reading.wide.until == last, hour
