"""Every form of a kind beside every other: each row says what calendar arithmetic by hand gives."""

from __future__ import annotations

from calendar import day_name, month_name
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product

from dateutil.relativedelta import relativedelta

from verifier.model.days import Days
from verifier.when import Operator, TimeConventions, find_times, read_time

MONDAY = date(2016, 11, 7)
ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
MONTHS = list(month_name)[1:]
WEEKDAYS = list(day_name)
ODD = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}
ENDS = {1: "st", 2: "nd", 3: "rd"}
Row = tuple[str, date | None, date | None]


def _words(number: int, tie: str = "-") -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (tie + ONES[number % 10] if number % 10 else "")
    rest = f" and {_words(number % 100, tie)}" if number % 100 else ""
    return f"{ONES[number // 100]} hundred{rest}"


def _ordinal(number: int) -> str:
    if number in ODD or number < 20:
        return ODD.get(number) or f"{ONES[number]}th"
    tens, ones = divmod(number, 10)
    return f"{TENS[tens]}-{_ordinal(ones)}" if ones else f"{TENS[tens][:-1]}ieth"


def _figures(number: int) -> str:
    return f"{number}{'th' if 10 < number % 100 < 14 else ENDS.get(number % 10, 'th')}"


def _one(phrase: str, day: date) -> Row:
    return phrase, day, day + timedelta(days=1)


def _months(phrase: str, year: int, month: int, months: int) -> Row:
    start = date(year, month, 1)
    return phrase, start, start + relativedelta(months=months)


def _wrong(
    rows: Iterable[Row], rules: TimeConventions, said: date = MONDAY, operator: str | None = None
) -> list[str]:
    """The phrases that are read otherwise than by one sharp window, or not at all."""
    wrong = []
    for phrase, start, until in rows:
        found = read_time(phrase, anchor=Days.one(said), conventions=rules)
        as_said = found is not None and found.narrow == Days(start, until)
        if not as_said or (operator and found is not None and found.operator.value != operator):
            wrong.append(f"{phrase}: {found and (found.operator.value, found.narrow.iso())}")
    return wrong


def test_numbers_in_words_count_as_far_as_those_in_figures(conventions: TimeConventions) -> None:
    """Up to 999, with a hyphen or without, ahead and back."""
    numbers = [*range(2, 22), 30, 34, 45, 59, 60, 77, 83, 99, 100, 101, 119, 120, 365, 700, 999]
    rows: list[Row] = []
    for number in numbers:
        ahead, back = MONDAY + timedelta(days=number), MONDAY - timedelta(days=number)
        rows += [_one(f"{_words(number, tie)} days from now", ahead) for tie in ("-", " ")]
        rows += [_one(f"{number} days ago", back), _one(f"in {number} days", ahead)]
    large = {"one thousand two hundred": 1200, "a thousand and one": 1001, "twelve hundred": 1200}
    large |= {"one thousand nine hundred and ninety": 1990, "two thousand five hundred": 2500}
    rows += [
        _one(f"{words} days from now", MONDAY + timedelta(days=number))
        for words, number in large.items()
    ]
    first, last = MONDAY + timedelta(days=100), MONDAY + timedelta(days=201)
    rows.append(("between one hundred and two hundred days from now", first, last))
    assert not _wrong(rows, conventions)


def test_units_are_counted_by_the_calendar(conventions: TimeConventions) -> None:
    """From the day of saying or from a day named; a month's missing day is its last."""
    named = date(2027, 5, 31)
    units = {"week": ("weeks", 1), "fortnight": ("weeks", 2), "month": ("months", 1)}
    units |= {"year": ("years", 1), "decade": ("years", 10)}
    for said in (date(2024, 2, 29), date(2027, 1, 31)):
        rows: list[Row] = []
        for (unit, (name, times)), number in product(units.items(), (1, 2, 7, 18)):
            length = relativedelta(**{name: number * times})  # type: ignore[arg-type]
            counted = f"{_words(number)} {unit}{'s' * (number > 1)}"
            rows += [_one(f"{counted} {way}", said - length) for way in ("ago", "earlier")]
            rows += [_one(f"{counted} {way}", said + length) for way in ("from now", "hence")]
            rows.append(_one(f"in {number} {unit}{'s' * (number > 1)}", said + length))
            rows.append(_one(f"{counted} after May 31, 2027", named + length))
            rows.append(_one(f"{counted} before 31 May 2027", named - length))
        assert not _wrong(rows, conventions, said)


def test_a_day_has_many_spellings(conventions: TimeConventions) -> None:
    """By ordinals and numbers, in words and figures, with the year first or last."""
    rows: list[Row] = []
    for number in (1, 2, 3, 4, 11, 12, 13, 20, 21, 22, 23, 30, 31):
        day = date(2027, 5, number)
        for nth in {_ordinal(number), _ordinal(number).replace("-", " "), _figures(number)}:
            forms = ["the {} of May 2027", "May the {}, 2027", "{} May 2027", "May {}, 2027"]
            rows += [_one(form.format(nth), day) for form in forms]
        forms = ["{} May 2027", "May {}, 2027", "{}-May-27", "{}. May 2027", "2027 May {}"]
        forms += ["{:02}.05.2027", "2027/5/{}", "202705{:02}", "May/{}/2027", "{} V 2027"]
        forms += ["2027-05-{:02}", "{} May '27", "{}.5.27", "{}-May-2027", "May-{}-2027"]
        rows += [_one(form.format(number), day) for form in forms]
        rows += [_one(f"May {_words(number)} 2027", day), _one(f"{_words(number)} May 2027", day)]
    assert not _wrong(rows, conventions)


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
    rows = [_one(phrase, day) for day, phrases in days.items() for phrase in phrases.split("|")]
    assert not _wrong(rows, conventions)
    halves = [_months(each, 2027, 7, 6) for each in ("2h 2027", "2H 2027", "2H27")]
    first = [_months("1H", 2017, 1, 6), _months("1Q", 2017, 1, 3), _months("2027/5", 2027, 5, 1)]
    december = [_one("2027/12/11", date(2027, 12, 11)), _one("12/11/2027", date(2027, 12, 11))]
    assert not _wrong([*halves, *first, *december], conventions)
    order = conventions.numeric_dates.model_copy(update={"order": "day-first"})
    days_first = conventions.model_copy(update={"numeric_dates": order})
    november = [_one("12/11/2027", date(2027, 11, 12)), _one("12/11/27", date(2027, 11, 12))]
    assert not _wrong([*november, _one("11/13/2027", date(2027, 11, 13))], days_first)
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
        forms += [f"the {nth(number)} week of 2027" for nth in (_ordinal, _figures)]
        forms += [f"week {_words(number)} of 2027", f"W{number}/2027", f"2027 W{number}"]
        rows += [(form, monday, monday + timedelta(days=7)) for form in forms]
        for weekday in (1, 4, 7):
            day = date.fromisocalendar(2027, number, weekday)
            rows.append(_one(f"2027-W{number:02}-{weekday}", day))
    for number in (1, 45, 60, 90, 100):
        day = date(2027, 1, 1) + timedelta(days=number - 1)
        nth = "hundredth" if number == 100 else _ordinal(number)
        rows += [_one(f"the {nth} day of 2027", day), _one(f"2027-{number:03}", day)]
        rows.append(_one(f"the {_figures(number)} day of 2027", day))
    assert not _wrong(rows, conventions)
    codes = ("2021-W53", "2027-W53-1", "2027-W12-8", "2027-W12-0", "2027-366", "2027-W12-11")
    assert not [
        code for code in codes if read_time(code, anchor=Days.one(MONDAY), conventions=conventions)
    ]


