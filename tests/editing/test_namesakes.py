"""Who may be meant by a name: by hand, for people and bodies."""

from __future__ import annotations

import pytest

from verifier.article.counted import how_many
from verifier.editing.namesakes import near, shortened
from verifier.model.forecasts import Forecaster, ForecasterKind

_PEOPLE = ("Petro Lysenko", "Halyna Boiko", "Major Ivan Tern", "Jane Roe", "Dr Mary Mole-Hill")
_BODIES = ("Institute for the Study of War", "Lake Bank", "Ministry of Rain", "Bank of Karsania")
_KNOWN = {
    name: Forecaster(id=name.casefold().replace(" ", "-"), name=name, kind=kind)
    for names, kind in ((_PEOPLE, ForecasterKind.PERSON), (_BODIES, ForecasterKind.OFFICE))
    for name in names
}
_BY_ID = {one.id: one for one in _KNOWN.values()}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Lysenkoo", "Petro Lysenko"),
        ("lysenko", "Petro Lysenko"),
        ("P. Lysenko", "Petro Lysenko"),
        ("P Lysenko", "Petro Lysenko"),
        ("Petro L.", "Petro Lysenko"),
        ("P.L.", "Petro Lysenko"),
        ("Boyko", "Halyna Boiko"),
        ("Gen H. Boiko", "Halyna Boiko"),
        ("Tern", "Major Ivan Tern"),
        ("ISW", "Institute for the Study of War"),
        ("Karsania", "Bank of Karsania"),
    ],
)
def test_a_short_name_is_that_of_whom_it_is_short_for(name: str, meant: str) -> None:
    """One name, initials, an acronym, a slip."""
    found = shortened(name, _KNOWN.values())
    assert found is not None
    assert found.name == meant
    assert near(name, _BY_ID)[0] == found.id


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Ivan Lysenko", "Petro Lysenko"),
        ("Olha Boyko-Roe", "Jane Roe"),
        ("Rain", "Ministry of Rain"),
    ],
)
def test_a_surname_in_common_is_near(name: str, meant: str) -> None:
    """With another given name it is offered."""
    assert _KNOWN[meant].id in near(name, _BY_ID)


@pytest.mark.parametrize(
    "name",
    [
        "Petro Quimby",
        "Halyna Wren",
        "Major Tom Wren",
        "Dr Odile Fox",
        "Bank of Ruritania",
        "Lee Fox",
    ],
)
def test_a_given_name_or_a_title_in_common_is_not(name: str) -> None:
    """Nor is the word that says what kind of body it is."""
    assert near(name, _BY_ID) == ()


@pytest.mark.parametrize("lead", ["", "about ", "more than ", "the "])
@pytest.mark.parametrize(
    "count",
    ["21%", "21 per cent", "58% of Ukrainians", "nine", "45", "Forty of the 45", "one in five"],
)
def test_how_many(lead: str, count: str) -> None:
    """A share or a number, whatever limits it."""
    assert how_many(lead + count)


@pytest.mark.parametrize("share", ["Half", "Two thirds of voters", "A majority", "Most Germans"])
def test_how_many_in_words(share: str) -> None:
    """And a share that is a word."""
    assert how_many(share)


@pytest.mark.parametrize(
    "name",
    [
        *("38 North", "20 Minuten", "Seven Network", "Nine Entertainment", "Half Moon Bay Council"),
        *(
            "Group of Seven",
            "one of the officials",
            "Tenby",
            "Fiftyfold",
            "Thirza Roe",
            "Mosta Fox",
        ),
    ],
)
def test_who_has_a_number_in_their_name_is_somebody(name: str) -> None:
    """A word with a capital behind it is a name."""
    assert not how_many(name)
