"""Every form of a kind beside every other: numbers, dates, years and parts of them."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from tests.depth import grid
from tests.when.grids import (
    MONDAY,
    ONES,
    TENS,
    Row,
    in_figures,
    in_words,
    misread,
    one_day,
    ordinal_of,
    whole_months,
)
from verifier.model.days import Days
from verifier.when import TimeConventions, find_times, read_time


def test_numbers_in_words_count_as_far_as_those_in_figures(conventions: TimeConventions) -> None:
    """Up to 999, with a hyphen or without, ahead and back."""
    numbers = [*range(2, 22), 30, 34, 45, 59, 60, 77, 83, 99, 100, 101, 119, 120, 365, 700, 999]
    rows: list[Row] = []
    for number in numbers:
        ahead, back = MONDAY + timedelta(days=number), MONDAY - timedelta(days=number)
        rows += [one_day(f"{in_words(number, tie)} days from now", ahead) for tie in ("-", " ")]
        rows += [one_day(f"{number} days ago", back), one_day(f"in {number} days", ahead)]
    large = {"one thousand two hundred": 1200, "a thousand and one": 1001, "twelve hundred": 1200}
    large |= {"one thousand nine hundred and ninety": 1990, "two thousand five hundred": 2500}
    rows += [
        one_day(f"{words} days from now", MONDAY + timedelta(days=number))
        for words, number in large.items()
    ]
    first, last = MONDAY + timedelta(days=100), MONDAY + timedelta(days=201)
    rows.append(("between one hundred and two hundred days from now", first, last))
    assert not misread(rows, conventions)


def test_units_are_counted_by_the_calendar(conventions: TimeConventions) -> None:
    """From the day of saying or from a day named; a month's missing day is its last."""
    named = date(2027, 5, 31)
    units = {"week": ("weeks", 1), "fortnight": ("weeks", 2), "month": ("months", 1)}
    units |= {"year": ("years", 1), "decade": ("years", 10)}
    for said in (date(2024, 2, 29), date(2027, 1, 31)):
        rows: list[Row] = []
        for (unit, (name, times)), number in grid(units.items(), (1, 2, 7, 18)):
            length = relativedelta(**{name: number * times})
            counted = f"{in_words(number)} {unit}{'s' * (number > 1)}"
            rows += [one_day(f"{counted} {way}", said - length) for way in ("ago", "earlier")]
            rows += [one_day(f"{counted} {way}", said + length) for way in ("from now", "hence")]
            rows.append(one_day(f"in {number} {unit}{'s' * (number > 1)}", said + length))
            rows.append(one_day(f"{counted} after May 31, 2027", named + length))
            rows.append(one_day(f"{counted} before 31 May 2027", named - length))
        assert not misread(rows, conventions, said)


def test_a_day_has_many_spellings(conventions: TimeConventions) -> None:
    """By ordinals and numbers, in words and figures, with the year first or last."""
    rows: list[Row] = []
    for number in (1, 2, 3, 4, 11, 12, 13, 20, 21, 22, 23, 30, 31):
        day = date(2027, 5, number)
        for nth in {ordinal_of(number), ordinal_of(number).replace("-", " "), in_figures(number)}:
            forms = ["the {} of May 2027", "May the {}, 2027", "{} May 2027", "May {}, 2027"]
            rows += [one_day(form.format(nth), day) for form in forms]
        forms = ["{} May 2027", "May {}, 2027", "{}-May-27", "{}. May 2027", "2027 May {}"]
        forms += ["{:02}.05.2027", "2027/5/{}", "202705{:02}", "May/{}/2027", "{} V 2027"]
        forms += ["2027-05-{:02}", "{} May '27", "{}.5.27", "{}-May-2027", "May-{}-2027"]
        rows += [one_day(form.format(number), day) for form in forms]
        rows += [
            one_day(f"May {in_words(number)} 2027", day),
            one_day(f"{in_words(number)} May 2027", day),
        ]
    assert not misread(rows, conventions)


