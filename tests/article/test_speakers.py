"""Who is charged with a forecast."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of as _of
from tests.depth import each, part


def test_a_surname_is_told_in_full() -> None:
    """The full name may stand where nobody speaks."""
    text = (
        "Governor Ann Example opened the meeting in the town hall on Monday.\n\n"
        '"Prices will fall by the end of the year," Example said.\n'
    )
    (found,) = _of(text)
    assert found.speaker == "Ann Example"


@each(
    "text speaker kind",
    [
        ("NOAA said the winter will be warm.", "NOAA", "office"),
        ("The ECB puts the odds of a recession at 60%.", "ECB", "office"),
        ("The Bank of Examples said rates will fall.", "Bank of Examples", "office"),
        (
            "The National Oceanic and River Administration said the river will rise.",
            "National Oceanic and River Administration",
            "office",
        ),
        (
            "Rates will fall, the Centre for Banks and Coins said on Monday.",
            "Centre for Banks and Coins",
            "office",
        ),
        ("The Finance Ministry said prices will fall.", "Finance Ministry", "office"),
        ("Prices will probably fall in spring, said the Exemplum.", "Exemplum", "office"),
        ("Exemplum, which makes chips, said sales will fall.", "Exemplum", "office"),
        ("Exemplum reported that sales will fall.", "Exemplum", "outlet"),
        ("Example News said that sales will fall.", "Example News", "outlet"),
        ("The Example administration said prices will fall.", "Example administration", "office"),
        (
            "President Example left.\n\nExample reported that sales will fall.",
            "Example",
            "person",
        ),
        (
            "Ann Example, an analyst at the Institute for Rivers, said they will rise.",
            "Ann Example",
            "person",
        ),
        ("Ann Example reported that sales will fall.", "Ann Example", "person"),
        (
            "Ann Example opened the meeting.\n\nExample reported that sales will fall.\n",
            "Ann Example",
            "person",
        ),
        ("Example said that sales will fall.", "Example", "office"),
        ("The bank and Ann Example of the Bank said rates will fall.", "Ann Example", "person"),
        ("The ECB and Example Bank said rates will fall.", "Example Bank", "office"),
    ],
)
def test_bodies_and_the_press_are_no_persons(text: str, speaker: str, kind: str) -> None:
    """A name's own words, capitals, an article or the verb beside it tell what it names."""
    found = _of(text)[-1]
    assert (found.speaker, found.kind) == (speaker, kind)


VOTE = """\
"The tunnel will be ready by June 2024," said Bo Builder, the contractor.

Party leader Ann Example of the Reds was not convinced. She said it was unlikely that the tunnel
would be ready this year, and called for a vote.

Her deputy Cy Sample, 51, smiled. "It may never be ready," he said.

Former treasurer Dee Sample was glad. She doubted it, and said trains will never run.

The Long Tunnel was begun in 2019. He said it would never be filled.
"""


def test_a_pronoun_takes_up_whom_the_paragraph_is_about() -> None:
    """Not whoever spoke last, unless nobody is named since."""
    builder, leader, deputy, treasurer, again = _of(VOTE)
    assert builder.speaker == "Bo Builder"
    assert leader.speaker == "Ann Example"
    assert deputy.speaker == "Cy Sample"
    assert treasurer.speaker == again.speaker == "Dee Sample"


@pytest.mark.parametrize(
    "before",
    [
        "The council thanked Ann Example.",
        "In the words of Ann Example lay a threat.",
        "Ann Example and Cy Sample were pleased.",
        "The Long Tunnel was late.",
        "Ann Example was thanked, Bo Builder said.",
    ],
)
def test_a_name_that_is_no_subject_is_not_taken_up(before: str) -> None:
    """Then it stays with who spoke last."""
    text = f"Bo Builder said it will rain.\n\n{before} He said it will snow."
    assert {p.speaker for p in _of(text) if "snow" in p.quote} == {"Bo Builder"}


