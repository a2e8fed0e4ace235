"""Days of the week, hours, weekends and what is reported, each beside every other."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from tests.when.grids import MONDAY, MONTHS, WEEKDAYS, Row, in_figures, misread, one_day, ordinal_of
from verifier.model.days import Days
from verifier.when import Operator, TimeConventions, read_time


def test_months_are_sought_ahead_and_behind(conventions: TimeConventions) -> None:
    """In and from a month on looks ahead, since one looks back, in any month of saying."""
    for said in (date(2026, 1, 15), date(2026, 6, 30), date(2026, 12, 31)):
        rows: list[Row] = []
        for month, name in enumerate(MONTHS, 1):
            ahead = date(said.year + (month < said.month), month, 1)
            behind = date(said.year - (month > said.month), month, 1)
            rows.append((f"in {name[:3]}", ahead, ahead + relativedelta(months=1)))
            rows += [(f"from {name} on", ahead, None), (f"since {name}", behind, None)]
        assert not misread(rows, conventions, said)


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
            rows += [one_day(name, near), one_day(f"{name} week", near + week)]
            rows += [
                one_day(f"{name} of next week", this + week),
                one_day(f"next {name}", this + week),
            ]
            rows += [one_day(f"{name} last week", this - week), one_day(f"{name} this week", this)]
            rows += [one_day(f"this past {name}", past), one_day(f"this coming {name}", coming)]
            rows += [one_day(f"three {name}s from now", coming + 2 * week)]
            rows += [one_day(f"3 {name}s ago", past - 2 * week)]
            rows += [one_day(f"the {name} after next", coming + week)]
            rows.append((f"the next two {name}s", coming, coming + week + timedelta(days=1)))
            dated = near + 5 * week
            month = MONTHS[dated.month - 1]
            rows += [one_day(f"{name}, {month} {dated.day}", dated)]
            rows += [one_day(f"{dated.day} {month} ({name[:3]})", dated)]
        assert not misread(rows, conventions, said)


def test_days_of_the_week_counted_in_a_month_and_from_a_day(conventions: TimeConventions) -> None:
    """The second Monday in May, the last but one; the third Friday after the tenth."""
    rows: list[Row] = []
    tenth = date(2027, 5, 10)
    for at, name in enumerate(WEEKDAYS):
        days = [date(2027, 5, day) for day in range(1, 32) if date(2027, 5, day).weekday() == at]
        for number, day in enumerate(days, 1):
            rows.append(one_day(f"the {ordinal_of(number)} {name} of May 2027", day))
            rows.append(one_day(f"{in_figures(number)} {name} in May 2027", day))
        rows.append(one_day(f"the last {name} of May 2027", days[-1]))
        rows.append(one_day(f"the second to last {name} of May 2027", days[-2]))
        rows.append(one_day(f"the second-last {name} in May 2027", days[-2]))
        after = tenth + timedelta(days=(at - tenth.weekday()) % 7 or 7)
        before = tenth - timedelta(days=(tenth.weekday() - at) % 7 or 7)
        forms = ["the {} after 10 May 2027", "the next {} after 10 May 2027"]
        rows += [one_day(form.format(name), after) for form in forms]
        rows.append(one_day(f"three {name}s after 10 May 2027", after + timedelta(days=14)))
        forms = ["the {} before 10 May 2027", "the last {} before 10 May 2027"]
        rows += [one_day(form.format(name), before) for form in forms]
    assert not misread(rows, conventions)


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
    assert not misread([(f"from {each}", friday, None) for each in opens], conventions)
    rows = [one_day(f"from {each} to 5 pm", friday) for each in ("Friday 9 am", "Friday at 9")]
    whole = ["9 to 5 on Friday", "9 am to noon on Friday", "Friday until 5 pm", "9-11 am on Friday"]
    whole += ["9 am on Friday for 7 hours", "9 am Friday until 11 am", "noon Friday until five pm"]
    rows += [one_day(f"from {each}", friday) for each in whole]
    over = ["10 pm on Friday to 2 am on Saturday", "9 am on Friday until 11 am on Saturday"]
    over += ["Friday 22:00 until Saturday 02:00", "10 pm Friday until 6 am Saturday"]
    over += ["9 to 11 am on Friday to Saturday", "9 am to 5 pm on Friday and Saturday"]
    rows += [(f"from {each}", friday, saturday + timedelta(days=1)) for each in over]
    assert not misread(rows, conventions, operator=Operator.IN.value)


def test_a_day_keeps_whatever_hour_is_said_with_it(conventions: TimeConventions) -> None:
    """Of a clock with hands or figures, in words, in a zone, before the day and behind it."""
    hours = "10 am|10:30|10.30 pm|23:59:59|15h30|1830 hours|0600Z|half past three|quarter to 5 pm"
    hours += "|noon|midnight|ten-thirty|twelve oh three|3 o'clock|15 minutes past noon|11 at night"
    hours += "|10 am Kyiv time|6 a.m. (0400 GMT)|10:00 +03:00|9 to 11 am|between 3 and 5 pm|8 pm ET"
    hours += "|10 pm Central European Time|10:00 America/New_York|6 in the morning|half three"
    hours += "|3 in the afternoon|7 to 9 in the evening|11:59 PM ET|12:30 p.m.|9-11 am|5 a.m. UTC+3"
    friday = date(2016, 11, 11)
    rows = [
        one_day(f"Friday at {hour}", friday) for hour in hours.split("|") if "between" not in hour
    ]
    rows += [one_day(f"{hour} on Friday", friday) for hour in hours.split("|")]
    rows += [one_day(f"Friday, {hour}", friday) for hour in hours.split("|")]
    stamps = ("2016-11-11T23", "2016-11-11T211958Z", "2016-11-11T08:15:30Z", "Nov 11 15:50:06 2016")
    rows += [one_day(stamp, friday) for stamp in stamps]
    assert not misread(rows, conventions)


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
    assert not misread(rows, conventions)
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
        one_day("the second last Friday of May 2027", date(2027, 5, 21)),
        one_day("the last Sunday before Easter 2027", date(2027, 3, 21)),
        one_day("the first business day after Easter 2027", date(2027, 3, 29)),
        one_day("the last business day before Easter 2027", date(2027, 3, 26)),
        one_day("first Monday March", date(2017, 3, 6)),
        one_day("first Monday next month", date(2016, 12, 5)),
        *(
            one_day(each, date(2016, 11, 11))
            for each in ("later on Friday", "close of play on Friday")
        ),
        ("the 2nd to last week of 2027", date(2027, 12, 20), date(2027, 12, 27)),
        ("the month to date", date(2016, 11, 1), date(2016, 11, 8)),
    ]
    assert not misread(rows, conventions)
    unread = (
        "the last day after Easter 2027|the last Sunday after Easter 2027|fourth week|first days"
    )
    unread += "|the latter quarter of 2027|month-end 2027|early Washington summit|end of the trial"
    for phrase in unread.split("|"):
        assert not read_time(phrase, anchor=Days.one(MONDAY), conventions=conventions), phrase