def test_years_decades_and_centuries_in_words(conventions: TimeConventions) -> None:
    """As people say them: nineteen oh five, twenty twenty-six, the nineteen-eighties."""
    rows: list[Row] = []
    for year in (1400, 1403, 1655, 1799, 1805, 1900, 1910, 1986, 1999, 2005, 2011, 2026, 2099):
        century, rest = divmod(year, 100)
        hundreds = f"{_words(century)} hundred"
        spoken = [hundreds] if not rest else [f"{hundreds} and {_words(rest)}"]
        if 0 < rest < 10:
            spoken.append(f"{_words(century)} oh {_words(rest)}")
        if rest > 9:
            spoken += [f"{_words(century)}{tie}{_words(rest, ' ')}" for tie in " -"]
        if century == 20:
            spoken += [f"two thousand{joint}{_words(rest)}" for joint in (" ", " and ")]
        else:
            thousand = f"one thousand {ONES[century - 10]} hundred"
            spoken.append(thousand + (f" and {_words(rest)}" if rest else ""))
        spoken += [f"{year}", f"the year {year}", f"{year} AD"]
        rows += [_months(form, year, 1, 12) for each in spoken for form in (each, f"in {each}")]
    for first in (1520, 1770, 1850, 1890, 1930, 1980, 1990):
        name = f"{TENS[first // 10 % 10][:-1]}ies"
        spoken = [f"{_words(first // 100)}{tie}{name}" for tie in " -"]
        spoken += [f"{first}s", f"{first}'s"]
        rows += [_months(f"the {each}", first, 1, 120) for each in spoken]
    for first in (1950, 1990, 2020, 2040):
        name = f"{TENS[first // 10 % 10][:-1]}ies"
        spoken = [f"the {name}", f"the '{first % 100}s", f"the {first % 100}s"]
        rows += [_months(each, first, 1, 120) for each in spoken]
    rows += [_months(each, 2000, 1, 120) for each in ("the noughties", "the '00s")]
    for number in (15, 18, 20, 21):
        forms = [f"the {nth(number)} century" for nth in (_ordinal, _figures)]
        rows += [_months(form, 100 * number - 99, 1, 1200) for form in forms]
    assert not _wrong(rows, conventions)


def test_quarters_and_halves_have_many_spellings(conventions: TimeConventions) -> None:
    """In words, codes and tables, before and behind the year, and as its own."""
    rows: list[Row] = []
    for number in range(1, 5):
        nth = _ordinal(number)
        forms = "Q{} 2027|{}Q27|{}Q 2027|{}Q2027|2027 Q{}|2027-Q{}|2027Q{}|Q{}/2027|Q{}-2027"
        forms += "|Q{} of 2027|Q{}, 2027|Q{} '27|quarter {} of 2027|quarter {} 2027"
        spoken = [form.format(number) for form in forms.split("|")]
        forms = "the {} quarter of 2027|{} quarter 2027|the 2027 {} quarter|2027's {} quarter"
        spoken += [form.format(nth) for form in forms.split("|")]
        rows += [_months(each, 2027, 3 * number - 2, 3) for each in spoken]
        fiscal = [f"Q{number} of US fiscal year 2028", f"the {nth} quarter of US FY28"]
        start = date(2027, 10, 1) + relativedelta(months=3 * number - 3)
        rows += [(each, start, start + relativedelta(months=3)) for each in fiscal]
    for number, other in ((1, "former"), (2, "latter")):
        forms = "H{} 2027|{}H27|{}H 2027|2027 H{}|2027-H{}|H{}/2027"
        spoken = [form.format(number) for form in forms.split("|")]
        spoken += [f"the {nth} half of 2027" for nth in (_ordinal(number), other)]
        spoken += [f"2027{tie} {_ordinal(number)} half" for tie in ("", "'s")]
        rows += [_months(each, 2027, 6 * number - 5, 6) for each in spoken]
    assert not _wrong(rows, conventions)


def test_no_number_is_that_of_a_week_which_the_article_names(conventions: TimeConventions) -> None:
    """In the week 3 people came; in week 3 they came."""
    for unit, counted in product(("week", "quarter"), ("3 people", "2,000 people", "3 million")):
        said = f"They said that in the {unit} {counted} came."
        found = find_times(said, anchor=Days.one(MONDAY), conventions=conventions)
        assert not [each for each in found if "3" in each.phrase or "2" in each.phrase]


def test_each_relation_bounds_a_month_and_a_year(conventions: TimeConventions) -> None:
    """What is not later than March ends where later than March begins; not before, likewise."""
    edges = {
        "before": ("before", "prior to", "ahead of", "earlier than"),
        "through": ("through", "no later than", "not later than", "not after", "in or before"),
        "since": ("since", "no earlier than", "not before", "from", "as of", "not until"),
        "after": ("after", "later than", "only after"),
    }
    for name, months in (("March 2027", 1), ("2027", 12), ("Q1 2027", 3)):
        start = date(2027, 3 if months == 1 else 1, 1)
        over = start + relativedelta(months=months)
        ends: dict[str, tuple[date | None, date | None]] = {
            "before": (MONDAY, start),
            "through": (MONDAY, over),
            "since": (start, None),
            "after": (over, None),
        }
        rows: list[Row] = [
            (f"{word} {name}", *ends[edge]) for edge, each in edges.items() for word in each
        ]
        rows += [(f"in {name} at the latest", MONDAY, over), (f"from {name} on", start, None)]
        assert not _wrong(rows, conventions)
        for word in ("by", "until", "till", "up to"):
            found = read_time(f"{word} {name}", anchor=Days.one(MONDAY), conventions=conventions)
            assert found is not None
            assert (found.narrow, found.wide) == (Days(MONDAY, start), Days(MONDAY, over))


