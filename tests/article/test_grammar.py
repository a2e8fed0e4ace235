"""What the parser knows beyond the rules: of what a clause without a noun of its own is said."""

from __future__ import annotations

import pytest

from tests.articles import needs_grammar
from tests.articles import of as _of
from tests.depth import each
from verifier.article.clauses import Grammar
from verifier.article.cues import cues
from verifier.article.grammar import by_parser

pytestmark = needs_grammar


@pytest.fixture(name="grammar", scope="module")
def _grammar() -> Grammar:
    return by_parser(cues())


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The ferry company lost two ships in March and will sell a third in May.",
         ["The ferry company will sell a third in May."]),
        ("The league, which has grown fast, came third and would win 20 seats.",
         ["The league would win 20 seats"]),
        ("Ann Roe said: “The lava is moving towards a crater, which I think will overflow in May.”",
         ["A crater will overflow in May."]),
        ("The mill will build a weir, which will feed 30 farms.",
         ["The mill will build a weir", "A weir will feed 30 farms"]),
        ("The council passed a plan that will raise fares and may close two lines.",
         ["A plan will raise fares", "A plan will close two lines"]),
    ],
)  # fmt: skip
def test_a_clause_is_said_of_a_noun_elsewhere(
    text: str, claims: list[str], grammar: Grammar
) -> None:
    """The verb that two share, and what "which" stands for, make a claim that stands alone."""
    found = [one.claim.rstrip(".") for one in _of(text, grammar=grammar)]
    assert found == [claim.rstrip(".") for claim in claims]


def test_a_name_with_what_describes_it_is_the_subject(grammar: Grammar) -> None:
    """More than the role with which its description ends."""
    text = "“Rents will rise,” Bo Poe, an analyst and head of the Maps Team at the port told News."
    assert [one.speaker for one in _of(text, grammar=grammar)] == ["Bo Poe"]


def test_a_name_that_the_parser_takes_for_a_body_is_no_person(grammar: Grammar) -> None:
    """Two capitals may be a firm; one whose last word stands alone is a surname."""
    text = "Rents will rise, Goldman Sachs said. Ann Roe saw Goldman Sachs fall."
    assert [one.kind for one in _of(text)] == ["person"]
    assert [one.kind for one in _of(text, grammar=grammar)] == ["office"]
    surname = f"{text} Sachs was born there."
    assert [one.kind for one in _of(surname, grammar=grammar)] == ["person"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Roe was calm, but some health experts have been bleak, saying a wave will come.",
         "health experts"),
        ("With weeks until the vote, pollsters and pundits are in tune, expecting the Reds to win.",
         "pollsters and pundits"),
        ("Ann Roe noted that coal has become dear, suggesting that fares will rise.", "Ann Roe"),
        ("Half of the traders polled by a Lake Town firm are expecting rents to rise.",
         "Half of the traders polled by a Lake Town firm"),
        ("Bo Poe, an engineer at the Mill Institute, Ourtown, told Lake News rents will rise.",
         "Bo Poe"),
    ],
)  # fmt: skip
def test_a_verb_has_the_subject_of_the_clause_that_it_goes_with(
    text: str, speaker: str, grammar: Grammar
) -> None:
    """Where it has none of its own, and where the subject is long."""
    found = [one.speaker for one in _of(text, grammar=grammar) if one.why is None]
    assert found == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Creation of the quay will start next summer and assembly of boats are planned to begin.",
        "Bo Roe predicted that rents would rise, wages would remain flat and mortgage rates jump.",
        "Bo Roe said rents would rise, wages would remain flat and mortgage rates would jump.",
    ],
)
def test_no_clause_begins_inside_of_another(text: str, grammar: Grammar) -> None:
    """Where the parser sees one begin behind no joint it is wrong, and the rules answer."""
    assert [one.claim for one in _of(text, grammar=grammar)] == [one.claim for one in _of(text)]


@pytest.mark.parametrize("verb", ["says", "said", "warned that"])
@pytest.mark.parametrize(
    ("first", "claim"),
    [
        ("believes rents will rise by May", "Rents will rise by May"),
        ("expects a glut in May", "There will be a glut in May"),
        ("expects sales of between 4 and 5 million crowns",
         "There will be sales of between 4 and 5 million crowns"),
    ],
)  # fmt: skip
def test_what_stands_before_a_second_verb_of_saying_is_kept(
    first: str, claim: str, verb: str, grammar: Grammar
) -> None:
    """Who says both is found from the first; its words are no part of who that is."""
    text = f"Kira Brandt of Fenwick Research {first}, and {verb} the old mill would close."
    found = _of(text, grammar=grammar)
    assert [one.claim.rstrip(".") for one in found] == [claim, "The old mill will close"]
    assert {one.speaker for one in found} == {"Kira Brandt"}


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“We're going to win, but it'll take a night,” Ann Roe said.", ["it'll take a night"]),
        ("Ann Roe said the dam will fail by May, and then you'll have no crossing.",
         ["then you'll have no crossing."]),
        ("Roe Bank, a think tank, found that the rebels “will not hold on” but may cut the road.",
         ["may cut the road."]),
    ],
)  # fmt: skip
def test_a_shortened_verb_and_one_behind_but_begin_a_clause(
    text: str, quotes: list[str], grammar: Grammar
) -> None:
    """Whatever the parser hangs the clause before on: two forecasts are two proposals."""
    assert [one.quote for one in _of(text, grammar=grammar)][1:] == quotes


@each("head", ["president", "secretary", "head", "chair"])
@each("says", ["announces", "says", "warned", "predicts"])
def test_a_name_that_is_set_off_behind_the_verb_is_who_speaks(head: str, says: str) -> None:
    """And nobody who had that role before."""
    text = (
        f"The {head} of the bank, Milka Rajnovic, was late. “We shall block the road in May”, "
        f"{says} the {head} of their committee, Stipe Lukavac.\n"
    )
    *_, found = _of(text, grammar=by_parser(cues()))
    assert found.speaker == "Stipe Lukavac"


@each("verb", ["reported", "saw", "expect", "had"])
@each("who", ["The dockers' union", "The Estate Agents' Federation", "Lake Bank"])
def test_whose_members_do_something_does_not_speak_by_that(verb: str, who: str) -> None:
    """The body speaks itself."""
    text = f"{who}, whose members {verb} fewer visits in March, says rents will fall in May.\n"
    found = [one for one in _of(text, grammar=by_parser(cues())) if "rents" in one.quote]
    assert {one.speaker for one in found} == {who.removeprefix("The ")}


@each("verb", ["make us think", "let them believe", "help me see", "have her say"])
def test_whom_something_makes_think_is_no_speaker(verb: str) -> None:
    """A pronoun that is an object names nobody."""
    for one in _of(
        f"But it might {verb} that rents will fall in May.\n", grammar=by_parser(cues())
    ):
        assert (one.speaker or "").casefold() not in ("us", "them", "me", "her")


@each("trade", ["Butcher", "Fishmonger", "Weaver", "Novelist", "Barrister"])
@each("name", ["Alan Fell", "Etsu Arai", "Amina Diallo", "Béla Szabó"])
def test_who_has_a_trade_is_a_person_whatever_the_parser_sees(trade: str, name: str) -> None:
    """And so is who "he" is in the next sentence."""
    text = (
        "Mayor Dev Anand said it was late. "
        f"{trade} {name}, whose shop is there, fears worse. “Two will go by May,” he said.\n"
    )
    *_, found = _of(text, grammar=by_parser(cues()))
    assert (found.speaker, found.kind) == (name, "person")
