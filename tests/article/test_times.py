"""Windows, deadlines, thresholds and the day on which something was said."""

from __future__ import annotations

import pytest

from tests.articles import of as _of
from tests.depth import each


@each(
    "text times",
    [
        ("Prices, which fell in May, will recover by autumn.", ("by autumn",)),
        ("The model, released in May, will be retired by December.", ("by December",)),
        ("Rivers flooded in May and are likely to flood in autumn.", ("in autumn",)),
        ("In May, the bank raised its forecast.", ()),
        ("In May the bank raised its forecast.", ()),
        ("In May, as prices rose, the bank raised its forecast.", ()),
        ("Rain was below normal in May, and a wet June is likely.", ("June",)),
        ("It has grown since May and could shrink in June.", ("in June",)),
        ("Prices will rise after the bank cut rates in May.", ()),
        ("Prices will rise in May.", ("in May",)),
        ("In May, the bank will raise its forecast.", ("In May",)),
        ("The model is expected to be released in May.", ("in May",)),
        ("The model is to be released in May.", ("in May",)),
        ("They plan that the model is retired in May.", ("in May",)),
        ("The bank expected a fall in May.", ("in May",)),
        ("Elections planned in May could be put off.", ("in May",)),
        ("They promised that he left by May 2025.", ("by May 2025",)),
        ("They need rain in May, and expect it.", ("in May",)),
        ("The front will move before spring.", ("before spring",)),
        (
            "Rents, which fell in May, will rise by the end of the year.",
            ("by the end of the year",),
        ),
        (
            "The sale, announced in May, will close before the end of the quarter.",
            ("before the end of the quarter",),
        ),
        ("The heat will hold for much of August.", ("for much of August",)),
        ("Fares will rise by about a quarter next year.", ("next year",)),
        ("The firm will open three shops this year.", ("this year",)),
    ],
)
def test_days_of_what_happened_are_no_window(text: str, times: tuple[str, ...]) -> None:
    """A verb in the past beside a date that may lie behind makes it one that does."""
    assert tuple(time for found in _of(text) for time in found.times) == times


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The firm will open a plant by June and start production by the end of 2025.",
            [
                ("by June", "will", "The firm will open a plant by June"),
                (
                    "by the end of 2025",
                    "will",
                    "The firm will start production by the end of 2025.",
                ),
            ],
        ),
        (
            "There is a 70% chance of rain by March, and a 30% chance that it snows in April.",
            [
                ("by March", "70% chance", "There will be rain by March"),
                ("in April", "30% chance", "It snows in April."),
            ],
        ),
        (
            "By 2026 Poe will have cars and trucks, and by 2030 ships may come.",
            [
                ("By 2026", "will", "By 2026 Poe will have cars and trucks"),
                ("by 2030", "may", "By 2030 ships will come."),
            ],
        ),
        (
            "Prices will rise in May; wages could fall in June, and rents may rise by autumn.",
            [
                ("in May", "will", "Prices will rise in May"),
                ("in June", "could", "Wages will fall in June"),
                ("by autumn", "may", "Rents will rise by autumn."),
            ],
        ),
        (
            "In June, France and Spain will vote, and decide in autumn.",
            [
                ("In June", "will", "In June, France and Spain will vote"),
                ("in autumn", "will", "France and Spain will decide in autumn."),
            ],
        ),
        (
            "The towns will vote on 9 June and again on 23 June.",
            [
                ("on 9 June", "will", "The towns will vote on 9 June"),
                ("on 23 June", "will", "The towns will vote again on 23 June."),
            ],
        ),
    ],
)
def test_two_deadlines_are_two_proposals(text: str, parts: list[tuple[str, str, str]]) -> None:
    """Each has its own words of time, and of likelihood where it has them."""
    found = _of(text)
    assert [(p.times[0], p.likelihoods[0], p.claim) for p in found] == parts
    assert [len(p.times) for p in found] == [1] * len(parts)
    for proposal in found:
        assert proposal.quote in text
        same = [p for p in found if p.quote == proposal.quote]
        assert proposal.beside == tuple(p.times[0] for p in same if p is not proposal)