@pytest.mark.parametrize(
    ("sentence", "likelihoods"),
    [
        (
            "Cy Sample, head of the rowers' club, put the odds of an April start at two in five.",
            ("two in five",),
        ),
        ("Cy Sample gives it a 40 per cent chance of opening in May.", ("40 per cent chance",)),
        ("Cy Sample gave the plan no more than one chance in ten.", None),
        ("Cy Sample expects the ferry to stop by June.", ("expects",)),
        ("Cy Sample reckons the ferry will stop by June.", ("reckons … will",)),
    ],
)
def test_who_states_odds_or_expects_is_the_speaker(
    sentence: str, likelihoods: tuple[str, ...] | None
) -> None:
    """The subject of such a verb is charged, and the verb stays in the quote with its words."""
    found = _of(f"Ann Example said it will rain.\n\n{sentence}")[-1]
    assert (found.speaker, found.voice, found.quote) == ("Cy Sample", "paraphrase", sentence)
    assert likelihoods is None or found.likelihoods == likelihoods


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Engineers expect that the piers will sink by June.", "Engineers"),
        ("Three years ago the town council predicted that it would open by May.", "town council"),
        ("The ferry's board is expected to meet on 2 May.", None),
        ("The ferry is widely expected to stop by June.", None),
        ("He warned that the ferry will stop by June.", "Bo Builder"),
        ("The ferry will stop by June, he said.", "Bo Builder"),
        ("The ferry was late, the official said, adding that it will stop by June.", "Bo Builder"),
        ("The ferry will stop by June, said the minister.", "Bo Builder"),
        ("A stop in June was promised by Ann Example.", "Ann Example"),
    ],
)
def test_who_spoke_last_is_charged_with_nobody_elses_words(
    sentence: str, speaker: str | None
) -> None:
    """A subject of its own, or a verb without one who speaks, is not taken up."""
    found = _of(f"Bo Builder said it will rain.\n\n{sentence}")[-1]
    assert found.sentence.text == sentence
    assert found.speaker == speaker


@each(
    "text speaker kind",
    [
        (
            "The long-planned Lake General Hospital will open in May, its chief executive said.",
            "chief executive",
            "anonymous",
        ),
        ("Lake General Hospital said it will open in May.", "Lake General Hospital", "office"),
        ("Lake Station will open in May, its owners said.", "owners", "anonymous"),
    ],
)
def test_what_is_spoken_of_is_not_who_speaks(
    text: str, speaker: str | None, kind: str | None
) -> None:
    """Who has a subject of their own beside the verb is not the name before it."""
    (found,) = _of(text)
    assert (found.speaker, found.kind) == (speaker, kind)


@each(
    "role body name text",
    part(
        product(
            ["governor", "head", "mayor", "president", "chief economist"],
            ["the Bank of Examples", "Lake Bank", "Ostburg", "the agency"],
            ["Ann Example", "Bo van Sample", "June Roe"],
            [
                "The {} of {}, {}, said there was a 70% chance that prices would fall.",
                "Prices will fall, the {} of {}, {}, said.",
            ],
        )
    ),
)
def test_a_name_behind_a_role_is_who_speaks(role: str, body: str, name: str, text: str) -> None:
    """Who has the role speaks, and neither the article nor what the role is in."""
    (found,) = _of(text.format(role, body, name))
    assert (found.speaker, found.kind) == (name, "person")


@each(
    "text speaker",
    [
        ("In the city of Ostburg, Ann Example said, prices will fall.", "Ann Example"),
        ("The Bank of Examples, Lake Bank and Ann Example said prices will fall.", "Ann Example"),
        ("The mayor of Ostburg left, Ann Example said, and prices will fall.", "Ann Example"),
    ],
)
def test_a_name_behind_a_place_has_no_role(text: str, speaker: str) -> None:
    """Only what is set off behind a role says who has it."""
    assert _of(text)[-1].speaker == speaker
