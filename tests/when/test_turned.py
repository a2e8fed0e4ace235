"""What stands beside a time and takes it away: a denial, another time instead, a name, a record."""

from __future__ import annotations

from datetime import date
from itertools import product

from tests.depth import each
from verifier.model.days import Days
from verifier.when import TimeConventions, find_times, read_time

SAID = Days.one(date(2023, 1, 30))
TIMES = ["in June", "on 3 May", "next week", "by March", "in 2024"]
DENIALS = [
    *("not", "never", "hardly", "scarcely", "by no means", "in no way", "under no circumstances"),
    *("anything but", "certainly not", "not necessarily", "not yet", "no longer", "far from"),
    *("let alone", "with the exception of", "rather than", "not so much"),
]
INSTEAD = ["if not", "but not", "not", "and not", "rather than", "instead of", "let alone"]
MONTHS = ["June", "May", "March"]
RECORDS = [
    *("the lowest level", "the most", "its best year", "the first fall", "their third win"),
    *("a first defeat", "the sharpest fall", "twice", "not seen", "the coldest winter"),
]
PERIODS = ["next month", "last year", "June", "this summer", "Q3", "the third quarter"]
ORDINALS = ["third", "fifth", "tenth", "twenty-first"]


def _found(text: str, conventions: TimeConventions) -> list[str]:
    found = find_times(text, anchor=SAID, conventions=conventions)
    return [reading.phrase.rstrip(".") for reading in found]


@each("row", [*product(DENIALS, TIMES)])
def test_a_denial_right_before_a_time_leaves_it_unread(
    conventions: TimeConventions, row: tuple[str, str]
) -> None:
    """They will act, but hardly in June. A denial of the verb is the likelihood's."""
    denial, time = row
    assert _found(f"They will act, but {denial} {time}.", conventions) == []
    assert _found(f"They will not act {time}.", conventions) == [time]


@each("row", [*product(INSTEAD, MONTHS, ["in April, {} {}", "April {} {}", "in April, {} in {}"])])
def test_a_time_that_is_said_instead_of_another_leaves_both_unread(
    conventions: TimeConventions, row: tuple[str, str, str]
) -> None:
    """In April, but not May: also where the month is a verb without its capital."""
    joint, month, dress = row
    assert _found(f"They will act {dress.format(joint, month)}.", conventions) == []


@each("row", [*product(["or", "and"], ["month", "week", "year"])])
def test_the_month_after_goes_with_the_time_before_it(
    conventions: TimeConventions, row: tuple[str, str]
) -> None:
    """In April or the month after: one time, not read whole."""
    joint, unit = row
    assert _found(f"They will act in April {joint} the {unit} after.", conventions) == []


@each("record", RECORDS)
def test_since_when_something_is_the_most_is_no_window(
    conventions: TimeConventions, record: str
) -> None:
    """The lowest since 2008, twice in ten days."""
    for time in ("since 2008", "since last March", "in ten years", "in two weeks"):
        assert _found(f"It will be {record} {time}, they say.", conventions) == [], time
    assert _found("They have been there since 2008.", conventions) == ["since 2008"]


@each("row", [*product(["before", "after", "since"], PERIODS)])
def test_what_a_period_owns_has_days_of_its_own(
    conventions: TimeConventions, row: tuple[str, str]
) -> None:
    """After last year's election is some day of last year; before the year's end is known."""
    lead, period = row
    assert _found(f"Much is new {lead} {period}'s election.", conventions) == []
    assert _found("It ends before the year's end.", conventions) == ["before the year's end"]
    assert _found("It ends after Friday's vote.", conventions) == ["after Friday's vote"]
    assert _found("It is so since the 2020 election.", conventions) == []


@each("row", [*product(["a", "her", "came", "cut by a", "ranks"], ORDINALS)])
def test_a_third_in_june_is_no_third_of_june(
    conventions: TimeConventions, row: tuple[str, str]
) -> None:
    """A part, a place or one of several; "on the third in June" is the day."""
    before, ordinal = row
    assert f"{ordinal} in June" not in _found(f"It {before} {ordinal} in June.", conventions)
    on_it = [f"on the {ordinal} in June"]
    assert _found(f"It ends on the {ordinal} in June.", conventions) == on_it


def test_the_month_is_that_of_the_clause_before(conventions: TimeConventions) -> None:
    """A semicolon ends no sentence."""
    for back in ("later in the month", "by the end of the month"):
        assert _found(f"In May they vote; {back} they leave.", conventions) == ["In May"]


@each("row", [*product(["spring", "summer", "Christmas", "autumn"], ["2024/25", "2024-25"])])
def test_only_a_winter_is_of_two_years(conventions: TimeConventions, row: tuple[str, str]) -> None:
    """Whose summer 2024/25 is meant, south of the equator, no rule says."""
    name, years = row
    assert _found(f"It ends in the {name} {years}, they say.", conventions) == []
    assert read_time(f"in {name} {years}", anchor=SAID, conventions=conventions) is None
    assert _found(f"It ends in the winter {years}.", conventions) == [f"in the winter {years}"]


@each("row", [*product(["a week before", "two days after"], ["the May", "the 2028", "May's"])])
def test_days_from_an_event_are_not_days_from_its_month(
    conventions: TimeConventions, row: tuple[str, str]
) -> None:
    """A week before the May vote is no week before May; nobody says how far the vote is into it."""
    offset, period = row
    assert _found(f"It ends {offset} {period} vote, they say.", conventions) == []
    day = period.removeprefix("the ").removesuffix("'s")
    assert _found(f"It ends {offset} {day}.", conventions) == [f"{offset} {day}"]


@each("row", [*product(["a", "some", "any", "Super"], ["Friday", "Tuesday"])])
def test_on_a_friday_is_on_any(conventions: TimeConventions, row: tuple[str, str]) -> None:
    """A word between that the rules do not know says which; "on the Friday" is the next."""
    which, day = row
    assert _found(f"They meet on {which} {day}, they say.", conventions) == []
    assert _found(f"They meet on the {day}.", conventions) == [f"on the {day}"]


@each("noun", ["dollars", "prices", "terms"])
def test_the_money_of_a_year_is_no_window(conventions: TimeConventions, noun: str) -> None:
    """It will cost five billion in 2019 dollars."""
    assert _found(f"It will cost five billion in 2019 {noun}.", conventions) == []
    assert _found("It will cost five billion in 2029.", conventions) == ["in 2029"]