@each(
    "text times",
    [
        ("It will open between May and June.", ("between May and June",)),
        ("It will open by March or April.", ("by March or April",)),
        ("It will open in one to two months.", ("in one to two months",)),
        ("It will open in May or close in June.", ("in May", "in June")),
        ("It will rain in May and in June.", ("in May and in June",)),
        ("It will rain in May and June.", ("in May and June",)),
        ("The vote in June will be repeated in autumn.", ("in autumn", "in June")),
        ("It will open by June, when it rains and snows in autumn.", ("by June", "in autumn")),
        ("In June, France and Spain will vote on a law of May 2025.", ("In June",)),
    ],
)
def test_ranges_and_unclear_sentences_are_one_proposal(text: str, times: tuple[str, ...]) -> None:
    """A range is one time; two times that one statement may have both are named together."""
    (found,) = _of(text)
    assert (found.times, found.beside) == (times, ())


def test_a_part_has_no_number_of_another() -> None:
    """What stands in a part unread is not passed over for the number of the first."""
    first, second = _of("The chance of rain is 40% on Monday and 70% on Tuesday.")
    assert (first.likelihoods, second.likelihoods) == (("40%",), ("70%",))
    first, second = _of("There is a 40% chance of rain on Monday and of snow on Tuesday.")
    assert first.likelihoods == second.likelihoods == ("40% chance",)


def test_a_part_without_a_subject_has_that_of_the_part_before() -> None:
    """A verb alone claims nothing; it is said of the same subject."""
    first, second = _of("The law will start in July and may last until 2030.")
    assert (first.likelihoods, first.claim) == (("will",), "The law will start in July")
    assert second.likelihoods == ("may",)
    assert second.claim == "The law will last until 2030."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Ann Example spoke to members on Monday. "Rents will fall," she said.', None),
        (
            'Ann Example said on Monday that it will rain. "Rents will fall," she said.',
            "2024-01-08",
        ),
        (
            'Ann Example said on Monday it will rain. "So it will. Rents will fall," she said.',
            "2024-01-08",
        ),
        (
            'Ann Example said on Monday it will rain. Clouds came. "Rents will fall," she said.',
            None,
        ),
        ('Ann Example said on Monday that it will rain. "Rents will fall," said Bo Builder.', None),
        (
            'Ann Example told all the council on Monday it will rain. "Rents will fall," she said.',
            "2024-01-08",
        ),
        (
            'Ann Example told them that on Monday it will rain. "Rents will fall," she said.',
            None,
        ),
        (
            'Ann Example said on Monday it will rain. "Rents will fall," she said on Tuesday.',
            "2024-01-09",
        ),
        (
            "Ann Example said on Monday it will rain. She said that rents will fall.",
            "2024-01-08",
        ),
        ("Ann Example said on Monday it will rain. She now says that rents will fall.", None),
    ],
)
def test_a_statement_has_the_day_of_the_sentence_before(text: str, said: str | None) -> None:
    """Only where the same speaker goes on, with nothing in between."""
    found = _of(text)[-1]
    assert "Rents will fall" in found.sentence.text or "rents will fall" in found.sentence.text
    assert found.said == said
    assert found.said_before == (said == "2024-01-08")


@each(
    "text criterion",
    [
        (
            "The bill will have passed 1.9 billion euros by 2026.",
            "reaches: <series>, above: 1900000000",
        ),
        ("Rents would stay below €1,750.50.", "stays: <series>, below: 1750.5"),
        ("Rents will not exceed 900 euros.", "stays: <series>, at_most: 900"),
        ("Rents are not expected to rise above 900 euros.", "reaches: <series>, above: 900"),
        ("Rents might not reach 900 euros.", "reaches: <series>, at_least: 900"),
        ("Rents may not fall under 900 euros.", "reaches: <series>, below: 900"),
        ("Rents are unlikely to exceed 900 euros.", "reaches: <series>, above: 900"),
        ("They will not rise above 900 euros.", "stays: <series>, at_most: 900"),
        ("Rents will fall below 900 euros.", "reaches: <series>, below: 900"),
        ("Rents will not fall below 900 euros.", "stays: <series>, at_least: 900"),
        ("Growth will be above 2 percent.", "range: <series>, above: 2"),
        ("At least 3 million tenants will move.", "reaches: <series>, at_least: 3000000"),
        ("The phone will not cost more than 999 euros.", "stays: <series>, at_most: 999"),
        ("Sales won't hit 300 cars.", "stays: <series>, below: 300"),
        ("It will not, he said, lose less than 5 million.", "stays: <series>, at_least: 5000000"),
        ("Not only will rents exceed 900 euros.", "reaches: <series>, above: 900"),
        ("Rents will not stay above 900 euros.", None),
        ("It will last over 5 years.", None),
        ("It will be ready by 2030.", None),
    ],
)
def test_a_threshold_has_its_criterion(text: str, criterion: str | None) -> None:
    """What is to stay on one side is asked of every day, what is to get there of any."""
    (found,) = _of(text)
    assert found.threshold == criterion


