"""Who is named by a role, and in how many words: all of it is made up."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import needs_grammar
from tests.articles import of as _of
from tests.depth import each, grid, part
from verifier.article.clauses import Grammar
from verifier.article.cues import cues
from verifier.article.grammar import by_parser

NAMES = ("Ann Roe", "Ursel van der Moor", "Bo Poe")
ROLES = (
    "Minister of Works and Housing",
    "The Minister of Works and Housing, Mr",
    "Union minister for roads transport and harbours",
    "Minister of Foreign Affairs",
    "Governor of the Bank of Ourtown",
    "Former vice chair of the Rivers Institute",
    "Deputy chief executive of LNB Mills",
    "Chief economist at Lake Bank",
    "Political scientist and co-founder of the Platform for Tides and Cohesion",
    "Lead seasonal flood forecaster",
)
LATER = (
    "the {} added",
    "according to the {},",
    "the {}, who spoke in Ourtown, on Monday, insisted",
)


@pytest.fixture(
    name="grammar",
    scope="module",
    params=[
        "rules",
        pytest.param("parser", marks=needs_grammar),
    ],
)
def _grammar(request: pytest.FixtureRequest) -> Grammar | None:
    return by_parser(cues()) if request.param == "parser" else None


def test_a_name_begins_behind_the_role_and_what_it_is_in(grammar: Grammar | None) -> None:
    """Nothing of an office is a name, whatever it is written like."""
    wrong = []
    for role, name in grid(ROLES, NAMES):
        text = f"{role} {name} said that rents will rise in May."
        wrong += [
            (text, one.speaker)
            for one in _of(text, grammar)
            if (one.speaker, one.kind) != (name, "person")
        ]
    assert not wrong


RANKS = (
    "Minister of Foreign Affairs",
    "Prime Minister",
    "The Finance Minister",
    "The Chief Executive",
)


@each("rank", RANKS)
def test_an_office_alone_is_no_person(rank: str) -> None:
    """Who holds it may be told of elsewhere; by it nobody is registered."""
    (found,) = _of(f"{rank} said that rents will rise in May.")
    assert found.kind in (None, "anonymous")
    told = _of(f"Lakeland's minister Ann Roe met them.\n\n{rank} said that rents will rise in May.")
    assert {one.speaker for one in told if one.kind == "person"} <= {"Ann Roe"}


ROLE_OF = (
    ("Ann Roe, chief economist at Lake Bank,", "bank’s chief economist"),
    ("Former Lake Town striker Ann Roe", "former Lake Town striker"),
    ("The forward Ann Roe", "former Reds and Newport forward"),
    ("Minister of Works and Housing Ann Roe", "minister"),
)


@each("who later told", part(((*pair, told) for pair, told in product(ROLE_OF, LATER)), 5))
def test_a_role_means_who_was_named_with_it(who: str, later: str, told: str) -> None:
    """Whatever stands beside it, and however far the verb is from it."""
    then = told.format(later)
    text = f"{who} said that fares will fall.\n\n{then[0].upper()}{then[1:]} that rents will rise."
    text = text.replace(", that rents", ", rents")
    assert [one.speaker for one in _of(text)] == ["Ann Roe"] * 2


@each(
    "text speakers",
    [
        ("Ostmark's minister Bo Poe said fares fall. Lakeland's minister said rents will rise.",
         ["Lakeland's minister"]),
        ("A senior official said fares will fall. Bo Poe left. The official said rents will rise.",
         ["senior official", "senior official"]),
        ("Former Lake Town striker says rents will rise", ["Former Lake Town striker"]),
        ("Lake Bank said fares will fall.\n\nThe central bank said rents will rise.",
         ["Lake Bank", "central bank"]),
        ("Experts said fares will fall. The Lake Bank said so. They think rents will rise.",
         ["Experts", "Lake Bank"]),
        ("The Union of Dock, Rail and Road Workers (UDRRW) said rents will rise.",
         ["Union of Dock, Rail and Road Workers"]),
        ("Rents may rise, according to the Lake Institute on Monday.", ["Lake Institute"]),
        ("Rents may rise. This was said by the mill's head, Bo Poe, at a briefing on Monday.",
         ["Bo Poe"]),
        ("Lakeland's finance ministry laughed; it said rents will rise.",
         ["Lakeland's finance ministry"]),
        ("Doctors at Lake House met. They think a wave will come, the Ourtown Herald reported.",
         ["Doctors at Lake House"]),
        ("Financial research firm Stonegate met them and predicted that rents will rise.",
         ["Stonegate"]),
        ("Ann Roe came. Asked about it, Roe smiles. “Rents will rise by a tenth.”", ["Ann Roe"]),
        ("RFL: who is to win?\n\nAnn Roe met Bo Poe. “The Reds will win the cup,” Roe said.",
         ["Ann Roe"]),
        ("Bo Poe, an engineer at the Mill House, Ourtown, in Ostmark, told us rents will rise.",
         ["Bo Poe"]),
        ("Lake Bank's view is not that of Omega Sachs, which on April 12 said rents will rise.",
         ["Omega Sachs"]),
        ("Rents will rise, according to Lake Energy Advisors.", ["Lake Energy Advisors"]),
        ("US Secretary of State Ann Roe said rents will rise.", ["Ann Roe"]),
        ("Half of the 111 brokers polled this month by a shipping firm expect rents to rise.",
         ["Half of the 111 brokers polled this month by a shipping firm"]),
        ("Fifty of the 56 traders expect rents to rise.", ["Fifty of the 56 traders"]),
        ("Rents will rise, the vast majority of brokers asked for a poll predict.",
         ["the vast majority of brokers asked for a poll"]),
        ("The dam will hold the flood, who else would, said sea researcher Ann Roe of Ourtown.",
         ["Ann Roe"]),
        ("“It is bold,” Ann Roe, who runs a mill, in May, said of it. She said rents will rise.",
         ["Ann Roe"]),
        ("Ann Roe gave an assurance that rents will fall.", ["Ann Roe"]),
        ("Many brokers are holding firm to their bet that fares will rise.", ["brokers"]),
        ("Ann Roe met Bo Poe.\n\nBut Mr Poe had none.\n\nHe said: “Rents may rise.”", ["Bo Poe"]),
        ("The head of the mill met them.\n\nThe head of the mill said rents will rise.",
         ["head of the mill"]),
        ("According to LMN, the Reds are projected to win. Bo Poe is projected to lose.",
         ["LMN", "LMN"]),
        ("According to LMN, the Reds are projected to win. Bo Poe is expected to lose.",
         ["LMN", None]),
        ("Lake Bank analyst Ann Roe and others said rents will rise.", ["Ann Roe"]),
        ("The health service is short, and queues will grow, the report says.", ["report"]),
        ("Barclay raised its view of the Two Lands. The bank said rents will rise.", ["Barclay"]),
        ("Rents may rise, says a growing group of brokers.", ["a growing group of brokers"]),
        ("They met. Americans expect rents to rise.", ["Americans"]),
        ("Fares fell, with 70 percent responding that rents will rise.", ["70 percent"]),
        ("Experts are concerned the mill will close.", ["Experts"]),
        ("Rents will rise.\n\nThat’s the view of the latest Lake Bank report.", ["Lake Bank"]),
        ("It is the view of the latest Lake Bank report, which said rents will rise.",
         ["Lake Bank"]),
        ("Lake Bank met.\n\nAnn Roe said: “It is late. “The model suggests rents will rise.”",
         ["Ann Roe"]),
        ("Lake Bank met Bo Poe. Total EV sales will rise. The report says rents may rise.",
         [None, "Lake Bank"]),
        ("Lake Bank met Bo Poe.\n\nThe research notes rents will rise.", ["Lake Bank"]),
        ("\"It is time,'' Ann Roe said. \"We will win the cup. Bo Poe will not be there.\"",
         ["Ann Roe", "Ann Roe"]),
        ("She smiled. Only one in five thinks that rents will rise.", ["one in five"]),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, speakers: list[str]) -> None:
    """By words that name somebody or point to them."""
    found = [one.speaker for one in _of(text) if one.why is None]
    assert found == speakers
