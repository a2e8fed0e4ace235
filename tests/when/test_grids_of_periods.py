"""Parts of units, periods of the calendar and days with names, each beside every other."""

from __future__ import annotations

from datetime import date

from tests.when.grids import MONDAY, Row, misread, one_day, whole_months
from verifier.model.days import Days
from verifier.when import TimeConventions, read_time


def test_parts_of_units_and_smaller_ones_besides(conventions: TimeConventions) -> None:
    """Halves, quarters, decimals, fractions; years with months and days."""
    ago = {
        "two and a half years": date(2014, 5, 7),
        "a year and a half": date(2015, 5, 7),
        "one and a half years": date(2015, 5, 7),
        "1.5 years": date(2015, 5, 7),
        "1 1/2 years": date(2015, 5, 7),
        "one-and-a-half years": date(2015, 5, 7),
        "a year-and-a-half": date(2015, 5, 7),
        "1,000 days": date(2014, 2, 11),
        "1/2 year": date(2016, 5, 7),
        "half a year": date(2016, 5, 7),
        "a half year": date(2016, 5, 7),
        "a quarter century": date(1991, 11, 7),
        "half a century": date(1966, 11, 7),
        "two-thirds of a year": date(2016, 3, 7),
        "three quarters of a year": date(2016, 2, 7),
        "5 years 1 month 12 days": date(2011, 9, 25),
        "a year, two months and a day": date(2015, 9, 6),
        "2 weeks and 3 days": date(2016, 10, 21),
        "a dozen days": date(2016, 10, 26),
        "a couple of weeks": date(2016, 10, 24),
        "1½ weeks": date(2016, 10, 27),
        "ten working days": date(2016, 10, 24),
        "a third of a century": date(1983, 7, 7),
        "a quarter of a century": date(1991, 11, 7),
        "1/2 of a year": date(2016, 5, 7),
        "3/4 of a year": date(2016, 2, 7),
        "1.25 years": date(2015, 8, 7),
        "three weeks and a half": date(2016, 10, 13),
        "two half-years": date(2015, 11, 7),
        "half of a year": date(2016, 5, 7),
        "a year and a day": date(2015, 11, 6),
        "2w": date(2016, 10, 24),
        "3d": date(2016, 11, 4),
        "2y": date(2014, 11, 7),
        "a thousand days": date(2014, 2, 11),
        "one hundred twenty days": date(2016, 7, 10),
    }
    assert not misread([one_day(f"{each} ago", day) for each, day in ago.items()], conventions)
    none = (
        "two weeks and two weeks|a day and a year|2 3/2 weeks|2 1/12 weeks|1, 000 days|0,500 days"
    )
    none += "|1.2345 years|four thirds of a year|a third century|a third of a week|twenty zero days"
    none += "|5,6 days|2 1/10 weeks"
    none += "|2 w|twenty nineteen days|one hundred and two hundred days|1. 5 weeks"
    for phrase in [*(f"{each} ago" for each in none.split("|")), "28 -day", "14 months - 3 days"]:
        assert read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions) is None, phrase
    years = {"in nineteen oh one": 1901, "in twenty-one oh five": None, "in thirteen fifty": None}
    years |= {
        "in nineteen oh eleven": None,
        "in twenty-one hundred": None,
        "in nineteen five": None,
    }
    for phrase, year in years.items():
        found = read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions)
        assert (found and found.narrow) == (year and Days(date(year, 1, 1), date(year + 1, 1, 1)))