def test_words_before_and_behind_a_time_say_how_it_is_meant(conventions: TimeConventions) -> None:
    """At the latest and earliest, or more, until it is over, close to it, so many units on."""
    may, june, may_27 = date(2017, 5, 1), date(2017, 6, 1), date(2027, 5, 1)
    two_weeks = date(2016, 11, 21)
    rows: dict[str, list[Row]] = {
        "by": [
            ("in May at the latest", MONDAY, june),
            ("in May (at the latest)", MONDAY, june),
            ("before the year is out", MONDAY, date(2017, 1, 1)),
            ("by the time the year is out", MONDAY, date(2017, 1, 1)),
            ("by the time May is over", MONDAY, june),
            ("by the time May begins", MONDAY, may),
            ("by Sunday's vote", MONDAY, date(2016, 11, 14)),
            ("two weeks before 5 May 2027 or more", MONDAY, date(2027, 4, 22)),
            ("two weeks before 5 May 2027 at the latest", MONDAY, date(2027, 4, 22)),
            ("two weeks ago at the latest", None, date(2016, 10, 25)),
            ("<= 2027", MONDAY, date(2028, 1, 1)),
        ],
        "before": [
            ("before May or earlier", MONDAY, may),
            ("before May begins", MONDAY, may),
            ("at some stage before May 2027", MONDAY, date(2027, 5, 1)),
            ("more than two weeks before 5 May 2027", MONDAY, date(2027, 4, 21)),
            ("before tomorrow", MONDAY, date(2016, 11, 8)),
            ("before noon", MONDAY, date(2016, 11, 8)),
        ],
        "since": [
            ("in May at the earliest", may, None),
            ("since May at the earliest", date(2016, 5, 1), None),
            ("from May onwards", may, None),
            ("May onwards", may, None),
            ("in two weeks at the earliest", two_weeks, None),
            ("in two weeks or more", two_weeks, None),
            ("at least two weeks from now", two_weeks, None),
            ("two weeks before 5 May 2027 at the earliest", date(2027, 4, 21), None),
        ],
        "after": [
            ("following May 10", date(2017, 5, 11), None),
            ("> 5 May 2027", date(2027, 5, 6), None),
        ],
        "within": [
            ("in two weeks at the latest", MONDAY, two_weeks),
            ("less than two weeks from now", MONDAY, two_weeks),
            ("less than the next two weeks", MONDAY, two_weeks),
            ("no more than two weeks before 5 May 2027", date(2027, 4, 21), date(2027, 5, 5)),
            ("two weeks before 5 May 2027 or less", date(2027, 4, 21), date(2027, 5, 5)),
            ("within two weeks after May 2027", date(2027, 5, 31), date(2027, 6, 14)),
            ("within two weeks after the end of May 2027", date(2027, 5, 31), date(2027, 6, 14)),
            ("within two weeks before the end of May 2027", date(2027, 5, 18), date(2027, 6, 1)),
            ("within two weeks after the beginning of May 2027", may_27, date(2027, 5, 15)),
            ("within a month before May 2027", date(2027, 4, 1), may_27),
            ("within two weeks after next Friday", date(2016, 11, 18), date(2016, 12, 2)),
            ("within two weeks before next Friday", date(2016, 11, 4), date(2016, 11, 18)),
        ],
        "in": [
            ("in three weeks, on Friday", date(2016, 12, 2), date(2016, 12, 3)),
            ("in a fortnight on Friday", date(2016, 11, 25), date(2016, 11, 26)),
            ("for two weeks starting 20 May 2027", date(2027, 5, 20), date(2027, 6, 3)),
            ("for 3 days from Friday", date(2016, 11, 11), date(2016, 11, 14)),
            ("for two weeks in May 2027", date(2027, 5, 1), date(2027, 6, 1)),
            ("come May", may, june),
            ("come 2030", date(2030, 1, 1), date(2031, 1, 1)),
            ("at some point in 2027", date(2027, 1, 1), date(2028, 1, 1)),
            ("as early as May", may, june),
            ("on the 5 May election", date(2017, 5, 5), date(2017, 5, 6)),
        ],
        "during": [("over the next two weeks", date(2016, 11, 8), date(2016, 11, 22))],
        "persists_until": [("for two weeks at least", MONDAY, two_weeks)],
        "unspecified": [
            ("a fortnight on Friday", date(2016, 11, 25), date(2016, 11, 26)),
            ("a week tomorrow", date(2016, 11, 15), date(2016, 11, 16)),
            ("a month today", date(2016, 12, 7), date(2016, 12, 8)),
            ("3 days from Friday", date(2016, 11, 14), date(2016, 11, 15)),
            ("two weeks, starting 20 May 2027", date(2027, 5, 20), date(2027, 6, 3)),
            ("two weeks beginning on 20 May 2027", date(2027, 5, 20), date(2027, 6, 3)),
            ("one day in May", may, june),
            ("two weeks in May", may, june),
            ("three weeks in the first half of 2027", date(2027, 1, 1), date(2027, 7, 1)),
            ("5 May (plus or minus two days)", date(2017, 5, 3), date(2017, 5, 8)),
            ("the following two weeks", date(2016, 11, 8), date(2016, 11, 22)),
        ],
    }
    for operator, each in rows.items():
        assert not _wrong(each, conventions, operator=operator)
    unread = (
        "by May at the earliest|after May at the latest|before May or later|in May (at the latest"
    )
    unread += (
        "|for two weeks at most|within two weeks or more|from two weeks at the latest|at least May"
    )
    unread += (
        "|by 2027 or after 2028|in the next six months at the earliest|towards May 2027|nearly May"
    )
    unread += "|at least two weeks before 5 May 2027 or more|for tomorrow|before the next two weeks"
    unread += (
        "|by about May or June|< May 2027|following the summit|a month on Friday|a week yesterday"
    )
    unread += "|two and a half weeks today|three hours on Friday|two months in May|by the time May"
    unread += "|by the time Friday comes|come next May|before 5 May is over|5 May give or take"
    unread += "|soon in 2027|soon since May|the past two weeks of|the 5 May election|by Sunday's"
    for phrase in unread.split("|"):
        assert not read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions), phrase


