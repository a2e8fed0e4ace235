"""Relations, ranges and what stands beside a time, each beside every other."""

from __future__ import annotations

from datetime import date
from itertools import product

from dateutil.relativedelta import relativedelta

from tests.depth import grid
from tests.when.grids import MONDAY, MONTHS, WEEKDAYS, Row, misread, whole_months
from verifier.model.days import Days
from verifier.when import TimeConventions, find_times, read_time

SAID = Days.one(MONDAY)


def test_each_relation_bounds_a_month_and_a_year(conventions: TimeConventions) -> None:
    """What is not later than March ends where later than March begins; not before, likewise."""
    edges = {
        "before": ("before", "prior to", "ahead of", "earlier than"),
        "through": ("through", "no later than", "not later than", "not after", "in or before"),
        "since": ("since", "no earlier than", "not before", "from", "as of", "not until"),
        "after": ("after", "later than", "only after", "past", "well past", "beyond"),
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
        assert not misread(rows, conventions)
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
        assert not misread(each, conventions, operator=operator)
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
        whole_months("the following May", 2017, 5, 1),
    ]
    assert not misread(rows, conventions)


def test_ranges_of_months_and_years_hold_both_ends(conventions: TimeConventions) -> None:
    """However they are joined, and with the year said once or twice."""
    joined = "from {} to {}|between {} and {}|{}-{}|{} to {}|{} through {}|from {} until {}|{} - {}"
    forms = joined.split("|")
    rows: list[Row] = []
    for first, last in ((1, 2), (3, 7), (6, 12)):
        one, other = MONTHS[first - 1], MONTHS[last - 1]
        for form, year in grid(forms, ("", " 2027")):
            phrase = form.format(f"{one}{year}", f"{other} 2027")
            rows.append(whole_months(phrase, 2027, first, last - first + 1))
    for first, last in ((2017, 2018), (2019, 2026), (2030, 2031)):
        ends = [(form.format(first, last), first, 1, 12 * (last - first + 1)) for form in forms]
        rows += [whole_months(*each) for each in ends]
    assert not misread(rows, conventions)


