"""Which of two is meant by "the former" and "the latter". All is made up."""

from __future__ import annotations

import pytest

from tests.articles import by_either, of
from tests.depth import grid
from verifier.article.cues import cues
from verifier.article.grammar import by_parser

TWO = (
    ("Ann Roe and Bo Poe disagree.", "Ann Roe", "Bo Poe"),
    (
        "Ann Roe of Lake Bank and the mill's economist Ursel van der Moor are at odds.",
        "Ann Roe",
        "Ursel van der Moor",
    ),
    ("Lake Bank has argued with Mill Bank for years.", "Lake Bank", "Mill Bank"),
    ("Dockers and employers differ.", "Dockers", "employers"),
    ("NOAA and the Institute for Mills still diverge.", "NOAA", "Institute for Mills"),
    ("Mayor Ann Roe debated her rival, Bo Poe, on Monday. It was cold.", "Ann Roe", "Bo Poe"),
)
LATER = (
    "The former expects rents to rise in May, the latter expects rents to fall in June.",
    "The former said rents would rise. The latter said they would fall.",
    "The former now predicts a flood; the latter predicts a drought.",
    "According to the former, the mill will close. The mill will stay, according to the latter.",
    "“The mill will close,” the former said. “It will never close,” said the latter.",
)


@by_either
@pytest.mark.parametrize("later", LATER)
def test_the_former_and_the_latter_are_the_two_told_of(later: str, parser: bool) -> None:
    """In the order in which they were named, whatever they are and whatever the verb."""
    grammar = by_parser(cues()) if parser else None
    for told, former, latter in TWO:
        found = [one.speaker for one in of(f"{told} {later}", grammar) if one.why is None]
        assert found[-2:] == [former, latter], told


def test_the_latter_may_be_named_first_in_the_same_sentence() -> None:
    """And speak first."""
    names = (("Ann Roe", "Bo Poe"), ("Lake Bank", "Mill Bank"))
    for (one, other), verb in grid(names, ("expects", "predicts", "foresees")):
        text = f"{one} disagrees with {other}: the former {verb} a strike in May."
        assert of(text)[-1].speaker == one, text
        text = f"{one} met {other}. The latter {verb} a strike. The former {verb} a deal."
        assert [each.speaker for each in of(text)] == [other, one], text


def test_of_three_nobody_knows_which_is_the_latter() -> None:
    """So it is nobody's."""
    assert (
        of("Ann Roe, Bo Poe and Cy Poe met. The latter said rents will fall.")[-1].speaker is None
    )


def test_what_somebody_thinks_is_no_part_of_what_they_talk_about() -> None:
    """The claim of the next sentence names it, and not who said the one before."""
    for who, thinks in grid(("Bo Poe", "The mayor", "Lake Bank"), ("thinks", "believes")):
        text = f"{who} {thinks} prices will rise in May. Ann Roe said they will fall in June."
        assert [one.claim for one in of(text)][-1] == "Prices will fall in June.", text
