"""Phrases of news, tables and logs that nobody had seen, said on Friday, 27 November 2026.

A row is (words, operator, narrow, wide), the wide window left out where it is the narrow one. The
days are counted on a calendar by hand.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.depth import each
from tests.when.forms import Row
from verifier.model.days import Days
from verifier.when import TimeConventions, find_times, parse_time, read_time

SAID = Days.one(date(2026, 11, 27))


GROUPS: dict[str, list[Row]] = {
    # Each was read as something else.
    "read wrongly before": [
        ("June 5-6", "unspecified", "2027-06-05 .. 2027-06-07"),
        ("on March 5-7", "in", "2027-03-05 .. 2027-03-08"),
        ("before the end of the year", "before", "2026-11-27 .. 2027-01-01"),
        ("before year-end", "before", "2026-11-27 .. 2027-01-01"),
        ("before the end of November", "before", "2026-11-27 .. 2026-12-01"),
        ("before the end of the decade", "before", "2026-11-27 .. 2030-01-01"),
        ("16:00 nov 6 to 17:00", "unspecified", "2027-11-06 .. 2027-11-07"),
        ("1999-008", "unspecified", "1999-01-08 .. 1999-01-09"),
        ("2027-032", "unspecified", "2027-02-01 .. 2027-02-02"),
        ("the full year", "unspecified", "2026-01-01 .. 2027-01-01"),
        ("5/3-20/3", "unspecified", "2027-03-05 .. 2027-03-21"),
        ("20/3-5/4", "unspecified", "2027-03-20 .. 2027-04-06"),
        ("from 13/03/2027 to 04/05/2027", "in", "2027-03-13 .. 2027-05-05"),
        ("from 5/3 to 10/3", "in", "2027-05-03 .. 2027-10-04", "2027-03-05 .. 2027-10-04"),
        ("over the next 10 days or so", "around",
         "2026-11-28 .. 2026-12-11", "2026-11-28 .. 2026-12-15"),
        ("last Thursday", "unspecified", "2026-11-19 .. 2026-11-20", "2026-11-19 .. 2026-11-27"),
        ("six Fridays ago", "unspecified", "2026-10-16 .. 2026-10-17"),
        ("the day before last Thursday", "unspecified",
         "2026-11-18 .. 2026-11-19", "2026-11-18 .. 2026-11-26"),
    ],
    "days": [
        ("the Monday after next Monday", "unspecified", "2026-12-07 .. 2026-12-08"),
        ("the Thursday before last", "unspecified",
         "2026-11-19 .. 2026-11-20", "2026-11-12 .. 2026-11-20"),
        ("3 Mondays after May 25", "unspecified", "2027-06-14 .. 2027-06-15"),
        ("two Fridays before Christmas", "unspecified", "2026-12-11 .. 2026-12-12"),
        ("next wed. at 5pm", "unspecified", "2026-12-02 .. 2026-12-03"),
        ("before Tuesday's vote", "before", "2026-11-27 .. 2026-12-01"),
        ("by EOD Friday", "by", "2026-11-27 .. 2026-11-28", "2026-11-27 .. 2026-12-05"),
        ("by the end of the day on Tuesday", "by", "2026-11-27 .. 2026-12-02"),
        ("tomorrow eod", "unspecified", "2026-11-28 .. 2026-11-29"),
        ("by 6 a.m. (0400 GMT) on Tuesday", "by", "2026-11-27 .. 2026-12-02"),
        ("in the next day or two", "in", "2026-11-28 .. 2026-11-29", "2026-11-28 .. 2026-11-30"),
        ("beginning January 7th", "since", "2027-01-07 .."),
    ],
    "the ends of periods, one but the last, and how far beside a day": [
        ("by summer's end", "by", "2026-11-27 .. 2027-09-01", "2026-11-27 .. 2027-09-23"),
        ("before March's end", "before", "2026-11-27 .. 2027-04-01"),
        ("next month but one", "unspecified", "2027-01-01 .. 2027-02-01"),
        ("last week but one", "unspecified", "2026-11-09 .. 2026-11-16"),
        ("2nd to last Friday in March", "unspecified", "2027-03-19 .. 2027-03-20"),
        ("by next spring", "by", "2026-11-27 .. 2027-03-01", "2026-11-27 .. 2027-06-21"),
        ("next December", "unspecified",
         "2026-12-01 .. 2027-01-01", "2026-12-01 .. 2028-01-01"),
        ("by March, if not sooner", "by", "2026-11-27 .. 2027-03-01", "2026-11-27 .. 2027-04-01"),
        ("in March, at the earliest", "since", "2027-03-01 .."),
        ("any day after 1 June", "after", "2027-06-02 .."),
        ("not until after 1 June", "after", "2027-06-02 .."),
        ("in the days following 9 May", "in",
         "2027-05-10 .. 2027-05-17", "2027-05-10 .. 2027-05-24"),
        ("in the weeks leading up to Christmas", "in",
         "2026-11-27 .. 2026-12-25", "2026-10-25 .. 2026-12-25"),
        ("in as little as two weeks", "since", "2026-12-11 .."),
        ("2 weekends from now", "in", "2026-12-05 .. 2026-12-07", "2026-11-27 .. 2026-12-14"),
        ("14--16 May", "unspecified", "2027-05-14 .. 2027-05-17"),
        ("Labor Day weekend", "unspecified",
         "2027-09-04 .. 2027-09-06", "2027-09-04 .. 2027-09-07"),
    ],
    "periods": [
        ("1st oct in the year '89", "unspecified", "1989-10-01 .. 1989-10-02"),
        ("the second of February in the year 2027", "unspecified", "2027-02-02 .. 2027-02-03"),
        ("in the year two thousand and thirty", "in", "2030-01-01 .. 2031-01-01"),
        ("the 1988 second quarter", "unspecified", "1988-04-01 .. 1988-07-01"),
        ("in third-quarter 2027", "in", "2027-07-01 .. 2027-10-01"),
        ("Christmas week 2027", "unspecified", "2027-12-20 .. 2027-12-27"),
        ("next week or the week after", "unspecified", "2026-11-30 .. 2026-12-14"),
        ("before winter sets in", "before",
         "2026-11-27 .. 2026-12-01", "2026-11-27 .. 2026-12-21"),
        ("by the time the year ends", "by", "2026-11-27 .. 2027-01-01"),
        ("before 2027 begins", "before", "2026-11-27 .. 2027-01-01"),
        ("midweek", "unspecified", "2026-11-25 .. 2026-11-26", "2026-11-24 .. 2026-11-28"),
        ("2026-30", "unspecified", "2026-01-01 .. 2031-01-01"),
        ("for months", "persists_until", "2026-11-27 .. 2027-02-27", "2026-11-27 .. 2027-11-27"),
    ],
    "hours": [
        ("a quarter to seven", "unspecified",
         "2026-11-27 .. 2026-11-28", "2026-11-27 .. 2026-11-29"),
        ("quarter to seven tomorrow", "unspecified", "2026-11-28 .. 2026-11-29"),
        ("quarter past six in the morning", "unspecified",
         "2026-11-27 .. 2026-11-28", "2026-11-27 .. 2026-11-29"),
        ("1430 GMT Tuesday", "unspecified", "2026-12-01 .. 2026-12-02"),
        ("at 12.30 on Friday", "in", "2026-11-27 .. 2026-11-28", "2026-11-27 .. 2026-12-05"),
        ("by 11:59 PM Pacific on March 31", "by", "2026-11-27 .. 2027-04-01"),
        ("by 5 pm Kyiv time on 3 March", "by", "2026-11-27 .. 2027-03-04"),
        ("by noon New York time tomorrow", "by", "2026-11-27 .. 2026-11-29"),
        ("by 3 March 00:00 UTC", "by", "2026-11-27 .. 2027-03-03"),
        ("by 12 am on 3 March", "by", "2026-11-27 .. 2027-03-03"),
        ("by 12:30 am on 3 March", "by", "2026-11-27 .. 2027-03-04"),
        ("by midnight on 3 March", "by", "2026-11-27 .. 2027-03-04"),
        ("until 3 March 00:00", "until", "2026-11-27 .. 2027-03-03"),
        ("after 00:00 on 3 March", "after", "2027-03-03 .."),
        ("ten minutes to two tomorrow", "unspecified", "2026-11-28 .. 2026-11-29"),
        ("five-thirty tomorrow evening", "unspecified", "2026-11-28 .. 2026-11-29"),
        ("twelve oh three", "unspecified", "2026-11-27 .. 2026-11-28", "2026-11-27 .. 2026-11-29"),
        ("five hours after noon", "unspecified",
         "2026-11-27 .. 2026-11-28", "2026-11-27 .. 2026-11-29"),
        ("-1 week", "unspecified", "2026-11-20 .. 2026-11-21"),
        ("this morning @ 10", "unspecified", "2026-11-27 .. 2026-11-28"),
    ],
    # The days are those of the Government of India and of the Hebrew calendar.
    "ranges": [
        ("from January 1, 2027, to June 30, 2027", "in", "2027-01-01 .. 2027-07-01"),
        ("between January 1, 2027, and March 31, 2027", "in", "2027-01-01 .. 2027-04-01"),
        ("at least until March", "until",
         "2026-11-27 .. 2027-03-01", "2026-11-27 .. 2027-04-01"),
        ("in at least two weeks", "since", "2026-12-11 .."),
    ],
    "the new year, and what is not every year's": [
        ("in the new year", "unspecified",
         "2027-01-01 .. 2027-04-01", "2027-01-01 .. 2028-01-01"),
        ("in the first days of the new year", "in",
         "2027-01-01 .. 2027-01-08", "2027-01-01 .. 2027-01-15"),
        ("in the first quarter of the new year", "in", "2027-01-01 .. 2027-04-01"),
        ("at New Year", "in", "2027-01-01 .. 2027-01-02"),
        ("by Inauguration Day", "by", "2026-11-27 .. 2029-01-21"),
        ("in one day", "in", "2026-11-28 .. 2026-11-29"),
    ],
    "as tools print and parsers take them": [
        ("Mar/5/09", "unspecified", "2009-03-05 .. 2009-03-06"),
        ("Dec/11/1975", "unspecified", "1975-12-11 .. 1975-12-12"),
        ("12 11 1975", "unspecified", "1975-12-11 .. 1975-12-12", "1975-11-12 .. 1975-12-12"),
        ("3.5.2009", "unspecified", "2009-05-03 .. 2009-05-04", "2009-03-05 .. 2009-05-04"),
        ("24.2.2023", "unspecified", "2023-02-24 .. 2023-02-25"),
        ("from 3.5.2027 to 20.5.2027", "in", "2027-05-03 .. 2027-05-21"),
        ("from 3/5/2027 to 3/20/2027", "in", "2027-03-05 .. 2027-03-21"),
        ("September 17, 2012 UTC+7", "unspecified", "2012-09-17 .. 2012-09-18"),
        ("by 5 June 2030 GMT", "by", "2026-11-27 .. 2030-06-06"),
        ("June 5 1430 GMT", "unspecified", "2027-06-05 .. 2027-06-06"),
        ("Thu Jan 21 17:13:27 2010 -0400", "unspecified", "2010-01-21 .. 2010-01-22"),
        ("2008-01-01 13:00 America/Indiana/Knox", "unspecified", "2008-01-01 .. 2008-01-02"),
        ("5 May 2027 13:00 America/Port-au-Prince", "unspecified", "2027-05-05 .. 2027-05-06"),
        ("2010 Christmas", "unspecified", "2010-12-25 .. 2010-12-26"),
        ("1970 1st Dec", "unspecified", "1970-12-01 .. 1970-12-02"),
        ("by 2027, 5 March", "by", "2026-11-27 .. 2027-03-06"),
        ("today week", "unspecified", "2026-12-04 .. 2026-12-05"),
        ("by tomorrow week", "by", "2026-11-27 .. 2026-12-06"),
        ("three weeks on Monday", "unspecified", "2026-12-21 .. 2026-12-22"),
        ("in three weeks, on Monday", "in",
         "2026-12-14 .. 2026-12-15", "2026-12-14 .. 2026-12-22"),
        ("1 year, 2 months, 3 weeks, 5 days, 8 hours, 17 minutes and 45 seconds ago",
         "unspecified", "2025-09-01 .. 2025-09-02", "2025-08-31 .. 2025-09-02"),
    ],
    "feasts": [
        ("Holi 2027", "unspecified", "2027-03-22 .. 2027-03-23", "2027-03-21 .. 2027-03-24"),
        ("Dussehra 2018", "unspecified", "2018-10-19 .. 2018-10-20", "2018-10-18 .. 2018-10-21"),
        ("Tu BiShvat 2018", "unspecified", "2018-01-31 .. 2018-02-01"),
    ],
    "formats": [
        ("22.VIII.1978", "unspecified", "1978-08-22 .. 1978-08-23"),
        ("22 -V -1978", "unspecified", "1978-05-22 .. 1978-05-23"),
        ("20040425010541 CEST", "unspecified", "2004-04-25 .. 2004-04-26"),
        ("20011022T211958+0213", "unspecified", "2001-10-22 .. 2001-10-23"),
        ("1978-12-22T23Z", "unspecified", "1978-12-22 .. 1978-12-23"),
        ("2027-05-12 12:59:59 America/New_York", "unspecified", "2027-05-12 .. 2027-05-13"),
        ("Dec 22. 1978", "unspecified", "1978-12-22 .. 1978-12-23"),
        ("78-12-22", "unspecified", "1978-12-22 .. 1978-12-23"),
        ("26. 10.21", "unspecified", "2021-10-26 .. 2021-10-27"),
    ],
}  # fmt: skip


def _written(days: Days) -> str:
    ends = ("" if day is None else day.isoformat() for day in (days.start, days.until))
    return " .. ".join(ends).strip()


@each("row", [row for rows in GROUPS.values() for row in rows])
def test_a_phrase_of_news_is_read(conventions: TimeConventions, row: Row) -> None:
    """Operator and windows are those of the row."""
    words, operator, narrow, *wide = row
    reading = read_time(words, anchor=SAID, conventions=conventions)
    assert reading is not None
    found = (reading.operator.value, _written(reading.narrow), _written(reading.wide))
    assert found == (operator, narrow, wide[0] if wide else narrow)


@each(
    "words",
    [
        "0099-1",
        "one day",
        "in the new year's first week",
        "09 Mar/5",
        "3 5 09",
        "9 March/5",
        "0078-12-22",
        "2027-366",
        "20040499",
        "3.8. 10.30",
        "32-01-2006",
        "2026-27",
        "earlier Sunday",
        "by the time",
        "by the time of the vote",
        "from 5 May to noon",
        "within weeks, not months",
        "by the 2028 election",
        "give or take a week",
        "next Friday but one",
        "in fiscal year 2024",
        "the fiscal fourth quarter of 2024",
        "school year 2024",
        "for up to six months",
        "in the weeks after the vote",
    ],
)
def test_what_may_be_something_else_is_not_read(conventions: TimeConventions, words: str) -> None:
    """A year with zeros before it, days that run back, an hour or a day, a season or two years."""
    assert read_time(words, anchor=SAID, conventions=conventions) is None


@pytest.mark.parametrize(("said", "year"), [("2026-12-31", 2027), ("2027-01-31", 2027)])
def test_in_january_the_new_year_has_begun(
    conventions: TimeConventions, said: str, year: int
) -> None:
    """Said on the last day of January it is still the year that began with it."""
    anchor = Days.one(date.fromisoformat(said))
    reading = read_time("early in the new year", anchor=anchor, conventions=conventions)
    assert reading is not None
    assert reading.narrow == Days(date(year, 1, 1), date(year, 4, 1))


@each("relation", ["after", "before", "since", "until", "within a week of"])
def test_the_day_of_a_noun_is_not_the_day_of_what_stands_to_it(
    conventions: TimeConventions, relation: str
) -> None:
    """What will come after the gala on 5 May does not come on 5 May."""
    text = f"They will sign it {relation} the gala on 5 May."
    assert find_times(text, anchor=SAID, conventions=conventions) == ()


@each("words", ["by the sun", "in the sun", "after the march", "by the time the sun"])
def test_a_thing_is_no_day(conventions: TimeConventions, words: str) -> None:
    """The sun is no Sunday, and the march no March; by the Sun. of a week it is one."""
    for text in (f"They will go {words} of May.", f"They will go {words}."):
        assert find_times(text, anchor=SAID, conventions=conventions) == ()


def test_a_deadline_before_an_end_is_that_end(conventions: TimeConventions) -> None:
    """Said on any day of a year, before its end is before New Year, of a month before the next."""
    year = parse_time("before the end of the year", conventions)
    month = parse_time("before the end of the month", conventions)
    assert year is not None
    assert month is not None
    for number in range(1, 366):
        day = date.fromordinal(date(2027, 1, 1).toordinal() + number - 1)
        reading, ends = year.read(Days.one(day)), month.read(Days.one(day))
        assert reading is not None
        assert ends is not None
        assert reading.narrow == reading.wide == Days(day, date(2028, 1, 1))
        first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        assert ends.narrow == ends.wide == Days(day, first)
