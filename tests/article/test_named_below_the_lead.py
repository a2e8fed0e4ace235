"""Who is told of by a role in the lead, and named below. All is made up."""

from __future__ import annotations

import pytest

from tests.articles import of
from tests.depth import grid

LEADS = (
    "Taxes will rise in 2031, the {} said on Monday.",
    "The {} expects taxes to rise in 2031.",
    "“Taxes will rise in 2031,” the {} has warned.",
    "Taxes to rise next year\n\nTaxes will rise in 2031, the country’s {} told a committee.",
)
ROLES = ("finance minister", "mayor", "mills commissioner", "economist")
BELOW = (
    "{name}, the {role}, said that rents would follow.",
    "“Rents will follow,” {role} {name} told the Herald.",
    "“Rents will follow,” said {name}, the {role} since 2030.",
)


@pytest.mark.parametrize("lead", LEADS)
def test_a_role_in_the_lead_is_who_is_named_with_it_below(lead: str) -> None:
    """As the first who speaks by name there."""
    for role, below, name in grid(ROLES, BELOW, ("Ann Roe", "Ursel van der Moor")):
        text = f"{lead.format(role)}\n\n{below.format(name=name, role=role)}"
        found = [one for one in of(text) if one.why is None]
        assert {(one.speaker, str(one.kind)) for one in found} == {(name, "person")}, text
        assert found[-1].speaker == name


@pytest.mark.parametrize(
    ("sort", "name"),
    [
        ("a leading think tank", "The Institute for Mills"),
        ("the country's largest bank", "Lake Bank"),
        ("the dockers' union", "The Dock Workers’ Union"),
        ("a weather agency", "The Agency for Lakes"),
    ],
)
def test_a_sort_of_body_in_the_lead_is_the_one_with_which_the_next_paragraph_begins(
    sort: str, name: str
) -> None:
    """Where its name is of that sort."""
    for said in ("said", "has warned"):
        text = f"Rents will rise by May, {sort} {said}.\n\n{name} said that wages would follow."
        assert {one.speaker for one in of(text)} == {name.removeprefix("The ")}, text


@pytest.mark.parametrize(
    ("lead", "below"),
    [
        # Another role, one that was held before, one of many, of whom another speaks first.
        ("the finance minister", "Ann Roe, the mayor, said rents would fall."),
        ("the minister", "Ann Roe, the former minister, said rents would fall."),
        ("ministers", "Ann Roe, the mills minister, said rents would fall."),
        (
            "the minister",
            "Bo Poe, a broker, said it is cold. Minister Ann Roe said rents would fall.",
        ),
        # No such body, and one that is named further down.
        ("a bank", "The Institute for Mills said rents would fall."),
        ("a bank", "“It is cold,” said Ann Roe of Lake Bank. Rents will fall, Lake Bank said."),
    ],
)
def test_nobody_else_is_put_for_a_role(lead: str, below: str) -> None:
    """It stays unnamed."""
    found = of(f"Taxes will rise, {lead} said.\n\n{below}")
    assert str(found[0].kind) in ("anonymous", "office")
    assert not any(letter.isupper() for letter in found[0].speaker or "")