def test_following_a_date_is_after_it(conventions: TimeConventions) -> None:
    """The following May is the next, following May 10 is when that is over."""
    rows = [
        ("following May 10", date(2017, 5, 11), None),
        ("following 10 May 2027", date(2027, 5, 11), None),
        ("following January 2030", date(2030, 2, 1), None),
        ("following 2030", date(2031, 1, 1), None),
        _months("the following May", 2017, 5, 1),
    ]
    assert not _wrong(rows, conventions)


def test_ranges_of_months_and_years_hold_both_ends(conventions: TimeConventions) -> None:
    """However they are joined, and with the year said once or twice."""
    joined = "from {} to {}|between {} and {}|{}-{}|{} to {}|{} through {}|from {} until {}|{} - {}"
    forms = joined.split("|")
    rows: list[Row] = []
    for first, last in ((1, 2), (3, 7), (6, 12)):
        one, other = MONTHS[first - 1], MONTHS[last - 1]
        for form, year in product(forms, ("", " 2027")):
            phrase = form.format(f"{one}{year}", f"{other} 2027")
            rows.append(_months(phrase, 2027, first, last - first + 1))
    for first, last in ((2017, 2018), (2019, 2026), (2030, 2031)):
        ends = [(form.format(first, last), first, 1, 12 * (last - first + 1)) for form in forms]
        rows += [_months(*each) for each in ends]
    assert not _wrong(rows, conventions)


def test_months_are_sought_ahead_and_behind(conventions: TimeConventions) -> None:
    """In and from a month on looks ahead, since one looks back, in any month of saying."""
    for said in (date(2026, 1, 15), date(2026, 6, 30), date(2026, 12, 31)):
        rows: list[Row] = []
        for month, name in enumerate(MONTHS, 1):
            ahead = date(said.year + (month < said.month), month, 1)
            behind = date(said.year - (month > said.month), month, 1)
            rows.append((f"in {name[:3]}", ahead, ahead + relativedelta(months=1)))
            rows += [(f"from {name} on", ahead, None), (f"since {name}", behind, None)]
        assert not _wrong(rows, conventions, said)


def test_days_of_the_week_from_each_of_them(conventions: TimeConventions) -> None:
    """Bare, of this, last and next week, a week on, past and coming, and several."""
    for said in (date(2027, 3, 1) + timedelta(days=day) for day in range(7)):
        monday = said - timedelta(days=said.weekday())
        rows: list[Row] = []
        for at, name in enumerate(WEEKDAYS):
            this = monday + timedelta(days=at)
            near = said + timedelta(days=(at - said.weekday()) % 7)
            coming = near + timedelta(days=7 * (near == said))
            past = coming - timedelta(days=14 if near == said else 7)
            week = timedelta(days=7)
            rows += [_one(name, near), _one(f"{name} week", near + week)]
            rows += [_one(f"{name} of next week", this + week), _one(f"next {name}", this + week)]
            rows += [_one(f"{name} last week", this - week), _one(f"{name} this week", this)]
            rows += [_one(f"this past {name}", past), _one(f"this coming {name}", coming)]
            rows += [_one(f"three {name}s from now", coming + 2 * week)]
            rows += [_one(f"3 {name}s ago", past - 2 * week)]
            rows += [_one(f"the {name} after next", coming + week)]
            rows.append((f"the next two {name}s", coming, coming + week + timedelta(days=1)))
            dated = near + 5 * week
            month = MONTHS[dated.month - 1]
            rows += [_one(f"{name}, {month} {dated.day}", dated)]
            rows += [_one(f"{dated.day} {month} ({name[:3]})", dated)]
        assert not _wrong(rows, conventions, said)


def test_days_of_the_week_counted_in_a_month_and_from_a_day(conventions: TimeConventions) -> None:
    """The second Monday in May, the last but one; the third Friday after the tenth."""
    rows: list[Row] = []
    tenth = date(2027, 5, 10)
    for at, name in enumerate(WEEKDAYS):
        days = [date(2027, 5, day) for day in range(1, 32) if date(2027, 5, day).weekday() == at]
        for number, day in enumerate(days, 1):
            rows.append(_one(f"the {_ordinal(number)} {name} of May 2027", day))
            rows.append(_one(f"{_figures(number)} {name} in May 2027", day))
        rows.append(_one(f"the last {name} of May 2027", days[-1]))
        rows.append(_one(f"the second to last {name} of May 2027", days[-2]))
        rows.append(_one(f"the second-last {name} in May 2027", days[-2]))
        after = tenth + timedelta(days=(at - tenth.weekday()) % 7 or 7)
        before = tenth - timedelta(days=(tenth.weekday() - at) % 7 or 7)
        forms = ["the {} after 10 May 2027", "the next {} after 10 May 2027"]
        rows += [_one(form.format(name), after) for form in forms]
        rows.append(_one(f"three {name}s after 10 May 2027", after + timedelta(days=14)))
        forms = ["the {} before 10 May 2027", "the last {} before 10 May 2027"]
        rows += [_one(form.format(name), before) for form in forms]
    assert not _wrong(rows, conventions)


def test_hours_from_which_something_holds_begin_it(conventions: TimeConventions) -> None:
    """From noon on Friday is from Friday on; from noon to five, or for two hours, is that day."""
    friday, saturday = date(2016, 11, 11), date(2016, 11, 12)
    opens = [
        "9 am on Friday",
        "ten past nine on Friday",
        "Friday at 9",
        "00:00 on Friday",
        "noon on Friday",
        "Friday 15h30",
    ]
    opens += ["the morning of 11 November", "quarter past nine on Friday", "1430 GMT on Friday"]
    assert not _wrong([(f"from {each}", friday, None) for each in opens], conventions)
    rows = [_one(f"from {each} to 5 pm", friday) for each in ("Friday 9 am", "Friday at 9")]
    whole = ["9 to 5 on Friday", "9 am to noon on Friday", "Friday until 5 pm", "9-11 am on Friday"]
    whole += ["9 am on Friday for 7 hours", "9 am Friday until 11 am", "noon Friday until five pm"]
    rows += [_one(f"from {each}", friday) for each in whole]
    over = ["10 pm on Friday to 2 am on Saturday", "9 am on Friday until 11 am on Saturday"]
    over += ["Friday 22:00 until Saturday 02:00", "10 pm Friday until 6 am Saturday"]
    over += ["9 to 11 am on Friday to Saturday", "9 am to 5 pm on Friday and Saturday"]
    rows += [(f"from {each}", friday, saturday + timedelta(days=1)) for each in over]
    assert not _wrong(rows, conventions, operator=Operator.IN.value)


