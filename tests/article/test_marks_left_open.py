"""Straight quotation marks that open again or were never closed, and who leads to a colon."""

from __future__ import annotations

from itertools import product

from tests.articles import of

NAMES = ("Ann Roe", "Ursel Adeyo")
OPEN = ("We are late. ", "It is hard, and we know it. ")


def test_a_mark_that_only_opens_goes_on_with_a_quotation() -> None:
    """As where each of its paragraphs begins with one, which somebody has joined."""
    for name, first, last in product(NAMES, OPEN, ('May," {} said.', 'May." That was {}.')):
        text = f'{name} spoke. "{first}"We will go in {last.format(name)} Rents will fall in June.'
        (*said, after) = of(text)
        assert {one.speaker for one in said} == {name}
        assert after.quote == "Rents will fall in June."
        assert after.speaker is None


def test_a_quotation_that_is_never_closed_ends_with_its_sentence() -> None:
    """What another one begins is not said by whoever spoke first."""
    for name, few in product(NAMES, ("only 10% of it", "a small part of them")):
        text = f'Bo Poe said lists were "{few}. {name} said staff will get "a real change" in May.'
        assert [one.speaker for one in of(text)][-1] == name


def test_an_inch_opens_nothing() -> None:
    """Nor does any other mark that can only close."""
    for name, mark in product(NAMES, ('5"', '5.5"')):
        found = of(f"The pipe is {mark} wide. {name} said rents will fall. It may rain in May.")
        assert "“" not in found[0].quote
        assert [one.speaker for one in found][:1] == [name]


def test_who_leads_to_a_colon_says_what_is_quoted() -> None:
    """Whatever the verb, and by surname too, though somebody else spoke last."""
    for verb, marks in product(("complaining", "groaning", "joking"), (("“", "”"), ('"', '"'))):
        said = f"{marks[0]}Rents will fall in May.{marks[1]}"
        text = f"Bo Poe, a broker, left. Lakeco said it would rain. Poe had his say, {verb}: {said}"
        assert of(text)[-1].speaker == "Bo Poe"


def test_the_full_back_of_a_club_is_no_club() -> None:
    """What somebody plays is whom the article named last."""
    for name, role in product(NAMES, ("full-back", "fly-half", "hooker", "all-rounder")):
        text = f"Captain {name} is calm. “We will win in May,” said the Omega {role}."
        assert of(text)[-1].speaker == name


def test_one_thing_that_is_certain_says_nothing() -> None:
    """It is no somebody."""
    for what, sure in product(("One thing", "The point"), ("certain", "sure")):
        assert of(f"{what} is {sure}: rents will fall in May.")[0].speaker is None
