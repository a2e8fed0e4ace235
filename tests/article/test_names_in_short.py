"""Whom a part of a name means, and people near a pronoun. All is made up."""

from __future__ import annotations

import pytest

from tests.articles import by_either, of
from tests.depth import grid
from verifier.article.cues import cues
from verifier.article.grammar import by_parser

OWNERS = (
    ("A poll put Prime Minister {}'s Civic Union at 34 percent.", "Odile Marchetti"),
    ("On Monday President {}’s Reform Party met.", "Bo Poe"),
    ("Mayor {}'s Lake Alliance is split.", "Ursel van der Moor"),
)
LATER = (
    "“Rents will fall,” {} told a crowd.",
    "{} said rents will fall.",
    "Rents will fall, according to {}.",
    "“It is cold,” said {}. She added that rents will fall.",
)


@by_either
@pytest.mark.parametrize("later", LATER)
def test_who_is_first_named_as_owner_of_a_party_goes_by_the_full_name(
    later: str, parser: bool
) -> None:
    """The capitals behind "'s" are no part of it."""
    grammar = by_parser(cues()) if parser else None
    for lead, name in OWNERS:
        surname = name.split(maxsplit=1)[1] if " van " in name else name.rpartition(" ")[2]
        text = f"{lead.format(name)}\n\n{later.format(surname[0].upper() + surname[1:])}"
        found = [(one.speaker, str(one.kind)) for one in of(text, grammar) if one.why is None]
        assert found[-1:] == [(name, "person")], text


BODIES = ("Kestrel Analytics", "Dunmore Brothers", "Oxbow Research", "Stonegate & Sons")
TOLD = (
    "{} cut its outlook for wages on Monday.",
    "“It is cold,” said Cy Sample, who runs the desk at {}.",
    "Wages will rise, according to {}.",
)
SAYS = ("{} expects rents to fall in May.", "{} said rents will fall.", "Rents will fall, {} said.")


@pytest.mark.parametrize("body", BODIES)
def test_the_first_word_of_a_bodys_name_stands_for_it(body: str) -> None:
    """Where it was named in full before."""
    for told, says in grid(TOLD, SAYS):
        text = f"{told.format(body)}\n\n{says.format(body.partition(' ')[0])}"
        assert of(text)[-1].speaker == body, text


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # A place, a country beside its office, two that begin so, one named further down.
        ("Norland Mills fell. It is cold in Norland. Norland expects a flood.", "Norland"),
        ("The Norland Ministry of Mills met. Norland expects a flood.", "Norland"),
        ("Lake Analytics and Lake Research fell. Lake expects a flood.", "Lake"),
        ("Kestrel expects a flood. Kestrel Analytics fell.", "Kestrel"),
    ],
)
def test_no_word_stands_for_a_body_that_may_be_another(text: str, speaker: str) -> None:
    """It keeps its own name."""
    assert of(text)[0 if text.startswith("Kestrel") else -1].speaker == speaker


@pytest.mark.parametrize("whose", ["her", "the minister", "him", "the talks"])
def test_people_close_to_somebody_speak(whose: str) -> None:
    """Whatever stands before the verb."""
    for who, said in grid(("a person close to", "an aide to"), ("said", "told the Herald")):
        text = f"The mill will close in May, {who} {whose} {said}."
        assert of(text)[0].speaker == f"{who.split(maxsplit=1)[1]} {whose}", text