def test_a_day_keeps_whatever_hour_is_said_with_it(conventions: TimeConventions) -> None:
    """Of a clock with hands or figures, in words, in a zone, before the day and behind it."""
    hours = "10 am|10:30|10.30 pm|23:59:59|15h30|1830 hours|0600Z|half past three|quarter to 5 pm"
    hours += "|noon|midnight|ten-thirty|twelve oh three|3 o'clock|15 minutes past noon|11 at night"
    hours += "|10 am Kyiv time|6 a.m. (0400 GMT)|10:00 +03:00|9 to 11 am|between 3 and 5 pm|8 pm ET"
    hours += "|10 pm Central European Time|10:00 America/New_York|6 in the morning|half three"
    hours += "|3 in the afternoon|7 to 9 in the evening|11:59 PM ET|12:30 p.m.|9-11 am|5 a.m. UTC+3"
    friday = date(2016, 11, 11)
    rows = [_one(f"Friday at {hour}", friday) for hour in hours.split("|") if "between" not in hour]
    rows += [_one(f"{hour} on Friday", friday) for hour in hours.split("|")]
    rows += [_one(f"Friday, {hour}", friday) for hour in hours.split("|")]
    stamps = ("2016-11-11T23", "2016-11-11T211958Z", "2016-11-11T08:15:30Z", "Nov 11 15:50:06 2016")
    rows += [_one(stamp, friday) for stamp in stamps]
    assert not _wrong(rows, conventions)


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
    assert not _wrong([_one(f"{each} ago", day) for each, day in ago.items()], conventions)
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
    rows = [_one(phrase, day) for phrase, day in days.items()]
    rows += [
        ("February 24 and 25, 2027", date(2027, 2, 24), date(2027, 2, 26)),
        ("February 24, 25 and 26", date(2017, 2, 24), date(2017, 2, 27)),
        ("February 24, 25 or 26, 2027", date(2027, 2, 24), date(2027, 2, 27)),
        ("this working week", MONDAY, date(2016, 11, 12)),
        ("the last 3 working days of May 2027", date(2027, 5, 27), date(2027, 6, 1)),
        ("the first quarter of the century", date(2001, 1, 1), date(2026, 1, 1)),
        _months("next year in March", 2017, 3, 1),
        _months("cy18", 2018, 1, 12),
    ]
    assert not _wrong(rows, conventions)
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
        _one("the last business day of May 2027", date(2027, 5, 31)),
        ("the first five business days of May 2027", date(2027, 5, 3), date(2027, 5, 8)),
        ("the last two working days of May 2027", date(2027, 5, 28), date(2027, 6, 1)),
        _one("the fifth Monday of May 2027", date(2027, 5, 31)),
        _one("a business day ago", date(2016, 11, 4)),
        _one("ten business days from now", date(2016, 11, 21)),
        _one("three business days before 8 May 2027", date(2027, 5, 5)),
        _one("three business days after 8 May 2027", date(2027, 5, 12)),
        _one("half a business day from now", date(2016, 11, 8)),
        ("the next three business days", date(2016, 11, 8), date(2016, 11, 11)),
        ("the past three business days", date(2016, 11, 2), date(2016, 11, 5)),
        _months("this century", 2001, 1, 1200),
        _months("next century", 2101, 1, 1200),
        _months("last decade", 2000, 1, 120),
        _months("next quarter", 2017, 1, 3),
        _months("the past two quarters", 2016, 4, 6),
        _months("two quarters ago", 2016, 4, 3),
        _one("2.5 quarters ago", date(2016, 3, 23)),
        ("two weekends ago", date(2016, 10, 29), date(2016, 10, 31)),
        ("the past two weekends", date(2016, 10, 29), MONDAY),
        ("the next 36 hours", MONDAY, date(2016, 11, 9)),
        ("the past 36 hours", date(2016, 11, 6), date(2016, 11, 8)),
        _one("36 hours after 5 May 2027", date(2027, 5, 6)),
        _one("36 hours before 5 May 2027", date(2027, 5, 4)),
        _one("1.5 months from 31 January 2027", date(2027, 3, 15)),
        _one("a year after 29 February 2024", date(2025, 2, 28)),
        _one("29 February", date(2020, 2, 29)),
        _one("the 31st", date(2016, 12, 31)),
        _one("the 6th", date(2016, 12, 6)),
        _one("the 7th", MONDAY),
        ("the week of 8 May 2027", date(2027, 5, 3), date(2027, 5, 10)),
        _months("the month of 8 May 2027", 2027, 5, 1),
        _months("the quarter after Q1 2027", 2027, 4, 3),
        ("the year to 31 March 2027", date(2026, 4, 1), date(2027, 4, 1)),
    ]
    assert not _wrong(rows, conventions)
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
    rows = [_one(phrase, day) for day, phrases in days.items() for phrase in phrases.split("|")]
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
        _months("US FY28", 2027, 10, 12),
        _months("CY 2008", 2008, 1, 12),
        _months("next year's first quarter", 2017, 1, 3),
        _months("quarter 3 of 2027", 2027, 7, 3),
        _months("the quarter ending in March 2027", 2027, 1, 3),
        ("the coming weekend", date(2016, 11, 12), date(2016, 11, 14)),
        ("next weekend", date(2016, 11, 19), date(2016, 11, 21)),
        ("the weekend after next", date(2016, 11, 26), date(2016, 11, 28)),
        ("the next three Fridays", date(2016, 11, 11), date(2016, 11, 26)),
        ("the last two Fridays", date(2016, 10, 28), date(2016, 11, 5)),
        ("3 next weeks", date(2016, 11, 8), date(2016, 11, 29)),
        ("the two previous weeks", date(2016, 10, 24), MONDAY),
        ("the next quarter century", date(2016, 11, 8), date(2041, 11, 8)),
        ("the next year and a half", date(2016, 11, 8), date(2018, 5, 8)),
        _months("the month before last", 2016, 9, 1),
        _months("the year after next", 2018, 1, 12),
        _months("the year nineteen eighty-six", 1986, 1, 12),
        _months("the month after May 2027", 2027, 6, 1),
        ("the week before Easter 2027", date(2027, 3, 21), date(2027, 3, 28)),
    ]
    assert not _wrong(rows, conventions)
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