def test_dates_are_written_in_odd_ways(conventions: TimeConventions) -> None:
    """Beside the name of the day, tied, in figures alone; and what no calendar has."""
    days = {
        date(2016, 11, 11): "Fri. 11 November 2016|Friday on 11 November|Friday, on the 11th|"
        "Fri/11 November|Friday 11|Friday (the 11th)|Friday, the 11th day of November",
        date(2016, 11, 14): "Monday in a week's time|Mon., 14 Nov.",
        date(2016, 11, 18): "Friday evening of next week|Friday, next week|Nov/18|"
        "18 November, Friday|18 November (Fri.)|18 November on Friday|"
        "18 November (on Friday)|18 November Friday",
        date(2016, 11, 21): "Monday, two weeks from now|Monday in two weeks from now|"
        "Monday two and a half weeks from now|the 21st this month|"
        "the twenty-first day of the month",
        date(2016, 10, 9): "Sunday a month ago",
        date(2016, 11, 15): "the 15th at noon|the fifteenth|the fifteenth at 9|the fifteenth 9 am",
        date(2016, 12, 5): "5 of next month|the 5th day of next month|the fifth of next month",
        date(2016, 12, 24): "24.12.|24.12|24-12|the 24th of December|24/12",
        date(2017, 5, 5): "May, the 5th|May the fifth|five May|5 in May|next 5 May|May fifth",
        date(2017, 5, 29): "twenty nine May|May twenty nine|May the twenty-ninth",
        date(2027, 11, 18): "November-2027-18|Nov-18-27|Nov. 18. 2027|18-2027-November|"
        "2027/18/Nov|18-Nov-27|Nov/18/27|2027 Nov. 18|2027 November 18th|2027, 18 November",
        date(2027, 5, 5): "20270505|20270505153000|202705051530|2027 5 5|5 May of 27|"
        "5 May the year 2027|2027 5 May|May five 2027|5-5-2027|05-05-27|5.5.27|5/5, 2027",
        date(2027, 5, 13): "2027/13/05|13/5/27|5/13/27|13-05-2027|2027/May/13",
        date(2027, 1, 2): "1/2/27|1/2/2027|2.1.27|2.1.2027",
        date(1978, 12, 22): "78-12-22|22.XII.1978|22-XII-1978|22 XII 1978|12 22 1978|22 12 1978",
        date(1975, 12, 11): "12 11 1975",
        date(2009, 3, 5): "Mar/5/09|5-Mar-09|Mar 5, '09",
        date(2024, 12, 31): "2024-366",
        date(2027, 5, 31): "2027/31/May|31-May-27|the 31st day of May 2027",
        date(1970, 12, 1): "1970 1st Dec|1970 1 Dec",
        date(2010, 12, 25): "2010 Christmas|Christmas 2010|Christmas, 2010",
        date(2027, 6, 12): "2027-W23-6",
    }
    rows = [one_day(phrase, day) for day, phrases in days.items() for phrase in phrases.split("|")]
    assert not misread(rows, conventions)
    halves = [whole_months(each, 2027, 7, 6) for each in ("2h 2027", "2H 2027", "2H27")]
    first = [
        whole_months("1H", 2017, 1, 6),
        whole_months("1Q", 2017, 1, 3),
        whole_months("2027/5", 2027, 5, 1),
    ]
    december = [
        one_day("2027/12/11", date(2027, 12, 11)),
        one_day("12/11/2027", date(2027, 12, 11)),
    ]
    assert not misread([*halves, *first, *december], conventions)
    order = conventions.numeric_dates.model_copy(update={"order": "day-first"})
    days_first = conventions.model_copy(update={"numeric_dates": order})
    november = [one_day("12/11/2027", date(2027, 11, 12)), one_day("12/11/27", date(2027, 11, 12))]
    assert not misread([*november, one_day("11/13/2027", date(2027, 11, 13))], days_first)
    unread = "Friday of next month|Friday 32|Friday 0|17 November Friday|Friday, the 14th of May"
    unread += (
        "|32-2027-November|18-18-November|May 32, 2027|May 5 weeks|May thirty-two|2 next month"
    )
    unread += "|thirty two May|the 32nd of May|the 5th of next year|the 5th day|11-12|12 11 3075"
    unread += "|32 11 1975|12 32 1975|2027-13-05|2027-02-30|2027-28|0099-05-05|13/13/27|31/4/27"
    unread += (
        "|22 XIII 1978|32 VIII 1978|20271305|20270505253000|18990505|21000505|Q5 2027|W54 2027"
    )
    unread += (
        "|H3 2027|5Q27|2027 16 10|2027 32 10|2027 May 2028|1970 1st|2027 next May|May of next week"
    )
    unread += "|24/7|5 May 1430|17 September 2012-5|2027 Q3 2028|2027 first week|5-Nov-27-|1995s"
    unread += "|the twenty-twelfth of May|the thirteen-nineties|2027's first month|27"
    wrong = []
    for phrase in unread.split("|"):
        found = read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions)
        wrong += [(phrase, found.narrow.iso())] if found else []
    assert not wrong


def test_days_and_weeks_of_a_year_have_numbers(conventions: TimeConventions) -> None:
    """Weeks as ISO 8601 numbers them, in words and codes, and with the number of the day."""
    rows: list[Row] = []
    for number in (1, 2, 9, 10, 12, 29, 30, 40, 41, 50, 52):
        monday = date.fromisocalendar(2027, number, 1)
        forms = [f"week {number} of 2027", f"2027-W{number:02}", f"W{number} 2027"]
        forms += [f"the {nth(number)} week of 2027" for nth in (ordinal_of, in_figures)]
        forms += [f"week {in_words(number)} of 2027", f"W{number}/2027", f"2027 W{number}"]
        rows += [(form, monday, monday + timedelta(days=7)) for form in forms]
        for weekday in (1, 4, 7):
            day = date.fromisocalendar(2027, number, weekday)
            rows.append(one_day(f"2027-W{number:02}-{weekday}", day))
    for number in (1, 45, 60, 90, 100):
        day = date(2027, 1, 1) + timedelta(days=number - 1)
        nth = "hundredth" if number == 100 else ordinal_of(number)
        rows += [one_day(f"the {nth} day of 2027", day), one_day(f"2027-{number:03}", day)]
        rows.append(one_day(f"the {in_figures(number)} day of 2027", day))
    assert not misread(rows, conventions)
    codes = ("2021-W53", "2027-W53-1", "2027-W12-8", "2027-W12-0", "2027-366", "2027-W12-11")
    assert not [
        code for code in codes if read_time(code, anchor=Days.one(MONDAY), conventions=conventions)
    ]


