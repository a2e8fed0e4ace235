"""Whose words a sentence of news has, by kind; all sentences are made up."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of as _of
from tests.depth import each, part

SHARES = ("Six of ten analysts surveyed", "Nine of them", "A small minority of traders")
VERBS = ("said rents will rise", "expect rents to rise", "believe that rents will rise")


@each("who what", part(product(SHARES, VERBS), 5))
def test_a_share_of_people_is_nobody_by_name(who: str, what: str) -> None:
    """It stays the words that count them, and makes no body of the number."""
    (found,) = _of(f"{who} {what}.")
    assert (found.speaker, found.kind) == (who, "anonymous")


@each(
    "text speaker kind",
    [
        ("Theresa May said the Reds will win.", "Theresa May", "person"),
        ("The Reds will win, Theresa May said on Tuesday.", "Theresa May", "person"),
        ("The pollster Ann Roe said the Reds will win.", "Ann Roe", "person"),
        ("The insurer Lake Assurance said rents will rise.", "Lake Assurance", "office"),
        ("Rents are expected by the Lake Bank to rise.", "Lake Bank", "office"),
        ("Rents are tipped by most brokers to rise.", "most brokers", "anonymous"),
        ("Rents are expected to rise.", None, None),
        ("Lake Motors – a large maker of vans – said sales will rise.", "Lake Motors", "office"),
        ("“Rents will rise,” observes Ann Roe at Lake House.", "Ann Roe", "person"),
        ("“Rents will rise,” Ourtown Radio quoted Bo Roe as saying.", "Bo Roe", "person"),
        ("Bo Roe, a deputy head of Lake House said rents will rise.", "Bo Roe", "person"),
        ("One group, Lake Economics, said rents will rise.", "Lake Economics", "office"),
        ("A Lake Bank poll published by News shows the Reds will win.", "Lake Bank", "office"),
        ("Rents will rise, said the head of the Centre for Tides and Shores, who is here.",
         "head of the Centre for Tides and Shores", "anonymous"),
        ("Prisoners will be freed by Ostmark, which hosts the talks, said the envoy, Bo Roe.",
         "Bo Roe", "person"),
        ("Rents will rise, the aide, who spoke on condition of anonymity, told Lake News.",
         "aide", "anonymous"),
        ("OPEL+ members see rents falling, Ann Roe said, so rents will rise.", "Ann Roe", "person"),
        ("Lake Motors will show a van, according to multiple reports.", "multiple reports",
         "anonymous"),
        ("In 2031, Lake Motors is forecasted to sell 85 vans, Ourtown News added.",
         "Ourtown News", "outlet"),
        ("Homeowners in Arland and Northern Ostmark could even see rents rise.", None, None),
        ("The dam will break, a person close to the case said Tuesday.",
         "person close to the case", "anonymous"),
        ("Rents will rise, a recent survey by the Harbour Institute has shown.",
         "Harbour Institute", "office"),
        ("Forecasts suggest rents will rise, Dr Ann Roe, a deputy head of the mill, told News.",
         "Ann Roe", "person"),
        ("Ann Roe said none can tell, but models have suggested rents may rise.", "Ann Roe",
         "person"),
        ("The latest forecast shows that rents will rise.", None, None),
        ("Lake Motors plans to close its mill, Bo Roe reported.", "Bo Roe", "person"),
        ("The ORBT's Roe said rents will rise. Ann Roe mentioned that rents may fall.", "Ann Roe",
         "person"),
        ("Rents will rise, said the official, Ann el Roe.", "Ann el Roe", "person"),
        ("Bank of Arland Governor Ann Roe met the Lake Forum. The bank said rents will rise.",
         "Bank of Arland", "office"),
        ("Bo Poe, a trader and head of the Maps Team for the Institute said rents will rise.",
         "Bo Poe", "person"),
        ("It rained.\n\nRents will rise. So says Lake Economics, which is small.", "Lake Economics",
         "office"),
        ("Bo Roe said little. At present he is vague, he says, suggesting rents could rise.",
         "Bo Roe", "person"),
        ("A former adviser to Ann Roe said so.\n\nIt suggests that rents will rise.", None, None),
        ("The most recent IPLC report said rents could rise.", "IPLC", "office"),
        ("The stark conclusions from the Lake Panel on Tides said rents will rise.",
         "Lake Panel on Tides", "office"),
        ("Analysts said checks indicated that rents would rise.", "Analysts", "anonymous"),
        ("Lake Sterling closed early. Overall, the bank forecasts that rents will rise.",
         "Lake Sterling", "office"),
        ("“Rents will rise,” Ines Poe, the fund's chief economist, said. The fund has grown.",
         "Ines Poe", "person"),
        ("Rents will rise, according to Dov Poe of Lake Bank. The bank has grown.", "Dov Poe",
         "person"),
        ("As reported by the mayor Ann Roe, rents will rise.", "Ann Roe", "person"),
        ("Ling Wei, head trader at the port, met us. Rents will rise, Ling said.",
         "Ling Wei", "person"),
        ("Ling Wei, head trader at the port, met us. Rents will rise, the executive said.",
         "Ling Wei", "person"),
        ("Stone Harrow analysts met in May. Stone Harrow notes that rents will rise.",
         "Stone Harrow", "office"),
        ("Bo Roe met us. “Rents will rise,” the Dutchman said.", "Bo Roe", "person"),
        ("The Spaniard said rents will rise.", None, None),
        ("Their transfer plans may need to change.", None, None),
        ("IPLC: Most Rents Will Rise By May\n\nThe IPLC met in May.", "IPLC", "office"),
        ("Brokers: Rents Won't Rise This Year\n\nIt was late.", "Brokers", "anonymous"),
        ("VIDEO: Why rents will rise\n\nIt was late.", None, None),
        ("Bo Roe met the crew. Hot winds forecast for Monday were likely to help, he said.",
         "Bo Roe", "person"),
        ("According to the Ourtown Herald, Lake Bank said: “Our traders see rents rising in May.”",
         "Lake Bank", "office"),
    ],
)  # fmt: skip
def test_who_is_named_in_the_sentence(text: str, speaker: str | None, kind: str | None) -> None:
    """The subject of the verb of saying, whatever stands between, before or behind it."""
    found = _of(text)[-1]
    assert (found.speaker, found.kind) == (speaker, kind)


STORY = """\
Lake Devices sold more pumps in May than ever, and its shares rose.

