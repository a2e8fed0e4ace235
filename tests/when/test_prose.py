"""Wordings of forecasts in the news: what refers back, idioms, and stretches with a noun behind."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from tests.depth import each, grid
from verifier.model.days import Days
from verifier.model.edtf import Dated
from verifier.when import TimeConventions, TimeReading, find_times

SAID = "2024-02-08"  # a Thursday


def _read(text: str, conventions: TimeConventions) -> list[TimeReading]:
    return list(find_times(text, anchor=Dated.read(SAID).days, conventions=conventions))


BACK = ("at the end of the month", "by the end of the month", "later in the month")


def test_the_month_is_that_of_another_time_in_its_sentence(conventions: TimeConventions) -> None:
    """On 5 September and by the end of the month: not of the month in which it is said."""
    for day, back in grid(("on 5 September", "in early June", "on 3 March"), BACK):
        [only] = _read(f"They meet {day} and will sign {back}.", conventions)
        assert only.phrase == day
        both = _read(f"They meet {day}. They will sign {back}.", conventions)
        assert [reading.phrase for reading in both] == [day, back]
    for day, back in grid(("on 9 February", "this week", "on Tuesday"), BACK):
        assert len(_read(f"They meet {day} and will sign {back}.", conventions)) == 2, day


@each("noun", ["period", "quarter", "season", "window", "months"])
def test_a_noun_behind_months_parts_no_year_from_them(
    noun: str, conventions: TimeConventions
) -> None:
    """During the April-June period next year."""
    for lead, months in grid(("during", "in"), ("April-June", "April to June")):
        text = f"It is due {lead} the {months} {noun} next year, they say"
        [reading] = _read(text, conventions)
        assert reading.wide == Days(date(2025, 4, 1), date(2025, 7, 1))
        [reading] = _read(f"It is due {lead} the {months} {noun}.", conventions)
        assert reading.wide == Days(date(2024, 4, 1), date(2024, 7, 1))


@each("time", ["spring", "the autumn", "March", "2030", "Easter", "the new year", "next summer"])
def test_come_is_in(time: str, conventions: TimeConventions) -> None:
    """Come spring they will attack: in it."""
    in_it = _read(f"In {time} they will attack.", conventions)
    come = _read(f"Come {time}, they will attack.", conventions)
    found = [(one.narrow, one.wide, one.meant) for one in come]
    if time.startswith("next"):
        assert [one.phrase for one in come] == [time]
        return
    assert found == [(one.narrow, one.wide, one.meant) for one in in_it]
    assert [one.phrase for one in come] == [f"Come {time}"]


@pytest.mark.parametrize("joint", ["if not", "or even", "or possibly"])
@pytest.mark.parametrize(
    ("longer", "shorter"), [("weeks", "days"), ("months", "weeks"), ("days", "hours")]
)
def test_weeks_if_not_days_are_within_the_weeks(
    joint: str, longer: str, shorter: str, conventions: TimeConventions
) -> None:
    """It may be sooner and is said to be no later than the longer."""
    for lead in ("in the coming", "within", "in"):
        [reading] = _read(f"It is due {lead} {longer}, {joint} {shorter}.", conventions)
        [plain] = _read(f"It is due {lead} {longer}.", conventions)
        assert reading.wide.until == plain.wide.until
        assert reading.phrase.endswith(shorter)


@each("soon then", product(["soon", "shortly"], ["thereafter", "after that", "afterwards"]))
def test_soon_after_that_is_of_another_time(
    soon: str, then: str, conventions: TimeConventions
) -> None:
    """By the end of March and soon thereafter: not soon after it is said."""
    read = _read(f"It ends by the end of March and they pay {soon} {then}.", conventions)
    assert [reading.phrase for reading in read] == ["by the end of March"]


@each("feast", ["Easter", "Christmas", "the summer", "2030"])
def test_this_side_of_a_time_is_before_it(feast: str, conventions: TimeConventions) -> None:
    """The deal will be signed this side of Easter."""
    [side] = _read(f"It will be signed this side of {feast}.", conventions)
    [before] = _read(f"It will be signed before {feast}.", conventions)
    assert (side.narrow, side.wide) == (before.narrow, before.wide)


@each(
    "verb length",
    product(["fall", "march", "spring"], ["12 months", "another two weeks", "a year"]),
)
def test_who_falls_for_so_long_begins_with_no_autumn(
    verb: str, length: str, conventions: TimeConventions
) -> None:
    """House prices will continue to fall for another 12 months."""
    [reading] = _read(f"They will continue to {verb} for {length}.", conventions)
    assert reading.phrase == f"for {length}"


@each(
    "more than", product(["earlier", "later"], ["than our last forecast", "than had been planned"])
)
def test_a_year_earlier_than_planned_is_no_year_ago(
    more: str, than: str, conventions: TimeConventions
) -> None:
    """Whose plan, and for when, nobody says."""
    for length in ("a year", "two weeks", "several months"):
        assert _read(f"It will be done {length} {more} {than}.", conventions) == []


@each(
    "length modal",
    product(
        ["two weeks", "a week", "a few days", "several months"],
        ["will", "would", "could", "might", "should"],
    ),
)
def test_what_will_last_two_weeks_is_no_past(
    modal: str, length: str, conventions: TimeConventions
) -> None:
    """The strike could last two weeks: as long as one that lasts for two."""
    [reading] = _read(f"The strike {modal} last {length}.", conventions)
    [plain] = _read(f"The strike lasts for {length}.", conventions)
    assert (reading.operator, reading.narrow, reading.wide) == (
        plain.operator,
        plain.narrow,
        plain.wide,
    )
    assert _read(f"It {modal} not last {length}.", conventions) == []


@each("length", ["six weeks", "two months", "a year"])
def test_an_article_behind_a_comma_is_no_number(length: str, conventions: TimeConventions) -> None:
    """The war could end within six weeks, a spokeswoman said."""
    [reading] = _read(f"It will end within {length}, a spokeswoman said.", conventions)
    assert reading.phrase == f"within {length}"


@each(
    "what length",
    product(
        ["the lowest level", "the highest", "the first time", "three times"],
        ["ten years", "a year", "months"],
    ),
)
def test_the_lowest_in_ten_years_has_been_so(
    what: str, length: str, conventions: TimeConventions
) -> None:
    """It tells of the years before, or how often; "at best in ten years" is in ten years."""
    assert _read(f"It is {what} in {length}.", conventions) == []
    [reading] = _read(f"It is done at best in {length}.", conventions)
    assert reading.phrase == f"in {length}"


@each("time lead", product(["2032", "June", "May", "November"], ["before", "after"]))
def test_before_the_june_vote_is_not_before_june(
    lead: str, time: str, conventions: TimeConventions
) -> None:
    """Its day is one of June; by the June vote is by some day of June."""
    assert _read(f"Nobody will run {lead} the {time} election.", conventions) == []
    assert len(_read(f"Nobody will run {lead} {time} elections.", conventions)) == 1
    assert len(_read(f"It will run by the {time} election.", conventions)) == 1


@each("name", ["Jan", "April", "June", "August"])
def test_people_have_names_of_months(name: str, conventions: TimeConventions) -> None:
    """Analyst Jan Novak says that it will fall; "in April Smith will" is in April."""
    assert _read(f"Analyst {name} Novak says so.", conventions) == []
    assert len(_read(f"In {name} Novak will say so.", conventions)) == 1


@pytest.mark.parametrize("lead", ["into", "for"])
def test_into_the_new_year_is_in_it(lead: str, conventions: TimeConventions) -> None:
    """Not on its first day."""
    [reading] = _read(f"It is planned {lead} the new year.", conventions)
    [within] = _read("It is planned in the new year.", conventions)
    assert (reading.narrow, reading.wide) == (within.narrow, within.wide)


def test_about_belongs_to_what_follows_it(conventions: TimeConventions) -> None:
    """On Monday about 40 people will leave; in two weeks roughly, they say, is about two weeks."""
    loose = ("about", "roughly", "approximately")
    for time, word in grid(("on Monday", "in two weeks", "in May", "next year"), loose):
        for rest in ("40 people will leave", "half of them will leave", "rents it will decide"):
            [reading] = _read(f"They say {time} {word} {rest}.", conventions)
            assert reading.phrase == time
        for rest in (", they will leave", ""):
            [reading] = _read(f"They say it will be {time} {word}{rest}.", conventions)
            assert reading.phrase == f"{time} {word}"
