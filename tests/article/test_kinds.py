"""Kinds of sentences from which an article's forecasts were once read wrongly."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import by_either
from tests.articles import of as _of
from tests.depth import each, part
from verifier.article.cues import cues
from verifier.article.grammar import by_parser
from verifier.article.proposal import Proposal


def _ahead(text: str) -> list[Proposal]:
    return [one for one in _of(text) if one.why is None]


NOUNS = ("chance", "probability", "likelihood", "risk", "danger")
NUMBERS = ("10%", "10 percent", "10 per cent")


FORMS = (
    "There is a {number} {noun} that the dam will break by June.",
    "There is a {number} {noun} that the dam breaks by June.",
    "There is a {noun} of {number} that the dam will break by June.",
    "Ann Roe said there was a {number} {noun} that the dam would break by June.",
    "There is a {number} {noun} that the dam will break by June, the engineer Ann Roe said Monday.",
)


@by_either
@each("noun number form", part(product(NOUNS, NUMBERS, FORMS)))
def test_a_low_number_stays_a_low_number(noun: str, number: str, form: str, parser: bool) -> None:
    """Whatever it is called, and in whatever tense: it is never "will" alone, by either grammar."""
    grammar = by_parser(cues()) if parser else None
    text = form.format(noun=noun, number=number)
    [found] = [one for one in _of(text, grammar) if one.why is None]
    assert number in found.likelihoods[0]
    assert "will" not in found.likelihoods[0].split()
    assert found.claim.casefold().startswith("the dam ")
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("text", "quotes", "speakers"),
    [
        (
            (
                "Fares are expected to rise to 4 crowns this year, the Rail Fund announced "
                "Tuesday, while warning that strikes could stop all trains."
            ),
            [
                "Fares are expected to rise to 4 crowns this year",
                "strikes could stop all trains.",
            ],
            ["Rail Fund", "Rail Fund"],
        ),
        (
            "Valdoria are likely to reach the final, where they are predicted to lose.",
            ["Valdoria are likely to reach the final", "they are predicted to lose."],
            [None, None],
        ),
        (
            "Ann Roe said that rents will fall and that wages will rise.",
            ["rents will fall", "wages will rise."],
            ["Ann Roe", "Ann Roe"],
        ),
        (
            "The bridge will close in May, but the tunnel may open in June.",
            ["The bridge will close in May", "the tunnel may open in June."],
            [None, None],
        ),
    ],
)
def test_two_forecasts_of_a_sentence_are_two(
    text: str, quotes: list[str], speakers: list[str | None]
) -> None:
    """Each with words and a speaker of its own."""
    found = _ahead(text)
    assert [one.quote for one in found] == quotes
    assert [one.speaker for one in found] == speakers


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("In Ourtown, a harbour, boats will return by May, experts said.", "experts", "anonymous"),
        ("Several said the pier will close in June.", None, None),
        ("Dr said the pier will close in June.", None, None),
        ("Lake Bank met. The bank said rates will rise.", "Lake Bank", "office"),
        ("A poll by Lake University shows that the Reds will win.", "Lake University", "office"),
        ("Two senior officials said the pier will close.", "senior officials", "anonymous"),
        ("58 % of respondents expect rain in May.", "58 % of respondents", "anonymous"),
        ("The unions said they will strike in May.", "unions", "anonymous"),
        (
            "Ann Roe said it will rain in May. The storm will last until June.",
            "Ann Roe",
            "person",
        ),
        (
            "Ann Roe sees rain. But not so Bo Sample, who runs the port: “It will stay dry.”",
            "Bo Sample",
            "person",
        ),
        (
            "Jane Smith said rents will rise. John Smith laughed. “They will fall,” Smith said.",
            "John Smith",
            "person",
        ),
        ("Ben: Rents will rise.\n\nCarla: Fares will fall.", "Carla", "person"),
    ],
)
def test_who_is_charged(text: str, speaker: str | None, kind: str | None) -> None:
    """People, bodies and the unnamed; never a place, a word that counts or a title alone."""
    found = _ahead(text)[-1]
    assert (found.speaker, found.kind) == (speaker, kind)


@each(
    "text condition claim",
    [
        (
            "If the Greens do fall short of a majority, the Blues will govern by May.",
            "If the Greens do fall short of a majority",
            "The Blues will govern by May.",
        ),
        ("The firm would fall short of its goal in May.", None, None),
        (
            "If the U.S. President agrees by 5 June, troops will leave in July.",
            "If the U.S. President agrees by 5 June",
            "Troops will leave in July.",
        ),
        (
            "Rates will rise in May unless wages fall by April.",
            "unless wages fall by April",
            "Rates will rise in May.",
        ),
        (
            "On current trends, the lake will be dry by 2030.",
            "On current trends",
            "The lake will be dry by 2030.",
        ),
        (
            "Assuming the port stays open, exports will grow in May.",
            "Assuming the port stays open",
            "Exports will grow in May.",
        ),
        ("Even if it rains, the fair will open in May.", None, None),
    ],
)
def test_conditions_are_whole(text: str, condition: str | None, claim: str | None) -> None:
    """None is cut short, and none is made of what sets none."""
    [found] = _ahead(text)
    assert (found.given and found.given["words"]) == condition
    assert claim is None or found.claim == claim


@each(
    "text",
    [
        "“I don't think a strike is inevitable,” Ann Roe said.",
        "“If I could stop the strike I would,” Ann Roe said.",
        "“If by 2030 we don't have a cure, I would be surprised,” Ann Roe said.",
        "“We will win in May,” Ann Roe said.",
        "“They may leave by June,” Ann Roe said.",
    ],
)
def test_no_claim_is_made_where_none_can_stand(text: str) -> None:
    """It is for a person to write: nothing that is no sentence, that points or that turns round."""
    assert [one.claim for one in _ahead(text)] == [""]


@each(
    "text claim",
    [
        ("The line is now expected to carry more.", "The line will carry more."),
        ("“I will resign by June,” Ann Roe said.", "Ann Roe will resign by June"),
        ("“We will cut rates by June,” Lake Bank said.", "The Lake Bank will cut rates by June"),
        ("“My deputy will resign by June,” Ann Roe said.", "Ann Roe's deputy will resign by June"),
        ("The mayor insists that the pool will open in May.", "The pool will open in May."),
        ("A strike is unlikely in May.", "There will be a strike in May."),
        ("There is a 30% chance of a strike in May.", "There will be a strike in May."),
    ],
)
def test_a_claim_is_a_sentence(text: str, claim: str) -> None:
    """With a subject and a verb, without hedge and holder, the speaker named."""
    [found] = _ahead(text)
    assert found.claim == claim


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("An official Tuesday stated that the pier will close in June.", "2024-01-09"),
        ("Most officials expect the pier to close in June, a survey by Lake News shows.", None),
        ("The pier will close in June, Ann Roe said.", None),
    ],
)
def test_the_day_said_is_of_who_said_it(text: str, said: str | None) -> None:
    """A month that is forecast is none."""
    assert _ahead(text)[0].said == said


@each(
    "text",
    [
        "Will the pier close by June?",
        "Prices rose, beating market expectations.",
        "The bank does not predict a slump.",
        "The pier closed in June.",
    ],
)
def test_what_only_looks_ahead_is_no_forecast(text: str) -> None:
    """Questions, nouns, denials and the past."""
    assert _ahead(text) == []


def test_a_sentence_may_begin_in_lower_case() -> None:
    """It is not glued to the one before; an abbreviation or a number ends none."""
    found = _ahead("Rents will rise in May. the pier will close by June. It was no. 5 of St. Ann.")
    assert [one.quote for one in found] == [
        "Rents will rise in May.",
        "the pier will close by June.",
    ]