def test_what_is_seldom_said_is_read_all_the_same(conventions: TimeConventions) -> None:
    """Each by a way of its own through the grammar."""
    days = {
        "Friday next": date(2016, 11, 18),
        "Monday in two weeks' time": date(2016, 11, 21),
        "Monday in a month": date(2016, 12, 5),
        "Monday a year ago": date(2015, 11, 2),
        "Sunday two weeks ago": date(2016, 10, 30),
        "a week after Friday": date(2016, 11, 18),
        "this time tomorrow": date(2016, 11, 8),
        "this time last year": date(2015, 11, 7),
        "2/24, 2027": date(2027, 2, 24),
        "22 VIII 1978": date(1978, 8, 22),
        "next year on 5 May": date(2017, 5, 5),
        "next month on the 15th": date(2016, 12, 15),
        "the first business day of May 2027": date(2027, 5, 3),
        "Friday 3/5/2027": date(2027, 3, 5),
        "Monday 3/5/2027": date(2027, 5, 3),
        "the eve of Easter 2027": date(2027, 3, 27),
        "the second day after Easter 2027": date(2027, 3, 30),
        "noon in a week": date(2016, 11, 14),
        "midnight two days ago": date(2016, 11, 5),
    }
    rows = [one_day(phrase, day) for phrase, day in days.items()]
    rows += [
        ("February 24 and 25, 2027", date(2027, 2, 24), date(2027, 2, 26)),
        ("February 24, 25 and 26", date(2017, 2, 24), date(2017, 2, 27)),
        ("February 24, 25 or 26, 2027", date(2027, 2, 24), date(2027, 2, 27)),
        ("this working week", MONDAY, date(2016, 11, 12)),
        ("the last 3 working days of May 2027", date(2027, 5, 27), date(2027, 6, 1)),
        ("the first quarter of the century", date(2001, 1, 1), date(2026, 1, 1)),
        whole_months("next year in March", 2017, 3, 1),
        whole_months("cy18", 2018, 1, 12),
    ]
    assert not misread(rows, conventions)
    unread = ["this fortnight", "Monday in a few weeks", "the third half of 2027"]
    unread += ["the fifth quarter of the century", "the 45th business day of May", "FY2027"]
    unread += ["Thursday 3/5/2027", "the eve of something", "this time soon", "winter 2026/29"]
    for phrase in unread:
        assert read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions) is None


def test_periods_of_the_calendar_by_their_numbers(conventions: TimeConventions) -> None:
    """Weeks, quarters, halves, business days, hours: of a period, from now, from a day."""
    rows: list[Row] = [
        ("the first week of April 2027", date(2027, 3, 29), date(2027, 4, 5)),
        ("the first half of Hanukkah 2027", date(2027, 12, 25), date(2027, 12, 29)),
        ("the first week of May 2027", date(2027, 5, 3), date(2027, 5, 10)),
        ("the third week of May 2027", date(2027, 5, 17), date(2027, 5, 24)),
        ("the last week of May 2027", date(2027, 5, 24), date(2027, 5, 31)),
        ("the first weekend of May 2027", date(2027, 5, 1), date(2027, 5, 3)),
        ("the fifth weekend of May 2027", date(2027, 5, 29), date(2027, 5, 31)),
        ("the last half of 2027", date(2027, 7, 1), date(2028, 1, 1)),
        ("the last quarter of the decade", date(2017, 7, 1), date(2020, 1, 1)),
        ("the first quarter of May 2027", date(2027, 5, 1), date(2027, 5, 8)),
        ("the second half of this week", date(2016, 11, 11), date(2016, 11, 14)),
        ("the first half of the 2020s", date(2020, 1, 1), date(2025, 1, 1)),
        one_day("the last business day of May 2027", date(2027, 5, 31)),
        ("the first five business days of May 2027", date(2027, 5, 3), date(2027, 5, 8)),
        ("the last two working days of May 2027", date(2027, 5, 28), date(2027, 6, 1)),
        one_day("the fifth Monday of May 2027", date(2027, 5, 31)),
        one_day("a business day ago", date(2016, 11, 4)),
        one_day("ten business days from now", date(2016, 11, 21)),
        one_day("three business days before 8 May 2027", date(2027, 5, 5)),
        one_day("three business days after 8 May 2027", date(2027, 5, 12)),
        one_day("half a business day from now", date(2016, 11, 8)),
        ("the next three business days", date(2016, 11, 8), date(2016, 11, 11)),
        ("the past three business days", date(2016, 11, 2), date(2016, 11, 5)),
        whole_months("this century", 2001, 1, 1200),
        whole_months("next century", 2101, 1, 1200),
        whole_months("last decade", 2000, 1, 120),
        whole_months("next quarter", 2017, 1, 3),
        whole_months("the past two quarters", 2016, 4, 6),
        whole_months("two quarters ago", 2016, 4, 3),
        one_day("2.5 quarters ago", date(2016, 3, 23)),
        ("two weekends ago", date(2016, 10, 29), date(2016, 10, 31)),
        ("the past two weekends", date(2016, 10, 29), MONDAY),
        ("the next 36 hours", MONDAY, date(2016, 11, 9)),
        ("the past 36 hours", date(2016, 11, 6), date(2016, 11, 8)),
        one_day("36 hours after 5 May 2027", date(2027, 5, 6)),
        one_day("36 hours before 5 May 2027", date(2027, 5, 4)),
        one_day("1.5 months from 31 January 2027", date(2027, 3, 15)),
        one_day("a year after 29 February 2024", date(2025, 2, 28)),
        one_day("29 February", date(2020, 2, 29)),
        one_day("the 31st", date(2016, 12, 31)),
        one_day("the 6th", date(2016, 12, 6)),
        one_day("the 7th", MONDAY),
        ("the week of 8 May 2027", date(2027, 5, 3), date(2027, 5, 10)),
        whole_months("the month of 8 May 2027", 2027, 5, 1),
        whole_months("the quarter after Q1 2027", 2027, 4, 3),
        ("the year to 31 March 2027", date(2026, 4, 1), date(2027, 4, 1)),
    ]
    assert not misread(rows, conventions)
    unread = (
        "the sixth week of May 2027|the sixth weekend of May 2027|the first 40 days of May 2027"
    )
    unread += (
        "|the fifth quarter of 2027|the third half of 2027|the fifth Friday of May 2027|next half"
    )
    unread += (
        "|the next 1.5 quarters|29 February 2027|31 November|days after Christmas|weeks ago|week"
    )
    for phrase in unread.split("|"):
        assert not read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions), phrase
    hours = read_time(
        "within 36 hours before 5 May 2027", anchor=Days.one(MONDAY), conventions=conventions
    )
    assert hours is not None
    assert hours.wide == Days(date(2027, 5, 3), date(2027, 5, 5))


