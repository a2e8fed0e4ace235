"""What the general forms of time come to, said on Monday, 7 November 2016.

A row is (words, operator, narrow, wide), the wide window left out where it is the narrow one.
"""

from __future__ import annotations

from datetime import date

import pytest

from verifier.model.days import Days
from verifier.when import TimeConventions, TimeReading, find_times, nearest_phrases, read_time

SAID = Days.one(date(2016, 11, 7))
Row = tuple[str, str, str] | tuple[str, str, str, str]

GROUPS: dict[str, list[Row]] = {
    "dates": [
        ("2016-02-03", "unspecified", "2016-02-03 .. 2016-02-04"),
        ("2/3/2016", "unspecified", "2016-02-03 .. 2016-02-04", "2016-02-03 .. 2016-03-03"),
        ("13/2/2016", "unspecified", "2016-02-13 .. 2016-02-14"),
        ("24.02.2023", "unspecified", "2023-02-24 .. 2023-02-25"),
        ("11-8-2016", "unspecified", "2016-11-08 .. 2016-11-09", "2016-08-11 .. 2016-11-09"),
        ("8-Nov-2016", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("5 Jan 2021", "unspecified", "2021-01-05 .. 2021-01-06"),
        ("Jan 5th '21", "unspecified", "2021-01-05 .. 2021-01-06"),
        ("Nov 8th, 2016", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("8th of November 2016", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("Tuesday, November 8", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("3rd of april", "unspecified", "2017-04-03 .. 2017-04-04"),
        ("the 21st", "unspecified", "2016-11-21 .. 2016-11-22"),
        ("on the 3rd", "in", "2016-12-03 .. 2016-12-04"),
        ("thirtieth day of the month", "unspecified", "2016-11-30 .. 2016-12-01"),
        ("2018-01", "unspecified", "2018-01-01 .. 2018-02-01"),
        ("jan 2016", "unspecified", "2016-01-01 .. 2016-02-01"),
        ("2018 jan", "unspecified", "2018-01-01 .. 2018-02-01"),
        ("month of september", "unspecified", "2017-09-01 .. 2017-10-01"),
        ("february next year", "unspecified", "2017-02-01 .. 2017-03-01"),
        ("February 29", "unspecified", "2020-02-29 .. 2020-03-01"),
    ],
    "days and weeks": [
        ("the day after tomorrow", "unspecified", "2016-11-09 .. 2016-11-10"),
        ("two days after tomorrow", "unspecified", "2016-11-10 .. 2016-11-11"),
        ("Friday", "unspecified", "2016-11-11 .. 2016-11-12"),
        ("this Friday", "unspecified", "2016-11-11 .. 2016-11-12"),
        ("next Friday", "unspecified", "2016-11-18 .. 2016-11-19", "2016-11-11 .. 2016-11-19"),
        ("Friday next week", "unspecified", "2016-11-18 .. 2016-11-19"),
        ("next week Friday", "unspecified", "2016-11-18 .. 2016-11-19"),
        ("last Monday of May", "unspecified", "2017-05-29 .. 2017-05-30"),
        ("second Tuesday in next month", "unspecified", "2016-12-13 .. 2016-12-14"),
        ("this weekend", "unspecified", "2016-11-12 .. 2016-11-14"),
        ("the coming weekend", "unspecified", "2016-11-12 .. 2016-11-14"),
        ("the week after next", "unspecified", "2016-11-21 .. 2016-11-28"),
        ("the week before Christmas", "unspecified", "2016-12-18 .. 2016-12-25"),
        ("week 36 of 2016", "unspecified", "2016-09-05 .. 2016-09-12"),
        ("2016-W36", "unspecified", "2016-09-05 .. 2016-09-12"),
        ("first week of oct", "unspecified", "2017-10-02 .. 2017-10-09"),
        ("the last 3 weeks of this year", "unspecified",
         "2016-12-12 .. 2017-01-02", "2016-12-11 .. 2017-01-02"),
        ("the week beginning December 5", "unspecified", "2016-12-05 .. 2016-12-12"),
        ("last 3 days of this month", "unspecified", "2016-11-28 .. 2016-12-01"),
    ],
    "quarters to centuries": [
        ("q3 2016", "unspecified", "2016-07-01 .. 2016-10-01"),
        ("H2 2016", "unspecified", "2016-07-01 .. 2017-01-01"),
        ("the third quarter of last year", "unspecified", "2015-07-01 .. 2015-10-01"),
        ("first half of February", "unspecified", "2017-02-01 .. 2017-02-16"),
        ("second half of 2019", "unspecified", "2019-07-01 .. 2020-01-01"),
        ("in Q2 or Q3", "in", "2017-04-01 .. 2017-10-01"),
        ("the 1990s", "unspecified", "1990-01-01 .. 2000-01-01"),
        ("80s", "unspecified", "1980-01-01 .. 1990-01-01"),
        ("in the 2020s", "in", "2020-01-01 .. 2030-01-01"),
        ("the 21st century", "unspecified", "2001-01-01 .. 2101-01-01"),
        ("last century", "unspecified", "1901-01-01 .. 2001-01-01"),
        ("by the end of the decade", "by", "2016-11-07 .. 2020-01-01"),
    ],
    "seasons and holidays": [
        ("spring 2023", "unspecified", "2023-03-21 .. 2023-06-01", "2023-03-01 .. 2023-06-21"),
        ("next spring", "unspecified", "2017-03-21 .. 2017-06-01", "2017-03-01 .. 2017-06-21"),
        ("last winter", "unspecified", "2015-12-21 .. 2016-03-01", "2015-12-01 .. 2016-03-21"),
        ("this winter", "unspecified", "2016-12-21 .. 2017-03-01", "2016-12-01 .. 2017-03-21"),
        ("in early spring", "in", "2017-03-01 .. 2017-04-07", "2017-03-01 .. 2017-04-26"),
        ("christmas", "unspecified", "2016-12-25 .. 2016-12-26"),
        ("thanksgiving 2020", "unspecified", "2020-11-26 .. 2020-11-27"),
        ("easter 2017", "unspecified", "2017-04-16 .. 2017-04-17"),
        ("good friday", "unspecified", "2017-04-14 .. 2017-04-15"),
        ("new year's eve", "unspecified", "2016-12-31 .. 2017-01-01"),
        ("three days after Christmas", "unspecified", "2016-12-28 .. 2016-12-29"),
    ],
    "parts": [
        ("early january", "unspecified", "2017-01-01 .. 2017-01-11", "2017-01-01 .. 2017-01-16"),
        ("mid 2017", "unspecified", "2017-05-01 .. 2017-09-01", "2017-04-01 .. 2017-10-01"),
        ("late last year", "unspecified", "2015-10-01 .. 2016-01-01", "2015-07-01 .. 2016-01-01"),
        ("end-March", "unspecified", "2017-03-26 .. 2017-04-01", "2017-03-16 .. 2017-04-01"),
        ("by year's end", "by", "2016-11-07 .. 2017-01-01"),
        ("by early next year", "by", "2016-11-07 .. 2017-04-01", "2016-11-07 .. 2017-07-01"),
        ("in the first days of March", "in",
         "2017-03-01 .. 2017-03-08", "2017-03-01 .. 2017-03-15"),
        ("mid-to-late March", "unspecified",
         "2017-03-13 .. 2017-04-01", "2017-03-10 .. 2017-04-01"),
        ("at the turn of the year", "in", "2016-12-17 .. 2017-01-16", "2016-12-01 .. 2017-02-01"),
        ("rest of the decade", "unspecified", "2016-11-07 .. 2020-01-01"),
        ("earlier this year", "unspecified", "2016-01-01 .. 2016-11-07"),
        ("year to date", "unspecified", "2016-01-01 .. 2016-11-08"),
        ("later next week", "unspecified", "2016-11-17 .. 2016-11-19", "2016-11-17 .. 2016-11-21"),
    ],
    "operators": [
        ("by next friday", "by", "2016-11-07 .. 2016-11-19"),
        ("by 2030", "by", "2016-11-07 .. 2030-01-01", "2016-11-07 .. 2031-01-01"),
        ("before Feb 2018", "before", "2016-11-07 .. 2018-02-01"),
        ("until Friday", "until", "2016-11-07 .. 2016-11-12"),
        ("until spring", "until", "2016-11-07 .. 2017-03-01", "2016-11-07 .. 2017-06-21"),
        ("after Easter", "after", "2017-04-17 .."),
        ("since 2010", "since", "2010-01-01 .."),
        ("since monday", "since", "2016-11-07 .."),
        ("no earlier than March", "since", "2017-03-01 .."),
        ("not before 2025", "since", "2025-01-01 .."),
        ("as late as 2025", "by", "2016-11-07 .. 2026-01-01"),
        ("from March on", "since", "2017-03-01 .."),
        ("within this month", "within", "2016-11-07 .. 2016-12-01"),
        ("within two weeks of Christmas", "within", "2016-12-11 .. 2017-01-09"),
        ("around 2030", "around", "2029-10-01 .. 2031-04-01", "2029-07-01 .. 2031-07-01"),
        ("around the end of the year", "around",
         "2016-12-25 .. 2017-01-08", "2016-11-16 .. 2017-01-16"),
        ("by around christmas", "by", "2016-11-07 .. 2016-12-29", "2016-11-07 .. 2017-01-02"),
        ("in March at the latest", "by", "2016-11-07 .. 2017-04-01"),
        ("before the beginning of next month", "before", "2016-11-07 .. 2016-12-01"),
    ],
    "counts": [
        ("in 2 weeks", "in", "2016-11-21 .. 2016-11-22"),
        ("in two weeks' time", "in", "2016-11-21 .. 2016-11-22"),
        ("in a fortnight", "in", "2016-11-21 .. 2016-11-22"),
        ("in four business days", "in", "2016-11-11 .. 2016-11-12"),
        ("in 48 hours", "in", "2016-11-09 .. 2016-11-10"),
        ("in a couple of months", "in", "2017-01-07 .. 2017-01-08", "2016-11-07 .. 2017-01-23"),
        ("in a few weeks", "in", "2016-11-28 .. 2016-12-06", "2016-11-07 .. 2016-12-23"),
        ("in six to eight weeks", "in", "2016-12-19 .. 2017-01-03", "2016-11-07 .. 2017-01-06"),
        ("in between 2 and 3 weeks", "in", "2016-11-21 .. 2016-11-29", "2016-11-07 .. 2016-12-02"),
        ("in a week or two", "in", "2016-11-14 .. 2016-11-22", "2016-11-07 .. 2016-11-25"),
        ("in a year and a half", "in", "2018-05-07 .. 2018-05-08", "2016-11-07 .. 2018-08-08"),
        ("in a year and two months", "in", "2018-01-07 .. 2018-01-08", "2016-11-07 .. 2018-01-23"),
        ("in more than two weeks", "after", "2016-11-22 .."),
        ("in less than a month", "within", "2016-11-07 .. 2016-12-07", "2016-11-07 .. 2016-12-08"),
        ("in about two weeks", "around", "2016-11-18 .. 2016-11-25", "2016-11-14 .. 2016-11-29"),
        ("a month from now", "in", "2016-12-07 .. 2016-12-08", "2016-11-07 .. 2016-12-23"),
        ("a few months ago", "unspecified", "2016-07-07 .. 2016-08-08", "2016-05-07 .. 2016-09-08"),
        ("more than 3 weeks ago", "before", ".. 2016-10-17"),
        ("15 business days ago", "unspecified", "2016-10-17 .. 2016-10-18"),
        ("two weeks from next Monday", "unspecified", "2016-11-28 .. 2016-11-29"),
        ("within 5 days", "within", "2016-11-07 .. 2016-11-12", "2016-11-07 .. 2016-11-13"),
        ("within the next 24 hours", "within", "2016-11-07 .. 2016-11-09"),
        ("within days", "within", "2016-11-07 .. 2016-11-14", "2016-11-07 .. 2016-11-21"),
        ("the next month and a half", "unspecified", "2016-11-08 .. 2016-12-23"),
        ("over the next month", "during", "2016-11-08 .. 2016-12-08", "2016-11-08 .. 2017-01-01"),
        ("next 4 business days", "unspecified", "2016-11-08 .. 2016-11-12"),
        ("next two quarters", "unspecified", "2017-01-01 .. 2017-07-01"),
        ("previous 2 weeks", "unspecified", "2016-10-24 .. 2016-11-07"),
        ("for a few more months", "persists_until",
         "2016-11-07 .. 2017-02-07", "2016-11-07 .. 2017-05-07"),
        ("in the years ahead", "in", "2016-11-07 .. 2019-11-07", "2016-11-07 .. 2026-11-07"),
    ],
    "ranges": [
        ("from 4 to 22 this month", "in", "2016-11-04 .. 2016-11-23"),
        ("between 3 and 12 of Sept", "in", "2017-09-03 .. 2017-09-13"),
        ("4th - 22nd september, 1995", "unspecified", "1995-09-04 .. 1995-09-23"),
        ("Jan 1 - Apr 5", "unspecified", "2017-01-01 .. 2017-04-06"),
        ("between Jan 1 and Apr 5, 2018", "in", "2018-01-01 .. 2018-04-06"),
        ("from june 2014 until may 2015", "in", "2014-06-01 .. 2015-06-01"),
        ("from october to february 2018", "in", "2017-10-01 .. 2018-03-01"),
        ("between mid-December and early January", "in",
         "2016-12-16 .. 2017-01-11", "2016-12-10 .. 2017-01-16"),
        ("from monday to wednesday next week", "in", "2016-11-14 .. 2016-11-17"),
        ("2014-2018", "unspecified", "2014-01-01 .. 2019-01-01"),
        ("between now and november 15th", "in", "2016-11-07 .. 2016-11-16"),
        ("from now until Christmas", "in", "2016-11-07 .. 2016-12-26"),
        ("2 weeks starting may 20th", "unspecified", "2017-05-20 .. 2017-06-03"),
        ("this week or next", "unspecified", "2016-11-07 .. 2016-11-21"),
        ("June or July", "unspecified", "2017-06-01 .. 2017-08-01"),
    ],
    "more of each": [
        ("the last weekend of November", "unspecified", "2016-11-26 .. 2016-11-28"),
        ("the first weekend in December", "unspecified", "2016-12-03 .. 2016-12-05"),
        ("one hundred days from now", "in", "2017-02-15 .. 2017-02-16"),
        ("thirty-five days ago", "unspecified", "2016-10-03 .. 2016-10-04"),
        ("in half a month", "in", "2016-11-22 .. 2016-11-23", "2016-11-07 .. 2016-12-08"),
        ("first half of the summer", "unspecified", "2017-06-01 .. 2017-07-28"),
        ("second half of next week", "unspecified", "2016-11-18 .. 2016-11-21"),
        ("the last day of the year", "unspecified", "2016-12-31 .. 2017-01-01"),
        ("last day of february", "unspecified", "2017-02-28 .. 2017-03-01"),
        ("the 45th day of the year", "unspecified", "2016-02-14 .. 2016-02-15"),
        ("the week after Christmas", "unspecified", "2016-12-26 .. 2017-01-02"),
        ("the month after next", "unspecified", "2017-01-01 .. 2017-02-01"),
        ("in the next 48 hours", "in", "2016-11-07 .. 2016-11-10"),
        ("for 48 hours", "persists_until", "2016-11-07 .. 2016-11-10"),
        ("48 hours ago", "unspecified", "2016-11-05 .. 2016-11-06"),
        ("in recent weeks", "in", "2016-10-10 .. 2016-11-08", "2016-09-07 .. 2016-11-08"),
        ("in the last few days", "in", "2016-11-04 .. 2016-11-07", "2016-11-01 .. 2016-11-07"),
        ("since the beginning of the year", "since", "2016-01-01 .."),
        ("since the end of 2015", "since", "2016-01-01 ..", "2015-12-01 .."),
        ("within the next week", "within", "2016-11-07 .. 2016-11-14", "2016-11-07 .. 2016-11-15"),
        ("within 2 weeks before Christmas", "within", "2016-12-11 .. 2016-12-25"),
        ("within 2 weeks after today", "within",
         "2016-11-07 .. 2016-11-21", "2016-11-07 .. 2016-11-22"),
        ("for about two weeks", "persists_until",
         "2016-11-07 .. 2016-11-21", "2016-11-07 .. 2016-11-28"),
        ("up to two weeks", "within", "2016-11-07 .. 2016-11-21", "2016-11-07 .. 2016-11-22"),
        ("this month to date", "unspecified", "2016-11-01 .. 2016-11-08"),
        ("so far this year", "unspecified", "2016-01-01 .. 2016-11-08"),
        ("next year or two", "unspecified", "2016-11-08 .. 2017-11-08", "2016-11-08 .. 2018-11-08"),
        ("this coming Friday", "unspecified", "2016-11-11 .. 2016-11-12"),
        ("this past Friday", "unspecified", "2016-11-04 .. 2016-11-05"),
        ("since Friday", "since", "2016-11-04 .."),
        ("before Monday", "before", "2016-11-07 .. 2016-11-14"),
        ("from june to august 2018", "in", "2018-06-01 .. 2018-09-01"),
        ("from june 5 to august 7, 2018", "in", "2018-06-05 .. 2018-08-08"),
        ("Q1-Q3 2016", "unspecified", "2016-01-01 .. 2016-10-01"),
        ("from Monday to next Friday", "in", "2016-11-14 .. 2016-11-19"),
        ("from two weeks ago to now", "in", "2016-10-24 .. 2016-11-08"),
        ("from October to now", "in", "2016-10-01 .. 2016-11-08"),
        ("from 4-23 in next month", "in", "2016-12-04 .. 2016-12-24"),
        ("next week between Wednesday and Friday", "unspecified", "2016-11-16 .. 2016-11-19"),
        ("sept 10 - 12", "unspecified", "2017-09-10 .. 2017-09-13"),
        ("spring or summer 2017", "unspecified",
         "2017-03-21 .. 2017-09-01", "2017-03-01 .. 2017-09-23"),
        ("at some point next year", "unspecified", "2017-01-01 .. 2018-01-01"),
        ("sometime in the next 2 to 3 months", "in",
         "2016-11-08 .. 2017-01-08", "2016-11-08 .. 2017-02-08"),
        ("H1 next year", "unspecified", "2017-01-01 .. 2017-07-01"),
        ("first quarter", "unspecified", "2017-01-01 .. 2017-04-01"),
        ("Q1", "unspecified", "2017-01-01 .. 2017-04-01"),
        ("2016 Q3", "unspecified", "2016-07-01 .. 2016-10-01"),
        ("ytd", "unspecified", "2016-01-01 .. 2016-11-08"),
        ("eoy", "unspecified", "2016-12-01 .. 2017-01-01", "2016-07-01 .. 2017-01-01"),
        ("by EOD", "by", "2016-11-07 .. 2016-11-08"),
        ("year 2020", "unspecified", "2020-01-01 .. 2021-01-01"),
        ("May the 4th", "unspecified", "2017-05-04 .. 2017-05-05"),
        ("Oct. 2", "unspecified", "2017-10-02 .. 2017-10-03"),
        ("in one and a half years", "in", "2018-05-07 .. 2018-05-08", "2016-11-07 .. 2018-08-08"),
        ("in 2.5 months", "in", "2017-01-22 .. 2017-01-23", "2016-11-07 .. 2017-02-07"),
        ("a pair of weeks from now", "in", "2016-11-21 .. 2016-11-22"),
        ("next June", "unspecified", "2017-06-01 .. 2017-07-01"),
        ("last June", "unspecified", "2016-06-01 .. 2016-07-01"),
        ("this September", "unspecified", "2016-09-01 .. 2016-10-01"),
        ("in about a month", "around", "2016-11-30 .. 2016-12-15", "2016-11-22 .. 2016-12-23"),
        ("around mid-january", "around", "2017-01-10 .. 2017-01-21", "2017-01-03 .. 2017-01-28"),
        ("until at least March", "until", "2016-11-07 .. 2017-03-01", "2016-11-07 .. 2017-04-01"),
        ("before mid January", "before", "2016-11-07 .. 2017-01-10", "2016-11-07 .. 2017-01-16"),
        ("after early January", "after", "2017-01-16 ..", "2017-01-11 .."),
        ("after the beginning of march", "after", "2017-03-11 ..", "2017-03-01 .."),
        ("around March", "around", "2017-02-22 .. 2017-04-08", "2017-02-14 .. 2017-04-16"),
        ("for the foreseeable future", "persists_until",
         "2016-11-07 .. 2017-02-07", "2016-11-07 .. 2018-11-07"),
        ("eventually", "open_ended", "2016-11-07 .."),
        ("in the long run", "in", "2017-11-07 .. 2026-11-07", "2016-11-07 .."),
        ("for now", "persists_until", "2016-11-07 .. 2016-11-08", "2016-11-07 .. 2016-12-07"),
        ("later this month", "unspecified", "2016-11-16 .. 2016-12-01", "2016-11-07 .. 2016-12-01"),
    ],
    # What a careful reader reads of several words, each of them used.
    "whole": [
        ("by 11:59 PM ET on March 31", "by", "2016-11-07 .. 2017-04-01"),
        ("by close of business on Friday", "by", "2016-11-07 .. 2016-11-12"),
        ("at 0600 hours GMT on 24 February", "in", "2017-02-24 .. 2017-02-25"),
        ("tomorrow at 5:30 a.m. Kyiv time", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("between 9:30 and 11 on Thursday", "in", "2016-11-10 .. 2016-11-11"),
        ("2016-12-16T12:23:59Z", "unspecified", "2016-12-16 .. 2016-12-17"),
        ("at 3 pm", "in", "2016-11-07 .. 2016-11-08", "2016-11-07 .. 2016-11-09"),
        ("before the election on November 8", "before", "2016-11-07 .. 2016-11-08"),
        ("after the summit on 5 May", "after", "2017-05-06 .."),
        ("in the coming weeks and months", "in",
         "2016-11-07 .. 2017-02-07", "2016-11-07 .. 2017-11-07"),
        ("March and April", "unspecified", "2017-03-01 .. 2017-05-01"),
        ("23, 24 and 25 February", "unspecified", "2017-02-23 .. 2017-02-26"),
        ("in 2023 and 2024", "in", "2023-01-01 .. 2025-01-01"),
        ("Monday, Tuesday or Friday", "unspecified", "2016-11-07 .. 2016-11-12"),
        ("on the night of 23/24 March", "in", "2017-03-23 .. 2017-03-25"),
        ("Friday week", "unspecified", "2016-11-18 .. 2016-11-19"),
        ("a week on Friday", "unspecified", "2016-11-18 .. 2016-11-19"),
        ("the Saturday after next", "unspecified",
         "2016-11-19 .. 2016-11-20", "2016-11-19 .. 2016-11-27"),
        ("two Sundays from now", "unspecified", "2016-11-20 .. 2016-11-21"),
        ("late this year or early next", "unspecified",
         "2016-10-01 .. 2017-04-01", "2016-07-01 .. 2017-07-01"),
        ("winter 2023/24", "unspecified", "2023-12-21 .. 2024-03-01", "2023-12-01 .. 2024-03-21"),
        ("on the eve of the first anniversary of the war", "in", "2023-02-23 .. 2023-02-24"),
        ("soon after Easter", "unspecified",
         "2017-04-17 .. 2017-05-17", "2017-04-17 .. 2017-07-17"),
        ("over a year from now", "after", "2017-11-08 .."),
        ("US fiscal year 2024", "unspecified", "2023-10-01 .. 2024-10-01"),
        ("on 5 May, plus or minus two days", "in", "2017-05-03 .. 2017-05-08"),
        ("week ending 12 July", "unspecified", "2017-07-06 .. 2017-07-13"),
        ("w/c 6 March", "unspecified", "2017-03-06 .. 2017-03-13"),
        ("within 5 years 1 month 12 days", "within",
         "2016-11-07 .. 2021-12-19", "2016-11-07 .. 2021-12-20"),
        ("in 1 month 21 days", "in", "2016-12-28 .. 2016-12-29"),
        ("in a week to ten days", "in", "2016-11-14 .. 2016-11-18"),
        ("before the year is out", "by", "2016-11-07 .. 2017-01-01"),
        ("16. Nov. 2026", "unspecified", "2026-11-16 .. 2026-11-17"),
        ("15 april of 87", "unspecified", "1987-04-15 .. 1987-04-16"),
        ("monday, feb twenty two, 2027", "unspecified", "2027-02-22 .. 2027-02-23"),
        ("2027/aug/01", "unspecified", "2027-08-01 .. 2027-08-02"),
        ("24-Feb-23", "unspecified", "2023-02-24 .. 2023-02-25"),
        ("24.2.2023", "unspecified", "2023-02-24 .. 2023-02-25"),
        ("20230224", "unspecified", "2023-02-24 .. 2023-02-25"),
        ("2/2023", "unspecified", "2023-02-01 .. 2023-03-01"),
        ("1H 2023", "unspecified", "2023-01-01 .. 2023-07-01"),
        ("September 10, nineteen zero one", "unspecified", "1901-09-10 .. 1901-09-11"),
        ("in two thousand and twenty", "in", "2020-01-01 .. 2021-01-01"),
        ("Friday the 21st", "unspecified", "2016-10-21 .. 2016-10-22"),
        ("following week", "unspecified", "2016-11-14 .. 2016-11-21"),
        ("by 03/04", "by", "2016-11-07 .. 2017-03-05", "2016-11-07 .. 2017-04-04"),
        ("the first two weeks of March", "unspecified",
         "2017-02-27 .. 2017-03-13", "2017-02-27 .. 2017-03-15"),
        ("as early as March", "in", "2017-03-01 .. 2017-04-01", "2017-03-01 .."),
        ("no earlier than 5 May and by 1 June", "in", "2017-05-05 .. 2017-06-02"),
        ("after 1 March but before Easter", "in", "2017-03-02 .. 2017-04-16"),
        ("18 December for 10 days", "unspecified", "2016-12-18 .. 2016-12-28"),
        ("from 18 December for 10 days", "in", "2016-12-18 .. 2016-12-28"),
        ("by 2030 or 2035", "by", "2016-11-07 .. 2030-01-01", "2016-11-07 .. 2036-01-01"),
    ],
    # Dates and hours as appointments and tables print them.
    "as printed": [
        ("26.9. around 17:00", "unspecified", "2017-09-26 .. 2017-09-27"),
        ("13.6. - 15.6.", "unspecified", "2017-06-13 .. 2017-06-16"),
        ("14-15.11.2017", "unspecified", "2017-11-14 .. 2017-11-16"),
        ("from 3. to 5.10.2017", "in", "2017-10-03 .. 2017-10-06"),
        ("between 21 and 22.11.2017", "in", "2017-11-21 .. 2017-11-23"),
        ("03.08. 7:00", "unspecified", "2017-08-03 .. 2017-08-04"),
        ("Dec 4 08.40", "unspecified", "2016-12-04 .. 2016-12-05"),
        ("on December 16 at 08.00", "in", "2016-12-16 .. 2016-12-17"),
        ("tomorrow at 0900", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("27 July 1100", "unspecified", "2017-07-27 .. 2017-07-28"),
        ("Jun 7 1440-1825", "unspecified", "2017-06-07 .. 2017-06-08"),
        ("by 1 January 2100", "by", "2016-11-07 .. 2100-01-02"),
        ("Jan 1,2010", "unspecified", "2010-01-01 .. 2010-01-02"),
        ("2022/30/11", "unspecified", "2022-11-30 .. 2022-12-01"),
        ("2020/23/Sep", "unspecified", "2020-09-23 .. 2020-09-24"),
        ("Sep 03 2014 | 4:32 pm EDT", "unspecified", "2014-09-03 .. 2014-09-04"),
        ("2014/3/31 UTC+1", "unspecified", "2014-03-31 .. 2014-04-01"),
        ("2015-03-28 17:00:00/2015-03-29 21:00:00", "unspecified", "2015-03-28 .. 2015-03-30"),
        ("Mon Jan 2 15:04:05 2006", "unspecified", "2006-01-02 .. 2006-01-03"),
        ("Tuesday evening, November 8", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("8 November on Tuesday night", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("December 6 (afternoon)", "unspecified", "2016-12-06 .. 2016-12-07"),
        ("December 6 late", "unspecified", "2016-12-06 .. 2016-12-07"),
        ("friday 11 at night", "unspecified", "2016-11-11 .. 2016-11-12"),
        ("5 on May 28", "unspecified", "2017-05-28 .. 2017-05-29"),
        ("at 8 on August 5th", "in", "2017-08-05 .. 2017-08-06"),
        ("2pm pacific standard time tomorrow", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("tomorrow three", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("July 4th or 5th at 3 pm", "unspecified", "2017-07-04 .. 2017-07-06"),
        ("4pm for 30 mins", "unspecified", "2016-11-07 .. 2016-11-08", "2016-11-07 .. 2016-11-09"),
        ("2018-09-23 1p.m. to 4", "unspecified", "2018-09-23 .. 2018-09-24"),
        ("3:30-6:00pm", "unspecified", "2016-11-07 .. 2016-11-08", "2016-11-07 .. 2016-11-09"),
        ("at 3 15", "in", "2016-11-07 .. 2016-11-08", "2016-11-07 .. 2016-11-09"),
        ("a quarter to noon", "unspecified",
         "2016-11-07 .. 2016-11-08", "2016-11-07 .. 2016-11-09"),
        ("3p -4p", "unspecified", "2016-11-07 .. 2016-11-08", "2016-11-07 .. 2016-11-09"),
        ("tomorrow, 8 November", "unspecified", "2016-11-08 .. 2016-11-09"),
        ("today (Monday)", "unspecified", "2016-11-07 .. 2016-11-08"),
        ("<= 2019", "by", "2016-11-07 .. 2019-01-01", "2016-11-07 .. 2020-01-01"),
        ("> 2018", "after", "2019-01-01 .."),
        ("now + 2 weeks", "in", "2016-11-21 .. 2016-11-22"),
    ],
    "calendar units away": [
        ("2 weekends ago", "unspecified", "2016-10-29 .. 2016-10-31"),
        ("1 quarter ago", "unspecified", "2016-07-01 .. 2016-10-01"),
        ("3 years ago tomorrow", "unspecified", "2013-11-08 .. 2013-11-09"),
        # 11 December is a Sunday: the end of a week, and to some the beginning of one.
        ("the week of December 11", "unspecified",
         "2016-12-05 .. 2016-12-12", "2016-12-05 .. 2016-12-19"),
    ],
    # Days that the calendars of these feasts are published with.
    "other calendars": [
        ("Eid al-Fitr 2018", "unspecified", "2018-06-15 .. 2018-06-16", "2018-06-14 .. 2018-06-17"),
        ("Ramadan 2018", "unspecified", "2018-05-16 .. 2018-06-15", "2018-05-15 .. 2018-06-16"),
        ("Rosh Hashanah 2023", "unspecified", "2023-09-16 .. 2023-09-18"),
        ("Yom Kippur 2024", "unspecified", "2024-10-12 .. 2024-10-13"),
        ("Passover 2024", "unspecified", "2024-04-23 .. 2024-05-01"),
        ("Purim 2024", "unspecified", "2024-03-24 .. 2024-03-25"),
        ("Hanukkah 2018", "unspecified", "2018-12-03 .. 2018-12-11"),
        ("Chinese New Year 2024", "unspecified", "2024-02-10 .. 2024-02-11"),
        ("Diwali 2021", "unspecified", "2021-11-04 .. 2021-11-05", "2021-11-03 .. 2021-11-06"),
        ("Clean Monday 2024", "unspecified", "2024-03-18 .. 2024-03-19"),
        ("Lent 2024", "unspecified", "2024-02-14 .. 2024-03-31"),
        ("winter solstice", "unspecified",
         "2016-12-21 .. 2016-12-22", "2016-12-20 .. 2016-12-23"),
        ("Holy Saturday 2017", "unspecified", "2017-04-15 .. 2017-04-16"),
        ("canadian thanksgiving 2017", "unspecified", "2017-10-09 .. 2017-10-10"),
        ("before Ramadan", "before", "2016-11-07 .. 2017-05-26", "2016-11-07 .. 2017-05-27"),
    ],
    # How far from a time, and on which side of it.
    "bounds": [
        ("at least a week ago", "by", ".. 2016-11-01"),
        ("at least two weeks before 2018", "by", "2016-11-07 .. 2017-12-19"),
        ("no less than two weeks after Christmas", "since", "2017-01-08 .."),
        ("in no fewer than three weeks", "since", "2016-11-28 .."),
        ("up to two weeks after 3 March", "within",
         "2017-03-03 .. 2017-03-17", "2017-03-03 .. 2017-03-18"),
        ("up to two weeks before 3 March", "within", "2017-02-17 .. 2017-03-03"),
        ("at most a week ago", "within", "2016-10-31 .. 2016-11-07"),
        ("in the two weeks after 3 March", "in", "2017-03-04 .. 2017-03-18"),
        ("the two weeks before Christmas", "unspecified", "2016-12-11 .. 2016-12-25"),
        ("over the three months after Easter", "during", "2017-04-17 .. 2017-07-17"),
        ("for two weeks or more", "persists_until", "2016-11-07 .. 2016-11-21"),
        ("in the next six months at the latest", "within",
         "2016-11-07 .. 2017-05-07", "2016-11-07 .. 2017-05-08"),
        ("just before Christmas", "unspecified",
         "2016-12-18 .. 2016-12-25", "2016-11-25 .. 2016-12-25"),
        ("shortly before Christmas", "unspecified",
         "2016-11-25 .. 2016-12-25", "2016-11-07 .. 2016-12-25"),
        ("just past Easter", "unspecified",
         "2017-04-17 .. 2017-04-24", "2017-04-17 .. 2017-05-17"),
        ("shortly before the end of March", "unspecified",
         "2017-03-01 .. 2017-04-01", "2017-01-01 .. 2017-04-01"),
        ("just after noon on Friday", "unspecified", "2016-11-11 .. 2016-11-12"),
        ("in nearly a year", "around",
         "2017-08-07 .. 2017-11-08", "2017-05-07 .. 2017-11-08"),
        ("in just over a year", "around",
         "2017-11-07 .. 2018-02-08", "2017-11-07 .. 2018-05-08"),
        ("nearly a year ago", "around", "2015-11-07 .. 2016-02-08", "2015-11-07 .. 2016-05-08"),
        ("for almost two weeks", "persists_until",
         "2016-11-07 .. 2016-11-18", "2016-11-07 .. 2016-11-21"),
        ("within about three weeks", "within",
         "2016-11-07 .. 2016-11-28", "2016-11-07 .. 2016-12-06"),
        ("after about two weeks", "after", "2016-11-29 ..", "2016-11-25 .."),
        ("before noon tomorrow", "before",
         "2016-11-07 .. 2016-11-08", "2016-11-07 .. 2016-11-09"),
        ("after 5 pm on Friday", "after", "2016-11-12 ..", "2016-11-11 .."),
        ("mid-late March", "unspecified", "2017-03-13 .. 2017-04-01", "2017-03-10 .. 2017-04-01"),
        ("early or mid March", "unspecified",
         "2017-03-01 .. 2017-03-18", "2017-03-01 .. 2017-03-21"),
        ("in 1/2 year", "in", "2017-05-07 .. 2017-05-08", "2016-11-07 .. 2017-08-08"),
        ("in 1/2 weeks", "in", "2016-11-14 .. 2016-11-22", "2016-11-07 .. 2016-11-25"),
        ("in two weeks to three", "in", "2016-11-21 .. 2016-11-29", "2016-11-07 .. 2016-12-02"),
        ("within 2h", "within", "2016-11-07 .. 2016-11-08"),
        ("the Monday after Easter", "unspecified", "2017-04-17 .. 2017-04-18"),
        ("the third Tuesday after Christmas", "unspecified", "2017-01-10 .. 2017-01-11"),
        ("on the Friday before Christmas", "in", "2016-12-23 .. 2016-12-24"),
        ("the last weeks of 2017", "unspecified",
         "2017-12-04 .. 2018-01-01", "2017-11-01 .. 2018-01-01"),
        ("in the opening days of March", "in",
         "2017-03-01 .. 2017-03-08", "2017-03-01 .. 2017-03-15"),
        ("the first few weeks of 2017", "unspecified",
         "2017-01-01 .. 2017-01-22", "2017-01-01 .. 2017-02-12"),
        ("July 13 through 15", "unspecified", "2017-07-13 .. 2017-07-16"),
        ("early in the new year", "unspecified",
         "2017-01-01 .. 2017-04-01", "2017-01-01 .. 2017-07-01"),
        ("next year's third quarter", "unspecified", "2017-07-01 .. 2017-10-01"),
        ("the penultimate week of March", "unspecified", "2017-03-20 .. 2017-03-27"),
        ("the third last day of May", "unspecified", "2017-05-29 .. 2017-05-30"),
        ("over the next few days or weeks", "during",
         "2016-11-07 .. 2016-12-05", "2016-11-07 .. 2017-01-07"),
        ("by EOY 2017", "by", "2016-11-07 .. 2018-01-01"),
        ("by end March", "by", "2016-11-07 .. 2017-04-01"),
        ("by midyear", "by", "2016-11-07 .. 2017-07-01", "2016-11-07 .. 2017-10-01"),
        ("until 2018 at least", "until", "2016-11-07 .. 2018-01-01", "2016-11-07 .. 2019-01-01"),
        ("Saturday at 5", "unspecified", "2016-11-12 .. 2016-11-13"),
        ("on the 27", "in", "2016-11-27 .. 2016-11-28"),
        ("January twenty five nineteen eighty six", "unspecified", "1986-01-25 .. 1986-01-26"),
        ("through March", "until", "2016-11-07 .. 2017-04-01"),
        ("by this time next year", "by", "2016-11-07 .. 2017-11-08"),
        ("in a year's time", "in", "2017-11-07 .. 2017-11-08", "2016-11-07 .. 2018-02-08"),
        ("at some point before 2018", "before", "2016-11-07 .. 2018-01-01"),
        ("any time now", "in", "2016-11-07 .. 2016-11-14", "2016-11-07 .. 2016-12-07"),
        ("the first Friday of the month", "unspecified", "2016-12-02 .. 2016-12-03"),
        ("Monday two weeks from now", "unspecified", "2016-11-21 .. 2016-11-22"),
        ("14 Feb from 9:30am for 7 hours", "unspecified", "2017-02-14 .. 2017-02-15"),
        ("2014~2018", "unspecified", "2014-01-01 .. 2019-01-01"),
        ("orthodox easter", "unspecified", "2017-04-16 .. 2017-04-17"),
        ("orthodox good friday 2024", "unspecified", "2024-05-03 .. 2024-05-04"),
        ("two weeks ago or more", "by", ".. 2016-10-25"),
        ("two weeks ago or less", "within", "2016-10-24 .. 2016-11-07"),
        ("in two weeks or more", "since", "2016-11-21 .."),
        ("before March at the latest", "before", "2016-11-07 .. 2017-03-01"),
        ("after March or later", "after", "2017-04-01 .."),
        ("as early as in two weeks", "in", "2016-11-07 .. 2016-11-21", "2016-11-07 .."),
        ("as early as two weeks from now", "in", "2016-11-21 .. 2016-11-22", "2016-11-21 .."),
        ("within March or so", "within", "2017-03-01 .. 2017-04-01", "2017-03-01 .. 2017-04-16"),
    ],
}  # fmt: skip


def read(words: str, conventions: TimeConventions) -> TimeReading | None:
    return read_time(words, anchor=SAID, conventions=conventions)


def written(window: Days) -> str:
    first, until = window.iso()
    return f"{first or ''} .. {until or ''}".strip()


@pytest.mark.parametrize(
    "row", [row for rows in GROUPS.values() for row in rows], ids=lambda row: row[0]
)
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
    "within a month of the election",
    "until the end of the war",
    "last week of the campaign",
    "2016-02-30",
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


@pytest.mark.parametrize("words", NOT_READ)
def test_what_is_not_known_is_not_read(conventions: TimeConventions, words: str) -> None:
    """Abstaining is better than inventing."""
    assert read(words, conventions) is None


ORDINARY = [
    "They may march on the city and spring a surprise.",
    "The second army has 2000 soldiers and 24 tanks in 2 directions.",
    "A three-week campaign cost 1.5 million in the first place.",
    "It is by now the last of its kind, from the sun to the sea.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_left_alone(conventions: TimeConventions, text: str) -> None:
    """Words that could be time elsewhere are none here."""
    assert find_times(text, anchor=SAID, conventions=conventions) == ()


def test_two_deadlines_are_two_readings(conventions: TimeConventions) -> None:
    """The word after the first belongs to the second."""
    found = find_times("sales before 2010 or after 2018", anchor=SAID, conventions=conventions)
    assert [reading.phrase for reading in found] == ["before 2010", "after 2018"]
    assert read("before 2010 or after 2018", conventions) is None


@pytest.mark.parametrize("words", ["by", "before", "until", "since", "within", "after", "during"])
@pytest.mark.parametrize("time", ["March or later", "after 5 March", "1 March at the earliest"])
def test_no_time_is_taken_behind_an_unread_preposition(
    words: str, time: str, conventions: TimeConventions
) -> None:
    """What contradicts itself is not read without the word that it contradicts."""
    text = f"They attack {words} {time}, I think."
    found = find_times(text, anchor=SAID, conventions=conventions)
    assert all(reading.phrase.startswith(words) for reading in found)


@pytest.mark.parametrize(
    ("text", "phrases"),
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


@pytest.mark.parametrize("words", ["before", "until", "since", "ahead of", "prior to"])
@pytest.mark.parametrize(
    "noun", ["the vote", "the Kursk pocket's collapse", "the new long-range strikes"]
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


@pytest.mark.parametrize(("name", "months"), SEASONS.items())
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


@pytest.mark.parametrize("name", SEASONS)
@pytest.mark.parametrize("lead", ["by", "until"])
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


@pytest.mark.parametrize(
    ("said", "words", "narrow", "wide"),
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


@pytest.mark.parametrize("day", ROSH_HASHANAH.split())
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


@pytest.mark.parametrize(
    ("text", "phrases"),
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


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("It will open before the summer holidays.", []),
        ("It will open by the end of the summer break, or next year.", ["next year"]),
        ("It will begin with next winter's snow, after the winter sports season.", ["next winter"]),
        ("Whether the spring offensive begins in May is open.", ["in May"]),
        ("They will win March madness.", []),
        ("It will open by May Day.", ["by May Day"]),
        ("It will open before the summer, holidays or not.", ["before the summer"]),
        ("It will open in summer 2025.", ["in summer 2025"]),
        ("It will open after the March meeting.", ["after the March"]),
    ],
)
def test_a_season_may_be_part_of_a_name(
    text: str, phrases: list[str], conventions: TimeConventions
) -> None:
    """What has days of its own is not the month or season that its name begins with."""
    found = find_times(text, anchor=Days.one(date(2023, 1, 25)), conventions=conventions)
    assert [reading.phrase for reading in found] == phrases
