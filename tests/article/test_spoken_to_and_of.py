"""Who says it behind any verb, in another's turn, and where nobody goes on. All is made up."""

from __future__ import annotations

import pytest

from tests.articles import of
from tests.depth import grid

UNNAMED = (
    ("an ambassador on his way in", "ambassador"),
    ("the mayor", "mayor"),
    ("a docker in Ourtown", "docker in Ourtown"),
)


def _speakers(text: str) -> list[str | None]:
    return [one.speaker for one in of(text) if one.why is None]


@pytest.mark.parametrize("verb", ["groans", "sighed", "shrugs", "laughed", "grumbles"])
def test_behind_a_quotation_any_verb_of_somebody_unnamed_says_it(verb: str) -> None:
    """By an article and a role, as by a name; a thing does not."""
    for words, speaker in UNNAMED:
        found = _speakers(f"“Rents will fall in May,” {verb} {words}.")
        assert [(one or "").removeprefix("a ") for one in found] == [speaker], words
    assert _speakers(f"“Rents will fall in May,” {verb} the sign.") == [None]


@pytest.mark.parametrize(
    "who", ["A trader at Lake Bank", "Another docker", "A minister", "An official in Ourtown"]
)
def test_who_stands_before_a_colon_and_a_quotation_says_it(who: str) -> None:
    """Though nobody has a name; in the middle of a paragraph, too, and not whoever spoke before."""
    for lead in ("", "Cy Sample said it is cold.\n\n", "Markets shrug. "):
        text = f"{lead}{who}: “Rents will fall in May.”"
        assert _speakers(text) == [who.partition(" ")[2]], text


def test_those_to_whom_a_reporter_spoke_say_it() -> None:
    """What the reporter did stands between them and their verb."""
    whom = ("Dockers", "The chief executives", "Officials")
    met = ("I spoke to last night", "we talked to on Monday", "I met this week")
    for who, did in grid(whom, met):
        found = _speakers(f"{who} {did} expect the strike to last until May.")
        assert [(one or "").casefold() for one in found] == [who.casefold().removeprefix("the ")]


@pytest.mark.parametrize("says", ["herself does not believe that", "herself thinks", "still says"])
def test_who_says_it_herself(says: str) -> None:
    """Is who was told of."""
    assert _speakers(f"Ann Roe spoke. She {says} the mill will close.") == ["Ann Roe"]


@pytest.mark.parametrize("same", ["said the same", "has said so", "said much the same"])
def test_behind_he_said_so_the_article_goes_on_itself(same: str) -> None:
    """For nothing of what he said is told."""
    for name in ("Bo Poe", "Ann Roe"):
        text = (
            f"{name} said rents would fall. {name} {same} in October. The dam can last until May."
        )
        assert _speakers(text) == [name, None], text


@pytest.mark.parametrize("so", ["If true", "If confirmed", "If he is right", "If that is so"])
def test_who_supposes_that_somebody_is_right_is_the_article(so: str) -> None:
    """And nobody whose words it passed on."""
    for who in ("A broker", "Ann Roe", "Lake Bank"):
        text = f"{who} said the mill was sold. {so}, it will not open before June."
        assert _speakers(text)[-1] is None, text


def test_nobody_says_he_of_themselves_in_their_own_turn() -> None:
    """It is whom they were asked about, or spoke of."""
    text = (
        "ANN ROE: Rents will rise.\n\nQUESTION: President Bo Poe said otherwise.\n\n"
        "ANN ROE: In June {} said our coin would be worthless by August. The peace will hold."
    )
    for who in ("he", "Poe", "Mr Poe"):
        assert _speakers(text.format(who)) == ["Ann Roe", "Bo Poe", "Ann Roe"], who


@pytest.mark.parametrize("held", ["Briefing", "Press conference", "Daily briefing", "Remarks"])
def test_a_briefing_is_the_words_of_who_gives_it(held: str) -> None:
    """Named with a role in the title; what others say in it is theirs."""
    for who, name in (("Ministry Spokesperson Ann Roe", "Ann Roe"), ("Mayor Bo Poe", "Bo Poe")):
        text = (
            f"{held} by {who}, Ourtown, May 4\n\nI am glad you came. The mill will close in June."
            "\n\nLake Bank said rents will rise."
        )
        assert _speakers(text) == [name, "Lake Bank"], text


@pytest.mark.parametrize("of_whom", ["of Ann Roe", "of the same minister", "of the minister"])
def test_whose_estimate_it_is(of_whom: str) -> None:
    """By a name, or a role that was named."""
    text = f"Minister Ann Roe spoke. According to the estimate {of_whom}, rents will fall in May."
    assert _speakers(text) == ["Ann Roe"]


@pytest.mark.parametrize("lead", ["For", "As for", "For the nurse"])
def test_for_whom_it_is_otherwise_is_who_is_meant_next(lead: str) -> None:
    """And not who spoke before."""
    for name, aside in grid(("Ann Roe", "Ursel van der Moor"), (", 29,", ", a nurse in Ourtown,")):
        text = (
            f"Cy Sample is cold. {lead} {name}{aside} it is simpler. “Rents will fall,” {{}} says."
        )
        for who in ("she", "he"):
            assert _speakers(text.format(who)) == [name], text


@pytest.mark.parametrize("ours", ["currency", "army", "economy", "armed forces"])
def test_what_is_a_countrys_is_no_ministrys(ours: str) -> None:
    """The claim is left to be written; of what a ministry has, it is the ministry's."""
    said = (
        "“Our {} will be worthless in May,” said Ann Roe, spokeswoman for the Karsovian Ministry."
    )
    assert [one.claim for one in of(said.format(ours))] == [""]
    assert "Ministry" in of(said.format("offices"))[0].claim


@pytest.mark.parametrize("lead", ["", "Otherwise, ", "However, "])
def test_the_people_of_a_firm_are_not_the_firm(lead: str) -> None:
    """Whatever it is called, and what is told of them."""
    for people, firm in grid(("engineers", "analysts"), ("firm Lakeset", "agency Stonegate")):
        for aside in ("",) if lead else ("", ", who drilled in May,"):
            text = f"{lead}the {people} from the {firm}{aside} expect floods in June."
            found = _speakers(text[0].upper() + text[1:])
            assert found == [f"{people} from the {firm}"], text
