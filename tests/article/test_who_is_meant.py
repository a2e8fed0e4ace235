"""Whom words mean that could be charged to whoever spoke before; all sentences are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, grid, part

BEFORE = (
    "The ministry of roads said that bills would rise in April.",
    "The national grid operator expects snow in May.",
    "The Ministry of Roads said that bills would rise in April.",
    "GridLake said on Monday that bills would rise in April.",
    "Bo Roe of Lake Bank said that bills would rise in April.",
)
NOUNS = ("weather office", "statistics office", "food agency", "school board")
FORETELLS = ("{} expects a strike in June.", "{} put the chance of a strike in June at 70 percent.")


@each("first who what", part(product(BEFORE, NOUNS, FORETELLS), 5))
def test_a_public_body_of_another_matter_is_another(first: str, who: str, what: str) -> None:
    """It is nobody who was named by other words."""
    gap = " " if "Roe" in first else "\n\n"
    *_, found = _of(f"{first}{gap}{what.format(f'The {who}')}\n")
    assert (found.speaker, found.kind) == (who, "office")


@each("first who what", part(product(BEFORE[:3], ("union", "opposition", "airline"), FORETELLS), 5))
def test_a_body_of_another_kind_is_another(first: str, who: str, what: str) -> None:
    """No ministry is a union; and who has no name but a noun goes by no other one."""
    *_, found = _of(f"{first}\n\n{what.format(f'The {who}')}\n")
    assert (found.speaker, found.kind) == (who, "office")


@each(
    "first noun who",
    [
        ("Lake Bank", "lender", "Lake Bank"),
        ("Lake Motors", "carmaker", "Lake Motors"),
        ("Lake Bank", "company", "Lake Bank"),
        ("The Food Standards Agency", "regulator", "Food Standards Agency"),
        ("The Food Standards Agency", "agency", "Food Standards Agency"),
        ("GridLake", "firm", "GridLake"),
        ("GridLake", "union", "GridLake"),
        ("The national grid operator", "operator", "national grid operator"),
        ("The energy company", "firm", "energy company"),
    ],
)
def test_a_noun_that_fits_takes_up_the_body_before_it(first: str, noun: str, who: str) -> None:
    """It may be such a one, so it is."""
    text = f"{first} said that bills would rise in May. The {noun} expects a strike in June.\n"
    *_, found = _of(text)
    assert found.speaker == who


@each(
    "subject who kind",
    part(
        [
            *(
                (f"{whose} {noun}, {name},", name, "office")
                for whose in ("The", "Its", "A")
                for noun in ("rival", "bookmaker", "society", "forecaster")
                for name in ("StormWatch", "Lake & Co", "Mills & Sons")
            ),
            ("The dockers' leader, Per Moe,", "Per Moe", "person"),
        ],
        5,
    ),
)
def test_a_name_that_is_set_off_is_who_it_was(subject: str, who: str, kind: str) -> None:
    """Whatever noun stands before it, and whoever spoke before."""
    for what in ("expects a strike in June", "put it at one in five", "put the odds at 20 percent"):
        *_, found = _of(f"Bo Roe said it was late. {subject} {what}.\n")
        assert (found.speaker, found.kind) == (who, kind)


@each(
    "who what",
    list(
        product(
            ("Economists", "Analysts", "Shipbrokers", "Most dockers"),
            ("expect freight rates to double in May", "think that freight rates will double"),
        )
    ),
)
def test_unnamed_people_in_a_question_are_no_paper(who: str, what: str) -> None:
    """Whoever asks only tells what they expect."""
    for asks in ("Q", "Interviewer", "The Herald"):
        answers = "A" if asks == "Q" else "Roe"
        text = f"Ann Roe met us.\n\n{asks}: Is it so?\n\n{answers}: No.\n\n"
        found = next(
            o for o in _of(f"{text}{asks}: {who} {what}.\n\n{answers}: I see.\n") if not o.why
        )
        assert (found.speaker, found.kind) == (who, "anonymous")


def test_who_heads_a_body_is_a_person_whose_surname_is_theirs() -> None:
    """Before a name without a comma, where the surname alone is told of below."""
    for body, (given, surname), said in grid(
        ("administration", "port authority", "agency"),
        (("Bo", "Mlinar"), ("Radovan", "Oste")),
        ("said {}", "{} said", "noted {}"),
    ):
        text = (
            f"As the deputy head of the {body} {given} {surname} said, boilers will stop work.\n\n"
        )
        text += f"“The spring will be early,” {said.format(surname)}.\n"
        speakers = {(one.speaker, one.kind) for one in _of(text)}
        assert speakers == {(f"{given} {surname}", "person")}, text


def test_letters_behind_a_name_are_no_part_of_it() -> None:
    """With a comma or without: her surname alone is hers."""
    for letters in (" KC", ", KC,", " OBE", ", MP,", " MEP", ", M.D.,"):
        text = f"“Rents will fall,” Ann Aldous{letters} told them.\n\n"
        text += "Aldous doubts that costs will rise.\n"
        assert {one.speaker for one in _of(text)} == {"Ann Aldous"}, letters


def test_what_is_put_between_a_verb_and_its_auxiliary_is_no_part_of_it() -> None:
    """However, though, for her part: whoever says so is the same, and so is the claim."""
    for aside in ("however", "though", "for its part", "in turn", "of course"):
        (one,) = _of(f"The bank will, {aside}, raise rates in May, Ann Roe said.\n")
        assert (one.speaker, one.claim) == ("Ann Roe", "The bank will raise rates in May")
        (one,) = _of(f"Ann Roe does not, {aside}, expect rents to fall.\n")
        assert one.speaker == "Ann Roe"


def test_a_preposition_before_a_name_is_no_part_of_it() -> None:
    """Under Ann Roe it could grow; but Under Armour is one."""
    for lead, surname in grid(("Under", "Behind", "Against", "Between"), ("Roe", "Sample-Oste")):
        text = f"{lead} Ann {surname}, the first woman to lead it, the club has won.\n\n"
        text += f"“Rents will fall,” {surname} promised.\n"
        assert {one.speaker for one in _of(text)} == {f"Ann {surname}"}
    found = _of("Under Armour said sales would fall.\n")
    assert {one.speaker for one in found} == {"Under Armour"}