def test_what_is_reported_is_over(conventions: TimeConventions) -> None:
    """Said on 30 December, of what has been and of what will be."""
    said = Days.one(date(2026, 12, 30))
    january, may = date(2026, 1, 1), date(2026, 5, 1)
    rows = {
        "in January": (january, date(2027, 1, 1)),
        "mid-May": (date(2026, 5, 13), date(2027, 5, 13)),
        "on 2 January": (date(2026, 1, 2), date(2027, 1, 2)),
        "on 31 December": (date(2025, 12, 31), date(2026, 12, 31)),
        "30 December": (said.first, said.first),
        "29 December": (date(2026, 12, 29), date(2027, 12, 29)),
        "Christmas": (date(2026, 12, 25), date(2027, 12, 25)),
        "Easter": (date(2026, 4, 5), date(2027, 3, 28)),
        "in spring": (date(2026, 3, 21), date(2027, 3, 21)),
        "the first quarter": (january, date(2027, 1, 1)),
        "the first Monday of January": (date(2026, 1, 5), date(2027, 1, 4)),
        "the last Friday of December": (date(2026, 12, 25), date(2027, 12, 31)),
        "the 31st": (date(2026, 10, 31), date(2026, 12, 31)),
        "the 1st": (date(2026, 12, 1), date(2027, 1, 1)),
        "on Monday": (date(2026, 12, 28), date(2027, 1, 4)),
        "over the weekend": (date(2026, 12, 26), date(2027, 1, 2)),
        "this January": (january, date(2027, 1, 1)),
        "since May": (may, may),
        "from December to January": (date(2026, 12, 1), date(2026, 12, 1)),
        "between Christmas and New Year": (date(2026, 12, 25), date(2026, 12, 25)),
    }
    for phrase, starts in rows.items():
        for past, start in zip((True, False), starts, strict=True):
            found = read_time(phrase, anchor=said, conventions=conventions, past=past)
            assert found is not None, phrase
            assert found.narrow.start == start, (phrase, past)


def test_what_may_be_a_week_or_a_year_farther_is_wide(conventions: TimeConventions) -> None:
    """Two weeks after Monday, said on one, and late next May, said in February."""
    rows = {
        ("two weeks after Monday", MONDAY): (date(2016, 11, 21), date(2016, 11, 29)),
        ("the week after Monday", MONDAY): (date(2016, 11, 8), date(2016, 11, 22)),
        ("late next May", date(2026, 2, 10)): (date(2026, 5, 16), date(2027, 6, 1)),
        ("next May", date(2026, 2, 10)): (date(2026, 5, 1), date(2027, 6, 1)),
        ("next May", MONDAY): (date(2017, 5, 1), date(2017, 6, 1)),
    }
    for (phrase, said), ends in rows.items():
        found = read_time(phrase, anchor=Days.one(said), conventions=conventions)
        assert found is not None, phrase
        assert found.wide == Days(*ends), (phrase, found.wide.iso())


def test_weekends_beside_a_time_are_weekends(conventions: TimeConventions) -> None:
    """Saturday and Sunday, the first that begin after it or the last that are over before it."""
    weekends = {
        date(2027, 3, 20): "the weekend before Easter 2027|the last weekend before Easter 2027",
        date(2027, 4, 3): "the weekend after Easter 2027|the first weekend after Easter 2027",
        date(2027, 4, 10): "the second weekend after Easter 2027|two weekends after Easter 2027",
        date(2027, 4, 24): "two weekends before 5 May 2027",
        date(2027, 5, 1): "the weekend before 5 May 2027|the weekend before 9 May 2027",
        date(2027, 5, 8): "the weekend after 5 May 2027|the weekend ending 9 May 2027",
        date(2027, 5, 15): "the weekend after 8 May 2027|the weekend after 9 May 2027",
        date(2027, 6, 5): "the weekend after May 2027|the weekend following May 2027",
        date(2027, 12, 11): "two weekends before Christmas 2027",
    }
    rows: list[Row] = [
        (phrase, saturday, saturday + timedelta(days=2))
        for saturday, phrases in weekends.items()
        for phrase in phrases.split("|")
    ]
    rows += [
        ("the two weekends after 5 May 2027", date(2027, 5, 8), date(2027, 5, 17)),
        ("the working week after Easter 2027", date(2027, 3, 29), date(2027, 4, 3)),
        ("the working week after 5 May 2027", date(2027, 5, 10), date(2027, 5, 15)),
        ("the first week after Easter 2027", date(2027, 3, 29), date(2027, 4, 5)),
        ("the last week before Easter 2027", date(2027, 3, 21), date(2027, 3, 28)),
        ("the first month after Easter 2027", date(2027, 3, 29), date(2027, 4, 29)),
    ]
    assert not _wrong(rows, conventions)
    for phrase in (
        "the second week after Easter",
        "a few weekends after Easter",
        "1.5 weekends ago",
    ):
        assert not read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions), phrase