The Ourtown-based company expects sales to rise next year.

“We will open two plants,” said chief financial officer Bo Roe.

Finance minister Ann Roe and mayor Cy Poe met in Ourtown. According to the minister, rents will
fall.

The mayor said taxes would rise.
"""


def test_a_role_finds_who_was_named_with_it() -> None:
    """A body by what it is, a person by their office, and not whoever was named last."""
    company, officer, minister, mayor = (
        one for one in _of(STORY) if one.why is None and "more pumps" not in one.quote
    )
    assert company.speaker == "Lake Devices"
    assert officer.speaker == "Bo Roe"
    assert minister.speaker == "Ann Roe"
    assert mayor.speaker == "Cy Poe"


@each(
    "before speaker",
    [
        ("The Institute for Tides called the plan bold.", "Institute for Tides"),
        ("A survey said on Tuesday that the Reds will win.", "survey"),
        ("The Lake Agency was founded in 1990.", "Lake Agency"),
    ],
)
def test_it_takes_up_the_body_of_the_sentence_before(before: str, speaker: str) -> None:
    """Its subject, whether or not it spoke."""
    found = _of(f"Ann Roe met the Hill Bank.\n\n{before} It estimates that rents will rise.")
    assert found[-1].speaker == speaker


def test_a_quotation_names_nobody_who_speaks() -> None:
    """Not even one that goes on over two sentences; nor does a headline."""
    text = (
        "Hill Harvest Expected Late, Bo Roe Warns\n\n"
        "The dam is old, said Ann Roe, a member of the Lake Academy.\n\n"
        "“It was mended in May. So after the Lake Festival it will not break,” she said."
    )
    assert _of(text)[-1].speaker == "Ann Roe"


@each(
    "text claim",
    [
        ("Rents are expected by analysts to rise.", "Rents will rise."),
        ("The film was predicted by Ann Roe to win.", "The film will win."),
        (
            "Rents could rise by 3%, while falls of between 4% and 5% will be in the south.",
            "Falls of between 4% and 5% will be in the south.",
        ),
    ],
)
def test_a_claim_is_a_sentence(text: str, claim: str) -> None:
    """Who expects goes with the verb, and no claim begins in the middle of a range."""
    assert _of(text)[-1].claim == claim


@each(
    "text likelihood",
    [
        ("Only Ann Roe thinks that the old council will lead the town.", "thinks … will"),
        ("Traders believe at least 10 banks will close.", "believe … will"),
        ("I think it will rain.", "I think it will"),
        ("That is clearly going to be a problem.", "is clearly going to"),
        ("She is hopeful Bo Roe will play.", "hopeful"),
        ("Ann Roe hopes Bo Roe will play.", None),
    ],
)
def test_what_is_thought_stands_with_its_verb(text: str, likelihood: str | None) -> None:
    """Both words, without what is between them; and a hope is no certainty."""
    assert next(iter(_of(text)[0].likelihoods), None) == likelihood


@each("lead", ["We see that", "It is clear that", "I see that"])
def test_who_sees_what_is_so_now_makes_no_call(lead: str) -> None:
    """Unless a time ahead or a verb of the future stands behind it."""
    (now,) = _of(f"“{lead} they are preparing an attack,” Ann Roe said.")
    (then,) = _of(f"“{lead} they will attack,” Ann Roe said.")
    assert (now.why, then.why) == ("estimate-of-present", None)


@each(
    "text times",
    [
        ("Officials said a truce will be declared very soon.", ("very soon",)),
        ("The mayor said the pool will open tonight.", ("tonight",)),
        ("Ann Roe said sales will rise to 40, up from 2019.", ()),
    ],
)
def test_words_of_time_are_those_of_what_is_ahead(text: str, times: tuple[str, ...]) -> None:
    """The day of printing is not over; what something is compared with is."""
    assert _of(text)[-1].times == times


@pytest.mark.parametrize("mark", ["'", "’"])
@pytest.mark.parametrize(
    ("who", "speaker"),
    [
        ("the Drivers{} Guild", "Drivers{} Guild"),
        ("the drivers{} union", "drivers{} union"),
        ("the head of the Drivers{} Guild", "head of the Drivers{} Guild"),
        ("the general secretary of the Drivers{} Guild, Ann Roe,", "Ann Roe"),
    ],
)
def test_a_plural_possessive_is_a_part_of_its_noun(who: str, speaker: str, mark: str) -> None:
    """Whichever apostrophe, and whatever stands before or behind it."""
    (found,) = _of(f"Strikes are likely before May, {who.format(mark)} said.")
    assert found.speaker == speaker.format(mark)
    assert "said" not in found.claim


@each("word", ["surprised", "astonished", "amazed", "shocked"])
def test_what_would_surprise_is_no_condition(word: str) -> None:
    """It is called unlikely; and what is supposed in the past is claimed in the future."""
    (found,) = _of(f"“I would be {word} if fares rose in May,” Ann Roe said.")
    assert (found.given, found.likelihoods) == (None, (f"would be {word} if",))
    assert found.claim == "Fares will rise in May"


@each("likelihood", ["likely", "almost certain", "unlikely"])
def test_a_claim_has_no_word_of_who_says_so(likelihood: str) -> None:
    """However the likelihood is said, and where the name stands behind a role."""
    (found,) = _of(f"Strikes are {likelihood}, said the union's leader, Ann Roe.")
    assert (found.speaker, found.claim) == ("Ann Roe", "Strikes happen")


@each("verb", ["would", "may", "could", "are likely to"])
def test_what_stands_before_that_is_said_as_well(verb: str) -> None:
    """Two clauses are two forecasts, whether or not the second begins with "that"."""
    found = _of(f"Ann Roe said in May that rents {verb} rise this year and that wages {verb} fall.")
    assert [one.quote for one in found] == [
        f"rents {verb} rise this year",
        f"wages {verb} fall.",
    ]
    first, second = _of(f"Ann Roe said rents {verb} rise and that wages {verb} fall.")
    assert (first.quote, second.quote) == (f"rents {verb} rise", f"wages {verb} fall.")


@each(
    "thing out",
    part(
        product(
            ("poll of 24 brokers", "survey of voters", "report", "study of 12 towns"),
            (
                "published on Tuesday",
                "released this week",
                "seen by The Paper",
                "carried out in May",
            ),
        ),
        5,
    ),
)
def test_how_a_poll_came_out_is_no_part_of_who_speaks(thing: str, out: str) -> None:
    """Who answers it, or what it is, stays."""
    (found,) = _of(f"Rents will rise, according to a {thing} {out}.")
    assert (found.speaker, found.kind) == (thing, "anonymous")


@each("one", ["one of them", "another of these", "the eldest of the three"])
def test_one_of_several_who_is_named_is_a_person(one: str) -> None:
    """Not the words before the name."""
    (found,) = _of(f"“Rents will rise,” said {one}, Bo Roe.")
    assert (found.speaker, found.kind) == ("Bo Roe", "person")


@each("who", ["officials", "health officials", "the ministry of works", "Ann Roe"])
def test_a_clause_before_another_is_nobody(who: str) -> None:
    """The number of pupils rose, and somebody else said."""
    rose = "The number of ill pupils in Lake County climbed to 214 on Wednesday, up 31 on the week"
    (found,) = _of(f"{rose}, and {who} said rents will rise.")
    assert (found.speaker or "?").casefold() in who.casefold()