def test_years_decades_and_centuries_in_words(conventions: TimeConventions) -> None:
    """As people say them: nineteen oh five, twenty twenty-six, the nineteen-eighties."""
    rows: list[Row] = []
    for year in (1400, 1403, 1655, 1799, 1805, 1900, 1910, 1986, 1999, 2005, 2011, 2026, 2099):
        century, rest = divmod(year, 100)
        hundreds = f"{in_words(century)} hundred"
        spoken = [hundreds] if not rest else [f"{hundreds} and {in_words(rest)}"]
        if 0 < rest < 10:
            spoken.append(f"{in_words(century)} oh {in_words(rest)}")
        if rest > 9:
            spoken += [f"{in_words(century)}{tie}{in_words(rest, ' ')}" for tie in " -"]
        if century == 20:
            spoken += [f"two thousand{joint}{in_words(rest)}" for joint in (" ", " and ")]
        else:
            thousand = f"one thousand {ONES[century - 10]} hundred"
            spoken.append(thousand + (f" and {in_words(rest)}" if rest else ""))
        spoken += [f"{year}", f"the year {year}", f"{year} AD"]
        rows += [
            whole_months(form, year, 1, 12) for each in spoken for form in (each, f"in {each}")
        ]
    for first in (1520, 1770, 1850, 1890, 1930, 1980, 1990):
        name = f"{TENS[first // 10 % 10][:-1]}ies"
        spoken = [f"{in_words(first // 100)}{tie}{name}" for tie in " -"]
        spoken += [f"{first}s", f"{first}'s"]
        rows += [whole_months(f"the {each}", first, 1, 120) for each in spoken]
    for first in (1950, 1990, 2020, 2040):
        name = f"{TENS[first // 10 % 10][:-1]}ies"
        spoken = [f"the {name}", f"the '{first % 100}s", f"the {first % 100}s"]
        rows += [whole_months(each, first, 1, 120) for each in spoken]
    rows += [whole_months(each, 2000, 1, 120) for each in ("the noughties", "the '00s")]
    for number in (15, 18, 20, 21):
        forms = [f"the {nth(number)} century" for nth in (ordinal_of, in_figures)]
        rows += [whole_months(form, 100 * number - 99, 1, 1200) for form in forms]
    assert not misread(rows, conventions)


def test_quarters_and_halves_have_many_spellings(conventions: TimeConventions) -> None:
    """In words, codes and tables, before and behind the year, and as its own."""
    rows: list[Row] = []
    for number in range(1, 5):
        nth = ordinal_of(number)
        forms = "Q{} 2027|{}Q27|{}Q 2027|{}Q2027|2027 Q{}|2027-Q{}|2027Q{}|Q{}/2027|Q{}-2027"
        forms += "|Q{} of 2027|Q{}, 2027|Q{} '27|quarter {} of 2027|quarter {} 2027"
        spoken = [form.format(number) for form in forms.split("|")]
        forms = "the {} quarter of 2027|{} quarter 2027|the 2027 {} quarter|2027's {} quarter"
        spoken += [form.format(nth) for form in forms.split("|")]
        rows += [whole_months(each, 2027, 3 * number - 2, 3) for each in spoken]
        fiscal = [f"Q{number} of US fiscal year 2028", f"the {nth} quarter of US FY28"]
        start = date(2027, 10, 1) + relativedelta(months=3 * number - 3)
        rows += [(each, start, start + relativedelta(months=3)) for each in fiscal]
    for number, other in ((1, "former"), (2, "latter")):
        forms = "H{} 2027|{}H27|{}H 2027|2027 H{}|2027-H{}|H{}/2027"
        spoken = [form.format(number) for form in forms.split("|")]
        spoken += [f"the {nth} half of 2027" for nth in (ordinal_of(number), other)]
        spoken += [f"2027{tie} {ordinal_of(number)} half" for tie in ("", "'s")]
        rows += [whole_months(each, 2027, 6 * number - 5, 6) for each in spoken]
    assert not misread(rows, conventions)


def test_no_number_is_that_of_a_week_which_the_article_names(conventions: TimeConventions) -> None:
    """In the week 3 people came; in week 3 they came."""
    for unit, counted in grid(("week", "quarter"), ("3 people", "2,000 people", "3 million")):
        said = f"They said that in the {unit} {counted} came."
        found = find_times(said, anchor=Days.one(MONDAY), conventions=conventions)
        assert not [each for each in found if "3" in each.phrase or "2" in each.phrase]