def test_runs_and_parts_of_a_period(conventions: TimeConventions) -> None:
    """Days from the first, weeks by their middle days, halves by days where months do not part."""
    rows = [
        ("the first ten days of May 2027", date(2027, 5, 1), date(2027, 5, 11)),
        ("the last ten days of May 2027", date(2027, 5, 22), date(2027, 6, 1)),
        ("the first two weeks of June 2027", date(2027, 5, 31), date(2027, 6, 14)),
        ("the last three weeks of 2027", date(2027, 12, 13), date(2028, 1, 3)),
        ("the last weekend of May 2027", date(2027, 5, 29), date(2027, 5, 31)),
        ("the second weekend of May 2027", date(2027, 5, 8), date(2027, 5, 10)),
        ("the first half of May 2027", date(2027, 5, 1), date(2027, 5, 16)),
        ("the second half of February 2027", date(2027, 2, 16), date(2027, 3, 1)),
        ("the first half of next week", date(2016, 11, 14), date(2016, 11, 18)),
        ("the second half of Q1 2027", date(2027, 2, 15), date(2027, 4, 1)),
        ("the second half of the decade", date(2015, 1, 1), date(2020, 1, 1)),
        ("the last two months of 2027", date(2027, 11, 1), date(2028, 1, 1)),
        ("the second to last month of 2027", date(2027, 11, 1), date(2027, 12, 1)),
        ("the first three quarters of 2027", date(2027, 1, 1), date(2027, 10, 1)),
        ("the last quarter of 2027", date(2027, 10, 1), date(2028, 1, 1)),
        ("the rest of the month", MONDAY, date(2016, 12, 1)),
        ("the year to date", date(2016, 1, 1), date(2016, 11, 8)),
        ("the week of 10 April 2027", date(2027, 4, 5), date(2027, 4, 12)),
        ("the week ending 12 July 2027", date(2027, 7, 6), date(2027, 7, 13)),
        ("the year ending 31 March 2027", date(2026, 4, 1), date(2027, 4, 1)),
        ("the quarter to 30 June 2027", date(2027, 4, 1), date(2027, 7, 1)),
        ("May of the year 2027", date(2027, 5, 1), date(2027, 6, 1)),
        ("May 1815 AD", date(1815, 5, 1), date(1815, 6, 1)),
        ("this 5 May 2027", date(2027, 5, 5), date(2027, 5, 6)),
        ("w/c 5 July 2027", date(2027, 7, 5), date(2027, 7, 12)),
        ("the two weeks after 3 March 2027", date(2027, 3, 4), date(2027, 3, 18)),
        ("the two weeks to 3 March 2027", date(2027, 2, 18), date(2027, 3, 4)),
        ("the three months before June 2027", date(2027, 3, 1), date(2027, 6, 1)),
        ("18 December 2027 for 10 days", date(2027, 12, 18), date(2027, 12, 28)),
        ("two weeks starting 20 May 2027", date(2027, 5, 20), date(2027, 6, 3)),
        ("shortly after 5 May 2027", date(2027, 5, 6), date(2027, 6, 6)),
        ("just before Easter 2027", date(2027, 3, 21), date(2027, 3, 28)),
        ("shortly before the end of March 2027", date(2027, 3, 1), date(2027, 4, 1)),
        ("around 5 May 2027", date(2027, 5, 2), date(2027, 5, 9)),
        ("5 May 2027 plus or minus two days", date(2027, 5, 3), date(2027, 5, 8)),
        ("within two weeks of 5 May 2027", date(2027, 4, 21), date(2027, 5, 20)),
        ("within two weeks after 5 May 2027", date(2027, 5, 5), date(2027, 5, 19)),
        _one("the second last Friday of May 2027", date(2027, 5, 21)),
        _one("the last Sunday before Easter 2027", date(2027, 3, 21)),
        _one("the first business day after Easter 2027", date(2027, 3, 29)),
        _one("the last business day before Easter 2027", date(2027, 3, 26)),
        _one("first Monday March", date(2017, 3, 6)),
        _one("first Monday next month", date(2016, 12, 5)),
        *(
            _one(each, date(2016, 11, 11))
            for each in ("later on Friday", "close of play on Friday")
        ),
        ("the 2nd to last week of 2027", date(2027, 12, 20), date(2027, 12, 27)),
        ("the month to date", date(2016, 11, 1), date(2016, 11, 8)),
    ]
    assert not _wrong(rows, conventions)
    unread = (
        "the last day after Easter 2027|the last Sunday after Easter 2027|fourth week|first days"
    )
    unread += "|the latter quarter of 2027|month-end 2027|early Washington summit|end of the trial"
    for phrase in unread.split("|"):
        assert not read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions), phrase


def test_times_joined_by_or_and_strokes_are_one_stretch(conventions: TimeConventions) -> None:
    """Of months, weeks, years and days, with asides; what one names holds for those before it."""
    two_weeks = date(2016, 11, 21)
    rows = [
        _months("June or July", 2017, 6, 2),
        _months("June, July or August", 2017, 6, 3),
        _months("either March or April 2027", 2027, 3, 2),
        _months("March or, at worst, April 2027", 2027, 3, 2),
        _months("in March (or, at worst, in April)", 2017, 3, 2),
        _months("in 2027 or in 2028", 2027, 1, 24),
        _months("Q1 or Q2 2027", 2027, 1, 6),
        _months("the first half of 2027 or the second", 2027, 1, 12),
        _months("May/June 2027", 2027, 5, 2),
        _months("this month or next", 2016, 11, 2),
        _months("the first and second quarters of 2027", 2027, 1, 6),
        _months("between the first and third quarters of 2027", 2027, 1, 9),
        _months("from the first to the third quarter of 2027", 2027, 1, 9),
        _months("the 1st or 2nd half of 2027", 2027, 1, 12),
        _months("the 19th and 20th centuries", 1801, 1, 2400),
        _months("between the fifteenth and seventeenth centuries", 1401, 1, 3600),
        ("the 1st or 2nd week of May 2027", date(2027, 5, 3), date(2027, 5, 17)),
        ("the first or third Monday of May 2027", date(2027, 5, 3), date(2027, 5, 18)),
        ("anywhere between two and three weeks from now", two_weeks, date(2016, 11, 29)),
        ("a week to ten days ago", date(2016, 10, 28), date(2016, 11, 1)),
        ("a month to six weeks from now", date(2016, 12, 7), date(2016, 12, 20)),
        ("a week to ten days before Easter 2027", date(2027, 3, 18), date(2027, 3, 22)),
        ("after 5 May and before 10 May 2027", date(2027, 5, 6), date(2027, 5, 10)),
        ("no earlier than March and no later than May 2027", date(2027, 3, 1), date(2027, 6, 1)),
        ("before June 2027 but after March", date(2027, 4, 1), date(2027, 6, 1)),
        ("after Monday and before Friday next week", date(2016, 11, 15), date(2016, 11, 18)),
        ("<= 2027", MONDAY, date(2028, 1, 1)),
        (">= 2027", date(2027, 1, 1), None),
        ("from three to five weeks ago", date(2016, 10, 3), date(2016, 10, 18)),
        ("from 3-5 weeks from now", date(2016, 11, 28), date(2016, 12, 13)),
        ("from three weeks ago", date(2016, 10, 17), None),
        ("this week or next", MONDAY, date(2016, 11, 21)),
        ("next week or the week after", date(2016, 11, 14), date(2016, 11, 28)),
        ("Tuesday, Wednesday and Friday", date(2016, 11, 8), date(2016, 11, 12)),
        ("23, 24 and 25 February 2027", date(2027, 2, 23), date(2027, 2, 26)),
        ("23/24 March 2027", date(2027, 3, 23), date(2027, 3, 25)),
        ("the 4th and the 5th of May 2027", date(2027, 5, 4), date(2027, 5, 6)),
        ("the 11th of July and August 2027", date(2027, 7, 11), date(2027, 8, 12)),
        ("4 to 22 May 2027", date(2027, 5, 4), date(2027, 5, 23)),
        ("from the 4th to the 22nd of this month", date(2016, 11, 4), date(2016, 11, 23)),
        ("14-15.11.2027", date(2027, 11, 14), date(2027, 11, 16)),
        ("5/3-20/3/2027", date(2027, 3, 5), date(2027, 3, 21)),
        ("May 28-June 2, 2027", date(2027, 5, 28), date(2027, 6, 3)),
        ("May 28 through 30, 2027", date(2027, 5, 28), date(2027, 5, 31)),
        ("next week between Wednesday and Friday", date(2016, 11, 16), date(2016, 11, 19)),
        ("Monday to Wednesday of next week", date(2016, 11, 14), date(2016, 11, 17)),
        (", ".join(WEEKDAYS[:6]) + " and Sunday", MONDAY, date(2016, 11, 14)),
        _months("June or, failing that, in July", 2017, 6, 2),
        _months("June - or July -", 2017, 6, 2),
        _months("in June, perhaps July", 2017, 6, 2),
        _months("in May or in June", 2017, 5, 2),
        _months("from June or July", 2017, 6, 2),
        _months("from May to perhaps June 2027", 2027, 5, 2),
        ("from exactly two weeks ago to just now", date(2016, 10, 24), date(2016, 11, 8)),
        _months("December or January 2027", 2026, 12, 2),
        _months("the 1st to 3rd quarter of 2027", 2027, 1, 9),
        _months("the 19th to the 20th century", 1801, 1, 2400),
        ("May 5 or 6", date(2017, 5, 5), date(2017, 5, 7)),
        ("5 May and 6", date(2017, 5, 5), date(2017, 5, 7)),
        ("May 5 and 6 next year", date(2017, 5, 5), date(2017, 5, 7)),
        ("May 5, 2026 and 6, 2027", date(2026, 5, 5), date(2027, 5, 7)),
        ("10 May or 5 June 2027", date(2027, 5, 10), date(2027, 6, 6)),
        ("the 5th or 6th", date(2016, 12, 5), date(2016, 12, 7)),
        ("the 5th or the 6th of May 2027", date(2027, 5, 5), date(2027, 5, 7)),
        ("23, 24, 25 February", date(2017, 2, 23), date(2017, 2, 26)),
        ("Monday next week or Tuesday", date(2016, 11, 14), date(2016, 11, 16)),
        ("last week and this week", date(2016, 10, 31), date(2016, 11, 14)),
        ("yesterday or today", date(2016, 11, 6), date(2016, 11, 8)),
    ]
    assert not _wrong(rows, conventions)
    unread = "the 3rd and May 2027|the 19th or next week|the second and first quarter|June, July"
    unread += "|early this year or next|this week or late next|May 5 or 4"
    unread += "|next week or the month after|in May or by June|in May or for June|23, 25 February"
    unread += "|between June or July|tomorrow and 5 weeks|the 2nd and 1st quarters of 2027"
    unread += "|the 20th and 19th centuries|two weeks of Easter|in three weeks of May"
    for phrase in unread.split("|"):
        assert not read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions), phrase