def test_times_joined_by_or_and_strokes_are_one_stretch(conventions: TimeConventions) -> None:
    """Of months, weeks, years and days, with asides; what one names holds for those before it."""
    two_weeks = date(2016, 11, 21)
    rows = [
        whole_months("June or July", 2017, 6, 2),
        whole_months("June, July or August", 2017, 6, 3),
        whole_months("either March or April 2027", 2027, 3, 2),
        whole_months("March or, at worst, April 2027", 2027, 3, 2),
        whole_months("in March (or, at worst, in April)", 2017, 3, 2),
        whole_months("in 2027 or in 2028", 2027, 1, 24),
        whole_months("Q1 or Q2 2027", 2027, 1, 6),
        whole_months("the first half of 2027 or the second", 2027, 1, 12),
        whole_months("May/June 2027", 2027, 5, 2),
        whole_months("this month or next", 2016, 11, 2),
        whole_months("the first and second quarters of 2027", 2027, 1, 6),
        whole_months("between the first and third quarters of 2027", 2027, 1, 9),
        whole_months("from the first to the third quarter of 2027", 2027, 1, 9),
        whole_months("the 1st or 2nd half of 2027", 2027, 1, 12),
        whole_months("the 19th and 20th centuries", 1801, 1, 2400),
        whole_months("between the fifteenth and seventeenth centuries", 1401, 1, 3600),
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
        whole_months("June or, failing that, in July", 2017, 6, 2),
        whole_months("June - or July -", 2017, 6, 2),
        whole_months("in June, perhaps July", 2017, 6, 2),
        whole_months("in May or in June", 2017, 5, 2),
        whole_months("from June or July", 2017, 6, 2),
        whole_months("from May to perhaps June 2027", 2027, 5, 2),
        ("from exactly two weeks ago to just now", date(2016, 10, 24), date(2016, 11, 8)),
        whole_months("December or January 2027", 2026, 12, 2),
        whole_months("the 1st to 3rd quarter of 2027", 2027, 1, 9),
        whole_months("the 19th to the 20th century", 1801, 1, 2400),
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
    assert not misread(rows, conventions)
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
        "|In 2027|, 24, 25 and 26 people leave.",
        "|In May 2027|, 24, 25 and 26 people leave.",
        "|On Easter Monday|, 5, 6 and 7 people leave.",
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


def test_past_a_time_is_after_it(conventions: TimeConventions) -> None:
    """Past which no article says; "the past", and past units or several of a kind, are gone."""
    times = [
        ("5 May", date(2017, 5, 6)),
        ("Friday", date(2016, 11, 12)),
        ("Christmas", date(2016, 12, 26)),
        ("March 2027", date(2027, 4, 1)),
        ("2027", date(2028, 1, 1)),
        ("the end of March", date(2017, 4, 1)),
        ("the first quarter of 2027", date(2027, 4, 1)),
        ("next week", date(2016, 11, 21)),
    ]
    verbs = ("will last", "will not survive", "could run", "holds out well", "go on")
    for (name, after), verb in grid(times, verbs):
        found = find_times(f"The truce {verb} past {name}.", anchor=SAID, conventions=conventions)
        assert [(each.narrow, each.operator) for each in found] == [(Days(after, None), "after")]
    for phrase in (
        *("the past Friday", "this past Friday", "past two weeks", "past three Fridays"),
        *("past few days", "the past winter", "over the past month"),
    ):
        found = find_times(phrase, anchor=SAID, conventions=conventions)
        assert [
            each.narrow.until is not None and each.narrow.until <= MONDAY for each in found
        ] == [True]
    found = find_times("Past votes in May were close.", anchor=SAID, conventions=conventions)
    assert [each.phrase for each in found] == ["in May"]


def test_what_is_over_is_over_by_a_time(conventions: TimeConventions) -> None:
    """There "over" is no relation to the time, nor is it said of a time that it is denied."""
    for verb, time in grid(
        ("It is", "It isn't", "It will not be", "if it were", "She says it is all"),
        ("by Easter", "before 2027", "within two weeks", "in May 2017", "after 5 May"),
    ):
        found = find_times(f"{verb} over {time}.", anchor=SAID, conventions=conventions)
        assert [each.phrase for each in found] == [time]
    assert not find_times("not over the weekend", anchor=SAID, conventions=conventions)


def test_what_a_period_is_when_it_begins_or_ends(conventions: TimeConventions) -> None:
    """Until then, once it does and before that; half over is neither, and is not read."""
    for name, start, end in (
        ("May", date(2017, 5, 1), date(2017, 6, 1)),
        ("2027", date(2027, 1, 1), date(2028, 1, 1)),
        ("the year", date(2016, 1, 1), date(2017, 1, 1)),
        ("next month", date(2016, 12, 1), date(2017, 1, 1)),
    ):
        ended: list[Row] = []
        for over in ("is over", "is out", "has ended", "ends", "is behind us", "has passed"):
            ended += [(f"{word} {name} {over}", MONDAY, end) for word in ("before", "until")]
            ended += [
                (f"{word} {name} {over}", end, None)
                for word in ("after", "once", "as soon as", "the moment")
            ]
        assert not misread(ended, conventions)
        begun = ("begins", "starts", "has come", "is here")
        rows: list[Row] = [
            (f"{word} {name} {verb}", start, None)
            for word, verb in product(("after", "once", "as soon as"), begun)
        ]
        if start > MONDAY:
            rows += [(f"before {name} {verb}", MONDAY, start) for verb in begun]
        assert not misread(rows, conventions)
        for lead, rest in grid(
            ("before", "until", "after"), ("is half over", "is two weeks old", "was half gone")
        ):
            text = f"It will go on {lead} {name} {rest}."
            assert not find_times(text, anchor=SAID, conventions=conventions), text


def test_what_comes_before_a_time_may_be_what_is_spoken_of(conventions: TimeConventions) -> None:
    """A deal before May is unlikely: the deal is, not May."""
    verbs = ("is", "was", "has been", "is almost", "is not", "has always been")
    ends = {"May 2017": date(2017, 5, 1), "2027": date(2027, 1, 1), "Easter": date(2017, 4, 16)}
    for (name, end), verb in grid(ends.items(), verbs):
        text = f"A deal before {name} {verb} likely."
        (found,) = find_times(text, anchor=SAID, conventions=conventions)
        assert (found.phrase, found.narrow.until) == (f"before {name}", end), text


def test_by_the_day_is_how_fast(conventions: TimeConventions) -> None:
    """By the week says how fast; by this week, its end and the weekend until when."""
    for unit in ("day", "week", "month", "quarter", "year", "decade"):
        text = f"The deal is getting closer by the {unit}."
        assert not find_times(text, anchor=SAID, conventions=conventions), text
        for time in (f"by the end of the {unit}", f"by this {unit}"):
            found = find_times(f"It opens {time}.", anchor=SAID, conventions=conventions)
            assert [each.phrase for each in found] == [time]
    for time in ("by the weekend", "by the week of 5 May", "by the year 2030", "by day's end"):
        found = find_times(f"It opens {time}.", anchor=SAID, conventions=conventions)
        assert [each.phrase for each in found] == [time]


def test_a_feast_may_name_more_days_than_its_own(conventions: TimeConventions) -> None:
    """Its holidays, break and season have days of their own; its weekend and day are known."""
    feasts = ("Christmas", "Easter", "New Year", "Thanksgiving")
    for feast, more in grid(feasts, ("holidays", "break", "recess", "period", "season")):
        for lead in ("over the", "before the", "during the", "by the end of the", "the"):
            text = f"Talks are held {lead} {feast} {more}."
            assert not find_times(text, anchor=SAID, conventions=conventions), text
    found = find_times("Rain over the Easter weekend.", anchor=SAID, conventions=conventions)
    assert [each.phrase for each in found] == ["over the Easter weekend"]


def test_a_feast_tells_which_of_several_things(conventions: TimeConventions) -> None:
    """The Easter parade, a Christmas truce; the New Year after "by" is a day all the same."""
    feasts = ("Christmas", "Easter", "Labour Day", "Ramadan")
    things = (" parade will pass", " truce will hold", "'s sales are weak")
    for feast, thing in grid(feasts, things):
        for lead in ("The", "A", "They meet at the", "They meet before the"):
            text = f"{lead} {feast}{thing}."
            assert not find_times(text, anchor=SAID, conventions=conventions), text
    for text in ("Christmas sales will fall.", "The New Year parade will pass."):
        assert not find_times(text, anchor=SAID, conventions=conventions), text
    for time in ("by the New Year", "before the Christmas of 2024", "over the Christmas weekend"):
        (found,) = find_times(f"They meet {time}.", anchor=SAID, conventions=conventions)
        assert found.phrase == time


def test_a_number_before_by_is_of_something_else(conventions: TimeConventions) -> None:
    """Rates are at 5 by this time next year, and at ten by two weeks after Easter."""
    times = ("by this time next year", "by this time tomorrow", "by two weeks after Easter")
    for number, time in product(("5", "ten", "above 40", "1,200"), times):
        found = find_times(f"Rates are at {number} {time}.", anchor=SAID, conventions=conventions)
        assert [each.phrase for each in found] == [time], number
