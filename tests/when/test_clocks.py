"""Times of day: whatever says the hour, the day stays the one that is named beside it."""

from __future__ import annotations

from datetime import date
from itertools import product

from tests.depth import each
from verifier.model.days import Days
from verifier.when import TimeConventions, TimeReading, read_time

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