def test_what_stands_beside_a_time_says_whether_it_is_one(conventions: TimeConventions) -> None:
    """The phrases found in each sentence, between the strokes; none where more or less is meant."""
    read = [
        "It votes |on Friday|.",
        "It votes |on the Friday|.",
        "She wins three |in May|.",
        "It holds for |up to six months|.",
        "It comes |in or around March|.",
        "It comes |in early or late March|.",
        "It comes |before the general election on 5 November|.",
        "It covers fewer than 500 miles |on 5 November|.",
        "It was |in March|'s vote.",
        "It comes |by the June| vote.",
        "It comes |in May and in June|.",
        "It may last |until 2030|.",
        "|In May| may come what may.",
        "He will march |in March|.",
        "|The second half of May| comes.",
        "|The year 2027| ends.",
        "It will be |5 May / 6 June|.",
        "It comes |in three to four weeks|.",
        "|On 1 and 2 June| they vote.",
        "|By June, or July at the latest|, they vote.",
        "|In May, perhaps June|, they vote.",
        "They vote |on the 21st|.",
        "|In the last three weeks| they won.",
        "|On Monday| they vote |on Tuesday|.",
        "It comes |in Nov. and in Dec|. It ends.",
        "|In 2027| Easter falls late.",
        "|Since 2020| Christmas sales fell.",
        "|In 2027 May| will lead.",
        "They march |May 5|.",
        "It comes |around 2027|.",
        "|In May|, of course, they vote.",
        "It comes |in 2027-05|.",
        "|In years to come| they go.",
        "It rose 5% year-on-year |in May|.",
        "Month over month it rose |in May|.",
        "They work |in March for two weeks|.",
        "They march |for two weeks in May|.",
        "|On Friday at 10:30|: 15 people came.",
        "|On Friday at 9 am UTC+3|: 15 people came.",
        "They come |in June| and march to Rome.",
        "It starts |in July| or may not.",
        "|On February 24, 25 and 26| in Rome they vote.",
        "|On February 24|, 25 people came.",
        "|On 5 May or 6| by bus they come.",
        "They may |soon| march |today|.",
    ]
    unread = [
        *("It meets on a Friday.", "It votes on Super Tuesday.", "Prices rise by a quarter."),
        *("The vote was moved from May to June.", "It costs 30 crowns an hour before October."),
        *("It will open, but not in March.", "With the exception of March it is open."),
        *("It is open except in March.", "It will open by March or later.", "Jan Novak will win."),
        *("It will open at least October 10.", "It comes before or after March."),
        *("It comes after the vote in March.", "It costs 20 in 2023 dollars.", "Two March calls."),
        *("A quarter-point rise comes.", "It comes before the 2032 election."),
        *("It comes a week before the May vote.", "It comes in March before the vote."),
        *("It comes Monday, January 22, 2027.", "It comes in April, but not May."),
        *("It comes in April but not in May.", "It comes in March or, if they fail, in April."),
        *("It fell from 71 dollars in July to 58 dollars.", "Its best year since 2008 ends."),
        *("It is the lowest in ten years.", "Soon after the vote it ends."),
        *("The last week of the campaign comes.", "They play the 21st Brigade."),
        *("In the past two weeks of the campaign they won.", "The model year 2027 comes."),
        *("From March or April to June they work.", "On the first Monday they vote."),
        *(
            "Every Monday they meet.",
            "They meet every other Friday.",
            "Give or take a week it is May.",
        ),
        *(
            "In May that year they vote.",
            "From day to day it changes.",
            "A year after that they go.",
        ),
        *("In years past they left.", "In weeks and months past it was so."),
        *("On February 24, 25 and 26 they vote.", "On February 24 and 25 people came."),
        *("They meet every second Friday.", "They vote every four years in November."),
        *(
            "First came 2010 Christmas.",
            "In 2027 first quarter results come.",
            "They met 1970 1st Dec.",
        ),
    ]
    for marked in [*read, *unread]:
        text = marked.replace("|", "")
        found = find_times(text, anchor=Days.one(MONDAY), conventions=conventions)
        assert [each.phrase for each in found] == marked.split("|")[1::2], text