@each(
    "text times likelihoods",
    [
        ("The pier will sink, and last spring a storm, as feared, closed it for six weeks.", (), 1),
        ("The pier will be shut for six weeks.", ("for six weeks",), 1),
        ("The ferry will carry more than last year.", (), 1),
        ("Fares will be higher than in May.", (), 1),
        ("Fares will rise in June compared with May.", ("in June",), 1),
        ("It will open no later than in May.", ("no later than in May",), 1),
        ("It will take more than two years.", ("more than two years",), 1),
        ("We will sail by June, come what may.", ("by June",), 1),
        ("We sail on, come what may.", (), 0),
    ],
)
def test_lengths_of_the_past_comparisons_and_idioms_say_nothing_of_the_future(
    text: str, times: tuple[str, ...], likelihoods: int
) -> None:
    """They are no window, nor a likelihood."""
    found = _of(text)
    assert tuple(time for p in found for time in p.times) == times
    assert [p.likelihoods for p in found] == [("will",)] * likelihoods


@each(
    "sentence said told",
    [
        ("Ann Example said on Tuesday that it will sink.", "2024-01-09", "on Tuesday"),
        (
            "Ann Example told a meeting of the board on Friday that the pier will soon sink.",
            "2024-01-05",
            "on Friday",
        ),
        (
            '"It will sink by June," said Ann Example, chair of the club, after a tea on Friday.',
            "2024-01-05",
            "on Friday",
        ),
        (
            'Speaking on Tuesday, Ann Example said: "It will sink by June."',
            "2024-01-09",
            "on Tuesday",
        ),
        ('"It will sink by June," said Ann Example, who will speak on Friday.', None, None),
        ('"It will sink by June," said Ann Example, and "open on Friday".', None, None),
        (
            '"It will sink by June," said Ann Example at the summer meeting on Friday.',
            "2024-01-05",
            "on Friday",
        ),
        (
            "In 2021 the town council predicted that the pier would soon sink.",
            "2021-01-01/2021-12-31",
            "In 2021",
        ),
        (
            "Two years ago the town council predicted that the pier would soon sink.",
            "2021-07-13/2022-07-12",
            "Two years ago",
        ),
    ],
)
def test_the_day_is_that_of_the_reporting_clause(
    sentence: str, said: str | None, told: str | None
) -> None:
    """Of its verb, of what stands beside what was said, or a span where no day is named."""
    found = _of(sentence)[-1]
    assert (found.said, found.told) == (said, told)


@each(
    "text first",
    [
        ("A rise in duties in July is expected to slow trade by next May.", "by next May"),
        ("There were signs on Tuesday that a truce might come in March.", "in March"),
        ("On Friday the court will say what happens in March.", "On Friday"),
    ],
)
def test_the_time_of_the_verb_comes_first(text: str, first: str) -> None:
    """That of a noun before it comes behind, unless it opens the sentence."""
    assert _of(text)[0].times[0] == first


@each("words", ["its worst result in 80 years", "the best yield in over 20 years", "the mid-30s"])
def test_a_record_or_a_degree_is_no_time(words: str) -> None:
    """Words such as "in 80 years" say since when, and "the mid-30s" how warm."""
    assert _of(f"Ann Roe said the vale would reach {words}.")[0].times == ()