def test_the_quarter_beside_a_day_is_the_calendars_or_its_three_months(
    conventions: TimeConventions,
) -> None:
    """Beside a quarter's edge both are one; else the calendar's is narrow, and both are wide."""
    april = Days(date(2027, 4, 1), date(2027, 7, 1))
    before = Days(date(2027, 1, 1), date(2027, 4, 1))
    rows = {
        "the first quarter after 10 February 2027": (april, Days(date(2027, 2, 11), april.until)),
        "the quarter after 31 March 2027": (april, april),
        "the first quarter after March 2027": (april, april),
        "the last quarter before June 2027": (before, Days(before.start, date(2027, 6, 1))),
        "the last quarter before 1 April 2027": (before, before),
    }
    for phrase, (narrow, wide) in rows.items():
        found = read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions)
        assert found is not None, phrase
        assert (found.narrow, found.wide) == (narrow, wide), phrase


def test_days_and_periods_have_names(conventions: TimeConventions) -> None:
    """Day words, anniversaries, seasons and holidays, weeks by their ends, codes of years."""
    days = {
        date(2016, 11, 8): "tomorrow, 8 November|tomorrow (Tuesday)|this time tomorrow",
        date(2016, 11, 9): "the day after tomorrow",
        date(2016, 11, 15): "tomorrow week",
        date(2016, 11, 14): "today week",
        date(2016, 10, 31): "this time last week|now - 1 week|-1 week",
        date(2016, 11, 10): "now + 3 days|+ 3 days",
        MONDAY: "now|today|this very day",
        date(2027, 5, 4): "the eve of 5 May 2027",
        date(2027, 4, 30): "the eve of May 2027",
        date(2017, 11, 5): "the election on November 5|the election (November 5)",
        date(2023, 2, 24): "the first anniversary of the war|the anniversary of the war",
        date(
            2024, 2, 24
        ): "second anniversary of the invasion|two-year anniversary of the invasion|"
        "the 2 year anniversary of the invasion",
        date(2016, 11, 18): "next week, Friday|next week's Friday|next week Friday",
        date(2016, 11, 4): "last week Friday",
        date(2016, 11, 20): "two Sundays from now|two Sunday from now",
        date(2016, 10, 27): "2 Thursdays ago",
        date(2027, 4, 16): "three Fridays after Easter 2027",
        date(2027, 3, 12): "three Fridays before Easter 2027",
        date(2027, 4, 2): "the next Friday after Easter 2027",
        date(2017, 12, 25): "two Christmases from now",
    }
    rows = [one_day(phrase, day) for day, phrases in days.items() for phrase in phrases.split("|")]
    rows += [
        ("spring after next", date(2018, 3, 21), date(2018, 6, 1)),
        ("winter before last", date(2014, 12, 21), date(2015, 3, 1)),
        ("two summers ago", date(2015, 6, 21), date(2015, 9, 1)),
        ("two summers from now", date(2018, 6, 21), date(2018, 9, 1)),
        ("the winter months of 2027", date(2027, 12, 21), date(2028, 3, 1)),
        ("winter of 2026/27", date(2026, 12, 21), date(2027, 3, 1)),
        ("winter 2026-2027", date(2026, 12, 21), date(2027, 3, 1)),
        ("next year in the spring", date(2017, 3, 21), date(2017, 6, 1)),
        ("Labor Day weekend 2027", date(2027, 9, 4), date(2027, 9, 6)),
        ("Christmas week 2027", date(2027, 12, 20), date(2027, 12, 27)),
        ("Easter weekend", date(2017, 4, 15), date(2017, 4, 17)),
        ("week ending: 12 July 2027", date(2027, 7, 6), date(2027, 7, 13)),
        ("week ending on 12 July 2027", date(2027, 7, 6), date(2027, 7, 13)),
        ("week commencing 5 July 2027", date(2027, 7, 5), date(2027, 7, 12)),
        whole_months("US FY28", 2027, 10, 12),
        whole_months("CY 2008", 2008, 1, 12),
        whole_months("next year's first quarter", 2017, 1, 3),
        whole_months("quarter 3 of 2027", 2027, 7, 3),
        whole_months("the quarter ending in March 2027", 2027, 1, 3),
        ("the coming weekend", date(2016, 11, 12), date(2016, 11, 14)),
        ("next weekend", date(2016, 11, 19), date(2016, 11, 21)),
        ("the weekend after next", date(2016, 11, 26), date(2016, 11, 28)),
        ("the next three Fridays", date(2016, 11, 11), date(2016, 11, 26)),
        ("the last two Fridays", date(2016, 10, 28), date(2016, 11, 5)),
        ("3 next weeks", date(2016, 11, 8), date(2016, 11, 29)),
        ("the two previous weeks", date(2016, 10, 24), MONDAY),
        ("the next quarter century", date(2016, 11, 8), date(2041, 11, 8)),
        ("the next year and a half", date(2016, 11, 8), date(2018, 5, 8)),
        whole_months("the month before last", 2016, 9, 1),
        whole_months("the year after next", 2018, 1, 12),
        whole_months("the year nineteen eighty-six", 1986, 1, 12),
        whole_months("the month after May 2027", 2027, 6, 1),
        ("the week before Easter 2027", date(2027, 3, 21), date(2027, 3, 28)),
    ]
    assert not misread(rows, conventions)
    unread = (
        "tomorrow, 9 November|tomorrow (Tuesday|tomorrow, Wednesday|today (Friday)|today, 12.10"
    )
    unread += "|this time next|this time this year|the election in November|anniversary of nothing"
    unread += (
        "|the zeroth anniversary of the war|winter 2026/28|summer 2026/27|week ending May|FY2027"
    )
    unread += "|cy 2|next year on the 15th|next year in 2027|next year to date|0 Thursdays ago"
    unread += (
        "|one summer ago|3 this weeks|the quarter of May 2027|week 54 of 2027|quarter 5 of 2027"
    )
    for phrase in unread.split("|"):
        assert not read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions), phrase
